"""Everything that can go wrong and is not a bug, as one tree of exceptions.

AppError
├── PictureError                 one picture; the others go on
│   ├── PictureMissing           missing
│   ├── PictureNotPermitted      no_permission
│   ├── PictureUnsupported       unsupported
│   ├── PictureUnreadable        unreadable
│   ├── PictureChanged           changed
│   ├── PictureTooLarge          too_large
│   ├── PictureNotFetched        not_fetched
│   └── FolderEmpty              no_pictures
├── AddressError                 a web address that the user added
│   ├── AddressRefused           address_refused
│   └── AddressUnreachable       address_unreachable
├── EngineError                  one request; `outcome` says what it means for the money
│   ├── AuthError
│   │   ├── NoKey                no_key
│   │   └── KeyRejected          key_rejected
│   ├── ServiceAddressUnfit      service_address
│   ├── OutOfCredit              out_of_credit
│   ├── RateLimited              rate_limited
│   ├── BudgetReached            budget_reached
│   ├── RequestRefused           request_refused
│   ├── UnknownBefore            unknown_before
│   ├── UnreachableError
│   │   ├── Offline              offline
│   │   ├── TimedOut             timed_out
│   │   ├── ConnectionLost       connection_lost
│   │   └── TlsFailed            tls
│   ├── ServiceError
│   │   ├── ServerFailed         server_failed
│   │   └── Redirected           redirected
│   ├── AnswerError
│   │   └── AnswerUnreadable     wrong_shape
│   └── ReadingFailed            reading_failed
├── StorageError
│   ├── DiskFull                 disk_full
│   ├── DatabaseLocked           database_locked
│   ├── RunUnderWay              run_under_way
│   ├── DatabaseDamaged          database_damaged
│   ├── FolderReadOnly           folder_read_only
│   └── NewerVersion             newer_version
├── SecretStoreError
│   ├── NoKeyring                no_keyring
│   ├── KeyringLocked            keyring_locked
│   └── KeyringFailed            keyring_failed
└── WorkersUnavailable           workers_unavailable

`code` is stable: translations, logs, exit statuses and reports go by it. `detail` is technical
text for the log and for "Details"; sentences for the user are written by the front ends alone.
Anything that is not an `AppError` is a bug. All of these can be pickled, since some are raised in
worker processes.
"""

from enum import StrEnum
from typing import ClassVar


class Outcome(StrEnum):
    """What a failed request means for the user's money."""

    NOT_SENT = "not_sent"  # certainly never reached the service: may be sent again at any time
    REFUSED = "refused"  # the service said no: not charged, sending it again changes nothing
    UNKNOWN = "unknown"  # may have been charged: only the user may send it again


class AppError(Exception):
    """Base of all errors a user can meet.

    `detail` is technical and in English; it never holds a key, a picture or a whole answer.
    """

    code: ClassVar[str] = "app_error"

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}" if self.detail else self.code


class PictureError(AppError):
    """One picture cannot be used."""


class PictureMissing(PictureError):
    """There is no file at that path."""

    code = "missing"


class PictureNotPermitted(PictureError):
    """The operating system does not let us read the file."""

    code = "no_permission"


class PictureUnsupported(PictureError):
    """The file is not of a kind that this program opens (or is a PDF that asks for a password)."""

    code = "unsupported"


class PictureUnreadable(PictureError):
    """The file should open but is damaged, empty, or made its decoder crash or hang."""

    code = "unreadable"


class PictureChanged(PictureError):
    """The file has other bytes than when the picture was added."""

    code = "changed"


class PictureTooLarge(PictureError):
    """More pixels or bytes than can be opened here or sent to the service."""

    code = "too_large"

    def __init__(self, detail: str = "", *, size_bytes: int = 0, limit_bytes: int = 0) -> None:
        super().__init__(detail)
        self.size_bytes = size_bytes
        self.limit_bytes = limit_bytes


class PictureNotFetched(PictureError):
    """An address that is to be sent as it is: there is no picture here to open or read."""

    code = "not_fetched"


class FolderEmpty(PictureError):
    """A folder in which there is no picture."""

    code = "no_pictures"


class AddressError(AppError):
    """A web address that the user added gave no picture."""


class AddressRefused(AddressError):
    """The address is not http(s), or leads to a private place that the user did not name."""

    code = "address_refused"


class AddressUnreachable(AddressError):
    """Nothing usable came from the address (`status` is 0 when there was no answer at all)."""

    code = "address_unreachable"

    def __init__(self, detail: str = "", *, status: int = 0) -> None:
        super().__init__(detail)
        self.status = status


class EngineError(AppError):
    """A request that gave no answer; `outcome` says whether it may have cost something."""

    default_outcome: ClassVar[Outcome] = Outcome.REFUSED

    def __init__(
        self,
        detail: str = "",
        *,
        outcome: Outcome | None = None,
        status: int = 0,
        service_message: str = "",
    ) -> None:
        super().__init__(detail)
        self.outcome = self.default_outcome if outcome is None else outcome
        self.status = status  # HTTP status, 0 when there was none
        self.service_message = service_message  # what the service said, cut to a few lines


class AuthError(EngineError):
    """The key is the trouble."""


class NoKey(AuthError):
    """A paid engine was chosen and there is no key for it."""

    code = "no_key"
    default_outcome = Outcome.NOT_SENT


class KeyRejected(AuthError):
    """The service refused the key (401, 403)."""

    code = "key_rejected"


class ServiceAddressUnfit(EngineError):
    """The configured address of the service may not get key and pictures (not https:, say)."""

    code = "service_address"
    default_outcome = Outcome.NOT_SENT


class OutOfCredit(EngineError):
    """The account has no credits left (402)."""

    code = "out_of_credit"


class RateLimited(EngineError):
    """Too many requests (429); `retry_after_s` is what the service asked for, if it did."""

    code = "rate_limited"

    def __init__(
        self,
        detail: str = "",
        *,
        outcome: Outcome | None = None,
        status: int = 0,
        service_message: str = "",
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(detail, outcome=outcome, status=status, service_message=service_message)
        self.retry_after_s = retry_after_s


class BudgetReached(EngineError):
    """One request more would pass what the user wants to spend in a month."""

    code = "budget_reached"
    default_outcome = Outcome.NOT_SENT

    def __init__(
        self,
        detail: str = "",
        *,
        outcome: Outcome | None = None,
        status: int = 0,
        service_message: str = "",
        spent: int = 0,
        budget: int = 0,
    ) -> None:
        super().__init__(detail, outcome=outcome, status=status, service_message=service_message)
        self.spent = spent
        self.budget = budget


class RequestRefused(EngineError):
    """The service would not take this request (400, 404, 405, 413, 415, 422)."""

    code = "request_refused"


class UnknownBefore(EngineError):
    """The same was sent in an earlier run, may have been charged, and was not sent this time."""

    code = "unknown_before"
    default_outcome = Outcome.UNKNOWN


class UnreachableError(EngineError):
    """The connection did not hold."""

    default_outcome = Outcome.UNKNOWN


class Offline(UnreachableError):
    """No connection could be made."""

    code = "offline"
    default_outcome = Outcome.NOT_SENT


class TimedOut(UnreachableError):
    """No connection, or no answer, within the time allowed."""

    code = "timed_out"


class ConnectionLost(UnreachableError):
    """The connection broke after it was made."""

    code = "connection_lost"


class TlsFailed(UnreachableError):
    """The other side could not prove who it is."""

    code = "tls"
    default_outcome = Outcome.NOT_SENT


class ServiceError(EngineError):
    """The service answered with something other than an answer."""

    default_outcome = Outcome.UNKNOWN


class ServerFailed(ServiceError):
    """5xx, 408, 409 and anything unlisted: the work may have been done all the same."""

    code = "server_failed"


class Redirected(ServiceError):
    """The service points to another place (3xx); neither key nor pictures follow."""

    code = "redirected"

    def __init__(
        self,
        detail: str = "",
        *,
        outcome: Outcome | None = None,
        status: int = 0,
        service_message: str = "",
        host: str = "",
    ) -> None:
        super().__init__(detail, outcome=outcome, status=status, service_message=service_message)
        self.host = host


class AnswerError(EngineError):
    """An answer came and cannot be used; its raw bytes are kept."""

    default_outcome = Outcome.UNKNOWN


class AnswerUnreadable(AnswerError):
    """A 200 in which no `results` can be found (not JSON, cut off, too long, another shape)."""

    code = "wrong_shape"


class EntriesMissing(AnswerError):
    """An answer for several pictures has no entry, or no single one, for some of them."""

    code = "entry_missing"

    def __init__(self, detail: str = "", *, pictures: int = 0, credits: int = 0) -> None:
        """`pictures`: so many the request had; `credits`: what it used that no answer tells."""
        super().__init__(detail)
        self.pictures = pictures
        self.credits = credits


class PriceRose(AppError):
    """A run would cost more than the user agreed to: nothing of it was begun."""

    code = "price_rose"

    def __init__(self, detail: str = "", *, credits: int = 0) -> None:
        """`credits`: what it costs now."""
        super().__init__(detail)
        self.credits = credits


class ReadingFailed(EngineError):
    """The reader on this computer stopped (out of memory, killed, out of time)."""

    code = "reading_failed"


class StorageError(AppError):
    """What the program keeps could not be read or written."""


class DiskFull(StorageError):
    """No space is left where the program keeps its data."""

    code = "disk_full"


class DatabaseLocked(StorageError):
    """Another program holds the database."""

    code = "database_locked"


class RunUnderWay(StorageError):
    """Another window or command is carrying the run out just now."""

    code = "run_under_way"


class DatabaseDamaged(StorageError):
    """The database file is not one, or is broken."""

    code = "database_damaged"


class FolderReadOnly(StorageError):
    """The data folder cannot be written."""

    code = "folder_read_only"


class NewerVersion(StorageError):
    """The database was written by a newer version of this program and is left alone."""

    code = "newer_version"


class SecretStoreError(AppError):
    """The key could not be read from or written to the operating system's keyring."""


class NoKeyring(SecretStoreError):
    """This computer has no keyring that we trust."""

    code = "no_keyring"


class KeyringLocked(SecretStoreError):
    """The keyring is locked, or did not answer in time."""

    code = "keyring_locked"


class KeyringFailed(SecretStoreError):
    """The keyring would not keep or give the key, for a reason of its own."""

    code = "keyring_failed"


class WorkersUnavailable(AppError):
    """No worker process could be started to open or read pictures: nothing is wrong with these."""

    code = "workers_unavailable"
