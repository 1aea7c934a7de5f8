"""Draws the sample pictures in resources/samples; every shop, person and number is invented.

Run by hand when a sample is to change: `python3 installer/make_samples.py`. Needs Pillow and the
DejaVu fonts. The same pixels come out each time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

SAMPLES = Path(__file__).parents[1] / "resources" / "samples"
_CENT = Decimal("0.01")
_INK = (38, 38, 42)


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a bill: how many, at which price each, with which tax."""

    name: str
    price: Decimal
    tax_percent: int
    count: Decimal = Decimal(1)
    unit: str = ""

    @property
    def amount(self) -> Decimal:
        return _cents(self.count * self.price)


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)


def _sum(items: Iterable[Item], tax_percent: int | None = None) -> Decimal:
    return sum(
        (item.amount for item in items if tax_percent in (None, item.tax_percent)), Decimal(0)
    )


def _tax_within(gross: Decimal, percent: int) -> Decimal:
    return gross - _cents(gross / (1 + Decimal(percent) / 100))


def _font(name: str, size_px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(f"{name}.ttf", size_px)


class _Roll:
    """A strip of till paper that is printed line by line."""

    def __init__(self, width_px: int, height_px: int, size_px: int) -> None:
        self.image = Image.new("RGB", (width_px, height_px), (250, 248, 243))
        self._draw = ImageDraw.Draw(self.image)
        self._size_px = size_px
        self._margin_px = width_px // 14
        self._y_px = width_px // 12

    @property
    def used_px(self) -> int:
        return self._y_px + self.image.width // 12

    def centred(self, text: str, *, enlarged: float = 1.0) -> None:
        font = _font("DejaVuSansMono-Bold", round(self._size_px * enlarged))
        if enlarged == 1.0:
            font = _font("DejaVuSansMono", self._size_px)
        self._draw.text((self.image.width // 2, self._y_px), text, _INK, font, anchor="ma")
        self._y_px += round(self._size_px * enlarged * 1.45)

    def pair(self, left: str, right: str, *, enlarged: float = 1.0) -> None:
        bold = "DejaVuSansMono-Bold" if enlarged > 1 else "DejaVuSansMono"
        font = _font(bold, round(self._size_px * enlarged))
        right_px = self.image.width - self._margin_px
        self._draw.text((self._margin_px, self._y_px), left, _INK, font)
        self._draw.text((right_px, self._y_px), right, _INK, font, anchor="ra")
        self._y_px += round(self._size_px * enlarged * 1.45)

    def rule(self) -> None:
        y_px = self._y_px + self._size_px // 3
        step_px = self._size_px // 2
        for x_px in range(self._margin_px, self.image.width - self._margin_px, step_px):
            self._draw.line((x_px, y_px, x_px + step_px // 2, y_px), _INK, 2)
        self._y_px += self._size_px

    def gap(self) -> None:
        self._y_px += self._size_px // 2


def _noise(size: tuple[int, int], strength: float, blur_px: float) -> Image.Image:
    """Grey grain around white, the same each time (Pillow's own noise cannot be seeded)."""
    state = 12345
    values = bytearray()
    tile_px = 256
    for _ in range(tile_px * tile_px):
        state = (1103515245 * state + 12345) % 2**31
        values.append(255 - int((state >> 16) % 256 * strength))
    tile = Image.frombytes("L", (tile_px, tile_px), bytes(values))
    tile = tile.filter(ImageFilter.GaussianBlur(blur_px))
    grain = Image.new("L", size)
    for left in range(0, size[0], tile_px):
        for top in range(0, size[1], tile_px):
            grain.paste(tile, (left, top))
    return grain


def _on_paper(image: Image.Image, strength: float, blur_px: float = 0.7) -> Image.Image:
    """Soft print on paper that is not quite even."""
    soft = image.filter(ImageFilter.GaussianBlur(0.6))
    shade = Image.linear_gradient("L").rotate(90).resize(image.size).point(lambda v: 255 - v // 24)
    grain = _noise(image.size, strength, blur_px)
    paper = ImageChops.multiply(grain, shade)
    return ImageChops.multiply(soft, Image.merge("RGB", (paper, paper, paper)))


def _number(amount: Decimal, *, comma: bool = False) -> str:
    return str(amount).replace(".", ",") if comma else str(amount)


def till_receipt() -> Image.Image:
    """An English corner shop: food without VAT, the rest with 20 %."""
    items = (
        Item("WHOLEMEAL BREAD 800G", Decimal("1.45"), 0),
        Item("SEMI-SKIMMED MILK 2L", Decimal("1.75"), 0),
        Item("MATURE CHEDDAR 350G", Decimal("3.60"), 0),
        Item("APPLES LOOSE", Decimal("2.10"), 0, Decimal("0.842"), "kg"),
        Item("ORANGE JUICE 1L", Decimal("1.95"), 20, Decimal(2)),
        Item("WASHING-UP LIQUID", Decimal("1.80"), 20),
        Item("AA BATTERIES 4 PACK", Decimal("4.50"), 20),
        Item("DARK CHOCOLATE 100G", Decimal("2.10"), 20),
    )
    total = _sum(items)
    vat_gross = _sum(items, 20)
    cash = Decimal("25.00")
    roll = _Roll(900, 2000, 32)
    roll.centred("LARKFIELD CORNER SHOP", enlarged=1.4)
    roll.centred("27 Mill Lane")
    roll.centred("Larkfield LX4 2QD")
    roll.centred("Tel 01632 960147")
    roll.centred("VAT No GB 000 0000 00")
    roll.gap()
    roll.pair("14/03/2025 17:42", "Till 02")
    roll.pair("Receipt 004821", "Served by Ada")
    roll.rule()
    for item in items:
        mark = "A" if item.tax_percent else "Z"
        roll.pair(item.name, f"{_number(item.amount)} {mark}")
        if item.unit:
            roll.pair(f"  {item.count} {item.unit} @ {item.price}/{item.unit}", "")
        elif item.count > 1:
            roll.pair(f"  {item.count} x {item.price}", "")
    roll.rule()
    roll.pair("TOTAL", f"£{_number(total)}", enlarged=1.4)
    roll.pair("CASH", f"£{_number(cash)}")
    roll.pair("CHANGE", f"£{_number(cash - total)}")
    roll.rule()
    tax = _tax_within(vat_gross, 20)
    roll.pair("VAT A 20%", f"net {vat_gross - tax}  VAT {tax}")
    roll.pair("VAT Z  0%", f"net {_sum(items, 0)}")
    roll.gap()
    roll.centred(f"{len(items)} lines")
    roll.centred("Thank you. Please call again!")
    return _on_paper(roll.image.crop((0, 0, 900, roll.used_px)), 0.12, 3.0)


def cafe_receipt() -> Image.Image:
    """A German café, to take away: drinks with 19 %, food with 7 %; photographed on a table."""
    items = (
        Item("Kaffee Crema", Decimal("3.20"), 19, Decimal(2)),
        Item("Schwarzer Tee", Decimal("2.90"), 19),
        Item("Apfelschorle 0,5 l", Decimal("3.60"), 19),
        Item("Käsekuchen", Decimal("4.10"), 7, Decimal(2)),
        Item("Brötchen mit Käse", Decimal("3.75"), 7),
        Item("Nussschnecke", Decimal("2.85"), 7),
    )
    total = _sum(items)
    given = Decimal("30.00")
    roll = _Roll(820, 1900, 29)
    roll.centred("Café Mühlenwinkel", enlarged=1.5)
    roll.centred("Inh. Jörg Weißbäcker")
    roll.centred("Am Mühlgrün 3")
    roll.centred("00815 Grünau-Süd")
    roll.centred("Tel. 030 23125 417")
    roll.centred("St.-Nr. 000/815/04711")
    roll.gap()
    roll.pair("Bon-Nr. 1187", "Zum Mitnehmen")
    roll.pair("21.06.2025", "10:17 Uhr")
    roll.rule()
    for item in items:
        mark = "A" if item.tax_percent == 19 else "B"
        roll.pair(f"{item.count} x {item.name}", f"{_number(item.amount, comma=True)} {mark}")
        if item.count > 1:
            roll.pair(f"    je {_number(item.price, comma=True)}", "")
    roll.rule()
    roll.pair("Summe", f"{_number(total, comma=True)} €", enlarged=1.4)
    roll.pair("Bar", f"{_number(given, comma=True)} €")
    roll.pair("Rückgeld", f"{_number(given - total, comma=True)} €")
    roll.rule()
    roll.pair("MwSt.    Netto   Steuer", "Brutto")
    for mark, percent in (("A", 19), ("B", 7)):
        gross = _sum(items, percent)
        tax = _tax_within(gross, percent)
        row = f"{mark} {percent:2d} %  {gross - tax:>6}   {tax:>6}".replace(".", ",")
        roll.pair(row, _number(gross, comma=True))
    roll.gap()
    roll.centred("Vielen Dank für Ihren Besuch!")
    roll.centred("Schönen Tag noch")
    paper = _on_paper(roll.image.crop((0, 0, 820, roll.used_px)), 0.12)
    return _photographed(paper)


def _photographed(paper: Image.Image) -> Image.Image:
    """The paper on a dark table, a little turned, with its shadow."""
    size = (paper.width + 240, paper.height + 220)
    table = Image.new("RGB", size, (112, 88, 70))
    grain = _noise(size, 0.5, 0.0).resize((size[0] * 6, size[1])).crop((0, 0, *size))
    grain = grain.filter(ImageFilter.GaussianBlur(1.2)).point(lambda v: 150 + v * 105 // 255)
    table = ImageChops.multiply(table, Image.merge("RGB", (grain, grain, grain)))
    angle = -1.6
    mask = Image.new("L", paper.size, 255).rotate(
        angle, Image.Resampling.BICUBIC, expand=True, fillcolor=0
    )
    turned = paper.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=(250, 248, 243))
    corner = ((size[0] - turned.width) // 2, (size[1] - turned.height) // 2)
    shadow = Image.new("L", size, 0)
    shadow.paste(mask, (corner[0] + 12, corner[1] + 16))
    shadow = shadow.filter(ImageFilter.GaussianBlur(16)).point(lambda v: v * 150 // 255)
    table.paste((20, 14, 10), (0, 0), shadow)
    table.paste(turned, corner, mask)
    light = Image.radial_gradient("L").resize(size).point(lambda v: 255 - v // 6)
    return ImageChops.multiply(table, Image.merge("RGB", (light, light, light)))


def invoice() -> Image.Image:
    """One page of an invoice with 19 % VAT, as a scanner gives it."""
    items = (
        Item("Archive box A4, acid-free", Decimal("6.80"), 19, Decimal(24)),
        Item("Linen tape 25 mm, roll of 50 m", Decimal("12.45"), 19, Decimal(6)),
        Item("Wheat starch paste 500 g", Decimal("8.90"), 19, Decimal(3)),
        Item("Delivery", Decimal("14.90"), 19),
    )
    net = _sum(items)
    tax = _cents(net * 19 / 100)
    page = Image.new("RGB", (1000, 1414), (253, 252, 250))
    draw = ImageDraw.Draw(page)
    text, bold = _font("DejaVuSans", 19), _font("DejaVuSans-Bold", 19)
    left, right = 90, 910

    draw.text((left, 84), "Fennel & Rook", (24, 84, 98), _font("DejaVuSerif-Bold", 40))
    draw.text((left, 136), "Bookbinding supplies", _INK, text)
    for row, line in enumerate(("9 Quire Street", "Eastmere EM7 1ZZ", "VAT ID XX000000000")):
        draw.text((right, 88 + 27 * row), line, _INK, text, anchor="ra")
    for row, line in enumerate(("Orla Vantongeren", "Town Archive", "1 Record Square", "Eastmere")):
        draw.text((left, 240 + 27 * row), line, _INK, text)
    draw.text((left, 410), "Invoice", _INK, _font("DejaVuSans-Bold", 34))
    facts = (("Invoice no.", "2025-0417"), ("Date", "2 May 2025"), ("Due", "16 May 2025"))
    for row, (name, value) in enumerate(facts):
        draw.text((620, 240 + 27 * row), name, _INK, text)
        draw.text((right, 240 + 27 * row), value, _INK, bold, anchor="ra")

    columns = ((left, "Item", "la"), (610, "Quantity", "ra"), (760, "Price", "ra"))
    for x_px, name, anchor in (*columns, (right, "Amount", "ra")):
        draw.text((x_px, 490), name, _INK, bold, anchor=anchor)
    draw.line((left, 524, right, 524), _INK, 2)
    y_px = 544
    for item in items:
        draw.text((left, y_px), item.name, _INK, text)
        draw.text((610, y_px), str(item.count), _INK, text, anchor="ra")
        draw.text((760, y_px), str(item.price), _INK, text, anchor="ra")
        draw.text((right, y_px), str(item.amount), _INK, text, anchor="ra")
        y_px += 40
    draw.line((left, y_px, right, y_px), _INK, 1)
    y_px += 22
    for name, amount in (("Net amount", net), ("VAT 19 %", tax)):
        draw.text((560, y_px), name, _INK, text)
        draw.text((right, y_px), f"{amount} EUR", _INK, text, anchor="ra")
        y_px += 34
    large = _font("DejaVuSans-Bold", 25)
    draw.line((560, y_px, right, y_px), _INK, 2)
    draw.text((560, y_px + 14), "Total", _INK, large)
    draw.text((right, y_px + 14), f"{net + tax} EUR", _INK, large, anchor="ra")

    draw.text((left, 1010), "Please pay within 14 days to", _INK, text)
    draw.text((left, 1040), "IBAN XX00 0000 0000 0000 0417", _INK, text)
    draw.text((left, 1100), "Thank you for your order.", _INK, text)
    draw.line((left, 1310, right, 1310), (150, 160, 165), 1)
    footer = "Fennel & Rook, 9 Quire Street, Eastmere. Invented for Inklift."
    draw.text((500, 1326), footer, (100, 108, 112), _font("DejaVuSans", 15), anchor="ma")
    return _on_paper(page, 0.05, 5.0)


def main() -> None:
    SAMPLES.mkdir(parents=True, exist_ok=True)
    # Fewer shades than 256 look the same on paper and make the files much smaller.
    _with_fewer_shades(till_receipt()).save(SAMPLES / "till-receipt.png", optimize=True)
    cafe_receipt().save(SAMPLES / "cafe-receipt.jpg", quality=82, optimize=True)
    _with_fewer_shades(invoice()).save(SAMPLES / "invoice.png", optimize=True)


def _with_fewer_shades(image: Image.Image) -> Image.Image:
    return image.point(lambda v: min(255, (v + 1) // 3 * 3))


if __name__ == "__main__":
    main()
