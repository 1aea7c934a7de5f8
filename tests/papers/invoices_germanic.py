"""Invoices on A4 in English, German and Dutch: labels beside and above their values, VAT."""

from papers.paper import Paper, Truth, items_of, rows_of

INVOICES = (
    Paper(
        id="en-invoice",
        language="en",
        kind="invoice",
        face="sans",
        sheet="a4",
        rows=rows_of("""
            *# Northgate Office Supplies Ltd
            15 Dock Street, Hull HU1 3ZZ
            Tel 01632 960211 · VAT GB 123 4567 82

            *# INVOICE

            @ 0 60
            * Bill to | Details
            Sample & Sons | Invoice No: INV-20418
            9 Abbey Road | Invoice Date: 18 March 2024
            Lincoln LN2 1ZZ | Due Date: 17 April 2024
             | Customer No: C-7731
             | Order No: PO 55-019
            _
            @ 0 58r 78r 100r
            * Description | Qty | Unit price | Amount
            Copier paper A4, box | 10 | 18.50 | 185.00
            Ring binders | 40 | 2.25 | 90.00
            Desk lamp LED | 5 | 39.80 | 199.00
            _
            @ 55 100r
            Net total | 474.00
            VAT 20% | 94.80
            * Amount due GBP | 568.80

            Please pay within 30 days by bank transfer.
            IBAN: GB29 NWBK 6016 1331 9268 19
        """),
        truth=Truth(
            merchant="Northgate Office Supplies Ltd",
            address="15 Dock Street, Hull HU1 3ZZ",
            phone="01632 960211",
            tax_id="GB 123 4567 82",
            date="2024-03-18",
            number="INV-20418",
            currency="GBP",
            subtotal="474.00",
            tax_rate="20",
            tax="94.80",
            total="568.80",
            items=items_of("""
                Copier paper A4, box | 10 | 18.50 | 185.00
                Ring binders | 40 | 2.25 | 90.00
                Desk lamp LED | 5 | 39.80 | 199.00
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("payment_method",),
        labelled=(
            ("Due Date", "2024-04-17"),
            ("Customer No", "C-7731"),
            ("Order No", "PO 55-019"),
            ("IBAN", "GB29 NWBK 6016 1331 9268 19"),
        ),
    ),
    Paper(
        id="us-online-invoice",
        language="en",
        kind="invoice",
        face="sans",
        sheet="a4",
        rows=rows_of("""
            @ 0 100r
            *# Bright Pebble Shop | Order Invoice
            shop.example.com | support@example.com

            @ 0 27 54 80
            * Order date | Order number | Invoice number | Payment
            July 9, 2023 | 114-8837201 | BP-90217 | Visa ending 6643

            Sold by: Bright Pebble LLC, 500 Harbor Avenue, Seattle, WA 98101
            Ship to: Jo Sample, 77 Elm Court, Boise, ID 83702
            _
            @ 0 64r 82r 100r
            * Item | Quantity | Price | Item total
            Ceramic mug, blue | 4 | $12.00 | $48.00
            Linen tablecloth | 1 | $54.95 | $54.95
            Candle set | 2 | $17.25 | $34.50
            _
            @ 60 100r
            Item subtotal | $137.45
            Shipping | $8.90
            Promotion | -$10.00
            Sales tax 6% | $7.65
            * Order total | $144.00
        """),
        truth=Truth(
            merchant="Bright Pebble Shop",
            address="500 Harbor Avenue, Seattle, WA 98101",
            date="2023-07-09",
            number="BP-90217",
            currency="USD",
            subtotal="137.45",
            tax_rate="6",
            tax="7.65",
            discount="10.00",
            total="144.00",
            payment_method="card",
            card_ending="6643",
            items=items_of("""
                Ceramic mug, blue | 4 | 12.00 | 48.00
                Linen tablecloth | 1 | 54.95 | 54.95
                Candle set | 2 | 17.25 | 34.50
            """),
        ),
        expects_sums_agree=True,
        also=(("merchant", "Bright Pebble LLC"),),
        open_to_debate=("paid",),
        labelled=(("Order number", "114-8837201"), ("Shipping", "8.90")),
    ),
    Paper(
        id="de-rechnung",
        language="de",
        kind="invoice",
        face="sans",
        sheet="a4",
        rows=rows_of("""
            *# Tischlerei Brandner GmbH
            Werkstraße 9 · 89073 Ulm · Tel. 069 90009 480

            Familie Beispiel
            Am Hang 4
            89081 Ulm

            *# Rechnung

            @ 0 27 54 80
            * Rechnungsnr. | Rechnungsdatum | Kundennr. | Fällig am
            RE-2024-0137 | 12.02.2024 | 10482 | 26.02.2024
            _
            @ 0 8 56r 78r 100r
            * Pos. | Bezeichnung | Menge | Einzelpreis | Gesamtpreis
            1 | Eichentisch nach Maß | 1 | 1.480,00 € | 1.480,00 €
            2 | Stuhl Buche geölt | 6 | 189,50 € | 1.137,00 €
            3 | Montage, Stunden | 3,5 | 52,00 € | 182,00 €
            _
            @ 55 100r
            Nettobetrag | 2.799,00 €
            zzgl. 19 % MwSt. | 531,81 €
            * Bruttobetrag | 3.330,81 €

            Zahlbar innerhalb von 14 Tagen ohne Abzug.
            Bitte überweisen Sie auf IBAN DE89 3704 0044 0532 0130 00
            USt-IdNr. DE123456788 · Amtsgericht Ulm HRB 00000
        """),
        truth=Truth(
            merchant="Tischlerei Brandner GmbH",
            address="Werkstraße 9, 89073 Ulm",
            phone="069 90009 480",
            tax_id="DE123456788",
            date="2024-02-12",
            number="RE-2024-0137",
            currency="EUR",
            subtotal="2799.00",
            tax_rate="19",
            tax="531.81",
            total="3330.81",
            items=items_of("""
                Eichentisch nach Maß | 1 | 1480.00 | 1480.00
                Stuhl Buche geölt | 6 | 189.50 | 1137.00
                Montage, Stunden | 3.5 | 52.00 | 182.00
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("payment_method",),
        labelled=(
            ("Fällig am", "2024-02-26"),
            ("Kundennr.", "10482"),
            ("IBAN", "DE89 3704 0044 0532 0130 00"),
        ),
    ),
    Paper(
        id="nl-factuur",
        language="nl",
        kind="invoice",
        face="sans",
        sheet="a4",
        rows=rows_of("""
            *# Loodgietersbedrijf Waterman B.V.
            Kanaalweg 33, 2316 BC Leiden
            Telefoon 071 000 0648
            KvK 12345678 · Btw-nummer NL123456789B01

            *# FACTUUR

            @ 0 55
            Factuurnummer | 2024-0228
            Factuurdatum | 7 mei 2024
            Vervaldatum | 21 mei 2024
            Klantnummer | K-5519
            Uw referentie | badkamer boven

            Aan: mevrouw Voorbeeld, Lindelaan 2, 2314 AB Leiden
            _
            @ 0 58r 78r 100r
            * Omschrijving | Aantal | Prijs | Bedrag
            Arbeidsuren | 6,5 | € 58,00 | € 377,00
            Thermostaatkraan | 1 | € 189,95 | € 189,95
            Klein materiaal | 1 | € 23,05 | € 23,05
            _
            @ 55 100r
            Subtotaal | € 590,00
            21% btw | € 123,90
            * Te voldoen | € 713,90

            Gelieve te betalen op NL91 ABNA 0417 1643 00 binnen 14 dagen.
        """),
        truth=Truth(
            merchant="Loodgietersbedrijf Waterman B.V.",
            address="Kanaalweg 33, 2316 BC Leiden",
            phone="071 000 0648",
            tax_id="NL123456789B01",
            date="2024-05-07",
            number="2024-0228",
            currency="EUR",
            subtotal="590.00",
            tax_rate="21",
            tax="123.90",
            total="713.90",
            items=items_of("""
                Arbeidsuren | 6.5 | 58.00 | 377.00
                Thermostaatkraan | 1 | 189.95 | 189.95
                Klein materiaal | 1 | 23.05 | 23.05
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("payment_method",),
        labelled=(
            ("Vervaldatum", "2024-05-21"),
            ("Klantnummer", "K-5519"),
            ("Uw referentie", "badkamer boven"),
        ),
    ),
)
