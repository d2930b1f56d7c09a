"""``coach new``: from a leaflet to a routine that plays."""

import signal
from functools import partial
from pathlib import Path

import pytest
import yaml

from tests.cli.leaflets import LEAFLET, STEPS
from tests.plain.person import START, Home, at_once, typed
from tests.tui.pty.terminal import Terminal, coach


def told(home: Home, *answers: str, name: str = "leaflet") -> Path:
    """The file that comes of these answers, which are all that is needed."""
    asked = home.coach("new", name, said=typed(answers))
    assert asked.code == 0, asked
    return home.config / "routines" / f"{name}.yaml"


def test_a_leaflet_of_four_exercises_becomes_a_routine_that_plays_to_its_end(home: Home) -> None:
    asked = home.coach("new", "leaflet", said=typed(LEAFLET))
    file = home.config / "routines" / "leaflet.yaml"
    assert asked.code == 0
    assert asked.lines[-5:] == (
        f"Written: {file}",
        "It takes about 11 minutes, without the time for questions.",
        "",
        "Play it:    coach play leaflet",
        "Change it:  coach edit leaflet",
    )
    written = yaml.safe_load(file.read_bytes())
    assert written["steps"] == STEPS
    assert written["prescribed-by"] == "Ms Rossi"
    assert (written["times-a-day"], written["days-a-week"]) == (2, 5)
    (own,) = written["exercises"]
    assert own["name"] == "Wall angels"
    assert own["position"] == "standing"
    assert own["finish"] == ["Stand still for a moment, and breathe."]
    assert [phase["say"] for phase in own["phases"]] == [
        "Slide your arms up the wall.",
        "Slide them down.",
    ]
    assert home.coach("check", str(file)).code == 0
    played = home.play(*START, *"00000", routine="leaflet")
    assert (played.code, played.last) == (0, "= done")
    assert played.says("Slide your arms up the wall.")


def test_it_asks_for_few_answers(home: Home) -> None:
    """Four exercises, one of them in the leaflet's own words, in five minutes: 12 s an answer."""
    asked = home.coach("new", said=typed(LEAFLET))
    assert len(asked.questions) == len(LEAFLET) <= 25


def test_the_file_says_in_comments_how_to_change_it_and_has_its_schema_beside_it(
    home: Home,
) -> None:
    file = told(home, *LEAFLET)
    comments = [line for line in file.read_text("utf-8").splitlines() if line.startswith("#")]
    assert comments[0] == "# yaml-language-server: $schema=routine.schema.json"
    assert any("coach edit leaflet" in line for line in comments)
    assert (file.parent / "routine.schema.json").exists()


def test_the_minutes_grow_with_the_list_and_are_those_of_the_list_of_routines(home: Home) -> None:
    asked = home.coach("new", "leaflet", said=typed(LEAFLET))
    minutes = [line.strip() for line in asked.lines if line.startswith("  about ")]
    assert minutes == [f"about {count} minutes" for count in (6, 7, 10, 11)]
    (row,) = (row for row in home.coach("list", "--json").json() if row["id"] == "leaflet")
    assert round(row["minutes"]) == 11


@pytest.mark.parametrize("many", [2, 3, 4, 6, 9, 13, 18, 22, len(LEAFLET) - 1])
def test_answers_that_end_early_leave_nothing_broken(tmp_path: Path, many: int) -> None:
    home = Home(tmp_path, known=False)
    asked = home.coach("new", "leaflet", said=typed(LEAFLET[:many]))
    files = list(home.config.glob("routines/*.yaml"))
    whole = sum(many >= end for end in (5, 7, 12, 22))
    if not whole:
        assert (asked.code, files) == (1, [])
        assert "Nothing was written: there was no whole exercise yet." in asked.errors
        return
    assert asked.code == 5
    assert "what there was is written" in asked.errors
    (file,) = files
    assert home.coach("check", str(file)).code == 0
    assert yaml.safe_load(file.read_bytes())["steps"] == STEPS[:whole]


def test_what_was_told_last_and_not_finished_stands_in_the_file(newcomer: Home) -> None:
    newcomer.coach("new", "leaflet", said=typed(LEAFLET[:15]))
    text = (newcomer.config / "routines" / "leaflet.yaml").read_text("utf-8")
    assert "not finished: wall angels; Stand with your back against a wall." in text


def test_a_name_that_is_taken_is_not_written_over(home: Home) -> None:
    first = told(home, "", "", "bridge", "", "", "", "", "")
    before = first.read_bytes()
    asked = home.coach("new", "leaflet", said=typed(("", "Other", "", "walk", "", "", "", "")))
    assert asked.code == 0
    assert asked.says("There is a routine leaflet already, and it stays.")
    assert first.read_bytes() == before
    other = yaml.safe_load((first.parent / "leaflet-2.yaml").read_bytes())
    assert other["title"] == "Other"


def test_the_name_of_a_bundled_routine_is_taken_and_a_title_gives_the_name(home: Home) -> None:
    asked = home.coach("new", said=typed(("First three", "", "", "walk", "", "", "", "")))
    assert asked.says("There is a routine first-three already")
    assert (home.config / "routines" / "first-three-2.yaml").exists()


def test_a_doubtful_number_is_asked_back_once(home: Home) -> None:
    asked = home.coach(
        "new", "leaflet", said=typed(("", "", "bridge", "50", "", "n", "8", "", "", "", ""))
    )
    assert asked.says("? Hip raise x 50: really? Usual: 10. y or n")
    steps = yaml.safe_load((home.config / "routines/leaflet.yaml").read_bytes())["steps"]
    assert [step["reps"] for step in steps] == [8]


def test_over_twice_the_usual_is_asked_back_but_of_whoever_has_it_from_somebody(
    home: Home,
) -> None:
    bridge = ("bridge", "25", "5s")
    asked = home.coach("new", "mine", said=typed(("", "", *bridge, "y", "", "", "")))
    assert asked.says("? Hip raise x 25: really? Usual: 10. y or n")
    given = home.coach("new", "hers", said=typed(("", "Ms Rossi", *bridge, "", "", "")))
    assert given.code == 0
    assert not given.says("really?")


def test_a_doubtful_number_that_is_meant_stays(home: Home) -> None:
    file = told(home, "", "Ms Rossi", "bridge", "50", "", "y", "", "", "")
    assert yaml.safe_load(file.read_bytes())["steps"][0]["reps"] == 50


def test_back_takes_answers_back_one_by_one(home: Home) -> None:
    file = told(
        home,
        *("Wrong", "back", "Right", ""),
        *("bridge", "9", "undo", "7", "4s"),
        *("walk", "back", "back", "back", "back"),  # the walk, and all of the bridge
        *("cat-cow", "6", "", "", ""),
    )
    written = yaml.safe_load(file.read_bytes())
    assert written["title"] == "Right"
    assert written["steps"] == [{"exercise": "cat-cow", "reps": 6}]


def test_what_is_no_answer_is_said_and_asked_again(home: Home) -> None:
    asked = home.coach(
        "new",
        "leaflet",
        said=typed(
            ("", "", "", "bridge", "lots", "0", "10-5", "8", "an hour", "5s", "", "0", "", "")
        ),
    )
    assert asked.code == 0
    for said in (
        "A few words belong here.",
        "That is no amount. Say a number such as 8",
        "How many times goes from 1 to 500.",
        "The lower number comes first: 5-10.",
        "Say how long: 20s, 1m30s, or 3 breaths.",
        "A whole number from 1 to 24 belongs here.",
    ):
        assert asked.says(said), said


def test_help_names_the_exercises(home: Home) -> None:
    asked = home.coach("new", said=typed(("", "", "?")))
    assert asked.says("It knows:")
    assert asked.says("back: takes your last answer back.")


def test_every_line_fits_80_columns(home: Home) -> None:
    asked = home.coach("new", "leaflet", said=typed((*LEAFLET[:2], "?", *LEAFLET[2:])))
    path = str(home.config)
    assert [line for line in asked.lines if len(line) > 79 and path not in line] == []


def test_a_held_position_and_words_that_could_harm_are_written_as_what_they_are(
    home: Home,
) -> None:
    file = told(
        home,
        *("\x1b[31mred: #1", "no", 'chin "tuck": {hold}', ""),
        *("Sit up: straight # here", "", "hold", "- let go", "4", "3 breaths", "1", "", "", ""),
    )
    assert b"\x1b" not in file.read_bytes()
    written = yaml.safe_load(file.read_bytes())
    (own,) = written["exercises"]
    assert written["title"] == "red: #1"
    assert own["name"] == 'Chin "tuck": {hold}'
    assert own["setup"] == ["Sit up: straight # here"]
    assert own["position"] == "seated"
    assert [phase["name"] for phase in own["phases"]] == ["hold"]
    assert own["finish"] == ["- let go"]
    assert home.coach("check", str(file)).code == 0


def test_a_path_is_no_name(home: Home) -> None:
    tried = ("../leaflet", "a/b", ".", "..", "a\\b")
    for refused in at_once([partial(home.coach, "new", name) for name in tried]):
        assert refused.code == 2
        assert "no path" in refused.errors


def test_a_folder_that_may_not_be_written_is_told_in_a_sentence(newcomer: Home) -> None:
    (newcomer.config / "routines").rmdir()
    (newcomer.config / "routines").write_text("a file")
    asked = newcomer.coach("new", said=typed(LEAFLET))
    assert asked.code == 1
    assert "coach: " in asked.errors


# On a terminal


def has_asked(terminal: Terminal, count: int) -> bool:
    """Whether so many questions have been asked."""
    return terminal.written.count(b"\n? ") >= count


def test_on_a_terminal_tab_completes_a_name_and_the_leaflet_is_written(home: Home) -> None:
    with coach(home, "new", "leaflet") as terminal:
        terminal.wait_for("What shall it be called? [Leaflet]")
        for number, answer in enumerate(LEAFLET):
            if answer == "cat camel":
                terminal.strike("cat-ca\t")
                terminal.wait_for("cat-camel")
                answer = ""  # noqa: PLW2901 - the rest of the line
            terminal.strike(answer, "enter")
            asked = number + 2
            if asked <= len(LEAFLET):
                terminal.wait_until(partial(has_asked, terminal, asked))
        terminal.wait_for("Play it: coach play leaflet")
        assert terminal.end() == 0
        assert terminal.harm() == []
    file = home.config / "routines" / "leaflet.yaml"
    assert yaml.safe_load(file.read_bytes())["steps"] == STEPS


@pytest.mark.parametrize("leaving", ["ctrl+c", "\x04"])
@pytest.mark.parametrize(("answer", "kept"), [("", True), ("y", True), ("n", False)])
def test_whoever_leaves_is_asked_whether_to_keep_what_there_is(
    home: Home, leaving: str, answer: str, kept: bool
) -> None:
    with coach(home, "new", "leaflet") as terminal:
        for words, shown in (
            ("", "Who gave it"),
            ("", "Exercise 1"),
            ("walk", "How long?"),
            ("", "Exercise 2"),
        ):
            terminal.wait_for("? ")
            terminal.strike(words, "enter")
            terminal.wait_for(shown)
        terminal.strike(leaving)
        terminal.wait_for("Keep what there is (1 exercise)? [Y/n]")
        terminal.strike(answer, "enter")
        assert terminal.end() == (0 if kept else 1)
    assert (home.config / "routines" / "leaflet.yaml").exists() is kept


def test_whoever_leaves_twice_loses_nothing(home: Home) -> None:
    with coach(home, "new", "leaflet") as terminal:
        for words, shown in (("", "Who"), ("", "Exercise 1"), ("walk", "long"), ("", "Exercise 2")):
            terminal.wait_for("? ")
            terminal.strike(words, "enter")
            terminal.wait_for(shown)
        terminal.strike("ctrl+c")
        terminal.wait_for("Keep what there is")
        terminal.strike("ctrl+c")
        terminal.wait_for("Play it: coach play leaflet")
        assert terminal.end() == 0


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_window_that_is_closed_loses_no_whole_exercise(
    home: Home, number: signal.Signals
) -> None:
    with coach(home, "new", "leaflet") as terminal:
        for words, shown in (("", "Who"), ("", "Exercise 1"), ("walk", "long"), ("", "Exercise 2")):
            terminal.wait_for("? ")
            terminal.strike(words, "enter")
            terminal.wait_for(shown)
        terminal.strike("bridge", "enter")
        terminal.wait_for("How many times?")
        terminal.signal(number)
        assert terminal.reap() == 128 + number
    file = home.config / "routines" / "leaflet.yaml"
    assert yaml.safe_load(file.read_bytes())["steps"] == [{"exercise": "walk", "time": "2m"}]
    assert "not finished: bridge" in file.read_text()
