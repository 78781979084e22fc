"""What publishing a page would change in what people are given, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import ngettext
from wagtail.models import Locale

from curriculum.enums import Depth, PracticeKind
from curriculum.models import Activity, ActivityVersion, Progress, Skill
from curriculum.queries.activity import latest_version, offered_keys
from curriculum.services.entry import Dose

from ..publishing import Told, told_by_lesson, told_by_module


def changes_of(page: Any) -> list[str]:
    """Of a module or a lesson, as it stands in the editor. Empty: nobody is given anything else than now."""
    if page.locale_id != Locale.get_default().pk:
        return []
    trust = page.trust_below(page)
    module = page if hasattr(page, "part_doses") else page.module()
    told = told_by_module(page) if module is page else told_by_lesson(page, module)
    names = dict(Skill.objects.filter(trust=trust).values_list("pk", "name"))
    offered = {activity.key: activity for activity in Activity.objects.filter(trust=trust, module_key=module.code)}
    lines = [line for one in told for line in _changed(one, offered.get(one.part.key), names)]
    gone = offered_keys(trust, module.code) - {one.part.key for one in told} if module is page else set()
    return lines + [_gone(offered[key]) for key in sorted(gone)]


def _changed(told: Told, activity: Activity | None, names: dict[int, str]) -> Iterable[str]:
    version = latest_version(activity) if activity else None
    given = _words(told.doses, names)
    if activity is None or version is None:
        yield f"{told.part.key} is new: {_minutes(told.part.minutes)}, giving {given}."
        return
    if activity.retired_date:
        yield f"{told.part.key} is offered again."
    changed = list(_differences(told, version, given, names))
    if changed:
        yield f"{told.part.key}: {'; '.join(changed)}.{_whom(activity)}"


def _differences(told: Told, version: ActivityVersion, given: str, names: dict[int, str]) -> Iterable[str]:
    was = _words([_as_dose(dose) for dose in version.doses.all()], names)
    if version.minutes != told.part.minutes:
        yield f"it takes {_minutes(told.part.minutes)}, before {version.minutes}"
    if was != given:
        yield f"it gives {given}; before, {was}"
    if version.content != told.content:
        yield "its questions are others"


def _whom(activity: Activity) -> str:
    """Whoever was given it keeps what they were given."""
    people = Progress.objects.filter(trust=activity.trust_id, activity=activity, finished_at__isnull=False).count()
    if not people:
        return ""
    words = " %d person has done it and keeps what it gave them.", " %d people have done it and keep what it gave them."
    return ngettext(*words, people) % people


def _gone(activity: Activity) -> str:
    return f"{activity.key} is no longer offered.{_whom(activity)}"


def _as_dose(dose: Any) -> Dose:
    return Dose(dose.skill_id, dose.depth, dose.minutes, dose.practice_kind, dose.practice_count, dose.assessment)


def _words(doses: Sequence[Dose], names: dict[int, str]) -> str:
    told = [_dose(dose, names[dose.skill]) for dose in sorted(doses, key=lambda dose: names[dose.skill])]
    return ", ".join(told) or "nothing"


def _dose(dose: Dose, name: str) -> str:
    if dose.assessment:
        return f"{name} shown, to {_deep(dose)}"
    practice = f", {PracticeKind(dose.practice_kind).label}, {dose.practice_count} times" if dose.practice_kind else ""
    return f"{_minutes(dose.minutes)} in {name}, to {_deep(dose)}{practice}"


def _deep(dose: Dose) -> str:
    """As the framework names it: aware, do, lead, teach."""
    return f"“{Depth(dose.depth).label}”"


def _minutes(minutes: int) -> str:
    return ngettext("%d minute", "%d minutes", minutes) % minutes
