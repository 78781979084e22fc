"""The best and the middle of several runs in this process."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any


def timed(words: str, do: Callable[[], Any], times: int = 5) -> float:
    """Milliseconds of the best."""
    do()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        do()
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    print(f"  {words:<52} best {took[0]:8.1f} ms   middle {took[times // 2]:8.1f} ms", flush=True)
    return took[0]
