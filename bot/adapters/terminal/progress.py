"""Progress in the terminal: a small bar and a small line for each criterion, readable without colour."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.adapters.terminal.screen import Screen
from bot.report.blocks import Section
from bot.report.progress import Line, Method, Overview
from bot.report.texts import Texts

_BAR = 10


def show_progress(shown: Overview, texts: Texts) -> None:
    """Show how somebody's practices go."""
    screen = Screen(Console(highlight=False))
    screen.title(shown.title)
    screen.say(shown.lead)
    screen.say(shown.private, "dim")
    if shown.next:
        screen.title(texts("progress_next"))
        screen.say(f"{shown.next.face} {shown.next.name}, {shown.next.title}")
        screen.say(shown.next.why)
        screen.say(f"tirade practise {shown.next.persona}", "cyan")
    for method in shown.methods:
        screen.title(method.name)
        screen.show(_table(method, texts))
    if shown.methods:
        _weeks(screen, shown, texts)


def show_sections(sections: Iterable[Section], texts: Texts) -> None:
    """Show sections as they are."""
    Screen(Console(highlight=False)).sections(sections, texts)


def _table(method: Method, texts: Texts) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim", expand=True)
    table.add_column(texts("column_criterion"), ratio=1)
    table.add_column(texts("progress_column_lately"), width=_BAR + 5)
    table.add_column(texts("progress_column_practices"), width=13)
    table.add_column(texts("progress_column_trend"), width=22)
    for line in method.lines:
        trend = Text.assemble(line.trend_told, "\n", (line.times, "dim"))
        table.add_row(Text(line.name, style="bold"), _bar(line), Text(line.small, style="cyan"), trend)
    return table


def _bar(line: Line) -> Text:
    full = round(line.share * _BAR)
    return Text.assemble(("█" * full, "cyan"), ("░" * (_BAR - full), "dim"), f" {line.level:>4}")


def _weeks(screen: Screen, shown: Overview, texts: Texts) -> None:
    screen.title(texts("progress_weeks"))
    table = Table(box=None, padding=(0, 1, 0, 0), show_header=True, header_style="dim")
    for week in shown.weeks:
        table.add_column(week.name, justify="center")
    table.add_row(*(Text(str(week.count) if week.count else "·") for week in shown.weeks))
    screen.show(table)
    screen.say(shown.weeks_told)
    screen.say(shown.note, "dim")
