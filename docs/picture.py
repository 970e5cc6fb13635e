"""Draw the README's picture: the beginning of a real talk and its debrief, as they stand in the terminal."""

from __future__ import annotations

from datetime import datetime
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI

from bot import bootstrap
from bot.adapters.terminal.screen import Screen
from bot.core.conversation import Turn
from bot.core.persona import Persona
from bot.report.sections import moments, short_form
from bot.training.script import Talk, play

TALK = Talk(
    persona="trouwjurk",
    rubric="leon",
    say=(
        "Hoi Sanne, over negen dagen trouwen en dan gaat de rits niet dicht: ik snap dat je in paniek bent. "
        "Wat gebeurde er toen je hem aantrok?",
        "Ja maar je had zelf de maten beter kunnen controleren.",
        "Je hebt gelijk, dat had ik niet moeten zeggen. Het is onze fout en het spijt me. "
        "Morgen om tien uur staat onze coupeuse Ilse bij je voor een spoedpas.",
    ),
)
TARGET = Path(__file__).parent / "talk.svg"
FORMAT = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<title>A talk with Sanne in the terminal, and the debrief after it</title>
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}</defs>
<rect fill="#1b1d22" x="1" y="1" width="{terminal_width}" height="{terminal_height}" rx="10"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""


def main() -> None:
    """Play the talk and write the picture."""
    settings = bootstrap.settings()
    training, texts = bootstrap.training(settings), bootstrap.texts()["nl"]
    played = play(training, TALK, datetime(2026, 3, 2, 10, 0, tzinfo=settings.zone))
    console = Console(record=True, width=84, highlight=False, file=StringIO(), force_terminal=True)
    screen = Screen(console)
    for turn in played.session.transcript:
        _show(screen, played.session.persona, turn, texts("prompt"))
    for debrief in training.debriefs(played.session):
        screen.sections((*short_form(debrief, texts), *moments(debrief, texts)[:1]), texts)
    screen.say("")
    TARGET.write_text(console.export_svg(code_format=FORMAT, theme=MONOKAI, unique_id="tirade"), encoding="utf-8")


def _show(screen: Screen, persona: Persona, turn: Turn, prompt: str) -> None:
    if turn.who == "customer":
        screen.turns(persona, [turn])
    else:
        screen.echo(f"\n{prompt} › ", turn.text)


if __name__ == "__main__":
    main()
