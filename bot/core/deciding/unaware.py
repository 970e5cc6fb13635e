"""Unaware: what a customer does who is written to first, until it is clear what is the matter."""

from __future__ import annotations

from bot.core.conversation import Judgement
from bot.core.deciding.reactions import reactions
from bot.core.deciding.view import Decision, Intent, View, deed
from bot.core.deeds import Deed
from bot.core.moves import HARMFUL
from bot.core.writing_first import unaware

_FELT = {*HARMFUL, Judgement.SHOUTED_BACK, Judgement.FALSE_APOLOGY, Judgement.VAGUE_NEWS}
"""What can be reacted to before anything was told; lines for the rest speak of the case."""


_ASKS = 2
"""How often a customer asks what it is about. Who still is not told then looks into it alone, and complains."""


def answer_unaware(view: View) -> Decision | None:
    """Asks what it is about; None once that was told, or where the customer came with a complaint."""
    if just_told(view) or not unaware(view.context.persona, view.context.state.seen):
        return None
    said = tuple(intent for intent in reactions(view) if intent.acts[0] in _FELT)
    if view.situation.seen.get(f"customer:{Deed.ASK_WHAT}", 0) < _ASKS:
        return Decision((deed(Deed.ASK_WHAT),), said)
    complaint = "\n".join(view.context.scene.opening(view.context.state.rotation))
    return Decision((Intent((Deed.FINDS_OUT,), lines=(complaint,)),), said)


def just_told(view: View) -> bool:
    """Whether this message is the one that told the customer what is the matter."""
    return view.has(Judgement.TIMELY)
