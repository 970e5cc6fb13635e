"""What a message is judged against, and the small helpers that every judgement uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.core.conversation import Happening, Judgement, State
from bot.core.facts import asked_fact, question_sentences
from bot.core.judging.promises import Promise, find_promises
from bot.core.judging.slips import Slip, find_slip
from bot.core.moves import HARMFUL, FoundMove, Move, Reading, Span
from bot.core.persona import Fact, Persona
from bot.core.scene import Scene
from bot.core.words import fold, telling


@dataclass(frozen=True)
class Context:
    """A message in its place in the talk. ``raging`` is whether the customer shouts or scolds at this moment."""

    reading: Reading
    scene: Scene
    state: State
    at: datetime
    raging: bool

    @property
    def persona(self) -> Persona:
        """The customer."""
        return self.scene.persona

    @cached_property
    def moves(self) -> frozenset[Move]:
        """The moves of the message."""
        return frozenset(found.move for found in self.reading.moves)

    @cached_property
    def certain(self) -> frozenset[Move]:
        """The moves that were heard for certain."""
        return frozenset(found.move for found in self.reading.moves if found.certain)

    @cached_property
    def harm(self) -> tuple[FoundMove, ...]:
        """The harmful moves that were heard for certain."""
        return tuple(found for found in self.reading.moves if found.move in HARMFUL and found.certain)

    @property
    def helpful(self) -> bool:
        """Whether anything in the message helps the customer."""
        return any(found.move not in HARMFUL for found in self.reading.moves)

    @property
    def turn(self) -> int:
        """The number of this message, the first being 1."""
        return self.state.turn + 1

    def happened(self, event: str) -> int:
        """How often ``event`` has happened before this message."""
        return self.state.seen.get(event, 0)

    def by_move(self, judgement: Judgement, move: Move) -> Happening:
        """The judgement on the words of a move that the message has; as certain as that move."""
        found = self.reading.found(move)
        assert found is not None, f"{judgement} was judged by a move that is not there: {move}"
        return Happening(judgement, found.span, found.certain)

    def by_message(self, judgement: Judgement) -> Happening:
        """The judgement on the message as a whole."""
        text = self.reading.text
        start = len(text) - len(text.lstrip())
        return Happening(judgement, Span(start, max(start, len(text.rstrip()))))

    def overlap(self, text: str) -> int:
        """How many telling words ``text`` shares with what the customer has said."""
        return len(telling(text, self.scene.words.common) & self.state.said)

    def sentence(self, span: Span) -> str:
        """The sentences that ``span`` touches, as one text."""
        return self.around(span).of(self.reading.meant)

    def around(self, span: Span) -> Span:
        """From the beginning of the first sentence that ``span`` touches to the end of the last one."""
        touched = [
            part.span for part in self.reading.sentences if part.span.start < span.end and span.start < part.span.end
        ]
        return Span(touched[0].start, touched[-1].end) if touched else span

    @cached_property
    def questions(self) -> tuple[tuple[Span, Fact | None], ...]:
        """The sentences that ask something, each with the fact that it is about."""
        spans = question_sentences(self.reading)
        return tuple((span, asked_fact(self.persona, span.of(self.reading.meant))) for span in spans)

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """The offers of the mandate that the message holds out, each once."""
        return find_promises(self)

    @cached_property
    def slip(self) -> Slip | None:
        """The detail that the message gives back otherwise than the customer told it."""
        return find_slip(self)

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The words of the message, for comparing."""
        return fold(self.reading.meant)
