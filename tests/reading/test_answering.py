"""Answers of the engine on this computer: fields, text, whole pages, notices and evidence."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from inklift.core.answers import Notice
from inklift.core.prompts import AnswerForm, Field, FieldKind
from inklift.core.readings import Reading
from inklift.reading.answering import OnDeviceAnswer, answer_for
from reading.made_pages import reading
from reading.structure.placed_pages import page

BAKERY = reading("CORNER BAKERY", "Date: 25/03/2024", "Bread 12.50", "TOTAL 12.50")
CAFÉ = reading("CAFÉ LUNA", "Tea 3.00", "TOTAL 3.00")
BLANK = reading()


def ask(
    readings: Sequence[Reading],
    prompt: str = "",
    *,
    as_json: bool = True,
    fields: Sequence[Field] = (),
) -> OnDeviceAnswer:
    names = [f"{number}.jpg" for number in range(len(readings))]
    return answer_for(readings, names, prompt, AnswerForm(as_json, fields=tuple(fields)))


def test_as_text_one_picture_gives_just_its_lines() -> None:
    answer = ask([BAKERY], as_json=False)

    assert answer.results == "CORNER BAKERY\nDate: 25/03/2024\nBread 12.50\nTOTAL 12.50"
    assert (answer.notices, answer.evidence) == ((), {})


def test_as_text_several_pictures_stand_under_their_names() -> None:
    answer = ask([BAKERY, CAFÉ], as_json=False)

    assert answer.results == f"0.jpg\n{BAKERY.text}\n\n1.jpg\n{CAFÉ.text}"


def test_a_picture_without_text_gives_an_empty_answer() -> None:
    as_text, as_json = ask([BLANK], as_json=False), ask([BLANK])

    assert as_text.results == ""
    assert json.loads(as_json.results)["text"] == ""
    assert as_text.notices == as_json.notices == ()


def test_fields_of_the_prompt_are_the_answer_and_null_when_not_found() -> None:
    answer = ask([BAKERY], "date, tip and total")

    assert json.loads(answer.results) == {"date": "2024-03-25", "tip": None, "total": "12.50"}


def test_fields_of_the_form_are_the_answer_under_their_names() -> None:
    answer = ask([BAKERY], fields=[Field("Invoice total"), Field("Tip"), Field("Loyalty card")])

    assert json.loads(answer.results) == {
        "Invoice total": "12.50",
        "Tip": None,
        "Loyalty card": None,
    }


def test_the_value_of_a_label_that_nobody_knows_is_found() -> None:
    page = reading("Garage Miller", "Plate: AB 123", "Due date: 26/03/2024", "Total 12.50")

    answer = ask([page], fields=[Field("plate"), Field("due date")])

    assert json.loads(answer.results) == {"plate": "AB 123", "due date": "2024-03-26"}
    assert [place["reason"] for place in answer.evidence["plate"]] == ["label"]


def test_the_cells_of_a_column_are_a_list_and_no_merchant() -> None:
    stock = page(
        "Stock list, week 14",
        [(50, "Article"), (400, "In stock"), (650, "Min"), (850, "Supplier")],
        [(50, "Hex bolt"), (400, "420"), (650, "200"), (850, "Böhler")],
        [(50, "Wood glue"), (650, "12"), (850, "Klebo")],
        [(50, "Sandpaper"), (400, "64"), (650, "40"), (850, "3M")],
    )

    answer = ask([stock], fields=[Field("in stock"), Field("supplier"), Field("merchant")])

    assert json.loads(answer.results) == {
        "in stock": ["420", "", "64"],
        "supplier": ["Böhler", "Klebo", "3M"],
        "merchant": None,
    }


@pytest.mark.parametrize(
    ("prompt", "total", "reads_only"),
    [
        ("total in euros", "Total € 12.50", False),
        ("total in euros", "Total $ 12.50", True),
        ("what is the total in USD?", "Total £12.50", True),
        ("what is the total in USD?", "Total $12.50", False),
        ("total in euros", "Total 12.50", False),
    ],
)
def test_money_is_not_changed_into_another_currency(
    prompt: str, total: str, reads_only: bool
) -> None:
    answer = ask([reading("CAFÉ LUNA", "Tea 12.50", total)], prompt)

    assert json.loads(answer.results) == {"total": "12.50"}
    assert (Notice.READS_ONLY in answer.notices) is reads_only


@pytest.mark.parametrize(
    ("prompt", "name"),
    [("Name und Adresse des Kunden", "kunde"), ("nom et adresse du client", "client")],
)
def test_name_and_address_of_the_customer_are_not_those_of_the_seller(
    prompt: str, name: str
) -> None:
    paper = page(
        "Atelier Lumen SARL",
        "8 rue des Lilas",
        "31000 Toulouse",
        "",
        "Facturé à : Mairie de Muret",
        "Total 12.50",
    )

    assert json.loads(ask([paper], prompt).results) == {name: "Mairie de Muret"}


def test_an_amount_behind_a_rate_is_the_value_not_the_rate() -> None:
    paper = page("Hotel Luna", [(50, "City tax 8%"), (-1100, "6.16")], "Room 12")

    answer = ask([paper], fields=[Field("City levy"), Field("city tax")])

    assert json.loads(answer.results)["city tax"] == "6.16"


def test_a_label_of_its_own_goes_before_the_field_that_a_name_means() -> None:
    fields = [Field("amount due"), Field("total"), Field("VAT ID"), Field("name")]
    page = reading(
        "Harbour Joinery",
        "Name: Ann Lee",
        "Tax number 33/123/45678  VAT ID DE287654321",
        "Total 90.00",
        "Deposit 40.00",
        "Left to pay 50.00",
    )

    assert json.loads(ask([page], fields=fields).results) == {
        "amount due": "50.00",
        "total": "90.00",
        "VAT ID": "DE287654321",
        "name": "Ann Lee",
    }


def test_names_without_a_label_of_their_own_mean_the_field_that_we_know() -> None:
    fields = [Field("amount due"), Field("name")]

    values = json.loads(ask([BAKERY], fields=fields).results)

    assert values == {"amount due": "12.50", "name": "CORNER BAKERY"}


def test_the_parts_of_a_letter_are_given_by_their_names() -> None:
    letter = reading(
        "Brook Library",
        "2 September 2025",
        "Subject: Overdue books",
        "Dear Mr Cole,",
        "we ask you to bring back the two books that you took home in the spring of this year.",
        "Yours sincerely,",
        "Ann Lee",
    )

    answer = ask([letter], fields=[Field("greeting"), Field("signature")])

    assert json.loads(answer.results) == {"greeting": "Dear Mr Cole,", "signature": "Ann Lee"}


def test_a_number_is_no_buyer_and_a_name_no_account() -> None:
    page = reading("Invoice No: INV-2041", "Customer: Jane Miller", "Account: Jane Miller")

    answer = ask([page], fields=[Field("customer"), Field("buyer"), Field("IBAN")])

    assert json.loads(answer.results) == {
        "customer": "Jane Miller",
        "buyer": "Jane Miller",
        "IBAN": None,
    }


@pytest.mark.parametrize(
    ("choices", "value"),
    [(("cash", "card"), "card"), (("Visa", "Amex"), "Visa"), (("Bar", "Karte"), "Karte")],
)
def test_a_choice_is_one_of_the_choices(choices: tuple[str, ...], value: str) -> None:
    page = reading("Total 12.50", "VISA 12.50")

    answer = ask([page], fields=[Field("payment method", FieldKind.CHOICE, choices)])

    assert json.loads(answer.results) == {"payment method": value}


def test_items_are_objects_of_plain_values() -> None:
    page = reading("SHOP", "2 x Tea 7.00", "Cake 3.50", "Total 10.50")

    answer = ask([page], "list everything I bought")

    assert json.loads(answer.results) == {
        "items": [
            {"name": "Tea", "quantity": "2", "unit_price": None, "price": "7.00"},
            {"name": "Cake", "quantity": None, "unit_price": None, "price": "3.50"},
        ]
    }
    assert len(answer.evidence["items"]) == 2


def test_as_json_several_pictures_give_a_list_in_their_order() -> None:
    answer = ask([BAKERY, CAFÉ], "merchant, total")

    records = json.loads(answer.results)
    assert [(record["index"], record["total"]) for record in records] == [(0, "12.50"), (1, "3.00")]
    assert "CAFÉ" in answer.results, "letters are left as they are"


def test_with_fields_of_the_form_a_list_has_just_these() -> None:
    answer = ask([BAKERY, CAFÉ], fields=[Field("total")])

    assert json.loads(answer.results) == [{"total": "12.50"}, {"total": "3.00"}]


def test_evidence_names_the_picture_the_place_and_the_reason() -> None:
    answer = ask([BAKERY, CAFÉ], "date, total")

    assert answer.evidence == {
        "date": [{"picture": "0.jpg", "box": [60, 30, 160, 50], "reason": "label"}],
        "total": [
            {"picture": "0.jpg", "box": [60, 90, 110, 110], "reason": "arithmetic"},
            {"picture": "1.jpg", "box": [60, 60, 100, 80], "reason": "arithmetic"},
        ],
    }


def test_free_words_without_json_are_answered_in_a_line_for_each_field() -> None:
    total = ask([BAKERY], "What did I spend in total?", as_json=False)
    several = ask([BAKERY], "Who is the seller, when was it, and the tip?", as_json=False)
    items = ask([CAFÉ], "Cosa ho comprato?", as_json=False)

    assert total.results == "Total: 12.50"
    assert several.results == "Seller: CORNER BAKERY\nDate: 2024-03-25\nTip: –"
    assert items.results == "Tea  3.00"
    assert total.notices == (Notice.SUMS_AGREE,)


def test_with_json_and_no_field_the_whole_receipt_is_read() -> None:
    record = json.loads(ask([BAKERY]).results)

    assert record["merchant"] == "CORNER BAKERY"
    assert record["date"] == "2024-03-25"
    assert record["total"] == "12.50"
    assert record["items"] == [
        {"name": "Bread", "quantity": None, "unit_price": None, "price": "12.50"}
    ]
    assert record["text"] == BAKERY.text


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize(
    "prompt", ["Summarise this receipt", "Traduis le texte", "Describe it", "请总结", "blue skies"]
)
def test_a_prompt_for_more_gets_the_text_and_the_notice(prompt: str, as_json: bool) -> None:
    answer = ask([BAKERY], prompt, as_json=as_json)

    assert BAKERY.text in (json.loads(answer.results)["text"] if as_json else answer.results)
    assert Notice.READS_ONLY in answer.notices


def test_fields_beside_more_are_given_with_the_notice() -> None:
    answer = ask([BAKERY], "Explain the total", as_json=False)

    assert answer.results == "Total: 12.50"
    assert Notice.READS_ONLY in answer.notices


def test_the_sums_of_a_receipt_say_whether_they_agree() -> None:
    wrong = reading("SHOP", "Tea 5.00", "Subtotal 5.00", "Tax 1.00", "Total 7.00")

    agreeing, differing, other = ask([BAKERY], "total"), ask([wrong], "total"), ask([wrong], "date")

    assert agreeing.notices == (Notice.SUMS_AGREE,)
    assert Notice.SUMS_DIFFER in differing.notices
    assert other.notices == ()


def test_a_value_that_is_hard_to_read_is_given_with_the_notice() -> None:
    answer = ask([reading("SHOP", "TOTAL 12.50", confidence=0.8)], "total")

    assert json.loads(answer.results) == {"total": "12.50"}
    assert answer.notices == (Notice.UNSURE,)


def test_the_same_pictures_give_the_same_answer() -> None:
    assert ask([BAKERY, CAFÉ]) == ask([BAKERY, CAFÉ])


def test_engines_can_import_answering_without_the_ocr_library(checkout: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import inklift.reading.answering;"
        "print(*({'numpy', 'cv2', 'onnxruntime', 'rapidocr', 'PIL'} & set(sys.modules)))"
    )

    finished = subprocess.run(
        [sys.executable, "-c", program, str(checkout / "gui")], capture_output=True, text=True
    )

    assert (finished.returncode, finished.stdout.strip()) == (0, ""), finished.stderr
