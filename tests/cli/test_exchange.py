"""`coach import` and `coach export`: from another program, and to one."""

import json
from pathlib import Path

import pytest

from tests.plain.person import START, Heard, Home, repository

SAMPLES = repository() / "tests" / "adapters" / "library" / "exchange"
MORNING = SAMPLES / "morning.jawt.json"
WORKOUT = {
    "title": "Legs",
    "sets": [{"repetitions": 1, "exercises": [{"name": "Bridge", "duration": 30}]}],
}


def theirs(home: Home, value: object, name: str = "theirs.json") -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return str(home.write(f"../{name}", text))


def own(home: Home, name: str) -> Path:
    return home.config / "routines" / f"{name}.yaml"


def nothing_new(home: Home) -> bool:
    return [*(home.config / "routines").iterdir()] == []


def refused(shown: Heard, words: str) -> bool:
    return shown.code == 1 and words in shown.errors and "Traceback" not in shown.errors


# import


def test_a_workout_is_a_routine_of_ones_own_that_can_be_played(home: Home) -> None:
    taken = home.coach("import", str(MORNING))
    assert taken.code == 0
    file = own(home, "morning-back")
    assert taken.lines == (
        f"{file}: Morning back, from Just Another Workout Timer",
        "Look at it: coach show morning-back",
        "Play it: coach play morning-back",
    )
    unknown = 'line 18: "Heel slides" is not in the library'
    color = 'line 18: "color" is left out, 2 times'
    assert [line.startswith(f"{MORNING}: line 18: ") for line in taken.errors.splitlines()] == [
        True,
        True,
    ]
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=routine.schema.json\n# From Just")
    for words in (unknown, color):
        assert words in taken.errors
        assert f"# {words}" in text
    assert (file.parent / "routine.schema.json").exists()
    assert home.coach("check", str(file)).code == 0
    assert home.play(*START, *"00000000", routine="morning-back").says("Heel slides. Keep going.")


def test_a_file_that_is_there_is_not_written_over(home: Home) -> None:
    file = home.write("routines/legs.yaml", "schema: 1\ntitle: Mine\nsteps: [{rest: 30}]\n")
    before = file.read_bytes()
    shown = home.coach("import", theirs(home, WORKOUT), "-o", "legs")
    assert refused(shown, f"{file} is there already")
    assert file.read_bytes() == before
    forced = home.coach("import", theirs(home, WORKOUT), "--force")
    assert forced.code == 0
    assert "Legs" in file.read_text(encoding="utf-8")
    assert file.with_name("legs.yaml~").read_bytes() == before


def test_a_backup_is_a_file_for_each_workout_and_no_bundled_routine_is_hidden(home: Home) -> None:
    titled = [{**WORKOUT, "title": title} for title in ("Legs", "LEGS!", "First three", "休息")]
    taken = home.coach("import", theirs(home, {"workouts": titled}))
    assert taken.code == 0
    names = sorted(file.stem for file in (home.config / "routines").glob("*.yaml"))
    assert names == ["first-three-2", "legs", "legs-2", "休息"]
    listed = home.coach("list")
    assert not listed.says("in place of the bundled one")


def test_a_backup_a_second_time_gets_names_of_its_own(home: Home) -> None:
    titled = [{**WORKOUT, "title": title} for title in ("Legs", "Arms")]
    file = theirs(home, {"workouts": titled})
    home.write("routines/legs.yml", "schema: 1\ntitle: Mine\nsteps: [{exercise: bridge}]\n")
    assert home.coach("import", file).says(
        "There is a routine legs already, and it stays. This one is called legs-2."
    )
    again = home.coach("import", file)
    assert again.code == 0
    assert again.says("There is a routine arms already, and it stays. This one is called arms-2.")
    assert again.last == "Play the first: coach play legs-3"
    names = sorted(file.name for file in (home.config / "routines").glob("*.y*ml"))
    assert names == ["arms-2.yaml", "arms.yaml", "legs-2.yaml", "legs-3.yaml", "legs.yml"]
    assert home.coach("list").code == 0


def test_force_writes_over_the_file_of_this_name_whatever_its_ending(home: Home) -> None:
    file = home.write("routines/legs.yml", "schema: 1\ntitle: Mine\nsteps: [{rest: 30}]\n")
    assert home.coach("import", theirs(home, WORKOUT), "--force").code == 0
    assert "Legs" in file.read_text(encoding="utf-8")
    assert not own(home, "legs").exists()


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_name_of_the_coachs_own_is_not_given_away(home: Home, force: tuple[str, ...]) -> None:
    file = theirs(home, WORKOUT)
    for name in ("first-three", str(own(home, "first-three"))):
        shown = home.coach("import", file, "-o", name, *force)
        assert refused(shown, "There is a routine first-three already, and it stays.")
        assert "Free is: -o first-three-2" in shown.errors
    assert nothing_new(home)


def test_a_copy_of_the_coachs_own_is_written_over_by_force_alone(home: Home) -> None:
    file = home.write("routines/first-three.yaml", "schema: 1\ntitle: M\nsteps: [{rest: 30}]\n")
    given = ("import", theirs(home, WORKOUT), "-o", "first-three")
    assert refused(home.coach(*given), f"{file} is there already")
    assert home.coach(*given, "--force").code == 0
    assert "Legs" in file.read_text(encoding="utf-8")


def test_it_can_be_called_otherwise_or_be_put_elsewhere(home: Home) -> None:
    file = theirs(home, WORKOUT)
    assert home.coach("import", file, "-o", "mine").code == 0
    assert own(home, "mine").exists()
    elsewhere = home.folder / "there.yaml"
    shown = home.coach("import", file, "-o", str(elsewhere))
    assert shown.last == f"Play it: coach play {elsewhere}"
    assert elsewhere.read_text(encoding="utf-8").startswith("# From Just Another Workout Timer")
    assert refused(home.coach("import", file, "-o", "../mine"), "can't be an id")
    both = theirs(home, {"workouts": [WORKOUT, WORKOUT]}, "both.json")
    assert refused(home.coach("import", both, "-o", "mine"), "There are 2 routines in it")


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ('{"title": "W", "sets": 3}', "1:24", '"sets" is a list, and this is a number'),
        ("[" * 50_000, "1:31", "nested over 30 levels deep"),
        ('{"a\x1b[31m": 1}', "1:1", "from no program that is known here"),
        ("", "1:1", "this file is empty"),
    ],
)
def test_what_cannot_be_taken_in_is_said_with_its_place(
    home: Home, text: str, place: str, said: str
) -> None:
    file = theirs(home, text)
    shown = home.coach("import", file)
    assert refused(shown, f"{file}:{place}: ")
    assert said in shown.errors
    assert shown.errors.endswith("coach: Nothing was taken in.\n")
    assert "\x1b" not in shown.errors
    assert shown.lines == ()
    assert nothing_new(home)


def test_a_file_that_is_no_file_is_refused(home: Home) -> None:
    assert refused(home.coach("import", "nowhere.json"), "There is no file nowhere.json.")
    assert refused(home.coach("import", str(home.folder)), "this is a folder, not a file")
    assert nothing_new(home)


def test_a_workout_of_pauses_alone_is_left_out(home: Home) -> None:
    pause = {"title": "Two", "sets": [{"exercises": [{"name": "Pause", "duration": 30}]}]}
    (home.config / "routines").mkdir(parents=True, exist_ok=True)
    alone = home.coach("import", theirs(home, pause))
    assert refused(alone, "there is no exercise in it, so nothing was taken in.")
    assert nothing_new(home)
    both = home.coach("import", theirs(home, {"workouts": [pause, WORKOUT]}))
    assert both.code == 0
    assert "Two: there is no exercise in it, so it is left out." in both.errors
    assert own(home, "legs").exists()


def test_a_format_can_be_named(home: Home) -> None:
    file = theirs(home, WORKOUT)
    assert refused(home.coach("import", file, "--from", "openhiit"), '"timeSettings" is missing')
    assert home.coach("import", file, "--from", "jawt").code == 0


def test_every_sample_is_taken_in_and_checked_without_a_mistake(home: Home) -> None:
    for sample in ("timers.openhiit.json", "leaflet.pwf.yaml"):
        assert home.coach("import", str(SAMPLES / sample)).code == 0
    files = [str(file) for file in (home.config / "routines").glob("*.yaml")]
    assert len(files) == 4
    assert home.coach("check", *files).code == 0


# export


def test_a_routine_as_one_file_plays_for_somebody_else(home: Home) -> None:
    home.write(
        "routines/exercises/slide.yaml",
        "schema: 1\nkind: exercise\nid: slide\nname: Heel slide\nposition: supine\n"
        "phases: [{name: slide, seconds: 3, say: One heel away. # mine\n}]\n"
        "dose: {reps: 2}\nfinish: [Both feet flat.]\n",
    )
    home.write("routines/mine.yaml", "schema: 1\ntitle: Mine\nsteps:\n  - exercise: slide\n")
    file = home.folder / "mine.yaml"
    made = home.coach("export", "mine", "-o", str(file))
    assert (made.code, made.errors) == (0, "")
    assert made.lines == (f"{file}: mine, for any coach: coach play FILE",)
    (other,) = home.neighbours(1)
    assert other.coach("check", str(file)).code == 0
    assert other.play(*START, routine=str(file)).says("One heel away.")
    printed = home.coach("export", "mine")
    assert "\n".join(printed.lines) + "\n" == file.read_text(encoding="utf-8")
    assert refused(home.coach("export", "mine", "-o", str(file)), "is there already")
    assert home.coach("export", "mine", "-o", str(file), "--force").code == 0


OURS = """\
# From Anna, 3 November
schema: 1
title: Mine
steps:
  - exercise: cat-cow   # gently
"""


def test_the_routine_itself_is_never_written_over(home: Home) -> None:
    file = home.write("routines/mine.yaml", OURS)
    link = home.folder / "link.yaml"
    link.symlink_to(file)
    for target in (file, link):
        for form in ("yaml", "pwf"):
            shown = home.coach("export", "mine", "--format", form, "-o", str(target), "--force")
            assert refused(shown, "is the routine's own file: take another name")
            assert file.read_text(encoding="utf-8") == OURS
    assert link.is_symlink()


def test_what_an_export_is_written_over_is_kept_beside_it(home: Home) -> None:
    home.write("routines/mine.yaml", OURS)
    other = home.write("routines/other.yaml", OURS.replace("Mine", "Other"))
    made = home.coach("export", "mine", "-o", str(other), "--force")
    assert made.code == 0
    kept = other.with_name("other.yaml~")
    assert kept.read_text(encoding="utf-8") == OURS.replace("Mine", "Other")
    assert str(kept) in made.errors
    assert home.coach("check", str(other)).code == 0


def test_an_export_goes_through_no_link_that_leads_nowhere(home: Home) -> None:
    nowhere, link = home.folder / "nowhere.yaml", home.folder / "link.yaml"
    link.symlink_to(nowhere)
    for more in ((), ("--force",)):
        shown = home.coach("export", "first-three", "-o", str(link), *more)
        assert refused(shown, "take another name")
    assert not nowhere.exists()
    missing = home.folder / "no" / "x.yaml"
    assert refused(home.coach("export", "first-three", "-o", str(missing)), "There is no folder")


def test_a_plan_for_other_programs_says_what_it_leaves_out(home: Home) -> None:
    file = home.folder / "plan.yaml"
    made = home.coach("export", "acute-gentle", "--format", "pwf", "-o", str(file))
    assert made.code == 0
    assert 'acute-gentle: step 3 (Knee rolls): "sides" is in its notes alone' in made.errors
    assert "what the coach asks about your back, and what follows from it, is left out" in (
        made.errors
    )
    back = home.coach("import", str(file))
    assert (back.code, back.errors) == (0, "")
    assert home.coach("check", str(own(home, "gentle-day"))).code == 0


def test_an_unknown_routine_is_not_exported(home: Home) -> None:
    assert refused(home.coach("export", "frist-three"), "Did you mean: first-three?")
    assert home.coach("export", "first-three", "--format", "doc").code == 2
    assert refused(home.coach("export", "first-three", "-o", "x.txt"), "it ends in .yaml")
