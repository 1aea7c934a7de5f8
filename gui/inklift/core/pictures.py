"""A picture: where its bytes are, what is in them, and what is made of it for sending."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self

THUMBNAIL_PX = 256  # longest side of a thumbnail


class Origin(StrEnum):
    """How a picture came to us."""

    FILE = "file"
    PASTE = "paste"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the upright picture; right and bottom lie outside it."""

    left: int
    top: int
    right: int
    bottom: int

    def as_list(self) -> list[int]:
        return [self.left, self.top, self.right, self.bottom]


@dataclass(frozen=True, slots=True)
class PageInfo:
    """What opening one page of a file told, without decoding it whole."""

    page: int  # counted from 1
    width_px: int  # upright: after EXIF orientation
    height_px: int


@dataclass(frozen=True, slots=True)
class FileInfo:
    """What opening a file told: its kind, its bytes, and each of its pages."""

    format: str  # lower case: "jpeg", "png", "webp", "heif", "avif", "tiff", "gif", "bmp", "pdf"
    size_bytes: int
    sha256: str  # of the file's bytes
    pages: tuple[PageInfo, ...]
    warnings: tuple[
        str, ...
    ] = ()  # codes, such as "damaged": opened, but not all of it may be there


@dataclass(frozen=True, slots=True)
class PictureSource:
    """One picture the user added: a file, a page of one, a pasted image, or a web address.

    `path` is None only for an address that is to be sent as it is, unseen (`inputMethod: url`);
    its sizes are 0 then. `id` is unique in a process and has no meaning.
    """

    id: str
    name: str  # what the user calls it: the path as given, with "#page=N" for page N of several
    origin: Origin
    path: Path | None
    format: str
    width_px: int
    height_px: int
    size_bytes: int  # of the whole file
    sha256: str
    page: int = 1  # counted from 1
    page_count: int = 1
    address: str | None = None
    quarter_turns: int = 0  # clockwise, by the user, on top of the EXIF orientation
    warnings: tuple[str, ...] = ()

    @classmethod
    def of_page(
        cls,
        info: FileInfo,
        page: PageInfo,
        *,
        source_id: str,
        name: str,
        origin: Origin,
        path: Path,
        address: str | None = None,
    ) -> Self:
        """A page of a file that was opened."""
        return cls(
            id=source_id,
            name=name,
            origin=origin,
            path=path,
            format=info.format,
            width_px=page.width_px,
            height_px=page.height_px,
            size_bytes=info.size_bytes,
            sha256=info.sha256,
            page=page.page,
            page_count=len(info.pages),
            address=address,
            warnings=info.warnings,
        )

    @property
    def fingerprint(self) -> str:
        """The same for two sources that show the same picture, whatever they are called."""
        content = self.sha256 or f"address:{self.address}"
        return f"{content}#{self.page}@{self.quarter_turns % 4}"


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """A picture as it will be sent: upright, without metadata, in a format the service takes."""

    path: Path  # a temporary file; whoever asked for it deletes it
    format: str  # "jpeg" or "png"
    width_px: int
    height_px: int
    size_bytes: int
    scale: float  # prepared pixels for each pixel of the upright original


@dataclass(frozen=True, slots=True)
class Preparation:
    """How pictures are to be made ready for sending."""

    longest_side_px: int | None = None  # None: as large as it is
    budget_bytes: int | None = None  # made smaller until it fits; None: keeps its pixels


class PictureState(StrEnum):
    """What the window says of one picture (see *The window* in the product's description)."""

    READY = "ready"
    PREPARING = "preparing"
    READING = "reading"
    DONE = "done"
    CHECK = "check"  # answered, with a notice that deserves a look; or unknown
    FAILED = "failed"
    TOO_BIG = "too_big"
