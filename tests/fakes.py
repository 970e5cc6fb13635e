"""Fakes: a recogniser that hears what it is told to hear, a small customer, and a chat that keeps the time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.conditions import When
from bot.core.conversation import State, Turn
from bot.core.debrief import Debrief
from bot.core.deeds import Deed
from bot.core.moves import Features, FoundMove, Language, Move, Reading, Sentence, Span
from bot.core.numbers import Aftercare, Difficulty, Floor, MoodNumbers, Rule, Words
from bot.core.persona import (
    Company,
    Fact,
    FactKind,
    Grievance,
    Mandate,
    Offer,
    Outcome,
    Persona,
    Resolution,
    Stance,
    StartingMood,
)
from bot.core.rubric import Criterion, Fault, Rewrite, Rubric, Sign
from bot.recognition.values import find_values
from bot.training import Library, Order, Recogniser, Session, Training
from bot.training.script import natural_pause

MONDAY = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
"""Every talk of the tests starts here."""

_PART = re.compile(r"(?:(?P<moves>[a-z_]+\??(?:\+[a-z_]+\??)*): )?(?P<text>.*)", re.DOTALL)


class TellingRecogniser:
    """Hears what the message says it does: ``apology+empathy: I am sorry. | offer?: Here is £10.``

    Every part is a sentence. A move with a question mark is only probable. Dates and amounts are heard for real.
    """

    def recognise(
        self, message: str, language: Language, customer: str = "", *, now: datetime | None = None
    ) -> Reading:
        text, sentences, moves = "", [], []
        for number, part in enumerate(message.split(" | ")):
            said = _PART.fullmatch(part)
            assert said is not None
            text += (" " if number else "") + said["text"]
            span = Span(len(text) - len(said["text"]), len(text))
            sentences.append(Sentence(span, "?" in said["text"]))
            moves += [_found(name, span) for name in (said["moves"] or "").split("+") if name]
        values = find_values(text, language, now)
        return Reading(
            text=text,
            language=language,
            moves=tuple(moves),
            sentences=tuple(sentences),
            features=_features(text),
            moments=values.moments,
            amounts=values.amounts,
            offered=values.offered,
        )


def _found(name: str, span: Span) -> FoundMove:
    confidence = 0.5 if name.endswith("?") else 0.9
    return FoundMove(Move(name.removesuffix("?")), span, confidence, "cue", "as told")


def _features(text: str) -> Features:
    words = re.findall(r"\w+", text)
    return Features(len(words), len(words) > 2 and text.isupper(), "?" in text, None, None)


class Chat:
    """A talk in which the trainee reads the whole rant and answers after a natural while, unless told otherwise."""

    def __init__(self, training: Training, persona: str = "", *, rubrics: tuple[str, ...] = (), **order: Any) -> None:
        self.training = training
        methods = rubrics or tuple(training.library.rubrics)[:1]
        launched = training.launch(Order(persona or next(iter(training.library.personas)), methods, **order), MONDAY)
        self.session: Session = launched.session
        self.now = MONDAY
        self.turns: tuple[Turn, ...] = launched.turns

    def say(self, *texts: str) -> Turn:
        """Say ``texts`` one after the other, and give back the trainee's last turn."""
        for text in texts:
            self._hear(text, max(self.session.state.busy_until, self.now) + natural_pause(self.session, text))
        return self.mine

    def interject(self, text: str, seconds: float = 1) -> Turn | None:
        """Say ``text`` so many seconds after the trainee's message before, whatever the customer is doing."""
        self._hear(text, self.now + timedelta(seconds=seconds))
        return next((turn for turn in self.turns if turn.who == "trainee"), None)

    def wait(self, seconds: float) -> tuple[Turn, ...]:
        """Say nothing for so many seconds after the customer has finished, and give back what the customer did."""
        self.now = max(self.session.state.busy_until, self.now) + timedelta(seconds=seconds)
        waited = self.training.wait(self.session, self.now)
        self.session, self.turns = waited.session, waited.turns
        return waited.turns

    def end(self, outcome: Outcome = Outcome.ENDED) -> Debrief:
        """End the talk from outside, and look back on it."""
        self.session = self.training.finish(self.session, outcome)
        return self.training.debriefs(self.session)[0]

    @property
    def state(self) -> State:
        """Where the talk stands."""
        return self.session.state

    @property
    def anger(self) -> float:
        """The customer's anger now."""
        return self.session.state.mood.anger

    @property
    def trust(self) -> float:
        """The customer's trust now."""
        return self.session.state.mood.trust

    @property
    def mine(self) -> Turn:
        """The trainee's last turn."""
        return next(turn for turn in reversed(self.session.transcript) if turn.who == "trainee")

    @property
    def reply(self) -> Turn:
        """The customer's last turn."""
        return next(turn for turn in reversed(self.session.transcript) if turn.who == "customer")

    def _hear(self, text: str, at: datetime) -> None:
        heard = self.training.hear(self.session, text, at)
        self.session, self.turns, self.now = heard.session, heard.turns, at


def events(turn: Turn) -> list[str]:
    """What happened in a turn of the trainee."""
    return [happening.event for happening in turn.happenings]


def quoted(turn: Turn, event: str) -> str:
    """The words of the turn that show ``event``."""
    return next(one.span.of(turn.text) for one in turn.happenings if one.event == event)


def rules(turn: Turn) -> list[str]:
    """The rules that moved the mood in a turn."""
    return [effect.rule for effect in turn.effects]


def customer_messages(session: Session) -> list[str]:
    """Every message of the customer, in order."""
    return [message.text for turn in session.transcript if turn.who == "customer" for message in turn.messages]


def both(text: str) -> dict[Language, str]:
    """The same words in both languages, for texts that do not matter."""
    return {"nl": text, "en": text}


def a_rule(rule: str, **changes: Any) -> Rule:
    """A rule on the event of the same name; 10 less anger unless told otherwise."""
    told = {"anger": -10.0, **changes}
    when = told.pop("when", When(any=(rule,)))
    return Rule(rule, when, both(f"because of {rule}"), "Somebody 2020", "J", **told)


def some_numbers(*rules: Rule, **changes: Any) -> MoodNumbers:
    """Mood numbers that change nothing of their own accord."""
    plain = Words(
        *((), (), ("our fault",), ("what happened",), ("or",), ("goodbye",), ("have", "this")),
        *(("is done",), ("no news",), ("sorry",), ("late",), "yesterday"),
    )
    told: dict[str, Any] = {
        "stances": dict(zip(Stance, (85, 65, 45, 30, 15, 0), strict=True)),
        "rules": rules,
        "floors": (),
        "silence": a_rule("silence", anger=2.0, trust=-2.0, when=When()),
        "relief": a_rule("behaviour_sorry", anger=-12.0, trust=5.0, when=When()),
        "found_out": a_rule("found_out", anger=30.0, trust=-15.0, when=When()),
        "most_calming": 100.0,
        "most_trusting": 100.0,
        "repair_ceiling": 10.0,
        "late_after": 4,
        "gives_up_after": 4,
        "difficulties": {
            "gentle": Difficulty(-10, 10, 1.25, 1.5),
            "normal": Difficulty(0, 0, 1, 1),
            "hard": Difficulty(8, -8, 0.8, 0.7),
        },
        "words": {"nl": plain, "en": plain},
        "aftercare": Aftercare(
            grace=15,
            comes_back=24,
            expects=24,
            day_ends=17,
            closes_after=3,
            overnight=a_rule("overnight", anger=-4.0, when=When()),
            cooled=a_rule("cooled", anger=-35.0, when=When()),
            forgotten=a_rule("forgotten", anger=16.0, trust=-20.0, when=When()),
        ),
        **changes,
    }
    return MoodNumbers(**told)


def a_floor(when: When, anger: float) -> Floor:
    """A level below which anger does not fall while ``when`` holds."""
    return Floor("floor", when, anger, "Somebody 2020")


def a_persona(**changes: Any) -> Persona:
    """Ms Doe, whose parcel is lost. She has something to say for every deed, several times over."""
    told: dict[str, Any] = {
        "id": "doe",
        "name": "Ms Doe",
        "face": "📦",
        "language": "en",
        "title": both("A lost parcel"),
        "company": Company("Swift", "parcels"),
        "grievance": Grievance(
            openings=(("My parcel is lost.", "Where is it?"),),
            founded="yes",
            about_money=True,
            anger="emotional",
            feelings=("desperate",),
        ),
        "facts": (
            Fact("lost", "the parcel is lost", ("It is lost.",), FactKind.STORY, ("lost",), told=True),
            Fact("ordered", "ordered on 2 May", ("On the second of May.",), asks=("when order*",)),
            Fact("present", "it was a present", ("It was a present.",), FactKind.STORY),
            Fact("sad", "she is sad", ("It makes me sad.",), FactKind.FEELING),
            Fact("wish", "wants a new one", ("I want a new one.",), FactKind.WISH),
            Fact("cause", "the label fell off", ("The label fell off.",), FactKind.CAUSE, opens=When(trust_from=50)),
        ),
        "mandate": Mandate(
            ("You work for Swift.",),
            (
                Offer("resend", "a new parcel", "replacement", ("new parcel",), earliest_hours=24),
                Offer("money", "up to £20", "compensation", ("money",), up_to=Decimal(20)),
            ),
        ),
        "resolutions": (Resolution(("offer:resend",), When(anger_to=40)),),
        "lines": {deed: {"any": tuple(f"{deed} {number}." for number in range(1, 10))} for deed in Deed},
        "mood": StartingMood(anger=80, trust=20, trust_before=60),
        "patience": 60.0,
        **changes,
    }
    return Persona(**told)


def a_sign(*events: str, points: int = 2, **changes: Any) -> Sign:
    """A sign that is shown by any of ``events``."""
    return Sign(events, points, both(f"earned {events[0]}"), both(f"missed {events[0]}"), **changes)


def a_fault(*events: str, points: int = 1) -> Fault:
    """A fault that any of ``events`` is."""
    return Fault(events, points, both(f"fault {events[0]}"))


def a_criterion(name: str, *signs: Sign, **changes: Any) -> Criterion:
    """A criterion with these signs."""
    rewrite = Rewrite(f"worse {name}", f"better {name}")
    return Criterion(
        id=name,
        name=both(name.capitalize()),
        signs=signs,
        strength=both(f"Well done: {name}."),
        tip=both(f"Try this: {name}."),
        rewrite={"nl": rewrite, "en": rewrite},
        source="Somebody 2020",
        **changes,
    )


def a_rubric(*criteria: Criterion, **changes: Any) -> Rubric:
    """A method with these criteria."""
    return Rubric("method", both("The Method"), both("About it."), "Somebody 2020", criteria, **changes)


def a_training(
    persona: Persona | None = None,
    numbers: MoodNumbers | None = None,
    rubric: Rubric | None = None,
    recogniser: Recogniser | None = None,
    common: Mapping[str, Any] | None = None,
) -> Training:
    """The use cases over one customer and one method, hearing exactly what the messages tell."""
    customer = persona or a_persona()
    method = rubric or a_rubric(a_criterion("listen", a_sign("open_question", "empathy")))
    library = Library(
        {customer.id: customer},
        {method.id: method},
        {"nl": common or {}, "en": common or {}},
        numbers or some_numbers(),
        (),
    )
    return Training(library, recogniser or TellingRecogniser())


def with_grievance(persona: Persona, **changes: Any) -> Persona:
    """``persona`` with another grievance."""
    return replace(persona, grievance=replace(persona.grievance, **changes))


def quotes_of(debrief: Debrief) -> Iterator[tuple[int, str]]:
    """Every quote in a debrief with the turn it is said to stand in."""
    for score in debrief.scores:
        yield from ((one.turn, one.quote) for one in score.evidence)
    yield from ((swing.turn, swing.effect.quote) for swing in debrief.swings)
    shown = [debrief.strength, *debrief.next_steps]
    yield from ((one.evidence.turn, one.evidence.quote) for one in shown if one and one.evidence)
