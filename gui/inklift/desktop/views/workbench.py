"""Connects the panes of the window with the controllers of the session."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from inklift.core.kept_runs import OpenedRun
from inklift.core.pictures import PictureSource
from inklift.core.prompts import Template
from inklift.core.runs import Plan
from inklift.desktop.appearance import Appearance
from inklift.desktop.controllers.history import Purpose
from inklift.desktop.controllers.session import Session
from inklift.desktop.dialogs.about_dialog import AboutDialog
from inklift.desktop.dialogs.address_dialog import AddressDialog
from inklift.desktop.dialogs.history_dialog import HistoryDialog
from inklift.desktop.dialogs.preferences_dialog import PreferencesDialog
from inklift.desktop.views.announcements import Announcements
from inklift.desktop.views.answer_pane import AnswerPane, AnswerView
from inklift.desktop.views.main_window import MainWindow
from inklift.desktop.views.notifier import Notifier
from inklift.desktop.views.picture_pane import PicturePane
from inklift.desktop.views.prompt_pane import PromptPane
from inklift.desktop.views.review_desk import ReviewDesk
from inklift.desktop.views.taking_away import TakingAway
from inklift.desktop.views.value_desk import ValueDesk
from inklift.desktop.widgets.drop_filter import DropFilter
from inklift.desktop.widgets.dropping import (
    OfferedAddress,
    OfferedImage,
    OfferedPath,
    offers_from,
)
from inklift.desktop.widgets.message_bar import MessageBar

REFRESH_AFTER_MS = 50


class Workbench(QObject):
    """The panes of one window at work. Lives on the GUI thread, as long as the window."""

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        appearance: Appearance,
        templates: Sequence[Template],
        sample: Path,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._appearance = appearance
        self._sample = sample
        self._pasted = 0
        self._history: HistoryDialog | None = None
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_AFTER_MS)

        self._pictures = window.pictures_pane
        self._picture = PicturePane(appearance)
        self._prompt = PromptPane(appearance)
        self._answer = AnswerPane(
            appearance, session.review.review_of, session.review.may_be_double, session.later
        )
        # Before the panes are put in: Tab goes through controls in the order they join the window.
        actions = window.actions_
        self._picture.add_buttons(
            [
                actions.previous,
                actions.next,
                actions.zoom_out,
                actions.zoom_in,
                actions.fit,
                actions.actual_size,
                actions.rotate_left,
                actions.rotate_right,
            ]
        )
        self._answer.add_buttons([actions.review, actions.copy_answer, actions.save_answer])
        messages = MessageBar(appearance)
        window.add_message_bar(messages)
        window.add_panes(self._picture, self._prompt, self._answer)
        self._announcements = Announcements(window, messages, session, self)
        Notifier(window, session)
        self._announcements.preferences_wanted.connect(self._on_preferences)
        self._announcements.key_wanted.connect(lambda: self._on_preferences().focus_key())

        self._connect_pictures()
        self._values = ValueDesk(self._answer, self._picture, session, self)
        ReviewDesk(self._answer.review_bar, self._values, session, window, self)
        self._taking_away = TakingAway(window, session, self._answer.text.text)
        self._connect_extraction()
        self._connect_menus()
        session.history.opened.connect(self._on_run_opened)
        self._prompt.set_templates(templates)
        self._prompt.show_question(session.extraction.question)
        self._prompt.show_request_size(session.preferences.settings.pictures_per_request)
        session.extraction.replan()
        self._show_current(session.workspace.current)
        self._on_nothing_to_show()

    @property
    def session(self) -> Session:
        return self._session

    def say_broken(self, error: Exception) -> None:
        """Tell the user about a bug that nobody caught."""
        self._announcements.say_broken(error)

    def say_settings_lost(self) -> None:
        """Tell the user that the preferences begin anew."""
        self._announcements.say_settings_lost()

    # Wiring.

    def _connect_pictures(self) -> None:
        pane, workspace, actions = self._pictures, self._session.workspace, self._window.actions_
        pane.set_model(workspace.model)
        pane.set_context_actions(
            [
                actions.rotate_left,
                actions.rotate_right,
                actions.move_up,
                actions.move_down,
                actions.remove,
            ]
        )
        pane.offered.connect(self._on_offered)
        DropFilter(self._window).offered.connect(self._on_offered)  # wherever it is dropped
        pane.add_requested.connect(actions.add_pictures.trigger)
        pane.sample_requested.connect(self._on_sample)
        pane.current_chosen.connect(workspace.show)
        workspace.pictures_changed.connect(self._on_pictures_changed)
        workspace.adding_changed.connect(self._on_pictures_changed)
        workspace.current_changed.connect(self._show_current)
        large = self._session.large_picture
        large.image_ready.connect(self._picture.show_image)
        large.cleared.connect(self._on_nothing_to_show)
        large.unreadable.connect(
            lambda error: self._picture.show_nothing(self._announcements.title_of(error))
        )
        self._picture.sharper_wanted.connect(large.sharpen)

    def _connect_extraction(self) -> None:
        prompt, extraction = self._prompt, self._session.extraction
        prompt.question_edited.connect(extraction.ask)
        prompt.extract_requested.connect(self._on_extract)
        prompt.stop_requested.connect(extraction.stop)
        prompt.pause_requested.connect(extraction.set_paused)
        prompt.offered.connect(self._on_offered)
        prompt.request_size_chosen.connect(self._on_request_size)
        extraction.question_changed.connect(lambda: prompt.show_question(extraction.question))
        extraction.question_changed.connect(self._refresh.start)
        extraction.question_changed.connect(self._enable_actions)
        extraction.plan_changed.connect(self._on_plan_changed)
        extraction.running_changed.connect(self._on_running_changed)
        extraction.paused_changed.connect(self._on_paused_changed)
        extraction.status_changed.connect(prompt.show_status)
        # Answers may come by the thousand: what is shown of all of them is joined a few times only.
        self._refresh.timeout.connect(self._show_answer)
        extraction.answer_arrived.connect(lambda _: self._refresh.start())
        self._answer.scope_changed.connect(self._show_answer)

    def _connect_menus(self) -> None:
        actions, view = self._window.actions_, self._picture.view
        workspace = self._session.workspace
        for action, answer in (
            (actions.add_pictures, self._on_add_pictures),
            (actions.add_folder, self._on_add_folder),
            (actions.add_address, self._on_add_address),
            (actions.paste, self._on_paste),
            (actions.show_text, lambda: self._answer.show_as(AnswerView.TEXT)),
            (actions.show_data, lambda: self._answer.show_as(AnswerView.DATA)),
            (actions.show_table, lambda: self._answer.show_as(AnswerView.TABLE)),
            (actions.history, self._on_history),
            (actions.preferences, self._on_preferences),
            (actions.quit, self._window.close),
            (actions.remove, lambda: workspace.remove(self._pictures.selected_rows)),
            (actions.move_up, lambda: self._move(-1)),
            (actions.move_down, lambda: self._move(1)),
            (actions.rotate_left, lambda: self._turn(3)),
            (actions.rotate_right, lambda: self._turn(1)),
            (actions.previous, lambda: workspace.step(-1)),
            (actions.next, lambda: workspace.step(1)),
            (actions.zoom_in, view.zoom_in),
            (actions.zoom_out, view.zoom_out),
            (actions.fit, view.fit),
            (actions.actual_size, view.show_actual_size),
            (actions.extract, self._on_extract),
            (actions.retry, self._on_retry),
            (actions.pause, self._on_pause),
            (actions.stop, self._session.extraction.stop),
            (actions.about, self._on_about),
        ):
            action.triggered.connect(answer)

    # Pictures.

    def _on_offered(self, offers: Sequence[object]) -> None:
        workspace = self._session.workspace
        paths = [offer.path for offer in offers if isinstance(offer, OfferedPath)]
        if paths:
            workspace.add_paths(paths)
        for offer in offers:
            match offer:
                case OfferedAddress(url, image):
                    workspace.add_addresses([url], image=image)
                case OfferedImage(image):
                    self._pasted += 1
                    name = self.tr("Pasted picture {number}").format(number=self._pasted)
                    workspace.add_image(image, name)

    def _on_add_pictures(self) -> None:
        workspace = self._session.workspace
        filters = self.tr("Pictures and PDFs ({patterns})").format(patterns=workspace.file_patterns)
        paths, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Add pictures"), "", f"{filters};;{self.tr('All files')} (*)"
        )
        workspace.add_paths([Path(path) for path in paths])

    def _on_add_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self._window, self.tr("Add folder"))
        if path:
            self._session.workspace.add_paths([Path(path)])

    def _on_add_address(self) -> None:
        settings = self._session.preferences.settings
        dialog = AddressDialog(as_it_is=settings.send_addresses, parent=self._window)
        dialog.accepted.connect(lambda: self._add_address(dialog))
        dialog.open()

    def _add_address(self, dialog: AddressDialog) -> None:
        preferences = self._session.preferences
        preferences.change(replace(preferences.settings, send_addresses=dialog.as_it_is))
        self._session.workspace.add_addresses(
            [dialog.address], as_it_is=dialog.as_it_is, typed=True
        )

    def _on_paste(self) -> None:
        offers = offers_from(QGuiApplication.clipboard().mimeData())
        if offers:
            self._on_offered(offers)
        else:
            self._window.show_status(self.tr("There is no picture to paste."))

    def _on_sample(self) -> None:
        self._session.workspace.add_paths([self._sample])

    def _on_pictures_changed(self) -> None:
        workspace = self._session.workspace
        self._pictures.show_sizes(
            len(workspace.model.rows), workspace.size_bytes, adding=workspace.is_adding
        )
        self._answer.set_several(len(workspace.model.rows) > 1)
        self._enable_actions()
        self._show_answer()

    def _move(self, by: int) -> None:
        rows = self._pictures.selected_rows
        if rows:
            before = rows[0] - 1 if by < 0 else rows[-1] + 2
            self._session.workspace.move(rows, max(0, before))

    def _turn(self, quarter_turns: int) -> None:
        workspace = self._session.workspace
        rows = self._pictures.selected_rows
        current = workspace.current
        if not rows and current is not None:
            row = workspace.model.row_of(current.id)
            rows = [] if row is None else [row]
        self._picture.forget_picture()
        workspace.turn(rows, quarter_turns)

    def _show_current(self, source: PictureSource | None) -> None:
        row = None if source is None else self._session.workspace.model.row_of(source.id)
        self._pictures.show_current(row)
        self._picture.show_title(source)
        self._enable_actions()
        self._show_answer()

    def _on_nothing_to_show(self) -> None:
        current = self._session.workspace.current
        if current is None:
            self._picture.show_nothing(self.tr("The picture you select is shown here."))
        else:
            self._picture.show_nothing(
                self.tr("This address is sent as it is, so the picture is not shown.")
            )

    # Asking and answers.

    def _on_extract(self) -> None:
        extraction = self._session.extraction
        if extraction.prompt_is_missing:
            self._announcements.say_prompt_missing(extraction.engine.name)
            self._prompt.focus_prompt()
        else:
            self._announcements.clear_run()
            limit = self._session.preferences.settings.confirm_above_credits
            if extraction.price_now() > limit:
                self._announcements.ask_about_price(extraction.plan)
            else:
                extraction.start()

    def _on_retry(self) -> None:
        self._announcements.clear_run()
        self._session.extraction.retry()

    def _on_pause(self) -> None:
        extraction = self._session.extraction
        extraction.set_paused(not extraction.is_paused)

    def _on_request_size(self, pictures: int) -> None:
        preferences = self._session.preferences
        preferences.change(replace(preferences.settings, pictures_per_request=pictures))

    def _on_run_opened(self, opened: OpenedRun, purpose: Purpose) -> None:
        """Show an earlier run in place of what is here, and go on with it if that is wanted."""
        extraction = self._session.extraction
        if extraction.is_running:
            self._window.show_status(self.tr("Stop the run that is under way first."))
            return
        self._announcements.clear_run()
        self._session.workspace.open(opened.kept.order.sources)
        extraction.show_kept(opened)
        if purpose is Purpose.REPEAT:
            extraction.repeat(opened)
        elif purpose is not Purpose.LOOK:
            with_unknown = purpose is Purpose.GO_ON_WITH_UNKNOWN
            extraction.resume(opened, resend_unknown=with_unknown)

    def _on_plan_changed(self, plan: Plan) -> None:
        extraction = self._session.extraction
        self._prompt.show_plan(plan, len(self._session.workspace.model.rows), extraction.engine)
        self._enable_actions()

    def _on_running_changed(self, running: bool) -> None:
        self._prompt.set_running(running)
        self._enable_actions()
        self._show_answer()

    def _on_paused_changed(self, paused: bool) -> None:
        self._prompt.set_paused(paused)
        self._enable_actions()

    def _show_answer(self) -> None:
        extraction, current = self._session.extraction, self._session.workspace.current
        if self._answer.shows_all:
            answers = list(extraction.answers)
        else:
            answer = None if current is None else extraction.answer_for(current.id)
            answers = [] if answer is None else [answer]
        self._answer.show_answers(
            answers, self._why_no_answer(current), extraction.question, extraction.answers
        )
        self._values.show_places()
        self._taking_away.enable(is_shown=bool(answers))

    def _why_no_answer(self, current: PictureSource | None) -> str:
        if current is None:
            return self.tr("Answers appear here.")
        if self._session.extraction.is_running:
            return self.tr("The answer appears here as soon as it has been read.")
        return self.tr("No answer for this picture yet. Press Extract.")

    # The rest.

    def _on_preferences(self) -> PreferencesDialog:
        dialog = PreferencesDialog(self._session.preferences, self._appearance, self._window)
        dialog.open()
        return dialog

    def _on_history(self) -> None:
        session = self._session
        if self._history is None:
            dialog = HistoryDialog(
                session.browser,
                self._appearance,
                price_to_repeat=session.extraction.price_to_repeat,
                files_in_use=lambda: [each.path for each in session.workspace.sources if each.path],
                parent=self._window,
            )
            dialog.set_running(session.extraction.is_running)
            session.extraction.running_changed.connect(dialog.set_running)
            session.preferences.settings_changed.connect(dialog.refresh_price)
            dialog.chosen.connect(session.history.open)
            dialog.finished.connect(self._on_history_closed)
            self._history = dialog
        self._history.show()
        self._history.raise_()
        self._history.activateWindow()

    def _on_history_closed(self) -> None:
        self._history = None

    def _on_about(self) -> None:
        AboutDialog(self._appearance, self._window).open()

    def _enable_actions(self) -> None:
        actions, extraction = self._window.actions_, self._session.extraction
        workspace = self._session.workspace
        here = len(workspace.model.rows) > 0
        shown = workspace.current is not None and workspace.current.path is not None
        for action in (actions.remove, actions.move_up, actions.move_down):
            action.setEnabled(here)
        for action in (actions.previous, actions.next):
            action.setEnabled(len(workspace.model.rows) > 1)
        for action in (
            actions.zoom_in,
            actions.zoom_out,
            actions.fit,
            actions.actual_size,
            actions.rotate_left,
            actions.rotate_right,
        ):
            action.setEnabled(shown)
        actions.extract.setEnabled(here and not extraction.is_running)
        failed = extraction.failed
        actions.retry.setEnabled(bool(failed.source_ids) and not extraction.is_running)
        text = self.tr("&Retry the failed ones")
        if failed.credits:
            text = self.tr("&Retry the failed ones (%n credit(s))", "", failed.credits)
        actions.retry.setText(text)
        actions.stop.setEnabled(extraction.is_running)
        actions.pause.setEnabled(extraction.is_running)
        paused = extraction.is_paused
        actions.pause.setText(self.tr("&Continue") if paused else self.tr("&Pause"))
        actions.pause.setIcon(self._appearance.icon("continue" if paused else "pause"))
