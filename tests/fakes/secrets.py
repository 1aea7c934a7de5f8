"""A store of keys that fails on command (the one that works is `MemorySecretStore`)."""

from inklift.core.errors import SecretStoreError
from inklift.core.ports import Secret


class FailingSecretStore:
    """Fits `core.ports.SecretStore`: every call raises the same error."""

    def __init__(self, error: SecretStoreError) -> None:
        self._error = error

    async def get(
        self, engine_id: str, origin: str, *, user_may_be_asked: bool = False
    ) -> Secret | None:
        raise self._error

    async def set(
        self, engine_id: str, origin: str, secret: Secret, *, user_may_be_asked: bool = False
    ) -> None:
        raise self._error

    async def delete(self, engine_id: str, origin: str, *, user_may_be_asked: bool = False) -> None:
        raise self._error

    async def backend_name(self) -> str:
        raise self._error
