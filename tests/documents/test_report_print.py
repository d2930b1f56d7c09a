"""The page for the doctor takes one sheet of paper, however much there is to say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coach.adapters.store import MemoryStore
from coach.documents.report import Activity, Report
from coach.documents.report_html import report_html
from coach.domain.diary_entry import BodySide, DiaryEntry, EpisodeFacts, Medicine, Quality, Spread
from coach.domain.events import Outcome
from coach.domain.safety import Colour
from coach.ports.journal import SessionBegun, SessionEnd
from tests.adapters.store.samples import timeline
from tests.documents.browser import browser, pages
from tests.documents.test_report import MONTH, NOTHING, a_store, report_of
from tests.player.house import content
from tests.records import LAST

pytestmark = pytest.mark.skipif(
    browser() is None, reason="no Chromium here to print a page with (apt install chromium)"
)
SITES = ("left", "middle", "right", "hip-left", "upper", "leg")


def crowded(letter: str, length: int, days: int = 28) -> Report:
    """Everything that can be recorded, 400 entries of it, each text this long."""
    store = a_store()

    def typed(number: int) -> str:
        return f"{letter * length}{number}"

    store.tell_episode(
        EpisodeFacts(
            written=LAST,
            began=LAST.date() - timedelta(days=1000),
            about=True,
            suddenly=False,
            doing=typed(1),
            injury=True,
            injuries=typed(2),
            medicines=typed(3),
            allergies=typed(4),
            history=typed(5),
            activities=(typed(6), typed(7), typed(8)),
            goal=typed(9),
            questions=tuple(typed(number) for number in range(10, 30)),
        )
    )
    for number in range(400):
        store.write_entry(_entry(number, typed(number)))
    _stopped(store, typed(0))
    for number, line in enumerate(line for screen in content().full_list for line in screen.lines):
        sign = line.signs[0]
        bar = store.bar(sign.id, sign.question, sign.level, LAST - timedelta(days=2))
        for answer in ("2", "3", "3", "1")[: number % 5]:
            store.follow_up(bar, answer, LAST - timedelta(days=1), lifted=answer == "1")
    return report_of(store, first=LAST.date() - timedelta(days=days - 1))


def _entry(number: int, words: str) -> DiaryEntry:
    return DiaryEntry(
        LAST - timedelta(hours=number),
        number % 11,
        0,
        10,
        site=SITES[number % len(SITES)],
        side=list(BodySide)[number % 3],
        spread=list(Spread)[number % 5],
        qualities=tuple(Quality),
        spasms=1000 + number,
        spasm_minutes=100 * number,
        stiff_minutes=1000 * number,
        tingling=True,
        weakness=True,
        woken=number,
        kept_awake=True,
        all_night=True,
        eased=(words,),
        worsened=(words,),
        heat=number,
        cold=number,
        walks=number,
        painkiller=True,
        medicines=(Medicine(words, words),),
        activities=(1, 2, 3),
        notes=words,
    )


def _stopped(store: MemoryStore, words: str) -> None:
    for number in range(5):
        begun = LAST - timedelta(days=number, hours=3)
        session = store.begin(SessionBegun("mine", words, begun, 3), timeline("bridge"))
        store.end(session, SessionEnd(begun, Outcome.PAIN, Colour.AMBER, words, None))


def quiet(report: Report) -> Report:
    """With two warning answers only: as much as the larger letters have room for.

    Earlier activities would make it too much.
    """
    kept = tuple(f"warning-{number}" for number in (1, 2))
    assert report.signs is not None
    answers = tuple(one for one in report.signs.answers if f"warning-{one.number}" in kept)
    fewer = replace(report, signs=replace(report.signs, answers=answers))
    fewer = replace(fewer, activities=fewer.activities and fewer.activities[:3])
    assert 'class="dense"' not in report_html(fewer)
    assert 'class="dense"' in report_html(report)
    return fewer


def renamed(report: Report) -> Report:
    """With more activities than are named, and everything else in so few words as there can be."""
    shorter = replace(report, activities=tuple(Activity(f"a{n}", 1, 2, 400) for n in range(9)))
    assert report_html(shorter).count("<b>a") == 6
    assert 'class="dense"' not in report_html(shorter)
    return shorter


def one_entry() -> Report:
    store = a_store(fill=False)
    store.write_entry(DiaryEntry(LAST, 4))
    return report_of(store)


@pytest.mark.parametrize("paper", ["A4", "letter"])
@pytest.mark.parametrize(
    "made",
    [
        pytest.param(lambda: NOTHING, id="nothing"),
        pytest.param(one_entry, id="one entry"),
        pytest.param(lambda: MONTH, id="a month"),
        pytest.param(lambda: crowded("word ", 20), id="400 entries"),
        pytest.param(lambda: crowded("W", 1990), id="400 entries of broad letters"),
        pytest.param(lambda: quiet(crowded("W", 3)), id="400 entries, just not crowded"),
        pytest.param(lambda: renamed(quiet(crowded("i", 0))), id="many activities"),
        pytest.param(lambda: crowded("長", 1990, 400), id="400 entries in another script"),
    ],
)
def test_it_prints_on_one_page(made: Callable[[], Report], paper: str, tmp_path: Path) -> None:
    assert pages(report_html(made()), paper, tmp_path) == 1


def test_a_page_that_is_too_long_would_be_seen(tmp_path: Path) -> None:
    html = report_html(MONTH)
    longer = html.replace("<footer>", f"{'<p>More.</p>' * 60}<footer>")
    assert pages(longer, "A4", tmp_path) == 2


@pytest.mark.parametrize("made", [crowded("word ", 20)])
def test_what_has_no_room_is_counted(made: Report) -> None:
    html = report_html(made)
    assert len(made.signs.answers if made.signs else ()) > 6
    assert html.count("more</p>") >= 4
