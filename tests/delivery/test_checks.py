"""The checks of the crash test are themselves checked: a doctored log is complained of, a faultless one is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from crashing.checks import Evidence, faults
from crashing.evidence import Answer, Landed, Nudge, Place, Said, Seen, Told

HERE = "T1:C1:1"


def faultless() -> Evidence:
    """Four inputs of one conversation, the last two on their way together; a nudge after the second and the last."""
    told = [
        Told(HERE, "a", 0.0, 0.1),
        Told(HERE, "b", 0.2, 0.3),
        Told(HERE, "c", 5.0, 5.2),
        Told(HERE, "d", 5.0, 5.1),
    ]
    said: list[Said] = [
        Answer(HERE, "a", 1, 1.1, "s1"),
        Answer(HERE, "b", 2, 1.3, "s2"),
        Landed(HERE, 1, "s1"),
        Landed(HERE, 2, "s2"),
        Nudge(HERE, 2, 1.4),
        Answer(HERE, "d", 3, 6.1, "s3"),
        Answer(HERE, "c", 4, 6.2, "s4"),
        Landed(HERE, 3, "s3"),
        Landed(HERE, 4, "s4"),
        Nudge(HERE, 4, 6.2),
    ]
    return evidence(told, said, [(HERE, 2), (HERE, 4)])


def evidence(told: list[Told], said: list[Said], awaited: list[tuple[str, int]]) -> Evidence:
    seen = [Seen(Place("C1", "1"), repr(one), str(number), f"s{number}") for number, one in enumerate(said)]
    return Evidence(told, seen, said, awaited)


def with_said(*said: Said) -> Evidence:
    whole = faultless()
    return evidence(list(whole.told), list(said), list(whole.awaited))


def complaints(of: Evidence) -> set[str]:
    return {kind for kind, ones in faults(of).items() if ones}


def test_a_faultless_run_is_not_complained_of() -> None:
    assert complaints(faultless()) == set()


def test_an_input_without_an_answer_is_lost() -> None:
    whole = faultless()

    doctored = replace(whole, told=[*whole.told, Told(HERE, "e", 9.0, 9.1)])

    assert complaints(doctored) == {"lost"}


def test_an_answer_that_never_reached_slack_is_a_lost_input() -> None:
    said = [one for one in faultless().said if not (isinstance(one, Answer) and one.key == "c")]

    assert {"lost", "false_timers"} == complaints(with_said(*said))


def test_an_answer_to_what_nobody_said_is_invented() -> None:
    whole = faultless()

    assert "invented" in complaints(replace(whole, told=whole.told[1:]))


def test_an_input_that_was_counted_again_is_dealt_with_twice() -> None:
    said = [*faultless().said[:-1], Answer(HERE, "c", 5, 6.3, "s5"), Landed(HERE, 5, "s5")]

    assert {"dealt_with_twice", "miscounted"} <= complaints(with_said(*said))


def test_a_post_that_stands_there_twice_is_seen_by_its_words() -> None:
    said = list(faultless().said)

    assert "posted_twice" in complaints(with_said(*said[:2], said[1], *said[2:]))


def test_a_post_that_stands_there_twice_is_seen_by_its_id() -> None:
    whole = faultless()

    doctored = replace(whole, seen=[*whole.seen, replace(whole.seen[3], text="something else")])

    assert complaints(doctored) == {"posted_twice"}


def test_answers_in_another_order_are_disordered() -> None:
    first, second, *rest = faultless().said

    assert "disordered" in complaints(with_said(second, first, *rest))


def test_an_input_that_overtook_an_acknowledged_one_is_disordered() -> None:
    first, second, *rest = faultless().said
    assert isinstance(first, Answer)
    assert isinstance(second, Answer)

    doctored = with_said(replace(first, key="b"), replace(second, key="a"), *rest)

    assert complaints(doctored) == {"disordered"}


def test_inputs_that_were_on_their_way_together_may_come_in_any_order() -> None:
    swapped = {"c": "d", "d": "c"}
    said = [
        replace(one, key=swapped.get(one.key, one.key)) if isinstance(one, Answer) else one for one in faultless().said
    ]

    assert complaints(with_said(*said)) == set()


def test_a_state_that_skipped_a_number_is_miscounted() -> None:
    said = [replace(one, number=5) if isinstance(one, Answer | Landed | Nudge) and one.number == 4 else one
            for one in faultless().said]  # fmt: skip

    assert "miscounted" in complaints(with_said(*said))


def test_a_silence_without_a_nudge_misses_a_timer() -> None:
    assert complaints(with_said(*faultless().said[:-1])) == {"missing_timers"}


@pytest.mark.parametrize(
    ("nudge", "place"),
    [
        (Nudge(HERE, 4, 6.1), -1),  # before it was due
        (Nudge(HERE, 1, 1.4), 4),  # behind the answer that should have cancelled it
        (Nudge(HERE, 3, 6.3), 6),  # though the next input was acknowledged before it was due
    ],
)
def test_a_nudge_that_should_not_have_come_is_false(nudge: Nudge, place: int) -> None:
    said = list(faultless().said)

    assert "false_timers" in complaints(with_said(*said[:place], nudge, *said[place:]))


@pytest.mark.parametrize(
    "landed",
    [(), (Landed(HERE, 4, "s9"),), (Landed(HERE, 4, "s4"), Landed(HERE, 4, "s4"))],
    ids=["missing", "wrong place", "twice"],
)
def test_a_receipt_that_is_missing_wrong_or_double_is_complained_of(landed: tuple[Landed, ...]) -> None:
    said = list(faultless().said)

    assert "receipts" in complaints(with_said(*said[:8], *landed, *said[9:]))
