from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.services.meeting_score import BEST, LONGEST

from .form import NhsForm


class MeetingScoreForm(NhsForm):
    score = forms.TypedChoiceField(
        label=_("How good was this meeting, from 0 to 10?"),
        choices=[(n, str(n)) for n in range(BEST + 1)],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a number from 0 to 10")},
    )
    words = forms.CharField(
        label=_("What went well, or what would make it better?"),
        help_text=_("Whoever reads the team’s page reads it, without a name. No names of patients."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
