"""Measures on the screen: who opens them, points typed, pasted and brought in; the file equals the page."""

import csv
import datetime as dt
import html
import io
import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from improvement.models import Measure, MeasureNote, MeasurePoint
from tests.factories.coaching import TeamFactory
from tests.factories.hospital import client_of
from tests.factories.improvement import (
    MeasureFactory,
    MeasureNoteFactory,
    MeasurePointFactory,
    coach_of,
    member_of,
    points_in,
)
from tests.factories.workforce import account_with, top_of
from workforce.enums import Role
from workforce.rules import today

from .reading import words_of

pytestmark = pytest.mark.django_db
DEFINED = {
    "token": "6f9c2a51-9f0e-4d8e-9d6b-0a6a3f6b7a10",
    "name": "Minutes to a bed",
    "kind": "OUTCOME",
    "good": "DOWN",
    "unit": "minutes",
    "frequency": "WEEK",
    "per": "100",
    "target": "45",
    "baseline_points": "12",
}


@pytest.fixture
def team():
    return TeamFactory(name="Stroke pathway")


@pytest.fixture
def client(team):
    return client_of(coach_of(team))


@pytest.fixture
def measure(team):
    return MeasureFactory(team=team, name="Wait")


def at(measure, *rest):
    return "/".join(["", "teams", str(measure.team.uuid), "measures", str(measure.uuid), *rest, ""])


def day(back=0):
    return today() - dt.timedelta(days=back)


def hidden(answer):
    """What the preview's own form would send."""
    text = answer.content.decode()
    [mark] = re.findall(r'name="mark" value="([^"]*)"', text)
    [pasted] = re.findall(r'<textarea name="text"[^>]*>\n?(.*?)</textarea>', text, re.DOTALL)
    return {"mark": mark, "text": html.unescape(pasted)}


def test_a_team_defines_changes_and_closes_a_measure(team, client):
    listed = f"/teams/{team.uuid}/measures/"

    for _ in range(2):  # sent twice, it is defined once
        assert client.post(f"{listed}add/", DEFINED).status_code == 302
    measure = Measure.objects.get()
    assert (measure.name, measure.target, measure.per, measure.team) == ("Minutes to a bed", 45, 1, team)

    client.post(at(measure, "change"), DEFINED | {"name": "Minutes to a place", "target": ""})
    measure.refresh_from_db()
    assert (measure.name, measure.target) == ("Minutes to a place", None)

    client.post(at(measure, "close"))
    assert "Closed" in words_of(client.get(listed))
    assert "Nothing is added to it any more" in words_of(client.get(at(measure)))
    assert "Add a point" not in words_of(client.get(at(measure)))
    client.post(at(measure, "close"))
    assert Measure.objects.in_use().exists()


@pytest.mark.parametrize(
    "said, words",
    [
        ({"name": ""}, "Fill in “What is it called?”"),
        ({"target": "about 45"}, "“about 45” is not a number"),
        ({"target": "45%"}, "“45%” is in per cent, and this measure is not"),
        ({"numerator": "screened"}, "A share has both"),
        ({"baseline_points": "3"}, "is at least 8"),
        ({"name": "WAIT"}, "has a measure of this name already"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(team, measure, client, said, words):
    typed = DEFINED | {"definition": "Every Monday"} | said

    answer = client.post(f"/teams/{team.uuid}/measures/add/", typed)

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert "Every Monday" in answer.content.decode()
    assert Measure.objects.count() == 1


def test_a_point_is_typed_and_the_chart_tells_what_it_means(measure, client):
    points_in(measure, *[4, 6] * 6, 9, 9, 9, 9, 9, first=day(7 * 17))

    answer = client.post(at(measure, "points", "add"), {"day": "today", "value": "9", "note": ""}, follow=True)

    assert MeasurePoint.objects.filter(date=today()).get().value == 9
    assert f"Kept for {today().day} {today():%B %Y}" in words_of(answer)


def test_a_day_that_has_another_value_is_corrected_knowingly(measure, client):
    MeasurePointFactory(measure=measure, date=day(1), value=14)
    typed = {"day": f"{day(1):%d/%m/%Y}", "value": "41", "note": "late"}

    refused = client.post(at(measure, "points", "add"), typed)
    assert refused.status_code == 422
    assert "has a point already: 14" in words_of(refused)
    assert 'value="41"' in refused.content.decode()
    assert MeasurePoint.objects.get().value == 14

    client.post(at(measure, "points", day(1).isoformat()), typed)
    assert MeasurePoint.objects.get().value == 41
    assert "was 14 minutes, told by" in words_of(client.get(at(measure)))


def test_a_point_is_taken_away_and_what_it_said_stays(measure, client):
    MeasurePointFactory(measure=measure, date=day(1), value=14)
    here = at(measure, "points", day(1).isoformat(), "take-away")

    assert client.get(here).status_code == 200
    assert MeasurePoint.objects.exists()
    client.post(here)
    assert not MeasurePoint.objects.exists()
    assert "taken away on" in words_of(client.get(at(measure)))
    assert client.post(here).status_code == 404
    assert client.get(at(measure, "points", "yesterday")).status_code == 404


def test_pasted_points_are_looked_at_before_anything_is_kept(measure, client):
    points_in(measure, 10, 12, first=day(14))
    text = (
        f"Date\tMinutes\n{day(14):%d/%m/%Y}\t10\n{day(7):%d %B %Y}\t13\n\n{day():%d-%b-%y}\t1,234\n31/2/2026\t5\n"
        f"{day(1):%d/%m/%Y}\t<b>about</b>"
    )

    looked = client.post(at(measure, "points", "paste"), {"text": text, "do": "look"})

    words = words_of(looked)
    assert "2 lines cannot be read, and will be left out" in words
    assert "Line 6, “31/2/2026 5”: “31/2/2026” is not a date" in words
    assert "(was 12 minutes)" in words
    assert "1 new point" in words
    assert "1,234 minutes" in words
    assert "1 point is there already, the same" in words
    assert "Line 1 was taken for headings" in words
    assert MeasurePoint.objects.count() == 2

    assert hidden(looked)["text"].splitlines() == text.splitlines()
    kept = client.post(at(measure, "points", "paste"), hidden(looked) | {"do": "keep"}, follow=True)
    assert "Kept: 1 new point, 1 corrected." in words_of(kept)
    assert [*measure.points.order_by("date").values_list("value", flat=True)] == [10, 13, 1234]


def test_what_was_pasted_can_be_changed_and_is_not_lost(measure, client):
    answer = client.post(at(measure, "points", "paste"), {"text": "\n1/2/2026\tfive", "do": "change"})

    assert answer.status_code == 200
    assert "1/2/2026\tfive" in answer.content.decode()


def test_points_told_meanwhile_are_not_overwritten_unseen(measure, client):
    looked = client.post(at(measure, "points", "paste"), {"text": f"{day():%d/%m/%Y}\t5", "do": "look"})
    MeasurePointFactory(measure=measure, date=day(), value=7)

    answer = client.post(at(measure, "points", "paste"), hidden(looked) | {"do": "keep"})

    assert answer.status_code == 422
    assert "please look once more" in words_of(answer)
    assert "(was 7 minutes)" in words_of(answer)
    assert MeasurePoint.objects.get().value == 7


def test_a_csv_file_is_looked_at_in_the_same_way(measure, client):
    content = f"Week beginning,Value,Note\r\n{day(1):%d/%m/%Y},85,=1+1\r\nrubbish,2,\r\n".encode("cp1252")
    file = SimpleUploadedFile("points.csv", content, "text/csv")

    looked = client.post(at(measure, "points", "paste"), {"file": file, "do": "look"})
    assert "Line 3, “rubbish 2”" in words_of(looked)
    client.post(at(measure, "points", "paste"), hidden(looked) | {"do": "keep"})

    kept = MeasurePoint.objects.get()
    assert (kept.value, kept.note) == (85, "=1+1")


@pytest.mark.parametrize(
    "sent, words",
    [
        ({"text": "  \n"}, "Paste some points, or choose a file"),
        ({"file": b"\x00\x01\x02\x03"}, "This is not a text file"),
        ({"text": "1/2/2026\t5", "file": b"Date,Value\n"}, "not both"),
        ({"text": "1/2/2026\t5\n" * 1001}, "At most 1,000 lines"),
    ],
)
def test_what_cannot_be_taken_at_all_is_said(measure, client, sent, words):
    data = {name: SimpleUploadedFile("p.csv", v) if isinstance(v, bytes) else v for name, v in sent.items()}

    answer = client.post(at(measure, "points", "paste"), data | {"do": "look"})

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert not MeasurePoint.objects.exists()


def test_the_file_equals_the_page_and_can_be_brought_in_again(team, client):
    measure = MeasureFactory(team=team, unit="%", numerator="screened", denominator="admitted", per=100)
    for place, (value, top) in enumerate([("33.333333", 1), ("66.666667", 2)]):
        MeasurePointFactory(measure=measure, date=day(place), value=Decimal(value), numerator=top, denominator=3)
    MeasurePointFactory(measure=measure, date=day(9), value=50, note="=HYPERLINK(1)")

    answer = client.get(at(measure, "points.csv")[:-1])
    heads, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))

    assert heads == ["Date", "Value", "Numerator", "Denominator", "Note", "Signal"]
    assert rows[0][:4] == [day().isoformat(), "33.33", "1", "3"]
    assert rows[2][4] == "'=HYPERLINK(1)"
    page = words_of(client.get(at(measure)))
    assert all(f"{row[1]}%" in page for row in rows)
    again = client.post(at(measure, "points", "paste"), {"file": SimpleUploadedFile("p.csv", answer.content)})
    assert "3 points are there already, the same. Line 1 was taken for headings. There is nothing to keep." in words_of(
        again
    )


def test_what_happened_is_written_on_the_chart_and_taken_from_it(measure, client):
    points_in(measure, 1, 2, first=day(14))

    client.post(at(measure, "notes", "add"), {"day": f"{day(8):%d/%m/%Y}", "words": "New form begun"})
    note = MeasureNote.objects.get()
    assert "New form begun" in words_of(client.get(at(measure)))

    client.post(at(measure, "notes", str(note.uuid), "take-away"))
    assert not MeasureNote.objects.exists()


PAGES = ["", "points.csv", "change", "close", "points/add", "points/paste", "notes/add"]
WRITING = PAGES[2:]


def statuses(account, measure, pages):
    client = client_of(account)
    addresses = [f"/teams/{measure.team.uuid}/measures/{measure.uuid}/{page}" for page in pages]
    told = [client.get(at if at.endswith((".csv", "/")) else f"{at}/").status_code for at in addresses]
    return {*told}


def test_who_opens_what(team, measure):
    other = MeasureFactory(team=TeamFactory(academy=team.academy))

    assert statuses(member_of(team), measure, PAGES) == {200}
    assert statuses(account_with(Role.ACADEMY_LEAD, top_of(team.trust)), measure, PAGES) == {200}
    assert statuses(member_of(team), other, PAGES) == {404}
    assert statuses(member_of(team, until=day(1)), measure, PAGES) == {404}
    assert statuses(account_with(Role.BOARD_READER, top_of(team.trust)), measure, PAGES) == {404}


def test_who_only_sees_the_team_reads_and_writes_nothing(team, measure):
    team.unit = top_of(team.trust)
    team.save()
    manager = account_with(Role.UNIT_MANAGER, team.unit)

    assert statuses(manager, measure, ["", "points.csv"]) == {200}
    assert statuses(manager, measure, WRITING) == {403}
    client_of(manager).post(at(measure, "points", "add"), {"day": "today", "value": "9"})
    assert not MeasurePoint.objects.exists()
    assert "Add a point" not in words_of(client_of(manager).get(at(measure)))


def test_a_measure_of_another_team_is_not_reached_through_ones_own(team, client):
    other = MeasureFactory(team=TeamFactory(academy=team.academy))

    assert client.get(f"/teams/{team.uuid}/measures/{other.uuid}/").status_code == 404


def test_the_list_asks_as_much_for_thirty_measures_as_for_one(team, client):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(f"/teams/{team.uuid}/measures/").status_code == 200
        return len(asked)

    points_in(MeasureFactory(team=team), 1, 2, 3)
    one = queries()
    for _ in range(29):
        measure = MeasureFactory(team=team)
        points_in(measure, 1, 2, 3)
        MeasureNoteFactory(measure=measure)

    assert queries() == one
