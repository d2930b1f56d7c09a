"""The cautions of the first start, what they do to a routine, and doses that are unusual."""

from tests.plain.person import FIRST_START, Home, each_plays, in_order

CAUTIONS = "? Which of these apply to you?"

FIFTY = """\
schema: 1
title: Fifty
steps:
  - exercise: bridge
    reps: 50
"""
ASKED_DOSE = "? Hip raise x 50, usual is 10: really? [n/y]"


def test_who_cannot_kneel_gets_other_exercises(home: Home) -> None:
    session = home.play("n", 0, 2, 0, 0, 0)
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


def test_several_cautions_may_be_ticked_at_once(home: Home) -> None:
    answers = ("2 7", "2,7", "7  2")
    for session in each_plays(home, *(("n", 0, answer, "stop") for answer in answers)):
        # On no back and on no knees there is no hip raise and no knee hug.
        assert session.says("Hip raise is left out, for what you told me.")
        assert session.says("Seated tilt instead of Cat-cow")
        assert not session.says("Knee to chest")


def test_a_caution_that_is_not_on_the_list_is_asked_again(home: Home) -> None:
    for session in each_plays(home, *(("n", 0, none, 0, "stop") for none in ("13", "2 x", "y"))):
        assert session.says("is not an answer here. It takes: 0/1-12.")
        assert session.last == "= left"


def test_a_fresh_operation_and_a_child_are_refused(home: Home) -> None:
    operation, child = each_plays(home, ("n", 0, 11, 0), ("n", 0, "3 12", 0))
    assert operation.words[-2:] == [
        "No session until cleared by a doctor.",
        "= stopped: warning sign (doctor soon)",
    ]
    assert child.says("Under 18: no session, the program is for adults.")
    assert (operation.code, child.code) == (4, 4)


def test_what_bars_a_session_is_remembered_until_a_doctor_has_cleared_it(home: Home) -> None:
    record = ["--record"]
    assert home.play("n", 0, 11, options=record).code == 4
    still = home.play("n", 0, "n", 0, options=record)
    assert still.code == 4
    assert still.questions[-1] == (
        "? You told me: An operation or a fracture of the spine less than 12 weeks ago. "
        "Has a doctor cleared you for gentle exercise since? [n/y/u]"
    )
    assert home.play("n", 0, "u", options=record).code == 4
    assert home.play("n", 0, "y", "stop", options=record).last == "= left"
    assert len(home.play("n", "n", 0, "stop", options=record).questions) == 3


def test_cautions_are_remembered_and_may_be_asked_anew(home: Home) -> None:
    assert home.play("n", 0, 2, 0, 0, 0, options=["--record"]).last == "= done"
    known = home.play("n", 0, "stop")
    assert not any(line.startswith(CAUTIONS) for line in known.questions)
    assert known.says("Knee to chest instead of Child's pose")
    anew = home.play("n", 0, 0, "stop", options=["--record", "--cautions"])
    assert anew.questions[-1].startswith(CAUTIONS)
    assert not anew.says("instead of")
    assert not home.play("n", "n", 0, "stop").says("instead of")


def test_a_rehearsal_is_nobodys_first_session(home: Home) -> None:
    assert home.play(*FIRST_START, 0, 0).last == "= done"
    again = home.play("n", 0, 0, "stop")
    assert again.says("General movement and relaxation guidance for adults.")
    assert again.questions[-1].startswith(CAUTIONS)
    assert home.history() == []


def test_no_exercise_left_is_said(home: Home) -> None:
    home.write("routines/fifty.yaml", FIFTY)
    session = home.play("n", 0, 7, "y", routine="fifty")
    assert session.says("Your cautions leave no exercise of this routine.")
    assert (session.code, session.last) == (0, "= left")


def test_an_unusual_dose_is_asked_about_before_it_is_played(home: Home) -> None:
    home.write("routines/fifty.yaml", FIFTY)
    usual = home.play(*FIRST_START, "n", "stop", routine="fifty")
    assert usual.questions[-1] == ASKED_DOSE
    assert usual.says("Hip raise: the usual, then.")
    silent = home.play(*FIRST_START, routine="fifty")
    assert silent.questions[-4:-2] == [ASKED_DOSE] * 2
    assert silent.says("Hip raise. 10 times")
    with home.talk(*FIRST_START, "y", routine="fifty") as talk:
        talk.hear("Hip raise. 50 times")


def test_a_dose_that_was_prescribed_is_not_asked_about(home: Home) -> None:
    home.write("routines/fifty.yaml", FIFTY + "prescribed-by: Dr. Ada Weber\n")
    with home.talk(*FIRST_START, routine="fifty") as talk:
        talk.hear("Hip raise. 50 times")
        assert ASKED_DOSE not in talk.end("stop").lines
