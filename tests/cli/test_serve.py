"""`inklift serve` as a process: what it prints, refuses, keeps to itself, and how it ends."""

import base64
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from cli.program import Program, answered, files_below, said

KEY = "serve-key-4711-never-to-be-seen"
START_KEYRING = (
    "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null\n"
    "until dbus-send --session --print-reply --dest=org.freedesktop.secrets "
    "/org/freedesktop/secrets org.freedesktop.DBus.Peer.Ping >/dev/null 2>&1; do sleep 0.05; done\n"
)


class Server:
    """A started `inklift serve`; `output` is what it printed until it was ready."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process
        self.output = ""
        assert process.stdout is not None
        while not self.output.endswith("Ctrl-C ends it.\n"):
            line = process.stdout.readline().decode()
            assert line, f"it ended: {self.output}"
            self.output += line

    @property
    def url(self) -> str:
        return re.findall(r"http://\S+/api/v1/extract-image", self.output)[0]

    @property
    def curl_line(self) -> str:
        return next(line for line in self.output.splitlines() if line.startswith("printf"))

    def end(self, *signals: signal.Signals) -> tuple[int, str]:
        """Its exit status and standard error."""
        for number in signals:
            self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=60)
        return self.process.returncode, (errors or b"").decode()


@pytest.fixture
def server(program: Program) -> Server:
    program = program.with_environment(INKLIFT_SERVE_KEY=KEY)
    return Server(program.start("serve", "--port", "0"))


def request(picture: Path) -> dict[str, Any]:
    data = base64.b64encode(picture.read_bytes()).decode()
    return {"inputMethod": "base64", "images": [data], "prompt": "Read the text."}


@pytest.fixture
def sample(checkout: Path) -> Path:
    return checkout / "resources" / "samples" / "till-receipt.png"


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_printed_curl_line_works_as_it_is(server: Server, program: Program) -> None:
    finished = subprocess.run(
        ["bash", "-c", server.curl_line],
        env={**os.environ, "INKLIFT_SERVE_KEY": KEY},
        capture_output=True,
        timeout=90,
    )

    answer = json.loads(finished.stdout)
    assert json.loads(answer["results"])["total"] == "20.87"
    assert (answer["imageCount"], answer["creditUsage"]) == (1, 11)
    assert server.end(signal.SIGTERM)[0] == 0
    # The picture is somebody else's: what was read on it does not stay here.
    assert not [path for path in files_below(program.data) if path.suffix == ".reading"]


@pytest.mark.parametrize(("options", "status"), [((), 400), (("--allow-private-urls",), 200)])
def test_this_computer_is_asked_for_pictures_only_where_that_is_allowed(
    program: Program,
    web: Callable[[Path], str],
    receipt: str,
    options: tuple[str, ...],
    status: int,
) -> None:
    program = program.with_environment(INKLIFT_SERVE_KEY=KEY)
    server = Server(program.start("serve", "--port", "0", *options))
    address = web(program.folder / receipt)

    answer = httpx.post(
        server.url,
        json={"inputMethod": "url", "images": [address], "prompt": "Read it."},
        headers={"Authorization": f"Bearer {KEY}"},
        trust_env=False,
        timeout=60,
    )

    server.end(signal.SIGTERM)
    assert answer.status_code == status
    assert ("BLUE DOOR BOOKS" in answer.text) is (status == 200)


def test_a_given_key_is_never_shown_or_kept(server: Server, program: Program, sample: Path) -> None:
    assert httpx.get(server.url, headers={"Authorization": f"Bearer {KEY}"}).status_code == 200
    assert httpx.get(server.url, headers={"Authorization": f"Bearer {KEY}x"}).status_code == 401

    _, errors = server.end(signal.SIGTERM)

    assert KEY not in server.output + errors
    assert all(KEY.encode() not in file.read_bytes() for file in files_below(program.data))


def test_without_a_keyring_a_new_key_is_shown_at_each_start(program: Program) -> None:
    keys = []
    for _ in range(2):
        server = Server(program.start("serve", "--port", "0"))
        key = re.findall(r"^Key: (\S+)$", server.output, re.MULTILINE)[0]
        assert key in server.curl_line
        assert httpx.get(server.url, headers={"Authorization": f"Bearer {key}"}).status_code == 200
        assert "the next start makes another" in server.output
        server.end(signal.SIGTERM)
        keys.append(key)

    assert keys[0] != keys[1]
    assert all(len(key) >= 43 for key in keys)
    kept = b"".join(file.read_bytes() for file in files_below(program.data))
    assert not any(key.encode() in kept for key in keys)


@pytest.mark.skipif(
    not all(map(shutil.which, ("dbus-run-session", "dbus-send", "gnome-keyring-daemon"))),
    reason="needs dbus-run-session, dbus-send and gnome-keyring-daemon",
)
def test_the_keyring_keeps_the_key_which_is_shown_once(program: Program, tmp_path: Path) -> None:
    serve = f"timeout -s TERM --foreground 4 {sys.executable} -m inklift serve --port 0"
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    environment = {**program.environment, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(runtime)}
    del environment["PYTHON_KEYRING_BACKEND"]

    finished = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", f"{START_KEYRING}{serve}; echo AGAIN; {serve}"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )

    first, _, second = finished.stdout.partition("AGAIN")
    (key,) = re.findall(r"^Key: (\S{43})$", first, re.MULTILINE)
    assert "kept in your keyring (Secret Service)" in first
    assert "Key: the one that was shown at the first start." in second
    assert key not in second


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--host", "0.0.0.0"), "--allow-network"),
        (("--host", "::"), "--allow-network"),
        (("--host", "192.168.1.5"), "--allow-network"),
        (("--port", "70000"), "no port"),
        (("--port", "x"), "no port"),
        (("--rate-limit", "60"), "60/minute"),
        (("--rate-limit", "0/minute"), "60/minute"),
        (("--rate-limit", "5/hour"), "60/minute"),
        (("picture.jpg",), "unrecognized"),
    ],
)
def test_wrong_usage_is_told(program: Program, arguments: tuple[str, ...], told: str) -> None:
    finished = program.run("serve", *arguments)

    assert finished.returncode == 2
    assert told in said(finished)
    assert answered(finished) == ""


@pytest.mark.parametrize("key", ["two words", "clé"])
def test_a_key_that_no_client_can_send_is_refused(program: Program, key: str) -> None:
    finished = program.with_environment(INKLIFT_SERVE_KEY=key).run("serve", "--port", "0")

    assert finished.returncode == 2
    assert "clients could not send it" in said(finished)
    assert key not in said(finished)


def test_what_the_network_means_is_told(program: Program) -> None:
    program = program.with_environment(INKLIFT_SERVE_KEY=KEY)
    server = Server(
        program.start(
            "serve", "--port", "0", "--host", "0.0.0.0", "--allow-network", "--allow-private-urls"
        )
    )

    status, errors = server.end(signal.SIGTERM)

    assert status == 0
    assert server.url.startswith("http://127.0.0.1:")
    assert "Whoever has the key can send pictures" in errors
    assert "fetch pictures from addresses in your own network" in errors


def test_a_port_that_is_taken_is_told(program: Program) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        finished = program.run("serve", "--port", str(taken.getsockname()[1]))

    assert finished.returncode == 1
    assert "choose another with --port" in said(finished)


def test_a_request_in_work_is_finished_before_the_end(server: Server, sample: Path) -> None:
    client = _start_request(server, sample)
    _until_read(server)

    status, errors = server.end(signal.SIGTERM)

    answer, _ = client.communicate(timeout=60)
    assert "LARKFIELD" in json.loads(answer)["results"]
    assert status == 0
    assert "  200  POST /api/v1/extract-image  " in errors


@pytest.mark.parametrize("count", [1, 2])
def test_ctrl_c_ends_it_and_twice_at_once(server: Server, sample: Path, count: int) -> None:
    client = _start_request(server, sample)
    _until_read(server)

    server.process.send_signal(signal.SIGINT)
    time.sleep(0.3)  # two signals at once would be one
    status, _ = server.end(*[signal.SIGINT] * (count - 1))

    client.communicate(timeout=60)
    assert status == 130
    assert (client.returncode == 0) is (count == 1)


def test_what_a_killed_server_left_is_removed_by_the_next(program: Program, sample: Path) -> None:
    program = program.with_environment(INKLIFT_SERVE_KEY=KEY)
    server = Server(program.start("serve", "--port", "0"))
    client = _start_request(server, sample)
    _until_read(server)
    server.end(signal.SIGKILL)
    client.communicate(timeout=60)
    left = [file for file in files_below(program.data) if file.suffix == ".picture"]

    again = Server(program.start("serve", "--port", "0"))
    again.end(signal.SIGTERM)

    assert left, "the test missed the moment"
    assert not any(file.exists() for file in left)


def test_other_commands_do_without_the_web_framework(program: Program) -> None:
    code = (
        "import sys, inklift.cli.main, inklift.cli.extract, inklift.cli.runs, "
        "inklift.desktop.start, inklift.services.assembly\n"
        "print(sorted({'starlette', 'uvicorn', 'inklift.endpoint'} & set(sys.modules)))"
    )

    finished = subprocess.run(
        [sys.executable, "-c", code], env=dict(program.environment), capture_output=True, text=True
    )

    assert finished.stdout.strip() == "[]", finished.stderr


def _start_request(server: Server, picture: Path) -> "subprocess.Popen[bytes]":
    """A client in a process of its own, whose end is that of its request."""
    code = (
        "import httpx, sys, json; from cli.test_serve import request; from pathlib import Path\n"
        "answer = httpx.post(sys.argv[1], json=request(Path(sys.argv[2])), timeout=90, "
        "headers={'Authorization': 'Bearer ' + sys.argv[3]}, trust_env=False)\n"
        "print(answer.text); sys.exit(answer.status_code != 200)"
    )
    tests = str(Path(__file__).parents[1])
    gui = str(Path(__file__).parents[2] / "gui")
    return subprocess.Popen(
        [sys.executable, "-c", code, server.url, str(picture), KEY],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([tests, gui])},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _until_read(server: Server) -> None:
    """Wait until a worker of the server is at work: its models take a second to load."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        busy = [
            child
            for child in psutil.Process(server.process.pid).children()
            if child.memory_info().rss > 150 * 2**20
        ]
        if busy:
            return
        time.sleep(0.01)
    raise AssertionError("nothing was read")
