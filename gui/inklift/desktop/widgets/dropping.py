"""What was dropped or pasted, as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

_Thing = TypeVar("_Thing", Path, str)
_HTML_LIMIT_CHARS = 200_000  # a whole page may be on the clipboard; one picture is short
_TEXT_LIMIT_CHARS = 100_000


@dataclass(frozen=True, slots=True)
class OfferedPath:
    """A file or a folder on this computer. Whether it is there was not looked at."""

    path: Path


@dataclass(frozen=True, slots=True)
class OfferedAddress:
    """A web address (http or https); `image` is what the browser showed of it, if it came along.

    With it a picture behind a login can still be had when the address cannot be fetched.
    """

    url: str
    image: QImage | None = None


@dataclass(frozen=True, slots=True)
class OfferedImage:
    """Pixels without a file, such as a screenshot."""

    image: QImage


Offer = OfferedPath | OfferedAddress | OfferedImage


def accepts(mime: QMimeData) -> bool:
    """Whether `offers_from` would find anything; decodes no picture, so it is cheap."""
    return bool(_paths(mime) or _addresses(mime) or mime.hasImage())


def offers_from(mime: QMimeData) -> list[Offer]:
    """What is in a drop or on the clipboard, each thing once. An empty list: nothing for us.

    Browsers and file managers offer the same thing in several ways at once. The first that is
    there counts:

    1. files: the original, with nothing lost and nothing to fetch;
    2. addresses: the original as the web site keeps it. A picture within a link has the address of
       the *linked page* in its list of addresses and its own in its HTML, so HTML goes first;
    3. pixels: all there is for a screenshot, and what is left when the address is unknown.
    """
    paths = _paths(mime)
    if paths:
        return [OfferedPath(path) for path in paths]
    addresses = _addresses(mime)
    image = _image(mime)
    if len(addresses) == 1:
        return [OfferedAddress(addresses[0], image)]
    if addresses:
        return [OfferedAddress(address) for address in addresses]
    return [OfferedImage(image)] if image is not None else []


def _paths(mime: QMimeData) -> list[Path]:
    urls = [*mime.urls(), *_text_urls(mime)]
    return _each_once(Path(url.toLocalFile()) for url in urls if url.isLocalFile())


def _addresses(mime: QMimeData) -> list[str]:
    picture = _picture_address_in_html(mime)
    if picture:
        return [picture]
    urls = [*mime.urls(), *_text_urls(mime)]
    return _each_once(_web_address(url) for url in urls)


def _text_urls(mime: QMimeData) -> list[QUrl]:
    """The addresses in a text that holds nothing else, one in each line."""
    if mime.hasUrls() or not mime.hasText():
        return []
    lines = mime.text()[:_TEXT_LIMIT_CHARS].split("\n")
    urls = [QUrl(line.strip(), QUrl.ParsingMode.StrictMode) for line in lines if line.strip()]
    return urls if all(url.isLocalFile() or _web_address(url) for url in urls) else []


def _picture_address_in_html(mime: QMimeData) -> str:
    """The address of the one picture that was dragged or copied in a browser, or nothing.

    Several pictures are a piece of a page, with whatever its author put there: nothing is fetched
    that the user did not point at.
    """
    if not mime.hasHtml():
        return ""
    finder = _PictureFinder()
    finder.feed(mime.html()[:_HTML_LIMIT_CHARS])
    return _web_address(QUrl(finder.sources[0])) if len(finder.sources) == 1 else ""


class _PictureFinder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sources: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            source = (dict(attrs).get("src") or "").strip()
            self.sources.append(f"https:{source}" if source.startswith("//") else source)


def _web_address(url: QUrl) -> str:
    """The address as text, or nothing when it is no http(s) address."""
    if url.isValid() and url.scheme() in ("http", "https") and url.host():
        return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
    return ""


def _image(mime: QMimeData) -> QImage | None:
    if not mime.hasImage():
        return None
    data = mime.imageData()
    image = data if isinstance(data, QImage) else QImage()
    return None if image.isNull() else image


def _each_once(things: Iterable[_Thing]) -> list[_Thing]:
    return [thing for thing in dict.fromkeys(things) if thing]
