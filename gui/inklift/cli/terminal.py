"""Where a command speaks: answers to standard output, everything else to standard error.

What is shown to a person may come from strangers (a file's name, a model's answer), so nothing in
it may steer the terminal. What is piped on is left as it is.
"""

import errno
import io
import os
import re
import shutil
import sys
from typing import TextIO

# All of C0 and C1 but tab and line feed, and what turns the direction of writing around.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_CLOSED_PIPE = (errno.EPIPE, errno.EINVAL)  # Windows calls it the second


def harmless(text: str) -> str:
    """The text without what could steer a terminal; line ends and tabs stay."""
    return _STEERING.sub("", text)


def on_one_line(text: str) -> str:
    """The text, harmless, with each stretch of white space as one space."""
    return " ".join(harmless(text).split())


class Terminal:
    """Standard input, output and error of this process. Lives on the main thread.

    Writing never raises: a reader who left is no error, and a full disk is told once and remembered
    in `output_was_lost`. The streams may be None, as Python has them when they are closed.
    """

    def __init__(self, answers_from: TextIO | None, out: TextIO | None, err: TextIO | None) -> None:
        self._in = answers_from
        self._out = out
        self._err = err
        self._status_width = 0
        self.output_was_lost = False

    @classmethod
    def of_this_process(cls) -> "Terminal":
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # A console may not know the euro sign, and no encoding knows half a surrogate pair.
                stream.reconfigure(errors="backslashreplace", newline="\n")
        return cls(sys.stdin, sys.stdout, sys.stderr)

    @property
    def is_watched(self) -> bool:
        """Whether somebody sees standard error while it is written."""
        return self._err is not None and self._err.isatty()

    @property
    def can_ask(self) -> bool:
        return self.is_watched and self._in is not None and self._in.isatty()

    @property
    def takes_any_character(self) -> bool:
        """Whether standard output is Unicode."""
        encoding = getattr(self._out, "encoding", None) or ""
        return encoding.lower().replace("-", "") in ("utf8", "utf16", "utf32")

    def ask(self, question: str) -> bool:
        """Whether the user types "y" or "yes". Blocks; Ctrl-C raises `KeyboardInterrupt`."""
        assert self._in is not None
        self._clear_status()
        self._write_err(f"{on_one_line(question)} ")
        return self._in.readline().strip().casefold() in ("y", "yes")

    def print(self, text: str) -> None:
        """Write to standard output: exactly, or made harmless when it is a terminal."""
        if self._out is None:
            return
        self._clear_status()
        try:
            self._out.write(harmless(text) if self._out.isatty() else text)
        except OSError as error:
            self._lose_output(error)
        self.flush()

    def flush(self) -> None:
        """Hand on what was written to standard output."""
        if self._out is None:
            return
        try:
            self._out.flush()
        except OSError as error:
            self._lose_output(error)

    def say(self, text: str) -> None:
        """Write one or more lines for a person to standard error."""
        self._clear_status()
        self._write_err(harmless(text).rstrip("\n") + "\n")

    def show_status(self, text: str) -> None:
        """Show a line that the next one replaces; nothing where nobody would see it."""
        if not self.is_watched:
            return
        width = max(20, shutil.get_terminal_size().columns) - 1
        line = on_one_line(text)[:width]
        self._write_err("\r" + line.ljust(self._status_width))
        self._status_width = len(line)

    def _lose_output(self, error: OSError) -> None:
        assert self._out is not None
        self._silence(self._out)
        self._out = None
        if error.errno not in _CLOSED_PIPE:
            self.output_was_lost = True
            self.say(f"Standard output cannot be written: {error.strerror}.")

    def _clear_status(self) -> None:
        if self._status_width:
            self._write_err("\r" + " " * self._status_width + "\r")
            self._status_width = 0

    def _write_err(self, text: str) -> None:
        if self._err is None:
            return
        try:
            self._err.write(text)
            self._err.flush()
        except OSError:
            self._silence(self._err)
            self._err = None

    @staticmethod
    def _silence(stream: TextIO) -> None:
        """Let go of what is in the stream's buffer, which Python would write again at its end."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
