"""The key of `serve`: where it comes from, and when another is made."""

import asyncio
import base64

import pytest

from inklift.core.errors import KeyringLocked, NoKeyring
from inklift.core.ports import Secret
from inklift.services.serving_key import KeySource, ServingKey, ServingKeyService
from inklift.system.secrets import KeyringOrSessionStore, MemorySecretStore


class Keyring(MemorySecretStore):
    """A keyring that fails with `error` when there is one."""

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__()
        self.error = error

    async def get(
        self, engine_id: str, origin: str, *, user_may_be_asked: bool = False
    ) -> Secret | None:
        self._fail()
        return await super().get(engine_id, origin)

    async def set(
        self, engine_id: str, origin: str, secret: Secret, *, user_may_be_asked: bool = False
    ) -> None:
        self._fail()
        await super().set(engine_id, origin, secret)

    async def backend_name(self) -> str:
        self._fail()
        return "Secret Service"

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error


def start(keyring: Keyring, given: str = "") -> ServingKey:
    """The key of one start of the program."""
    store = KeyringOrSessionStore(keyring, MemorySecretStore())
    service = ServingKeyService(Secret(given) if given else None, store)
    return asyncio.run(service.key())


def test_a_given_key_is_used_and_not_kept() -> None:
    keyring = Keyring(KeyringLocked("nobody asks it"))

    key = start(keyring, "given-4711")

    assert (key.secret.reveal(), key.source) == ("given-4711", KeySource.GIVEN)


def test_the_first_start_makes_a_key_of_32_random_bytes_and_later_ones_find_it() -> None:
    keyring = Keyring()

    first, second = start(keyring), start(keyring)

    made = first.secret.reveal()
    assert len(base64.urlsafe_b64decode(made + "=")) == 32
    assert (first.source, first.keyring_name) == (KeySource.MADE, "Secret Service")
    assert (second.source, second.secret.reveal()) == (KeySource.KEPT, made)


def test_without_a_keyring_each_start_makes_another() -> None:
    keyring = Keyring(NoKeyring("none"))

    first, second = start(keyring), start(keyring)

    assert first.source is second.source is KeySource.MADE_FOR_NOW
    assert first.secret.reveal() != second.secret.reveal()


def test_a_locked_keyring_is_no_reason_for_another_key() -> None:
    with pytest.raises(KeyringLocked):
        start(Keyring(KeyringLocked("locked")))
