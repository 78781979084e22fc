import pytest
from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models

ROOMS = ("workforce", "curriculum", "coaching", "improvement")
OURS = [
    model
    for room in ROOMS
    for model in apps.get_app_config(room).get_models()
    if not hasattr(model, "pgh_tracked_model")
]


def names_first(constraint: models.BaseConstraint) -> str | None:
    if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
        return constraint.fields[0]
    if isinstance(constraint, ExclusionConstraint):
        return str(constraint.expressions[0][0])
    return None


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_model_says_what_personal_data_it_holds(model):
    assert "Personal data: " in (model.__doc__ or "")


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_the_trust_stands_first_in_every_unique_key(model):
    has_trust = any(field.name == "trust" for field in model._meta.get_fields())
    keys = [constraint for constraint in model._meta.constraints if names_first(constraint)] if has_trust else []

    assert [key.name for key in keys if names_first(key) != "trust"] == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_constraint_has_a_name_in_words(model):
    assert [c.name for c in model._meta.constraints if c.name.startswith(model._meta.label_lower)] == []
