"""Where the key of a paid engine lies, as the preferences show it."""

from dataclasses import dataclass
from enum import StrEnum


class KeyPlace(StrEnum):
    """Where the key that will be used lies."""

    NOWHERE = "nowhere"
    ENVIRONMENT = "environment"  # INKLIFT_API_KEY: wins, and is never stored
    STORED = "stored"


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """What the preferences show of a key. Never the key itself."""

    place: KeyPlace
    store_name: str  # of the keyring in use; "" when a key is kept for this session only
