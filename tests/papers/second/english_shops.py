"""Shop receipts in English, held out: Ireland, Australia, Canada, Singapore, Malaysia, others."""

from papers.paper import Paper, Truth, items_of, rows_of

PAPERS = (
    Paper(
        id="ie-pharmacy",
        language="en",
        kind="receipt",
        rows=rows_of("""
            ^*# Keane's Pharmacy
            ^ 14 Shop Street, Galway H91 XX00
            ^ Ph: 020 910 0144
            ^ VAT No. IE1234567T
            -
            Served by: ORLA  TILL 2
            Trans: 118734  09/05/2024  13:22
            -
            IBUPROFEN 200MG 24S | €6.45 Z
            SUN LOTION F50 | €14.99 S
            HAND CREAM 75ML
            > 2 @ €5.50 | €11.00 S
            -
            4 Items
            * Total Due | €32.44
            Amt Tendered - Cash | €50.00
            Your Change | €17.56
            -
            @ 0 40r 70r 100r
            Code | Rate | Net | VAT
            S | 23.00% | 21.13 | 4.86
            Z | 0.00% | 6.45 | 0.00
            -
            ^ Medicines cannot be returned
            ^ Loyalty points earned today: 32
            ^ Points balance at 08/05/2024: 417
        """),
        truth=Truth(
            merchant="Keane's Pharmacy",
            address="14 Shop Street, Galway H91 XX00",
            phone="020 910 0144",
            tax_id="IE1234567T",
            date="2024-05-09",
            time="13:22",
            number="118734",
            currency="EUR",
            tax="4.86",
            total="32.44",
            paid="50.00",
            change="17.56",
            payment_method="cash",
            items=items_of("""
                IBUPROFEN 200MG 24S | | | 6.45
                SUN LOTION F50 | | | 14.99
                HAND CREAM 75ML | 2 | 5.50 | 11.00
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("tax_rate", "subtotal"),
    ),
    Paper(
        id="au-hardware",
        language="en",
        kind="receipt",
        rows=rows_of("""
            ^*# BANKSIA HARDWARE
            ^ 88 Station Rd, Toowoomba QLD 4350
            ^ (07) 5550 0161
            ^ ABN 55 345 678 912
            ^ * TAX INVOICE *

            9310072001234
            PAINT ROLLER SET 270MM | $18.90
            9310072004419
            DECK SCREWS 10G 500PK | $42.50
            9310072007731
            TIMBER PINE 90X45 2.4M
            > 6 @ $11.35 | $68.10
            I/N: 0114882
            MASKING TAPE 48MM
            > 3 @ $4.98 | $14.94

            * Total | $144.44
            Rounding | $0.01
            Cash | $150.00
            Change Due | $5.55
            ^ Total includes GST of $13.13
            ^ 11 items purchased

            ^ 17/08/2024 8:04am  R06 P81 C118820
            ^ #6220-29934-7110-2024-08-17
            ^ Please retain receipt for proof
            ^ of purchase. Returns until 17/11/2024
        """),
        truth=Truth(
            merchant="Banksia Hardware",
            address="88 Station Rd, Toowoomba QLD 4350",
            phone="(07) 5550 0161",
            tax_id="55 345 678 912",
            date="2024-08-17",
            time="08:04",
            currency="AUD",
            tax="13.13",
            total="144.44",
            paid="150.00",
            change="5.55",
            payment_method="cash",
            items=items_of("""
                PAINT ROLLER SET 270MM | | | 18.90
                DECK SCREWS 10G 500PK | | | 42.50
                TIMBER PINE 90X45 2.4M | 6 | 11.35 | 68.10
                MASKING TAPE 48MM | 3 | 4.98 | 14.94
            """),
        ),
        expects_sums_agree=True,
        also=(("total", "144.45"),),
        open_to_debate=("number", "subtotal"),
    ),
    Paper(
        id="ca-coffee",
        language="en",
        kind="receipt",
        face="sans",
        rows=rows_of("""
            ^* Kestrel Coffee Roasters
            ^ 2210 Fourth Ave West
            ^ Vancouver BC  V6K 0Z0
            ^ GST# 123456782 RT0001

            Order 57 - For here | Barista: Min
            Chk 20447 | Nov 2'23 09:18AM
            _
            @ 0 8 100r
            1 | Flat white 12oz | 4.75
             | add oat milk | 0.80
            1 | Cortado | 4.25
            2 | Cinnamon bun | 9.50
            _
            Subtotal | 19.30
            GST 5% | 0.97
            Total | 20.27
            Rounding Adj. | -0.02
            *# Amount Due | $20.25
            Cash CAD | $40.25
            Change | $20.00
            ^ WiFi code: kestrel2210
            ^ Rate us before Nov 30'23!
        """),
        truth=Truth(
            merchant="Kestrel Coffee Roasters",
            address="2210 Fourth Ave West, Vancouver BC V6K 0Z0",
            tax_id="123456782 RT0001",
            date="2023-11-02",
            time="09:18",
            number="20447",
            currency="CAD",
            subtotal="19.30",
            tax_rate="5",
            tax="0.97",
            total="20.25",
            paid="40.25",
            change="20.00",
            payment_method="cash",
            items=items_of("""
                Flat white 12oz | 1 | | 4.75
                add oat milk | | | 0.80
                Cortado | 1 | | 4.25
                Cinnamon bun | 2 | | 9.50
            """),
        ),
        expects_sums_agree=True,
        also=(("total", "20.27"), ("tax_id", "123456782RT0001"), ("number", "57")),
        open_to_debate=("discount",),
    ),
    Paper(
        id="sg-kopitiam",
        language="en",
        kind="receipt",
        rows=rows_of("""
            ^* LOTUS GARDEN EATERY PTE LTD
            ^ Blk 442 Serangoon Ave 9 #01-88
            ^ Singapore 550000
            ^ GST Reg. No. M2-1234567-8

            Table: B12     Pax: 3
            Bill#: A0098124
            23 Feb 2024 (Fri)     19:46
            -
            @ 0 82 100r
            Chilli crab (kg) x1.2 | | 105.60
            Sambal kangkong x1 | | 14.00
            Cereal prawn x1 | | 26.00
            Barley water x3 | | 9.00
            -
            SUBTTL | 154.60
            10% SVC CHG | 15.46
            9% GST | 15.31
            *# TTL S$ | 185.37
            NETS | 185.37
            ^ Closed 23/02/2024 20:51 Cashier 04
        """),
        truth=Truth(
            merchant="Lotus Garden Eatery Pte Ltd",
            address="Blk 442 Serangoon Ave 9 #01-88, Singapore 550000",
            tax_id="M2-1234567-8",
            date="2024-02-23",
            time="19:46",
            number="A0098124",
            currency="SGD",
            subtotal="154.60",
            tax_rate="9",
            tax="15.31",
            tip="15.46",
            total="185.37",
            paid="185.37",
            payment_method="card",
            items=items_of("""
                Chilli crab (kg) | 1.2 | | 105.60
                Sambal kangkong | 1 | | 14.00
                Cereal prawn | 1 | | 26.00
                Barley water | 3 | | 9.00
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("tip", "payment_method"),
    ),
    Paper(
        id="my-mini-mart",
        language="en",
        kind="receipt",
        rows=rows_of("""
            ^* PASAR MINI SERI CAHAYA SDN BHD
            ^ (Co. Reg. 201901000117)
            ^ 21 Jalan Melur 3, Taman Melur
            ^ 68000 Ampang, Selangor
            ^ Tel : 03-0000 4417

            Doc No. : CS00041927
            Date : 04-01-2024 21:37:05
            Cashier : NURUL
            -
            @ 0 58r 76r 100r
            Item | Qty | Price | Amt(RM)
            9556001288813
            MINYAK MASAK 1KG | 2 | 6.90 | 13.80
            9555021500217
            BIHUN 400G | 3 | 2.35 | 7.05
            9557062110009
            TEH TARIK 3IN1 | 1 | 14.88 | 14.88
            -
            Total Qty | 6
            Total Sales | 35.73
            Rounding Adj | 0.02
            * Total Payable | 35.75
            CASH | 51.00
            CHANGE | 15.25
            -
            ^ Goods sold are not returnable
        """),
        truth=Truth(
            merchant="Pasar Mini Seri Cahaya Sdn Bhd",
            address="21 Jalan Melur 3, Taman Melur, 68000 Ampang, Selangor",
            phone="03-0000 4417",
            date="2024-01-04",
            time="21:37",
            number="CS00041927",
            currency="MYR",
            total="35.75",
            paid="51.00",
            change="15.25",
            payment_method="cash",
            items=items_of("""
                MINYAK MASAK 1KG | 2 | 6.90 | 13.80
                BIHUN 400G | 3 | 2.35 | 7.05
                TEH TARIK 3IN1 | 1 | 14.88 | 14.88
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("subtotal", "tax_id"),
    ),
    Paper(
        id="us-gift-card",
        language="en",
        kind="receipt",
        rows=rows_of("""
            ^*# THISTLE & THREAD
            ^ Crafts - Yarn - Notions
            ^ 910 Juniper Ave, Boulder CO 80302
            ^ 303.555.0187

            STORE 14 REG 3 CASHIER 227
            12/19/23 04:55pm TRANS 330918

            @ 0 24 100r
            SKU | ITEM | PRICE
            00417723 | MERINO YARN TEAL | 12.50 T
            00417723 | MERINO YARN TEAL | 12.50 T
            00981120 | KNIT NEEDLES US8 | 9.99 T
            00650087 | PATTERN BOOK | 21.95 T
             | MEMBER 20% OFF | 4.39-

            SUBTOTAL | 52.55
            8.845% TAX | 4.65
            * TOTAL DUE | 57.20
            GIFT CARD | 25.00
            > CARD #: *********7781
            > REMAINING BAL 0.00
            MASTERCARD | 32.20
            > ************2045 CHIP
            CHANGE | 0.00
            ^ YOU SAVED 4.39 AS A MEMBER
        """),
        truth=Truth(
            merchant="Thistle & Thread",
            address="910 Juniper Ave, Boulder CO 80302",
            phone="303.555.0187",
            date="2023-12-19",
            time="16:55",
            number="330918",
            currency="USD",
            subtotal="52.55",
            tax_rate="8.845",
            tax="4.65",
            discount="4.39",
            total="57.20",
            payment_method="card",
            card_ending="2045",
            items=items_of("""
                MERINO YARN TEAL | | | 12.50
                MERINO YARN TEAL | | | 12.50
                KNIT NEEDLES US8 | | | 9.99
                PATTERN BOOK | | | 21.95
            """),
        ),
        expects_sums_agree=True,
        also=(("card_ending", "7781"),),
        open_to_debate=("paid", "change", "payment_method", "currency"),
    ),
    Paper(
        id="uk-return",
        language="en",
        kind="receipt",
        rows=rows_of("""
            ^*# OAKES & PRYOR
            ^ Unit 12 Brewery Centre
            ^ Norwich NR2 1ZZ
            ^ Tel 01632 960318
            -
            ^* REFUND
            Original sale: 0440-2-11873 02/01/2024
            -
            LINEN SHIRT NAVY M
            > reason: wrong size | -£34.00
            COTTON SOCKS 3PK | -£9.50
            -
            * TOTAL REFUNDED | -£43.50
            VISA DEBIT ****6127 | -£43.50
            VAT @ 20.00% | -£7.25
            -
            Refund no. 0440-2-12006
            Sat 13/01/2024 15:40 Assistant: Priya
            ^ Please allow 3-5 days for your bank
        """),
        truth=Truth(
            merchant="Oakes & Pryor",
            address="Unit 12 Brewery Centre, Norwich NR2 1ZZ",
            phone="01632 960318",
            date="2024-01-13",
            time="15:40",
            number="0440-2-12006",
            currency="GBP",
            tax_rate="20",
            tax="-7.25",
            total="-43.50",
            payment_method="card",
            card_ending="6127",
            items=items_of("""
                LINEN SHIRT NAVY M | | | -34.00
                COTTON SOCKS 3PK | | | -9.50
            """),
        ),
        expects_sums_agree=True,
        also=(("total", "43.50"), ("tax", "7.25")),
        open_to_debate=("paid", "discount", "change"),
    ),
    Paper(
        id="us-taco-truck",
        language="en",
        kind="receipt",
        face="sans",
        size_px=30,
        rows=rows_of("""
            ^ Tacos El Farolito #2

            3 al pastor | 10.50
            1 horchata lg | 4.00

            * total | 14.50
            cash 20
            chg 5.50
        """),
        truth=Truth(
            merchant="Tacos El Farolito #2",
            currency=None,
            total="14.50",
            paid="20",
            change="5.50",
            payment_method="cash",
            items=items_of("""
                al pastor | 3 | | 10.50
                horchata lg | 1 | | 4.00
            """),
        ),
        expects_sums_agree=True,
        also=(("merchant", "Tacos El Farolito"),),
    ),
)
