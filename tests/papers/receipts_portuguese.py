"""Receipts in Portuguese: Portugal with NIF and IVA table, Brazil with CNPJ and R$."""

from papers.paper import Item, Paper, Truth, items_of, rows_of

RECEIPTS = (
    Paper(
        id="pt-supermercado",
        language="pt",
        kind="receipt",
        rows=rows_of("""
            ^*# MERCEARIA DO ROSSIO, LDA
            ^ Rua Augusta, 210
            ^ 1100-053 LISBOA
            ^ Tel: 210 000 345
            ^ NIF: 500000000

            Fatura Simplificada FS 012/88341
            Data: 2024-03-12 | Hora: 18:05
            NIF Consumidor: Consumidor final
            -
            (C) LEITE MEIO GORDO
            > 6 x 0,89 | 5,34
            (C) PÃO DE CENTEIO | 1,75
            (C) MAÇÃ ROYAL
            > 0,912 kg x 1,99 | 1,81
            (A) DETERGENTE LOIÇA | 2,99
            DESC. CARTÃO | -0,60
            -
            *# TOTAL A PAGAR | 11,29 €
            NUMERÁRIO | 20,00
            TROCO | 8,71

            @ 0 50r 75r 100r
            %IVA | Base | IVA | Total
            (C) 6% | 8,40 | 0,50 | 8,90
            (A) 23% | 1,94 | 0,45 | 2,39
            ^ Obrigado pela sua visita
        """),
        truth=Truth(
            merchant="Mercearia do Rossio, Lda",
            address="Rua Augusta, 210, 1100-053 LISBOA",
            phone="210 000 345",
            tax_id="500000000",
            date="2024-03-12",
            time="18:05",
            number="FS 012/88341",
            currency="EUR",
            tax="0.95",
            discount="0.60",
            total="11.29",
            paid="20.00",
            change="8.71",
            payment_method="cash",
            items=items_of("""
                LEITE MEIO GORDO | 6 | 0.89 | 5.34
                PÃO DE CENTEIO | | | 1.75
                MAÇÃ ROYAL | 0.912 | 1.99 | 1.81
                DETERGENTE LOIÇA | | | 2.99
            """),
        ),
        expects_sums_agree=True,
        also=(("number", "012/88341"),),
        open_to_debate=("subtotal",),
    ),
    Paper(
        id="pt-restaurante",
        language="pt",
        kind="receipt",
        rows=rows_of("""
            ^*# Tasca da Ribeira
            ^ Cais da Estiva 37
            ^ 4050-243 Porto
            ^ Telef. 220 000 671
            ^ Contribuinte Nº 500000000

            Mesa 5 | 3 de março de 2024
            Fatura-recibo nº FR 24/1190 | 22h10
            -
            @ 0 8 78r 100r
            2 | Bacalhau à Brás | 13,50 | 27,00
            1 | Polvo à lagareiro | 18,90 | 18,90
            1 | Vinho verde 75cl | 12,00 | 12,00
            2 | Pastel de nata | 1,40 | 2,80
            -
            Subtotal | 60,70
            IVA 13% incluído | 6,98
            Gorjeta | 4,30
            *# Total | 65,00 €
            Multibanco | 65,00
        """),
        truth=Truth(
            merchant="Tasca da Ribeira",
            address="Cais da Estiva 37, 4050-243 Porto",
            phone="220 000 671",
            tax_id="500000000",
            date="2024-03-03",
            time="22:10",
            number="FR 24/1190",
            currency="EUR",
            subtotal="60.70",
            tax_rate="13",
            tax="6.98",
            tip="4.30",
            total="65.00",
            paid="65.00",
            payment_method="card",
            items=items_of("""
                Bacalhau à Brás | 2 | 13.50 | 27.00
                Polvo à lagareiro | 1 | 18.90 | 18.90
                Vinho verde 75cl | 1 | 12.00 | 12.00
                Pastel de nata | 2 | 1.40 | 2.80
            """),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="br-lanchonete",
        language="pt",
        kind="receipt",
        rows=rows_of("""
            ^* LANCHONETE BOM SABOR LTDA
            ^ CNPJ: 11.222.333/0001-81
            ^ Rua das Acácias, 1020 - Centro
            ^ 80010-000 Curitiba - PR
            ^ DANFE NFC-e - Documento Auxiliar
            ^ da Nota Fiscal de Consumidor Eletrônica
            -
            @ 0 11 58r 78r 100r
            Cód | Descrição | Qtde | Vl Unit | Vl Total
            001 | X-SALADA | 2 UN | 18,90 | 37,80
            014 | SUCO LARANJA | 2 UN | 9,50 | 19,00
            027 | PUDIM | 1 UN | 11,00 | 11,00
            -
            Qtde. total de itens | 3
            Valor total R$ | 67,80
            Desconto R$ | 6,78
            * Valor a Pagar R$ | 61,02
            FORMA DE PAGAMENTO | VALOR PAGO R$
            Dinheiro | 70,00
            Troco R$ | 8,98

            NFC-e nº 000045120 Série 001
            15/10/2023 12:41:08
            ^ Tributos aproximados R$ 9,15
        """),
        truth=Truth(
            merchant="Lanchonete Bom Sabor Ltda",
            address="Rua das Acácias, 1020 - Centro, 80010-000 Curitiba - PR",
            tax_id="11.222.333/0001-81",
            date="2023-10-15",
            time="12:41",
            number="000045120",
            currency="BRL",
            subtotal="67.80",
            discount="6.78",
            total="61.02",
            paid="70.00",
            change="8.98",
            payment_method="cash",
            items=items_of("""
                X-SALADA | 2 | 18.90 | 37.80
                SUCO LARANJA | 2 | 9.50 | 19.00
                PUDIM | 1 | 11.00 | 11.00
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("tax",),
    ),
    Paper(
        id="br-loja",
        language="pt",
        kind="receipt",
        face="sans",
        rows=rows_of("""
            ^*# Móveis Ipê Amarelo
            ^ Av. Paulista, 9990 - São Paulo - SP
            ^ CNPJ 11.222.333/0001-81 · Fone (11) 5550-0123

            Pedido nº 3381 | 28 dez 2023 16:32
            _
            Poltrona giratória | R$ 899,00
            Mesa lateral 2 x R$ 149,90 | R$ 299,80
            Frete | R$ 35,76
            _
            *# Total a pagar | R$ 1.234,56
            Cartão de crédito final 5093 | R$ 1.234,56
        """),
        truth=Truth(
            merchant="Móveis Ipê Amarelo",
            address="Av. Paulista, 9990 - São Paulo - SP",
            phone="(11) 5550-0123",
            tax_id="11.222.333/0001-81",
            date="2023-12-28",
            time="16:32",
            number="3381",
            currency="BRL",
            total="1234.56",
            paid="1234.56",
            payment_method="card",
            card_ending="5093",
            items=items_of("""
                Poltrona giratória | | | 899.00
                Mesa lateral | 2 | 149.90 | 299.80
                Frete | | | 35.76
            """),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="pt-combustivel",
        language="pt",
        kind="receipt",
        rows=rows_of("""
            ^* POSTO ATLÂNTICO
            ^ EN 125, km 98
            ^ 8100-321 LOULÉ
            ^ NIPC 500000000

            TALÃO Nº 77 / 2023
            04/08/2023 | 10:19
            -
            BOMBA 6 | GASÓLEO SIMPLES
            30,00 L x 1,584 EUR/L | 47,52
            -
            *# TOTAL EUR | 47,52
            IVA 23% | 8,89
            VISA ############3172
            OPERAÇÃO APROVADA
        """),
        truth=Truth(
            merchant="Posto Atlântico",
            address="EN 125, km 98, 8100-321 LOULÉ",
            tax_id="500000000",
            date="2023-08-04",
            time="10:19",
            number="77 / 2023",
            currency="EUR",
            tax_rate="23",
            tax="8.89",
            total="47.52",
            payment_method="card",
            card_ending="3172",
            items=(Item("GASÓLEO SIMPLES", "30.00", "1.584", "47.52"),),
        ),
        expects_sums_agree=True,
        also=(("number", "77"),),
        open_to_debate=("paid",),
    ),
    Paper(
        id="pt-florista-errado",
        language="pt",
        kind="receipt",
        rows=rows_of("""
            ^* Florista Jardim Secreto
            ^ Largo do Chiado 4
            ^ 1200-108 Lisboa

            Recibo 2051 | 14-05-2024 11:55

            Ramo de rosas | 25,00
            Orquídea branca | 18,50
            Vaso cerâmica | 7,20
            -
            *# TOTAL EUR | 52,70
            Dinheiro | 60,00
            Troco | 7,30
        """),
        truth=Truth(
            merchant="Florista Jardim Secreto",
            address="Largo do Chiado 4, 1200-108 Lisboa",
            date="2024-05-14",
            time="11:55",
            number="2051",
            currency="EUR",
            total="52.70",
            paid="60.00",
            change="7.30",
            payment_method="cash",
            items=items_of("""
                Ramo de rosas | | | 25.00
                Orquídea branca | | | 18.50
                Vaso cerâmica | | | 7.20
            """),
        ),
        expects_sums_agree=False,
    ),
    Paper(
        id="br-padaria-falta",
        language="pt",
        kind="receipt",
        size_px=26,
        rows=rows_of("""
            ^* PADARIA PÃO QUENTE

            6 PÃO FRANCÊS | 5,40
            1 CAFÉ COM LEITE | 7,00
            1 BOLO DE FUBÁ | 8,50
            -
            *# TOTAL | R$ 20,90
            ^ VOLTE SEMPRE
        """),
        truth=Truth(
            merchant="Padaria Pão Quente",
            currency="BRL",
            total="20.90",
            items=items_of("""
                PÃO FRANCÊS | 6 | | 5.40
                CAFÉ COM LEITE | 1 | | 7.00
                BOLO DE FUBÁ | 1 | | 8.50
            """),
        ),
        expects_sums_agree=True,
    ),
)
