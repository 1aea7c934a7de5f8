"""The key is in one header of one request, and in nothing that a person or a file could see."""

import asyncio
import logging
import pickle
import traceback
from dataclasses import replace

import pytest

from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import (
    Behaviour,
    close_after_reading,
    rate_limited,
    redirect,
    stall,
    status,
)
from fakes.questions import KEY, QUICK, Ask, Pictures, engine_for
from inklift.core.errors import AppError
from inklift.core.ports import Secret
from inklift.engines.http_options import HttpOptions
from inklift.engines.key_check import check_key


@pytest.mark.parametrize(
    "behaviour",
    [
        status(400, {"error": f"Bearer {KEY} is odd"}),
        status(401, {"error": {"message": f"no such key: {KEY}"}}),
        status(500, KEY.encode()),
        status(503, {"error": KEY}, headers=[("X-Echo", KEY)]),
        rate_limited(KEY),
        redirect(f"https://example.org/?key={KEY}"),
        redirect(f"http://x:{KEY}/"),
        lambda exchange: (exchange.receive(), exchange.write(f"{KEY} here\r\n\r\n".encode())),
        close_after_reading(),
        stall(),
    ],
)
def test_no_failure_shows_the_key(
    ask: Ask, server: FaultProxy, caplog: pytest.LogCaptureFixture, behaviour: Behaviour
) -> None:
    caplog.set_level(logging.INFO)
    server.script(behaviour)

    with pytest.raises(AppError) as caught:
        ask(answer_timeout_s=0.3)

    error = caught.value
    shown = "".join(traceback.format_exception(error))
    shown += repr(error) + str(error) + repr(vars(error)) + repr(pickle.loads(pickle.dumps(error)))
    assert KEY not in shown
    assert KEY not in caplog.text
    assert server.received[0].headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("key", ["sk-secret with-space", "sk-secret\n", "sk-secrét"])
def test_an_unusable_key_is_not_repeated(ask: Ask, key: str) -> None:
    with pytest.raises(AppError) as caught:
        ask(key=key)

    assert "secr" not in "".join(traceback.format_exception(caught.value)).replace("secrecy", "")


def test_even_the_chattiest_log_has_no_key(
    ask: Ask, server: FaultProxy, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    ask()
    asyncio.run(check_key(server.url, Secret(KEY), QUICK))

    assert "send_request_headers" in caplog.text
    assert KEY not in caplog.text


def test_the_engine_itself_shows_neither_key_nor_proxy_password() -> None:
    options = replace(QUICK, proxy="http://me:hush@proxy.test:3128")

    engine = engine_for("https://service.test/", options=options)

    assert KEY not in repr(engine)
    assert "hush" not in repr(options)


@pytest.mark.parametrize(
    "proxy", ["me:hush@proxy", "http://me:hush@", "ftp://me:hush@proxy/", "http://me:hush@proxy:x"]
)
def test_a_bad_proxy_address_is_not_repeated(ask: Ask, proxy: str) -> None:
    with pytest.raises(AppError) as caught:
        ask(url="https://service.test/", proxy=proxy)

    assert "hush" not in "".join(traceback.format_exception(caught.value))
    assert "hush" not in repr(HttpOptions(proxy=proxy))


def test_the_key_check_shows_no_key(server: FaultProxy) -> None:
    server.get_checks_key = False
    server.get_status = 400

    verdict = asyncio.run(check_key(server.url, Secret(KEY), QUICK))

    assert KEY not in repr(verdict)


def test_pictures_are_in_no_log(
    ask: Ask, pictures: Pictures, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    ask(pictures.request(100_000, prompt="who spent this?"))

    assert "who spent this" not in caplog.text
    assert len(caplog.text) < 10_000
