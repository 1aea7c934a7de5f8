"""Letters in seven languages: their parts, and what is no letter."""

import re

import pytest

from inklift.core.readings import Reading
from inklift.reading.structure.letters import letter_of
from reading.structure.placed_pages import page

BODY = (
    "thank you for your letter of last week, which we have read with great plea-",
    "sure. We are glad to send you the papers that you asked for.",
    "",
    "Please look at them and let us know whether anything is missing, so that we",
    "can go on with the work in time.",
)


def _letter(
    date: str = "Leeds, 5 January 2026",
    subject: str = "Your order of 12 December",
    salutation: str = "Dear Ms Jones,",
    closing: str = "Yours sincerely,",
) -> Reading:
    return page(
        "Corner Books Ltd",
        "12 High Street",
        "Leeds LS1 4AB",
        "",
        "Ms Mary Jones",
        "7 Mill Lane",
        "York YO1 7HH",
        "",
        [(800, date)],
        "",
        subject,
        "",
        salutation,
        "",
        *BODY,
        "",
        closing,
        "",
        "",
        "Peter Brown",
        "Manager",
    )


def test_a_letter_is_read_by_its_parts() -> None:
    letter = letter_of(_letter())

    assert letter is not None
    assert letter.sender is not None
    assert letter.sender.text == "Corner Books Ltd 12 High Street Leeds LS1 4AB"
    assert letter.recipient is not None
    assert letter.recipient.text == "Ms Mary Jones 7 Mill Lane York YO1 7HH"
    assert letter.date is not None
    assert letter.date.text == "2026-01-05"
    assert letter.subject is not None
    assert letter.subject.text == "Your order of 12 December"
    assert letter.salutation.text == "Dear Ms Jones,"
    assert letter.paragraphs == (
        "thank you for your letter of last week, which we have read with great pleasure. "
        "We are glad to send you the papers that you asked for.",
        "Please look at them and let us know whether anything is missing, so that we "
        "can go on with the work in time.",
    )
    assert letter.closing is not None
    assert letter.closing.text == "Yours sincerely,"
    assert letter.signature is not None
    assert letter.signature.text == "Peter Brown Manager"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("subject", "Your order of 12 December"),
        ("Betreff", "Your order of 12 December"),
        ("greeting", "Dear Ms Jones,"),
        ("signed_by", "Peter Brown Manager"),
        ("weight", None),
    ],
)
def test_a_part_of_a_letter_is_found_by_its_name(name: str, text: str | None) -> None:
    letter = letter_of(_letter())

    assert letter is not None
    part = letter.part_named(name)
    assert (part.text if part else None) == text


def test_the_parts_of_a_letter_say_where_they_stand() -> None:
    letter = letter_of(_letter())

    assert letter is not None
    assert letter.recipient is not None
    assert [box.top for box in letter.recipient.boxes] == [120, 150, 180]


@pytest.mark.parametrize(
    ("date", "subject", "salutation", "closing", "wanted_subject"),
    [
        ("5th May 2026", "Re: Papers", "Dear Sir or Madam,", "Kind regards", "Papers"),
        (
            "München, den 5. Jänner 2026".replace("Jänner", "Januar"),
            "Betreff: Ihre Bestellung",
            "Sehr geehrte Damen und Herren,",
            "Mit freundlichen Grüßen",
            "Ihre Bestellung",
        ),
        (
            "Paris, le 5 février 2026",
            "Objet : votre commande",
            "Chère Madame,",
            "Veuillez agréer, Madame, l'expression de mes salutations distinguées.",
            "votre commande",
        ),
        (
            "Madrid, 5 de enero de 2026",
            "Asunto: su pedido",
            "Estimada señora Pérez:",
            "Atentamente,",
            "su pedido",
        ),
        (
            "Milano, 5 gennaio 2026",
            "Oggetto: il Suo ordine",
            "Gentile signora Rossi,",
            "Cordiali saluti",
            "il Suo ordine",
        ),
        (
            "Lisboa, 5 de março de 2026",
            "Assunto: a sua encomenda",
            "Exmos. Senhores,",
            "Com os melhores cumprimentos,",
            "a sua encomenda",
        ),
        (
            "Utrecht, 5 januari 2026",
            "Betreft: uw bestelling",
            "Geachte heer De Vries,",
            "Met vriendelijke groet,",
            "uw bestelling",
        ),
    ],
)
def test_letters_in_other_languages_are_read_alike(
    date: str, subject: str, salutation: str, closing: str, wanted_subject: str
) -> None:
    letter = letter_of(_letter(date, subject, salutation, closing))

    assert letter is not None
    assert letter.date is not None
    assert re.fullmatch(r"2026-0[1-5]-05", letter.date.text)
    assert letter.subject is not None
    assert letter.subject.text == wanted_subject
    assert letter.salutation.text == salutation
    assert letter.closing is not None
    assert letter.closing.text == closing
    assert len(letter.paragraphs) == 2


@pytest.mark.parametrize(
    "made",
    [
        page(),
        page("Dear diary,", "it rained."),
        page("Dearborn Hardware Ltd", *BODY),
        page("Hello World Café", "Coffee 2.50", "Total 2.50", "Thank you for your visit"),
        page(*BODY),
    ],
    ids=["nothing", "too short", "a name", "a receipt", "text alone"],
)
def test_what_is_no_letter_is_not_taken_for_one(made: Reading) -> None:
    letter = letter_of(made)

    assert letter is None


@pytest.mark.parametrize("reference", ["Our ref: BL/2291", "Ihr Zeichen: BL/2291", "N/Réf. : 22"])
def test_a_reference_is_no_subject_and_a_heading_below_the_greeting_is_one(reference: str) -> None:
    letter = letter_of(
        page(
            "Brook Library",
            "7 Mill Lane",
            "",
            "Mr Adeyemi Cole",
            "33 Orchard Road",
            "",
            reference,
            "",
            "Dear Mr Cole,",
            "",
            "Overdue books: final reminder",
            "",
            *BODY,
            "",
            "Yours sincerely,",
            "",
            "Helena Marsh",
        )
    )

    assert letter is not None
    assert letter.subject is not None
    assert letter.subject.text == "Overdue books: final reminder"
    assert letter.paragraphs[0].startswith("thank you")


def test_a_sentence_below_the_greeting_is_no_subject() -> None:
    letter = letter_of(page("Dear Mary,", "", "How are you?", "", *BODY, "", "Yours sincerely,"))

    assert letter is not None
    assert letter.subject is None


def test_the_last_closing_ends_a_letter_and_may_take_two_lines() -> None:
    letter = letter_of(
        page(
            "Madame, Monsieur,",
            "",
            "Par la présente, je vous informe de ma décision de résilier le contrat.",
            "",
            "Je vous prie de bien vouloir me confirmer la date de fin.",
            "",
            "Veuillez agréer, Madame, Monsieur, l'expression de",
            "mes salutations distinguées.",
            "",
            "Hélène Lefèvre",
        )
    )

    assert letter is not None
    assert len(letter.paragraphs) == 2
    assert letter.closing is not None
    assert letter.closing.text.startswith("Veuillez agréer")
    assert letter.closing.text.endswith("distinguées.")
    assert letter.signature is not None
    assert letter.signature.text == "Hélène Lefèvre"
