"""What becomes of offered files, folders, addresses and images."""

import asyncio
import errno
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from inklift.core.errors import (
    AddressRefused,
    AddressUnreachable,
    FolderEmpty,
    PictureMissing,
    PictureNotPermitted,
    PictureUnreadable,
    PictureUnsupported,
)
from inklift.core.pictures import Origin, PictureSource
from inklift.services.importer import (
    Collected,
    Importer,
    Offer,
    OfferedAddress,
    OfferedFile,
    OfferedImage,
)
from inklift.services.pictures import PictureService
from inklift.system.background import Aside


class _Web:
    """Addresses and the pictures at them."""

    def __init__(self) -> None:
        self.files: dict[str, Path] = {}

    async def fetch(self, address: str, out: Path, named_by_user: bool) -> None:
        if address not in self.files:
            raise AddressUnreachable("nothing there", status=404)
        shutil.copyfile(self.files[address], out)


@pytest.fixture
def web() -> _Web:
    return _Web()


@pytest.fixture
def importer(picture_service: PictureService, aside: Aside, web: _Web, tmp_path: Path) -> Importer:
    return Importer(
        pictures=picture_service, aside=aside, fetch=web.fetch, kept_folder=tmp_path / "kept"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "scans"
    folder.mkdir()
    return folder


def _picture(path: Path, colour: str = "red") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (4, 3), colour).save(path)
    return path


def _file(path: Path, name: str | None = None) -> OfferedFile:
    return OfferedFile(path, name or path.name)


async def _all(importer: Importer, offers: Iterable[Offer]) -> list[Collected]:
    return [collected async for collected in importer.collect(offers)]


def _sources(found: list[Collected]) -> list[PictureSource]:
    return [source for collected in found for source in collected.sources]


def _names(found: list[Collected]) -> list[str]:
    return [
        name
        for collected in found
        for name in (
            [collected.unopened.name]
            if collected.unopened
            else [source.name for source in collected.sources]
        )
    ]


def test_a_folder_gives_its_pictures_in_the_order_a_person_expects(
    importer: Importer, folder: Path, run: Any
) -> None:
    for name in ("scan 10.png", "scan 2.png", "b/z.png", "a/1.png"):
        _picture(folder / name)
    (folder / "notes.txt").write_text("no picture", encoding="utf-8")

    found = run(_all(importer, [_file(folder, "./scans/")]))

    inside = ["scan 2.png", "scan 10.png", os.path.join("a", "1.png"), os.path.join("b", "z.png")]  # noqa: PTH118 - names, not files
    assert _names(found) == [f"./scans/{name}" for name in inside]


def test_hidden_files_and_folders_are_left_out(importer: Importer, folder: Path, run: Any) -> None:
    _picture(folder / "seen.png")
    _picture(folder / ".hidden.png")
    _picture(folder / ".thumbnails" / "small.png")

    found = run(_all(importer, [_file(folder)]))

    assert _names(found) == [os.path.join("scans", "seen.png")]  # noqa: PTH118 - a name


@pytest.mark.skipif(os.name == "nt", reason="needs a privilege there")
def test_a_link_back_to_its_own_folder_is_not_followed(
    importer: Importer, folder: Path, run: Any
) -> None:
    _picture(folder / "one.png")
    (folder / "again").symlink_to(folder, target_is_directory=True)

    found = run(_all(importer, [_file(folder)]))

    assert _names(found) == ["scans/one.png"]


def test_a_folder_without_pictures_says_so(importer: Importer, folder: Path, run: Any) -> None:
    found = run(_all(importer, [_file(folder)]))

    assert found[0].unopened is not None
    assert isinstance(found[0].unopened.error, FolderEmpty)
    assert found[0].unopened.name == "scans"


@pytest.mark.parametrize("path", ["nowhere.png", "x" * 5_000 + ".png"])
def test_a_path_that_leads_nowhere_is_missing_or_unreadable(
    importer: Importer, folder: Path, path: str, run: Any
) -> None:
    found = run(_all(importer, [_file(folder / path)]))

    assert found[0].unopened is not None
    assert isinstance(found[0].unopened.error, PictureMissing | PictureUnreadable)


def test_one_bad_file_among_many_costs_only_itself(
    importer: Importer, folder: Path, run: Any
) -> None:
    files = [_picture(folder / f"{number}.png") for number in range(1, 7)]
    files[2].write_bytes(files[2].read_bytes()[:40])
    files[4].write_text("not a picture at all", encoding="utf-8")

    found = run(_all(importer, map(_file, files)))

    assert _names(found) == [file.name for file in files]
    errors = {one.unopened.name: type(one.unopened.error) for one in found if one.unopened}
    assert errors == {"3.png": PictureUnreadable, "5.png": PictureUnsupported}


def test_each_page_of_several_is_a_picture_with_its_number_in_the_name(
    importer: Importer, folder: Path, run: Any
) -> None:
    pages = [Image.new("RGB", (20 + number, 30), "white") for number in range(3)]
    pages[0].save(folder / "three.pdf", save_all=True, append_images=pages[1:])
    pages[0].save(folder / "one.pdf")

    found = run(_all(importer, [_file(folder / "three.pdf"), _file(folder / "one.pdf")]))

    assert _names(found) == [*(f"three.pdf#page={page}" for page in (1, 2, 3)), "one.pdf"]
    assert [source.page for source in _sources(found)] == [1, 2, 3, 1]
    assert [source.page_count for source in _sources(found)] == [3, 3, 3, 1]


def test_the_same_bytes_under_two_names_have_one_fingerprint(
    importer: Importer, folder: Path, run: Any
) -> None:
    first = _picture(folder / "first.png")
    second = folder / "second.png"
    second.write_bytes(first.read_bytes())
    other = _picture(folder / "other.png", "blue")

    found = run(_all(importer, map(_file, (first, second, other))))

    fingerprints = [source.fingerprint for source in _sources(found)]
    assert fingerprints[0] == fingerprints[1] != fingerprints[2]
    assert len({source.id for source in _sources(found)}) == 3


def test_a_fetched_picture_is_a_file_from_then_on(
    importer: Importer, web: _Web, folder: Path, tmp_path: Path, run: Any
) -> None:
    address = "https://shop.example/receipt.png"
    web.files[address] = _picture(folder / "there.png")

    (source,) = _sources(run(_all(importer, [OfferedAddress(address)])))

    assert (source.name, source.address, source.origin) == (address, address, Origin.ADDRESS)
    assert source.path is not None
    assert source.path.parent == tmp_path / "kept"
    assert source.path.read_bytes() == web.files[address].read_bytes()


def test_of_an_address_that_fails_no_file_is_left(
    importer: Importer, tmp_path: Path, run: Any
) -> None:
    found = run(_all(importer, [OfferedAddress("https://shop.example/none.png")]))

    assert found[0].unopened is not None
    assert isinstance(found[0].unopened.error, AddressUnreachable)
    assert list((tmp_path / "kept").iterdir()) == []


def test_an_address_to_be_sent_as_it_is_is_not_fetched(importer: Importer, run: Any) -> None:
    address = "https://shop.example/receipt.png"

    (source,) = _sources(run(_all(importer, [OfferedAddress(address, as_it_is=True)])))

    assert (source.address, source.path) == (address, None)


def test_a_pasted_image_is_kept_as_a_file(importer: Importer, tmp_path: Path, run: Any) -> None:
    def write(path: Path) -> None:
        Image.new("RGB", (5, 5)).save(path, "PNG")

    (source,) = _sources(run(_all(importer, [OfferedImage("Pasted picture 1", write)])))

    assert (source.name, source.origin) == ("Pasted picture 1", Origin.PASTE)
    assert source.path is not None
    assert source.path.parent == tmp_path / "kept"


def test_cancelling_ends_at_once_and_leaves_nothing_half_fetched(
    picture_service: PictureService, aside: Aside, tmp_path: Path, run: Any
) -> None:
    fetching = asyncio.Event()
    first_half = tmp_path / "half.png"
    first_half.write_bytes(b"the first half")

    async def fetch(address: str, out: Path, named_by_user: bool) -> None:
        shutil.copyfile(first_half, out)
        fetching.set()
        await asyncio.Event().wait()

    importer = Importer(
        pictures=picture_service, aside=aside, fetch=fetch, kept_folder=tmp_path / "kept"
    )

    async def scenario() -> None:
        task = asyncio.ensure_future(_all(importer, [OfferedAddress("https://slow.example/")]))
        await fetching.wait()
        task.cancel()
        async with asyncio.timeout(1):
            await asyncio.wait([task])
        assert task.cancelled()

    run(scenario())

    assert list((tmp_path / "kept").iterdir()) == []


@pytest.fixture
def close(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Makes a folder one that may not be looked into.

    Patched, since permissions keep nobody out on Windows, nor root anywhere.
    """
    closed: set[str] = set()
    scandir = os.scandir

    def refusing(path: str) -> Any:
        if os.fspath(path) in closed:
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    return lambda folder: closed.add(str(folder))


def test_a_folder_that_may_not_be_opened_says_so(
    importer: Importer, folder: Path, close: Callable[[Path], None], run: Any
) -> None:
    close(folder)

    (found,) = run(_all(importer, [_file(folder)]))

    assert found.unopened is not None
    assert found.unopened.name == "scans"
    assert isinstance(found.unopened.error, PictureNotPermitted)


def test_a_closed_folder_among_others_is_named_in_its_place(
    importer: Importer, folder: Path, close: Callable[[Path], None], run: Any
) -> None:
    for name in ("a/1.png", "b/2.png", "c/3.png"):
        _picture(folder / name)
    close(folder / "b")

    found = run(_all(importer, [_file(folder)]))

    inside = [os.path.join("a", "1.png"), "b", os.path.join("c", "3.png")]  # noqa: PTH118 - names, not files
    assert _names(found) == [os.path.join("scans", name) for name in inside]  # noqa: PTH118
    assert found[1].unopened is not None
    assert isinstance(found[1].unopened.error, PictureNotPermitted)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://shop.example/a.png",
        "https://",
        "https://me:secret@shop.example/a.png",
        "https://shop.example/a b.png",
        "https://shop.example/a.png\n",
        "https://shop.example:0/a.png",
        "https://[1::2::3]/a.png",
        "http://127.0.0.1/a.png",
        "http://10.1.2.3/a.png",
        "http://[::1]/a.png",
        "http://localhost./a.png",
        "http://2130706433/a.png",
        "http://0x7f000001/a.png",
    ],
)
def test_an_address_that_no_service_could_fetch_is_not_sent(
    importer: Importer, address: str, run: Any
) -> None:
    (found,) = run(_all(importer, [OfferedAddress(address, as_it_is=True)]))

    assert found.unopened is not None
    assert isinstance(found.unopened.error, AddressRefused)
    assert "secret" not in found.unopened.error.detail


def test_a_pasted_image_that_does_not_open_leaves_no_file(
    importer: Importer, tmp_path: Path, run: Any
) -> None:
    def write(path: Path) -> None:
        path.write_bytes(b"\x89PNG\r\n\x1a\n but no more")

    (found,) = run(_all(importer, [OfferedImage("Pasted picture 1", write)]))

    assert found.unopened is not None
    assert list((tmp_path / "kept").iterdir()) == []


def test_what_nobody_came_for_leaves_no_file(
    importer: Importer, web: _Web, folder: Path, tmp_path: Path, run: Any
) -> None:
    addresses = [f"https://shop.example/{number}.png" for number in range(3)]
    for address in addresses:
        web.files[address] = _picture(folder / "there.png")

    async def leave_after_the_first() -> PictureSource:
        collecting = importer.collect(map(OfferedAddress, addresses))
        before = asyncio.all_tasks()
        first = await anext(collecting)
        await asyncio.wait(asyncio.all_tasks() - before)  # the others are opened too
        await collecting.aclose()
        return first.sources[0]

    source = run(leave_after_the_first())

    assert list((tmp_path / "kept").iterdir()) == [source.path]
