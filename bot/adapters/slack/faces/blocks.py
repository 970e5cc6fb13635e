"""Blocks: the few Block Kit pieces that the faces are made of, each within its limits.

Limits are Slack's as documented in late 2026: 50 blocks a message, 100 a view, 3,000 characters a section, 150 a
header, 75 a button or an option. Text for mrkdwn comes in escaped; text for plain places comes in raw.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from bot.adapters.slack.faces.escaping import plain, shortened

Json = dict[str, Any]

MOST_BLOCKS = 50
"""In a message."""
MOST_IN_A_VIEW = 100
MOST_CHARACTERS = 12_000
"""In all blocks of a message: somewhat above this Slack refuses it as msg_blocks_too_long."""
MOST_OPTIONS = 100
_SECTION = 3000
_HEADER = 150
_OPTION = 75
_TITLE = 24
_LABEL = 2000
_FALLBACK = 3000


class Face(NamedTuple):
    """A message: the words for notifications and screen readers (escaped), and its blocks."""

    text: str
    blocks: list[Json]

    @property
    def args(self) -> Json:
        """As arguments of chat.postMessage, chat.update and chat.postEphemeral."""
        return {"text": self.text, "blocks": self.blocks}


def face(text: str, blocks: list[Json]) -> Face:
    """A message within its limits: more blocks than fit are left out."""
    return Face(shortened(text, _FALLBACK), blocks[:MOST_BLOCKS])


def words(text: str, limit: int) -> Json:
    """A text object that shows ``text`` as it is."""
    return {"type": "plain_text", "text": plain(text, limit), "emoji": True}


def mrkdwn(text: str, limit: int = _SECTION) -> Json:
    """A text object with formatting. ``verbatim`` keeps Slack from finding mentions and links by itself."""
    return {"type": "mrkdwn", "text": shortened(text, limit), "verbatim": True}


def header(text: str) -> Json:
    """A heading."""
    return {"type": "header", "text": words(text, _HEADER)}


def section(text: str, accessory: Json | None = None, block_id: str = "") -> Json:
    """A paragraph, with a button or a choice beside it."""
    block: Json = {"type": "section", "text": mrkdwn(text)}
    if accessory:
        block["accessory"] = accessory
    if block_id:
        block["block_id"] = block_id
    return block


def sections(lines: Iterable[str]) -> list[Json]:
    """Lines under each other in as few sections as hold them."""
    return [section(text) for text in packed(lines, _SECTION)]


def listed(heading: str, small: str, lines: Iterable[str]) -> Json:
    """A heading, something small beside it, and a real list below: all of it shown as it is."""
    top = [{"type": "text", "text": heading, "style": {"bold": True}}, {"type": "text", "text": f"  {small}"}]
    points = [{"type": "rich_text_section", "elements": [{"type": "text", "text": line}]} for line in lines]
    shown = [{"type": "rich_text_list", "style": "bullet", "elements": points}] if points else []
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": top}, *shown]}


def pages(blocks: Sequence[Json]) -> Iterator[list[Json]]:
    """Blocks in as few messages as hold them, by number and by characters."""
    page: list[Json] = []
    room = MOST_CHARACTERS
    for block in blocks:
        size = len(str(block))
        if page and (len(page) == MOST_BLOCKS or size > room):
            yield page
            page, room = [], MOST_CHARACTERS
        page.append(block)
        room -= size
    if page:
        yield page


def packed(lines: Iterable[str], limit: int) -> Iterator[str]:
    """Lines joined into pieces of at most ``limit`` characters; a line that is longer is cut."""
    piece = ""
    for line in (shortened(line, limit) for line in lines):
        if piece and len(piece) + 1 + len(line) > limit:
            yield piece
            piece = line
        else:
            piece = f"{piece}\n{line}" if piece else line
    if piece.strip():
        yield piece


def context(*texts: str) -> Json:
    """Small print."""
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def divider() -> Json:
    """A thin line."""
    return {"type": "divider"}


def button(text: str, action: str, value: str = "", style: str = "") -> Json:
    """A button; ``style`` is primary, danger or nothing."""
    made: Json = {"type": "button", "text": words(text, _OPTION), "action_id": action}
    if value:
        made["value"] = value
    if style:
        made["style"] = style
    return made


def confirmed(made: Json, title: str, text: str, yes: str, no: str) -> Json:
    """``made``, asking first."""
    return made | {
        "confirm": {
            "title": words(title, 100),
            "text": words(text, 300),
            "confirm": words(yes, 30),
            "deny": words(no, 30),
        }
    }


def actions(*elements: Json, block_id: str = "") -> Json:
    """Buttons in a row."""
    block: Json = {"type": "actions", "elements": list(elements)}
    return block | {"block_id": block_id} if block_id else block


def option(text: str, value: str, description: str = "") -> Json:
    """One thing to choose."""
    made: Json = {"text": words(text, _OPTION), "value": value}
    return made | {"description": words(description, _OPTION)} if description else made


def ask(block_id: str, label: str, element: Json, hint: str = "", optional: bool = False) -> Json:
    """A field of a form. Its element's action id is the block's id, so an answer is found by one name."""
    block: Json = {
        "type": "input",
        "block_id": block_id,
        "label": words(label, _LABEL),
        "element": element | {"action_id": block_id},
        "optional": optional,
    }
    return block | {"hint": words(hint, _LABEL)} if hint else block


def modal(name: str, title: str, blocks: Sequence[Json], *, close: str, submit: str = "", remember: str = "") -> Json:
    """A view over the conversation. ``name`` is its callback id; ``remember`` comes back with what is submitted."""
    view: Json = {
        "type": "modal",
        "callback_id": name,
        "title": words(title, _TITLE),
        "close": words(close, _TITLE),
        "blocks": list(blocks)[:MOST_IN_A_VIEW],
        "private_metadata": remember,
    }
    return view | {"submit": words(submit, _TITLE)} if submit else view
