"""Block Kit's rules, as far as the faces use it: what Slack refuses, and what it would show wrongly.

    assert message_problems(face.args) == []
    assert view_problems(view) == []

Each problem is a sentence with its place. Only the pieces that the faces are made of are known; any other is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Json = dict[str, Any]
Problems = Iterator[str]

_ANGLED = re.compile(r"<([^<>]*)>")
_OURS = re.compile(r"@[UW]\w+|#[CG]\w+|!date\^\d+\^[^|]+\|[^|]+|https?://[^|\s]+\|[^|]+")
_BARE = re.compile(r"&(?!amp;|lt;|gt;)")
_MARKDOWN = re.compile(r"\*\*\S|\[[^\]\n]+\]\(http|^#{1,6} ", re.MULTILINE)


def message_problems(args: Json) -> list[str]:
    """What is wrong with arguments of chat.postMessage."""
    return [*_fallback(args.get("text")), *_blocks(args.get("blocks", []), 50, "message"), *_size(args)]


def view_problems(view: Json) -> list[str]:
    """What is wrong with a modal or a Home tab."""
    blocks = view.get("blocks", [])
    found = list(_blocks(blocks, 100, view["type"]))
    if len(str(view)) > 250_000:
        found.append("view: larger than 250 kB")
    return found if view["type"] == "home" else [*found, *_modal(view, blocks)]


def _modal(view: Json, blocks: list[Json]) -> Problems:
    for name in ("title", "submit", "close"):
        if name in view:
            yield from _plain(view[name], 24, name)
    yield from _length(view.get("callback_id", ""), 1, 255, "callback_id")
    yield from _length(view.get("private_metadata", ""), 0, 3000, "private_metadata")
    if "title" not in view:
        yield "modal: without title"
    if any(block.get("type") == "input" for block in blocks) and "submit" not in view:
        yield "modal: fields, and nothing to submit"


def _fallback(text: Any) -> Problems:
    if not isinstance(text, str) or not text.strip():
        yield "text: a message needs words for notifications"
    else:
        yield from _length(text, 1, 4000, "text")
        yield from _marked_up(text, "text")


def _size(args: Json) -> Problems:
    total = sum(len(text) for text in _texts(args.get("blocks", [])))
    if total > 13_000:
        yield f"blocks: {total} characters in all, 13,000 is about the most"


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from ([node["text"]] if isinstance(node.get("text"), str) else [])
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _texts(child)


def _blocks(blocks: list[Json], most: int, surface: str) -> Problems:
    if not 1 <= len(blocks) <= most:
        yield f"{surface}: {len(blocks)} blocks, 1 to {most} fit"
    yield from _twice((block["block_id"] for block in blocks if "block_id" in block), f"{surface}: block_id")
    for number, block in enumerate(blocks):
        place = f"{surface}/{number}/{block.get('type')}"
        yield from _length(block.get("block_id", "x"), 1, 255, f"{place}: block_id")
        check = _BLOCKS.get(block.get("type", ""))
        if check is None or (block["type"] == "input" and surface == "message"):
            yield f"{place}: not known here"
        else:
            yield from check(block, place)
            yield from _twice(_action_ids(block), f"{place}: action_id")


def _action_ids(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from ([node["action_id"]] if "action_id" in node else [])
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _action_ids(child)


def _header(block: Json, place: str) -> Problems:
    yield from _plain(block["text"], 150, place)


def _section(block: Json, place: str) -> Problems:
    yield from _mrkdwn(block["text"], place)
    if "accessory" in block:
        yield from _element(block["accessory"], place)


def _context(block: Json, place: str) -> Problems:
    yield from _count(block["elements"], 1, 10, place)
    for text in block["elements"]:
        yield from _mrkdwn(text, place)


def _actions(block: Json, place: str) -> Problems:
    yield from _count(block["elements"], 1, 25, place)
    for element in block["elements"]:
        yield from _element(element, place)


def _input(block: Json, place: str) -> Problems:
    yield from _plain(block["label"], 2000, f"{place}: label")
    if "hint" in block:
        yield from _plain(block["hint"], 2000, f"{place}: hint")
    yield from _element(block["element"], place)


def _rich_text(block: Json, place: str) -> Problems:
    yield from _count(block["elements"], 1, 1000, place)
    for text in _texts(block):
        yield from _length(text, 1, 3000, place)


def _nothing(block: Json, place: str) -> Problems:
    yield from ()


_BLOCKS: dict[str, Callable[[Json, str], Problems]] = {
    "header": _header,
    "section": _section,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "rich_text": _rich_text,
    "divider": _nothing,
}


def _element(element: Json, place: str) -> Problems:
    place = f"{place}/{element.get('type')}"
    yield from _length(element.get("action_id", ""), 1, 255, f"{place}: action_id")
    if "placeholder" in element:
        yield from _plain(element["placeholder"], 150, f"{place}: placeholder")
    check = _ELEMENTS.get(element.get("type", ""))
    yield from check(element, place) if check else [f"{place}: not known here"]


def _button(button: Json, place: str) -> Problems:
    yield from _plain(button["text"], 75, place)
    yield from _length(button.get("value", "x"), 1, 2000, f"{place}: value")
    if button.get("style", "primary") not in ("primary", "danger"):
        yield f"{place}: no such style"
    limits = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
    for name, text in button.get("confirm", {}).items():
        yield from _plain(text, limits[name], f"{place}: confirm/{name}")


def _select(select: Json, place: str) -> Problems:
    groups = select.get("option_groups", [{"options": select.get("options", [])}])
    yield from _count(groups, 1, 100, f"{place}: groups")
    for group in groups:
        yield from _plain(group["label"], 75, f"{place}: label") if "label" in group else ()
        yield from _count(group["options"], 1, 100, f"{place}: options")
    yield from _options([one for group in groups for one in group["options"]], select, place)


def _boxes(boxes: Json, place: str) -> Problems:
    yield from _count(boxes["options"], 1, 10, f"{place}: options")
    yield from _options(boxes["options"], boxes, place)


def _options(options: list[Json], element: Json, place: str) -> Problems:
    for option in options:
        yield from _plain(option["text"], 75, f"{place}: option")
        yield from _length(option["value"], 1, 150, f"{place}: value")
        yield from _plain(option["description"], 75, f"{place}: description") if "description" in option else ()
    yield from _twice((option["value"] for option in options), f"{place}: value")
    initial = [
        *element.get("initial_options", []),
        *([element["initial_option"]] if "initial_option" in element else []),
    ]
    if any(one not in options for one in initial) or element.get("initial_options") == []:
        yield f"{place}: what is chosen at first must be one of the options"


def _typed(field: Json, place: str) -> Problems:
    if len(field.get("initial_value", "")) > min(3000, field.get("max_length", 3000)):
        yield f"{place}: what is filled in at first is too long"


def _time(picker: Json, place: str) -> Problems:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", picker.get("initial_time", "00:00")):
        yield f"{place}: a time is written HH:MM"


_ELEMENTS: dict[str, Callable[[Json, str], Problems]] = {
    "button": _button,
    "static_select": _select,
    "multi_static_select": _select,
    "radio_buttons": _boxes,
    "checkboxes": _boxes,
    "plain_text_input": _typed,
    "timepicker": _time,
    "multi_users_select": _nothing,
    "conversations_select": _nothing,
}


def _plain(text: Json, most: int, place: str) -> Problems:
    if text.get("type") != "plain_text":
        yield f"{place}: must be plain_text"
    yield from _length(text.get("text", ""), 1, most, place)
    if re.search(r"<@|<#|<!date|&(?:amp|lt|gt);", text.get("text", "")):
        yield f"{place}: markup or escapes where nothing is formatted"


def _mrkdwn(text: Json, place: str) -> Problems:
    if text.get("type") != "mrkdwn" or text.get("verbatim") is not True:
        yield f"{place}: must be verbatim mrkdwn"
    yield from _length(text.get("text", ""), 1, 3000, place)
    yield from _marked_up(text.get("text", ""), place)


def _marked_up(text: str, place: str) -> Problems:
    """Only mentions of people and channels, dates and links of ours may stand between angle brackets."""
    strange = [found[0] for found in _ANGLED.finditer(text) if not _OURS.fullmatch(found[1])]
    rest = _ANGLED.sub("", text)
    if strange or "<" in rest or ">" in rest.replace("\n>", "\n").removeprefix(">") or _BARE.search(rest):
        yield f"{place}: not escaped: {strange or rest[:40]!r}"
    if _MARKDOWN.search(text):
        yield f"{place}: Markdown, which mrkdwn is not"


def _length(text: str, least: int, most: int, place: str) -> Problems:
    if not least <= len(text.strip() if least else text) or len(text) > most:
        yield f"{place}: {len(text)} characters, {least} to {most} fit"


def _count(items: list[Any], least: int, most: int, place: str) -> Problems:
    if not least <= len(items) <= most:
        yield f"{place}: {len(items)} of them, {least} to {most} fit"


def _twice(names: Iterable[str], place: str) -> Problems:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield f"{place}: {name!r} twice"
        seen.add(name)
