"""Reviewing: a trainer reads a shared talk back turn by turn, comments on moments, and agrees with scores or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from textwrap import wrap
from typing import cast

from bot.adapters.slack.faces.blocks import (
    Face,
    Json,
    actions,
    ask,
    button,
    context,
    divider,
    face,
    modal,
    option,
    section,
    sections,
)
from bot.adapters.slack.faces.escaping import escape
from bot.adapters.slack.faces.marked import mention, mentions
from bot.adapters.slack.faces.notices import Notice, notice
from bot.adapters.slack.faces.rendering import Links, quoted
from bot.adapters.slack.faces.table import bar
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.inputs import Opinion
from bot.adapters.slack.launch import Action, Form
from bot.core.assessing import Score
from bot.core.debrief import Debrief
from bot.report.blocks import Change, Row, Table
from bot.report.readback import Spoken
from bot.report.tables import table
from bot.training.agreement import level_of
from bot.training.archive import Level, MarkRecord, Verdict, VerdictRecord

_TURNS = 8
"""On one page: even long ones stay within Slack's hundred blocks."""
_ROW = 500
"""Characters of a message in one line: escaped it may be five times as long, and a section holds 3,000."""
_QUOTES = 2
_LONGEST = 1000
_BETWEEN = "|"
_CHOICES: Mapping[Level, tuple[str, ...]] = {
    "missed": ("agree", "partly", "disagree"),
    "partly": ("agree", "partly:reached", "partly:missed", "disagree:reached", "disagree:missed"),
    "reached": ("agree", "partly", "disagree"),
}
"""What can be answered to a score at each level: from the middle nobody knows which way, unless it is said."""


@dataclass(frozen=True)
class Readback:
    """A talk to be read back, and where it was opened."""

    practice: str
    spoken: Sequence[Spoken]
    writers: Mapping[int, str]
    """Turn number -> who wrote it, of the trainees."""
    marks: Sequence[MarkRecord]
    page: int


def readback_view(read: Readback, texts: SlackTexts) -> Json:
    """One page of a talk: what was said, what was heard in it, what it did, and what trainers say of it."""
    last = max(len(read.spoken) - 1, 0) // _TURNS
    page = min(max(read.page, 0), last)
    turns = read.spoken[page * _TURNS : (page + 1) * _TURNS]
    blocks = [block for one in turns for block in _turn(one, read, texts)]
    blocks += _leafing(read.practice, page, last, texts)
    remember = named(read.practice, page)
    return modal(Form.READBACK, texts("readback_title"), blocks, close=texts("back"), remember=remember)


def named(practice: str, *parts: object) -> str:
    """The value of a button that names a practice and something in it."""
    return _BETWEEN.join((practice, *map(str, parts)))


def number_named(value: str) -> tuple[str, int]:
    """The practice that a value names, and the page or turn."""
    practice, _, number = value.partition(_BETWEEN)
    return practice, int(number or 0)


def page_of(turn: int, spoken: Sequence[Spoken]) -> int:
    """The page on which a turn stands."""
    return next((place // _TURNS for place, one in enumerate(spoken) if one.turn == turn), 0)


def comment_form(read: Readback, spoken: Spoken, texts: SlackTexts) -> Json:
    """The form for a comment on one turn, whose words are shown."""
    lines = {"type": "plain_text_input", "multiline": True, "max_length": _LONGEST}
    field = ask("comment", texts("comment_text"), lines, texts("comment_hint"))
    title, submit, remember = texts("comment_title"), texts("comment_submit"), named(read.practice, spoken.turn)
    blocks = [*sections(_said(spoken, _writer(spoken, read, texts))), field]
    return modal(Form.COMMENT, title, blocks, close=texts("back"), submit=submit, remember=remember)


def read_comment_form(view: Json) -> tuple[str, int, str]:
    """The practice, the turn, and what was written."""
    practice, turn = number_named(view["private_metadata"])
    return practice, turn, (view["state"]["values"]["comment"]["comment"].get("value") or "").strip()


def review_form(
    practice: str, debrief: Debrief, own: Mapping[str, VerdictRecord], links: Links, texts: SlackTexts
) -> Json:
    """The form to agree with scores or not, each beside its words; ``own`` is what this trainer said before."""
    rows = next(block for part in table(debrief, texts) for block in part.blocks if isinstance(block, Table)).rows
    assessed = [(score, row) for score, row in zip(debrief.scores, rows, strict=True) if score.assessed]
    fields = (_fields(score, row, own.get(score.criterion.id), links, texts) for score, row in assessed)
    blocks = [section(escape(texts("review_lead"))), *chain.from_iterable(fields)]
    title, submit, remember = texts("review_title"), texts("review_submit"), named(practice, debrief.rubric.id)
    return modal(Form.REVIEW, title, blocks, close=texts("back"), submit=submit, remember=remember)


def read_review_form(view: Json, texts: SlackTexts) -> tuple[str, str, tuple[Opinion, ...]] | dict[str, str]:
    """The practice, the method and what was answered; or for each field what is wrong with it."""
    practice, _, rubric = view["private_metadata"].partition(_BETWEEN)
    values = view["state"]["values"]
    criteria = [name.removeprefix("verdict|") for name in values if name.startswith("verdict|")]
    given = {one: (_chosen(values, one), _reason(values, one)) for one in criteria}
    wrong = {f"verdict|{one}": texts("review_choose") for one, (choice, why) in given.items() if why and not choice}
    if wrong:
        return wrong
    return practice, rubric, tuple(_opinion(one, choice, why) for one, (choice, why) in given.items() if choice)


def remarks(trainers: tuple[str, ...], name: str, practice: str, texts: SlackTexts) -> Face:
    """That trainers said something about a talk, for who practised."""
    text = notice(Notice.REMARKS, texts, who=mentions(trainers), name=name)
    return face(text, [section(text, button(texts("button_open"), Action.OPEN, practice))])


def _turn(one: Spoken, read: Readback, texts: SlackTexts) -> Iterator[Json]:
    first, *rest = sections(_said(one, _writer(one, read, texts)))
    if one.who == "trainee":
        first["accessory"] = button(texts("button_comment"), Action.COMMENT, named(read.practice, one.turn))
    yield first
    yield from rest
    yield from sections(_did(one, texts))
    yield from sections(_comment(mark) for mark in read.marks if mark.turn == one.turn)
    yield divider()


def _writer(one: Spoken, read: Readback, texts: SlackTexts) -> str:
    """Who speaks, for somebody who was not there; of who was forgotten there is no name."""
    if one.who == "customer":
        return f"*{escape(one.name)}*"
    person = read.writers.get(one.turn)
    return mention(person) if person else f"*{texts('readback_somebody')}*"


def _said(one: Spoken, writer: str) -> Iterator[str]:
    yield f"{writer}  {one.at}"
    text = "".join(piece.words for piece in one.pieces)
    for line in text.splitlines():
        yield from (f">{escape(row)}" for row in wrap(line, _ROW) or [""])


def _did(one: Spoken, texts: SlackTexts) -> Iterator[str]:
    """What was heard in a turn, and what that did to the customer."""
    if one.marks:
        heard = (mark.name if mark.certain else f"{mark.name} ({texts('probably')})" for mark in one.marks)
        yield escape(texts("readback_heard", moves=", ".join(heard)))
    yield from map(_change, one.changes)
    if one.mood:
        yield f"_{escape(one.mood)}_"


def _change(change: Change) -> str:
    return f"•  “{escape(change.quote.words)}”  *{escape(change.moods)}*  {escape(change.why)}"


def _comment(mark: MarkRecord) -> str:
    return f":speech_balloon: {mention(mark.trainer)}: {escape(mark.comment) or '…'}"


def _leafing(practice: str, page: int, last: int, texts: SlackTexts) -> list[Json]:
    if not last:
        return []
    before = [button(texts("readback_before"), Action.READ_BEFORE, named(practice, page - 1))] if page else []
    after = [button(texts("readback_after"), Action.READ, named(practice, page + 1))] if page < last else []
    return [context(texts("readback_page", page=page + 1, pages=last + 1)), actions(*before, *after)]


def _fields(score: Score, row: Row, own: VerdictRecord | None, links: Links, texts: SlackTexts) -> list[Json]:
    quotes = dict.fromkeys(quoted(one, links) for ground in row.grounds for one in ground.quotes)
    top = sections([f"*{escape(row.name)}*\n{bar(row.share)}  {escape(row.score)}", *islice(quotes, _QUOTES)])
    choice: Json = {"type": "static_select", "placeholder": {"type": "plain_text", "text": texts("review_none")}}
    choice["options"] = [option(texts(f"review_{_key(one)}"), one) for one in _CHOICES[level_of(score.share)]]
    before = _answered(own) if own else ""
    chosen = [one for one in choice["options"] if one["value"] == before]
    why: Json = {"type": "plain_text_input", "multiline": True, "max_length": _LONGEST}
    return [
        divider(),
        *top,
        ask(f"verdict|{score.criterion.id}", texts("review_verdict"), choice | _first(chosen), optional=True),
        ask(f"why|{score.criterion.id}", texts("review_why"), why | _initial(own), optional=True),
    ]


def _first(chosen: Sequence[Json]) -> Json:
    return {"initial_option": chosen[0]} if chosen else {}


def _initial(own: VerdictRecord | None) -> Json:
    return {"initial_value": own.comment} if own and own.comment else {}


def _key(choice: str) -> str:
    """What the words of an answer are known by."""
    return choice.replace(":", "_")


def _answered(own: VerdictRecord) -> str:
    return f"{own.verdict}:{own.level}" if own.level else own.verdict


def _chosen(values: Json, criterion: str) -> str:
    name = f"verdict|{criterion}"
    return str((values[name][name].get("selected_option") or {}).get("value") or "")


def _reason(values: Json, criterion: str) -> str:
    name = f"why|{criterion}"
    return (values[name][name].get("value") or "").strip()


def _opinion(criterion: str, choice: str, why: str) -> Opinion:
    verdict, _, level = choice.partition(":")
    return Opinion(criterion, cast(Verdict, verdict), cast(Level, level) if level else None, why)
