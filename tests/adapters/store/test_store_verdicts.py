"""What trainers think of scores, and records that no talk brings: kept, replaced, and forgotten with their people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from records import a_practice, a_whole_practice, days, kept
from sqlalchemy.exc import IntegrityError

from bot.adapters.store import Store
from bot.training import Training
from bot.training.archive import MarkRecord, VerdictRecord


def a_verdict(practice: str = "p1", **changes: object) -> VerdictRecord:
    verdict = VerdictRecord(practice, "leon", 1, "listen", "W1", "partly", "Ünd \0 'so'", days(3), "reached")
    return replace(verdict, **changes)  # type: ignore[arg-type]


def test_verdicts_come_back_as_they_were(store: Store, training: Training) -> None:
    a_whole_practice(store, training, "p1")
    given = [a_verdict(), a_verdict(criterion="solve", at=days(2), level=None), a_verdict(trainer="W2", at=days(4))]

    store.keep(given)

    assert store.verdicts("p1") == (given[1], given[0], given[2])


def test_a_trainer_who_thinks_again_replaces_their_verdict(store: Store, training: Training) -> None:
    a_whole_practice(store, training, "p1")
    store.keep([a_verdict()])

    store.keep([a_verdict(verdict="agree", level=None, comment="On reflection.")])

    assert [(one.verdict, one.comment) for one in store.verdicts("p1")] == [("agree", "On reflection.")]


def test_the_author_of_a_method_sees_verdicts_on_practices_that_others_may_see(
    store: Store, training: Training
) -> None:
    a_whole_practice(store, training, "shared", shared=True)
    a_whole_practice(store, training, "private")
    a_whole_practice(store, training, "open", private=False)
    store.keep([a_verdict(one) for one in ("shared", "private", "open")])
    store.keep([a_verdict("shared", rubric="structured")])

    assert [one.practice for one in store.verdicts_on("leon")] == ["open", "shared"]
    assert store.verdicts_on("nobody") == ()


def test_what_is_kept_together_is_kept_whole_or_not_at_all(store: Store) -> None:
    practice = a_practice("p1")

    with pytest.raises(IntegrityError):
        store.keep([practice, a_verdict("another that is not there")])

    assert store.practice("p1") is None


def test_ended_practices_of_all_workspaces_come_by_their_end(store: Store) -> None:
    ends = {"old": days(1), "new": days(9), "middle": days(5)}
    store.keep([a_practice(name, ended=end, workspace=f"T-{name}") for name, end in ends.items()])
    store.keep([a_practice("running", ended=None)])

    assert [one.id for one in store.ended_since(None)] == ["new", "middle", "old"]
    assert [one.id for one in store.ended_since(days(5))] == ["new", "middle"]
    assert store.ended_since(datetime(2030, 1, 1, tzinfo=UTC)) == ()


def test_more_practices_than_fit_in_one_query_come_all_and_in_order(store: Store) -> None:
    store.keep([a_practice(f"p{number:04}", ended=days(1)) for number in range(1205)])

    assert [one.id for one in store.ended_since(None)] == [f"p{number:04}" for number in range(1205)]


def test_a_forgotten_trainer_takes_their_verdicts_and_marks_along_also_where_they_only_looked(
    store: Store, training: Training
) -> None:
    a_whole_practice(store, training, "p1", shared=True)
    kept(store, [MarkRecord("p1", "W1", 2, "my comment", days(3)), MarkRecord("p1", "W2", 2, "another's", days(3))])
    store.keep([a_verdict(), a_verdict(trainer="W2")])

    store.delete("T1", "W1")

    assert [one.trainer for one in store.verdicts("p1")] == ["W2"]
    assert [one.trainer for one in store.marks("p1")] == ["W2"]


def test_the_same_person_of_another_workspace_keeps_theirs(store: Store, training: Training) -> None:
    a_whole_practice(store, training, "p1", workspace="T2")
    store.keep([a_verdict()])

    store.delete("T1", "W1")

    assert len(store.verdicts("p1")) == 1


def test_verdicts_go_with_the_practice(store: Store, training: Training) -> None:
    a_whole_practice(store, training, "p1", shared=True)
    store.keep([a_verdict()])

    store.delete("T1", "U1")

    assert store.verdicts("p1") == ()


def test_everybody_can_see_what_is_kept_of_them(store: Store, training: Training) -> None:
    a_whole_practice(store, training, "p1", shared=True)
    store.keep([a_verdict()])

    trainer, trainee = store.export("T1", "W1"), store.export("T1", "U1")

    assert [one["comment"] for one in trainer["verdicts"]] == [a_verdict().comment]  # type: ignore[attr-defined]
    assert [one["criterion"] for one in trainee["practices"][0]["verdicts"]] == ["listen"]  # type: ignore[index]


def test_an_old_debrief_keeps_its_method_as_it_was(store: Store, training: Training) -> None:
    _, session = a_whole_practice(store, training, "p1")
    (before, *_) = training.debriefs(session)

    later = replace(session, rubrics=tuple(replace(one, version=9, criteria=()) for one in session.rubrics))

    assert {one.rubric.version for one in training.debriefs(later)} == {9}
    assert store.debriefs("p1")[0] == before
    assert store.debriefs("p1")[0].rubric.version == 1
