"""Business cards: their parts, and what is no card."""

import pytest

from inklift.core.readings import Reading
from inklift.reading.structure.cards import business_card_of
from reading.structure.placed_pages import page

ENGLISH = (
    "BRIGHTWATER CONSULTING LTD",
    "",
    "Mary Jones",
    "Senior Engineer",
    "",
    "12 High Street",
    "Leeds LS1 4AB",
    "Tel: +44 113 496 0000",
    "Mobile: +44 7700 900123",
    "mary.jones@brightwater.example",
    "www.brightwater.example",
)


def test_a_card_is_read_by_its_parts() -> None:
    card = business_card_of(page(*ENGLISH, width_px=500))

    assert card is not None
    assert card.name is not None
    assert card.name.text == "Mary Jones"
    assert card.title is not None
    assert card.title.text == "Senior Engineer"
    assert card.company is not None
    assert card.company.text == "BRIGHTWATER CONSULTING LTD"
    assert [(phone.kind, phone.value.text) for phone in card.phones] == [
        ("phone", "+44 113 496 0000"),
        ("mobile", "+44 7700 900123"),
    ]
    assert card.email is not None
    assert card.email.text == "mary.jones@brightwater.example"
    assert card.website is not None
    assert card.website.text == "www.brightwater.example"
    assert card.address is not None
    assert card.address.text == "12 High Street, Leeds LS1 4AB"


def test_the_end_of_an_email_address_is_no_website() -> None:
    lines = ("Mary Jones", "Brightwater Ltd", "Tel: +44 113 496 0000", "m-j@nord-arch.de")

    without = business_card_of(page(*lines, width_px=500))
    with_one = business_card_of(page(*lines, "www.nord-arch.de", width_px=500))

    assert without is not None
    assert without.website is None
    assert with_one is not None
    assert with_one.website is not None
    assert with_one.website.text == "www.nord-arch.de"


def test_the_street_stands_above_the_town_not_beside_it() -> None:
    card = business_card_of(
        page(
            "Nordwind Architekten",
            "Silke Brandt",
            [(50, "Speicherstadt 5"), (500, "T +49 40 300 51 20")],
            [(50, "D-20457 Hamburg"), (500, "M +49 171 555 0192")],
            "brandt@nordwind-arch.de",
        )
    )

    assert card is not None
    assert card.address is not None
    assert card.address.text == "Speicherstadt 5, D-20457 Hamburg"


def test_the_parts_of_a_card_say_where_they_stand() -> None:
    card = business_card_of(page(*ENGLISH, width_px=500))

    assert card is not None
    assert card.name is not None
    assert [box.top for box in card.name.boxes] == [60]
    assert [box.top for box in card.phones[1].value.boxes] == [240]


@pytest.mark.parametrize(
    ("lines", "name", "title", "company", "kinds", "address"),
    [
        (
            (
                "Jörg Müller",
                "Geschäftsführer",
                "Müller & Söhne GmbH",
                "Hauptstraße 5",
                "80331 München",
                "Telefon 089 123456-0",
                "Fax 089 123456-9",
                "Mobil 0171 2345678",
                "j.mueller@example.de",
            ),
            "Jörg Müller",
            "Geschäftsführer",
            "Müller & Söhne GmbH",
            ["phone", "fax", "mobile"],
            "Hauptstraße 5, 80331 München",
        ),
        (
            (
                "Cabinet Lefèvre & associés",
                "Hélène Lefèvre",
                "Avocate à la cour",
                "8 rue de la Paix",
                "75002 Paris",
                "Tél. : 01 23 45 67 89",
                "h.lefevre@example.fr",
            ),
            "Hélène Lefèvre",
            "Avocate à la cour",
            "Cabinet Lefèvre & associés",
            ["phone"],
            "8 rue de la Paix, 75002 Paris",
        ),
        (
            (
                "José María Núñez",
                "Director comercial",
                "Aceites del Sur, S.L.",
                "Calle Mayor 12",
                "41001 Sevilla",
                "Móvil: +34 600 123 456",
                "www.example.es",
            ),
            "José María Núñez",
            "Director comercial",
            "Aceites del Sur, S.L.",
            ["mobile"],
            "Calle Mayor 12, 41001 Sevilla",
        ),
        (
            (
                "Officine Bianchi S.r.l.",
                "Chiara Bianchi",
                "Responsabile vendite",
                "Via Garibaldi 3",
                "20121 Milano",
                "Cell. 347 123 4567",
                "chiara@example.it",
            ),
            "Chiara Bianchi",
            "Responsabile vendite",
            "Officine Bianchi S.r.l.",
            ["mobile"],
            "Via Garibaldi 3, 20121 Milano",
        ),
        (
            (
                "João Conceição",
                "Diretor de produção",
                "Cerâmicas do Norte, Lda",
                "Rua das Flores 21",
                "4050-262 Porto",
                "Telemóvel: 912 345 678",
                "joao@example.pt",
            ),
            "João Conceição",
            "Diretor de produção",
            "Cerâmicas do Norte, Lda",
            ["mobile"],
            "Rua das Flores 21, 4050-262 Porto",
        ),
        (
            (
                "De Vries Bouw B.V.",
                "Anneke de Vries",
                "Eigenaar",
                "Keizersgracht 100",
                "1015 AA Amsterdam",
                "T 020 123 4567",
                "M 06 12345678",
                "anneke@example.nl",
            ),
            "Anneke de Vries",
            "Eigenaar",
            "De Vries Bouw B.V.",
            ["phone", "mobile"],
            "Keizersgracht 100, 1015 AA Amsterdam",
        ),
    ],
)
def test_cards_in_other_languages_are_read_alike(
    lines: tuple[str, ...],
    name: str,
    title: str,
    company: str,
    kinds: list[str],
    address: str,
) -> None:
    card = business_card_of(page(*lines, width_px=500))

    assert card is not None
    parts = (card.name, card.title, card.company, card.address)
    assert [part and part.text for part in parts] == [name, title, company, address]
    assert [phone.kind for phone in card.phones] == kinds


@pytest.mark.parametrize(
    "made",
    [
        page(),
        page("Corner Bakery", "Tel: 0113 496 0000", "www.example.org", "Coffee 2.50", "Total 2.50"),
        page("Mary Jones", "Senior Engineer", "12 High Street, Leeds LS1 4AB"),
        page(*ENGLISH, *["Another line of a long page"] * 12),
    ],
    ids=["nothing", "a receipt", "no way to reach them", "too long"],
)
def test_what_is_no_card_is_not_taken_for_one(made: Reading) -> None:
    card = business_card_of(made)

    assert card is None
