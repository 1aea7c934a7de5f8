"""What the reading worker runs: files in, readings out, nothing from the network."""

import pickle
import subprocess
import sys
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from PIL import Image

from inklift.core.errors import PictureMissing, PictureUnreadable, PictureUnsupported
from inklift.reading import jobs
from reading.made_pages import RECEIPT_TEXT, drawn_receipt

_WITHOUT_NETWORK = """
import pathlib, socket, sys

def refuse(*arguments, **options):
    raise AssertionError("the network was asked for")

socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.create_connection = refuse
sys.path.insert(0, sys.argv[1])
from inklift.reading import jobs
heavy = {"numpy", "cv2", "onnxruntime", "rapidocr", "PIL"} & set(sys.modules)
assert not heavy, f"importing the jobs imports {heavy}"
jobs.warm_up()
print(jobs.read(pathlib.Path(sys.argv[2]), 1, 0).text)
"""


def test_reading_needs_no_network_and_imports_nothing_heavy_before_it_runs(
    checkout: Path, receipt_file: Path
) -> None:
    finished = subprocess.run(
        [sys.executable, "-c", _WITHOUT_NETWORK, str(checkout / "gui"), str(receipt_file)],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )

    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.strip() == RECEIPT_TEXT
    assert finished.stderr == ""


_READ_AND_TELL = """
import pathlib, sys

sys.path.insert(0, sys.argv[1])
from inklift.reading import jobs
print(ascii(jobs.read(pathlib.Path(sys.argv[2]), 1, 0)))
"""


def test_the_same_picture_is_read_the_same_every_time_and_in_every_process(
    checkout: Path, tmp_path: Path
) -> None:
    path = tmp_path / "tilted.jpg"
    drawn_receipt().rotate(7, expand=True, fillcolor="gray").save(path, quality=30)

    here = [ascii(jobs.read(path, 1, 0)) for _ in range(2)]
    elsewhere = subprocess.run(
        [sys.executable, "-c", _READ_AND_TELL, str(checkout / "gui"), str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )

    assert "SUBTOTAL" in here[0].upper()
    assert [*here, elsewhere.stdout.strip()] == [here[0]] * 3


def test_the_turns_of_the_user_come_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "lying.png"
    drawn_receipt().transpose(Image.Transpose.ROTATE_90).save(path)

    reading = jobs.read(path, 1, 1)

    assert (reading.width_px, reading.height_px) == drawn_receipt().size
    assert reading.text == RECEIPT_TEXT
    assert reading.lines[0].box.top < 80


def test_a_reading_travels_between_processes(receipt_file: Path) -> None:
    reading = jobs.read(receipt_file, 1, 0)

    assert pickle.loads(pickle.dumps(reading)) == reading


@pytest.mark.slow
def test_a_long_receipt_is_opened_large_enough_to_be_read(tmp_path: Path) -> None:
    items = [(f"Item number {number}", f"{number}.50") for number in range(10, 200)]
    large = drawn_receipt(items)
    path = tmp_path / "long.png"
    large.resize((300, large.height // 2), Image.Resampling.BICUBIC).save(path)

    text = jobs.read(path, 1, 0).text

    wanted = "\n".join(f"{name} {price}" for name, price in items)
    assert SequenceMatcher(None, text, wanted, autojunk=False).ratio() > 0.98


def test_a_picture_without_text_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "blank.png"
    Image.new("RGB", (300, 200), "white").save(path)

    reading = jobs.read(path, 1, 0)

    assert (reading.width_px, reading.height_px, reading.lines) == (300, 200, ())


def test_what_cannot_be_opened_is_an_error_of_the_picture(tmp_path: Path) -> None:
    garbage, cut_off = tmp_path / "garbage.png", tmp_path / "cut_off.png"
    garbage.write_bytes(b"no picture at all")
    drawn_receipt().save(cut_off)
    cut_off.write_bytes(cut_off.read_bytes()[:200])

    with pytest.raises(PictureMissing):
        jobs.read(tmp_path / "missing.png", 1, 0)
    with pytest.raises(PictureUnsupported):
        jobs.read(garbage, 1, 0)
    with pytest.raises(PictureUnreadable):
        jobs.read(cut_off, 1, 0)
