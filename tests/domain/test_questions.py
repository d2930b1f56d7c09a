"""The answers that a question takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.body import SITES
from coach.domain.questions import (
    FEELS,
    Question,
    Silence,
    choice,
    confirm_number,
    feel,
    score,
    ticks,
    where,
    yes_no,
    yes_no_unsure,
)
from tests.domain.effort import examples

SCORE = score("pain", "How is your back now?")
SURE = yes_no_unsure("sign", "Anything new or worse?")
OFFER = yes_no("go-on", "Go on?")
WHERE = choice("hurts", "What hurts?", (("1", "back or hip"), ("2", "leg"), ("3", "chest")))
LIST = ticks("cautions", "Which of these?", 12)
ALL = (SCORE, SURE, OFFER, WHERE, LIST)


@pytest.mark.parametrize("value", range(11))
def test_every_score_is_taken(value: int) -> None:
    assert SCORE.accept(f"{value}") == f"{value}"
    assert SCORE.accept(f"  {value}\n") == f"{value}"


@pytest.mark.parametrize("key", ["t", "T", " t "])
def test_t_is_ten(key: str) -> None:
    assert SCORE.accept(key) == "10"


@pytest.mark.parametrize(
    "words", ["", " ", "11", "-1", "1.5", "01", "1 0", "ten", "0x1", "٣", "²", "a lot", "n", "10!"]
)
def test_what_is_no_score_is_not_taken(words: str) -> None:
    assert SCORE.accept(words) is None


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("n", "n"),
        ("N", "n"),
        (" y ", "y"),
        ("U\n", "u"),
        ("no", "n"),
        ("Yes", "y"),
        ("NOT SURE", "u"),
    ],
)
def test_yes_and_no_are_taken_as_keys_and_as_words(words: str, answer: str) -> None:
    assert SURE.accept(words) == answer


@pytest.mark.parametrize(
    "words", ["", "nope", "ye", "yn", "n y", "not", "sure", "0", "1", "t", "10", "unsure?", "нет"]
)
def test_what_is_neither_yes_nor_no_is_not_taken(words: str) -> None:
    assert SURE.accept(words) is None


def test_not_sure_is_no_answer_to_an_offer() -> None:
    assert OFFER.accept("u") is None
    assert OFFER.accept("not sure") is None
    assert OFFER.accept("yes") == "y"


@pytest.mark.parametrize("words", ["back or hip", "leg", "4", "0", "12", "1,2", ""])
def test_a_choice_is_taken_by_its_key_alone(words: str) -> None:
    assert WHERE.accept(words) is None
    assert WHERE.accept(" 3 ") == "3"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("3", "3"),
        ("0", "0"),
        ("n", "n"),
        ("3 1", "1 3"),
        ("3,1", "1 3"),
        ("12, 3,, 1 ", "1 3 12"),
        ("2 2", "2"),
    ],
)
def test_several_are_taken_in_the_order_of_the_list(words: str, answer: str) -> None:
    assert LIST.accept(words) == answer


@pytest.mark.parametrize("words", ["", " ", ",", "13", "1 13", "1-3", "a", "1 x", "1.2"])
def test_of_several_each_must_be_one(words: str) -> None:
    assert LIST.accept(words) is None


near_answers = st.text(alphabet="0123456789nyutNYUT ,.\n-", max_size=6)


@given(st.sampled_from(ALL), st.text(max_size=12) | near_answers)
@examples(400)
def test_whatever_is_typed_is_one_of_the_answers_or_none(question: Question, words: str) -> None:
    answer = question.accept(words)
    if answer is None:
        return
    parts = answer.split() if question.several else [answer]
    assert parts
    assert set(parts) <= set(question.answers)
    assert question.accept(answer) == answer


@given(st.sampled_from(ALL), st.data())
@examples(100)
def test_every_answer_is_taken_in_any_case_and_with_spaces(
    question: Question, data: st.DataObject
) -> None:
    answer = data.draw(st.sampled_from(question.answers))
    spaces = data.draw(st.sampled_from(("", " ", "\t", "  \n")))
    assert question.accept(f"{spaces}{answer.upper()}{spaces}") == answer


@pytest.mark.parametrize(
    ("question", "shown"),
    [(SCORE, "0-10"), (SURE, "n/y/u"), (OFFER, "n/y"), (WHERE, "1/2/3"), (LIST, "0/1-12")],
)
def test_the_answers_are_shown_in_short(question: Question, shown: str) -> None:
    assert question.shown == shown


def test_silence_is_never_a_yes() -> None:
    assert OFFER.silence is Silence.DECLINES
    assert SCORE.silence is SURE.silence is Silence.ENDS


def test_where_takes_a_region_by_its_word_and_by_its_key() -> None:
    question = where("Where is it?")
    for site in SITES:
        assert question.accept(site.id) == site.id
        assert question.accept(site.key) == site.id
    assert question.accept("u") == question.declined == "u"
    assert question.accept("elbow") is None
    assert question.shown.startswith("left/middle/right/leg/")


def test_how_it_feels_takes_a_number_or_the_word() -> None:
    question = feel("How?")
    assert [question.accept(word) for word in FEELS] == ["1", "2", "3", "4", "5"]
    assert question.declined == "u"


def test_an_empty_line_says_that_the_number_is_right() -> None:
    question = confirm_number("112?", ())
    assert [question.accept(words) for words in ("", "enter", "Right", "c")] == ["", "", "", "c"]
    assert question.accept("y") is None
