"""Receipts in Spanish: supermarket with IVA table, restaurant, petrol, card slip, Mexico."""

from papers.paper import Item, Paper, Truth, items_of, rows_of

RECEIPTS = (
    Paper(
        id="es-supermercado",
        language="es",
        kind="receipt",
        rows=rows_of("""
            ^*# SUPERMERCADOS LA HUERTA, S.L.
            ^ C/ Mayor, 45
            ^ 46001 VALENCIA
            ^ TELÉFONO: 960 000 118
            ^ NIF: B12345674

            12/03/2024 18:26 | OP: 148203
            FACTURA SIMPLIFICADA: 2210-014-093312

            @ 0 7 78r 100r
             | Descripción | P. Unit | Importe
            1 | PAN DE MOLDE | | 1,35
            6 | LECHE ENTERA | 0,96 | 5,76
            1 | ACEITE OLIVA 1L | | 8,95
            1 | PLÁTANO | |
            @ 7 78r 100r
            0,846 kg | 1,99 €/kg | 1,68
            2 | DETERGENTE | 4,25 | 8,50
            -
            *# TOTAL (€) | 26,24
            TARJETA BANCARIA | 26,24

            @ 0 60r 100r
            IVA | BASE IMPONIBLE (€) | CUOTA (€)
            4% | 6,84 | 0,27
            10% | 9,66 | 0,97
            21% | 7,02 | 1,48
            TOTAL | 23,52 | 2,72

            TARJ. BANCARIA: **** **** **** 8105
            ^ SE ADMITEN DEVOLUCIONES CON TICKET
        """),
        truth=Truth(
            merchant="Supermercados La Huerta, S.L.",
            address="C/ Mayor, 45, 46001 VALENCIA",
            phone="960 000 118",
            tax_id="B12345674",
            date="2024-03-12",
            time="18:26",
            number="2210-014-093312",
            currency="EUR",
            tax="2.72",
            total="26.24",
            paid="26.24",
            payment_method="card",
            card_ending="8105",
            items=items_of("""
                PAN DE MOLDE | 1 | | 1.35
                LECHE ENTERA | 6 | 0.96 | 5.76
                ACEITE OLIVA 1L | 1 | | 8.95
                PLÁTANO | 0.846 | 1.99 | 1.68
                DETERGENTE | 2 | 4.25 | 8.50
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("subtotal",),
    ),
    Paper(
        id="es-restaurante",
        language="es",
        kind="receipt",
        rows=rows_of("""
            ^*# Mesón El Olivo
            ^ Plaza de la Encina, 2
            ^ 41004 Sevilla
            ^ Tel. 950 000 264
            ^ CIF B-12345674

            Mesa: 6 | Comensales: 3
            Factura simplificada nº T-5518
            Fecha: 3 de marzo de 2024 | 15:12
            -
            @ 0 8 78r 100r
            3 | Menú degustación | 28,50 | 85,50
            1 | Vino tinto Rioja | 19,00 | 19,00
            3 | Café con leche | 1,80 | 5,40
            -
            Base imponible | 99,91
            IVA 10% | 9,99
            * Importe total | 109,90 €
            Propina | 10,10
            *# Total con propina | 120,00 €
            Efectivo | 120,00 €

            ^ Gracias por su visita
        """),
        truth=Truth(
            merchant="Mesón El Olivo",
            address="Plaza de la Encina, 2, 41004 Sevilla",
            phone="950 000 264",
            tax_id="B-12345674",
            date="2024-03-03",
            time="15:12",
            number="T-5518",
            currency="EUR",
            subtotal="99.91",
            tax_rate="10",
            tax="9.99",
            tip="10.10",
            total="120.00",
            paid="120.00",
            payment_method="cash",
            items=items_of("""
                Menú degustación | 3 | 28.50 | 85.50
                Vino tinto Rioja | 1 | 19.00 | 19.00
                Café con leche | 3 | 1.80 | 5.40
            """),
        ),
        expects_sums_agree=True,
        also=(("total", "109.90"),),
    ),
    Paper(
        id="es-gasolinera",
        language="es",
        kind="receipt",
        rows=rows_of("""
            ^* E.S. PUERTO ALTO
            ^ Ctra. N-340 km 221
            ^ 29620 TORREMOLINOS (MÁLAGA)
            ^ N.I.F. A12345674

            Ticket: 0117/448120
            Fecha: 08-10-23 | Hora: 09:41
            -
            Surtidor 2 | GASÓLEO A
            41,35 Lts x 1,639 €/L | 67,77
            -
            *# TOTAL A PAGAR | 67,77 EUR
            I.V.A. 21% incluido | 11,76
            MASTERCARD *1193 | 67,77
            ^ BUEN VIAJE
        """),
        truth=Truth(
            merchant="E.S. Puerto Alto",
            address="Ctra. N-340 km 221, 29620 TORREMOLINOS (MÁLAGA)",
            tax_id="A12345674",
            date="2023-10-08",
            time="09:41",
            number="0117/448120",
            currency="EUR",
            tax_rate="21",
            tax="11.76",
            total="67.77",
            paid="67.77",
            payment_method="card",
            card_ending="1193",
            items=(Item("GASÓLEO A", "41.35", "1.639", "67.77"),),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="es-muebles",
        language="es",
        kind="receipt",
        face="sans",
        rows=rows_of("""
            ^*# Muebles Azahar
            ^ Avda. de América 118, 28028 Madrid
            ^ NIF 12345678Z · Tel. 910 000 377

            Ticket nº 00291 | 28 dic 2023 19:05
            _
            @ 0 58r 78r 100r
            * Artículo | Uds. | Precio | Total
            Mesa comedor roble | 1 | 890,00 | 890,00
            Silla tapizada | 4 | 120,35 | 481,40
            _
            Subtotal | 1.371,40
            Descuento 10% | -137,14
            *# TOTAL | 1.234,26 €
            IVA 21% incluido | 214,21
            Pagado con tarjeta | 1.234,26
        """),
        truth=Truth(
            merchant="Muebles Azahar",
            address="Avda. de América 118, 28028 Madrid",
            phone="910 000 377",
            tax_id="12345678Z",
            date="2023-12-28",
            time="19:05",
            number="00291",
            currency="EUR",
            subtotal="1371.40",
            tax_rate="21",
            tax="214.21",
            discount="137.14",
            total="1234.26",
            paid="1234.26",
            payment_method="card",
            items=items_of("""
                Mesa comedor roble | 1 | 890.00 | 890.00
                Silla tapizada | 4 | 120.35 | 481.40
            """),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="es-papeleria-mal",
        language="es",
        kind="receipt",
        rows=rows_of("""
            ^* PAPELERÍA LA PLUMA
            ^ Calle Real 7
            ^ 15003 A Coruña

            Recibo 3320 | 14/05/2024 11:03

            CUADERNO A4 | 3,95
            BOLÍGRAFO AZUL 5 x 0,80 | 4,00
            CALCULADORA | 12,50
            -
            *# TOTAL EUR | 22,45
            ENTREGADO | 30,00
            CAMBIO | 7,55
        """),
        truth=Truth(
            merchant="Papelería La Pluma",
            address="Calle Real 7, 15003 A Coruña",
            date="2024-05-14",
            time="11:03",
            number="3320",
            currency="EUR",
            total="22.45",
            paid="30.00",
            change="7.55",
            items=items_of("""
                CUADERNO A4 | | | 3.95
                BOLÍGRAFO AZUL | 5 | 0.80 | 4.00
                CALCULADORA | | | 12.50
            """),
        ),
        expects_sums_agree=False,
        open_to_debate=("payment_method",),
    ),
    Paper(
        id="es-bar-falta",
        language="es",
        kind="receipt",
        size_px=26,
        rows=rows_of("""
            ^* BAR MANOLITO

            2 CAÑA | 3,60
            1 TORTILLA | 4,50
            1 CROQUETAS | 6,00
            -
            *# TOTAL | 14,10 €
            ^ IVA INCLUIDO
        """),
        truth=Truth(
            merchant="Bar Manolito",
            currency="EUR",
            total="14.10",
            items=items_of("""
                CAÑA | 2 | | 3.60
                TORTILLA | 1 | | 4.50
                CROQUETAS | 1 | | 6.00
            """),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="mx-tienda",
        language="es",
        kind="receipt",
        rows=rows_of("""
            ^* ABARROTES DOÑA LUPITA
            ^ Av. Juárez 310, Col. Centro
            ^ C.P. 06050, Ciudad de México
            ^ RFC: XAXX010101000

            Folio: 77120
            Fecha: 21/09/2023 | Hora: 08:15 p.m.
            -
            TORTILLA 1KG | $ 24.00
            FRIJOL NEGRO 900G | $ 38.50
            REFRESCO 3L | $ 45.00
            ARTÍCULOS DE LIMPIEZA | $1,250.00
            -
            SUBTOTAL | $1,357.50
            IVA 16% | $ 217.20
            *# TOTAL MXN | $1,574.70
            EFECTIVO | $1,600.00
            SU CAMBIO | $ 25.30
        """),
        truth=Truth(
            merchant="Abarrotes Doña Lupita",
            address="Av. Juárez 310, Col. Centro, C.P. 06050, Ciudad de México",
            tax_id="XAXX010101000",
            date="2023-09-21",
            time="20:15",
            number="77120",
            currency="MXN",
            subtotal="1357.50",
            tax_rate="16",
            tax="217.20",
            total="1574.70",
            paid="1600.00",
            change="25.30",
            payment_method="cash",
            items=items_of("""
                TORTILLA 1KG | | | 24.00
                FRIJOL NEGRO 900G | | | 38.50
                REFRESCO 3L | | | 45.00
                ARTÍCULOS DE LIMPIEZA | | | 1250.00
            """),
        ),
        expects_sums_agree=True,
    ),
)
