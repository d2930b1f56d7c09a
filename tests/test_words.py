"""What the coach says never promises anything, never names a disease, and never shows a row's id.

Every text that can be shown is read, out of the code, the content and the routines; a text may
only be excepted word for word.
"""

import json
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click
import pytest

import coach
from coach.adapters.resources import bundled
from coach.adapters.store.export import history_json
from coach.cli.main import COMMANDS
from coach.cli.main import coach as command_line
from coach.domain.commands import Command
from coach.domain.questions import Question
from coach.domain.triage import WarningSign
from coach.plain.script import question_line, refusal
from coach.player.overview import read_overview
from coach.ports.safety_record import ListGroup
from coach.tui.commands import COMMANDS as KEYS
from tests.player.answering import Answers, start
from tests.player.house import House, content
from tests.words import Text, containing, even, read_code, read_everything

PACKAGE: Final = Path(coach.__file__).parent
ROUTINES: Final = bundled("routines")

PROMISES: Final = (
    r"treat(?:s|ed|ing|ments?)?",
    r"cur(?:e|es|ed|ing)",
    r"diagnos\w*",
    r"reliev\w+",
    r"heal(?:s|ed|ing)?",
    r"therap(?:y|ies|eutic)",
    r"clinically",
    r"proven",
    r"guarantee\w*",
    r"effective",
    r"safe(?:ly)? (?:for|to)",
    r"(?:is|are|perfectly|completely) safe",
    r"harmless",
    r"(?:pain|risk)[ -]free",
    r"no risk",
    r"nothing serious",
    r"all[ -]clear",
    r"personali[sz]ed",
    r"tailored",
    r"will help",
    r"fix(?:es|ed)",
    r"prevents?",
    r"gets? rid of",
)
DISEASES: Final = (
    r"cauda(?: equina)?",
    r"sciatic\w*",
    r"(?:slipped|bulging|prolapsed) dis[ck]s?",
    r"discs?",
    r"herni\w+",
    r"prolaps\w+",
    r"stenosis",
    r"spondyl\w+",
    r"ankylosing",
    r"tumou?rs?",
    r"cancers?",
    r"metasta\w+",
    r"myeloma",
    r"strokes?",
    r"heart (?:attacks?|disease|failure)",
    r"angina",
    r"aneurysms?",
    r"aorti?c?a?",
    r"embol\w+",
    r"thrombos[ei]s",
    r"DVT",
    r"hypertension",
    r"arthritis",
    r"osteo\w+",
    r"glaucoma",
    r"infect\w+",
    r"meningitis",
    r"sepsis",
    r"abscess\w*",
    r"pneumonia",
    r"fractur\w+",
    r"scoliosis",
    r"(?:multiple )?sclerosis",
    r"stiff[ -]person\w*",
    r"parkinson\w*",
    r"epileps\w+",
    r"diabet\w+",
    r"fibromyalgia",
    r"(?:kidney |gall)stones?",
    r"(?:pinched|trapped) nerves?",
    r"radiculopath\w+",
)
MEDICINES: Final = (
    r"medicines?",
    r"medications?",
    r"drugs?",
    r"pills?",
    r"tablets?",
    r"painkillers?",
    r"ibuprofen",
    r"paracetamol",
    r"acetaminophen",
    r"aspirin",
    r"naproxen",
    r"diclofenac",
    r"carisoprodol",
    r"opioids?",
    r"codeine",
    r"steroids?",
    r"muscle relaxants?",
    r"motrin",
    r"aleve",
    r"NSAIDs?",
)
FORBIDDEN: Final = re.compile(
    rf"\b(?:{'|'.join((*PROMISES, *DISEASES, *MEDICINES))})\b", re.IGNORECASE
)

ALLOWED: Final = frozenset(
    {
        # The start words, which say what it does not do.
        (
            "It does not examine, diagnose or treat you,"
            " and can't replace a doctor or physiotherapist."
        ),
        # What is said after a list without a yes: that it is no all-clear.
        "No warning sign was ticked. That is a good sign, not an all-clear.",
        # Asked of those who have been told: what they have or had, in the words that they know.
        "Cancer now or ever AND new leg weakness, numbness or unsteady walking?",
        "cancer now or ever, and new weak or unsteady legs",
        "Ever had cancer, and this pain is new or different?",
        "ever had cancer, and this pain is new or different",
        "Followed a minor fall or lift, and you have osteoporosis, long-term steroids, or are 65+?",
        (
            "Is this pain new or worse AND do you have: a weak immune system, injected drugs,"
            " or recent infection, spinal injection or surgery?"
        ),
        "new pain after infection, injection, surgery, weak immunity",
        "Spine surgery or a fracture less than 12 weeks ago?",
        "spine surgery or a fracture under 12 weeks ago",
        "Pregnant, recent operation, osteoporosis, heart disease, or new to exercise?",
        # The same of the cautions.
        "Brittle bones or a past fracture of the spine, or told not to bend forward",
        "A hernia, or a recent operation of the belly",
        "An operation or a fracture of the spine less than 12 weeks ago",
        # Asked before something comes to the skin.
        (
            "None of these there: poor circulation, nerve damage, cold allergy, infection, cancer,"
            " pregnancy. Is that right?"
        ),
        # The name of a rule of the diary, and the id of a row, which nothing shows.
        "pills",
        "aorta",
        # The heading and the name of what a person typed on the page for the doctor.
        "Medicines, as typed",
        # What a person notes in the diary of their own.
        "medicine",
        "Medicines",
        "Medicines you take",
        "painkiller",
        "A painkiller today",
        "medicines",
        # How a line is drawn in SVG.
        '<line x1="{}" x2="{}" y1="{}" y2="{}" stroke="{}" stroke-width="0.6"/>',
        'stroke-dasharray="4 2"',
        '<polyline points="{}" fill="none" stroke="{}" stroke-width="{}"{}/>',
        'stroke="{}" stroke-width="0.7"',
        # The command that looks at the machine, never at the person, and its module.
        "diagnose",
        "coach.cli.diagnose",
    }
)


@cache
def texts() -> tuple[Text, ...]:
    """Every text that can be shown."""
    return read_everything(PACKAGE, ROUTINES)


def forbidden(found: Iterable[Text]) -> list[str]:
    """The texts that say what must not be said, with their places."""
    return [
        str(text) for text in found if FORBIDDEN.search(text.words) and text.words not in ALLOWED
    ]


def test_nobody_is_promised_anything_or_told_of_a_disease_or_a_medicine() -> None:
    assert forbidden(texts()) == []


def test_nothing_is_excepted_that_is_not_said_any_more() -> None:
    needed = {text.words for text in texts() if FORBIDDEN.search(text.words)}
    assert needed >= ALLOWED


@pytest.mark.parametrize(
    "words",
    [
        "It TREATS back pain.",
        "A treatment plan",
        "cures",
        "your diagnosis",
        "This relieves spasm.",
        "it heals",
        "clinically proven",
        "guaranteed",
        "Safe for everyone",
        "safe to do",
        "That is an all clear.",
        "all-clear",
        "a personalised plan",
        "This will help.",
        "fixes your back",
        "Cauda equina",
        "your sciatica",
        "a slipped disc",
        "a bulging disk",
        "herniated",
        "spondylitis",
        "a tumor",
        "STROKE",
        "heart attack",
        "an aneurysm",
        "thrombosis",
        "osteoporosis",
        "infected",
        "multiple sclerosis",
        "stiff person syndrome",
        "take paracetamol",
        "a painkiller",
        "No warning sign was ticked. That is an all-clear.",
        "It does not examine, diagnose or treat you.",
    ],
)
def test_such_words_are_found(words: str) -> None:
    assert forbidden([Text("here", words)])


@pytest.mark.parametrize(
    "words",
    [
        "Easier with each rep.",
        "The disk is full.",
        "A retreat to the procured heel",
        "It can't replace a physiotherapist.",
        "Heart pounding, chest pain",
        "There is no relief protocol",
        "Keep still if you can, it is unsafe.",
    ],
)
def test_innocent_words_are_not(words: str) -> None:
    assert not forbidden([Text("here", words)])


# --- that everything is read ---

PROBES: Final = (
    ("coach/player/signs.py", "", "WORDS = 'It cures %n.'\n"),
    ("coach/player/signs.py", "", "def f(x): return f'{x} cures %n.'\n"),
    ("coach/player/signs.py", "", "def f(x): return f'This is {x:%d}' + ' cures %n' + x\n"),
    ("coach/player/signs.py", "", "def f(x): return f'{g(x)}{g(x, \"cures %n\")}'\n"),
    ("coach/player/signs.py", "", "def f(x, words='cures %n'): pass\n"),
    ("coach/player/signs.py", "", "class A:\n    words: str = 'cures %n'\n"),
    ("coach/player/signs.py", "", "x = {1: [('cures %n',)]}\n"),
    ("coach/player/signs.py", "", "@g('cures %n')\nclass A: pass\n"),
    ("coach/player/signs.py", "", "async def f():\n    yield lambda: 'cures %n'\n"),
    ("coach/player/signs.py", "", "x = 'This cu'\\\n    'res %n.'\n"),
    ("coach/player/signs.py", "", 'x = """This\n  cures\n %n."""\n'),
    ("coach/player/signs.py", "", "X = Annotated[str, read('cures %n')]\n"),
    ("coach/player/signs.py", "", "class A:\n    x: Annotated[str, read('cures %n')]\n"),
    ("coach/cli/play.py", "follow it on the floor.", "cures %n."),
    ("coach/cli/play.py", "Leave the [mm:ss] out.", "cures %n"),
    ("coach/cli/play.py", 'short_help="Play a routine."', "short_help='cures %n'"),
    ("coach/cli/main.py", "people with a sore back.", "cures %n"),
    ("coach/cli/main.py", "Show the sessions so far.", "cures %n"),
    ("coach/tui/commands.py", '"Pause."', "'cures %n'"),
    ("coach/adapters/settings.py", "there is no setting", "cures %n"),
    ("coach/content/advice.yaml", "Do not drive yourself.", "cures %n"),
    ("coach/content/advice.yaml", "Put the laptop", "cures %n"),
    ("coach/content/advice.yaml", "texts:", "new: [cures %n]\ntexts:"),
    ("coach/content/cautions.yaml", "Can't kneel", "cures %n"),
    ("coach/content/cautions.yaml", "Are you 18 or older now?", "cures %n"),
    ("coach/content/emergency-numbers.yaml", "United States", "cures %n"),
    ("coach/content/warning-signs.yaml", "Sudden loss of balance", "cures %n"),
    ("coach/content/warning-signs.yaml", "Note the start time.", "cures %n"),
    ("coach/content/warning-signs.yaml", "And is any of this so?", "cures %n"),
    ("coach/content/warning-signs.yaml", "fever or chills with the pain", "cures %n"),
    ("coach/content/warning-signs.yaml", "Confused or drowsy with it?", "cures %n"),
    ("routines/first-three.yaml", "to begin with.", "cures %n"),
    ("routines/acute-gentle.yaml", "Now get up:", "cures %n"),
    ("routines/exercises/cat-cow.yaml", "Easier with each rep.", "cures %n"),
    ("routines/exercises/cat-cow.yaml", "let your belly sink", "cures %n"),
    ("routines/exercises/cat-cow.yaml", 'brief: "Out"', 'brief: "cures %n"'),
    ("routines/exercises/cat-cow.yaml", "Rise tall only", "cures %n"),
    ("routines/exercises/cat-cow.yaml", "Come back to a flat back.\n  -", "cures %n\n  -"),
    ("routines/exercises/cat-cow.yaml", "dizziness", "cures %n"),
    ("routines/exercises/bridge.yaml", "lift only as far as is easy", "cures %n"),
)
"""Promises in files: the file, what they replace (where it is empty they stand at the end)."""


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is found in a copy of everything with every promise in it, each with its number."""
    folder = tmp_path_factory.mktemp("copy")
    quiet = shutil.ignore_patterns("__pycache__", "*.wav")
    shutil.copytree(PACKAGE, folder / "coach", ignore=quiet)
    shutil.copytree(ROUTINES, folder / "routines")
    for number, (name, old, new) in enumerate(PROBES):
        file, numbered = folder / name, new.replace("%n", f"<{number}>")
        text = file.read_text(encoding="utf-8")
        assert old in text, (name, old)
        text = text.replace(old, numbered, 1) if old else text + numbered
        file.write_text(text, encoding="utf-8")
    return forbidden(read_everything(folder / "coach", folder / "routines"))


@pytest.mark.parametrize("number", range(len(PROBES)), ids=lambda number: PROBES[number][0])
def test_a_promise_is_found_wherever_it_is_written(planted: list[str], number: int) -> None:
    (found,) = [line for line in planted if f"cures <{number}>" in line]
    assert found.startswith(f"{PROBES[number][0]}:")


def test_nothing_else_is_found(planted: list[str]) -> None:
    assert len(planted) == len(PROBES)


PROMISE: Final = "This cures everybody."


@pytest.mark.parametrize(
    "text",
    [
        f'"""{PROMISE}"""\n',
        f"X = 1\n'''{PROMISE}'''\n",
        f"def f() -> '{PROMISE}':\n    '''{PROMISE}'''\n",
        f"class A:\n    '''{PROMISE}'''\n    x: '{PROMISE}'\n    '''{PROMISE}'''\n",
        f"async def f(x: list['{PROMISE}'], *y: '{PROMISE}'):\n    '''{PROMISE}'''\n",
        f"X = Literal['{PROMISE}']\n",
        f"X = 1  # {PROMISE}\n",
    ],
)
def test_what_only_programmers_read_is_not_read(tmp_path: Path, text: str) -> None:
    file = tmp_path / "module.py"
    file.write_text(text, encoding="utf-8")
    assert containing(read_code(file, tmp_path), PROMISE) == []


def test_a_place_names_file_and_line() -> None:
    (found,) = containing(texts(), "That is a good sign")
    file, line = found.where.rsplit(":", 1)
    assert file == "coach/content/advice.yaml"
    lines = (PACKAGE.parent / file).read_text(encoding="utf-8").splitlines()
    assert "That is a good sign" in lines[int(line) - 1]


def help_texts(name: str) -> Iterator[str]:
    """Every text of a command's help page."""
    command: click.Command = command_line
    if name:
        command = getattr(import_module(COMMANDS[name][0]), f"{name}_command")
        yield COMMANDS[name][1]
    yield from filter(None, (command.help, command.short_help, command.epilog))
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.name not in ("help", "version"):
            assert parameter.help
            yield parameter.help


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_help_of_every_command_is_among_what_is_read(name: str) -> None:
    read = {text.words for text in texts()}
    assert [words for words in help_texts(name) if even(words) not in read] == []


def test_the_label_and_the_help_of_every_key_are_among_what_is_read() -> None:
    read = {text.words for text in texts()}
    assert [key for key in KEYS if not {key.label, even(key.help)} <= read] == []


def unread(lines: Iterable[str]) -> set[str]:
    """The pieces of these lines that are made of no text that is read.

    A piece goes to the next number or mark; a gap may have put two texts into one piece.
    """
    read = "\n".join(text.words.casefold() for text in texts())

    def is_read(piece: str) -> bool:
        words = piece.casefold().strip(" -").split(" ")
        cuts = ((" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(len(words)))
        return any(before in read and after in read for before, after in cuts)

    pieces = {piece for line in lines for piece in re.split(r"[^\w' -]|\d+|- ", even(line))}
    return {piece for piece in pieces if not is_read(piece)}


def heard(house: House) -> list[str]:
    """Every line that was said or shown since the program was started, question by question."""
    lines = list(house.stage.words)
    for question in house.stage.questions:
        lines += [question.text, *question.lines, *(words for _, words in question.choices)]
    return lines


def test_every_line_of_a_first_session_is_made_of_what_is_read() -> None:
    house = start(House(known=False))
    while house.play_until_question():
        house.answer(0)
    assert len(heard(house)) > 100
    assert unread(heard(house)) == set()


def test_every_line_after_it_hurts_is_made_of_what_is_read() -> None:
    house = start(House(), score=4)
    house.play_until_question()
    house.answer(6)
    house.play_until_question()
    house.answer(4)
    house.say(Command.PAIN)
    house.answer("1")
    house.play_until_question()
    house.answer("u", "2", 7)
    assert house.outcome is not None
    assert unread(heard(house)) == set()


# --- the ids of the warning signs ---

ROWS: Final = [
    sign for screen in content().full_list for line in screen.lines for sign in line.signs
]
ALL_ROWS: Final = {sign.id: sign for row in ROWS for sign in (row, *row.escalations)}
MARKED: Final = [id for id in (*ALL_ROWS, content().hurt_chest.id) if "-" in id]
"""The ids that are no plain words, such as ``fever`` is."""
IDS: Final = re.compile(rf"(?<![\w-])(?:{'|'.join(MARKED)})(?![\w-])")


def ids_in(lines: Iterable[str]) -> list[str]:
    """The lines in which a row's id stands."""
    return [line for line in lines if IDS.search(line)]


def shown_of(questions: Sequence[Question]) -> list[str]:
    """Everything of these questions that can stand on a screen."""
    lines = [line for question in questions for line in question.lines]
    lines += [f"{key} {words}" for question in questions for key, words in question.choices]
    lines += [question_line(question) for question in questions]
    return [*lines, *(refusal(question, "") for question in questions)]


def all_of(house: House) -> dict[str, Any]:
    """The whole record, as other programs read it."""
    today = house.clock.wall().date()
    return history_json(read_overview(house.store, today - timedelta(days=400), today))


def assert_no_id(house: House) -> None:
    """Nothing that was shown, and nothing that other programs may read, has a row's id in it."""
    lines = [*house.stage.words, house.stage.reason, *shown_of(house.stage.questions)]
    lines.append(json.dumps(all_of(house)))
    assert ids_in(lines) == []


def test_ids_would_be_found() -> None:
    assert len(ALL_ROWS) > 40
    assert ids_in(["Weak = one-limb.", "leg-failing", "the pain began two weeks ago"]) == [
        "Weak = one-limb.",
        "leg-failing",
    ]


def test_no_text_of_the_content_or_the_routines_has_the_id_of_a_warning_sign() -> None:
    data = [text for text in texts() if not text.where.rsplit(":", 1)[0].endswith(".py")]
    assert [str(text) for text in data if IDS.search(text.words)] == []


@pytest.mark.parametrize("reply", ["y", "u"])
@pytest.mark.parametrize("sign", ALL_ROWS.values(), ids=lambda sign: str(sign.id))
def test_a_yes_shows_no_id_then_or_at_the_next_start(sign: WarningSign, reply: str) -> None:
    house = asked_everything()
    above = {row.id: reply for row in ROWS if sign in row.escalations and sign not in ROWS}
    Answers({sign.id: reply, **above}).give(house)
    assert house.heard_question(f"sign-{sign.id}")
    assert_no_id(house)
    house.player.leave("enough")
    house.enter()
    house.player.begin()
    for _ in range(8):
        assert_no_id(house)
        house.answer({"follow-up": "3", "short-list": "d", "doctor-line": "3"}.get(house.asked, ""))


def asked_everything() -> House:
    """Somebody who is asked the whole list."""
    house = House()
    house.store.list_asked(ListGroup.URGENT, house.clock.wall())
    house.clock.pass_time(24 * 3600)
    house.store.list_due(house.clock.wall())
    house.player.begin()
    assert house.asked == "list-1"
    return house


@pytest.mark.parametrize("sign", [*content().hurt_leg, content().hurt_chest], ids=lambda s: s.id)
def test_a_yes_after_it_hurts_shows_no_id(sign: WarningSign) -> None:
    house = start(House())
    house.say(Command.PAIN)
    house.answer("3" if sign == content().hurt_chest else "2")
    Answers({sign.id: "y"}).give(house)
    while house.outcome is None:
        house.answer("y" if house.asked == f"sign-{sign.id}" else "n")
    assert_no_id(house)
    assert all_of(house)["sessions"][0]["reason"] == sign.question
