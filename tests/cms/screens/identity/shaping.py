"""What the tests of these screens ask again and again."""

from django.test import Client

from curriculum.models import FrameworkVersion, Skill
from tests.factories.hospital import client_of
from tests.factories.workforce import account_with, top_of
from workforce.enums import Role

LIST = "/manage/framework/skills-and-levels/"
READERS = (Role.STAFF, Role.UNIT_MANAGER, Role.BOARD_READER, Role.COACH, Role.ACADEMY_LEAD, Role.ADMINISTRATOR)


def client_with(role: Role, version: FrameworkVersion) -> Client:
    return client_of(account_with(role, top_of(version.trust)))


def skill(version, code="M1") -> Skill:
    return Skill.objects.get(framework=version.framework, code=code)


def skill_codes():
    return [*Skill.objects.order_by("position").values_list("code", flat=True)]


def as_shown(client, address) -> dict:
    """What the form would send when nothing is touched."""
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields}
