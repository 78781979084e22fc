"""How gunicorn serves the site where nobody says otherwise: it reads this file by itself when it is started here.

A worker for each core, and threads, since a request waits for the database half of its time. Each thread keeps one
connection to PostgreSQL. A connection from the proxy in front serves one request: kept, it stays with the worker that
took it, and one worker is then busy with most of the readers while another has nothing to do. Opened anew, it is taken
by whoever is free; it costs a tenth of a millisecond.
"""

import os

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or os.cpu_count() or 2)
threads = int(os.environ.get("WEB_THREADS") or 2)
keepalive = 0
