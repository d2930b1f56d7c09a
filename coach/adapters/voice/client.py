"""The voice as the session sees it: a look into the cache, and never a wait.

Nothing of it runs beside the session, neither a thread nor a timer. What the worker has answered is
read, and what is missing is sent to it, whenever the session asks for anything here.
"""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Final

from coach.adapters.voice.cache import clip_path, clip_seconds, remove, room
from coach.adapters.voice.engine import Wish
from coach.adapters.voice.kinds import Candidate, candidates, what_to_install
from coach.adapters.voice.protocol import Chosen, Unwritable
from coach.adapters.voice.supervisor import PATIENCE, Again, Done, Event, NoWorkerError, Supervisor
from coach.adapters.voice.text import speakable
from coach.adapters.voice.waiting import Rank, Waiting
from coach.ports.voice import Clip, VoiceState

NONE: Final = "none"
LOOKING: Final = 0.003
"""Seconds that a call spends on lines at most; the next one goes on with what is left."""
MOST_WAITING: Final = 2_000
"""Lines that wait to be spoken at most; further ones stay unspoken."""
_OFF: Final = {
    "none": "The voice is off in the settings.",
    "reader": "A screen reader speaks instead, as the settings say.",
}


class VoiceClient:
    """Speaks lines through a worker process, into a cache in ``folder``.

    ``wanted`` is what the settings name, ``name`` the engine's own name for a voice, ``rate`` words
    a minute. ``patience`` are the seconds after which a silent worker counts as hung.
    """

    def __init__(
        self,
        wanted: str = "auto",
        *,
        name: str | None = None,
        rate: int = 165,
        folder: Path,
        patience: float = PATIENCE,
    ) -> None:
        self._wanted = wanted
        self._wish = Wish(name, rate)
        self._folders = [folder.absolute()]
        """Where lines are looked for; new ones are written to the last one."""
        self._temporary: Path | None = None
        self._supervisor = Supervisor(self._arguments, patience)
        self._calls = 0
        self._unread = Waiting()
        """Lines as they have come; of everything else there are only the texts that are spoken."""
        self._asked: set[str] = set()
        """The texts of all lines that have been prepared. Each is in one of the following."""
        self._unseen = Waiting()
        """Not looked for in the cache yet."""
        self._missing = Waiting()
        """In no cache, and to be spoken."""
        self._owed: dict[str, Rank] = {}
        """The worker is at them."""
        self._clips: dict[str, Clip] = {}
        self._refused: set[str] = set()
        """They can't be spoken."""
        self._notes: tuple[str, ...] = ()
        self._closed = False
        self._state, self._room = self._expected()

    @property
    def state(self) -> VoiceState:
        """Who speaks; before the worker has said so, who probably will."""
        self._tend()
        notes = tuple(f"{key} ends the voice process." for key in self._supervisor.without)
        return replace(
            self._state,
            reasons=(*notes, *self._notes, *self._state.reasons),
            ready=len(self._clips),
            wanted=len(self._unread) + len(self._asked),
        )

    @property
    def pending(self) -> int:
        """How many lines are still being spoken."""
        self._tend()
        return self._waiting + len(self._owed)

    @property
    def pid(self) -> int | None:
        """The worker's process; ``None`` where none runs."""
        return self._supervisor.pid

    def prepare(self, lines: Iterable[str]) -> None:
        """Have these lines ready soon, before those of earlier calls."""
        if self._mute:
            return
        self._calls += 1
        for place, line in enumerate(lines):
            if self._waiting >= MOST_WAITING:
                break
            self._unread.add(line, (-self._calls, place))
        self._tend()

    def clip(self, line: str) -> Clip | None:
        """The line as sound, if it is in the cache by now."""
        text = speakable(line)
        if not text or self._closed:
            return None
        if text not in self._clips:
            self._tend()
            if text in self._unseen or text not in self._asked:
                return self._look_for(text)
        return self._clips.get(text)

    def close(self) -> None:
        """End the worker."""
        self._closed = True
        self._supervisor.drop()
        self._forget()
        if self._temporary is not None:
            remove(self._temporary)

    # The lines

    @property
    def _mute(self) -> bool:
        return self._closed or self._state.engine == NONE

    @property
    def _waiting(self) -> int:
        return len(self._unread) + len(self._unseen) + len(self._missing)

    def _tend(self) -> None:
        """Take in what has come, look for a few lines, and send what the worker has room for."""
        if self._mute:
            return
        for event in self._supervisor.receive():
            self._take(event)
        until = perf_counter() + LOOKING
        while (first := self._unread.first()) is not None and perf_counter() < until:
            line, rank = first
            self._unread.remove(line)
            self._want(speakable(line), rank)
        while (first := self._unseen.first()) is not None and perf_counter() < until:
            text, rank = first
            if self._look_for(text) is None:
                self._unseen.remove(text)
                self._missing.add(text, rank)
        try:
            while (first := self._missing.first()) is not None and self._supervisor.send(first[0]):
                text, rank = first
                self._missing.remove(text)
                self._owed[text] = rank
        except NoWorkerError as error:
            self._give_up(str(error))

    def _want(self, text: str, rank: Rank) -> None:
        """Have a text looked for and spoken, unless that is done, or under way."""
        if not text or text in self._clips or text in self._refused:
            return
        if text in self._owed:
            self._owed[text] = min(rank, self._owed[text])
        elif text in self._missing:
            self._missing.add(text, rank)
        else:
            self._asked.add(text)
            self._unseen.add(text, rank)

    def _look_for(self, text: str) -> Clip | None:
        """The line in the cache; it is kept in mind where it is wanted."""
        for folder in self._folders:
            path = clip_path(folder, self._room, text)
            seconds = clip_seconds(path)
            if seconds is not None:
                clip = Clip(str(path), seconds)
                if text in self._asked:
                    self._unseen.remove(text)
                    self._clips[text] = clip
                return clip
        return None

    # The worker

    def _expected(self) -> tuple[VoiceState, str]:
        """Who will probably speak, and its room in the cache: what is there can be heard now."""
        if self._wanted in _OFF:
            return VoiceState(NONE, "", (_OFF[self._wanted],)), ""
        reasons: list[str] = []
        for candidate in candidates(self._wanted, self._wish):
            if isinstance(candidate, Candidate):
                name = candidate.kind.name
                place = room(candidate.kind.key, candidate.voice, candidate.wish.rate)
                return VoiceState(name, candidate.voice, tuple(dict.fromkeys(reasons))), place
            reasons.append(candidate)
        return VoiceState(NONE, "", (*dict.fromkeys(reasons), what_to_install())), ""

    def _arguments(self, without: Sequence[str]) -> Sequence[str]:
        wish = self._wish
        return [self._wanted, wish.name or "", str(wish.rate), str(self._folders[-1]), *without]

    def _take(self, event: Event) -> None:
        match event:
            case Done(text, seconds):
                self._owed.pop(text, None)
                if seconds is None:
                    self._refused.add(text)
                else:
                    path = clip_path(self._folders[-1], self._room, text)
                    self._clips[text] = Clip(str(path), seconds)
            case Chosen(state, place):
                self._choose(state, place)
            case Unwritable(reason):
                self._move(reason)
            case Again(text):
                if (rank := self._owed.pop(text, None)) is not None:
                    self._missing.add(text, rank)

    def _choose(self, state: VoiceState, place: str) -> None:
        """Somebody else may speak than was expected: what nobody could speak may go now."""
        self._state = state
        if state.engine == NONE:
            self._supervisor.drop()
            self._forget()
        elif place != self._room:
            self._room = place
            for text, rank in self._missing.clear().items():
                self._unseen.add(text, rank)
            for text in self._refused:
                self._unseen.add(text, (0, 0))
            self._refused.clear()

    def _move(self, reason: str) -> None:
        """The cache can't be written to: what is new goes to a folder for this session only."""
        if self._temporary is not None:
            self._give_up(f"Spoken lines can be kept nowhere: {reason}.")
            return
        try:
            self._temporary = Path(tempfile.mkdtemp(prefix="coach-voice-"))
        except OSError as error:
            self._give_up(f"Spoken lines can be kept nowhere: {error.strerror or error}.")
            return
        self._folders.append(self._temporary)
        where = self._folders[0]
        self._notes = (f"{where} can't be written to: {reason}. Lines are spoken anew each time.",)

    def _give_up(self, sentence: str) -> None:
        """Nothing is spoken any more; what is known can still be heard."""
        self._state = VoiceState(NONE, "", (*self._state.reasons, sentence))
        self._supervisor.drop()
        self._forget()

    def _forget(self) -> None:
        """Nothing is waited for any more."""
        self._unread.clear()
        self._refused |= {*self._unseen.clear(), *self._missing.clear(), *self._owed}
        self._owed.clear()
