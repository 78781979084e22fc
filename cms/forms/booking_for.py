"""For how long a manager releases somebody for whom they book a place."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from .form import NhsForm
from .hours import HoursField


class BookForForm(NhsForm):
    """The hours are those of the session until somebody says otherwise; without a release there are none."""

    hours = HoursField(
        label=_("For how many hours do you release them?"),
        help_text=_("Such as 3, 3.5 or 3:30, with the way there and back"),
    )

    def __init__(self, data: Any = None, *, session: Any) -> None:
        """`session`: one that was counted."""
        super().__init__(data, initial={"hours": session.minutes})
        self.session = session
        if not session.needs_release or session.taken >= session.capacity:
            del self.fields["hours"]

    def minutes(self) -> int:
        return int(self.cleaned_data.get("hours") or self.session.minutes)
