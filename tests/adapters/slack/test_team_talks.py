"""Team talks: every file under tests/conversations/in-slack, played through the real front door."""

from __future__ import annotations

from pathlib import Path

import pytest
from practice_room import Room
from team_script import read_script
from team_stage import play

from bot.content import ContentError

FOLDER = Path(__file__).parents[2] / "conversations" / "in-slack"
FILES = sorted(FOLDER.glob("*/*.yaml"))
TOGETHER = {"relay", "think-along", "observers", "contributions", "trainer-unseen"}
CARE = {"ceiling", "coarse", "stop-word", "check-in"}
every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")


@every_file
def test_everything_is_seen_as_the_file_says(file: Path, room: Room) -> None:
    assert play(room, read_script(file), file.parent.name) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_practising_together_and_care_are_played_in_both_languages(language: str) -> None:
    assert {file.stem for file in FILES if file.parent.name == language} >= TOGETHER | CARE


@every_file
def test_every_file_expects_something_of_almost_every_step(file: Path) -> None:
    steps = read_script(file).script.steps

    expecting = [one for one in steps if one.seen or one.unseen or one.heard or one.kept or one.signs]
    assert len(expecting) >= 0.6 * len(steps)
    assert any(one.seen for one in steps)


# --- a file can be wrong ---------------------------------------------------------------------------------------------

PLAY = """\
people: {Hilde: trainer, Yvonne: trainee, Sem: trainee, Koen: passer-by}
steps:
  - who: Hilde
    starts: {customer: trouwjurk, way: think_along}
  - who: Sem
    says: Wat vreselijk voor je, zo vlak voor je trouwdag.
"""


def written(folder: Path, text: str) -> Path:
    (folder / "nl").mkdir()
    file = folder / "nl" / "talk.yaml"
    file.write_text(text, "utf-8")
    return file


def test_what_is_right_is_let_through(tmp_path: Path, room: Room) -> None:
    right = (
        "    heard: nobody\n    signs: {Sem: bulb}\n    seen: {Yvonne: [Sem stelt voor, vreselijk], Koen: nothing}\n"
    )

    assert play(room, read_script(written(tmp_path, PLAY + right)), "nl") == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("heard: Sem", "the customer heard nobody"),
        ("seen: {Yvonne: [vreselijk, Sem stelt voor]}", "Yvonne: “Sem stelt voor” is not there, or not in this order"),
        ("seen: {Yvonne: nothing}", "Yvonne: nothing should be new, and there is: :bulb: @Sem stelt voor"),
        ("seen: {thread: something}", "thread: something should be new, and there is nothing"),
        ("seen: {card: Estafette}", "card: “Estafette” is not there"),
        ("unseen: {Yvonne: [rood, vreselijk]}", "Yvonne: “vreselijk” is there"),
        ("once: {Yvonne: e}", "Yvonne: “e” is there"),
        ("signs: {Sem: [bulb, white_check_mark]}", "on the message of Sem stands bulb"),
        ("kept: nothing", "something that is kept has changed"),
    ],
)
def test_an_expectation_that_does_not_hold_fails_at_its_line(
    wrong: str, sentence: str, tmp_path: Path, room: Room
) -> None:
    placed = read_script(written(tmp_path, f"{PLAY}    {wrong}\n"))

    (found,) = play(room, placed, "nl")

    assert found.startswith(f"talk.yaml:5: {sentence}")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            "  - who: Koen\n    presses: Geef door\n",
            'talk.yaml:7: Koen sees no button "Geef door"; there are: Afronden',
        ),
        ("  - who: Yvonne\n    adopts: Hilde\n", "talk.yaml:7: Hilde proposed nothing"),
        ("  - who: Koen\n    adopts: Sem\n", "talk.yaml:7: Koen sees no proposal of Sem"),
        ("  - who: Koen\n    tells: {saw: partly}\n", "talk.yaml:7: Koen was not asked what they saw"),
    ],
)
def test_what_somebody_cannot_do_fails_at_its_line(wrong: str, sentence: str, tmp_path: Path, room: Room) -> None:
    placed = read_script(written(tmp_path, PLAY + wrong))

    (found,) = play(room, placed, "nl")

    assert found.startswith(sentence)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("    sees: {Sem: x}\n", '7:5: item 2 of "steps" has no key "sees"'),
        ("  - who: Sem\n    shouts: hallo\n", '8:5: item 3 of "steps" has no key "shouts"'),
        ("  - who: Sem\n", "7:5: this step does nothing; it must do one of starts, chooses, says"),
        ("  - who: Sem\n    says: x\n    waits: 2m\n", "7:5: this step does says and waits"),
        ("  - says: hallo\n", '7:5: give "who" with everything but "waits"'),
        ("  - waits: twee minuten\n", '7:12: "twee minuten" is no duration'),
        ("  - {who: Bas, says: hallo}\n", '7:11: "Bas" is nobody here; it can be Hilde, Yvonne, Sem, Koen'),
        ("    heard: Bas\n", '7:12: "Bas" is nobody here'),
        ("    seen: {Bas: x}\n", '7:12: "Bas" is no person and no place here; it can be thread, customer, card'),
        ("    signs: {thread: x}\n", '7:13: "thread" is no person and no place here'),
        ("  - {who: Sem, tells: {saw: misschien}}\n", "misschien"),
        ("  - {who: Sem, starts: {customer: x, way: race}}\n", "race"),
    ],
)
def test_a_mistake_in_a_file_is_told_at_its_place(wrong: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as refused:
        read_script(written(tmp_path, PLAY + wrong))

    assert sentence in str(refused.value)


def test_somebody_must_practise(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="nobody is a trainee"):
        read_script(written(tmp_path, "people: {Hilde: trainer}\nsteps: []\n"))
