"""Progress: what a person's practices say together, as a value that every face shows in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from bot.core.moves import Language
from bot.report.blocks import Bullets, Paragraph, Section
from bot.report.texts import Texts
from bot.training.progress import Course, Progress, Trend, Weeks
from bot.training.suggesting import Suggestion
from bot.training.teamwork import Cause, Team

_DRAWN = 12
"""Practices in a small line: the latest ones."""
_STEPS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True)
class Line:
    """A criterion over time. ``shares`` are the latest practices, the oldest first, 0 to 1."""

    name: str
    share: float
    """How it goes lately."""
    shares: tuple[float, ...]
    trend: Trend
    trend_told: str
    times: str

    @property
    def level(self) -> str:
        """How it goes lately, in words."""
        return percent(self.share)

    @property
    def told(self) -> str:
        """Every practice in words, for who does not see the line."""
        return ", ".join(map(percent, self.shares))

    @property
    def small(self) -> str:
        """The line in one row of text."""
        return "".join(_STEPS[min(int(share * len(_STEPS)), len(_STEPS) - 1)] for share in self.shares)


@dataclass(frozen=True)
class Method:
    """The criteria of one method."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Week:
    """The practices of one week."""

    name: str
    count: int


@dataclass(frozen=True)
class Next:
    """The customer to practise with next, and the one reason why."""

    persona: str
    face: str
    name: str
    title: str
    why: str


@dataclass(frozen=True)
class Overview:
    """Everything that is shown of a person's progress. Without a practice there is only the lead."""

    title: str
    language: Language
    lead: str
    private: str
    next: Next | None
    weeks: tuple[Week, ...]
    weeks_told: str
    methods: tuple[Method, ...]
    note: str


def overview(progress: Progress, suggestion: Suggestion | None, language: Language, texts: Texts) -> Overview:
    """What to show of a person's progress, in the words of ``texts``."""
    return Overview(
        title=texts("progress_title"),
        language=language,
        lead=_counted("progress_practices", progress.practices, texts),
        private=texts("progress_private"),
        next=_next(suggestion, language, texts) if suggestion else None,
        weeks=tuple(Week(f"{monday.day}-{monday.month}", count) for monday, count in progress.weeks.counts),
        weeks_told=_weeks(progress.weeks, texts),
        methods=tuple(_methods(progress.courses, language, texts)),
        note=texts("progress_note"),
    )


def progress_sections(shown: Overview, texts: Texts) -> tuple[Section, ...]:
    """The overview as sections: for Slack's App Home, and wherever else words are all there is."""
    sections = [Section(shown.title, (Paragraph(shown.lead), Paragraph(shown.private)))]
    if shown.next:
        who = Paragraph(shown.next.title, f"{shown.next.face} {shown.next.name}")
        sections.append(Section(texts("progress_next"), (who, Paragraph(shown.next.why))))
    sections += [Section(method.name, (Bullets(tuple(map(_told, method.lines))),)) for method in shown.methods]
    if shown.methods:
        sections.append(Section(texts("progress_weeks"), (Paragraph(shown.weeks_told), Paragraph(shown.note))))
    return tuple(sections)


def team_sections(team: Team | None, language: Language, texts: Texts) -> tuple[Section, ...]:
    """What a team's practices say together, or the sentence why nothing is shown."""
    title = texts("team_title")
    if team is None:
        return (Section(title, (Paragraph(texts("team_too_few")),)),)
    averages = tuple(
        texts("team_average", name=one.name[language], share=percent(one.share), people=one.people)
        for one in team.averages
    )
    causes = tuple(_cause(one, texts) for one in team.causes)
    lead = Paragraph(texts("team_lead", practices=team.practices, people=team.people))
    none = (Paragraph(texts("team_too_few")),)
    return (
        Section(title, (lead,)),
        Section(texts("team_criteria"), (Bullets(averages),) if averages else none),
        Section(texts("team_causes"), (Bullets(causes),) if causes else none),
    )


def percent(share: float) -> str:
    """ "60%"."""
    return f"{round(100 * share)}%"


def _counted(key: str, count: int, texts: Texts, **names: object) -> str:
    number = {0: "none", 1: "one"}.get(count, "many")
    return texts(f"{key}_{number}", count=count, **names)


def _next(suggestion: Suggestion, language: Language, texts: Texts) -> Next:
    persona, course = suggestion.persona, suggestion.course
    names = (
        {"criterion": course.name[language], "share": percent(course.lately), "days": suggestion.days} if course else {}
    )
    key = f"progress_why_{suggestion.reason}{'' if suggestion.fits else '_any'}"
    return Next(persona.id, persona.face, persona.name, persona.title[language], texts(key, **names))


def _weeks(weeks: Weeks, texts: Texts) -> str:
    told = _counted("progress_weeks", weeks.practised, texts, weeks=len(weeks.counts))
    in_a_row = texts("progress_in_a_row", count=weeks.in_a_row) if weeks.in_a_row > 1 else ""
    return f"{told} {in_a_row}".strip()


def _methods(courses: tuple[Course, ...], language: Language, texts: Texts) -> Iterator[Method]:
    for _, those in groupby(courses, key=lambda course: course.rubric):
        criteria = list(those)
        yield Method(criteria[0].rubric_name[language], tuple(_line(one, language, texts) for one in criteria))


def _line(course: Course, language: Language, texts: Texts) -> Line:
    trend = course.trend
    return Line(
        name=course.name[language],
        share=course.lately,
        shares=tuple(measure.share for measure in course.measures[-_DRAWN:]),
        trend=trend,
        trend_told=texts(f"trend_{trend}"),
        times=_counted("progress_times", len(course.measures), texts),
    )


def _told(line: Line) -> str:
    return f"{line.name}: {line.level}  {line.small}  {line.trend_told} ({line.times})"


def _cause(cause: Cause, texts: Texts) -> str:
    told = texts("team_cause", label=cause.label, count=cause.practices)
    return (
        f"{told} {texts('team_cause_right', right=cause.right, count=cause.registered)}" if cause.registered else told
    )
