"""`inklift extract --dry-run`: plan, price and failures, without sending anything."""

import random
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from cli.program import PAID, Program, answered, files_below, said
from fakes.fault_proxy import FaultProxy

Picture = Callable[..., str]


def test_a_dry_run_tells_plan_and_price_and_sends_and_keeps_nothing(
    program: Program, service: FaultProxy, picture: Picture
) -> None:
    keyless = program.with_environment(INKLIFT_API_URL=service.url)
    names = [picture("a.png"), picture("b.png")]
    pages = [Image.new("RGB", (50, 60 + number), "white") for number in range(2)]
    pages[0].save(program.folder / "two.pdf", save_all=True, append_images=pages[1:])

    finished = keyless.run(*PAID, "--dry-run", *names, "two.pdf", "--report", "report.json")

    assert finished.returncode == 0, said(finished)
    report = keyless.report()
    assert report["run"] is None
    assert (report["plan"]["requests"], report["plan"]["credits"]) == (4, 44)
    told = [(each["name"], each["page"], each["format"]) for each in report["plan"]["pictures"]]
    assert told == [
        ("a.png", 1, "png"),
        ("b.png", 1, "png"),
        ("two.pdf#page=1", 1, "pdf"),
        ("two.pdf#page=2", 2, "pdf"),
    ]
    first = report["plan"]["pictures"][0]
    assert (first["width"], first["height"]) == (40, 30)
    assert first["bytes"] == (program.folder / "a.png").stat().st_size
    assert "4 requests, 44 credits." in answered(finished)
    assert f"a.png: png 40 × 30, {first['bytes']} bytes\n" in answered(finished)
    assert service.connections == 0
    assert not (keyless.data / "data").exists()


def test_a_dry_run_names_what_cannot_be_opened_or_sent_in_the_order_given(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    noise = random.Random(4).randbytes(5_200 * 5_200 * 3)  # too much at any quality
    large = Image.frombytes("RGB", (5_200, 5_200), noise)
    large.save(paid.folder / "large.jpg", quality=95, subsampling=0)
    arguments = ["large.jpg", "nowhere.png", picture("fine.png")]

    finished = paid.run(*PAID, "--dry-run", *arguments, "--report", "report.json")

    assert finished.returncode == 1
    report = paid.report()
    assert [(item["pictures"], item["code"]) for item in report["failed"]] == [
        (["large.jpg"], "too_large"),
        (["nowhere.png"], "missing"),
    ]
    assert (report["plan"]["requests"], report["plan"]["credits"]) == (1, 11)
    assert "the limit is 15 MB" in said(finished)
    assert "the limit is 15 MB" in report["failed"][0]["message"]
    assert service.connections == 0


def test_of_a_picture_fetched_for_a_dry_run_nothing_is_left(
    paid: Program, picture: Picture, web: Callable[[Path], str]
) -> None:
    address = web(paid.folder / picture("a.png"))

    finished = paid.run(*PAID, "--dry-run", address)

    assert finished.returncode == 0, said(finished)
    kept = [path for path in files_below(paid.data) if path.suffix != ".log"]
    assert kept == []


def test_a_dry_run_tells_how_long_it_takes_once_that_is_known(
    paid: Program, picture: Picture
) -> None:
    first, second = picture("a.png"), picture("b.png")

    before = paid.run(*PAID, first, "--dry-run")
    paid.run(*PAID, first)
    after = paid.run(*PAID, second, "--dry-run")
    known = paid.run(*PAID, first, "--dry-run")

    assert "How long it takes is not known yet: Dumpling AI was not asked before." in said(before)
    assert "It takes about 1 second, if all goes as in earlier runs." in said(after)
    assert "How long" not in said(known)
    assert "It takes" not in said(known)
