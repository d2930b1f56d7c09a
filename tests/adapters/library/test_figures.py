"""A figure with mistakes: each is named with its place, and the exercise is used without it."""

import unicodedata

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coach.adapters.library.figure_file import MOST_POSES
from coach.adapters.library.problems import render
from coach.domain.figure import Figure, PropKind, Region, View, Works
from coach.domain.skeleton import strains
from coach.domain.space import Point
from coach.domain.stances import ALL_FOURS, SUPINE
from tests.adapters.library.shelves import CAT_COW, ROUTINE, Shelves

OLD = "figure: {view: side, poses: {cow: {like: all-fours, arch: -0.07}}}\n"
LINE = CAT_COW[: CAT_COW.index(OLD)].count("\n") + 1
"""Where the figure stands in the file."""
MANY = "".join(f", p{number}: {{like: prone}}" for number in range(1, MOST_POSES + 1))
WHOLE = "hip: [0, 0.49], chest: [0.54, 0.55], head: [0.8, 0.6], hand: [0.54, 0.04], foot: [-0.4, 0]"
"""All that a pose has to have."""


def with_figure(text: str) -> str:
    """The exercise with this figure."""
    assert OLD in CAT_COW
    return CAT_COW.replace(OLD, f"figure: {text}\n", 1)


def figure_in(shelves: Shelves, text: str) -> Figure:
    """The figure of a file that has no mistake."""
    path = shelves.write("exercises/cat-cow.yaml", with_figure(text))
    assert shelves.library.check(path) == []
    return shelves.library.figures()["cat-cow"]


def cow(points: str) -> str:
    """A figure with one pose."""
    return f"{{poses: {{cow: {{{points}}}}}}}"


@pytest.mark.parametrize(
    ("figure", "marked", "says"),
    [
        (cow(WHOLE.replace("hip: [0, 0.49], ", "")), "cow", '"hip" is missing'),
        (cow(WHOLE.replace(", foot: [-0.4, 0]", "")), "cow", '"foot" is miss'),
        (
            cow(WHOLE.replace("foot", "near-foot")),
            "cow",
            '"foot" is missing in the pose "cow"',
        ),
        ("{poses: {cow: }}", "cow", "is missing in the pose"),
        ("{poses: {cow: {like: all-fours, near-hand: [2, 1]}}}", "cow", "the right hand can't get"),
        ("{poses: {cow: {like: all-fours, far-foot: [2, 1]}}}", "cow", "the left foot can't get"),
        ("{poses: {cow: {like: all-fours, hip: [.nan, 1]}}}", "[.nan", '".nan" is no number'),
        ("{poses: {cow: {like: all-fours, hip: [nan, 1]}}}", "[nan", "this coordinate is nan"),
        ("{poses: {cow: {like: all-fours, hip: [-inf, 1]}}}", "[-inf", "this coordinate is -inf"),
        ("{poses: {cow: {like: all-fours, hip: [1e400, 1]}}}", "[1e400", "this coordinate is 1e4"),
        ("{poses: {cow: {like: all-fours, hip: [0, 3.1]}}}", "[0, 3.1]", "this coordinate is 3.1"),
        ("{poses: {cow: {like: all-fours, hip: [left, 1]}}}", "[left", '"left" is no number'),
        ("{poses: {cow: {like: all-fours, arch: much}}}", "much", '"much" is no number'),
        ("{poses: {cow: {like: all-fours, arch: 0.3}}}", "0.3", "this arch is 0.3"),
        ("{poses: {cow: {like: all-fours, twist: 91}}}", "91", "this twist is 91"),
        ("{poses: {cow: {like: all-fours, turn: nan}}}", "nan", "this angle is nan"),
        ("{poses: {cow: {like: all-fours, hip: [1]}}}", "[1]", "two or three numbers"),
        ("{poses: {cow: {like: all-fours, hip: [1, 1, 1, 1]}}}", "[1, 1", "two or three numbers"),
        ("{poses: {cow: {like: all-fours, hip: 3}}}", "3}", "two or three numbers"),
        ("{poses: {cow: {like: all-fours, hip: [0, -0.1]}}}", "[0, -0.1]", "is below the floor"),
        (
            "{poses: {cow: {like: all-fours, hip: [0, 0], chest: [0.5, 0], turn: 90}}}",
            "cow",
            'the body is below the floor in the pose "cow"',
        ),
        ("{poses: {cow: {like: all-fours}}, into: [cat]}", "cat", 'there is no pose "cat"'),
        ("{poses: {cow: {like: all-fours}}, out: [cow, cat]}", "cat", 'there is no pose "cat"'),
        ("{poses: {cow: {like: all-fours}}, out: cat}", "cat", 'there is no pose "cat"'),
        ("{poses: {cow: {like: cat}}}", "cat", 'there is no pose "cat" before this one'),
        ("{poses: {cow: {like: cow}}}", "cow}", 'there is no pose "cow" before this one'),
        ("{poses: {cow: {like: [all-fours]}}}", "[all", "one value belongs here"),
        ("{view: side}", "figure", "this figure has no poses"),
        ("{}", "figure", "this figure has no poses"),
        ("{poses: {}}", "poses", "this figure has no poses"),
        ("{poses: [cow]}", "[cow]", '"poses" is a group of keys'),
        ("{poses: {cow: cat}}", "cat}", '"cow" is a group of keys'),
        ("7", "7", '"figure" is a group of keys'),
        ("{poses: {cow: {like: prone}" + MANY + "}}", "p20", "too many poses"),
        ("{poses: {cow: {like: all-fours, kne: [1, 1]}}}", "kne", 'unknown key "kne"'),
        ("{poses: {cow: {like: all-fours}}, views: side}", "views", 'unknown key "views"'),
        ("{poses: {cow: {like: all-fours}}, props: {sofa: 1}}", "sofa", 'unknown key "sofa"'),
        ("{poses: {cow: {like: all-fours}}, props: {chair: 1}}", "1}", "two or three numbers"),
        ("{view: up, poses: {cow: {like: all-fours}}}", "up", '"up" is no view'),
        ("{feel: liver, poses: {cow: {like: all-fours}}}", "liver", '"liver" is no region'),
        ("{works: left, poses: {cow: {like: all-fours}}}", "left", '"left" is no side'),
    ],
)
def test_a_mistake_is_named_at_its_place_and_the_exercise_is_used_without_a_figure(
    shelves: Shelves, figure: str, marked: str, says: str
) -> None:
    path = shelves.write("exercises/cat-cow.yaml", with_figure(figure))
    library = shelves.library
    found = library.check(path)
    assert any(says in one.message for one in found), found
    line = f"figure: {figure}"
    for one in found:
        assert one.line == LINE
        at = one.column - 1
        assert line[at:].startswith(marked), line[at:]
    assert not library.broken_exercises()
    assert library.exercises()["cat-cow"].name == "Cat-cow"
    assert "cat-cow" not in library.figures()


def test_a_phase_that_ends_in_no_pose_of_the_figure_is_told_where_it_says_so(
    shelves: Shelves,
) -> None:
    text = with_figure("{poses: {cows: {like: all-fours}}}")
    path = shelves.write("exercises/cat-cow.yaml", text)
    (found,) = shelves.library.check(path)
    phase = text.splitlines()[found.line - 1]
    assert phase.startswith("  - {name: inhale")
    assert phase[found.column - 1 :] == "cow}"
    assert found.nearest == "cows"
    assert "cat-cow" not in shelves.library.figures()
    assert "cat-cow" in shelves.library.exercises()


def test_a_pose_with_a_mistake_is_not_missing_too(shelves: Shelves) -> None:
    path = shelves.write("exercises/a.yaml", with_figure("{poses: {cow: {hip: [left, 1]}}}"))
    assert {one.line for one in shelves.library.check(path)} == {LINE}


def test_what_one_figure_lacks_the_others_keep(shelves: Shelves) -> None:
    shelves.write("exercises/mine.yaml", CAT_COW.replace("id: cat-cow", "id: mine"))
    text = with_figure("{poses: {cow: {like: cat}}}")
    shelves.write("exercises/theirs.yaml", text.replace("id: cat-cow", "id: theirs"))
    assert set(shelves.library.figures()) == {"cat-cow", "mine"}


def test_an_own_figure_comes_before_the_bundled_one(shelves: Shelves) -> None:
    shelves.write("exercises/cat-cow.yaml", with_figure("{poses: {cow: {like: prone}}}"))
    pose = shelves.library.figures()["cat-cow"].pose("cow")
    assert pose is not None
    assert pose.hip == Point(0, 0.11)


def test_a_figure_that_is_mended_is_seen_at_the_next_look(shelves: Shelves) -> None:
    library = shelves.library
    path = shelves.write("exercises/mine.yaml", with_figure("{poses: {}}").replace("cat-", "dog-"))
    assert "dog-cow" not in library.figures()
    path.write_text(CAT_COW.replace("id: cat-cow", "id: dog-cow"), encoding="utf-8")
    assert "dog-cow" in library.figures()


# What is read


def test_a_figure_is_read_whole(shelves: Shelves) -> None:
    figure = figure_in(
        shelves,
        "{view: corner, feel: low-back, works: far, into: [cat], out: [cow, cat], "
        "props: {chair: [1, 0.42], chair-faces: left, wall: -0.5, cushion: [0.2, 0.05, 0.1], "
        f"towel: true}}, poses: {{cat: {{{WHOLE}, arch: 0.1}}, cow: {{like: cat, arch: -0.1}}}}}}",
    )
    assert (figure.view, figure.feel, figure.works) == (View.CORNER, Region.LOW_BACK, Works.LEFT)
    assert (figure.into, figure.out) == (("cat",), ("cow", "cat"))
    kinds = [PropKind.WALL, PropKind.CHAIR, PropKind.CUSHION, PropKind.TOWEL]
    assert [prop.kind for prop in figure.props] == kinds
    assert [(prop.at, prop.faces) for prop in figure.props[:3]] == [
        (Point(-0.5, 0), 1),
        (Point(1, 0.42), -1),
        (Point(0.2, 0.05, 0.1), 1),
    ]
    (_, cat), (_, cow) = figure.poses
    assert (cat.arch, cow.arch) == (0.1, -0.1)
    assert (cat.hip, cat.right, cat.left) == (cow.hip, cow.right, cow.left)
    assert cat.left == cat.right.mirrored
    assert cat.right.hand == Point(0.54, 0.04, 0.17)


def test_a_pose_like_another_changes_what_it_says_and_nothing_else(shelves: Shelves) -> None:
    figure = figure_in(
        shelves, "{poses: {cow: {like: all-fours, near-foot: [-0.8, 0.3], far-hand: [0.6, 0.1]}}}"
    )
    pose = figure.pose("cow")
    assert pose is not None
    assert pose.right.foot == Point(-0.8, 0.3, 0.095)
    assert pose.left.hand == Point(0.6, 0.1, -0.17)
    assert (pose.right.hand, pose.left.foot) == (ALL_FOURS.right.hand, ALL_FOURS.left.foot)
    assert not strains(pose, 0.06)


def test_on_the_back_the_near_side_is_the_left_one(shelves: Shelves) -> None:
    text = with_figure("{works: near, poses: {cow: {like: supine, near-foot: [-0.5, 0.05]}}}")
    path = shelves.write(
        "exercises/cat-cow.yaml", text.replace("position: all-fours", "position: supine")
    )
    assert shelves.library.check(path) == []
    figure = shelves.library.figures()["cat-cow"]
    pose = figure.pose("cow")
    assert pose is not None
    assert pose.turn == 180
    assert figure.works is Works.LEFT
    assert pose.left.foot == Point(-0.5, 0.05, 0.095)
    assert pose.right == SUPINE.right


# A routine's own exercises

OWN = """\
exercises:
  rocking:
    name: Rocking
    position: all-fours
    phases: [{{name: rock, seconds: 3, pose: back}}]
    dose: {{reps: 3}}
    finish: [Rest.]
    figure: {figure}
"""


def own_routine(figure: str) -> str:
    text = ROUTINE.replace("- exercise: cat-cow\n    reps: 5-10", "- exercise: rocking")
    return text + OWN.format(figure=figure)


def test_a_routines_own_exercise_is_drawn(shelves: Shelves) -> None:
    path = shelves.write("mine.yaml", own_routine("{poses: {back: {like: all-fours}}}"))
    library = shelves.library
    assert library.check(path) == []
    assert set(library.figures()) == {"cat-cow"}
    assert set(library.figures(library.routine("mine"))) == {"cat-cow", "rocking"}


def test_a_routine_plays_without_a_figure_that_is_wrong(shelves: Shelves) -> None:
    text = own_routine("{poses: {back: {like: all-four}}}")
    path = shelves.write("mine.yaml", text)
    library = shelves.library
    (found,) = library.check(path)
    assert text.splitlines()[found.line - 1][found.column - 1 :].startswith("all-four}")
    assert found.nearest == "all-fours"
    entry = library.routine("mine")
    assert entry.routine is not None
    assert set(library.figures(entry)) == {"cat-cow"}


# Whatever is there

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        ["all-fours", "cow", "cat", "side", "near", "low-back", "nan", "1e999", "\x1b["]
    ),
)
point_like = st.lists(st.floats(-4, 4) | scalars, max_size=4) | st.tuples(
    st.floats(-1, 1), st.floats(0, 1)
).map(list)
KEYS = [
    *("like", "hip", "chest", "head", "hand", "near-hand", "far-hand", "foot", "near-foot"),
    *("elbow", "knee", "far-knee", "toe", "arch", "turn", "twist"),
]
pose_like = st.dictionaries(
    st.sampled_from(KEYS) | st.text(max_size=4), point_like | scalars, max_size=6
) | st.dictionaries(st.sampled_from(KEYS[1:]), point_like, max_size=6).map(
    lambda found: {"like": "all-fours", **found}
)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(scalars, inner, max_size=3)
)
figure_like = anything | st.fixed_dictionaries(
    {"poses": st.dictionaries(st.sampled_from(["cow", "cat"]), pose_like) | anything},
    optional={
        "view": scalars,
        "feel": scalars,
        "works": scalars,
        "props": st.dictionaries(
            st.sampled_from(["wall", "chair", "chair-faces", "cushion", "towel"]),
            point_like | scalars,
        )
        | scalars,
        "into": st.lists(scalars, max_size=3) | scalars,
        "out": st.lists(scalars, max_size=3) | anything,
    },
)


@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(figure=figure_like)
@example({"poses": {"cow": {"like": "all-fours"}}})
@example({"poses": {"\x1b[2J": {"like": "prone"}}})
@example({"poses": {"cow": {"like": "all-fours", "hip": ["\x1b[2J", 0]}}})
def test_any_figure_is_read_or_has_its_mistakes_named(shelves: Shelves, figure: object) -> None:
    written = yaml.safe_dump(figure, default_flow_style=True, width=10**6).split("\n...")[0]
    path = shelves.write("exercises/cat-cow.yaml", with_figure(written.strip()))
    library = shelves.library
    found = library.check(path)
    for one in found:
        assert one.line >= 1
        assert one.column >= 1
        shown = render(one)
        assert all(char == "\n" or unicodedata.category(char)[0] != "C" for char in shown)
    drawn = library.figures()
    assert not (found and drawn)
    if "cat-cow" in drawn:
        for _, pose in drawn["cat-cow"].poses:
            assert not strains(pose, 0.06)
