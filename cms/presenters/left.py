"""What is left to do, in words: told alike to whoever has to do it and to whoever helps them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.templatetags.academy_page import duration
from curriculum.calc.next_step import minutes_left
from curriculum.calc.progress import LevelProgress, PracticeProgress, Progress
from curriculum.enums import Depth, PracticeKind

from .figure import day_words


def left_words(left: Progress) -> str:
    """The shortest thing that does it. From depth 3 on ability is shown to somebody, unless a renewal is set."""
    if left.practices_left:
        return ngettext("practise %(n)d time", "practise %(n)d times", left.practices_left) % {"n": left.practices_left}
    if left.minutes_left:
        return _("%(time)s of learning") % {"time": duration(left.minutes_left)}
    if left.lacks_depth:
        return (
            _("one lesson or session about it")
            if left.target.depth == Depth.AWARE
            else _("one lesson or session in which you do it yourself")
        )
    if left.minutes_left == 0:
        return _("one more piece of learning")
    return _("show it to an assessor, who signs it off")


def level_left_words(progress: LevelProgress) -> list[str]:
    """Beside its skills: the time and the practice that a level still asks for."""
    time = minutes_left(progress)
    words = [_("%(time)s of learning") % {"time": duration(time)}] if time > 0 else []
    return [*words, *(practice_words(one) for one in progress.practices if one.counted < one.asked.count)]


def practice_words(one: PracticeProgress) -> str:
    """Practice that is asked for, and how often it was done."""
    told = {"kind": PracticeKind(one.asked.kind).label, "done": min(one.counted, one.asked.count), "n": one.asked.count}
    return _("%(kind)s: done %(done)s of %(n)s times") % told


def once_more_words(runs_out: Iterable[PracticeProgress], until: dt.date | None) -> list[str]:
    """Practice that is enough today and no more on the day on which its level lapses: what has to be done before."""
    if until is None:
        return []
    return [_once_more(one, one.asked.count - one.counted, day_words(until)) for one in runs_out]


def _once_more(one: PracticeProgress, n: int, day: str) -> str:
    words = ngettext("%(kind)s: once more before %(day)s", "%(kind)s: %(n)s times more before %(day)s", n)
    return words % {"kind": PracticeKind(one.asked.kind).label, "n": n, "day": day}
