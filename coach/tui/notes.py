"""What a screen's commands don't say by themselves: the words at the top of its help page."""

from typing import Final

SESSION: Final = (
    "Any key without a command stops everything at once.",
    "So do a click beside the line of keys, a flat hand, and every button of a presenter.",
    "Once it stands, space goes on, or a presenter's forward button.",
    "Any other key without a command then says that it hurts.",
)
ASKED: Final = (
    "An answer is one key, or a click. u is not sure, wherever it is offered.",
    "No answer is never a yes: after a while the session ends gently.",
)
SCORE: Final = (
    "0 is no pain, 10 the worst you can imagine.",
    "0 to 9 are a key each, t is ten; arrows and Enter work as well.",
    "Backspace takes the number back, for three seconds.",
)
CHECK: Final = (
    "A presenter's forward button says: the same or better. Its back button says that it hurts.",
)
DIARY: Final = (
    "A number is enough. Everything else comes after it, and may be left out.",
    "A number that was given is kept when you go; u takes the last entry back.",
)
FORM: Final = (
    "Arrows up and down go from line to line, and a click goes to any of them.",
    "Every line may be left out; Backspace empties it again.",
    "Esc keeps what was said, also in the middle of it.",
)
TODAY: Final = (
    "Two keys, and the first movement begins: n for no warning sign, and a number for your back.",
    "u is not sure.",
)
EDITOR: Final = (
    "Arrows up and down go from step to step, left and right from value to value.",
    "Plus and minus change the value between the marks; nothing is written before you save.",
    "Every change can be taken back with u, one after the other.",
)
ROUTINES: Final = (
    "Enter takes a routine. e changes it here, x in your own editor.",
    "A file that is saved elsewhere is read again by itself.",
)
