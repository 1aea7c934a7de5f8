"""What the engine *Dumpling AI* sends and hands back when all goes well, and how it is stopped."""

import asyncio
import base64
import json
import threading
import time
from hashlib import sha256

import pytest

from fakes.fault_proxy import Exchange, FaultProxy
from fakes.misbehaviour import (
    Behaviour,
    answer,
    as_object,
    cut_off,
    drip,
    fenced,
    gzipped,
    raw_body,
    slow,
    stall,
)
from fakes.questions import Ask, Pictures, engine_for
from inklift.core.extract_image_api import RateLimit
from inklift.core.ports import RawAnswer


def test_the_service_gets_the_pictures_byte_for_byte(
    ask: Ask, server: FaultProxy, pictures: Pictures
) -> None:
    request = pictures.request(
        901, 902, 903, 200_000, 600_001, prompt="Ünïcode — “total”?", json=True
    )

    ask(request)

    (received,) = server.received
    sent = [picture.prepared.path.read_bytes() for picture in request.pictures]
    assert received.digests == tuple(sha256(data).hexdigest() for data in sent)
    assert received.prompt == "Ünïcode — “total”?"
    assert received.json_mode is True


def test_the_streamed_body_is_what_json_dumps_would_make(
    ask: Ask, server: FaultProxy, pictures: Pictures
) -> None:
    request = pictures.request(
        905, 400_000, 196_608, 196_609, prompt='a "quote"\n\ud83d', json=True
    )

    ask(request)

    images = [
        base64.b64encode(picture.prepared.path.read_bytes()).decode()
        for picture in request.pictures
    ]
    whole = {
        "inputMethod": "base64",
        "images": images,
        "prompt": request.prompt,
        "jsonMode": True,
        "requestSource": "API",
    }
    (received,) = server.received
    assert received.body == json.dumps(whole, separators=(",", ":")).encode()
    assert received.headers["content-length"] == str(len(received.body))
    assert "transfer-encoding" not in received.headers


def test_addresses_are_sent_as_they_are(ask: Ask, server: FaultProxy, pictures: Pictures) -> None:
    ask(pictures.addresses("https://example.org/a.jpg", "https://example.org/b.png"))

    (received,) = server.received
    assert received.input_method == "url"
    assert received.images == ("https://example.org/a.jpg", "https://example.org/b.png")


def test_the_answer_comes_back_unread_with_the_rate_limit(ask: Ask, server: FaultProxy) -> None:
    server.rate_limit = (60, 41)

    raw = ask()

    assert json.loads(raw.body)["creditUsage"] == 11
    assert raw.rate_limit == RateLimit(60, 40)


@pytest.mark.parametrize(
    "behaviour",
    [
        fenced(),
        cut_off(9),
        as_object(),
        answer("", imageCount="two", creditUsage=None),
        raw_body(b""),
        raw_body(b"<html>Well met</html>", "text/html"),
        raw_body(b'{"results": "\xff\xfe'),
    ],
)
def test_any_200_is_handed_back_whatever_is_in_it(
    ask: Ask, server: FaultProxy, pictures: Pictures, behaviour: Behaviour
) -> None:
    server.script(behaviour)

    raw = ask(pictures.request(json=True))

    assert [raw.body] == server.answered


def test_a_slow_answer_is_waited_for(ask: Ask, server: FaultProxy) -> None:
    server.script(slow(0.3))

    raw = ask()

    assert b'"results"' in raw.body


def test_compression_that_nobody_asked_for_is_undone(ask: Ask, server: FaultProxy) -> None:
    server.script(gzipped())

    raw = ask()

    assert json.loads(raw.body)["imageCount"] == 1
    assert server.received[0].headers["accept-encoding"] == "identity"


def test_a_compressed_answer_that_stops_short_is_no_whole_answer(
    ask: Ask, server: FaultProxy
) -> None:
    server.script(gzipped(keep_bytes=60))

    raw = ask()

    assert raw.body.startswith(b'{"results"')
    with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
        json.loads(raw.body)


def test_what_cannot_be_unpacked_is_kept_as_it_came(ask: Ask, server: FaultProxy) -> None:
    server.script(
        answer(encode=lambda _: b"not gzip at all", headers=[("Content-Encoding", "gzip")])
    )

    raw = ask()

    assert raw.body == b"not gzip at all"


def test_each_request_has_a_fresh_connection_and_brings_no_cookies(
    server: FaultProxy, pictures: Pictures
) -> None:
    server.script(answer(headers=[("Set-Cookie", "trace=1; Path=/")]))

    async def ask_twice() -> None:
        engine = engine_for(server.url)
        await engine.ask(pictures.request(), lambda _: None)
        await engine.ask(pictures.request(), lambda _: None)
        await engine.close()

    asyncio.run(ask_twice())

    assert server.connections == 2
    assert "cookie" not in server.received[1].headers


def test_questions_may_be_asked_side_by_side(server: FaultProxy, pictures: Pictures) -> None:
    request = pictures.request(20_000)
    server.script(*[slow(0.2)] * 4)

    async def ask_four() -> list[RawAnswer]:
        engine = engine_for(server.url)
        answers = await asyncio.gather(*[engine.ask(request, lambda _: None) for _ in range(4)])
        await engine.close()
        return answers

    answers = asyncio.run(ask_four())

    assert len({raw.body for raw in answers}) == 1
    assert server.credits == 44


def test_it_starts_on_all_pictures_when_the_request_is_whole(
    server: FaultProxy, pictures: Pictures
) -> None:
    started: list[str] = []

    async def run() -> None:
        engine = engine_for(server.url)
        await engine.ask(pictures.request(900, 1_000), started.append)
        await engine.close()

    asyncio.run(run())

    assert started == ["p0.jpg", "p1.jpg"]


def test_the_environment_brings_no_proxy(
    ask: Ask, server: FaultProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")

    ask()

    assert len(server.received) == 1


@pytest.mark.parametrize("behaviour", [stall(), drip(0.05)], ids=["stalls", "drips"])
def test_cancelling_frees_at_once_and_the_service_sees_the_hang_up(
    server: FaultProxy, pictures: Pictures, behaviour: Behaviour
) -> None:
    server.script(behaviour)

    async def cancel_midway() -> float:
        engine = engine_for(server.url)
        task = asyncio.create_task(engine.ask(pictures.request(), lambda _: None))
        await asyncio.to_thread(server.reached.wait, 5)
        start = time.perf_counter()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        took_s = time.perf_counter() - start
        assert await asyncio.to_thread(server.hung_up.wait, 5)
        await engine.close()
        return took_s

    assert asyncio.run(cancel_midway()) < 0.1


def test_cancelling_an_upload_frees_at_once_and_nothing_was_begun(
    server: FaultProxy, pictures: Pictures
) -> None:
    gate = threading.Event()

    def read_a_little(exchange: Exchange) -> None:
        gate.set()
        exchange.server.closing.wait(10)
        exchange.hang_up()

    server.script(read_a_little)

    started: list[str] = []

    async def cancel_midway() -> float:
        engine = engine_for(server.url)
        task = asyncio.create_task(engine.ask(pictures.request(12_000_000), started.append))
        await asyncio.to_thread(gate.wait, 5)
        start = time.perf_counter()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await engine.close()
        return time.perf_counter() - start

    assert asyncio.run(cancel_midway()) < 0.1
    assert server.received == []
    assert started == []
