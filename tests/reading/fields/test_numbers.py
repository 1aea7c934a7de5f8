"""The number of a receipt or an invoice, beside and below its label."""

import pytest

from inklift.reading.fields.numbers import number_of
from reading.made_pages import reading


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["Receipt #: CS00087400 Date:27/09/2017"], "CS00087400"),
        (["Invoice No. : CR 1803/0064"], "CR 1803/0064"),
        (["TAX INVOICE", "Doc No CS02070163"], "CS02070163"),
        (["Order 77", "Bill No: 10386"], "10386"),
        (["Rechnung Nr. 2024-1187 Tisch 14"], "2024-1187"),
        (["Belegnr. 6620/018/0043"], "6620/018/0043"),
        (["Quittung 55102 22.04.2024"], "55102"),
        (["Facture n° : FA-24-0093"], "FA-24-0093"),
        (["Reçu n°20-4471 06.06.2024"], "20-4471"),
        (["FACTURA SIMPLIFICADA: 2210-014-093312"], "2210-014-093312"),
        (["Nº de factura: 2024/0316"], "2024/0316"),
        (["SCONTRINO N. 0093"], "0093"),
        (["Fatura-recibo nº FR 24/1190"], "FR 24/1190"),
        (["Kassabon 2023-4410 28 december 2023"], "2023-4410"),
        (["Rechnungsnr.  Datum", "RE-2024-0137  12.02.2024"], "RE-2024-0137"),
        (["FACTURA SIMPLIFICADA", "Nº T-004512"], "T-004512"),
        (["Addition n° 1184 Table 7"], "1184"),
        (["Order#: 138803", "B111#: V001-538701"], "V001-538701"),
        (["S1ip: 00000001090", "Trans: 409712949"], "00000001090"),
        (["Member Num : 80148970", "Tax Involce : S1P0320 17/05/17"], "S1P0320"),
        (["St:0 Ctr1 ID:9658 TaxInv:41336"], "41336"),
        (["Trans: 311136194", "Slip: 0000011000136498"], "0000011000136498"),
        (["Booking ID  Payment", "IBZY2087  Cash"], "IBZY2087"),
        (["RECEIPT", "Cashier 12"], None),
        (["Invoice date 25/03/2024"], None),
        (["GST No 000460664832"], None),
    ],
)
def test_the_number_is_behind_or_below_the_likeliest_label(
    lines: list[str], number: str | None
) -> None:
    found = number_of(reading(*lines).lines)

    assert (found and found.text) == number
