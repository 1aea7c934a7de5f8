"""Finds the data files that come with the program: icons, templates, samples, translations."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_CHECKOUT = _PACKAGE.parents[1]


def resource(path: str) -> Path:
    """Where `path`, such as "icons/copy.svg", lies below `resources/`; it need not exist.

    A wheel and a frozen program carry the folder inside the package; a checkout, and an editable
    install of one, have it at their root.
    """
    packaged = _PACKAGE / "resources"
    return (packaged if packaged.is_dir() else _CHECKOUT / "resources") / path
