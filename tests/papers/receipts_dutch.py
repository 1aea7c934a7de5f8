"""Receipts in Dutch: statiegeld, cash rounded to five cents, restaurant with fooi, Belgium."""

from papers.paper import Item, Paper, Truth, items_of, rows_of

RECEIPTS = (
    Paper(
        id="nl-supermarkt",
        language="nl",
        kind="receipt",
        rows=rows_of("""
            ^*# DE GROENE MAND
            ^ Dorpsstraat 41
            ^ 3511 AB Utrecht
            ^ Tel. 030-0000152
            ^ BTW nr. NL123456789B01

            @ 0 14 76r 100r
            AANT. | OMSCHRIJVING | PRIJS | BEDRAG
            1 | HALFV. MELK | | 1,19
            2 | ROGGEBROOD | 1,45 | 2,90
            1 | BANANEN | | 1,37
            > 0,688 kg x 1,99
            1 | AFWASMIDDEL | | 2,49
            1 | COLA 1,5L | | 2,19
            1 | STATIEGELD | | 0,25
            1 | BONUS AFWASM. | | -0,50
            -
            SUBTOTAAL | 9,89
            AFRONDING | 0,01
            *# TE BETALEN | 9,90
            CONTANT | 20,00
            WISSELGELD | 10,10

            @ 0 50r 75r 100r
            BTW | OVER | EUR | INCL
            9% | 7,02 | 0,63 | 7,65
            21% | 1,64 | 0,35 | 1,99
            @ 0 50m 100r
            12-03-2024 | 17:48 | BON 00471
        """),
        truth=Truth(
            merchant="De Groene Mand",
            address="Dorpsstraat 41, 3511 AB Utrecht",
            phone="030-0000152",
            tax_id="NL123456789B01",
            date="2024-03-12",
            time="17:48",
            number="00471",
            currency="EUR",
            subtotal="9.89",
            tax="0.98",
            discount="0.50",
            total="9.90",
            paid="20.00",
            change="10.10",
            payment_method="cash",
            items=items_of("""
                HALFV. MELK | 1 | | 1.19
                ROGGEBROOD | 2 | 1.45 | 2.90
                BANANEN | 0.688 | 1.99 | 1.37
                AFWASMIDDEL | 1 | | 2.49
                COLA 1,5L | 1 | | 2.19
                STATIEGELD | 1 | | 0.25
            """),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="nl-eetcafe",
        language="nl",
        kind="receipt",
        rows=rows_of("""
            ^*# Eetcafé De Gouden Ree
            ^ Oude Gracht 118
            ^ 2011 GP Haarlem
            ^ KvK 12345678

            Tafel 9 | Bonnr. 20731
            Datum 3 maart 2024 | 20:36
            -
            2x Schnitzel met friet | € 37,00
            1x Vegetarische lasagne | € 17,50
            3x Vaasje pils | € 10,20
            -
            Totaal | € 64,70
            waarvan btw 9% | € 4,50
            waarvan btw 21% | € 1,77
            Fooi | € 5,30
            *# Eindtotaal | € 70,00
            Betaald met PIN | € 70,00
            Pas ************6218
        """),
        truth=Truth(
            merchant="Eetcafé De Gouden Ree",
            address="Oude Gracht 118, 2011 GP Haarlem",
            date="2024-03-03",
            time="20:36",
            number="20731",
            currency="EUR",
            tax="6.27",
            tip="5.30",
            total="70.00",
            paid="70.00",
            payment_method="card",
            card_ending="6218",
            items=items_of("""
                Schnitzel met friet | 2 | | 37.00
                Vegetarische lasagne | 1 | | 17.50
                Vaasje pils | 3 | | 10.20
            """),
        ),
        expects_sums_agree=True,
        also=(("total", "64.70"),),
        open_to_debate=("tax_id", "subtotal"),
    ),
    Paper(
        id="nl-tankstation",
        language="nl",
        kind="receipt",
        rows=rows_of("""
            ^* TANKSTATION DE MEERPAAL
            ^ Rijksweg A27
            ^ 4255 HK Nieuwendijk

            Terminal: 7F2210
            Kaart: xxxxxxxxxxxx9940
            MAESTRO
            Datum: 18-09-2023 06:58
            -
            Pomp 4 Euro95 E10
            33,12 liter à 1,999 | 66,21
            -
            *# Totaal EUR | 66,21
            BTW 21,00% | 11,49
            Netto | 54,72
            Bonnummer 118-2206
            ^ AKKOORD
        """),
        truth=Truth(
            merchant="Tankstation De Meerpaal",
            address="Rijksweg A27, 4255 HK Nieuwendijk",
            date="2023-09-18",
            time="06:58",
            number="118-2206",
            currency="EUR",
            subtotal="54.72",
            tax_rate="21",
            tax="11.49",
            total="66.21",
            payment_method="card",
            card_ending="9940",
            items=(Item("Euro95 E10", "33.12", "1.999", "66.21"),),
        ),
        expects_sums_agree=True,
        open_to_debate=("paid",),
    ),
    Paper(
        id="nl-fietsenwinkel",
        language="nl",
        kind="receipt",
        face="sans",
        rows=rows_of("""
            ^*# Fietsenwinkel Van Dijk B.V.
            ^ Molenweg 8, 9712 KL Groningen
            ^ Telefoon 050 000 0233 · BTW NL123456789B01

            Kassabon 2023-4410 | 28 december 2023 14:20
            _
            Stadsfiets 7 versnellingen | € 1.249,00
            Fietstas dubbel | € 59,95
            Kettingslot | € 45,00
            _
            Subtotaal | € 1.353,95
            Korting | € -119,39
            *# Totaal te betalen | € 1.234,56
            Incl. 21% btw | € 214,26
            Pin | € 1.234,56
        """),
        truth=Truth(
            merchant="Fietsenwinkel Van Dijk B.V.",
            address="Molenweg 8, 9712 KL Groningen",
            phone="050 000 0233",
            tax_id="NL123456789B01",
            date="2023-12-28",
            time="14:20",
            number="2023-4410",
            currency="EUR",
            subtotal="1353.95",
            tax_rate="21",
            tax="214.26",
            discount="119.39",
            total="1234.56",
            paid="1234.56",
            payment_method="card",
            items=items_of("""
                Stadsfiets 7 versnellingen | | | 1249.00
                Fietstas dubbel | | | 59.95
                Kettingslot | | | 45.00
            """),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="nl-speelgoed-fout",
        language="nl",
        kind="receipt",
        rows=rows_of("""
            ^* Speelgoedhuis Pipo
            ^ Marktstraat 15
            ^ 7511 GC Enschede

            Bonnr. 8830 | 14-05-2024 13:37

            Houten trein | 24,95
            Puzzel 500 stukjes | 12,99
            Kleurpotloden | 6,50
            -
            *# TOTAAL EUR | 54,44
            CONTANT | 60,00
            TERUG | 5,56
        """),
        truth=Truth(
            merchant="Speelgoedhuis Pipo",
            address="Marktstraat 15, 7511 GC Enschede",
            date="2024-05-14",
            time="13:37",
            number="8830",
            currency="EUR",
            total="54.44",
            paid="60.00",
            change="5.56",
            payment_method="cash",
            items=items_of("""
                Houten trein | | | 24.95
                Puzzel 500 stukjes | | | 12.99
                Kleurpotloden | | | 6.50
            """),
        ),
        expects_sums_agree=False,
    ),
    Paper(
        id="nl-kapper-ontbreekt",
        language="nl",
        kind="receipt",
        size_px=26,
        rows=rows_of("""
            ^* Kapsalon Krul

            Knippen dames | 32,50
            Wassen | 5,00
            -
            *# Totaal | € 37,50
            ^ Tot ziens!
        """),
        truth=Truth(
            merchant="Kapsalon Krul",
            currency="EUR",
            total="37.50",
            items=items_of("""
                Knippen dames | | | 32.50
                Wassen | | | 5.00
            """),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="be-bakkerij",
        language="nl",
        kind="receipt",
        rows=rows_of("""
            ^* Bakkerij Het Broodhuis
            ^ Kerkstraat 20, 9000 Gent
            ^ BTW BE 0123.456.749

            Ticket 0551 | 06/06/2024 08:12

            Zuurdesembrood | 3,80 A
            Koffiekoek 4 x 1,60 | 6,40 A
            Doos pralines 250 g | 14,90 A
            -
            *# TOTAAL | 25,10 EUR
            Bancontact | 25,10
            A BTW 6,00% | 1,42
        """),
        truth=Truth(
            merchant="Bakkerij Het Broodhuis",
            address="Kerkstraat 20, 9000 Gent",
            tax_id="BE 0123.456.749",
            date="2024-06-06",
            time="08:12",
            number="0551",
            currency="EUR",
            tax_rate="6",
            tax="1.42",
            total="25.10",
            paid="25.10",
            payment_method="card",
            items=items_of("""
                Zuurdesembrood | | | 3.80
                Koffiekoek | 4 | 1.60 | 6.40
                Doos pralines 250 g | | | 14.90
            """),
        ),
        expects_sums_agree=True,
    ),
)
