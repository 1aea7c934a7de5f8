"""The templates that come with the program."""

import json
from pathlib import Path

from inklift.core.prompts import AnswerForm, Grouping, Template


def ready_templates(folder: Path) -> tuple[Template, ...]:
    """The templates of `folder`, in the order of their file names. Blocking: reads small files."""
    return tuple(_read(path) for path in sorted(folder.glob("*.json")))


def _read(path: Path) -> Template:
    value = json.loads(path.read_text(encoding="utf-8"))
    return Template(
        value["id"],
        value["name"],
        value["prompt"],
        AnswerForm(value["json_mode"], Grouping(value["grouping"])),
    )
