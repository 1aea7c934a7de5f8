"""Colours for JSON in a text view."""

import re

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QPlainTextEdit

from inklift.desktop.appearance import Appearance
from inklift.desktop.colours import Role

_TOKEN = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*"(?=\s*:))'
    r'|(?P<string>"(?:[^"\\]|\\.)*"?)'
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"
    r"|(?P<word>\b(?:true|false|null)\b)"
)
_STRING_REST = re.compile(r'(?:[^"\\]|\\.)*"?')
_ROLES: dict[str, Role] = {
    "key": "accent",
    "string": "success",
    "number": "warning",
    "word": "error",
}
_MOST_BLOCKS_BACK = 20  # a string over so many broken lines: then its colour may be wrong


class JsonHighlighter(QObject):
    """Colours keys, texts, numbers and words, in light and dark. Lives on the GUI thread.

    Only lines that come into sight are coloured. QSyntaxHighlighter does all of them: measured with
    an answer of 5 MB, it made filling four times as slow and froze the window for seconds when the
    colours changed.
    """

    def __init__(self, editor: QPlainTextEdit, appearance: Appearance) -> None:
        super().__init__(editor)
        self._editor = editor
        self._appearance = appearance
        self._enabled = True
        self._formats: dict[str, QTextCharFormat] = {}
        # A block's user state is twice this number when it is coloured in the colours of now, and
        # one more when a string goes on in the next block.
        self._generation = 0
        self._colouring = False
        self._start_anew()
        editor.updateRequest.connect(self._on_update_requested)
        editor.document().contentsChange.connect(self._on_contents_changed)
        appearance.changed.connect(self._start_anew)

    def set_enabled(self, enabled: bool) -> None:
        """Colour, or leave (and make) the text plain because it is no JSON."""
        if enabled != self._enabled:
            self._enabled = enabled
            self._start_anew()

    @Slot()
    def _start_anew(self) -> None:
        for kind, role in _ROLES.items():
            self._formats[kind] = QTextCharFormat()
            self._formats[kind].setForeground(self._appearance.colour(role))
        self._generation += 1
        self._on_update_requested()

    @Slot()
    def _on_update_requested(self) -> None:
        if self._colouring:
            return
        self._colouring = True
        block = self._editor.cursorForPosition(QPoint(0, 0)).block()
        lowest = self._editor.viewport().rect().bottomRight()
        last_number = self._editor.cursorForPosition(lowest).blockNumber()
        while block.isValid() and block.blockNumber() <= last_number:
            if not self._is_done(block):
                self._colour(block)
            block = block.next()
        self._colouring = False

    @Slot(int, int, int)
    def _on_contents_changed(self, position: int, _removed: int, _added: int) -> None:
        # New blocks have no state yet; but a text may also begin at the end of a block.
        self._editor.document().findBlock(position).setUserState(-1)

    def _is_done(self, block: QTextBlock) -> bool:
        return block.userState() // 2 == self._generation

    def _colour(self, block: QTextBlock) -> None:
        ranges, in_string = self._ranges(block.text(), self._is_within_string(block))
        block.setUserState(2 * self._generation + in_string)
        if ranges or block.layout().formats():
            block.layout().setFormats(ranges)
            block.document().markContentsDirty(block.position(), block.length())

    def _is_within_string(self, block: QTextBlock) -> bool:
        """Whether a string began in an earlier block: only then the line had to be broken."""
        before = block.previous()
        undone: list[QTextBlock] = []
        while before.isValid() and len(undone) < _MOST_BLOCKS_BACK and not self._is_done(before):
            undone.append(before)
            before = before.previous()
        in_string = self._is_done(before) and before.userState() % 2 == 1
        for earlier in reversed(undone):
            in_string = self._ranges(earlier.text(), in_string)[1]
        return in_string

    def _ranges(self, text: str, in_string: bool) -> tuple[list[QTextLayout.FormatRange], bool]:
        """The coloured parts of a line, and whether a string goes on in the next one."""
        ranges: list[QTextLayout.FormatRange] = []
        start = 0
        if in_string:
            rest = _STRING_REST.match(text)
            start = rest.end() if rest else 0
            ranges.append(self._range(text, 0, start, "string"))
            in_string = not text[:start].endswith('"')
        for match in _TOKEN.finditer(text, start):
            kind = match.lastgroup or "string"
            ranges.append(self._range(text, match.start(), match.end(), kind))
            in_string = kind == "string" and not _is_closed(match[0])
        return (ranges if self._enabled else []), in_string

    def _range(self, text: str, start: int, end: int, kind: str) -> QTextLayout.FormatRange:
        # Qt counts UTF-16 units: a character beyond U+FFFF is two of them.
        if not text.isascii():
            start, end = _utf16_units(text[:start]), _utf16_units(text[:end])
        result = QTextLayout.FormatRange()
        result.start = start
        result.length = end - start
        result.format = self._formats[kind]
        return result


def _is_closed(string: str) -> bool:
    return len(string) > 1 and string.endswith('"')


def _utf16_units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
