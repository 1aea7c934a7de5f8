"""The key of a paid service, on its way into a header."""

from inklift.core.errors import KeyRejected, NoKey, Outcome
from inklift.core.ports import Secret


def authorization(key: Secret) -> dict[str, str]:
    """The header that holds the key.

    Raises `NoKey` when it is empty, `KeyRejected` (`NOT_SENT`) when it cannot stand in a header.
    """
    text = key.reveal()
    if not text:
        raise NoKey
    if not (text.isascii() and text.isprintable()) or " " in text:
        raise KeyRejected(
            "the key holds a space, a line break or a character that no key has",
            outcome=Outcome.NOT_SENT,
        )
    return {"Authorization": f"Bearer {text}"}
