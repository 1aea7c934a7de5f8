"""The address of a paid service: which addresses may get key and pictures, and whose key it is."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from inklift.core.errors import AddressRefused

_DEFAULT_PORTS = {"http": 80, "https": 443}


def validate_service_url(url: str) -> str:
    """The address itself when it may be used: `https:` anywhere, `http:` on the loopback only.

    Raises `AddressRefused`; its detail never repeats a user name or password.
    """
    parts = _split(url)
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("the service address must not hold a user name or password")
    if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or "")):
        return url
    raise AddressRefused("the service address must be https: (or http: on this computer)")


def origin_of(url: str) -> str:
    """Scheme, host and port as a key is kept for, such as "https://app.dumplingai.com".

    Raises `AddressRefused` when the address has no host, or cannot be taken apart.
    """
    parts = _split(url)
    host = (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    default = parts.port is None or parts.port == _DEFAULT_PORTS.get(parts.scheme)
    return f"{parts.scheme}://{host}" if default else f"{parts.scheme}://{host}:{parts.port}"


def is_loopback(host: str) -> bool:
    """Whether a host, as written, can only be this computer: no name but localhost counts."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_this_computer(url: str) -> bool:
    """Whether the service at this address can only be one on this computer."""
    try:
        return is_loopback(_split(url).hostname or "")
    except AddressRefused:
        return False


def _split(url: str) -> SplitResult:
    # urlsplit() quietly drops tabs and newlines, so what is checked would not be what is used.
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise AddressRefused("the address holds characters that have no place in one")
    try:
        parts = urlsplit(url)
        usable = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError as error:
        raise AddressRefused("the address cannot be taken apart") from error
    if not usable:
        raise AddressRefused("the address names no host")
    return parts
