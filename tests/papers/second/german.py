"""Papers in German, held out: Germany; services, tickets, deposits, a return, a motorway stop."""

from papers.paper import Item, Paper, Truth, items_of, rows_of

PAPERS = (
    Paper(
        id="de-parkhaus",
        language="de",
        kind="receipt",
        rows=rows_of("""
            ^* Parkhaus Domplatz
            ^ Stadtwerke Münster GmbH
            ^ Hafenplatz 1, 48155 Münster
            ^ Steuernr. 336/5701/0815

            Quittung Nr. 0092218
            Kurzparker
            Einfahrt: 04.05.2024 10:17
            Ausfahrt: 04.05.2024 13:40
            Parkdauer: 0 T 3 Std 23 Min
            Parkgebühr | 7,20 EUR
            enthaltene MwSt. 19 % | 1,15 EUR
            Bezahlt mit EC-Karte | 7,20 EUR
            ^ Bitte innerhalb von 15 Min. ausfahren
        """),
        truth=Truth(
            merchant="Parkhaus Domplatz",
            address="Hafenplatz 1, 48155 Münster",
            tax_id="336/5701/0815",
            date="2024-05-04",
            number="0092218",
            currency="EUR",
            tax_rate="19",
            tax="1.15",
            total="7.20",
            paid="7.20",
            payment_method="card",
        ),
        also=(("merchant", "Stadtwerke Münster GmbH"),),
        open_to_debate=("time", "items"),
        labelled=(("Parkdauer", "0 T 3 Std 23 Min"),),
    ),
    Paper(
        id="de-apotheke",
        language="de",
        kind="receipt",
        rows=rows_of("""
            ^*# Linden-Apotheke
            ^ Apothekerin Dr. Ina Beispiel e.K.
            ^ Lindenallee 5, 04109 Leipzig
            ^ Tel 0341 000 0190 Fax 0341 000 0191

            Kunde: Muster, Hans     12.12.2023
            Vorgang 7-33182          17:03 Uhr
            -
            PZN 01126111
            Nasenspray 10 ml N1
            > 1 x 3,98 | 3,98
            PZN 06313728
            Hustensaft 100 ml
            > 2 x 8,75 | 17,50
            Zuzahlung Rezept | 5,00
            -
            Summe | 26,48
            Kundenrabatt 3% Freiwahl | -0,64
            * Endsumme EUR | 25,84
            Bezahlt Bar | 30,84
            Zurück | 5,00
            -
            USt-Satz 19%: Netto 21,71 USt 4,13
            USt-IdNr: DE123456788
            ^ Gute Besserung!
        """),
        truth=Truth(
            merchant="Linden-Apotheke",
            address="Lindenallee 5, 04109 Leipzig",
            phone="0341 000 0190",
            tax_id="DE123456788",
            date="2023-12-12",
            time="17:03",
            number="7-33182",
            currency="EUR",
            subtotal="26.48",
            tax_rate="19",
            tax="4.13",
            discount="0.64",
            total="25.84",
            paid="30.84",
            change="5.00",
            payment_method="cash",
            items=items_of("""
                Nasenspray 10 ml N1 | 1 | 3.98 | 3.98
                Hustensaft 100 ml | 2 | 8.75 | 17.50
                Zuzahlung Rezept | | | 5.00
            """),
        ),
        expects_sums_agree=True,
        also=(("subtotal", "21.71"),),
        open_to_debate=("number",),
    ),
    Paper(
        id="de-leergut",
        language="de",
        kind="receipt",
        rows=rows_of("""
            ^*# GETRÄNKE QUELLE
            ^ Bergstr. 210
            ^ 69121 Heidelberg

            Mineralwasser 12x0,7
            > 2 Ki x 5,49 | 10,98 1
            Pfand Kiste
            > 2 x 3,30 | 6,60 1
            Weizenbier 20x0,5 | 18,99 1
            Pfand | 3,10 1
            Leergut Kasten
            > 3 x -3,10 | -9,30 1
            Leergut Flasche | -0,75 1
            =
            *# SUMME | 29,62
            Bar | 50,00
            Rückgeld | -20,38

            MwSt 1 19% aus 29,62 | 4,73
            -
            B-Nr 5528 K03 V117 21.10.23 18:12
            Seriennr. Kasse: 4F20A1177
            TSE-Start 2023-10-21T18:10:55
            TSE-Ende 2023-10-21T18:12:03
            Signaturzähler 884120
        """),
        truth=Truth(
            merchant="Getränke Quelle",
            address="Bergstr. 210, 69121 Heidelberg",
            date="2023-10-21",
            time="18:12",
            number="5528",
            currency=None,
            tax_rate="19",
            tax="4.73",
            total="29.62",
            paid="50.00",
            change="20.38",
            payment_method="cash",
            items=items_of("""
                Mineralwasser 12x0,7 | 2 | 5.49 | 10.98
                Pfand Kiste | 2 | 3.30 | 6.60
                Weizenbier 20x0,5 | | | 18.99
                Pfand | | | 3.10
                Leergut Kasten | 3 | -3.10 | -9.30
                Leergut Flasche | | | -0.75
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("currency", "discount"),
    ),
    Paper(
        id="de-umtausch",
        language="de",
        kind="receipt",
        face="sans",
        rows=rows_of("""
            ^*# Modehaus Kessler
            ^ Kröpcke 3 · 30159 Hannover
            ^ Fon 0511 000 0177

            ^* Retourenbeleg
            Bon 40-118-2231 | 08.01.2024
            Filiale 40 · Kasse 118 | 11:47
            _
            Winterjacke Gr. 42 | -129,95
            Schal Wolle | -24,95
            _
            * Gutschrift EUR | -154,90
            Auszahlung Bar | -154,90
            MwSt 19% | -24,73
            Ursprungsbeleg 40-117-9920 vom 23.12.2023
        """),
        truth=Truth(
            merchant="Modehaus Kessler",
            address="Kröpcke 3, 30159 Hannover",
            phone="0511 000 0177",
            date="2024-01-08",
            time="11:47",
            number="40-118-2231",
            currency="EUR",
            tax_rate="19",
            tax="-24.73",
            total="-154.90",
            payment_method="cash",
            items=items_of("""
                Winterjacke Gr. 42 | | | -129.95
                Schal Wolle | | | -24.95
            """),
        ),
        expects_sums_agree=True,
        also=(("total", "154.90"), ("tax", "24.73")),
        open_to_debate=("paid", "change", "discount"),
    ),
    Paper(
        id="de-fahrkarte",
        language="de",
        kind="receipt",
        face="sans",
        rows=rows_of("""
            * Verkehrsverbund Musterland
            Einzelfahrausweis | Preisstufe C
            Erwachsene: 1 | 2. Klasse

            von | Bad Erlenau
            nach | Hauptbahnhof
            gültig am | 30.09.2023
            Entwertet | 07:58

            * Preis | EUR 6,40
            inkl. 7% MwSt. | EUR 0,42
            Automat 2117 · Beleg 330144 · Bar
            Fahrausweis ist nicht übertragbar.
        """),
        truth=Truth(
            merchant="Verkehrsverbund Musterland",
            date="2023-09-30",
            time="07:58",
            number="330144",
            currency="EUR",
            tax_rate="7",
            tax="0.42",
            total="6.40",
            payment_method="cash",
        ),
        open_to_debate=("items", "time", "paid", "address"),
        labelled=(("von", "Bad Erlenau"), ("nach", "Hauptbahnhof")),
    ),
    Paper(
        id="de-autobahn-rasthof",
        language="de",
        kind="receipt",
        rows=rows_of("""
            ^* RASTHOF HEIDEBLICK WEST
            ^ A 7, 29646 Bispingen

            #0417  Fr 11.08.23 14:29  Kasse 5
            > SCHNELLGASTRONOMIE
            1* Currywurst Pommes | 11,49 A
            1* Kaffee gross | 4,39 A
            > Becherpfand | 1,00 A
            1* WC-Bon eingelöst | -1,00 A
            -
            EUR | 15,88
            * Visa | 15,88
            A: 19% aus 15,88 | 2,54
            Betreiber: Heide Rast GmbH, Soltau
            St-Nr 41/200/31415
        """),
        truth=Truth(
            merchant="Rasthof Heideblick West",
            address="A 7, 29646 Bispingen",
            tax_id="41/200/31415",
            date="2023-08-11",
            time="14:29",
            number="0417",
            currency="EUR",
            tax_rate="19",
            tax="2.54",
            discount="1.00",
            total="15.88",
            paid="15.88",
            payment_method="card",
            items=(
                Item("Currywurst Pommes", "1", None, "11.49"),
                Item("Kaffee gross", "1", None, "4.39"),
                Item("Becherpfand", None, None, "1.00"),
            ),
        ),
        expects_sums_agree=True,
        open_to_debate=("discount", "items"),
    ),
)
