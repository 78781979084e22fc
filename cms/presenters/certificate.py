"""Certificates in words: on the screen, to the public, and on paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.papers import qr_code
from curriculum.enums import CertificateKind
from curriculum.models import Certificate
from curriculum.queries.certifiable import Fact
from curriculum.queries.certificate import Standing

from .figure import day_words

HAS = {
    CertificateKind.LEVEL: gettext_lazy("has reached the level"),
    CertificateKind.MODULE: gettext_lazy("has completed the module"),
    CertificateKind.ACTIVITY: gettext_lazy("has completed"),
}
REACHED = {
    CertificateKind.LEVEL: gettext_lazy("Reached on"),
    CertificateKind.MODULE: gettext_lazy("Completed on"),
    CertificateKind.ACTIVITY: gettext_lazy("Completed on"),
}


@dataclass(frozen=True, slots=True)
class CertificateView:
    code: str
    name: str
    kind: str
    title: str
    trust: str
    day_label: str
    day: str
    is_valid: bool
    until: str
    ended: str


@dataclass(frozen=True, slots=True)
class ToAskFor:
    """Something that a certificate can be had of. `code`: of the one that is there already."""

    kind: str
    kind_words: str
    subject: str
    title: str
    day: str
    code: str


def certificate_view(certificate: Certificate, standing: Standing) -> CertificateView:
    kind = CertificateKind(certificate.kind)
    return CertificateView(
        code=certificate.code,
        name=certificate.name,
        kind=str(kind.label),
        title=certificate.title,
        trust=certificate.trust_name,
        day_label=str(REACHED[kind]),
        day=day_words(certificate.since),
        is_valid=standing.is_valid,
        until=day_words(standing.until) if standing.until else "",
        ended=day_words(standing.ended) if standing.ended else "",
    )


def to_ask_for(facts: Collection[Fact], certificates: Collection[Certificate]) -> list[ToAskFor]:
    codes: Mapping[tuple[Any, ...], str] = {(one.kind, one.subject, one.since): one.code for one in certificates}
    return [
        ToAskFor(
            kind=fact.kind,
            kind_words=str(fact.kind.label),
            subject=fact.subject,
            title=fact.title,
            day=day_words(fact.since),
            code=codes.get((fact.kind, fact.subject, fact.since), ""),
        )
        for fact in facts
    ]


def certificate_paper(certificate: Certificate, address: str) -> dict[str, Any]:
    """In English whatever the reader reads in: the paper says that it is."""
    with translation.override(settings.LANGUAGE_CODE):
        issued = day_words(timezone.localdate(certificate.recorded_at))
        told = {"name": certificate.name, "what": certificate.title, "trust": certificate.trust_name, "day": issued}
        return {
            "title": _("Certificate of %(name)s: %(what)s") % told,
            "heading": _("Certificate"),
            "trust": certificate.trust_name,
            "says": _("This is to say that"),
            "name": certificate.name,
            "has": str(HAS[CertificateKind(certificate.kind)]),
            "what": certificate.title,
            "days": day_lines(certificate),
            "issued": _("Issued by %(trust)s on %(day)s.") % told,
            "check": _("Is it still valid?"),
            "scan": _("Scan the code, or open this address. It shows what this paper says, and how it stands today."),
            "alt": _("QR code of the address beside it"),
            "address": address,
            "qr": qr_code(address),
        }


def day_lines(certificate: Certificate) -> list[str]:
    told = {"label": REACHED[CertificateKind(certificate.kind)], "day": day_words(certificate.since)}
    if certificate.version is None:
        return [_("%(label)s %(day)s.") % told]
    told["number"] = certificate.version.number
    reached = _("%(label)s %(day)s, by version %(number)s of the framework.") % told
    if certificate.until is None:
        return [reached, _("It does not lapse.")]
    until = _("Valid until %(day)s, or longer if it is renewed.") % {"day": day_words(certificate.until)}
    return [reached, until]
