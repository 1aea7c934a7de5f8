"""The key of a paid engine: where it comes from, saving it, trying it without spending credits."""

import asyncio
from collections.abc import Awaitable, Callable

from inklift.core.keys import KeyPlace, KeyStatus
from inklift.core.ports import Secret, SecretStore
from inklift.engines.key_check import KeyVerdict


class KeyService:
    """The key of one engine at one origin. Its coroutines run on the loop.

    They raise `SecretStoreError` when the keyring cannot be used.
    """

    def __init__(
        self,
        *,
        engine_id: str,
        origin: Callable[[], str],
        from_environment: Secret | None,
        store: SecretStore,
        check: Callable[[Secret], Awaitable[KeyVerdict]],
    ) -> None:
        self._engine_id = engine_id
        self._origin = origin
        self._from_environment = from_environment
        self._store = store
        self._check = check
        self._looking: asyncio.Task[Secret | None] | None = None

    async def key(self) -> Secret | None:
        """The key to send: the environment's if there is one, else the stored one."""
        if self._from_environment is not None:
            return self._from_environment
        # Requests start side by side: the keyring is asked once, and so is the user.
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(self._store.get(self._engine_id, self._origin()))
        return await asyncio.shield(self._looking)

    async def status(self) -> KeyStatus:
        """Where the key comes from; may have the user asked to unlock the keyring."""
        name = await self._store.backend_name()
        if self._from_environment is not None:
            return KeyStatus(KeyPlace.ENVIRONMENT, name)
        kept = await self._store.get(self._engine_id, self._origin(), user_may_be_asked=True)
        return KeyStatus(KeyPlace.NOWHERE if kept is None else KeyPlace.STORED, name)

    async def save(self, secret: Secret) -> None:
        await self._store.set(self._engine_id, self._origin(), secret, user_may_be_asked=True)

    async def forget(self) -> None:
        await self._store.delete(self._engine_id, self._origin(), user_may_be_asked=True)

    async def check(self, typed: Secret | None) -> KeyVerdict | None:
        """Try the typed key, or the one in use; None when there is none to try.

        Costs no credits. Raises `EngineError` when the service cannot be reached.
        """
        secret = typed or await self.key()
        return None if secret is None else await self._check(secret)
