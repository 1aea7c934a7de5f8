"""The endpoint's page in a real browser: a picture is chosen, read, and its total is there."""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cli.program import Program
from cli.test_serve import KEY, Server

pytestmark = [
    pytest.mark.slow,
    pytest.mark.journey,
    pytest.mark.skipif(
        not all(map(shutil.which, ("chromium", "chromedriver"))),
        reason="chromium and chromium-driver are not installed",
    ),
]

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver's name for a reference to one


class Browser:
    """A headless Chromium, driven through its WebDriver (W3C)."""

    def __init__(self, driver: str, session: str) -> None:
        self._session = f"{driver}/session/{session}"

    def open(self, address: str) -> None:
        self._post("url", {"url": address})

    def write(self, selector: str, text: str) -> None:
        """Type into a field, or choose a file by its path."""
        self._post(f"element/{self._find(selector)}/value", {"text": text})

    def clear(self, selector: str) -> None:
        self._post(f"element/{self._find(selector)}/clear", {})

    def press(self, selector: str) -> None:
        self._post(f"element/{self._find(selector)}/click", {})

    def text(self, selector: str) -> str:
        return str(_call("GET", f"{self._session}/element/{self._find(selector)}/text"))

    def value(self, selector: str) -> str:
        path = f"{self._session}/element/{self._find(selector)}/property/value"
        return str(_call("GET", path))

    def logged(self) -> list[str]:
        """What the page's console complains of."""
        entries: Any = self._post("se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]

    def _find(self, selector: str) -> str:
        found: Any = self._post("element", {"using": "css selector", "value": selector})
        return str(found[_ELEMENT])

    def _post(self, command: str, value: object) -> Any:
        return _call("POST", f"{self._session}/{command}", value)


def _call(method: str, address: str, value: object = None) -> Any:
    data = None if value is None else json.dumps(value).encode()
    request = urllib.request.Request(address, data, method=method)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=60) as answer:
        return json.load(answer)["value"]


@contextmanager
def browser(profile: Path, *arguments: str) -> Iterator[Browser]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    driver = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL)
    try:
        _wait_for(driver)
        options = {
            "args": [
                *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
                *("--disable-background-networking", "--no-first-run", "--no-proxy-server"),
                *(f"--user-data-dir={profile}", "--window-size=1000,1100", *arguments),
            ]
        }
        capabilities = {
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL"},
            "timeouts": {"implicit": 60_000},
        }
        made = _call("POST", f"{driver}/session", {"capabilities": {"alwaysMatch": capabilities}})
        yield Browser(driver, made["sessionId"])
        _call("DELETE", f"{driver}/session/{made['sessionId']}")
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(driver: str) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            if _call("GET", f"{driver}/status")["ready"]:
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("chromedriver did not start")


@pytest.fixture
def program(checkout: Path, tmp_path: Path) -> Iterator[Program]:
    folder = tmp_path / "desk"
    folder.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(checkout / "gui"), "INKLIFT_SERVE_KEY": KEY}
    program = Program(folder, environment)
    yield program

    program.end_children()


def test_a_picture_is_read_on_the_page(program: Program, checkout: Path, tmp_path: Path) -> None:
    server = Server(program.start("serve", "--port", "0"))
    sample = checkout / "resources" / "samples" / "till-receipt.png"

    with browser(tmp_path / "profile") as page:
        page.open(server.url.partition("/api")[0] + "/")
        for key in ("wrong", KEY):
            page.write("#key", key)
            page.write("#picture", str(sample))
            page.clear("#prompt")
            page.write("#prompt", "What is the total?")
            if key == KEY:
                page.press("#json")
            page.press("button")
            told = page.text("section#outcome.bare" if key == "wrong" else "section#outcome pre")
            if key == "wrong":
                assert told == "This is not the key. Copy it again, without spaces."

        assert '"total": "20.87"' in told
        assert page.value("#prompt") == "What is the total?"
        assert page.value("#key") == ""
        assert [entry for entry in page.logged() if "401" not in entry] == []
