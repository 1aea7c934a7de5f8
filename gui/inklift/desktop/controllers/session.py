"""The controllers of one window, made together and connected with one another."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer

from inklift.core.prompts import AnswerForm
from inklift.core.runs import RunOptions
from inklift.desktop.bridge import Bridge
from inklift.desktop.controllers.answer_files import AnswerFilesController
from inklift.desktop.controllers.extraction import ExtractionController
from inklift.desktop.controllers.history import HistoryController
from inklift.desktop.controllers.history_browser import HistoryBrowser
from inklift.desktop.controllers.large_picture import LargePictureController
from inklift.desktop.controllers.notifications import NotificationController
from inklift.desktop.controllers.picture_copies import PictureCopiesController
from inklift.desktop.controllers.preferences import PreferencesController
from inklift.desktop.controllers.review import ReviewController
from inklift.desktop.controllers.shown_run import Question
from inklift.desktop.controllers.thumbnails import ThumbnailController
from inklift.desktop.controllers.workspace import WorkspaceController
from inklift.desktop.item_models.picture_list import DescribeRow, PictureListModel
from inklift.engines.registry import DESCRIPTIONS, ON_DEVICE
from inklift.services.assembly import Services
from inklift.system.settings import Settings

SPENDING_AFTER_MS = 2_000  # of an answer: what the month cost is not asked for with each


class Session(QObject):
    """Owns the controllers and passes on what concerns more than one. Lives on the GUI thread."""

    def __init__(
        self, services: Services, bridge: Bridge, describe_row: DescribeRow, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._aside = services.aside
        self.preferences = PreferencesController(services, bridge, self)
        self.thumbnails = ThumbnailController(services.pictures, bridge, self)
        model = PictureListModel(describe_row, self.thumbnails.pixmap, self)
        self.workspace = WorkspaceController(services.importer, bridge, model, self)
        self.large_picture = LargePictureController(services.pictures, bridge, self)
        self.extraction = ExtractionController(
            runner=services.runner,
            bridge=bridge,
            sources=lambda: self.workspace.sources,
            set_state=model.set_state,
            parent=self,
        )
        self.review = ReviewController(
            services.examiner, services.history, bridge, lambda: self.extraction.answers, self
        )
        self.history = HistoryController(services.history, bridge, self)
        self.browser = HistoryBrowser(services.history, services.pictures, bridge, self)
        self.notifications = NotificationController(services.notifications, bridge, self)
        self.answer_files = AnswerFilesController(
            lambda: self.extraction.answers,
            self.review.review_of,
            bridge,
            services.aside,
            self,
        )
        self.picture_copies = PictureCopiesController(
            lambda: self.extraction.answers,
            self.review.review_of,
            bridge,
            services.aside,
            self,
        )
        self.thumbnails.arrived.connect(model.thumbnail_arrived)
        self.workspace.current_changed.connect(self.large_picture.show)
        self.workspace.pictures_changed.connect(self._on_pictures_changed)
        self.preferences.settings_changed.connect(self._on_settings_changed)
        self.extraction.question_changed.connect(self._on_question_changed)
        self._spending = QTimer(self, singleShot=True, interval=SPENDING_AFTER_MS)
        self._spending.setObjectName("Spending")
        self._spending.timeout.connect(self.history.look_at_spending)
        self.extraction.answer_arrived.connect(lambda _: self._on_answer_arrived())
        self.extraction.answer_arrived.connect(self.review.examine)
        self.extraction.run_ended.connect(lambda _: self.history.look_at_spending())
        self.browser.deleted.connect(lambda *_: self.extraction.replan())  # it costs again
        settings = self.preferences.settings
        self.extraction.ask(_question_of(settings))
        self.extraction.set_options(_options_of(settings))

    def later(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Run a function on another thread, and `then` with what it gives, on this one."""
        task = self.bridge.run(lambda _: self._aside(work), parent=self)
        task.succeeded.connect(then)

    def _on_answer_arrived(self) -> None:
        if not self._spending.isActive():
            self._spending.start()

    def _on_pictures_changed(self) -> None:
        self.review.forget_all_but(self.extraction.answers)
        self.thumbnails.forget_all_but(self.workspace.sources)
        self.extraction.replan()

    def _on_settings_changed(self, settings: Settings) -> None:
        self.extraction.set_options(_options_of(settings))
        self.extraction.ask(replace(self.extraction.question, engine_id=_engine_of(settings)))

    def _on_question_changed(self) -> None:
        question = self.extraction.question
        self.preferences.change(
            replace(
                self.preferences.settings,
                prompt=question.prompt,
                json_mode=question.form.json_mode,
                grouping=question.form.grouping,
                engine_id=question.engine_id,
            )
        )


def _question_of(settings: Settings) -> Question:
    form = AnswerForm(settings.json_mode, settings.grouping)
    return Question(settings.prompt, form, _engine_of(settings))


def _engine_of(settings: Settings) -> str:
    """The engine of the settings; one that this version does not have gives the first there is."""
    known = {description.id for description in DESCRIPTIONS}
    return settings.engine_id if settings.engine_id in known else ON_DEVICE.id


def _options_of(settings: Settings) -> RunOptions:
    return RunOptions(
        longest_side_px=settings.longest_side_px, per_request=settings.pictures_per_request
    )
