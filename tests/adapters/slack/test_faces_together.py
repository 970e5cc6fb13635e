"""What is seen of a practice of several people: short, clear, and something that Slack takes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from blockkit import message_problems, view_problems
from fakes import MONDAY
from practice_room import text_of

from bot.adapters.slack.faces.card import Card, CardState, card
from bot.adapters.slack.faces.debrief import short_debrief
from bot.adapters.slack.faces.launch_form import FormContext, launch_form
from bot.adapters.slack.faces.lookback import Lookback
from bot.adapters.slack.faces.marked import mention
from bot.adapters.slack.faces.notices import Notice
from bot.adapters.slack.faces.observing import Watched, asked, assigned, observation, observation_form, watched_in
from bot.adapters.slack.faces.rendering import Authored
from bot.adapters.slack.faces.table import criterion_view, table_view
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.faces.together import proposal_message, proposal_of, sender_message, turn_message
from bot.adapters.slack.inputs import Said
from bot.adapters.slack.launch import Launch, Way
from bot.content import read_talk
from bot.core.debrief import Debrief, Observation, best
from bot.core.moves import Language
from bot.training import Library, Training
from bot.training.contributing import Contribution
from bot.training.script import play

NASTY = "<!channel> <https://evil.example|x> & *bold* `code` :tada: @here " + "🇳🇱👩🏽‍🦳" * 400
PRACTICE = "T0123456789:C0123456789:1767225600.123456"
PEOPLE = tuple(f"U{number:010d}" for number in range(12))
both_languages = pytest.mark.parametrize("language", ["nl", "en"])


@pytest.fixture(scope="module")
def talk(training: Training, checkout: Path) -> tuple[Debrief, Lookback]:
    """A good talk, as twelve people had it, with something to say of the first two."""
    script = read_talk(checkout / "tests" / "conversations" / "trouwjurk" / "mixed.yaml")
    session = play(training, script, MONDAY).session
    debrief = training.debriefs(session)[0]
    said = [turn for turn in session.transcript if turn.who == "trainee"]
    links = {turn.number: Authored(f"https://a.slack.com/p{turn.number}", PEOPLE[n % 2]) for n, turn in enumerate(said)}
    found = [best(tuple(said[n::2])) if n < 2 else None for n in range(len(PEOPLE))]
    brought = [Contribution(one, own, own.effect.quote if own else "") for one, own in zip(PEOPLE, found, strict=True)]
    seen = tuple(Observation(one.id, PEOPLE[-1], "partly", NASTY[:500]) for one in debrief.rubric.criteria)
    look = Lookback(PRACTICE, session.persona, links=links, contributions=tuple(brought))
    return replace(debrief, observations=seen), look


@both_languages
def test_everything_that_is_said_in_the_thread_fits(
    language: Language, slack_texts: dict[Language, SlackTexts]
) -> None:
    texts, who = slack_texts[language], mention(PEOPLE[0])
    faces = [
        turn_message(Notice.YOUR_TURN, PRACTICE, texts, who=who),
        turn_message(Notice.TURN_OF_QUIET, PRACTICE, texts, who=who, late=who),
        turn_message(Notice.ANYBODYS_TURN, PRACTICE, texts),
        sender_message(PEOPLE[0], PRACTICE, texts),
        proposal_message(Said(PEOPLE[0], "1767225600.123457", NASTY), PRACTICE, texts),
    ]

    assert [message_problems(face.args) for face in faces] == [[]] * len(faces)
    assert max(len(face.text) for face in faces[:4]) < 120
    value = faces[-1].blocks[0]["accessory"]["value"]
    assert proposal_of(value) == (PRACTICE, "1767225600.123457")


@both_languages
def test_what_an_observer_gets_fits_for_every_criterion(
    language: Language, library: Library, slack_texts: dict[Language, SlackTexts]
) -> None:
    texts, persona = slack_texts[language], library.personas["trouwjurk"]
    launch = Launch("trouwjurk", (), PEOPLE, "U9", "C1")
    for rubric in library.rubrics.values():
        for criterion in rubric.criteria:
            watched = Watched(PRACTICE, launch, persona, rubric.id, criterion, "https://a.slack.com/archives/C1/p1")
            given, over = assigned(watched, texts), asked(watched, texts)
            value = over.blocks[1]["elements"][0]["value"]
            seen = Observation(criterion.id, PEOPLE[0], "not_seen", NASTY)
            faces = (given, over, observation(seen, criterion, texts))
            assert [message_problems(one.args) for one in faces] == [[], [], []]
            assert watched_in(value) == (PRACTICE, rubric.id, criterion.id)
            assert view_problems(observation_form(value, criterion, private=True, texts=texts)) == []


@both_languages
def test_the_card_and_the_form_of_a_team_fit_and_say_how_they_practise(
    language: Language, library: Library, slack_texts: dict[Language, SlackTexts]
) -> None:
    texts, persona = slack_texts[language], library.personas["trouwjurk"]
    for way in Way:
        launch = Launch("trouwjurk", (), PEOPLE, "U9", "C1", way=way, observers=PEOPLE)
        shown = card(Card(launch, persona, (library.rubrics["leon"],)), CardState.RUNNING, texts)
        assert message_problems(shown.args) == []
        assert (texts("card_relay") in str(shown.blocks)) == (way is Way.RELAY)
        form = FormContext("U9", may_launch_for_others=True, preset=launch)
        view = launch_form(texts, library, form)
        assert view_problems(view) == []
        chosen = next(one for one in view["blocks"] if one["block_id"] == "way")["element"]["initial_option"]
        assert chosen["value"] == way


def test_the_debrief_of_a_team_has_a_sentence_of_each_and_no_score_or_fault_of_anybody(
    talk: tuple[Debrief, Lookback], slack_texts: dict[Language, SlackTexts]
) -> None:
    texts, (debrief, look) = slack_texts["nl"], talk
    shown = short_debrief((debrief,), look, texts)
    said = text_of({"blocks": shown.blocks})

    assert message_problems(shown.args) == []
    places = [said.index(f"<@{one}>") for one in PEOPLE]
    assert places == sorted(places)
    assert said.count("van 100") == 1
    assert said.count("deed mee. Van elkaar horen is ook oefenen.") == 10
    steps = said.partition("Samen verder")[2]
    assert steps
    assert ">“" not in steps


def test_the_writer_of_what_helped_is_named_and_whose_words_cost_points_is_not(
    talk: tuple[Debrief, Lookback], slack_texts: dict[Language, SlackTexts]
) -> None:
    texts, (debrief, look) = slack_texts["nl"], talk
    views = [criterion_view(debrief, one.id, look.links, texts) for one in debrief.rubric.criteria]
    assert [view_problems(one) for one in (*views, table_view((debrief,), look, texts))] == [[]] * (len(views) + 1)

    grounds = [one["text"]["text"] for view in views for one in view["blocks"] if one["type"] == "section"]
    assert [one for one in grounds if one.startswith("✓") and "<@" in one]
    faults = [one for one in grounds if one.startswith("✗")]
    assert faults
    assert not [one for one in faults if "<@" in one]
    whole = text_of(table_view((debrief,), look, texts))
    assert "Jouw beste zin" not in whole
    assert "lette op *Luisteren*: Deels gezien." in whole
