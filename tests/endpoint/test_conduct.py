"""How the endpoint behaves: limits, slow and leaving clients, failures, its end."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from endpoint.raw_client import head, raw_client, wait_until
from endpoint.requests_made import as_base64, authorized, filled_up, picture_bytes
from fakes.quick_endpoint import QuickReader, Served, plausible_answer, serving
from inklift.core.errors import ReadingFailed
from inklift.core.ports import EngineRequest
from inklift.endpoint.receiving import BodyLimits
from inklift.services.pictures import PictureService

BODY = json.dumps(
    {"inputMethod": "base64", "images": as_base64(picture_bytes()), "prompt": "Total?"}
).encode()
IMPATIENT = BodyLimits(silence_s=0.3, whole_s=1.0, stopping_s=0.3)


class Serve:
    """Serves with other options than usual; everything is over at the end of the test."""

    def __init__(self, pictures: PictureService, stack: ExitStack) -> None:
        self._pictures = pictures
        self._stack = stack

    def __call__(self, **options: Any) -> Served:
        return self._stack.enter_context(serving(self._pictures, **options))


@pytest.fixture
def serve(opened_pictures: PictureService) -> Iterator[Serve]:
    with ExitStack() as stack:
        yield Serve(opened_pictures, stack)


class WaitingReader(QuickReader):
    """Answers when `release` is called on the loop; notes what was broken off."""

    def __init__(self) -> None:
        super().__init__(self._wait)
        self.waiting = 0
        self.broken_off = 0
        self._released = asyncio.Event()

    def release(self) -> None:
        self._released.set()

    async def _wait(self, request: EngineRequest) -> str:
        self.waiting += 1
        try:
            await self._released.wait()
        except asyncio.CancelledError:
            self.broken_off += 1
            raise
        return await plausible_answer(request)


def post(served: Served, body: bytes = BODY, **options: Any) -> httpx.Response:
    headers = {"Content-Type": "application/json", **authorized(served)}
    return httpx.post(
        served.url, content=body, headers=headers, trust_env=False, timeout=30, **options
    )


def test_past_the_limit_a_client_is_told_when_to_come_again(serve: Serve) -> None:
    served = serve(per_minute=2)

    answers = [post(served) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer.headers["x-ratelimit-remaining"] for answer in answers] == ["1", "0", "0"]
    assert 1 <= int(answers[2].headers["retry-after"]) <= 60
    assert answers[2].json().keys() == {"error"}


def test_strangers_use_up_nothing_of_the_limit(serve: Serve) -> None:
    served = serve(per_minute=1)

    for _ in range(3):
        httpx.post(served.url, content=BODY, trust_env=False)

    assert post(served).status_code == 200


def test_every_answer_tells_the_limit(serve: Serve) -> None:
    async def fails(request: EngineRequest) -> str:
        raise ReadingFailed("no memory")

    served = serve(per_minute=30, reader=QuickReader(fails))
    json_headers = {"Content-Type": "application/json", **authorized(served)}

    answers = [
        httpx.request(method, served.origin + path, headers=headers, content=body, trust_env=False)
        for method, path, headers, body in (
            ("GET", "/", {}, b""),
            ("POST", "/", {}, b""),
            ("GET", "/openapi.json", {}, b""),
            ("GET", "/nothing", {}, b""),
            ("PUT", "/api/v1/extract-image", {}, b""),
            ("GET", "/api/v1/extract-image", {}, b""),
            ("GET", "/api/v1/extract-image", authorized(served), b""),
            ("POST", "/api/v1/extract-image", authorized(served), b""),
            ("POST", "/api/v1/extract-image", json_headers, b"{"),
            ("POST", "/api/v1/extract-image", json_headers, BODY),
        )
    ]

    statuses = [200, 415, 200, 404, 405, 401, 200, 415, 400, 500]
    assert [answer.status_code for answer in answers] == statuses
    assert {answer.headers["x-ratelimit-limit"] for answer in answers} == {"30"}
    assert all(answer.headers["x-ratelimit-remaining"].isdigit() for answer in answers)


def test_a_failed_reading_is_told_with_its_details(serve: Serve) -> None:
    async def fails(request: EngineRequest) -> str:
        raise ReadingFailed("no memory")

    answer = post(serve(reader=QuickReader(fails)))

    assert answer.status_code == 500
    assert answer.json()["error"].startswith("Failed to extract image data: images[0] could not")


def test_a_mistake_of_the_program_is_an_answer_too_and_is_logged(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    async def breaks(request: EngineRequest) -> str:
        raise ZeroDivisionError("a secret of the program")

    answer = post(serve(reader=QuickReader(breaks)))

    assert answer.status_code == 500
    assert answer.json()["error"].startswith("Failed to extract image data: ")
    assert "secret" not in answer.text
    wait_until(lambda: any(record.exc_info for record in caplog.records), "the log")


@pytest.mark.parametrize("json_mode", [False, True])
def test_a_long_answer_stops_at_the_limit_of_tokens(serve: Serve, json_mode: bool) -> None:
    entries = [{"index": index, "text": "x" * 500} for index in range(200)]

    async def talks(request: EngineRequest) -> str:
        return json.dumps(entries) if request.form.json_mode else "x" * 100_000

    body = BODY[:-1] + (b', "jsonMode": true}' if json_mode else b"}")
    results = post(serve(reader=QuickReader(talks)), body).json()["results"]

    assert len(results) <= 8_192 * 4
    if json_mode:
        *kept, note = json.loads(results)
        assert kept == entries[: len(kept)]
        assert note == {"note": f"Shortened to 8,192 tokens: {len(kept)} of 200 entries are here."}


def test_a_body_may_come_byte_by_byte(serve: Serve) -> None:
    served = serve()
    with raw_client(served) as client:
        client.drip(head(served, len(BODY)) + BODY)

        assert client.answer().status == 200


def test_a_body_may_come_in_chunks_of_unknown_number(serve: Serve) -> None:
    def pieces() -> Iterator[bytes]:
        yield BODY[:50]
        yield BODY[50:]

    headers = {"Content-Type": "application/json"}
    served = serve()

    answer = httpx.post(
        served.url, content=pieces(), headers=headers | authorized(served), trust_env=False
    )

    assert answer.status_code == 200


def test_requests_may_follow_one_another_on_a_connection(serve: Serve) -> None:
    served = serve()
    with raw_client(served) as client:
        client.send((head(served, len(BODY)) + BODY) * 3)

        assert [client.answer().status for _ in range(3)] == [200] * 3


def test_a_client_that_asks_first_is_not_kept_from_sending_nor_made_to(serve: Serve) -> None:
    served = serve()
    with raw_client(served) as client:
        client.send(head(served, len(BODY), Expect="100-continue"))
        assert client.answer().status == 100
        client.send(BODY)
        assert client.answer().status == 200

    with raw_client(served) as stranger:
        stranger.send(head(served, len(BODY), Expect="100-continue", Authorization="Bearer no"))
        assert stranger.answer().status == 401


def test_an_early_refusal_reaches_a_client_that_still_sends(serve: Serve) -> None:
    served = serve()
    much = filled_up(picture_bytes(), 21 * 2**20)
    body = json.dumps({"images": as_base64(much), "inputMethod": "base64", "prompt": "x"}).encode()

    assert "exceeds the limit" in post(served, body).json()["error"]
    assert post(served, body.replace(b"images", b"im\x00ges")).status_code == 400
    stranger = httpx.post(served.url, content=body, trust_env=False, timeout=30)
    assert stranger.status_code == 401


def test_a_client_that_falls_silent_is_told_so_and_holds_nobody(serve: Serve) -> None:
    served = serve(limits=IMPATIENT)
    with raw_client(served) as client:
        client.send(head(served, len(BODY)) + BODY[:50])

        assert post(served).status_code == 200
        answer = client.answer()
        assert answer.status == 408
        assert answer.json.keys() == {"error"}
    assert served.leftovers == []


def test_a_client_that_drips_for_ever_is_told_so(serve: Serve) -> None:
    served = serve(limits=BodyLimits(silence_s=10, whole_s=0.3))
    with raw_client(served) as client:
        client.send(head(served, 10_000_000) + BODY[:50])

        assert client.answer().status == 408


def test_clients_that_open_a_connection_and_say_nothing_hold_nobody(serve: Serve) -> None:
    served = serve()
    with ExitStack() as stack:
        for _ in range(100):
            stack.enter_context(raw_client(served)).send(b"POST /api")

        assert post(served).status_code == 200


def test_a_client_that_leaves_in_the_middle_leaves_nothing_behind(serve: Serve) -> None:
    served = serve()
    image = as_base64(filled_up(picture_bytes(), 500_000))[0]
    body = json.dumps({"images": [image], "prompt": "x", "inputMethod": "base64"}).encode()
    with raw_client(served) as client:
        client.send(head(served, len(body)) + body[:400_000])
        wait_until(lambda: any(path.is_file() for path in served.leftovers), "a temporary file")

    wait_until(lambda: not served.leftovers, "the temporary files to go")
    assert post(served).status_code == 200


def test_the_work_for_a_client_that_left_is_broken_off(serve: Serve) -> None:
    reader = WaitingReader()
    served = serve(reader=reader)
    with raw_client(served) as client:
        client.send(head(served, len(BODY)) + BODY)
        wait_until(lambda: reader.waiting, "the reading to begin")

    wait_until(lambda: reader.broken_off, "the reading to be broken off")
    wait_until(lambda: not served.leftovers, "the temporary files to go")


def test_requests_are_answered_side_by_side(serve: Serve) -> None:
    reader = WaitingReader()
    served = serve(reader=reader)
    with ExitStack() as stack:
        clients = [stack.enter_context(raw_client(served)) for _ in range(20)]
        for client in clients:
            client.send(head(served, len(BODY)) + BODY)
        wait_until(lambda: reader.waiting == 20, "all to be read at once")
        served.call(reader.release)

        assert [client.answer().status for client in clients] == [200] * 20


def test_what_is_in_work_is_finished_before_the_end(serve: Serve) -> None:
    reader = WaitingReader()
    served = serve(reader=reader)
    with raw_client(served) as client, raw_client(served) as idle:
        client.send(head(served, len(BODY)) + BODY)
        wait_until(lambda: reader.waiting, "the reading to begin")
        served.end()
        assert idle.is_closed()
        assert not served.has_ended.is_set()
        served.call(reader.release)

        assert client.answer().status == 200
    assert served.has_ended.wait(10)
    with pytest.raises(httpx.ConnectError):
        post(served)


def test_a_body_that_is_still_coming_has_a_little_time_at_the_end(serve: Serve) -> None:
    served = serve(limits=BodyLimits(stopping_s=0.3))
    with raw_client(served) as quick, raw_client(served) as silent:
        quick.send(head(served, len(BODY)) + BODY[:50])
        silent.send(head(served, len(BODY)) + BODY[:50])
        wait_until(lambda: len(served.leftovers) == 2, "both to have begun")
        served.end()
        quick.send(BODY[50:])

        assert quick.answer().status == 200
        assert silent.answer().status == 503
    assert served.has_ended.wait(10)


def test_told_twice_it_waits_for_nothing(serve: Serve) -> None:
    reader = WaitingReader()
    served = serve(reader=reader)
    with raw_client(served) as client:
        client.send(head(served, len(BODY)) + BODY)
        wait_until(lambda: reader.waiting, "the reading to begin")
        served.end()
        served.end_now()

        assert served.has_ended.wait(5)
