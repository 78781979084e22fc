"""A colleague reads what an editor has written before it is published: four eyes, where an editor asks for them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.models import TaskState
from wagtail.models.workflows import AbstractGroupApprovalTask


class ColleagueTask(AbstractGroupApprovalTask):
    """Any other editor of the trust approves it, never whoever asked for it. Personal data: none."""

    def get_actions(self, page: Any, user: Any) -> list[tuple[str, Any, bool]]:
        state = page.current_workflow_state
        if state is not None and state.requested_by_id == user.pk:
            return []
        actions: list[tuple[str, Any, bool]] = super().get_actions(page, user)
        return actions

    def get_task_states_user_can_moderate(self, user: Any, **more: Any) -> QuerySet[TaskState]:
        states: QuerySet[TaskState] = super().get_task_states_user_can_moderate(user, **more)
        return states.exclude(workflow_state__requested_by=user)

    @classmethod
    def get_description(cls) -> str:
        return "Another editor of the trust reads it and approves it"
