import pytest

from curriculum.models import AudienceRule
from curriculum.services.audience import CannotChangeAudience, RuleAsked, add_rule, change_rule, drop_rule
from curriculum.services.dose import CannotChangeDose
from tests.factories.framework import draft_dose, small_framework
from tests.factories.workforce import SiteFactory, TrustFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return small_framework(TrustFactory(), audience=[])


def test_a_rule_is_added_changed_and_dropped(version):
    dose = draft_dose(version)
    ward, site = UnitFactory(trust=dose.trust), SiteFactory(trust=dose.trust)

    rule = add_rule(dose=dose, asked=RuleAsked(kinds=["BANK"], units=[ward.pk]), by=None)
    assert (rule.kinds, rule.units, rule.sites) == (["BANK"], [ward.pk], [])
    change_rule(rule=rule, asked=RuleAsked(flags=["COACH"], sites=[site.pk]), by=None)
    rule.refresh_from_db()
    assert (rule.kinds, rule.flags, rule.units, rule.sites) == ([], ["COACH"], [], [site.pk])
    drop_rule(rule=rule, by=None)
    assert not dose.audience_rules.exists()


def test_a_unit_of_another_trust_is_refused(version):
    dose = draft_dose(version)
    elsewhere = UnitFactory()

    with pytest.raises(CannotChangeAudience, match="not in this trust"):
        add_rule(dose=dose, asked=RuleAsked(units=[elsewhere.pk]), by=None)

    assert not AudienceRule.objects.exists()


def test_a_site_of_another_trust_is_refused(version):
    dose = draft_dose(version)
    elsewhere = SiteFactory()

    with pytest.raises(CannotChangeAudience, match="not in this trust"):
        add_rule(dose=dose, asked=RuleAsked(sites=[elsewhere.pk]), by=None)

    assert not AudienceRule.objects.exists()


def test_the_audience_of_a_published_version_stays_as_it_is(version):
    with pytest.raises(CannotChangeDose, match="stays as it is"):
        add_rule(dose=version.doses.get(), asked=RuleAsked(), by=None)

    assert not AudienceRule.objects.exists()
