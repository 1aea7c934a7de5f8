"""Phone, e-mail, website and tax number, by the labels and patterns of seven languages."""

import pytest

from inklift.reading.fields.contacts import email_of, phone_of, tax_id_of, website_of
from inklift.reading.fields.values import FieldValue
from reading.made_pages import reading


def text(found: FieldValue | None) -> str | None:
    return found and found.text


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        ("Tel: 03-5122 1701 Fax: 03-5121 5716", "03-5122 1701"),
        ("Telephone 01632 960457 VAT GB 123 4567 82", "01632 960457"),
        ("Telefon: +49 40 66969 210", "+49 40 66969 210"),
        ("Tél. 04 65 71 23 08", "04 65 71 23 08"),
        ("TELÉFONO: 960 000 118", "960 000 118"),
        ("Fone (11) 5550-0123", "(11) 5550-0123"),
        ("Telefoon 050 000 0233", "050 000 0233"),
        ("614-555-0172", "614-555-0172"),
        ("+44 113 496 0182", "+44 113 496 0182"),
        ("Tel: 1-300-80-AEON (2366)", "1-300-80-AEON (2366)"),
        ("Fax: 03-5121 5716", None),
        ("TOTAL 1234567.89", None),
        ("25-03-2024", None),
    ],
)
def test_a_phone_number_is_found(line: str, phone: str | None) -> None:
    assert text(phone_of(reading("SHOP", line).lines)) == phone


@pytest.mark.parametrize(
    ("line", "tax_id"),
    [
        ("GST ID : 001609584640", "001609584640"),
        ("(GST Reg No: 001492992000)", "001492992000"),
        ("VAT Reg No: GB 123456782", "GB 123456782"),
        ("USt-IdNr. DE123456788", "DE123456788"),
        ("St.-Nr. 119/815/00470", "119/815/00470"),
        ("UID: ATU12345675", "ATU12345675"),
        ("CHE-123.456.788 MWST", "CHE-123.456.788"),
        ("TVA intracom. FR83123456782", "FR83123456782"),
        ("N.I.F. A12345674", "A12345674"),
        ("Partita IVA 01234567897", "01234567897"),
        ("Contribuinte Nº 500000000", "500000000"),
        ("CNPJ: 11.222.333/0001-81", "11.222.333/0001-81"),
        ("KvK 12345678 Btw-nummer NL123456789B01", "NL123456789B01"),
        ("GSTIN: 06AABCO6063D1ZQ", "06AABCO6063D1ZQ"),
        ("CIN U63090DL2012 · 06AABCO6063D1ZQ", "06AABCO6063D1ZQ"),
        ("GST Re9 #000899874816", "000899874816"),
        ("VAT 20% 94.80", None),
        ("GST 6% 1.65 27.48", None),
    ],
)
def test_a_tax_number_is_found(line: str, tax_id: str | None) -> None:
    assert text(tax_id_of(reading("SHOP", line).lines)) == tax_id


def test_addresses_of_the_internet_are_found_by_their_pattern() -> None:
    page = reading("SHOP", "info@shop.example.com", "Visit www.shop.example.com/today").lines

    assert text(email_of(page)) == "info@shop.example.com"
    assert text(website_of(page)) == "www.shop.example.com/today"


@pytest.mark.parametrize("line", ["2 pc@269.00", "Item promo@10.99", "a@b"])
def test_a_price_of_one_is_no_email_address(line: str) -> None:
    assert email_of(reading(line).lines) is None


def test_an_email_address_is_no_website() -> None:
    assert website_of(reading("info@shop.de").lines) is None


def test_a_phone_keeps_the_bracket_that_it_begins_with() -> None:
    found = phone_of(reading("The Spoon", "(207) 555-0148").lines)

    assert found is not None
    assert found.text == "(207) 555-0148"


def test_the_next_label_is_no_part_of_a_tax_id() -> None:
    found = tax_id_of(reading("USt-ID: DE 232 446 240 SWIFT GENODEM1").lines)

    assert found is not None
    assert found.text == "DE 232 446 240"


def test_a_name_in_capitals_that_ends_in_com_is_no_website() -> None:
    assert website_of(reading("FARMASI ALPHA.COM").lines) is None
    assert text(website_of(reading("WWW.ALPHA.COM").lines)) == "WWW.ALPHA.COM"
    assert text(website_of(reading("Web: ALPHA.COM").lines)) == "ALPHA.COM"
