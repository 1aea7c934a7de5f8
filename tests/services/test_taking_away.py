"""Answers as files, and the templates that come with the program."""

from pathlib import Path
from typing import Any

from inklift.core.report import Report, ReportAnswer
from inklift.services.exporter import export, suffixes
from inklift.services.templates import ready_templates
from inklift.system.background import Aside

_REPORT = Report(
    "run", "on-device", "?", json_mode=False, answers=(ReportAnswer(("a.png",), "Total 12.50"),)
)


def test_a_name_without_a_known_ending_gets_the_usual_one(
    aside: Aside, tmp_path: Path, run: Any
) -> None:
    path = run(export(_REPORT, tmp_path / "answers 2.5", aside))

    assert path == tmp_path / f"answers 2.5{suffixes()[0]}"
    assert path.read_text(encoding="utf-8") == "Total 12.50\n"


def test_a_known_ending_is_taken_in_any_case(aside: Aside, tmp_path: Path, run: Any) -> None:
    path = run(export(_REPORT, tmp_path / "answers.JSON", aside))

    assert path == tmp_path / "answers.JSON"
    assert path.is_file()


def test_every_template_can_be_read_and_has_an_id_of_its_own(checkout: Path) -> None:
    templates = ready_templates(checkout / "resources" / "templates")

    assert len(templates) >= 3
    assert len({template.id for template in templates}) == len(templates)
    assert all(template.name and template.prompt for template in templates)
