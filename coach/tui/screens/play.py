"""The session: seen from three metres, and stopped by anything."""

from textwrap import wrap
from typing import ClassVar, Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Key, MouseDown, Paste
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Label

from coach.domain.commands import Command, State
from coach.domain.events import CountIn, CueDue, Event, Interrupted, SegmentBegan
from coach.domain.session import Session
from coach.domain.timeline import SegmentKind
from coach.player.player import Player
from coach.ports.clock import Clock, Handle
from coach.tui import notes
from coach.tui.commands import bindings
from coach.tui.film import Film
from coach.tui.hand import Hand, Reaction
from coach.tui.notices import LASTS, notice_of
from coach.tui.play_view import PlayView, instructions, share, view_of
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.bars import Bar
from coach.tui.widgets.figure import Figure
from coach.tui.widgets.keys import KeysBar
from coach.tui.widgets.lettering import Lettering
from coach.tui.widgets.reps import Reps
from coach.tui.widgets.words import Words

MOVING: Final = (State.RUNNING, State.COUNTING_IN, State.EXITING)
"""The states in which something happens by itself."""
STEP: Final = 0.125
"""Seconds between two steps of the bar that moves with the phase."""
SMALL: Final = (60, 18)
"""Below this many columns or rows it is the distance view by itself."""
COLOURED: Final = ("phase", "count", "short", "breath")
"""What has the colour of the phase."""
_JUST: Final = 0.005
"""Seconds by which a look may come early."""
ONLY_THIS: Final = "There is no room for another view."


class PlayScreen(CoachScreen[None], inherit_bindings=False):
    """Shows what the session says. It decides nothing."""

    CSS_PATH = "play.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "pause",
        "go-on",
        "ready",
        "hurts",
        "next",
        "back",
        "more",
        "distance",
        "help",
        "leave",
        "easier",
        "again",
        "softer",
        "louder",
        "voice-softer",
        "voice-louder",
        "palette",
    )
    hints: ClassVar[tuple[str, ...]] = notes.SESSION

    distance: reactive[bool] = reactive(False, toggle_class="-distance")
    """Whether only three things are shown, as large as they can be."""

    def __init__(
        self, player: Player, clock: Clock, *, still: bool, film: Film | None = None
    ) -> None:
        super().__init__()
        self._player = player
        self._clock = clock
        self._film = film
        self._pull_at = 0.0
        """When the words and figures change by themselves; in between only bars and body move."""
        self._still = still
        self._hand = Hand()
        self._wanted = False
        """Whether the person has chosen the distance view."""
        self._wake: Handle | None = None
        self._count_in = 0
        self._said = ""
        self._noticed = ""
        self._noticed_at = 0.0
        self._interrupted = False
        """Whether the pause that comes next has been explained."""
        self._manner = ""
        self._meaning = "pause"
        """What space means at the moment."""
        self._boxes: tuple[Widget, ...] = ()
        """Everything on the screen, from its first moment to its last."""

    def compose(self) -> ComposeResult:
        """Everything there is; the style sheet says what of it has room."""
        with Horizontal(id="top"):
            yield Label("", id="title", markup=False)
            yield Label("", id="place", markup=False)
        yield Bar(id="whole")
        with Horizontal(id="middle"):
            with Vertical(id="left"):
                yield Figure(id="figure")
                yield Words(id="words")
            with Vertical(id="now"):
                yield Label("", id="name", markup=False)
                yield Label("", id="phase", markup=False)
                yield Lettering(id="short")
                yield Label("", id="said", markup=False)
                yield Lettering(id="count")
                yield Bar(id="breath")
                yield Reps(id="reps")
        yield Label("", id="notice", markup=False)
        with Horizontal(id="bottom"):
            yield Label("next", id="next-word")
            yield Label("", id="next", markup=False)
        yield KeysBar()

    def on_mount(self) -> None:
        """Show the first moment."""
        self._boxes = tuple(self.query(Widget))
        self.pull()

    def on_unmount(self) -> None:
        """Nothing is looked at any more."""
        self._boxes = ()
        self._stop_looking()

    # What the session says

    @property
    def _session(self) -> Session | None:
        return self._player.session

    @property
    def moving(self) -> bool:
        """Whether something happens by itself."""
        return self._session is not None and self._session.state in MOVING

    def show(self, event: Event) -> None:
        """Something has happened."""
        match event:
            case CueDue(cue=cue) if cue.text:
                self._said = cue.text
            case SegmentBegan(segment=segment) if segment.kind is not SegmentKind.PHASE:
                self._said = ""
            case CountIn(left=left):
                self._count_in = left
            case _:
                pass
        notice = notice_of(event, explained=self._interrupted)
        self._interrupted = isinstance(event, Interrupted)
        if notice is None:
            self.pull()
        else:
            self.notice(notice)

    def notice(self, words: str) -> None:
        """A line that is told besides the session; it stays while nothing moves."""
        self._noticed = words
        self._noticed_at = self._clock.now()
        self.pull()

    def pull(self) -> None:
        """Show the session as it is now, and come back when that changes by itself."""
        session = self._session
        if session is None or not self._whole:
            return
        if self.moving and self._clock.now() - self._noticed_at > LASTS:
            self._noticed = ""
        self._pull_at = 0.0
        view = view_of(session, self._player.at(), count_in=self._count_in)
        self._fill(view)
        self._draw(session)
        meaning = self._meaning_of_space()
        if meaning != self._meaning:
            self._meaning = meaning
            self.refresh_bindings()
        self.query_one(Words).lines = instructions(session)
        self.query_one(Words).said = view.movement or self._said
        self._look_again(session)

    def _fill(self, view: PlayView) -> None:
        for id, words in (
            ("title", view.title),
            ("place", view.place),
            ("name", view.name),
            ("phase", f"{view.mark} {view.word}".upper()),
            ("said", view.movement or self._said),
            ("next", view.next),
            ("notice", self._noticed),
        ):
            self._write(id, words)
        self.query_one("#short", Lettering).text = view.short
        count = self.query_one("#count", Lettering)
        count.widest = view.widest
        count.text = view.figure
        reps = self.query_one(Reps)
        reps.side, reps.sets, reps.rep, reps.reps = view.side, view.sets, view.rep, view.reps
        self.query_one("#whole", Bar).done = view.done
        self.query_one("#breath", Bar).done = view.phase_done
        # A class of the screen applies the style sheets to all that is on it: what changes with
        # every phase is a class of the few that it concerns.
        self.update_classes(
            {
                "-noticed": bool(self._noticed),
                "-uncounted": view.manner == "pause" or not view.figure,
                "-drawn": self._drawn,
            }
        )
        if view.manner != self._manner:
            for id in COLOURED:
                box = self.query_one(f"#{id}", Widget)
                box.update_classes({f"-{self._manner}": False, f"-{view.manner}": True})
            self._manner = view.manner

    @property
    def _drawn(self) -> bool:
        """Whether a picture takes the place of the words."""
        session = self._session
        return (
            self._film is not None
            and session is not None
            and self._film.draws(session, self._player.at())
        )

    def _move(self, session: Session) -> None:
        """Show how far the movement has come: the bars and the body."""
        at, segment, total = self._player.at(), session.segment, session.timeline.total
        if segment.length:
            self.query_one("#breath", Bar).done = share(at - segment.start, segment.length)
        self.query_one("#whole", Bar).done = share(at, total)
        self._draw(session)

    def _draw(self, session: Session) -> None:
        """Show the body as it is now."""
        if self._film is None:
            return
        figure = self.query_one(Figure)
        figure.show(self._film.frame(session, self._player.at(), *figure.size))

    def _write(self, id: str, words: str) -> None:
        """Update a label where it says something else."""
        label = self.query_one(f"#{id}", Label)
        before = str(label.content)
        if before != words:
            label.update(words, layout=not _same_room(label, before, words))

    @property
    def _whole(self) -> bool:
        """Whether every widget is there: not before the first moment, nor in the last."""
        return bool(self._boxes) and all(box.is_attached for box in self._boxes)

    # When to look

    def _look_again(self, session: Session) -> None:
        """Ask for the next moment at which something on the screen changes by itself."""
        self._stop_looking()
        if not self.moving:
            return
        left = session.segment.end - self._player.at()
        now = self._clock.now()
        if not self._pull_at:
            self._pull_at = now + (left % 1.0 or 1.0)
        until = self._pull_at - now
        if not self._still and not session.segment.open:
            until = min(until, STEP if self._film is None else self._film.pace)
        if self._film is not None and self._film.waits:
            until = min(until, STEP)
        self._wake = self._clock.call_at(now + max(until, 0.02), self.look, sharp=False)

    def look(self) -> None:
        """Time has passed."""
        self._player.look()
        session = self._session
        if session is not None and self._whole and self._clock.now() < self._pull_at - _JUST:
            self._move(session)
            self._look_again(session)
        else:
            self.pull()

    def _stop_looking(self) -> None:
        if self._wake is not None:
            self._wake.cancel()
            self._wake = None

    # What the hand does

    def press(self, event: Key) -> bool:
        """Tell a wish from a hand; what has a command of its own goes on to it."""
        reaction = self._hand.key(
            event.key,
            self._clock.now(),
            moving=self.moving,
            bound=event.key in self.active_bindings,
            waiting=self._meaning == "ready",
        )
        self._react(reaction)
        return reaction is not Reaction.ITS_COMMAND

    def on_mouse_down(self, event: MouseDown) -> None:
        """A button of the mouse beside every key of the line at the bottom."""
        below, _ = self.get_widget_at(event.screen_x, event.screen_y)
        if not isinstance(below.parent, KeysBar):
            self._react(self._hand.click(moving=self.moving))

    def on_paste(self, event: Paste) -> None:
        """Many keys at once are a hand as well."""
        event.stop()
        self._react(self._hand.click(moving=self.moving))

    def _react(self, reaction: Reaction) -> None:
        match reaction:
            case Reaction.PAUSE:
                self.action_pause()
            case Reaction.GO_ON if self._meaning == "ready":
                self._command(Command.READY)
            case Reaction.GO_ON:
                self.action_go_on()
            case Reaction.HURTS:
                self._command(Command.PAIN)
            case _:
                pass

    def _command(self, command: Command) -> None:
        """Pass a command on; what means nothing now is said."""
        if not self._player.command(command) and command is not Command.PAUSE:
            self.notice("Not now.")
        self.pull()

    def on_screen_suspend(self) -> None:
        """Whatever lies over the session pauses it."""
        if self.moving:
            self._command(Command.PAUSE)

    def on_screen_resume(self) -> None:
        """A key that closed what lay over it does nothing here."""
        if not self.moving:
            self.app.gate.settle()

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Space pauses, goes on, or says that somebody is ready: one of them at a time."""
        meanings = {"pause": "pause", "go_on": "go on", "ask": "ready"}
        if action == "ask" and parameters != (Command.READY.value,):
            return True
        return meanings[action] == self._meaning if action in meanings else True

    def _meaning_of_space(self) -> str:
        session = self._session
        if session is None or session.state is not State.PAUSED:
            waits = session is not None and session.segment.kind is SegmentKind.READY
            return "ready" if waits and self.moving else "pause"
        return "go on"

    def action_pause(self) -> None:
        """Stop at once."""
        self._command(Command.PAUSE)
        self.app.gate.settle()

    def action_go_on(self) -> None:
        """Go on, three seconds later."""
        self._noticed = ""
        self._command(Command.RESUME)

    def action_ask(self, command: str) -> None:
        """Pass on a command that needs nothing else."""
        self._command(Command(command))

    def action_distance(self) -> None:
        """Change between everything and three things."""
        if self._small:
            self.notice(ONLY_THIS)
        else:
            self._wanted = not self._wanted
            self._choose_view()

    def action_softer(self) -> None:
        """Make the sound softer."""
        self.notice(self.visit.change_volume(-1))

    def action_louder(self) -> None:
        """Make the sound louder."""
        self.notice(self.visit.change_volume(1))

    def action_voice_softer(self) -> None:
        """Make the voice alone softer."""
        self.notice(self.visit.change_voice_volume(-1))

    def action_voice_louder(self) -> None:
        """Make the voice alone louder."""
        self.notice(self.visit.change_voice_volume(1))

    def on_figure_resized(self) -> None:
        """The body has another place."""
        if self._session is not None and self._whole:
            self._draw(self._session)
            self._look_again(self._session)

    def on_resize(self) -> None:
        """Another size may have room for another view."""
        self._choose_view()

    @property
    def _small(self) -> bool:
        """Whether there is room for three things only."""
        return self.size.width < SMALL[0] or self.size.height < SMALL[1]

    def _choose_view(self) -> None:
        self.distance = self._wanted or self._small


def _same_room(label: Label, before: str, words: str) -> bool:
    """Whether a label needs as many cells for other words: a new layout costs the most by far."""
    width = label.styles.width
    if width is not None and width.is_auto:
        return cell_len(before) == cell_len(words)
    columns = max(label.content_size.width, 1)
    return len(wrap(before, columns)) == len(wrap(words, columns))
