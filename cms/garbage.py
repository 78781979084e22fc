"""How often Python looks for objects that only refer to one another: seldom, in a process that makes many at once.

The whole grid of a large trust is 366,000 cells; with Python's own setting half of the time goes into looking.
"""

import gc

AFTER_NEW_OBJECTS = 10_000  # Python's own: 700


def look_seldom() -> None:
    gc.set_threshold(AFTER_NEW_OBJECTS, *gc.get_threshold()[1:])


def forget_what_stays() -> None:
    """What is there once the site is loaded stays until the end: it is not looked through again."""
    gc.collect()
    gc.freeze()
