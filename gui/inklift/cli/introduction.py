"""What `inklift serve` says when it begins: where it listens, with which key, how to try it."""

import shlex
import socket

from inklift.cli.arguments import ServeOptions
from inklift.cli.terminal import Terminal
from inklift.core.extract_image_api import EXTRACT_PATH
from inklift.engines.service_url import is_loopback
from inklift.services.assembly import SERVE_KEY_VARIABLE
from inklift.services.serving_key import KeySource, ServingKey
from inklift.system.resources import resource

_SAMPLE = "samples/till-receipt.png"
_BODY = '{"inputMethod":"base64","images":["%s"],"prompt":"What is the total?","jsonMode":true}'


def introduce(
    options: ServeOptions, terminal: Terminal, listening: socket.socket, key: ServingKey
) -> None:
    origin = _origin(listening)
    terminal.print(
        f"The Extract Image API is answered at {origin}{EXTRACT_PATH}\n"
        f"{_about(key)}\n\n"
        f"Try it with a sample receipt:\n\n{_curl_line(origin, key)}\n\n"
        f"Or with a picture of yours, in a browser: {origin}/\n"
        "Ctrl-C ends it.\n"
    )
    if not is_loopback(options.host):
        terminal.say(
            f"Other computers can reach this: {options.host} belongs to the network. Whoever has "
            "the key can send pictures, and keys and pictures go over the network unencrypted. Use "
            "it in networks that you trust, or behind a proxy that speaks https."
        )
    if options.allow_private_urls:
        terminal.say(
            "With --allow-private-urls, whoever has the key can make this computer fetch pictures "
            "from addresses in your own network."
        )


def _origin(listening: socket.socket) -> str:
    """The address for clients on this computer."""
    host, port = listening.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _about(key: ServingKey) -> str:
    shown = f"Key: {key.secret.reveal()}"
    match key.source:
        case KeySource.GIVEN:
            return f"Key: the one in {SERVE_KEY_VARIABLE}"
        case KeySource.KEPT:
            return (
                "Key: the one that was shown at the first start. It is kept in your keyring "
                f"({key.keyring_name}) under Inklift; remove it there to have a new one made."
            )
        case KeySource.MADE:
            return (
                f"{shown}\nIt was made just now and is kept in your keyring ({key.keyring_name}). "
                "It is not shown again: note it down."
            )
        case KeySource.MADE_FOR_NOW:
            return (
                f"{shown}\nThere is no keyring to keep it in, so the next start makes another. To "
                f"have one that stays, put it into {SERVE_KEY_VARIABLE}."
            )


def _curl_line(origin: str, key: ServingKey) -> str:
    """A line for a shell. The picture goes through a pipe: an argument has 128 KB at most."""
    is_shown = key.source in (KeySource.MADE, KeySource.MADE_FOR_NOW)
    shown = key.secret.reveal() if is_shown else f"${SERVE_KEY_VARIABLE}"
    picture = shlex.quote(str(resource(_SAMPLE)))
    return (
        f"""printf '{_BODY}' "$(base64 < {picture} | tr -d '\\n')" | """
        f"curl -sS {origin}{EXTRACT_PATH} "
        f"""-H "Authorization: Bearer {shown}" -H "Content-Type: application/json" -d @-"""
    )
