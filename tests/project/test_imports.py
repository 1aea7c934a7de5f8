"""Who may import whom: the contracts of pyproject.toml, and what import-linter cannot say."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# The parts of PySide6 that are not for everybody in `desktop`. import-linter sees a foreign package
# as one node.
_QT_RULES = [
    ("desktop/controllers", "PySide6.QtWidgets"),
    ("desktop/item_models", "PySide6.QtWidgets"),
    ("", "PySide6.QtNetwork"),
]

_IMPORT_CORE_ALONE = """
import importlib, pathlib, sys

class OnlyTheStandardLibrary:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top != "inklift" and top not in sys.stdlib_module_names:
            raise ModuleNotFoundError(f"the core may not import {name}")

sys.meta_path.insert(0, OnlyTheStandardLibrary())
sys.path.insert(0, sys.argv[1])
for file in sorted(pathlib.Path(sys.argv[1], "inklift", "core").glob("*.py")):
    importlib.import_module(f"inklift.core.{file.stem}".removesuffix(".__init__"))
others = {name.split(".")[1] for name in sys.modules if name.startswith("inklift.")} - {"core"}
assert not others, f"the core imports inklift.{others}"
"""


def test_the_contracts_of_the_architecture_are_kept(checkout: Path) -> None:
    lint_imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"

    finished = subprocess.run(
        [sys.executable, "-c", lint_imports, "--no-cache"],
        cwd=checkout,
        env={"PYTHONPATH": "gui", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
    )

    assert finished.returncode == 0, finished.stdout + finished.stderr


@pytest.mark.parametrize(("folder", "forbidden"), _QT_RULES)
def test_some_parts_of_qt_stay_where_they_belong(
    checkout: Path, folder: str, forbidden: str
) -> None:
    imports = list(_imports_below(checkout / "gui" / "inklift" / folder))

    breaches = [
        where for where, name in imports if name == forbidden or name.startswith(forbidden + ".")
    ]

    assert imports, f"nothing found in {folder}"
    assert not breaches


def test_the_core_needs_the_standard_library_only(checkout: Path) -> None:
    finished = subprocess.run(
        [sys.executable, "-c", _IMPORT_CORE_ALONE, str(checkout / "gui")],
        capture_output=True,
        text=True,
    )

    assert finished.returncode == 0, finished.stderr


def test_the_package_itself_imports_nothing(checkout: Path) -> None:
    tree = ast.parse((checkout / "gui/inklift/__init__.py").read_text(encoding="utf-8"))

    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]

    assert imports == []


def _imports_below(folder: Path) -> Iterator[tuple[str, str]]:
    """(place, full name) of each thing imported; `from a import b` gives a and a.b."""
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            place = f"{file}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Import):
                yield from ((place, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield place, node.module or ""
                yield from ((place, f"{node.module}.{alias.name}") for alias in node.names)
