"""Receipts in English: the United States with sales tax and tips, Britain with VAT inside."""

from papers.paper import Item, Paper, Truth, items_of, rows_of

RECEIPTS = (
    Paper(
        id="us-diner",
        language="en",
        kind="receipt",
        rows=rows_of("""
            ^*# HARBOR VIEW DINER
            ^ 214 Pine Street
            ^ Austin, TX 78701
            ^ (512) 555-0134

            Server: Dana | Table 12
            Check #4821 | Guests 2
            03/12/2024 | 7:42 PM
            -
            2 Fish Tacos | 25.90
            1 Caesar Salad | 11.50
            1 Iced Tea | 3.25
            1 Draft Lager | 6.75
            -
            Subtotal | 47.40
            Sales Tax 8.25% | 3.91
            * Total | $51.31
            Tip | 9.50
            * Grand Total | $60.81

            VISA ************4471
            Auth Code 028813

            ^ Thank you! Come again
        """),
        truth=Truth(
            merchant="Harbor View Diner",
            address="214 Pine Street, Austin, TX 78701",
            phone="(512) 555-0134",
            date="2024-03-12",
            time="19:42",
            number="4821",
            currency="USD",
            subtotal="47.40",
            tax_rate="8.25",
            tax="3.91",
            tip="9.50",
            total="60.81",
            payment_method="card",
            card_ending="4471",
            items=items_of("""
                Fish Tacos | 2 | | 25.90
                Caesar Salad | 1 | | 11.50
                Iced Tea | 1 | | 3.25
                Draft Lager | 1 | | 6.75
            """),
        ),
        expects_sums_agree=True,
        also=(("total", "51.31"),),
        open_to_debate=("paid",),
    ),
    Paper(
        id="us-grocery",
        language="en",
        kind="receipt",
        rows=rows_of("""
            ^*# GREENFIELD MARKET
            ^ Store #118
            ^ 4402 Lakeview Blvd
            ^ Columbus, OH 43215
            ^ 614-555-0172

            MILK 2% GAL | 3.49 F
            BANANAS
            > 2.31 lb @ 0.59/lb | 1.36 F
            EGGS LARGE DOZ | 4.29 F
            PAPER TOWELS 6PK | 8.99 T
            > STORE COUPON | -1.00
            DOG FOOD 15LB | 18.49 T

            SUBTOTAL | 35.62
            TAX 1 7.500 % | 1.99
            *# TOTAL | 37.61
            CASH TEND | 40.00
            CHANGE DUE | 2.39

            ^ # ITEMS SOLD 5
            ^ YOU SAVED $1.00
            ST# 118 OP# 004 TE# 12 TR# 06617
            ^ 03/05/24   18:07:51
        """),
        truth=Truth(
            merchant="Greenfield Market",
            address="4402 Lakeview Blvd, Columbus, OH 43215",
            phone="614-555-0172",
            date="2024-03-05",
            time="18:07",
            number="06617",
            currency="USD",
            subtotal="35.62",
            tax_rate="7.5",
            tax="1.99",
            discount="1.00",
            total="37.61",
            paid="40.00",
            change="2.39",
            payment_method="cash",
            items=items_of("""
                MILK 2% GAL | | | 3.49
                BANANAS | 2.31 | 0.59 | 1.36
                EGGS LARGE DOZ | | | 4.29
                PAPER TOWELS 6PK | | | 8.99
                DOG FOOD 15LB | | | 18.49
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("number",),
    ),
    Paper(
        id="us-gas",
        language="en",
        kind="receipt",
        rows=rows_of("""
            ^ WELCOME TO
            ^* QUICKFUEL #2207
            ^ 1780 ROUTE 9
            ^ ALBANY NY 12205

            DATE 11/28/23 06:15 AM
            INVOICE 083317
            AUTH 452901
            MASTERCARD
            XXXX XXXX XXXX 0982

            @ 0 50r 74r 100r
            PUMP | GALLONS | $/GAL | SALE
            04 | 10.482 | 3.459 | $36.26
            UNLEADED

            * TOTAL SALE | $36.26

            ^ APPROVED
            ^ HAVE A NICE DAY
        """),
        truth=Truth(
            merchant="QuickFuel #2207",
            address="1780 Route 9, Albany NY 12205",
            date="2023-11-28",
            time="06:15",
            number="083317",
            currency="USD",
            total="36.26",
            payment_method="card",
            card_ending="0982",
            items=(Item("UNLEADED", "10.482", "3.459", "36.26"),),
        ),
        expects_sums_agree=True,
        also=(("merchant", "QuickFuel"),),
        open_to_debate=("paid", "items"),
    ),
    Paper(
        id="us-bookstore-wrong",
        language="en",
        kind="receipt",
        face="sans",
        rows=rows_of("""
            ^*# Lantern Books
            ^ 31 Exchange Street, Portland, ME 04101
            ^ Tel 207-555-0119

            June 14, 2024 | 11:26 AM
            Receipt No. | A-20931
            _
            The Long Winter (pbk) | 14.99
            Notebook, dotted | 8.50
            Atlas of Birds | 21.00
            _
            Subtotal | 46.49
            Tax (5.5%) | 2.56
            *# TOTAL USD | 49.05
            Paid by AMEX ending in 1007 | 49.05
        """),
        truth=Truth(
            merchant="Lantern Books",
            address="31 Exchange Street, Portland, ME 04101",
            phone="207-555-0119",
            date="2024-06-14",
            time="11:26",
            number="A-20931",
            currency="USD",
            subtotal="46.49",
            tax_rate="5.5",
            tax="2.56",
            total="49.05",
            paid="49.05",
            payment_method="card",
            card_ending="1007",
            items=items_of("""
                The Long Winter (pbk) | | | 14.99
                Notebook, dotted | | | 8.50
                Atlas of Birds | | | 21.00
            """),
        ),
        expects_sums_agree=False,
    ),
    Paper(
        id="uk-supermarket",
        language="en",
        kind="receipt",
        rows=rows_of("""
            ^*# FENWICK FOODS
            ^ 27 Mill Lane, Leeds LS1 4ZZ
            ^ 0113 496 0182
            ^ VAT Number GB 123 4567 82

            SEMI SKIMMED MILK 2L | £1.65
            WHITE BLOOMER | £1.40
            BAKED BEANS
            > 2 @ £0.85 | £1.70
            MATURE CHEDDAR 400G | £3.75
            CARROTS LOOSE
            > 0.735 kg @ £0.65/kg | £0.48
            -
            SUBTOTAL | £8.98
            Member saving | -£0.75
            *# TOTAL TO PAY | £8.23
            VISA CONTACTLESS | £8.23
            CARD NO ************3306

            25/03/24 17:22 4417 022 1193
            ^ THANK YOU FOR SHOPPING WITH US
        """),
        truth=Truth(
            merchant="Fenwick Foods",
            address="27 Mill Lane, Leeds LS1 4ZZ",
            phone="0113 496 0182",
            tax_id="GB 123 4567 82",
            date="2024-03-25",
            time="17:22",
            currency="GBP",
            subtotal="8.98",
            discount="0.75",
            total="8.23",
            paid="8.23",
            payment_method="card",
            card_ending="3306",
            items=items_of("""
                SEMI SKIMMED MILK 2L | | | 1.65
                WHITE BLOOMER | | | 1.40
                BAKED BEANS | 2 | 0.85 | 1.70
                MATURE CHEDDAR 400G | | | 3.75
                CARROTS LOOSE | 0.735 | 0.65 | 0.48
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("number",),
    ),
    Paper(
        id="uk-pub",
        language="en",
        kind="receipt",
        rows=rows_of("""
            ^*# The Red Heron
            ^ 3 Quayside
            ^ Newcastle upon Tyne NE1 3ZZ
            ^ Tel: 0191 498 0127
            ^ VAT Reg No: GB 123456782

            Table 7 | Covers 2
            Bill No: 10386 | 14 Feb 2024 20:51
            =
            @ 0 10 100r
            2 | Pint Best Bitter | 11.60
            1 | Fish & Chips | 15.50
            1 | Steak & Ale Pie | 14.95
            1 | Sticky Toffee Pudding | 7.25
            =
            Sub Total | 49.30
            Service 12.5% | 6.16
            *# Balance Due | £55.46

            VAT @ 20% included | 8.22
            Cash | 60.00
            Change | 4.54
        """),
        truth=Truth(
            merchant="The Red Heron",
            address="3 Quayside, Newcastle upon Tyne NE1 3ZZ",
            phone="0191 498 0127",
            tax_id="GB 123456782",
            date="2024-02-14",
            time="20:51",
            number="10386",
            currency="GBP",
            subtotal="49.30",
            tax_rate="20",
            tax="8.22",
            tip="6.16",
            total="55.46",
            paid="60.00",
            change="4.54",
            payment_method="cash",
            items=items_of("""
                Pint Best Bitter | 2 | | 11.60
                Fish & Chips | 1 | | 15.50
                Steak & Ale Pie | 1 | | 14.95
                Sticky Toffee Pudding | 1 | | 7.25
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("tip",),
    ),
    Paper(
        id="uk-card-slip",
        language="en",
        kind="receipt",
        rows=rows_of("""
            ^* MERIDIAN STATIONERS
            ^ 8 Castle Gate
            ^ York YO1 9ZZ

            M00123**5 | TID ****4417
            AID: A0000000031010
            VISA DEBIT
            ************5519
            PAN SEQ NO. 01
            CONTACTLESS
            ^* CUSTOMER COPY
            SALE
            AMOUNT | £42.60
            * TOTAL | £42.60

            THANK YOU
            02/11/2023 | 14:05
            AUTH CODE: 739120
            RECEIPT 0418
        """),
        truth=Truth(
            merchant="Meridian Stationers",
            address="8 Castle Gate, York YO1 9ZZ",
            date="2023-11-02",
            time="14:05",
            number="0418",
            currency="GBP",
            total="42.60",
            payment_method="card",
            card_ending="5519",
        ),
        open_to_debate=("paid", "subtotal"),
    ),
    Paper(
        id="uk-tea-room-missing",
        language="en",
        kind="receipt",
        face="serif",
        size_px=26,
        rows=rows_of("""
            ^*# Daisy's Tea Room

            Cream tea | 7.50
            Pot of Earl Grey | 3.20
            Scone, extra jam | 2.80
            _
            * Total | £13.50

            ^ All prices include VAT
        """),
        truth=Truth(
            merchant="Daisy's Tea Room",
            currency="GBP",
            total="13.50",
            items=items_of("""
                Cream tea | | | 7.50
                Pot of Earl Grey | | | 3.20
                Scone, extra jam | | | 2.80
            """),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="uk-hotel",
        language="en",
        kind="receipt",
        face="sans",
        sheet="a4",
        rows=rows_of("""
            *# The Old Mill Hotel
            Riverside Walk, Bath BA1 5ZZ
            Telephone 01632 960457 | VAT Registration GB 123 4567 82

            * Guest invoice
            Guest: Mr A Sample | Room: 214
            Arrival: 04/09/2023 | Departure: 07/09/2023
            Invoice number: 58821 | Invoice date: 07/09/2023
            _
            @ 0 20 100r
            * Date | Description | Amount
            04/09/2023 | Accommodation | 389.00
            05/09/2023 | Accommodation | 389.00
            06/09/2023 | Accommodation | 389.00
            06/09/2023 | Dinner, Mill Restaurant | 117.00
            _
            Net amount | 1,070.00
            VAT at 20% | 214.00
            *# Total GBP | 1,284.00
            Mastercard **** **** **** 2210 | 1,284.00

            We look forward to welcoming you again.
        """),
        truth=Truth(
            merchant="The Old Mill Hotel",
            address="Riverside Walk, Bath BA1 5ZZ",
            phone="01632 960457",
            tax_id="GB 123 4567 82",
            date="2023-09-07",
            number="58821",
            currency="GBP",
            subtotal="1070.00",
            tax_rate="20",
            tax="214.00",
            total="1284.00",
            paid="1284.00",
            payment_method="card",
            card_ending="2210",
            items=items_of("""
                Accommodation | | | 389.00
                Accommodation | | | 389.00
                Accommodation | | | 389.00
                Dinner, Mill Restaurant | | | 117.00
            """),
        ),
        expects_sums_agree=True,
        labelled=(("Arrival", "2023-09-04"), ("Departure", "2023-09-07"), ("Room", "214")),
    ),
)
