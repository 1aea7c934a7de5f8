"""The services behind a window, doing what a test says: pictures, runs, keys."""

import asyncio
import concurrent.futures
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage

from inklift.core.answer_values import ValuePath
from inklift.core.errors import PictureMissing, PictureUnreadable
from inklift.core.kept_runs import OpenedRun, Unfinished
from inklift.core.keys import KeyPlace, KeyStatus
from inklift.core.pictures import THUMBNAIL_PX, FileInfo, Origin, PageInfo, PictureSource
from inklift.core.planning import plan_run, with_earlier
from inklift.core.ports import Secret
from inklift.core.progress import RunProgress
from inklift.core.readings import Reading
from inklift.core.reviews import Decision, Decisions
from inklift.core.runs import DeletedRuns, Earlier, Plan, RunOrder, RunSummary
from inklift.engines.key_check import KeyVerdict, Verdict
from inklift.engines.registry import EngineRegistry, describe
from inklift.services.evidence import EvidenceFinder
from inklift.services.examining import Examiner
from inklift.services.importer import Collected, Importer, Offer, Unopened
from inklift.services.pacing import PauseSwitch
from inklift.services.pictures import RenderedPicture
from inklift.system.background import Aside
from inklift.system.settings import SettingsStore

BROKEN = b"broken"  # a file that begins with this cannot be read


def source(number: int, **changes: Any) -> PictureSource:
    """A picture called "picture-N.png" of 60 × 80 pixels and 1,000,000 bytes."""
    values: dict[str, Any] = {
        "id": f"id-{number}",
        "name": f"folder/picture-{number}.png",
        "origin": Origin.FILE,
        "path": Path(f"/nowhere/picture-{number}.png"),
        "format": "png",
        "width_px": 60,
        "height_px": 80,
        "size_bytes": 1_000_000,
        "sha256": hashlib.sha256(str(number).encode()).hexdigest(),
    }
    return PictureSource(**{**values, **changes})


def sources(count: int) -> list[PictureSource]:
    return [source(number) for number in range(1, count + 1)]


def opened(*pictures: PictureSource) -> Collected:
    return Collected(tuple(pictures))


def unopened(name: str, error: Any) -> Collected:
    return Collected(unopened=Unopened(name, error))


def jpeg(width_px: int = 8, height_px: int = 8) -> bytes:
    image = QImage(width_px, height_px, QImage.Format.Format_RGB32)
    image.fill(QColor("steelblue"))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG")
    return bytes(data.data())


@dataclass
class Asked:
    """A question to `FakePictures`; while these are held, the test answers."""

    source: PictureSource
    longest_side_px: int
    _answer: concurrent.futures.Future[Any] = field(default_factory=concurrent.futures.Future)

    def give(self, value: object) -> None:
        self._answer.set_result(value)

    def fail(self, error: Exception) -> None:
        self._answer.set_exception(error)

    async def answer(self) -> Any:
        return await asyncio.wrap_future(self._answer)

    @property
    def is_given_up(self) -> bool:
        return self._answer.cancelled()


class FakePictures:
    """In the place of `PictureService`, without processes. `asked_…` hold all that was asked."""

    def __init__(self) -> None:
        self.asked_thumbnails: list[Asked] = []
        self.asked_renderings: list[Asked] = []
        self.held = False  # True: the test answers each question itself
        self.jpeg = jpeg()

    async def thumbnail(self, source: PictureSource) -> bytes:
        asked = Asked(source, THUMBNAIL_PX)
        self.asked_thumbnails.append(asked)
        if not self.held:
            asked.give(self.jpeg)
        data = await asked.answer()
        assert isinstance(data, bytes)
        return data

    async def render(self, source: PictureSource, longest_side_px: int) -> RenderedPicture:
        asked = Asked(source, longest_side_px)
        self.asked_renderings.append(asked)
        if not self.held:
            asked.give(rendered(source.width_px, source.height_px))
        picture = await asked.answer()
        assert isinstance(picture, RenderedPicture)
        return picture

    async def inspect(self, path: Path) -> FileInfo:
        return _inspect(path)


def _inspect(path: Path) -> FileInfo:
    if not path.is_file():
        raise PictureMissing(str(path))
    data = path.read_bytes()
    if data.startswith(BROKEN):
        raise PictureUnreadable(str(path))
    return FileInfo("png", len(data), hashlib.sha256(data).hexdigest(), (PageInfo(1, 60, 80),))


def rendered(width_px: int, height_px: int) -> RenderedPicture:
    return RenderedPicture(width_px, height_px, b"\x80" * (width_px * height_px * 4))


class FakeImporter:
    """In the place of `Importer`: each `collect` gives what was put on `results` before."""

    def __init__(self, *results: Collected) -> None:
        self.results = list(results)
        self.offers: list[tuple[Offer, ...]] = []
        self.gates: list[concurrent.futures.Future[None]] = []  # one for each result, if any
        self.bug: Exception | None = None  # raised behind the results

    def hold(self) -> None:
        """Wait before each result until the test opens its gate."""
        self.gates = [concurrent.futures.Future() for _ in self.results]

    def let_go(self, number: int) -> None:
        self.gates[number].set_result(None)

    async def collect(self, offers: Iterable[Offer]) -> AsyncIterator[Collected]:
        results, gates = self.results, self.gates
        self.offers.append(tuple(offers))
        for number, result in enumerate(results):
            if gates:
                await asyncio.wrap_future(gates[number])
            yield result
        if self.bug is not None:
            raise self.bug


class FakeRunner:
    """In the place of `Runner`: a run tells what the test tells it, and ends when told.

    `earlier` is what earlier runs have, by the fingerprint of the first picture of a request.
    """

    def __init__(self) -> None:
        self.orders: list[RunOrder] = []
        self.agreed_credits: list[int | None] = []  # of each
        self.earlier: dict[str, Earlier] = {}
        self.planned: list[RunOrder] = []  # what was looked up
        self.resumed: list[tuple[str, bool]] = []
        self.switch = PauseSwitch()  # of the last run
        self.cancelled = 0
        self._report: Callable[[RunProgress], None] = lambda progress: None
        self._end: concurrent.futures.Future[None] = concurrent.futures.Future()

    async def plan(self, order: RunOrder) -> Plan:
        self.planned.append(order)
        paid = describe(order.engine_id).capabilities.costs_credits
        return self.planned_of(plan_run(order, costs_credits=paid), order)

    def planned_of(self, plan: Plan, order: RunOrder) -> Plan:
        """The plan with what earlier runs have of it."""
        options = order.options
        found = {
            request.number: earlier
            for request in plan.requests
            if (earlier := self.earlier.get(request.pictures[0].source.fingerprint))
            and not (options.ask_again if earlier.answer_id else options.resend_unknown)
        }
        return with_earlier(plan, found)

    async def resume(
        self,
        run_id: str,
        report: Callable[[RunProgress], None],
        *,
        switch: PauseSwitch,
        resend_unknown: bool = False,
    ) -> None:
        self.resumed.append((run_id, resend_unknown))
        self.switch = switch
        self._end = concurrent.futures.Future()
        self._report = report
        await asyncio.wrap_future(self._end)

    async def run(
        self,
        order: RunOrder,
        report: Callable[[RunProgress], None],
        *,
        switch: PauseSwitch,
        agreed_credits: int | None = None,
    ) -> None:
        self.agreed_credits.append(agreed_credits)
        self.switch = switch
        self._end = concurrent.futures.Future()
        self._report = report
        self.orders.append(order)
        try:
            await asyncio.wrap_future(self._end)
        except asyncio.CancelledError:
            self.cancelled += 1
            raise

    def tell(self, *progress: RunProgress) -> None:
        for one in progress:
            self._report(one)

    def end(self) -> None:
        self._end.set_result(None)

    def fail(self, error: Exception) -> None:
        self._end.set_exception(error)


class FakeReadings:
    """What would be read on pictures: by the last part of the name; the others are blank."""

    def __init__(self) -> None:
        self.pages: dict[str, Reading] = {}
        self.read_names: list[str] = []

    async def read(self, source: PictureSource) -> Reading:
        name = source.name.rpartition("/")[2]
        self.read_names.append(name)
        return self.pages.get(name, Reading(60, 80, ()))


class FakeHistory:
    """In the place of `History`: what a test put here; newest first."""

    def __init__(self) -> None:
        self.left: Unfinished | None = None
        self.runs: dict[str, OpenedRun] = {}
        self.listed: list[RunSummary] = []
        self.searched: list[str] = []
        self.deleted: list[tuple[tuple[str, ...], tuple[Path, ...]]] = []  # runs; files in use
        self.traces_left = False
        self.damage: Exception | None = None  # found by a check
        self.error: Exception | None = None  # of what is asked next
        self.spent = 0
        self.decided: dict[str, dict[ValuePath, Decision]] = {}  # by fingerprint

    def keep(self, run: OpenedRun) -> None:
        """A run that is listed, before those that are."""
        record = run.kept.record
        answered = sum(len(one.request.names) for one in run.answers)
        credits = sum(one.answer.credits or 0 for one in run.answers)
        pictures = len(run.kept.order.sources)
        pending = pictures - answered
        self.runs[record.run_id] = run
        self.listed.insert(
            0,
            RunSummary(
                record.run_id, record.number, record.started, record.engine_id, record.prompt,
                pictures, answered, 0, 0, pending, credits,
            ),
        )  # fmt: skip

    async def summaries(self) -> tuple[RunSummary, ...]:
        self._fail()
        return tuple(self.listed)

    async def check(self) -> None:
        if self.damage is not None:
            raise self.damage

    async def decisions(self, fingerprints: Collection[str]) -> Decisions:
        self._fail()
        return {
            each: tuple(self.decided[each].items()) for each in fingerprints if each in self.decided
        }

    async def decide(
        self, fingerprint: str, changes: Mapping[ValuePath, tuple[Decision, bool]]
    ) -> None:
        self._fail()
        for path, (decision, holds) in changes.items():
            self.decided.setdefault(fingerprint, {}).pop(path, None)
            if holds:
                self.decided[fingerprint][path] = decision

    async def search(self, words: str) -> dict[str, str]:
        """Those whose prompt has the words."""
        self._fail()
        self.searched.append(words)
        return {each.run_id: f"…{words}…" for each in self.listed if words in each.prompt}

    async def delete(
        self, run_ids: Collection[str], *, in_use: Collection[Path] = ()
    ) -> DeletedRuns:
        self._fail()
        self.deleted.append((tuple(run_ids), tuple(in_use)))
        self.listed = [each for each in self.listed if each.run_id not in run_ids]
        for run_id in run_ids:
            del self.runs[run_id]
        return DeletedRuns(traces_left=self.traces_left)

    def _fail(self) -> None:
        error, self.error = self.error, None
        if error is not None:
            raise error

    async def unfinished(self) -> Unfinished | None:
        return self.left

    async def open(self, run_id: str) -> OpenedRun | None:
        return self.runs.get(run_id)

    async def spent_this_month(self) -> int:
        return self.spent


class FakeKeys:
    """In the place of `KeyService`: one key, kept in `kept`."""

    def __init__(self) -> None:
        self.kept: Secret | None = None
        self.place = KeyPlace.STORED
        self.store_name = "Test Keyring"
        self.verdict = KeyVerdict(Verdict.WORKS)
        self.checked: list[str] = []
        self.error: Exception | None = None
        self.gate: concurrent.futures.Future[None] | None = None  # set: answers wait for it

    async def status(self) -> KeyStatus:
        await self._pass()
        place = KeyPlace.NOWHERE if self.kept is None else self.place
        return KeyStatus(place, self.store_name)

    async def save(self, secret: Secret) -> None:
        await self._pass()
        self.kept = secret

    async def forget(self) -> None:
        await self._pass()
        self.kept = None

    async def check(self, typed: Secret | None) -> KeyVerdict | None:
        await self._pass()
        secret = typed or self.kept
        if secret is None:
            return None
        self.checked.append(secret.reveal())
        return self.verdict

    async def _pass(self) -> None:
        if self.gate is not None:
            await asyncio.wrap_future(self.gate)
        if self.error is not None:
            raise self.error


class FakeNotifications:
    """In the place of `DesktopNotifications`: title and text of each."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []

    async def show(self, title: str, body: str) -> bool:
        self.shown.append((title, body))
        return True


class CountingEngines(EngineRegistry):
    """Counts how often engines were to be made anew."""

    def __init__(self) -> None:
        super().__init__({})
        self.renewed = 0

    def renew(self) -> None:
        self.renewed += 1
        super().renew()


@dataclass
class WindowServices:
    """What a session takes of `services.assembly.Services`; real where it is quick."""

    settings: SettingsStore
    aside: Aside
    importer: Importer
    pictures: FakePictures
    runner: FakeRunner
    history: FakeHistory
    readings: FakeReadings
    examiner: Examiner
    keys: FakeKeys
    engines: CountingEngines
    notifications: FakeNotifications


def window_services(folder: Path, fetch: Callable[..., Awaitable[None]]) -> WindowServices:
    """All of it below `folder`; `fetch(address, out, named_by_user)` downloads."""
    settings = SettingsStore(folder / "settings.json")
    settings.load()
    aside = Aside()
    pictures = FakePictures()
    importer = Importer(
        pictures=pictures,  # type: ignore[arg-type]
        aside=aside,
        fetch=fetch,
        kept_folder=folder / "kept",
    )
    history, readings = FakeHistory(), FakeReadings()
    finder = EvidenceFinder(readings.read, aside, 1)
    return WindowServices(
        settings,
        aside,
        importer,
        pictures,
        FakeRunner(),
        history,
        readings,
        Examiner(finder, history, aside),  # type: ignore[arg-type]
        FakeKeys(),
        CountingEngines(),
        FakeNotifications(),
    )
