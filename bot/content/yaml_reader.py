"""YAML reader: a file -> plain data with the place of every part, or all problems on the way there.

Content files need little of YAML. Anchors, aliases, merge keys, tags and several documents are refused, for they
make a file hard to read and a small file able to grow without end; so are keys that are given twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from bot.content.document import Document, Place, Trail
from bot.content.problems import ContentError, Problem, Rule
from bot.content.scalars import plain
from bot.content.syntax import explained, marked

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 512 * 1024
"""Bytes. The largest shipped customer is a tenth of it."""
DEEPEST = 24
"""Levels of lists and mappings. The deepest condition stands on level 8."""

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CUT_OFF = re.compile(r"[ \t]+#\w")


def read(path: Path) -> Document:
    """The plain data of the file at ``path``. Raises ContentError with every problem of it."""
    return parse(_text(path), path)


def parse(text: str, path: Path) -> Document:
    """The plain data of ``text``, which stands at ``path``. Raises ContentError with every problem of it."""
    if found := _UNPRINTABLE.search(text):
        raise _refused(path, f"the character {found.group()!a} cannot stand in a file", _place(text, found.start()))
    builder = _Builder(path, text.splitlines())
    data = builder.document(_Loader(text))
    if builder.problems:
        raise ContentError(builder.problems)
    return Document(path, data, builder.keys, builder.values)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise _refused(path, f"the file is larger than {LARGEST // 1024} kB")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _refused(path, f"the file cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8-sig")
        raise _refused(path, "this is not UTF-8 text", _place(before, len(before)), "save it as UTF-8") from None


def _refused(path: Path, what: str, place: Place | None = None, hint: str = "") -> ContentError:
    place = place or Place()
    return ContentError([Problem(path, place.line, place.column, what, hint=hint, rule=Rule.FILE)])


def _place(text: str, offset: int) -> Place:
    before = text[:offset]
    return Place(before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


@dataclass
class _Builder:
    """Turns the parser's events into plain data, and notes the places and the problems."""

    path: Path
    lines: list[str]
    keys: dict[Trail, Place] = field(default_factory=dict)
    values: dict[Trail, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    quote: tuple[int, Place] | None = None
    """The last text between quotes that goes on over lines: the line it ends on, and where it starts."""

    def document(self, events: Any) -> object:
        """The data of the first document; a second one is a problem."""
        data: object = None
        try:
            data = self._documents(events)
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        finally:
            events.dispose()
        return data

    def _documents(self, events: Any) -> object:
        events.get_event()
        if events.check_event(yaml.StreamEndEvent):
            return None
        events.get_event()
        data = self._value(events, ())
        events.get_event()
        if not events.check_event(yaml.StreamEndEvent):
            self._refuse(events.peek_event(), "a second document begins here", "one file holds one document")
        return data

    def _value(self, events: Any, trail: Trail) -> object:
        event = events.get_event()
        self.values[trail] = _start(event)
        self._refuse_extras(event)
        if len(trail) > DEEPEST:
            raise yaml.MarkedYAMLError(problem="too deep", problem_mark=event.start_mark)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, trail)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, trail)
        return self._scalar(event) if isinstance(event, yaml.ScalarEvent) else None

    def _mapping(self, events: Any, trail: Trail) -> dict[str, object]:
        data: dict[str, object] = {}
        while not events.check_event(yaml.MappingEndEvent):
            key, place = self._key(events, trail)
            if key in data:
                self._add(place, Rule.DUPLICATE_KEY, f'the key "{key}" is given twice', hint="keep one of the two")
            self.keys[*trail, key] = place
            data[key] = self._value(events, (*trail, key))
        events.get_event()
        return data

    def _key(self, events: Any, trail: Trail) -> tuple[str, Place]:
        event = events.peek_event()
        if isinstance(event, yaml.ScalarEvent):
            events.get_event()
            self._refuse_extras(event)
            if event.value == "<<" and event.implicit[0]:
                self._refuse(event, "merge keys are not used here", "write the keys out")
            return event.value, _start(event)
        hint = "text that begins with {{ needs quotes around it"
        self._refuse(event, "a list or a mapping cannot be a key", hint)
        self._value(events, (*trail, ""))
        return "", _start(event)

    def _sequence(self, events: Any, trail: Trail) -> list[object]:
        data: list[object] = []
        while not events.check_event(yaml.SequenceEndEvent):
            data.append(self._value(events, (*trail, len(data))))
        events.get_event()
        return data

    def _scalar(self, event: Any) -> object:
        text: str = event.value
        if event.style in {"'", '"'} and event.end_mark.line > event.start_mark.line:
            self.quote = event.end_mark.line + 1, _start(event)
        if event.style == '"' and _UNPRINTABLE.search(text):
            self._refuse(event, "a control character cannot stand in a text", "leave out the backslash code")
        if not event.implicit[0]:
            return text
        self._cut_off(event)
        return plain(text)

    def _cut_off(self, event: Any) -> None:
        end = event.end_mark
        if event.value and end.line < len(self.lines) and _CUT_OFF.match(self.lines[end.line], end.column):
            what = "the text stops here, for what comes after # is a comment"
            hint = "put the text between quotes, or a space after the # of a comment"
            self._add(Place(end.line + 1, end.column + 1), Rule.COMMENT, what, hint=hint)

    def _refuse_extras(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, "text cannot begin with * (an alias)", "put the text between quotes")
        elif event.anchor is not None:
            self._refuse(event, "text cannot begin with & (an anchor)", "put the text between quotes")
        elif event.tag is not None:
            self._refuse(event, "text cannot begin with ! (a tag)", "put the text between quotes")

    def _refuse(self, event: Any, what: str, hint: str) -> None:
        self._add(_start(event), Rule.YAML_FEATURE, what, hint=hint)

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        place = marked(error)
        what, hint = explained(error)
        if self.quote and self.quote[0] == place.line:
            what, hint = f"this quotation mark is only closed in line {place.line}", "close it where the text ends"
            place = self.quote[1]
        if not any(problem.line == place.line for problem in self.problems):
            self._add(place, Rule.SYNTAX, what, hint=hint)

    def _add(self, place: Place, rule: Rule, what: str, *, hint: str) -> None:
        self.problems.append(Problem(self.path, place.line, place.column, what, hint=hint, rule=rule))


def _start(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)
