"""The runs kept: find them, look into them, open or repeat them, delete them for good."""

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inklift.core.kept_runs import OpenedRun
from inklift.core.pictures import PictureSource
from inklift.core.runs import DeletedRuns, RunSummary
from inklift.desktop.appearance import SPACE_L_PX, SPACE_M_PX, SPACE_S_PX, Appearance
from inklift.desktop.controllers.history import Purpose
from inklift.desktop.controllers.history_browser import HistoryBrowser
from inklift.desktop.controllers.review import AnswerReview
from inklift.desktop.controllers.shown_run import (
    Question,
    ShownAnswer,
    kept_answers,
    kept_question,
    kept_states,
)
from inklift.desktop.error_messages import error_text
from inklift.desktop.item_models.picture_list import PictureListModel
from inklift.desktop.item_models.picture_list import Role as PictureRole
from inklift.desktop.item_models.run_list import RunListModel, RunRole, RunRow
from inklift.desktop.views.answer_pane import AnswerPane
from inklift.desktop.views.picture_delegate import PictureDelegate
from inklift.desktop.views.picture_texts import describe_row
from inklift.desktop.views.run_delegate import RunDelegate
from inklift.desktop.views.run_texts import describe_run, engine_name, facts_text, moment_text
from inklift.desktop.widgets.fitted_text import FittedText
from inklift.desktop.widgets.fitting_screen import resize_to_fit
from inklift.desktop.widgets.message_bar import Message, MessageBar, MessageKind
from inklift.desktop.widgets.naming import named
from inklift.desktop.widgets.row_list import RowList
from inklift.desktop.widgets.search_field import SearchField

FIND_AFTER_MS = 200  # of quiet in the search field
_MESSAGE = "history"
_PROMPT_LINES = 3
_FILE_LINES = 3


class HistoryDialog(QDialog):
    """Shows what `browser` finds. `chosen` carries the id of a run and the `Purpose`.

    Not modal: a run may go on, and be watched, meanwhile.
    """

    chosen = Signal(str, object)

    def __init__(
        self,
        browser: HistoryBrowser,
        appearance: Appearance,
        *,
        price_to_repeat: Callable[[OpenedRun], int],
        files_in_use: Callable[[], Collection[Path]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("HistoryDialog")
        self.setWindowTitle(self.tr("History"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._browser = browser
        self._price_to_repeat = price_to_repeat
        self._files_in_use = files_in_use
        self._is_running = False
        self._opened: OpenedRun | None = None
        self._answers: dict[str, ShownAnswer] = {}

        self._bar = MessageBar(appearance)
        self._search = named(
            SearchField(self.tr("Search prompts, answers and file names")),
            "HistorySearch",
            self.tr("Search"),
        )
        self._find_soon = QTimer(self, singleShot=True, interval=FIND_AFTER_MS)
        self._find_soon.timeout.connect(self._find)
        self._search.textChanged.connect(lambda _: self._find_soon.start())

        self._model = RunListModel(describe_run, self)
        self._runs = named(RowList(), "Runs", self.tr("Runs"))
        self._runs.setModel(self._model)
        self._runs.setItemDelegate(RunDelegate(appearance, self._runs))
        self._runs.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._runs.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._runs.selectionModel().currentChanged.connect(self._on_current_run)
        self._runs.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self._runs.doubleClicked.connect(lambda _: self._choose(Purpose.LOOK))

        self._picture_model = PictureListModel(describe_row, browser.thumbnails.pixmap, self)
        self._pictures = named(RowList(), "RunPictures", self.tr("Pictures"))
        self._pictures.setModel(self._picture_model)
        self._pictures.setItemDelegate(PictureDelegate(appearance, self._pictures))
        self._pictures.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._pictures.selectionModel().currentChanged.connect(lambda *_: self._show_picture())

        self._prompt = named(FittedText(_PROMPT_LINES), "RunPrompt", self.tr("Prompt"))
        self._facts = named(QLabel(), "RunFacts")
        self._facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._facts.setWordWrap(True)
        self._file = named(FittedText(_FILE_LINES), "PictureFile", self.tr("File"))
        for text in (self._prompt, self._file):
            text.setProperty("quiet", True)
        self._answer = AnswerPane(appearance, AnswerReview)
        self._answer.set_read_only()
        self._answer.set_several(False)

        self._delete = QAction(self.tr("Delete…"), self)
        self._delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self._delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._delete.triggered.connect(self._on_delete)
        self._runs.addAction(self._delete)
        self._delete_button = self._button("DeleteRuns", self.tr("Delete…"), self._on_delete)
        self._delete_all = self._button("DeleteAllRuns", self.tr("Delete all…"), self._on_all)
        self._repeat = self._button(
            "RepeatRun", self.tr("Run again"), lambda: self._choose(Purpose.REPEAT)
        )
        self._open = self._button("OpenRun", self.tr("Open"), lambda: self._choose(Purpose.LOOK))
        self._open.setProperty("primary", True)
        self._close = self._button("CloseHistory", self.tr("Close"), self.close)

        browser.found.connect(self._on_found)
        browser.looked_into.connect(self._on_looked_into)
        browser.gone.connect(self._on_gone)
        browser.deleted.connect(self._on_deleted)
        browser.failed.connect(self._on_failed)
        browser.thumbnails.arrived.connect(self._picture_model.thumbnail_arrived)
        self._lay_out()
        self._show_run(None)
        self._find()
        browser.check()

    def set_running(self, running: bool) -> None:
        """While a run goes on in the window, no other one can be opened there."""
        self._is_running = running
        self._enable()

    def refresh_price(self) -> None:
        """Settings that a run depends on have changed."""
        self._enable()

    # What is found.

    def _find(self) -> None:
        self._find_soon.stop()
        self._browser.find(self._search.text())

    def _on_found(self, rows: list[RunRow]) -> None:
        """Keep the row that was looked at; without it, the one that took its place."""
        known, place = self._current_id, self._runs.currentIndex().row()
        self._model.show(rows)
        if not rows:
            searched = self._search.text().strip()
            self._nothing.setText(
                self.tr("Nothing was found. Other words, or fewer?")
                if searched
                else self.tr(
                    "No runs are kept yet. Each run is kept here with its pictures and answers."
                )
            )
        self._stack.setCurrentWidget(self._columns if rows else self._nothing)
        self._delete_all.setEnabled(bool(rows) and not self._search.text().strip())
        ids = [row.summary.run_id for row in rows]
        row = ids.index(known) if known in ids else min(max(0, place), len(ids) - 1)
        if rows:
            self._runs.selectionModel().setCurrentIndex(
                self._model.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        else:
            self._show_run(None)
        self._enable()

    @property
    def _current_id(self) -> str:
        return "" if self._opened is None else self._opened.kept.record.run_id

    def _on_current_run(self) -> None:
        run = self._runs.currentIndex().data(RunRole.RUN)
        if isinstance(run, RunSummary) and run.run_id != self._current_id:
            self._browser.look_into(run.run_id)

    def _on_gone(self, _run_id: str) -> None:
        """Another window or command deleted it."""
        self._find()

    def _on_looked_into(self, run: OpenedRun) -> None:
        self._show_run(run)

    # The run looked at.

    def _show_run(self, run: OpenedRun | None) -> None:
        self._opened = run
        self._answers = {}
        self._picture_model.clear()
        self._enable()
        if run is None:
            self._prompt.show_text("")
            self._facts.clear()
            self._show_picture()
            return
        record = run.kept.record
        self._prompt.show_text(record.prompt or self.tr("Without a prompt"))
        parts = [moment_text(record.started), engine_name(record.engine_id)]
        summary = self._summary(record.run_id)
        if summary is not None:
            parts.append(facts_text(summary))
        unopened = len(record.requests) - len(run.kept.plan.requests)
        if unopened:
            parts.append(self.tr("%n could not be opened", "", unopened))
        self._facts.setText(" · ".join(parts))
        self._answers = {
            source_id: answer for answer in kept_answers(run) for source_id in answer.source_ids
        }
        self._picture_model.append(run.kept.order.sources)
        for source_id, state in kept_states(run).items():
            self._picture_model.set_state((source_id,), state)
        self._pictures.setCurrentIndex(self._picture_model.index(0))
        self._show_picture()

    def _summary(self, run_id: str) -> RunSummary | None:
        summaries = (row.summary for row in self._model.rows)
        return next((each for each in summaries if each.run_id == run_id), None)

    def _show_picture(self) -> None:
        source = self._pictures.currentIndex().data(PictureRole.SOURCE)
        run = self._opened
        if run is None or not isinstance(source, PictureSource):
            self._answer.show_answers((), "", self._answer_question(run))
            self._file.show_text("")
            return
        answer = self._answers.get(source.id)
        answers = () if answer is None else (answer,)
        none = self.tr("This picture has no answer.")
        self._answer.show_answers(answers, none, self._answer_question(run))
        place = source.name if source.path is None else str(source.path)
        lines = [place, f"SHA-256 {source.sha256}" if source.sha256 else ""]
        self._file.show_text("\n".join(filter(None, lines)))

    # Open, repeat, delete.

    def _choose(self, purpose: Purpose) -> None:
        if self._opened is not None and not self._is_running:
            self.chosen.emit(self._current_id, purpose)
            self.close()

    @property
    def _selected_ids(self) -> list[str]:
        indexes = self._runs.selectionModel().selectedIndexes()
        return [index.data(RunRole.RUN).run_id for index in indexes]

    def _on_delete(self) -> None:
        ids = self._selected_ids
        if ids:
            self._ask_to_delete(self.tr("Delete %n run(s) for good?", "", len(ids)), ids)

    def _on_all(self) -> None:
        ids = [row.summary.run_id for row in self._model.rows]
        self._ask_to_delete(self.tr("Delete all %n run(s) for good?", "", len(ids)), ids)

    def _ask_to_delete(self, question: str, run_ids: list[str]) -> None:
        box = QMessageBox(self)
        box.setObjectName("ConfirmDeletion")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Delete for good"))
        box.setText(question)
        box.setInformativeText(
            self.tr(
                "Prompts and answers are removed from this computer and cannot be brought back. "
                "Asking the same again will cost credits again. Your own picture files stay."
            )
        )
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        delete.setObjectName("DeletionConfirmed")
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        delete.clicked.connect(lambda: self._browser.delete(run_ids, self._files_in_use()))
        box.open()

    def _on_deleted(self, run_ids: tuple[str, ...], deleted: DeletedRuns) -> None:
        title = self.tr("%n run(s) deleted", "", len(run_ids))
        if deleted.traces_left:
            message = Message(
                MessageKind.WARNING,
                title,
                self.tr(
                    "Another window or program is reading the history just now. The last traces go "
                    "when it closes, or when something is deleted after that."
                ),
                key=_MESSAGE,
            )
        else:
            message = Message(MessageKind.SUCCESS, title, key=_MESSAGE)
        self._bar.show_message(message)
        if self._current_id in run_ids:
            self._opened = None
        self._find()

    def _on_failed(self, error: Exception) -> None:
        words = error_text(error)
        self._bar.show_message(
            Message(MessageKind.ERROR, words.title, words.explanation, words.details, key=_MESSAGE)
        )

    def _enable(self) -> None:
        run = self._opened
        free = run is not None and not self._is_running
        one = len(self._selected_ids) == 1
        self._open.setEnabled(free and one)
        self._repeat.setEnabled(free and one and bool(run and run.kept.order.sources))
        wait = self.tr("Stop the run that is under way first.") if self._is_running else ""
        self._open.setToolTip(wait)
        self._repeat.setToolTip(wait)
        price = 0 if run is None else self._price_to_repeat(run)
        text = self.tr("Run again")
        if price:
            text = self.tr("Run again (%n credit(s))", "", price)
        self._repeat.setText(text)
        self._repeat.setAccessibleName(text)
        self._delete.setEnabled(bool(self._selected_ids))
        self._delete_button.setEnabled(bool(self._selected_ids))

    # Layout.

    def _button(self, name: str, text: str, act: Callable[[], object]) -> QPushButton:
        button = named(QPushButton(text), name, text)
        button.setAutoDefault(False)  # Enter in the search field must not press one
        button.clicked.connect(lambda: act())
        return button

    def _lay_out(self) -> None:
        self._nothing = named(QLabel(), "NoRuns")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._nothing.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        below = QSplitter(Qt.Orientation.Horizontal)
        below.setChildrenCollapsible(False)
        below.addWidget(self._pictures)
        below.addWidget(self._answer)
        below.setStretchFactor(1, 1)
        below.setSizes([230, 380])
        run = QWidget()
        column = QVBoxLayout(run)
        column.setContentsMargins(SPACE_M_PX, 0, 0, 0)
        column.setSpacing(SPACE_S_PX)
        column.addWidget(self._prompt)
        column.addWidget(self._facts)
        column.addWidget(below, 1)
        column.addWidget(self._file)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.setChildrenCollapsible(False)
        self._columns.addWidget(self._runs)
        self._columns.addWidget(run)
        self._columns.setStretchFactor(1, 1)
        self._columns.setSizes([300, 620])
        self._stack = QStackedWidget()
        self._stack.addWidget(self._columns)
        self._stack.addWidget(self._nothing)

        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S_PX)
        buttons.addWidget(self._delete_button)
        buttons.addWidget(self._delete_all)
        buttons.addStretch(1)
        for button in (self._close, self._repeat, self._open):
            buttons.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE_L_PX, SPACE_L_PX, SPACE_L_PX, SPACE_L_PX)
        whole.setSpacing(SPACE_M_PX)
        whole.addWidget(self._bar)
        whole.addWidget(self._search)
        whole.addWidget(self._stack, 1)
        whole.addLayout(buttons)
        resize_to_fit(self, QSize(960, 620))

    def _answer_question(self, run: OpenedRun | None) -> Question:
        return Question() if run is None else kept_question(run)
