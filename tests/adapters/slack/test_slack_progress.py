"""My progress and the team's overview in Slack: private, plain, and never about one person."""

from __future__ import annotations

import pytest
from fake_slack import TEAM
from fake_slack_world import Json
from practice_room import Room, pressable, text_of

from bot.adapters.slack.faces.texts import SlackTexts
from bot.core.moves import Language

SAID = {
    "nl": ("trouwjurk", "Wat vreselijk voor je, zo vlak voor je trouwdag. Wat is er gebeurd?"),
    "en": ("cold-boiler", "How awful, with the little one in the cold. Could you tell me what happened?"),
}
LOCALES = {"nl": "nl-NL", "en": "en-US"}
BOTH = pytest.mark.parametrize("language", ["nl", "en"])


def practises(room: Room, person: str, language: str = "nl", times: int = 1, *, share: bool = False) -> None:
    """Practise to the end in the direct message, so many times."""
    customer, said = SAID[language]
    for _ in range(times):
        talk = room.practise(person, f"start {customer}")
        talk.say(person, said)
        talk.press(person, "end")
        if share:
            talk.press(person, "share", talk.debrief["ts"])
        room.skip(60)


def team_page(room: Room, trainer: str) -> str:
    """What a trainer reads of the team."""
    page = text_of(opened(room, trainer, "team"))
    room.slack.close_form(trainer)
    return page


def opened(room: Room, person: str, action: str) -> Json:
    """What a button of the Home tab opens."""
    assert room.slack.press_in_view(person, room.home(person), action).ok
    room.settle()
    return room.slack.form(person)


def takes_part(room: Room, person: str, *, part: bool = True) -> None:
    room.slack.press_in_view(person, room.home(person), "in_team", ["in_team"] if part else [])
    room.settle()


def with_trainer(room: Room) -> str:
    bob = room.person("bob")
    room.open(trainers=frozenset({bob}))
    return bob


@BOTH
def test_who_practised_three_times_sees_how_it_goes_in_plain_words(
    room: Room, language: Language, slack_texts: dict[Language, SlackTexts]
) -> None:
    tess = room.person("tess", LOCALES[language])
    texts = slack_texts[language]
    practises(room, tess, language, 3)

    home = room.home(tess)
    page = text_of(opened(room, tess, "progress"))

    assert texts("home_progress") in text_of(home)
    assert texts("progress_practices_many", count=3) in text_of(home)
    assert texts("progress_private") in page
    assert texts("progress_next") in page
    assert texts("progress_weeks_one", weeks=8) in page
    assert texts("trend_level") in page
    assert "LEON" in page
    assert page.count("%") > 4


@BOTH
def test_who_is_new_is_not_shown_an_empty_overview_and_may_still_look(
    room: Room, language: Language, slack_texts: dict[Language, SlackTexts]
) -> None:
    tess = room.person("tess", LOCALES[language])
    texts = slack_texts[language]

    assert texts("home_progress") not in text_of(room.home(tess))
    practises(room, tess, language)
    page = text_of(opened(room, tess, "progress"))
    assert texts("progress_practices_one") in page
    assert texts("trend_too_few") in page


def test_the_next_practice_begins_from_there(room: Room) -> None:
    tess = room.person("tess")
    practises(room, tess, times=3)

    page = opened(room, tess, "progress")
    assert room.slack.press_in_view(tess, page, "start").ok
    room.slack.submit(tess, {})
    room.settle()

    assert len(room.talks()) == 1
    assert room.setting.training.library.personas["trouwjurk"].name not in text_of(room.talks()[-1].card)


def test_somebody_elses_practices_are_not_in_it(room: Room) -> None:
    tess, tom = room.person("tess"), room.person("tom")
    practises(room, tess, times=2)
    practises(room, tom)

    assert "één oefening" in text_of(opened(room, tom, "progress"))


@BOTH
def test_the_team_is_shown_from_three_people_on_and_without_names(
    room: Room, language: Language, slack_texts: dict[Language, SlackTexts]
) -> None:
    bob = with_trainer(room)
    texts = slack_texts[language]
    room.slack.press_in_view(bob, room.home(bob), "language", language)
    people = [room.person(name, LOCALES[language]) for name in ("tess", "tom", "ann")]
    for person in people:
        practises(room, person, language, share=True)
    for person in people[:2]:
        takes_part(room, person)

    few = team_page(room, bob)
    takes_part(room, people[2])
    three = team_page(room, bob)
    takes_part(room, people[0], part=False)
    again = team_page(room, bob)

    persona = room.setting.training.library.personas[SAID[language][0]]
    assert few == again
    assert texts("team_too_few") in few
    assert texts("team_lead", practices=3, people=3) in three
    assert next(fact.label for fact in persona.facts if fact.kind == "cause") in three
    assert not [person for person in people if person in three]


@BOTH
def test_a_private_practice_of_who_takes_part_changes_nothing_until_it_is_shared(
    room: Room, language: Language, slack_texts: dict[Language, SlackTexts]
) -> None:
    bob = with_trainer(room)
    room.slack.press_in_view(bob, room.home(bob), "language", language)
    people = [room.person(name, LOCALES[language]) for name in ("tess", "tom", "ann")]
    for person in people:
        takes_part(room, person)
        practises(room, person, language)
    private = team_page(room, bob)
    for person in people:
        practises(room, person, language, share=True)
    shared = team_page(room, bob)
    practises(room, people[0], language, times=2)
    with_more = team_page(room, bob)

    assert slack_texts[language]("team_too_few") in private
    assert slack_texts[language]("team_lead", practices=3, people=3) in shared
    assert with_more == shared


def test_in_a_direct_message_a_debrief_is_private_whatever_the_launch_said(room: Room) -> None:
    bob = with_trainer(room)
    tess = room.person("tess")

    talk = room.practise(bob, f"start trouwjurk zichtbaar <@{tess}>")
    assert "Nabespreking: alleen voor wie oefent" in text_of(talk.card)
    talk.say(tess, SAID["nl"][1])
    talk.press(tess, "end")

    record = room.store.practice(talk.id)
    assert record is not None
    assert (record.private, record.visible) == (True, False)
    assert pressable(talk.debrief, "share")
    assert room.store.of_trainer(record.workspace, 10) == ()


def test_what_is_no_longer_shared_no_longer_counts(room: Room) -> None:
    bob = with_trainer(room)
    tess = room.person("tess")
    takes_part(room, tess)
    practises(room, tess, share=True)
    (record,) = room.store.of_team(TEAM, 10)

    shown = opened(room, tess, "open")
    assert room.slack.press_in_view(tess, shown, "unshare").ok
    room.settle()

    assert record.shared
    assert room.store.of_team(TEAM, 10) == ()
    assert "een oefening die zichtbaar was of gedeeld is" in team_page(room, bob)


def test_nobody_takes_part_who_did_not_say_so_and_only_where_there_is_a_trainer(room: Room) -> None:
    tess = room.person("tess")
    assert not pressable(room.home(tess), "in_team")

    with_trainer(room)
    home = room.home(tess)

    assert pressable(home, "in_team")
    assert "initial_options" not in str([block for block in home["blocks"] if block.get("block_id") == "home_in_team"])
    takes_part(room, tess)
    chosen = room.slack.world.homes[tess]["blocks"]
    assert "initial_options" in str([block for block in chosen if block.get("block_id") == "home_in_team"])


def test_a_practice_with_somebody_who_does_not_take_part_counts_nowhere(room: Room) -> None:
    with_trainer(room)
    tess, tom = room.person("tess"), room.person("tom")
    channel = room.channel(tess, tom)
    talk = room.practise(tess, "start trouwjurk hier zichtbaar", channel)
    talk.say(tess, SAID["nl"][1])
    talk.press(tess, "end")
    record = room.store.practice(talk.id)
    assert record is not None
    room.store.keep([type(record)(**{**vars(record), "trainees": (tess, tom)})])

    takes_part(room, tess)
    alone = room.store.of_team(record.workspace, 10)
    takes_part(room, tom)

    assert alone == ()
    assert [one.id for one in room.store.of_team(record.workspace, 10)] == [talk.id]


def test_the_team_and_agreement_are_for_trainers(room: Room) -> None:
    bob = with_trainer(room)
    home = room.home(bob)
    room.open(trainers=frozenset())

    for action in ("team", "agreement"):
        room.slack.press_in_view(bob, home, action)
        room.settle()

    assert [one["text"] for one in room.mail(bob)] == ["Dat mogen alleen trainers."] * 2
    assert room.slack.world.open_views[bob] == []
