"""All receipts, in seven languages."""

from papers import (
    receipts_dutch,
    receipts_english,
    receipts_french,
    receipts_german,
    receipts_italian,
    receipts_portuguese,
    receipts_spanish,
)
from papers.paper import Paper

RECEIPTS: tuple[Paper, ...] = (
    *receipts_english.RECEIPTS,
    *receipts_german.RECEIPTS,
    *receipts_french.RECEIPTS,
    *receipts_spanish.RECEIPTS,
    *receipts_italian.RECEIPTS,
    *receipts_portuguese.RECEIPTS,
    *receipts_dutch.RECEIPTS,
)
