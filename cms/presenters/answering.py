"""How questions are answered, in words: an editor sees which are too hard, too easy, or misread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _

from curriculum.calc.answering import Answering
from curriculum.queries.answering import Asked

from .figure import percent

HARD, EASY = Fraction(1, 2), Fraction(19, 20)


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """`share` and what follows are empty where so few answered that somebody could be found out."""

    activity: str
    prompt: str
    people: str
    share: str
    remark: str
    wrong: str


def question_lines(asked: Iterable[Asked], *, at_least: int) -> list[QuestionLine]:
    return [_line(one, at_least) for one in asked]


def _line(one: Asked, at_least: int) -> QuestionLine:
    told, prompt = one.answering, one.question["prompt"]
    if told.people < at_least:
        few = _("fewer than %(n)d people") % {"n": at_least} if told.people else _("nobody yet")
        return QuestionLine(one.activity, prompt, few, "", "", "")
    wrong = told.wrong if told.wrongly >= at_least else ""
    return QuestionLine(
        activity=one.activity,
        prompt=prompt,
        people=str(intcomma(told.people)),
        share=percent(told.share),
        remark=remark(told),
        wrong=_("%(answer)s (%(share)s)") % {"answer": wrong, "share": percent(Fraction(told.wrongly, told.people))}
        if wrong
        else "",
    )


def remark(told: Answering) -> str:
    share = told.share
    if share is None:
        return ""
    return _("hard") if share < HARD else _("nearly everybody is right") if share > EASY else ""
