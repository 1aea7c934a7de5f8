"""Invoices on A4 in French, Spanish, Italian and Portuguese: items, net, VAT, gross, IBAN."""

from papers.paper import Paper, Truth, items_of, rows_of

INVOICES = (
    Paper(
        id="fr-facture",
        language="fr",
        kind="invoice",
        face="sans",
        sheet="a4",
        rows=rows_of("""
            @ 0 100r
            *# Imprimerie Delorme SARL | FACTURE
            18 rue des Tanneurs, 59000 Lille
            Tél. 03 53 01 44 20 - TVA intracom. FR83123456782

            @ 0 55
            Facture n° : | FA-24-0093
            Date de facture : | 05/04/2024
            Date d'échéance : | 05/05/2024
            N° client : | CL0417
            Bon de commande : | BC-3318

            Adressée à : Association Exemple, 2 place du Marché, 59800 Lille
            _
            @ 0 58r 80r 100r
            * Désignation | Qté | P.U. HT | Total HT
            Affiches A2 couleur | 250 | 1,90 | 475,00
            Dépliants 3 volets | 2 000 | 0,32 | 640,00
            Mise en page | 4 | 60,00 | 240,00
            _
            @ 55 100r
            Total HT | 1 355,00 €
            TVA 20 % | 271,00 €
            * Total TTC | 1 626,00 €
            * Net à payer | 1 626,00 €

            Règlement par virement : IBAN FR14 2004 1010 0505 0001 3M02 606
        """),
        truth=Truth(
            merchant="Imprimerie Delorme SARL",
            address="18 rue des Tanneurs, 59000 Lille",
            phone="03 53 01 44 20",
            tax_id="FR83123456782",
            date="2024-04-05",
            number="FA-24-0093",
            currency="EUR",
            subtotal="1355.00",
            tax_rate="20",
            tax="271.00",
            total="1626.00",
            payment_method="transfer",
            items=items_of("""
                Affiches A2 couleur | 250 | 1.90 | 475.00
                Dépliants 3 volets | 2000 | 0.32 | 640.00
                Mise en page | 4 | 60.00 | 240.00
            """),
        ),
        expects_sums_agree=True,
        labelled=(
            ("Date d'échéance", "2024-05-05"),
            ("N° client", "CL0417"),
            ("Bon de commande", "BC-3318"),
            ("IBAN", "FR14 2004 1010 0505 0001 3M02 606"),
        ),
    ),
    Paper(
        id="es-factura",
        language="es",
        kind="invoice",
        face="serif",
        sheet="a4",
        rows=rows_of("""
            *# Talleres Montaña, S.A.
            Polígono Industrial Sur, nave 12 - 50014 Zaragoza
            Teléfono 976 000 145 - CIF A12345674

            *# FACTURA

            @ 0 60
            * Cliente | Datos de la factura
            Transportes Ejemplo, S.L. | Nº de factura: 2024/0316
            Calle Ancha 22 | Fecha: 21 de mayo de 2024
            22002 Huesca | Vencimiento: 20/06/2024
            NIF B00000000 | Nº de cliente: 4430
            _
            @ 0 58r 78r 100r
            * Concepto | Cantidad | Precio | Importe
            Cambio de aceite y filtros | 2 | 118,00 | 236,00
            Pastillas de freno | 4 | 64,75 | 259,00
            Mano de obra (horas) | 12 | 45,00 | 540,00
            _
            @ 55 100r
            Base imponible | 1.035,00 €
            IVA 21 % | 217,35 €
            * Total factura | 1.252,35 €

            Forma de pago: transferencia bancaria
            IBAN: ES91 2100 0418 4502 0005 1332
        """),
        truth=Truth(
            merchant="Talleres Montaña, S.A.",
            address="Polígono Industrial Sur, nave 12 - 50014 Zaragoza",
            phone="976 000 145",
            tax_id="A12345674",
            date="2024-05-21",
            number="2024/0316",
            currency="EUR",
            subtotal="1035.00",
            tax_rate="21",
            tax="217.35",
            total="1252.35",
            payment_method="transfer",
            items=items_of("""
                Cambio de aceite y filtros | 2 | 118.00 | 236.00
                Pastillas de freno | 4 | 64.75 | 259.00
                Mano de obra (horas) | 12 | 45.00 | 540.00
            """),
        ),
        expects_sums_agree=True,
        labelled=(
            ("Vencimiento", "2024-06-20"),
            ("Nº de cliente", "4430"),
            ("IBAN", "ES91 2100 0418 4502 0005 1332"),
        ),
    ),
    Paper(
        id="it-fattura",
        language="it",
        kind="invoice",
        face="sans",
        sheet="a4",
        rows=rows_of("""
            *# Vivai Colleverde S.n.c.
            Strada dei Cipressi 51 - 52100 Arezzo (AR)
            Tel. 0575 000 312 - P. IVA 01234567897

            * Spett.le Condominio Esempio
            Via Roma 100 - 52100 Arezzo

            @ 0 25 50 75
            * Fattura n. | Data fattura | Scadenza | Codice cliente
            87/2024 | 09/04/2024 | 09/05/2024 | 001933
            _
            @ 0 58r 78r 100r
            * Descrizione | Q.tà | Prezzo unitario | Importo
            Siepe di alloro, piante | 30 | 14,50 | 435,00
            Terriccio, sacchi 50 l | 12 | 8,25 | 99,00
            Potatura (ore) | 8 | 32,00 | 256,00
            _
            @ 55 100r
            Imponibile | € 790,00
            IVA 22% | € 173,80
            * Totale fattura | € 963,80

            Pagamento: bonifico bancario
            IBAN IT60 X054 2811 1010 0000 0123 456
        """),
        truth=Truth(
            merchant="Vivai Colleverde S.n.c.",
            address="Strada dei Cipressi 51 - 52100 Arezzo (AR)",
            phone="0575 000 312",
            tax_id="01234567897",
            date="2024-04-09",
            number="87/2024",
            currency="EUR",
            subtotal="790.00",
            tax_rate="22",
            tax="173.80",
            total="963.80",
            payment_method="transfer",
            items=items_of("""
                Siepe di alloro, piante | 30 | 14.50 | 435.00
                Terriccio, sacchi 50 l | 12 | 8.25 | 99.00
                Potatura (ore) | 8 | 32.00 | 256.00
            """),
        ),
        expects_sums_agree=True,
        labelled=(
            ("Scadenza", "2024-05-09"),
            ("Codice cliente", "001933"),
            ("IBAN", "IT60 X054 2811 1010 0000 0123 456"),
        ),
    ),
    Paper(
        id="pt-fatura",
        language="pt",
        kind="invoice",
        face="sans",
        sheet="a4",
        rows=rows_of("""
            @ 0 100r
            *# Azulejos do Mondego, Lda | Fatura
            Rua da Fábrica 60, 3000-174 Coimbra
            Telefone 239 000 518 | NIPC 500000000

            @ 0 55
            Fatura n.º | FT 2024/412
            Data de emissão | 30-04-2024
            Data de vencimento | 30-05-2024
            Cliente n.º | 20077
            Exmo. Senhor | João Exemplo, Rua Nova 3, 3030-055 Coimbra
            _
            @ 0 58r 78r 100r
            * Descrição | Qtd. | Preço unit. | Valor
            Azulejo pintado à mão | 120 | 4,75 | 570,00
            Cimento-cola, saco | 6 | 11,20 | 67,20
            Transporte | 1 | 35,00 | 35,00
            _
            @ 55 100r
            Total ilíquido | 672,20 €
            IVA (23%) | 154,61 €
            * Total a pagar | 826,81 €

            Pagamento por transferência bancária
            IBAN: PT50 0002 0123 1234 5678 9015 4
        """),
        truth=Truth(
            merchant="Azulejos do Mondego, Lda",
            address="Rua da Fábrica 60, 3000-174 Coimbra",
            phone="239 000 518",
            tax_id="500000000",
            date="2024-04-30",
            number="FT 2024/412",
            currency="EUR",
            subtotal="672.20",
            tax_rate="23",
            tax="154.61",
            total="826.81",
            payment_method="transfer",
            items=items_of("""
                Azulejo pintado à mão | 120 | 4.75 | 570.00
                Cimento-cola, saco | 6 | 11.20 | 67.20
                Transporte | 1 | 35.00 | 35.00
            """),
        ),
        expects_sums_agree=True,
        labelled=(
            ("Data de vencimento", "2024-05-30"),
            ("Cliente n.º", "20077"),
            ("IBAN", "PT50 0002 0123 1234 5678 9015 4"),
        ),
    ),
)
