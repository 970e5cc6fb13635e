"""Together: what is seen when several people practise in turn, or think along."""

from __future__ import annotations

from dataclasses import replace

from bot.adapters.slack.faces.blocks import Face, Json, button, face, section, sections
from bot.adapters.slack.faces.escaping import escape, shortened
from bot.adapters.slack.faces.lookback import Lookback
from bot.adapters.slack.faces.marked import Marked, mention
from bot.adapters.slack.faces.notices import Notice, notice
from bot.adapters.slack.faces.rendering import quoted as quoted_words
from bot.adapters.slack.faces.texts import SlackTexts
from bot.adapters.slack.inputs import Said
from bot.adapters.slack.launch import Action
from bot.report.blocks import Quote, Section
from bot.report.wording import LONGEST_QUOTE, change, clipped
from bot.training.contributing import Contribution

_SHOWN = 600
"""Characters of a proposal that are shown once more; the whole stands in the thread."""
_BETWEEN = "|"


def turn_message(what: Notice, practice: str, texts: SlackTexts, **names: object) -> Face:
    """Whose turn it is, with a button that passes it on; who may write when it is anybody's needs none."""
    said = notice(what, texts, **names)
    passing = button(texts("button_pass"), Action.PASS, practice)
    return face(said, [section(said, None if what is Notice.ANYBODYS_TURN else passing)])


def sender_message(person: str, practice: str, texts: SlackTexts) -> Face:
    """Who sends, with a button for who takes over."""
    said = notice(Notice.SENDING, texts, who=mention(person))
    return face(said, [section(said, button(texts("button_take_over"), Action.TAKE_OVER, practice))])


def proposal_message(said: Said, practice: str, texts: SlackTexts) -> Face:
    """A colleague's proposal, for who sends, with a button that adopts it."""
    shown = notice(Notice.PROPOSAL, texts, who=mention(said.person), text=quoted(said.text))
    value = _BETWEEN.join((practice, said.ts))
    return face(shown, [section(shown, button(texts("button_adopt"), Action.ADOPT, value))])


def together(look: Lookback, texts: SlackTexts) -> list[Json]:
    """What each of those who practised brought: their own best sentence, in the order of their first words."""
    heading = f"*{escape(texts('together_heading'))}*"
    return sections([heading, *(line for one in look.contributions for line in _brought(one, look, texts))])


def _brought(one: Contribution, look: Lookback, texts: SlackTexts) -> list[str]:
    if one.best is None:
        return [f"•  {texts('together_took_part', who=mention(one.person))}"]
    said = change(one.best.turn, one.best.effect, texts)
    whole = said.quote if len(one.sentence) > LONGEST_QUOTE else replace(said.quote, words=clipped(one.sentence))
    return [f"•  {mention(one.person)}: {escape(said.why)}", quoted_words(whole, look.links)]


def shared_steps(steps: Section, texts: SlackTexts) -> Section:
    """The next steps of all of them: without the words of one."""
    blocks = tuple(block for block in steps.blocks if not isinstance(block, Quote))
    return Section(texts("together_next"), blocks)


def shared_moment(part: Section, texts: SlackTexts) -> Section:
    """A part of the whole table, where it speaks of one person's words."""
    names = {"heading_best": "together_best", "heading_better": "together_better"}
    heading = next((texts(ours) for theirs, ours in names.items() if texts(theirs) == part.heading), part.heading)
    return Section(heading, part.blocks)


def quoted(text: str) -> Marked:
    """The words of a proposal on one line, not too many of them."""
    return Marked(shortened(escape(" ".join(text.split())), _SHOWN))


def proposal_of(value: str) -> tuple[str, str]:
    """The practice and the message that an ADOPT button names."""
    practice, _, ts = value.partition(_BETWEEN)
    return practice, ts
