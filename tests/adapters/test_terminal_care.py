"""Care for the trainee in the terminal: how hard and how coarse it may get, and the question after a hard talk."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

ROOT = Path(__file__).parents[2]
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
RUDE = ["Ja maar dat is uw eigen schuld.", "Dat zijn nu eenmaal de regels.", "U overdrijft."]
RUDE_EN = ["Yes but that is your own fault.", "Those are the rules, I'm afraid.", "You are exaggerating."]
SWEARING = re.compile(r"\b(bloody|bollocks|piss|arse|shite|sod|eikel|schijtziek|gelul)", re.IGNORECASE)


def practise(*arguments: str, lines: list[str], **environment: str) -> str:
    """A whole practice through a pipe; what was shown."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "practise", "--talk", "1", *arguments],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "TIRADE_KEEP": "off", **environment},
        timeout=60,
        check=True,
    )
    return done.stdout


@pytest.fixture
def somebody() -> Iterator[pexpect.spawn[str]]:
    """Somebody who types, with a Dutch customer who is quick."""
    yield from typing("trouwjurk")


@pytest.fixture
def somebody_english() -> Iterator[pexpect.spawn[str]]:
    yield from typing("missed-visits")


def typing(persona: str) -> Iterator[pexpect.spawn[str]]:
    child: pexpect.spawn[str] = pexpect.spawn(
        sys.executable,
        ["-m", "bot", "practise", persona, "--talk", "1", "--speed", "1000"],
        cwd=ROOT,
        env={**os.environ, "TIRADE_KEEP": "off", "NO_COLOR": "1", "TERM": "xterm"},
        encoding="utf-8",
        timeout=30,
        dimensions=(40, 100),
    )
    yield child
    child.close(force=True)


def until(child: pexpect.spawn[str], text: str) -> None:
    child.expect_exact(text)


# --- how hard, how coarse ---


@pytest.mark.parametrize(
    ("persona", "level", "why"),
    [("trouwjurk", "Moeilijkheid: mild", "Er wordt gespeeld op mild"), ("late-parcel", "gentle", "played on gentle")],
)
def test_the_ceiling_of_the_settings_wins_over_what_was_asked_for(persona: str, level: str, why: str) -> None:
    shown = practise(persona, "--difficulty", "hard", lines=["/end", "6"], TIRADE_CEILING="gentle")

    assert level in shown
    assert why in shown


def test_what_is_gentle_enough_already_is_not_mentioned() -> None:
    shown = practise("trouwjurk", "--difficulty", "gentle", lines=["/end", "6"], TIRADE_CEILING="normal")

    assert "TIRADE_CEILING" not in shown


def test_nobody_swears_until_that_is_switched_on() -> None:
    says = [*RUDE_EN, "I will pass you on.", "Sorry you feel that way.", "I guarantee it.", "/end", "6"]

    decent = practise("cold-boiler", lines=says)
    coarse = practise("cold-boiler", lines=says, TIRADE_COARSE_LANGUAGE="on")

    assert not SWEARING.search(decent)
    assert SWEARING.search(coarse)
    assert len(decent.splitlines()) > 40  # he says as much as ever


def test_a_ceiling_that_there_is_not_is_told() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "practise", "trouwjurk"],
        input="",
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "TIRADE_CEILING": "soft"},
        timeout=60,
    )

    assert done.returncode == 1
    assert done.stderr == 'TIRADE_CEILING: "soft" is none of gentle, normal, hard.\n'


# --- the question after a hard talk ---


def test_a_script_is_not_asked_and_loses_no_line() -> None:
    shown = practise("trouwjurk", lines=[*RUDE, "/end", "1", "6"])

    assert "Hoe gaat het nu met je?" not in shown
    assert "De hele tabel" in shown


def test_after_a_hard_talk_somebody_is_asked_how_they_are_and_gets_a_kind_answer(
    somebody: pexpect.spawn[str],
) -> None:
    for line in RUDE:
        until(somebody, "jij ›")
        somebody.sendline(line)
    somebody.sendline("/end")

    until(somebody, "Dat was een pittig gesprek. Hoe gaat het nu met je?")
    until(somebody, "Enter slaat deze vraag over.")
    somebody.sendline("2")
    until(somebody, "Dat is niet gek.")
    until(somebody, "m  een mildere klant")
    somebody.sendline("m")
    until(somebody, "Moeilijkheid: mild")
    somebody.sendline("/stop")
    until(somebody, "Het gesprek is gestopt. Dat is goed.")
    until(somebody, "Hoe gaat het nu met je?")
    somebody.sendline("3")
    until(somebody, "Voor vandaag is het genoeg")
    somebody.expect(pexpect.EOF)


def test_enter_skips_the_question(somebody_english: pexpect.spawn[str]) -> None:
    for line in RUDE_EN:
        until(somebody_english, "you ›")
        somebody_english.sendline(line)
    somebody_english.sendline("/end")

    until(somebody_english, "Enter skips this question.")
    somebody_english.sendline("")
    until(somebody_english, "What now?")
    somebody_english.sendline("6")
    somebody_english.expect(pexpect.EOF)
    assert "customers will still be there" not in ESCAPES.sub("", somebody_english.before or "")


def test_after_a_talk_that_was_not_hard_nobody_is_asked(somebody: pexpect.spawn[str]) -> None:
    until(somebody, "jij ›")
    somebody.sendline("/end")

    assert somebody.expect_exact(["Wat nu?", "Hoe gaat het nu met je?"]) == 0
