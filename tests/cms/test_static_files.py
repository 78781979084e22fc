from pathlib import Path

from django.contrib.staticfiles import finders


def test_the_style_sheet_calls_no_other_host():
    css = Path(finders.find("nhsuk/nhsuk.css")).read_text()

    assert ".nhsuk-button" in css
    assert "//" not in css.replace("http://www.w3.org/2000/svg", "")
    assert "@font-face" not in css


def test_the_script_starts_by_itself():
    js = Path(finders.find("nhsuk/nhsuk.js")).read_text()

    assert js.endswith("initAll();\n")
    assert "sourceMappingURL" not in js
