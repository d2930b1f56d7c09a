"""A session for a file: the warning signs first, a pause for each question, and the same words."""

from dataclasses import replace

import pytest

from coach.domain.cues import spoken_length
from coach.domain.events import CueDue, Ended, Event, Outcome, SegmentBegan
from coach.domain.routine import VoiceLevel
from coach.domain.sounds import Tone
from coach.domain.timeline import Timeline
from coach.domain.tones import tone_of
from coach.domain.triage import Finding, Reply
from coach.domain.unattended import ASKED, BEFORE, IF_SO, STOP_IF, chapters
from coach.player.doorway import Doorway
from coach.player.recital import RINGING, EmptyStage, RecitalClock, recite
from coach.player.recital_plan import NOT_ASKED, Recital, plan_recital
from coach.player.recorder import Recorder
from coach.player.refusal import Refused
from coach.player.speaker import LATE, Speaker
from coach.player.speaking import SpeakingStage
from coach.player.tones import SoundingStage
from coach.player.vocabulary import timeline_lines
from tests.fakes import FakeClock, FakeVoice
from tests.player.ears import Ears
from tests.player.house import House, bundled_library, content


def door(house: House) -> Doorway:
    recorder = Recorder(house.store, house.store, house.clock, lambda words: None)
    return Doorway(recorder, content(), house.library, house.clock)


def planned(house: House, routine: str = "first-three", check: float = 15.0) -> Recital:
    recital = plan_recital(door(house), house.library.routine(routine), check)
    assert isinstance(recital, Recital)
    return recital


def heard(timeline: Timeline) -> Ears:
    """What sounds in the file."""
    clock = RecitalClock(FakeClock().wall())
    ears = Ears(clock)
    voice = FakeVoice(1.0)
    speaker = Speaker(voice, ears, clock)
    speaker.prepare(timeline_lines(timeline))
    end = recite(timeline, SpeakingStage(SoundingStage(EmptyStage(), ears), speaker), clock)
    assert end == timeline.total + RINGING == clock.now()
    return ears


@pytest.mark.parametrize("routine", [entry.id for entry in bundled_library().entries()])
def test_everything_sounds_where_the_timeline_says(routine: str) -> None:
    timeline = planned(House(), routine).timeline
    ears = heard(timeline)
    lines = [(cue.text, start) for start, cue in timeline.cues if cue.text]
    assert [line.text for line in ears.lines] == [text for text, _ in lines]
    for line, (_, start) in zip(ears.lines, lines, strict=True):
        assert 0 <= line.begin - start <= LATE
    events: list[Event] = []
    for index, segment in enumerate(timeline.segments):
        events.append(SegmentBegan(segment.start, index, segment))
        events += [CueDue(segment.start + cue.offset, cue) for cue in segment.cues]
    events.append(Ended(timeline.total, Outcome.DONE))
    tones = [(tone, event.at) for event in events if (tone := tone_of(event))]
    assert [tone for tone, _ in ears.tones] == [tone for tone, _ in tones]
    assert [at for _, at in ears.tones] == pytest.approx([at for _, at in tones])
    assert ears.overlaps() == []
    assert ears.cut == []


def test_the_warning_signs_come_first_and_each_question_is_a_pause() -> None:
    timeline = planned(House(), check=40.0).timeline
    words = heard(timeline).words
    begins = words.index(BEFORE)
    ends = words.index(IF_SO)
    assert (begins, ends) == (1, 3 + len(content().short_list))
    assert not any("laptop" in line for line in words)
    assert words.count(ASKED) == words.count(STOP_IF) == 2
    checks = [s for s in timeline.segments if any(cue.text == ASKED for cue in s.cues)]
    assert [segment.length for segment in checks] == [40.0, 40.0]


def test_a_pause_is_never_shorter_than_its_words() -> None:
    timeline = planned(House(), check=1.0).timeline
    (length, _) = (s.length for s in timeline.segments if any(c.text == ASKED for c in s.cues))
    assert length > spoken_length(ASKED) + spoken_length(STOP_IF)


def test_each_exercise_and_each_question_is_a_chapter() -> None:
    marks = [title for _, title in chapters(planned(House()).timeline)]
    check = "How is your back?"
    assert marks == ["First three", "Child's pose", check, "Hip raise", "Cat-cow", check]


def test_a_warning_sign_that_is_open_stands_in_the_way_of_a_file() -> None:
    house = House()
    sign = content().sign("fever")
    assert sign is not None
    door(house).recorder.bar(Finding(sign, Reply.YES, sign.level))
    refused = plan_recital(door(house), house.library.routine("first-three"))
    assert isinstance(refused, Refused)
    assert refused.outcome is Outcome.URGENT
    assert sign.question in refused.reason


def test_cautions_are_heeded() -> None:
    house = House(known=False)
    wrists = next(line for line in content().caution_lines if line.id == "wrists")
    house.store.introduce((wrists.id,), house.clock.wall())
    recital = planned(house)
    assert "Cat-cow" not in [title for _, title in chapters(recital.timeline)]
    assert any("Cat-cow" in note for note in recital.notes)


def test_a_caution_that_allows_no_session_allows_no_file() -> None:
    house = House(known=False)
    barring = next(line for line in content().caution_lines if line.bars)
    house.store.introduce((barring.id,), house.clock.wall(), bars=True)
    refused = plan_recital(door(house), house.library.routine("first-three"))
    assert isinstance(refused, Refused)
    assert refused.outcome is Outcome.DOCTOR_SOON
    assert refused.reason == barring.bars


def test_somebody_whose_cautions_are_not_known_is_told() -> None:
    assert NOT_ASKED in planned(House(known=False)).notes
    assert planned(House()).notes == ()


def test_a_routine_of_which_nothing_is_left_is_no_file() -> None:
    house = House(known=False)
    wrists = next(line for line in content().caution_lines if line.id == "wrists")
    house.store.introduce((wrists.id,), house.clock.wall())
    entry = house.library.routine("first-three")
    assert entry.routine is not None
    bare = replace(
        entry.routine,
        steps=entry.routine.steps[2:],
        exercises=(replace(house.library.exercises()["cat-cow"], instead=()),),
    )
    refused = plan_recital(door(house), replace(entry, routine=bare))
    assert refused == Refused(
        Outcome.LEFT,
        "Your cautions leave no exercise of this routine. Another one may suit you.",
    )


def test_how_much_is_said_can_be_chosen() -> None:
    house = House()
    full = planned(house).timeline
    brief = plan_recital(
        replace_voice(door(house), VoiceLevel.BRIEF), house.library.routine("first-three")
    )
    assert isinstance(brief, Recital)
    assert len(brief.timeline.cues) < len(full.cues)


def replace_voice(there: Doorway, level: VoiceLevel) -> Doorway:
    there.voice = level
    return there


def test_the_last_tone_rings_out() -> None:
    timeline = planned(House()).timeline
    tone, at = heard(timeline).tones[-1]
    assert tone is Tone.DONE
    assert at == pytest.approx(timeline.total)
