"""What an editor reads beside a lesson while writing it: how long it is, how hard to read, and which pictures say
nothing to whoever cannot see them. Warnings, never a refusal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .reading_age import too_hard
from .reading_time import too_long

A_FILE = re.compile(
    r"\.(avif|gif|jpe?g|png|svg|webp|heic|bmp|tiff?)$|_|^(image|picture|photo|img)\W*\d*$", re.IGNORECASE
)


def warnings_of(lesson: Any) -> list[str]:
    minutes = next((part.minutes for part in lesson.module().parts.all() if part.key == lesson.key), 0)
    told = (nothing_in_it(lesson), too_long(lesson, minutes), too_hard(lesson), pictures_that_say_nothing(lesson.body))
    return [words for some in told for words in some]


def nothing_in_it(lesson: Any) -> Iterator[str]:
    if not lesson.body and not lesson.package_id:
        yield "There is nothing to read in it yet: whoever opens it is given its dose for nothing."


def pictures_that_say_nothing(stream: Any) -> Iterator[str]:
    for block in stream:
        words = (block.value.get("alt_text") or "").strip() if block.block_type == "picture" else ""
        if words and A_FILE.search(words):
            yield f"“{words}” is the name of a file. Say what somebody needs to know who cannot see the picture."
