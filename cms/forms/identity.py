"""What an editor says of a skill, a group of skills or a level: its code once, its words as often as it takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.enums import Depth
from curriculum.models import FrameworkVersion, Identity, Level, LevelDose, Skill, SkillGroup
from curriculum.services.identity import Words

from .form import NhsForm

LONGEST_NAME = {Level: 150, Skill: 150, SkillGroup: 100}
LONGEST_CODE, LONGEST_DESCRIPTION, LONGEST_DEPTH = 20, 2_000, 400
DEPTHS = [depth for depth in Depth if depth]
EMPTY = "EMPTY"


class WordsForm(NhsForm):
    """Its words; the fields that it has not are left out."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Name"))
    name_cy = forms.CharField(label=_("Name in Welsh"), required=False)
    description = forms.CharField(
        label=_("What it means"),
        required=False,
        max_length=LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, data: Any = None, *, kind: type[Identity], groups: Iterable[SkillGroup] = (), initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        self.kind, self.groups = kind, {group.code: group for group in groups}
        for name in ("name", "name_cy"):
            self.fields[name] = _text(self.fields[name], LONGEST_NAME[kind])
        if kind is SkillGroup:
            del self.fields["description"]
        if kind is Skill:
            self._add_what_a_skill_has()

    def _add_what_a_skill_has(self) -> None:
        named = [(code, group.name) for code, group in self.groups.items()]
        words = {"required": _("Choose the group that it belongs to")}
        self.fields["group"] = forms.ChoiceField(
            label=_("Group"), choices=[("", _("Choose")), *named], error_messages=words
        )
        for depth in DEPTHS:
            self.fields[f"depth_{depth.value}"] = forms.CharField(
                label=_("At depth %(n)d, %(words)s, somebody …") % {"n": depth.value, "words": depth.label},
                required=False,
                max_length=LONGEST_DEPTH,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def see_anew(self, mark: str) -> None:
        """What was typed stays; saved again, it is put in the place of what is there now."""
        sent: Any = self.data
        typed = sent.copy()
        typed["seen"] = mark
        self.data = typed

    def words(self) -> Words:
        said = self.cleaned_data
        return Words(
            name=said["name"],
            name_cy=said["name_cy"],
            description=said.get("description", ""),
            depth_words={str(depth.value): said.get(f"depth_{depth.value}", "") for depth in DEPTHS},
            group=self.groups.get(said.get("group", "")),
        )


class AddForm(WordsForm):
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Capital letters, digits and hyphens. Files and other systems know it by this. It stays for good."),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10", "autocapitalize": "characters"}),
    )
    begin = forms.ChoiceField(label=_("Put it into the draft"), required=False)

    def __init__(self, *args: Any, doses: Iterable[LevelDose] | None = None, **options: Any) -> None:
        """`doses`: those that a level can begin with in the draft. None: there is no draft to put it in."""
        super().__init__(*args, **options)
        self.doses = {str(dose.pk): dose for dose in doses or ()}
        if doses is None:
            del self.fields["begin"]
        else:
            self.fields["begin"].choices = [("", _("Not yet")), *beginnings(self.doses.values())]  # type: ignore[attr-defined]  # a choice field
        self.order_fields(["group", "code", "name"])


class PutInForm(NhsForm):
    """A level that a draft has not, and what it begins with there."""

    level = forms.ChoiceField(label=_("Level"))
    begin = forms.ChoiceField(label=_("Begin with"), help_text=_("You can change all of it afterwards."))

    def __init__(self, data: Any = None, *, levels: Iterable[Level], doses: Iterable[LevelDose]) -> None:
        super().__init__(data)
        self.levels, self.doses = {level.code: level for level in levels}, {str(dose.pk): dose for dose in doses}
        named = [(code, f"{code} {level.name}") for code, level in self.levels.items()]
        self.fields["level"].choices = [("", _("Choose")), *named]  # type: ignore[attr-defined]  # a choice field
        self.fields["begin"].choices = beginnings(self.doses.values())  # type: ignore[attr-defined]  # a choice field

    def asked(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"level": self.levels[said["level"]], "like": self.doses.get(said["begin"])}


class FrameworkForm(NhsForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    name_cy = forms.CharField(label=_("Name in Welsh"), max_length=200, required=False)
    source_note = forms.CharField(
        label=_("Where it comes from"), required=False, max_length=4_000, widget=forms.Textarea(attrs={"rows": 4})
    )


def beginnings(doses: Iterable[LevelDose]) -> list[tuple[str, Any]]:
    return [(EMPTY, _("Nothing asked for yet")), *((str(dose.pk), _like(dose)) for dose in doses)]


def initial_of(thing: Any) -> dict[str, Any]:
    told = {name: getattr(thing, name, "") for name in ("name", "name_cy", "description")}
    depths = {f"depth_{depth}": words for depth, words in getattr(thing, "depth_words", {}).items()}
    return told | depths | ({"group": thing.group.code} if isinstance(thing, Skill) else {})


def _like(dose: LevelDose) -> str:
    version: FrameworkVersion = dose.version
    told = {"level": f"{dose.level.code} {dose.level.name}", "n": version.number}
    return _("The dose and the audience of %(level)s in version %(n)d") % told


def _text(field: forms.Field, longest: int) -> forms.CharField:
    return forms.CharField(label=field.label, required=field.required, max_length=longest,
                           error_messages={"required": field.error_messages["required"]})  # fmt: skip
