import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _attempts_of_other_tests_are_forgotten():
    cache.clear()
