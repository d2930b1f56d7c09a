"""The diary on the screen: a number is enough, the rest may be left out, nothing is passed over."""

from datetime import timedelta

from coach.domain.diary_entry import DiaryEntry, EpisodeFacts, Quality, Spread
from coach.tui.widgets.field_row import FieldRow
from tests.player.house import content
from tests.tui.house import Floor


def entries(floor: Floor) -> list[DiaryEntry]:
    return [kept.entry for kept in floor.store.entries()]


async def open_form(floor: Floor, score: str = "1") -> None:
    await floor.press("l", score, "enter")
    assert floor.screen == "FormScreen"


async def go_to(floor: Floor, field: str) -> None:
    """Down to a line of the form."""
    rows = list(floor.app.screen.query(FieldRow))
    while (here := next(row for row in rows if row.has_class("-at"))).field.id != field:
        assert here is not rows[-1], "no such line"
        await floor.press("down")


async def test_a_number_is_an_entry_with_four_keys() -> None:
    async with Floor().opened() as floor:
        await floor.press("l", "1", "enter", "escape")
        assert [entry.now for entry in entries(floor)] == [1]
        assert "pain 1" in floor.seen
        await floor.press("escape")
        assert floor.screen == "TodayScreen"
        assert "Anything new or worse" in floor.seen


async def test_who_goes_without_a_number_has_noted_nothing() -> None:
    async with Floor().opened() as floor:
        await floor.press("l", "escape")
        assert floor.screen == "TodayScreen"
        assert entries(floor) == []


async def test_a_number_is_kept_when_somebody_goes_at_once() -> None:
    async with Floor().opened() as floor:
        await floor.press("l", "1")
        await floor.press("escape")
        assert [entry.now for entry in entries(floor)] == [1]
        assert floor.screen == "TodayScreen"


async def test_backspace_takes_the_number_back_before_it_is_kept() -> None:
    async with Floor().opened() as floor:
        await floor.press("l", "7", "backspace", "escape")
        assert entries(floor) == []


async def test_leaving_the_coach_from_the_form_keeps_the_entry() -> None:
    async with Floor().opened() as floor:
        await open_form(floor)
        await floor.press("4", "q")
        assert [(entry.now, entry.worst) for entry in entries(floor)] == [(1, 4)]


async def test_the_form_is_filled_in_with_keys() -> None:
    async with Floor().opened() as floor:
        await open_form(floor)
        await floor.press("t", "down", "1", "0", "backspace", "2", "down", "down")
        await floor.press("right", "down", "right", "right", "right", "down", "2", "1", "down")
        await floor.press("1", "2", "down", "right", "down")
        await floor.press("escape")
        (entry,) = entries(floor)
        assert (entry.worst, entry.best) == (10, 2)
        assert entry.side is not None
        assert entry.spread is Spread.THIGH
        assert entry.qualities == (Quality.ACHE, Quality.SHARP)
        assert (entry.spasms, entry.spasm_minutes) == (12, 0)


async def test_where_it_is_is_pointed_at_on_the_body() -> None:
    async with Floor().opened() as floor:
        await open_form(floor)
        await go_to(floor, "where")
        await floor.press("enter")
        assert floor.screen == "AskScreen"
        await floor.choose("4")
        assert "low back, left" in floor.seen
        await floor.press("escape")
        assert entries(floor)[0].site == "left"


async def test_words_are_typed_and_escape_leaves_them_as_they_were() -> None:
    async with Floor().opened() as floor:
        await open_form(floor)
        await go_to(floor, "eased")
        await floor.press("enter", *"heat", "enter")
        assert "heat" in floor.seen
        await floor.press("enter", *"sitting", "escape")
        assert floor.screen == "FormScreen"
        await floor.press("escape")
        (entry,) = entries(floor)
        assert (entry.eased, entry.worsened) == (("heat",), ())


async def test_a_line_is_filled_in_with_the_mouse() -> None:
    async with Floor().opened(140, 45) as floor:
        await open_form(floor)
        rows = list(floor.app.screen.query(FieldRow))
        at = rows[1].region
        await floor.pilot.click(offset=(at.x + 36 + 2 * 6, at.y))
        await floor.pilot.pause()
        await floor.press("escape")
        assert entries(floor)[0].worst == 6


async def test_u_takes_the_last_entry_back() -> None:
    floor = Floor()
    for days in (3, 1):
        written = floor.clock.wall() - timedelta(days=days)
        floor.store.write_entry(DiaryEntry(written, days))
    async with floor.opened():
        await floor.press("l", "u")
        assert [entry.now for entry in entries(floor)] == [3]
        assert "Taken back" in floor.seen
        await floor.press("u", "u")
        assert "There is no entry to take back." in floor.seen


async def test_facts_of_ones_own_stand_below_the_entries() -> None:
    floor = Floor()
    for days in (3, 1):
        written = floor.clock.wall() - timedelta(days=days)
        floor.store.write_entry(DiaryEntry(written, 1, eased=("heat",)))
    async with floor.opened():
        await floor.press("l")
        assert "Heat helped twice." in floor.seen


async def test_the_first_page_has_one_fact_where_there_is_room() -> None:
    floor = Floor()
    for days, pain in ((9, 6), (4, 2)):
        floor.store.write_entry(DiaryEntry(floor.clock.wall() - timedelta(days=days), pain))
    async with floor.opened(140, 45):
        assert "Your last flare was back to 3 or less after 5 days." in floor.seen


async def test_a_score_stays_with_the_activity_that_it_was_given_to() -> None:
    floor = Floor()
    for days, name, score in ((9, "walking", 8), (2, "lifting", 1)):
        moment = floor.clock.wall() - timedelta(days=days)
        floor.store.tell_episode(EpisodeFacts(moment, activities=(name,)))
        floor.store.write_entry(DiaryEntry(moment, 1, activities=(score,)))
    async with floor.opened() as floor:
        await floor.press("l")
        assert "walking: 8" in floor.seen
        assert "lifting: 1" in floor.seen


async def test_the_episode_is_offered_once_and_can_be_told() -> None:
    async with Floor().opened() as floor:
        await floor.press("l", "3", "enter", "escape")
        assert floor.screen == "AskScreen"
        await floor.choose("y")
        assert floor.screen == "FormScreen"
        await floor.press("enter", *"3 weeks ago", "enter", "right", "escape")
        facts = floor.store.episode_facts()
        assert facts is not None
        assert facts.about
        assert facts.suddenly
        await floor.press("3", "enter", "escape")
        assert floor.screen == "DiaryScreen"
        assert len(entries(floor)) == 2


async def test_a_leg_symptom_is_asked_about_and_an_emergency_ends_it_here() -> None:
    async with Floor().opened() as floor:
        await open_form(floor)
        await go_to(floor, "tingling")
        await floor.press("y", "escape")
        assert floor.screen == "AskScreen"
        await floor.choose("y")
        assert floor.screen == "AdviceScreen"
        assert "Call 112" in floor.seen
        assert [bar.sign for bar in floor.store.open_bars()] == [content().hurt_leg[0].id]
        await floor.press("escape", "t", "l", "n")
        assert floor.screen == "AdviceScreen"


async def test_a_leg_symptom_brings_the_full_list_although_every_answer_is_no() -> None:
    async with Floor().opened() as floor:
        await open_form(floor)
        await go_to(floor, "tingling")
        await floor.press("y", "escape")
        await floor.choose(*("n" for _ in content().hurt_leg))
        assert floor.screen == "DiaryScreen"
        await floor.press("escape")
        assert "(1 of" in floor.seen


async def test_at_8_the_advice_has_to_be_read() -> None:
    async with Floor().opened() as floor:
        await floor.press("l", "8", "enter", "escape")
        assert "No exercise now." in floor.seen
        assert floor.screen == "AskScreen"


async def test_no_diary_over_a_session() -> None:
    async with Floor().opened() as floor:
        await floor.begin()
        await floor.press("l")
        assert floor.screen == "PlayScreen"
