"""``coach log``: what somebody types for their diary, and what they get back."""

from functools import partial

import pytest

from tests.plain.person import Home, at_once

EVERYTHING = (
    *("--pain", "3", "--best", "1", "--worst", "5", "--where", "left", "--side", "right"),
    *("--spread", "thigh", "--feels", "sharp", "--feels", "ache", "--spasms", "2"),
    *("--spasm-minutes", "5", "--stiff", "20", "--no-tingling", "--no-weakness", "--woken", "2"),
    *("--kept-awake", "--no-all-night", "--eased", "heat", "--worse", "sitting", "--heat", "1"),
    *("--cold", "0", "--walks", "2", "--painkiller", "--medicine", "ibuprofen: helped"),
    *("--activity", "1=4", "--note", "a long drive"),
)


def test_everything_can_be_noted_by_options(home: Home) -> None:
    kept = home.coach("log", *EVERYTHING)
    assert kept.code == 0
    assert kept.questions == []
    (entry,) = home.coach("log", "--show", "--json").json()["entries"]
    del entry["id"], entry["written"]
    assert entry == {
        "now": 3,
        "best": 1,
        "worst": 5,
        "site": "left",
        "side": "right",
        "spread": "thigh",
        "qualities": ["ache", "sharp"],
        "spasms": 2,
        "spasm_minutes": 5,
        "stiff_minutes": 20,
        "tingling": False,
        "weakness": False,
        "woken": 2,
        "kept_awake": True,
        "all_night": False,
        "eased": ["heat"],
        "worsened": ["sitting"],
        "heat": 1,
        "cold": 0,
        "walks": 2,
        "painkiller": True,
        "medicines": [{"name": "ibuprofen", "effect": "helped"}],
        "activities": [4],
        "activity_names": [],
        "notes": "a long drive",
    }


def test_without_options_it_asks_for_a_number_and_no_more(home: Home) -> None:
    kept = home.coach("log", said="1\n\n")
    assert (kept.code, kept.lines[-1]) == (0, "Kept: pain 1.")
    assert kept.questions == [
        "? How is your back now? [0-10]",
        "? Anything more? Where, how it feels, sleep, what eased it. [enter/more]",
    ]


def test_an_answer_that_is_none_is_asked_again(home: Home) -> None:
    kept = home.coach("log", said="11\n1\nmore\nmuch\n\ndone\n")
    assert kept.code == 0
    assert kept.says('"11" is not an answer here. It takes: 0-10.')
    assert kept.says('"much" is not an answer here. It takes: 0-10/enter/done.')


def test_without_a_number_nothing_is_kept(home: Home) -> None:
    assert home.coach("log", said="").code == 5
    assert home.coach("log", "--show", "--json").json()["entries"] == []


@pytest.mark.parametrize("given", [("--where", "left"), ("--note", "x"), ("--heat", "0")])
def test_an_entry_needs_its_number(home: Home, given: tuple[str, ...]) -> None:
    refused = home.coach("log", *given)
    assert refused.code == 2
    assert "An entry needs --pain, a number from 0 to 10." in refused.errors


def test_what_is_wrong_names_its_option_and_what_is_expected(home: Home) -> None:
    wrong = {
        ("--pain", "11"): ("--pain", "a number from 0 to 10"),
        ("--pain", "³"): ("--pain", "a number from 0 to 10"),
        ("--pain", "3", "--worst", "-1"): ("--worst", "a number from 0 to 10"),
        ("--pain", "3", "--where", "knee"): ("--where", "one of upper-left, upper,"),
        ("--pain", "3", "--feels", "odd"): ("--feels", "any of ache, sharp, burning"),
        ("--pain", "3", "--spasms", "1.5"): ("--spasms", "a whole number from 0 to 200"),
        ("--pain", "3", "--stiff", "1441"): ("--stiff", "from 0 to 1,440 (minutes)"),
        ("--pain", "3", "--note", "x" * 2001): ("--note", "at most 2,000 characters"),
        ("--pain", "3", "--activity", "4=1"): ("--activity", "such as 1=4"),
        ("--pain", "3", "--activity", "1=x"): ("--activity", "such as 1=4"),
        ("--pain", "3", "--date", "2126-11-03"): ("--date", "not in the future"),
        ("--pain", "3", "--date", "2020-01-01"): ("--date", "of the last year"),
        ("--episode", "--began", "soon"): ("--began", "a day such as 2026-11-01"),
        ("--pain", "3", "--began", "2024"): ("--began", "goes with --episode"),
        ("--undo", "--pain", "3"): ("--pain", "doesn't go with --undo"),
        ("--undo", "--show"): ("--undo", "don't go together"),
        ("--json",): ("--json", "goes with --show"),
    }
    for (option, expected), refused in zip(
        wrong.values(),
        at_once([partial(home.coach, "log", *given) for given in wrong]),
        strict=True,
    ):
        assert refused.code == 2
        assert option in refused.errors
        assert expected in " ".join(refused.errors.split())


def test_text_is_kept_as_typed_and_shown_without_orders_to_the_terminal(home: Home) -> None:
    text = "a\x1b[31mb\x07 <b>&amp; ü\x1b]0;title\x07"
    assert home.coach("log", "--pain", "1", "--note", text).code == 0
    shown = home.coach("log", "--show")
    assert shown.says("pain 1; ab <b>&amp; ü")
    assert "\x1b" not in "".join(shown.lines)
    assert home.coach("log", "--show", "--json").json()["entries"][0]["notes"] == text


def test_bytes_that_are_no_text_do_no_harm(home: Home) -> None:
    assert home.coach("log", "--pain", "1", "--note", "a\udcffb").code == 0
    assert home.coach("log", said="1\nmore\n" + "\n" * 23 + "\x00\ndone\n").code == 0
    assert len(home.coach("log", "--show", "--json").json()["entries"]) == 2


def test_a_day_before_is_noted_and_taken_back(home: Home) -> None:
    home.coach("log", "--pain", "1")
    home.coach("log", "--pain", "4", "--date", "yesterday")
    assert home.coach("log", "--undo", "--date", "yesterday").says(": pain 4.")
    assert home.coach("log", "--undo").says(": pain 1.")
    refused = home.coach("log", "--undo")
    assert refused.code == 1
    assert "There is no entry to take back." in refused.errors


def test_a_new_leg_symptom_by_options_brings_the_questions_and_the_advice(home: Home) -> None:
    kept = home.coach("log", "--pain", "2", "--tingling")
    assert kept.code == 0
    assert kept.says("A new leg symptom was noted today.")
    assert kept.says("- Is a leg quickly getting weaker")
    assert kept.says("Stop here. Call")
    assert home.play().questions[0].endswith("(1 of 4) n none; y one of these; u not sure [n/y/u]")


def test_an_emergency_answer_is_advice_and_a_bar(home: Home) -> None:
    said = "1\nmore\n" + "\n" * 9 + "y\ndone\ny\n"
    ended = home.coach("log", said=said)
    assert ended.code == 4
    assert ended.says("You answered yes to: New trouble with peeing")
    with home.record() as store:
        assert [bar.sign for bar in store.open_bars()] == ["bladder"]
        assert len(store.entries()) == 1


def test_at_8_it_says_what_to_do_now(home: Home) -> None:
    kept = home.coach("log", "--pain", "8")
    assert kept.code == 0
    assert kept.says("No exercise now.")


def test_this_episode_is_offered_once_and_asked(home: Home) -> None:
    first = home.coach("log", "--pain", "4")
    assert first.says("coach log --episode")
    assert not home.coach("log", "--pain", "4").says("coach log --episode")
    told = home.coach("log", "--episode", said="3 weeks ago\nsuddenly\nlifting\ndone\n")
    assert told.code == 0
    home.coach("log", "--episode", "--goal", "garden", "--activities", "socks, stairs")
    episode = home.coach("log", "--show", "--json").json()["episode"]
    assert (episode["suddenly"], episode["doing"], episode["about"]) == (True, "lifting", True)
    assert (episode["goal"], episode["activities"]) == ("garden", ["socks", "stairs"])


def test_a_score_stays_with_the_activity_that_it_was_given_to(home: Home) -> None:
    home.coach("log", "--episode", "--activities", "walking, sitting")
    home.coach("log", "--pain", "3", "--activity", "1=8", "--activity", "2=6")
    home.coach("log", "--episode", "--activities", "lifting my child")
    home.coach("log", "--pain", "2", "--activity", "1=1")
    shown = home.coach("log", "--show")
    assert shown.says("pain 3; walking: 8, sitting: 6")
    assert shown.says("pain 2; lifting my child: 1")
    newer, older = home.coach("log", "--show", "--json").json()["entries"]
    assert (older["activities"], older["activity_names"]) == ([8, 6], ["walking", "sitting"])
    assert (newer["activities"], newer["activity_names"]) == ([1], ["lifting my child"])


def test_without_any_entry_it_says_how_to_begin(newcomer: Home) -> None:
    shown = newcomer.coach("log", "--show")
    assert (shown.code, shown.lines) == (0, ("Nothing is noted yet. Begin with: coach log",))
    assert newcomer.coach("log", "--show", "--json").json()["entries"] == []


def test_where_nothing_can_be_kept_it_says_so(home: Home) -> None:
    (home.data / "coach.db").unlink()
    (home.data / "coach.db").mkdir()
    refused = home.coach("log", "--pain", "3")
    assert refused.code == 1
    assert "Nothing was noted." in refused.errors
    assert refused.lines == ()
