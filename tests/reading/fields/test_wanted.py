"""What a prompt asks for: fields by name, in free words, of other names, the text, or more."""

from pathlib import Path

import pytest

from inklift.core.asking import words_for
from inklift.core.prompts import AnswerForm, Field, FieldKind
from inklift.reading.fields.meanings import Meaning
from inklift.reading.fields.wanted import named_fields, wanted_in
from inklift.services.templates import ready_templates


@pytest.mark.parametrize(
    ("prompt", "names"),
    [
        ("merchant, date and total", ["merchant", "date", "total"]),
        ('{"total": "", "date": ""}', ["total", "date"]),
        ("Grand total and invoice date, please", ["grand_total", "invoice_date"]),
        ("the shop's name? the store name", ["shop_name", "store_name"]),
        ("merchant and address, store address", ["merchant", "address", "store_address"]),
        ("Tax ID, phone number, currency code", ["tax_id", "phone_number", "currency_code"]),
        ("subtotal, VAT rate and VAT amount", ["subtotal", "vat_rate", "vat_amount"]),
        ("TOTAL TOTAL total", ["total"]),
        ("total tax, tax total", ["total_tax", "tax_total"]),
        ("total as a number and the date (YYYY-MM-DD)", ["total", "date"]),
        ("all line items with quantity and price, and the tip", ["line_items", "tip"]),
        ("Händler, Datum und Gesamtbetrag", ["händler", "datum", "gesamtbetrag"]),
        ("le magasin, la date et le montant total", ["magasin", "date", "montant_total"]),
        ("tienda, fecha, importe total", ["tienda", "fecha", "importe_total"]),
        ("negozio, data e totale", ["negozio", "data", "totale"]),
        ("loja, data e valor total", ["loja", "data", "valor_total"]),
        ("winkel, datum en totaalbedrag", ["winkel", "datum", "totaalbedrag"]),
        ("Extract all text and the total", ["total", "text"]),
        ("número de factura, nombre de la tienda", ["número_de_factura", "nombre_de_la_tienda"]),
        ("numéro de facture et numéro de TVA", ["numéro_de_facture", "numéro_de_tva"]),
        ("numero di telefono, numero fattura", ["numero_di_telefono", "numero_fattura"]),
        ("name, company, phone", ["name", "company", "phone"]),
        ("total (number only), the date, and nothing else", ["total", "date"]),
        ('{"items": [{"name": "", "price": 0}], "total": 0}', ["items", "total"]),
        ("update the totals one at a time", []),
        ("", []),
    ],
)
def test_fields_have_the_names_that_the_prompt_gives_them(prompt: str, names: list[str]) -> None:
    wanted = wanted_in(prompt)

    assert [field.name for field in wanted.fields] == names
    assert all(field.meaning is not None for field in wanted.fields)


@pytest.mark.parametrize(
    ("prompt", "meanings"),
    [
        ("What did I spend in total?", [Meaning.TOTAL]),
        ("How much was it?", [Meaning.TOTAL]),
        ("Was habe ich insgesamt ausgegeben?", [Meaning.TOTAL]),
        ("Combien ai-je dépensé au total ?", [Meaning.TOTAL]),
        ("¿Cuánto gasté en total?", [Meaning.TOTAL]),
        ("Quanto ho speso in totale?", [Meaning.TOTAL]),
        ("Quanto gastei no total?", [Meaning.TOTAL]),
        ("Hoeveel heb ik in totaal uitgegeven?", [Meaning.TOTAL]),
        ("Who is the seller and when was it?", [Meaning.MERCHANT, Meaning.DATE]),
        ("Wer ist der Verkäufer und wann war das?", [Meaning.MERCHANT, Meaning.DATE]),
        ("Qui est le vendeur et quand ?", [Meaning.MERCHANT, Meaning.DATE]),
        ("¿Quién es el vendedor y cuándo fue?", [Meaning.MERCHANT, Meaning.DATE]),
        ("List everything I bought", [Meaning.ITEMS]),
        ("List all items with prices", [Meaning.ITEMS]),
        ("Liste alles auf, was ich gekauft habe", [Meaning.ITEMS]),
        ("Qu'ai-je acheté ?", [Meaning.ITEMS]),
        ("¿Qué compré?", [Meaning.ITEMS]),
        ("Cosa ho comprato?", [Meaning.ITEMS]),
        ("O que comprei?", [Meaning.ITEMS]),
        ("Wat heb ik gekocht?", [Meaning.ITEMS]),
        ("How did I pay?", [Meaning.PAYMENT_METHOD]),
        ("Was it paid by card?", [Meaning.PAYMENT_METHOD]),
        ("How much tax did I pay?", [Meaning.TAX]),
        ("Combien de TVA ?", [Meaning.TAX]),
        ("How much did I save?", [Meaning.DISCOUNT]),
        ("Wo habe ich eingekauft?", [Meaning.MERCHANT, Meaning.ADDRESS]),
        ("¿Dónde compré esto?", [Meaning.MERCHANT, Meaning.ADDRESS]),
        ("Quanto costa?", [Meaning.TOTAL]),
        ("Quando foi a compra?", [Meaning.DATE]),
        ("lijst van producten met prijs", [Meaning.ITEMS]),
        ("Wie habe ich bezahlt?", [Meaning.PAYMENT_METHOD]),
        (
            "Where did I buy this and at what time?",
            [Meaning.MERCHANT, Meaning.ADDRESS, Meaning.TIME],
        ),
    ],
)
def test_free_words_lead_to_the_right_fields(prompt: str, meanings: list[Meaning]) -> None:
    wanted = wanted_in(prompt)

    assert [field.meaning for field in wanted.fields] == meanings
    assert not wanted.asks_for_more


@pytest.mark.parametrize(
    ("prompt", "labels"),
    [
        ("due date, date of birth, delivery date", ["due date", "date of birth", "delivery date"]),
        ("total, loyalty number", ["loyalty number"]),
        ("Extract the vehicle plate and the total", ["vehicle plate"]),
        ("company, shoe size", ["shoe size"]),
        ("total number of items", ["total number of items"]),
        ("Kundennummer", ["kundennummer"]),
    ],
)
def test_names_that_are_not_known_are_looked_for_as_labels(prompt: str, labels: list[str]) -> None:
    fields = wanted_in(prompt).fields

    assert [field.label for field in fields if field.meaning is None] == labels


@pytest.mark.parametrize(
    "prompt",
    [
        "",
        "OCR",
        "Read the text",
        "What does it say?",
        "Please transcribe the picture line by line, exactly as printed.",
        "Was steht auf dem Beleg?",
        "Extrais tout le texte de cette image, s'il te plaît",
        "¿Qué dice este recibo?",
        "Estrai tutto il testo",
        "Extraia todo o texto da página",
        "Wat staat er op de bon?",
    ],
)
def test_a_prompt_for_the_text_asks_for_nothing_else(prompt: str) -> None:
    wanted = wanted_in(prompt)

    assert (wanted.fields, wanted.asks_for_text, wanted.asks_for_more) == ((), True, False)


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
        "Explain the total",
        "Is the total right?",
        "Who sold this, and was it worth the price?",
        "Fasse den Text zusammen",
        "Traduis le texte",
        "Resume el texto",
        "Riassumi il testo",
        "Compare os textos",
        "Vat de tekst samen",
    ],
)
def test_what_only_a_person_or_a_model_can_do_is_more(prompt: str) -> None:
    assert wanted_in(prompt).asks_for_more


@pytest.mark.parametrize(
    "prompt", ["Read the table", "Give me the table as rows", "Die Tabelle bitte", "La tabella"]
)
def test_a_table_is_its_columns_and_rows(prompt: str) -> None:
    assert [field.meaning for field in wanted_in(prompt).fields] == [Meaning.COLUMNS, Meaning.ROWS]


def test_every_template_that_comes_along_is_understood(checkout: Path) -> None:
    templates = ready_templates(checkout / "resources" / "templates")

    wanted = {template.id: wanted_in(template.prompt) for template in templates}

    assert len(wanted) >= 6
    assert not any(each.asks_for_more for each in wanted.values())
    guesses = {field.name for each in wanted.values() for field in each.fields if field.is_guess}
    assert guesses <= {"buyer"}


def test_fields_of_a_form_keep_their_names_and_are_understood() -> None:
    fields = named_fields(["Invoice total", "Rechnungsnummer", "colour of the car"])

    assert [field.name for field in fields] == [
        "Invoice total",
        "Rechnungsnummer",
        "colour of the car",
    ]
    assert [field.meaning for field in fields] == [Meaning.TOTAL, Meaning.NUMBER, None]


def test_the_number_of_the_picture_is_no_field() -> None:
    prompt = 'An array [{"index": 0, …}] with these keys:\n- "total": an amount\n- "date": a date'

    assert [field.name for field in wanted_in(prompt).fields] == ["total", "date"]


@pytest.mark.parametrize(
    ("prompt", "names"),
    [
        ("order number", ["order_number"]),
        ("invoice number, order number", ["invoice_number", "order_number"]),
        ("purchase order number, order date", ["purchase_order_number", "order_date"]),
        ("total, table number", ["total", "table_number"]),
        ("server, table, guests", ["server", "table", "guests"]),
        ("Wer ist der Kunde?", ["kunde"]),
        ("Bis wann muss ich zahlen?", ["due_date"]),
        ("Combien reste-t-il à payer ?", ["balance_due"]),
    ],
)
def test_a_word_before_a_name_makes_another_field_of_it(prompt: str, names: list[str]) -> None:
    wanted = wanted_in(prompt)

    assert [field.name for field in wanted.fields] == names
    assert not wanted.asks_for_more


@pytest.mark.parametrize(
    ("prompt", "meanings"),
    [
        ("no tax, only total", [Meaning.TOTAL]),
        ("Don't give me the total, just the date", [Meaning.DATE]),
        ("Ignore the total, give me the tax", [Meaning.TAX]),
        ("Datum, ohne die Summe", [Meaning.DATE]),
        ("la date, sans le total", [Meaning.DATE]),
    ],
)
def test_what_is_not_wanted_is_left_out(prompt: str, meanings: list[Meaning]) -> None:
    wanted = wanted_in(prompt)

    assert [field.meaning for field in wanted.fields] == meanings
    assert not wanted.asks_for_more


@pytest.mark.parametrize(
    "prompt",
    ["everything except the items", "How much was the Lobster Roll?", "Was kostet das Bier hier?"],
)
def test_what_no_field_answers_is_more(prompt: str) -> None:
    wanted = wanted_in(prompt)

    assert not wanted.fields
    assert wanted.asks_for_more


@pytest.mark.parametrize("prompt", ["Write the total in words", "total, date as DD.MM.YYYY"])
def test_a_value_written_otherwise_is_more(prompt: str) -> None:
    wanted = wanted_in(prompt)

    assert Meaning.TOTAL in [field.meaning for field in wanted.fields]
    assert wanted.asks_for_more


@pytest.mark.parametrize(
    "prompt",
    [
        "which table did we sit at",
        "An welchem Tisch saßen wir?",
        "À quelle table étions-nous ?",
        "¿En qué mesa comimos?",
        "A che tavolo eravamo?",
    ],
)
def test_the_table_of_a_restaurant_is_no_table_of_a_page(prompt: str) -> None:
    assert [each.label for each in wanted_in(prompt).fields] == ["table"]


@pytest.mark.parametrize(
    "prompt",
    [
        "total and classify as food or travel",
        "total, category (food, travel, office)",
        "total, kategorisiere als Essen oder Reise",
        "Classify as food, travel or office and give me the total",
        "category: food or travel, total",
        "total, then classify it as private or business",
    ],
)
def test_classes_to_sort_into_are_no_fields(prompt: str) -> None:
    wanted = wanted_in(prompt)

    assert [each.meaning for each in wanted.fields] == [Meaning.TOTAL]
    assert wanted.asks_for_more


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ("Name und Adresse des Kunden", "kunde"),
        ("customer name and address", "customer"),
        ("nome e indirizzo del cliente", "cliente"),
        ("naam en adres van de klant", "klant"),
    ],
)
def test_name_and_address_of_the_customer_are_one_field(prompt: str, name: str) -> None:
    assert [each.name for each in wanted_in(prompt).fields] == [name]


@pytest.mark.parametrize("prompt", ["Did we leave a tip?", "What is the total in EUR?"])
def test_a_question_after_one_value_asks_for_no_more(prompt: str) -> None:
    wanted = wanted_in(prompt)

    assert len(wanted.fields) == 1
    assert not wanted.asks_for_more


@pytest.mark.parametrize(
    "form", [AnswerForm(True), AnswerForm(True, fields=(Field("total", FieldKind.MONEY),))]
)
def test_our_own_words_for_several_pictures_add_no_field(form: AnswerForm) -> None:
    prompt = words_for("Total?" if form.fields else "total", form, 3)

    assert [each.name for each in wanted_in(prompt).fields] == ["total"]
