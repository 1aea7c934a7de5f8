"""Which key is used, and what is said about it."""

import asyncio

import pytest

from fakes.secrets import FailingSecretStore
from inklift.core.errors import KeyringLocked
from inklift.core.keys import KeyPlace
from inklift.core.ports import Secret, SecretStore
from inklift.engines.key_check import KeyVerdict, Verdict
from inklift.services.keys import KeyService
from inklift.system.secrets import KeyringOrSessionStore, KeyringSecretStore, MemorySecretStore

HERE, ELSEWHERE = "https://service.example", "https://other.example"


def _session_store() -> SecretStore:
    """What is used where there is no keyring, as in tests."""
    return KeyringOrSessionStore(KeyringSecretStore(), MemorySecretStore())


def _keys(
    store: SecretStore, *, environment: str | None = None, origin: str = HERE
) -> tuple[KeyService, list[str]]:
    tried: list[str] = []

    async def check(secret: Secret) -> KeyVerdict:
        tried.append(secret.reveal())
        return KeyVerdict(Verdict.WORKS)

    keys = KeyService(
        engine_id="dumpling",
        origin=lambda: origin,
        from_environment=None if environment is None else Secret(environment),
        store=store,
        check=check,
    )
    return keys, tried


def _key(keys: KeyService) -> str | None:
    secret = asyncio.run(keys.key())
    return None if secret is None else secret.reveal()


def test_the_key_of_the_environment_wins_and_the_keyring_is_not_asked() -> None:
    keys, _ = _keys(FailingSecretStore(KeyringLocked()), environment="from outside")

    assert _key(keys) == "from outside"


def test_a_stored_key_is_for_its_own_origin_only() -> None:
    store = _session_store()
    here, _ = _keys(store)
    elsewhere, _ = _keys(store, origin=ELSEWHERE)

    asyncio.run(here.save(Secret("stored")))

    assert _key(here) == "stored"
    assert _key(elsewhere) is None


def test_a_forgotten_key_is_gone() -> None:
    keys, _ = _keys(_session_store())
    asyncio.run(keys.save(Secret("stored")))

    asyncio.run(keys.forget())

    assert _key(keys) is None
    assert asyncio.run(keys.status()).place is KeyPlace.NOWHERE


class _SlowStore(MemorySecretStore):
    """Counts how often it is asked, and answers only when let."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.is_asked = asyncio.Event()
        self.may_answer = asyncio.Event()

    async def get(
        self, engine_id: str, origin: str, *, user_may_be_asked: bool = False
    ) -> Secret | None:
        self.asked += 1
        self.is_asked.set()
        await self.may_answer.wait()
        return await super().get(engine_id, origin, user_may_be_asked=user_may_be_asked)


def test_requests_side_by_side_ask_the_keyring_once_and_later_ones_anew() -> None:
    async def look() -> tuple[list[str | None], int, int]:
        store = _SlowStore()
        await store.set("dumpling", HERE, Secret("stored"))
        keys, _ = _keys(store)
        side_by_side = [asyncio.create_task(keys.key()) for _ in range(3)]
        given_up = asyncio.create_task(keys.key())
        await store.is_asked.wait()
        given_up.cancel()  # one request that is stopped takes the key from no other
        store.may_answer.set()
        secrets = await asyncio.gather(*side_by_side)
        once = store.asked
        await keys.forget()
        secrets.append(await keys.key())
        return [secret and secret.reveal() for secret in secrets], once, store.asked

    found, asked_once, asked_in_all = asyncio.run(look())

    assert found == ["stored", "stored", "stored", None]
    assert (asked_once, asked_in_all) == (1, 2)


def test_a_locked_keyring_is_an_error_and_not_a_missing_key() -> None:
    keys, _ = _keys(FailingSecretStore(KeyringLocked()))

    with pytest.raises(KeyringLocked):
        asyncio.run(keys.key())


def test_the_typed_key_is_tried_before_the_stored_one_and_is_not_kept() -> None:
    keys, tried = _keys(_session_store())
    asyncio.run(keys.save(Secret("stored")))

    asyncio.run(keys.check(Secret("typed")))
    asyncio.run(keys.check(None))

    assert tried == ["typed", "stored"]
    assert _key(keys) == "stored"


def test_without_any_key_there_is_nothing_to_try() -> None:
    keys, tried = _keys(_session_store())

    assert asyncio.run(keys.check(None)) is None
    assert tried == []
