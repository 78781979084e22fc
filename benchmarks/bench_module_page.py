"""A module page beside a view of one row behind the same middleware: milliseconds of CPU each, and how many times.

In the database of this machine, with the example trust in it:  python -m benchmarks.bench_module_page [account] [code]
"""

import logging
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")

import django

ROUNDS, IN_A_ROUND = 10, 30


def bare(request):
    from django.http import HttpResponse

    from curriculum.models import Activity

    return HttpResponse(Activity.objects.order_by("pk").first().title)


def cpu(client, address):
    """The best of ten rounds: what the machine does beside it is left out."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(IN_A_ROUND):
            assert client.get(address).status_code == 200
        best = min(best, (time.process_time() - began) / IN_A_ROUND)
    return best * 1000


def main(account="staff@example.nhs.uk", code="IN-1"):
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import path

    from cms import urls
    from cms.models import ModulePage
    from workforce.models import Account

    urls.urlpatterns.insert(0, path("bare/", bare))
    client = Client(headers={"host": "localhost"})
    client.force_login(Account.objects.get(username=account), backend="cms.backends.AccountBackend")
    address = ModulePage.objects.get(code=code).get_url()
    one_row, page = cpu(client, "/bare/"), cpu(client, address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    print(f"one row {one_row:.1f} ms, module page {page:.1f} ms with {len(asked)} queries: {page / one_row:.1f} times")


if __name__ == "__main__":
    django.setup()
    logging.disable(logging.CRITICAL)
    main(*sys.argv[1:])
