"""Trainer forms: whisper to the trainees, mark a moment. What a trainer does beside a talk without disturbing it."""

from __future__ import annotations

from bot.adapters.slack.faces.blocks import Json, ask, modal, section
from bot.adapters.slack.faces.escaping import escape
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.launch import Form

_LONGEST = 1000


def whisper_form(texts: SlackTexts, remember: str) -> Json:
    """The modal for words that only the trainees see; ``remember`` comes back as it is."""
    title, submit = texts("whisper_title"), texts("whisper_submit")
    field = ask("text", texts("whisper_text"), _lines(), texts("whisper_hint"))
    return modal(Form.WHISPER, title, [field], close=texts("cancel"), submit=submit, remember=remember)


def mark_form(texts: SlackTexts, remember: str, words: str) -> Json:
    """The modal to mark a message, whose ``words`` are shown, with a comment if the trainer likes."""
    title, submit = texts("mark_title"), texts("mark_submit")
    shown = section(f">{escape(' '.join(words.split())) or '…'}")
    field = ask("text", texts("mark_text"), _lines(), texts("mark_hint"), optional=True)
    return modal(Form.MARK, title, [shown, field], close=texts("cancel"), submit=submit, remember=remember)


def read_trainer_form(view: Json) -> tuple[str, str]:
    """What was remembered, and what was written; for both forms."""
    return view["private_metadata"], (view["state"]["values"]["text"]["text"].get("value") or "").strip()


def _lines() -> Json:
    return {"type": "plain_text_input", "multiline": True, "max_length": _LONGEST}
