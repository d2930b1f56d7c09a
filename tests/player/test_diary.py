"""What the diary asks, keeps and says at once, and what its rules make of it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.diary import Rule, assess_diary
from coach.domain.diary_entry import DiaryEntry, EpisodeFacts
from coach.domain.questions import Question
from coach.player.dialogue import Dialogue, Item, NoAnswerError, Read, Tell
from coach.player.diary import (
    heed_entry,
    keep_entry,
    log_entry,
    newest,
    offers_episode,
    written_on,
)
from coach.player.diary_days import read_day
from coach.player.diary_episode import EPISODE_FIELDS, draft_of_facts, facts_of
from coach.player.diary_form import ACTIVITY_IDS, FIELDS, PAIN, Field, Kind, draft_of, entry_of
from coach.player.diary_words import entry_words
from coach.player.doorway import Doorway
from coach.player.past import diary_record
from coach.player.recorder import Recorder
from tests.player.house import House, bundled_library, content

TODAY = date(2026, 11, 21)
DAY = 24 * 3600.0


def doorway(house: House) -> Doorway:
    recorder = Recorder(house.store, house.store, house.clock, lambda words: None)
    return Doorway(recorder, content(), bundled_library(), house.clock)


class Heard:
    """What a dialogue has said and asked, answered by the questions' ids."""

    def __init__(self, dialogue: Dialogue[object], answers: Mapping[str, str]) -> None:
        self.lines: list[str] = []
        self.asked: list[str] = []
        self.result: object = None
        self.silent = False
        item = self._step(lambda: next(dialogue))
        while item is not None:
            if isinstance(item, Tell | Read):
                self.lines += item.lines
            if not isinstance(item, Question):
                item = self._step(lambda: next(dialogue))
                continue
            self.asked.append(item.id)
            answer = item.accept(answers[item.id]) if item.id in answers else None
            if answer is None:
                item = self._step(lambda: dialogue.throw(NoAnswerError))
            else:
                item = self._step(partial(dialogue.send, answer))

    def _step(self, step: Callable[[], Item]) -> Item | None:
        try:
            return step()
        except StopIteration as stop:
            self.result = stop.value
        except NoAnswerError:
            self.silent = True
        return None


def note(door: Doorway, pain: int, ago: int = 0, **told: str) -> DiaryEntry:
    """Keep an entry of so many days ago."""
    now = door.clock.wall()
    draft = {PAIN.id: str(pain), **{id.replace("_", "-"): text for id, text in told.items()}}
    entry = entry_of(draft, written_on(now.date() - timedelta(days=ago), now))
    assert keep_entry(door, entry)
    return entry


def rules(door: Doorway) -> list[Rule]:
    today = door.clock.wall().date()
    return [finding.rule for finding in assess_diary(diary_record(door), today)]


def test_a_number_and_enter_are_an_entry() -> None:
    house = House()
    door = doorway(house)
    heard = Heard(log_entry(door), {"diary-pain": "1", "diary-more": ""})
    assert heard.asked == ["diary-pain", "diary-more"]
    assert heard.lines == ["Kept: pain 1."]
    assert [kept.entry.now for kept in house.store.entries()] == [1]


def test_more_asks_every_field_until_done() -> None:
    house = House()
    door = doorway(house)
    answers = {"diary-pain": "1", "diary-more": "more", "worst": "t", "best": "", "where": "4"}
    heard = Heard(log_entry(door), {**answers, "side": "done"})
    assert heard.asked[2:] == ["worst", "best", "where", "side"]
    entry = house.store.entries()[0].entry
    assert (entry.worst, entry.best, entry.site, entry.side) == (10, None, "left", None)


def test_an_entry_is_kept_although_the_answers_end_after_its_number() -> None:
    house = House()
    door = doorway(house)
    Heard(log_entry(door), {"diary-pain": "1"})
    assert len(house.store.entries()) == 1


def test_the_episode_is_offered_once_at_the_first_entry_of_2_or_more() -> None:
    house = House()
    door = doorway(house)
    offered = []
    for pain in (1, 2, 2, 5):
        answers = {"diary-pain": str(pain), "diary-more": "", "diary-offer": "n"}
        offered.append("diary-offer" in Heard(log_entry(door), answers).asked)
        house.clock.pass_time(DAY)
    assert offered == [False, True, False, False]


def test_another_episode_is_offered_again() -> None:
    house = House()
    door = doorway(house)
    note(door, 4)
    house.clock.pass_time(DAY)
    door.recorder.new_episode()
    again = entry_of({PAIN.id: "4"}, door.clock.wall())
    assert offers_episode(door, again)


def test_a_leg_symptom_is_asked_about_at_once_and_brings_the_full_list() -> None:
    house = House()
    door = doorway(house)
    entry = note(door, 2, tingling="y")
    answers = {f"sign-{sign.id}": "n" for sign in content().hurt_leg}
    heard = Heard(heed_entry(door, entry), answers)
    assert heard.asked == list(answers)
    assert heard.result is None
    assert house.store.lists_asked().full_is_due


def test_another_entry_of_that_day_does_not_ask_about_the_leg_again() -> None:
    door = doorway(House())
    note(door, 2, tingling="y")
    assert Heard(heed_entry(door, note(door, 2)), {}).asked == []


def test_with_nobody_to_ask_the_questions_come_with_their_advice() -> None:
    house = House()
    door = doorway(house)
    heard = Heard(heed_entry(door, note(door, 2, weakness="y"), asks=False), {})
    assert heard.asked == []
    assert set(content().advice(content().hurt_leg[0].level)) <= set(heard.lines)
    for sign in content().hurt_leg:
        assert f"- {sign.question}" in heard.lines
    assert house.store.lists_asked().full_is_due


def test_who_falls_silent_at_a_question_reads_the_advice() -> None:
    house = House()
    door = doorway(house)
    answers = {"diary-pain": "1", "diary-more": "more", **dict.fromkeys(map(_id, FIELDS), "")}
    heard = Heard(log_entry(door), {**answers, "tingling": "y"})
    assert heard.silent
    assert any(line.startswith("Stop here. Call 112") for line in heard.lines)
    assert house.store.lists_asked().full_is_due


def _id(field: Field) -> str:
    return field.id


def test_an_emergency_in_the_diary_ends_in_its_advice() -> None:
    door = doorway(House())
    sign = content().hurt_leg[0]
    heard = Heard(heed_entry(door, note(door, 2, tingling="y")), {f"sign-{sign.id}": "y"})
    assert heard.result is not None
    assert f"You answered yes to: {sign.question}" in heard.lines


@pytest.mark.parametrize(("pain", "told"), [(7, False), (8, True), (10, True)])
def test_at_8_it_says_what_to_do_now(pain: int, told: bool) -> None:
    house = House()
    door = doorway(house)
    heard = Heard(heed_entry(door, note(door, pain)), {})
    assert ("No exercise now." in heard.lines) is told
    assert house.store.lists_asked().full_is_due is told


def test_8_on_a_day_before_is_no_advice_for_now() -> None:
    door = doorway(House())
    assert "No exercise now." not in Heard(heed_entry(door, note(door, 9, ago=2)), {}).lines


def test_three_bad_nights_of_seven_are_a_doctors_business() -> None:
    door = doorway(House())
    note(door, 2, ago=2, woken="1")
    note(door, 2, ago=1, kept_awake="y")
    assert rules(door) == []
    heard = Heard(heed_entry(door, note(door, 2, woken="2")), {})
    assert rules(door) == [Rule.SLEEP]
    assert "Pain disturbed 3 of the last 3 recorded nights." in heard.lines


def test_pain_all_night_asks_the_warning_sign() -> None:
    door = doorway(House())
    for ago in (2, 1):
        note(door, 2, ago=ago, woken="1")
    heard = Heard(heed_entry(door, note(door, 2, all_night="y")), {"sign-night-pain": "n"})
    assert "sign-night-pain" in heard.asked


def test_ten_days_of_painkillers_name_the_pharmacist() -> None:
    door = doorway(House())
    for ago in range(9, 0, -1):
        note(door, 1, ago=ago, painkiller="y")
    assert rules(door) == []
    heard = Heard(heed_entry(door, note(door, 1, painkiller="y")), {})
    assert any("pharmacist" in line for line in heard.lines)


def test_the_worst_of_a_day_counts_for_the_days_at_7() -> None:
    door = doorway(House())
    for ago in (2, 1, 0):
        note(door, 1, ago=ago, worst="7")
    assert Rule.HIGH in rules(door)


def test_an_entry_is_one_score_of_its_day() -> None:
    door = doorway(House())
    note(door, 3)
    assert diary_record(door).days[0].scores == (3,)


def test_the_newest_entry_is_taken_back_or_that_of_a_day() -> None:
    door = doorway(House())
    note(door, 1, ago=3)
    note(door, 2)
    kept = newest(door)
    assert kept is not None
    assert kept.entry.now == 2
    early = newest(door, door.clock.wall().date() - timedelta(days=3))
    assert early is not None
    assert early.entry.now == 1
    door.recorder.take_back(kept)
    assert [one.entry.now for one in door.recorder.entries()] == [1]


def test_what_was_noted_last_is_taken_back_whichever_day_it_was_for() -> None:
    door = doorway(House())
    note(door, 3)
    note(door, 7, ago=1)
    last = newest(door)
    assert last is not None
    assert last.entry.now == 7
    door.recorder.take_back(last)
    first = newest(door)
    assert first is not None
    assert first.entry.now == 3


@pytest.mark.parametrize(
    ("words", "day", "about"),
    [
        ("2026-11-01", date(2026, 11, 1), False),
        ("yesterday", date(2026, 11, 20), False),
        ("3 days ago", date(2026, 11, 18), False),
        ("3 weeks ago", date(2026, 10, 31), True),
        ("about two weeks ago", date(2026, 11, 7), True),
        ("a month ago", date(2026, 10, 21), True),
        ("2 years ago", date(2024, 11, 21), True),
        ("2026-10", date(2026, 10, 1), True),
        ("2024", date(2024, 1, 1), True),
        ("1 November", date(2026, 11, 1), False),
        ("december", date(2025, 12, 1), True),
        ("about 2026-11-01", date(2026, 11, 1), True),
    ],
)
def test_a_day_is_read_as_people_name_it(words: str, day: date, about: bool) -> None:
    assert read_day(words, TODAY) == (day, about)


@pytest.mark.parametrize("words", ["2026-11-22", "2026-02-30", "soon", "", "9999 years ago", "0"])
def test_what_is_no_day_before_is_refused(words: str) -> None:
    assert read_day(words, TODAY) is None


@given(st.text(max_size=30))
def test_no_words_make_a_day_to_come(words: str) -> None:
    found = read_day(words, TODAY)
    assert found is None or found[0] <= TODAY


@given(st.data())
def test_whatever_a_field_reads_is_an_entry_and_comes_back_as_it_was(data: st.DataObject) -> None:
    draft = {PAIN.id: "3"}
    for field in FIELDS:
        typed = st.sampled_from(
            ["", "0", "7", "t", "y", "no", "left", "both", "ache sharp", "a, b", "x: y; z", "ü "]
        )
        plain = field.read(data.draw(typed | st.text(max_size=8)), TODAY)
        if plain:
            draft[field.id] = plain
    entry = entry_of(draft, House().clock.wall())
    again = entry_of(draft_of(entry), entry.written)
    assert again == entry
    assert entry_words(entry).isprintable()


def test_the_episode_keeps_what_was_said_before_where_nothing_new_is_said() -> None:
    written = House().clock.wall()
    first = facts_of({"began": "3 weeks ago", "doing": "lifting"}, None, written)
    assert first == EpisodeFacts(written, date(2026, 10, 31), about=True, doing="lifting")
    second = facts_of({"goal": "garden", "activities": "socks\nstairs"}, first, written)
    assert (second.began, second.about) == (date(2026, 10, 31), True)
    assert (second.doing, second.goal) == ("lifting", "garden")
    assert facts_of(draft_of_facts(second), None, written) == second


def test_three_activities_are_the_most() -> None:
    (field,) = (field for field in EPISODE_FIELDS if field.id == "activities")
    assert field.read("a, b, c", TODAY) == "a\nb\nc"
    assert field.read("a, b, c, d", TODAY) is None


def test_every_field_says_what_it_expects() -> None:
    for field in (PAIN, *FIELDS, *EPISODE_FIELDS):
        assert field.expects
        assert field.answers
        if field.kind in (Kind.SCORE, Kind.COUNT, Kind.YES_NO, Kind.ONE, Kind.SEVERAL):
            assert field.read("no such thing", TODAY) is None
    assert set(ACTIVITY_IDS) <= {field.id for field in FIELDS}
