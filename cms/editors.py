"""Who may change a trust's pages: whoever holds the role of editor there today.

Wagtail asks its groups, so each trust has one. Its members follow the grants, looked at whenever somebody steps into
the editor (docs/decisions/0004): there is no second list of editors that could be forgotten.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from workforce.enums import Role
from workforce.models import Account, Grant, Trust

from .models import ColleagueTask, HomePage

OF_THE_EDITOR = ("access_admin", "submit_translation")
A_COLLEAGUE = "a colleague"  # the button says: Submit to a colleague
OF_PAGES = ("add_page", "change_page", "publish_page")
OF_FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


def admit(account: Any) -> bool:
    """May the account step into the editor? Its group is put right on the way; an operator needs none."""
    if not isinstance(account, Account):
        return False
    if account.trust is None:
        return account.is_superuser
    may = account.has_perm("curriculum.edit_pages", account.trust)
    _keep_groups(account, {group_of(account.trust)} if may else set())
    return may


@transaction.atomic
def group_of(trust: Trust) -> Group:
    """The editors of a trust: what they may do, on each of its home pages and all below."""
    group, is_new = Group.objects.get_or_create(name=f"Editors of trust {trust.pk}")
    if is_new:
        group.permissions.set(Permission.objects.filter(codename__in=OF_THE_EDITOR))
        _open_files(group, trust)
    for home in HomePage.objects.filter(trust=trust).exclude(group_permissions__group=group):
        _open_pages(group, home)
    _have_it_read(group, trust)
    return group


def files_of(trust: Trust) -> Collection | None:
    """Where the trust's pictures and documents are kept."""
    return Collection.objects.filter(group_permissions__group__name=f"Editors of trust {trust.pk}").first()


def other_editors(account: Any) -> bool:
    """Is there anybody else who could read what this one wrote?"""
    held = Grant.objects.filter(role=Role.EDITOR, account__trust=account.trust_id).exclude(account=account.pk)
    others = {grant.account for grant in held.select_related("account__trust")}
    return any(other.is_active and other.has_perm("curriculum.edit_pages", other.trust) for other in others)


def _keep_groups(account: Account, groups: set[Group]) -> None:
    if set(account.groups.all()) != groups:
        account.groups.set(groups)


def _open_pages(group: Group, home: HomePage) -> None:
    allowed = Permission.objects.filter(codename__in=OF_PAGES, content_type__app_label="wagtailcore")
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=home, permission=permission) for permission in allowed
    )


def _have_it_read(group: Group, trust: Trust) -> None:
    """Whoever wants four eyes submits a page, and any other editor of the trust may approve it."""
    homes = HomePage.objects.filter(trust=trust, workflowpage=None)
    if not homes:
        return
    workflow = Workflow.objects.filter(workflow_pages__page__in=HomePage.objects.filter(trust=trust)).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=A_COLLEAGUE)
        task = ColleagueTask.objects.create(name="A colleague reads it")
        task.groups.set([group])
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.bulk_create(WorkflowPage(page=home, workflow=workflow) for home in homes)


def _open_files(group: Group, trust: Trust) -> None:
    root = Collection.get_first_root_node()
    collection = root.add_child(instance=Collection(name=trust.name))
    allowed = Permission.objects.filter(codename__in=OF_FILES)
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=collection, permission=permission) for permission in allowed
    )
