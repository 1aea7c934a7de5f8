"""Papers in German, held out: Austria and Switzerland; hairdresser, inn, museum, bicycles."""

from papers.paper import Paper, Truth, items_of, rows_of

PAPERS = (
    Paper(
        id="at-friseur",
        language="de",
        kind="receipt",
        rows=rows_of("""
            ^*# Haarwerk Steiner
            ^ Linzer Gasse 44, 5020 Salzburg
            ^ Tel.: 0662 000 271
            ^ UID-Nr.: ATU12345675

            Barbeleg Nr. 11827
            Kassa: K1   Mitarb.: Sabine
            15.06.2024   10:05:44
            -
            1 Damenschnitt lang | 48,00 B
            1 Strähnen Folie | 62,00 B
            1 Shampoo 250 ml | 17,90 B
            -
            *# Zu bezahlen: EUR | 127,90
            Gegeben bar: | 130,00
            Retourgeld: | 2,10
            -
            @ 0 25 50r 75r 100r
            Kz | USt | Netto | USt EUR | Brutto
            B | 20% | 106,58 | 21,32 | 127,90
            -
            ^ Nächster Termin: 27.07.2024 09:30
            ^ Gutscheine sind 3 Jahre gültig
        """),
        truth=Truth(
            merchant="Haarwerk Steiner",
            address="Linzer Gasse 44, 5020 Salzburg",
            phone="0662 000 271",
            tax_id="ATU12345675",
            date="2024-06-15",
            time="10:05",
            number="11827",
            currency="EUR",
            tax_rate="20",
            tax="21.32",
            total="127.90",
            paid="130.00",
            change="2.10",
            payment_method="cash",
            items=items_of("""
                Damenschnitt lang | 1 | | 48.00
                Strähnen Folie | 1 | | 62.00
                Shampoo 250 ml | 1 | | 17.90
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("subtotal",),
    ),
    Paper(
        id="ch-bergrestaurant",
        language="de",
        kind="receipt",
        rows=rows_of("""
            ^* Bergrestaurant Alpenrose
            ^ Höhenweg 2, 3818 Grindelwald
            ^ MWST-Nr. CHE-123.456.788 MWST

            Rg-Nr 40217     Tisch 118
            Do 22.02.24 12:51   Bed: Reto
            -
            @ 0 10 78r 100r
            2 | Rösti Älpler | 24.50 | 49.00
            1 | Gerstensuppe | 12.80 | 12.80
            2 | Rivella 5dl | 5.90 | 11.80
            1 | Kafi Luz | 8.50 | 8.50
            -
            *# Total CHF | 82.10
            Total EUR | 87.34
            > Kurs 0.94
            -
            MWST 8.1% von 82.10 = 6.15
            Maestro CHF | 82.10
            ^ Merci viumau u uf Widerluege
        """),
        truth=Truth(
            merchant="Bergrestaurant Alpenrose",
            address="Höhenweg 2, 3818 Grindelwald",
            tax_id="CHE-123.456.788",
            date="2024-02-22",
            time="12:51",
            number="40217",
            currency="CHF",
            tax_rate="8.1",
            tax="6.15",
            total="82.10",
            paid="82.10",
            payment_method="card",
            items=items_of("""
                Rösti Älpler | 2 | 24.50 | 49.00
                Gerstensuppe | 1 | 12.80 | 12.80
                Rivella 5dl | 2 | 5.90 | 11.80
                Kafi Luz | 1 | 8.50 | 8.50
            """),
        ),
        expects_sums_agree=True,
        also=(("tax_id", "CHE-123.456.788 MWST"),),
    ),
    Paper(
        id="at-museum",
        language="de",
        kind="receipt",
        size_px=24,
        rows=rows_of("""
            ^* Museum im Zeughaus
            ^ Herrengasse 12 A-8010 Graz
            ^ ATU12345675

            Erwachsene 2 | EUR 22,00
            Ermäßigt 1 | EUR 7,00
            Audioguide 3 | EUR 9,00
            * Gesamt EUR 38,00
            13% USt 4,37
            Kreditkarte 38,00
            26.08.23 11:20 RNr: 2023/18807
        """),
        truth=Truth(
            merchant="Museum im Zeughaus",
            address="Herrengasse 12 A-8010 Graz",
            tax_id="ATU12345675",
            date="2023-08-26",
            time="11:20",
            number="2023/18807",
            currency="EUR",
            tax_rate="13",
            tax="4.37",
            total="38.00",
            paid="38.00",
            payment_method="card",
            items=items_of("""
                Erwachsene | 2 | | 22.00
                Ermäßigt | 1 | | 7.00
                Audioguide | 3 | | 9.00
            """),
        ),
        expects_sums_agree=True,
        also=(("address", "Herrengasse 12, 8010 Graz"),),
    ),
    Paper(
        id="ch-velowerkstatt",
        language="de",
        kind="invoice",
        face="sans",
        sheet="a4",
        rows=rows_of("""
            @ 0 100r
            *# Velo Wyss GmbH | Rechnung 24-0719
            Zürcherstrasse 81, 8400 Winterthur | Datum 19.07.2024
            052 000 03 14, wyss@example.com | Kunde 3381

            Frau Beispiel, Gartenweg 6, 8404 Winterthur
            _
            @ 0 55r 68r 84r 100r
            * Leistung / Material | Anz. | Ansatz | Rabatt | CHF
            Jahresservice E-Bike | 1 | 189.00 | | 189.00
            Bremsbeläge hydraulisch | 2 | 32.50 | 10% | 58.50
            Schlauch 28 Zoll | 2 | 9.80 | | 19.60
            _
            @ 55 100r
            Zwischensumme exkl. MWST | 267.10
            MWST 8.1 % | 21.64
            Rundungsdifferenz | 0.01
            * Rechnungsbetrag CHF | 288.75

            Zahlungsfrist 30 Tage netto, zahlbar bis 18.08.2024
            IBAN CH93 0076 2011 6238 5295 7 · CHE-123.456.788 MWST
        """),
        truth=Truth(
            merchant="Velo Wyss GmbH",
            address="Zürcherstrasse 81, 8400 Winterthur",
            phone="052 000 03 14",
            tax_id="CHE-123.456.788",
            date="2024-07-19",
            number="24-0719",
            currency="CHF",
            subtotal="267.10",
            tax_rate="8.1",
            tax="21.64",
            total="288.75",
            items=items_of("""
                Jahresservice E-Bike | 1 | 189.00 | 189.00
                Bremsbeläge hydraulisch | 2 | 32.50 | 58.50
                Schlauch 28 Zoll | 2 | 9.80 | 19.60
            """),
        ),
        expects_sums_agree=True,
        also=(("tax_id", "CHE-123.456.788 MWST"),),
        open_to_debate=("payment_method", "discount"),
        labelled=(("zahlbar bis", "2024-08-18"), ("IBAN", "CH93 0076 2011 6238 5295 7")),
    ),
)
