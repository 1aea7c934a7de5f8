"""From pictures and the form of the answer to requests and their price."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from inklift.core import extract_image_api
from inklift.core.pictures import PictureSource
from inklift.core.prompts import Grouping
from inklift.core.runs import Earlier, Plan, PlannedPicture, PlannedRequest, RunOrder

_FULL_SHARE = 0.7  # of what fits, by earlier answers: they differ in length
_LARGEST_SHARED_BYTES = extract_image_api.MAX_SENT_REQUEST_BYTES // 2  # of files, not yet prepared


def plan_run(
    order: RunOrder,
    *,
    costs_credits: bool,
    earlier: Mapping[str, Earlier] | None = None,
    answer_characters: int | None = None,
) -> Plan:
    """The requests of a run in the order of its pictures, and what they cost.

    The same bytes twice are one picture with two names. Pictures that go as their address never
    share a request with pictures that go as bytes, since the contract has one `inputMethod` for
    all; nor does a request hold more pictures than the contract allows.

    Where each picture has its own answer, requests that cost credits take as many pictures as the
    order's options say, or fewer if earlier answers to the same prompt had so many
    `answer_characters` for a picture that not all of it would fit into one. `earlier` tells, by
    fingerprint, of which pictures earlier runs speak: these share no request.
    """
    pictures = _distinct(order.sources)
    known = earlier or {}
    if order.form.grouping is Grouping.EACH:
        most = order.options.per_request if costs_credits else 1
        batches = _batches(pictures, known, _fitting(most, answer_characters))
    else:
        as_bytes = [picture for picture in pictures if picture.source.path is not None]
        as_addresses = [picture for picture in pictures if picture.source.path is None]
        batches = [
            batch[start : start + extract_image_api.MAX_PICTURES]
            for batch in (as_bytes, as_addresses)
            for start in range(0, len(batch), extract_image_api.MAX_PICTURES)
        ]
    return Plan(
        tuple(
            PlannedRequest(
                number,
                tuple(batch),
                extract_image_api.price(len(batch)) if costs_credits else 0,
                known.get(batch[0].source.fingerprint) if known and len(batch) == 1 else None,
            )
            for number, batch in enumerate(batches, start=1)
        )
    )


def _fitting(pictures: int, answer_characters: int | None) -> int:
    """How many of so many pictures one answer has room for, when it has so much to say of each."""
    if not answer_characters:
        return pictures
    room = extract_image_api.MAX_OUTPUT_TOKENS * extract_image_api.CHARACTERS_PER_TOKEN
    return max(1, min(pictures, int(room * _FULL_SHARE) // answer_characters))


def smaller(pictures: int) -> int:
    """How many pictures of a shared request are put into one, when its answer was incomplete."""
    return max(1, pictures // 2)


def _batches(
    pictures: Sequence[PlannedPicture], known: Mapping[str, Earlier], most: int
) -> list[list[PlannedPicture]]:
    """Pictures that share a request, in the order of the first of them."""
    batches: list[list[PlannedPicture]] = []
    filling: dict[bool, tuple[list[PlannedPicture], int]] = {}  # with their bytes, by having a file
    for picture in pictures:
        source = picture.source
        has_file = source.path is not None
        size_bytes = source.size_bytes // source.page_count if has_file else 0
        batch, filled_bytes = filling.get(has_file, ([], 0))
        is_full = len(batch) >= most or filled_bytes + size_bytes > _LARGEST_SHARED_BYTES
        if known and source.fingerprint in known:
            batches.append([picture])
        elif not batch or is_full:
            batch = [picture]
            batches.append(batch)
            filling[has_file] = (batch, size_bytes)
        else:
            batch.append(picture)
            filling[has_file] = (batch, filled_bytes + size_bytes)
    return batches


def with_earlier(plan: Plan, earlier: Mapping[int, Earlier]) -> Plan:
    """The plan without what earlier runs speak for, by the number of the request."""
    return Plan(
        tuple(replace(request, earlier=earlier.get(request.number)) for request in plan.requests)
    )


def _distinct(sources: Sequence[PictureSource]) -> list[PlannedPicture]:
    same: dict[str, list[PictureSource]] = {}
    for source in sources:
        same.setdefault(source.fingerprint, []).append(source)
    return [
        PlannedPicture(
            group[0],
            tuple(source.name for source in group),
            tuple(source.id for source in group),
        )
        for group in same.values()
    ]
