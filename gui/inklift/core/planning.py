"""From pictures and the form of the answer to requests and their price."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from inklift.core import extract_image_api
from inklift.core.pictures import PictureSource
from inklift.core.prompts import Grouping
from inklift.core.runs import Earlier, Plan, PlannedPicture, PlannedRequest, RunOrder


def plan_run(order: RunOrder, *, costs_credits: bool) -> Plan:
    """The requests of a run in the order of its pictures, and what they cost.

    The same bytes twice are one picture with two names. Pictures that go as their address never
    share a request with pictures that go as bytes, since the contract has one `inputMethod` for
    all; nor does a request hold more pictures than the contract allows.
    """
    pictures = _distinct(order.sources)
    if order.form.grouping is Grouping.EACH:
        batches = [[picture] for picture in pictures]
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
            )
            for number, batch in enumerate(batches, start=1)
        )
    )


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
