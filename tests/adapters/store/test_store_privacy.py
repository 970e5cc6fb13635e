"""A person gets everything that is kept of them, and can be forgotten; old practices go by themselves."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import MONDAY
from records import TEAM, a_practice, a_whole_practice, days, kept, turns_of
from sqlalchemy import select

from bot.adapters.store import Store
from bot.adapters.store.redacting import emptied
from bot.adapters.store.tables import metadata
from bot.core.commitments import Commitment
from bot.core.conversation import Mood, Turn
from bot.delivery import Input, Post, Result, Timer
from bot.training import Session, Training
from bot.training.archive import MarkRecord, PersonSettings, RegistrationRecord

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""PostgreSQL overwrites what was deleted at its next vacuum."""


def everything(store: Store) -> str:
    """All that stands in the database, as one text."""
    with store.engine.begin() as tx:
        rows = [row for table in metadata.sorted_tables for row in tx.execute(select(table))]
    return "\n".join(json.dumps(list(row), default=str) for row in rows).encode().decode("unicode_escape")


def sentences(session: Session, place: int, of: int) -> list[str]:
    """What trainee number ``place`` of ``of`` wrote, in pieces that are long enough to be told by."""
    texts = [turn.text for turn in session.transcript if turn.who == "trainee"][place::of]
    pieces = [piece.strip() for text in texts for piece in re.split(r"[.!?\n]", text)]
    return [piece for piece in pieces if len(piece) >= 15]


def test_an_export_has_everything_of_a_person(store: Store, training: Training) -> None:
    practice, session = a_whole_practice(store, training, "p")
    kept(store, (RegistrationRecord("p", "U1", ()), MarkRecord("p", "U9", 2, "well held", days(2))))
    store.choose(PersonSettings(TEAM, "U1", "nl"))

    export = json.loads(json.dumps(store.export(TEAM, "U1")))

    assert export["settings"]["language"] == "nl"
    (one,) = export["practices"]
    assert one["practice"]["id"] == practice.id
    assert [turn["text"] for turn in one["turns"]] == [turn.text for turn in session.transcript]
    assert len(one["debriefs"]) == len(session.rubrics)
    assert one["registration"] == {"practice": "p", "person": "U1", "entries": []}
    assert [mark["comment"] for mark in one["marks"]] == ["well held"]


def test_an_export_has_nothing_of_others(store: Store, training: Training) -> None:
    _, session = a_whole_practice(store, training, "p", trainees=("U1", "U2"), trainer="U9")
    a_whole_practice(store, training, "q", trainees=("U3",))

    export = json.dumps(store.export(TEAM, "U1"), ensure_ascii=False)

    assert all(piece in export for piece in sentences(session, 0, 2))
    assert not any(piece in export for piece in sentences(session, 1, 2))
    assert '"q"' not in export


def test_a_trainers_export_has_what_they_did_and_not_what_trainees_wrote(store: Store, training: Training) -> None:
    _, session = a_whole_practice(store, training, "p", trainer="U9")
    kept(store, (MarkRecord("p", "U9", 2, "mine", days(2)), MarkRecord("p", "U8", 2, "not mine", days(2))))

    export = json.dumps(store.export(TEAM, "U9"), ensure_ascii=False)

    assert '"mine"' in export
    assert "not mine" not in export
    assert not any(piece in export for piece in sentences(session, 0, 1))


def test_an_export_of_somebody_unknown_is_empty(store: Store) -> None:
    assert store.export(TEAM, "U1")["practices"] == []


def test_a_forgotten_person_leaves_nothing_of_a_practice_that_was_theirs_alone(
    store: Store, training: Training
) -> None:
    _, session = a_whole_practice(store, training, "p", trainees=("U777",), trainer="U9")
    kept(store, (RegistrationRecord("p", "U777", ()), MarkRecord("p", "U9", 2, "well held", days(2))))
    store.choose(PersonSettings(TEAM, "U777", "nl"))
    store.accept(Input("p", "undone", {"user": "U777", "text": "not dealt with"}), 20.0)
    a_practice_of_another(store)

    assert store.delete(TEAM, "U777") == 1

    left = everything(store)
    assert "U777" not in left
    assert "not dealt with" not in left
    assert "well held" not in left
    assert not any(piece in left for piece in sentences(session, 0, 1))
    assert store.practice("other") is not None
    assert store.claim("me", 99.0, 10.0, 5) == ()


def a_practice_of_another(store: Store) -> None:
    kept(store, (a_practice("other", trainees=("U2",)),))


def test_what_was_under_way_for_a_forgotten_person_goes_too(store: Store) -> None:
    store.accept(Input("p", "e1", {"user": "U777"}), 10.0)
    (work,) = store.claim("me", 10.0, 10.0, 1)
    under_way = Result(
        {"n": 1},
        posts=(Post({"method": "chat.postMessage"}),),
        timers=(Timer("nudge", 20.0, {}),),
        records=(a_practice("p", trainees=("U777",), ended=None),),
    )
    store.commit(work, under_way, 10.0)

    store.delete(TEAM, "U777")

    assert store.next_due(10.0) is None
    assert store.backlog(99.0) == (0, 0)


def test_whoever_was_dealing_with_a_forgotten_persons_practice_keeps_nothing(store: Store, training: Training) -> None:
    practice, session = a_whole_practice(store, training, "p", trainees=("U777",))
    store.accept(Input("p", "late", {"user": "U777"}), 20.0)
    (work,) = store.claim("me", 20.0, 10.0, 1)

    store.delete(TEAM, "U777")

    assert not store.commit(work, Result({"n": 2}, records=(practice, *turns_of(practice, session))), 21.0)
    assert "U777" not in everything(store)


def test_not_even_when_the_conversation_has_begun_again(store: Store) -> None:
    store.accept(Input("p", "e1", {"user": "U777"}), 20.0)
    (work,) = store.claim("me", 20.0, 10.0, 1)
    begun = Result({}, records=(a_practice("p", trainees=("U777",), ended=None),))
    store.commit(work, begun, 20.0)
    store.accept(Input("p", "e2", {"user": "U777"}), 21.0)
    (stale,) = store.claim("me", 21.0, 10.0, 1)
    store.delete(TEAM, "U777")
    for number in range(3):
        store.accept(Input("p", f"new {number}", {"user": "U2"}), 22.0)
        (fresh,) = store.claim("another", 22.0, 10.0, 1)

        assert not store.commit(stale, begun, 23.0)

        assert store.commit(fresh, Result(None), 23.0)
    assert store.practice("p") is None


def test_from_a_practice_with_others_only_the_forgotten_persons_words_and_name_go(
    store: Store, training: Training
) -> None:
    practice, session = a_whole_practice(store, training, "p", trainees=("U777", "U2"), trainer="U9")
    before = store.turns("p")

    assert store.delete(TEAM, "U777") == 0

    left = everything(store)
    assert "U777" not in left
    assert not any(piece in left for piece in sentences(session, 0, 2))
    assert all(piece in left for piece in sentences(session, 1, 2))
    assert store.practice("p") == replace(practice, trainees=("U2",))
    after = store.turns("p")
    assert [one.turn.mood for one in after] == [one.turn.mood for one in before]
    theirs = [one for one, was in zip(after, before, strict=True) if was.person == "U777"]
    assert theirs
    assert all((one.turn.text, one.turn.effects, one.before) == ("", (), None) for one in theirs)
    assert [one.turn.text for one in after if one.person == "U2"] == [
        one.turn.text for one in before if one.person == "U2"
    ]
    assert [one.score for one in store.debriefs("p")] == [one.score for one in training.debriefs(session)]


def test_a_forgotten_trainee_does_not_come_back_with_the_practices_next_change(
    store: Store, training: Training
) -> None:
    practice, _ = a_whole_practice(store, training, "p", trainees=("U777", "U2"))
    store.delete(TEAM, "U777")

    kept(store, (replace(practice, shared=True),))

    assert store.practice("p") == replace(practice, trainees=("U2",), shared=True)


def test_the_last_trainee_who_is_forgotten_takes_the_practice_along(store: Store, training: Training) -> None:
    a_whole_practice(store, training, "p", trainees=("U777", "U2"))
    store.delete(TEAM, "U777")

    assert store.delete(TEAM, "U2") == 1
    assert store.practice("p") is None


def test_a_forgotten_trainer_leaves_the_trainees_their_practice(store: Store, training: Training) -> None:
    practice, _ = a_whole_practice(store, training, "p", trainer="U999")
    kept(store, (MarkRecord("p", "U999", 2, "a mark", days(2)), MarkRecord("p", "U8", 2, "kept", days(2))))

    assert store.delete(TEAM, "U999") == 0

    assert store.practice("p") == replace(practice, trainer=None)
    assert [mark.comment for mark in store.marks("p")] == ["kept"]
    assert "U999" not in everything(store)


def test_somebody_of_the_same_id_in_another_workspace_is_left_alone(store: Store) -> None:
    kept(store, (a_practice("p", workspace="T2"),))
    store.choose(PersonSettings("T2", "U1", "nl"))

    assert store.delete(TEAM, "U1") == 0
    assert store.practice("p") is not None
    assert store.settings("T2", "U1").language == "nl"


def test_nobody_is_nobody(store: Store) -> None:
    a_practice_of_another(store)
    store.delete(TEAM, "U2")

    assert store.delete(TEAM, "") == 0


@only_sqlite
def test_sqlite_has_overwritten_what_was_forgotten(store: Store, training: Training, database_url: str) -> None:
    file = Path(database_url.removeprefix("sqlite:///"))
    _, session = a_whole_practice(store, training, "p", trainees=("U777",))
    store.delete(TEAM, "U777")

    on_disk = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert b"U777" not in on_disk
    pieces = [json.dumps(piece)[1:-1].encode() for piece in sentences(session, 0, 1)]
    assert pieces
    assert not any(piece in on_disk for piece in pieces)


def test_practices_that_ended_before_a_moment_are_forgotten(store: Store) -> None:
    kept(store, (a_practice("old", ended=days(3)), a_practice("new", ended=days(9))))
    kept(store, (), talk="old", state={"n": 1})
    kept(store, (a_practice("on", started=days(8), ended=None),))

    assert store.forget_before(days(5)) == 1

    assert store.practice("old") is None
    assert '"old"' not in everything(store)
    assert {one.id for one in (*store.recent(TEAM, "U1", 9), *store.running(TEAM, "U1"))} == {"new", "on"}


def test_a_practice_that_never_ended_goes_when_it_has_been_still_so_long(store: Store, training: Training) -> None:
    practice, session = a_whole_practice(store, training, "p", ended=None, started=days(2))
    last = max(turn.at for turn in session.transcript)

    assert store.forget_before(last) == 0
    assert store.practice("p") == practice
    assert store.forget_before(max(last, days(28)).replace(year=2027)) == 1


def test_more_practices_than_go_at_once_all_go(store: Store) -> None:
    kept(store, [a_practice(f"p{number}", ended=days(3)) for number in range(450)])

    assert store.forget_before(days(5)) == 450


def test_of_a_promise_that_a_forgotten_person_came_back_to_only_the_moment_is_left() -> None:
    promise = Commitment(3, "call_back", "Ik bel u morgen om drie uur.", MONDAY, None, None)
    came_back = Turn(5, MONDAY, "trainee", "Zoals beloofd.", Mood(50, 50), follows=promise)

    assert emptied(came_back).follows == replace(promise, quote="")
