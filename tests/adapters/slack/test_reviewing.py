"""A trainer reads a shared talk back, comments on moments and judges scores; the trainee hears of it, kindly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_slack_world import Json, elements
from practice_room import Room, Talk, pressable, text_of

from bot.adapters.slack.faces.texts import SlackTexts
from bot.core.moves import Language
from bot.training import Training

TALKS = {
    "nl": ("trouwjurk", "Wat vreselijk voor je, zo vlak voor je trouwdag. Wat is er gebeurd?", "Regels zijn regels."),
    "en": ("cold-boiler", "How awful, in this cold. Could you tell me what happened?", "Rules are rules."),
}
LOCALES = {"nl": "nl-NL", "en": "en-US"}
BOTH = pytest.mark.parametrize("language", ["nl", "en"])
SOON_AFTER = 601


def shared(room: Room, language: str = "nl", *, share: bool = True) -> tuple[str, str, Talk]:
    """A trainee, a trainer, and a talk of the trainee that they share."""
    tess, bob = room.person("tess", LOCALES[language]), room.person("bob", LOCALES[language])
    room.open(trainers=frozenset({bob}))
    customer, *said = TALKS[language]
    talk = room.practise(tess, f"start {customer}")
    for words in said:
        talk.say(tess, words)
    talk.press(tess, "end")
    if share:
        talk.press(tess, "share", talk.debrief["ts"])
    return tess, bob, talk


def debrief_of(room: Room, person: str, talk: Talk) -> Json:
    """The debrief as it opens from the Home tab."""
    assert room.slack.press_in_view(person, room.home(person), "open", talk.id).ok
    return room.slack.form(person)


def pressed(room: Room, person: str, action: str) -> Json:
    """What a button of the topmost page opens."""
    assert room.slack.press_in_view(person, room.slack.form(person), action).ok
    return room.slack.form(person)


def letters(room: Room, person: str) -> list[Json]:
    """What we wrote to somebody beside their talks."""
    return [one for one in room.mail(person) if "thread_ts" not in one and not pressable(one, "again")]


def answers(view: Json) -> dict[str, list[str]]:
    """What can be answered to the score of each criterion, the worst last; in the order of the form."""
    selects = [one for block in view["blocks"] for one in elements(block) if one["type"] == "static_select"]
    return {one["action_id"]: [option["value"] for option in one["options"]] for one in selects}


@BOTH
def test_a_trainer_reads_back_comments_and_judges_and_the_trainee_sees_it(
    room: Room, language: Language, slack_texts: dict[Language, SlackTexts]
) -> None:
    texts = slack_texts[language]
    tess, bob, talk = shared(room, language)

    debrief_of(room, bob, talk)
    read = pressed(room, bob, "read")
    assert TALKS[language][1].partition(".")[0] in text_of(read)
    assert texts("readback_heard", moves="").strip() in text_of(read)
    pressed(room, bob, "comment")
    room.slack.submit(bob, {"comment": "Goed <!here> & rustig"})
    room.settle()
    assert f"<@{bob}>: Goed &lt;!here&gt; &amp; rustig" in text_of(room.slack.form(bob))

    room.slack.close_form(bob)
    review = pressed(room, bob, "review")
    first, second = list(answers(review))[:2]
    no = answers(review)[second][-1]
    room.slack.submit(bob, {first: "agree", second: no, second.replace("verdict", "why"): "Te snel"})
    room.settle()
    assert texts("review_again", rubric="").partition(" ")[0] in text_of(room.slack.form(bob))

    verdicts = room.store.verdicts(talk.id)
    assert sorted((one.trainer, one.verdict, one.comment) for one in verdicts) == [
        (bob, "agree", ""),
        (bob, "disagree", "Te snel"),
    ]
    shown = text_of(debrief_of(room, tess, talk))
    assert texts("heading_verdicts") in shown
    assert texts("verdict_disagree") in shown
    assert f"(<@{bob}>): Te snel" in shown
    assert "Goed &lt;!here&gt; &amp; rustig" in shown


@BOTH
def test_one_kind_message_tells_the_trainee_once_the_trainer_is_done(
    room: Room, language: Language, slack_texts: dict[Language, SlackTexts]
) -> None:
    tess, bob, talk = shared(room, language)
    for text in ("Mooi", "En hier ook"):
        debrief_of(room, bob, talk)
        pressed(room, bob, "read")
        pressed(room, bob, "comment")
        room.slack.submit(bob, {"comment": text})
        room.slack.world.open_views[bob].clear()
        room.settle()

    before = letters(room, tess)
    room.skip(SOON_AFTER)
    (letter,) = [one for one in letters(room, tess) if one not in before]

    persona = room.setting.training.library.personas[TALKS[language][0]]
    assert letter["text"] == slack_texts[language]("notice_remarks", who=f"<@{bob}>", name=persona.name)
    assert room.slack.press(tess, room.slack.direct(tess), letter["ts"], "open").ok
    assert "En hier ook" in text_of(room.slack.form(tess))
    room.skip(SOON_AFTER)
    assert len(letters(room, tess)) == len(before) + 1


def test_what_was_not_shared_cannot_be_read_back(room: Room) -> None:
    tess, bob, talk = shared(room)
    view = debrief_of(room, bob, talk)
    room.slack.press_in_view(bob, view, "read")
    read = room.slack.form(bob)
    room.slack.press_in_view(bob, read, "comment")
    room.slack.press_in_view(tess, debrief_of(room, tess, talk), "unshare")
    room.settle()

    assert pressable(room.slack.form(tess), "share")
    room.slack.submit(bob, {"comment": "Te laat"})
    room.slack.world.open_views[bob].clear()
    room.slack.press_in_view(bob, view, "read")
    room.slack.press_in_view(bob, view, "review")
    room.skip(SOON_AFTER)

    assert room.slack.world.open_views[bob] == []
    assert {one["text"] for one in room.mail(bob)} == {"Dit gesprek wordt niet of niet meer met je gedeeld."}
    assert len(room.mail(bob)) == 3
    assert room.store.marks(talk.id) == ()
    assert talk.id not in str(room.home(bob))


def test_taking_it_back_in_time_means_that_nobody_is_told(room: Room) -> None:
    tess, bob, talk = shared(room)
    debrief_of(room, bob, talk)
    pressed(room, bob, "read")
    pressed(room, bob, "comment")
    room.slack.submit(bob, {"comment": "Mooi"})
    room.settle()
    before = len(room.mail(tess))

    room.slack.press_in_view(tess, debrief_of(room, tess, talk), "unshare")
    room.skip(SOON_AFTER)

    assert len(room.mail(tess)) == before
    assert "Mooi" not in text_of(debrief_of(room, tess, talk))


def test_a_stopped_talk_and_somebody_elses_are_nobodys_to_review(room: Room) -> None:
    tess, bob, talk = shared(room, share=False)
    view = debrief_of(room, tess, talk)

    assert not pressable(view, "read")
    assert not pressable(view, "review")
    stopped = room.practise(bob, f"start trouwjurk <@{tess}> hier zichtbaar", room.channel(tess, bob))
    stopped.say(tess, TALKS["nl"][1])
    stopped.press(tess, "stop")
    assert not pressable(debrief_of(room, bob, stopped), "read")


def test_a_trainer_does_not_review_a_talk_of_their_own(room: Room) -> None:
    _, bob, _ = shared(room)
    own = room.practise(bob, "start jaarnota")
    own.say(bob, "Wat vervelend voor u.")
    own.press(bob, "end")

    assert not pressable(debrief_of(room, bob, own), "review")


def test_a_long_talk_is_leafed_through_in_its_place(room: Room) -> None:
    tess, bob, _ = shared(room, share=False)
    long = room.practise(tess, "start jaarnota")
    for number in range(8):
        if long.outcome is None:
            long.say(tess, f"Wat vervelend voor u. Kunt u vertellen wat er gebeurde bij nota {number}? {'&' * 2500}")
    long.press(tess, "end") if long.outcome is None else None
    long.press(tess, "share", long.debrief["ts"])
    turns = len(long.turns())

    debrief_of(room, bob, long)
    first = pressed(room, bob, "read")
    second = pressed(room, bob, "read")
    back = pressed(room, bob, "read_before")

    assert turns > 8
    assert first["id"] == second["id"] == back["id"]
    assert text_of(first) == text_of(back) != text_of(second)
    assert f"Deel 2 van {-(-turns // 8)}" in text_of(second)
    assert not pressable(first, "read_before")


def test_a_reason_without_an_answer_is_asked_after(room: Room) -> None:
    _, bob, talk = shared(room)
    debrief_of(room, bob, talk)
    review = pressed(room, bob, "review")
    first = next(iter(answers(review)))

    answer = room.slack.submit(bob, {first.replace("verdict", "why"): "Zomaar"})

    assert answer.json["errors"] == {first: "Kies eerst of je het eens bent."}
    assert room.slack.form(bob)["id"] == review["id"]


def test_who_thinks_again_changes_only_what_is_different(room: Room) -> None:
    _, bob, talk = shared(room)
    debrief_of(room, bob, talk)
    first, second = list(answers(pressed(room, bob, "review")))[:2]
    room.slack.submit(bob, {first: "agree", second: "agree"})
    room.skip(60)

    again = pressed(room, bob, "review")
    assert "initial_option" in str([block for block in again["blocks"] if block.get("block_id") == first])
    room.slack.submit(bob, {second: answers(again)[second][-1]})
    room.settle()

    verdicts = {one.criterion: one for one in room.store.verdicts(talk.id)}
    kept, changed = (verdicts[one.removeprefix("verdict|")] for one in (first, second))
    assert (kept.verdict, changed.verdict) == ("agree", "disagree")
    assert kept.at < changed.at


def test_trainers_see_where_they_do_not_agree_with_the_program(
    room: Room, slack_texts: dict[Language, SlackTexts]
) -> None:
    _, bob, talk = shared(room)
    texts = slack_texts["nl"]
    room.slack.press_in_view(bob, room.home(bob), "agreement")
    assert texts("agreement_none") in text_of(room.slack.form(bob))
    room.slack.world.open_views[bob].clear()

    debrief_of(room, bob, talk)
    (first, choices), *_ = answers(pressed(room, bob, "review")).items()
    room.slack.submit(bob, {first: choices[-1], first.replace("verdict", "why"): "Te <hoog>"})
    room.slack.world.open_views[bob].clear()
    room.settle()
    room.slack.press_in_view(bob, room.home(bob), "agreement")
    room.settle()

    shown = text_of(room.slack.form(bob))
    assert texts("agreement_moments") in shown
    assert "Te &lt;hoog&gt;" in shown
    assert texts("agreement_too_few", count=1) in shown
    assert bob not in shown


def test_an_old_debrief_keeps_its_version_of_the_method(room: Room, training: Training) -> None:
    tess, bob, talk = shared(room)
    library = training.library
    leon = library.rubrics["leon"]
    criteria = tuple(replace(one, id=f"new-{one.id}", name={"nl": "Nieuw", "en": "New"}) for one in leon.criteria)
    changed = replace(leon, version=leon.version + 1, name={"nl": "Anders", "en": "Other"}, criteria=criteria)
    newer = replace(library, rubrics={**library.rubrics, "leon": changed})

    room.open(training=Training(newer, training._recogniser))
    own = text_of(debrief_of(room, tess, talk))
    table = pressed(room, tess, "table")
    room.slack.press_in_view(tess, table, "why")
    debrief_of(room, bob, talk)
    review = pressed(room, bob, "review")
    first = next(iter(answers(review)))
    room.slack.submit(bob, {first: "agree"})
    room.settle()

    old = {one.name["nl"] for one in leon.criteria}
    for shown in (own + text_of(table), text_of(table), text_of(review)):
        assert "Nieuw" not in shown
        assert any(name in shown for name in old)
    (verdict,) = room.store.verdicts(talk.id)
    assert (verdict.rubric_version, verdict.criterion) == (leon.version, first.removeprefix("verdict|"))
    assert "Anders" not in text_of(debrief_of(room, bob, talk))
