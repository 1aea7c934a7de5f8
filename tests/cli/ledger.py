"""What the server charged beside what the journal says: the books of a run."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fakes.extract_image_contract import Received, plausible_text
from inklift.core.runs import RequestState, RunRecord


@dataclass(frozen=True)
class Books:
    """The states of a run's pictures, by name, and the texts of those that were answered."""

    states: dict[str, RequestState]
    answers: dict[str, str]

    @classmethod
    def of(cls, record: RunRecord, report: dict[str, Any]) -> "Books":
        return cls(
            {name: request.state for request in record.requests for name in request.names},
            {name: each["text"] for each in report["answers"] for name in each["pictures"]},
        )

    def of_state(self, state: RequestState) -> set[str]:
        return {name for name, each in self.states.items() if each is state}


def charged(received: Sequence[Received], prompt: str) -> Counter[str]:
    """How often each picture was charged for this prompt, by the digest of what was sent."""
    return Counter(each.digests[0] for each in received if each.prompt == prompt and each.credits)


def check_books(books: Books, received: Sequence[Received], prompt: str) -> int:
    """Nothing answered is lost, nothing charged twice; how many unknown cost nothing.

    Each picture has an answer of its own, so an answer tells the digest that it is for.
    """
    paid = charged(received, prompt)
    assert all(count == 1 for count in paid.values()), "charged twice without being asked"
    texts = {plausible_text([digest], prompt, json_mode=False): digest for digest in paid}
    answered = [texts[text] for text in books.answers.values()]
    assert len(set(answered)) == len(answered), "one answer for two pictures"
    assert books.of_state(RequestState.ANSWERED) == books.answers.keys()
    unknown = len(books.of_state(RequestState.UNKNOWN))
    charged_unanswered = len(paid) - len(answered)
    assert 0 <= charged_unanswered <= unknown, "charged, and neither answered nor unknown"
    return unknown - charged_unanswered
