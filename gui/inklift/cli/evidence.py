"""`--evidence`: looks for the values of a run's answers in their pictures, on this computer."""

from dataclasses import replace

from inklift.cli.messages import explain
from inklift.cli.progress import shortened
from inklift.cli.terminal import Terminal, on_one_line
from inklift.core.answers import Evidence
from inklift.core.errors import PictureError, ReadingFailed, WorkersUnavailable
from inklift.core.evidence import not_seen
from inklift.core.kept_runs import OpenedAnswer
from inklift.core.report import Report
from inklift.services.assembly import Services

_MOST_TOLD = 8  # values of one answer; the report has them all


class EvidenceSearch:
    """Lives on the loop, for one command."""

    def __init__(self, services: Services, terminal: Terminal) -> None:
        self._services = services
        self._terminal = terminal
        self._found: dict[tuple[str, ...], Evidence] = {}

    async def look(self, run_id: str) -> None:
        """Look in all answers of a run that have values, and say which are not seen.

        A picture that cannot be read is told, and nothing is claimed of its values. Raises
        `StorageError`.
        """
        opened = await self._services.history.open(run_id)
        answers = () if opened is None else opened.answers
        with_values = [each for each in answers if each.answer.data is not None]
        for number, told in enumerate(with_values, start=1):
            self._terminal.show_status(f"Looking for the values: {number} of {len(with_values)}")
            await self._look_in(told)

    async def _look_in(self, told: OpenedAnswer) -> None:
        sources = [picture.source for picture in told.request.pictures]
        names = told.request.names
        try:
            found = await self._services.evidence.find(sources, told.answer.data)
        except (PictureError, ReadingFailed, WorkersUnavailable) as error:
            self._say(names, f"its values could not be looked for: {explain(error)}")
            return
        self._found[names] = found
        missing = not_seen(told.answer.data, [source.name for source in sources], found)
        if missing:
            more = f" and {len(missing) - _MOST_TOLD} more" if len(missing) > _MOST_TOLD else ""
            self._say(names, f"not seen in the picture: {', '.join(missing[:_MOST_TOLD])}{more}")

    def added_to(self, report: Report) -> Report:
        """The report with what was found."""
        return replace(
            report,
            answers=tuple(
                replace(answer, evidence=self._found.get(answer.pictures, answer.evidence))
                for answer in report.answers
            ),
        )

    def _say(self, names: tuple[str, ...], sentence: str) -> None:
        self._terminal.say(f"{shortened(names)}: {on_one_line(sentence)}")
