"""The private PostgreSQL and Valkey of this clone, out of Python wheels; nothing of it runs in production.

python -m cms.local run      everything: servers, migrations, example trust, web, worker, beat
python -m cms.local start    PostgreSQL and Valkey only, until `stop`
python -m cms.local stop
python -m cms.local status
python -m cms.local test-db  the PostgreSQL of the tests, until interrupted
"""
