"""Merchant and address: found by where they stand at the top of a page."""

import pytest

from inklift.reading.fields.header import address_of, merchant_of
from reading.made_pages import reading


def head(*lines: str) -> tuple[str | None, str | None]:
    page = reading(*lines).lines
    merchant, address = merchant_of(page), address_of(page)
    return merchant and merchant.text, address and address.text


REST = ("Tel: 01632 960147", "TAX INVOICE", "Tea 2.10")


def test_the_block_of_the_customer_is_not_who_wrote_the_page() -> None:
    found = head("Larkfield", "Factuuradres", "Strategic Corp", "Dorpsstraat 46", "3500 MJ Utrecht")

    assert found == ("Larkfield", None)


@pytest.mark.parametrize(
    ("lines", "merchant", "address"),
    [
        (
            ("LARKFIELD CORNER SHOP", "27 Mill Lane", "Larkfield LX4 2QD"),
            "LARKFIELD CORNER SHOP",
            "27 Mill Lane Larkfield LX4 2QD",
        ),
        (
            ("A03155", "BLUE DOOR BOOKS LTD (822737-X)", "No. 5, High Street,", "12345 Newtown"),
            "BLUE DOOR BOOKS LTD",
            "No. 5, High Street, 12345 Newtown",
        ),
        (
            ("BLUE DOOR BOOKS LTD L", "8 rue des Lilas", "75371 Paris Cedex 08", "Anna Blum"),
            "BLUE DOOR BOOKS LTD",
            "8 rue des Lilas 75371 Paris Cedex 08",
        ),
        (
            ("Tax Invoice", "OAK & SON", "HOLDINGS LIMITED", "Unit 4, Harbour Road, Westport"),
            "OAK & SON HOLDINGS LIMITED",
            "Unit 4, Harbour Road, Westport",
        ),
        (
            ("RED HARDWARE", "ENTERPRISE (WEST", "SIDE) SDN BHD", "17-G, JALAN INDAH, 40170 ALAM"),
            "RED HARDWARE ENTERPRISE (WEST SIDE) SDN BHD",
            "17-G, JALAN INDAH, 40170 ALAM",
        ),
        (
            ("Bäckerei Morgenrot GmbH", "Lindenstraße 12", "10969 Berlin"),
            "Bäckerei Morgenrot GmbH",
            "Lindenstraße 12 10969 Berlin",
        ),
        (
            ("Le Petit Comptoir SARL", "8 rue des Lilas", "75011 Paris"),
            "Le Petit Comptoir SARL",
            "8 rue des Lilas 75011 Paris",
        ),
        (
            ("Panadería Sol S.L.", "Calle Mayor 3", "28013 Madrid"),
            "Panadería Sol S.L.",
            "Calle Mayor 3 28013 Madrid",
        ),
        (
            ("Café Donau", "8 Weg 1010 Wien"),
            "Café Donau",
            "8 Weg 1010 Wien",
        ),
        (
            ("Trattoria Luna", "Via Roma 10", "50123 Firenze"),
            "Trattoria Luna",
            "Via Roma 10 50123 Firenze",
        ),
        (
            ("Bakkerij De Korenbloem B.V.", "Dorpsstraat 21", "1234 AB Dorp"),
            "Bakkerij De Korenbloem B.V.",
            "Dorpsstraat 21 1234 AB Dorp",
        ),
        (
            ("BLUE _ DOOR BOOKS LTD", "5 High Street", "12345 Newtown"),
            "BLUE DOOR BOOKS LTD",
            "5 High Street 12345 Newtown",
        ),
        (
            ("Vitrail Lumen · 8 rue des Lilas · 31000 Toulouse", "Mairie de Muret"),
            "Vitrail Lumen",
            "8 rue des Lilas · 31000 Toulouse",
        ),
        (
            ("Padaria Aurora", "Rua do Carmo 7", "1200-093 Lisboa"),
            "Padaria Aurora",
            "Rua do Carmo 7 1200-093 Lisboa",
        ),
    ],
)
def test_name_and_address_are_found_at_the_top(
    lines: tuple[str, ...], merchant: str, address: str
) -> None:
    assert head(*lines, *REST) == (merchant, address)


@pytest.mark.parametrize(
    ("below", "address"),
    [
        (("55100 LUMPUR", "MALAYSIA"), "9, JALAN KANCIL 55100 LUMPUR MALAYSIA"),
        (
            ("39100 BRINCHANG,", "HIGHLANDS, PAHANG"),
            "9, JALAN KANCIL 39100 BRINCHANG, HIGHLANDS, PAHANG",
        ),
        (("55100 LUMPUR", "CITY MALL BRANCH"), "9, JALAN KANCIL 55100 LUMPUR"),
        (("55100 LUMPUR", "012-602 8832"), "9, JALAN KANCIL 55100 LUMPUR"),
        (("(867388-U)", "55100 LUMPUR", "11 Apr 2018 18:13"), "9, JALAN KANCIL 55100 LUMPUR"),
    ],
)
def test_an_address_ends_where_it_ends(below: tuple[str, ...], address: str) -> None:
    assert head("BLUE DOOR BOOKS", "9, JALAN KANCIL", *below)[1] == address


@pytest.mark.parametrize(
    "lines",
    [(), ("TOTAL 12.50",), ("Tax Invoice", "Date: 25/03/2024", "Tea 2.10"), ("12.50", "3.40")],
)
def test_nothing_is_invented(lines: tuple[str, ...]) -> None:
    assert head(*lines) == (None, None)


def test_the_boxes_are_those_of_the_lines() -> None:
    page = reading("OAK & SON", "HOLDINGS LIMITED", "4 Harbour Road, 12345 Westport")

    merchant = merchant_of(page.lines)

    assert merchant is not None
    assert merchant.boxes == tuple(line.box for line in page.lines[:2])
    assert merchant.reason == "position"


@pytest.mark.parametrize(
    "rows",
    [
        ("Membership form", "Name: Ingrid Solheim", "Phone: 07700 900123"),
        ("TAXI RECEIPT", "Fare 18.40", "Total 18.40", "Driver: M. Smith", "Journey 6 miles"),
        ("PAYMENT RECEIPT", "Guest Name: Ann Lee  Date: 31/12/2017", "Room Charges 19.39"),
    ],
)
def test_a_title_or_a_label_is_no_merchant(rows: tuple[str, ...]) -> None:
    assert merchant_of(reading(*rows).lines) is None
