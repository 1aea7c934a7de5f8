"""The second set of papers: held out, no rule is to be tuned by them."""

from papers.paper import Paper
from papers.second import (
    dutch,
    english_services,
    english_shops,
    french,
    german,
    german_alpine,
    italian,
    portuguese,
    spanish,
)

SECOND_PAPERS: tuple[Paper, ...] = (
    *english_shops.PAPERS,
    *english_services.PAPERS,
    *german.PAPERS,
    *german_alpine.PAPERS,
    *french.PAPERS,
    *spanish.PAPERS,
    *italian.PAPERS,
    *portuguese.PAPERS,
    *dutch.PAPERS,
)
