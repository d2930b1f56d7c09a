"""Records that are made up, the same each time: what a month of a person's back looks like."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Final

from coach.domain.diary_entry import BodySide, DiaryEntry, EpisodeFacts, Medicine, Quality, Spread
from coach.domain.dose import Side, Sides
from coach.domain.events import Event, Outcome, Scored
from coach.domain.exercise_record import ExerciseDone
from coach.domain.safety import Colour, assess_end
from coach.domain.triage import Level
from coach.ports.journal import Journal, SessionBegun, SessionEnd, Standing
from coach.ports.safety_record import ListGroup
from tests.adapters.store.samples import all_of, timeline

ZONE: Final = timezone(timedelta(hours=2))
FIRST: Final = datetime(2026, 6, 1, 7, 30, tzinfo=ZONE)
"""The first morning of the month, a Monday."""
DAYS: Final = 30
LAST: Final = FIRST + timedelta(days=DAYS - 1)
"""The last morning of the month, a Tuesday."""

THREE: Final = ("child-pose", "bridge", "cat-cow")
GENTLE: Final = ("rest-90-90", "pelvic-tilt", "knee-rolls", "walk")
_TIMED: Final = {"rest-90-90": 180.0, "walk": 120.0}
_EACH_SIDE: Final = ("knee-rolls",)


@dataclass(frozen=True)
class Morning:
    """A session of the month: on which day (from 0), and how it went."""

    day: int
    start: int
    end: int | None
    gentle: bool = False
    outcome: Outcome = Outcome.DONE
    stopped: str = ""
    """The exercise that hurt, and ended it."""
    side: Side | None = None
    reason: str = ""


MONTH: Final = (
    Morning(0, 5, 5, gentle=True),
    Morning(1, 6, 6, gentle=True),
    Morning(2, 5, 4),
    Morning(4, 4, 4),
    Morning(5, 4, 6),
    Morning(7, 5, 4, gentle=True),
    Morning(8, 4, 6, outcome=Outcome.PAIN, stopped="bridge", reason="pain rose by 2, to 6"),
    Morning(9, 5, 5, gentle=True),
    Morning(11, 3, 3),
    Morning(12, 3, 2),
    Morning(13, 4, None, outcome=Outcome.LEFT, reason="the coach was left"),
    Morning(15, 3, 2),
    Morning(16, 2, 2),
    Morning(
        18, 2, 3, outcome=Outcome.PAIN, stopped="knee-rolls", side=Side.LEFT, gentle=True,
        reason="the pain is sharp or came suddenly",
    ),
    Morning(19, 5, 4, gentle=True),
    Morning(21, 3, 2),
    Morning(22, 2, 2),
    Morning(23, 2, 1),
    Morning(25, 2, 1),
    Morning(26, 1, 1),
    Morning(28, 1, 1),
    Morning(29, 1, 1),
)  # fmt: skip
"""Of 30 mornings these 22 had a session; the score of the others is in the diary, or unknown."""

EVENINGS: Final = (
    (0, 6, 4, 7, "Sat in the car for three hours."),
    (3, 5, 3, 6, ""),
    (6, 4, 3, 5, "Walked by the river; better after it."),
    (8, 6, 4, 7, "It caught me while lifting my hips."),
    (10, 4, 2, 4, ""),
    (14, 3, 2, 4, ""),
    (18, 5, 2, 5, "<b>Sharp</b> on the left & sudden."),
    (20, 3, 2, 4, ""),
    (24, 2, 1, 3, ""),
    (27, 1, 0, 2, "Hardly anything today."),
)
"""The diary: day, now, best, worst, notes."""


def a_month(store: Journal) -> None:
    """Put a month of one person into the record, from :data:`FIRST` to :data:`LAST`.

    First use, 22 sessions (19 done, two stopped for pain, one left), a score before each, ten
    entries of the diary, this episode, one warning answer that was followed up, and one line to
    see a doctor soon.
    """
    store.introduce((), FIRST)
    for group in ListGroup:
        store.list_asked(group, FIRST)
    store.tell_episode(EPISODE)
    for morning in MONTH:
        _session(store, morning)
    for number, evening in enumerate(EVENINGS):
        store.write_entry(_entry(number, *evening))
    asked = _at(9, hours=12)
    bar = store.bar("fever", "High temperature, chills or night sweats?", Level.URGENT, asked)
    store.follow_up(bar, "5", _at(10), lifted=True)
    store.doctor_line("two-weeks", "Lasting more than 2 weeks?", _at(15))


EPISODE: Final = EpisodeFacts(
    written=FIRST,
    began=(FIRST - timedelta(days=4)).date(),
    about=True,
    suddenly=True,
    doing="lifting a box of books",
    injury=False,
    injuries="slipped on ice two winters ago",
    medicines="none every day",
    allergies="penicillin",
    history="none",
    activities=("tying shoes", "sitting at the desk", "sleeping on my side"),
    goal="Play with the children on the floor.",
    questions=("May I cycle to work?", "How long does this last?"),
)


def _at(day: int, *, hours: float = 0.0, minutes: float = 0.0) -> datetime:
    return FIRST + timedelta(days=day, hours=hours, minutes=minutes)


def _session(store: Journal, morning: Morning) -> None:
    begun = _at(morning.day)
    store.score(morning.start, begun - timedelta(seconds=20))
    ids = GENTLE if morning.gentle else THREE
    laid = timeline(*ids)
    routine = ("acute-gentle", "Gentle day") if morning.gentle else ("first-three", "First three")
    session = store.begin(SessionBegun(*routine, begun, morning.start), laid)
    stop = ids.index(morning.stopped) if morning.stopped else None
    whole = ids if stop is None else ids[:stop]
    if morning.outcome is Outcome.LEFT:
        whole = ids[:1]
    events: list[Event] = list(all_of(laid)[: 3 * len(whole)])
    ended = begun + timedelta(minutes=9 if morning.gentle else 5)
    if morning.end is not None:
        events.append(Scored(events[-1].at if events else 0.0, morning.end))
    done = [_done(step, id, morning, whole=id in whole) for step, id in enumerate(ids, 1)]
    reached = len(whole) + (stop is not None)
    store.write(session, events, Standing(), ended, done=done[:reached])
    store.end(session, SessionEnd(ended, morning.outcome, _colour(morning), morning.reason,
                                  morning.end))  # fmt: skip


def _colour(morning: Morning) -> Colour | None:
    if morning.outcome is Outcome.PAIN:
        return Colour.AMBER
    return None if morning.end is None else assess_end(morning.start, morning.end)


def _done(step: int, id: str, morning: Morning, *, whole: bool) -> ExerciseDone:
    reps = 5 + morning.day // 8
    timed = _TIMED.get(id)
    stopped = id == morning.stopped
    return ExerciseDone(
        step,
        id,
        Sides.EACH if id in _EACH_SIDE else Sides.BOTH,
        planned=() if timed else (reps,),
        hold=0.0 if timed else 5.0,
        time=timed,
        done=0 if timed else reps if whole else 2,
        whole=whole,
        eased=morning.start >= 4,
        stopped=stopped,
        stopped_side=morning.side if stopped else None,
        stopped_rep=3 if stopped else 0,
        reason=morning.reason if stopped else "",
    )


def _entry(number: int, day: int, now: int, best: int, worst: int, notes: str) -> DiaryEntry:
    hurt = now >= 4
    return DiaryEntry(
        _at(day, hours=13),
        now,
        best,
        worst,
        site="left" if number % 3 else "middle",
        side=BodySide.LEFT if number % 3 else None,
        spread=Spread.BUTTOCK if day == 18 else Spread.NONE,
        qualities=(Quality.CRAMP, Quality.ACHE) if hurt else (Quality.ACHE,),
        spasms=3 if hurt else 0,
        spasm_minutes=4 if hurt else None,
        stiff_minutes=30 if hurt else 10,
        tingling=False,
        weakness=False,
        woken=2 if now >= 5 else 0,
        kept_awake=now >= 6,
        all_night=False,
        eased=("heat", "walking") if number % 2 else ("lying down",),
        worsened=("sitting",) if hurt else (),
        heat=1 if hurt else 0,
        cold=0,
        walks=1 + number % 3,
        painkiller=now >= 6,
        medicines=(Medicine("ibuprofen 400", "a little better"),) if now >= 6 else (),
        activities=(now, max(0, now - 1), min(10, now + 1)),
        notes=notes,
    )
