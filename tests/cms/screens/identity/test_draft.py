"""The levels of a draft on the screen, and two leads who work on one at once."""

import datetime as dt

import pytest
from django.urls import reverse

from curriculum.models import Level, LevelDose
from curriculum.services.identity import retire_identity
from tests.cms.screens.reading import words_of
from tests.factories.framework import draft_dose
from workforce.rules import today

from .shaping import skill

pytestmark = pytest.mark.django_db


class TestLevelsOfADraft:
    def test_one_is_taken_out_once_it_was_asked_again_and_put_in_as_it_was_published(self, version, lead):
        dose = draft_dose(version)

        asked = words_of(lead.get("/manage/framework/2/levels/L1/take-out/"))
        lead.post("/manage/framework/2/levels/L1/take-out/")
        gone = not dose.version.doses.exists()
        lead.post("/manage/framework/2/put-in/", {"level": "L1", "begin": version.doses.get().pk})

        assert "What the draft asked there is not kept." in asked
        assert gone
        assert dose.version.doses.get().targets.get().skill.code == "M1"

    def test_a_published_version_keeps_its_levels(self, version, lead):
        lead.post("/manage/framework/1/levels/L1/take-out/")
        Level.objects.create(framework=version.framework, trust=version.trust, code="L2", name="Improvers")
        page = lead.post("/manage/framework/1/put-in/", {"level": "L2", "begin": "EMPTY"})

        assert "A published version stays as it is." in words_of(page)
        assert [*version.doses.values_list("level__code", flat=True)] == ["L1"]

    def test_only_who_changes_the_framework_does_either(self, version, editor):
        dose = draft_dose(version)

        assert editor.post("/manage/framework/2/levels/L1/take-out/").status_code == 403
        assert editor.post("/manage/framework/2/put-in/", {"level": "L1", "begin": "EMPTY"}).status_code == 403

        assert LevelDose.objects.filter(pk=dose.pk).exists()


class TestTwoLeadsAtADraft:
    def told(self, version, minutes):
        return {
            "taught_minutes": minutes, "grace_days": 0, "away_after_days": 28, f"skill-{skill(version).pk}-depth": 1,
            f"skill-{skill(version).pk}-essential": "on",
        }  # fmt: skip

    def test_who_saves_a_dose_second_sees_what_the_first_wrote_and_keeps_what_they_typed(self, version, lead):
        dose, address = draft_dose(version), "/manage/framework/2/levels/L1/dose/"
        seen = lead.get(address).context["seen"]
        lead.post(address, self.told(version, 60) | {"seen": seen})

        told = lead.post(address, self.told(version, 90) | {"seen": seen})
        dose.refresh_from_db()
        then = dose.taught_minutes
        lead.post(address, self.told(version, 90) | {"seen": told.context["seen"]})

        assert "Somebody else changed this after you opened it." in words_of(told)
        assert "60 minutes taught" in words_of(told)
        assert 'value="90"' in told.content.decode()
        assert then == 60
        dose.refresh_from_db()
        assert dose.taught_minutes == 90

    def test_what_was_typed_for_a_skill_that_was_retired_meanwhile_is_not_passed_over(self, version, lead):
        draft_dose(version)
        retire_identity(thing=skill(version, "M2"), on=today(), by=None)
        typed = self.told(version, 60) | {f"skill-{skill(version, 'M2').pk}-depth": 2}

        page = lead.post("/manage/framework/2/levels/L1/dose/", typed)

        assert "Retired meanwhile, and asked for no more: Maps." in words_of(page)
        assert LevelDose.objects.get(version__number=2).taught_minutes == 0

    def test_who_publishes_what_was_changed_after_they_looked_looks_again(self, version, lead):
        draft, address = draft_dose(version).version, "/manage/framework/2/publish/"
        day = today() + dt.timedelta(days=40)
        said = {f"effective_date_{part}": getattr(day, part) for part in ("day", "month", "year")}
        seen = lead.post(address, said).context["seen"]
        lead.post("/manage/framework/2/levels/L1/dose/", self.told(version, 60))

        told = lead.post(address, said | {"publish": "1", "seen": seen})
        draft.refresh_from_db()
        then = draft.state
        lead.post(address, said | {"publish": "1", "seen": lead.post(address, said).context["seen"]})

        assert "Somebody changed this draft after you looked at it." in words_of(told)
        assert then == "DRAFT"
        draft.refresh_from_db()
        assert draft.state == "PUBLISHED"

    def test_who_saves_into_a_draft_that_is_gone_is_told_how_to_come_back_to_what_they_typed(self, version, lead):
        draft_dose(version).version.delete()

        page = lead.post("/manage/framework/2/levels/L1/dose/", self.told(version, 60))

        assert page.status_code == 400
        assert "Somebody discarded this draft" in words_of(page)
        assert "Go back in your browser to read what you typed." in words_of(page)
        assert lead.get("/manage/framework/2/levels/L1/dose/").status_code == 404

    def test_who_saves_a_rule_second_sees_what_it_says_now(self, version, lead):
        rule = draft_dose(version).audience_rules.get()
        address = reverse("framework-rule", args=[2, "L1", rule.pk])
        seen = lead.get(address).context["seen"]
        lead.post(address, {"bands": "5", "seen": seen})

        told = lead.post(address, {"bands": "6", "seen": seen})
        rule.refresh_from_db()
        then = rule.bands
        lead.post(address, {"bands": "6", "seen": told.context["seen"]})

        assert "Somebody else changed this after you opened it." in words_of(told)
        assert "Bands: 5" in words_of(told)
        assert then == ["5"]
        rule.refresh_from_db()
        assert rule.bands == ["6"]
