"""What the names of fields say: which are the same, and of which kind the value is."""

import re

from inklift.core.prompts import Field, FieldKind

_DATE_WORDS = frozenset({"date", "datum"})
_MONEY_WORDS = frozenset(
    {"total", "subtotal", "sum", "amount", "price", "cost", "tax", "vat", "gst", "discount"}
    | {"tip", "gratuity", "paid", "change", "balance", "fee", "deposit", "refund", "cash"}
    | {"rounding", "net", "gross", "shipping", "surcharge"}
)
# What stands beside them in the name of another thing: "tax id", "paid by", "total items".
_OTHER_WORDS = frozenset(
    {"id", "number", "no", "nr", "code", "rate", "percent", "percentage", "name", "address"}
    | {"currency", "type", "kind", "method", "mode", "by", "with", "status", "count", "quantity"}
    | {"qty", "items", "pieces", "weight", "reason", "register", "desk", "time", "is"}
)
_DUE_WORDS = frozenset({"due", "expiry", "expires"})  # a date, unless it is an amount due

# What was bought, in the languages that the engine on this computer reads.
_ITEMS_NAMES = frozenset(
    {"items", "lineitems", "products", "purchases", "articles", "positions", "lines", "goods"}
    | {
        "artikel",
        "positionen",
        "posten",
        "produkte",
        "produits",
        "achats",
        "articulos",
        "artículos",
    }
    | {"productos", "compras", "articoli", "prodotti", "acquisti", "artigos", "produtos", "itens"}
    | {"artikelen", "producten", "allitems", "itemlist", "itemsbought", "purchaseditems"}
)
ITEM_KEYS = ("name", "quantity", "unit_price", "price")

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_IN_WORDS = re.compile(r"[\W_]+")


def plain_name(name: str) -> str:
    """The same for names that differ in nothing but case, spaces, hyphens and underscores."""
    return re.sub(r"[\s_-]+", "", name).casefold()


def is_items(field: Field) -> bool:
    """Whether the value is a list of things that were bought, each an object with `ITEM_KEYS`."""
    return field.kind is None and plain_name(field.name) in _ITEMS_NAMES


def kind_of(field: Field) -> FieldKind:
    """The kind that the user named, else what the name of the field says."""
    return kind_by_name(field.name) if field.kind is None else field.kind


def kind_by_name(name: str) -> FieldKind:
    """Money, a date, or text. Common English names only: text takes any value as it is."""
    words = {word.casefold() for word in _NOT_IN_WORDS.split(_HUMP.sub(" ", name))}
    if words & _OTHER_WORDS:
        return FieldKind.TEXT
    if words & _DATE_WORDS:
        return FieldKind.DATE
    if words & _MONEY_WORDS:
        return FieldKind.MONEY
    return FieldKind.DATE if words & _DUE_WORDS else FieldKind.TEXT
