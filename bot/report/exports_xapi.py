"""xAPI: practices as statements of the Experience API, version 1.0.3, for a learning record store.

The actor is an account with a pseudonym for a name. No words of anybody are in a statement. The same practice always
gives the same statement ids, so a store that gets it twice keeps it once. A talk that was stopped gives no statement.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.core.assessing import Score
from bot.core.debrief import Debrief
from bot.core.persona import Outcome, Persona
from bot.report.exports import Exported, Pseudonyms
from bot.training.archive import PracticeRecord

VERSION = "1.0.3"
_VERBS = "http://adlnet.gov/expapi/verbs/"
_ACTIVITIES = "http://adlnet.gov/expapi/activities/"
_COMPLETED = {"id": f"{_VERBS}completed", "display": {"en": "completed", "nl": "voltooide"}}
_SCORED = {"id": f"{_VERBS}scored", "display": {"en": "scored", "nl": "scoorde"}}
Json = dict[str, Any]


@dataclass(frozen=True)
class Naming:
    """How things are named in statements: people by pseudonym, activities below the address ``base``."""

    names: Pseudonyms
    base: str
    personas: Mapping[str, Persona]
    """For their titles; one whose file is gone goes by its id."""


def statements(one: Exported, naming: Naming) -> Iterator[Json]:
    """What each trainee of a practice did: they completed it, and scored on methods and criteria."""
    if one.record.outcome is Outcome.STOPPED or one.record.ended is None:
        return
    for person in filter(None, one.record.trainees):
        yield _completed(one.record, person, naming)
        for debrief in one.debriefs:
            yield from _scored(one.record, person, debrief, naming)


def save_xapi(practices: Iterable[Exported], naming: Naming, folder: Path) -> int:
    """statements.json in ``folder``: one array, as a store takes it. Returns how many practices. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = list(practices)
    told = [statement for one in whole for statement in statements(one, naming)]
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (folder / "statements.json").write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return len(whole)


def _completed(record: PracticeRecord, person: str, naming: Naming) -> Json:
    seconds = max(int(((record.ended or record.started) - record.started).total_seconds()), 0)
    result: Json = {"completion": True, "duration": f"PT{seconds}S"}
    if record.outcome:
        result["extensions"] = {f"{naming.base}/xapi/outcome": str(record.outcome)}
    return {
        **_statement(record, person, ("completed",), naming),
        "verb": _COMPLETED,
        "object": _customer(record, naming),
        "result": result,
    }


def _scored(record: PracticeRecord, person: str, debrief: Debrief, naming: Naming) -> Iterator[Json]:
    if debrief.score is None:
        return
    method = _method(debrief, naming)
    whole = {"scaled": debrief.score / 100, "raw": debrief.score, "min": 0, "max": 100}
    customer = {"grouping": [_named(_customer(record, naming))]}
    yield _with_score(record, person, (debrief.rubric.id,), (method, whole, customer), naming)
    for score in debrief.scores:
        if score.assessed and score.max:
            found = {"scaled": round(score.share, 4), "raw": score.points, "min": 0, "max": score.max}
            around = {"parent": [_named(method)], **customer}
            parts = (debrief.rubric.id, score.criterion.id)
            yield _with_score(record, person, parts, (_criterion(score, method), found, around), naming)


def _with_score(
    record: PracticeRecord, person: str, parts: tuple[str, ...], told: tuple[Json, Json, Json], naming: Naming
) -> Json:
    """A statement that somebody scored; ``told`` is the activity, the score, and the activities around it."""
    activity, score, around = told
    statement = _statement(record, person, ("scored", *parts), naming)
    statement["context"]["contextActivities"] = around
    return {**statement, "verb": _SCORED, "object": activity, "result": {"score": score}}


def _statement(record: PracticeRecord, person: str, parts: tuple[str, ...], naming: Naming) -> Json:
    """What all statements of a practice share."""
    names = naming.names
    account = {"homePage": naming.base, "name": names.person(record.workspace, person)}
    return {
        "id": str(names.uuid(record.id, person, *parts)),
        "version": VERSION,
        "timestamp": (record.ended or record.started).isoformat(timespec="milliseconds"),
        "actor": {"objectType": "Agent", "account": account},
        "context": {
            "registration": str(names.uuid(record.id)),
            "platform": "Tirade",
            "language": record.language,
            "extensions": {f"{naming.base}/xapi/difficulty": record.difficulty},
        },
    }


def _customer(record: PracticeRecord, naming: Naming) -> Json:
    persona = naming.personas.get(record.persona)
    definition: Json = {"type": f"{_ACTIVITIES}simulation"}
    definition["name"] = dict(persona.title) if persona else {record.language: record.persona}
    return _activity(f"{naming.base}/customers/{record.persona}/{record.persona_version}", definition)


def _method(debrief: Debrief, naming: Naming) -> Json:
    rubric = debrief.rubric
    definition = {"type": f"{_ACTIVITIES}assessment", "name": dict(rubric.name), "description": dict(rubric.about)}
    return _activity(f"{naming.base}/methods/{rubric.id}/{rubric.version}", definition)


def _criterion(score: Score, method: Json) -> Json:
    definition = {"type": f"{_ACTIVITIES}objective", "name": dict(score.criterion.name)}
    return _activity(f"{method['id']}/{score.criterion.id}", definition)


def _activity(id_: str, definition: Json) -> Json:
    return {"objectType": "Activity", "id": id_, "definition": definition}


def _named(activity: Json) -> Json:
    """An activity by its name alone, where a statement is not about it."""
    return {"objectType": "Activity", "id": activity["id"]}
