"""Sound for a session that is played in no time: it is written down, and mixed afterwards."""

from collections.abc import Callable, Hashable, Iterator
from typing import Final, TypeAlias

from coach.adapters.audio.sounds import RATE, Samples
from coach.adapters.audio.wav import WavError
from coach.adapters.recording.mixing import Begun, ended, mixed
from coach.domain.sounds import Sounds, Tone
from coach.ports.audio_out import LOUDEST, USUAL_VOLUME, AudioState
from coach.ports.voice import Clip

ToneSamples: TypeAlias = "Callable[[Sounds, Tone, int], Samples | None]"
"""A tone out of these sounds at a volume, 0 to 10; ``None`` where nothing sounds for it."""
ClipSamples: TypeAlias = "Callable[[Clip, int], Samples | None]"
"""A spoken line at a volume, 0 to 10; ``None`` where it can't be had any more."""

BACKEND: Final = "file"


class RecordedAudio:
    """Keeps what sounds when, for a file.

    ``now`` gives the second of the file at which the session is. ``sounds`` are those of the
    person, who has no part in it afterwards: a routine dresses over them. The two functions find
    the samples; where they raise WavError, nothing sounds and ``state`` says why.
    """

    def __init__(
        self,
        now: Callable[[], float],
        *,
        sounds: Sounds,
        tone_samples: ToneSamples,
        clip_samples: ClipSamples,
        volume: int = USUAL_VOLUME,
        voice_volume: int = USUAL_VOLUME,
    ) -> None:
        self._now = now
        self._own = self._sounds = sounds
        self._tone_samples = tone_samples
        self._clip_samples = clip_samples
        self._volume = volume
        self._voice_volume = voice_volume
        self._found: dict[Hashable, Samples | None] = {}
        self._reasons: tuple[str, ...] = ()
        self._over: list[Begun] = []
        self._sounding: list[Begun] = []
        """Those that may not be over yet."""
        self._closed = False

    @property
    def state(self) -> AudioState:
        """A file, which holds nothing back; and which sounds are missing in it."""
        return AudioState(BACKEND, reasons=self._reasons, latency=0.0)

    @property
    def volume(self) -> int:
        """How loud tones are."""
        return self._volume

    @property
    def voice_volume(self) -> int:
        """How loud spoken lines are."""
        return self._voice_volume

    @property
    def end(self) -> float:
        """The second in which the last sound so far is over."""
        return max((sound.end for sound in self._all()), default=0) / RATE

    def set_volume(self, volume: int) -> None:
        """Make tones louder or softer from the next one on."""
        self._volume = min(max(volume, 0), LOUDEST)

    def set_voice_volume(self, volume: int) -> None:
        """Make spoken lines louder or softer from the next one on."""
        self._voice_volume = min(max(volume, 0), LOUDEST)

    def dress(self, sounds: Sounds) -> None:
        """Sound as a routine wants it, until it is dressed anew."""
        self._sounds = sounds.over(self._own)

    def play(self, tone: Tone) -> None:
        """Sound a tone from this second of the file on."""
        sounds, volume = self._sounds, self._volume
        if volume > 0:
            samples = self._find(
                f"The tone {tone.value}",
                (sounds, tone, volume),
                lambda: self._tone_samples(sounds, tone, volume),
            )
            self._begin(samples, spoken=False)

    def speak(self, clip: Clip, *, within: float) -> None:
        """Sound a spoken line from this second of the file on; here it is never late."""
        volume = self._voice_volume
        if volume > 0:
            samples = self._find(
                "A spoken line", (clip, volume), lambda: self._clip_samples(clip, volume)
            )
            self._begin(samples, spoken=True)

    def hush(self) -> None:
        """Let everything that sounds in this second fade out."""
        self._hush(lambda _: True)

    def hush_voice(self) -> None:
        """Let spoken lines fade out; tones sound on."""
        self._hush(lambda sound: sound.spoken)

    def close(self) -> None:
        """Take nothing more in."""
        self._closed = True

    def blocks(self, total_seconds: float) -> Iterator[bytes]:
        """The session so far as samples, 16 bit, one channel, 44,100 a second, in blocks.

        It is ``total_seconds`` long, whatever sounds; see :attr:`end`.
        """
        return mixed(self._all(), round(total_seconds * RATE))

    def _all(self) -> list[Begun]:
        return [*self._over, *self._sounding]

    def _frame(self) -> int:
        return max(round(self._now() * RATE), 0)

    def _find(
        self, what: str, key: Hashable, find: "Callable[[], Samples | None]"
    ) -> "Samples | None":
        """The samples, which are found once, however often they sound."""
        if key not in self._found:
            try:
                self._found[key] = find()
            except WavError as error:
                self._found[key] = None
                reason = f"{what} is missing: its file {error.what}."
                self._reasons = tuple(dict.fromkeys((*self._reasons, reason)))
        return self._found[key]

    def _begin(self, samples: "Samples | None", *, spoken: bool) -> None:
        if self._closed or not samples:
            return
        frame = self._frame()
        self._over += [sound for sound in self._sounding if sound.end <= frame]
        self._sounding = [sound for sound in self._sounding if sound.end > frame]
        self._sounding.append(Begun(frame, samples, spoken))

    def _hush(self, meant: Callable[[Begun], bool]) -> None:
        if self._closed:
            return
        frame = self._frame()
        self._sounding = [
            ended(sound, frame) if sound.end > frame and meant(sound) else sound
            for sound in self._sounding
        ]
