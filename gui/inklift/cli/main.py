"""The command `inklift`: finds out what is wanted and starts only that."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inklift.cli.arguments import (
    COMMANDS,
    extract_options,
    pictures_for_window,
    runs_options,
    serve_options,
)
from inklift.cli.terminal import Terminal, on_one_line
from inklift.cli.usage import UsageError
from inklift.core.errors import AppError

FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130

if TYPE_CHECKING:
    from inklift.cli.interruption import Interruption
    from inklift.system.logs import LogMask


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; returns the exit status. Without arguments, those of the process."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()
    given = list(sys.argv[1:] if arguments is None else arguments)
    command = given.pop(0) if given and given[0] in COMMANDS else ""
    terminal = Terminal.of_this_process()
    try:
        match command:
            case "extract":
                return _extract(given, terminal, os.environ)
            case "runs":
                return _show_runs(given, terminal, os.environ)
            case "serve":
                return _serve(given, terminal, os.environ)
        return _open_window(pictures_for_window(given), terminal)
    except UsageError as error:
        terminal.say(f"{' '.join(['inklift', command]).strip()}: {on_one_line(str(error))}")
        return WRONG_USAGE
    except AppError as error:
        from inklift.cli.messages import explain

        detail = f" ({on_one_line(error.detail)})" if error.detail else ""
        terminal.say(on_one_line(explain(error)) + detail)
        return FAILED
    except KeyboardInterrupt:
        terminal.say("Interrupted.")
        return INTERRUPTED
    finally:
        terminal.flush()  # argparse writes its help by itself


def _extract(arguments: Sequence[str], terminal: Terminal, environment: Mapping[str, str]) -> int:
    options = extract_options(arguments)

    def extract_now(mask: "LogMask", interruption: "Interruption") -> int:
        from inklift.cli.extract import extract

        return extract(options, terminal, environment, mask, interruption)

    return _logged(
        "inklift-extract.log",
        extract_now,
        terminal,
        environment,
        on_bug="What was answered so far is kept: see `inklift runs`. ",
    )


def _serve(arguments: Sequence[str], terminal: Terminal, environment: Mapping[str, str]) -> int:
    options = serve_options(arguments)

    def serve_now(mask: "LogMask", interruption: "Interruption") -> int:
        from inklift.cli.serve import serve

        return serve(options, terminal, environment, mask, interruption)

    return _logged("inklift-serve.log", serve_now, terminal, environment)


def _logged(
    log_name: str,
    command: "Callable[[LogMask, Interruption], int]",
    terminal: Terminal,
    environment: Mapping[str, str],
    *,
    on_bug: str = "",
) -> int:
    """Carry out a command that has a log, and is interrupted in its own way."""
    from inklift.cli.interruption import Interruption

    with Interruption() as interruption:
        import logging

        from inklift.system.logs import LogFile, LogMask, log_to_stderr, log_uncaught
        from inklift.system.paths import DataPaths

        mask = LogMask()
        log_folder = DataPaths.of_this_computer(environment).log_folder
        log_file = LogFile(log_folder, mask, log_name)
        log_file.start()
        shown = log_to_stderr(mask)
        shown.addFilter(lambda record: not record.exc_info)  # tracebacks are for the file
        log_uncaught()
        try:
            return command(mask, interruption)
        except (UsageError, AppError):
            raise
        except Exception as bug:
            logging.getLogger(__name__).exception("A bug")
            terminal.say(_apology(bug))
            terminal.say(f"{on_bug}The log tells more of the mistake: {log_folder / log_name}")
            return FAILED
        finally:
            log_file.close()


def _show_runs(arguments: Sequence[str], terminal: Terminal, environment: Mapping[str, str]) -> int:
    from inklift.cli.runs import show_runs

    options = runs_options(arguments)
    try:
        return show_runs(options, terminal, environment)
    except (UsageError, AppError):
        raise
    except Exception as bug:  # noqa: BLE001 - there is no log, since this command writes nothing
        terminal.say(_apology(bug))
        return FAILED


def _apology(bug: Exception) -> str:
    """Where the program went wrong, but no text of the exception: anything might be in that."""
    trace = bug.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "" if trace is None else f", {trace.tb_frame.f_code.co_name}, line {trace.tb_lineno}"
    return (
        f"Something went wrong in the program ({type(bug).__name__}{place}). This is our mistake, "
        "not yours."
    )


def _open_window(pictures: Sequence[str], terminal: Terminal) -> int:
    if sys.platform == "linux" and not _has_screen(os.environ):
        raise UsageError("there is no screen to open the window on; `inklift extract` needs none")
    try:
        from inklift.desktop.app import main as show_window
    except ImportError as error:
        if not _is_about_qt(error):
            raise
        raise UsageError(
            f"the window cannot be opened, since a library of Qt is missing ({error}); `inklift "
            "extract` works without it"
        ) from error
    return show_window(pictures)


def _has_screen(environment: Mapping[str, str]) -> bool:
    """Whether there is something to draw on, or Qt was told to do without."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(environment.get(name) for name in names)


def _is_about_qt(error: ImportError) -> bool:
    """Whether PySide6 is missing, or a library of the system that it loads; not a bug of ours."""
    name = error.name or ""
    if name.partition(".")[0] in ("PySide6", "shiboken6"):
        return True
    return not name.startswith("inklift") and Path(error.path or "").suffix in (".so", ".pyd")
