"""Which web addresses are sent to a service for it to fetch: those it can reach, and no secrets."""

from urllib.parse import SplitResult, urlsplit

from inklift.core.errors import AddressRefused
from inklift.engines.public_addresses import is_public, literal_address


def check_sent_address(address: str, *, service_is_here: bool = False) -> None:
    """Raises `AddressRefused` for what can only fail at the service, or should not get there.

    A service on this computer (such as `inklift serve`) reaches what this computer reaches, and has
    rules of its own about it.

    Asked before anything is paid. No name is resolved: that it is known here says nothing of what
    the service knows. The error's detail never repeats a user name or password.
    """
    parts = _split(address)
    if parts.scheme not in ("http", "https"):
        raise AddressRefused("only http: and https: are sent")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("the address holds a user name or password")
    host = (parts.hostname or "").rstrip(".")
    if not host or "%" in host:
        raise AddressRefused("the address names no host")
    if _is_private(host) and not service_is_here:
        raise AddressRefused(f"{host} is not on the open internet")


def _split(address: str) -> SplitResult:
    # urlsplit() quietly drops tabs and line ends, so what is checked would not be what is sent.
    if not address.isprintable() or " " in address or "\\" in address:
        raise AddressRefused("the address holds characters that have no place in one")
    try:
        parts = urlsplit(address)
        if parts.port == 0:
            raise AddressRefused("the address names no port that there is")
    except ValueError as error:
        raise AddressRefused("the address cannot be taken apart") from error
    return parts


def _is_private(host: str) -> bool:
    if literal := literal_address(host):
        return not is_public(literal)
    last = host.rpartition(".")[2]
    # "127.1", "2130706433" and "0x7f000001" are no names but old ways to write an address.
    return last == "localhost" or last.isdecimal() or last.startswith("0x")
