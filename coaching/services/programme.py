"""Programmes are published as data; what is published stays, and a running cohort keeps its version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from curriculum.enums import VersionState
from workforce.models import Account, Trust
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..calc.certification import NoRule, rule_of
from ..models import Criterion, Deliverable, Programme, ProgrammeSession, ProgrammeVersion, Stage

OF_THE_VERSION = (
    "summary",
    "months",
    "fewest_places",
    "most_places",
    "certificate_months",
    "rule",
    "coaching_key",
    "attending_key",
    "rates",
)
LISTS = ("stages", "sessions", "deliverables", "criteria")


class CannotPublishProgramme(Refused):
    """The programme contradicts itself. Its text is for the reader."""


@transaction.atomic
def publish_programme(*, trust: Trust, told: Mapping[str, Any], by: Account | None) -> ProgrammeVersion:
    """As its next version. The same once more changes nothing."""
    programme, _made = Programme.objects.get_or_create(
        trust=trust, code=told["code"], defaults={"name": told["name"], "coached": told["coached"], "recorded_by": by}
    )
    Programme.objects.select_for_update().get(pk=programme.pk)
    _must_be_sound(told)
    _is_called(programme, told)
    last = programme.versions.filter(state=VersionState.PUBLISHED).order_by("-number").first()
    if last and as_told(last) == _only_known(told):
        return last
    highest = programme.versions.aggregate(Max("number"))["number__max"] or 0
    version = ProgrammeVersion.objects.create(
        trust=trust,
        programme=programme,
        number=highest + 1,
        state=VersionState.PUBLISHED,
        published_at=timezone.now(),
        published_by=by,
        recorded_by=by,
        **{name: told[name] for name in OF_THE_VERSION if name in told},
    )
    _fill(version, told)
    note(by=by, did="published a programme", to=version, code=programme.code, number=version.number)
    return version


def _is_called(programme: Programme, told: Mapping[str, Any]) -> None:
    """A name may change. Whether one coach or a pair coaches does not: teams of earlier cohorts have it so."""
    if told["coached"] != programme.coached:
        raise CannotPublishProgramme(
            f"“{programme}” is coached otherwise. Give the programme a code of its own, and it is a new one."
        )
    if told["name"] != programme.name:
        programme.name = told["name"]
        programme.save(update_fields=["name"])


def as_told(version: ProgrammeVersion) -> dict[str, Any]:
    """The version as its file would say it."""
    of_it = {name: getattr(version, name) for name in OF_THE_VERSION}
    return of_it | {
        "stages": [*version.stages.order_by("position").values("code", "name", "phase", "usual_weeks", "help")],
        "sessions": [
            *version.sessions.order_by("position").values("month", "title", "minutes", "activity_key", "aims")
        ],
        "deliverables": [*version.deliverables.order_by("position").values("code", "month", "title", "asks")],
        "criteria": [*version.criteria.order_by("position").values("code", "title", "asks", "most")],
    }


def _only_known(told: Mapping[str, Any]) -> dict[str, Any]:
    whole = {"rates": [], "criteria": []} | dict(told)
    return {name: whole.get(name) for name in (*OF_THE_VERSION, *LISTS)}


def _must_be_sound(told: Mapping[str, Any]) -> None:
    try:
        rule = rule_of(told.get("rule", {}))
    except NoRule as wrong:
        raise CannotPublishProgramme(str(wrong)) from wrong
    codes = [stage["code"] for stage in told["stages"]]
    if not codes or len(set(codes)) < len(codes):
        raise CannotPublishProgramme("A roadmap has at least one stage, and each has a code of its own.")
    if rule.stage and rule.stage not in codes:
        raise CannotPublishProgramme(f"The certification rule asks for the stage “{rule.stage}”, which there is not.")
    late = [one["title"] for one in (*told["sessions"], *told["deliverables"]) if one["month"] > told["months"]]
    if late:
        raise CannotPublishProgramme(f"“{late[0]}” lies after the last month of the course.")


def _fill(version: ProgrammeVersion, told: Mapping[str, Any]) -> None:
    of = {"trust": version.trust, "version": version}
    numbered = {name: enumerate(told.get(name, []), start=1) for name in LISTS}
    Stage.objects.bulk_create(Stage(**of, position=n, **one) for n, one in numbered["stages"])
    ProgrammeSession.objects.bulk_create(ProgrammeSession(**of, position=n, **one) for n, one in numbered["sessions"])
    Deliverable.objects.bulk_create(Deliverable(**of, position=n, **one) for n, one in numbered["deliverables"])
    Criterion.objects.bulk_create(Criterion(**of, position=n, **one) for n, one in numbered["criteria"])
