"""How a message is written: its length, shouting, form of address and language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.moves import Features
from bot.recognition.clean import clean
from bot.recognition.language import foreign_words
from bot.recognition.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.moves import Address, Language, WrittenIn
    from bot.recognition.language import Words
    from bot.recognition.parse import Said

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ENOUGH_LETTERS = 2  # "I" and "A" are capitals in any message
_ENOUGH_WORDS = 3
_ENOUGH_LETTERS_TO_TELL = 6
_LAST_LATIN = "\u024f"


def manner_of(message: str, said: Sequence[Said], words: Mapping[Language, Words], language: Language) -> Features:
    """The features of ``message``, which was cut into ``said``."""
    typed = [word for word in _WORD.findall(clean(message)) if word.strip("_")]
    return Features(
        words=len(typed),
        shouting=_shouts(typed),
        question=any(sentence.question for sentence in said),
        address=_address(said, words[language]),
        language=guess_language(typed, words),
    )


def _shouts(typed: Sequence[str]) -> bool:
    loud = [word for word in typed if word.isupper()]
    if not loud:
        return False
    lettered = [word for word in typed if _has_letters(word)]
    return len(lettered) >= _ENOUGH_WORDS and 2 * sum(map(_has_letters, loud)) > len(lettered)


def _has_letters(word: str) -> bool:
    return sum(letter.isalpha() for letter in word) >= _ENOUGH_LETTERS


def _address(said: Sequence[Said], words: Words) -> Address | None:
    """The form that is used most; on a tie the first one used."""
    used = [token.text for sentence in said for token in sentence.tokens]
    counts = {who: sum(map(forms.__contains__, used)) for who, forms in words.address.items()}
    most = max(counts.values(), default=0)
    leaders = [who for who, count in counts.items() if count == most and most]
    if len(leaders) < 2:
        return leaders[0] if leaders else None
    return next(who for word in used for who in leaders if word in words.address[who])


def guess_language(typed: Sequence[str], words: Mapping[Language, Words]) -> WrittenIn | None:
    """The language whose small words are there; None on a tie, or where there is too little to tell."""
    if len(typed) < _ENOUGH_WORDS:
        return None
    said = [fold(word) for word in typed]
    votes = {language: _votes(said, known) for language, known in words.items()}
    (best, most), (_, other) = sorted(votes.items(), key=lambda vote: -vote[1])[:2]
    if _is_foreign(typed, said, most):
        return "other"
    return best if most > other and most >= 2 else None


def _is_foreign(typed: Sequence[str], said: Sequence[str], home: int) -> bool:
    """Whether a message is written in a third language: in other letters, or mostly in that language's small words."""
    if _in_other_letters("".join(typed)):
        return True
    longer = [word for word in said if len(word) > 1]
    most = max(sum(map(known.__contains__, longer)) for known in foreign_words().values())
    return most >= _ENOUGH_WORDS and most > 2 * home and 3 * most >= len(said)


def _in_other_letters(text: str) -> bool:
    if text.isascii():
        return False
    letters = [letter for letter in text if letter.isalpha()]
    strange = sum(letter > _LAST_LATIN for letter in letters)
    return len(letters) >= _ENOUGH_LETTERS_TO_TELL and 2 * strange > len(letters)


def _votes(said: Sequence[str], words: Words) -> int:
    known = words.function_words
    return sum(word in known or ("'" in word and word.split("'")[0] in known) for word in said)
