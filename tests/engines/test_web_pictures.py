"""Fetching a picture that the user named, and going nowhere else."""

import asyncio
import threading
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

from fakes.connect_proxy import ConnectProxy
from fakes.web_site import PICTURE, PUBLIC, Page, Site, World
from inklift.core.errors import (
    AddressRefused,
    AddressUnreachable,
    FolderReadOnly,
    PictureTooLarge,
)
from inklift.engines.http_options import HttpOptions
from inklift.engines.public_addresses import Reach, is_public
from inklift.engines.web_pictures import WebPictures


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.serve_forever, args=(0.02,))
    thread.start()
    yield site
    site.shutdown()
    site.server_close()
    thread.join()


def fetch(address: str, out: Path, options: HttpOptions | None = None) -> None:
    """The real thing: real names, real connections."""

    async def run() -> None:
        web = WebPictures(options or HttpOptions())
        try:
            await web.fetch(address, out)
        finally:
            await web.close()

    asyncio.run(run())


def test_a_picture_is_fetched_from_the_checked_address_in_the_name_that_was_given(
    site: Site, tmp_path: Path
) -> None:
    world = World(site, pictures_test=[PUBLIC])

    world.fetch("http://pictures.test:8080/a.jpg", tmp_path / "out")

    assert (tmp_path / "out").read_bytes() == PICTURE
    assert world.connected == [(PUBLIC, None)]
    assert site.seen[0][1]["host"] == "pictures.test:8080"


def test_the_certificate_asked_for_is_the_names(site: Site, tmp_path: Path) -> None:
    world = World(site, pictures_test=[PUBLIC])

    world.fetch("https://pictures.test/a.jpg", tmp_path / "out")

    assert world.connected == [(PUBLIC, "pictures.test")]


def test_a_name_that_changes_its_mind_is_asked_only_once(site: Site, tmp_path: Path) -> None:
    world = World(site, rebinds_test=[PUBLIC])

    world.fetch("http://rebinds.test/a.jpg", tmp_path / "out")

    assert world.asked == ["rebinds.test"]
    assert world.connected == [(PUBLIC, None)]


def test_the_next_address_of_a_name_is_tried_when_one_does_not_answer(
    site: Site, tmp_path: Path
) -> None:
    world = World(site, pictures_test=["93.184.216.99", PUBLIC])

    world.fetch("http://pictures.test/a.jpg", tmp_path / "out")

    assert [address for address, _ in world.connected] == ["93.184.216.99", PUBLIC]


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.1.2.3"],
        ["172.16.0.1"],
        ["192.168.1.1"],
        ["169.254.169.254"],
        ["100.64.0.1"],
        ["0.0.0.0"],
        ["224.0.0.1"],
        ["255.255.255.255"],
        ["192.88.99.1"],
        ["::1"],
        ["::"],
        ["fe80::1"],
        ["fec0::1"],
        ["fd00::1"],
        ["ff0e::1"],
        ["::ffff:127.0.0.1"],
        ["::127.0.0.1"],
        ["64:ff9b::7f00:1"],
        ["64:ff9b:1::808:808"],
        ["2002:7f00:1::"],
        ["2001:0:4136:e378:8000:63bf:3fff:fdd2"],
        [PUBLIC, "127.0.0.1"],
    ],
)
def test_a_name_that_leads_to_a_private_place_is_refused(
    site: Site, tmp_path: Path, addresses: list[str]
) -> None:
    world = World(site, sly_test=addresses)

    with pytest.raises(AddressRefused):
        world.fetch("http://sly.test/a.jpg", tmp_path / "out")

    assert world.connected == []
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "address",
    [PUBLIC, "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::", "2001:4860:4860::8888"],
)
def test_public_addresses_are_public_however_they_are_wrapped(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST"])
def test_this_computer_is_asked_when_the_user_says_so_in_so_many_words(
    site: Site, tmp_path: Path, host: str
) -> None:
    fetch(f"http://{host}:{site.port}/a.jpg", tmp_path / "out")

    assert (tmp_path / "out").read_bytes() == PICTURE


@pytest.mark.parametrize("address", ["192.168.1.5", "10.0.0.1", "[fd00::1]", "169.254.1.1"])
def test_a_private_address_in_numbers_is_the_users_own_choice(
    site: Site, tmp_path: Path, address: str
) -> None:
    world = World(site)

    world.fetch(f"http://{address}/a.jpg", tmp_path / "out")

    assert world.connected == [(address.strip("[]"), None)]


@pytest.mark.parametrize("host", ["2130706433", "127.1", "0x7f000001", "localhost.", "home.arpa"])
def test_this_computer_in_disguise_is_not_so_many_words(
    site: Site, tmp_path: Path, host: str
) -> None:
    world = World(site, **{host: ["127.0.0.1"]})

    with pytest.raises(AddressRefused):
        world.fetch(f"http://{host}/a.jpg", tmp_path / "out")

    assert world.asked == [host]
    assert world.connected == []


@pytest.mark.parametrize("host", ["0.0.0.0", "[::]", "224.0.0.1", "[ff02::1]"])
def test_numbers_that_mean_no_one_computer_are_refused(tmp_path: Path, host: str) -> None:
    with pytest.raises(AddressRefused):
        fetch(f"http://{host}/a.jpg", tmp_path / "out")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "192.168.1.5"])
def test_an_address_that_was_dragged_here_is_not_named_by_the_user(
    site: Site, tmp_path: Path, host: str
) -> None:
    world = World(site, localhost=["127.0.0.1"])

    with pytest.raises(AddressRefused):
        world.fetch(f"http://{host}/a.jpg", tmp_path / "out", Reach.PUBLIC)

    assert world.connected == []


def test_localhost_is_only_this_computer(site: Site, tmp_path: Path) -> None:
    world = World(site, localhost=["127.0.0.1", "10.0.0.1"])

    with pytest.raises(AddressRefused):
        world.fetch("http://localhost/a.jpg", tmp_path / "out")


@pytest.mark.parametrize(
    "address",
    [
        "ftp://127.0.0.1/a.jpg",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "pictures.test/a.jpg",
        "http:///a.jpg",
        "http://user:password@127.0.0.1/a.jpg",
        "http://user@127.0.0.1/a.jpg",
        "http://[oops/a.jpg",
        "http://127.0.0.1:port/a.jpg",
        "http://a\tb/",
        "",
    ],
)
def test_what_is_no_plain_web_address_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(AddressRefused) as caught:
        fetch(address, tmp_path / "out")

    assert "password@" not in str(caught.value)


def test_redirects_are_followed_and_checked_each_time(site: Site, tmp_path: Path) -> None:
    world = World(site, one_test=[PUBLIC], two_test=["93.184.216.35"])
    site.redirect("/start", "https://two.test/next", 301)
    site.redirect("/next", "a.jpg", 308)

    world.fetch("http://one.test/start", tmp_path / "out")

    assert (tmp_path / "out").read_bytes() == PICTURE
    assert world.connected == [
        (PUBLIC, None),
        ("93.184.216.35", "two.test"),
        ("93.184.216.35", "two.test"),
    ]
    assert all("cookie" not in headers for _, headers in site.seen)


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1/a.jpg",
        "http://localhost/a.jpg",
        "http://192.168.1.1/a.jpg",
        "http://sly.test/a.jpg",
        "http://[::ffff:10.0.0.1]/a.jpg",
        "ftp://one.test/a.jpg",
        "file:///etc/passwd",
        "http://user:password@one.test/a.jpg",
    ],
)
def test_no_redirect_leads_to_a_private_or_odd_place(site: Site, tmp_path: Path, to: str) -> None:
    world = World(site, one_test=[PUBLIC], sly_test=["10.0.0.1"], localhost=["127.0.0.1"])
    site.redirect("/start", to)

    with pytest.raises(AddressRefused):
        world.fetch("http://one.test/start", tmp_path / "out")

    assert len(world.connected) == 1


def test_a_place_named_by_the_user_cannot_send_us_on_to_a_private_one(
    site: Site, tmp_path: Path
) -> None:
    site.redirect("/start", f"http://127.0.0.1:{site.port}/a.jpg")

    with pytest.raises(AddressRefused):
        fetch(f"http://127.0.0.1:{site.port}/start", tmp_path / "out")


def test_a_redirect_from_https_to_http_is_refused(site: Site, tmp_path: Path) -> None:
    world = World(site, one_test=[PUBLIC])
    site.redirect("/start", "http://one.test/a.jpg")

    with pytest.raises(AddressRefused, match="https"):
        world.fetch("https://one.test/start", tmp_path / "out")


@pytest.mark.parametrize(("redirects", "arrives"), [(5, True), (6, False)])
def test_five_redirects_are_enough(
    site: Site, tmp_path: Path, redirects: int, arrives: bool
) -> None:
    world = World(site, one_test=[PUBLIC])
    for step in range(redirects):
        site.redirect(f"/{step}", f"/{step + 1}")
    site.pages[f"/{redirects}"] = Page()

    if arrives:
        world.fetch("http://one.test/0", tmp_path / "out")
    else:
        with pytest.raises(AddressUnreachable, match="redirects"):
            world.fetch("http://one.test/0", tmp_path / "out")


@pytest.mark.parametrize("status", [204, 206, 401, 403, 404, 500])
def test_the_status_is_told_when_there_is_no_picture(
    site: Site, tmp_path: Path, status: int
) -> None:
    site.pages["/a.jpg"] = Page(status, b"")

    with pytest.raises(AddressUnreachable) as caught:
        fetch(f"http://127.0.0.1:{site.port}/a.jpg", tmp_path / "out")

    assert caught.value.status == status
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "page",
    [
        Page(body=b""),
        Page(headers={"Content-Encoding": "gzip"}),
        Page(headers={"Content-Length": "200000"}),
        Page(302, b""),
    ],
    ids=["empty", "packed", "cut short", "redirect to nowhere"],
)
def test_an_answer_without_a_whole_picture_is_no_picture(
    site: Site, tmp_path: Path, page: Page
) -> None:
    site.pages["/a.jpg"] = page

    with pytest.raises(AddressUnreachable):
        fetch(f"http://127.0.0.1:{site.port}/a.jpg", tmp_path / "out")

    assert not (tmp_path / "out").exists()


def test_more_than_twenty_mebibytes_are_not_taken(site: Site, tmp_path: Path) -> None:
    site.pages["/fits.jpg"] = Page(body=b"x" * 20 * 2**20)
    site.pages["/large.jpg"] = Page(body=b"x" * (20 * 2**20 + 1))

    fetch(f"http://127.0.0.1:{site.port}/fits.jpg", tmp_path / "fits")
    with pytest.raises(PictureTooLarge):
        fetch(f"http://127.0.0.1:{site.port}/large.jpg", tmp_path / "large")

    assert (tmp_path / "fits").stat().st_size == 20 * 2**20
    assert not (tmp_path / "large").exists()


def test_a_request_tells_no_more_than_it_must(site: Site, tmp_path: Path) -> None:
    fetch(f"http://127.0.0.1:{site.port}/a.jpg", tmp_path / "out")

    ((_, headers),) = site.seen
    assert headers.keys() <= {"host", "accept", "accept-encoding", "connection", "user-agent"}
    assert headers["user-agent"].startswith("Inklift/")


def test_a_name_that_is_not_known_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(AddressUnreachable) as caught:
        fetch("https://no-such-host.invalid/a.jpg", tmp_path / "out")

    assert caught.value.status == 0


def test_a_folder_that_cannot_be_written_is_said(site: Site, tmp_path: Path) -> None:
    with pytest.raises(FolderReadOnly):
        fetch(f"http://127.0.0.1:{site.port}/a.jpg", tmp_path / "missing" / "out")


def test_public_places_are_fetched_through_the_proxy_and_this_computer_is_not(
    site: Site, tmp_path: Path
) -> None:
    with ConnectProxy(status=502) as proxy:
        options = HttpOptions(proxy=proxy.url)
        fetch(f"http://127.0.0.1:{site.port}/a.jpg", tmp_path / "out", options)
        with pytest.raises(AddressUnreachable, match="502"):
            fetch(f"https://{PUBLIC}/a.jpg", tmp_path / "out", options)

    assert proxy.asked_for == [f"CONNECT {PUBLIC}:443 HTTP/1.1"]


def test_a_bad_proxy_makes_the_address_unreachable(tmp_path: Path) -> None:
    with pytest.raises(AddressUnreachable, match="proxy"):
        fetch(f"https://{PUBLIC}/a.jpg", tmp_path / "out", HttpOptions(proxy="nonsense"))


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.1", "192.168.1.5", "169.254.1.1", "fd00::1", "fe80::1"]
)
def test_private_places_are_reached_where_that_is_allowed(
    site: Site, tmp_path: Path, address: str
) -> None:
    world = World(site, inside_test=[address], outside_test=[PUBLIC])
    site.redirect("/there", "http://inside.test/a.jpg")

    world.fetch("http://inside.test/a.jpg", tmp_path / "named", Reach.PRIVATE)
    world.fetch("http://outside.test/there", tmp_path / "redirected", Reach.PRIVATE)

    assert [reached for reached, _ in world.connected] == [address, PUBLIC, address]


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "224.0.0.1", "ff02::1"])
def test_what_means_no_one_computer_is_refused_even_then(
    site: Site, tmp_path: Path, address: str
) -> None:
    world = World(site, nobody_test=[address])

    with pytest.raises(AddressRefused):
        world.fetch("http://nobody.test/a.jpg", tmp_path / "out", Reach.PRIVATE)

    assert world.connected == []
