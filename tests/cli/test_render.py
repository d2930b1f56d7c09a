"""``coach render``: a whole session in one file, whose cues are where ``coach show`` says."""

from pathlib import Path

import pytest

from coach.adapters.audio.sounds import Samples, read, sound
from coach.adapters.voice.client import VoiceClient
from coach.domain.tones import phase_tone
from coach.ports.audio_out import USUAL_VOLUME
from tests.adapters.recording.finding import onset
from tests.adapters.recording.reading import chapters_of, samples_of
from tests.plain.person import Home

WITHIN = 0.02
"""Seconds around its offset in which a sound begins."""
SURE = 0.15
"""How like a sound is to itself at least, with another one over it and compressed."""


def test_the_cues_are_where_show_says(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # the voice that comes with the coach, as for the person here
    file = tmp_path / "first-three.ogg"
    made = home.coach("render", "first-three", "-o", str(file))
    assert (made.code, made.errors) == (0, "")
    assert made.says("A file can't hear you. Stop it yourself when it hurts.")
    shown = home.coach("show", "first-three", "--audio", "--json").json()
    recording = samples_of(file)
    assert len(recording) / 44_100 == pytest.approx(shown["seconds"] + 3.0, abs=0.1)
    voice = VoiceClient("espeak-ng", folder=home.data / "cache" / "voice")
    wanted: list[tuple[str, Samples, float]] = []
    for segment in shown["segments"]:
        if segment["kind"] == "phase":
            tone = phase_tone(segment["phase"])
            wanted.append((tone.value, sound(tone, USUAL_VOLUME), segment["start"]))
        for cue in segment["cues"]:
            if cue["text"]:
                clip = voice.clip(cue["text"])
                assert clip is not None, cue["text"]
                wanted.append((cue["text"], read(clip.source), cue["at"]))
    voice.close()
    assert len(wanted) > 100
    for name, samples, at in wanted:
        second, likeness = onset(recording, samples, near=at, within=WITHIN + 0.05)
        assert abs(second - at) <= WITHIN + 0.05, name
        assert likeness > SURE, (name, at, second, likeness)
    assert [title for _, title in chapters_of(file)][:2] == ["First three", "Child's pose"]
