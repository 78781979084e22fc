import pytest


def test_alive_asks_nobody(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


@pytest.mark.django_db
def test_ready_when_the_database_is_migrated_and_the_broker_answers(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "database": "ok", "broker": "ok"})


@pytest.mark.django_db
def test_without_a_broker_people_are_still_served(client, settings):
    settings.CELERY_BROKER_URL = "redis+socket:///nowhere/at/all.sock"

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["broker"]) == (200, "no answer")


@pytest.mark.parametrize("given", ["", "Bearer wrong", "Bearer "])
@pytest.mark.django_db
def test_metrics_are_for_who_knows_the_token(client, settings, given):
    settings.METRICS_TOKEN = "known"

    answer = client.get("/metrics", headers={"Authorization": given})

    assert answer.status_code == 403


@pytest.mark.django_db
def test_metrics_are_closed_where_no_token_is_set(client):
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 403


@pytest.mark.django_db
def test_metrics_with_the_token(client, settings):
    settings.METRICS_TOKEN = "known"

    answer = client.get("/metrics", headers={"Authorization": "Bearer known"})

    assert "django_http_requests" in answer.content.decode()
