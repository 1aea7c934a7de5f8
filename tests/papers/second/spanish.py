"""Papers in Spanish, held out: Argentina, Colombia, Mexico, Spain; parking, hotel, pharmacy."""

from papers.paper import Paper, Truth, items_of, rows_of

PAPERS = (
    Paper(
        id="ar-ferreteria",
        language="es",
        kind="receipt",
        rows=rows_of("""
            ^*# FERRETERIA EL YUNQUE S.R.L.
            ^ CUIT Nro: 30-71234567-1
            ^ Ing. Brutos: 901-123456-7
            ^ Av. Rivadavia 9990 - C.A.B.A.
            ^ IVA RESPONSABLE INSCRIPTO
            ^ A CONSUMIDOR FINAL
            -
            TIQUE FACTURA B  P.V. 0004
            Nro. 00018834
            Fecha 14/11/2023   Hora 10:26:18
            -
            2,0000 x 1.850,0000
            LAMPARA LED 9W (21,00) | 3.700,00
            1,0000 x 12.499,9000
            TALADRO 13MM 650W (21,00) | 12.499,90
            15,0000 x 96,5000
            TARUGO N8 (21,00) | 1.447,50
            -
            SUBTOTAL | 17.647,40
            DESC. CONTADO 5% | -882,37
            *# TOTAL | 16.765,03
            RECIBI(MOS)
            Efectivo | 17.000,00
            SU VUELTO | 234,97
            -
            CAE 73456789012345 Vto. 24/11/2023
        """),
        truth=Truth(
            merchant="Ferreteria El Yunque S.R.L.",
            address="Av. Rivadavia 9990 - C.A.B.A.",
            tax_id="30-71234567-1",
            date="2023-11-14",
            time="10:26",
            number="00018834",
            currency="ARS",
            subtotal="17647.40",
            discount="882.37",
            total="16765.03",
            paid="17000.00",
            change="234.97",
            payment_method="cash",
            items=items_of("""
                LAMPARA LED 9W | 2 | 1850 | 3700.00
                TALADRO 13MM 650W | 1 | 12499.90 | 12499.90
                TARUGO N8 | 15 | 96.50 | 1447.50
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("tax_rate", "currency"),
    ),
    Paper(
        id="co-restaurante",
        language="es",
        kind="receipt",
        rows=rows_of("""
            ^* ASADERO LA CHAGRA S.A.S.
            ^ NIT 900.123.456-8
            ^ Cra 7 # 45-18 Bogotá D.C.
            ^ Tel: 601 000 0133

            FACTURA DE VENTA POS No. CH-20417
            Fecha: 2024-02-18   Hora: 13:47
            Mesa 11       Mesero: Camilo
            -
            @ 0 12 100r
            2 | Ajiaco santafereño | $ 56.000
            1 | Churrasco 300 g | $ 48.500
            3 | Jugo de lulo | $ 25.500
            -
            Subtotal | $ 120.370
            Impoconsumo 8% | $ 9.630
            Propina voluntaria 10% | $ 13.000
            *# TOTAL A PAGAR | $ 143.000
            Forma de pago: Tarjeta débito
            -
            ^ Resolución DIAN 18764000001117
            ^ del 2023-06-01 al 2025-06-01
        """),
        truth=Truth(
            merchant="Asadero La Chagra S.A.S.",
            address="Cra 7 # 45-18 Bogotá D.C.",
            phone="601 000 0133",
            tax_id="900.123.456-8",
            date="2024-02-18",
            time="13:47",
            number="CH-20417",
            currency="COP",
            subtotal="120370",
            tax_rate="8",
            tax="9630",
            tip="13000",
            total="143000",
            payment_method="card",
            items=items_of("""
                Ajiaco santafereño | 2 | | 56000
                Churrasco 300 g | 1 | | 48500
                Jugo de lulo | 3 | | 25500
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("currency", "paid"),
    ),
    Paper(
        id="es-aparcamiento",
        language="es",
        kind="receipt",
        rows=rows_of("""
            ^* PARKING PLAZA NUEVA
            ^ Explotaciones Aparca S.A.
            ^ A12345674
            ^ Pza. Nueva s/n 48005 BILBAO
            -
            RECIBO            Cajero 02
            Nº operación      0118774
            Entrada  21/06/24 18:02
            Salida   21/06/24 20:49
            Estancia 2h 47m
            Importe           6,95 EUR
            (IVA 21% incl.)
            Entregado        10,00 EUR
            Devuelto          3,05 EUR
            -
            ^ Dispone de 15 minutos para salir
        """),
        truth=Truth(
            merchant="Parking Plaza Nueva",
            address="Pza. Nueva s/n 48005 BILBAO",
            tax_id="A12345674",
            date="2024-06-21",
            number="0118774",
            currency="EUR",
            tax_rate="21",
            total="6.95",
            paid="10.00",
            change="3.05",
            payment_method="cash",
        ),
        also=(("merchant", "Explotaciones Aparca S.A."),),
        open_to_debate=("time", "items", "payment_method"),
        labelled=(("Estancia", "2h 47m"),),
    ),
    Paper(
        id="es-farmacia-receta",
        language="es",
        kind="receipt",
        rows=rows_of("""
            ^* FARMACIA LDA. NURIA EJEMPLO
            ^ Rambla Nova 61 43003 TARRAGONA
            ^ 12345678Z   Tlf 977 000 208

            Venta: 2-118840 05/12/2023 19:11
            Le atendió: MARTA
            -
            @ 0 8 66r 82r 100r
            Ud | Producto | P.V.P. | Ap. | Total
            1 | Omeprazol 20mg | 2,42 | 40% | 0,97
            2 | Paracetamol 1g | 2,50 | 40% | 2,00
            1 | Crema solar 50+ | 18,95 | | 18,95
            -
            Total € | 21,92
            Vale descuento | 2,00
            * A cobrar € | 19,92
            Tarjeta | 19,92
            Le devolvemos | 0,00
        """),
        truth=Truth(
            merchant="Farmacia Lda. Nuria Ejemplo",
            address="Rambla Nova 61 43003 TARRAGONA",
            phone="977 000 208",
            tax_id="12345678Z",
            date="2023-12-05",
            time="19:11",
            number="2-118840",
            currency="EUR",
            subtotal="21.92",
            discount="2.00",
            total="19.92",
            paid="19.92",
            payment_method="card",
            items=items_of("""
                Omeprazol 20mg | 1 | 2.42 | 0.97
                Paracetamol 1g | 2 | 2.50 | 2.00
                Crema solar 50+ | 1 | 18.95 | 18.95
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("change", "tax_rate"),
    ),
    Paper(
        id="es-hostal",
        language="es",
        kind="invoice",
        face="serif",
        sheet="a4",
        rows=rows_of("""
            ^*# Hostal Mirador del Tajo
            ^ Paseo de los Tilos, 18 · 10003 Cáceres · 927 000 114
            ^ Titular: Inés Muestra Gil · NIF 12345678Z

            @ 0 60
            * Huésped | FACTURA
            Sr. D. Pablo Ejemplo | Núm. 0188/24
            DNI 00000000T | Expedida el 09.06.2024
            Habitación 12 | Llegada 06.06.2024
            2 adultos | Salida 09.06.2024
            _
            @ 0 20 70r 84r 100r
            * Día | Concepto | Cant. | Precio | EUR
            06.06 | Alojamiento doble | 3 | 62,00 | 186,00
            07.06 | Desayuno | 4 | 6,50 | 26,00
            08.06 | Garaje | 2 | 9,00 | 18,00
            _
            @ 60 100r
            Suma | 230,00
            Anticipo recibido 15.05.2024 | -50,00
            * Pendiente de pago | 180,00
            Incluye IVA 10 % | 20,91
        """),
        truth=Truth(
            merchant="Hostal Mirador del Tajo",
            address="Paseo de los Tilos, 18, 10003 Cáceres",
            phone="927 000 114",
            tax_id="12345678Z",
            date="2024-06-09",
            number="0188/24",
            currency="EUR",
            tax_rate="10",
            tax="20.91",
            total="230.00",
            items=items_of("""
                Alojamiento doble | 3 | 62.00 | 186.00
                Desayuno | 4 | 6.50 | 26.00
                Garaje | 2 | 9.00 | 18.00
            """),
        ),
        also=(("total", "180.00"),),
        open_to_debate=("subtotal", "paid", "discount"),
        labelled=(("Llegada", "2024-06-06"), ("Salida", "2024-06-09"), ("Habitación", "12")),
    ),
    Paper(
        id="es-devolucion",
        language="es",
        kind="receipt",
        rows=rows_of("""
            ^*# CALZADOS RONDA
            ^ Alameda Principal 5
            ^ 29001 Málaga
            ^ NIF: B12345674
            -
            ^* ABONO
            Ticket abono 77-00213
            16/01/2024 17:20 Vend. 14
            Ref. 88102 BOTIN PIEL T38
            > 1 x -59,95 | -59,95 €
            Ref. 90117 PLANTILLAS
            > 2 x -4,50 | -9,00 €
            -
            *# TOTAL ABONO | -68,95 €
            IVA 21% | -11,97 €
            Devuelto en tarjeta | -68,95 €
            Ticket original 77-11840 05/01/2024
        """),
        truth=Truth(
            merchant="Calzados Ronda",
            address="Alameda Principal 5, 29001 Málaga",
            tax_id="B12345674",
            date="2024-01-16",
            time="17:20",
            number="77-00213",
            currency="EUR",
            tax_rate="21",
            tax="-11.97",
            total="-68.95",
            payment_method="card",
            items=items_of("""
                BOTIN PIEL T38 | 1 | -59.95 | -59.95
                PLANTILLAS | 2 | -4.50 | -9.00
            """),
        ),
        expects_sums_agree=True,
        also=(("total", "68.95"), ("tax", "11.97")),
        open_to_debate=("paid", "discount", "change", "items"),
    ),
)
