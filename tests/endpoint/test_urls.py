"""`inputMethod: url`: what is fetched for a client, and what is not."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from endpoint.requests_made import authorized, picture_bytes
from fakes.quick_endpoint import QuickReader, Served, plausible_answer, serving
from fakes.web_site import PUBLIC, Page, Site, World
from inklift.core.ports import EngineRequest
from inklift.engines.http_options import HttpOptions
from inklift.engines.public_addresses import Reach
from inklift.engines.web_pictures import WebPictures
from inklift.services.pictures import PictureService


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    site.pages["/a.png"] = Page(200, picture_bytes(1))
    site.pages["/b.png"] = Page(200, picture_bytes(2))
    thread = threading.Thread(target=site.serve_forever, args=(0.02,))
    thread.start()
    yield site
    site.shutdown()
    site.server_close()
    thread.join()


@pytest.fixture
def world(site: Site) -> World:
    return World(
        site,
        pictures_test=[PUBLIC],
        inside_test=["192.168.1.5"],
        loop_test=["127.0.0.1"],
        link_test=["169.254.169.254"],
        rebinds_test=[PUBLIC],
    )


class Asker:
    """Asks an endpoint that reaches so far in this world."""

    def __init__(self, pictures: PictureService, world: World) -> None:
        self._pictures = pictures
        self._world = world

    def __call__(self, *addresses: str, reach: Reach = Reach.PUBLIC) -> httpx.Response:
        web = WebPictures(HttpOptions(), resolve=self._world.resolve, make=self._world.make)

        async def fetch(address: str, out: Path) -> None:
            await web.fetch(address, out, reach)

        with serving(self._pictures, fetch=fetch) as served:
            answer = self._post(served, addresses)
            assert served.leftovers == []
        return answer

    def _post(self, served: Served, addresses: tuple[str, ...]) -> httpx.Response:
        fields: dict[str, Any] = {
            "inputMethod": "url",
            "images": addresses,
            "prompt": "Total?",
            "jsonMode": True,
        }
        return httpx.post(
            served.url, json=fields, headers=authorized(served), trust_env=False, timeout=30
        )


@pytest.fixture
def ask(opened_pictures: PictureService, world: World) -> Asker:
    return Asker(opened_pictures, world)


def test_public_addresses_are_fetched_and_read_in_their_order(ask: Asker, world: World) -> None:
    answer = ask("http://pictures.test/a.png", "http://pictures.test/b.png")
    turned = ask("http://pictures.test/b.png", "http://pictures.test/a.png")

    assert answer.json()["creditUsage"] == 12
    assert answer.json()["results"] != turned.json()["results"]
    assert {reached for reached, _ in world.connected} == {PUBLIC}


@pytest.mark.parametrize(
    "address",
    [
        "http://inside.test/a.png",
        "http://loop.test/a.png",
        "http://link.test/latest/meta-data",
        "http://127.0.0.1/a.png",
        "http://localhost/a.png",
        "http://[::1]/a.png",
        "http://10.0.0.1/a.png",
        "http://0.0.0.0/a.png",
        "http://pictures.test/inward",
        "file:///etc/passwd",
        "ftp://pictures.test/a.png",
        "pictures.test/a.png",
        "no address",
        "x" * 5_000,
        "",
    ],
)
def test_no_other_place_is_reached(ask: Asker, world: World, site: Site, address: str) -> None:
    site.redirect("/inward", "http://inside.test/a.png")
    world.names["localhost"] = ["127.0.0.1"]

    answer = ask("http://pictures.test/a.png", address)

    assert answer.status_code == 400
    assert answer.json()["error"].startswith("images[1] is not fetched: only public http and https")
    assert {reached for reached, _ in world.connected} <= {PUBLIC}


def test_a_name_that_changes_its_mind_leads_nowhere_else(ask: Asker, world: World) -> None:
    answer = ask("http://rebinds.test/a.png")

    assert answer.status_code == 200
    assert world.asked == ["rebinds.test"]
    assert [reached for reached, _ in world.connected] == [PUBLIC]


def test_private_addresses_are_reached_where_the_owner_allows_it(ask: Asker, site: Site) -> None:
    site.redirect("/inward", "http://inside.test/a.png")

    answer = ask("http://inside.test/a.png", "http://pictures.test/inward", reach=Reach.PRIVATE)

    assert answer.status_code == 200


def test_what_cannot_be_fetched_is_told_with_its_reason(ask: Asker) -> None:
    missing = ask("http://pictures.test/none.png")
    unknown = ask("http://unknown.test/a.png")

    assert missing.status_code == unknown.status_code == 500
    assert missing.json()["error"] == (
        "Failed to extract image data: images[0] could not be fetched (status 404)"
    )
    assert "unknown.test is not known" in unknown.json()["error"]


def test_five_redirects_are_followed_and_no_more(ask: Asker, site: Site) -> None:
    for number in range(6):
        site.redirect(f"/{number + 1}", f"/{number}" if number else "/a.png")

    assert ask("http://pictures.test/5").status_code == 200
    assert "redirects" in ask("http://pictures.test/6").json()["error"]


def test_what_is_too_large_or_no_picture_is_refused(ask: Asker, site: Site) -> None:
    site.pages["/large"] = Page(200, bytes(20 * 2**20 + 1))
    site.pages["/text"] = Page(200, b"<html>Well met</html>")

    large, text = ask("http://pictures.test/large"), ask("http://pictures.test/text")

    assert (large.status_code, text.status_code) == (400, 400)
    assert "images[0] is too large" in large.json()["error"]
    assert "images[0] is not a picture" in text.json()["error"]


def test_the_pictures_have_their_addresses_for_names(
    opened_pictures: PictureService, world: World
) -> None:
    seen: list[str] = []

    async def note(request: EngineRequest) -> str:
        seen.extend(picture.source.name for picture in request.pictures)
        return await plausible_answer(request)

    with serving(opened_pictures, reader=QuickReader(note)) as served:
        httpx.post(
            served.url,
            json={"inputMethod": "url", "images": ["https://a.test/1"], "prompt": "x"},
            headers=authorized(served),
            trust_env=False,
        )

    assert seen == ["https://a.test/1"]
