"""What of a line is spoken."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.adapters.voice.text import MOST, speakable
from tests.adapters.voice.speaking import bundled_lines

ODD = st.text(alphabet="ab1 29-\u2013/.,;:!?'()[]<>&$`\u0301\u00ad\ufe0f\U0001f44d\n\0\u200d\u2026")
NEVER = set('[]<>{}"$`\\|*#=_~^@&\0\t\n\r\x1b')


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("How bad is it, 0-10?", "How bad is it, 0 to 10?"),
        ("Hold 3\u20135 s", "Hold 3 to 5 s"),
        ("5 - 10 times", "5 to 10 times"),
        ("Rest in 90-90", "Rest in 90 90"),
        ("Call 116-117 on 2024-01-02", "Call 116-117 on 2024-01-02"),
        ("Half-way, step by step.", "Half-way, step by step."),
        ("Right? (y/n)", "Right? (y or n)"),
        ("Heels and/or toes", "Heels or toes"),
        ("1/2 of it", "1/2 of it"),
        ("Breathe \u2014 and rest\u2026", "Breathe, and rest."),
        ("Don\u2019t push!!!", "Don't push!"),
        ("In & out", "In and out"),
        ("Warm, 37\u00b0, 50%", "Warm, 37\u00b0, 50%"),
        ("Well done \U0001f44d\U0001f3fd \u2764\ufe0f", "Well done"),
        ("*Slowly*, #1 _now_", "Slowly, 1 now"),
        ("a\x00b\x1b[2Jc\r\n d\t e", "a b 2Jc d e"),
        ("soft\u00adly", "softly"),
        ("cafe\u0301", "caf\u00e9"),
        ("\u05e9\u05dc\u05d5\u05dd \u202e\u2066x", "\u05e9\u05dc\u05d5\u05dd x"),
        ("\ud800 x", "x"),
        ("--rate=500 -x", "rate 500 x"),
        ("<speak>Hi<break time='5s'/></speak>", "speak Hi break time '5s' speak"),
        ("[[slnc 5000]] rest", "slnc 5000 rest"),
        ("$(touch x); `ls` | sh > y", "(touch x); ls sh y"),
        ("", ""),
        ("...", ""),
        ("\U0001f600 \u2014 !", ""),
    ],
)
def test_a_line_is_spoken_as_it_is_meant(line: str, said: str) -> None:
    assert speakable(line) == said


def test_what_comes_along_is_spoken_word_for_word() -> None:
    lines = bundled_lines()
    assert len(lines) > 80
    assert [speakable(line) for line in lines] == lines


def test_a_long_line_ends_after_a_sentence_or_a_word() -> None:
    sentences = speakable("Breathe out, and let go. " * 400)
    assert MOST - 30 < len(sentences) <= MOST
    assert sentences.endswith("let go.")
    words = speakable("breathing " * 1_000)
    assert MOST - 10 < len(words) <= MOST
    assert words.endswith("breathing")
    assert speakable("x" * 10_000) == "x" * MOST


@given(st.one_of(ODD, st.text(max_size=500)))
def test_whatever_it_is_nothing_but_words_is_left(line: str) -> None:
    said = speakable(line)
    assert len(said) <= MOST
    assert not set(said) & NEVER
    assert not any(unicodedata.category(char)[0] == "C" for char in said)
    assert said == " ".join(said.split())
    assert unicodedata.is_normalized("NFC", said)
    assert said == "" or any(char.isalnum() for char in said)
    assert speakable(said) == said


@pytest.mark.parametrize("part", [" ", "-", "\u2013 ", ". ", "1-", "a/", "(", "\u0301", "\u2013"])
def test_no_line_takes_long(part: str) -> None:
    line = part * 100_000
    begun = time.process_time()
    speakable(line)
    assert time.process_time() - begun < 0.1
