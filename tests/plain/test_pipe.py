"""What somebody gets whose answers come down a pipe: the lines, their order and the input."""

import re
import signal
import subprocess
from pathlib import Path

from tests.plain.person import (
    ASKED_CAUTIONS,
    ASKED_FULL,
    ASKED_LIST,
    ASKED_NUMBER,
    ASKED_SCORE,
    COACH,
    FIRST_LISTS,
    FIRST_START,
    START,
    Home,
    each_plays,
    in_order,
    playing,
    typed,
)

A_LINE = re.compile(r"\[\d\d:\d\d\] \S?.*\S|\? \S.*\S \[[^\[\]]+\]|= \S.*")

NONE_OR_ONE = " n none; y one of these; u not sure [n/y/u]"

EVERYTHING = [
    "General movement and relaxation guidance for adults.",
    "In an emergency call 112 (Germany).",
    ASKED_NUMBER,
    "- trouble peeing or with bowels, or numb between the legs",
    ASKED_FULL + NONE_OR_ONE,
    "? And is any of this so? (2 of 4)" + NONE_OR_ONE,
    "? Is any of this so now, or new? (3 of 4)" + NONE_OR_ONE,
    "? And is any of this so? (4 of 4)" + NONE_OR_ONE,
    "No warning sign was ticked. That is a good sign, not an all-clear.",
    ASKED_CAUTIONS + " Their numbers with a space between, or 0 for none [0/1-12]",
    ASKED_SCORE,
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
"""A whole first session: the questions, every exercise, its reps, in this order."""


# The lines


def test_a_whole_session_is_told_line_by_line_at_its_times(newcomer: Home) -> None:
    with newcomer.talk(*FIRST_START, 0, 1, speed=60) as talk:
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


def test_without_times_the_words_are_the_same(newcomer: Home) -> None:
    session = newcomer.play(*FIRST_START, 0, 1, options=["--no-times"])
    assert session.code == 0
    assert session.times == []
    assert in_order(session.lines, EVERYTHING) == []


def test_an_ordinary_day_is_two_answers_before_the_first_movement(newcomer: Home) -> None:
    assert newcomer.play(*FIRST_START, 0, 0, options=["--record"]).last == "= done"
    session = newcomer.play("n", 0, 0, 0)
    assert session.last == "= done"
    assert session.questions == [ASKED_LIST + NONE_OR_ONE, *[ASKED_SCORE] * 3]
    assert session.words.index("First three.") < session.words.index(ASKED_SCORE, 7)
    assert not session.says("General movement")


def test_an_output_without_dots_and_umlauts_gets_marks_instead(home: Home) -> None:
    home.write("routines/own.yaml", ONE_BREATH.replace("title: One", "title: Früh"))
    session = home.coach(
        *playing("own", 600, ()),
        said=typed([*START, 0]),
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
    session = home.play(" NO ", " 0\r", "stop")
    assert not session.says("not an answer")
    assert session.last == "= left"


def test_the_answers_of_a_first_use_may_be_written_so_too(newcomer: Home) -> None:
    session = newcomer.play(" ", " NO ", "n\r", "No", "N", " n", " 0\r", "stop")
    assert not session.says("not an answer")
    assert session.last == "= left"


def test_the_end_of_the_input_is_no_answer(home: Home, newcomer: Home) -> None:
    before: list[tuple[tuple[object, ...], str]] = [
        ((), ASKED_LIST),
        (("n",), ASKED_SCORE),
    ]
    at_first: list[tuple[tuple[object, ...], str]] = [
        ((), ASKED_NUMBER),
        (("",), ASKED_FULL),
        (FIRST_LISTS[:3], "? Is any of this so now, or new? (3 of 4)"),
        (FIRST_LISTS, ASKED_CAUTIONS),
        ((*FIRST_LISTS, 0), ASKED_SCORE),
    ]
    for person, starts in ((home, before), (newcomer, at_first)):
        sessions = each_plays(person, *(answers for answers, _ in starts))
        for (answers, question), session in zip(starts, sessions, strict=True):
            assert session.code == 5
            assert session.last == "= no answer"
            assert [line.startswith(question) for line in session.questions[-2:]] == [True, True]
            assert len(session.questions) == len(answers) + 2
            assert not session.says("First three.")


def test_the_end_of_the_input_at_a_check_holds_and_asks_once_more(home: Home) -> None:
    session = home.play(*START)
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
    answers.write_text(typed([*START, 0, 0]))
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
        process.stdin.write(typed([*START, 0, 0]).encode())
        process.stdin.flush()
        assert any(b"First three" in line for line in iter(process.stdout.readline, b""))
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 128 + signal.SIGPIPE
    assert [session["outcome"] for session in home.history()] == ["left"]


def test_a_folder_that_cannot_be_written_is_told_once_and_the_session_goes_on(
    newcomer: Home,
) -> None:
    newcomer.data.write_text("a file where the folder belongs")
    session = newcomer.play(*FIRST_START, 0, 0, options=["--record"])
    assert session.code == 0
    assert session.last == "= done"
    told = [line for line in session.lines if "without a record" in line]
    assert len(told) == 1
    assert str(newcomer.data) in told[0]
    assert newcomer.data.read_text() == "a file where the folder belongs"


# Commands from a pipe


def test_commands_wait_behind_an_answer_in_their_order(home: Home) -> None:
    session = home.play(*START, "pause", "resume", 0, 0)
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
    with home.talk(*START) as talk:
        talk.hear("Kneel, knees apart.")
        talk.say(2)
        talk.hear("Walk your hands back, slowly.")
        talk.hear(ASKED_SCORE)
        talk.hear("Easier now: pain rose by 2, to 2.")
        assert talk.end("stop").last == "= left"


def test_pause_stands_still_and_resume_counts_in(home: Home) -> None:
    with home.talk(*START) as talk:
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
    with home.talk(*START) as talk:
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


def test_stop_ends_it_at_any_time(home: Home, newcomer: Home) -> None:
    before: list[tuple[object, ...]] = [(), ("n",), START, (*START, "pause")]
    at_first = [FIRST_START[:number] for number in range(len(FIRST_START) + 1)]
    for person, starts in ((home, before), (newcomer, at_first)):
        for session in each_plays(person, *((*answers, "stop", "n", 0) for answers in starts)):
            assert session.code == 0
            assert session.last == "= left"


def test_a_pause_that_nothing_can_end_any_more_ends_the_session(home: Home) -> None:
    left_over = [(), (0,), (0, "resume")]
    for session in each_plays(home, *((*START, "pause", *answers) for answers in left_over)):
        assert session.code == 5
        assert session.last == "= no answer"


def test_resume_while_it_plays_means_nothing(home: Home) -> None:
    session = home.play(*START, "resume", "stop")
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
    with home.talk(*START, routine="one", speed=600) as talk:
        talk.hear("Ready? Say: ready.")
        talk.say("ready")
        talk.hear("Breathe out, squeeze your buttocks, lift hips a little.")
        talk.hear(ASKED_SCORE)
        session = talk.end(0)
    assert session.last == "= done"


def test_nobody_ready_is_no_answer(home: Home) -> None:
    home.write("routines/one.yaml", ONE_BREATH + "    setup: ready\n")
    for left_over in ((), (0,)):
        session = home.play(*START, *left_over, routine="one")
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
    session = home.play(*START, "ready", 0, routine="wait", speed=600)
    assert session.says("Ready?")
    assert session.last == "= done"
