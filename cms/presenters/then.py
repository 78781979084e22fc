"""How somebody stands after a thing, in words: the end of the sentence that says why it is worth doing."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms.templatetags.academy_page import duration
from curriculum.calc.next_step import Step, essential_held, minutes_left

from .left import level_left_words


def then_words(step: Step) -> str:
    (before, _all), (after, of_all) = essential_held(step.before), essential_held(step.after)
    if step.after.held:
        return _("then you have the level") if not step.before.held else _("then you keep the level for longer")
    if after > before:
        told = {"n": after, "all": of_all, "left": "; ".join(level_left_words(step.after))}
        if after == of_all and told["left"]:
            return _("then you hold %(n)d of %(all)d skills. What is left for the level: %(left)s") % told
        return _("then you hold %(n)d of %(all)d skills") % told
    if words := practice_words(step):
        return words
    if left := minutes_left(step.after):
        return _("then %(time)s of learning are left") % {"time": duration(left)}
    return _("it brings you closer to what you have to hold")


def after_words(step: Step) -> str:
    """The same as a sentence of its own, of a day to come."""
    after, of_all = essential_held(step.after)
    if step.after.held:
        return (
            _("After it you have the level.") if not step.before.held else _("After it you keep the level for longer.")
        )
    told = {"n": after, "all": of_all, "left": "; ".join(level_left_words(step.after))}
    if after == essential_held(step.before)[0] and (words := time_words(step)):
        return words
    if told["left"]:
        return _("After it you hold %(n)d of %(all)d skills. What is left for the level: %(left)s.") % told
    return _("After it you hold %(n)d of %(all)d skills.") % told


def time_words(step: Step) -> str:
    """Where a place adds to the time that a level asks for, and nothing to the skills that are held then."""
    before, after = step.before, step.after
    if not before.minutes < before.minutes_asked or after.minutes == before.minutes:
        return ""
    left = after.minutes_asked - after.minutes
    if left > 0:
        return _("After it %(time)s of learning are left.") % {"time": duration(left)}
    return _("After it you have learned for as long as the level asks.")


def practice_words(step: Step) -> str:
    """Where it adds to practice that is asked for: how far one has come with it then."""
    pairs = zip(step.before.practices, step.after.practices, strict=True)
    grown = next((new for old, new in pairs if new.counted > old.counted), None)
    if grown is None:
        return ""
    told = {"done": grown.counted, "n": grown.asked.count, "months": grown.asked.months}
    if grown.asked.months:
        return _("then you have done it %(done)s of %(n)s times within %(months)s months") % told
    return _("then you have done it %(done)s of %(n)s times") % told
