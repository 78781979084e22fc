from pathlib import Path

import pytest
from django.core.management import call_command

from cms.local.paths import ROOT


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_migration_is_named_for_what_it_does():
    names = [path.name for room in ROOT.glob("*/migrations") for path in Path(room).glob("0*.py")]

    assert not [name for name in names if "auto" in name or "merge" in name]
