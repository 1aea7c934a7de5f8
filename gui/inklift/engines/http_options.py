"""What the user set about the network, as plain values: costs nothing to import."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from inklift.engines.service_url import is_loopback


@dataclass(frozen=True, slots=True)
class HttpOptions:
    """Nothing else is taken from anywhere: no proxy and no certificate of the environment."""

    proxy: str | None = field(default=None, repr=False)  # may hold a password
    extra_ca_file: Path | None = None  # PEM, trusted beside the operating system's own
    connect_timeout_s: float = 10  # name, connection, proxy and TLS together
    answer_timeout_s: float = 180  # from the last byte sent to the last byte of the answer
    answer_timeout_per_picture_s: float = 2

    def answer_limit_s(self, pictures: int) -> float:
        return self.answer_timeout_s + self.answer_timeout_per_picture_s * pictures

    def for_address(self, url: str) -> Self:
        """The same without the proxy when the address is on this computer.

        A proxy could not reach it, and would be shown the key, since `http:` is allowed there.
        """
        if self.proxy is not None and is_loopback(urlsplit(url).hostname or ""):
            return replace(self, proxy=None)
        return self
