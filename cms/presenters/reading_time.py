"""How long a lesson takes, by its words: a warning to the editor, never a refusal."""

from __future__ import annotations

from typing import Any

WORDS_A_MINUTE = 200
LONGEST = 10


def reading_minutes(lesson: Any) -> int:
    """Of the lesson and its check, in whole minutes, rounded up."""
    told = [text for stream in (lesson.body, lesson.check_questions) for text in texts_of(stream)]
    words = sum(len(str(text).split()) for text in told)
    return -(-words // WORDS_A_MINUTE)


def texts_of(stream: Any) -> list[str]:
    texts: list[str] = stream.stream_block.get_searchable_content(stream)
    return texts


def too_long(lesson: Any, minutes: int) -> list[str]:
    """What to think about before people open it on a phone between two patients."""
    words = []
    if minutes > LONGEST:
        words.append(f"This lesson is down for {minutes} minutes. A lesson takes {LONGEST} at most: think of two.")
    if (reading := reading_minutes(lesson)) > LONGEST:
        words.append(f"By its words this lesson takes about {reading} minutes to read. Think of cutting it in two.")
    elif reading > minutes:
        words.append(f"By its words this lesson takes about {reading} minutes to read, but it is down for {minutes}.")
    return words
