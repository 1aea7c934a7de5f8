"""What trying a key without spending credits can tell, and what it cannot."""

import asyncio
import socket
import subprocess
import sys

import pytest

from fakes.fault_proxy import FaultProxy
from fakes.questions import KEY, QUICK
from inklift.core.errors import (
    AddressRefused,
    KeyRejected,
    NoKey,
    Offline,
    Outcome,
    RateLimited,
    Redirected,
    ServerFailed,
)
from inklift.core.extract_image_api import RateLimit
from inklift.core.ports import Secret
from inklift.engines.key_check import KeyVerdict, Verdict, check_key


def check(url: str, key: str = KEY) -> KeyVerdict:
    return asyncio.run(check_key(url, Secret(key), QUICK))


def test_a_key_works_when_it_opens_what_is_closed_without_it(server: FaultProxy) -> None:
    server.rate_limit = (60, 59)

    verdict = check(server.url)

    assert verdict.verdict is Verdict.WORKS
    assert verdict.formats == ("png", "jpeg", "webp", "heic", "heif")
    assert verdict.rate_limit == RateLimit(60, 59)
    assert [headers.get("authorization") for headers in server.got] == [f"Bearer {KEY}", None]
    assert server.received == []


def test_a_wrong_key_is_refused(server: FaultProxy) -> None:
    verdict = check(server.url, "wrong")

    assert verdict.verdict is Verdict.REFUSED
    assert "Invalid or missing" in verdict.detail


def test_a_service_that_tells_its_formats_to_anybody_proves_nothing(
    server: FaultProxy,
) -> None:
    server.get_checks_key = False

    verdict = check(server.url, "wrong")

    assert verdict.verdict is Verdict.UNCERTAIN
    assert verdict.formats


@pytest.mark.parametrize("status", [402, 404, 405])
def test_a_service_that_tells_nobody_proves_nothing(server: FaultProxy, status: int) -> None:
    server.get_status = status

    verdict = check(server.url)

    assert verdict.verdict is Verdict.UNCERTAIN
    assert verdict.detail == f"status {status}: no formats today"


@pytest.mark.parametrize(
    ("status", "kind"),
    [(500, ServerFailed), (503, ServerFailed), (429, RateLimited), (302, Redirected)],
)
def test_troubles_of_the_service_are_errors_that_cost_nothing(
    server: FaultProxy, status: int, kind: type[Exception]
) -> None:
    server.get_status = status

    with pytest.raises(kind) as caught:
        check(server.url)

    assert caught.value.outcome is not Outcome.UNKNOWN  # type: ignore[attr-defined]


def test_a_service_that_cannot_be_reached_is_an_error() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))

        with pytest.raises(Offline):
            check(f"http://127.0.0.1:{reserved.getsockname()[1]}/")


def test_an_unfit_key_or_address_is_never_tried(server: FaultProxy) -> None:
    with pytest.raises(AddressRefused):
        check("http://example.org/")
    with pytest.raises(NoKey):
        check(server.url, "")
    assert check(server.url, "with space").verdict is Verdict.REFUSED
    assert KeyRejected.code not in check(server.url, "with space").detail

    assert server.connections == 0


def test_knowing_about_verdicts_and_options_does_not_load_the_network() -> None:
    program = (
        "import sys, inklift.engines.key_check, inklift.engines.http_options, "
        "inklift.engines.service_url, inklift.engines.retrying\n"
        "sys.exit('httpx' in sys.modules or 'truststore' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": ":".join(sys.path)})

    assert done.returncode == 0
