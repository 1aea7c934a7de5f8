"""Run by the tests of the keyring in a session of its own: `keyring_calls.py CALL …`.

Prints for each call a line of JSON: what came back, or the code of the error, and its seconds.
"""

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable

from inklift.core.errors import SecretStoreError
from inklift.core.ports import Secret
from inklift.system.secrets import KeyringOrSessionStore, KeyringSecretStore, MemorySecretStore

WHO = ("dumpling", "https://app.dumplingai.com")


async def main(names: list[str]) -> None:
    keyring = KeyringSecretStore(timeout_s=float(names.pop(0)))
    either = KeyringOrSessionStore(keyring, MemorySecretStore())
    calls: dict[str, Callable[[], Awaitable[object]]] = {
        "get": lambda: keyring.get(*WHO),
        "set": lambda: keyring.set(*WHO, Secret("key-of-the-test")),
        "delete": lambda: keyring.delete(*WHO),
        "name": keyring.backend_name,
        "get-either": lambda: either.get(*WHO),
        "set-either": lambda: either.set(*WHO, Secret("key-of-the-test")),
        "name-either": either.backend_name,
    }
    for name in names:
        began = time.monotonic()
        try:
            result = await calls[name]()
            outcome = result.reveal() if isinstance(result, Secret) else result
        except SecretStoreError as exc:
            outcome = exc.code
        print(json.dumps([outcome, time.monotonic() - began]), flush=True)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
