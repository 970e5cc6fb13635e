"""Line rules: lines are for something that can happen, in stances that there are, and never run out.

A customer must have something to say whenever the engine comes to a deed, in every stance in which it can come to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.content.document import Trail
from bot.content.problems import Problem, Rule, listed, nearest
from bot.content.rules.templates import names_in
from bot.content.values import Background, Checked
from bot.core.conditions import When
from bot.core.conversation import Judgement
from bot.core.deeds import Deed
from bot.core.lines import Lines, stances_of
from bot.core.moves import Move
from bot.core.persona import Line, Persona, Stance

_NO_LINES = {Deed.ANSWER: 'write answers at "says" of the facts', Deed.FINDS_OUT: 'write complaints at "openings"'}
"""Deeds with words of their own, and where these stand."""
ACTS = tuple(str(act) for act in (*Move, *Judgement, *Deed) if act not in _NO_LINES)
_ALL = frozenset(Stance)
_NEEDED: Mapping[Deed, frozenset[Stance]] = {
    # Whatever the mood, a message can ask, promise or offer something.
    **dict.fromkeys((Deed.UNKNOWN, Deed.ANSWER_AGAIN, Deed.WITHHOLD, Deed.PIN_DOWN), _ALL),
    **dict.fromkeys((Deed.CONSIDER, Deed.REFUSE, Deed.ACCEPT, Deed.PUZZLED), _ALL),
    # Each stands in for the other where the own lines are used up, and both for an answer that is not there.
    **dict.fromkeys((Deed.VENT, Deed.DEMAND), _ALL),
    # Steps up depend on conditions that can hold in any stance, and so does the end of a talk.
    **dict.fromkeys((Deed.THREATEN, Deed.MANAGER, Deed.LEAVE, Deed.THANK, Deed.GOODBYE), _ALL),
    # Silence comes in any stance.
    **dict.fromkeys((Deed.NUDGE, Deed.GIVE_UP), _ALL),
    # A promise is kept, or not, in any stance.
    **dict.fromkeys((Deed.COMES_BACK, Deed.ASK_NEWS, Deed.PART_WARMLY, Deed.PART_COOLLY, Deed.PART_BADLY), _ALL),
    # Somebody who is still angry demands instead.
    Deed.SOFTEN: frozenset({Stance.CALM, Stance.CONTENT}),
}
_NEEDED_BY_BEHAVIOUR: Mapping[Deed, frozenset[Stance]] = {
    # The answers to the ladder: the step that names the behaviour may have calmed the customer already.
    **dict.fromkeys((Deed.KNOW_IT, Deed.NAME_AIM, Deed.SHRUG, Deed.BEHAVIOUR_SORRY, Deed.HANG_UP), _ALL),
    Deed.SORRY_AFTERWARDS: _ALL - {Stance.FURIOUS},
    # In cooler stances the customer vents instead.
    Deed.RAGE: frozenset({Stance.FURIOUS, Stance.ANGRY}),
}
_NEEDED_BY_PROACTIVE: Mapping[Deed, frozenset[Stance]] = {
    # The first word can be a greeting, an insult or the news, so it is answered in any stance.
    **dict.fromkeys((Deed.ASK_WHAT, Deed.WORRY), _ALL),
}
_SURE = {
    **{Deed.ANSWER_AGAIN: {"fact"}, Deed.PIN_DOWN: {"quote"}},
    **{deed: {"promise", "you", "You"} for deed in (Deed.COMES_BACK, Deed.ASK_NEWS)},
}
"""Names that are always filled in, besides the company and the customer's name."""


def acts(file: Checked[Any]) -> Iterator[Problem]:
    """Lines for something that is no move, judgement or deed."""
    for act in file.value.lines:
        trail: Trail = ("lines", act)
        if act in _NO_LINES:
            what, hint = f'"{act}" has no lines of its own', _NO_LINES[Deed(act)]
            yield file.document.key_problem(trail, Rule.UNKNOWN_ACT, what, hint=hint)
        elif act not in ACTS:
            what, allowed = f'there is no move, judgement or deed "{act}"', "lines are for one of these"
            yield file.document.key_problem(trail, Rule.UNKNOWN_ACT, what, allowed, nearest(act, ACTS))


def stances(file: Checked[Any]) -> Iterator[Problem]:
    """Stances that are misspelt, and stances that come twice for the same act."""
    for act, bands in file.value.lines.items():
        seen: set[str] = set()
        for band in bands:
            for stance in band.split() or [band]:
                yield from _stance(file, ("lines", act, band), stance, seen)
                seen.add(stance)


def coverage(file: Checked[Persona], background: Background) -> Iterator[Problem]:
    """Deeds for which neither this customer nor the common file has a line that always fits."""
    common = background.common.get(file.value.language)
    if common is None:
        return
    for deed, wanted in _needed(file.value).items():
        missing = wanted - _covered(file.value.lines, deed) - _covered(common, deed)
        if missing:
            names = listed(stance for stance in Stance if stance in missing)
            what = f'"{deed}" has no line that always fits when the customer is: {names}'
            hint = "add one without a condition, here or to the common lines"
            trail: Trail = ("lines", deed) if deed in file.value.lines else ("lines",)
            yield file.document.key_problem(trail, Rule.NO_LINE, what, "every stance needs one", hint)


def _needed(persona: Persona) -> Mapping[Deed, frozenset[Stance]]:
    """The deeds that this customer can come to, each with the stances."""
    shouting = _NEEDED_BY_BEHAVIOUR if persona.behaviour else {}
    return {**_NEEDED, **shouting, **(_NEEDED_BY_PROACTIVE if persona.proactive else {})}


def _stance(file: Checked[Any], trail: Trail, stance: str, seen: set[str]) -> Iterator[Problem]:
    known = [*Stance, "any"]
    if stance not in known or (stance == "any" and trail[-1] != "any"):
        allowed = f"it must be stances with spaces between them, or any: {listed(Stance)}"
        what = f'there is no stance "{stance}"' if stance not in known else '"any" stands alone'
        hint = nearest(stance, Stance) if stance not in known else ""
        yield file.document.key_problem(trail, Rule.STANCES, what, allowed, hint)
    elif stance in seen:
        what = f'"{stance}" is given twice for "{trail[1]}"'
        yield file.document.key_problem(trail, Rule.STANCES, what, hint="put the lines together")


def _covered(lines: Lines, deed: Deed) -> frozenset[Stance]:
    """The stances in which ``lines`` have one for ``deed`` that always fits."""
    found: set[Stance] = set()
    for band, items in lines.get(deed, {}).items():
        if all(part in {*Stance, "any"} for part in band.split()) and any(_always(item, deed) for item in items):
            found |= stances_of(band) if "any" not in band.split() else _ALL
    return frozenset(found)


def _always(item: str | Line, deed: Deed) -> bool:
    line = item if isinstance(item, Line) else Line(item)
    sure = {"company", "name"} | _SURE.get(deed, set())
    return line.when == When() and names_in(line.say) | names_in(line.coarse) <= sure
