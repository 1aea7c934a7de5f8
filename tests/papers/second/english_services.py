"""Receipts and bills for services in English, held out: travel, meals, cleaning, dentist, phone."""

from papers.paper import Paper, Truth, items_of, rows_of

PAPERS = (
    Paper(
        id="us-tip-written-in",
        language="en",
        kind="receipt",
        rows=rows_of("""
            ^*# The Copper Ladle
            ^ 77 Wharf Road, Charleston, SC 29401
            ^ 843-555-0126

            Guest Check | 31-A
            Tbl 31  Svr KEVIN B.  Gst 2
            Opened 05/18/24 6:11 PM
            Closed 05/18/24 7:58 PM
            -
            Shrimp & Grits | 24.00
            Fried Green Tomato | 11.00
            House Chardonnay (2) | 22.00
            Pecan Pie | 9.50
            -
            Food & Bev | 66.50
            Tax | 7.32
            * Amount | $73.82

            + Tip: | 14.00
            = Total: | 87.82

            X ______________________________

            Amex XXXXXXXXXXX3008
            Approval 551728
            -
            ^ Suggested gratuity
            ^ 18% $11.97   20% $13.30   22% $14.63
        """),
        truth=Truth(
            merchant="The Copper Ladle",
            address="77 Wharf Road, Charleston, SC 29401",
            phone="843-555-0126",
            date="2024-05-18",
            number="31-A",
            currency="USD",
            subtotal="66.50",
            tax="7.32",
            tip="14.00",
            total="87.82",
            payment_method="card",
            card_ending="3008",
            items=items_of("""
                Shrimp & Grits | | | 24.00
                Fried Green Tomato | | | 11.00
                House Chardonnay | 2 | | 22.00
                Pecan Pie | | | 9.50
            """),
        ),
        expects_sums_agree=True,
        also=(("total", "73.82"),),
        open_to_debate=("time", "paid", "tax_rate"),
    ),
    Paper(
        id="us-parking",
        language="en",
        kind="receipt",
        rows=rows_of("""
            ^ CITY OF MAPLETON
            ^ PARKING SERVICES
            ^* RECEIPT - NOT A PERMIT
            LOT 7 - HARBOR ST
            METER 70412
            SPACE 118
            PAID UNTIL 02:45 PM
            THU SEP 14 2023
            PURCHASED 11:45 AM
            3 HRS @ $1.50/HR
            AMOUNT PAID: $4.50
            CARD **** 7719
            TICKET NO 00338121
        """),
        truth=Truth(
            merchant="City of Mapleton",
            address="LOT 7 - HARBOR ST",
            date="2023-09-14",
            time="11:45",
            number="00338121",
            currency="USD",
            total="4.50",
            payment_method="card",
            card_ending="7719",
        ),
        also=(("merchant", "CITY OF MAPLETON PARKING SERVICES"),),
        open_to_debate=("address", "items", "paid", "currency"),
        labelled=(("Space", "118"), ("Meter", "70412")),
    ),
    Paper(
        id="uk-train-ticket",
        language="en",
        kind="receipt",
        face="sans",
        sheet="card",
        rows=rows_of("""
            @ 0 34 72
            Class | Ticket type | Adult/Child
            * STD | ANYTIME DAY S | ONE / NIL
            Date | Number | Price
            * 14 MAR 24 | 51127 | £18.40
            From | Valid | Railcard
            * HEXHAM | 14 MAR 24 |
            To | Route | Seat
            * CARLISLE | ANY PERMITTED | B 42A
            @ 0 100r
            28171 4471 13:06 13MAR24 | VISA 4410
        """),
        truth=Truth(
            number="51127",
            currency="GBP",
            total="18.40",
            payment_method="card",
        ),
        open_to_debate=("merchant", "address", "date", "time", "items", "paid", "card_ending"),
        labelled=(
            ("Ticket type", "ANYTIME DAY S"),
            ("From", "HEXHAM"),
            ("To", "CARLISLE"),
            ("Seat", "B 42A"),
        ),
    ),
    Paper(
        id="uk-taxi-slip",
        language="en",
        kind="receipt",
        face="serif",
        size_px=26,
        rows=rows_of("""
            ^*# Ridgeway Cars
            ^ 24 hr service - 01632 960 555

            Date 6/2/24
            From Station
            To St. Anne's Hospital
            Received with thanks £ 13.80
            Driver no. 88
            _
            ^ Airport runs from £45
        """),
        truth=Truth(
            merchant="Ridgeway Cars",
            phone="01632 960 555",
            date="2024-02-06",
            currency="GBP",
            total="13.80",
        ),
        open_to_debate=("items", "paid", "number"),
        labelled=(("Driver no.", "88"), ("To", "St. Anne's Hospital")),
    ),
    Paper(
        id="ie-cinema",
        language="en",
        kind="receipt",
        rows=rows_of("""
            ^* THE LIFFEY SCREEN
            ^ Parliament Quay, Dublin D08 XX00

            Booking Ref: LS7K20
            Film: THE QUIET ISLE (PG)
            Showing: Sun 21 Apr 2024 20:15
            Screen 3   Row F   Seats 11-13
            -
            2 x Adult @ 12.50 | 25.00
            1 x Student @ 10.00 | 10.00
            1 x Large popcorn @ 6.80 | 6.80
            Booking fee 3 x 0.75 | 2.25
            -
            Total paid EUR | 44.05
            incl. VAT 9% 3.64
            Apple Pay Mastercard ...0931
            Printed 19/04/2024 at 18:30
        """),
        truth=Truth(
            merchant="The Liffey Screen",
            address="Parliament Quay, Dublin D08 XX00",
            number="LS7K20",
            currency="EUR",
            tax_rate="9",
            tax="3.64",
            total="44.05",
            paid="44.05",
            payment_method="card",
            card_ending="0931",
            items=items_of("""
                Adult | 2 | 12.50 | 25.00
                Student | 1 | 10.00 | 10.00
                Large popcorn | 1 | 6.80 | 6.80
                Booking fee | 3 | 0.75 | 2.25
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("date", "time"),
        labelled=(("Film", "THE QUIET ISLE (PG)"),),
    ),
    Paper(
        id="nz-laundry",
        language="en",
        kind="receipt",
        rows=rows_of("""
            ^* Tui Dry Cleaners
            ^ 6 Cuba Terrace, Te Aro
            ^ Wellington 6011
            ^ ph 04 000 0188   GST 12-345-678

            DOCKET 512       IN: Mon 8/07/24
            READY AFTER 4PM Thu 11/07/24
            Customer: SAMPLE, J  021 000 0042

            @ 14r 20 28
            14.00 | 2 | Business shirt
            22.50 | 1 | Suit jacket
            16.00 | 1 | Trousers
            @ 0 100r
            -
            LESS 10% Monday special | 5.25
            * TO PAY on collection | $47.25
            ^ GST included $6.16
        """),
        truth=Truth(
            merchant="Tui Dry Cleaners",
            address="6 Cuba Terrace, Te Aro, Wellington 6011",
            phone="04 000 0188",
            tax_id="12-345-678",
            date="2024-07-08",
            number="512",
            currency="NZD",
            tax="6.16",
            discount="5.25",
            total="47.25",
            items=items_of("""
                Business shirt | 2 | | 14.00
                Suit jacket | 1 | | 22.50
                Trousers | 1 | | 16.00
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("tax_rate",),
    ),
    Paper(
        id="us-dentist-statement",
        language="en",
        kind="invoice",
        face="sans",
        sheet="a4",
        rows=rows_of("""
            @ 0 100r
            *# Prairie Smiles Dental | Statement
            3301 Grand Blvd, Suite 200, Omaha, NE 68102 | (402) 555-0150

            @ 0 22 50
            * Patient | Account no. | Statement date
            Alex Sample | 77-20418 | 06/03/2024

            @ 0 14 28 74r 87r 100r
            * Date | Code | Description | Charges | Insurance | You owe
            05/14/2024 | D0120 | Periodic exam | 62.00 | -62.00 | 0.00
            05/14/2024 | D1110 | Adult cleaning | 118.00 | -94.40 | 23.60
            05/21/2024 | D2391 | Filling, one surface | 215.00 | -129.00 | 86.00
            _
            @ 60 100r
            Total charges | $395.00
            Insurance payments | -$285.40
            Patient payments | $0.00
            * Please pay this amount | $109.60
            Payment due by | July 3, 2024

            Questions about your bill? Call our office Monday to Thursday 8 to 5.
        """),
        truth=Truth(
            merchant="Prairie Smiles Dental",
            address="3301 Grand Blvd, Suite 200, Omaha, NE 68102",
            phone="(402) 555-0150",
            date="2024-06-03",
            number="77-20418",
            currency="USD",
            total="109.60",
        ),
        open_to_debate=("items", "subtotal", "discount", "number", "paid"),
        labelled=(("Account no.", "77-20418"), ("Payment due by", "2024-07-03")),
    ),
    Paper(
        id="uk-phone-bill",
        language="en",
        kind="invoice",
        face="sans",
        sheet="a4",
        rows=rows_of("""
            *# Lantern Mobile
            Lantern Mobile Limited, PO Box 400, Reading RG1 0ZZ
            VAT registration number GB 123 4567 82

            @ 0 100r
            Mrs J Sample | Your bill for 07700 900 114
            3 Orchard Close | Account number 60 114 882
            Reading RG4 0ZZ | Bill number M20938817
             | Bill date 27 February 2024
            _
            * What you owe us | £
            Monthly plan 27 Feb to 26 Mar | 21.67
            Roaming day passes (2 at 2.50) | 5.00
            Calls outside your allowance | 1.83
            _
            Total before VAT | 28.50
            VAT at 20% | 5.70
            *# Total to pay | £34.20

            We will take this by Direct Debit on or after 11 March 2024.
            Your last bill was £27.90. We received your payment on 12 February. Thank you.
        """),
        truth=Truth(
            merchant="Lantern Mobile",
            address="PO Box 400, Reading RG1 0ZZ",
            tax_id="GB 123 4567 82",
            date="2024-02-27",
            number="M20938817",
            currency="GBP",
            subtotal="28.50",
            tax_rate="20",
            tax="5.70",
            total="34.20",
            items=items_of("""
                Monthly plan 27 Feb to 26 Mar | | | 21.67
                Roaming day passes | 2 | 2.50 | 5.00
                Calls outside your allowance | | | 1.83
            """),
        ),
        expects_sums_agree=True,
        also=(("merchant", "Lantern Mobile Limited"),),
        open_to_debate=("payment_method", "phone"),
        labelled=(("Account number", "60 114 882"),),
    ),
)
