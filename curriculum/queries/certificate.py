"""Is a certificate still true? Asked of the ledger each time, so that none outlives what it stands on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from workforce.models import Person

from ..calc.days import Interval, interval
from ..calc.dose import Entry
from ..calc.holding import Ledger, holdings
from ..calc.timeline import Ground, ground_of
from ..enums import CertificateKind
from ..models import Certificate, DoseEntry, Level
from .facts import ENTRY, versions_of


class Told(NamedTuple):
    """A row of the ledger: of which source, and since which day we know it."""

    source: UUID
    known: dt.date
    entry: Entry


@dataclass(frozen=True, slots=True)
class Standing:
    """Valid, until a day if that is known; or ended on one."""

    until: dt.date | None = None
    ended: dt.date | None = None

    @property
    def is_valid(self) -> bool:
        return self.ended is None


def own_certificates(person: Person) -> list[Certificate]:
    """Those not taken back, the latest first."""
    return [*Certificate.objects.kept().filter(trust=person.trust_id, person=person).order_by("-since", "-pk")]


def public_certificate(code: str) -> Certificate | None:
    """Codes are letters and digits: what is none is not looked for."""
    if not (code.isascii() and code.isalnum()):
        return None
    return Certificate.objects.public().select_related("person").filter(code=code.lower()).first()


def standings_of(person: Person, certificates: Collection[Certificate], *, on: dt.date) -> dict[int, Standing]:
    """By certificate of this one person: in the same few questions however many there are."""
    told, ground = ledger_of(person), ground_of(versions_of(person.trust_id), {})
    levels = dict(Level.objects.filter(uuid__in=_levels(certificates)).values_list("uuid", "pk"))
    keys = {str(uuid): pk for uuid, pk in levels.items()}
    return {one.pk: _standing(one, told, ground, keys.get(one.subject), on) for one in certificates}


def ledger_of(person: Person) -> list[Told]:
    rows = DoseEntry.objects.filter(trust=person.trust_id, person=person).order_by("given_date", "pk")
    found = rows.values_list("source_id", "recorded_at", *ENTRY)
    return [Told(source, timezone.localdate(at), Entry(*entry)) for source, at, *entry in found]


def days_of_level(ground: Ground, level: int, told: Iterable[Told]) -> Sequence[Interval]:
    """Whatever posts the person has, or none any more."""
    return holdings(ground.spans, level, Ledger(one.entry for one in told)).get(None, ())


def given_days(told: Collection[Told]) -> dict[UUID, dt.date]:
    """Of each source that still gives something: the day on which it was given."""
    void = {one.entry.voids for one in told}
    giving = [one for one in told if one.entry.voids is None and one.entry.id not in void]
    return {one.source: one.entry.day for one in giving}


def _levels(certificates: Iterable[Certificate]) -> list[str]:
    return [one.subject for one in certificates if one.kind == CertificateKind.LEVEL]


def _standing(certificate: Certificate, told: list[Told], ground: Ground, level: int | None, on: dt.date) -> Standing:
    now = _true(certificate, told, ground, level)
    if now is None:
        return Standing(ended=_lost(certificate, told, ground, level) or on)
    return Standing(until=now.end) if on < now.until else Standing(ended=now.until)


def _true(certificate: Certificate, told: Collection[Told], ground: Ground, level: int | None) -> Interval | None:
    """The days of which the certificate is true, by these rows of the ledger."""
    if certificate.kind == CertificateKind.LEVEL:
        days = days_of_level(ground, level, told) if level else ()
        return next((one for one in days if certificate.since in one), None)
    days_given = given_days(told)
    given = [days_given[source] for source in certificate.sources if source in days_given]
    is_whole = len(given) == len(certificate.sources) and max(given) == certificate.since
    return interval(certificate.since) if is_whole else None


def _lost(certificate: Certificate, told: list[Told], ground: Ground, level: int | None) -> dt.date | None:
    """The first day from which on, by what was known then, it has not been true."""
    issued = timezone.localdate(certificate.recorded_at)
    days = sorted({one.known for one in told if one.known >= issued}, reverse=True)
    lost = takewhile(lambda day: not _true(certificate, _known(told, day), ground, level), days)
    return min(lost, default=None)


def _known(told: Iterable[Told], day: dt.date) -> list[Told]:
    return [one for one in told if one.known <= day]
