"""A first use, its number and its cautions; what they do to a routine, and unusual doses."""

from functools import partial

from tests.plain.person import (
    ASKED_CAUTIONS,
    ASKED_FULL,
    ASKED_LIST,
    ASKED_NUMBER,
    ASKED_SCORE,
    FIRST_LISTS,
    FIRST_START,
    FULL_LIST,
    START,
    Heard,
    Home,
    at_once,
    each_plays,
    in_order,
)

ASKED_OWN = "? Type the number, or your country. [number/country/enter]"
EXAMINES_NOTHING = (
    "It does not examine, diagnose or treat you, and can't replace a doctor or physiotherapist."
)
CHOICES = " n none; y one of these; u not sure [n/y/u]"

FIFTY = """\
schema: 1
title: Fifty
steps:
  - exercise: bridge
    reps: 50
"""
ASKED_DOSE = "? Hip raise x 50, usual is 10: really? [n/y]"


# The questions of a first use


def asked_before_the_first_movement(session: Heard) -> list[str]:
    """The questions up to the title of the routine."""
    begun = session.words.index("First three.")
    return [line for line in session.words[:begun] if line.startswith("? ")]


def test_a_first_use_is_about_ten_keys_before_the_first_movement(newcomer: Home) -> None:
    session = newcomer.play(*FIRST_START, "stop")
    asked = asked_before_the_first_movement(session)
    assert asked == [
        ASKED_NUMBER,
        ASKED_FULL + CHOICES,
        "? And is any of this so? (2 of 4)" + CHOICES,
        "? Is any of this so now, or new? (3 of 4)" + CHOICES,
        "? And is any of this so? (4 of 4)" + CHOICES,
        f"{ASKED_CAUTIONS} Their numbers with a space between, or 0 for none [0/1-12]",
        ASKED_SCORE,
    ]
    # Each of them takes one key, and at a terminal Enter after it.
    assert len(FIRST_START) == len(asked) <= 10
    assert all(len(answer) <= 1 for answer in FIRST_START)


def test_an_ordinary_day_is_two_keys_before_the_first_movement(newcomer: Home) -> None:
    assert newcomer.play(*FIRST_START, 0, 0, options=["--record"]).last == "= done"
    session = newcomer.play(*START, "stop")
    assert asked_before_the_first_movement(session) == [ASKED_LIST + CHOICES, ASKED_SCORE]
    assert len(START) == 2


def test_a_first_use_says_first_what_this_is_and_whom_to_call(newcomer: Home) -> None:
    session = newcomer.play(*FIRST_START, "stop")
    assert session.words[:7] == [
        "General movement and relaxation guidance for adults.",
        EXAMINES_NOTHING,
        "Most back pain settles and gentle movement usually helps.",
        "You choose what to do; stop whenever you wish.",
        "If a warning sign appears, stop and get medical help.",
        "In an emergency call 112 (Germany).",
        ASKED_NUMBER,
    ]


def test_what_is_known_is_not_asked_at_a_second_use(home: Home) -> None:
    session = home.play(*START, "stop")
    for words in ("General movement", ASKED_NUMBER, "of 4)", ASKED_CAUTIONS):
        assert not session.says(words)


def test_no_screen_of_the_list_is_longer_than_seven_lines(newcomer: Home) -> None:
    session = newcomer.play(*FIRST_START, "stop")
    lines = 0
    for line in session.words[session.words.index(ASKED_NUMBER) + 1 :]:
        lines = lines + 1 if line.startswith("- ") else 0
        assert lines <= 7


# The number for an emergency


def own_number(typed: object) -> tuple[object, ...]:
    """A first start at which the number is changed."""
    return ("c", typed, *FIRST_START[1:])


def test_another_number_is_kept_and_said_from_then_on(newcomer: Home) -> None:
    session = newcomer.play(*own_number("115"), "stop", options=["--record"])
    assert session.questions[:2] == [ASKED_NUMBER, ASKED_OWN]
    assert session.after(ASKED_OWN)[0] == "In an emergency call 115 (your number)."
    assert session.last == "= left"
    settings = (newcomer.config / "settings.toml").read_text(encoding="utf-8")
    assert settings.splitlines() == ['emergency-number = "115"']
    refused = newcomer.play("n", "y", "y", "y")
    assert refused.says("Call 115 (your number) or go to an emergency department now.")


def test_a_country_changes_both_numbers(newcomer: Home) -> None:
    session = newcomer.play(*own_number("austria"), "stop", options=["--record"])
    assert session.after(ASKED_OWN)[0] == "In an emergency call 112 (Austria)."
    settings = (newcomer.config / "settings.toml").read_text(encoding="utf-8")
    assert settings.splitlines() == ['country = "AT"']
    refused = newcomer.play("n", "y", "y", "y")
    assert refused.says("Call 112 (Austria) or go to an emergency department now.")


def test_a_changed_number_holds_for_the_advice_of_the_same_start(newcomer: Home) -> None:
    refused = newcomer.play("c", "Switzerland", "y", "y", "y")
    assert refused.code == 4
    assert refused.says("Call 144 or 112 (Switzerland) or go to an emergency department now.")


def test_other_settings_stay_when_a_number_is_kept(newcomer: Home) -> None:
    file = newcomer.write("settings.toml", '# mine\nadvice-line = "0800 123"\n')
    newcomer.play(*own_number("115"), "stop", options=["--record"])
    kept = file.read_text(encoding="utf-8")
    assert kept.startswith('# mine\nadvice-line = "0800 123"\n')
    assert 'emergency-number = "115"' in kept


def test_what_is_neither_a_number_nor_a_country_is_asked_again(newcomer: Home) -> None:
    nones = ("Atlantis", "1", "call me", "\x1b[31m", "9" * 40)
    for session in each_plays(newcomer, *(("c", none, "115", *FULL_LIST, 0) for none in nones)):
        assert session.questions[:3] == [ASKED_NUMBER, ASKED_OWN, ASKED_OWN]
        assert session.says("is not an answer here. It takes: number/country/enter.")
        assert session.says("In an emergency call 115 (your number).")


def test_whether_the_number_is_right_takes_enter_and_c_alone(newcomer: Home) -> None:
    session = newcomer.play("y", *FIRST_START, "stop")
    assert session.questions[:2] == [ASKED_NUMBER] * 2
    assert session.says('"y" is not an answer here. It takes: enter/c.')
    assert session.last == "= left"


def test_an_empty_line_leaves_the_number_as_it_was(newcomer: Home) -> None:
    session = newcomer.play(*own_number(""), "stop", options=["--record"])
    assert session.last == "= left"
    assert not (newcomer.config / "settings.toml").exists()
    assert not newcomer.play("n").says("your number")


def test_a_rehearsal_keeps_no_number(newcomer: Home) -> None:
    assert newcomer.play(*own_number("115"), "stop").says("115 (your number)")
    assert not (newcomer.config / "settings.toml").exists()


def test_settings_that_cannot_be_written_are_said_and_the_number_holds(newcomer: Home) -> None:
    file = newcomer.config / "settings.toml"
    file.mkdir()
    session = newcomer.play(*own_number("115"), "stop", options=["--record"])
    assert session.says("In an emergency call 115 (your number).")
    assert session.says(f"{file}: ")
    assert session.last == "= left"


def test_where_the_country_is_not_known_the_number_is_asked_for(newcomer: Home) -> None:
    people = newcomer.neighbours(2)
    for person in people:
        person.environment |= {"TZ": "UTC", "LANG": "C"}
    named, empty = at_once(
        [
            partial(person.play, answer, *FIRST_START[1:], "stop")
            for person, answer in zip(people, ("Japan", ""), strict=True)
        ]
    )
    for session in (named, empty):
        assert session.questions[0] == (
            "? Which number do you call in an emergency? [number/country/enter]"
        )
        assert session.questions[1].startswith(ASKED_FULL)
        assert session.last == "= left"
    assert named.says("In an emergency call 119 (Japan).")
    assert empty.says("In an emergency call your local emergency number.")


# The cautions


def ticking(*cautions: object) -> tuple[object, ...]:
    """A first start up to its cautions."""
    return (*FIRST_LISTS, *cautions)


def test_the_cautions_come_before_the_score(newcomer: Home) -> None:
    asked = newcomer.play(*FIRST_START, "stop").questions
    assert asked[-2].startswith(ASKED_CAUTIONS)
    assert asked[-1] == ASKED_SCORE


def test_who_cannot_kneel_gets_other_exercises(newcomer: Home) -> None:
    session = newcomer.play(*ticking(2), 0, 0, 0, 0)
    assert session.code == 0
    assert (
        in_order(
            session.words,
            [
                "Knee to chest instead of Child's pose, for what you told me.",
                "Seated tilt instead of Cat-cow, for what you told me.",
                "First three.",
                "Knee to chest. 3 times on each side, 5 seconds each. Left side first.",
                "Hip raise. 5 times, 5 seconds each.",
                "Seated tilt. 6 times, 2 seconds each.",
                "= done",
            ],
        )
        == []
    )
    assert "Kneel, knees apart." not in session.words


def test_several_cautions_may_be_ticked_at_once(newcomer: Home) -> None:
    answers = ("2 7", "2,7", "7  2")
    for session in each_plays(newcomer, *((*ticking(answer), 0, "stop") for answer in answers)):
        # On no back and on no knees there is no hip raise and no knee hug.
        assert session.says("Hip raise is left out, for what you told me.")
        assert session.says("Seated tilt instead of Cat-cow")
        assert not session.says("Knee to chest")


def test_a_caution_that_is_not_on_the_list_is_asked_again(newcomer: Home) -> None:
    nones = ("13", "2 x", "y", "0 2", "")
    for session in each_plays(newcomer, *((*ticking(none, 0), 0, "stop") for none in nones)):
        assert session.says("is not an answer here. It takes: 0/1-12.")
        assert session.last == "= left"


def test_a_fresh_operation_and_a_child_are_refused(newcomer: Home) -> None:
    operation, child = each_plays(newcomer, ticking(11, 0), ticking("3 12", 0))
    assert operation.words[-2:] == [
        "No session until cleared by a doctor.",
        "= stopped: warning sign (doctor soon)",
    ]
    assert child.says("Under 18: no session, the program is for adults.")
    assert (operation.code, child.code) == (4, 4)
    assert not operation.says(ASKED_SCORE)


def test_what_bars_a_session_is_remembered_until_a_doctor_has_cleared_it(newcomer: Home) -> None:
    record = ["--record"]
    assert newcomer.play(*ticking(11), options=record).code == 4
    still = newcomer.play("n", "n", 0, options=record)
    assert still.code == 4
    assert still.questions[-1] == (
        "? You told me: An operation or a fracture of the spine less than 12 weeks ago. "
        "Has a doctor cleared you for gentle exercise since? [n/y/u]"
    )
    assert newcomer.play("n", "u", options=record).code == 4
    assert newcomer.play("n", "y", 0, "stop", options=record).last == "= left"
    assert len(newcomer.play("n", "n", 0, "stop", options=record).questions) == 3


def test_cautions_are_remembered_and_may_be_asked_anew(newcomer: Home) -> None:
    assert newcomer.play(*ticking(2), 0, 0, 0, 0, options=["--record"]).last == "= done"
    known = newcomer.play("n", 0, "stop")
    assert not any(line.startswith(ASKED_CAUTIONS) for line in known.questions)
    assert known.says("Knee to chest instead of Child's pose")
    anew = newcomer.play("n", 0, 0, "stop", options=["--record", "--cautions"])
    assert anew.questions[-2].startswith(ASKED_CAUTIONS)
    assert not anew.says("instead of")
    assert not newcomer.play("n", "n", 0, "stop").says("instead of")


def test_a_rehearsal_is_nobodys_first_session(newcomer: Home) -> None:
    assert newcomer.play(*FIRST_START, 0, 0).last == "= done"
    again = newcomer.play(*FIRST_START, "stop")
    assert again.says("General movement and relaxation guidance for adults.")
    assert again.questions[1].startswith(ASKED_FULL)
    assert again.questions[-2].startswith(ASKED_CAUTIONS)
    assert newcomer.history() == []


def test_no_exercise_left_is_said(newcomer: Home) -> None:
    newcomer.write("routines/fifty.yaml", FIFTY)
    session = newcomer.play(*ticking(7), 0, "y", routine="fifty")
    assert session.says("Your cautions leave no exercise of this routine.")
    assert (session.code, session.last) == (0, "= left")


# Doses


def test_an_unusual_dose_is_asked_about_before_it_is_played(home: Home) -> None:
    home.write("routines/fifty.yaml", FIFTY)
    usual = home.play(*START, "n", "stop", routine="fifty")
    assert usual.questions[-1] == ASKED_DOSE
    assert usual.says("Hip raise: the usual, then.")
    silent = home.play(*START, routine="fifty")
    assert silent.questions[-4:-2] == [ASKED_DOSE] * 2
    assert silent.says("Hip raise. 10 times")
    with home.talk(*START, "y", routine="fifty") as talk:
        talk.hear("Hip raise. 50 times")


def test_a_dose_that_was_prescribed_is_not_asked_about(home: Home) -> None:
    home.write("routines/fifty.yaml", FIFTY + "prescribed-by: Dr. Ada Weber\n")
    with home.talk(*START, routine="fifty") as talk:
        talk.hear("Hip raise. 50 times")
        assert ASKED_DOSE not in talk.end("stop").lines
