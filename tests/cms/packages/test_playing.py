"""Somebody learns with a package: opened from its lesson, kept as they go, their own alone."""

import json
from urllib.parse import urlsplit

import pytest
from django.test import Client

from curriculum.models import DoseEntry, PackageProgress, Progress

from .conftest import come_in, learner_of, make_package_lesson, trust_with_a_framework

pytestmark = pytest.mark.django_db
NAMES = "Wilhelmina", "Okonkwo-Price"


@pytest.fixture
def lesson(trust, module):
    return make_package_lesson(trust)


@pytest.fixture
def signed_in(client, learner, lesson):
    person = learner.person
    person.given_name, person.family_name = NAMES
    person.save()
    return come_in(client, learner)


def opened(client, lesson):
    """The address of the frame in the page that holds it."""
    answer = client.post(f"/my/package/{lesson.key}/open/", follow=True)
    page = answer.content.decode()
    frame = page[page.index('src="http://packages') + 5 :]
    return answer, frame[: frame.index('"')].replace("&amp;", "&")


def there(address):
    parts = urlsplit(address)
    return Client(headers={"host": parts.netloc}), f"{parts.path}?{parts.query}"


def tell(address, load, **told):
    client, path = there(address)
    said = {"piece": "A", "load": load, "number": 1, "values": {"cmi.core.lesson_status": "completed"}, "ended": True}
    said["finished"] = True
    return client.post(path.split("play/")[0] + "tell/", json.dumps(said | told), content_type="text/plain")


def load_of(address):
    client, path = there(address)
    page = client.get(path).content.decode()
    return page, page.split('"load": "')[1].split('"')[0]


def test_a_lessons_page_opens_the_package_and_asks_no_questions_of_ours(signed_in, lesson):
    page = signed_in.get(lesson.get_url()).content.decode()

    assert "Open it" in page
    assert "Send my answers" not in page
    assert "I have read this" not in page


def test_the_page_that_holds_it_lets_nothing_else_in(signed_in, lesson):
    answer, address = opened(signed_in, lesson)

    assert "frame-src http://packages.localhost:80;" in answer["Content-Security-Policy"] + ";"
    assert 'sandbox="allow-scripts allow-same-origin allow-forms"' in answer.content.decode()
    assert address.startswith("http://packages.localhost:80/")


def test_the_package_learns_nobodys_name(signed_in, lesson, learner):
    _, address = opened(signed_in, lesson)
    page, _ = load_of(address)

    assert "Learner, A" in page
    assert not any(name in page for name in (*NAMES, str(learner.person.uuid), learner.username))


def test_what_it_tells_is_kept_and_counts(signed_in, lesson, learner, clock):
    _, address = opened(signed_in, lesson)
    _, load = load_of(address)
    clock.shift(11 * 60)
    answer = tell(address, load)

    assert answer.json() == {"number": 1, "done": True}
    assert Progress.objects.get(person=learner.person).finished_at is not None
    promised = learner.person.trust and sum(dose.minutes for dose in PackageProgress.objects.get().version.doses.all())
    assert sum(entry.minutes for entry in DoseEntry.objects.all()) == promised
    assert "minutes count." in signed_in.get(lesson.get_url()).content.decode()


def test_of_too_short_a_time_the_lesson_says_how_the_rest_is_had(signed_in, lesson, clock):
    _, address = opened(signed_in, lesson)
    _, load = load_of(address)
    clock.shift(2 * 60)
    tell(address, load)

    assert "More time with it adds the rest." in signed_in.get(lesson.get_url()).content.decode()


def test_a_page_of_an_earlier_opening_is_told_so_and_keeps_nothing(signed_in, lesson):
    _, old = opened(signed_in, lesson)
    _, load = load_of(old)
    opened(signed_in, lesson)
    answer = tell(old, load)

    assert answer.status_code == 409
    assert "elsewhere" in answer.json()["words"]
    assert "values" not in PackageProgress.objects.get().told("A")
    assert not DoseEntry.objects.exists()


def test_signing_out_ends_it(signed_in, lesson):
    _, address = opened(signed_in, lesson)
    _, load = load_of(address)
    signed_in.post("/account/logout/")

    assert tell(address, load).status_code == 409
    assert not DoseEntry.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b'{"piece": "A"}',
        b"\xff",
        b'{"piece":"A","load":"x","number":"1","values":{},"ended":true,"finished":true}',
    ],
)
def test_what_cannot_be_read_is_refused_and_changes_nothing(signed_in, lesson, said):
    _, address = opened(signed_in, lesson)
    client, path = there(address)
    answer = client.post(path.split("play/")[0] + "tell/", said, content_type="text/plain")

    assert answer.status_code == 400
    assert PackageProgress.objects.get().pieces == {}


def test_somebody_elses_opening_is_not_there(signed_in, lesson, trust):
    answer, _ = opened(signed_in, lesson)
    other = come_in(Client(), learner_of(trust))
    seen = other.get(answer.request["PATH_INFO"], follow=True).content.decode()

    assert "packages.localhost" not in seen
    assert "You opened this again elsewhere" in seen


def test_nobody_of_another_trust_opens_it(lesson):
    stranger = come_in(Client(), learner_of(trust_with_a_framework()))

    assert stranger.post(f"/my/package/{lesson.key}/open/").status_code == 404
    assert not PackageProgress.objects.exists()


def test_a_lesson_that_is_no_package_is_not_opened_as_one(client, learner, module):
    come_in(client, learner)

    assert client.post("/my/package/IN-1-02/open/").status_code == 404
    assert client.post("/my/package/nothing/open/").status_code == 404
    assert not PackageProgress.objects.exists()
