"""Says what happened: in the message bar when something must be done, else in the status line."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QLocale, QObject, Signal

from inklift.core.errors import PictureError
from inklift.core.extract_image_api import RateLimit
from inklift.core.kept_runs import Unfinished
from inklift.core.runs import Plan
from inklift.desktop.controllers.history import Purpose
from inklift.desktop.controllers.session import Session
from inklift.desktop.controllers.shown_run import Again, RunOutcome, Trouble
from inklift.desktop.controllers.workspace import AddingResult
from inklift.desktop.error_messages import error_text
from inklift.desktop.remedies import Remedy, remedy_label
from inklift.desktop.views.main_window import MainWindow
from inklift.desktop.views.picture_texts import last_part
from inklift.desktop.views.run_texts import local_moment
from inklift.desktop.widgets.message_bar import (
    Message,
    MessageAction,
    MessageBar,
    MessageChoice,
    MessageKind,
)

_NAMES_SHOWN = 3
_PROMPT = "prompt-missing"
_FROM_HISTORY = "from-history"
_UNKNOWN = "unknown"
_STOPPED = "stopped"
_CONFIRM = "confirm-price"
_UNFINISHED = "unfinished"


class _Once(StrEnum):
    """What the buttons do that ask about pictures once more."""

    ASK_AGAIN = "ask_again"
    RESEND = "resend"
    AGREED = "agreed"  # to the price of a large run


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
        self._spent = 0  # credits of this month
        self._rate_limit = RateLimit()
        self._run_messages: list[str] = []
        self._run_troubles: dict[str, Trouble] = {}  # by the key of its message
        self._unfinished_id = ""
        self._again: dict[str, Again] = {}  # what the button of each message is about
        bar.action_requested.connect(self._on_action)
        workspace, extraction = session.workspace, session.extraction
        workspace.adding_ended.connect(self._on_adding_ended)
        workspace.adding_broke.connect(self.say_broken)
        extraction.trouble_met.connect(self._on_trouble)
        extraction.run_ended.connect(self._on_run_ended)
        session.history.spent_changed.connect(self._on_spent)
        session.preferences.settings_changed.connect(lambda _: self._show_money())
        extraction.rate_limit_changed.connect(self._on_rate_limit)
        session.preferences.key_saved.connect(self.clear_run)
        # The buttons of some are about the question that was asked.
        for key in (_PROMPT, _CONFIRM, _FROM_HISTORY, _UNKNOWN, _STOPPED):
            extraction.question_changed.connect(lambda key=key: bar.take_back(key))
        extraction.plan_changed.connect(lambda _: bar.take_back(_CONFIRM))  # it names the price
        session.history.unfinished_found.connect(self._say_unfinished)
        session.history.failed.connect(self.say_broken)
        session.browser.deleted.connect(self._on_runs_deleted)
        session.review.failed.connect(self.say_broken)
        bar.dismissed.connect(self._on_dismissed)
        session.preferences.save_failed.connect(self.say_broken)
        session.answer_files.saved.connect(self._on_saved)
        session.answer_files.failed.connect(self.say_broken)

    def title_of(self, error: Exception) -> str:
        return error_text(error).title

    def clear_run(self) -> None:
        """A new run begins: what was said of the last one is over."""
        for key in (*self._run_messages, _PROMPT, _CONFIRM):
            self._bar.take_back(key)
        self._run_messages.clear()
        self._run_troubles.clear()
        self._again.clear()
        self._window.show_status("")

    def ask_about_price(self, plan: Plan) -> None:
        """The run costs more than the user wants to spend without being asked."""
        label = self.tr("Extract for %n credit(s)", "", plan.credits)
        self._bar.show_message(
            Message(
                MessageKind.INFO,
                self.tr("This costs %n credit(s)", "", plan.credits),
                self.tr(
                    "You are asked above {limit} credits. The preferences have this limit, and "
                    "one for the month."
                ).format(limit=self._session.preferences.settings.confirm_above_credits),
                actions=(MessageAction(_Once.AGREED, label, primary=True),),
                key=_CONFIRM,
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
        # Hundreds of pictures may meet the same error: it is said once, for all of them.
        key = _key(trouble.error)
        known = self._run_troubles.get(key)
        if known is not None:
            trouble = Trouble(
                trouble.error,
                known.names + trouble.names,
                known.may_be_charged + trouble.may_be_charged,
            )
        self._run_troubles[key] = trouble
        self._say(trouble.error, trouble.names, MessageKind.ERROR, of_run=True)

    def say_broken(self, error: Exception) -> None:
        """Something failed that is no picture's fault, or is a bug."""
        self._say(error, (), MessageKind.ERROR)

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
        if outcome.unknown.credits:
            at_stake = self.tr(
                "up to %n credit(s) more may have been charged", "", outcome.unknown.credits
            )
            parts.append("· " + at_stake)
        self._window.show_status(" ".join(parts))
        self._say_from_history(outcome)
        self._say_unknown(outcome)

    def _say_unfinished(self, unfinished: Unfinished) -> None:
        """The program ended in the middle of a run, or was told to stop."""
        summary = unfinished.summary
        self._unfinished_id = summary.run_id
        told = []
        actions = []
        if unfinished.rest.requests:
            told.append(self.tr("Not sent: %n picture(s).", "", _names(unfinished.rest)))
            actions.append(self._go_on(Purpose.GO_ON, self.tr("Go on"), unfinished.rest))
        unknown = _names(unfinished.with_unknown) - _names(unfinished.rest)
        if unknown:
            told.append(
                self.tr("Sent without an answer, and maybe charged: %n picture(s).", "", unknown)
            )
            label = self.tr("Go on, and send these again")
            if not unfinished.rest.requests:
                label = self.tr("Send again")
            actions.append(self._go_on(Purpose.GO_ON_WITH_UNKNOWN, label, unfinished.with_unknown))
        actions.append(MessageAction(Purpose.LOOK, self.tr("Open")))
        title = self.tr("Try {number} of {date} was not finished").format(
            number=summary.number, date=_dates([summary.started])
        )
        self._bar.show_message(
            Message(
                MessageKind.INFO, title, " ".join(told), actions=tuple(actions), key=_UNFINISHED
            )
        )

    def _go_on(self, purpose: Purpose, label: str, plan: Plan) -> MessageAction:
        if plan.credits:
            #: {label} is such as "Go on"
            label = self.tr("{label} (%n credit(s))", "", plan.credits).format(label=label)
        return MessageAction(purpose, label, primary=purpose is Purpose.GO_ON)

    def _on_dismissed(self, message: Message) -> None:
        if message.key == _UNFINISHED:
            preferences = self._session.preferences
            preferences.change(replace(preferences.settings, let_be_run=self._unfinished_id))

    def _on_runs_deleted(self, run_ids: Sequence[str]) -> None:
        if self._unfinished_id in run_ids:
            self._bar.take_back(_UNFINISHED)

    def _say_from_history(self, outcome: RunOutcome) -> None:
        if not outcome.from_history.source_ids:
            return
        again = self._session.extraction.priced(outcome.from_history)
        self._again[_FROM_HISTORY] = again
        label = self.tr("Ask again")
        if again.credits:
            label = self.tr("Ask again (%n credit(s))", "", again.credits)
        self._remember(
            Message(
                MessageKind.INFO,
                self.tr("%n picture(s) answered from earlier tries", "", len(again.source_ids)),
                self.tr("Asked in the same way on {dates}. This cost nothing.").format(
                    dates=_dates(outcome.asked_before)
                ),
                actions=(MessageAction(_Once.ASK_AGAIN, label),),
                key=_FROM_HISTORY,
            )
        )

    def _say_unknown(self, outcome: RunOutcome) -> None:
        """Offer to send again what may have been charged, where it was said what became of it."""
        for trouble in self._run_troubles.values():
            if trouble.may_be_charged.source_ids:
                self._say(
                    trouble.error,
                    trouble.names,
                    MessageKind.ERROR,
                    of_run=True,
                    actions=self._resend(_key(trouble.error), trouble.may_be_charged),
                )
        untold = outcome.untold
        if outcome.stopped_by_user and outcome.credits_planned:
            title = self.tr("Stopped")
            text = self.tr(
                "Pictures that were not sent yet are ready again. Those marked Check had been "
                "sent: they may have been charged."
            )
            actions = self._resend(_STOPPED, untold)
            self._remember(Message(MessageKind.WARNING, title, text, actions=actions, key=_STOPPED))
        elif untold.source_ids:
            title = self.tr("%n picture(s) without an answer", "", len(untold.source_ids))
            text = self.tr(
                "They were sent and may have been charged, but the answer never came. They are "
                "sent again only if you say so."
            )
            actions = self._resend(_UNKNOWN, untold)
            self._remember(Message(MessageKind.WARNING, title, text, actions=actions, key=_UNKNOWN))

    def _resend(self, key: str, unknown: Again) -> tuple[MessageAction, ...]:
        if not unknown.source_ids:
            return ()
        unknown = self._session.extraction.priced(unknown)
        self._again[key] = unknown
        label = self.tr("Send again (%n credit(s))", "", unknown.credits)
        return (MessageAction(_Once.RESEND, label),)

    def _on_spent(self, credits: int) -> None:
        self._spent = credits
        self._show_money()

    def _on_rate_limit(self, rate_limit: RateLimit) -> None:
        self._rate_limit = rate_limit
        self._show_money()

    def _show_money(self) -> None:
        budget = self._session.preferences.settings.monthly_budget_credits
        parts = []
        if budget is not None:
            told = self.tr("{spent} of {budget} credits spent this month")
            parts.append(told.format(spent=self._spent, budget=budget))
        elif self._spent:
            parts.append(self.tr("%n credit(s) spent this month", "", self._spent))
        limit = self._rate_limit
        if limit.remaining is not None and limit.limit is not None:
            left = self.tr("{remaining} of {limit} requests left for now")
            parts.append(left.format(remaining=limit.remaining, limit=limit.limit))
        self._window.show_credits(" · ".join(parts))

    def _say(
        self,
        error: Exception,
        names: Sequence[str],
        kind: MessageKind,
        *,
        of_run: bool = False,
        actions: tuple[MessageAction, ...] = (),
    ) -> None:
        words = error_text(error)
        title = self._title(words.title, names) if isinstance(error, PictureError) else words.title
        if words.remedy is not Remedy.NONE:
            remedy = MessageAction(words.remedy, remedy_label(words.remedy), primary=True)
            actions = (remedy, *actions)
        message = Message(
            kind,
            title,
            words.explanation,
            "\n".join([*names, words.details]),
            actions,
            key=_key(error),
        )
        if of_run:
            self._remember(message)
        else:
            self._bar.show_message(message)

    def _title(self, title: str, names: Sequence[str]) -> str:
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
            case Purpose.LOOK | Purpose.GO_ON | Purpose.GO_ON_WITH_UNKNOWN:
                self._session.history.open(self._unfinished_id, Purpose(choice.action_id))
            case _Once.AGREED:
                self.clear_run()
                self._session.extraction.start()
            case _Once.ASK_AGAIN | _Once.RESEND:
                again = self._again[choice.message.key]
                self.clear_run()
                if choice.action_id == _Once.RESEND:
                    self._session.extraction.resend(again)
                else:
                    self._session.extraction.ask_again(again)
            case Remedy.SHRINK_TO_FIT:
                self.clear_run()
                self._session.extraction.start(shrink_to_fit=True)


def _key(error: Exception) -> str:
    """Errors that are told in the same words are one message."""
    words = error_text(error)
    return f"{words.title}/{words.explanation}"


def _names(plan: Plan) -> int:
    return sum(len(request.names) for request in plan.requests)


def _dates(times: Sequence[str]) -> str:
    """Days for people to read: the only one, or the first and the last."""
    days = dict.fromkeys(
        QLocale().toString(
            local_moment(time).date(),
            QLocale.FormatType.ShortFormat,
        )
        for time in times
    )
    every = list(days)
    return every[0] if len(every) == 1 else f"{every[0]} – {every[-1]}"
