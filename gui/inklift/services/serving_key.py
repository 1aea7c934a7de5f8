"""The key that `serve` asks its clients for: given, kept in the keyring, or made."""

import secrets
from dataclasses import dataclass
from enum import Enum, auto

from inklift.core.ports import Secret, SecretStore

_STORED_AS = ("serve", "extract-image")  # in the place of an engine and its origin
_KEY_BYTES = 32


class KeySource(Enum):
    """Where the key came from."""

    GIVEN = auto()  # by the environment
    KEPT = auto()  # in the keyring, since an earlier start
    MADE = auto()  # just now, and kept in the keyring
    MADE_FOR_NOW = auto()  # there is no keyring: the next start makes another


@dataclass(frozen=True, slots=True)
class ServingKey:
    """The key, and what its owner must be told of it."""

    secret: Secret
    source: KeySource
    keyring_name: str = ""  # what the user's system calls it; "" when it is not kept there


class ServingKeyService:
    """Finds or makes the key. Its coroutine runs on the loop."""

    def __init__(self, given: Secret | None, store: SecretStore) -> None:
        self._given = given
        self._store = store

    async def key(self) -> ServingKey:
        """The key of this start. Raises `SecretStoreError`: a keyring that is locked is no reason
        for another key, which no client would know.

        Waits for as long as the user takes to answer the keyring's own window.
        """
        if self._given is not None:
            return ServingKey(self._given, KeySource.GIVEN)
        kept = await self._store.get(*_STORED_AS, user_may_be_asked=True)
        if kept is not None:
            return ServingKey(kept, KeySource.KEPT, await self._store.backend_name())
        made = Secret(secrets.token_urlsafe(_KEY_BYTES))
        await self._store.set(*_STORED_AS, made, user_may_be_asked=True)
        name = await self._store.backend_name()
        return ServingKey(made, KeySource.MADE if name else KeySource.MADE_FOR_NOW, name)
