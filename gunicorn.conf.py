"""How gunicorn serves the site where nobody says otherwise: it reads this file by itself when it is started here.

A worker for each core, and threads, since a request waits for the database half of its time. Each thread keeps one
connection to PostgreSQL. A proxy in front keeps its connections too, and is spared a new one for each request.
"""

import os

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or os.cpu_count() or 2)
threads = int(os.environ.get("WEB_THREADS") or 2)
keepalive = 75
