"""Papers in Dutch, held out: Flanders and the Netherlands; baker, hairdresser, parking, tickets."""

from papers.paper import Paper, Truth, items_of, rows_of

PAPERS = (
    Paper(
        id="be-bakker-afronding",
        language="nl",
        kind="receipt",
        rows=rows_of("""
            ^*# Bakkerij De Korenaar
            ^ Steenweg 212, 9000 Gent
            ^ BE 0123.456.749
            ^ 09 000 01 77

            KASTICKET  za 16/03/2024  08:41
            Ticket 0118   Bediend door Els
            -
            @ 0 12 72r 92r 100r
            1 | Groot meergranen | 3,40 | 3,40 | A
            6 | Pistolet | 0,65 | 3,90 | A
            2 | Koffiekoek | 1,95 | 3,90 | A
            1 | Draagtas | 0,18 | 0,18 | D
            @ 0 100r
            -
            Totaal | 11,38
            Afronding | 0,02
            *# Te betalen | 11,40
            Cash | 20,00
            Terug | 8,60
            -
            @ 0 40r 70r 100r
            BTW% | MvH | BTW | Totaal
            A 6% | 10,57 | 0,63 | 11,20
            D 21% | 0,15 | 0,03 | 0,18
            -
            ^ VSC: 04f7a2  Ticketteller 118/20417
        """),
        truth=Truth(
            merchant="Bakkerij De Korenaar",
            address="Steenweg 212, 9000 Gent",
            phone="09 000 01 77",
            tax_id="BE 0123.456.749",
            date="2024-03-16",
            time="08:41",
            number="0118",
            currency="EUR",
            tax="0.66",
            total="11.40",
            paid="20.00",
            change="8.60",
            payment_method="cash",
            items=items_of("""
                Groot meergranen | 1 | 3.40 | 3.40
                Pistolet | 6 | 0.65 | 3.90
                Koffiekoek | 2 | 1.95 | 3.90
                Draagtas | 1 | 0.18 | 0.18
            """),
        ),
        expects_sums_agree=True,
        also=(("total", "11.38"),),
        open_to_debate=("subtotal", "currency"),
    ),
    Paper(
        id="nl-kapper",
        language="nl",
        kind="receipt",
        face="sans",
        rows=rows_of("""
            ^*# Kapsalon Knip & Krul
            ^ Marktstraat 6a, 7551 DS Hengelo
            ^ 074 000 0133

            Uw kapster vandaag: Fatima
            Bon 2024-0918 | do 16 mei 2024, 11.15 u
            _
            Knippen dames | 31,50
            Föhnen | 18,00
            Haarlak 300 ml | 12,95
            _
            Uw voordeel spaarkaart | 5,00-
            * Totaalbedrag € | 57,45
            Btw 21% hoog | 9,97
            Gepind | 57,45
            ^ Nieuwe afspraak: 27 juni 10.30 u
            ^ Afzeggen kan tot 24 uur vooraf
        """),
        truth=Truth(
            merchant="Kapsalon Knip & Krul",
            address="Marktstraat 6a, 7551 DS Hengelo",
            phone="074 000 0133",
            date="2024-05-16",
            time="11:15",
            number="2024-0918",
            currency="EUR",
            tax_rate="21",
            tax="9.97",
            discount="5.00",
            total="57.45",
            paid="57.45",
            payment_method="card",
            items=items_of("""
                Knippen dames | | | 31.50
                Föhnen | | | 18.00
                Haarlak 300 ml | | | 12.95
            """),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="nl-parkeren",
        language="nl",
        kind="receipt",
        rows=rows_of("""
            ^ PARKEERGARAGE STADHUIS
            ^ Gemeente Deventer
            ^ Btw NL123456789B01

            Kwitantie
            Kaartnr.    4471 2209 18
            In          03-08-2023 19:12
            Uit         03-08-2023 22:54
            Duur        3:42
            Bedrag      EUR 8,40
            Btw 21%     EUR 1,46
            Betaling    V PAY
            Pasnummer   xxxxxx2217
            ^ Tot ziens
        """),
        truth=Truth(
            merchant="Parkeergarage Stadhuis",
            tax_id="NL123456789B01",
            date="2023-08-03",
            currency="EUR",
            tax_rate="21",
            tax="1.46",
            total="8.40",
            payment_method="card",
            card_ending="2217",
        ),
        also=(("merchant", "Gemeente Deventer"),),
        open_to_debate=("time", "items", "paid", "number", "address"),
        labelled=(("Duur", "3:42"),),
    ),
    Paper(
        id="nl-bouwmarkt-retour",
        language="nl",
        kind="receipt",
        rows=rows_of("""
            ^*# KLUSPLEIN ZWOLLE
            ^ Handelsweg 90, 8042 CL Zwolle

            ^ *** RETOURBON ***
            Filiaal 118 Kassa 4 Bon 5571
            21-02-2024 15:38
            -
            8711000117442 LAMINAAT EIKEN
            > -3 x 24,95 | -74,85
            8711000220911 ONDERVLOER 10M2
            > -1 x 19,99 | -19,99
            -
            * TOTAAL | -94,84
            TERUG OP PIN | -94,84
            Waarvan btw 21% | -16,46
            Originele bon 118/2/4410 van 17-02-2024
        """),
        truth=Truth(
            merchant="Klusplein Zwolle",
            address="Handelsweg 90, 8042 CL Zwolle",
            date="2024-02-21",
            time="15:38",
            number="5571",
            currency="EUR",
            tax_rate="21",
            tax="-16.46",
            total="-94.84",
            payment_method="card",
            items=items_of("""
                LAMINAAT EIKEN | -3 | 24.95 | -74.85
                ONDERVLOER 10M2 | -1 | 19.99 | -19.99
            """),
        ),
        expects_sums_agree=True,
        also=(("total", "94.84"), ("tax", "16.46")),
        open_to_debate=("paid", "discount", "change", "currency"),
    ),
    Paper(
        id="nl-webwinkel",
        language="nl",
        kind="invoice",
        face="sans",
        sheet="a4",
        rows=rows_of("""
            @ 0 60
            *# Plantenpost | Plantenpost V.O.F.
             | Kasstraat 14
             | 2675 BN Honselersdijk
             | info@example.com

            * Bedankt voor je bestelling, Sanne!

            @ 0 30
            Bestelnummer | 300118274
            Besteld op | 12 april 2024 om 21:08
            Factuur | PP24-20931 van 13 april 2024
            Verwachte bezorging | woensdag 17 april
            _
            @ 0 10 68r 84r 100r
            * Aantal | Product | Stukprijs | Btw | Totaal
            2 | Monstera 60 cm | 24,95 | 9% | 49,90
            1 | Hangpot jute | 17,50 | 21% | 17,50
            3 | Potgrond 10 l | 5,25 | 21% | 15,75
            _
            @ 55 100r
            Bezorgkosten | 5,95
            Kortingscode LENTE | -8,30
            * Totaal incl. btw | € 80,80
            Btw 9% | 3,70
            Btw 21% | 6,23
            Betaald via iDEAL op 12-04-2024 | 80,80
        """),
        truth=Truth(
            merchant="Plantenpost V.O.F.",
            address="Kasstraat 14, 2675 BN Honselersdijk",
            date="2024-04-13",
            number="PP24-20931",
            currency="EUR",
            tax="9.93",
            discount="8.30",
            total="80.80",
            paid="80.80",
            items=items_of("""
                Monstera 60 cm | 2 | 24.95 | 49.90
                Hangpot jute | 1 | 17.50 | 17.50
                Potgrond 10 l | 3 | 5.25 | 15.75
                Bezorgkosten | | | 5.95
            """),
        ),
        expects_sums_agree=True,
        also=(("merchant", "Plantenpost"), ("number", "300118274")),
        open_to_debate=("payment_method", "subtotal", "date", "time"),
        labelled=(("Bestelnummer", "300118274"), ("Bezorgkosten", "5.95")),
    ),
)
