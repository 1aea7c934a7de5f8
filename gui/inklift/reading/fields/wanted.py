"""Which fields does a prompt ask for, in whatever words, and does it ask for anything else."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from inklift.core.asking import ARRAY_WANTED
from inklift.core.folding import folded
from inklift.reading.fields.meanings import Meaning
from inklift.reading.fields.prompt_names import GENERIC_NAMES, NAME_PATTERNS, QUESTIONS
from inklift.reading.fields.prompt_patterns import (
    AS_ASKED,
    CHUNKS,
    CLASSES,
    COUNTED,
    IN_CURRENCY,
    INSTRUCTION,
    ISO_DATE,
    ITS_PRICE,
    KEY,
    KIND_WORDS,
    NAME_OF_CUSTOMER,
    NEGATION,
    OF_CUSTOMER,
    TABLE,
    TASK,
)
from inklift.reading.fields.prompt_words import (
    FILLING,
    OF_ITEMS,
    QUALIFIERS,
    READING,
    TASKS,
    words_of,
)

LONGEST_PROMPT = 4_000  # letters; one that names fields alone is much shorter
MOST_WORDS = 4  # of the name of a field that we do not know
_OFTEN_QUALIFIED = frozenset({Meaning.NUMBER, Meaning.DATE})
# Words of any prompt that make another field where they stand right before a name.
_QUALIFYING = frozenset({"order", "purchase", "table", "line"})
_QUALIFIER_BEFORE = re.compile(rf"(?<![a-z])(?:{'|'.join(sorted(_QUALIFYING))}) $")
_TABLE_NAMES = frozenset({"table", "tisch", "mesa", "tavolo", "tafel"})  # in a restaurant
_TEXT = frozenset({"text", "texte", "texto", "testo", "tekst"})


_MONEY = frozenset(
    {Meaning.SUBTOTAL, Meaning.DISCOUNT, Meaning.TAX, Meaning.TAX_RATE, Meaning.TIP, Meaning.TOTAL}
    | {Meaning.PAID, Meaning.CHANGE}
)


@dataclass(frozen=True, slots=True)
class WantedField:
    """A field under the name it is asked by. `meaning` is None for one that we do not know."""

    name: str
    meaning: Meaning | None = None
    label: str = ""  # what to look for on the paper when we do not know it
    is_guess: bool = False  # it may be the name of a field, or words of something else


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a prompt asks for: fields, each once and in its order, the text, or more than that."""

    fields: tuple[WantedField, ...] = ()
    asks_for_text: bool = False  # to be read out
    asks_for_more: bool = False  # than this computer can do
    currency: str = ""  # the code of the one that amounts are wanted in


@dataclass(slots=True)
class _Found:
    """What was understood so far; chunks that may be names of unknown fields keep their place."""

    fields: list[WantedField] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)  # words that are not understood
    asks_for_text: bool = False
    leaves_out: bool = False  # names what is not wanted
    is_question: bool = False  # its words are no list of names

    def add(
        self, name: str, meaning: Meaning | None, label: str = "", *, maybe: bool = False
    ) -> None:
        known = [each for each in self.fields if meaning is not None and each.meaning is meaning]
        if not known or (name != meaning and all(each.name != name for each in known)):
            self.fields.append(WantedField(name, meaning, label, maybe))


# Names that are words of any prompt, and name a field where they stand alone.
_BARE_NAMES = {
    **dict.fromkeys(("name", "nom", "nombre", "nome", "naam"), Meaning.PERSON),
    **dict.fromkeys(("text", "texte", "texto", "testo", "tekst", "full text"), Meaning.TEXT),
}


def meaning_of(name: str) -> Meaning | None:
    """What a name of a field means ("Invoice total", "invoice_total"); None for an unknown one."""
    words = " ".join(words_of(name.replace("_", " ").replace("%", " rate")))
    if words in _BARE_NAMES:
        return _BARE_NAMES[words]
    for meaning, pattern in NAME_PATTERNS.items():
        if pattern.fullmatch(words):
            return meaning
    return None


def named_fields(names: Iterable[str]) -> tuple[WantedField, ...]:
    """Fields whose names are given as they are."""
    return tuple(WantedField(name, meaning_of(name), name.replace("_", " ")) for name in names)


def wanted_in(prompt: str) -> Wanted:
    """Understand a prompt. An empty one asks for the text, and a very long one for more."""
    if not prompt.strip():
        return Wanted(asks_for_text=True)
    if len(prompt) > LONGEST_PROMPT:
        return Wanted(asks_for_more=True)
    prompt, classes = _without(CLASSES, INSTRUCTION.sub(" ", prompt))
    keys = dict.fromkeys(
        match["key"].strip() for match in KEY.finditer(prompt) if _depth(prompt, match) <= 1
    )
    keys = {key: None for key in keys if not _is_number(key)}  # an example of a value
    keys.pop("index", None)  # says which picture an entry is for
    if not keys:
        prompt = prompt.partition(ARRAY_WANTED)[0]  # what stands before has the names
    if keys:
        return Wanted(named_fields(keys))
    prompt = _with_customer(prompt)
    found = _Found(is_question="?" in prompt, rest=classes)
    words = words_of(prompt)
    chunks = CHUNKS.split(ISO_DATE.sub(" ", KIND_WORDS.sub(" ", prompt.casefold())))
    is_list = any(not FILLING.issuperset(words_of(chunk)) for chunk in chunks)
    for chunk in chunks:
        if is_list and folded(chunk).strip() in _TABLE_NAMES:
            found.add(_joined(chunk), None, chunk.strip())
        else:
            _understand(chunk, found)
    if _is_about_a_table(prompt, found):
        return Wanted(named_fields((Meaning.COLUMNS.value, Meaning.ROWS.value)))
    fields = _without_wrong_guesses(found, set(words))
    more = [word for word in found.rest if word not in _known_words(fields)]
    more += [match[0] for match in TASK.finditer(folded(prompt))]
    if not fields:
        reads = not READING.isdisjoint(words)
        does_more = bool(more) or not reads or found.leaves_out
        return Wanted(asks_for_text=reads and not does_more, asks_for_more=does_more)
    if found.asks_for_text:
        fields.append(WantedField(Meaning.TEXT.value, Meaning.TEXT))
    return Wanted(
        tuple({each.name: each for each in reversed(fields)}.values())[::-1],
        asks_for_more=bool(more),
        currency=next(
            (code for code, each in IN_CURRENCY.items() if each.search(folded(prompt))), ""
        ),
    )


def _is_number(key: str) -> bool:
    return key.replace(".", "", 1).isdigit()


def _without(pattern: re.Pattern[str], prompt: str) -> tuple[str, list[str]]:
    """The prompt without what matches in it folded, and that."""
    matches = list(pattern.finditer(folded(prompt)))
    for match in reversed(matches):
        prompt = f"{prompt[: match.start()]} {prompt[match.end() :]}"
    return prompt, [match[0] for match in matches]


def _with_customer(prompt: str) -> str:
    """Name and address of the customer stand in one block, which goes by "customer" alone."""
    match = OF_CUSTOMER.search(folded(prompt))
    if match is None:
        return prompt
    name = match["behind"] or match["before"]
    name = NAME_OF_CUSTOMER.get(name, name)
    return f"{prompt[: match.start()]} {name} {prompt[match.end() :]}"


def _depth(prompt: str, match: re.Match[str]) -> int:
    """In how many braces a key stands: those of inner objects are parts of a field."""
    before = prompt[: match.start()]
    return before.count("{") - before.count("}")


def _is_about_a_table(prompt: str, found: _Found) -> bool:
    """Whether a table is wanted as such, and not the number of one in a restaurant."""
    return bool(TABLE.search(folded(prompt))) and all(
        each.is_guess or each.meaning in (Meaning.COLUMNS, Meaning.ROWS) for each in found.fields
    )


def _without_wrong_guesses(found: _Found, words: set[str]) -> list[WantedField]:
    """A chunk that we do not know names a field where it stands in a list, or alone."""
    sure = [each for each in found.fields if not each.is_guess]
    guesses = [each for each in found.fields if each.is_guess]
    in_a_list = (bool(sure) or len(guesses) > 1) and not found.is_question
    alone = READING.isdisjoint(words) and len(words) <= MOST_WORDS
    kept = []
    for each in found.fields:
        if not each.is_guess:
            kept.append(each)
        elif not set(words_of(each.label)) <= _known_words(sure):
            if in_a_list or alone:
                kept.append(each)
            else:
                found.rest += words_of(each.label)
    return kept


def _known_words(fields: Sequence[WantedField]) -> frozenset[str]:
    """Words that ask for nothing beyond the fields."""
    has_items = any(each.meaning is Meaning.ITEMS for each in fields)
    return READING | FILLING | (OF_ITEMS if has_items else frozenset())


def _understand(chunk: str, found: _Found) -> None:
    """Take one part of a prompt apart: questions first, then names; the longest name wins."""
    plain = folded(chunk)
    words = words_of(plain)
    if not words:
        return
    bare = _BARE_NAMES.get(" ".join(words))
    if bare is Meaning.PERSON:
        found.add(_joined(chunk), bare)
        return
    for label, pattern in AS_ASKED:
        if pattern.search(plain):
            found.add(_joined(label), None, label)
            return
    asked, left = _asked_in(plain)
    names, left = _names_in(left)
    names, left = _without_negated(names, plain, left, found)
    others = [word for word in words_of(left) if word not in FILLING | READING]
    if others or len(names) > 1:
        names = [each for each in names if plain[each[0] : each[1]] not in GENERIC_NAMES]
    is_counted = COUNTED.search(plain) is not None
    is_qualified = (others and QUALIFIERS.issuperset(others) and not TABLE.search(plain)) or any(
        meaning in _OFTEN_QUALIFIED and _QUALIFIER_BEFORE.search(plain[:start])
        for start, _, meaning in names
    )
    if names and (is_counted or is_qualified):
        _add_unknown(chunk, found, maybe=is_counted)
        return
    for start, end, meaning in names:
        found.add(_joined(chunk[start:end]), meaning)
    if asked and not names and others:
        if QUALIFIERS.issuperset(others):  # "Wer ist der Kunde?"
            found.add("_".join(others), None, " ".join(others))
            return
        if ITS_PRICE.search(plain):
            asked = [meaning for meaning in asked if meaning is not Meaning.TOTAL]
    named_money = _MONEY.intersection(each for _, _, each in names)
    for meaning in asked:
        if meaning is Meaning.TOTAL and named_money:
            continue  # "How much tax did I pay?"
        # "What did I spend in total": the name says it; "who is the seller" asks for no address.
        if not any(each is meaning for _, _, each in names):
            found.add(meaning.value, meaning)
    if not names and not asked:
        if others and len(words_of(_essence(plain))) <= MOST_WORDS and TASKS.isdisjoint(words):
            _add_unknown(chunk, found, maybe=True)
            return
        found.asks_for_text |= not others and not _TEXT.isdisjoint(words)
    found.rest += others


def _asked_in(plain: str) -> tuple[list[Meaning], str]:
    """What the questions in it ask for, and the text without them."""
    asked: list[Meaning] = []
    for meanings, pattern in QUESTIONS:
        # "How did I pay" has the words of "how much did I pay".
        if pattern.search(plain) and not (asked and Meaning.TOTAL in meanings):
            asked += [meaning for meaning in meanings if meaning not in asked]
            plain = pattern.sub(_blank, plain)
    return asked, plain


def _names_in(plain: str) -> tuple[list[tuple[int, int, Meaning]], str]:
    """The names of known fields with their places, and the text without them."""
    candidates = sorted(
        (
            (*match.span(), meaning)
            for meaning, pattern in NAME_PATTERNS.items()
            for match in pattern.finditer(plain)
        ),
        key=lambda each: (each[0] - each[1], each[0]),
    )
    taken: list[tuple[int, int, Meaning]] = []
    for start, end, meaning in candidates:
        if all(end <= begin or start >= stop for begin, stop, _ in taken):
            taken.append((start, end, meaning))
            plain = plain[:start] + " " * (end - start) + plain[end:]
    return sorted(taken), plain


def _without_negated(
    names: list[tuple[int, int, Meaning]], plain: str, left: str, found: _Found
) -> tuple[list[tuple[int, int, Meaning]], str]:
    """The names that are wanted, and the text without the words that say others are not."""
    wanted = []
    for name in names:
        negation = NEGATION.search(plain[: name[0]])
        if negation is None:
            wanted.append(name)
        else:
            found.leaves_out = True
            left = left[: negation.start()] + _blank(negation) + left[negation.end() :]
    return wanted, left


def _add_unknown(chunk: str, found: _Found, *, maybe: bool) -> None:
    label = _essence(chunk)
    if label:
        found.add(_joined(label), None, label, maybe=maybe)


def _essence(chunk: str) -> str:
    """A chunk without the filling words at its ends."""
    words = re.findall(r"[\w'’-]+", chunk)
    idle = FILLING | READING
    while words and set(words_of(words[0])) <= idle and not _begins_a_name(words):
        words.pop(0)
    while words and set(words_of(words[-1])) <= idle and not _ends_a_name(words[-1]):
        words.pop()
    return " ".join(words)


def _begins_a_name(words: Sequence[str]) -> bool:
    """Whether a word of any prompt makes the name of another field here: "order number"."""
    first, second = (*map(folded, words[:2]), "")[:2]
    return first in _QUALIFYING and (second in _QUALIFYING or _ends_a_name(second))


def _ends_a_name(word: str) -> bool:
    return folded(word) in ("name", "number", "no", "nr", "code", "type", "date", "nummer", "id")


def _joined(name: str) -> str:
    return re.sub(r"\W+", "_", re.sub(r"['’]s\b", "", name).strip()).strip("_")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
