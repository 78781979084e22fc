"""Who asks and what is asked for: a programme lead of the big trust, a division and its children."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.test import Client
from django.utils import timezone

from curriculum.models import ActivityVersion, Skill
from curriculum.services.activity import Part, publish_activity
from curriculum.services.entry import Dose
from workforce.models import Account, Trust, Unit, UnitReach

from .big_account import lead_of


@dataclass(frozen=True)
class Cast:
    trust: Trust
    account: Account
    top: Unit
    division: Unit

    @property
    def today(self) -> dt.date:
        return timezone.localdate()

    @property
    def cookie(self) -> str:
        client = Client()
        client.force_login(self.account, backend="cms.backends.AccountBackend")
        return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"

    @property
    def with_children(self) -> list[int]:
        return self.below(at_most=1)

    def below(self, at_most: int = 9) -> list[int]:
        reach = UnitReach.objects.on(self.today).filter(ancestor=self.division, distance__lte=at_most)
        return [*reach.order_by("unit").values_list("unit", flat=True)]

    def everywhere(self) -> list[int]:
        reach = UnitReach.objects.on(self.today).filter(ancestor=self.top)
        return [*reach.order_by("unit").values_list("unit", flat=True)]


def cast() -> Cast:
    trust = Trust.objects.get()
    reach = UnitReach.objects.on(timezone.localdate()).filter(trust=trust)
    top = Unit.objects.get(pk=reach.filter(distance=4).first().ancestor_id)
    division = Unit.objects.get(pk=reach.filter(ancestor=top, distance=1).order_by("unit").first().unit_id)
    account = lead_of(trust)
    return Cast(trust, account, top, division)


def published(trust: Trust) -> ActivityVersion:
    """A lesson that gives two skills."""
    skills = Skill.objects.filter(trust=trust).order_by("code").values_list("pk", flat=True)[:2]
    part = Part(key="bench", kind="LESSON", title="Bench", minutes=10)
    doses = [Dose(skill, depth=1, minutes=5) for skill in skills]
    return publish_activity(trust=trust, part=part, doses=doses, content={}, by=None)
