"""Thinking along: one answers the customer, the others propose; an adopted proposal is its writer's own."""

from __future__ import annotations

from practice_room import Room, Talk, pressable, text_of
from practice_team import ASKED, SORRY, Team, both

START = {"nl": "start trouwjurk meedenken zichtbaar", "en": "start cold-boiler think-along visible"}
SENDS = {
    "nl": ":incoming_envelope: <@{}> antwoordt de klant. Wat anderen schrijven krijgt een :bulb: en is een voorstel.",
    "en": ":incoming_envelope: <@{}> answers the customer. What others write gets a :bulb: and is a proposal.",
}
PROPOSED = {"nl": ":bulb: <@{}> stelt voor: “{}”", "en": ":bulb: <@{}> proposes: “{}”"}
ADOPTED = {
    "nl": ":white_check_mark: <@{}> verstuurt het voorstel van <@{}>:\n>{}",
    "en": ":white_check_mark: <@{}> sends the proposal of <@{}>:\n>{}",
}


def adopt(talk: Talk, person: str, number: int = -1) -> None:
    """Press "send this" under a proposal that was shown to ``person``."""
    shown = [one for one in talk.room.slack.world.ephemerals if one["user"] == person and pressable(one, "adopt")]
    talk.press(person, "adopt", shown[number]["ts"])


@both
def test_a_proposal_gets_a_small_sign_and_the_customer_does_not_hear_it(team: Team, language: str) -> None:
    talk = team.start(START[language])
    lines = len(talk.customer)
    assert talk.notices[-1] == SENDS[language].format(team.tess)

    said = talk.say(team.tom, SORRY[language])

    assert talk.reactions(said) == ["bulb"]
    assert (talk.said(), len(talk.customer)) == ([], lines)
    assert team.room.told(team.tess) == [PROPOSED[language].format(team.tom, SORRY[language])]
    assert team.room.told(team.tom) == team.room.told(team.ida) == []
    talk.say(team.tess, ASKED[language])
    assert talk.said() == [ASKED[language]]


@both
def test_an_adopted_proposal_is_heard_as_its_writers_own(team: Team, language: str) -> None:
    talk = team.start(START[language])
    said = talk.say(team.tom, f"{SORRY[language]} {ASKED[language]}")
    team.room.skip(60)
    lines = len(talk.customer)

    adopt(talk, team.tess)

    kept = [one for one in talk.turns() if one.turn.who == "trainee"]
    assert [(one.person, one.message, one.turn.text) for one in kept] == [(team.tom, said["ts"], said["text"])]
    assert not [one for one in kept[0].turn.judgements if one.event == "interrupted"]
    assert ADOPTED[language].format(team.tess, team.tom, said["text"]) in talk.notices
    assert talk.reactions(said) == ["bulb", "white_check_mark"]
    assert len(talk.customer) > lines
    talk.press(team.tess, "end")
    assert f"<@{team.tom}>" in text_of(talk.debrief)


def test_the_shortcut_on_a_message_adopts_it_too_and_only_once(team: Team) -> None:
    talk = team.start(START["nl"])
    said = talk.say(team.ida, SORRY["nl"])

    for person in (team.tom, team.tess, team.tess):
        assert team.room.slack.message_shortcut(person, talk.channel, said["ts"], "adopt").ok
        team.room.settle()

    assert talk.said() == [SORRY["nl"]]
    assert team.room.told(team.tom)[-1] == f"<@{team.tess}> verstuurt nu. Overnemen kan met de knop bij die naam."
    assert team.room.told(team.tess)[-1] == "Dit is geen voorstel dat nog verstuurd kan worden."


def test_the_shortcut_elsewhere_says_where_it_belongs(team: Team) -> None:
    other = team.room.slack.say(team.tom, team.channel, "Lunch?")

    assert team.room.slack.message_shortcut(team.tess, team.channel, other["ts"], "adopt").ok
    team.room.settle()

    assert [one["text"] for one in team.room.mail(team.tess)] == ["Dit kan alleen bij een bericht in een oefening."]


def test_sending_is_handed_over_by_the_one_and_taken_over_by_the_other(team: Team) -> None:
    talk = team.start(START["nl"])

    talk.say(team.tess, "pas")
    assert talk.notices[-1] == SENDS["nl"].format(team.tom)
    named = [one for one in talk.thread if pressable(one, "take_over")][-1]
    talk.press(team.ida, "take_over", named["ts"])
    talk.press(team.ida, "take_over", named["ts"])
    talk.press(team.eve, "take_over", named["ts"])
    assert talk.notices[-1] == SENDS["nl"].format(team.ida)

    proposal = talk.say(team.tess, SORRY["nl"])
    adopt(talk, team.ida)
    talk.say(team.ida, ASKED["nl"])

    assert talk.reactions(proposal) == ["bulb", "white_check_mark"]
    assert talk.said() == [SORRY["nl"], ASKED["nl"]]
    assert [one for one in talk.notices if "antwoordt" in one] == [
        SENDS["nl"].format(one) for one in (team.tess, team.tom, team.ida)
    ]


def test_a_proposal_is_sent_as_it_stands_now_and_one_that_was_taken_back_is_not_sent(team: Team) -> None:
    talk = team.start(START["nl"])
    better = talk.say(team.tom, "Wat een toestand")
    gone = talk.say(team.ida, "Pech gehad.")

    team.room.slack.edit(talk.channel, better["ts"], SORRY["nl"])
    team.room.slack.delete(talk.channel, gone["ts"])
    team.room.settle()
    adopt(talk, team.tess, 0)
    adopt(talk, team.tess, 1)

    assert talk.said() == [SORRY["nl"]]
    assert team.room.told(team.tom) == team.room.told(team.ida) == []


def test_proposals_survive_a_restart_and_a_pause_and_end_with_the_talk(team: Team) -> None:
    talk = team.start(START["nl"])
    talk.say(team.tom, SORRY["nl"])
    talk.press(team.ida, "pause")

    team.room.open()
    adopt(talk, team.tess)
    assert talk.said() == []
    talk.press(team.ida, "resume")
    adopt(talk, team.tess)
    assert talk.said() == [SORRY["nl"]]
    talk.say(team.ida, ASKED["nl"])
    talk.say(team.ida, "stop")
    adopt(talk, team.tess)

    assert talk.outcome == "stopped"
    assert talk.said() == [SORRY["nl"]]
    assert "al afgelopen" in team.room.told(team.tess)[-1]


def test_what_a_proposal_says_can_ping_nobody(team: Team) -> None:
    talk = team.start(START["nl"])

    talk.say(team.tom, "<!channel> &lt;b&gt; " + "heel lang " * 200)
    adopt(talk, team.tess)

    ours = team.room.told(team.tess)[0] + talk.notices[-1]
    assert "<!channel" not in ours
    assert "&lt;b&gt;" in ours
    assert len(ours) < 1600


def test_a_practice_of_several_as_before_hears_everybody_and_names_nobody(team: Team) -> None:
    talk = team.start("start trouwjurk zichtbaar")

    talk.say(team.tom, SORRY["nl"])
    talk.say(team.tess, "pas")

    assert talk.said() == [SORRY["nl"], "pas"]
    assert talk.notices == []


def test_taking_turns_alone_is_told_with_what_to_do(room: Room) -> None:
    tess = room.person("tess")
    channel = room.channel(tess)

    assert "met twee of meer collega's" in room.command(tess, "start trouwjurk estafette hier", channel)
    assert 'Bedoel je "estafette"?' in room.command(tess, "start trouwjurk estafete hier", channel)
    assert 'Bedoel je "think-along"?' in room.command(tess, "start trouwjurk think-alon hier", channel)
