"""Earlier runs as their user sees them: what is left of the newest, and any of them as it was."""

import asyncio
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from fakes.engine import answers, fails, sends, waits
from inklift.core.errors import ConnectionLost, RequestRefused
from inklift.core.pictures import Origin, PictureSource
from inklift.core.runs import RequestState, UnopenedPicture
from inklift.services.keeping import RescueFolder
from inklift.services.pictures import PictureService, thumbnail_file
from inklift.services.readings import reading_file
from inklift.system.background import Aside
from inklift.system.paths import write_cached
from services.bench import Bench, TryOut, file_source, history_of, order_of, true_source

PLANNED, SENDING, ANSWERED, FAILED, UNKNOWN = RequestState


def test_a_run_is_opened_as_it_was(try_out: TryOut, aside: Aside, tmp_path: Path) -> None:
    async def scenario(bench: Bench) -> None:
        pictures: list[PictureSource | str] = [
            file_source("a.png", tmp_path / "a.png"),
            file_source("copy of a.png", tmp_path / "copy.png", same_as="a.png"),
            "b.png", "c.png", "d.png",
        ]  # fmt: skip
        order = order_of(*pictures, json_mode=True)
        bench.engine.script(
            answers('{"total": "1"}'), fails(RequestRefused()), fails(ConnectionLost()), sends(b"<")
        )
        record = await bench.run(order)

        opened = await history_of(bench, aside).open(record.run_id)

        assert opened is not None
        assert opened.kept.record == record
        assert not opened.kept.is_under_way
        assert opened.states == {1: ANSWERED, 2: FAILED, 3: UNKNOWN, 4: UNKNOWN}
        [one] = opened.answers
        assert one.answer.data == {"total": "1"}
        assert one.request.names == ("a.png", "copy of a.png")
        assert [each.name for each in opened.kept.order.sources] == [
            "a.png",
            "b.png",
            "c.png",
            "d.png",
        ]
        assert await history_of(bench, aside).open("no such run") is None

    try_out(scenario)


def test_what_did_not_open_has_no_picture_to_show(try_out: TryOut, aside: Aside) -> None:
    async def scenario(bench: Bench) -> None:
        gone = UnopenedPicture("gone.png", "missing", "no such file")
        record = await bench.run(replace(order_of("a.png"), unopened=(gone,)))
        opened = await history_of(bench, aside).open(record.run_id)

        assert opened is not None
        assert opened.states == {1: ANSWERED}
        assert len(opened.kept.record.requests) == 2

    try_out(scenario)


def test_an_answer_from_before_says_when_it_came(try_out: TryOut, aside: Aside) -> None:
    async def scenario(bench: Bench) -> None:
        first = await bench.run(order_of("a.png"))
        second = await bench.run(order_of("a.png"))
        opened = await history_of(bench, aside).open(second.run_id)

        assert opened is not None
        assert (opened.answers[0].asked_before or "")[:10] == first.started[:10]

    try_out(scenario)


def test_a_run_that_was_stopped_is_unfinished_and_one_that_ended_is_not(
    try_out: TryOut, aside: Aside
) -> None:
    async def scenario(bench: Bench) -> None:
        history = history_of(bench, aside)
        assert await history.unfinished() is None

        bench.engine.script(answers(), waits())
        await bench.cancelled(order_of("a.png", "b.png", "c.png"), bench.engine.waiting)
        left = await history.unfinished()
        assert left is not None
        assert left.summary.run_id == bench.run_id
        assert [request.names for request in left.rest.requests] == [("c.png",)]
        assert left.with_unknown.credits == 22

        bench.engine.script(fails(ConnectionLost()))
        await bench.run(order_of("d.png"))
        assert await history.unfinished() is None  # it came to its end, and its user was told

    try_out(scenario)


def test_what_died_while_it_was_sent_is_unfinished_and_what_lives_is_not(
    try_out: TryOut, aside: Aside
) -> None:
    async def scenario(bench: Bench) -> None:
        history = history_of(bench, aside)
        bench.engine.script(waits())
        task = asyncio.ensure_future(bench.run(order_of("a.png")))
        await bench.engine.waiting.wait()
        while_alive = await history.unfinished()
        await bench.journal.finish(bench.run_id)  # as if its process had died
        left = await history.unfinished()
        task.cancel()
        await asyncio.wait([task])

        assert while_alive is None
        assert left is not None
        assert left.rest.requests == ()
        assert left.with_unknown.credits == 11

    try_out(scenario)


@pytest.mark.usefixtures("caplog")  # a rescued answer is logged
def test_a_deleted_run_leaves_no_file_of_its_own(
    try_out: TryOut, aside: Aside, tmp_path: Path, picture_service: PictureService
) -> None:
    async def scenario(bench: Bench) -> None:
        def pasted(name: str) -> PictureSource:
            path = tmp_path / "pictures" / name
            path.parent.mkdir(exist_ok=True)
            _photo(path)
            return replace(true_source(path), origin=Origin.PASTE)

        alone, shared, in_view = pasted("alone.png"), pasted("shared.png"), pasted("in view.png")
        users = true_source(_photo(tmp_path / "users.png"))
        elsewhere = replace(users, id="elsewhere", sha256="other", origin=Origin.ADDRESS)
        doomed = await bench.run(order_of(alone, shared, in_view, users, elsewhere))
        await bench.run(order_of(shared))
        for source in (alone, shared, users):
            await picture_service.thumbnail(source)
            write_cached(reading_file(tmp_path / "readings", source.fingerprint), b"text")
        rescue = RescueFolder(tmp_path / "rescued", aside)
        await rescue.put(doomed.run_id, 1, b"{}")
        await rescue.put("another-run", 1, b"{}")
        history = history_of(bench, aside)
        assert list(await history.search("alone.png")) == [doomed.run_id]

        deleted = await history.delete([doomed.run_id], in_use=[tmp_path / "pictures/in view.png"])

        assert not deleted.traces_left
        assert _names(tmp_path / "pictures") == ["in view.png", "shared.png"]
        assert (tmp_path / "users.png").is_file()
        assert _names(tmp_path / "rescued") == ["another-run-1.bin"]
        assert _names(tmp_path / "thumbnails") == [
            thumbnail_file(tmp_path, shared.fingerprint).name
        ]
        assert _names(tmp_path / "readings") == [reading_file(tmp_path, shared.fingerprint).name]
        assert len(await history.summaries()) == 1

    try_out(scenario)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def _photo(path: Path) -> Path:
    colour = zlib.crc32(path.name.encode()) % (1 << 24)  # no two have the same bytes
    Image.new("RGB", (40, 30), f"#{colour:06x}").save(path)
    return path
