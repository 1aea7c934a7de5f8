"""The company in a document's last lines: whose invoice it is when the head names the customer."""

from inklift.reading.fields.known import known_values
from inklift.reading.fields.meanings import Meaning
from reading.made_pages import reading

ITEMS = ("Article Qty Price Amount", "Notice in the weekly paper 1 45,93 45,93", "Total 45,93")
TERMS = "Payment within thirty days of the date of this invoice, without any deduction, please."


def seller(*lines: str) -> tuple[str | None, str | None]:
    values = known_values(reading(*lines)).values
    merchant, address = values.get(Meaning.MERCHANT), values.get(Meaning.ADDRESS)
    return merchant and merchant.text, address and address.text


def test_a_head_of_the_customer_gives_way_to_the_company_that_the_foot_names() -> None:
    french = seller(
        "ATELIER NORD", "27 rue des Lilas", "69100 Villeurbanne", *ITEMS, TERMS, "ANNONCIA",
        "Siège social : 16 rue du Port - 92100 BOULOGNE – Tél : 01 99 00 17 17 – a@nn.example",
    )  # fmt: skip
    english = seller(
        "Jane Doe", *ITEMS, TERMS,
        "Regd. office: Larkfield Trading Limited, 5 Mill Lane, Leeds LS1 4AB, CIN : U7290PTC05",
    )  # fmt: skip

    assert french == ("ANNONCIA", "16 rue du Port - 92100 BOULOGNE")
    assert english == ("Larkfield Trading Limited", "5 Mill Lane, Leeds LS1 4AB")


def test_a_head_that_the_foot_confirms_stays() -> None:
    found = seller(
        "LARKFIELD", "5 Mill Lane", "Leeds LS1 4AB", *ITEMS, TERMS,
        "Larkfield Trading Limited, registered office: 99 Harbour Road, Westport WP1 4AB",
    )  # fmt: skip

    assert found == ("LARKFIELD", "5 Mill Lane Leeds LS1 4AB")


def test_the_foot_of_a_strip_of_short_lines_does_not_name_the_shop() -> None:
    found = seller(
        "CORNER CAFE", "5 Mill Lane", "Leeds LS1 4AB", "Tea 2.10", "Total 2.10", "Cash 2.10",
        "BIG GROUP PLC", "Registered office: 1 High St",
    )  # fmt: skip

    assert found == ("CORNER CAFE", "5 Mill Lane Leeds LS1 4AB")
