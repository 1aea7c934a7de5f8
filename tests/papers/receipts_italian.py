"""Receipts in Italian: the "documento commerciale" of shops, ristorante with coperto, fuel."""

from papers.paper import Item, Paper, Truth, items_of, rows_of

RECEIPTS = (
    Paper(
        id="it-supermercato",
        language="it",
        kind="receipt",
        rows=rows_of("""
            ^*# ALIMENTARI BELLAVISTA S.R.L.
            ^ VIA GIUSEPPE GARIBALDI, 24
            ^ 40126 BOLOGNA (BO)
            ^ P.IVA 01234567897
            ^ TEL. 051 000 0148

            ^* DOCUMENTO COMMERCIALE
            ^ di vendita o prestazione

            @ 0 66r 100r
            DESCRIZIONE | IVA | Prezzo(€)
            LATTE INTERO 1L | 4,00% | 1,59
            PASTA DI GRAGNANO | 4,00% | 2,38
            > 2 x 1,19
            MELE FUJI | 4,00% | 2,44
            > 0,978 kg x 2,49
            DETERSIVO PIATTI | 22,00% | 3,20
            SCONTO | 22,00% | -0,50

            Subtotale | 9,11
            *# TOTALE COMPLESSIVO | 9,11
            di cui IVA | 0,74

            Pagamento contante | 10,00
            Importo pagato | 10,00
            Resto | 0,89

            12-03-2024 18:31
            DOCUMENTO N. 0412-0087
            RT 99MEY012345
        """),
        truth=Truth(
            merchant="Alimentari Bellavista S.r.l.",
            address="Via Giuseppe Garibaldi, 24, 40126 BOLOGNA (BO)",
            phone="051 000 0148",
            tax_id="01234567897",
            date="2024-03-12",
            time="18:31",
            number="0412-0087",
            currency="EUR",
            subtotal="9.11",
            tax="0.74",
            discount="0.50",
            total="9.11",
            paid="10.00",
            change="0.89",
            payment_method="cash",
            items=items_of("""
                LATTE INTERO 1L | | | 1.59
                PASTA DI GRAGNANO | 2 | 1.19 | 2.38
                MELE FUJI | 0.978 | 2.49 | 2.44
                DETERSIVO PIATTI | | | 3.20
            """),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="it-ristorante",
        language="it",
        kind="receipt",
        rows=rows_of("""
            ^*# Trattoria Da Gina
            ^ Vicolo del Moro 11
            ^ 00153 Roma
            ^ Tel. 06 0000 4512
            ^ Partita IVA 01234567897

            Tavolo 4 | Coperti 2
            Ricevuta fiscale n. 318
            3 marzo 2024 | ore 22:05
            -
            @ 0 62r 80r 100r
            Descrizione | Qtà | Prezzo | Importo
            Coperto | 2 | 2,50 | 5,00
            Tonnarelli cacio e pepe | 2 | 13,00 | 26,00
            Saltimbocca | 1 | 18,50 | 18,50
            Acqua naturale | 1 | 3,00 | 3,00
            -
            * Totale € | 52,50
            di cui IVA 10% | 4,77
            Mancia | 5,50
            *# Totale pagato € | 58,00
            Carta di credito **** 2746
        """),
        truth=Truth(
            merchant="Trattoria Da Gina",
            address="Vicolo del Moro 11, 00153 Roma",
            phone="06 0000 4512",
            tax_id="01234567897",
            date="2024-03-03",
            time="22:05",
            number="318",
            currency="EUR",
            tax_rate="10",
            tax="4.77",
            tip="5.50",
            total="58.00",
            paid="58.00",
            payment_method="card",
            card_ending="2746",
            items=items_of("""
                Coperto | 2 | 2.50 | 5.00
                Tonnarelli cacio e pepe | 2 | 13.00 | 26.00
                Saltimbocca | 1 | 18.50 | 18.50
                Acqua naturale | 1 | 3.00 | 3.00
            """),
        ),
        expects_sums_agree=True,
        also=(("total", "52.50"),),
    ),
    Paper(
        id="it-distributore",
        language="it",
        kind="receipt",
        rows=rows_of("""
            ^* STAZIONE DI SERVIZIO AURORA
            ^ S.S. 16 Adriatica km 511
            ^ 65123 PESCARA
            ^ C.F. e P.IVA 01234567897

            SCONTRINO N. 0093
            DATA 22/07/23 | ORA 11:48
            -
            EROGATORE | 3
            PRODOTTO | BENZINA
            LITRI | 35,80
            PREZZO €/L | 1,869
            IMPORTO EURO | 66,91
            -
            *# TOTALE EURO | 66,91
            BANCOMAT | 66,91
            PAN ************4408
            ^ ARRIVEDERCI E GRAZIE
        """),
        truth=Truth(
            merchant="Stazione di Servizio Aurora",
            address="S.S. 16 Adriatica km 511, 65123 PESCARA",
            tax_id="01234567897",
            date="2023-07-22",
            time="11:48",
            number="0093",
            currency="EUR",
            total="66.91",
            paid="66.91",
            payment_method="card",
            card_ending="4408",
            items=(Item("BENZINA", "35.80", "1.869", "66.91"),),
        ),
        expects_sums_agree=True,
        open_to_debate=("items", "subtotal"),
    ),
    Paper(
        id="it-farmacia",
        language="it",
        kind="receipt",
        rows=rows_of("""
            ^* FARMACIA SAN LUCA
            ^ dott.ssa E. Esempio
            ^ Corso Italia 88 - 20122 Milano
            ^ P.I. 01234567897

             | EURO
            SPRAY NASALE | 8,90
            TERMOMETRO DIGITALE | 12,50
            CEROTTI | 4,20
            SCONTO 10% | -2,56
            -
            *# TOTALE EURO | 23,04
            CONTANTI | 50,00
            RESTO | 26,96

            @ 0 50m 100r
            19/01/24 | 09:22 | SCONTR. FISC. 27
        """),
        truth=Truth(
            merchant="Farmacia San Luca",
            address="Corso Italia 88 - 20122 Milano",
            tax_id="01234567897",
            date="2024-01-19",
            time="09:22",
            number="27",
            currency="EUR",
            discount="2.56",
            total="23.04",
            paid="50.00",
            change="26.96",
            payment_method="cash",
            items=items_of("""
                SPRAY NASALE | | | 8.90
                TERMOMETRO DIGITALE | | | 12.50
                CEROTTI | | | 4.20
            """),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="it-cartoleria-errata",
        language="it",
        kind="receipt",
        face="sans",
        rows=rows_of("""
            ^*# Cartoleria Il Pennino
            ^ Piazza Dante 3, 80135 Napoli

            Scontrino n. 145 | 22 aprile 2024, 17:10
            _
            Quaderno a righe | 2,90 €
            Penna stilografica | 1.024,00 €
            Inchiostro blu | 9,50 €
            _
            * Totale | 1.063,40 €
            IVA 22% inclusa | 191,76 €
            Carta | 1.063,40 €
        """),
        truth=Truth(
            merchant="Cartoleria Il Pennino",
            address="Piazza Dante 3, 80135 Napoli",
            date="2024-04-22",
            time="17:10",
            number="145",
            currency="EUR",
            tax_rate="22",
            tax="191.76",
            total="1063.40",
            paid="1063.40",
            payment_method="card",
            items=items_of("""
                Quaderno a righe | | | 2.90
                Penna stilografica | | | 1024.00
                Inchiostro blu | | | 9.50
            """),
        ),
        expects_sums_agree=False,
    ),
    Paper(
        id="it-bar-manca",
        language="it",
        kind="receipt",
        size_px=26,
        rows=rows_of("""
            ^* BAR CENTRALE

            CAFFÈ 2 x 1,20 | 2,40
            CORNETTO | 1,50
            SPREMUTA | 3,50
            -
            *# TOTALE € | 7,40
            ^ GRAZIE
        """),
        truth=Truth(
            merchant="Bar Centrale",
            currency="EUR",
            total="7.40",
            items=items_of("""
                CAFFÈ | 2 | 1.20 | 2.40
                CORNETTO | | | 1.50
                SPREMUTA | | | 3.50
            """),
        ),
        expects_sums_agree=True,
    ),
)
