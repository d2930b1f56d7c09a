"""`coach list`, `show`, `check` and `history`: what there is, for people and for programs."""

from tests.plain.person import START, Home

FOUR_MISTAKES = """\
schema: 1
title: Four
steps:
  - excercise: child-pose
    hold: 20s
  - exercise: cat-caw
    reps: many
  - rest: soon
"""
SEGMENT_KEYS = frozenset(
    {"kind", "start", "length", "open", "step", "exercise", "name", "phase"}
    | {"set", "rep", "reps", "side", "cues"}
)
RECORD_KEYS = {"id", "routine", "title", "begun", "ended", "outcome", "colour"} | {
    "start",
    "end",
    "morning",
    "seconds",
    "exercises",
    "reason",
    "hurt",
}
UP_AND_DOWN = """\
schema: 1
title: Up and down
steps:
  - exercise: pelvic-tilt
  - exercise: pelvic-tilt-wall
  - exercise: bridge
  - exercise: walk
  - exercise: cat-cow
  - exercise: walk
"""
GOOD = "schema: 1\ntitle: Mine\nsteps:\n  - {exercise: bridge, reps: 5}\n"


# list


def test_the_list_names_each_routine_with_its_minutes_and_origin(home: Home) -> None:
    home.write("routines/mine.yaml", GOOD)
    listed = home.coach("list")
    assert listed.code == 0
    assert listed.errors == ""
    assert listed.lines[0].split() == ["routine", "title", "minutes", "from"]
    rows = {line.split()[0]: line for line in listed.lines[1:]}
    assert list(rows) == [
        *("acute-gentle", "after-sitting", "core-build", "core-start", "desk-3"),
        *("evening-unwind", "first-three", "hips-legs", "mine", "morning-10", "strength"),
    ]
    assert rows["first-three"].split() == ["first-three", "First", "three", "4", "bundled"]
    assert rows["mine"].endswith("your own")


def test_the_list_as_data_has_keys_that_stay(home: Home) -> None:
    file = home.write("routines/first-three.yaml", GOOD)
    rows = home.coach("list", "--json").json()
    assert [set(row) for row in rows] == [
        {"kind", "id", "title", "summary", "minutes", "origin", "file", "shadows", "problems"}
    ] * len(rows)
    own = next(row for row in rows if row["id"] == "first-three")
    assert (own["title"], own["origin"], own["file"], own["shadows"]) == (
        "Mine",
        "own",
        str(file),
        True,
    )


def test_a_broken_routine_hides_no_other_and_is_listed_with_its_first_mistake(home: Home) -> None:
    file = home.write("routines/four.yaml", FOUR_MISTAKES)
    home.write("routines/mine.yaml", GOOD)
    listed = home.coach("list")
    assert listed.code == 0
    for routine in ("acute-gentle", "first-three", "four", "mine"):
        assert any(line.startswith(routine) for line in listed.lines)
    about = [line for line in listed.lines if str(file) in line]
    assert len(about) == 1
    assert f'{file}:4:5: unknown key "excercise"' in about[0]
    rows = {row["id"]: row for row in home.coach("list", "--json").json()}
    assert rows["four"]["minutes"] is None
    assert len(rows["four"]["problems"]) == 4
    assert rows["mine"]["problems"] == []


# check


def test_every_mistake_of_a_file_is_named_at_its_place(home: Home) -> None:
    file = home.write("four.yaml", FOUR_MISTAKES)
    checked = home.coach("check", str(file))
    assert checked.code == 1
    places = [line for line in checked.lines if line.startswith(str(file))]
    assert [line.removeprefix(f"{file}:").split(": ")[0] for line in places] == [
        "4:5",
        "6:15",
        "7:11",
        "8:11",
    ]
    assert 'did you mean "exercise"?' in places[0]
    assert 'did you mean "cat-cow"?' in places[1]
    assert "    4 |   - excercise: child-pose" in checked.lines
    assert "      |     ^^^^^^^^^" in checked.lines


def test_mistakes_as_data_have_keys_that_stay(home: Home) -> None:
    four = home.write("four.yaml", FOUR_MISTAKES)
    good = home.write("good.yaml", GOOD)
    checked = home.coach("check", "--json", str(four), str(good))
    assert checked.code == 1
    found = checked.json()
    assert [set(row) for row in found] == [{"file", "problems"}] * 2
    assert [row["file"] for row in found] == [str(four), str(good)]
    assert found[1]["problems"] == []
    assert [set(problem) for problem in found[0]["problems"]] == [
        {"line", "column", "message", "expected", "nearest", "severity"}
    ] * 4
    assert {problem["severity"] for problem in found[0]["problems"]} == {"problem"}
    assert [(problem["line"], problem["column"]) for problem in found[0]["problems"]] == [
        (4, 5),
        (6, 15),
        (7, 11),
        (8, 11),
    ]


def test_a_good_file_has_nothing_wrong(home: Home) -> None:
    file = home.write("good.yaml", GOOD)
    checked = home.coach("check", str(file))
    assert (checked.code, checked.lines) == (0, (f"{file}: nothing wrong",))


def test_getting_down_and_up_needlessly_is_a_warning_and_no_mistake(home: Home) -> None:
    file = home.write("up-and-down.yaml", UP_AND_DOWN)
    better = (
        "This order gets you down and up once instead of three times: "
        "pelvic-tilt, bridge, cat-cow, pelvic-tilt-wall, walk, walk"
    )
    message = "here you get down and up more often than needed"
    checked = home.coach("check", str(file))
    assert checked.code == 0
    assert checked.lines == (
        f"{file}:6:5: warning: {message}",
        "    6 |   - exercise: bridge",
        "      |     ^^^^^^^^",
        f"        {better}",
        f"{file}: nothing wrong, 1 warning",
    )
    checked = home.coach("check", "--json", str(file))
    assert checked.code == 0
    assert checked.json() == [
        {
            "file": str(file),
            "problems": [
                {
                    "line": 6,
                    "column": 5,
                    "message": message,
                    "expected": better,
                    "nearest": "",
                    "severity": "warning",
                }
            ],
        }
    ]
    four = home.write("four.yaml", FOUR_MISTAKES)
    assert home.coach("check", str(file), str(four)).code == 1


def test_a_routine_whose_day_is_over_is_a_warning_and_no_mistake(home: Home) -> None:
    text = "schema: 1\ntitle: Mine\nvalid-until: {}\nsteps: [{{exercise: cat-cow}}]\n"
    over = home.write("over.yaml", text.format("2020-01-31"))
    checked = home.coach("check", str(over))
    assert checked.code == 0
    assert checked.lines[0] == f"{over}:3:14: warning: this routine was meant until 31 January 2020"
    later = home.write("later.yaml", text.format("2999-12-31"))
    assert home.coach("check", str(later)).lines == (f"{later}: nothing wrong",)


def test_a_file_that_is_not_there_is_a_no(home: Home) -> None:
    checked = home.coach("check", "nowhere.yaml")
    assert checked.code == 1
    assert checked.lines[0].startswith("nowhere.yaml:")


def test_a_routine_with_mistakes_is_not_played_and_all_of_them_are_told(home: Home) -> None:
    file = home.write("routines/four.yaml", FOUR_MISTAKES)
    for name in ("four", str(file)):
        refused = home.play(*START, routine=name)
        assert refused.code == 1
        assert refused.lines == ()
        assert refused.errors.count(f"{file}:") == 4
        assert "4 mistakes: the routine can't be played." in refused.errors


def test_an_unknown_routine_names_those_that_are_near(home: Home) -> None:
    for command in (("show", "frist-three"), ("play", "frist-three", "--plain")):
        refused = home.coach(*command)
        assert refused.code == 1
        assert refused.lines == ()
        assert refused.errors == (
            "coach: There is no routine 'frist-three'. Did you mean: first-three? "
            "`coach list` shows all of them.\n"
        )


# show


def test_show_has_every_segment_with_its_start_its_rep_and_its_words(home: Home) -> None:
    shown = home.coach("show", "first-three")
    assert shown.code == 0
    assert shown.lines[0] == "First three: 04:05, without the time for questions"
    starts = [line[:5] for line in shown.lines if line[2:3] == ":" and line[:2].isdigit()]
    assert starts == sorted(starts)
    assert any("Child's pose hold 2/3" in line for line in shown.lines)
    assert sum("How is your back now? [0-10]" in line for line in shown.lines) == 2


def test_what_show_says_when_is_what_a_session_says_then(home: Home) -> None:
    shown = home.coach("show", "first-three", "--json").json()
    assert set(shown) == {"id", "title", "seconds", "why", "segments"}
    assert {frozenset(segment) for segment in shown["segments"]} == {SEGMENT_KEYS}
    cues = [cue for segment in shown["segments"] for cue in segment["cues"]]
    spoken = [cue for cue in cues if cue["text"]]
    assert {frozenset(cue) for cue in cues} == {frozenset({"at", "kind", "text", "brief"})}
    session = home.play(*START, 0, 0)
    for cue in spoken:
        minutes, seconds = divmod(int(cue["at"] + 1e-6), 60)
        line = f"[{minutes:02}:{seconds:02}] {cue['text']}"
        assert line in session.lines


# history


def test_the_history_begins_empty(home: Home, newcomer: Home) -> None:
    for person in (home, newcomer):
        assert person.coach("history").lines == (
            "No session is recorded yet. Begin with: coach play first-three",
        )
        assert person.history() == []
    assert not newcomer.data.exists()


def test_the_history_shows_sessions_the_newest_first(home: Home) -> None:
    assert home.play(*START, 0, 1, options=["--record"]).code == 0
    assert home.play("n", 2, 5, options=["--record"]).code == 3
    records = home.history()
    assert [set(record) for record in records] == [RECORD_KEYS] * 2
    newest, oldest = records
    assert newest["id"] > oldest["id"]
    assert (oldest["outcome"], oldest["colour"], oldest["start"], oldest["end"]) == (
        "done",
        "green",
        0,
        1,
    )
    assert oldest["exercises"] == ["child-pose", "bridge", "cat-cow"]
    assert oldest["begun"].endswith(("+01:00", "+02:00"))
    assert (newest["outcome"], newest["colour"]) == ("stopped: pain", "amber")
    table = home.coach("history")
    assert table.lines[0].split() == [
        "begun",
        "routine",
        "minutes",
        "pain",
        "morning",
        "colour",
        "end",
    ]
    assert "2 to 5" in table.lines[1]
    assert table.lines[2].endswith("0 to 1  -        green   done")


def test_a_record_that_cannot_be_read_is_a_no_in_one_line(home: Home) -> None:
    home.environment["COACH_DATA_DIR"] = str(home.folder / ("x" * 300))
    shown = home.coach("history")
    assert shown.code == 1
    assert shown.lines == ()
    assert shown.errors.startswith("coach: ")
    assert len(shown.errors.splitlines()) == 1
