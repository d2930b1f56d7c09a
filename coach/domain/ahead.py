"""Sessions that are dated later than now: a clock was wrong, here or on another computer.

Nobody knows when such a session was. What went well in it therefore counts for nothing; what hurt
counts, and from as late as it can have been. For that there are the ids: they go on after every
id of the record, so what was written later has a greater one, whatever the clock said.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

CLOCKS_DIFFER: Final = timedelta(minutes=5)
"""So much later than now may be the same moment: two clocks, or one that was set (judgement)."""
_JUST_BEFORE: Final = timedelta(microseconds=1)


def is_ahead(moment: datetime, now: datetime) -> bool:
    """Whether a moment of the record can't have been yet."""
    return moment - now > CLOCKS_DIFFER


def at_latest(moments: Mapping[str, datetime], now: datetime) -> dict[str, datetime]:
    """When what is dated ahead was at the latest, by id; ``moments`` are those of the record.

    That is just before what follows it: what follows it without a break, going back from now, has
    a greater id. Where nothing does it is now.
    """
    ahead = [id for id, when in moments.items() if is_ahead(when, now)]
    if not ahead:
        return {}
    known = sorted(((when, id) for id, when in moments.items() if id not in ahead), reverse=True)
    found: dict[str, datetime] = {}
    for one in ahead:
        found[one] = now
        for when, id in known:
            if id < one:
                break
            found[one] = when - _JUST_BEFORE
    return found
