"""Versions of a framework: drafted from the last one, changed, and published with the day on which they begin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now

from workforce.models import Account, Person, Trust
from workforce.services.changed import tell_changed
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import VersionState
from ..models import Framework, FrameworkVersion, LevelDose, Target
from ..queries.mark import mark_of_version
from .dose_copy import copy_dose
from .framework_file import load_dose, load_identities


class CannotDraftVersion(Refused):
    """There is no room for another draft. Its text is for the reader."""


class CannotPublishVersion(Refused):
    """The version is not ready, or the day is not free. Its text is for the reader."""


@transaction.atomic
def load_framework(
    *, trust: Trust, data: Mapping[str, Any], effective_date: dt.date, by: Account | None
) -> FrameworkVersion:
    """The framework of a file, and its first version published. Loaded again, only words are brought up to date."""
    framework = load_identities(trust=trust, data=data, by=by)
    if version := framework.versions.published().order_by("-number").first():
        return version
    version = FrameworkVersion.objects.create(
        trust=trust, framework=framework, number=_next_number(framework), recorded_by=by
    )
    for level in data["levels"]:
        load_dose(version=version, data=level)
    return publish_version(version=version, effective_date=effective_date, on=effective_date, by=by)


@transaction.atomic
def name_framework(*, trust: Trust, name: str, name_cy: str, source_note: str, by: Account | None) -> Framework:
    """The trust's framework in other words; where it has none yet, an empty one to begin with."""
    Trust.objects.select_for_update().get(pk=trust.pk)
    framework = Framework.objects.filter(trust=trust).order_by("pk").first() or Framework(trust=trust, recorded_by=by)
    did = "renamed the framework" if framework.pk else "began a framework"
    framework.name, framework.name_cy, framework.source_note = name, name_cy, source_note
    framework.save()
    note(by=by, did=did, to=framework)
    return framework


@transaction.atomic
def draft_version(*, framework: Framework, by: Account | None) -> FrameworkVersion:
    """A new draft that asks for what the last published version asks for, but for what was retired since."""
    framework = Framework.objects.select_for_update().get(pk=framework.pk)
    if framework.versions.filter(state=VersionState.DRAFT).exists():
        raise CannotDraftVersion("There is a draft already. Change that one, or publish it first.")
    last = framework.versions.published().order_by("-number").first()
    version = FrameworkVersion.objects.create(
        trust=framework.trust, framework=framework, number=_next_number(framework), recorded_by=by
    )
    for dose in last.doses.filter(level__retired_date=None).select_related("level") if last else ():
        copy_dose(dose, version=version, level=dose.level)
    note(by=by, did="drafted a framework version", to=version, trust=framework.trust)
    return version


@transaction.atomic
def discard_draft(*, version: FrameworkVersion, by: Account | None) -> None:
    if version.state != VersionState.DRAFT:
        raise CannotDraftVersion("A published version is kept for good.")
    note(by=by, did="discarded a framework draft", to=version, trust=version.trust, number=version.number)
    version.delete()


@transaction.atomic
def publish_version(
    *,
    version: FrameworkVersion,
    effective_date: dt.date,
    on: dt.date,
    by: Account | None,
    change_note: str = "",
    seen: str | None = None,
) -> FrameworkVersion:
    """From `effective_date` on it says what is asked for; `on` is today, `seen` the mark of what was looked at."""
    version = FrameworkVersion.objects.select_for_update().get(pk=version.pk)
    check_publishable(version, effective_date=effective_date, on=on)
    if seen is not None and seen != mark_of_version(version):
        raise CannotPublishVersion("Somebody changed this draft after you looked at it. Look again, then publish.")
    version.state = VersionState.PUBLISHED
    version.effective_date = effective_date
    version.change_note = change_note or version.change_note
    version.published_at, version.published_by = Now(), by
    version.save()
    version.refresh_from_db()
    note(by=by, did="published a framework version", to=version, trust=version.trust, begins=str(effective_date))
    tell_changed(version.trust, Person.objects.filter(trust=version.trust).values_list("pk", flat=True))
    return version


def check_publishable(version: FrameworkVersion, *, effective_date: dt.date, on: dt.date) -> None:
    """Asked of a preview too. Raises CannotPublishVersion with what stands in the way."""
    _must_be_ready(version)
    _must_begin_on_a_free_day(version, effective_date, on)


def _next_number(framework: Framework) -> int:
    return (framework.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def _must_be_ready(version: FrameworkVersion) -> None:
    if version.state != VersionState.DRAFT:
        raise CannotPublishVersion("This version is published already.")
    if not version.doses.exists():
        raise CannotPublishVersion("This version has no levels, so it asks nothing of anybody.")
    if names := _retired_in(version):
        raise CannotPublishVersion(f"It asks for what is retired: {', '.join(names)}. Take it out, or bring it back.")
    without = LevelDose.objects.filter(version=version).exclude(targets__essential=True).order_by("level__position")
    if names := [*without.values_list("level__name", flat=True)]:
        raise CannotPublishVersion(f"Every level needs at least one essential target. Without one: {', '.join(names)}.")


def _retired_in(version: FrameworkVersion) -> list[str]:
    levels = version.doses.exclude(level__retired_date=None).values_list("level__name", flat=True)
    targets = Target.objects.filter(dose__version=version).exclude(skill__retired_date=None)
    return [*levels, *targets.values_list("skill__name", flat=True).distinct()]


def _must_begin_on_a_free_day(version: FrameworkVersion, effective_date: dt.date, on: dt.date) -> None:
    published = FrameworkVersion.objects.filter(trust=version.trust).published()
    if published.filter(effective_date=effective_date).exists():
        raise CannotPublishVersion(f"Another version begins on {effective_date:%-d %B %Y}. Choose another day.")
    if effective_date <= on and published.exists():
        raise CannotPublishVersion("A version begins tomorrow at the earliest, so that no past day changes.")
