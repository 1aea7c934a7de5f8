"""Papers in Portuguese, held out: pharmacy with state share, toll, fuel, laundry, credit note."""

from papers.paper import Item, Paper, Truth, items_of, rows_of

PAPERS = (
    Paper(
        id="pt-farmacia",
        language="pt",
        kind="receipt",
        rows=rows_of("""
            ^*# Farmácia da Sé
            ^ Dir. Téc. Dra. Rita Exemplo
            ^ R. Augusta 118, 3500-077 Viseu
            ^ Contribuinte 500000000
            ^ Telef. 232 000 144

            Fatura/Recibo FR 118A/20931
            2024-01-22 18:55   Original
            Cliente: Consumidor final
            -
            @ 0 62r 74r 100r
            Produto | Qt | IVA | Valor
            Brufen 400mg x20 | 1 | 6% | 4,12
            Vitamina C eferv. | 2 | 6% | 9,90
            Champô seco | 1 | 23% | 8,45
            @ 0 100r
            -
            Total | 22,47
            Comparticipação SNS | -1,52
            *# A pagar EUR | 20,95
            MB Way | 20,95
            -
            @ 0 40r 70r 100r
            Taxa | Incid. | IVA | Total
            6% | 11,79 | 0,71 | 12,50
            23% | 6,87 | 1,58 | 8,45
            -
            ^ Processado por programa certificado
        """),
        truth=Truth(
            merchant="Farmácia da Sé",
            address="R. Augusta 118, 3500-077 Viseu",
            phone="232 000 144",
            tax_id="500000000",
            date="2024-01-22",
            time="18:55",
            number="FR 118A/20931",
            currency="EUR",
            subtotal="22.47",
            tax="2.29",
            discount="1.52",
            total="20.95",
            paid="20.95",
            items=items_of("""
                Brufen 400mg x20 | 1 | | 4.12
                Vitamina C eferv. | 2 | | 9.90
                Champô seco | 1 | | 8.45
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("payment_method", "subtotal", "discount"),
    ),
    Paper(
        id="pt-portagem",
        language="pt",
        kind="receipt",
        rows=rows_of("""
            ^ VIAS DO DOURO S.A.
            ^ Cont. 500000000
            ^ Quinta do Vale, 4400-001 V.N. Gaia

            Recibo de portagem
            De ERMESINDE para PENAFIEL
            Via 03 Classe 2
            11/10/2023 07:33:20
            Taxa paga: 3,75 EUR (IVA 23%)
            Num. 2231 004 77190
            Pago com cartão *9917
            ^ Boa viagem
        """),
        truth=Truth(
            merchant="Vias do Douro S.A.",
            address="Quinta do Vale, 4400-001 V.N. Gaia",
            tax_id="500000000",
            date="2023-10-11",
            time="07:33",
            number="2231 004 77190",
            currency="EUR",
            tax_rate="23",
            total="3.75",
            payment_method="card",
            card_ending="9917",
        ),
        open_to_debate=("items", "paid"),
        labelled=(("Classe", "2"),),
    ),
    Paper(
        id="br-posto",
        language="pt",
        kind="receipt",
        rows=rows_of("""
            ^* AUTO POSTO SERRA AZUL LTDA
            ^ CNPJ 11.222.333/0001-81 IE 123.456.789
            ^ Rod. BR-040 km 612, Barbacena-MG
            ^ CUPOM FISCAL ELETRÔNICO - SAT
            ^ Extrato No. 004417
            -
            COD DESC QTD UN VL UN R$ VL ITEM R$
            001 GASOLINA COMUM
            > 31,450 LT X 5,899 | 185,52
            002 AGUA S/GAS 500ML
            > 2 UN X 4,00 | 8,00
            -
            Total bruto de itens | 193,52
            Descontos sobre item | -3,52
            * TOTAL R$ | 190,00
            Cartão de Débito | 190,00
            Troco | 0,00
            -
            Val. aprox. tributos R$ 48,13 (25,33%)
            ^ SAT No. 000.123.456
            ^ 02/03/2024 - 11:16:40
        """),
        truth=Truth(
            merchant="Auto Posto Serra Azul Ltda",
            address="Rod. BR-040 km 612, Barbacena-MG",
            tax_id="11.222.333/0001-81",
            date="2024-03-02",
            time="11:16",
            number="004417",
            currency="BRL",
            subtotal="193.52",
            discount="3.52",
            total="190.00",
            paid="190.00",
            payment_method="card",
            items=items_of("""
                GASOLINA COMUM | 31.450 | 5.899 | 185.52
                AGUA S/GAS 500ML | 2 | 4.00 | 8.00
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("tax", "tax_rate", "change"),
    ),
    Paper(
        id="br-churrascaria",
        language="pt",
        kind="receipt",
        rows=rows_of("""
            ^*# CHURRASCARIA PAMPA
            ^ Rua Voluntários 880 - Porto Alegre/RS
            ^ (51) 5550-0177

            ^ CONFERÊNCIA DE MESA
            Mesa: 22  Pessoas: 4  Garçom: Davi
            Abertura 16/06/2024 12:20
            -
            Rodízio adulto x 3 | 329,70
            Rodízio infantil x 1 | 54,90
            Refrigerante lata x 5 | 37,50
            -
            Consumo | 422,10
            Serviço (10%) opcional | 42,21
            *# TOTAL R$ | 464,31
            Valor por pessoa | 116,08
            Pix | 464,31
            Fechamento 16/06/2024 14:32
        """),
        truth=Truth(
            merchant="Churrascaria Pampa",
            address="Rua Voluntários 880 - Porto Alegre/RS",
            phone="(51) 5550-0177",
            date="2024-06-16",
            currency="BRL",
            subtotal="422.10",
            tip="42.21",
            total="464.31",
            paid="464.31",
            items=items_of("""
                Rodízio adulto | 3 | | 329.70
                Rodízio infantil | 1 | | 54.90
                Refrigerante lata | 5 | | 37.50
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("time", "payment_method", "tip", "number"),
        labelled=(("Pessoas", "4"),),
    ),
    Paper(
        id="pt-nota-de-credito",
        language="pt",
        kind="receipt",
        face="sans",
        rows=rows_of("""
            ^*# Sapataria Minho
            ^ Rua do Souto 72 · 4700-329 Braga
            ^ NIF 500000000

            Nota de crédito NC 2024/31 | 19-01-2024
            Ref. à fatura FS 2023/4410 | 16:02
            _
            Sapato senhora 37 | -64,90
            _
            * Total a creditar € | -64,90
            IVA 23% incl. | -12,14
            Reembolso em numerário | -64,90
        """),
        truth=Truth(
            merchant="Sapataria Minho",
            address="Rua do Souto 72, 4700-329 Braga",
            tax_id="500000000",
            date="2024-01-19",
            time="16:02",
            number="NC 2024/31",
            currency="EUR",
            tax_rate="23",
            tax="-12.14",
            total="-64.90",
            payment_method="cash",
            items=(Item("Sapato senhora 37", None, None, "-64.90"),),
        ),
        expects_sums_agree=True,
        also=(("total", "64.90"), ("tax", "12.14")),
        open_to_debate=("paid", "discount", "change"),
    ),
)
