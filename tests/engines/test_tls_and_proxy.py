"""Who is trusted, who is not, and how a proxy is passed."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fakes.connect_proxy import ConnectProxy
from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import close_before_reading, stall
from fakes.questions import KEY, QUICK, Ask, Pictures, engine_for
from fakes.quick_endpoint import Served
from inklift.core.errors import (
    ConnectionLost,
    EngineError,
    Offline,
    Outcome,
    TimedOut,
    TlsFailed,
)

Certificate = tuple[Path, Path]


@pytest.fixture
def tls_server(certificate: Certificate, endpoint: Served) -> Iterator[FaultProxy]:
    with FaultProxy(endpoint, key=KEY, tls=certificate) as server:
        yield server


def failure(ask: Ask, *args: object, **options: object) -> EngineError:
    with pytest.raises(EngineError) as caught:
        ask(*args, **options)
    return caught.value


def test_a_service_that_cannot_prove_who_it_is_gets_nothing(
    ask: Ask, tls_server: FaultProxy
) -> None:
    error = failure(ask, url=tls_server.url)

    assert (type(error), error.outcome) == (TlsFailed, Outcome.NOT_SENT)
    assert tls_server.received == []


def test_an_extra_certificate_makes_it_trusted(
    ask: Ask, tls_server: FaultProxy, certificate: Certificate
) -> None:
    raw = ask(url=tls_server.url, extra_ca_file=certificate[0])

    assert b"results" in raw.body


def test_a_certificate_for_another_name_is_not_trusted(
    ask: Ask, tls_server: FaultProxy, certificate: Certificate
) -> None:
    url = tls_server.url.replace("127.0.0.1", "localhost")

    error = failure(ask, url=url, extra_ca_file=certificate[0])

    assert (type(error), error.outcome) == (TlsFailed, Outcome.NOT_SENT)


def test_a_service_that_does_not_speak_tls_is_a_tls_failure(ask: Ask, server: FaultProxy) -> None:
    error = failure(ask, url=server.url.replace("http:", "https:"))

    assert (type(error), error.outcome) == (TlsFailed, Outcome.NOT_SENT)


@pytest.mark.parametrize("content", [None, "", "no certificate", "-----BEGIN CERTIFICATE-----\n"])
def test_a_bad_file_of_extra_certificates_is_said_before_anything_is_sent(
    ask: Ask, server: FaultProxy, tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)

    error = failure(ask, extra_ca_file=path)

    assert (type(error), error.outcome) == (TlsFailed, Outcome.NOT_SENT)
    assert server.connections == 0


def test_what_is_certain_over_tls_is_the_same(
    ask: Ask, tls_server: FaultProxy, certificate: Certificate, pictures: Pictures
) -> None:
    tls_server.script(close_before_reading(), close_before_reading())

    large = failure(
        ask, pictures.request(10_000_000), url=tls_server.url, extra_ca_file=certificate[0]
    )
    small = failure(ask, url=tls_server.url, extra_ca_file=certificate[0])

    assert (type(large), large.outcome) == (ConnectionLost, Outcome.NOT_SENT)
    assert (type(small), small.outcome) == (ConnectionLost, Outcome.UNKNOWN)


def test_cancelling_closes_a_tls_connection(
    tls_server: FaultProxy, certificate: Certificate, pictures: Pictures
) -> None:
    tls_server.script(stall())

    async def cancel_midway() -> float:
        engine = engine_for(tls_server.url, options=replace(QUICK, extra_ca_file=certificate[0]))
        task = asyncio.create_task(engine.ask(pictures.request(), lambda _: None))
        await asyncio.to_thread(tls_server.reached.wait, 5)
        start = time.perf_counter()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        took_s = time.perf_counter() - start
        assert await asyncio.to_thread(tls_server.hung_up.wait, 5)
        await engine.close()
        return took_s

    assert asyncio.run(cancel_midway()) < 0.1


def test_cancelling_in_the_tls_greeting_closes_the_connection(pictures: Pictures) -> None:
    async def cancel_midway(silent: socket.socket) -> bytes:
        loop = asyncio.get_running_loop()
        engine = engine_for(f"https://127.0.0.1:{silent.getsockname()[1]}/")
        task = asyncio.create_task(engine.ask(pictures.request(), lambda _: None))
        connection, _ = await loop.sock_accept(silent)
        with connection:
            connection.setblocking(False)
            await loop.sock_recv(connection, 10_000)  # its greeting
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            try:
                left = await asyncio.wait_for(loop.sock_recv(connection, 10), 5)
            except ConnectionResetError:
                left = b""
        await engine.close()
        return left

    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.setblocking(False)

        assert asyncio.run(cancel_midway(silent)) == b""


def test_a_proxy_tunnels_to_the_service_that_it_resolves(
    ask: Ask, tls_server: FaultProxy, certificate: Certificate
) -> None:
    with ConnectProxy(tls_server.port) as proxy:
        url = tls_server.url.replace("127.0.0.1", "service.test")

        raw = ask(url=url, proxy=proxy.url, extra_ca_file=certificate[0])

    assert b"results" in raw.body
    assert proxy.asked_for == [f"CONNECT service.test:{tls_server.port} HTTP/1.1"]


@pytest.mark.parametrize("code", [403, 407, 502])
def test_a_proxy_that_makes_no_tunnel_is_offline_and_not_sent(ask: Ask, code: int) -> None:
    with ConnectProxy(status=code) as proxy:
        error = failure(ask, url="https://service.test/", proxy=proxy.url)

    assert (type(error), error.outcome) == (Offline, Outcome.NOT_SENT)
    assert str(code) in error.detail


def test_a_proxy_that_never_answers_is_given_up_like_any_connection(ask: Ask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        proxy = f"http://127.0.0.1:{silent.getsockname()[1]}"

        start = time.perf_counter()
        error = failure(
            ask,
            url="https://service.test/",
            proxy=proxy,
            connect_timeout_s=0.3,
            answer_timeout_s=60,
        )
        took_s = time.perf_counter() - start

    assert (type(error), error.outcome) == (TimedOut, Outcome.NOT_SENT)
    assert took_s < 10


def test_an_answer_through_a_proxy_has_its_own_time_limit(
    ask: Ask, tls_server: FaultProxy, certificate: Certificate
) -> None:
    tls_server.script(stall())
    with ConnectProxy(tls_server.port) as proxy:
        url = tls_server.url.replace("127.0.0.1", "service.test")

        error = failure(
            ask, url=url, proxy=proxy.url, extra_ca_file=certificate[0], answer_timeout_s=0.4
        )

    assert (type(error), error.outcome) == (TimedOut, Outcome.UNKNOWN)


def test_an_unreachable_proxy_is_offline(ask: Ask) -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        proxy = f"http://127.0.0.1:{reserved.getsockname()[1]}"

        error = failure(ask, url="https://service.test/", proxy=proxy)

    assert (type(error), error.outcome) == (Offline, Outcome.NOT_SENT)


@pytest.mark.parametrize("proxy", ["proxy:3128", "socks5://proxy:1080", "http://", "http://p:x"])
def test_a_bad_proxy_address_is_said_before_anything_is_sent(ask: Ask, proxy: str) -> None:
    error = failure(ask, url="https://service.test/", proxy=proxy)

    assert (type(error), error.outcome) == (Offline, Outcome.NOT_SENT)
    assert "proxy" in error.detail


def test_a_service_on_this_computer_is_asked_without_the_proxy(
    ask: Ask, server: FaultProxy
) -> None:
    with ConnectProxy(status=502) as proxy:
        ask(proxy=proxy.url)

    assert proxy.asked_for == []
    assert len(server.received) == 1


def test_a_client_is_made_off_the_loop(pictures: Pictures, server: FaultProxy) -> None:
    """It reads all trusted certificates, which takes longer than a loop should stand still."""
    made_by: list[str] = []

    async def run() -> None:
        from inklift.engines.http import LazyClient, make_client

        def make(options: object) -> object:
            made_by.append(threading.current_thread().name)
            return make_client(options)  # type: ignore[arg-type]

        lazy = LazyClient(QUICK, make)  # type: ignore[arg-type]
        first, second = await asyncio.gather(lazy.get(), lazy.get())
        assert first is second
        await lazy.close()

    asyncio.run(run())

    assert len(made_by) == 1
    assert made_by != [threading.main_thread().name]
