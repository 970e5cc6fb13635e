"""The debrief: short first, the table behind a button, each quote linked to its message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from fakes import MONDAY

from bot.adapters.slack.faces.debrief import debrief_view, short_debrief
from bot.adapters.slack.faces.lookback import Lookback
from bot.adapters.slack.faces.table import bar, criterion_of, criterion_view, debrief_table, table_view
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.launch import Action
from bot.core.debrief import Debrief
from bot.core.moves import Language
from bot.core.persona import Outcome
from bot.training import Session, Training
from bot.training.archive import MarkRecord

PRACTICE = "T1:C1:1.2"
Json = dict[str, Any]


@pytest.fixture
def nl(slack_texts: dict[Language, SlackTexts]) -> SlackTexts:
    return slack_texts["nl"]


@pytest.fixture
def session(scripted: Callable[[str, str], Session]) -> Session:
    return scripted("trouwjurk", "weak")


@pytest.fixture
def debriefs(session: Session, training: Training) -> tuple[Debrief, ...]:
    return training.debriefs(session)


@pytest.fixture
def look(session: Session, training: Training, debriefs: tuple[Debrief, ...]) -> Lookback:
    links = {turn.number: f"https://a.example/p{turn.number}" for turn in session.transcript}
    return Lookback(PRACTICE, session.persona, training.library.personas["jaarnota"], links, may_share=True)


def words(blocks: list[Json]) -> str:
    pieces = [block["text"] if "text" in block else {"text": str(block.get("elements", ""))} for block in blocks]
    return "\n".join(piece["text"] for piece in pieces)


def pressed(blocks: list[Json]) -> list[str]:
    return [one["action_id"] for block in blocks if block["type"] == "actions" for one in block["elements"]]


def test_the_outcome_and_the_score_of_every_method_come_first(
    debriefs: tuple[Debrief, ...], look: Lookback, nl: SlackTexts
) -> None:
    face = short_debrief(debriefs, look, nl)

    assert len(debriefs) > 1
    assert nl("outcome_left") in words(face.blocks[:2])
    assert all(debrief.rubric.name["nl"] in words(face.blocks[2:3]) for debrief in debriefs)
    assert nl("outcome_left") in face.text


def test_one_strength_and_at_most_two_steps_are_shown_with_words_that_link_to_their_message(
    debriefs: tuple[Debrief, ...], look: Lookback, nl: SlackTexts
) -> None:
    first = debriefs[0]
    assert first.strength is not None
    said = words(short_debrief(debriefs, look, nl).blocks)

    quoted = first.strength.evidence
    assert f">“{quoted.quote}”  <https://a.example/p{quoted.turn}|bericht {quoted.turn}>" in said
    assert len(first.next_steps) == 2
    assert all(f"*{step.name}:*" in said and step.rewrite.say in said for step in first.next_steps)


def test_a_message_without_a_link_is_named(debriefs: tuple[Debrief, ...], look: Lookback, nl: SlackTexts) -> None:
    said = words(short_debrief(debriefs, replace(look, links={}), nl).blocks)

    assert "_bericht 2_" in said


def test_it_says_that_it_is_practice_unless_it_was_announced_as_an_assessment(
    debriefs: tuple[Debrief, ...], look: Lookback, nl: SlackTexts
) -> None:
    assert nl("practice_not_assessment") in words(short_debrief(debriefs, look, nl).blocks)
    assert nl("practice_not_assessment") not in words(
        short_debrief(debriefs, replace(look, assessment=True), nl).blocks
    )


@pytest.mark.parametrize(
    ("change", "actions"),
    [
        (
            {},
            [Action.TABLE, Action.REDO, Action.REGISTER, Action.AGAIN, Action.NEXT, Action.SHARE],
        ),
        (
            {"may_share": False, "may_redo": False, "following": None},
            [Action.TABLE, Action.REGISTER, Action.AGAIN],
        ),
        ({"own": False}, [Action.TABLE]),
    ],
)
def test_there_are_buttons_for_what_somebody_may_do_now(
    change: dict[str, Any], actions: list[Action], debriefs: tuple[Debrief, ...], look: Lookback, nl: SlackTexts
) -> None:
    face = short_debrief(debriefs, replace(look, **change), nl)

    assert pressed(face.blocks) == actions
    assert debrief_view(debriefs, replace(look, **change), nl)["blocks"] == face.blocks


def test_what_trainers_marked_stands_with_its_message_for_who_may_see_it(
    debriefs: tuple[Debrief, ...], look: Lookback, nl: SlackTexts
) -> None:
    marks = (MarkRecord(PRACTICE, "U9", 4, "hier <even> stil", MONDAY), MarkRecord(PRACTICE, "U9", 6, "", MONDAY))
    said = words(short_debrief(debriefs, replace(look, marks=marks), nl).blocks)

    assert "<https://a.example/p4|bericht 4> (<@U9>): hier &lt;even&gt; stil" in said
    assert "<https://a.example/p6|bericht 6> (<@U9>)" in said
    assert nl("heading_marks") not in words(short_debrief(debriefs, look, nl).blocks)


def test_after_the_stop_word_there_is_one_kind_sentence_and_no_score(
    session: Session, training: Training, look: Lookback, nl: SlackTexts
) -> None:
    stopped = training.debriefs(replace(session, state=replace(session.state, outcome=Outcome.STOPPED)))
    face = short_debrief(stopped, look, nl)

    assert face.text == nl("stopped")
    assert [block["type"] for block in face.blocks] == ["section", "actions"]
    assert pressed(face.blocks) == [Action.AGAIN, Action.NEXT]
    assert words(table_view(stopped, look, nl)["blocks"]) == nl("stopped")
    assert debrief_table(stopped, look, nl) == ()


@pytest.mark.parametrize(("share", "shown"), [(0, "▱" * 10), (0.5, "▰" * 5 + "▱" * 5), (1, "▰" * 10), (None, "")])
def test_a_score_is_drawn_as_ten_blocks(share: float | None, shown: str) -> None:
    assert bar(share) == shown


def test_the_table_has_a_button_behind_every_criterion_that_was_assessed_and_it_opens(
    debriefs: tuple[Debrief, ...], look: Lookback, nl: SlackTexts
) -> None:
    view = table_view(debriefs, look, nl)
    why = [block["accessory"]["value"] for block in view["blocks"] if "accessory" in block]

    assessed = [(one.rubric.id, score.criterion.id) for one in debriefs for score in one.scores if score.assessed]
    assert [criterion_of(value) for value in why] == [(PRACTICE, *names) for names in assessed]
    assert all(nl(heading) in words(view["blocks"]) for heading in ("heading_swings", "heading_not_found"))
    assert view["private_metadata"] == PRACTICE


def test_an_opened_criterion_shows_what_counted_what_was_missing_and_the_source(
    debriefs: tuple[Debrief, ...], look: Lookback, nl: SlackTexts
) -> None:
    score = next(one for one in debriefs[0].scores if one.criterion.id == "listen")
    said = words(criterion_view(debriefs[0], "listen", look.links, nl)["blocks"])

    assert all(finding.text in said for finding in score.findings)
    assert all(f"<https://a.example/p{one.turn}|bericht {one.turn}>" in said for one in score.evidence)
    assert f"{nl('source')}: {score.criterion.source}" in said


def test_an_unknown_criterion_is_a_fault_of_ours(debriefs: tuple[Debrief, ...], nl: SlackTexts) -> None:
    with pytest.raises(KeyError):
        criterion_view(debriefs[0], "gone", {}, nl)


def test_the_whole_table_comes_in_as_few_messages_as_hold_it(
    debriefs: tuple[Debrief, ...], look: Lookback, nl: SlackTexts
) -> None:
    faces = debrief_table(debriefs, look, nl)
    said = "\n".join(words(face.blocks) for face in faces)

    assert len(faces) > 1
    assert all(f"*{one.criterion.name['nl']}*" in said for debrief in debriefs for one in debrief.scores)
    assert said.count(nl("probably_marks")) <= 1
