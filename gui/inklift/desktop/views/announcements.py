"""Says what happened: in the message bar when something must be done, else in the status line."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from inklift.core.errors import PictureError
from inklift.core.extract_image_api import RateLimit
from inklift.core.runs import Plan, PlannedRequest
from inklift.desktop.controllers.extraction import RunOutcome, Trouble
from inklift.desktop.controllers.session import Session
from inklift.desktop.controllers.workspace import AddingResult
from inklift.desktop.error_messages import Remedy, error_text, remedy_label
from inklift.desktop.views.main_window import MainWindow
from inklift.desktop.views.picture_texts import last_part
from inklift.desktop.widgets.message_bar import (
    Message,
    MessageAction,
    MessageBar,
    MessageChoice,
    MessageKind,
)

_NAMES_SHOWN = 3
_PROMPT = "prompt-missing"
_AGAIN = "paying-again"


class _Again(StrEnum):
    """What the buttons of the question about paying again do."""

    ONLY_NEW = "only_new"
    ALL = "all_again"


class Announcements(QObject):
    """Turns what the controllers tell into sentences. Lives on the GUI thread."""

    preferences_wanted = Signal()
    key_wanted = Signal()

    def __init__(
        self, window: MainWindow, bar: MessageBar, session: Session, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._bar = bar
        self._session = session
        self._credits_used = 0
        self._rate_limit = RateLimit()
        self._run_messages: list[str] = []
        self._run_troubles: dict[str, list[str]] = {}  # the pictures that met each error
        bar.action_requested.connect(self._on_action)
        workspace, extraction = session.workspace, session.extraction
        workspace.adding_ended.connect(self._on_adding_ended)
        workspace.adding_broke.connect(self.say_broken)
        extraction.trouble_met.connect(self._on_trouble)
        extraction.run_ended.connect(self._on_run_ended)
        extraction.credits_used_changed.connect(self._on_credits_used)
        extraction.rate_limit_changed.connect(self._on_rate_limit)
        session.preferences.key_saved.connect(self.clear_run)
        for key in (_PROMPT, _AGAIN):
            extraction.question_changed.connect(lambda key=key: bar.take_back(key))
        # Its buttons name a price, which is another one with other pictures.
        extraction.plan_changed.connect(lambda _: bar.take_back(_AGAIN))
        session.preferences.save_failed.connect(self.say_broken)
        session.answer_files.saved.connect(self._on_saved)
        session.answer_files.failed.connect(self.say_broken)

    def title_of(self, error: Exception) -> str:
        return error_text(error).title

    def clear_run(self) -> None:
        """A new run begins: what was said of the last one is over."""
        for key in (*self._run_messages, _PROMPT, _AGAIN):
            self._bar.take_back(key)
        self._run_messages.clear()
        self._run_troubles.clear()
        self._window.show_status("")

    def ask_about_paying_again(self, paid_before: Sequence[PlannedRequest], plan: Plan) -> None:
        """Pictures were sent with this prompt already: nothing is paid for twice by a slip."""
        pictures = sum(len(request.pictures) for request in paid_before)
        again = MessageAction(_Again.ALL, self.tr("Ask again (%n credit(s))", "", plan.credits))
        rest = plan.credits - sum(request.credits for request in paid_before)
        others = MessageAction(
            _Again.ONLY_NEW, self.tr("Ask only the others (%n credit(s))", "", rest), primary=True
        )
        self._bar.show_message(
            Message(
                MessageKind.INFO,
                self.tr("You sent %n picture(s) with this prompt before", "", pictures),
                self.tr(
                    "What was answered is still shown. Asking again is charged again, also for "
                    "pictures whose answer never arrived."
                ),
                actions=(others, again) if rest else (again,),
                key=_AGAIN,
            )
        )

    def say_prompt_missing(self, engine_name: str) -> None:
        self._bar.show_message(
            Message(
                MessageKind.INFO,
                self.tr("What do you want to know?"),
                self.tr("{engine} needs a prompt: write one, or choose a template.").format(
                    engine=engine_name
                ),
                key=_PROMPT,
            )
        )

    def say_settings_lost(self) -> None:
        self._bar.show_message(
            Message(
                MessageKind.WARNING,
                self.tr("The preferences could not be read"),
                self.tr(
                    "They begin anew; the broken file is kept beside the new one. Your key, "
                    "pictures and answers are not touched."
                ),
                key="settings-lost",
            )
        )

    def _on_adding_ended(self, result: AddingResult) -> None:
        parts = []
        if result.added:
            parts.append(self.tr("%n picture(s) added.", "", result.added))
        if result.already_there:
            parts.append(self.tr("%n picture(s) already here.", "", result.already_there))
        self._window.show_status(" ".join(parts))
        by_code: dict[str, list[str]] = {}
        for unopened in result.unopened:
            by_code.setdefault(unopened.error.code, []).append(unopened.name)
        for unopened in result.unopened:
            names = by_code.pop(unopened.error.code, None)
            if names is not None:
                self._say(unopened.error, names, MessageKind.WARNING)

    def _on_trouble(self, trouble: Trouble) -> None:
        words = error_text(trouble.error)
        # Hundreds of pictures may meet the same error: it is said once, for all of them.
        names = self._run_troubles.setdefault(f"{words.title}/{words.explanation}", [])
        names.extend(trouble.names)
        self._say(trouble.error, names, MessageKind.ERROR, of_run=True)

    def say_broken(self, error: Exception) -> None:
        """Something failed that is no picture's fault, or is a bug."""
        self._say(error, [], MessageKind.ERROR)

    def _on_saved(self, path: str) -> None:
        self._window.show_status(self.tr("Saved as {path}.").format(path=path))

    def _on_run_ended(self, outcome: RunOutcome) -> None:
        if not outcome.try_number:
            return  # it never began, which was said already
        parts = [self.tr("Try {number}:").format(number=outcome.try_number)]
        if outcome.answered:
            parts.append(self.tr("%n picture(s) answered", "", outcome.answered))
        else:
            parts.append(self.tr("no picture was answered"))
        if outcome.answered and outcome.not_answered:
            parts.append("· " + self.tr("%n without an answer", "", outcome.not_answered))
        if outcome.credits_planned:
            credits = self.tr("{used} of {planned} planned credits used").format(
                used=outcome.credits_used, planned=outcome.credits_planned
            )
            parts.append("· " + credits)
        if outcome.credits_at_stake:
            at_stake = self.tr(
                "up to %n credit(s) more may have been charged", "", outcome.credits_at_stake
            )
            parts.append("· " + at_stake)
        self._window.show_status(" ".join(parts))
        if outcome.stopped_by_user and outcome.credits_planned:
            self._remember(
                Message(
                    MessageKind.WARNING,
                    self.tr("Stopped"),
                    self.tr(
                        "Pictures that were not sent yet are ready again. Those marked Check had "
                        "been sent: they may have been charged."
                    ),
                    key="stopped",
                )
            )

    def _on_credits_used(self, credits_used: int) -> None:
        self._credits_used = credits_used
        self._show_money()

    def _on_rate_limit(self, rate_limit: RateLimit) -> None:
        self._rate_limit = rate_limit
        self._show_money()

    def _show_money(self) -> None:
        parts = [self.tr("%n credit(s) used since the start", "", self._credits_used)]
        limit = self._rate_limit
        if limit.remaining is not None and limit.limit is not None:
            left = self.tr("{remaining} of {limit} requests left for now")
            parts.append(left.format(remaining=limit.remaining, limit=limit.limit))
        self._window.show_credits(" · ".join(parts))

    def _say(
        self,
        error: Exception,
        names: list[str],
        kind: MessageKind,
        *,
        of_run: bool = False,
    ) -> None:
        words = error_text(error)
        title = self._title(words.title, names) if isinstance(error, PictureError) else words.title
        actions: tuple[MessageAction, ...] = ()
        if words.remedy is not Remedy.NONE:
            actions = (MessageAction(words.remedy, remedy_label(words.remedy), primary=True),)
        message = Message(
            kind,
            title,
            words.explanation,
            "\n".join([*names, words.details]),
            actions,
            key=f"{words.title}/{words.explanation}",
        )
        if of_run:
            self._remember(message)
        else:
            self._bar.show_message(message)

    def _title(self, title: str, names: list[str]) -> str:
        shown = ", ".join(last_part(name) for name in names[:_NAMES_SHOWN])
        more = len(names) - _NAMES_SHOWN
        if more > 0:
            shown = self.tr("{names} and {number} more").format(names=shown, number=more)
        return f"{title}: {shown}" if shown else title

    def _remember(self, message: Message) -> None:
        self._run_messages.append(message.key)
        self._bar.show_message(message)

    def _on_action(self, choice: MessageChoice) -> None:
        self._bar.take_back(choice.message.key)
        match choice.action_id:
            case Remedy.ENTER_KEY:
                self.key_wanted.emit()
            case Remedy.OPEN_PREFERENCES:
                self.preferences_wanted.emit()
            case _Again.ONLY_NEW:
                self._session.extraction.start(only_new=True)
            case _Again.ALL:
                self._session.extraction.start()
            case Remedy.SHRINK_TO_FIT:
                self.clear_run()
                self._session.extraction.start(shrink_to_fit=True)
