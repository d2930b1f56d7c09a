"""The routine card: a page for anybody, that prints, and that nobody's words can break."""

import re
import stat
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.adapters.content import YamlContent
from coach.documents.card import MARK, Card, card_html, how_often
from coach.documents.doses import room_in, written_dose
from coach.documents.key_poses import key_poses
from coach.domain.dose import Breaths, Dose, Reps, Seconds, Sides
from coach.domain.exercise import Exercise
from coach.domain.plan import plan_routine, settle
from coach.domain.routine import ExerciseStep, Needs, Routine
from coach.ports.library import Entry, Origin
from tests.documents.browser import browser, pages
from tests.plain.person import Home
from tests.player.house import bundled_library, content

LIBRARY = bundled_library()
EXERCISES = LIBRARY.exercises()
BUNDLED = [entry.id for entry in LIBRARY.entries()]
LEAFLET = """\
schema: 1
title: Leaflet
exercises:
  - id: bridge
    name: Towel bridge
    type: strength
    position: seated
    setup: [Sit tall.]
    phases: [{name: push, seconds: 2, say: Push the towel away.}]
    dose: {reps: 3}
    finish: [Rest.]
steps: [{exercise: bridge}, {exercise: cat-cow}]
"""
HOSTILE = """<script>alert(1)</script>"'&amp;</style><img src=x onerror=y>"""


def made(entry: Entry, words: YamlContent | None = None) -> Card:
    assert entry.routine is not None
    plan = plan_routine(entry.routine, EXERCISES)
    return Card(entry, plan, EXERCISES, LIBRARY.figures(entry), words or content())


def card(id: str) -> str:
    return card_html(made(LIBRARY.routine(id)))


def own(routine: Routine) -> Entry:
    return Entry(routine.id, Origin.OWN, "mine.yaml", routine)


def text_of(html: str) -> str:
    """What somebody reads of a page."""
    body = re.sub(r"(?s)<(style|svg).*?</\1>", " ", html)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


class Tags(HTMLParser):
    """The elements of a page and their attributes; every one that opens is closed."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


# What is on it


def test_first_three_has_its_drawings_its_doses_and_how_to_do_it() -> None:
    html = card("first-three")
    text = text_of(html)
    assert html.count("<svg") == 6
    for words in (
        "First three The three stretches to begin with.",
        "Only at a pain of 5 or less, from 0 to 10. At 4 or 5: half the reps, and half the range.",
        "1. Child's pose 3 times, hold 20 s each. Kneel, knees apart.",
        "start, 3 return 1 fold, 2 hold 20 s",
        "2. Hip raise 5 to 10 times, hold 5 s each.",
        "1 Breathe out, squeeze your buttocks, lift hips a little. 2 Ribs down, hold and breathe.",
        "Stop if: a pinch in the back, hamstring cramp (bring your heels closer).",
        "Leave it out if one of these applies: can't kneel; wrists that can't take weight.",
        "or told not to bend forward: Rise tall only, no rounding.",
        "arching makes it worse: Keep the movement small.",
    ):
        assert words in text, words


@pytest.mark.parametrize("id", BUNDLED)
def test_every_card_warns_as_the_program_does(id: str) -> None:
    text = text_of(card(id))
    assert content().session_words in text
    for line in content().short_list:
        assert line.text[1:] in text
    assert "In an emergency call 112 (Germany)." in text
    assert text.count("In an emergency") == 1
    assert "can't replace a doctor or physiotherapist." in text
    entry = LIBRARY.routine(id)
    assert entry.routine is not None
    for step in plan_routine(entry.routine, EXERCISES).exercises:
        assert f". {step.exercise.name} " in text
        for phase in step.exercise.phases:
            assert phase.say in text
        assert all(one in text for one in step.exercise.stop_if)


def test_the_number_is_that_of_the_person_and_how_to_find_it_where_none_is_known() -> None:
    entry = LIBRARY.routine("first-three")
    assert "call 000 (Australia)" in text_of(card_html(made(entry, YamlContent.load("AU"))))
    assert "call 999 (your number)" in text_of(
        card_html(made(entry, YamlContent.load("AU", "999")))
    )
    nowhere = text_of(card_html(made(entry, YamlContent.load(None))))
    assert "call your local emergency number" in nowhere
    assert "112 works from most mobile phones" in nowhere


def test_no_card_allows_more_pain_than_the_program() -> None:
    steps = (ExerciseStep("bridge"),)
    lax = Routine("acute-gentle", "Mine", steps, needs=Needs(pain_max=10))
    assert "Only at a pain of 5 or less" in text_of(card_html(made(own(lax))))
    strict = Routine("mine", "Mine", steps, pain_limit=2)
    assert "Only at a pain of 2 or less, from 0 to 10. start" in text_of(
        card_html(made(own(strict)))
    )
    assert "Only at a pain of 7 or less" in text_of(card("acute-gentle"))
    assert "Only at a pain of 3 or less" in text_of(card("hips-legs"))


def test_a_routine_that_is_not_for_everybody_says_so() -> None:
    assert (
        "Not for you if one of these applies: told not to arch your back, or arching makes it"
        in text_of(card("after-sitting"))
    )


def test_how_often_who_says_so_and_until_when() -> None:
    routine = Routine(
        *("mine", "Mine", ()),
        times_a_day=2,
        days_a_week=1,
        prescribed_by="Kim",
        valid_until="2027-01-31",
    )
    assert how_often(routine) == "2 times a day, 1 day a week. From Kim. Until 2027-01-31."
    assert how_often(Routine("mine", "Mine", ())) == ""


def test_an_exercise_that_comes_again_is_drawn_once() -> None:
    again = Routine("mine", "Mine", tuple(ExerciseStep(id) for id in ("bridge", "walk", "bridge")))
    html = card_html(made(own(again)))
    assert "3. Hip raise 5 to 10 times, hold 5 s each. As number 1." in text_of(html)
    assert html.count("<svg") == 3


def test_without_a_figure_the_words_are_there() -> None:
    entry = LIBRARY.routine("first-three")
    whole = made(entry)
    html = card_html(Card(entry, whole.plan, EXERCISES, {}, content()))
    assert "<svg" not in html
    assert text_of(html).count("Ribs down, hold and breathe.") == 1


def test_another_movement_of_the_same_name_is_not_drawn_as_the_bundled_one(home: Home) -> None:
    home.write("routines/leaflet.yaml", LEAFLET)
    assert home.coach("card", "leaflet", "-o", "card.html").code == 0
    html = (home.folder / "card.html").read_text(encoding="utf-8")
    assert "Push the towel away." in text_of(html)
    assert html.count("<svg") == 2  # those of the cat-cow
    assert card_html(made(LIBRARY.bundled("first-three"))).count("<svg") == 6


def test_a_held_pose_is_drawn_once_and_a_still_one_has_no_start() -> None:
    figures = LIBRARY.figures()
    bridge, rest = EXERCISES["bridge"], EXERCISES["rest-90-90"]
    assert [one.caption for one in key_poses(bridge, figures["bridge"])] == [
        "start, 3 lower",
        "1 lift, 2 hold",
    ]
    assert [one.caption for one in key_poses(rest, figures["rest-90-90"])] == ["1 rest"]


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (Dose(reps=Reps(3, 3), hold=Seconds(20)), "3 times, hold 20 s each"),
        (Dose(reps=Reps(1, 1), hold=Breaths(6)), "once, hold 1 minute"),
        (Dose(reps=Reps(8, 10), sets=2, rest=45), "2 sets of 8 to 10, rest 45 s between sets"),
        (Dose(descending=(3, 2, 1), sides=Sides.EACH), "3, 2 and 1 times on each side"),
        (Dose(time=120, sides=Sides.EACH), "1 minute on each side"),
        (Dose(time=45), "45 s"),
        (Dose(reps=Reps(4, 4), sides=Sides.ALTERNATE), "4 times on each side, in turn"),
        (Dose(reps=Reps(4, 4), sides=Sides.LEFT), "4 times, left side only"),
    ],
)
def test_a_dose_is_a_few_words(dose: Dose, words: str) -> None:
    exercise = Exercise(
        *("mine", "Mine", EXERCISES["bridge"].type, EXERCISES["bridge"].position),
        setup=(),
        phases=EXERCISES["bridge"].phases,
        dose=Dose(rest=0, reps=None),
        finish=(),
    )
    step = ExerciseStep("mine", dose)
    routine = Routine("mine", "Mine", (step,))
    planned = settle(step, exercise)
    assert written_dose(planned, room_in(routine, planned)) == words


# What nobody can do to it


@pytest.mark.parametrize("id", BUNDLED)
def test_a_page_runs_nothing_and_loads_nothing(id: str) -> None:
    html = card(id)
    tags = Tags(html)
    assert tags.open == []
    assert tags.names.isdisjoint({"script", "link", "img", "iframe", "object", "use", "a", "form"})
    names = {name for name, _ in tags.attributes}
    assert names.isdisjoint({"src", "href", "style", "srcset"})
    assert not any(name.startswith("on") for name in names)
    assert html.replace('xmlns="http://www.w3.org/2000/svg"', "").count("//") == 0
    assert "url(" not in html
    assert "@import" not in html


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_every_text_of_an_author_is_only_text(text: str) -> None:
    words = f"{HOSTILE}{text}"
    hostile = Routine(
        *("mine", words, (ExerciseStep("bridge", say=words, note=words),)),
        summary=words,
        prescribed_by=words,
        valid_until=words,
    )
    html = card_html(made(own(hostile)))
    assert HOSTILE not in html
    assert html.count(escape(words)) >= 6
    harmless = Tags(card_html(made(own(Routine("mine", "Mine", (ExerciseStep("bridge"),))))))
    assert Tags(html).names == harmless.names


def test_names_of_exercises_and_phases_are_only_text() -> None:
    from dataclasses import replace

    bridge = EXERCISES["bridge"]
    phases = tuple(replace(phase, name=HOSTILE, say=HOSTILE) for phase in bridge.phases)
    named = replace(bridge, name=HOSTILE, setup=(HOSTILE,), stop_if=(HOSTILE,), phases=phases)
    routine = Routine("mine", "Mine", (ExerciseStep("bridge"),), exercises=(named,))
    plan = plan_routine(routine, EXERCISES)
    html = card_html(Card(own(routine), plan, EXERCISES, LIBRARY.figures(), content()))
    assert "<svg" in html
    assert "<script" not in html
    assert "<img" not in html
    assert html.count(escape(HOSTILE)) > 8


# On paper


needs_browser = pytest.mark.skipif(
    browser() is None, reason="no Chromium here to print a page with (apt install chromium)"
)


@needs_browser
@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_first_three_prints_on_one_page(paper: str, tmp_path: Path) -> None:
    assert pages(card("first-three"), paper, tmp_path) == 1


@needs_browser
def test_a_long_routine_takes_no_more_paper_than_it_has_to(tmp_path: Path) -> None:
    assert pages(card("morning-10"), "A4", tmp_path) == 2


# The command


def test_the_command_writes_a_page_and_says_so(home: Home) -> None:
    made = home.coach("card", "first-three", "-o", "card.html")
    assert (made.code, made.errors) == (0, "")
    assert made.lines == (
        "card.html: 3 exercises",
        "Open it in a browser to print it; it fits A4 and Letter.",
    )
    html = (home.folder / "card.html").read_text(encoding="utf-8")
    assert html == card("first-three")
    assert [path.name for path in home.folder.glob(".coach-*")] == []


def test_a_card_is_written_over_and_no_other_file_is(home: Home) -> None:
    file = home.folder / "page.html"
    file.write_text("<p>My thesis", encoding="utf-8")
    refused = home.coach("card", "first-three", "-o", "page.html")
    assert (refused.code, refused.lines) == (1, ())
    assert "page.html is there already, and it is no card." in refused.errors
    assert file.read_text(encoding="utf-8") == "<p>My thesis"
    assert home.coach("card", "first-three", "-o", "page.html", "--force").code == 0
    assert MARK in file.read_text(encoding="utf-8")
    assert home.coach("card", "desk-3", "-o", "page.html").code == 0
    assert "<h1>First three" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("first-three", "-o", "card.pdf"), 1, "card.pdf is no name for a page: it ends in .html."),
        (("first-three", "-o", "no/card.html"), 1, "make it, or take another one."),
        (("first-three", "-o", "folder.html"), 1, "folder.html is a folder: take another name."),
        (("frist-three", "-o", "card.html"), 1, "Did you mean: first-three?"),
        (("bad", "-o", "card.html"), 1, "1 mistake: the routine can't be played."),
        (("first-three",), 2, "Missing option"),
    ],
)
def test_what_goes_wrong_is_one_sentence(
    home: Home, arguments: tuple[str, ...], code: int, said: str
) -> None:
    (home.folder / "folder.html").mkdir()
    home.write("routines/bad.yaml", "schema: 1\ntitle: Bad\nsteps: [{exercise: brigde}]\n")
    refused = home.coach("card", *arguments)
    assert (refused.code, refused.lines) == (code, ())
    assert said in refused.errors
    assert not (home.folder / "card.html").exists()


def test_what_somebody_has_told_stays_off_a_page_for_anybody(home: Home) -> None:
    with home.record() as store:
        from datetime import datetime

        store.introduce(("knees",), datetime.now().astimezone())
    assert home.coach("card", "first-three", "-o", "card.html").code == 0
    page = home.folder / "card.html"
    assert page.read_text(encoding="utf-8") == card("first-three")
    mine = home.coach("card", "first-three", "-o", "card.html", "--mine")
    assert mine.code == 0
    assert mine.says("Knee to chest instead of Child's pose, for what you told me.")
    text = text_of(page.read_text(encoding="utf-8"))
    assert "1. Knee to chest" in text
    assert "In place of Child's pose, for what you told the coach." in text
    assert "Leave it out if" not in text
    assert stat.S_IMODE(page.stat().st_mode) == 0o600


def test_an_open_warning_sign_bars_a_page_of_ones_own(home: Home) -> None:
    assert home.play("y", "y", "y").code == 4
    refused = home.coach("card", "first-three", "-o", "card.html", "--mine")
    assert refused.code == 4
    assert "A warning sign is open" in refused.errors
    assert not (home.folder / "card.html").exists()
