"""Accents that dirt put on letters, taken off again where the language of the page has none.

English and Malay are written without; a speck above a letter makes the reader see "HARDWÀRE". What
English borrowed keeps its accents, as does é, which stands in many names.
"""

import re
import unicodedata
from dataclasses import replace

from inklift.core.folding import folded
from inklift.core.readings import Line, Reading, Word

_LEAST_WORDS = 3  # of a language, that tell it
_MOST_ACCENTED = 5  # different words; more specks than that are no specks
_DOUBT = 0.89  # how sure a word is at the most that lost an accent


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


# Small words, which no other language has; those of tills ("total", "tel") are everywhere.
_WITHOUT = _words(
    """
    the and of you thank thanks please for with your our not are is this these goods sold
    returnable welcome again change cash received amount jalan taman sdn bhd
    """
)
_WITH = _words(
    """
    der das und ist mit fur nicht summe mwst ust bar ruckgeld rechnung datum vielen dank steuer
    le les des du et est avec pour tva merci montant ttc ht carte especes rendu facture
    el los las del iva gracias importe efectivo factura fecha cambio por
    il lo gli che iva grazie totale contanti resto scontrino importo
    os da dos das iva obrigado obrigada valor troco fatura numerario
    het een van met btw bedankt totaal bedrag contant wisselgeld bon datum
    och att tack kvitto moms jag med ikke tak kvittering
    """
)
_BORROWED = re.compile(
    r"(?:cr[eè]mes?|br[uû]l[eé]es?|jalape[nñ]os?|pi[nñ]as?|p[aâ]t[eé]s?|na[iï]ve|fa[cç]ades?|ma[iî]tre"
    r"|se[nñ]or\w*|[uü]ber|vis-[aà]-vis|[aà]|d[eé]j[aà]|cr[eê]pes?|ni[cç]oise|proven[cç]ale?"
    r"|m[uü]ller\w*|m[uü]nch\w*|k[oö]ln|z[uü]rich|h[aä]agen|sm[oö]rg\w*|gru?y[eè]re|b[eé]arnaise|ros[eé])$"
)
_KEPT = frozenset("éÉ")


def without_stray_accents(reading: Reading) -> Reading:
    """The reading with bare letters, if its words are those of a language without accents."""
    words = {folded(word.text).strip(".,:;!?()") for line in reading.lines for word in line.words}
    accented = {
        word.text for line in reading.lines for word in line.words if not word.text.isascii()
    }
    if len(accented) > _MOST_ACCENTED or words & _WITH or len(words & _WITHOUT) < _LEAST_WORDS:
        return reading
    return replace(reading, lines=tuple(map(_bare_line, reading.lines)))


def _bare_line(line: Line) -> Line:
    if line.text.isascii():
        return line
    return replace(line, words=tuple(map(_bare_word, line.words)))


def _bare_word(word: Word) -> Word:
    if word.text.isascii() or _BORROWED.match(word.text.casefold()):
        return word
    bare = "".join(map(_bare, word.text))
    if bare == word.text:
        return word
    return replace(word, text=bare, confidence=min(word.confidence, _DOUBT))


def _bare(letter: str) -> str:
    if letter in _KEPT or not letter.isalpha():
        return letter
    decomposed = unicodedata.normalize("NFD", letter)
    return decomposed[0] if decomposed[0].isascii() else letter
