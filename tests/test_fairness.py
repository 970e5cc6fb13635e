"""Fairness: who says the same in other letters gets the same score, short is not worse than long, and good is good.

The slips are of one kind, the only one that is mended: two letters in the other order. ``bench/fairness.py`` prints
what differs, and by how much.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from fakes import MONDAY

from bot.content import read_talk
from bot.core.moves import HARMFUL, Language
from bot.training import Library, Session, Training
from bot.training.script import Say, Talk, play, seconds

FOLDER = Path(__file__).parent / "conversations"
FILES = {f"{path.parent.name}/{path.stem}": path for path in sorted(FOLDER.glob("*/*.yaml"))}
PERSONAS = sorted({path.parent.name for path in FILES.values()})
METHODS = ("leon", "structured", "nine-tips", "naming-behaviour")
WRITING_FIRST = ("proactive",)
"""The methods for customers who are written to first."""


def methods_of(persona: str) -> tuple[str, ...]:
    """The methods that suit a talk with this customer."""
    return WRITING_FIRST if "proactive" in read_talk(FILES[f"{persona}/strong"]).rubrics else METHODS


Words = Callable[[str, int], str]
"""A message, and its number in the talk, said in other letters."""


def named(name: str) -> Words:
    own = re.compile(r"\b(ik ben|naam is|spreekt met|name's|name is|I'm) ([A-Z][a-zë]+)\b")
    return lambda text, _: own.sub(rf"\1 {name}", text)


def lower(text: str, _: int) -> str:
    return text.lower()


def mistyped(text: str, number: int) -> str:
    """One slip in a message: two letters change places in the middle of a long word, now the first, now a later one."""
    words = re.split(r"(\W+)", text)
    long = [place for place, word in enumerate(words) if len(word) >= 7 and word.isalpha()]
    for place in long[number % 3 : number % 3 + 1]:
        word, half = words[place], len(words[place]) // 2
        words[place] = word[:half] + word[half + 1] + word[half] + word[half + 2 :]
    return "".join(words)


TO_JE = {
    **{"u hebt": "je hebt", "u heeft": "je hebt", "hebt u": "heb je", "heeft u": "heb je", "kunt u": "kun je"},
    **{"u kunt": "je kunt", "wilt u": "wil je", "bent u": "ben je", "u bent": "je bent", "zult u": "zul je"},
    **{
        "vertelt u": "vertel je",
        "zegt u": "zeg je",
        "merkt u": "merk je",
        "krijgt u": "krijg je",
        "vindt u": "vind je",
    },
    **{"moet u": "moet je", "hoort u": "hoor je", "weet u": "weet je", "ziet u": "zie je", "uw": "je", "u": "je"},
}
TO_U = {
    **{"heb je": "hebt u", "je hebt": "u hebt", "kun je": "kunt u", "wil je": "wilt u", "ben je": "bent u"},
    **{"je bent": "u bent", "jij": "u", "jouw": "uw", "jou": "u"},
}


def addressed(register: Mapping[str, str]) -> Words:
    either = re.compile(rf"\b({'|'.join(register)})\b", re.IGNORECASE)

    def change(found: re.Match[str]) -> str:
        said = register[found[0].lower()]
        return said.capitalize() if found[0][0].isupper() else said

    return lambda text, _: either.sub(change, text)


def longer(before: str, after: str) -> Words:
    return lambda text, _: f"{before} {text} {after}".strip()


VARIANTS: Mapping[str, Mapping[Language, Words]] = {
    "Mohammed": {"nl": named("Mohammed"), "en": named("Mohammed")},
    "Wietske": {"nl": named("Wietske"), "en": named("Wietske")},
    "je": {"nl": addressed(TO_JE)},
    "u": {"nl": addressed(TO_U)},
    "small letters": {"nl": lower, "en": lower},
    "typing slips": {"nl": mistyped, "en": mistyped},
    "longer before": {"nl": longer("Een ogenblikje alstublieft.", ""), "en": longer("One moment please.", "")},
    "longer after": {"nl": longer("", "Even kijken hoor."), "en": longer("", "Let me see.")},
}


@cache
def talk(name: str) -> Talk:
    return replace(read_talk(FILES[name]), rubric=methods_of(name.partition("/")[0]))


@pytest.fixture(scope="session")
def scores(training: Training) -> Callable[[Talk], Mapping[str, int | None]]:
    """The total of every method for a talk; each talk is played only once in a run."""

    known: dict[str, Mapping[str, int | None]] = {}

    def of(script: Talk) -> Mapping[str, int | None]:
        key = repr(script)
        if key not in known:
            debriefs = training.debriefs(played(training, script))
            known[key] = {debrief.rubric.id: debrief.score for debrief in debriefs}
        return known[key]

    return of


def played(training: Training, script: Talk) -> Session:
    return play(training, script, MONDAY).session


def as_long(line: Say, text: str) -> Say:
    """``line`` with another text; what is longer takes longer to type, or it would look hurried."""
    later = max(len(text) - len(line.text or ""), 0) / 12
    return replace(line, text=text, after=f"{seconds(line.after) + later}s" if line.after and later else line.after)


def said(script: Talk, words: Words) -> Talk:
    """``script`` in other words; what it does besides, such as waiting, stays as it is."""

    def one(line: str | Say, number: int) -> str | Say:
        if isinstance(line, str):
            return words(line, number)
        return line if line.text is None else as_long(line, words(line.text, number))

    return replace(script, say=tuple(one(line, number) for number, line in enumerate(script.say)))


DUTCH = {path.stem for path in (FOLDER.parents[1] / "personas" / "nl").glob("*.yaml")}
COMPARISONS = [
    f"{name}, {variant}"
    for variant, words in VARIANTS.items()
    for name, path in FILES.items()
    if ("nl" if path.parent.name in DUTCH else "en") in words
]


@pytest.mark.parametrize("comparison", COMPARISONS)
def test_the_same_talk_in_other_letters_scores_the_same(
    comparison: str, scores, training: Training, library: Library
) -> None:
    name, variant = comparison.split(", ")
    script = talk(name)
    words = VARIANTS[variant][library.personas[script.persona].language]

    before, after = scores(script), scores(said(script, words))

    unfair = [method for method in script.rubrics if apart(before[method], after[method])]
    assert {method: (before[method], after[method]) for method in unfair} == {}


def apart(one: int | None, other: int | None) -> bool:
    """More than a point of a hundred; assessed or not assessed is a difference too."""
    return one != other if one is None or other is None else abs(one - other) > 1


# --- short and long --------------------------------------------------------------------------------------------------

ADDED: Mapping[str, Mapping[int, str]] = {
    "zelfstandige-zonder-internet": {
        6: "Wat zou voor u nu een goede oplossing zijn? En wat hebt u nodig om er weer gerust op te zijn?",
    },
    "frozen-account": {
        4: "What would a good solution look like for you, and what would you need to feel at ease with us again?",
        5: "I can imagine how awkward and frustrating this week must be for you.",
    },
}
"""What the strong trainee leaves out that one of the methods asks for, and before which message it comes."""


def excellent(persona: str) -> Talk:
    script = talk(f"{persona}/strong")
    say = list(script.say)
    for place, text in ADDED.get(persona, {}).items():
        say.insert(place, text)
    return replace(script, say=tuple(say))


def in_few_messages(script: Talk, together: int) -> Talk:
    """The same sentences in as few messages as ``together`` at a time make."""
    texts = [line if isinstance(line, str) else line.text or "" for line in script.say]
    parts = [texts[start : start + together] for start in range(0, len(texts), together)]
    return replace(script, say=tuple(" ".join(part) for part in parts))


SUITING = [(persona, method) for persona in PERSONAS for method in methods_of(persona)]


@pytest.mark.parametrize(("persona", "method"), SUITING)
def test_an_excellent_talk_scores_over_85_with_every_method(persona: str, method: str, scores) -> None:
    assert scores(excellent(persona))[method] > 85


ONCE_IS_NOT_TWICE = {
    ("zelfstandige-zonder-internet", "naming-behaviour"),  # empathy twice in one message counts once
}
ONE_STEP_A_MESSAGE = {
    ("van-deposit", "naming-behaviour"),  # aware, aim and effect in one breath: he has no turn to stop in between
    ("train-refund", "naming-behaviour"),  # names in the first message what she only does after it
    ("fietslease", "naming-behaviour"),  # waves away an apology that he had no turn to make, and leaves the ladder
    ("hottub", "naming-behaviour"),  # thanks him for an apology in the message that still asks for the aim
}
"""The ladder is one step a message, and the next depends on the answer: several in one is not what the method asks."""


@pytest.mark.parametrize(
    ("persona", "method"),
    [pair for pair in SUITING if pair not in ONCE_IS_NOT_TWICE | ONE_STEP_A_MESSAGE],
)
def test_an_efficient_talk_of_four_or_five_messages_is_not_punished(persona: str, method: str, scores) -> None:
    script = in_few_messages(excellent(persona), 3)

    assert len(script.say) <= 5
    assert scores(script)[method] >= 80


# --- harm ------------------------------------------------------------------------------------------------------------

HARM: Mapping[Language, tuple[str, ...]] = {
    "nl": (
        "Ja maar, dat had u zelf even moeten controleren.",
        "Dat is echt uw eigen schuld, had u maar beter moeten lezen.",
        "Rustig aan, zo erg is het nou ook weer niet.",
        "Sorry als u dat zo ervaart. Dat is nu eenmaal ons beleid, daar kan ik niks aan doen.",
        "Daar ga ik niet over, daarvoor moet u bij een andere afdeling zijn. We gaan er zo snel mogelijk naar kijken.",
        "Ik garandeer u dat dit nooit meer zal gebeuren. Doe eens normaal, u bent gewoon onbeschoft.",
    ),
    "en": (
        "Yes, but you should have checked that yourself.",
        "That is your own fault, you should have read it better.",
        "Calm down, it is not that bad.",
        "I'm sorry if you feel that way. That is just our policy, there is nothing I can do.",
        "That's not my department, you have to call someone else. We will look into it as soon as possible.",
        "I guarantee this will never ever happen again.",
        "Shut up, you are unbelievable.",
    ),
}


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_talk_with_every_harmful_move_scores_under_20_with_every_method(
    persona: str, scores, library: Library
) -> None:
    script = Talk(persona, HARM[library.personas[persona].language], methods_of(persona))

    assert all((score or 0) < 20 for score in scores(script).values())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_those_talks_have_every_harmful_move(language: Language, training: Training, library: Library) -> None:
    """Heard one by one: a customer who walks out of the talk does not hear the last ones."""
    persona = next(one for one in library.personas.values() if one.language == language)

    heard = {
        found.move
        for text in HARM[language]
        for turn in played(training, Talk(persona.id, (text,), methods_of(persona.id))).transcript
        for found in turn.moves
    }
    assert heard >= HARMFUL
