"""Explained: one reading as text, for a trainer who wants to know what was heard in a message, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.core.moves import FoundMove, Moment, Reading, Span
from bot.report.columns import WIDTH, hanging
from bot.report.texts import Texts
from bot.report.underlined import Mark, underlined
from bot.report.wording import clipped

_CERTAIN, _PROBABLE = "^", "_"
_INDENT = "  "


def explained(reading: Reading, now: datetime, texts: Texts) -> str:
    """The message with its moves underlined, then every move, value and feature; times as seen from ``now``."""
    parts = (_message(reading, texts), _moves(reading, texts), _values(reading, now, texts), _features(reading, texts))
    return "\n\n".join("\n".join(lines) for part in parts if (lines := [*part])) + "\n"


def _message(reading: Reading, texts: Texts) -> Iterator[str]:
    marks = [_mark(found) for found in reading.moves]
    yield from ((_INDENT + line).rstrip() for line in underlined(reading.text, marks, WIDTH - len(_INDENT)))
    if marks:
        yield ""
        yield f"{_INDENT}{_CERTAIN} {texts('explain_certain')}   {_PROBABLE} ? {texts('probably')}"


def _mark(found: FoundMove) -> Mark:
    if found.certain:
        return Mark(found.span, _CERTAIN, str(found.move))
    return Mark(found.span, _PROBABLE, f"{found.move}?")


def _moves(reading: Reading, texts: Texts) -> Iterator[str]:
    if not reading.moves:
        yield texts("explain_nothing")
    for found in reading.moves:
        surely = texts("explain_certain" if found.certain else "probably")
        yield f"{found.move}: {surely} ({found.confidence:.2f})"
        yield from _quoted(reading, found.span)
        yield from hanging(_INDENT, texts(f"explain_{found.source}", why=found.why))


def _quoted(reading: Reading, span: Span, meaning: str = "") -> Iterator[str]:
    yield from hanging(_INDENT, f"«{clipped(span.of(reading.text))}»{meaning}")


def _values(reading: Reading, now: datetime, texts: Texts) -> Iterator[str]:
    if reading.moments:
        yield texts("explain_moments", now=f"{now:%Y-%m-%d %H:%M}")
    for moment in reading.moments:
        yield from _quoted(reading, moment.span, f": {_window(moment, now, texts)}")
    if reading.amounts:
        yield texts("explain_amounts")
    for amount in reading.amounts:
        yield from _quoted(reading, amount.span, f": {amount.value} {amount.unit}")
    if reading.offered:
        yield texts("explain_offered")
    for offered in reading.offered:
        yield from _quoted(reading, offered.span, f": {offered.kind}")


def _window(moment: Moment, now: datetime, texts: Texts) -> str:
    start, end = (_seen_from(now, time, texts) for time in (moment.start, moment.end))
    return start if moment.start == moment.end else texts("explain_window", start=start, end=end)


def _seen_from(now: datetime, time: datetime, texts: Texts) -> str:
    away = _length(abs(time - now), texts)
    if not away:
        return texts("explain_now")
    relative = texts("explain_later" if time > now else "explain_earlier", time=away)
    return f"{time.astimezone(now.tzinfo):%Y-%m-%d %H:%M} ({relative})"


def _length(away: timedelta, texts: Texts) -> str:
    """Days, hours and minutes, as far as they are there; nothing below a minute."""
    hours, minutes = divmod(away.seconds // 60, 60)
    counts = {"explain_days": away.days, "explain_hours": hours, "explain_minutes": minutes}
    return " ".join(texts(unit, count=count) for unit, count in counts.items() if count)


def _features(reading: Reading, texts: Texts) -> Iterator[str]:
    features = reading.features
    said = [
        texts("explain_words", count=features.words),
        texts("explain_question" if features.question else "explain_no_question"),
        texts("explain_shouting" if features.shouting else "explain_no_shouting"),
        texts("explain_address", address=features.address or "–"),
        texts("explain_language", language=features.language or "–"),
    ]
    yield from hanging("", " · ".join(said))
