"""The whole of a page as JSON: receipts, cards, tables, letters; and values as lines of text."""

from inklift.reading.told import Told
from inklift.reading.whole_page import whole_page
from inklift.reading.wording import in_words
from reading.made_pages import reading
from reading.structure.placed_pages import page


def test_a_short_receipt_is_one_though_it_has_little_structure() -> None:
    page = whole_page(reading("3 al pastor 10.50", "1 horchata lg 4.00", "total 14.50"))

    assert page.values["kind"].value == "receipt"
    assert page.values["total"].value == "14.50"
    assert list(page.values)[-1] == "text"


def test_a_letter_keeps_its_paragraphs() -> None:
    page = whole_page(
        reading(
            "Dear Mrs Sample,",
            "Thank you for your letter of last week and for all the photographs that came with it.",
            "If you would like to see the others, please come any weekend in the autumn.",
            "Yours sincerely,",
            "Margaret Holloway",
        )
    )

    assert page.values["kind"].value == "letter"
    assert page.values["signature"].value == "Margaret Holloway"


def test_a_page_that_says_it_is_a_receipt_and_has_a_total_is_one() -> None:
    page = whole_page(reading("TAXI RECEIPT", "Total £21.50", "Driver: M. Okafor", "6.2 miles"))

    assert page.values["kind"].value == "receipt"
    assert page.values["values"].value == {"Total": "21.50", "Driver": "M. Okafor"}


def test_names_and_prices_without_a_sum_are_items_of_a_text() -> None:
    page = whole_page(reading("Green Grocer Bros", "Apples 3.00", "Leeks 1.80", "No refunds"))

    assert page.values["kind"].value == "text"
    items = page.values["items"].value
    assert isinstance(items, list)
    assert [item["name"] for item in items] == ["Apples", "Leeks"]
    assert list(page.values)[-1] == "text"


def test_an_empty_page_is_text() -> None:
    page = whole_page(reading())

    assert (page.values["kind"].value, page.values["text"].value) == ("text", "")


def test_a_very_long_line_stays_in_the_text() -> None:
    line = "word " * 500

    assert whole_page(reading(line)).values["text"].value == line.strip()


def test_values_are_lines_and_a_table_is_rows_of_cells() -> None:
    values = {"due_date": Told("2024-03-26"), "plate": Told(None)}
    table = {"columns": Told(["Day", "Hall"]), "rows": Told([["Monday", "2"], ["Friday", "5"]])}

    assert in_words(values) == "Due date: 2024-03-26\nPlate: –"
    assert in_words(table) == "Day\tHall\nMonday\t2\nFriday\t5"


def test_what_was_bought_on_a_receipt_is_not_told_again_as_a_table() -> None:
    receipt = whole_page(
        page(
            "LARKFIELD SHOP",
            [(50, "Description"), (300, "Qty"), (400, "Price"), (500, "Amount")],
            [(50, "Tea"), (300, "2"), (400, "1.50"), (500, "3.00")],
            [(50, "Cake"), (300, "1"), (400, "4.00"), (500, "4.00")],
            [(50, "Total"), (500, "7.00")],
            [(50, "Cash"), (500, "7.00")],
            "",
            "",
            [(50, "Code"), (300, "Rate"), (400, "Net"), (500, "Tax")],
            [(50, "SR"), (300, "6%"), (400, "5.00"), (500, "0.30")],
            [(50, "ZR"), (300, "0%"), (400, "1.70"), (500, "0.00")],
            "Thank you",
            width_px=600,
        )
    )

    assert receipt.values["kind"].value == "receipt"
    assert isinstance(items := receipt.values["items"].value, list)
    assert len(items) == 2
    assert isinstance(tables := receipt.values["tables"].value, list)
    assert [table["columns"] for table in tables] == [["Code", "Rate", "Net", "Tax"]]
