"""Skills, groups and levels go on the screen: what it touches is said first, and they come back."""

import pytest
from django.urls import reverse

from curriculum.models import Level, SkillGroup, Target
from curriculum.services.framework import draft_version
from curriculum.services.identity import retire_identity
from curriculum.services.nomination import nominate_person
from tests.cms.screens.reading import words_of
from tests.factories.workforce import PostFactory, UnitFactory
from workforce.rules import today

from .shaping import LIST, skill

pytestmark = pytest.mark.django_db


class TestRetiring:
    def test_a_skill_says_first_what_it_touches(self, version, lead):
        person = PostFactory(unit=UnitFactory(trust=version.trust)).person
        draft_version(framework=version.framework, by=None)

        asked = words_of(lead.get(LIST + "skills/M1/retire/"))
        then = skill(version).retired_date
        lead.post(LIST + "skills/M1/retire/")

        assert "Version 1, in force, asks for it in Everyone until a version without it begins" in asked
        assert "It goes out of the draft, version 2." in asked
        assert "without it nothing essential is left in Everyone" in asked
        assert "Its code M1 is never used for anything else." in asked
        assert person.family_name not in asked
        assert then is None
        assert skill(version).retired_date == today()
        assert not Target.objects.filter(dose__version__number=2).exists()
        page = words_of(lead.get(LIST))
        assert "Still asked for by version 1; it goes with the next version that you publish." in page

    def test_a_level_says_how_many_it_touches(self, version, lead):
        post = PostFactory(unit=UnitFactory(trust=version.trust))
        level = Level.objects.get(framework=version.framework)
        nominate_person(person=post.person, level=level, since=today(), by=None, post=post)

        asked = words_of(lead.get(LIST + "levels/L1/retire/"))

        assert "People who are named for it 1 " in asked
        assert "Plans for it 0 " in asked
        assert "Figures of past days do not change." in asked

    def test_a_group_with_skills_stays_and_says_which(self, version, lead):
        page = lead.post(LIST + "groups/M/retire/", follow=True)

        assert "Skills are still in this group: M1 PDSA, M2 Maps. Move them or retire them first." in words_of(page)
        assert SkillGroup.objects.get(framework=version.framework).retired_date is None

    def test_it_comes_back(self, version, lead):
        retire_identity(thing=skill(version, "M2"), on=today(), by=None)
        page = words_of(lead.get(LIST))

        answer = lead.post(LIST + "skills/M2/bring-back/")

        assert "Bring it back : Maps" in page
        assert answer.url == LIST + "#skills-M2"
        assert skill(version, "M2").retired_date is None

    def test_it_is_offered_for_nothing_new(self, version, lead):
        draft_version(framework=version.framework, by=None)
        person = PostFactory(unit=UnitFactory(trust=version.trust)).person
        retire_identity(thing=skill(version, "M2"), on=today(), by=None)
        retire_identity(thing=Level.objects.get(framework=version.framework), on=today(), by=None)
        lead.post(LIST + "levels/add/", {"code": "L2", "name": "Improvers", "begin": "EMPTY"})

        dose = words_of(lead.get("/manage/framework/2/levels/L2/dose/"))
        named = words_of(lead.get(reverse("named-person", args=[person.uuid])))
        plans = words_of(lead.get(reverse("plans")))
        credential = words_of(lead.get(reverse("credential-add")))

        assert ("M1 PDSA" in dose, "M2 Maps" in dose) == (True, False)
        assert ("Improvers" in named, "Improvers" in plans) == (True, True)
        assert ("Everyone" in named.split("Name for a level")[1].split("Exempt")[0], "Everyone" in plans) == (
            False,
            False,
        )
        assert ("PDSA" in credential, "Maps" in credential) == (True, False)
