"""What is checked before a request is sent, and that no file that changes can spoil one."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fakes.fault_proxy import FaultProxy
from fakes.questions import KEY, QUICK, Ask, Pictures
from inklift.core.asking import words_for
from inklift.core.errors import (
    EngineError,
    Outcome,
    PictureError,
    PictureMissing,
    PictureTooLarge,
    PictureUnreadable,
    RequestRefused,
)
from inklift.core.ports import EngineRequest, Secret
from inklift.core.prompts import AnswerForm, Field
from inklift.engines.dumpling import DumplingEngine


def failure(ask: Ask, *args: object, **options: object) -> EngineError:
    with pytest.raises(EngineError) as caught:
        ask(*args, **options)
    return caught.value


@pytest.mark.parametrize("prompt", ["", "  \n"])
def test_an_empty_prompt_is_not_sent(
    ask: Ask, server: FaultProxy, pictures: Pictures, prompt: str
) -> None:
    error = failure(ask, pictures.request(prompt=prompt))

    assert (type(error), error.outcome) == (RequestRefused, Outcome.NOT_SENT)
    assert server.connections == 0


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("prompt", ["", 'a "quote"\n\ud83d'])
def test_what_is_sent_is_what_is_asked_when_fields_are_named(
    ask: Ask, server: FaultProxy, pictures: Pictures, prompt: str, count: int
) -> None:
    form = AnswerForm(True, fields=(Field('Größe "x"', hint="\ud83d"), Field("total")))
    request = replace(pictures.request(*[900] * count, prompt=prompt), form=form)

    ask(request)

    (received,) = server.received
    assert received.status == 200
    assert received.prompt == words_for(prompt, form, count)
    assert received.json_mode


@pytest.mark.parametrize("count", [0, 3_001])
def test_too_many_pictures_or_none_are_not_sent(
    ask: Ask, server: FaultProxy, pictures: Pictures, count: int
) -> None:
    one = pictures.request(10)
    request = EngineRequest(one.pictures * count, one.prompt, one.form)

    error = failure(ask, request)

    assert (type(error), error.outcome) == (RequestRefused, Outcome.NOT_SENT)
    assert server.connections == 0


def test_three_thousand_pictures_are_taken(
    ask: Ask, server: FaultProxy, pictures: Pictures
) -> None:
    one = pictures.request(900)

    ask(EngineRequest(one.pictures * 3_000, one.prompt, one.form), answer_timeout_s=60)

    assert server.credits == 3_010


def test_a_picture_over_the_limit_is_named_and_not_sent(
    ask: Ask, server: FaultProxy, pictures: Pictures
) -> None:
    with pytest.raises(PictureTooLarge) as caught:
        ask(pictures.request(10, 15_000_001))

    error = caught.value
    assert error.detail == "p1.jpg"
    assert (error.size_bytes, error.limit_bytes) == (15_000_001, 15_000_000)
    assert server.connections == 0


def test_pictures_over_the_limit_together_are_named_and_not_sent(
    ask: Ask, server: FaultProxy, pictures: Pictures
) -> None:
    one = pictures.picture("same.jpg", 15_000_000)
    request = replace(pictures.request(1), pictures=(*[one] * 5, pictures.picture("last.jpg", 1)))

    with pytest.raises(PictureTooLarge) as caught:
        ask(request)

    error = caught.value
    assert error.detail.endswith("same.jpg, last.jpg")
    assert (error.size_bytes, error.limit_bytes) == (75_000_001, 75_000_000)
    assert server.connections == 0


def test_the_largest_picture_that_may_be_sent_is_taken(
    ask: Ask, server: FaultProxy, pictures: Pictures
) -> None:
    ask(pictures.request(15_000_000))

    assert server.received[0].sizes_bytes == (15_000_000,)


def vanish(path: Path) -> None:
    path.unlink()


def grow(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def become_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (vanish, PictureMissing),
        (grow, PictureUnreadable),
        (empty, PictureUnreadable),
        (become_a_pipe, PictureUnreadable),
        (become_a_folder, PictureUnreadable),
    ],
)
def test_a_file_that_is_not_what_was_prepared_is_not_sent(
    ask: Ask,
    server: FaultProxy,
    pictures: Pictures,
    spoil: Callable[[Path], None],
    kind: type[PictureError],
) -> None:
    request = pictures.request(1_000)
    spoil(pictures.folder / "p0.jpg")

    with pytest.raises(kind, match=r"p0\.jpg"):
        ask(request)

    assert server.connections == 0


@pytest.mark.parametrize("change_bytes", [-100, 0, 100], ids=["shorter", "touched", "longer"])
def test_a_file_that_changes_while_it_is_sent_spoils_no_request(
    server: FaultProxy, pictures: Pictures, change_bytes: int
) -> None:
    request = pictures.request(50_000, 9_000_000)
    path = pictures.folder / "p1.jpg"

    async def change_and_give_key() -> Secret:  # asked for when all was measured, and nothing sent
        path.write_bytes(os.urandom(9_000_000 + change_bytes))
        return Secret(KEY)

    async def run() -> None:
        engine = DumplingEngine(server.url, change_and_give_key, QUICK)
        try:
            await engine.ask(request, lambda _: None)
        finally:
            await engine.close()

    with pytest.raises(PictureUnreadable, match=r"p1\.jpg.*changed"):
        asyncio.run(run())

    assert server.received == []
