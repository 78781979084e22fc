"""The house keeps its own rules."""

from importlinter.cli import lint_imports


def test_every_import_keeps_to_the_floors():
    assert lint_imports(no_cache=True) == 0
