"""The keys of ``coach history --json``."""

import json

from coach.adapters.store import history_json
from coach.ports.journal import SessionRecord
from tests.adapters.store.samples import begun, ended


def test_a_session_has_all_its_keys() -> None:
    record = SessionRecord("1", begun(), ended(10.5), ("cat-cow",), 61.23456, hurt=False)
    assert history_json([record]) == [
        {
            "id": "1",
            "routine": "first-three",
            "title": "First three",
            "begun": "2026-07-01T12:00:00+02:00",
            "ended": "2026-07-01T12:10:30+02:00",
            "outcome": "done",
            "colour": "green",
            "start": 3,
            "end": 2,
            "seconds": 61.235,
            "exercises": ["cat-cow"],
            "reason": "enough",
            "hurt": False,
        }
    ]


def test_a_session_without_an_end_has_the_same_keys() -> None:
    whole, cut_off = history_json(
        [SessionRecord("1", begun(), ended(1)), SessionRecord("2", begun(), None)]
    )
    assert list(whole) == list(cut_off)
    assert [key for key, value in cut_off.items() if value is None] == [
        "ended",
        "outcome",
        "colour",
        "end",
        "reason",
        "hurt",
    ]
    json.dumps([whole, cut_off])
