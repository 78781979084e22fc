"""Who may change the pages of a trust, and what they see there."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection

from cms.editors import files_of, group_of
from cms.loading.site import load_site
from cms.models import HomePage
from tests.factories.workforce import AccountFactory, UnitFactory, top_of
from workforce.enums import Role
from workforce.services.grant import end_grant, give_grant

from .conftest import PUBLISHED, come_in, editor_of, learner_of, trust_with_a_framework

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs(curriculum):
    """The curriculum of a second trust, beside the first."""
    trust = trust_with_a_framework(name="Riverside")
    page = load_site(trust, by=None, host="riverside.example")
    page.title = "Riverside learns"
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("role", [role for role in Role if role != Role.EDITOR])
def test_whoever_is_no_editor_is_told_so_plainly(client, trust, curriculum, role):
    account = AccountFactory(trust=trust)
    give_grant(account=account, role=role, unit=top_of(trust), since=PUBLISHED, by=None)

    answer = come_in(client, account).get("/cms/")

    assert answer.status_code == 403
    assert "Only an editor of your trust can change its pages" in answer.content.decode()
    assert not account.groups.exists()


def test_an_editor_of_one_ward_does_not_change_the_trusts_pages(client, trust, curriculum):
    account = AccountFactory(trust=trust)
    give_grant(account=account, role=Role.EDITOR, unit=UnitFactory(trust=trust), since=PUBLISHED, by=None)

    assert come_in(client, account).get("/cms/").status_code == 403


def test_an_editor_finds_the_pages_of_their_trust(client, trust, curriculum):
    come_in(client, editor_of(trust))

    assert client.get("/cms/").status_code == 200
    assert client.get(f"/cms/pages/{curriculum.pk}/edit/").status_code == 200


def test_a_role_that_has_ended_closes_the_editor_at_the_next_step(client, trust, curriculum):
    account = editor_of(trust)
    come_in(client, account).get("/cms/")
    end_grant(grant=account.grants.get(), on=timezone.localdate(), by=None)

    assert client.get("/cms/").status_code == 403
    assert not account.groups.exists()


def test_a_group_that_was_given_by_hand_opens_nothing(client, trust, curriculum):
    account = learner_of(trust)
    account.groups.set([group_of(trust), Group.objects.get(name="Editors")])

    assert come_in(client, account).get("/cms/").status_code == 403
    assert not account.groups.exists()


def test_an_operator_without_a_trust_may_step_in(client, curriculum):
    operator = AccountFactory(trust=None, is_superuser=True)

    assert come_in(client, operator).get("/cms/").status_code == 200


def test_an_editor_cannot_open_or_change_a_page_of_another_trust(client, trust, theirs):
    come_in(client, editor_of(trust))

    edit = client.get(f"/cms/pages/{theirs.pk}/edit/")
    post = client.post(f"/cms/pages/{theirs.pk}/edit/", {"title": "Ours now", "slug": "learn"})

    assert [(answer.status_code, answer.url) for answer in (edit, post)] == [(302, "/cms/")] * 2
    theirs.refresh_from_db()
    assert theirs.title == "Riverside learns"


@pytest.mark.parametrize(
    "address",
    [
        "/cms/pages/",
        "/cms/pages/search/?q=Riverside",
        "/cms/choose-page/",
        "/cms/choose-page/search/?q=Riverside",
        "/cms/reports/site-history/",
        "/cms/reports/aging-pages/",
        "/cms/api/main/pages/?limit=100",
    ],
)
def test_an_editor_reads_nothing_of_another_trust(client, trust, theirs, address):
    come_in(client, editor_of(trust))

    assert "Riverside learns" not in client.get(address, follow=True).content.decode()


def test_the_menu_has_only_what_an_editor_needs(client, trust, curriculum):
    come_in(client, editor_of(trust))

    page = client.get("/cms/").content.decode()

    assert [name for name in ("/cms/pages/", "/cms/images/", "/cms/documents/") if f'"{name}"' in page]
    assert [
        name
        for name in (
            "/cms/reports/aging",
            "/cms/reports/site-history/",
            "/cms/users/",
            "/cms/sites/",
            "/cms/redirects/",
        )
        if name in page
    ] == []


def test_skills_and_levels_to_choose_from_are_the_trusts_own(client, trust, theirs, module):
    come_in(client, editor_of(trust))

    form = client.get(f"/cms/pages/{module.pk}/edit/").context["form"]

    offered = form.formsets["part_doses"].empty_form.fields["skill"].queryset
    assert {skill.trust_id for skill in offered} == {trust.pk}
    assert {level.trust_id for level in form.fields["levels"].queryset} == {trust.pk}


def test_pictures_and_documents_of_a_trust_are_in_a_place_of_its_own(trust, theirs):
    group_of(trust), group_of(HomePage.trust_above(theirs))

    places = [files_of(trust), files_of(HomePage.trust_above(theirs))]

    assert len(set(places)) == 2
    assert Collection.get_first_root_node() not in places


def test_a_document_of_another_trust_is_not_there(client, trust, theirs):
    group_of(HomePage.trust_above(theirs))
    document = Document.objects.create(title="Theirs", collection=files_of(HomePage.trust_above(theirs)), file="x.pdf")

    assert come_in(client, learner_of(trust)).get(document.url).status_code == 404
