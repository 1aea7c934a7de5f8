"""What an error means for its request, for its pictures, and for the rest of the run."""

from inklift.core.errors import (
    AppError,
    AuthError,
    BudgetReached,
    EngineError,
    Outcome,
    OutOfCredit,
    PictureError,
    PictureTooLarge,
    RateLimited,
    SecretStoreError,
    ServiceAddressUnfit,
    UnreachableError,
    WorkersUnavailable,
)
from inklift.core.pictures import PictureState
from inklift.core.runs import RequestState


def told(error: AppError) -> str:
    """The technical detail with what the service said, in which the engine hid the key."""
    said = error.service_message if isinstance(error, EngineError) else ""
    return ": ".join(part for part in (error.detail, said) if part)


def state_after(error: AppError) -> RequestState:
    if isinstance(error, PictureError):
        return RequestState.FAILED
    match error.outcome if isinstance(error, EngineError) else Outcome.NOT_SENT:
        case Outcome.NOT_SENT:
            return RequestState.PLANNED
        case Outcome.UNKNOWN:
            return RequestState.UNKNOWN
        case _ if isinstance(error, RateLimited | AuthError | OutOfCredit):
            return RequestState.PLANNED  # not charged, and nothing is wrong with the request
    return RequestState.FAILED


def picture_state_after(error: AppError) -> PictureState:
    if isinstance(error, PictureTooLarge):
        return PictureState.TOO_BIG
    match state_after(error):
        case RequestState.PLANNED:
            return PictureState.READY
        case RequestState.UNKNOWN:
            return PictureState.CHECK
    return PictureState.FAILED


_WALLS = (
    AuthError,
    BudgetReached,
    OutOfCredit,
    RateLimited,
    SecretStoreError,
    ServiceAddressUnfit,
    WorkersUnavailable,
)


def would_happen_again(error: AppError) -> bool:
    """Whether every further request of the run would meet the same wall."""
    if isinstance(error, _WALLS):
        return True
    return isinstance(error, UnreachableError) and error.outcome is Outcome.NOT_SENT
