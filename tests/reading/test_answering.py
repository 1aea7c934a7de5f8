"""Answers of the engine on this computer, and when they say that it only reads."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from inklift.core.answers import Notice
from inklift.reading.answering import answer_for
from reading.made_pages import reading

BAKERY = reading("CORNER BAKERY", "Date: 25/03/2024", "TOTAL 12.50")
CAFÉ = reading("CAFÉ", "TOTAL 3.00")
BLANK = reading()


def test_as_text_one_picture_gives_just_its_lines() -> None:
    answer = answer_for([BAKERY], ["bakery.jpg"], "", json_mode=False)

    assert answer.results == "CORNER BAKERY\nDate: 25/03/2024\nTOTAL 12.50"
    assert (answer.notices, answer.evidence) == ((), {})


def test_as_text_several_pictures_stand_under_their_names() -> None:
    answer = answer_for([BAKERY, CAFÉ], ["bakery.jpg", "b/café.jpg"], "", json_mode=False)

    assert answer.results == f"bakery.jpg\n{BAKERY.text}\n\nb/café.jpg\n{CAFÉ.text}"


def test_a_picture_without_text_gives_an_empty_answer() -> None:
    text = answer_for([BLANK], ["blank.png"], "", json_mode=False)
    value = answer_for([BLANK], ["blank.png"], "", json_mode=True)

    assert text.results == ""
    assert json.loads(value.results) == {"text": "", "lines": []}
    assert text.notices == value.notices == ()


def test_as_json_one_picture_gives_an_object_with_the_fields_asked_for() -> None:
    answer = answer_for([BAKERY], ["bakery.jpg"], "date and total", json_mode=True)

    assert json.loads(answer.results) == {
        "text": BAKERY.text,
        "lines": ["CORNER BAKERY", "Date: 25/03/2024", "TOTAL 12.50"],
        "date": "2024-03-25",
        "total": "12.50",
    }
    assert answer.notices == ()


def test_as_json_several_pictures_give_a_list_in_their_order() -> None:
    answer = answer_for([BAKERY, CAFÉ], ["bakery.jpg", "café.jpg"], "total", json_mode=True)

    records = json.loads(answer.results)
    assert [(record["index"], record["total"]) for record in records] == [(0, "12.50"), (1, "3.00")]
    assert "CAFÉ" in answer.results, "letters are left as they are"
    assert answer.notices == ()


def test_evidence_names_the_picture_the_place_and_the_reason() -> None:
    answer = answer_for([BAKERY, CAFÉ], ["bakery.jpg", "café.jpg"], "date, total", json_mode=True)

    assert answer.evidence == {
        "date": [{"picture": "bakery.jpg", "box": [60, 30, 160, 50], "reason": "label"}],
        "total": [
            {"picture": "bakery.jpg", "box": [60, 60, 110, 80], "reason": "label"},
            {"picture": "café.jpg", "box": [60, 30, 100, 50], "reason": "label"},
        ],
    }


def test_a_field_that_is_not_certain_is_left_out_and_noticed() -> None:
    answer = answer_for([BAKERY], ["bakery.jpg"], "tax id and total", json_mode=True)

    assert "tax_id" not in json.loads(answer.results)
    assert answer.notices == (Notice.READS_ONLY,)


def test_a_field_found_on_some_of_the_pictures_only_is_noticed() -> None:
    answer = answer_for([BAKERY, CAFÉ], ["bakery.jpg", "café.jpg"], "date, total", json_mode=True)

    assert "date" not in json.loads(answer.results)[1]
    assert answer.notices == (Notice.READS_ONLY,)


@pytest.mark.parametrize("json_mode", [False, True])
@pytest.mark.parametrize(
    "prompt",
    [
        "",
        "  \n",
        "OCR",
        "Read the text",
        "extract all text",
        "What does it say?",
        "What's written on this receipt?",
        "Please transcribe the picture line by line, exactly as printed.",
        "Lies bitte den ganzen Text vor.",
        "Was steht auf dem Beleg?",
        "Extrais tout le texte de cette image, s'il te plaît",
        "¿Qué dice este recibo?",
        "Estrai tutto il testo",
        "Extraia todo o texto da página",
        "Wat staat er op de bon?",
    ],
)
def test_a_prompt_for_the_text_is_answered_in_full(prompt: str, json_mode: bool) -> None:
    assert answer_for([BAKERY], ["a.jpg"], prompt, json_mode=json_mode).notices == ()


@pytest.mark.parametrize("json_mode", [False, True])
@pytest.mark.parametrize(
    "prompt",
    [
        "Summarise this receipt",
        "What is this?",
        "Describe the picture",
        "Read the text and translate it to German",
        "Extract the text and sort the lines",
        "Read the first line",
        "How many words are there?",
        "List all items with prices",
        "Explain the total",
        "Is the total right?",
        "Fasse den Text zusammen",
        "Übersetze den Text",
        "Traduis le texte",
        "Resume el texto",
        "Riassumi il testo",
        "Compare os textos",
        "Vat de tekst samen",
        "请总结",
    ],
)
def test_a_prompt_for_more_is_answered_with_the_notice(prompt: str, json_mode: bool) -> None:
    assert answer_for([BAKERY], ["a.jpg"], prompt, json_mode=json_mode).notices == (
        Notice.READS_ONLY,
    )


@pytest.mark.parametrize(
    "prompt",
    [
        "Give me the total and the date (YYYY-MM-DD) as JSON with these keys",
        '{"total": "", "date": ""}',
    ],
)
def test_a_prompt_for_fields_is_answered_in_json_but_not_in_text(prompt: str) -> None:
    as_json = answer_for([BAKERY], ["a.jpg"], prompt, json_mode=True)
    as_text = answer_for([BAKERY], ["a.jpg"], prompt, json_mode=False)

    assert (as_json.notices, as_text.notices) == ((), (Notice.READS_ONLY,))


def test_engines_can_import_answering_without_the_ocr_library(checkout: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import inklift.reading.answering;"
        "print(*({'numpy', 'cv2', 'onnxruntime', 'rapidocr', 'PIL'} & set(sys.modules)))"
    )

    finished = subprocess.run(
        [sys.executable, "-c", program, str(checkout / "gui")], capture_output=True, text=True
    )

    assert (finished.returncode, finished.stdout.strip()) == (0, ""), finished.stderr
