"""Whatever wakes a worker by name finds a task of that name."""

import re
from pathlib import Path

from django.conf import settings

from cms.celery import app
from cms.local.paths import ROOT
from curriculum.queries.course import LOOK_AGAIN
from workforce.services.import_run import TASKS

ROOMS = ("workforce", "curriculum", "coaching", "improvement", "api", "cms")
ASKED = re.compile(r"""(?:enqueue|request_job|send_task)\(\s*(?:name=)?"([a-z_.]+)\"""")


def test_every_name_that_is_asked_for_is_a_task():
    sources = [path.read_text() for room in ROOMS for path in Path(ROOT / room).rglob("*.py")]
    asked = {name for source in sources for name in ASKED.findall(source)} | {LOOK_AGAIN}
    asked |= {f"{room}.{step}_import" for room in TASKS.values() for step in ("read", "apply", "undo")}
    asked |= {str(entry["task"]) for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    app.loader.import_default_modules()

    assert "curriculum.refresh_people" in asked
    assert sorted(asked - set(app.tasks)) == []
