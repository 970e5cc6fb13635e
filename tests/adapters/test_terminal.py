"""The terminal through its front door: lines through a pipe, and a real terminal with somebody who types."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

ROOT = Path(__file__).parents[2]
PRACTISE = ("-m", "bot", "practise")
INTERRUPTED = (str(Path(__file__).with_name("interrupted_practice.py")),)
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
IMPATIENT = """
id: haastig
name: Bea Haast
face: 👵
language: nl
title: {nl: Wil meteen antwoord, en: Wants an answer at once}
company: {name: Snelpost, field: pakketpost}
grievance:
  openings: [[Waar is mijn pakket, Ik wacht al dagen.]]
  founded: yes
  about_money: false
  anger: emotional
  feelings: [boos]
facts:
  - {id: lost, label: pakket kwijt, kind: story, told: true, says: [Het is weg.]}
  - {id: hurt, label: in de steek gelaten, kind: feeling, says: [Ik voel me in de steek gelaten.]}
  - {id: wish, label: wil het pakket, kind: wish, says: [Ik wil mijn pakket.]}
  - {id: cause, label: het was een cadeau, kind: cause, says: [Het was een cadeau.]}
mandate:
  briefing: [Je werkt bij Snelpost.]
  offers: [{id: again, label: een nieuw pakket, kind: replacement}]
resolutions: [{by: ["offer:again"]}]
patience: 1.0
lines:
  nudge: {any: [Hallo daar, Nog iemand wakker, Dit duurt lang]}
  give_up: {any: [Laat maar zitten dan]}
"""


def practise(
    *arguments: str, lines: list[str], folder: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A whole practice through a pipe."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "practise", *arguments],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


@pytest.fixture
def terminal() -> Iterator[object]:
    """Starts practices in a real terminal, and ends whatever is left of them."""
    started: list[pexpect.spawn[str]] = []

    def start(*arguments: str, program: tuple[str, ...] = PRACTISE, **environment: str) -> pexpect.spawn[str]:
        child = pexpect.spawn(
            sys.executable,
            [*program, *arguments],
            cwd=str(ROOT),
            env={**os.environ, "NO_COLOR": "1", "TERM": "xterm", **environment},  # type: ignore[arg-type]
            dimensions=(60, 100),
            encoding="utf-8",
            timeout=20,
        )
        started.append(child)
        child.expect_exact("\x1b[6n")  # where is the cursor? a terminal would answer by itself
        child.send("\x1b[1;1R")
        return child

    yield start
    for child in started:
        child.close(force=True)


def seen(child: pexpect.spawn[str]) -> str:
    """What the terminal has shown up to the last expectation, as plain text."""
    return ESCAPES.sub("", f"{child.before}{child.after if isinstance(child.after, str) else ''}")


@pytest.mark.parametrize(
    ("language", "customer", "message", "heading", "goodbye"),
    [
        ("nl", "Sanne", "Wat is er gebeurd?", "Dit neem je mee", "Tot de volgende keer."),
        ("en", "Priya", "What happened?", "What to try next", "Until next time."),
    ],
)
def test_a_practice_through_a_pipe_goes_from_the_choice_to_the_debrief(
    language: str, customer: str, message: str, heading: str, goodbye: str
) -> None:
    done = practise(lines=[language, customer, message, "/end", "6"])

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    parts = [done.stdout.find(part) for part in (customer, message, heading, goodbye)]
    assert -1 not in parts
    assert parts == sorted(parts)


def test_a_customer_can_be_chosen_by_number_and_a_wrong_choice_gets_the_nearest_name() -> None:
    done = practise(lines=["nl", "trouwjruk", "99", "sanne", "/end", "6"])

    assert '"trouwjruk" staat niet in de lijst. Bedoel je "trouwjurk"?' in done.stdout
    assert '"99" staat niet in de lijst.' in done.stdout
    assert "Sanne de Graaf\n   hoi" in done.stdout


def test_without_colour_and_at_80_columns_nothing_is_lost() -> None:
    done = practise("jaarnota", lines=["Vertelt u eens.", "/end", "1", "6"], NO_COLOR="1")

    assert "\x1b" not in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= 80
    assert "De hele tabel" in done.stdout


def test_the_stop_word_ends_at_once_without_a_score_and_with_a_kind_word() -> None:
    done = practise("trouwjurk", lines=["Ja maar dat is uw eigen schuld.", "/stop", "6"])

    assert "Het gesprek is gestopt. Dat is goed." in done.stdout
    assert "van 100" not in done.stdout
    assert "Dit neem je mee" not in done.stdout


def test_a_script_that_says_nothing_gets_the_rant_and_an_honest_debrief() -> None:
    done = practise("missed-visits", lines=[])

    assert done.returncode == 0, done.stderr
    assert "Priya Nair" in done.stdout
    assert "this talk gave nothing to assess" in done.stdout


def test_a_hint_and_the_facts_can_be_asked_for_and_an_unknown_command_gets_the_list() -> None:
    done = practise("trouwjurk", lines=["/hint", "/facts", "/hnt", "/help", "/pause", "", "/end", "6"])

    assert "Laat de klant eerst uitpraten." in done.stdout
    assert "• trouwt over negen dagen" in done.stdout
    assert '"/hnt" ken ik niet. Bedoel je "/hint"?' in done.stdout
    assert "De tijd staat stil." in done.stdout


def test_one_message_can_be_done_again_and_compared() -> None:
    lines = ["Het is uw eigen schuld.", "/end", "4", "2", "Wat erg, ik snap dat je in paniek bent.", "/end", "6"]

    done = practise("trouwjurk", lines=lines)

    assert "Je bent terug bij bericht 2." in done.stdout
    compared = re.search(r"Boosheid na dit bericht: eerst (\d+),\s+nu (\d+)", done.stdout)
    assert compared is not None
    assert int(compared[1]) > int(compared[2])
    assert "Zo liep het eerst: boosheid en vertrouwen" in done.stdout
    then, now = done.stdout.partition("Boosheid na dit bericht")[2].split("Nu schreef je")
    assert re.search(r"• boosheid \+\d+, vertrouwen −\d+: gaf de klant de schuld", then)
    assert re.search(r"• boosheid −\d+, vertrouwen \+\d+: benoemde het gevoel", now)


def test_one_message_can_be_done_again_twice_and_not_more() -> None:
    again = ["4", "2", "Wat erg voor u.", "/end"]

    done = practise("trouwjurk", lines=["Het is uw eigen schuld.", "/end", *again, *again, "4", "2", "6"])

    assert done.stdout.count("Je bent terug bij bericht 2.") == 2
    assert "Dit bericht heb je nu 2 keer overgedaan." in done.stdout


def test_the_complaint_can_be_registered_and_is_compared_with_what_was_really_the_matter() -> None:
    gap = "De rits van de trouwjurk gaat niet dicht, negen centimeter te klein, verkeerde voering."
    cause = "Marjolein ging weg en haar kaartjes met de maten zijn nooit in het nieuwe systeem gezet."

    done = practise(
        "trouwjurk", "--rubric", "structured", lines=["Vertel.", "/end", "2", gap, cause, "weet ik niet", "1", "6"]
    )

    shown = " ".join(done.stdout.split())
    assert "Waardoor kwam het: Dat klopt:" in shown
    assert "Wat wil de klant: Dit speelde er:" in shown
    assert "Je legde vast waar het echt vandaan kwam." in shown
    assert "Wat de klant wilde, staat er niet in." in shown


def test_the_debrief_can_be_saved_as_a_page(tmp_path: Path) -> None:
    done = practise("trouwjurk", lines=["Vertel.", "/end", "s", "6"], folder=tmp_path)

    (page,) = tmp_path.glob("tirade-trouwjurk-*.html")
    assert f"Bewaard: {page.name}" in done.stdout
    assert "Nabespreking: Sanne de Graaf" in page.read_text("utf-8")


def test_after_a_talk_the_next_customer_is_another_one() -> None:
    done = practise("trouwjurk", lines=["/end", "5", "/end", "6"])

    heads = re.findall(r"│?.*Jouw kaart: ([^·]+) ·", done.stdout)
    assert len(heads) == 2
    assert heads[0] != heads[1]


def test_markup_and_control_characters_are_shown_as_they_were_typed_or_left_out() -> None:
    done = practise("trouwjurk", lines=["[bold]hallo[/bold] {{ 7*7 }} \x1b[31m <@U1>", "/end", "6"])

    assert done.returncode == 0, done.stderr
    assert "[bold]hallo[/bold] {{ 7*7 }}" in done.stdout
    assert "49" not in done.stdout.split("jij ›")[1].splitlines()[0]
    assert "\x1b" not in done.stdout


def test_an_unknown_customer_gets_a_sentence_and_the_nearest_name() -> None:
    done = practise("trouwjruk", lines=[])

    assert done.returncode == 1
    assert 'did you mean "trouwjurk"?' in done.stderr
    assert "Traceback" not in done.stderr


def test_the_customer_is_seen_typing_and_can_be_interrupted(terminal: object) -> None:
    child = terminal("cold-boiler", "--talk", "0")  # type: ignore[operator]
    child.expect("is typing")
    child.expect("EIGHT DAYS")

    child.sendline("We are very busy at the moment, sir.")
    child.expect("excuse")
    child.expect("LET ME FINISH")

    child.sendline("/end")
    child.expect("What now")
    assert "Interrupt" in seen(child) or "interrupted" in seen(child)


def test_silence_has_consequences_on_the_clock(terminal: object, tmp_path: Path) -> None:
    folder = tmp_path / "nl"
    folder.mkdir()
    (folder / "haastig.yaml").write_text(IMPATIENT, encoding="utf-8")

    child = terminal("haastig", "--talk", "0", TIRADE_PERSONAS=str(tmp_path))  # type: ignore[operator]

    child.expect("Ik wacht al dagen")
    for reminder in ("Hallo daar", "Nog iemand wakker", "Dit duurt lang", "Laat maar zitten dan"):
        child.expect(reminder)
    child.expect("De klant heeft het wachten opgegeven")


def test_a_pause_stops_the_clock(terminal: object, tmp_path: Path) -> None:
    folder = tmp_path / "nl"
    folder.mkdir()
    (folder / "haastig.yaml").write_text(IMPATIENT, encoding="utf-8")
    child = terminal("haastig", "--talk", "0", TIRADE_PERSONAS=str(tmp_path))  # type: ignore[operator]
    child.expect("Ik wacht al dagen")

    child.sendline("/pause")
    child.expect("De tijd staat stil")

    assert child.expect(["Hallo daar", pexpect.TIMEOUT], timeout=3) == 1
    child.sendline("")
    child.expect("Hallo daar")


def test_control_c_ends_the_talk_in_order_and_a_second_one_the_program(terminal: object) -> None:
    child = terminal("missed-visits", "--speed", "20")  # type: ignore[operator]
    child.expect("Priya Nair")

    child.sendintr()
    child.expect("What now")
    child.sendintr()
    child.expect("Until next time")
    child.expect(pexpect.EOF)

    child.close()
    assert child.exitstatus == 0
    assert "Traceback" not in seen(child)


def test_control_c_in_the_moment_in_which_a_prompt_begins_ends_the_program_too(terminal: object) -> None:
    child = terminal("missed-visits", "--speed", "20", program=INTERRUPTED)  # type: ignore[operator]
    child.expect("Priya Nair")

    child.sendintr()
    child.expect("Until next time")
    child.expect(pexpect.EOF)

    child.close()
    assert child.exitstatus == 0
    assert "Traceback" not in seen(child)


def test_an_interrupt_signal_in_a_pipe_leaves_no_traceback() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "practise", "trouwjurk"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert any("Sanne de Graaf" in line for line in iter(process.stdout.readline, ""))

    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)

    assert "Traceback" not in errors


def test_the_next_day_a_promise_can_be_kept_at_once() -> None:
    lines = ["Ik zoek het uit. Morgen om drie uur bel ik je om te vertellen wat ik heb gevonden.", "/end"]
    follow_up = ["d", "1", "Hoi Sanne, de stof van je moeder is gevonden.", "Fijne avond!", "q"]

    done = practise("trouwjurk", lines=[*lines, *follow_up])

    assert done.returncode == 0, done.stderr
    shown = " ".join(done.stdout.split())
    assert "Wat je beloofd hebt" in shown
    assert "d de volgende dag: je belofte nakomen" in shown
    assert "Je kwam er op tijd op terug." in shown
    assert shown.count("van 100") == 2


def test_a_promise_that_is_forgotten_brings_the_customer_back() -> None:
    lines = ["Ik zoek het uit. Morgen om drie uur bel ik je om te vertellen wat ik heb gevonden.", "/end"]

    done = practise("trouwjurk", lines=[*lines, "d", "3", "Sorry dat ik gisteren niet gebeld heb.", "/end", "q"])

    shown = " ".join(done.stdout.split())
    assert "Je hebt niets laten horen." in shown
    assert "De klant moest er zelf achteraan." in shown
    assert "Je zei sorry voor het wachten." in shown


# --- writing first ---------------------------------------------------------------------------------------------------


def test_where_the_trainee_writes_first_the_customer_says_nothing_before() -> None:
    news = "Hoi Hanneke, je keukenblad is gescheurd."

    done = practise("keukenblad", lines=[news, "/end", "1", "6"])

    assert done.returncode == 0, done.stderr
    begun, _, after = done.stdout.partition(news)
    assert "Deze keer schrijf jij als eerste." in begun
    assert "Hanneke Postma weet nog van niets. Over ongeveer 5 min komt het vanzelf uit." in " ".join(begun.split())
    assert "🍳" not in begun
    assert "🍳 Hanneke Postma" in after
    assert "Proactief contact" in after


def test_a_review_is_shown_before_the_trainee_answers_it() -> None:
    done = practise("garagerekening", lines=["Goedemiddag meneer Wilk.", "/end", "6"])

    assert done.stdout.index("★☆☆☆☆") < done.stdout.index("Goedemiddag meneer Wilk.")


def test_a_method_that_does_not_suit_the_customer_is_refused_in_a_sentence() -> None:
    done = practise("keukenblad", "--rubric", "leon", lines=[])

    assert done.returncode == 1
    assert done.stderr == 'the method "leon" is not for talks with "keukenblad"; it can be: proactive\n'
