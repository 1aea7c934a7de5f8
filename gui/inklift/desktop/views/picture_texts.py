"""What the window says about pictures: states, sizes, notices of an answer."""

import re

from PySide6.QtCore import QCoreApplication, QLocale

from inklift.core.pictures import Origin, PictureSource, PictureState
from inklift.desktop.item_models.picture_list import PictureRow

translate = QCoreApplication.translate  # the name that lupdate looks for

STATE_ICONS = {
    PictureState.READY: "ready",
    PictureState.PREPARING: "preparing",
    PictureState.READING: "reading",
    PictureState.DONE: "done",
    PictureState.CHECK: "warning",
    PictureState.FAILED: "failed",
    PictureState.TOO_BIG: "too-big",
}


def state_text(state: PictureState) -> str:
    match state:
        case PictureState.READY:
            return translate("Pictures", "Ready")
        case PictureState.PREPARING:
            return translate("Pictures", "Preparing…")
        case PictureState.READING:
            return translate("Pictures", "Reading…")
        case PictureState.DONE:
            return translate("Pictures", "Done")
        case PictureState.CHECK:
            return translate("Pictures", "Check")
        case PictureState.FAILED:
            return translate("Pictures", "Failed")
        case PictureState.TOO_BIG:
            return translate("Pictures", "Too big")


def describe_row(row: PictureRow) -> tuple[str, str, str]:
    """Second line, tool tip, and what a screen reader says of a row."""
    source = row.source
    name = short_name(source)
    parts = []
    if source.page_count > 1:
        page = translate("Pictures", "Page {page} of {count}")
        parts.append(page.format(page=source.page, count=source.page_count))
    if source.path is None:
        parts.append(translate("Pictures", "Sent as an address"))
    elif source.format == "pdf":
        parts.append("PDF")
    else:
        parts.append(f"{source.width_px} × {source.height_px}")
    tip = [source.name, *parts]
    if source.size_bytes:
        tip.append(megabytes(source.size_bytes))
    if "damaged" in source.warnings:
        tip.append(translate("Pictures", "Parts of this file are damaged"))
    tip.append(state_text(row.state))
    return " · ".join(parts), "\n".join(tip), f"{name}, {state_text(row.state)}"


def short_name(source: PictureSource) -> str:
    """The file's name without its folders; the page stands elsewhere."""
    name = source.name.rpartition("#page=")[0] if source.page_count > 1 else source.name
    if source.origin is Origin.ADDRESS:
        name = name.partition("?")[0].rstrip("/")
    return last_part(name)


def last_part(name: str) -> str:
    """The name of a file without its folders, whichever way the system writes them."""
    return re.split(r"[/\\]", name)[-1] or name


def megabytes(size_bytes: int) -> str:
    """A size in MB (10^6 bytes) as people write it."""
    return f"{QLocale().toString(size_bytes / 1e6, 'f', 1)} MB"


def notice_text(code: str) -> str:
    """What a notice of an answer means; "" for one that says nothing to the user."""
    match code:
        case "reads_only":
            return translate(
                "Notices",
                "This computer finds text and values, and does not follow instructions beyond "
                "that: here is what it found.",
            )
        case "json_mended":
            return translate(
                "Notices", "The answer was not quite valid JSON. It was mended; nothing was added."
            )
        case "cut_off":
            return translate(
                "Notices",
                "The answer is cut off: it reached the service's limit. Ask for less, or for fewer "
                "pictures at once.",
            )
        case "count_differs":
            return translate(
                "Notices", "The answer holds another number of entries than there were pictures."
            )
        case "characters_lost":
            return translate(
                "Notices", "Some characters of the answer arrived damaged and are shown as �."
            )
        case "wrong_kind":
            return translate(
                "Notices",
                "Some values are not of the kind that was asked for. They are shown as the answer "
                "has them.",
            )
        case "fields_missing":
            return translate(
                "Notices", "The answer leaves out some of the fields. They are shown as empty."
            )
        case "unsure":
            return translate(
                "Notices", "Some values were hard to read or do not agree; look at them."
            )
        case "sums_agree":
            return translate("Notices", "The sums agree.")
        case "sums_differ":
            return translate("Notices", "The sums on it do not add up.")
        case "not_json":
            return translate(
                "Notices", "JSON was asked for, but the answer is plain text. It is shown as it is."
            )
    return ""
