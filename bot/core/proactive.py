"""Proactive: what there is to know of a talk in which the trainee writes first, as it stands in a persona's file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scenario(StrEnum):
    """What a talk begins with. A method says which of these it suits."""

    COMPLAINT = "complaint"
    """The customer comes with a complaint."""
    PROACTIVE = "proactive"
    """The trainee writes first, before there is one."""


class Occasion(StrEnum):
    """Why the trainee writes first."""

    KNOWN_PROBLEM = "known_problem"
    """Something went wrong that the company knows of and the customer does not."""
    PUBLIC_REVIEW = "public_review"
    """The customer wrote a bad review for all to see."""
    EARLIER_CONTACT = "earlier_contact"
    """The customer was in touch before, and waits."""


@dataclass(frozen=True)
class Told:
    """Something that the trainee should tell, and how it is recognised."""

    label: str
    """In a few words: "the worktop has a crack in it". Three telling words of it in a sentence count too."""
    words: tuple[str, ...]
    """Words that tell it: "blad gebarsten" fits a sentence with both."""


@dataclass(frozen=True)
class Proactive:
    """The trainee writes first, before the customer complains."""

    occasion: Occasion
    problem: Told
    """What is the matter: who does not say it has told nothing yet."""
    cause: Told
    """How it came about: what an explanation must name."""
    wrote: tuple[str, ...] = ()
    """What the customer wrote before, shown at the start: the review, or the last words of the earlier talk."""
    within: float = 300.0
    """Seconds for the first word. After that the customer finds out alone, and complains: with one of the openings."""
