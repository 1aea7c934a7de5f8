"""What to ask: template, prompt, form of the answer, engine, price, and the button that starts."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inklift.core.prompts import Grouping, Template
from inklift.core.runs import Plan
from inklift.desktop.appearance import SPACE_M_PX, SPACE_S_PX, Appearance
from inklift.desktop.controllers.shown_run import Question, RunStatus
from inklift.desktop.views.request_size import RequestSize
from inklift.desktop.widgets.naming import named
from inklift.desktop.widgets.prompt_edit import PromptEdit
from inklift.desktop.widgets.quiet_wheel import QuietWheel
from inklift.engines.registry import DESCRIPTIONS, EngineDescription


class PromptPane(QWidget):
    """Says what the user changed with `question_edited` (a `Question`); shows what it is given."""

    question_edited = Signal(object)
    extract_requested = Signal()
    stop_requested = Signal()
    pause_requested = Signal(bool)  # False: go on
    request_size_chosen = Signal(int)  # pictures in one request
    offered = Signal(object)  # pictures that were pasted or dropped into the prompt

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("PromptPane")
        self._templates: tuple[Template, ...] = ()
        self._has_pictures = False
        self._is_paused = False
        self._question = Question()
        self._own_words = Question()  # what stood here before a template was chosen

        self._template = named(QComboBox(), "Template", self.tr("Template"))
        self._template.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._template.activated.connect(self._on_template_chosen)

        self._prompt = named(PromptEdit(), "Prompt", self.tr("Prompt"))
        self._prompt.setPlaceholderText(
            self.tr("What do you want to know? For example: shop, date and total.")
        )
        self._prompt.setTabChangesFocus(True)
        self._prompt.textChanged.connect(self._on_edited)
        self._prompt.offered.connect(self.offered)

        self._grouping = named(QComboBox(), "Answers", self.tr("Answers"))
        self._grouping.addItem(self.tr("One answer for each picture"), Grouping.EACH)
        self._grouping.addItem(self.tr("One answer for all pictures together"), Grouping.TOGETHER)
        self._grouping.activated.connect(self._on_edited)

        self._engine = named(QComboBox(), "Engine", self.tr("Engine"))
        for description in DESCRIPTIONS:
            self._engine.addItem(self._engine_label(description), description.id)
        self._engine.activated.connect(self._on_edited)

        self._json = named(QCheckBox(self.tr("JSON")), "JSON", self.tr("JSON"))
        self._json.setToolTip(
            self.tr("Ask for named values (JSON) instead of plain text, for tables and programs")
        )
        self._json.toggled.connect(self._on_edited)

        self._request_size = RequestSize()
        self._request_size.chosen.connect(self.request_size_chosen)

        self._price = named(QLabel(), "Price")
        self._price.setWordWrap(True)
        self._hint = named(QLabel(), "PromptHint")
        self._hint.setWordWrap(True)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._hint.hide()

        self._extract = named(QPushButton(self.tr("Extract")), "Extract", self.tr("Extract"))
        self._extract.setIcon(appearance.icon("extract", "on-accent"))
        self._extract.setProperty("primary", True)
        self._extract.clicked.connect(self.extract_requested)
        self._appearance = appearance
        self._pause = named(QToolButton(), "Pause")  # without words: three buttons stand in a row
        self._pause.clicked.connect(lambda: self.pause_requested.emit(not self._is_paused))
        self._stop = named(QPushButton(self.tr("Stop")), "Stop", self.tr("Stop"))
        self._stop.setIcon(appearance.icon("stop"))
        self._stop.clicked.connect(self.stop_requested)

        self._progress = named(QProgressBar(), "Progress", self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._progress_text = named(QLabel(), "ProgressText")
        self._progress_text.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._progress_text.setWordWrap(True)

        QuietWheel(self._template, self._grouping, self._engine)
        self._lay_out()
        self.set_running(False)
        self.show_plan(Plan(()), 0, DESCRIPTIONS[0])

    def set_templates(self, templates: Sequence[Template], chosen_id: str = "") -> None:
        self._templates = tuple(templates)
        self._template.clear()
        #: First entry of the list of templates: no template, a prompt of the user's own
        self._template.addItem(self.tr("Own words"), "")
        for template in self._templates:
            self._template.addItem(template.name, template.id)
        self._template.setCurrentIndex(max(0, self._template.findData(chosen_id)))

    def show_question(self, question: Question) -> None:
        """Show this without telling that it was edited."""
        self._question = question
        for widget in (self._prompt, self._json, self._grouping, self._engine):
            widget.blockSignals(True)
        if self._prompt.toPlainText() != question.prompt:
            self._prompt.setPlainText(question.prompt)
        self._json.setChecked(question.form.json_mode)
        self._grouping.setCurrentIndex(self._grouping.findData(question.form.grouping))
        self._engine.setCurrentIndex(max(0, self._engine.findData(question.engine_id)))
        for widget in (self._prompt, self._json, self._grouping, self._engine):
            widget.blockSignals(False)
        self._show_template()
        self._show_hint()

    def show_plan(self, plan: Plan, pictures: int, engine: EngineDescription) -> None:
        """The price line, before anything is sent."""
        self._has_pictures = pictures > 0
        self._request_size.show_plan(plan)
        each = self._question.form.grouping is Grouping.EACH
        self._request_size.setVisible(pictures > 1 and each and engine.capabilities.costs_credits)
        self._extract.setEnabled(self._has_pictures and not self._stop.isVisible())
        if pictures == 0:
            self._price.setText(self.tr("Add pictures to begin."))
            return
        number = self.tr("%n picture(s)", "", pictures)
        parts = [number, *self._earlier(plan)]
        takes = []
        if plan.to_send and plan.expected_s is not None:
            #: {time} is such as "40 s" or "3 min"
            takes = [self.tr("about {time}").format(time=self._time(plan.expected_s))]
        if engine.capabilities.costs_credits:
            if plan.to_send:
                parts.append(self.tr("%n request(s)", "", len(plan.to_send)))
            credits = self.tr("%n credit(s)", "", plan.credits)
            parts += [*takes, f"<nobr><b>{credits}</b></nobr>"]
        else:
            parts += [*takes, self.tr("read on this computer, free")]
        self._price.setText(" · ".join(parts))

    def _earlier(self, plan: Plan) -> list[str]:
        """What earlier runs have of it, in a few words."""
        found = [request for request in plan.requests if request.earlier is not None]
        answered = [each for each in found if each.earlier and each.earlier.answer_id is not None]
        told = []
        if answered:
            count = sum(len(each.names) for each in answered)
            told.append(self.tr("%n answered before", "", count))
        if len(found) > len(answered):
            count = sum(len(each.names) for each in found) - sum(len(e.names) for e in answered)
            told.append(self.tr("%n sent before, without an answer", "", count))
        return told

    def show_request_size(self, pictures: int) -> None:
        self._request_size.show_size(pictures)

    def set_running(self, running: bool) -> None:
        if running and self._extract.hasFocus():
            self._prompt.setFocus()  # not Stop: a second Enter would end what the first began
        # Both keep their places: the second half of a double click must not hit Stop.
        self._extract.setEnabled(self._has_pictures and not running)
        self._stop.setVisible(running)
        self._pause.setVisible(running)
        self.set_paused(False)
        self._request_size.setEnabled(not running)
        self._progress.setVisible(running)
        self._progress_text.setVisible(running)
        self._price.setVisible(not running)
        if running:
            self._progress.setRange(0, 0)
            self._progress_text.clear()

    def set_paused(self, paused: bool) -> None:
        self._is_paused = paused
        text = self.tr("Continue") if paused else self.tr("Pause")
        self._pause.setToolTip(text)
        self._pause.setAccessibleName(text)
        self._pause.setIcon(self._appearance.icon("continue" if paused else "pause"))

    def show_status(self, status: RunStatus) -> None:
        self._progress.setRange(0, status.pictures)
        self._progress.setValue(status.finished)
        parts = [
            self.tr("{finished} of {pictures} pictures").format(
                finished=status.finished, pictures=status.pictures
            )
        ]
        if status.is_paused:
            parts.append(self.tr("paused"))
        elif status.waiting_s is not None:
            if status.is_offline:
                wait = self.tr("no connection, next try in {seconds} s")
            else:
                wait = self.tr("the service asks to wait {seconds} s")
            parts.append(wait.format(seconds=round(status.waiting_s)))
        elif status.seconds_left is not None:
            parts.append(self._time_left(status.seconds_left))
        self._progress_text.setText(" · ".join(parts))

    def focus_prompt(self) -> None:
        self._prompt.setFocus()

    def _time_left(self, seconds: float) -> str:
        #: {time} is such as "40 s" or "3 min"
        return self.tr("about {time} left").format(time=self._time(seconds))

    def _time(self, seconds: float) -> str:
        if seconds < 90:
            return self.tr("{seconds} s").format(seconds=max(1, round(seconds)))
        if seconds < 90 * 60:
            return self.tr("{minutes} min").format(minutes=round(seconds / 60))
        return self.tr("{hours} h").format(hours=round(seconds / 3600))

    def _engine_label(self, description: EngineDescription) -> str:
        if description.capabilities.costs_credits:
            return description.name
        #: {name} is an engine's name, such as "This computer"
        return self.tr("{name} (free)").format(name=description.name)

    def _on_template_chosen(self, row: int) -> None:
        if not self._is_template(self._question.prompt):
            self._own_words = self._question
        if not self._template.itemData(row):
            question = replace(
                self._question, prompt=self._own_words.prompt, form=self._own_words.form
            )
            self.show_question(question)
            self.question_edited.emit(question)
        for template in self._templates:
            if template.id == self._template.itemData(row):
                question = replace(self._question, prompt=template.prompt, form=template.form)
                self.show_question(question)
                self.question_edited.emit(question)
                return

    def _on_edited(self) -> None:
        question = Question(
            prompt=self._prompt.toPlainText(),
            form=replace(
                self._question.form,
                json_mode=self._json.isChecked(),
                grouping=Grouping(self._grouping.currentData()),
            ),
            engine_id=self._engine.currentData(),
        )
        self._question = question
        self._show_template()
        self._show_hint()
        self.question_edited.emit(question)

    def _is_template(self, prompt: str) -> bool:
        return any(template.prompt == prompt for template in self._templates)

    def _show_template(self) -> None:
        """The template whose words stand in the prompt; none once the user changed them."""
        for template in self._templates:
            if template.prompt == self._question.prompt:
                self._template.setCurrentIndex(self._template.findData(template.id))
                return
        self._template.setCurrentIndex(0)

    def _show_hint(self) -> None:
        engine = self._engine.currentData()
        reads_only = engine == DESCRIPTIONS[0].id and bool(self._question.prompt.strip())
        self._hint.setText(
            self.tr(
                "This computer finds text and values such as merchant, date, total and what was "
                "bought. For summaries or translations, choose Dumpling AI."
            )
        )
        self._hint.setVisible(reads_only)

    def _lay_out(self) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(SPACE_S_PX)
        form.setVerticalSpacing(SPACE_S_PX)
        form.setColumnStretch(1, 1)
        for row, (text, widget, columns) in enumerate(
            (
                (self.tr("Answers"), self._grouping, 2),
                (self.tr("Engine"), self._engine, 1),
            )
        ):
            label = QLabel(text)
            label.setBuddy(widget)
            form.addWidget(label, row, 0)
            form.addWidget(widget, row, 1, 1, columns)
            # The column must fit beside the others in 1024 pixels, in any language.
            widget.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            widget.setMinimumContentsLength(12)
        form.addWidget(self._json, 1, 2)

        top = QHBoxLayout()
        template_label = QLabel(self.tr("Template"))
        template_label.setBuddy(self._template)
        top.addWidget(template_label)
        top.addWidget(self._template, 1)

        buttons = QHBoxLayout()
        texts = QVBoxLayout()
        texts.addWidget(self._price)
        texts.addWidget(self._progress_text)
        texts.addWidget(self._progress)
        buttons.addLayout(texts, 1)
        buttons.addWidget(self._pause, 0, Qt.AlignmentFlag.AlignBottom)
        buttons.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignBottom)
        buttons.addWidget(self._extract, 0, Qt.AlignmentFlag.AlignBottom)

        self._prompt.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._prompt.setMinimumHeight(self._prompt.fontMetrics().lineSpacing() * 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M_PX, SPACE_M_PX, SPACE_M_PX, SPACE_M_PX)
        column.setSpacing(SPACE_S_PX)
        column.addLayout(top)
        column.addWidget(self._prompt, 1)
        column.addWidget(self._hint)
        column.addLayout(form)
        column.addWidget(self._request_size)
        column.addLayout(buttons)
