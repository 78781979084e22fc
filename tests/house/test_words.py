"""The glossary is true: every model of ours stands in it."""

import pytest

from cms.local.paths import ROOT
from tests.house.test_models import OURS

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text()


@pytest.mark.parametrize("name", sorted(model.__name__ for model in OURS))
def test_the_glossary_has_every_model(name):
    assert f"`{name}`" in GLOSSARY
