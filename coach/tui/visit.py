"""One visit: from opening the coach to leaving it, with one run of the player after another."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from coach.domain.commands import Command
from coach.domain.events import Outcome
from coach.domain.questions import Question
from coach.domain.session import Session
from coach.player.diary import told_today
from coach.player.progress import exercise_log
from coach.ports.audio_out import LOUDEST
from coach.ports.library import Entry, Origin
from coach.tui.parts import Parts, Wish
from coach.tui.routine_desk import RoutineDesk
from coach.tui.routine_lines import RoutineLine, routine_line
from coach.tui.run import Run
from coach.tui.screens.leave import LeaveScreen, Leaving
from coach.tui.screens.routines import RoutinesScreen
from coach.tui.screens.today import TodayScreen

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

SPASM = "spasm"
"""The relief protocol of somebody who is in spasm now."""


class Visit:
    """Joins the screens to the parts behind them."""

    def __init__(self, app: "CoachApp", today: TodayScreen, parts: Parts, wish: Wish) -> None:
        self._app = app
        self._today = today
        self._parts = parts
        self._entry = wish.entry or parts.today
        self._run: Run | None = None
        self._ended = False
        self._desk = RoutineDesk(app, self, parts)

    @property
    def session(self) -> Session | None:
        """The session that is played, once there is one. The screens only read it."""
        return self._run.player.session if self._run else None

    @property
    def question(self) -> Question | None:
        """The question that is open."""
        return self._run.player.question if self._run else None

    async def read(self) -> None:
        """Read the routines, beside the loop, before anything is asked."""
        await self._desk.read()

    def begin(self) -> None:
        """The first question."""
        self._today.tell(self._parts.notices)
        self._play(self._entry)

    def _play(self, entry: Entry) -> None:
        """A run of the player, from its first question on."""
        if self._run is not None:
            self._run.hush()
        self._entry = entry
        self._ended = False
        self._show_routines()
        self._today.show_fact(told_today(self._parts.door))
        self._run = Run(self._app, self, self._today, self._parts, entry)
        self._prepare(entry)
        self._run.player.begin()

    def _prepare(self, entry: Entry) -> None:
        """Have the voice ready by the time that the questions are answered."""
        routine = entry.routine if entry.relief is None else entry.relief.as_routine()
        if self._run is not None and routine is not None:
            self._run.rehearsal.ahead(routine)

    def lines(self) -> list[RoutineLine]:
        """The routines; of the one that is next also what the record says of it."""
        return self._with(self._line(self._entry))

    def _with(self, coming: RoutineLine) -> list[RoutineLine]:
        return [
            coming if self._is_next(line.entry) else line  # its file may say something else by now
            for line in self._desk.board.lines
        ]

    def _show_routines(self) -> None:
        coming = self._line(self._entry)
        self._today.show_routines(self._with(coming), coming)

    def _line(self, entry: Entry) -> RoutineLine:
        library = self._parts.door.library
        log = None
        if entry.routine is not None and entry.id == self._entry.id:
            log = exercise_log(self._parts.door, entry.routine)
        return routine_line(entry, library.exercises(), library.reliefs(), log)

    def tell(self, words: str) -> None:
        """Something that has to do with no question and no movement."""
        if self._run is None:
            self._today.tell((words,))
        else:
            self._run.tell(self._run.player.at(), (words,))

    # What the person does

    def answer(self, answer: str) -> None:
        """The answer to the question on Today."""
        if self._run is not None:
            self._run.answer(answer)

    def somebody_is_there(self) -> None:
        """An open question waits anew."""
        if self._run is not None:
            self._run.player.somebody_is_there()

    def hurts(self) -> None:
        """It hurts, said while something else is asked."""
        if self._run is not None:
            self._run.hurts()

    def choose_routine(self) -> None:
        """Another routine, as long as no session has begun."""
        if self._run is None or self._run.player.session is not None:
            return
        screen = RoutinesScreen(self.lines(), self._entry.id, self._desk)
        self._app.push_screen(screen, self._chosen)

    def look_for_changes(self) -> None:
        """Read again what was changed elsewhere, as long as no session has begun."""
        if self._run is not None and self._run.player.session is None:
            self._desk.look()

    def routines_changed(self) -> None:
        """The files were read again: the next routine is taken as it is now.

        A session that has begun, or whose plan is on its way, stays as it is; and so does the
        routine where its file has mistakes now.
        """
        run = self._run
        if run is None or run.player.session is not None:
            return
        entry = self._desk.board.entry(self._entry.id)
        fresh = entry is not None and entry.origin is Origin.OWN and entry.routine is not None
        if entry is not None and fresh and entry != self._entry and run.player.choose(entry):
            self._entry = entry
            self._prepare(entry)
        self._show_routines()

    def show_progress(self) -> None:
        """Pain, sessions and reps over time, as long as no session has begun."""
        if self._run is None or self._run.player.session is not None:
            return
        from coach.tui.screens.progress import (  # noqa: PLC0415 - charts are seen now and then
            ProgressScreen,
        )

        door = self._parts.door
        names = {id: exercise.name for id, exercise in door.library.exercises().items()}
        self._app.push_screen(ProgressScreen(self._parts.overview, door.clock.wall().date(), names))

    def _chosen(self, entry: Entry | None) -> None:
        if entry is None or self._run is None or self._is_next(entry):
            return
        if self._run.player.choose(entry):
            self._entry = entry
            self._prepare(entry)
            self._show_routines()
        elif self._run.give_up():
            self._today.forget_words()
            self._play(entry)

    def _is_next(self, entry: Entry) -> bool:
        """Whether a routine is the one that is next anyway, and not another version of it."""
        if entry.id != self._entry.id or entry.origin is not self._entry.origin:
            return False
        return entry.origin is Origin.BUNDLED or entry == self._entry

    def open_diary(self) -> None:
        """Note how the back is, as long as no session has begun and something is asked."""
        if self._run is None or self._run.player.session is not None or self.question is None:
            return
        from coach.tui.diary_desk import DiaryDesk  # noqa: PLC0415 - when it is first shown

        DiaryDesk(self._app, self._parts.door, self).open()

    def diary_closed(self, *, changed: bool) -> None:
        """What was noted may change what is asked and what is open: the start begins anew."""
        if changed and self._run is not None and self._run.give_up():
            self._today.forget_words()
            self._play(self._entry)

    def refused_by_diary(self, outcome: Outcome, screen: Screen[None]) -> None:
        """A warning sign was answered in the diary: there is no way on from here."""
        if self._run is not None:
            self._run.give_up()
        self.show_end(outcome, screen)

    def play_at_once(self) -> None:
        """In spasm now: what was asked meanwhile gives way, as long as no session has begun."""
        run = self._run
        if run is None or run.player.session is not None or self._is_now:
            return
        if run.give_up():
            self._today.forget_words()
            self._play(self._parts.door.library.relief(SPASM))

    @property
    def _is_now(self) -> bool:
        return self._entry.relief is not None and self._entry.relief.urgent

    def change_volume(self, step: int) -> str:
        """Softer or louder, and how loud it is then in words."""
        audio = self._parts.audio
        audio.set_volume(min(max(audio.volume + step, 0), LOUDEST))
        audio.set_voice_volume(min(max(audio.voice_volume + step, 0), LOUDEST))
        return self._loudness()

    def change_voice_volume(self, step: int) -> str:
        """The voice alone softer or louder, and how loud everything is then in words."""
        audio = self._parts.audio
        audio.set_voice_volume(min(max(audio.voice_volume + step, 0), LOUDEST))
        return self._loudness()

    def _loudness(self) -> str:
        tones, voice = self._parts.audio.volume, self._parts.audio.voice_volume
        if tones == voice:
            return f"Volume {tones} of {LOUDEST}." if tones else "The sound is off."
        return f"Tones {tones}, voice {voice} of {LOUDEST}."

    def say_back(self, score: int) -> None:
        """Say the number that was given, while it may still be mended."""
        if self._run is not None:
            self._run.say_back(score)

    def say_again(self) -> None:
        """Say the question that is open again."""
        if self._run is not None:
            self._run.player.command(Command.AGAIN)

    def keep_theme(self, word: str) -> None:
        """Wear these colours from now on."""
        trouble = self._parts.keep_theme(word)
        if trouble:
            self.tell(trouble)

    # The end

    def show_end(self, outcome: Outcome, screen: Screen[None]) -> None:
        """A session has ended: say how."""
        self._app.outcome = outcome
        self._ended = True
        self._back_to_today()
        self._app.gate.settle()
        self._app.push_screen(screen)

    def left(self) -> None:
        """A session was left on purpose."""
        self._ended = True
        self._app.outcome = Outcome.LEFT
        self._app.go()

    def begin_again(self) -> None:
        """Today once more."""
        self._back_to_today()
        self._today.forget_words()
        self._play(self._entry if self._entry.relief is None else self._parts.today)

    def _back_to_today(self) -> None:
        while self._app.screen is not self._today:
            self._app.pop_screen()

    def ask_to_leave(self) -> bool:
        """Ask before a session is left; ``False`` where nothing stands in the way."""
        run = self._run
        if run is None or self._ended:
            return False
        if run.player.session is None:
            return not run.give_up()
        self._app.gate.settle()
        self._app.push_screen(LeaveScreen(), self._asked_to_leave)
        return True

    def _asked_to_leave(self, way: Leaving | None) -> None:
        run = self._run
        if run is None or self._ended:
            return
        if way is Leaving.STOP:
            run.stop()
        elif way is Leaving.HURTS:
            run.hurts()

    def leave(self, reason: str) -> None:
        """The process has to end: the record is closed, nothing is asked."""
        if self._run is not None and not self._ended:
            self._ended = True
            self._run.leave(reason)
        self._parts.close()
