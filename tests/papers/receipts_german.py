"""Receipts in German: Germany with deposits and tax tables, Austria, Switzerland with rounding."""

from papers.paper import Item, Paper, Truth, items_of, rows_of

RECEIPTS = (
    Paper(
        id="de-supermarkt",
        language="de",
        kind="receipt",
        rows=rows_of("""
            ^*# FRISCHMARKT LINDNER
            ^ Torstraße 12
            ^ 10119 Berlin
            ^ UID Nr.: DE123456788

             | EUR
            MILCH 1,5% | 1,09 B
            COLA ZERO 1,5L | 1,79 A
            PFAND 0,25 | 0,25 A *
            BANANEN | 1,36 B
            > 0,682 kg x 1,99 EUR/kg
            JOGHURT NATUR | 2,37 B
            > 3 Stk x 0,79
            TOILETTENPAPIER | 3,95 A
            -
            *# SUMME EUR | 10,81
            =
            Geg. BAR EUR | 20,00
            Rückgeld BAR EUR | 9,19

            @ 0 50r 75r 100r
            Steuer % | Netto | Steuer | Brutto
            A= 19,0% | 5,03 | 0,96 | 5,99
            B=  7,0% | 4,50 | 0,32 | 4,82
            Gesamtbetrag | 9,53 | 1,28 | 10,81

            @ 0 50m 100r
            12.03.24 | 14:35 | Bon-Nr.:4711
            Markt:0127 | Kasse:2 | Bed.:303030
            ^ Vielen Dank für Ihren Einkauf!
        """),
        truth=Truth(
            merchant="Frischmarkt Lindner",
            address="Torstraße 12, 10119 Berlin",
            tax_id="DE123456788",
            date="2024-03-12",
            time="14:35",
            number="4711",
            currency="EUR",
            tax="1.28",
            total="10.81",
            paid="20.00",
            change="9.19",
            payment_method="cash",
            items=items_of("""
                MILCH 1,5% | | | 1.09
                COLA ZERO 1,5L | | | 1.79
                PFAND 0,25 | | | 0.25
                BANANEN | 0.682 | 1.99 | 1.36
                JOGHURT NATUR | 3 | 0.79 | 2.37
                TOILETTENPAPIER | | | 3.95
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("subtotal",),
    ),
    Paper(
        id="de-gasthaus",
        language="de",
        kind="receipt",
        rows=rows_of("""
            ^*# Gasthaus Zum Hirschen
            ^ Inh. Petra Muster
            ^ Dorfplatz 3, 82467 Garmisch
            ^ Tel. 089 99998 412
            ^ St.-Nr. 119/815/00470

            Rechnung Nr. 2024-1187 | Tisch 14
            Datum: 3. Februar 2024 | 21:08 Uhr
            -
            @ 0 9 78r 100r
            2x | Schweinebraten | 14,90 | 29,80
            1x | Käsespätzle | 12,50 | 12,50
            3x | Helles 0,5 l | 4,20 | 12,60
            -
            * Rechnungsbetrag EUR | 54,90
            enth. 19% MwSt | 8,77
            Nettobetrag | 46,13

            Trinkgeld | 5,10
            *# Gesamt | 60,00
            Zahlungsart: girocard

            ^ Es bediente Sie: Maria
        """),
        truth=Truth(
            merchant="Gasthaus Zum Hirschen",
            address="Dorfplatz 3, 82467 Garmisch",
            phone="089 99998 412",
            tax_id="119/815/00470",
            date="2024-02-03",
            time="21:08",
            number="2024-1187",
            currency="EUR",
            subtotal="46.13",
            tax_rate="19",
            tax="8.77",
            tip="5.10",
            total="60.00",
            payment_method="card",
            items=items_of("""
                Schweinebraten | 2 | 14.90 | 29.80
                Käsespätzle | 1 | 12.50 | 12.50
                Helles 0,5 l | 3 | 4.20 | 12.60
            """),
        ),
        expects_sums_agree=True,
        also=(("total", "54.90"),),
        open_to_debate=("subtotal", "paid"),
    ),
    Paper(
        id="de-tankstelle",
        language="de",
        kind="receipt",
        rows=rows_of("""
            ^* NORDTANK Station 0815
            ^ Hafenstraße 77
            ^ 20457 Hamburg
            ^ Tel: 040 66969 210
            ^ USt-IdNr. DE123456788

            Belegnr. 6620/018/0043
            17.08.2023 | 07:48
            -
            * Zapfsäule 05
            Super E10 | 74,53 A
            > 42,37 l | 1,759 EUR/l
            -
            *# Zu zahlen EUR | 74,53
            girocard | 74,53

            @ 0 50r 75r 100r
            Typ | Netto | MwSt | Brutto
            A:19,00% | 62,63 | 11,90 | 74,53

            ^* K-U-N-D-E-N-B-E-L-E-G
            Terminal-ID 65401287
            PAN ###############4821
            Karte 1 gültig bis ##/##
            Genehmigungs-Nr. 093317
            ^ Zahlung erfolgt
        """),
        truth=Truth(
            merchant="Nordtank Station 0815",
            address="Hafenstraße 77, 20457 Hamburg",
            phone="040 66969 210",
            tax_id="DE123456788",
            date="2023-08-17",
            time="07:48",
            number="6620/018/0043",
            currency="EUR",
            tax_rate="19",
            tax="11.90",
            total="74.53",
            paid="74.53",
            payment_method="card",
            card_ending="4821",
            items=(Item("Super E10", "42.37", "1.759", "74.53"),),
        ),
        expects_sums_agree=True,
        also=(("merchant", "Nordtank"),),
        open_to_debate=("subtotal",),
    ),
    Paper(
        id="de-baumarkt-rabatt",
        language="de",
        kind="receipt",
        face="sans",
        rows=rows_of("""
            ^*# Werkhof Baumarkt GmbH
            ^ Industriering 40 · 50999 Köln
            ^ Telefon 0221 4710 555

            Kassenbon Nr. 008812 | 09.11.2023 16:20
            _
            Akkuschrauber 18V | 119,00 €
            Wandfarbe weiß 10 l | 24,99 €
            Malerkrepp 2 x 7,49 € | 14,98 €
            _
            Zwischensumme | 158,97 €
            Rabatt 10 % | -15,90 €
            *# Endbetrag | 143,07 €
            inkl. 19 % MwSt. | 22,84 €

            Kreditkarte VISA | 143,07 €
            Kartennr. **** **** **** 9034

            Umtausch innerhalb von 14 Tagen mit Kassenbon.
        """),
        truth=Truth(
            merchant="Werkhof Baumarkt GmbH",
            address="Industriering 40, 50999 Köln",
            phone="0221 4710 555",
            date="2023-11-09",
            time="16:20",
            number="008812",
            currency="EUR",
            subtotal="158.97",
            tax_rate="19",
            tax="22.84",
            discount="15.90",
            total="143.07",
            paid="143.07",
            payment_method="card",
            card_ending="9034",
            items=items_of("""
                Akkuschrauber 18V | | | 119.00
                Wandfarbe weiß 10 l | | | 24.99
                Malerkrepp | 2 | 7.49 | 14.98
            """),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="de-buchladen-falsch",
        language="de",
        kind="receipt",
        rows=rows_of("""
            ^* Buchhandlung am Markt
            ^ Marktplatz 1
            ^ 37073 Göttingen

            Quittung 55102 | 22.04.2024 10:12

            Wanderführer Harz | 12,00
            Die blaue Stunde | 18,90
            -
            *# Summe | € 33,90
            davon MwSt 7% | 2,22
            Bar | 50,00
            Zurück | 16,10
        """),
        truth=Truth(
            merchant="Buchhandlung am Markt",
            address="Marktplatz 1, 37073 Göttingen",
            date="2024-04-22",
            time="10:12",
            number="55102",
            currency="EUR",
            tax_rate="7",
            tax="2.22",
            total="33.90",
            paid="50.00",
            change="16.10",
            payment_method="cash",
            items=items_of("""
                Wanderführer Harz | | | 12.00
                Die blaue Stunde | | | 18.90
            """),
        ),
        expects_sums_agree=False,
    ),
    Paper(
        id="de-taxi-fehlt",
        language="de",
        kind="receipt",
        rows=rows_of("""
            ^* TAXI QUITTUNG
            Ordnungsnummer | 2381
            Datum | 01.12.23
            Fahrt | 19:05 - 19:31
            Strecke | 9,4 km
            -
            Fahrpreis | 25,60
            *# Gesamt EUR | 25,60
            MwSt. 7% | 1,67
            ^ Gute Fahrt!
        """),
        truth=Truth(
            date="2023-12-01",
            currency="EUR",
            tax_rate="7",
            tax="1.67",
            total="25.60",
        ),
        expects_sums_agree=True,
        open_to_debate=("items", "subtotal", "time", "number", "merchant"),
        labelled=(("Strecke", "9,4 km"), ("Ordnungsnummer", "2381")),
    ),
    Paper(
        id="at-elektro",
        language="de",
        kind="receipt",
        face="sans",
        rows=rows_of("""
            ^*# Elektro Huber KG
            ^ Mariahilfer Straße 190, 1150 Wien
            ^ UID: ATU12345675

            Rechnungsnr. R24-00391 | 5. Jänner 2024, 15:44
            _
            @ 0 68r 100r
            * Artikel | Menge | Betrag
            Waschmaschine WM 700 | 1 | 1.149,00
            Lieferung und Anschluss | 1 | 85,56
            _
            * Gesamtsumme EUR | 1.234,56
            20% USt in Summe | 205,76
            Netto | 1.028,80
            Bankomat | 1.234,56

            ^ Danke für Ihren Besuch
        """),
        truth=Truth(
            merchant="Elektro Huber KG",
            address="Mariahilfer Straße 190, 1150 Wien",
            tax_id="ATU12345675",
            date="2024-01-05",
            time="15:44",
            number="R24-00391",
            currency="EUR",
            subtotal="1028.80",
            tax_rate="20",
            tax="205.76",
            total="1234.56",
            paid="1234.56",
            payment_method="card",
            items=items_of("""
                Waschmaschine WM 700 | 1 | | 1149.00
                Lieferung und Anschluss | 1 | | 85.56
            """),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="ch-kiosk-rundung",
        language="de",
        kind="receipt",
        rows=rows_of("""
            ^* Chäs-Lädeli Matter AG
            ^ Bahnhofstrasse 18
            ^ 8001 Zürich
            ^ CHE-123.456.788 MWST

            Beleg 3307 | 28.10.2023 09:17
            -
            Gruyère 0,312 kg x 32.50 | 10.14
            Zopf | 5.80
            Raclettegerät | 1'059.00
            Fondue-Mischung 2 x 13.95 | 27.90
            -
            Zwischentotal | 1'102.84
            Rundung | 0.01
            *# Total CHF | 1'102.85
            Barzahlung | 1'200.00
            Rückgeld | 97.15
            MWST 2.6% inkl. | 27.95
        """),
        truth=Truth(
            merchant="Chäs-Lädeli Matter AG",
            address="Bahnhofstrasse 18, 8001 Zürich",
            tax_id="CHE-123.456.788",
            date="2023-10-28",
            time="09:17",
            number="3307",
            currency="CHF",
            subtotal="1102.84",
            tax_rate="2.6",
            tax="27.95",
            total="1102.85",
            paid="1200.00",
            change="97.15",
            payment_method="cash",
            items=items_of("""
                Gruyère | 0.312 | 32.50 | 10.14
                Zopf | | | 5.80
                Raclettegerät | | | 1059.00
                Fondue-Mischung | 2 | 13.95 | 27.90
            """),
        ),
        expects_sums_agree=True,
    ),
)
