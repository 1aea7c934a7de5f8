"""`inklift serve`: the Extract Image API on this computer, until Ctrl-C."""

import asyncio
import re
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from inklift.cli.arguments import ServeOptions
from inklift.cli.interruption import Interruption
from inklift.cli.introduction import introduce
from inklift.cli.opened_services import opened_services
from inklift.cli.terminal import Terminal, on_one_line
from inklift.cli.usage import UsageError
from inklift.core.errors import SecretStoreError
from inklift.endpoint.app import Answered, Endpoint, listen
from inklift.engines.service_url import is_loopback
from inklift.services.assembly import SERVE_KEY_VARIABLE, Services
from inklift.services.serving_key import ServingKey
from inklift.system.logs import LogMask

DONE, FAILED, NO_KEY, INTERRUPTED = 0, 1, 3, 130

_KEYRING_IS_SLOW_S = 2.0


def serve(
    options: ServeOptions,
    terminal: Terminal,
    environment: Mapping[str, str],
    mask: LogMask,
    interruption: Interruption,
) -> int:
    """Answer requests until a signal; returns the exit status. Raises `UsageError`, `AppError`."""
    if not is_loopback(options.host) and not options.allow_network:
        raise UsageError(
            f"{options.host} can be reached by other computers. Add --allow-network if that is "
            "what you want: whoever has the key can then send pictures to this computer, and keys "
            "and pictures go over the network unencrypted"
        )
    given_key = environment.get(SERVE_KEY_VARIABLE, "").strip()
    if given_key and not re.fullmatch(r"[!-~]+", given_key):
        raise UsageError(
            f"the key in {SERVE_KEY_VARIABLE} may hold letters, digits and signs of ASCII only, "
            "and no spaces: clients could not send it"
        )
    return asyncio.run(_serve(options, terminal, environment, mask, interruption))


async def _serve(
    options: ServeOptions,
    terminal: Terminal,
    environment: Mapping[str, str],
    mask: LogMask,
    interruption: Interruption,
) -> int:
    # The pictures are other people's: nothing that is read on them stays here.
    async with opened_services(environment, mask, keeps_readings=False) as services:
        try:
            listening = await asyncio.to_thread(listen, options.host, options.port)
        except OSError as error:
            terminal.say(_cannot_listen(options, error))
            return FAILED
        with listening:
            try:
                key = await _key(services, terminal)
            except SecretStoreError as error:
                terminal.say(_no_key(error))
                return NO_KEY
            mask.hide(key.secret.reveal())
            endpoint = Endpoint(
                services,
                key.secret,
                requests_per_minute=options.requests_per_minute,
                allow_private_urls=options.allow_private_urls,
                tell=lambda answered: terminal.say(_line(answered)),
            )
            with _ending(endpoint, interruption) as received:
                introduce(options, terminal, listening, key)
                await endpoint.serve_on(listening)
            return DONE if received == [signal.SIGTERM] else INTERRUPTED


async def _key(services: Services, terminal: Terminal) -> ServingKey:
    waiting = asyncio.get_running_loop().call_later(
        _KEYRING_IS_SLOW_S,
        terminal.say,
        "Waiting for the keyring, which may have opened a window to ask for its password. "
        f"(Ctrl-C ends this; with {SERVE_KEY_VARIABLE} set, the keyring is not needed.)",
    )
    try:
        return await services.serving_key.key()
    finally:
        waiting.cancel()


@contextmanager
def _ending(endpoint: Endpoint, interruption: Interruption) -> Iterator[list[signal.Signals]]:
    """Notes the signals, the first of which lets the requests in work be finished."""
    received: list[signal.Signals] = []

    def on_signal(number: signal.Signals) -> None:
        received.append(number)
        if len(received) == 1:
            endpoint.end()
        else:
            endpoint.end_now()

    with interruption.answered_by(on_signal):
        yield received


def _no_key(error: SecretStoreError) -> str:
    return (
        f"The key cannot be had from the keyring ({on_one_line(error.detail)}). Unlock the keyring "
        f"and start again, or put a key of your own into {SERVE_KEY_VARIABLE}."
    )


def _cannot_listen(options: ServeOptions, error: OSError) -> str:
    reason = error.strerror or str(error)
    return (
        f"Nothing can listen on {options.host}, port {options.port}: {on_one_line(reason)}. If "
        "another program has this port, choose another with --port."
    )


def _line(answered: Answered) -> str:
    now = time.strftime("%H:%M:%S")
    path = on_one_line(answered.path)[:60]
    return f"{now}  {answered.status}  {answered.method} {path}  {answered.took_s:.1f} s"
