"""Builds the services from environment and settings: the one composition root."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from inklift.core.errors import AddressRefused, ServiceAddressUnfit
from inklift.core.extract_image_api import EXTRACT_URL
from inklift.core.ports import Engine, Secret
from inklift.core.prompts import Template
from inklift.engines.http_options import HttpOptions
from inklift.engines.key_check import KeyVerdict, check_key
from inklift.engines.public_addresses import Reach
from inklift.engines.registry import DUMPLING, ON_DEVICE, EngineRegistry
from inklift.engines.retrying import Patience, RetryPolicy
from inklift.engines.service_url import is_this_computer, origin_of
from inklift.services.evidence import EvidenceFinder, ReadPicture
from inklift.services.examining import Examiner
from inklift.services.history import History
from inklift.services.importer import Importer
from inklift.services.keeping import RescueFolder
from inklift.services.keys import KeyService
from inklift.services.pictures import PictureService
from inklift.services.readings import KeptReadings
from inklift.services.runner import Runner
from inklift.services.serving_key import ServingKeyService
from inklift.services.templates import ready_templates
from inklift.storage.runs import SqliteJournal
from inklift.system.background import Aside
from inklift.system.logs import LogMask
from inklift.system.memory import free_memory_bytes
from inklift.system.notifications import DesktopNotifications
from inklift.system.paths import DataPaths, ScratchFolder
from inklift.system.resources import resource
from inklift.system.secrets import KeyringOrSessionStore, KeyringSecretStore, MemorySecretStore
from inklift.system.settings import SettingsStore
from inklift.system.workers import WorkerPool

if TYPE_CHECKING:
    from inklift.engines.web_pictures import WebPictures

API_KEY_VARIABLE = "INKLIFT_API_KEY"
API_URL_VARIABLE = "INKLIFT_API_URL"
SERVE_KEY_VARIABLE = "INKLIFT_SERVE_KEY"

PICTURE_WORKERS = 2
PICTURE_TIME_LIMIT_S = 60.0
PICTURE_MEMORY_LIMIT_BYTES = 4 * 2**30  # a 200-megapixel photo takes 2 GB on its way to a JPEG
READING_MEMORY_BYTES = 1_200_000_000  # for each process: 600 to 850 MB at work, and some room
READING_TIME_LIMIT_S = 180.0
READING_IDLE_S = 600.0  # then its 800 MB are let go
READING_CANCEL_GRACE_S = 0.8  # a page that is nearly read costs less than models loaded anew


@dataclass(frozen=True, slots=True)
class Services:
    """What the front ends work with. Its coroutines belong on the loop that opened it."""

    paths: DataPaths
    settings: SettingsStore
    aside: Aside
    importer: Importer
    pictures: PictureService
    evidence: EvidenceFinder
    examiner: Examiner
    runner: Runner
    journal: SqliteJournal
    history: History
    keys: KeyService
    serving_key: ServingKeyService
    engines: EngineRegistry
    notifications: DesktopNotifications
    scratch: ScratchFolder
    fetcher: "WebFetcher"
    templates: tuple[Template, ...]

    async def close(self) -> None:
        """End workers, connections and the database; remove temporary files."""
        await asyncio.gather(
            self.engines.close(), self.fetcher.close(), self.pictures.close(), self.journal.close()
        )
        await self.aside(self.scratch.close)
        self.aside.shutdown(wait=False)


async def open_services(
    environment: Mapping[str, str], mask: LogMask, *, keeps_readings: bool = True
) -> Services:
    """Read the settings and put everything together; heavy things load when first used.

    What is read on pictures is kept, unless they are other people's. Raises `StorageError` when
    not even temporary files can be written.
    """
    paths = DataPaths.of_this_computer(environment)
    aside = Aside()
    settings = SettingsStore(paths.settings_file)
    await aside(settings.load)
    scratch = ScratchFolder(paths.scratch_root)
    scratch_folder = await aside(scratch.open)

    pages_at_once = reading_processes(os.cpu_count() or 1, await aside(free_memory_bytes))
    pictures = PictureService(
        pictures=WorkerPool(
            "pictures",
            PICTURE_WORKERS,
            task_timeout_s=PICTURE_TIME_LIMIT_S,
            memory_limit_bytes=PICTURE_MEMORY_LIMIT_BYTES,
        ),
        reading=WorkerPool(
            "reading",
            pages_at_once,
            task_timeout_s=READING_TIME_LIMIT_S,
            idle_s=READING_IDLE_S,
            cancel_grace_s=READING_CANCEL_GRACE_S,
        ),
        aside=aside,
        thumbnails_folder=paths.thumbnails_folder,
        scratch_folder=scratch_folder,
    )
    read = pictures.read
    if keeps_readings:
        read = KeptReadings(pictures, aside, paths.readings_folder).read
    url = environment.get(API_URL_VARIABLE) or EXTRACT_URL
    store = KeyringOrSessionStore(KeyringSecretStore(), MemorySecretStore())
    keys = KeyService(
        engine_id=DUMPLING.id,
        origin=lambda: _origin(url),
        from_environment=_given_key(environment, API_KEY_VARIABLE, mask),
        store=store,
        check=_key_check(url, settings, mask),
    )
    engines = EngineRegistry(
        {
            ON_DEVICE.id: lambda: _on_device(read, aside, pages_at_once),
            DUMPLING.id: lambda: _dumpling(url, keys, settings),
        }
    )
    journal = SqliteJournal(paths.database_folder)
    history = History(journal, aside, paths)
    evidence = EvidenceFinder(read, aside, pages_at_once)
    fetcher = WebFetcher(lambda: _http_options(settings))
    return Services(
        paths=paths,
        settings=settings,
        aside=aside,
        importer=Importer(
            pictures=pictures,
            aside=aside,
            fetch=fetcher,
            kept_folder=paths.pasted_folder,
            service_is_here=is_this_computer(url),
        ),
        pictures=pictures,
        evidence=evidence,
        examiner=Examiner(evidence, history, aside),
        runner=Runner(
            engines=engines,
            journal=journal,
            pictures=pictures,
            patience=Patience(RetryPolicy()),
            rescue=RescueFolder(paths.rescued_folder, aside),
            budget=lambda: settings.current.monthly_budget_credits,
        ),
        journal=journal,
        history=history,
        keys=keys,
        serving_key=ServingKeyService(_given_key(environment, SERVE_KEY_VARIABLE, mask), store),
        engines=engines,
        notifications=DesktopNotifications(aside),
        scratch=scratch,
        fetcher=fetcher,
        templates=await aside(ready_templates, resource("templates")),
    )


def reading_processes(cores: int, free_bytes: int) -> int:
    """How many pages are read side by side; each in a process that may use all cores.

    On two cores, two processes read 6 % more pages a minute than one. Each starts when there
    is a page for it, so that a single picture costs one process and has all cores to itself.
    """
    return max(1, min(cores, free_bytes // READING_MEMORY_BYTES))


def _given_key(environment: Mapping[str, str], name: str, mask: LogMask) -> Secret | None:
    given = environment.get(name, "").strip()
    mask.hide(given)
    return Secret(given) if given else None


def _key_check(
    url: str, settings: SettingsStore, mask: LogMask
) -> Callable[[Secret], Awaitable[KeyVerdict]]:
    async def check(secret: Secret) -> KeyVerdict:
        mask.hide(secret.reveal())
        return await check_key(url, secret, _http_options(settings))

    return check


def _origin(url: str) -> str:
    try:
        return origin_of(url)
    except AddressRefused as error:
        raise ServiceAddressUnfit(error.detail) from error


def _http_options(settings: SettingsStore) -> HttpOptions:
    chosen = settings.current
    return HttpOptions(
        proxy=chosen.proxy or None,
        extra_ca_file=Path(chosen.extra_ca_file) if chosen.extra_ca_file else None,
        connect_timeout_s=chosen.connect_timeout_s,
        answer_timeout_s=chosen.answer_timeout_s,
        answer_timeout_per_picture_s=chosen.answer_timeout_per_picture_s,
    )


# The engines' own modules are imported when an engine is made: they cost start-up time.


def _on_device(read: ReadPicture, aside: Aside, pages_at_once: int) -> Engine:
    from inklift.engines.on_device import OnDeviceEngine

    return OnDeviceEngine(read, aside, pages_at_once)


def _dumpling(url: str, keys: KeyService, settings: SettingsStore) -> Engine:
    from inklift.engines.dumpling import DumplingEngine

    try:
        return DumplingEngine(url, keys.key, _http_options(settings))
    except AddressRefused as error:
        raise ServiceAddressUnfit(error.detail) from error


def _web_pictures(options: HttpOptions) -> "WebPictures":
    from inklift.engines.web_pictures import WebPictures

    return WebPictures(options)


class WebFetcher:
    """Fits `FetchAddress`, with one client for as long as the settings stay as they are.

    Lives on the loop. A client costs 0.15 s (certificates), so it is not made for each address.
    """

    def __init__(
        self,
        options: Callable[[], HttpOptions],
        make: "Callable[[HttpOptions], WebPictures]" = _web_pictures,
    ) -> None:
        self._options = options
        self._make = make
        self._made_with: HttpOptions | None = None
        self._made: list[WebPictures] = []  # the last is in use, others may be at work still

    async def __call__(self, address: str, out: Path, named_by_user: bool) -> None:
        await self.fetch(address, out, Reach.NAMED if named_by_user else Reach.PUBLIC)

    async def fetch(self, address: str, out: Path, reach: Reach) -> None:
        """Download to a file; raises what `WebPictures.fetch` raises."""
        options = self._options()
        if options != self._made_with:
            self._made.append(self._make(options))
            self._made_with = options
        await self._made[-1].fetch(address, out, reach)

    async def close(self) -> None:
        self._made_with = None
        while self._made:
            await self._made.pop().close()
