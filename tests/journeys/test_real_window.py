"""The real program on a real screen: dragged on, pasted into, typed at, looked at from outside."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from fakes.extract_image_contract import plausible_results
from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import stall
from journeys.conftest import KEY, StartProgram
from journeys.made_pictures import CLOTH, SHOP, TOTAL, receipt_photo
from journeys.real_program import (
    ENDED_WITHIN_S,
    WITHOUT_NETWORK,
    RealProgram,
    network_can_be_taken_away,
)
from journeys.x_session import XSession, until

_NAMES = {
    ("frame", "Inklift"),
    ("list", "Pictures"),
    ("button", "Add pictures"),
    ("button", "Extract"),
    ("text", "Prompt"),
    ("check box", "JSON"),
    ("combo box", "Engine"),
    ("combo box", "Template"),
}


@contextlib.contextmanager
def _dragged_onto(program: RealProgram, target: tuple[int, int], *files: Path) -> Iterator[None]:
    """The files dropped there from another program, which lives on until the end of the block.

    What is dropped may be fetched from it after it has let go.
    """
    script = Path(__file__).with_name("drag_source.py")
    command = [sys.executable, str(script), *map(str, files)]
    with program.session.start(command, stdout=subprocess.PIPE) as source:
        told = source.stdout
        assert told is not None
        try:
            _, x, y = told.readline().split()
            program.session.drag((int(x), int(y)), target, lambda: told.readline() == "welcome\n")
            until(lambda: told.readline() == "dropped\n", "the drop")
            yield
        finally:
            source.kill()


def _has_colour(image: Image.Image, colour: tuple[int, int, int]) -> bool:
    return any(
        all(abs(part - wanted) < 30 for part, wanted in zip(pixel, colour, strict=True))
        for _, pixel in image.getcolors(image.width * image.height) or ()
        if isinstance(pixel, tuple)
    )


def test_a_photo_dragged_from_another_program_is_read_without_key_or_network(
    start_program: StartProgram, session: XSession, tmp_path: Path
) -> None:
    photo = receipt_photo(tmp_path / "Bäckerei 1.heic")
    alone = WITHOUT_NETWORK if network_can_be_taken_away() else ()
    program = start_program(prefix=alone)

    with _dragged_onto(program, program.wait_for("Drop pictures here").centre, photo):
        row = program.wait_for("Bäckerei 1.heic, Ready")
    until(lambda: _has_colour(program.picture_of(row), CLOTH), "its thumbnail on the screen")
    session.click(row.centre)
    session.key("ctrl+Return")
    text = program.wait_for_text("Answer", TOTAL)

    assert SHOP in text
    program.wait_for("Bäckerei 1.heic, Done")
    assert program.close() < ENDED_WITHIN_S
    assert program.process.returncode == 0


def test_assistive_technology_finds_the_controls_by_their_names(
    start_program: StartProgram, session: XSession, server: FaultProxy, tmp_path: Path
) -> None:
    server.script(stall())
    program = start_program(
        receipt_photo(tmp_path / "receipt.jpg"),
        INKLIFT_API_URL=server.url,
        INKLIFT_API_KEY=KEY,
    )
    program.wait_for("receipt.jpg, Ready")
    names = {(control.role, control.name) for control in program.controls()}
    nameless = [
        control
        for control in program.controls()
        if control.role in ("push button", "button", "combo box", "check box") and not control.name
    ]

    session.click(program.wait_for("Prompt").centre)
    session.type("Total?")
    program.focus_by_keyboard("Engine")
    session.key("Down")
    session.key("ctrl+Return")
    stop = program.wait_for("Stop", "button")
    until(server.reached.is_set, "the request to arrive")
    session.click(stop.centre)
    program.wait_for("Extract", "button")

    missing = {
        (role, name)
        for role, name in _NAMES
        if not any(name == known and role in kind for kind, known in names)
    }
    assert missing == set()
    assert nameless == []
    program.wait_for("receipt.jpg, Check")
    assert program.close() < ENDED_WITHIN_S


def test_a_pasted_image_is_asked_about_with_the_keyboard_alone(
    start_program: StartProgram, session: XSession, server: FaultProxy, tmp_path: Path
) -> None:
    program = start_program(INKLIFT_API_URL=server.url, INKLIFT_API_KEY=KEY)
    image = receipt_photo(tmp_path / "clip.png")
    clipboard = session.start(
        ["xclip", "-quiet", "-selection", "clipboard", "-t", "image/png", "-i", str(image)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    try:
        until(lambda: "image/png" in session.clipboard_kinds(), "the clipboard to have a picture")
        session.key("ctrl+v")
        program.wait_for("Pasted picture 1, Ready")
    finally:
        clipboard.kill()
        clipboard.wait()
    program.focus_by_keyboard("Prompt")
    session.type("Which shop?")
    program.focus_by_keyboard("Engine")
    session.key("Down")
    program.focus_by_keyboard("JSON")
    session.key("space")
    session.key("ctrl+Return")
    text = program.wait_for_text("Answer", "merchant")

    received = server.received[0]
    expected = plausible_results(received)
    assert isinstance(expected, str)
    assert (received.prompt, received.json_mode) == ("Which shop?", True)
    assert json.loads(text) == json.loads(expected)
    assert program.close() < ENDED_WITHIN_S
