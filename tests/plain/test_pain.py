"""What a pain score does before, during and after a session, and what follows "it hurts"."""

import pytest

from tests.plain.person import (
    ASKED_FULL,
    ASKED_GENTLE,
    ASKED_LIST,
    ASKED_REST,
    ASKED_SCORE,
    FULL_LIST,
    START,
    Heard,
    Home,
    Talk,
    each_plays,
    in_order,
)

STOPPED_FOR_PAIN = "= stopped: pain"
REST = "Rest for 2 minutes, in whatever position is easy."
WHAT_IS_IT = (
    "? What is it? 1 back or hip; 2 leg: shooting, tingling, numb, weak; "
    "3 chest, breath, faint, sight, speech; 4 cramp, knee, wrist, or simply too much; "
    "u not sure [1/2/3/4/u]"
)
OUT_OF_CHILD_POSE = ["Walk your hands back, slowly.", "Come up to kneeling and rest there."]
WHERE = "? Where is it? [left/middle/right/leg/"
HOW = (
    "? How does it feel? 1 ache; 2 sharp; 3 burning; 4 cramp; 5 electric; u not sure [1/2/3/4/5/u]"
)
SHARP = "? Was it sharp or sudden? [n/y/u]"
LEG_ROWS = [
    "New trouble with peeing",
    "New leaking of poo",
    "Numb, tingling or odd feeling around genitals",
    "Pain spreading from your back down BOTH legs",
    "Is a leg quickly getting weaker",
    "Sudden weakness, numbness or strange feeling on one side",
    "New weakness, numbness or lost feeling in one arm or leg",
]
EMERGENCY_ADVICE = [
    "Stop here. Call 112 (Germany) or go to an emergency department now.",
    "Do not drive yourself.",
    "Say exactly which answer was yes and when it began.",
]

THREE_WALKS = """\
schema: 1
title: Three walks
steps:
  - {exercise: walk, time: 70s}
  - {exercise: walk, time: 70s}
  - {exercise: walk, time: 70s}
"""


def start(score: int) -> tuple[object, ...]:
    """A start with this score."""
    return ("n", score)


# Before


def test_at_8_to_10_there_is_no_exercise(home: Home) -> None:
    for refused in each_plays(home, *((*start(score), "n") for score in (8, 9, 10))):
        assert refused.code == 3
        assert refused.last == STOPPED_FOR_PAIN
        assert (
            in_order(
                refused.words,
                [
                    "No exercise now.",
                    "Call 112 (Germany) at once if you have any of these:",
                    "New trouble with peeing or bowels, or numb or odd between the legs.",
                    "Breathe slowly: in through the nose for four, out for six.",
                    (
                        "Still unable to stand or walk after an hour's rest: speak to a doctor or "
                        "116117 (Germany) today."
                    ),
                    ASKED_REST,
                ],
            )
            == []
        )
        assert not refused.says("First three.")


def test_silence_is_no_rest_and_no_session(home: Home) -> None:
    silent = home.play(*start(8))
    assert silent.questions[-2:] == [ASKED_REST] * 2
    assert (silent.code, silent.last) == (3, STOPPED_FOR_PAIN)


def test_after_a_rest_the_full_list_and_the_score_decide(home: Home) -> None:
    rested = [*start(9), "y", *FULL_LIST]
    answers = [(7, "y", "stop"), (3, "y", "stop"), (7, "n"), (8, "n"), ("stop",)]
    gentle, better, declined, none, left = each_plays(home, *((*rested, *it) for it in answers))
    for session in (gentle, better, declined, none):
        after = session.after(ASKED_REST)
        assert after[0] == "Rest without moving. You are asked again in 10 minutes."
        asked = [line for line in after if line.startswith("? ")]
        assert ["of 4)" in line for line in asked[:4]] == [True] * 4
        assert asked[4] == ASKED_SCORE
        assert not session.says("First three.")
    for session in (gentle, better):
        assert session.questions[-1] == ASKED_GENTLE
        assert (session.code, session.last) == (0, "= left")
        assert "Gentle day." in session.words
    assert (declined.code, declined.last) == (3, STOPPED_FOR_PAIN)
    assert none.words.count("No exercise now.") == 2
    assert (none.code, none.last) == (3, STOPPED_FOR_PAIN)
    assert left.last == "= left"


def test_a_warning_sign_after_the_rest_ends_it(home: Home) -> None:
    refused = home.play(*start(9), "y", "y", "y", "y")
    assert refused.code == 4
    assert refused.last == "= stopped: warning sign (emergency)"
    assert EMERGENCY_ADVICE[0] in refused.words


def test_at_6_and_7_only_the_gentle_session_is_offered(home: Home) -> None:
    declined = home.play(*start(6), "n")
    assert declined.questions[-1] == ASKED_GENTLE
    assert declined.code == 3
    assert declined.last == STOPPED_FOR_PAIN
    taken = home.play(*start(7), "y", *[7] * 5)
    assert taken.code == 0
    assert taken.last == "= done"
    assert taken.says("Gentle day.")
    assert taken.says("Pelvic tilt. 5 times, 2 seconds each.")
    assert not taken.says("Child's pose.")


def test_silence_declines_the_gentle_session(home: Home) -> None:
    silent = home.play(*start(6))
    assert silent.questions[-2:] == [ASKED_GENTLE, ASKED_GENTLE]
    assert silent.code == 3


def test_the_gentle_session_itself_needs_no_offer_at_7(home: Home) -> None:
    session = home.play(*start(7), "stop", routine="acute-gentle")
    assert ASKED_GENTLE not in session.lines
    assert session.says("Gentle day.")


def test_at_4_and_5_the_session_is_eased(home: Home) -> None:
    scores = (4, 5)
    sessions = each_plays(home, *((*start(score), *[score] * 4) for score in scores))
    for score, session in zip(scores, sessions, strict=True):
        assert session.code == 0
        assert (
            in_order(
                session.words,
                [
                    "An easier form today: half the reps, and half the range.",
                    "Child's pose. 2 times, 20 seconds each.",
                    "Hip raise. 3 times, 5 seconds each.",
                    "Seated tilt. 3 times, 2 seconds each.",
                    f"Pain {score} before, {score} after.",
                ],
            )
            == []
        )


# During


def test_no_rise_or_a_small_one_goes_on(home: Home) -> None:
    rows = [(0, 1), (1, 2), (2, 3), (3, 2), (3, 3), (4, 4), (5, 5), (5, 0)]
    sessions = each_plays(home, *((*start(before), now, "stop") for before, now in rows))
    for (before, now), session in zip(rows, sessions, strict=True):
        assert after_score(session, now)[0] == hip_raise(3 if before >= 4 else 5)


def test_a_rise_eases_the_rest_and_the_same_again_goes_on(home: Home) -> None:
    rows = [(0, 2), (1, 3), (3, 4)]
    sessions = each_plays(home, *((*start(before), now, now) for before, now in rows))
    for (before, now), session in zip(rows, sessions, strict=True):
        after = after_score(session, now)
        assert after[0] == f"Easier now: pain rose by {now - before}, to {now}."
        assert in_order(after, [hip_raise(3), "Seated tilt. 3 times, 2 seconds each."]) == []
        assert session.code == 0
        ended = session.after(f"Pain {before} before, {now} after.")
        assert ("The next session is one level down." in ended) == (now - before == 2)
        assert ended[-1] == "= done"


def test_a_larger_rise_stops_the_exercise_rests_and_asks_again(home: Home) -> None:
    rows = [(0, 3), (2, 4), (3, 5), (4, 6), (5, 6)]
    sessions = each_plays(
        home, *((*start(before), now, before + 1, before) for before, now in rows)
    )
    for (before, now), session in zip(rows, sessions, strict=True):
        after = after_score(session, now)
        assert after[0].startswith("This exercise stops here: pain rose by ")
        then = hip_raise(3 if before >= 3 else 5)  # 4 after the rest eases what comes
        assert in_order(after, [REST, ASKED_SCORE, f"{before + 1}.", then]) == []
        assert session.code == 0
        first, second = two_scores(session)
        assert second - first == 120


def test_rest_that_does_not_settle_it_ends_the_session(home: Home) -> None:
    rows = [(0, 3), (5, 6)]
    sessions = each_plays(home, *((*start(before), now, before + 2) for before, now in rows))
    for session in sessions:
        assert session.code == 3
        assert REST in session.words
        assert session.says("The session ends here: pain rose by 2")
        assert not session.says("Hip raise")


def test_a_large_rise_or_7_ends_the_session(home: Home) -> None:
    rows = [(0, 4), (1, 4), (0, 7), (0, 10), (3, 6), (3, 7), (5, 7), (5, 8)]
    sessions = each_plays(home, *((*start(before), now) for before, now in rows))
    for (before, now), session in zip(rows, sessions, strict=True):
        assert session.code == 3
        assert session.last == STOPPED_FOR_PAIN
        assert (
            in_order(
                session.words,
                [
                    f"The session ends here: pain rose by {now - before}, to {now}.",
                    "Take your time. Bring a chair close, hands on its seat.",
                    "That is enough for today. Stopping was right.",
                    "Still worse tomorrow: book a doctor.",
                ],
            )
            == []
        )
        assert session.says("after an hour's rest: speak to a doctor or 116117 (Germany) today.")
        assert session.says("a leg giving way, chest pain or faint: call 112 (Germany) now.")
        assert not session.says("Hip raise")


def test_a_second_exercise_that_has_to_stop_ends_the_session(home: Home) -> None:
    home.write("routines/walks.yaml", THREE_WALKS)
    session = home.play(*START, 3, 0, 3, 0, 0, routine="walks")
    assert session.code == 3
    assert session.words.count(REST) == 1
    assert session.says("The session ends here: pain rose by 3, to 3, with a second exercise.")


def test_a_session_begun_at_6_has_rules_of_its_own(home: Home) -> None:
    rows = [
        (6, 0, "Knee rolls"),
        (7, 0, "This exercise stops here: pain rose by 1, to 7."),
        (8, 3, "The session ends here: pain rose by 2, to 8."),
    ]
    answers = ((*start(6), now, *[6] * 5) for now, _, _ in rows)
    sessions = each_plays(home, *answers, routine="acute-gentle")
    for (_, code, said), session in zip(rows, sessions, strict=True):
        assert session.code == code
        assert session.says(said)


def test_a_routine_may_be_stricter(home: Home) -> None:
    home.write("routines/walks.yaml", THREE_WALKS + "pain-limit: 1\n")
    assert home.play(*start(2), "n", routine="walks").code == 3
    during = home.play(*start(1), 2, routine="walks")
    assert during.code == 3
    assert during.says("The session ends here: pain rose by 1, to 2; this routine allows 1.")


def hip_raise(times: int) -> str:
    """How the second exercise begins."""
    return f"Hip raise. {times} times, 5 seconds each."


def after_score(session: Heard, score: int) -> list[str]:
    """The lines, without their times, after the first score that is this one."""
    return session.words[session.words.index(f"{score}.") + 1 :]


def two_scores(session: Heard) -> tuple[int, int]:
    """When the first two scores of the session itself were given, in seconds."""
    given = [
        60 * int(line[1:3]) + int(line[4:6])
        for before, line in zip(session.lines, session.lines[1:], strict=False)
        if before == ASKED_SCORE and line[8:].rstrip(".").isdigit()
    ]
    return given[0], given[1]


# "It hurts"


def hurting(home: Home, *answers: object) -> Talk:
    """A session in which it hurts in the first hold of the child's pose."""
    talk = home.talk(*START, options=["--record"])
    talk.hear("Forehead to floor")
    talk.say("pain")
    talk.hear("Stopped. Stay where you are.")
    assert talk.hear("? ") == WHAT_IS_IT
    talk.say(*answers)
    return talk


def told(talk: Talk) -> list[str]:
    """The lines of a session that has been heard to its end, without times, from the hurt on."""
    session = talk.rest()
    return [f"{session.code}", *session.after("? What is it?")]


def test_a_back_that_hurts_is_led_out_of_the_position_and_scored(home: Home) -> None:
    with hurting(home, 1, "left", 1, 0, "n") as talk:
        talk.hear("Back to Child's pose.")
        session = talk.end("stop")
    after = session.after("? What is it?")
    assert (
        in_order(
            after,
            [
                *OUT_OF_CHILD_POSE,
                "In through the nose, four. Out slowly, six.",
                next(line for line in session.lines if line.startswith(WHERE)),
                HOW,
                ASKED_SCORE,
                SHARP,
                "0.",
                "3.",
                "2.",
                "1.",
                "Go on.",
                "Back to Child's pose.",
                "= left",
            ],
        )
        == []
    )
    assert after[0] == OUT_OF_CHILD_POSE[0]
    assert session.code == 0


def test_after_it_hurt_the_same_rep_begins_anew(home: Home) -> None:
    with home.talk(*START) as talk:
        talk.hear("] 2. Out")
        talk.say("pain", 1, "middle", 4, 1, "n")
        talk.hear("Back to Child's pose.")
        talk.hear("Kneel, knees apart.")
        talk.hear("] 2. Out")
        talk.hear("Last one. Out")
        assert talk.end("stop").code == 0


@pytest.mark.parametrize("sharp", ["y", "u"])
def test_a_sharp_or_sudden_pain_ends_the_session(home: Home, sharp: str) -> None:
    with hurting(home, 1, "u", "u", 0, sharp) as talk:
        lines = told(talk)
    assert lines[0] == "3"
    assert lines[-1] == STOPPED_FOR_PAIN
    assert "The session ends here: the pain is sharp or came suddenly." in lines
    record = home.history()[0]
    assert (record["outcome"], record["colour"]) == ("stopped: pain", "amber")


def test_a_pain_that_feels_sharp_is_not_asked_again_whether_it_is(home: Home) -> None:
    with hurting(home, 1, "right", "sharp", 0) as talk:
        lines = told(talk)
    assert SHARP not in lines
    assert lines[0] == "3"
    assert "The session ends here: the pain is sharp or came suddenly." in lines


def test_where_it_hurts_takes_every_region_by_its_word_and_by_its_key(home: Home) -> None:
    with hurting(home, 1, "nowhere", "y", 5, "u", 0, "n") as talk:
        asked = talk.hear(WHERE)
        regions = asked.removeprefix("? Where is it? [").removesuffix("]").split("/")
        assert regions == [
            *("left", "middle", "right", "leg", "upper-left", "upper", "upper-right"),
            *("hip-left", "tailbone", "hip-right", "u"),
        ]
        for none in ("nowhere", "y"):
            talk.hear(f'"{none}" is not an answer here.')
        talk.hear(HOW)
        talk.hear(SHARP)
        talk.end("stop")


def test_a_back_that_turns_out_to_be_a_leg_is_asked_about_as_a_leg(home: Home) -> None:
    with hurting(home, 1, "leg", *["n"] * 7) as talk:
        lines = told(talk)
    asked = [line for line in lines if line.startswith("? ")][1:]
    assert [line.startswith(f"? {row}") for line, row in zip(asked, LEG_ROWS, strict=True)] == (
        [True] * 7
    )
    assert "No more today." in lines
    assert lines[0] == "3"


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (2, "Easier now: pain rose by 2, to 2."),
        (3, "This exercise stops here: pain rose by 3, to 3."),
        (4, "The session ends here: pain rose by 4, to 4."),
    ],
)
def test_the_score_of_a_back_that_hurts_follows_the_table(
    home: Home, score: int, said: str
) -> None:
    with hurting(home, 1, "left", 3, score, "n") as talk:
        talk.hear(said)
        talk.end("stop")


def test_a_leg_is_asked_about_row_by_row_and_there_is_no_more_today(home: Home) -> None:
    with hurting(home, 2, *["n"] * 7) as talk:
        lines = told(talk)
    asked = [line for line in lines if line.startswith("? ")]
    assert [line.startswith(f"? {row}") for line, row in zip(asked, LEG_ROWS, strict=True)] == (
        [True] * 7
    )
    assert (
        in_order(
            lines,
            [
                "3",
                "No more today.",
                "Still there tomorrow: book a doctor.",
                "Spreading, numb or weak: 116117 (Germany) today.",
                STOPPED_FOR_PAIN,
            ],
        )
        == []
    )


@pytest.mark.parametrize("answer", ["y", "u"])
def test_a_leg_with_an_emergency_sign_gets_its_advice_at_once(home: Home, answer: str) -> None:
    with hurting(home, 2, "n", "n", answer) as talk:
        lines = told(talk)
    assert lines[0] == "4"
    assert lines[4:7] == EMERGENCY_ADVICE
    assert lines[-1] == "= stopped: warning sign (emergency)"
    assert home.play().says("you said yes to: Numb, tingling or odd feeling")


GETTING_WORSE = "? Is the weakness or numbness getting worse? [n/y/u]"


def test_a_leg_that_is_perhaps_weak_wants_a_doctor(home: Home) -> None:
    with hurting(home, 2, *["n"] * 6, "u", "n") as talk:
        lines = told(talk)
    assert lines[0] == "3"
    assert lines.count(GETTING_WORSE) == 1
    assert (
        in_order(
            lines,
            [
                "Book an appointment in the next days.",
                "No more today.",
                "Still there tomorrow: book a doctor.",
            ],
        )
        == []
    )


@pytest.mark.parametrize(("worse", "level"), [("n", "urgent"), ("y", "emergency")])
def test_a_weak_leg_is_urgent_and_an_emergency_where_it_gets_worse(
    home: Home, worse: str, level: str
) -> None:
    with hurting(home, 2, *["n"] * 6, "y", worse) as talk:
        lines = told(talk)
    assert lines[0] == "4"
    assert lines.count(GETTING_WORSE) == 1
    # On the floor a yes is a yes: nobody asks whether a doctor has checked it.
    assert not any("Has a doctor checked" in line for line in lines)
    assert lines[-1] == f"= stopped: warning sign ({level})"


def test_chest_breath_or_sight_gets_the_emergency_advice_at_once(home: Home) -> None:
    with hurting(home, 3) as talk:
        lines = told(talk)
    assert lines[0] == "4"
    assert lines[1:4] == EMERGENCY_ADVICE
    assert lines[-1] == "= stopped: warning sign (emergency)"
    said = " ".join(lines).casefold()
    assert "112" in said
    for getting_up in ("come up", "walk your hands", "roll to", "push up", "chair", "stand"):
        assert getting_up not in said
    assert home.play().questions[0].startswith("? On ")


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ((1,), "Cushion under your hips, or hands on a chair."),
        # The score that comes after the exercise anyway comes after one that was left, too.
        ((2, 0), "Hip raise. 5 times, 5 seconds each."),
    ],
)
def test_a_cramp_may_be_made_easier_or_left_out(
    home: Home, wish: tuple[int, ...], said: str
) -> None:
    with hurting(home, 4) as talk:
        talk.hear("? What would you like? 1 easier; 2 leave this one out; 3 end for today [1/2/3]")
        talk.say(*wish)
        talk.hear(said)
        session = talk.end("stop")
    assert (session.code, session.last) == (0, "= left")


def test_a_cramp_may_end_it_for_today(home: Home) -> None:
    with hurting(home, 4, 3) as talk:
        lines = told(talk)
    assert lines[0] == "3"
    assert lines[-1] == STOPPED_FOR_PAIN


def test_not_sure_what_it_is_asks_all_the_rows_the_worst_first(home: Home) -> None:
    with hurting(home, "u", *["n"] * 8) as talk:
        lines = told(talk)
    asked = [line for line in lines if line.startswith("? ")]
    assert asked[0].startswith("? Chest pain, hard to breathe, faint, or sudden trouble")
    assert len(asked) == 8
    assert lines[0] == "3"
    (other,) = home.neighbours(1)
    with hurting(other, "u", "u") as talk:
        lines = told(talk)
    assert lines[0] == "4"
    assert lines[2:5] == EMERGENCY_ADVICE


def test_stop_needs_no_reason_even_when_it_hurts(home: Home) -> None:
    with hurting(home, "stop") as talk:
        lines = told(talk)
    assert lines[0] == "3"
    assert lines[-1] == STOPPED_FOR_PAIN
    assert not any(line.startswith("? ") for line in lines)


def test_it_may_hurt_in_a_pause_and_at_a_question(home: Home) -> None:
    with home.talk(*START) as talk:
        talk.hear("Kneel")
        talk.say("pause", "pain")
        talk.hear(WHAT_IS_IT)
        talk.say(4, 2)
        talk.hear(ASKED_SCORE)
        talk.say("pain")
        talk.hear(WHAT_IS_IT)
        lines = talk.end(3)
    assert lines.code == 4


def test_the_end_of_the_input_after_it_hurt_says_the_number_again(home: Home) -> None:
    session = home.play(*START, "pain")
    assert session.code == 5
    assert session.after("? What is it?")[:4] == [
        "No answer.",
        "In an emergency call 112 (Germany).",
        "Stopped. Stay where you are.",
        WHAT_IS_IT,
    ]


# The next start


def test_a_session_that_was_left_may_have_hurt_and_is_asked_about_once(home: Home) -> None:
    with home.talk(*START, options=["--record"]) as talk:
        talk.hear("Kneel")
        assert talk.end("stop").last == "= left"
    asked = "? You left First three before its end. Was it because it hurt? [n/y/u]"
    start = home.play("y", *FULL_LIST, 0, "y", "stop")
    assert start.questions[0] == asked
    assert start.questions[1].startswith(ASKED_FULL)
    assert start.questions[-1] == ASKED_GENTLE
    assert home.history()[0]["hurt"] is True
    assert home.history()[0]["colour"] == "amber"
    assert asked not in home.play().questions


def test_a_session_that_was_left_for_another_reason_asks_the_short_list(home: Home) -> None:
    with home.talk(*START, options=["--record"]) as talk:
        talk.hear("Kneel")
        talk.end("stop")
    start = home.play("n", *START, "stop")
    assert start.questions[1].startswith(ASKED_LIST)
    assert start.questions[2:] == [ASKED_SCORE]
    assert start.says("First three.")


def test_a_stop_for_pain_is_recorded_even_in_a_rehearsal(home: Home) -> None:
    assert home.play(*START, 7).code == 3
    assert [record["outcome"] for record in home.history()] == ["stopped: pain"]
    after = home.play(*FULL_LIST, 0, "y", *[0] * 6)
    assert (after.code, after.last) == (0, "= done")
    assert len(home.history()) == 1


def test_after_a_stop_for_pain_the_full_list_is_asked_and_it_is_one_level_down(
    home: Home,
) -> None:
    assert home.play(*START, 7).code == 3
    after = home.play(*FULL_LIST, 0, "y", "stop")
    assert len(after.questions) == 6
    assert [f"({number} of 4)" in after.questions[number - 1] for number in range(1, 5)] == (
        [True] * 4
    )
    assert after.after(ASKED_SCORE)[:3] == [
        "One level down today.",
        "The last session was followed by more pain, or was stopped.",
        ASKED_GENTLE,
    ]
    assert "Gentle day." in after.words


def test_who_does_not_want_the_easier_routine_plays_none(home: Home) -> None:
    assert home.play(*START, 7).code == 3
    declined = home.play(*FULL_LIST, 0, "n")
    assert (declined.code, declined.last) == (0, "= left")
    assert not declined.says("First three.")


def test_a_routine_of_ones_own_is_played_in_its_easier_form_after_a_stop(home: Home) -> None:
    home.write("routines/walks.yaml", THREE_WALKS)
    assert home.play(*START, 7).code == 3
    after = home.play(*FULL_LIST, 0, "stop", routine="walks")
    assert after.says("The easier form today: the last session was followed by more pain")
    assert after.says("Three walks.")


@pytest.mark.parametrize("answers", [(2, *["n"] * 7), (4, 3), (1, "left", 1, 4, "n")])
def test_after_it_hurt_the_full_list_is_asked(home: Home, answers: tuple[object, ...]) -> None:
    with hurting(home, *answers) as talk:
        assert told(talk)[0] == "3"
    assert home.play().questions[0].startswith(ASKED_FULL)


def test_after_a_start_at_8_the_full_list_is_asked_and_only_gentle_is_open(home: Home) -> None:
    assert home.play(*start(8)).code == 3
    again = home.play(*FULL_LIST, 3, "y", "stop")
    assert again.questions[0].startswith(ASKED_FULL)
    assert again.says("Only the gentle session today.")
    assert again.questions[-1] == ASKED_GENTLE


def test_the_full_list_is_asked_once_after_a_stop(home: Home) -> None:
    record = ["--record"]
    assert home.play(*START, 7, options=record).code == 3
    home.play(*FULL_LIST, 0, "n", options=record)
    assert home.play().questions[0].startswith(ASKED_LIST)
