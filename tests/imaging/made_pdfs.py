"""PDF files that tests write by hand: drawing operators, text in Helvetica, a picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

_MAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Made def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
{count} beginbfchar {entries} endbfchar
endcmap end end"""


@dataclass(frozen=True, slots=True)
class MadePage:
    """Fonts are /F1 Helvetica, /F2 Helvetica-Bold and /F3 Helvetica that means something else."""

    drawing: str  # operators; letters are those of cp1252
    box: str = "0 0 595 842"
    entries: str = ""  # more of the page's dictionary: "/Rotate 90"
    picture: Image.Image | None = None  # /Im1, grey
    meanings: Mapping[str, str] = field(default_factory=dict)  # of letters in /F3


def text_at(x: float, y: float, text: str, *, size: float = 12, font: str = "F1") -> str:
    """Operators that write `text`, its baseline beginning `x`, `y` points from the bottom left."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET\n"


def picture_at(left: float, bottom: float, width: float, height: float) -> str:
    """Operators that draw the page's picture, in points."""
    return f"q {width} 0 0 {height} {left} {bottom} cm /Im1 Do Q\n"


def write_pdf(path: Path, pages: Sequence[MadePage]) -> Path:
    """Each page is six objects: itself, its drawing, its picture, a font's table and two fonts."""
    kids = " ".join(f"{3 + 6 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
    ]
    for page in pages:
        objects += _objects(page, len(objects) + 1)
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    body += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n".encode()
    path.write_bytes(body + f"startxref\n{start}\n%%EOF\n".encode())
    return path


def _objects(page: MadePage, number: int) -> list[bytes]:
    content, picture, meanings, *fonts = range(number + 1, number + 6)
    named = f"/F1 {fonts[0]} 0 R /F2 {fonts[1]} 0 R /F3 {_font('', meanings)}"
    resources = f"<< /Font << {named} >> /XObject << /Im1 {picture} 0 R >> >>"
    entries = "".join(
        f"<{ord(letter):02X}> <{meaning.encode('utf-16-be').hex().upper()}> "
        for letter, meaning in page.meanings.items()
    )
    return [
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{page.box}] /Contents {content} 0 R "
        f"/Resources {resources} {page.entries} >>".encode(),
        _stream("", page.drawing.encode("cp1252")),
        _picture(page.picture or Image.new("L", (1, 1), "white")),
        _stream("", _MAP.format(count=len(page.meanings), entries=entries).encode()),
        _font("").encode(),
        _font("-Bold").encode(),
    ]


def _font(style: str, meanings: int | None = None) -> str:
    font = f"/Type /Font /Subtype /Type1 /BaseFont /Helvetica{style} /Encoding /WinAnsiEncoding"
    return f"<< {font} >>" if meanings is None else f"<< {font} /ToUnicode {meanings} 0 R >>"


def _picture(image: Image.Image) -> bytes:
    grey = image.convert("L")
    size = f"/Width {grey.width} /Height {grey.height}"
    kind = "/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8"
    return _stream(f"{kind} {size}", grey.tobytes())


def _stream(entries: str, content: bytes) -> bytes:
    return f"<< {entries} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"
