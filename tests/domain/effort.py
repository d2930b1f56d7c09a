"""How hard the property-based tests try: ``COACH_TESTS=thorough`` tries twenty times as much.

The usual run takes the same examples every time, so that it never fails by chance; the thorough
one looks for new ones.
"""

import os
from typing import Final

from hypothesis import HealthCheck, settings

THOROUGH: Final = os.environ.get("COACH_TESTS") == "thorough"


def examples(usual: int) -> settings:
    """Try ``usual`` examples."""
    return settings(
        max_examples=usual * 20 if THOROUGH else usual,
        derandomize=not THOROUGH,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
