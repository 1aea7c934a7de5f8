"""All known fields of a page: doubt is told, hostile pages take no time, nothing is up to luck."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from inklift.core.prompts import AnswerForm
from inklift.reading.answering import answer_for
from inklift.reading.fields.known import known_values
from inklift.reading.fields.meanings import Meaning
from inklift.reading.fields.sum_labels import ROLE_PATTERNS
from reading.made_pages import reading

PAGE = (
    "OAK & SON", "27 Mill Lane, Leeds LS1 4ZZ", "Tel 0113 496 0182", "VAT No GB 123 4567 82",
    "info@oak.example.com", "www.oak.example.com", "Invoice No INV-2041", "Date 25/03/2024 10:15",
    "Tea 5.00", "Cake 7.50", "Subtotal 12.50", "Discount -1.00", "VAT 20% 1.92", "Tip 2.00",
    "Total £13.50", "Visa ****6127 13.50", "Change 0.00",
)  # fmt: skip


def test_every_field_of_a_page_is_found() -> None:
    found = known_values(reading(*PAGE))

    assert {meaning.value for meaning in found.values} == {
        *("merchant", "address", "phone", "email", "website", "tax_id", "date", "time", "number"),
        *("currency", "subtotal", "discount", "tax_rate", "tax", "tip", "total", "paid", "change"),
        *("payment_method", "card_ending"),
    }
    assert [item.name for item in found.items] == ["Tea", "Cake"]


@pytest.mark.parametrize(
    "meaning",
    [
        Meaning.MERCHANT,
        Meaning.ADDRESS,
        Meaning.PHONE,
        Meaning.EMAIL,
        Meaning.TAX_ID,
        Meaning.DATE,
        Meaning.TIME,
        Meaning.NUMBER,
        Meaning.CARD_ENDING,
        Meaning.TIP,
    ],
)
def test_what_was_read_badly_is_unsure(meaning: Meaning) -> None:
    good = known_values(reading(*PAGE)).values[meaning]
    bad = known_values(reading(*PAGE, confidence=0.5)).values[meaning]

    assert (good.is_sure, bad.is_sure) == (True, False)


@pytest.mark.parametrize(
    "stuff",
    [
        "*",
        "x ",
        "12.50 ",
        "19% 1,00 ",
        "1.2.2024 ",
        "(",
        ". ",
        "a",
        "1/",
        "total ",
        "no ",
        "@ ",
        "-",
    ],
)
def test_hostile_lines_take_no_time(stuff: str) -> None:
    page = reading(*[(stuff * 20_000)[:length] for length in (290, 20_000) for _ in range(5)])
    started_s = time.perf_counter()

    answer_for([page], ["page"], "", AnswerForm(json_mode=True))

    assert time.perf_counter() - started_s < 5  # without bounds it is minutes


def test_patterns_are_the_same_in_every_process(checkout: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from inklift.reading.fields.sum_labels import ROLE_PATTERNS;"
        "print(hash(0), [each.pattern for each in ROLE_PATTERNS.values()])"
    )

    printed = {
        subprocess.run(
            [sys.executable, "-c", program, str(checkout / "gui")],
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed},
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(printed) == 1
    assert len(ROLE_PATTERNS) > 10
