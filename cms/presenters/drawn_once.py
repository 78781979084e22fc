"""What was drawn of the same before: charts, and fields of forms that look alike for everybody.

Whoever asks names all that a drawing depends on, so nothing here can be old or somebody else's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString

AT_MOST = 4000

_drawn: dict[Any, SafeString] = {}


def once(all_it_depends_on: Any, draw: Callable[[], SafeString]) -> SafeString:
    found = _drawn.get(all_it_depends_on)
    if found is None:
        if len(_drawn) >= AT_MOST:
            _drawn.clear()
        found = _drawn[all_it_depends_on] = draw()
    return found
