"""Screen: everything that is shown in the terminal, at most 80 columns wide and readable without colour."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table as Grid
from rich.text import Text

from bot.core.conversation import Message, Turn
from bot.core.numbers import DifficultyName
from bot.core.persona import Persona
from bot.core.rubric import Rubric
from bot.report.blocks import Block, Bullets, Change, Curve, Paragraph, Quote, Row, Section, Table
from bot.report.curve import ANGER, BOTH, TRUST, curve
from bot.report.texts import Texts

WIDTH = 80


class Screen:
    """Shows things. What people typed is never read as markup."""

    def __init__(self, console: Console) -> None:
        """Show on ``console``."""
        self._console = console

    @property
    def width(self) -> int:
        """The columns in use."""
        return min(self._console.width, WIDTH)

    def show(self, *parts: RenderableType) -> None:
        """Show ``parts`` under each other."""
        for part in parts:
            self._console.print(part, width=self.width)

    def say(self, text: str, style: str = "") -> None:
        """A sentence of the program's own."""
        self.show(Text(text, style=style))

    def title(self, text: str) -> None:
        """A heading."""
        self.show(Text(""), Text(text, style="bold"))

    def customers(self, personas: Iterable[Persona]) -> None:
        """The list to choose from, numbered from 1."""
        grid = Grid.grid(padding=(0, 1))
        grid.add_column(justify="right")
        for number, persona in enumerate(personas, start=1):
            title = Text(persona.title[persona.language])
            who = Text(f"{persona.name}, {persona.company.field}", style="bold")
            grid.add_row(Text(str(number)), Text(persona.face), Group(who, title, Text(persona.id, style="dim")))
        self.show(grid)

    def card(self, persona: Persona, rubrics: Iterable[Rubric], difficulty: DifficultyName, texts: Texts) -> None:
        """The trainee's briefing card."""
        language = persona.language
        methods = ", ".join(rubric.name[language] for rubric in rubrics)
        foot = [
            texts("methods", rubrics=methods),
            texts("difficulty", difficulty=texts(f"difficulty_{difficulty}")),
        ]
        company = texts("briefing_company", company=persona.company.name, field=persona.company.field)
        body = Group(_bullets(persona.mandate.briefing), Text(""), Text("\n".join(foot), style="dim"))
        heading = Text(f"{texts('briefing')}: {company}")
        start = texts("start_hint_first") if persona.proactive else texts("start_hint")
        self.show(Text(""), Panel(body, title=heading, title_align="left"), Text(start, style="dim"))

    def customer(self, persona: Persona) -> None:
        """The head of a customer's turn."""
        self.show(Text(""), Text(f"{persona.face} {persona.name}", style="bold red"))

    def message(self, message: Message) -> None:
        """One message of the customer."""
        self.show(Padding(Text(message.text), (0, 0, 0, 3)))

    def turns(self, persona: Persona, turns: Iterable[Turn]) -> None:
        """Turns of the customer that were said before."""
        for turn in turns:
            self.customer(persona)
            for message in turn.messages:
                self.message(message)

    def echo(self, prompt: str, line: str) -> None:
        """What a script said, where no terminal has shown it."""
        self.show(Text(f"{prompt}{line}"))

    def sections(self, sections: Iterable[Section], texts: Texts) -> None:
        """A part of the debrief."""
        for section in sections:
            self.title(section.heading)
            for number, block in enumerate(section.blocks):
                if number and isinstance(block, Paragraph) and block.lead:
                    self.show(Text(""))
                self.show(self._block(block, texts))

    def _block(self, block: Block, texts: Texts) -> RenderableType:
        match block:
            case Paragraph(text, lead):
                return Text.assemble((f"{lead}: ", "bold"), text) if lead else Text(text)
            case Quote():
                return _quoted(block)
            case Bullets(lines):
                return _bullets(lines)
            case Change(quote, moods, why, _, source, _):
                effect = Text.assemble((moods, "bold"), f": {why} ({source})")
                return Group(_quoted(quote), Padding(effect, (0, 0, 1, 4)))
            case Curve(points):
                return _drawn(curve(points, self.width, (texts("anger"), texts("trust"))))
            case _:
                return _grid(block, texts)


def _quoted(quote: Quote) -> RenderableType:
    words = Text.assemble((f"“{quote.words}”", "italic"), (f"  {quote.where}", "dim"))
    return Padding(words, (0, 0, 0, 2))


def _bullets(lines: Iterable[str]) -> RenderableType:
    grid = Grid.grid(padding=(0, 1))
    for line in lines:
        grid.add_row(Text("•"), Text(line))
    return grid


def _drawn(lines: list[str]) -> Text:
    text = Text("\n".join(lines), no_wrap=True)
    text.highlight_regex(f"[{ANGER}{BOTH}]", "bold red")
    text.highlight_regex(TRUST, "bold cyan")
    return text


def _grid(table: Table, texts: Texts) -> RenderableType:
    grid = Grid(box=None, show_header=True, padding=(0, 1, 1, 0), header_style="dim")
    grid.add_column(table.head[0], ratio=2)
    grid.add_column(table.head[1], justify="right", min_width=5)
    grid.add_column(table.head[2], ratio=5)
    for row in table.rows:
        grid.add_row(Text(row.name, style="bold"), Text(row.score), _grounds(row, texts))
    return Group(grid, Text(table.sum, style="dim"))


def _grounds(row: Row, texts: Texts) -> Text:
    why = Text(f"{row.note}\n" if row.note else "")
    for ground in row.grounds:
        why.append(f"{ground.mark} {ground.text}" + (f" ({ground.points})" if ground.points else "") + "\n")
        for quote in ground.quotes:
            why.append(f"   “{quote.words}” ({quote.where})\n")
    return why.append(f"{texts('source')}: {row.source} ({row.weight})", style="dim")
