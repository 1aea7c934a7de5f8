"""The shape of our own files: a first sentence that says what for, and no more than 450 lines."""

import ast
from pathlib import Path

import pytest

_LONGEST_LINES = 450
_CHECKOUT = Path(__file__).parents[2]
_MODULES = sorted(
    file.relative_to(_CHECKOUT).as_posix()
    for folder in ("gui", "installer", "tests")
    for file in (_CHECKOUT / folder).rglob("*.py")
)


@pytest.mark.parametrize("module", _MODULES)
def test_a_module_begins_with_a_sentence_and_is_not_too_long(module: str) -> None:
    text = (_CHECKOUT / module).read_text(encoding="utf-8")

    first = (ast.get_docstring(ast.parse(text)) or "").partition("\n\n")[0]

    assert first.endswith("."), "the first line says in a sentence what the module is for"
    assert len(text.splitlines()) <= _LONGEST_LINES
