from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm, ResetPasswordForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.letters import ask_for_letter

WORDS = {
    "login": _("E-mail address or username"),
    "password": _("Password"),
    "remember": _("Keep me signed in on this device"),
}


class SignInForm(LoginForm):
    """allauth's, in our words: labels above the fields, nothing inside them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in WORDS.items():
            field = self.fields[name]
            field.label, field.help_text = words, ""
            field.widget.attrs.pop("placeholder", None)
        self.fields["remember"].help_text = _("Not on a computer that others use")


class AgainForm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = WORDS["password"]
        self.fields["password"].widget.attrs.pop("placeholder", None)


class ForgottenForm(ResetPasswordForm):
    """Does the same for an address that nobody has: neither the page nor its time tells who has an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].widget.attrs.pop("placeholder", None)

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        ask_for_letter(self.users[0] if self.users else None, request.build_absolute_uri("/"))
        return str(self.cleaned_data["email"])
