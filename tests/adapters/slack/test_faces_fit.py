"""Every face, for every customer, method and scripted talk, in both languages, is something that Slack takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import pytest
from blockkit import message_problems, view_problems
from fakes import MONDAY

from bot import bootstrap
from bot.adapters.slack.faces.blocks import Face
from bot.adapters.slack.faces.card import Card, CardState, card
from bot.adapters.slack.faces.commands import customers_list, help_text, problems, rubrics_list, which_practice
from bot.adapters.slack.faces.debrief import debrief_view, short_debrief
from bot.adapters.slack.faces.escaping import escape
from bot.adapters.slack.faces.home import Home, Listed, home
from bot.adapters.slack.faces.launch_form import FormContext, launch_form
from bot.adapters.slack.faces.lookback import Lookback
from bot.adapters.slack.faces.planning import plan_form
from bot.adapters.slack.faces.progress import progress_view
from bot.adapters.slack.faces.redo_form import redo_form, redo_result
from bot.adapters.slack.faces.register_form import register_form, registered
from bot.adapters.slack.faces.reviewing import Readback, comment_form, readback_view, review_form
from bot.adapters.slack.faces.table import criterion_view, debrief_table, table_view
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.faces.trainer_forms import mark_form, whisper_form
from bot.adapters.slack.launch import Action, Launch
from bot.adapters.slack.words import parse_command
from bot.core.moves import Language
from bot.core.persona import Outcome
from bot.core.registering import Field
from bot.report.progress import Line, Method, Next, Overview
from bot.report.readback import readback
from bot.training import Library, Session, Training
from bot.training.archive import MarkRecord, PersonSettings, PracticeRecord, VerdictRecord
from bot.training.progress import Trend

TALKS = sorted((Path(__file__).parents[2] / "conversations").glob("*/*.yaml"))
NASTY = "<!channel> <https://evil.example|x> & *bold* `code` :tada: @here " + "🇳🇱👩🏽‍🦳" * 400
PRACTICE = "T0123456789:C0123456789:1767225600.123456"
both_languages = pytest.mark.parametrize("language", ["nl", "en"])
every_talk = pytest.mark.parametrize("file", TALKS, ids=lambda file: f"{file.parent.name}-{file.stem}")


@every_talk
def test_the_debrief_of_every_scripted_talk_fits(
    file: Path,
    scripted: Callable[[str, str], Session],
    training: Training,
    slack_texts: dict[Language, SlackTexts],
) -> None:
    session = replace(scripted(file.parent.name, file.stem), rubrics=tuple(training.library.rubrics.values()))

    for texts in slack_texts.values():
        assert [found for face in debrief_faces(session, training, texts) for found in face] == []


def debrief_faces(session: Session, training: Training, texts: SlackTexts) -> Iterator[list[str]]:
    debriefs = training.debriefs(session)
    links = {
        turn.number: f"https://a.slack.com/archives/C1/p{turn.number}?thread_ts=1.2&cid=C1"
        for turn in session.transcript
    }
    following = training.next_customer(session.persona, debriefs)
    look = Lookback(PRACTICE, session.persona, following, links, may_share=True)
    yield message_problems(short_debrief(debriefs, look, texts).args)
    yield view_problems(debrief_view(debriefs, look, texts))
    yield view_problems(table_view(debriefs, look, texts))
    for debrief in debriefs:
        for criterion in debrief.rubric.criteria:
            yield view_problems(criterion_view(debrief, criterion.id, links, texts))
    for face in debrief_table(debriefs, look, texts):
        yield message_problems(face.args)
    yield view_problems(redo_form(PRACTICE, session.transcript, texts))


@both_languages
def test_the_card_of_every_customer_fits_in_every_state(
    language: Language, library: Library, slack_texts: dict[Language, SlackTexts]
) -> None:
    texts, rubrics = slack_texts[language], tuple(library.rubrics.values())
    launch = Launch("", (), ("U1", "U2"), "U3", "C1", "hard", False, 20, True)

    for persona in library.personas.values():
        shown = Card(launch, persona, rubrics, PRACTICE, redo_turn=4)
        faces = [card(shown, state, texts, outcome) for state in CardState for outcome in (None, *Outcome)]
        assert [found for face in faces for found in message_problems(face.args)] == []


@both_languages
def test_the_pages_and_forms_fit(language: Language, library: Library, slack_texts: dict[Language, SlackTexts]) -> None:
    texts = slack_texts[language]
    trainer = FormContext(
        "U1", True, channel="C1", preset=Launch("x", ("leon",), ("U2",), "U1", minutes=25, coaching=True)
    )
    views = [
        launch_form(texts, library, FormContext("U1", ceiling="normal")),
        launch_form(texts, library, trainer),
        register_form(PRACTICE, texts),
        register_form(PRACTICE, texts, dict.fromkeys(Field, NASTY)),
        redo_form(PRACTICE, (), texts),
        whisper_form(texts, PRACTICE),
        plan_form(texts, "America/Argentina/ComodRivadavia"),
        mark_form(texts, PRACTICE, NASTY),
        home(Home(PersonSettings("T1", "U1")), library, texts),
        home(full_home(library), library, texts),
    ]

    assert [found for view in views for found in view_problems(view)] == []


@both_languages
def test_what_commands_answer_fits(
    language: Language, library: Library, slack_texts: dict[Language, SlackTexts]
) -> None:
    texts = slack_texts[language]
    listed = [Listed(a_record(one, library), "", 40) for one in library.personas]
    wrong = parse_command("start trouwjrk <!channel> @nobody hrad", library).problems
    faces: list[Face] = [
        help_text(True, texts),
        help_text(False, texts),
        customers_list(library, texts),
        rubrics_list(library, texts),
        problems(wrong, texts),
        which_practice(Action.PAUSE, listed * 3, library, texts),
    ]

    assert len(wrong) == 4
    assert [found for face in faces for found in message_problems(face.args)] == []


@both_languages
def test_a_hundred_customers_fit_into_the_list_and_the_form(
    language: Language, library: Library, slack_texts: dict[Language, SlackTexts]
) -> None:
    texts = slack_texts[language]
    shipped = enumerate(islice(cycle(library.personas.values()), 100))
    many = {f"{one.id}-{number}": replace(one, id=f"{one.id}-{number}") for number, one in shipped}
    crowded = replace(library, personas=many)

    shown = str(customers_list(crowded, texts).blocks)
    assert all(one in shown for one in many)
    assert message_problems(customers_list(crowded, texts).args) == []
    assert view_problems(launch_form(texts, crowded, FormContext("U1"))) == []


@both_languages
def test_what_people_type_fits_however_nasty_it_is(
    language: Language,
    training: Training,
    scripted: Callable[[str, str], Session],
    slack_texts: dict[Language, SlackTexts],
) -> None:
    texts = slack_texts[language]
    session = scripted("trouwjurk", "weak")
    turns = tuple(replace(turn, text=NASTY) if turn.who == "trainee" else turn for turn in session.transcript)
    said = next(turn for turn in turns if turn.who == "trainee")
    _, entries = training.register(session, dict.fromkeys(Field, NASTY), MONDAY)

    assert view_problems(redo_form(PRACTICE, turns, texts)) == []
    assert message_problems(redo_result(said, said, texts).args) == []
    assert message_problems(registered(entries, texts).args) == []


def a_record(persona: str, library: Library) -> PracticeRecord:
    language = library.personas[persona].language if persona in library.personas else "nl"
    return PracticeRecord(
        PRACTICE, "T1", ("U1", "U2"), "U3", "C1", "1.2", True, persona, 1, ("leon",), "normal", language, MONDAY,
        MONDAY, Outcome.RESOLVED,
    )  # fmt: skip


def full_home(library: Library) -> Home:
    practices = tuple(
        Listed(a_record(one, library), "https://a.slack.com/x", 55) for one in (*library.personas, "gone")
    )
    settings = PersonSettings("T1", "U1", "en", "gentle", True, in_team=True)
    begun = tuple(library.personas.values())[:3]
    shown = an_overview(library, bootstrap.slack_texts()["nl"])
    return Home(settings, practices * 3, practices * 3, begun, practices * 5, 30, shown, True)


def an_overview(library: Library, texts: SlackTexts) -> Overview:
    """Progress in every method there is, with as many practices as are drawn, and a long reason."""
    lines = {
        rubric.id: tuple(
            Line(one.name[texts.language], 0.4, (0.4,) * 12, Trend.UP, texts("trend_up"), "12")
            for one in rubric.criteria
        )
        for rubric in library.rubrics.values()
    }
    methods = tuple(Method(one.name[texts.language], lines[one.id]) for one in library.rubrics.values())
    following = Next("trouwjurk", "👰", NASTY[:200], NASTY[:200], NASTY[:800])
    return Overview("t", texts.language, "lead", "private", following, (), "weeks", methods, "note")


@both_languages
def test_progress_in_every_method_fits(
    language: Language, library: Library, slack_texts: dict[Language, SlackTexts]
) -> None:
    texts = slack_texts[language]
    shown = an_overview(library, texts)

    view = progress_view(shown, texts)

    assert view_problems(view) == []
    assert all(escape(line.name) in str(view) for method in shown.methods for line in method.lines)


@both_languages
def test_reading_back_and_judging_fit_however_nasty_the_talk(
    language: Language,
    training: Training,
    scripted: Callable[[str, str], Session],
    slack_texts: dict[Language, SlackTexts],
) -> None:
    texts = slack_texts[language]
    session = scripted("trouwjurk", "weak")
    nasty = tuple(replace(turn, text=NASTY, moves=()) for turn in session.transcript)
    spoken = readback(session.persona, nasty, texts)
    marks = [MarkRecord(PRACTICE, "U9", one.turn, NASTY[:1000], MONDAY) for one in spoken] * 2
    read = Readback(PRACTICE, spoken, {}, marks, 0)

    for page in range(len(spoken)):
        assert view_problems(readback_view(replace(read, page=page), texts)) == []
    assert view_problems(comment_form(read, spoken[1], texts)) == []
    for debrief in training.debriefs(session):
        own = {
            one.criterion.id: VerdictRecord(PRACTICE, "leon", 1, one.criterion.id, "U9", "agree", NASTY[:1000], MONDAY)
            for one in debrief.scores
        }
        assert view_problems(review_form(PRACTICE, debrief, own, {}, texts)) == []
