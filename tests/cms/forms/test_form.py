"""Every widget in the look of NHS.UK, for readers and for screen readers."""

import pytest
from django import forms
from django.template import Context, Template
from wagtail.admin.forms.pages import CopyForm

from cms.forms import NhsForm

CHOICES = [("A", "Apple"), ("B", "Pear & quince")]


class Everything(NhsForm):
    name = forms.CharField(label="Your name", help_text="As on your badge", max_length=20)
    words = forms.CharField(widget=forms.Textarea, required=False)
    fruit = forms.ChoiceField(choices=CHOICES)
    one = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    agreed = forms.BooleanField()
    file = forms.FileField()
    kept = forms.CharField(widget=forms.HiddenInput, initial="7")


def shown(form, tag="nhs_form form"):
    return Template("{% load academy %}{% " + tag + " %}").render(Context({"form": form}))


@pytest.mark.parametrize(
    "look",
    [
        'class="nhsuk-input" type="text" name="name"',
        'class="nhsuk-textarea" name="words"',
        'class="nhsuk-select" name="fruit"',
        'class="nhsuk-radios__input" type="radio" name="one" value="B"',
        'class="nhsuk-checkboxes__input" type="checkbox" name="many" value="A"',
        'class="nhsuk-checkboxes__input" type="checkbox" name="agreed"',
        'type="file" name="file"',
        'type="hidden" name="kept" value="7"',
        '<label class="nhsuk-label" for="id_name">Your name</label>',
        "(optional)",
        "Pear &amp; quince",
    ],
)
def test_widgets_look_like_nhs_uk(look):
    assert look in shown(Everything())


def test_a_hint_is_read_with_its_field():
    page = shown(Everything())

    assert '<div class="nhsuk-hint" id="id_name_helptext">As on your badge</div>' in page
    assert 'aria-describedby="id_name_helptext"' in page


def test_an_error_stands_beside_its_field_and_on_top_with_a_link_to_it():
    form = Everything({"words": "x"})

    fields, summary = shown(form), shown(form, "nhs_errors form")

    assert 'aria-describedby="id_name_helptext id_name_error"' in fields
    assert 'class="nhsuk-input nhsuk-input--error"' in fields
    assert '<a href="#id_name">Fill in “Your name”</a>' in summary


def test_without_errors_there_is_no_summary():
    assert shown(Everything(), "nhs_errors form").strip() == ""


def test_what_was_typed_is_escaped():
    page = shown(Everything({"name": '"><script>', "words": "</textarea><script>"}))

    assert "<script>" not in page


def test_wagtails_forms_keep_their_own_look():
    assert "nhsuk" not in str(forms.Form.default_renderer) + str(CopyForm.default_renderer)


class TestDrawnOnce:
    """A field that looks as somebody else's did is not drawn anew: so it must never show what is theirs."""

    class Told(NhsForm):
        name = forms.CharField(required=False)
        fruit = forms.ChoiceField(choices=CHOICES, required=False)
        grouped = forms.ChoiceField(choices=[("Fruit", CHOICES), ("Z", "None")], required=False)

        def __init__(self, *args, fruit=CHOICES, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["fruit"].choices = fruit

    @pytest.mark.parametrize(
        ("other", "words"),
        [
            ({"initial": {"fruit": "B"}}, '<option value="B" selected'),
            ({"initial": {"grouped": "B"}}, '<option value="B" selected'),
            ({"initial": {"name": "Amal"}}, 'value="Amal"'),
            ({"data": {"name": "Amal"}}, 'value="Amal"'),
            ({"data": {"fruit": "X"}}, "is not one of the available choices"),
            ({"fruit": [("C", "Quince")]}, "Quince"),
            ({"prefix": "own"}, 'name="own-name"'),
        ],
    )
    def test_whatever_differs_is_shown_and_is_gone_the_next_time(self, other, words):
        plain = shown(self.Told())

        assert words in shown(self.Told(**other))
        assert words not in plain
        assert shown(self.Told()) == plain

    def test_one_that_comes_to_be_required_says_so(self):
        form = self.Told()
        form.fields["name"].required = True

        assert shown(self.Told(), "nhs_field form.name").count("(optional)") == 1
        assert "(optional)" not in shown(form, "nhs_field form.name")

    def test_it_looks_as_it_is_asked_to(self):
        assert "nhsuk-label--l" in shown(self.Told(), 'nhs_field form.name label_size="l"')
        assert "nhsuk-label--l" not in shown(self.Told(), "nhs_field form.name")
