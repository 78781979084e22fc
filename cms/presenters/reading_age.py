"""How hard a lesson is to read: a warning to the editor, never a refusal.

Flesch-Kincaid grade level (Kincaid and others, 1975), five years added for the age. It knows long sentences and long
words, and nothing of sense: somebody still has to read it aloud.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from .reading_time import texts_of

OLDEST = 14  # for people at work; for patients the NHS writes for 9 to 11
GRADUATE = 21  # beyond it the number means nothing any more
FEWEST_WORDS = 100  # of fewer, the formula says little
ENDS = re.compile(r"[.!?:;]+(?:\s|$)|\n+")
VOWELS = re.compile(r"[aeiouy]+")


def too_hard(lesson: Any) -> list[str]:
    sentences = sentences_in(texts_of(lesson.body))
    age = reading_age(sentences)
    if age is None or age <= OLDEST:
        return []
    longest = max(sentences, key=len)
    return [
        f"To follow this lesson somebody needs to read as at {age}; aim for {OLDEST} or younger. "
        f"The longest sentence has {len(longest)} words: “{' '.join(longest[:8])} …”."
    ]


def reading_age(sentences: Sequence[Sequence[str]]) -> int | None:
    """None: there is too little to say."""
    words = [word for sentence in sentences for word in sentence]
    if len(words) < FEWEST_WORDS:
        return None
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return min(round(grade + 5), GRADUATE)


def sentences_in(texts: Sequence[str]) -> list[list[str]]:
    pieces = (re.findall(r"[A-Za-z][\w’'-]*", piece) for text in texts for piece in ENDS.split(str(text)))
    return [words for words in pieces if words]


def syllables(word: str) -> int:
    """About how many: groups of vowels, without an e that is not spoken."""
    lower = word.lower()
    spoken = len(VOWELS.findall(lower)) - (lower.endswith("e") and not lower.endswith("le"))
    return max(spoken, 1)
