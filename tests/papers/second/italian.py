"""Papers in Italian, held out: Ticino, museum, motorway, hairdresser, hardware, a return."""

from papers.paper import Paper, Truth, items_of, rows_of

PAPERS = (
    Paper(
        id="ch-ticino-drogheria",
        language="it",
        kind="receipt",
        rows=rows_of("""
            ^*# Drogheria Bernasconi SA
            ^ Via Nassa 60, 6900 Lugano
            ^ IVA CHE-123.456.788

            Scontrino 118-0417
            Cassiera: Elena   Cassa 3
            -
            @ 0 70r 90r 100r
            Miele castagno 500g | 1x18.90 | 18.90 | 1
            Sapone Marsiglia | 3x4.20 | 12.60 | 2
            Candele cera | 2x7.35 | 14.70 | 2
            @ 0 100r
            -
            Totale CHF | 46.20
            Arrotondamento | 0.00
            * Totale EUR (1.06) | 48.97
            Ricevuto CHF | 50.20
            Resto CHF | 4.00
            -
            @ 0 40r 70r 100r
            IVA | Lordo | Netto | Imposta
            1 2.6% | 18.90 | 18.42 | 0.48
            2 8.1% | 27.30 | 25.25 | 2.05
            -
            ^ Lugano, 14.12.2023 alle 17.36
        """),
        truth=Truth(
            merchant="Drogheria Bernasconi SA",
            address="Via Nassa 60, 6900 Lugano",
            tax_id="CHE-123.456.788",
            date="2023-12-14",
            time="17:36",
            number="118-0417",
            currency="CHF",
            tax="2.53",
            total="46.20",
            paid="50.20",
            change="4.00",
            payment_method="cash",
            items=items_of("""
                Miele castagno 500g | 1 | 18.90 | 18.90
                Sapone Marsiglia | 3 | 4.20 | 12.60
                Candele cera | 2 | 7.35 | 14.70
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("subtotal", "payment_method"),
    ),
    Paper(
        id="it-casello",
        language="it",
        kind="receipt",
        size_px=24,
        rows=rows_of("""
            ^ AUTOVIE DELLA LAGUNA SPA
            ^ P.I. 01234567897

            ATTESTATO DI TRANSITO
            STAZIONE DI | SAN DONATO
            PISTA | 07
            IN DATA | 19.08.23 11:54
            PROVENIENZA | ROVIGO SUD
            CLASSE | A
            IMPORTO | EUR 9,40
            VERSATO | EUR 20,00
            RESTO | EUR 10,60
            ^ IVA INCLUSA
        """),
        truth=Truth(
            merchant="Autovie della Laguna SpA",
            tax_id="01234567897",
            date="2023-08-19",
            time="11:54",
            currency="EUR",
            total="9.40",
            paid="20.00",
            change="10.60",
            payment_method="cash",
        ),
        open_to_debate=("items", "number", "address", "payment_method"),
        labelled=(("PROVENIENZA", "ROVIGO SUD"), ("CLASSE", "A")),
    ),
    Paper(
        id="it-parrucchiera",
        language="it",
        kind="receipt",
        rows=rows_of("""
            ^* ONDE E RICCI di Marta Esempio
            ^ Borgo Santa Croce 9
            ^ 53100 SIENA SI
            ^ P.Iva 01234567897  Cell 333 0000118

            ^ DOCUMENTO COMMERCIALE
            ^ di vendita o prestazione
            TAGLIO DONNA 22% | 28,00
            PIEGA 22% | 20,00
            COLORE RADICI 22% | 41,50
            SCONTO ABITUALE | -4,50
            -
            * TOTALE COMPLESSIVO | 85,00
            DI CUI IVA | 15,33
            PAGAMENTO ELETTRONICO | 85,00
            IMPORTO PAGATO | 85,00
            22-06-24 18:05
            DOC. 0771-0009
            ^ Prossimo app. 20-07-24 ore 9.30
        """),
        truth=Truth(
            merchant="Onde e Ricci di Marta Esempio",
            address="Borgo Santa Croce 9, 53100 SIENA SI",
            phone="333 0000118",
            tax_id="01234567897",
            date="2024-06-22",
            time="18:05",
            number="0771-0009",
            currency="EUR",
            tax_rate="22",
            tax="15.33",
            discount="4.50",
            total="85.00",
            paid="85.00",
            payment_method="card",
            items=items_of("""
                TAGLIO DONNA | | | 28.00
                PIEGA | | | 20.00
                COLORE RADICI | | | 41.50
            """),
        ),
        expects_sums_agree=True,
        also=(("merchant", "Onde e Ricci"),),
        open_to_debate=("tax_rate", "currency", "payment_method"),
    ),
    Paper(
        id="it-ferramenta",
        language="it",
        kind="invoice",
        face="sans",
        sheet="a4",
        rows=rows_of("""
            *# Ferramenta Colombo & Figli
            Viale Europa 210 - 24125 Bergamo BG
            Tel 035 000 0221 - Fax 035 000 0222 - C.F./P.IVA IT01234567897

            @ 0 58
            * Destinatario | Ricevuta non fiscale
            Edil Esempio Srl | N. doc.: 1187/A
            Via dei Mille 4 | Del: 11 settembre 2023
            24047 Treviglio BG | Pag.: Ricevuta bancaria 60 gg
            _
            @ 0 14 56r 66r 76r 86r 100r
            * Cod. | Articolo | Q.tà | Prezzo | Sc.% | IVA | Importo
            VT0618 | Viti TX 6x180, scat. | 5 | 21,40 | 10 | 22 | 96,30
            SE1120 | Serratura 3 mandate | 2 | 84,00 | | 22 | 168,00
            CA0044 | Catena zincata, metri | 12,5 | 3,60 | 5 | 22 | 42,75
            _
            @ 60 100r
            Totale merce | 307,05
            Spese trasporto | 15,00
            Imponibile | 322,05
            Imposta | 70,85
            *# Da pagare EUR | 392,90
            Prima scadenza 30/11/2023 |
        """),
        truth=Truth(
            merchant="Ferramenta Colombo & Figli",
            address="Viale Europa 210 - 24125 Bergamo BG",
            phone="035 000 0221",
            tax_id="IT01234567897",
            date="2023-09-11",
            number="1187/A",
            currency="EUR",
            subtotal="322.05",
            tax_rate="22",
            tax="70.85",
            total="392.90",
            items=items_of("""
                Viti TX 6x180, scat. | 5 | 21.40 | 96.30
                Serratura 3 mandate | 2 | 84.00 | 168.00
                Catena zincata, metri | 12.5 | 3.60 | 42.75
            """),
        ),
        expects_sums_agree=True,
        also=(("tax_id", "01234567897"), ("subtotal", "307.05")),
        open_to_debate=("payment_method", "discount"),
        labelled=(("Prima scadenza", "2023-11-30"), ("Spese trasporto", "15.00")),
    ),
    Paper(
        id="it-reso",
        language="it",
        kind="receipt",
        rows=rows_of("""
            ^*# PROFUMERIA IRIS
            ^ Galleria Centrale 15, 34121 Trieste
            ^ P.IVA 01234567897

            ^ DOCUMENTO COMMERCIALE
            ^ emesso per RESO MERCE
            ^ Doc. di riferimento 0331-0044
            ^ del 27-12-2023
            -
            EAU DE TOILETTE 50ML | -48,00
            ROSSETTO N.12 | -16,50
            -
            *# TOTALE COMPLESSIVO | -64,50
            di cui IVA 22% | -11,63
            Rimborso contanti | -64,50
            05-01-2024 10:41
            Documento n. 0338-0012
        """),
        truth=Truth(
            merchant="Profumeria Iris",
            address="Galleria Centrale 15, 34121 Trieste",
            tax_id="01234567897",
            date="2024-01-05",
            time="10:41",
            number="0338-0012",
            currency="EUR",
            tax_rate="22",
            tax="-11.63",
            total="-64.50",
            payment_method="cash",
            items=items_of("""
                EAU DE TOILETTE 50ML | | | -48.00
                ROSSETTO N.12 | | | -16.50
            """),
        ),
        expects_sums_agree=True,
        also=(("total", "64.50"), ("tax", "11.63")),
        open_to_debate=("paid", "discount", "change", "currency"),
    ),
)
