"""The map of credentials: kept once, retired and brought back; never changes what was claimed."""

import pytest

from curriculum.calc.prior_learning import Worth
from curriculum.models import Credential
from curriculum.services.credential import (
    CannotKeepCredential,
    Told,
    bring_back_credential,
    keep_credential,
    retire_credential,
)
from tests.factories.curriculum import SkillFactory
from tests.factories.workforce import AccountFactory, TrustFactory
from workforce.models import Decision
from workforce.rules import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def skill():
    return SkillFactory()


@pytest.fixture
def editor(skill):
    return AccountFactory(trust=skill.trust)


def kept(skill, editor, credential=None, **told):
    asked = {
        "title": "Green belt",
        "given_by": "A college",
        "valid_months": 36,
        "evidence_asked": "Its number",
        "skills": [(skill, Worth(2))],
    }
    return keep_credential(trust=skill.trust, told=Told(**asked | told), by=editor, credential=credential)


def test_it_is_kept_with_what_it_is_worth(skill, editor):
    credential = kept(skill, editor, skills=[(skill, Worth(1, 90))])

    assert [(row.skill, row.depth, row.minutes) for row in credential.skills.all()] == [(skill, 1, 90)]
    assert Decision.objects.filter(did="added a credential", by=editor).count() == 1


def test_changed_it_is_the_same_one(skill, editor):
    credential = kept(skill, editor)

    kept(skill, editor, credential, title="Blue belt", skills=[(skill, Worth(3))])

    changed = Credential.objects.get()
    assert (changed.pk, changed.title) == (credential.pk, "Blue belt")
    assert [row.depth for row in changed.skills.all()] == [3]


@pytest.mark.parametrize(
    "told, words",
    [
        ({"title": " "}, "what it is called"),
        ({"given_by": ""}, "who gives it"),
        ({"evidence_asked": " "}, "what shows"),
        ({"skills": []}, "at least one skill"),
        ({"title": "green BELT"}, "in the map already"),
    ],
)
def test_what_is_not_sound_or_there_already_is_refused(skill, editor, told, words):
    kept(skill, editor)

    with pytest.raises(CannotKeepCredential, match=words):
        kept(skill, editor, **told)

    assert Credential.objects.count() == 1


def test_a_skill_of_another_trust_is_refused(skill, editor):
    with pytest.raises(CannotKeepCredential, match="your trust"):
        kept(skill, editor, skills=[(SkillFactory(trust=TrustFactory()), Worth(1))])

    assert not Credential.objects.exists()


def test_retired_and_brought_back_unless_another_took_its_name(skill, editor):
    credential = kept(skill, editor)
    retire_credential(credential=credential, on=today(), by=editor)
    retire_credential(credential=credential, on=today(), by=editor)
    other = kept(skill, editor)

    with pytest.raises(CannotKeepCredential, match="in the map already"):
        bring_back_credential(credential=credential, by=editor)
    retire_credential(credential=other, on=today(), by=editor)
    bring_back_credential(credential=credential, by=editor)

    assert [one.pk for one in Credential.objects.claimable()] == [credential.pk]
    assert [one.did for one in Decision.objects.order_by("pk")].count("retired a credential") == 2
