"""What was read on the pictures of a request → the answer of the engine *This computer*.

Standard library only: engines import this without paying for the OCR library.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inklift.core.answers import Notice, Place
from inklift.core.prompts import AnswerForm
from inklift.core.readings import Reading
from inklift.reading.fields.meanings import Meaning
from inklift.reading.fields.sums import Agreement
from inklift.reading.fields.wanted import Wanted, named_fields, wanted_in
from inklift.reading.page_teller import PageTeller
from inklift.reading.told import Told
from inklift.reading.whole_page import whole_page
from inklift.reading.wording import in_words

_OF_THE_SUM = frozenset(
    {Meaning.ITEMS, Meaning.SUBTOTAL, Meaning.DISCOUNT, Meaning.TAX, Meaning.TIP, Meaning.TOTAL}
    | {Meaning.PAID, Meaning.CHANGE}
)


@dataclass(frozen=True, slots=True)
class OnDeviceAnswer:
    """An answer whose parts go into the body of the response as they are."""

    results: str
    notices: tuple[str, ...]
    evidence: dict[str, list[Place]]  # by field


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """The values of one page under their names, and whether its sums confirm one another."""

    values: Mapping[str, Told]
    agreement: Agreement = Agreement.UNPROVED
    is_in_currency: bool = True  # that the prompt asks for, as far as the page shows one


def answer_for(
    readings: Sequence[Reading], names: Sequence[str], prompt: str, form: AnswerForm
) -> OnDeviceAnswer:
    """Answer a prompt from the readings of its pictures; `names` are what the user calls them.

    The fields that the form or the prompt names are answered, null when not found; without any,
    the answer is the text, or with JSON the best structured reading of the page. As JSON one
    picture gives an object, several a list of objects, each with its `index` from 0 unless the
    form names the fields. The notice `reads_only` says that the prompt asks for something that is
    not in the answer.
    """
    wanted = _wanted(prompt, form)
    pages = [_page(reading, wanted, form) for reading in readings] if wanted.fields else []
    if _is_lost(wanted, pages):
        wanted, pages = Wanted(asks_for_more=True), []
    if form.json_mode and not pages:
        pages = [_whole(reading) for reading in readings]
    if form.json_mode:
        results = _as_json(pages, with_index=not form.fields)
    else:
        results = _as_text(readings, names, pages)
    return OnDeviceAnswer(
        results,
        tuple(_notices(wanted, pages)),
        _evidence(pages, names),
    )


def _wanted(prompt: str, form: AnswerForm) -> Wanted:
    if form.fields:
        return Wanted(named_fields(field.name for field in form.fields))
    return wanted_in(prompt)


def _page(reading: Reading, wanted: Wanted, form: AnswerForm) -> PageAnswer:
    teller = PageTeller(reading)
    by_name = {field.name: field for field in form.fields}
    values = {field.name: teller.tell(field, by_name.get(field.name)) for field in wanted.fields}
    is_in_currency = not wanted.currency or teller.may_be_in(wanted.currency)
    if _OF_THE_SUM.isdisjoint(field.meaning for field in wanted.fields):
        return PageAnswer(values, is_in_currency=is_in_currency)
    return PageAnswer(values, teller.known.agreement, is_in_currency)


def _whole(reading: Reading) -> PageAnswer:
    page = whole_page(reading)
    return PageAnswer(page.values, page.agreement)


def _is_lost(wanted: Wanted, pages: Sequence[PageAnswer]) -> bool:
    """Whether words that were taken for names of fields lead nowhere: they may mean anything."""
    return bool(wanted.fields) and all(
        field.is_guess and all(page.values[field.name].value is None for page in pages)
        for field in wanted.fields
    )


def _as_json(pages: Sequence[PageAnswer], *, with_index: bool) -> str:
    records = [{name: told.value for name, told in page.values.items()} for page in pages]
    if len(records) == 1:
        return json.dumps(records[0], ensure_ascii=False)
    if with_index:
        records = [{"index": index, **record} for index, record in enumerate(records)]
    return json.dumps(records, ensure_ascii=False)


def _as_text(readings: Sequence[Reading], names: Sequence[str], pages: Sequence[PageAnswer]) -> str:
    texts = [in_words(page.values) for page in pages] or [reading.text for reading in readings]
    if len(texts) == 1:
        return texts[0]
    return "\n\n".join(f"{name}\n{text}" for text, name in zip(texts, names, strict=True))


def _notices(wanted: Wanted, pages: Sequence[PageAnswer]) -> list[Notice]:
    asks_for_more = wanted.asks_for_more or not all(page.is_in_currency for page in pages)
    notices = [Notice.READS_ONLY] if asks_for_more else []
    if not all(told.is_sure for page in pages for told in page.values.values()):
        notices.append(Notice.UNSURE)
    agreements = {page.agreement for page in pages} - {Agreement.UNPROVED}
    if Agreement.DIFFER in agreements:
        notices.append(Notice.SUMS_DIFFER)
    elif agreements:
        notices.append(Notice.SUMS_AGREE)
    return notices


def _evidence(pages: Sequence[PageAnswer], names: Sequence[str]) -> dict[str, list[Place]]:
    evidence: dict[str, list[Place]] = {}
    for page, picture in zip(pages, names, strict=False):
        for name, told in page.values.items():
            if told.boxes:
                evidence.setdefault(name, []).extend(
                    Place(picture=picture, box=box.as_list(), reason=told.reason)
                    for box in told.boxes
                )
    return evidence
