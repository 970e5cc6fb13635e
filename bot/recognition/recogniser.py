"""Reads a message: parse it, let cues and model hear each sentence, weigh both, and settle what goes with what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.moves import Reading, Sentence
from bot.recognition.clean import clean
from bot.recognition.cues import load_cues
from bot.recognition.examples import LANGUAGES
from bot.recognition.features import Extractor
from bot.recognition.hearing import Hearing
from bot.recognition.interplay import settle
from bot.recognition.language import foreign_words, load_words
from bot.recognition.manner import manner_of
from bot.recognition.meanings import load_meanings
from bot.recognition.model import ENCODER_LIMITS, LIMITS, load_limits, load_model
from bot.recognition.parse import parse
from bot.recognition.spans import shown
from bot.recognition.spelling import Speller
from bot.recognition.values import find_values
from bot.recognition.values.lexicon import finders

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.core.moves import Language
    from bot.recognition.encoder import Encoder
    from bot.recognition.language import Words
    from bot.recognition.model import Floats
    from bot.recognition.parse import Said

_READ_AT_MOST = 60
"""Sentences that are heard for moves; a chat message that runs on longer is not speech."""


@dataclass(frozen=True)
class Recogniser:
    """Hears moves in messages of both languages."""

    words: Mapping[Language, Words]
    hearings: Mapping[Language, Hearing]
    spellers: Mapping[Language, Speller]
    encoder: Encoder | None = None

    def recognise(
        self, message: str, language: Language, customer: str = "", *, now: datetime | None = None
    ) -> Reading:
        """What ``message`` does; ``now`` is when it was sent, for the times it names.

        ``customer`` is the message that it answers. Only the encoder reads it: the model gained nothing from it.
        """
        mended = self.spellers[language].mend(message)
        said = parse(mended, self.words[language])
        values = find_values(mended, language, now)
        begun = said[:_READ_AT_MOST]
        heard = self.hearings[language].hear(begun, self._meant(mended, begun, customer))
        sentences = tuple(Sentence(sentence.span, sentence.question) for sentence in said)
        return Reading(
            text=message,
            language=language,
            moves=shown(settle(heard), message, sentences, values.moments),
            sentences=sentences,
            features=manner_of(message, said, self.words, language),
            moments=values.moments,
            amounts=values.amounts,
            offered=values.offered,
            mended=mended if mended != message else "",
        )

    def _meant(self, message: str, said: Sequence[Said], customer: str) -> Floats | None:
        if self.encoder is None or not said:
            return None
        return self.encoder.strengths(clean(message), [sentence.span for sentence in said], customer)


def load_recogniser(
    encoder: Encoder | None = None,
    own: Path | None = None,
    vocabulary: Mapping[Language, frozenset[str]] | None = None,
) -> Recogniser:
    """Read the data and the trained model that the package ships, all of it: no message should wait for a file.

    The folder ``own`` adds cues, and its model takes the place of ours. ``vocabulary`` are words that people will use,
    in lower case: a slip that makes one of them unknown is mended.
    """
    foreign_words()
    for language in LANGUAGES:
        finders(language)
    words = {language: load_words(language) for language in LANGUAGES}
    model, meanings = load_model(own), load_meanings()
    limits = load_limits(ENCODER_LIMITS if encoder else LIMITS)
    hearings = {
        language: Hearing(
            language,
            load_cues(language, words[language], own),
            model,
            limits,
            Extractor(meanings[language].of),
            words[language].function_words,
        )
        for language in LANGUAGES
    }
    spellers = {
        language: Speller(
            model.index,
            words[language].forms.keys() | hearing.cues.index.keys() | (vocabulary or {}).get(language, frozenset()),
        )
        for language, hearing in hearings.items()
    }
    return Recogniser(words, hearings, spellers, encoder)
