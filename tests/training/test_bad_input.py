"""Whatever a trainee types, the talk goes on in character, quotes are exact, and nothing breaks."""

from __future__ import annotations

import pytest
from fakes import Chat, events, quotes_of
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.training import Training

PERSONAS = ("trouwjurk", "cold-boiler")
BAFFLING = {"empty": "", "white space": " \n\t ", "emoji": "😡😡😡", "punctuation": "?!…"}
ODD = {
    "very long": "I am so sorry about the heating. " * 640,
    "one very long word": "a" * 20_000,
    "jinja": "{{ 7*7 }} {% for x in y %} {# no #}",
    "jinja that asks": "What is {{ ''.__class__.__mro__ }} doing there, {{ quote }}?",
    "rich": "[bold]Hello[/bold] [/] [link=http://x]x[/link]",
    "slack": "<@U123> <!channel> *bold* &lt;script&gt; <https://example.com|here>",
    "control characters": "I am sorry\x00\x07 about \x1b[31mthis\x1b[0m\r\nreally\x7f.",
    "right to left": "\u202eI am sorry about this\u202c \u200b\ufeff",
    "combining": "I a\u0301m so\u0308rry \U0001f468\u200d\U0001f469\u200d\U0001f467 İıß",
    "half a pair": "I am sorry \ud83d about this",
    "many lines": "\n".join(["What happened?"] * 300),
    "many questions": "What happened? " * 100,
    "format": "%s {0} {name} ${x} %(a)d",
    "quotes": "“I am sorry” \"sorry\" 'sorry' «sorry»",
    "numbers": "99999999999999999999999999999999 " * 20 + "£1e999 €0,00,00 31-31-2031 25:61",
}


@pytest.fixture(params=PERSONAS)
def chat(request: pytest.FixtureRequest, training: Training) -> Chat:
    return Chat(training, request.param)


def check_the_talk_goes_on(chat: Chat) -> None:
    """The customer has answered, and a whole talk can still be had and looked back on."""
    assert chat.reply.number == chat.mine.number + 1
    assert chat.reply.text.strip()
    assert not chat.session.over
    said = {turn.number: turn.text for turn in chat.session.transcript}
    for turn, quote in quotes_of(chat.end()):
        assert quote
        assert quote in said[turn]


def check_quotes_are_exact(chat: Chat, text: str) -> None:
    """Everything that was heard is a slice of what was typed."""
    assert chat.mine.text == text
    for one in (*chat.mine.moves, *chat.mine.happenings):
        assert 0 <= one.span.start <= one.span.end <= len(text)
    assert all(effect.quote in text for effect in chat.mine.effects)
    assert all(made.quote in text for made in chat.mine.commitments)


@pytest.mark.parametrize("text", BAFFLING.values(), ids=BAFFLING)
def test_what_is_no_message_puzzles_the_customer(text: str, chat: Chat) -> None:
    before = chat.anger

    turn = chat.say(text)

    assert events(turn) == ["baffling"]
    assert chat.reply.deeds == ("customer:puzzled",)
    assert chat.anger == before
    check_quotes_are_exact(chat, text)
    check_the_talk_goes_on(chat)


@pytest.mark.parametrize(
    ("persona", "text"),
    [
        ("trouwjurk", "I am so sorry, we will send you another one as soon as we can."),
        ("cold-boiler", "Het spijt me heel erg, we sturen u zo snel mogelijk iemand langs."),
        ("trouwjurk", "Es tut mir wirklich leid, dass das passiert ist, wir helfen Ihnen gern."),
    ],
)
def test_another_language_puzzles_the_customer(persona: str, text: str, training: Training) -> None:
    chat = Chat(training, persona)

    turn = chat.say(text)

    assert "baffling" in events(turn)
    assert chat.reply.deeds == ("customer:puzzled",)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_text_is_heard_and_answered(text: str, chat: Chat) -> None:
    chat.say(text)

    check_quotes_are_exact(chat, text)
    check_the_talk_goes_on(chat)


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "[bold]now[/bold]", "<@U123>", "{% raw %}"])
def test_odd_text_is_quoted_back_as_it_was_typed(text: str, training: Training) -> None:
    chat = Chat(training, "cold-boiler")

    chat.say(f"We'll look into it as soon as possible {text}")

    assert "customer:pin_down" in chat.reply.deeds
    assert "49" not in chat.reply.text


def test_sorry_in_control_characters_is_still_a_sorry(training: Training) -> None:
    chat = Chat(training, "cold-boiler")

    turn = chat.say("I am so sorry\x00 about this.")

    assert "apology" in events(turn)


def test_a_talk_in_which_nothing_is_ever_said_ends_by_itself(training: Training) -> None:
    chat = Chat(training, "cold-boiler")

    chat.wait(24 * 3600)

    debrief = training.debriefs(chat.session)[0]
    assert chat.session.over
    assert debrief.score is None
    assert debrief.strength is None


def test_a_talk_of_nothing_but_empty_messages_goes_on(training: Training) -> None:
    chat = Chat(training, "cold-boiler")

    chat.say(*[""] * 12)

    check_the_talk_goes_on(chat)


def test_a_clock_that_goes_back_breaks_nothing(training: Training) -> None:
    chat = Chat(training, "cold-boiler")
    chat.say("Hello, this is Kim, I have read your message.")

    chat.interject("What happened?", seconds=-3600)

    check_the_talk_goes_on(chat)


@settings(max_examples=80)
@given(st.text(max_size=200), st.sampled_from(PERSONAS))
def test_any_text_is_heard_and_answered(training: Training, text: str, persona: str) -> None:
    chat = Chat(training, persona)

    chat.say(text)

    check_quotes_are_exact(chat, text)
    check_the_talk_goes_on(chat)


PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "Sorry",
                "Het spijt me",
                "what happened",
                "{{ quote }}",
                "as soon as possible",
                "zo snel mogelijk",
                "€ 50",
            ),
            *(
                "tomorrow",
                "morgen om 10 uur",
                "you should have",
                "ja, maar",
                "?",
                "!",
                "\n",
                "😡",
                "<@U1>",
                "STOP",
                "ik bel u",
            ),
        ]
    ),
    max_size=12,
).map(" ".join)


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=4), st.sampled_from(PERSONAS))
def test_any_talk_can_be_looked_back_on_with_exact_quotes(
    training: Training, messages: list[str], persona: str
) -> None:
    chat = Chat(training, persona, rubrics=tuple(training.library.rubrics))

    for text in messages:
        if not chat.session.over:
            chat.say(text)
            check_quotes_are_exact(chat, text)

    chat.end()
    said = {turn.number: turn.text for turn in chat.session.transcript}
    for debrief in training.debriefs(chat.session):
        assert debrief.score is None or 0 <= debrief.score <= 100
        assert all(quote in said[turn] for turn, quote in quotes_of(debrief))
