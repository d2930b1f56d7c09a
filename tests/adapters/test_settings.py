"""The settings file: what counts, and what is told about mistakes."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.adapters.settings import Settings, read_settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_no_file_is_no_mistake(file: Path) -> None:
    assert read_settings(file) == (Settings(), ())


def test_everything_can_be_set(file: Path) -> None:
    file.write_text(
        "# mine\n"
        'country = "de"\n'
        'emergency-number = "112"\n'
        "advice-line = '116 117'\n"
        'voice = "reader"\n'
        "[sound]\n"
        'backend = "system"\n'
        "volume = 0\n"
        "bell = true\n"
        'profile = "clear"\n'
        "[sounds]\n"
        'count = "tick.wav"\n'
        "[speech]\n"
        'level = "brief"\n'
        "volume = 9\n"
        "rate = 120\n"
        'name = "en-gb"\n'
        "[screen]\n"
        'theme = "high-contrast"\n'
        'motion = "reduced"\n'
        'figure = "braille"\n'
        "[progress]\n"
        "weekly-goal = 4\n"
        "most-reps = 6\n",
        encoding="utf-8",
    )
    expected = Settings(
        country="DE",
        emergency_number="112",
        advice_line="116 117",
        voice="reader",
        sound_backend="system",
        volume=0,
        bell=True,
        profile="clear",
        own_sounds=(("count", "tick.wav"),),
        voice_level="brief",
        voice_volume=9,
        voice_rate=120,
        voice_name="en-gb",
        theme="high-contrast",
        motion="reduced",
        figure="braille",
        weekly_goal=4,
        most_reps=6,
    )
    assert read_settings(file) == (expected, ())
    for setting in fields(Settings):
        assert getattr(expected, setting.name) != setting.default


@pytest.mark.parametrize("content", ["", "\n", "# nothing\n", "\ufeff\n"])
def test_an_empty_file_is_no_mistake(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    assert read_settings(file) == (Settings(), ())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("emergency-number = 112", Settings(emergency_number="112")),
        ('emergency-number = "000"', Settings(emergency_number="000")),
        ('advice-line = "+49 (30) 123-45"', Settings(advice_line="+49 (30) 123-45")),
        ('advice-line = " 116   117 "', Settings(advice_line="116 117")),
        ('country = "UK"', Settings(country="GB")),
        ('"country" = " ch "', Settings(country="CH")),
        ("sound.volume = 10", Settings(volume=10)),
        ("sound = {volume = 3, bell = true}", Settings(volume=3, bell=True)),
        ('screen.theme = "terminal"', Settings(theme="terminal")),
        ("[sound]\n[screen]", Settings()),
    ],
)
def test_values_are_taken_as_they_are_meant(file: Path, line: str, expected: Settings) -> None:
    file.write_text(line, encoding="utf-8")
    assert read_settings(file) == (expected, ())


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('contry = "DE"', "there is no setting 'contry'. Did you mean country?"),
        ("pain-limit = 10", "there is no setting 'pain-limit'."),
        ("[safety]\nstop-at = 10", "there is no setting 'safety'."),
        ("country = 49", 'country must be a code of two letters, such as "DE", not 49.'),
        ('country = "Germany"', "such as \"DE\", not 'Germany'."),
        ('country = ["DE"]', "such as \"DE\", not ['DE']."),
        ('emergency-number = "my mother"', "a number to call, such as \"112\", not 'my mother'."),
        ("emergency-number = true", 'such as "112", not True.'),
        ("emergency-number = -112", 'such as "112", not -112.'),
        ('emergency-number = ""', "such as \"112\", not ''."),
        ('advice-line = "٣٤٥"', "a number to call"),
        ('voice = ""', '"none" or "reader", not \'\'.'),
        ('voice = "a\\u001b[2J"', "not 'a\\x1b[2J'."),
        ("speech.rate = 99", "speech.rate must be words a minute, from 100 to 260, not 99."),
        ("speech.rate = 261", "from 100 to 260, not 261."),
        ("speech.rate = true", "from 100 to 260, not True."),
        ('speech.level = "loud"', '"full", "brief" or "quiet", not \'loud\'.'),
        ('speech.name = ""', "speech.name must be the name of a voice, not ''."),
        ("sounds.count = 7", "sounds.count must be the path of a WAV file, not 7."),
        ('sounds.cuont = "a"', "there is no setting 'sounds.cuont'. Did you mean count?"),
        ('sound.profile = "loud"', '"calm", "clear" or "silent", not \'loud\'.'),
        (f"voice = {['x' * 90]}", "..."),
        ("sound = 7", "sound must be a table, [sound], not 7."),
        ("[[screen]]", "screen must be a table, [screen], not [{}]."),
        ("[sond]", "there is no setting 'sond'. Did you mean sound?"),
        ("volume = 7", "there is no setting 'volume'. It belongs under [sound]."),
        ("sound.volume = 11", "sound.volume must be a whole number from 0 to 10, not 11."),
        ("sound.volume = -1", "from 0 to 10, not -1."),
        ("sound.volume = 7.0", "from 0 to 10, not 7.0."),
        ("sound.volume = true", "from 0 to 10, not True."),
        ('sound.bell = "yes"', "sound.bell must be true or false, not 'yes'."),
        ('sound = {backend = "alsa"}', '"miniaudio", "system" or "none", not \'alsa\'.'),
        ('screen.theme = "blue"', '"dark", "light", "high-contrast" or "terminal", not \'blue\'.'),
        ("screen.motion = []", 'screen.motion must be "full" or "reduced", not [].'),
        (
            "progress.weekly-goal = 0",
            "progress.weekly-goal must be a whole number of sessions, from 1 to 21, not 0.",
        ),
        (
            "progress.most-reps = 0",
            "progress.most-reps must be a whole number, from 1 to 50, not 0.",
        ),
        ("progress.weekly-goal = 22", "from 1 to 21, not 22."),
        ("progress.weekly-goal = true", "from 1 to 21, not True."),
        ("weekly-goal = 3", "there is no setting 'weekly-goal'. It belongs under [progress]."),
        ('"" = 1', "there is no setting ''."),
    ],
)
def test_a_mistake_costs_its_own_line_only(file: Path, line: str, sentence: str) -> None:
    file.write_text(f'country = "AT"\n\n{line}\n' if "country =" not in line else f"\n\n{line}\n")
    found, (problem,) = read_settings(file)
    assert found == Settings(country=None if "country =" in line else "AT")
    assert problem.startswith(f"{file}:3: ")
    assert sentence in problem
    assert "\x1b" not in problem


@pytest.mark.parametrize(
    ("table", "line", "sentence"),
    [
        ("sound", "volume = 12", "sound.volume must be"),
        ("sound", "volum = 1", "there is no setting 'sound.volum'. Did you mean volume?"),
        ("sound", 'theme = "dark"', "'sound.theme'. It belongs under [screen]."),
        ("screen", 'country = "DE"', "'screen.country'. It belongs above the tables."),
        ("screen", "loud = 1", "there is no setting 'screen.loud'."),
    ],
)
def test_a_mistake_in_a_table_costs_its_own_line_only(
    file: Path, table: str, line: str, sentence: str
) -> None:
    # Each key is written in the other places too: the line told is the one that is wrong.
    file.write_text(
        'voice = "none"\n[sound]\nbell = true\n[screen]\nmotion = "reduced"\n'.replace(
            f"[{table}]\n", f"[{table}]\n{line}\n"
        )
    )
    found, (problem,) = read_settings(file)
    assert found == Settings(voice="none", bell=True, motion="reduced")
    assert problem.startswith(f"{file}:{3 if table == 'sound' else 5}: ")
    assert sentence in problem


def test_all_mistakes_are_told(file: Path) -> None:
    file.write_text('country = 1\nvoice = 2\nloud = 3\nadvice-line = "116117"\n', encoding="utf-8")
    found, problems = read_settings(file)
    assert found == Settings(advice_line="116117")
    assert [problem.split(": ")[0] for problem in problems] == [f"{file}:{n}" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("voice = \n", ":1:9: Invalid value."),
        ('\nvoice = "a\n', ":2:11: Illegal character '\\n'."),
        ("a = 1\na = 2\n", ":2:6: Cannot overwrite a value."),
        ('voice = """', ":1: "),
        ("emergency-number = 000\n", 'Put the number in quotation marks: "000".'),
        ("a = " + "[" * 5000, "too many brackets"),
    ],
)
def test_a_file_that_is_not_toml_says_where(file: Path, content: str, sentence: str) -> None:
    file.write_text(content, encoding="utf-8")
    found, (problem,) = read_settings(file)
    assert found == Settings()
    assert sentence in problem
    assert problem.startswith(str(file))
    assert problem.endswith(".")


def test_a_file_that_is_no_text_is_told(file: Path) -> None:
    file.write_bytes(b"country = \xff")
    assert read_settings(file) == (Settings(), (f"{file}: is not text in UTF-8 (byte 10).",))


def test_a_folder_in_its_place_is_told(file: Path) -> None:
    file.mkdir()
    assert read_settings(file) == (Settings(), (f"{file}: can't be read: Is a directory.",))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text() | st.text(alphabet="country=\"DE\n[]{}.# voice1'\\u"))
def test_nothing_in_it_can_break_the_program(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8", newline="")
    found, problems = read_settings(file)
    assert isinstance(found, Settings)
    assert all(problem.startswith(str(file)) for problem in problems)
