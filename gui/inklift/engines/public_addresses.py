"""Which network addresses belong to the open internet, and to nobody's home or office."""

from enum import Enum, auto
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

IPAddress = IPv4Address | IPv6Address

_NAT64 = IPv6Network("64:ff9b::/96")  # how IPv6-only networks see every IPv4 host
_OLD_6TO4_RELAY = IPv4Network("192.88.99.0/24")  # counts as global up to Python 3.12


class Reach(Enum):
    """How far a fetch may go."""

    PUBLIC = auto()  # the open internet alone
    NAMED = auto()  # and what the user wrote: a private or loopback address as such, or localhost
    PRIVATE = auto()  # and any private, loopback or link-local one, by name and redirect too


def is_public(address: IPAddress) -> bool:
    """Whether a host on the open internet is meant, also by an IPv4 address wrapped into IPv6."""
    if isinstance(address, IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            wrapped = IPv4Address(int(address) & 0xFFFF_FFFF)
        if wrapped is not None:
            return is_public(wrapped)
        if address.is_site_local:
            return False
    elif address in _OLD_6TO4_RELAY:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def is_one_computer(address: IPAddress) -> bool:
    """Whether a single host can be meant at all: neither "any address" nor a group."""
    return not (address.is_unspecified or address.is_multicast)


def literal_address(host: str) -> IPAddress | None:
    """The address that a host is written as, or None for a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None
