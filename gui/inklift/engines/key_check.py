"""Tries a key without spending credits: the service's list of formats, asked for with the key."""

from dataclasses import dataclass, field
from enum import StrEnum

from inklift.core.errors import EngineError, KeyRejected, OutOfCredit, RequestRefused
from inklift.core.extract_image_api import RateLimit
from inklift.core.ports import Secret
from inklift.engines.http_options import HttpOptions
from inklift.engines.service_url import validate_service_url


class Verdict(StrEnum):
    """What trying a key told."""

    WORKS = "works"  # taken with the key, refused without one
    REFUSED = "refused"
    UNCERTAIN = "uncertain"  # this service answers that question to anybody, or to nobody


@dataclass(frozen=True, slots=True)
class KeyVerdict:
    """What is known of a key. `formats` is empty when the service named none."""

    verdict: Verdict
    formats: tuple[str, ...] = ()
    rate_limit: RateLimit = field(default_factory=RateLimit)
    detail: str = ""  # technical, never holds the key


async def check_key(url: str, secret: Secret, options: HttpOptions) -> KeyVerdict:
    """Ask for the formats with the key and, if that works, once more without.

    The documentation promises a 401 for extracting only. A service that lists its formats to
    anybody has told nothing about the key, so the second answer decides. Runs on the loop. Raises
    `EngineError` when the service cannot be reached or has troubles of its own, and
    `AddressRefused` for an unfit `url`.
    """
    # Imported here: window and command line know this module long before they need the network.
    from inklift.engines.format_list import list_formats
    from inklift.engines.http import LazyClient

    lazy = LazyClient(options.for_address(validate_service_url(url)))
    try:
        client = await lazy.get()
        try:
            listed = await list_formats(client, url, secret)
        except KeyRejected as error:
            return KeyVerdict(Verdict.REFUSED, detail=_words(error))
        except (OutOfCredit, RequestRefused) as error:
            return KeyVerdict(Verdict.UNCERTAIN, detail=_words(error))
        try:
            await list_formats(client, url, None)
            detail = "the service lists its formats without a key too"
        except KeyRejected:
            return KeyVerdict(Verdict.WORKS, listed.formats, listed.rate_limit)
        except EngineError as error:
            detail = f"without a key: {_words(error)}"
        return KeyVerdict(Verdict.UNCERTAIN, listed.formats, listed.rate_limit, detail)
    finally:
        await lazy.close()


def _words(error: EngineError) -> str:
    return f"{error.detail}: {error.service_message}" if error.service_message else error.detail
