"""What a value on a receipt or an invoice means, whatever it is called there."""

from enum import StrEnum


class Meaning(StrEnum):
    """The fields that we know, in the order in which a whole page is told.

    The value is the name that a field has when the prompt gives it none.
    """

    MERCHANT = "merchant"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    WEBSITE = "website"
    TAX_ID = "tax_id"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    CURRENCY = "currency"
    ITEMS = "items"
    SUBTOTAL = "subtotal"
    DISCOUNT = "discount"
    TAX_RATE = "tax_rate"
    TAX = "tax"
    TIP = "tip"
    TOTAL = "total"
    PAID = "paid"
    CHANGE = "change"
    PAYMENT_METHOD = "payment_method"
    CARD_ENDING = "card_ending"
    PERSON = "name"  # on a business card
    JOB_TITLE = "job_title"
    MOBILE = "mobile"
    FAX = "fax"
    COLUMNS = "columns"  # of the largest table
    ROWS = "rows"
    TEXT = "text"  # all of it, asked for beside fields
