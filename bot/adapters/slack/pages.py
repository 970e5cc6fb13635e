"""Pages: what is opened over Slack to be looked at or filled in, made from the archive when it is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.adapters.slack.faces.debrief import debrief_view
from bot.adapters.slack.faces.home import Home, Listed, home
from bot.adapters.slack.faces.launch_form import FormContext, launch_form
from bot.adapters.slack.faces.lookback import Lookback
from bot.adapters.slack.faces.notices import Notice
from bot.adapters.slack.faces.observing import observation_form, watched_in
from bot.adapters.slack.faces.progress import progress_view
from bot.adapters.slack.faces.redo_form import redo_form
from bot.adapters.slack.faces.register_form import register_form
from bot.adapters.slack.faces.table import criterion_of, criterion_view, practice_named, table_view
from bot.adapters.slack.faces.talk import start_here
from bot.adapters.slack.inputs import Asker
from bot.adapters.slack.launch import Launch
from bot.adapters.slack.lobby import may_see
from bot.adapters.slack.looking import link, lookback, may_review
from bot.adapters.slack.office import Office
from bot.report.progress import Overview, overview
from bot.training.archive import PracticeRecord
from bot.training.progress import of_person, progress
from bot.training.suggesting import suggest

View = dict[str, Any]
_RECENT, _TEAM = 10, 20


class Pages:
    """Makes pages. All methods may block; a page that this person may not see, or that is gone, is None."""

    def __init__(self, office: Office) -> None:
        """Make pages of what ``office`` has."""
        self._office = office

    def form(self, asker: Asker, preset: Launch | None = None) -> View:
        """The launch form."""
        return launch_form(
            self._office.texts[asker.language], self._office.training.library, self.filler(asker, preset)
        )

    def filler(self, asker: Asker, preset: Launch | None = None) -> FormContext:
        """Who fills the launch form in."""
        ceiling = self._office.archive.settings(asker.team, asker.person).ceiling
        return FormContext(asker.person, asker.trainer, ceiling, asker.channel, preset, asker.apps)

    def home(self, asker: Asker) -> View:
        """The Home tab."""
        office, archive = self._office, self._office.archive
        recent = archive.recent(asker.team, asker.person, _RECENT)
        done = [record.persona for record in recent]
        team = archive.of_trainer(asker.team, _TEAM) if asker.trainer else None
        shown = Home(
            settings=archive.settings(asker.team, asker.person),
            running=tuple(self._listed(one, asker) for one in archive.running(asker.team, asker.person)),
            recent=tuple(self._listed(one, asker) for one in recent),
            start_here=start_here(office.training.library, asker.language, done),
            team=None if team is None else tuple(self._listed(one, asker) for one in team),
            progress=self._overview(asker) if recent else None,
            team_overview=office.has_trainers,
            retention_days=office.retention_days,
        )
        return home(shown, office.training.library, office.texts[asker.language])

    def progress(self, asker: Asker) -> View:
        """How somebody's practices go, for themselves."""
        return progress_view(self._overview(asker), self._office.texts[asker.language])

    def debrief(self, practice: str, asker: Asker) -> View | None:
        """The short debrief."""
        return self._debrief(self._visible(practice, asker), "", asker)

    def shared(self, practice: str, asker: Asker, shared: bool) -> View | None:
        """The short debrief, as it is when the sharing that is only being kept or taken back now is."""
        record = self._visible(practice, asker)
        return self._debrief(replace(record, shared=shared) if record else None, "", asker)

    def reviewed(self, practice: str, rubric: str, asker: Asker) -> View | None:
        """The short debrief, with a review of a method that is only being kept now."""
        return self._debrief(self._visible(practice, asker), rubric, asker)

    def _debrief(self, record: PracticeRecord | None, reviewed: str, asker: Asker) -> View | None:
        debriefs = self._office.archive.debriefs(record.id) if record else ()
        if record is None or not debriefs:
            return None
        look = self._look(record, asker)
        look = replace(look, reviewed=look.reviewed | ({reviewed} - {""}))
        return debrief_view(debriefs, look, self._office.texts[record.language])

    def _overview(self, asker: Asker) -> Overview:
        office, now = self._office, self._office.today()
        practised = of_person(office.archive, asker.team, asker.person)
        found = progress(practised, now)
        language = found.last.language if found.last else asker.language
        suggestion = suggest(found, practised, office.training.library.personas, language, now)
        return overview(found, suggestion, asker.language, office.texts[asker.language])

    def table(self, practice: str, asker: Asker) -> View | None:
        """The whole table."""
        record = self._visible(practice, asker)
        debriefs = self._office.archive.debriefs(practice)
        if record is None or not debriefs:
            return None
        return table_view(debriefs, self._look(record, asker), self._office.texts[record.language])

    def criterion(self, value: str, asker: Asker) -> View | None:
        """One criterion, opened."""
        practice, rubric, criterion = criterion_of(value)
        record = self._visible(practice, asker)
        debriefs = self._office.archive.debriefs(practice)
        chosen = next((debrief for debrief in debriefs if debrief.rubric.id == rubric), None)
        if record is None or chosen is None:
            return None
        links = self._look(record, asker).links
        return criterion_view(chosen, criterion, links, self._office.texts[record.language])

    def redo(self, practice: str, asker: Asker) -> View | None:
        """The form to answer one message again."""
        record = self._own(practice, asker)
        if record is None:
            return None
        turns = [kept.turn for kept in self._office.archive.turns(practice)]
        return redo_form(practice, turns, self._office.texts[record.language])

    def register(self, practice: str, asker: Asker) -> View | None:
        """The form to write the complaint down."""
        record = self._own(practice, asker)
        if record is None:
            return None
        kept = self._office.archive.registration(practice)
        written = {entry.field: entry.written for entry in kept.entries} if kept else None
        return register_form(practice, self._office.texts[record.language], written)

    def observation(self, value: str, asker: Asker) -> View | None:
        """The form in which an observer tells what they saw. Whether they observed at all, the talk itself knows."""
        practice, rubric, criterion = watched_in(value)
        record, known = self._office.archive.practice(practice), self._office.training.library.rubrics.get(rubric)
        watched = next((one for one in known.criteria if one.id == criterion), None) if known else None
        if record is None or watched is None:
            return None
        return observation_form(value, watched, record.private, self._office.texts[record.language])

    def why_not(self, value: str, asker: Asker) -> Notice:
        """Why there is no page for the ``value`` of a button."""
        record = self._office.archive.practice(practice_named(value))
        if record is None:
            return Notice.FORGOTTEN
        known = record.persona in self._office.training.library.personas
        return Notice.NOT_YOURS if known or not may_see(record, asker) else Notice.CUSTOMER_GONE

    def _own(self, practice: str, asker: Asker) -> PracticeRecord | None:
        record = self._office.archive.practice(practice)
        known = record and record.persona in self._office.training.library.personas
        return record if record and known and record.outcome and asker.person in record.trainees else None

    def _visible(self, practice: str, asker: Asker) -> PracticeRecord | None:
        record = self._office.archive.practice(practice)
        known = record and record.persona in self._office.training.library.personas
        return record if record and known and may_see(record, asker) else None

    def _look(self, record: PracticeRecord, asker: Asker) -> Lookback:
        kept, debriefs = self._office.archive.turns(record.id), self._office.archive.debriefs(record.id)
        own = asker.person in record.trainees
        look = lookback(self._office, record, kept, debriefs, url=asker.url, own=own)
        if not may_review(record, asker):
            return look
        verdicts = self._office.archive.verdicts(record.id)
        reviewed = frozenset(one.rubric for one in verdicts if one.trainer == asker.person)
        return replace(look, reviewer=asker.person, reviewed=reviewed)

    def _listed(self, record: PracticeRecord, asker: Asker) -> Listed:
        debriefs = self._office.archive.debriefs(record.id) if record.outcome else ()
        score = debriefs[0].score if debriefs else None
        return Listed(record, link(record, record.thread, asker.url), score)
