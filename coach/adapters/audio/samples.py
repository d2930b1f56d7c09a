"""The samples of what sounds, for somebody who plays it by other means than the worker."""

from coach.adapters.audio.sounds import Channel, Samples, gain, read, scaled, tone_files
from coach.adapters.audio.taming import own_samples
from coach.adapters.audio.wav import WavError
from coach.domain.sounds import Sounds, Tone
from coach.ports.voice import Clip


def tone_samples(sounds: Sounds, tone: Tone, volume: int) -> "Samples | None":
    """A tone out of these sounds at a volume, 0 to 10; ``None`` where nothing sounds for it.

    Where the person's own file can't sound, the profile's tone does.

    Raises:
        WavError: if the profile's can't either.
    """
    files = tone_files(sounds, tone)
    if files is None or volume <= 0:
        return None
    own, usual = files
    return scaled(_own(own) or read(usual), gain(volume))


def clip_samples(clip: Clip, volume: int) -> "Samples | None":
    """A spoken line at a volume, 0 to 10; ``None`` at 0.

    Raises:
        WavError: if its file can't sound.
    """
    if volume <= 0:
        return None
    return scaled(read(clip.source), gain(volume, Channel.VOICE))


def _own(path: str) -> "Samples | None":
    if not path:
        return None
    try:
        return own_samples(path)
    except WavError:
        return None
