from io import StringIO

from django.core.management import call_command

from cms.local.paths import ROOT


def test_the_contract_in_the_repository_is_the_one_that_is_served():
    out = StringIO()

    call_command("spectacular", urlconf="api.schema_urls", validate=True, fail_on_warn=True, stdout=out)

    assert out.getvalue().strip() == (ROOT / "docs" / "api.yml").read_text().strip()
