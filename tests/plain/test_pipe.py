"""What somebody gets whose answers come down a pipe: the lines, their order and the input."""

import re
import signal
import subprocess
from pathlib import Path

from tests.plain.person import (
    ASKED_LIST,
    ASKED_SCORE,
    COACH,
    FIRST_START,
    Home,
    each_plays,
    in_order,
    playing,
    typed,
)

A_LINE = re.compile(r"\[\d\d:\d\d\] \S?.*\S|\? \S.*\S \[[^\[\]]+\]|= \S.*")

EVERYTHING = [
    "General movement and relaxation guidance for adults.",
    "In an emergency call 112.",
    ASKED_LIST + " n none; y one of these; u not sure [n/y/u]",
    "No warning sign was ticked. That is a good sign, not an all-clear.",
    ASKED_SCORE,
    "? Which of these apply to you? Their numbers with a space between, or 0 for none [0/1-12]",
    "First three.",
    "Put the laptop within arm's reach of your head.",
    "Move within comfort. Stop for sharp pain, leg symptoms, chest symptoms or faintness.",
    "Child's pose. 3 times, 20 seconds each.",
    "Kneel, knees apart.",
    "Breathe out, sit back toward your heels, hands sliding forward.",
    "Half-way.",
    "Walk your hands back to come up.",
    "2. Out",
    "Last one. Out",
    "Come up to kneeling and rest there.",
    ASKED_SCORE,
    "0.",
    "Hip raise. 5 times, 5 seconds each.",
    "Lie on your back, knees bent, feet flat.",
    "Breathe out, squeeze your buttocks, lift hips a little.",
    "2. Out",
    "3. Out",
    "4. Out",
    "Last one. Out",
    "Rest there, knees bent.",
    "More pain than at the start? Press any key.",
    "Cat-cow. 5 times.",
    "Hands under shoulders, knees under hips.",
    "Breathe in, let your belly sink, chest forward.",
    "Breathe out, round up gently, chin toward chest.",
    "2. In",
    "3. In",
    "4. In",
    "Last one. In",
    "Come back to a flat back.",
    ASKED_SCORE,
    "1.",
    "Pain 0 before, 1 after.",
    "= done",
]
"""A whole session: every exercise, its reps, the questions, in this order."""


# The lines


def test_a_whole_session_is_told_line_by_line_at_its_times(home: Home) -> None:
    with home.talk(*FIRST_START, 0, 1, speed=60) as talk:
        session = talk.rest()
    assert session.code == 0
    assert session.last == "= done"
    assert session.errors == ""
    assert in_order(session.words, EVERYTHING) == []
    assert [line for line in session.lines if not A_LINE.fullmatch(line)] == []
    assert session.times == sorted(session.times)
    assert "\x1b" not in "\n".join(session.lines)
    # Each line came when its time had come, and not all at the end.
    begun = next(at for at, line in enumerate(talk.lines) if line.endswith("] First three."))
    timed = [
        (arrival, line)
        for arrival, line in zip(talk.arrivals[begun:], talk.lines[begun:], strict=True)
        if line.startswith("[")
    ]
    late = [
        arrival - talk.arrivals[begun] - (60 * int(line[1:3]) + int(line[4:6])) / 60
        for arrival, line in timed
    ]
    assert max(late) < 1.0
    assert min(late) > -0.5


def test_without_times_the_words_are_the_same(home: Home) -> None:
    session = home.play(*FIRST_START, 0, 1, options=["--no-times"])
    assert session.code == 0
    assert session.times == []
    assert in_order(session.lines, EVERYTHING) == []


def test_an_ordinary_day_is_two_answers_before_the_first_movement(home: Home) -> None:
    assert home.play(*FIRST_START, 0, 0, options=["--record"]).last == "= done"
    session = home.play("n", 0, 0, 0)
    assert session.last == "= done"
    assert session.questions == [
        "? Anything new or worse since last time? n none; y one of these; u not sure [n/y/u]",
        *[ASKED_SCORE] * 3,
    ]
    assert session.words.index("First three.") < session.words.index(ASKED_SCORE, 7)
    assert not session.says("General movement")


def test_an_output_without_dots_and_umlauts_gets_marks_instead(home: Home) -> None:
    home.write("routines/own.yaml", ONE_BREATH.replace("title: One", "title: Früh"))
    session = home.coach(
        *playing("own", 600, ()),
        said=typed([*FIRST_START, 0]),
        environment={"PYTHONIOENCODING": "ascii"},
    )
    assert session.last == "= done"
    assert session.says("Fr?h.")


# The input


def test_a_line_that_is_no_answer_is_said_to_be_none_and_the_question_comes_again(
    home: Home,
) -> None:
    nones = {
        "perhaps": '"perhaps" is not an answer here. It takes: n/y/u.',
        "": "An empty line is not an answer here. It takes: n/y/u.",
        "pause": '"pause" is not an answer here. It takes: n/y/u.',
        "\x1b[31mn": '"[31mn" is not an answer here. It takes: n/y/u.',
        "x" * 20_000: f'"{"x" * 40}" is not an answer here. It takes: n/y/u.',
    }
    sessions = each_plays(home, *((none, "n", "stop") for none in nones))
    for said, session in zip(nones.values(), sessions, strict=True):
        assert session.code == 0
        asked = [line.startswith(ASKED_LIST) for line in session.lines]
        assert sum(asked) == 2
        assert session.words[asked.index(True) + 1] == said
        assert session.says("No warning sign was ticked.")


def test_a_score_runs_from_0_to_10(home: Home) -> None:
    nones = ("11", "-1", "3.5", "n", "ten")
    for none, session in zip(
        nones, each_plays(home, *(("n", it, 10) for it in nones)), strict=True
    ):
        assert session.says(f'"{none}" is not an answer here. It takes: 0-10.')
        assert session.code == 3


def test_answers_may_be_written_large_with_spaces_and_as_words(home: Home) -> None:
    session = home.play(" NO ", " 0\r", "0", "stop")
    assert not session.says("not an answer")
    assert session.last == "= left"


def test_the_end_of_the_input_is_no_answer(home: Home) -> None:
    asked = (ASKED_LIST, ASKED_SCORE, "? Which of these apply to you?")
    sessions = each_plays(home, (), ("n",), ("n", 0))
    for number, (question, session) in enumerate(zip(asked, sessions, strict=True)):
        assert session.code == 5
        assert session.last == "= no answer"
        assert [line.startswith(question) for line in session.questions[-2:]] == [True, True]
        assert len(session.questions) == number + 2
        assert not session.says("First three.")


def test_the_end_of_the_input_at_a_check_holds_and_asks_once_more(home: Home) -> None:
    session = home.play(*FIRST_START)
    assert session.code == 5
    assert session.after("Come up to kneeling and rest there.") == [
        ASKED_SCORE,
        "No answer.",
        ASKED_SCORE,
        "No answer, so this ends here.",
        "Walk your hands back, slowly.",
        "Come up to kneeling and rest there.",
        "= no answer",
    ]
    assert not session.says("Hip raise")


def test_a_last_line_without_its_end_is_an_answer_too(home: Home) -> None:
    session = home.coach(*playing("first-three", 600, ()), said="n\n10")
    assert session.code == 3


def test_standard_input_may_be_a_file_or_nothing(home: Home, tmp_path: Path) -> None:
    command = playing("first-three", 600, ())
    answers = tmp_path / "answers"
    answers.write_text(typed([*FIRST_START, 0, 0]))
    with answers.open("rb") as file:
        from_file = home.coach(*command, stdin=file)
    assert (from_file.code, from_file.last) == (0, "= done")
    from_nothing = home.coach(*command, stdin=subprocess.DEVNULL)
    assert (from_nothing.code, from_nothing.last) == (5, "= no answer")


def test_standard_input_may_be_closed(home: Home) -> None:
    ended = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&-', "sh", *COACH, *playing("first-three", 600, ())],
        capture_output=True,
        check=False,
        cwd=home.folder,
        env=home.environment,
    )
    assert ended.returncode == 5
    assert ended.stderr == b""
    assert ended.stdout.decode().splitlines()[-1] == "= no answer"


def test_who_stops_reading_ends_the_session_without_a_word(home: Home) -> None:
    with subprocess.Popen(
        [*COACH, *playing("first-three", 600, ["--record"])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=home.folder,
        env=home.environment,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(typed([*FIRST_START, 0, 0]).encode())
        process.stdin.flush()
        assert any(b"First three" in line for line in iter(process.stdout.readline, b""))
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 128 + signal.SIGPIPE
    assert [session["outcome"] for session in home.history()] == ["left"]


def test_a_folder_that_cannot_be_written_is_told_once_and_the_session_goes_on(home: Home) -> None:
    home.data.write_text("a file where the folder belongs")
    session = home.play(*FIRST_START, 0, 0, options=["--record"])
    assert session.code == 0
    assert session.last == "= done"
    told = [line for line in session.lines if "without a record" in line]
    assert len(told) == 1
    assert str(home.data) in told[0]
    assert home.data.read_text() == "a file where the folder belongs"


# Commands from a pipe


def test_commands_wait_behind_an_answer_in_their_order(home: Home) -> None:
    session = home.play("n", 0, 0, "pause", "resume", 0, 0)
    assert session.code == 0
    assert (
        in_order(
            session.words,
            ["First three.", "Paused. Go on with: resume. If it hurts: pain.", "3.", "2.", "1."],
        )
        == []
    )
    assert session.after("1.")[0] == "Go on."
    assert session.last == "= done"


def test_an_answer_that_comes_early_waits_for_its_question(home: Home) -> None:
    with home.talk(*FIRST_START) as talk:
        talk.hear("Kneel, knees apart.")
        talk.say(2)
        talk.hear("Walk your hands back, slowly.")
        talk.hear(ASKED_SCORE)
        talk.hear("Easier now: pain rose by 2, to 2.")
        assert talk.end("stop").last == "= left"


def test_pause_stands_still_and_resume_counts_in(home: Home) -> None:
    with home.talk(*FIRST_START) as talk:
        talk.hear("Kneel, knees apart.")
        talk.say("pause")
        paused = talk.hear("Paused. Go on with: resume. If it hurts: pain.")
        talk.say("again", "pause", "resume")
        talk.hear("] 3.")
        talk.hear("] 2.")
        talk.hear("] 1.")
        assert talk.hear("Go on.")[:7] == paused[:7]
        talk.hear("Breathe in, grow tall.")
        session = talk.end("stop")
    assert session.code == 0
    assert session.last == "= left"


def test_next_back_more_easier_and_again_do_what_they_say(home: Home) -> None:
    with home.talk(*FIRST_START) as talk:
        talk.hear("Child's pose. 3 times")
        talk.say("back")
        talk.hear("All right.")
        talk.hear("Put the laptop")
        talk.hear("] 2. Out")
        talk.say("again")
        talk.hear("] 2. Out")
        talk.say("more")
        talk.hear("One more.")
        talk.say("ready")
        talk.say("easier")
        talk.hear("Easier from here.")
        talk.hear("Cushion under your hips, or hands on a chair.")
        talk.say("next")
        talk.hear("All right.")
        talk.hear(ASKED_SCORE)
        talk.say("next")
        talk.hear('"next" is not an answer here. It takes: 0-10.')
        talk.say(0)
        talk.hear("Hip raise. 5 times, 5 seconds each.")
        session = talk.end("stop")
    assert session.code == 0


def test_stop_ends_it_at_any_time(home: Home) -> None:
    before = [(), ("n",), ("n", 0), ("n", 0, 0), ("n", 0, 0, "pause")]
    for session in each_plays(home, *((*answers, "stop", "n", 0) for answers in before)):
        assert session.code == 0
        assert session.last == "= left"


def test_a_pause_that_nothing_can_end_any_more_ends_the_session(home: Home) -> None:
    left_over = [(), (0,), (0, "resume")]
    for session in each_plays(home, *((*FIRST_START, "pause", *answers) for answers in left_over)):
        assert session.code == 5
        assert session.last == "= no answer"


def test_resume_while_it_plays_means_nothing(home: Home) -> None:
    session = home.play(*FIRST_START, "resume", "stop")
    assert "Not now." in session.after("First three.")
    assert session.last == "= left"


ONE_BREATH = """\
schema: 1
title: One
steps:
  - exercise: bridge
    reps: 1
"""


def test_an_exercise_may_wait_until_the_person_is_ready(home: Home) -> None:
    home.write("routines/one.yaml", ONE_BREATH + "    setup: ready\n")
    with home.talk(*FIRST_START, routine="one", speed=600) as talk:
        talk.hear("Ready? Say: ready.")
        talk.say("ready")
        talk.hear("Breathe out, squeeze your buttocks, lift hips a little.")
        talk.hear(ASKED_SCORE)
        session = talk.end(0)
    assert session.last == "= done"


def test_nobody_ready_is_no_answer(home: Home) -> None:
    home.write("routines/one.yaml", ONE_BREATH + "    setup: ready\n")
    for left_over in ((), (0,)):
        session = home.play(*FIRST_START, *left_over, routine="one")
        assert session.code == 5
        assert (
            in_order(
                session.words,
                ["Ready? Say: ready.", "Lower your hips to the floor, slowly.", "= no answer"],
            )
            == []
        )


def test_ready_may_be_said_ahead(home: Home) -> None:
    home.write("routines/wait.yaml", ONE_BREATH + "    setup: ready\n")
    session = home.play(*FIRST_START, "ready", 0, routine="wait", speed=600)
    assert session.says("Ready?")
    assert session.last == "= done"
