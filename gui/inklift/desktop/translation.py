"""The language of the window: English as it stands in the code, other languages from .qm files."""

import re
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

_PLURAL = re.compile(r"\((\w+)\)")


class EnglishPlurals(QTranslator):
    """Turns "%n picture(s)" into "1 picture" or "3 pictures": Qt itself leaves the brackets in."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        # "" would mean an empty translation, None that there is none: Qt then takes the source.
        if n < 0 or "(" not in source_text:
            return source_text
        return _PLURAL.sub("" if n == 1 else r"\1", source_text)


def install(application: QApplication, folder: Path) -> None:
    """Speak the user's language where there is a translation in `folder`, else English."""
    for translator in _translators(folder, QLocale(), application):
        application.installTranslator(translator)


def _translators(folder: Path, locale: QLocale, parent: QObject) -> list[QTranslator]:
    found: list[QTranslator] = [EnglishPlurals(parent)]
    if locale.language() == QLocale.Language.English:
        return found
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, place in (("qtbase", qt_folder), ("inklift", str(folder))):
        translator = QTranslator(parent)
        if translator.load(locale, name, "_", place):
            found.append(translator)
    return found
