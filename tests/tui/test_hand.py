"""What a hand on the keyboard means: anything stops, and no key repeat answers."""

from hypothesis import given
from hypothesis import strategies as st

from coach.tui.hand import (
    BACK,
    DEAF,
    FLAT_HAND,
    FORWARD,
    PRESENTER,
    QUIET,
    Hand,
    Reaction,
    Settling,
)

KEYS = st.sampled_from(["a", "j", "k", "n", "space", "enter", "tab", *sorted(PRESENTER)])
STROKES = st.lists(st.tuples(KEYS, st.floats(0.01, 3), st.booleans()), min_size=1, max_size=12)


@given(STROKES)
def test_while_it_moves_every_key_without_a_command_stops(
    strokes: list[tuple[str, float, bool]],
) -> None:
    hand, now = Hand(), 0.0
    for key, apart, bound in strokes:
        now += apart
        reaction = hand.key(key, now, moving=True, bound=bound)
        if not bound or key in PRESENTER:
            assert reaction is Reaction.PAUSE
        assert reaction in (Reaction.PAUSE, Reaction.ITS_COMMAND)


@given(STROKES)
def test_while_it_stands_nothing_but_a_command_or_forward_goes_on(
    strokes: list[tuple[str, float, bool]],
) -> None:
    hand, now = Hand(), 0.0
    for key, apart, bound in strokes:
        now += apart
        reaction = hand.key(key, now, moving=False, bound=bound)
        if key in FORWARD:
            assert reaction is Reaction.GO_ON
        elif not bound or key in PRESENTER:
            assert reaction is Reaction.HURTS
        else:
            assert reaction is Reaction.ITS_COMMAND


@given(st.floats(0, FLAT_HAND - 0.01))
def test_two_different_keys_at_once_are_a_flat_hand(apart: float) -> None:
    hand = Hand()
    hand.key("n", 10.0, moving=True, bound=True)
    assert hand.key("b", 10.0 + apart, moving=True, bound=True) is Reaction.PAUSE


def test_the_same_key_twice_is_a_wish_twice() -> None:
    hand = Hand()
    hand.key("plus", 10.0, moving=True, bound=True)
    assert hand.key("plus", 10.1, moving=True, bound=True) is Reaction.ITS_COMMAND


def test_two_keys_with_time_between_are_two_wishes() -> None:
    hand = Hand()
    hand.key("n", 10.0, moving=True, bound=True)
    assert hand.key("b", 10.5, moving=True, bound=True) is Reaction.ITS_COMMAND


def test_a_presenters_buttons_stop_even_where_they_have_a_command() -> None:
    for key in PRESENTER:
        assert Hand().key(key, 1.0, moving=True, bound=True) is Reaction.PAUSE


def test_a_presenters_back_button_means_that_it_hurts() -> None:
    for key in BACK:
        assert Hand().key(key, 1.0, moving=False, bound=False) is Reaction.HURTS


def test_a_click_stops_and_never_sets_anything_going() -> None:
    assert Hand.click(moving=True) is Reaction.PAUSE
    assert Hand.click(moving=False) is Reaction.NOTHING


@given(st.lists(st.floats(0.001, QUIET - 0.01), min_size=1, max_size=60))
def test_a_key_that_is_held_is_never_heard_after_a_stop(pauses: list[float]) -> None:
    settling, now = Settling(), 5.0
    settling.hears("space", now)
    settling.begin(now)
    for pause in pauses:
        now += pause
        assert not settling.hears("space", now)


@given(st.floats(DEAF, 100), st.floats(QUIET, 100))
def test_after_a_stop_and_some_quiet_every_key_counts_again(after: float, quiet: float) -> None:
    settling = Settling()
    settling.begin(0.0)
    settling.hears("x", after)
    assert settling.hears("space", after + quiet)


@given(st.floats(0, DEAF - 0.01))
def test_right_after_a_stop_no_key_counts(after: float) -> None:
    settling = Settling()
    settling.begin(0.0)
    assert not settling.hears("2", after)


def test_after_an_answer_only_the_same_key_waits() -> None:
    settling = Settling()
    settling.hears("n", 1.0)
    settling.begin(1.0, only=settling.last_key)
    assert settling.hears("0", 1.1)
    assert not settling.hears("n", 1.5)
    assert settling.hears("n", 2.0)


def test_nothing_is_ignored_before_anything_has_stopped() -> None:
    assert Settling().hears("n", 0.0)
