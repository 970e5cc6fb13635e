"""Register form: the complaint in three lines for a colleague, and how it compares with the truth."""

from __future__ import annotations

from collections.abc import Mapping

from bot.adapters.slack.faces.blocks import Face, Json, ask, context, face, modal, section, sections
from bot.adapters.slack.faces.escaping import escape, plain
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.launch import Form
from bot.core.registering import Entry, Field

_LONGEST = 1000


def register_form(practice: str, texts: SlackTexts, written: Mapping[Field, str] | None = None) -> Json:
    """The modal; ``written`` is what was filled in before."""
    fields = [_field(field, (written or {}).get(field, ""), texts) for field in Field]
    blocks = [section(escape(texts("register_intro"))), *fields]
    title, submit, close = texts("register_title"), texts("register_submit"), texts("cancel")
    return modal(Form.REGISTER, title, blocks, close=close, submit=submit, remember=practice)


def read_register_form(view: Json) -> tuple[str, dict[Field, str]]:
    """The practice that a submitted view is about, and what was written in each field."""
    values = view["state"]["values"]
    return view["private_metadata"], {field: values[field][field].get("value") or "" for field in Field}


def registered(entries: tuple[Entry, ...], texts: SlackTexts) -> Face:
    """Each field as it was written down, beside what was really the matter."""
    blocks = [section(f"*{escape(texts('register_result'))}*")]
    blocks += [block for entry in entries for block in sections(_entry(entry, texts))]
    return face(escape(texts("register_result")), [*blocks, context(escape(texts("register_kindly")))])


def _field(field: Field, written: str, texts: SlackTexts) -> Json:
    element: Json = {"type": "plain_text_input", "multiline": True, "max_length": _LONGEST}
    if written:
        element["initial_value"] = plain(written, _LONGEST)
    return ask(field, texts(f"register_{field}"), element, texts(f"register_{field}_hint"), optional=True)


def _entry(entry: Entry, texts: SlackTexts) -> list[str]:
    written = " ".join(entry.written.split()) or texts("register_empty")
    truth = texts("register_fits" if entry.fits else "register_differs", truth=entry.truth)
    mark = "✓" if entry.fits else "◐"
    return [f"*{escape(texts(f'register_{entry.field}'))}*", f">{escape(written)}", f"{mark}  {escape(truth)}"]
