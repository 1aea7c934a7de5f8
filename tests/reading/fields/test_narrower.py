"""Names whose own label goes before that of the field that we know."""

import pytest

from inklift.reading.fields.narrower import narrower_value
from reading.made_pages import reading

_INVOICE = reading(
    "Tischlerei Hagedorn",
    "Steuernummer 33/123/45678  USt-IdNr. DE287654321",
    "Rechnungsbetrag 2.791,98",
    "Anzahlung vom 01.03. -500,00",
    "Noch zu zahlen 2.291,98",
    "IBAN DE89 3704 0044 0532 0130 00 BIC NOLADE21LBG",
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("amount due", "2291.98"),
        ("balance_due", "2291.98"),
        ("Restbetrag", "2291.98"),
        ("Anzahlung", "-500.00"),
        ("deposit", "-500.00"),
        ("VAT ID", "DE287654321"),
        ("USt-IdNr.", "DE287654321"),
        ("Steuernummer", "33/123/45678"),
        ("IBAN", "DE89 3704 0044 0532 0130 00"),
        ("BIC", "NOLADE21LBG"),
        ("swift code", "NOLADE21LBG"),
        ("SIRET", None),
        ("total", None),
    ],
)
def test_the_own_label_of_a_name_is_read(name: str, text: str | None) -> None:
    found = narrower_value(_INVOICE.lines, name)

    assert (found.text if found else None) == text
    assert found is None or found.boxes


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Balance due", "amount due"),
        ("Reste à payer", "reste à payer"),
        ("Resta por pagar", "amount due"),
        ("Resta da pagare", "balance due"),
        ("Falta pagar", "left to pay"),
        ("Nog te betalen", "outstanding"),
    ],
)
def test_what_is_left_to_pay_is_known_in_other_languages(label: str, name: str) -> None:
    found = narrower_value(reading("Total 3 642,90", f"{label} 2 642,90").lines, name)

    assert found is not None
    assert found.text == "2642.90"


@pytest.mark.parametrize("behind", ["", " BIC NOLADE21LBG"])
def test_an_iban_whose_check_digits_are_wrong_is_unsure(behind: str) -> None:
    found = narrower_value(reading(f"IBAN: DE88 3704 0044 0532 0130 00{behind}").lines, "IBAN")

    assert found is not None
    assert found.text == "DE88 3704 0044 0532 0130 00"
    assert not found.is_sure


def test_what_only_looks_like_an_iban_is_none() -> None:
    assert narrower_value(reading("Order AB12 3456 7890 1234 56").lines, "IBAN") is None
