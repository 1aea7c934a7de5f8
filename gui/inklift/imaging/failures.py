"""Whatever a decoder raises, as one of our picture errors."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, UnidentifiedImageError

from inklift.core.errors import (
    AppError,
    PictureMissing,
    PictureNotPermitted,
    PictureTooLarge,
    PictureUnreadable,
)
from inklift.imaging.formats import MAX_PIXELS

Image.MAX_IMAGE_PIXELS = MAX_PIXELS


@contextmanager
def picture_errors() -> Iterator[None]:
    """Within it, everything but an `AppError` becomes a `PictureError`.

    Not for use in several threads at once: Python's warning filters belong to the process.
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns of odd metadata, which is no trouble, and of too many pixels, which is.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except AppError:
        raise
    except (FileNotFoundError, NotADirectoryError) as exc:
        raise PictureMissing(_described(exc)) from exc
    except PermissionError as exc:
        raise PictureNotPermitted(_described(exc)) from exc
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as exc:
        raise PictureTooLarge(_described(exc)) from exc
    except UnidentifiedImageError as exc:  # its text is the path of the file
        raise PictureUnreadable("its decoder does not recognise the file") from exc
    except Exception as exc:  # hostile bytes make decoders raise anything at all
        raise PictureUnreadable(_described(exc)) from exc


def _described(exc: BaseException) -> str:
    return f"{type(exc).__name__}: {exc}"[:300]
