"""Keys in a real keyring, in none, in a locked one, in one that hangs, and in memory."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, NamedTuple

import keyring.backend
import keyring.backends.chainer
import keyring.errors
import pytest

from inklift.core.errors import KeyringFailed, KeyringLocked, NoKeyring, SecretStoreError
from inklift.core.ports import Secret, SecretStore
from inklift.system.secrets import (
    MAX_SECRET_CHARACTERS,
    KeyringOrSessionStore,
    KeyringSecretStore,
    MemorySecretStore,
    trusted_backend,
)

CHECKOUT = Path(__file__).parents[2]
CALLS = f'"{sys.executable}" "{Path(__file__).with_name("keyring_calls.py")}"'
WHO = ("dumpling", "https://app.dumplingai.com")
KEY = "key-of-the-test"

PID_OF_DAEMON = (
    "dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus / "
    "org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets 2>/dev/null "
    "| grep -oE '[0-9]+$'"
)
UNLOCKED = (
    "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null\n"
    f"until daemon=$({PID_OF_DAEMON}); do sleep 0.02; done\n"
    "trap 'kill -KILL $daemon' EXIT\n"
)
LOCK = (
    "dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets "
    "org.freedesktop.Secret.Service.Lock "
    "array:objpath:/org/freedesktop/secrets/collection/login >/dev/null\n"
)
FREEZE = "kill -STOP $daemon\n"

needs_keyring = pytest.mark.skipif(
    not all(map(shutil.which, ("dbus-run-session", "dbus-send", "gnome-keyring-daemon"))),
    reason="needs dbus-run-session, dbus-send and gnome-keyring-daemon",
)


class Outcome(NamedTuple):
    value: str | None  # what came back, or the code of the error
    took_s: float


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment in which nothing of this computer's own keyrings can be found."""
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    return {
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(runtime),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(CHECKOUT / "gui"),
    }


def outcomes(command: list[str], environment: dict[str, str]) -> list[Outcome]:
    """Run it and read what `keyring_calls.py` printed."""
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, text=True, timeout=30, check=True
    )
    return [Outcome(*json.loads(line)) for line in done.stdout.splitlines()]


def in_session(script: str, home: dict[str, str]) -> list[Outcome]:
    return outcomes(["dbus-run-session", "--", "bash", "-c", script], home)


class OneSecret(keyring.backend.KeyringBackend):
    """A backend that does as told. Not one that is trusted."""

    priority = 0.1  # type: ignore[assignment]  # the parent has a class property

    def __init__(self, error: Exception | None = None, *, swallows: bool = False) -> None:
        self.value: str | None = None
        self.error = error
        self.swallows = swallows
        self.threads: list[threading.Thread] = []

    def get_password(self, service: str, username: str) -> str | None:
        self.threads.append(threading.current_thread())
        if self.error is not None:
            raise self.error
        return self.value

    def set_password(self, service: str, username: str, password: str) -> None:
        self.value = None if self.swallows else password

    def delete_password(self, service: str, username: str) -> None:
        if self.value is None:
            raise keyring.errors.PasswordDeleteError
        if not self.swallows:
            self.value = None


class Hanging(OneSecret):
    """Waits for ever, or until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.value = KEY
        self.may_answer = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        assert self.may_answer.wait(10)
        return super().get_password(service, username)


def over(backend: OneSecret, **options: Any) -> KeyringSecretStore:
    return KeyringSecretStore(find_backend=lambda: backend, **options)


@needs_keyring
def test_a_key_is_read_back_by_another_process_until_it_is_deleted(home: dict[str, str]) -> None:
    script = f"{UNLOCKED} {CALLS} 15 name get set; {CALLS} 15 get delete delete get"

    values = [outcome.value for outcome in in_session(script, home)]

    assert values == ["Secret Service", None, None, KEY, None, None, None]


@needs_keyring
def test_a_locked_keyring_without_a_display_is_told_at_once(home: dict[str, str]) -> None:
    script = f"{UNLOCKED} {CALLS} 15 set; {LOCK} {CALLS} 15 get set set-either"

    saved, *locked = in_session(script, home)

    assert saved.value is None
    assert [outcome.value for outcome in locked] == ["keyring_locked"] * 3
    assert all(outcome.took_s < 5 for outcome in locked)


@needs_keyring
def test_a_frozen_keyring_holds_up_neither_the_second_call_nor_the_exit(
    home: dict[str, str],
) -> None:
    clock = "date +'[null, %s.%N]'"
    script = f"{UNLOCKED} {FREEZE} {clock}; {CALLS} 1 get get; {clock}"

    began, first, second, ended = in_session(script, home)

    assert first.value == second.value == "keyring_locked"
    assert 1 <= first.took_s < 2
    assert second.took_s < 0.1
    assert ended.took_s - began.took_s < 5


def test_without_a_session_bus_there_is_no_keyring_and_memory_steps_in(
    home: dict[str, str],
) -> None:
    names = ["get", "set", "get-either", "set-either", "get-either", "name-either"]

    found = outcomes(["bash", "-c", f"{CALLS} 15 {' '.join(names)}"], home)

    assert [outcome.value for outcome in found] == [
        "no_keyring",
        "no_keyring",
        None,
        None,
        KEY,
        "",
    ]
    assert all(outcome.took_s < 5 for outcome in found)


@pytest.mark.parametrize(
    "configured",
    ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring", "no.such.Keyring"],
)
def test_a_configured_keyring_that_is_not_trusted_gets_no_key(
    home: dict[str, str], configured: str
) -> None:
    environment = {**home, "PYTHON_KEYRING_BACKEND": configured}

    found = outcomes(["bash", "-c", f"{CALLS} 15 set get name"], environment)

    assert [outcome.value for outcome in found] == ["no_keyring"] * 3


def test_a_chain_of_keyrings_is_searched_for_a_trusted_one() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.chainer.ChainerBackend())

    try:
        with pytest.raises(NoKeyring):
            trusted_backend()
    finally:
        keyring.set_keyring(before)


def test_a_key_is_kept_for_its_engine_and_origin() -> None:
    backend = OneSecret()
    store = over(backend)

    async def round_trip() -> tuple[Secret | None, Secret | None]:
        await store.set(*WHO, Secret(KEY))
        found = await store.get(*WHO)
        await store.delete(*WHO)
        return found, await store.get(*WHO)

    found, gone = asyncio.run(round_trip())

    assert found is not None
    assert found.reveal() == KEY
    assert gone is None
    assert {thread.name for thread in backend.threads} == {"keyring"}
    assert all(thread.daemon for thread in backend.threads)


def test_a_keyring_that_swallows_a_key_is_found_out() -> None:
    store = over(OneSecret(swallows=True))

    with pytest.raises(SecretStoreError, match="did not keep"):
        asyncio.run(store.set(*WHO, Secret(KEY)))


def test_a_keyring_that_will_not_forget_is_found_out() -> None:
    backend = OneSecret()
    backend.value, backend.swallows = KEY, True

    with pytest.raises(SecretStoreError, match="did not forget"):
        asyncio.run(over(backend).delete(*WHO))


def test_a_key_too_long_for_windows_is_refused_everywhere() -> None:
    backend = OneSecret()

    with pytest.raises(SecretStoreError, match="1280"):
        asyncio.run(over(backend).set(*WHO, Secret("k" * (MAX_SECRET_CHARACTERS + 1))))

    assert backend.value is None


@pytest.mark.parametrize(
    ("error", "ours"),
    [
        (keyring.errors.NoKeyringError(), NoKeyring),
        (keyring.errors.KeyringLocked(), KeyringLocked),
        (keyring.errors.InitError(), KeyringLocked),
        (keyring.errors.KeyringError(), KeyringFailed),
        (OSError(1312, "CredRead", f"with {KEY} in its text"), KeyringFailed),
    ],
)
def test_errors_of_the_keyring_become_ours_and_tell_no_key(
    error: Exception, ours: type[SecretStoreError], caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(SecretStoreError) as raised:
        asyncio.run(over(OneSecret(error)).get(*WHO))

    assert type(raised.value) is ours
    assert KEY not in f"{raised.value} {caplog.text}"


def test_a_keyring_that_wakes_up_serves_again() -> None:
    backend = Hanging()
    store = over(backend, timeout_s=0.1)

    async def wake_up() -> Secret | None:
        with pytest.raises(KeyringLocked):
            await store.get(*WHO)
        with pytest.raises(KeyringLocked):
            await store.get(*WHO)
        backend.may_answer.set()
        for thread in [each for each in threading.enumerate() if each.name == "keyring"]:
            await asyncio.to_thread(thread.join, 5)
        return await store.get(*WHO)

    secret = asyncio.run(wake_up())

    assert secret is not None
    assert secret.reveal() == KEY


def test_a_user_who_is_asked_has_all_the_time_and_may_cancel() -> None:
    backend = Hanging()
    store = over(backend, timeout_s=0.05)

    async def ask_then_cancel() -> bool:
        task = asyncio.create_task(store.get(*WHO, user_may_be_asked=True))
        await asyncio.wait([task], timeout=0.3)
        still_waiting = not task.done()
        task.cancel()
        await asyncio.wait([task])
        with pytest.raises(KeyringLocked):
            await store.get(*WHO)
        return still_waiting and task.cancelled()

    assert asyncio.run(ask_then_cancel())
    backend.may_answer.set()


def test_calls_take_their_turn() -> None:
    backend = OneSecret()
    backend.value = KEY
    store = over(backend)

    async def both() -> list[Secret | None]:
        return await asyncio.gather(store.get(*WHO), store.get("openai", WHO[1]))

    assert [str(secret) for secret in asyncio.run(both())] == ["***", "***"]


def test_a_locked_keyring_is_no_reason_to_keep_the_key_in_memory() -> None:
    memory = MemorySecretStore()
    store = KeyringOrSessionStore(over(OneSecret(keyring.errors.KeyringLocked())), memory)

    with pytest.raises(KeyringLocked):
        asyncio.run(store.set(*WHO, Secret(KEY)))

    assert asyncio.run(memory.get(*WHO)) is None


def test_memory_steps_in_and_steps_back_when_there_is_a_keyring() -> None:
    backend = OneSecret(keyring.errors.NoKeyringError())
    memory: SecretStore = MemorySecretStore()
    store = KeyringOrSessionStore(over(backend), memory)

    async def without_then_with() -> Secret | None:
        await store.set(*WHO, Secret(KEY))
        without = await memory.get(*WHO)
        backend.error = None
        await store.set(*WHO, Secret(KEY))
        return without

    without = asyncio.run(without_then_with())

    assert without is not None
    assert without.reveal() == KEY
    assert asyncio.run(memory.get(*WHO)) is None
    assert backend.value == KEY
