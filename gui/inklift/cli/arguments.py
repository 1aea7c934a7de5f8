"""The words of the command line: what may be written behind `inklift`, and what it becomes."""

import argparse
import codecs
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inklift import __version__
from inklift.cli.fields_option import FIELD_KINDS, fields_option
from inklift.cli.usage import UsageError, check_written_files
from inklift.core.extract_image_api import MAX_PICTURES
from inklift.core.prompts import AnswerForm, Grouping

COMMANDS = ("extract", "runs", "serve")

_OVERVIEW = """\
usage: inklift [PICTURE ...]                    open the window, with these pictures in it
       inklift extract [OPTIONS] PICTURE ...    read pictures without a window
       inklift extract --resume RUN             go on with a run that was interrupted
       inklift runs [--json]                    the runs kept, newest first
       inklift runs show RUN                    one run as JSON (RUN: its id, or `last`)
       inklift serve [OPTIONS]                  the Extract Image API, answered on this computer
       inklift --version | --help

`inklift COMMAND --help` tells more of a command. A picture that is called like a command
is written ./extract, ./runs or ./serve.

environment:
  INKLIFT_DATA_DIR  the folder for everything the program keeps
  INKLIFT_API_KEY   the key for a paid engine; never stored
  INKLIFT_API_URL   the address of the extract-image endpoint, instead of Dumpling AI's
  INKLIFT_SERVE_KEY the key that `inklift serve` asks for; never stored
"""

_EXTRACT_END = """\
PICTURE is a picture, a PDF, a folder (with all below it), or an http(s) address. One that
begins with a dash stands behind `--`.

Answers go to standard output: a single answer as it came, several each below a line
`== NAME ==`. Everything else goes to standard error. Nothing paid for is lost:
`inklift runs show last` prints the newest run again.

exit status:
  0    every picture has its answer
  1    finished, but some pictures failed, are unknown or pending
  2    wrong usage
  3    the key is missing or was refused, and no picture was answered
  4    the service could not be reached, and no picture was answered
  130  interrupted
"""


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """What stands behind `inklift extract`."""

    pictures: tuple[str, ...]
    prompt: str
    form: AnswerForm
    engine_id: str | None  # None: the one in the preferences
    send_addresses: bool
    output: Path | None
    report: Path | None
    dry_run: bool
    yes: bool
    resumed_run: str | None = None  # its id or "last"; then there are no pictures and no prompt
    resend_unknown: bool = False
    ask_again: bool = False
    per_request: int = 1
    evidence: bool = False


@dataclass(frozen=True, slots=True)
class RunsOptions:
    """What stands behind `inklift runs`."""

    shown_run: str | None  # its id or "last"; None: the list of all
    as_json: bool


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What stands behind `inklift serve`."""

    host: str
    port: int
    requests_per_minute: int
    allow_network: bool
    allow_private_urls: bool


def pictures_for_window(arguments: Sequence[str]) -> list[str]:
    """The pictures in `inklift [PICTURE ...]`; ends the program for --help and --version.

    Raises `UsageError` for a first word that looks like a command and is none.
    """
    parser = argparse.ArgumentParser("inklift", add_help=False, allow_abbrev=False)
    parser.format_usage = lambda: _OVERVIEW.partition("\n\n")[0] + "\n"  # type: ignore[method-assign]
    parser.format_help = lambda: _OVERVIEW  # type: ignore[method-assign]
    parser.add_argument("-h", "--help", action="help")
    parser.add_argument("--version", action="version", version=f"inklift {__version__}")
    parser.add_argument("pictures", nargs="*")
    pictures: list[str] = parser.parse_args(arguments).pictures
    if pictures and "--" not in arguments and _looks_like_a_command(pictures[0]):
        raise UsageError(
            f"{pictures[0]} is neither a command nor a picture; the commands are "
            f"{', '.join(COMMANDS[:-1])} and {COMMANDS[-1]}"
        )
    return pictures


def _looks_like_a_command(word: str) -> bool:
    """Pictures have a suffix, addresses a slash; folders are there."""
    is_plain = "." not in word and os.path.basename(word) == word  # noqa: PTH119 - not a path yet
    return is_plain and not os.path.exists(word)  # noqa: PTH110 - Path's raises on a name too long


def extract_options(arguments: Sequence[str]) -> ExtractOptions:
    """What stands behind `inklift extract`; raises `UsageError`, or ends the program."""
    from inklift.export.formats import supported_suffixes

    parser = _extract_parser(supported_suffixes())
    given = _parsed(parser, arguments)
    if given.resume is None and not given.pictures:
        parser.error("the following arguments are required: PICTURE")
    if given.resume is not None:
        _check_resumed(given)
    if given.per_request and given.grouping is Grouping.TOGETHER:
        raise UsageError("--per-request is for --each; --together is one request as it is")
    if "" in given.pictures:
        raise UsageError("a PICTURE is empty")
    if given.output is not None and given.output.suffix.lower() not in supported_suffixes():
        known = ", ".join(supported_suffixes())
        raise UsageError(f"the name of the output file must end in one of {known}")
    check_written_files(
        [path for path in (given.output, given.report) if path is not None],
        [*map(Path, given.pictures), *([given.prompt_file] if given.prompt_file else [])],
    )
    prompt = given.prompt if given.prompt_file is None else _read_prompt(given.prompt_file)
    fields = () if given.fields is None else fields_option(given.fields)
    return ExtractOptions(
        pictures=tuple(given.pictures),
        prompt=prompt,
        form=AnswerForm(given.json or bool(fields), given.grouping or Grouping.EACH, fields),
        engine_id=given.engine,
        send_addresses=given.send_addresses,
        output=given.output,
        report=given.report,
        dry_run=given.dry_run,
        yes=given.yes,
        resumed_run=given.resume,
        resend_unknown=given.resend_unknown,
        ask_again=given.ask_again,
        per_request=given.per_request or 1,
        evidence=given.evidence,
    )


def _parsed(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments; what stands behind a first `--` are pictures, however they begin.

    (`parse_intermixed_args` of Python 3.11 takes `--` itself for a picture, or for nothing.)
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    given = parser.parse_intermixed_args(arguments[:end])
    given.pictures = [*given.pictures, *arguments[end + 1 :]]
    return given


def _check_resumed(given: argparse.Namespace) -> None:
    """A run that is gone on with has its pictures and all that was said about them."""
    said = {
        "PICTURE": given.pictures,
        "--prompt": given.prompt,
        "--prompt-file": given.prompt_file,
        "--json": given.json,
        "--fields": given.fields,
        "--each or --together": given.grouping,
        "--engine": given.engine,
        "--send-addresses": given.send_addresses,
        "--ask-again": given.ask_again,
        "--per-request": given.per_request,
    }
    too_much = [name for name, value in said.items() if value]
    if too_much:
        raise UsageError(
            f"--resume goes on with a run as it was begun; leave out {', '.join(too_much)}"
        )


def runs_options(arguments: Sequence[str]) -> RunsOptions:
    """What stands behind `inklift runs`; ends the program on wrong usage."""
    parser = argparse.ArgumentParser(
        "inklift runs",
        usage="inklift runs [--json]\n       inklift runs show RUN",
        allow_abbrev=False,
        description="List the runs kept, newest first. Reads only, writes nothing.",
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    commands = parser.add_subparsers(title="one run", metavar="show RUN")
    show = commands.add_parser(
        "show",
        usage="inklift runs show RUN",
        help="print it as JSON",
        description="Print one run as a report in JSON.",
    )
    show.add_argument("run", metavar="RUN", help="its id, or `last` for the newest")
    given = parser.parse_args(arguments)
    return RunsOptions(getattr(given, "run", None), given.json)


def serve_options(arguments: Sequence[str]) -> ServeOptions:
    """What stands behind `inklift serve`; ends the program on wrong usage."""
    parser = argparse.ArgumentParser(
        "inklift serve",
        usage="inklift serve [OPTIONS]",
        allow_abbrev=False,
        description="Answer the Extract Image API on this computer: for curl, n8n, Make, and "
        "scripts that were written for Dumpling AI. Pictures are read here and not kept.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (%(default)s)")
    parser.add_argument("--port", type=_port, default=8765, help="(%(default)s; 0: any free one)")
    parser.add_argument(
        "--rate-limit",
        type=_per_minute,
        default=120,
        metavar="N/minute",
        help="how many requests are answered in a minute (%(default)s/minute)",
    )
    parser.add_argument(
        "--allow-network",
        action="store_true",
        help="needed for a host that other computers can reach",
    )
    parser.add_argument(
        "--allow-private-urls",
        action="store_true",
        help="also fetch pictures from addresses in your own network, and on this computer",
    )
    given = parser.parse_args(arguments)
    return ServeOptions(
        given.host, given.port, given.rate_limit, given.allow_network, given.allow_private_urls
    )


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text} is no port: a number from 0 to 65535 is")
    return int(text)


def _per_minute(text: str) -> int:
    found = re.fullmatch(r"([1-9][0-9]{0,5})/minute", text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text} is no limit: write it like 60/minute")
    return int(found[1])


def _per_request(text: str) -> int:
    if re.fullmatch(r"[1-9][0-9]{0,3}", text) is None or int(text) > MAX_PICTURES:
        raise argparse.ArgumentTypeError(f"{text} is no number from 1 to {MAX_PICTURES:,}")
    return int(text)


def _extract_parser(output_suffixes: Sequence[str]) -> argparse.ArgumentParser:
    from inklift.engines.registry import DESCRIPTIONS  # the window comes up without it

    parser = argparse.ArgumentParser(
        "inklift extract",
        usage="inklift extract [OPTIONS] PICTURE ...\n"
        "       inklift extract --resume RUN [OPTIONS]",
        allow_abbrev=False,
        description="Read pictures and answer a prompt about them.",
        epilog=_EXTRACT_END,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("pictures", metavar="PICTURE", nargs="*", help="see below")
    prompt = parser.add_mutually_exclusive_group()
    prompt.add_argument(
        "--prompt",
        metavar="TEXT",
        default="",
        help="what you want to know (--prompt=TEXT when it begins with a dash); without it, the "
        "engine on this computer gives the whole text",
    )
    prompt.add_argument(
        "--prompt-file", metavar="FILE", type=Path, help="the prompt is in a file (UTF-8)"
    )
    parser.add_argument("--json", action="store_true", help="ask for JSON")
    parser.add_argument(
        "--fields",
        metavar="FIELDS",
        help='ask for just these values, as JSON, such as "merchant, date, total:money"; a name '
        f"may have a kind behind a colon: {FIELD_KINDS}",
    )
    grouping = parser.add_mutually_exclusive_group()
    for name, value, explanation in (
        ("--each", Grouping.EACH, "one answer for each picture (as usual)"),
        ("--together", Grouping.TOGETHER, "one answer for all pictures together"),
    ):
        grouping.add_argument(
            name,
            dest="grouping",
            action="store_const",
            const=value,
            help=explanation,
        )
    parser.add_argument(
        "--engine",
        choices=[engine.id for engine in DESCRIPTIONS],
        help="who reads; without it, the one in the preferences, at first on-device",
    )
    parser.add_argument(
        "--send-addresses",
        action="store_true",
        help="send the addresses of web pictures instead of fetching them here",
    )
    parser.add_argument(
        "--output",
        metavar="FILE",
        type=Path,
        help=f"write the answers to a file too ({', '.join(output_suffixes)})",
    )
    parser.add_argument(
        "--report", metavar="FILE", type=Path, help="write the whole run to a file, as JSON"
    )
    parser.add_argument(
        "--evidence",
        action="store_true",
        help="with a paid engine: look for each value in the picture too, on this computer",
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="open every picture, print plan and price, send and keep nothing",
    )
    parser.add_argument(
        "--per-request",
        type=_per_request,
        metavar="N",
        help="pictures in one request when each has its own answer, where requests cost credits "
        "(1, as usual)",
    )
    parser.add_argument("--yes", action="store_true", help="do not ask before credits are spent")
    parser.add_argument("--ask-again", action="store_true", help="do not answer from earlier runs")
    parser.add_argument(
        "--resume",
        metavar="RUN",
        help="go on with an interrupted run, without PICTURE; `last` is the newest with work left",
    )
    parser.add_argument(
        "--resend-unknown",
        action="store_true",
        help="also send again what may have been charged already",
    )
    return parser


def _read_prompt(path: Path) -> str:
    """The text of the file without the line end that editors put behind the last line."""
    try:
        text = path.read_bytes().removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except OSError as error:
        raise UsageError(f"the prompt file {path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"the prompt file {path} is not text in UTF-8") from error
    return text.removesuffix("\n").removesuffix("\r")
