"""The archive gives back exactly what was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from records import FILES, TALKS, TEAM, a_practice, a_session, days, kept, turns_of

from bot.adapters.store import Store
from bot.adapters.store.codec import decode, encode
from bot.core.conversation import State, Turn
from bot.core.debrief import Debrief
from bot.core.persona import Outcome
from bot.core.registering import Entry, Field
from bot.training import Training
from bot.training.archive import DebriefRecord, MarkRecord, PersonSettings, PracticeRecord, RegistrationRecord

every_talk = pytest.mark.parametrize("file", FILES[::5], ids=lambda file: f"{file.parent.name}-{file.stem}")


@every_talk
def test_a_real_talk_comes_back_as_it_was(file: Path, training: Training) -> None:
    session = a_session(training, file)

    assert [decode(Turn, encode(Turn, turn)) for turn in session.transcript] == list(session.transcript)
    assert decode(State, encode(State, session.state)) == session.state
    assert {number: decode(State, encode(State, one)) for number, one in session.before.items()} == session.before
    for debrief in training.debriefs(session):
        assert decode(Debrief, encode(Debrief, debrief)) == debrief


def test_a_practice_and_all_that_belongs_to_it_comes_back(store: Store, training: Training) -> None:
    session = a_session(training, TALKS / "jaarnota" / "strong.yaml")
    practice = a_practice("p", session, trainees=("U2", "U1"), trainer="U9", shared=True, redo_of="o", redo_turn=3)
    turns = turns_of(practice, session)
    debriefs = training.debriefs(session)
    written = RegistrationRecord("p", "U2", (Entry(Field.CAUSE, "meter verwisseld \x00", "meters verwisseld", True),))

    kept(store, (practice, *turns, *(DebriefRecord("p", one) for one in debriefs), written))

    assert store.practice("p") == practice
    assert list(store.turns("p")) == list(turns)
    assert tuple(store.debriefs("p")) == debriefs
    assert store.registration("p") == written


def test_what_is_not_there_is_nothing(store: Store) -> None:
    assert store.practice("p") is None
    assert store.turns("p") == ()
    assert store.debriefs("p") == ()
    assert store.registration("p") is None
    assert store.marks("p") == ()
    assert store.running(TEAM, "U1") == store.recent(TEAM, "U1", 5) == store.of_trainer(TEAM, 5) == ()


def test_a_practice_that_changes_is_replaced(store: Store) -> None:
    begun = a_practice("p", ended=None, outcome=None)
    kept(store, (begun,))

    ended = replace(begun, ended=days(3), outcome=Outcome.RESOLVED, shared=True, trainees=("U1", "U2"))
    kept(store, (ended,))

    assert store.practice("p") == ended


def test_a_turn_with_the_same_number_is_replaced(store: Store, training: Training) -> None:
    session = a_session(training)
    practice = a_practice("p", session)
    turns = turns_of(practice, session)
    edited = replace(turns[1], turn=replace(turns[1].turn, text="edited"), before=None)

    kept(store, (practice, *turns))
    kept(store, (edited,))

    assert list(store.turns("p")) == [turns[0], edited, *turns[2:]]


def test_debriefs_come_in_the_order_of_the_rubrics(store: Store, training: Training) -> None:
    session = a_session(training)
    (one,) = training.debriefs(session)[:1]
    other = replace(one, rubric=replace(one.rubric, id="another"))

    kept(
        store, (a_practice("p", rubrics=("another", one.rubric.id)), DebriefRecord("p", one), DebriefRecord("p", other))
    )

    assert list(store.debriefs("p")) == [other, one]


def ids(practices: object) -> list[str]:
    assert isinstance(practices, tuple)
    return [practice.id for practice in practices]


@pytest.fixture
def shelf(store: Store) -> Store:
    """Practices of several people, in several states."""
    practices: tuple[PracticeRecord, ...] = (
        a_practice("old", ended=days(3)),
        a_practice("new", ended=days(9), shared=True),
        a_practice("seen", ended=days(5), private=False, trainees=("U1", "U2"), trainer="U9"),
        a_practice("on", ended=None, started=days(8)),
        a_practice("on too", ended=None, started=days(9), trainees=("U2",), trainer="U1", channel="C2"),
        a_practice("abroad", workspace="T2", shared=True, ended=days(4)),
    )
    kept(store, practices)
    return store


def test_the_running_practices_are_those_of_trainees_and_trainers_the_newest_first(shelf: Store) -> None:
    assert ids(shelf.running(TEAM, "U1")) == ["on too", "on"]
    assert ids(shelf.running(TEAM, "U2")) == ["on too"]
    assert ids(shelf.running("T2", "U1")) == []


def test_the_running_practices_of_a_channel(shelf: Store) -> None:
    assert ids(shelf.running_in(TEAM, "C1")) == ["on"]
    assert ids(shelf.running_in(TEAM, "C2")) == ["on too"]


def test_the_recent_practices_are_those_of_the_trainee_the_newest_first(shelf: Store) -> None:
    assert ids(shelf.recent(TEAM, "U1", 9)) == ["new", "seen", "old"]
    assert ids(shelf.recent(TEAM, "U1", 2)) == ["new", "seen"]
    assert ids(shelf.recent(TEAM, "U9", 9)) == []


def test_trainers_see_what_was_launched_as_visible_or_shared(shelf: Store) -> None:
    assert ids(shelf.of_trainer(TEAM, 9)) == ["new", "seen"]
    assert ids(shelf.of_trainer(TEAM, 1)) == ["new"]


def test_marks_come_in_the_order_of_the_turns(store: Store) -> None:
    late = MarkRecord("p", "U9", 7, "well held \ud83d", days(2))
    early = MarkRecord("p", "U9", 2, "", days(3))

    kept(store, (a_practice("p"), late))
    kept(store, (early,))

    assert store.marks("p") == (early, late)


def test_moments_are_kept_in_utc(store: Store) -> None:
    summer = datetime(2026, 7, 1, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))

    kept(store, (a_practice("p", started=summer, ended=None),))

    practice = store.practice("p")
    assert practice is not None
    assert practice.started == summer
    assert practice.started.tzinfo == UTC


def test_what_a_person_chose_is_kept_for_that_workspace(store: Store) -> None:
    assert store.settings(TEAM, "U1") == PersonSettings(TEAM, "U1")

    store.choose(PersonSettings(TEAM, "U1", "nl"))
    store.choose(PersonSettings(TEAM, "U1", "en", ceiling="normal", coarse=True))

    assert store.settings(TEAM, "U1") == PersonSettings(TEAM, "U1", "en", ceiling="normal", coarse=True)
    assert store.settings("T2", "U1") == PersonSettings("T2", "U1")


def test_the_team_is_whoever_takes_part_and_no_practice_with_somebody_else_in_it(store: Store) -> None:
    records = (
        a_practice("mine", private=False),
        a_practice("both", trainees=("U1", "U2"), private=False),
        a_practice("with U3", trainees=("U1", "U3"), private=False),
        a_practice("with nobody", trainees=("U1", ""), private=False),
        a_practice("running", ended=None, private=False),
        a_practice("elsewhere", workspace="T2", private=False),
        a_practice("led", trainees=("U3",), trainer="U1", private=False),
    )
    kept(store, records)
    assert store.of_team(TEAM, 10) == ()

    for person in ("U1", "U2"):
        store.choose(PersonSettings(TEAM, person, in_team=True))
    taking_part = [one.id for one in store.of_team(TEAM, 10)]
    store.choose(PersonSettings(TEAM, "U2"))
    without = [one.id for one in store.of_team(TEAM, 10)]
    store.delete(TEAM, "U1")

    assert taking_part == ["both", "mine"]
    assert without == ["mine"]
    assert store.of_team(TEAM, 10) == ()


def test_the_team_never_reads_what_is_private_not_even_of_who_takes_part(store: Store) -> None:
    store.choose(PersonSettings(TEAM, "U1", in_team=True))
    private, shared, seen = a_practice("mine"), a_practice("told", shared=True), a_practice("seen", private=False)
    kept(store, (private, shared, seen))

    assert ids(store.of_team(TEAM, 10)) == ["seen", "told"]
    kept(store, (replace(shared, shared=False),))
    assert ids(store.of_team(TEAM, 10)) == ["seen"]
    kept(store, (replace(private, shared=True),))
    assert ids(store.of_team(TEAM, 10)) == ["mine", "seen"]
