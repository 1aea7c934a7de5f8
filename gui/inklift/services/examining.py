"""Examines answers: do their sums add up, and where in the pictures do their values stand."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from inklift.core.answer_values import parts_by_picture
from inklift.core.checks import SumsChecked, check_sums
from inklift.core.duplicates import Entry, possible_duplicates
from inklift.core.errors import AppError
from inklift.core.evidence import Findings
from inklift.core.pictures import Box, PictureSource
from inklift.core.reviews import Decisions
from inklift.services.evidence import EvidenceFinder
from inklift.services.history import History
from inklift.system.background import Aside

logger = logging.getLogger(__name__)

MOST_VALUES = 2_000  # of one picture; with more, an answer is a text to look at, not to check


@dataclass(frozen=True, slots=True)
class Examined:
    """What is known of an answer so far, by the position of its pictures.

    `findings` are None until the pictures were looked through, and stay so where that is not
    possible: a picture that is gone, or more values than anybody checks.
    """

    sums: tuple[SumsChecked, ...]
    decisions: Decisions
    findings: tuple[Findings, ...] | None = None


class Examiner:
    """Lives on the loop."""

    def __init__(self, evidence: EvidenceFinder, history: History, aside: Aside) -> None:
        self._evidence = evidence
        self._history = history
        self._aside = aside

    async def text_in(self, source: PictureSource, box: Box) -> str:
        """The words that stand in a part of a picture. Raises what reading raises."""
        return await self._evidence.text_in(source, box)

    async def duplicates(self, entries: Sequence[Entry]) -> Mapping[int, tuple[int, ...]]:
        """Which papers may be there twice, by their positions."""
        return await self._aside(possible_duplicates, entries)

    async def examine(
        self, sources: Sequence[PictureSource], data: object, tell: Callable[[Examined], None]
    ) -> Examined:
        """Examine the data of an answer for these pictures; `tell` gets what is known early.

        Raises `StorageError` when the user's decisions cannot be read.
        """
        decisions = await self._history.decisions({source.fingerprint for source in sources})
        sums = await self._aside(_sums, data, len(sources))
        examined = Examined(sums or (SumsChecked(),) * len(sources), decisions)
        tell(examined)
        if sums is None:
            return examined
        try:
            findings = await self._evidence.look(sources, data)
        except AppError as error:  # then nothing is claimed of its values
            logger.info("a picture could not be looked through: %s", error.code)
            return examined
        return Examined(examined.sums, decisions, findings)


def _sums(data: object, pictures: int) -> tuple[SumsChecked, ...] | None:
    """None: it has more values than anybody checks."""
    parts = parts_by_picture(data, pictures)
    for part in parts:
        if sum(1 for _, _ in zip(part.values, range(MOST_VALUES + 1), strict=False)) > MOST_VALUES:
            return None
    return tuple(check_sums(part.data) for part in parts)
