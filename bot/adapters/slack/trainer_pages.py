"""Trainer pages: what trainers look at and fill in: a shared talk turn by turn, its scores, the team, agreement."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.adapters.slack.faces.notices import Notice
from bot.adapters.slack.faces.progress import overview_view
from bot.adapters.slack.faces.reviewing import (
    Readback,
    comment_form,
    number_named,
    page_of,
    readback_view,
    review_form,
)
from bot.adapters.slack.inputs import Asker
from bot.adapters.slack.looking import lookback, may_review
from bot.adapters.slack.office import Office
from bot.report.agreeing import agreement_sections
from bot.report.blocks import Paragraph, Section
from bot.report.extras import MissingLibraryError
from bot.report.progress import team_sections
from bot.report.readback import readback
from bot.training.agreement import Alpha, agreement, judged
from bot.training.archive import MarkRecord, PracticeRecord
from bot.training.progress import of_team
from bot.training.teamwork import team

View = dict[str, Any]


class TrainerPages:
    """Makes the pages of trainers. All methods may block; what somebody may not see is a sentence instead."""

    def __init__(self, office: Office) -> None:
        """Make pages of what ``office`` has."""
        self._office = office

    def readback(self, value: str, asker: Asker) -> View | Notice:
        """A page of a talk."""
        practice, page = number_named(value)
        record = self._open(practice, asker)
        if record is None:
            return Notice.NOT_SHARED
        return readback_view(self._talk(record, page), self._office.texts[record.language])

    def commented(self, practice: str, turn: int, text: str, asker: Asker) -> View | Notice:
        """The page on which a turn stands, with a comment that is only being kept now."""
        record = self._open(practice, asker)
        if record is None:
            return Notice.NOT_SHARED
        mark = MarkRecord(practice, asker.person, turn, text, record.ended or record.started)
        read = self._talk(record, 0)
        read = replace(read, page=page_of(turn, read.spoken), marks=(*read.marks, mark))
        return readback_view(read, self._office.texts[record.language])

    def comment(self, value: str, asker: Asker) -> View | Notice:
        """The form to comment on a turn."""
        practice, turn = number_named(value)
        record = self._open(practice, asker)
        if record is None:
            return Notice.NOT_SHARED
        read = self._talk(record, 0)
        spoken = next((one for one in read.spoken if one.turn == turn), None)
        return comment_form(read, spoken, self._office.texts[record.language]) if spoken else Notice.FORGOTTEN

    def review(self, value: str, asker: Asker) -> View | Notice:
        """The form to agree with the scores of a method or not, in the version that the debrief was made with."""
        practice, _, rubric = value.partition("|")
        record, archive = self._open(practice, asker), self._office.archive
        debrief = next((one for one in archive.debriefs(practice) if one.rubric.id == rubric), None)
        if record is None or debrief is None:
            return Notice.NOT_SHARED
        verdicts = archive.verdicts(practice)
        own = {one.criterion: one for one in verdicts if (one.trainer, one.rubric) == (asker.person, rubric)}
        look = lookback(self._office, record, archive.turns(practice), [debrief], url=asker.url, own=False)
        return review_form(practice, debrief, own, look.links, self._office.texts[record.language])

    def team(self, asker: Asker) -> View:
        """What the team's practices say together, for a trainer."""
        texts = self._office.texts[asker.language]
        found = team(of_team(self._office.archive, asker.team), self._office.training.library.personas)
        return overview_view(texts("team_title"), team_sections(found, asker.language, texts), texts)

    def agreement(self, asker: Asker) -> View:
        """How far trainers agree with the scores of each method that was judged here, for one of them."""
        texts = self._office.texts[asker.language]
        missing = [Section(texts("agreement_view"), (Paragraph(texts("agreement_missing")),))]
        try:
            parts = self._agreement(asker, self._office.alpha) if self._office.alpha else missing
        except MissingLibraryError:
            parts = missing
        return overview_view(texts("agreement_view"), parts, texts)

    def _agreement(self, asker: Asker, alpha: Alpha) -> list[Section]:
        """Raises MissingLibraryError."""
        office, texts = self._office, self._office.texts[asker.language]
        rubrics = office.training.library.rubrics
        verdicts = (judged(office.archive, rubric, asker.team) for rubric in rubrics)
        found = [agreement(those, alpha) for those in verdicts if those]
        return [part for one in found or [None] for part in agreement_sections(one, asker.language, texts)]

    def _talk(self, record: PracticeRecord, page: int) -> Readback:
        kept, archive = self._office.archive.turns(record.id), self._office.archive
        persona = self._office.training.library.personas[record.persona]
        spoken = readback(persona, tuple(one.turn for one in kept), self._office.texts[record.language])
        writers = {one.turn.number: one.person for one in kept if one.person}
        return Readback(record.id, spoken, writers, archive.marks(record.id), page)

    def _open(self, practice: str, asker: Asker) -> PracticeRecord | None:
        """The practice, where this trainer may read it back."""
        record = self._office.archive.practice(practice)
        known = record and record.persona in self._office.training.library.personas
        return record if record and known and may_review(record, asker) else None
