"""Overviews: the commands that look back over many practices: progress, export, agreement."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, time, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from bot import bootstrap
from bot.operating import Mistake, person
from bot.training.archive import TERMINAL

if TYPE_CHECKING:
    from bot.report.exports import Exported, Pseudonyms
    from bot.report.exports_calendar import Slot
    from bot.settings import ExportSettings, Settings

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SLOT = re.compile(rf"({'|'.join(_DAYS)})@([01]\d|2[0-3]):([0-5]\d)")


def progress(given: argparse.Namespace) -> int:
    """Show how somebody's practices go, here or as a page."""
    from bot.adapters.terminal.progress import show_progress
    from bot.report.progress import overview
    from bot.report.progress_page import progress_page
    from bot.training import progress as over
    from bot.training.suggesting import suggest

    settings, whose = bootstrap.settings(), person(given.person)
    now = _now(settings)
    practised = over.of_person(bootstrap.archive(), whose.workspace, whose.person)
    found = over.progress(practised, now)
    language = given.language or (found.last.language if found.last else "en")
    suggestion = suggest(found, practised, bootstrap.library(settings).personas, language, now)
    texts = bootstrap.texts()[language]
    shown = overview(found, suggestion, language, texts)
    if given.html:
        _save(given.html, progress_page(shown, texts))
    else:
        show_progress(shown, texts)
    return 0


def export(given: argparse.Namespace) -> int:
    """Write practices to files."""
    from bot.report.exports import Pseudonyms, exported

    settings, wanted = bootstrap.settings(), bootstrap.export_settings()
    whose = person(given.person) if given.person else None
    if given.format == "ics":
        whose = whose or TERMINAL
    since = _since(given.since, settings.zone)
    slot = _slot(given.slot, _now(settings))
    practices = exported(bootstrap.archive(), whose, since)
    with _writing(given.out):
        if given.format == "ics":
            count = _calendar(given, practices, Pseudonyms(wanted.key), slot)
        else:
            count = _files(given, practices, wanted, settings)
    sys.stdout.write(f"{count} practice{'' if count == 1 else 's'}: {given.out}\n")
    return 0


def agreement(given: argparse.Namespace) -> int:
    """Show how far trainers agree with the scores of methods."""
    from bot.adapters.reliability import ordinal_alpha
    from bot.adapters.terminal.progress import show_sections
    from bot.report.agreeing import agreement_sections
    from bot.report.extras import MissingLibraryError
    from bot.training import agreement as over

    rubrics = bootstrap.library(bootstrap.settings()).rubrics
    if given.rubric and given.rubric not in rubrics:
        raise Mistake(f'there is no method "{given.rubric}"; there are: {", ".join(rubrics)}')
    archive, texts = bootstrap.archive(), bootstrap.texts()[given.language]
    wanted = [given.rubric] if given.rubric else list(rubrics)
    try:
        found = [over.agreement(over.judged(archive, rubric), ordinal_alpha) for rubric in wanted]
    except MissingLibraryError as missing:
        raise Mistake(str(missing)) from missing
    for one in [one for one in found if one] or found[:1]:
        show_sections(agreement_sections(one, given.language, texts), texts)
    return 0


def _files(given: argparse.Namespace, practices: Iterator[Exported], wanted: ExportSettings, settings: Settings) -> int:
    from bot.report.exports import Pseudonyms
    from bot.report.exports_files import save_csv, save_jsonl
    from bot.report.exports_xapi import Naming, save_xapi

    names = Pseudonyms(wanted.key)
    if given.format == "xapi":
        personas = bootstrap.library(settings).personas
        return save_xapi(practices, Naming(names, wanted.base, personas), given.out)
    return (save_csv if given.format == "csv" else save_jsonl)(practices, names, given.out)


def _calendar(given: argparse.Namespace, practices: Iterable[Exported], names: Pseudonyms, slot: Slot | None) -> int:
    from bot.report.exports_calendar import calendar, promises

    settings = bootstrap.settings()
    library, now = bootstrap.library(settings), _now(settings)
    customers = {one.id: one.name for one in library.personas.values()}
    whole = list(practices)
    made = promises(whole, customers, names, library.numbers.aftercare, now)
    written = calendar(made, slot, bootstrap.texts()[given.language], settings.zone, now)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "tirade.ics").write_bytes(written)
    return len(whole)


def _now(settings: Settings) -> datetime:
    from bot.adapters.terminal.clock import WallClock

    return WallClock(settings.zone).now()


def _since(written: str | None, zone: tzinfo) -> datetime | None:
    try:
        return datetime.strptime(written, "%Y-%m-%d").replace(tzinfo=zone) if written else None
    except ValueError as wrong:
        raise Mistake(f'--since: "{written}" is no day; write it like 2026-03-31.') from wrong


def _slot(written: str | None, now: datetime) -> Slot | None:
    from bot.report.exports_calendar import next_slot

    if not written:
        return None
    found = _SLOT.fullmatch(written.lower())
    if not found:
        raise Mistake(f'--slot: "{written}" is no moment; write a day and a time, like tue@10:00.')
    return next_slot([_DAYS.index(found[1])], time(int(found[2]), int(found[3])), now)


def _save(path: Path, page: str) -> None:
    with _writing(path):
        path.write_text(page, encoding="utf-8", newline="\n")
    sys.stdout.write(f"Written: {path}\n")


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """A place that cannot be written becomes a sentence."""
    try:
        yield
    except OSError as problem:
        raise Mistake(f"{path}: cannot be written ({problem.strerror})") from problem
