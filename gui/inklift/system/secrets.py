"""Keeps keys in the operating system's keyring, or in memory where there is none.

The only importer of `keyring`, which loads late: it costs 0.1 s, and may ask the user or hang for
ever, so that every call has a daemon thread of its own.
"""

import asyncio
import contextlib
import logging
import threading
from asyncio import AbstractEventLoop, Future
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from inklift.core.errors import KeyringFailed, KeyringLocked, NoKeyring, SecretStoreError
from inklift.core.ports import Secret, SecretStore

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

logger = logging.getLogger(__name__)

T = TypeVar("T")

SERVICE_NAME = "Inklift"
MAX_SECRET_CHARACTERS = 1_280  # what Windows takes

# By module and class: any other might write plain text, or swallow what it is given.
TRUSTED_BACKENDS = {
    "keyring.backends.SecretService.Keyring": "Secret Service",
    "keyring.backends.libsecret.Keyring": "Secret Service",
    "keyring.backends.kwallet.DBusKeyring": "KWallet",
    "keyring.backends.kwallet.DBusKeyringKWallet4": "KWallet",
    "keyring.backends.macOS.Keyring": "macOS Keychain",
    "keyring.backends.Windows.WinVaultKeyring": "Windows Credential Manager",
}


class KeyringSecretStore:
    """A `SecretStore` over the keyring. Lives on one loop; never blocks it.

    Calls take their turn. After `timeout_s` a call gives up with `KeyringLocked`; while its thread
    still hangs, every further call is answered so at once. With `user_may_be_asked`, when the
    window tells the user to answer the keyring's own window, there is no limit: cancel to stop.
    """

    def __init__(
        self,
        *,
        timeout_s: float = 15.0,
        find_backend: "Callable[[], KeyringBackend] | None" = None,
    ) -> None:
        self._timeout_s = timeout_s
        self._find_backend = find_backend or trusted_backend
        self._turn = asyncio.Lock()
        self._abandoned: threading.Thread | None = None

    async def get(
        self, engine_id: str, origin: str, *, user_may_be_asked: bool = False
    ) -> Secret | None:
        user = _user_name(engine_id, origin)
        return await self._in_turn(lambda: _get(self._find_backend(), user), user_may_be_asked)

    async def set(
        self, engine_id: str, origin: str, secret: Secret, *, user_may_be_asked: bool = False
    ) -> None:
        user = _user_name(engine_id, origin)
        if len(secret.reveal()) > MAX_SECRET_CHARACTERS:
            raise KeyringFailed(f"a key may have {MAX_SECRET_CHARACTERS} characters at most")
        await self._in_turn(lambda: _set(self._find_backend(), user, secret), user_may_be_asked)

    async def delete(self, engine_id: str, origin: str, *, user_may_be_asked: bool = False) -> None:
        """Forget the key; not an error when there is none."""
        user = _user_name(engine_id, origin)
        await self._in_turn(lambda: _delete(self._find_backend(), user), user_may_be_asked)

    async def backend_name(self) -> str:
        """What the keyring is called, such as "KWallet"; raises `NoKeyring`."""
        return await self._in_turn(lambda: _shown_name(self._find_backend()), False)

    async def _in_turn(self, function: Callable[[], T], user_may_be_asked: bool) -> T:
        if self._abandoned is not None and self._abandoned.is_alive():
            raise KeyringLocked("an earlier call still waits for the keyring")
        try:
            async with asyncio.timeout(None if user_may_be_asked else self._timeout_s), self._turn:
                return await self._in_thread(function)
        except TimeoutError as exc:
            raise KeyringLocked(f"no answer within {self._timeout_s} s") from exc

    async def _in_thread(self, function: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        future: Future[T] = loop.create_future()
        thread = threading.Thread(
            target=_deliver, args=(function, loop, future), name="keyring", daemon=True
        )
        thread.start()
        try:
            return await future
        finally:
            if not future.done() or future.cancelled():
                self._abandoned = thread


class MemorySecretStore:
    """A `SecretStore` that forgets everything when the program ends."""

    def __init__(self) -> None:
        self._secrets: dict[tuple[str, str], Secret] = {}

    async def get(
        self, engine_id: str, origin: str, *, user_may_be_asked: bool = False
    ) -> Secret | None:
        return self._secrets.get((engine_id, origin))

    async def set(
        self, engine_id: str, origin: str, secret: Secret, *, user_may_be_asked: bool = False
    ) -> None:
        self._secrets[engine_id, origin] = secret

    async def delete(self, engine_id: str, origin: str, *, user_may_be_asked: bool = False) -> None:
        self._secrets.pop((engine_id, origin), None)

    async def backend_name(self) -> str:
        return ""


class KeyringOrSessionStore:
    """The keyring; where there is none, memory for this session: then `backend_name` is "".

    A locked keyring is no reason for memory: it raises `KeyringLocked`, and can be unlocked.
    """

    def __init__(self, keyring: SecretStore, memory: SecretStore) -> None:
        self._keyring = keyring
        self._memory = memory

    async def get(
        self, engine_id: str, origin: str, *, user_may_be_asked: bool = False
    ) -> Secret | None:
        kept = await self._memory.get(engine_id, origin)
        if kept is not None:
            return kept
        try:
            return await self._keyring.get(engine_id, origin, user_may_be_asked=user_may_be_asked)
        except NoKeyring:
            return None

    async def set(
        self, engine_id: str, origin: str, secret: Secret, *, user_may_be_asked: bool = False
    ) -> None:
        try:
            await self._keyring.set(engine_id, origin, secret, user_may_be_asked=user_may_be_asked)
        except NoKeyring:
            await self._memory.set(engine_id, origin, secret)
        else:
            await self._memory.delete(engine_id, origin)

    async def delete(self, engine_id: str, origin: str, *, user_may_be_asked: bool = False) -> None:
        await self._memory.delete(engine_id, origin)
        with contextlib.suppress(NoKeyring):
            await self._keyring.delete(engine_id, origin, user_may_be_asked=user_may_be_asked)

    async def backend_name(self) -> str:
        """What the keyring is called; "" when keys are kept for this session only."""
        try:
            return await self._keyring.backend_name()
        except NoKeyring:
            return ""


def _user_name(engine_id: str, origin: str) -> str:
    return f"{engine_id} {origin}"


def _deliver(function: Callable[[], T], loop: AbstractEventLoop, future: Future[T]) -> None:
    """Run on the keyring's thread; the loop may be gone, and nobody waiting, when it is done."""
    tell: Callable[[], None]
    try:
        tell = partial(_succeed, future, function())
    except Exception as exc:  # noqa: BLE001 - backends raise anything: D-Bus, pywin32, ctypes
        tell = partial(_fail, future, _as_our_error(exc))
    with contextlib.suppress(RuntimeError):  # the loop is closed
        loop.call_soon_threadsafe(tell)


def _succeed(future: Future[T], result: T) -> None:
    if not future.done():
        future.set_result(result)


def _fail(future: Future[Any], error: SecretStoreError) -> None:
    if not future.done():
        future.set_exception(error)


def _as_our_error(error: Exception) -> SecretStoreError:
    """Which of ours it is. Only the kind of a foreign error is told: its text is not ours."""
    import keyring.errors

    if isinstance(error, SecretStoreError):
        return error
    detail = type(error).__name__
    if isinstance(error, keyring.errors.NoKeyringError):
        return NoKeyring(detail)
    if isinstance(error, keyring.errors.KeyringLocked | keyring.errors.InitError):
        return KeyringLocked(detail)
    logger.warning("The keyring failed: %s", detail)
    return KeyringFailed(detail)


def trusted_backend() -> "KeyringBackend":
    """The trusted keyring of this computer; raises `NoKeyring`."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    try:
        chosen = keyring.get_keyring()
    except (RuntimeError, ImportError, AttributeError) as exc:  # configured, and not to be had
        raise NoKeyring(f"the configured keyring cannot be used: {exc}") from exc
    candidates = chosen.backends if type(chosen) is ChainerBackend else [chosen]
    for candidate in candidates:
        if _class_name(candidate) in TRUSTED_BACKENDS:
            return candidate
    raise NoKeyring(f"not a keyring to trust with a key: {_class_name(chosen)}")


def _class_name(backend: "KeyringBackend") -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _shown_name(backend: "KeyringBackend") -> str:
    name = _class_name(backend)
    return TRUSTED_BACKENDS.get(name, name)


def _get(backend: "KeyringBackend", user: str) -> Secret | None:
    if _holds_nothing_yet(backend):
        return None
    value = backend.get_password(SERVICE_NAME, user)
    return Secret(value) if value else None


def _holds_nothing_yet(backend: "KeyringBackend") -> bool:
    """Whether there is no keyring at all in the user's Secret Service.

    `keyring` would then have the user make one, with a password, just to find nothing in it.
    """
    if _class_name(backend) != "keyring.backends.SecretService.Keyring":
        return False
    import secretstorage

    try:
        with contextlib.closing(secretstorage.dbus_init()) as bus:
            secretstorage.get_collection_by_alias(bus, "default")
    except secretstorage.ItemNotFoundException:
        return True
    except secretstorage.SecretStorageException:
        return False  # whatever it is, asking for the key will tell
    return False


def _set(backend: "KeyringBackend", user: str, secret: Secret) -> None:
    backend.set_password(SERVICE_NAME, user, secret.reveal())
    if backend.get_password(SERVICE_NAME, user) != secret.reveal():
        raise KeyringFailed("the keyring did not keep the key")


def _delete(backend: "KeyringBackend", user: str) -> None:
    import keyring.errors

    with contextlib.suppress(keyring.errors.PasswordDeleteError):  # also when there is none
        backend.delete_password(SERVICE_NAME, user)
    if backend.get_password(SERVICE_NAME, user) is not None:
        raise KeyringFailed("the keyring did not forget the key")
