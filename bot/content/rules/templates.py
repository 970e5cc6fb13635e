"""Template rules: every line is a template with only the names that are known where it is said.

A line may fill in a name, with filters that change its letters. Everything else that templates can do is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import lru_cache
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from bot.content.document import Trail, named
from bot.content.problems import Problem, Rule, listed, nearest
from bot.content.values import Checked
from bot.core.conversation import Judgement
from bot.core.deeds import Deed
from bot.core.moves import Move
from bot.core.persona import Escalation, Line, Persona

FILTERS = ("capitalize", "lower", "title", "trim", "upper")
_ALWAYS = frozenset({"company", "name"})
_QUOTING = frozenset(
    {*Move, *Judgement, Deed.PIN_DOWN, Deed.VENT, Deed.DEMAND, Deed.RAGE, Deed.THREATEN, Deed.MANAGER, Deed.LEAVE}
)
"""Acts that words of the trainee can set off."""
_FOLLOWING_UP = frozenset(
    {
        *(Judgement.BACK_IN_TIME, Judgement.BACK_LATE, Judgement.NEWS, Judgement.NEW_MOMENT, Judgement.ASKED_AFTER),
        *(Judgement.EMPTY_HANDED, Judgement.SORRY_FOR_DELAY, Deed.COMES_BACK, Deed.ASK_NEWS),
        *(Deed.SORRY_AFTERWARDS, Deed.PART_WARMLY, Deed.PART_COOLLY, Deed.PART_BADLY),
    }
)
"""Acts of a follow-up: its lines can say when it was promised for, and address the trainee."""
_PROMISING = _FOLLOWING_UP | {Judgement.CONTRADICTION, Judgement.CORRECTION}
_ENVIRONMENT = SandboxedEnvironment()


def line_templates(file: Checked[Any]) -> Iterator[Problem]:
    """Problems in the lines of a customer, or in the common lines."""
    for act, bands in file.value.lines.items():
        for band, items in bands.items():
            for number, item in enumerate(items):
                yield from _line(file, ("lines", act, band, number), item, _known(act))


def own_templates(file: Checked[Persona]) -> Iterator[Problem]:
    """Problems in what a customer says outside the table of lines: openings, facts and steps up."""
    yield from _openings(file)
    for number, message in enumerate(file.value.proactive.wrote if file.value.proactive else ()):
        yield from _text(file, ("proactive", "wrote", number), message, frozenset())
    for first, fact in enumerate(file.value.facts):
        for name, known in (("says", _ALWAYS), ("again", _ALWAYS | {"fact"})):
            for second, text in enumerate(getattr(fact, name)):
                yield from _text(file, ("facts", first, name, second), text, known)
    for first, step in enumerate(file.value.escalations):
        for second, item in enumerate(step.say):
            yield from _line(file, ("escalations", first, "say", second), item, _known_at(step))


def _openings(file: Checked[Persona]) -> Iterator[Problem]:
    for key in ("openings", "coarse_openings"):
        for first, opening in enumerate(getattr(file.value.grievance, key)):
            for second, message in enumerate(opening):
                yield from _text(file, ("grievance", key, first, second), message, frozenset())


def names_in(text: str) -> Set[str]:
    """The names that a template fills in; none when it is broken."""
    return frozenset(_read(text)[0])


def _known(act: str) -> Set[str]:
    """The names that a line for ``act`` can fill in."""
    promise = {"promise"} if act in _PROMISING else set()
    right = {"right"} if act == Judgement.WRONG_DETAIL else set()
    fact = {"fact"} if act == Deed.ANSWER_AGAIN else set()
    following = {"yesterday", "you", "You"} if act in _FOLLOWING_UP else set()
    return _ALWAYS | promise | right | fact | following | ({"quote"} if act in _QUOTING else set())


def _known_at(step: Escalation) -> Set[str]:
    """A step up knows the words that set it off, unless silence or the talk as a whole did."""
    return _ALWAYS | ({"quote"} if step.when.any and not step.when.silence_from else set())


def _line(file: Checked[Any], trail: Trail, item: str | Line, known: Set[str]) -> Iterator[Problem]:
    if isinstance(item, Line):
        yield from _text(file, (*trail, "say"), item.say, known)
        yield from _text(file, (*trail, "coarse"), item.coarse, known)
    else:
        yield from _text(file, trail, item, known)


def _text(file: Checked[Any], trail: Trail, text: str, known: Set[str]) -> Iterator[Problem]:
    names, wrong = _read(text)
    if wrong:
        allowed = f"a line can fill in names, as in {{{{ company }}}}, with one of the filters {listed(FILTERS)}"
        yield file.document.problem(trail, Rule.TEMPLATE, f"in {named(trail)}, {wrong}", allowed)
    for name in names:
        if name not in known:
            what = f'"{name}" is not known in {_where(trail)}'
            allowed = f"it can be: {listed(sorted(known))}" if known else "openings are plain text"
            yield file.document.problem(trail, Rule.TEMPLATE_NAME, what, allowed, nearest(name, known))


def _where(trail: Trail) -> str:
    return f'lines for "{trail[1]}"' if trail[0] == "lines" else named(trail)


@lru_cache(maxsize=8192)
def _read(text: str) -> tuple[tuple[str, ...], str]:
    """The names in a template, and what is wrong with it, if anything."""
    if "{" not in text:
        return (), ""
    try:
        tree = _ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        return (), f"the braces are not right ({error.message})"
    wrong = next((complaint for node in tree.find_all(nodes.Node) if (complaint := _refused(node))), "")
    return tuple(dict.fromkeys(node.name for node in tree.find_all(nodes.Name))), wrong


def _refused(node: nodes.Node) -> str:
    if isinstance(node, nodes.Filter):
        plain = not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)
        return "" if node.name in FILTERS and plain else f'there is no filter "{node.name}"'
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        return "a name has no parts: write it without a dot or square brackets"
    known = isinstance(node, nodes.Output | nodes.TemplateData | nodes.Name)
    return "" if known else "there is more between the braces than a name"
