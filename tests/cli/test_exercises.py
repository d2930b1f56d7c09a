"""``coach exercises``: the list, and each exercise as a page with its drawing."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from coach.cli.exercise_drawing import Drawn, still
from coach.cli.exercise_film import LONGEST, TICK, Film, play
from coach.cli.exercise_rows import POSITIONS
from coach.cli.exercise_words import Line, Subject, title_lines, word_lines
from coach.domain.exercise import Exercise, Position
from coach.domain.figure import Figure
from coach.painters.cells import Frame, Grain
from tests.plain.person import Home
from tests.player.house import bundled_library, content
from tests.tui.pty.terminal import coach

LIBRARY = bundled_library().exercises()
FIGURES = bundled_library().figures()
ROW_KEYS = {"id", "name", "kind", "position", "aliases", "origin", "drawn", "problems"}
WHOLE_KEYS = ROW_KEYS | {
    *("setup", "phases", "dose", "finish", "feel", "stop_if", "avoid_if", "instead", "adapt"),
    *("easier", "harder", "source"),
}
ESCAPE = "\x1b"
MINE = """\
schema: 1
kind: exercise
id: bridge
name: "My <b>bridge</b>"
type: strength
position: supine
setup: [Lie down.]
phases:
  - {name: lift, seconds: 2, say: Lift., pose: lifted}
dose: {reps: 3}
finish: [Rest.]
"""


def in_dots(text: str) -> bool:
    return any("\u2801" <= sign <= "\u28ff" for sign in text)


def in_blocks(text: str) -> bool:
    return any("\u2580" <= sign <= "\u259f" for sign in text)


def drawing(text: str) -> bool:
    """Whether something is drawn in it."""
    return in_dots(text) or in_blocks(text)


def subject(exercise: Exercise) -> Subject:
    words = content()
    return Subject(exercise, "bundled", LIBRARY, words.caution_lines, words.session_words)


def page(exercise: Exercise, width: int = 80) -> list[str]:
    lines: list[Line | Drawn] = [*title_lines(subject(exercise), width)]
    lines += still(exercise, FIGURES[exercise.id], width, Grain.BRAILLE)
    return [line.text for line in (*lines, *word_lines(subject(exercise), width))]


# The list


def test_the_list_has_every_exercise_below_its_kind_with_its_position(home: Home) -> None:
    listed = home.coach("exercises")
    assert (listed.code, listed.errors) == (0, "")
    rows = {line.split()[0]: line for line in listed.lines if line.startswith("  ")}
    assert set(rows) == set(LIBRARY)
    assert re.fullmatch(r"  bridge +Hip raise +on your back +bundled", rows["bridge"])
    heads = [line for line in listed.lines if re.fullmatch("[A-Z][a-z]+", line)]
    assert heads == ["Stretch", "Mobility", "Strength", "Breathing", "Rest", "Walk"]
    assert all(len(line) <= 80 for line in listed.lines)


@pytest.mark.parametrize("word", ["supine", "back", "On your  back"])
def test_a_position_may_be_said_as_people_say_it(home: Home, word: str) -> None:
    rows = home.coach("exercises", "--position", word, "--kind", "strength", "--json").json()
    wanted = {
        id
        for id, one in LIBRARY.items()
        if one.position is Position.SUPINE and one.type.value == "strength"
    }
    assert {row["id"] for row in rows} == wanted
    assert "bridge" in wanted


def test_a_filter_that_nothing_is_called_names_those_there_are(home: Home) -> None:
    refused = home.coach("exercises", "--position", "upside-down")
    assert (refused.code, refused.lines) == (2, ())
    assert "'upside-down' is none. There are: standing," in refused.errors
    assert "prone (on your front)" in " ".join(refused.errors.split())


def test_no_exercise_of_that_kind_there_is_a_no(home: Home) -> None:
    refused = home.coach("exercises", "--kind", "walk", "--position", "prone")
    assert (refused.code, refused.lines) == (1, ())
    assert "No exercise is like that." in refused.errors
    as_data = home.coach("exercises", "--kind", "walk", "--position", "prone", "--json")
    assert (as_data.code, as_data.json()) == (1, [])


def test_the_list_as_data_has_keys_that_stay(home: Home) -> None:
    home.write("routines/exercises/bridge.yaml", MINE)
    home.write("routines/exercises/bad.yaml", "schema: 1\nkind: exercise\nid: bad\n")
    rows = {row["id"]: row for row in home.coach("exercises", "--json").json()}
    assert {frozenset(row) for row in rows.values()} == {frozenset(ROW_KEYS)}
    assert set(rows) == {*LIBRARY, "bad"}
    assert (rows["bridge"]["origin"], rows["cat-cow"]["origin"]) == ("own", "bundled")
    assert rows["cat-cow"]["drawn"]
    assert rows["bad"]["problems"]


def test_a_broken_exercise_is_listed_with_its_first_mistake(home: Home) -> None:
    home.write("routines/exercises/bad.yaml", "schema: 1\nkind: exercise\nid: bad\n")
    listed = home.coach("exercises")
    assert listed.code == 0
    assert listed.says("bad is broken: ")
    refused = home.coach("exercises", "bad")
    assert (refused.code, refused.lines) == (1, ())
    assert "bad.yaml:" in refused.errors
    assert "The exercise has mistakes: it can't be shown." in refused.errors


@pytest.mark.parametrize("options", [("--still",), ("bridge", "--kind", "strength")])
def test_options_that_go_with_something_else_say_so(home: Home, options: tuple[str, ...]) -> None:
    assert home.coach("exercises", *options).code == 2


# One exercise


@pytest.mark.parametrize("name", ["bridge", "Hip raise", "glute  BRIDGE"])
def test_a_pipe_gets_the_drawing_and_all_the_words_without_escapes(home: Home, name: str) -> None:
    shown = home.coach("exercises", name, environment={"FORCE_COLOR": "1"})
    assert (shown.code, shown.errors) == (0, "")
    assert shown.lines[0] == "Hip raise"
    assert sum(drawing(line) for line in shown.lines) > 4
    assert not shown.says(ESCAPE)
    for words in (
        "bridge: strength, on your back; bundled",
        "Also called: glute bridge, bridge",
        "start, 3 lower",
        "1 lift, 2 hold",
        "  2 hold   5 s  Ribs down, hold and breathe.",
        "  5 to 10 times, hold 5 s each.",
        "  Pregnant: leave it out.",
        "  S1, MAYO",
        "Move within comfort.",
    ):
        assert shown.says(words), words


def test_whom_it_does_not_suit_is_told_what_to_do_instead(home: Home) -> None:
    shown = home.coach("exercises", "cat-cow")
    after = shown.after("Not for you if")
    assert after[0] == "  Can't kneel: Seated tilt instead."
    running = " ".join(" ".join(shown.lines).split())
    assert "Told not to arch your back, or arching makes it worse: Keep the movement small." in (
        running
    )


def test_an_unknown_exercise_names_those_that_are_near(home: Home) -> None:
    refused = home.coach("exercises", "brigde")
    assert (refused.code, refused.lines) == (1, ())
    assert refused.errors == (
        "coach: There is no exercise 'brigde'. Did you mean: bridge? "
        "`coach exercises` shows all of them.\n"
    )


def test_a_figure_with_a_mistake_leaves_the_words(home: Home) -> None:
    home.write("routines/exercises/bridge.yaml", MINE + "figure: {view: nowhere, poses: 3}\n")
    shown = home.coach("exercises", "bridge")
    assert (shown.code, shown.errors) == (0, "")
    assert shown.lines[0] == "My <b>bridge</b>"
    assert shown.says("1 lift  2 s  Lift.")
    assert shown.says("; your own")
    assert not any(drawing(line) for line in shown.lines)


@pytest.mark.parametrize(
    ("settings", "environment"),
    [('voice = "reader"\n', {}), ("", {"PYTHONIOENCODING": "ascii"}), ("", {"COLUMNS": "12"})],
)
def test_who_could_make_nothing_of_a_drawing_gets_the_words(
    home: Home, settings: str, environment: dict[str, str]
) -> None:
    home.write("settings.toml", settings)
    shown = home.coach("exercises", "bridge", environment=environment)
    assert (shown.code, shown.errors) == (0, "")
    assert shown.says("Hip raise")
    assert not any(drawing(line) for line in shown.lines)


def test_dots_are_drawn_for_who_has_set_them(home: Home) -> None:
    assert not any(in_dots(line) for line in home.coach("exercises", "bridge").lines)
    home.write("settings.toml", '[screen]\nfigure = "braille"\n')
    shown = home.coach("exercises", "bridge")
    assert any(in_dots(line) for line in shown.lines)
    assert not any(in_blocks(line.replace("█", "")) for line in shown.lines)


def test_an_exercise_as_data_has_keys_that_stay(home: Home) -> None:
    shown = home.coach("exercises", "Hip raise", "--json").json()
    assert set(shown) == WHOLE_KEYS
    assert (shown["id"], shown["drawn"], shown["dose"]["reps"]) == ("bridge", True, [5])
    assert shown["phases"][1] == {
        "name": "hold",
        "seconds": 5.0,
        "held": True,
        "say": "Ribs down, hold and breathe.",
        "brief": "Hold, breathe",
        "pose": "lifted",
    }
    assert shown["avoid_if"] == ["lying-on-back", "pressure"]
    json.dumps(shown)


@pytest.mark.parametrize("exercise", LIBRARY.values(), ids=LIBRARY)
@pytest.mark.parametrize("width", [40, 80])
def test_every_page_fits_and_leaves_nothing_out(exercise: Exercise, width: int) -> None:
    lines = page(exercise, width)
    assert [line for line in lines if len(line) > width] == []
    words = " ".join(" ".join(lines).split())
    for said in (
        exercise.name,
        exercise.feel,
        *exercise.setup,
        *(phase.say for phase in exercise.phases),
        *exercise.finish,
        *(one.say for one in (exercise.easier, exercise.harder) if one),
        *(one.say for one in exercise.adapt),
    ):
        assert said in words
    for cautioned in exercise.avoid_if:
        assert any(
            line.text in words for line in content().caution_lines if cautioned in line.cautions
        )


def test_every_position_has_its_words() -> None:
    assert set(POSITIONS) == set(Position)


def test_where_it_is_narrow_the_poses_stand_below_each_other() -> None:
    exercise, figure = LIBRARY["standing-back-ext"], FIGURES["standing-back-ext"]
    beside = list(still(exercise, figure, 80, Grain.BRAILLE))
    below = list(still(exercise, figure, 30, Grain.BRAILLE))
    captions = ["start, 4 return", "1 inhale", "2 exhale, 3 hold"]
    assert any(all(caption in line.text for caption in captions) for line in beside)
    assert not any("1 inhale" in line.text and "start" in line.text for line in below)
    assert len(below) > 2 * len(beside)


# On a terminal


@dataclass
class Watching:
    """Somebody who watches on a clock of their own, and may press a key after some seconds."""

    presses: float = float("inf")
    time: float = 50.0
    shown: list[tuple[float, Frame, tuple[str, ...]]] = field(default_factory=list)

    def show(self, picture: Frame, words: tuple[str, ...]) -> None:
        self.shown.append((self.time - 50.0, picture, words))

    def now(self) -> float:
        return self.time

    def key(self, seconds: float) -> bool:
        self.time += seconds
        return self.time - 50.0 >= self.presses

    def watch(self, id: str, figure: Figure | None = None) -> None:
        film = Film(LIBRARY[id], figure or FIGURES[id], 40, Grain.BRAILLE, 10)
        play(film, self, self.now, self.key)

    def begins(self) -> Iterator[tuple[float, str]]:
        """When other words come, and the first of them."""
        before: tuple[str, ...] = ()
        for at, _, words in self.shown:
            if words != before:
                yield at, words[0]
            before = words


def test_the_film_goes_through_its_phases_in_their_time_twice() -> None:
    watching = Watching()
    watching.watch("bridge")
    begins = list(watching.begins())
    assert [words.split()[1] for _, words in begins] == ["lift", "hold", "lower"] * 2
    for (at, _), wanted in zip(begins, [0, 2, 7, 9, 11, 16], strict=True):
        assert at == pytest.approx(wanted, abs=TICK)
    assert watching.time - 50 == pytest.approx(18, abs=2 * TICK)
    assert len({picture for _, picture, _ in watching.shown}) > 10


def test_a_key_ends_the_film_at_once() -> None:
    watching = Watching(presses=3.0)
    watching.watch("bridge")
    assert watching.time - 50 == pytest.approx(3.0, abs=TICK)


def test_each_side_has_its_round_the_left_one_first() -> None:
    watching = Watching()
    watching.watch("bird-dog")
    sides = [words[0] for _, _, words in watching.shown]
    assert list(dict.fromkeys(sides)) == ["Left side.", "Right side."]
    assert watching.shown[0][1] != next(
        picture for _, picture, words in watching.shown if words[0] == "Right side."
    )


def test_a_long_rest_is_not_sat_through() -> None:
    watching = Watching()
    watching.watch("rest-90-90")
    assert watching.time - 50 == pytest.approx(2 * LONGEST, abs=2 * TICK)


def test_on_a_terminal_it_moves_until_a_key_and_the_page_stays(home: Home) -> None:
    with coach(home, "exercises", "bridge") as terminal:
        terminal.wait_for("1 lift")
        terminal.strike("ctrl+c")
        assert terminal.end() == 0
        assert terminal.harm() == []
        text = terminal.written.decode()
        assert text.count("Hip raise") == 1
        assert "Move within comfort." in text.rpartition("Hip raise")[2]
        assert terminal.colours


@pytest.mark.parametrize(
    ("options", "environment", "motion"),
    [
        (("--still",), {}, "full"),
        ((), {"TEXTUAL_ANIMATIONS": "none"}, "full"),
        ((), {"TERM": "dumb"}, "full"),
        ((), {}, "reduced"),
    ],
)
def test_nothing_moves_where_nothing_should(
    home: Home, options: tuple[str, ...], environment: dict[str, str], motion: str
) -> None:
    home.write("settings.toml", f'[screen]\nmotion = "{motion}"\n')
    with coach(home, "exercises", "bridge", *options, environment=environment) as terminal:
        assert terminal.end() == 0
        assert b"\x1b[?25l" not in terminal.written
        assert terminal.harm() == []
        assert "start, 3 lower" in terminal.written.decode()


def test_no_colour_is_no_colour(home: Home) -> None:
    with coach(home, "exercises", "bridge", "--still", environment={"NO_COLOR": "1"}) as terminal:
        assert terminal.end() == 0
        assert terminal.colours == set()
        assert drawing(terminal.written.decode())


def test_a_signal_leaves_the_terminal_whole(home: Home) -> None:
    import signal

    with coach(home, "exercises", "bridge") as terminal:
        terminal.wait_for("1 lift")
        terminal.signal(signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
        assert terminal.harm() == []
