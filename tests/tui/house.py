"""The real application on a fake clock: what a person at the keyboard sees of it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path

from textual.events import Key, MouseDown, MouseUp
from textual.pilot import Pilot
from textual.widgets import Label

from coach.adapters.content import YamlContent
from coach.adapters.library.library import YamlLibrary
from coach.adapters.library.routine_files import YamlRoutineFiles
from coach.adapters.resources import bundled
from coach.adapters.store.memory import MemoryStore
from coach.domain.commands import State
from coach.domain.events import Scored
from coach.domain.session import Session
from coach.painters.cells import Frame
from coach.painters.reel import Order, reel
from coach.player.doorway import Doorway
from coach.player.overview import read_overview
from coach.player.recorder import Recorder
from coach.ports.content import Content
from coach.ports.library import Entry
from coach.tui.app import CoachApp
from coach.tui.parts import Look, Parts, Wish
from coach.tui.pictures import Pictures
from coach.tui.screens.play import PlayScreen
from tests.fakes import FakeAudio, FakeClock, FakeKeepAwake, FakeVoice
from tests.player.house import content, know

SETTLED = 1.0
"""Seconds after which every key counts again."""
ENDS = 2
"""Of each scene a screen that stands still needs no more than its two ends."""


def shelved(own: Path) -> YamlLibrary:
    """A library with a folder of the person's own."""
    return YamlLibrary(own, bundled("routines"))


@lru_cache
def without_own() -> YamlLibrary:
    """A library of somebody who has no routines of their own yet."""
    return shelved(Path("nowhere") / "routines")


@lru_cache(maxsize=4000)
def sketched(order: Order, most: int) -> tuple[tuple[int, Frame], ...]:
    """The first frames of a reel, drawn once for all tests."""
    return tuple(islice(reel(order), most))


class Sketcher:
    """A workshop that draws at once: of each scene the first ``most`` frames."""

    def __init__(self, most: int = ENDS) -> None:
        self.most = most
        self.orders: list[Order] = []
        self.closed = False
        self._made: list[tuple[int, tuple[int, Frame] | None]] = []

    def give(self, number: int, job: Order) -> bool:
        self.orders.append(job)
        self._made += [(number, piece) for piece in sketched(job, self.most)]
        self._made.append((number, None))
        return True

    def take(self) -> list[tuple[int, tuple[int, Frame] | None]]:
        made, self._made = self._made, []
        return made

    def close(self) -> None:
        self.closed = True


@dataclass
class Floor:
    """One person's machine with the coach on its screen."""

    clock: FakeClock = field(default_factory=FakeClock)
    store: MemoryStore = field(default_factory=MemoryStore)
    audio: FakeAudio = field(default_factory=FakeAudio)
    voice: FakeVoice = field(default_factory=lambda: FakeVoice(engine="none"))
    keep_awake: FakeKeepAwake = field(default_factory=FakeKeepAwake)
    known: bool = True
    """Whether the first use is over."""
    routine: str = "first-three"
    look: Look = field(default_factory=lambda: Look(still=True))
    """Without movement, so that a session is over in a moment."""
    notices: tuple[str, ...] = ()
    sketcher: Sketcher | None = field(default_factory=Sketcher)
    """What draws the body; without it there are words."""
    goal: int | None = None
    """Sessions a week that the person wants."""
    own: Path | None = None
    """The folder with the person's own routines; without one there are none."""
    edit: Callable[[Entry], str] | None = None
    """The person's own editor."""
    closed: int = 0

    def __post_init__(self) -> None:
        if self.known and self.store.cautions() is None:
            know(self.store, self.clock.wall())
        self.library = without_own() if self.own is None else shelved(self.own)

    async def furnish(self, notify: Callable[[str], None]) -> Parts:
        recorder = Recorder(self.store, self.store, self.clock, notify)
        door = Doorway(
            recorder,
            content(),
            self.library,
            self.clock,
            keep_number=self._keep_number,
        )
        return Parts(
            door,
            self.audio,
            self.voice,
            self.keep_awake,
            self.library.routine(self.routine),
            self.notices,
            lambda first, last: read_overview(self.store, first, last, self.goal),
            self._keep_theme,
            lambda sounds: (),
            self._close,
            pictures=Pictures(self.sketcher) if self.sketcher else None,
            files=YamlRoutineFiles(self.library),
            edit=self.edit,
        )

    def _keep_number(self, words: str) -> tuple[Content, str]:
        self.number = words
        return YamlContent.load("DE", words, None), ""

    def _keep_theme(self, word: str) -> str:
        self.theme = word
        return ""

    def _close(self) -> None:
        self.closed += 1

    @asynccontextmanager
    async def opened(
        self, width: int = 80, height: int = 24, wish: Wish | None = None
    ) -> AsyncIterator["Floor"]:
        """The coach is open, and has asked its first question."""
        self.build(wish)
        async with self.app.run_test(size=(width, height)) as pilot:
            await self.sit_down(pilot)
            yield self

    def build(self, wish: Wish | None = None) -> CoachApp:
        """The application, not yet open."""
        self.app = CoachApp(self._furnish, self.clock, wish or Wish(), self.look)
        return self.app

    async def sit_down(self, pilot: Pilot[None]) -> None:
        """Wait until the coach has asked its first question."""
        self.pilot = pilot
        await pilot.pause()
        await self.app.workers.wait_for_complete()
        await pilot.pause()

    async def _furnish(self, notify: Callable[[str], None]) -> Parts:
        self._parts = await self.furnish(notify)
        return self._parts

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before is over and done."""
        for key in keys:
            await self.pass_time(SETTLED)
            await self.pilot.press(key)
            await self.pilot.pause()

    async def choose(self, *keys: str) -> None:
        """Answer questions in a session: each key stands alone for a moment."""
        for key in keys:
            await self.press(key)
            await self.pass_time(0.4)
            await self.pilot.pause()

    async def burst(self, *keys: str) -> None:
        """Keys that the terminal hands over at once, as a flat hand does."""
        for key in keys:
            character = {"space": " "}.get(key, key if len(key) == 1 else None)
            self.app.post_message(Key(key, character))
        await self.pilot.pause()
        await self.pilot.pause()

    async def click(self, widget: str) -> None:
        """Click on a widget, as the terminal tells it."""
        x, y = self.app.screen.query(widget).first().region.center
        for kind in (MouseDown, MouseUp):
            self.app.post_message(
                kind(None, int(x), int(y), 0, 0, 1, False, False, False, int(x), int(y))
            )
        await self.pilot.pause()
        await self.pilot.pause()

    async def strike(self, *keys: str, apart: float = 0.05) -> None:
        """Press keys in quick succession, ``apart`` seconds from each other."""
        for key in keys:
            await self.pilot.press(key)
            self.clock.pass_time(apart)
        await self.pilot.pause()

    async def pass_time(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.pass_time(seconds)
        await self.pilot.pause()

    async def score(self, key: str) -> None:
        """Give a score, and leave it as it is."""
        await self.press(key)
        await self.pass_time(3.5)

    async def begin(self, score: str = "2") -> None:
        """From Today to the first movement: two keys."""
        await self.press("n")
        await self.score(score)
        await self.pilot.pause()

    async def play_to(self, name: str, phase: str, rep: int = 1) -> None:
        """Let time pass until this phase begins; pain checks are answered with 2."""
        for _ in range(20_000):
            segment = self.session.segment
            if (segment.name, segment.phase, segment.rep) == (name, phase, rep):
                return
            await self.step()
        raise AssertionError("never came there")

    async def play_until_asked(self) -> None:
        """Let time pass until the session asks something, or ends."""
        for _ in range(20_000):
            if self.app.visit is None or self.session.state in (State.ASKING, State.ENDED):
                await self.pilot.pause()
                return
            due = self.clock.next_at()
            assert due is not None, "the session waits for nothing"
            self.clock.pass_time(due - self.clock.now())
        raise AssertionError("the session never asked anything")

    async def step(self) -> None:
        """Go to the next moment at which something is due; answer a check with 2."""
        if self.session.state is State.ASKING:
            await self.pilot.pause()
            await self.score("2")
            return
        due = self.clock.next_at()
        assert due is not None, "the session waits for nothing"
        self.clock.pass_time(due - self.clock.now())

    @property
    def session(self) -> Session:
        assert self.app.visit is not None
        session = self.app.visit.session
        assert session is not None
        return session

    @property
    def state(self) -> State:
        return self.session.state

    def is_in(self, state: State) -> bool:
        return self.session.state is state

    @property
    def screen(self) -> str:
        """The name of the screen on top."""
        return type(self.app.screen).__name__

    @property
    def scores(self) -> list[int]:
        """The scores that the record has: the start's, and each of the session's."""
        record = self.store.sessions()[0]
        events = self.store.events(record.id)
        return [record.begun.start_score, *(e.score for e in events if isinstance(e, Scored))]

    @property
    def play(self) -> PlayScreen:
        return next(s for s in self.app.screen_stack if isinstance(s, PlayScreen))

    def label(self, id: str) -> str:
        """What a label of the screen on top says."""
        return str(self.app.screen.query_one(f"#{id}", Label).content)

    @property
    def seen(self) -> str:
        """Everything that is on the screen, as text."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join(line.text.rstrip() for line in lines)
