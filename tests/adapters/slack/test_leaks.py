"""Nothing that people write, no name and no token is in the log; and the helper that looks for leaks does find them."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from fake_slack import FakeSlack, Trouble
from leaks import leaks
from served import Served


def test_what_people_wrote_their_names_and_tokens_are_found_and_nothing_else() -> None:
    with FakeSlack() as slack:
        tess = slack.add_person("tess-de-boer")
        slack.dm(tess, "Wat ontzettend vervelend voor u, mevrouw")

        assert leaks("INFO bot: T1:D1:1.0 was dealt with in 0.01 s", slack) == []
        assert leaks('{"message": "heard: ontzettend vervelend, voor u"}', slack) == [
            "ontzettend vervelend voor",
            "vervelend voor u",
        ]
        assert leaks("tess-de-boer said something", slack) == ["tess-de-boer"]
        assert leaks(f"signed with {slack.courier.secret}", slack) == [slack.courier.secret]


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_whole_practice_with_trouble_leaves_nothing_in_the_log(tmp_path: Path, form: str) -> None:
    with FakeSlack() as slack:
        tess = slack.add_person("tess-de-boer")
        served = Served(tmp_path, {**slack.environment(), "TIRADE_PACE": "off", "TIRADE_LOG": form})
        slack.wait_for(lambda: served.address, 30)
        slack.listen(f"{served.address}/slack/events")
        slack.fail("chat.postMessage", Trouble(status=429))
        slack.slash(tess, "/tirade", "start trouwjurk gentle")
        direct = slack.direct(tess)
        root = slack.wait_for(lambda: slack.by_bot(direct))[0]["ts"]
        slack.wait_for(lambda: len(slack.by_bot(direct)) > 1)
        slack.fail("chat.postMessage", Trouble(error="msg_too_long"))
        slack.dm(tess, "Wat ontzettend vervelend voor u, mevrouw de Graaf", thread=root)
        slack.fail("users.info", Trouble(status=500, error="internal_error"))
        slack.dm(tess, "Wat is er precies gebeurd met de jurk?", thread=root)
        slack.dm(tess, "stop", thread=root)
        slack.wait_for(lambda: "gestopt" in str(slack.by_bot(direct)[1:]))
        assert served.stop(signal.SIGTERM) == 0

        assert "a post is given up" in served.said
        assert leaks(served.said, slack) == []
