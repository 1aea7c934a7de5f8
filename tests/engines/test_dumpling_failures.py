"""Each way in which a paid request fails: which error it is, and what that means for the money."""

import socket
import time
from dataclasses import replace
from email.utils import formatdate

import pytest

from fakes.fault_proxy import Exchange, FaultProxy
from fakes.misbehaviour import (
    answer,
    close_after_reading,
    close_before_reading,
    cut_answer,
    drip,
    rate_limited,
    redirect,
    stall,
    stall_before_reading,
    status,
)
from fakes.questions import KEY, QUICK, Ask, Pictures, engine_for
from fakes.quick_endpoint import Served
from inklift.core.answers import read_answer
from inklift.core.errors import (
    AddressRefused,
    AnswerUnreadable,
    ConnectionLost,
    EngineError,
    KeyRejected,
    NoKey,
    Offline,
    Outcome,
    OutOfCredit,
    RateLimited,
    Redirected,
    RequestRefused,
    ServerFailed,
    TimedOut,
)
from inklift.engines.http_options import HttpOptions

LARGE_BYTES = 10_000_000  # far more than the socket buffers of both ends hold


def failure(ask: Ask, *args: object, **options: object) -> EngineError:
    with pytest.raises(EngineError) as caught:
        ask(*args, **options)
    return caught.value


@pytest.mark.parametrize(
    ("code", "kind", "outcome"),
    [
        (400, RequestRefused, Outcome.REFUSED),
        (401, KeyRejected, Outcome.REFUSED),
        (402, OutOfCredit, Outcome.REFUSED),
        (403, KeyRejected, Outcome.REFUSED),
        (404, RequestRefused, Outcome.REFUSED),
        (405, RequestRefused, Outcome.REFUSED),
        (408, ServerFailed, Outcome.UNKNOWN),
        (409, ServerFailed, Outcome.UNKNOWN),
        (413, RequestRefused, Outcome.REFUSED),
        (415, RequestRefused, Outcome.REFUSED),
        (418, ServerFailed, Outcome.UNKNOWN),
        (422, RequestRefused, Outcome.REFUSED),
        (429, RateLimited, Outcome.REFUSED),
        (500, ServerFailed, Outcome.UNKNOWN),
        (502, ServerFailed, Outcome.UNKNOWN),
        (503, ServerFailed, Outcome.UNKNOWN),
        (504, ServerFailed, Outcome.UNKNOWN),
        (201, ServerFailed, Outcome.UNKNOWN),
        (204, ServerFailed, Outcome.UNKNOWN),
        (300, Redirected, Outcome.UNKNOWN),
        (304, Redirected, Outcome.UNKNOWN),
    ],
)
def test_each_status_has_its_error(
    ask: Ask, server: FaultProxy, code: int, kind: type[EngineError], outcome: Outcome
) -> None:
    server.script(status(code))

    error = failure(ask)

    assert (type(error), error.status, error.outcome) == (kind, code, outcome)
    assert len(server.received) == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"error": "no images"}, "no images"),
        ({"error": {"code": "bad", "message": "no\n images"}, "status": 400}, "no images"),
        ({"success": False, "requestId": "7", "error": "no images", "code": "x"}, "no images"),
        (b"<html><h1>Bad Gateway</h1></html>", ""),
        (b"", ""),
        (b"[" * 60_000, ""),
        (b'{"error": "' + b"x" * 100_000 + b'"}', ""),
    ],
)
def test_what_the_service_said_is_passed_on_when_it_can_be_read(
    ask: Ask, server: FaultProxy, body: object, said: str
) -> None:
    server.script(status(400, body))

    error = failure(ask)

    assert type(error) is RequestRefused
    assert error.service_message == said


def test_a_status_counts_even_when_its_body_never_comes_whole(ask: Ask, server: FaultProxy) -> None:
    server.script(
        status(402, {"error": "empty"}, write=lambda exchange, _: exchange.hang_up_hard()),
        status(402, {"error": "empty"}, write=lambda exchange, _: exchange.hang_up()),
    )

    first = failure(ask)
    second = failure(ask)

    assert type(first) is type(second) is OutOfCredit


@pytest.mark.parametrize(
    ("named", "expected_s"),
    [
        (None, None),
        ("7", 7.0),
        ("0", 0.0),
        ("-3", 0.0),
        ("1.5", 1.5),
        ("soon", None),
        ("inf", None),
        ("nan", None),
        ("", None),
        ("Wed, 99 Foo 2024", None),
        ("Mon, 01 Jan 2001 00:00:00 GMT", 0.0),
    ],
)
def test_the_wait_that_a_429_names_is_read(
    ask: Ask, server: FaultProxy, named: str | None, expected_s: float | None
) -> None:
    server.script(rate_limited(named))

    error = failure(ask)

    assert isinstance(error, RateLimited)
    assert error.retry_after_s == expected_s
    assert error.service_message == "Too many requests"


def test_a_date_to_wait_for_is_taken_by_the_services_own_clock(
    ask: Ask, server: FaultProxy
) -> None:
    wrong_by_years_s = 1_000_000_000
    headers = [("Retry-After", formatdate(wrong_by_years_s + 90, usegmt=True))]
    server.date = formatdate(wrong_by_years_s, usegmt=True)
    server.script(status(429, headers=headers))

    error = failure(ask)

    assert isinstance(error, RateLimited)
    assert error.retry_after_s == 90


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_named_and_gets_nothing(
    ask: Ask, server: FaultProxy, endpoint: Served, code: int
) -> None:
    with FaultProxy(endpoint, key=KEY) as elsewhere:
        server.script(redirect(elsewhere.url.replace("127.0.0.1", "localhost"), code))

        error = failure(ask)

        assert isinstance(error, Redirected)
        assert (error.host, error.outcome) == ("localhost", Outcome.UNKNOWN)
        assert elsewhere.connections == 0


def test_a_redirect_within_the_service_names_it(ask: Ask, server: FaultProxy) -> None:
    server.script(redirect("/login"))

    error = failure(ask)

    assert isinstance(error, Redirected)
    assert error.host == "127.0.0.1"


def test_a_redirect_to_no_address_is_unknown_too(ask: Ask, server: FaultProxy) -> None:
    server.script(redirect("http://x:port/"))

    error = failure(ask)

    assert error.outcome is Outcome.UNKNOWN


def test_nobody_listening_is_offline_and_not_sent(ask: Ask) -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]

        error = failure(ask, url=f"http://127.0.0.1:{port}/")

    assert (type(error), error.outcome) == (Offline, Outcome.NOT_SENT)


def test_a_host_that_does_not_exist_is_offline_and_not_sent(ask: Ask) -> None:
    error = failure(ask, url="https://no-such-host.invalid/")

    assert (type(error), error.outcome) == (Offline, Outcome.NOT_SENT)


def test_no_connection_in_time_is_not_sent(ask: Ask) -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        address = full.getsockname()
        waiting = [socket.socket() for _ in range(4)]
        for client in waiting:  # the queue is full from here on: SYNs are dropped
            client.setblocking(False)
            client.connect_ex(address)

        error = failure(ask, url=f"http://127.0.0.1:{address[1]}/", connect_timeout_s=0.3)

        for client in waiting:
            client.close()
    assert (type(error), error.outcome) == (TimedOut, Outcome.NOT_SENT)


def test_a_tls_greeting_that_is_never_answered_counts_as_connecting(ask: Ask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/"

        error = failure(ask, url=url, connect_timeout_s=0.3)

    assert (type(error), error.outcome) == (TimedOut, Outcome.NOT_SENT)


@pytest.mark.parametrize("size_bytes", [LARGE_BYTES, 14_999_999])
def test_a_large_body_that_was_never_read_is_not_sent(
    ask: Ask, server: FaultProxy, pictures: Pictures, size_bytes: int
) -> None:
    server.script(close_before_reading())

    error = failure(ask, pictures.request(size_bytes))

    assert (type(error), error.outcome) == (ConnectionLost, Outcome.NOT_SENT)
    assert server.credits == 0


def test_a_small_body_that_was_never_read_may_have_been_charged_for_all_we_know(
    ask: Ask, server: FaultProxy
) -> None:
    server.script(close_before_reading())

    error = failure(ask)

    assert (type(error), error.outcome) == (ConnectionLost, Outcome.UNKNOWN)


@pytest.mark.parametrize("hard", [False, True])
@pytest.mark.parametrize("size_bytes", [1_000, LARGE_BYTES])
def test_a_connection_lost_after_the_request_is_unknown(
    ask: Ask, server: FaultProxy, pictures: Pictures, size_bytes: int, hard: bool
) -> None:
    server.script(close_after_reading(hard=hard))

    error = failure(ask, pictures.request(size_bytes))

    assert (type(error), error.outcome) == (ConnectionLost, Outcome.UNKNOWN)
    assert server.credits == 11


def test_an_answer_whose_body_breaks_off_is_kept_as_far_as_it_came(
    ask: Ask, server: FaultProxy
) -> None:
    server.script(cut_answer(after_bytes=40))

    raw = ask()

    assert raw.broken_off
    assert raw.body == server.answered[0][:40]
    with pytest.raises(AnswerUnreadable):
        read_answer(raw.body, json_mode=False)


def test_an_answer_of_which_nothing_came_is_a_lost_connection(ask: Ask, server: FaultProxy) -> None:
    server.script(cut_answer(after_bytes=0))

    error = failure(ask)

    assert (type(error), error.outcome) == (ConnectionLost, Outcome.UNKNOWN)


def test_an_answer_that_stands_still_is_kept_as_far_as_it_came(
    ask: Ask, server: FaultProxy
) -> None:
    def write(exchange: Exchange, data: bytes) -> None:
        exchange.write(data[:-3])
        exchange.pause(20)

    server.script(answer("12.50", write=write))

    raw = ask(answer_timeout_s=0.3)

    assert raw.broken_off
    assert raw.body == server.answered[0][:-3]


def test_a_whole_answer_is_not_broken_off(ask: Ask, server: FaultProxy) -> None:
    assert not ask().broken_off


def test_something_other_than_http_is_unknown(ask: Ask, server: FaultProxy) -> None:
    server.script(lambda exchange: (exchange.receive(), exchange.write(b"220 mail ready\r\n\r\n")))

    error = failure(ask)

    assert (type(error), error.outcome) == (ConnectionLost, Outcome.UNKNOWN)


def test_no_answer_in_time_is_unknown(ask: Ask, server: FaultProxy) -> None:
    server.script(stall())

    error = failure(ask, answer_timeout_s=0.3)

    assert (type(error), error.outcome) == (TimedOut, Outcome.UNKNOWN)


def test_a_server_that_drips_does_not_hold_on_for_ever(ask: Ask, server: FaultProxy) -> None:
    server.script(drip(0.05))
    started_s = time.monotonic()

    raw = ask(answer_timeout_s=0.5)

    assert time.monotonic() - started_s < 5
    assert raw.broken_off
    assert server.answered[0].startswith(raw.body)


def test_each_picture_adds_to_the_time_for_the_answer(
    ask: Ask, server: FaultProxy, pictures: Pictures
) -> None:
    options = replace(QUICK, answer_timeout_s=0.1, answer_timeout_per_picture_s=2)

    assert options.answer_limit_s(3) == pytest.approx(6.1)
    assert HttpOptions().answer_limit_s(3) == 186


def test_a_refusal_that_drips_is_still_a_refusal(ask: Ask, server: FaultProxy) -> None:
    def trickle(exchange: Exchange, _: bytes) -> None:
        exchange.pause(20)

    server.script(status(401, {"error": "who?"}, write=trickle))

    error = failure(ask, answer_timeout_s=0.3)

    assert type(error) is KeyRejected


def test_an_upload_that_stands_still_is_not_sent(
    ask: Ask, server: FaultProxy, pictures: Pictures
) -> None:
    server.script(stall_before_reading())

    error = failure(ask, pictures.request(LARGE_BYTES), answer_timeout_s=0.3)

    assert (type(error), error.outcome) == (TimedOut, Outcome.NOT_SENT)


def test_an_early_refusal_of_a_large_body_is_a_refusal(
    ask: Ask, server: FaultProxy, pictures: Pictures
) -> None:
    server.script(status(413, {"error": "too big"}, before_reading=True))

    error = failure(ask, pictures.request(LARGE_BYTES))

    assert error.outcome in (Outcome.REFUSED, Outcome.NOT_SENT)
    assert type(error) in (RequestRefused, ConnectionLost)  # a reset may overtake the answer


def test_without_a_key_nothing_is_sent(ask: Ask, server: FaultProxy) -> None:
    errors = [failure(ask, key=None), failure(ask, key="")]

    assert [(type(error), error.outcome) for error in errors] == [(NoKey, Outcome.NOT_SENT)] * 2
    assert server.connections == 0


@pytest.mark.parametrize("key", ["a b", "abc\n", "\tabc", "clé", "a\r\nX-Evil: 1", "a\x00b"])
def test_a_key_that_cannot_stand_in_a_header_is_refused_here(
    ask: Ask, server: FaultProxy, key: str
) -> None:
    error = failure(ask, key=key)

    assert (type(error), error.outcome) == (KeyRejected, Outcome.NOT_SENT)
    assert key not in str(error)
    assert server.connections == 0


def test_a_wrong_key_is_refused_by_the_service(ask: Ask, server: FaultProxy) -> None:
    error = failure(ask, key="another")

    assert type(error) is KeyRejected
    assert error.service_message == "Invalid or missing Authorization header"
    assert server.credits == 0


def test_the_key_goes_to_no_unfit_address() -> None:
    for url in ("http://example.org/", "ftp://127.0.0.1/", "https://u:p@example.org/", "nonsense"):
        with pytest.raises(AddressRefused):
            engine_for(url)
