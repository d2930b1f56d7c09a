"""A session that is ended from outside is recorded as left, and the next start asks why."""

import signal

import pytest

from tests.plain.person import START, Home

WHY = "? You left First three before its end. Was it because it hurt? [n/y/u]"


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)]
)
def test_a_signal_ends_the_session_and_the_next_start_asks_whether_it_hurt(
    home: Home, number: signal.Signals, code: int
) -> None:
    with home.talk(*START, options=["--record"]) as talk:
        talk.hear("Kneel, knees apart.")
        talk.process.send_signal(number)
        session = talk.rest()
    assert session.code == code
    assert session.last == "= left"
    assert session.errors == ""
    record = home.history()[0]
    assert (record["outcome"], record["reason"], record["hurt"]) == ("left", "interrupted", None)
    assert home.play().questions[0] == WHY


def test_a_signal_before_the_session_leaves_nothing_behind(home: Home) -> None:
    with home.talk(options=["--record"]) as talk:
        talk.hear("[n/y/u]")
        talk.process.send_signal(signal.SIGINT)
        session = talk.rest()
    assert session.code == 130
    assert session.last == "= left"
    assert home.history() == []


def test_a_signal_after_it_hurt_makes_the_session_amber(home: Home) -> None:
    with home.talk(*START, options=["--record"]) as talk:
        talk.hear("Kneel, knees apart.")
        talk.say("pain")
        talk.hear("? What is it?")
        talk.process.send_signal(signal.SIGTERM)
        assert talk.rest().code == 143
    assert home.history()[0]["colour"] == "amber"
