import signal
import sys

from . import __doc__ as usage
from . import servers
from .processes import CannotRun
from .run import run


def start() -> None:
    servers.DEV.keep()
    status()


def stop() -> None:
    servers.DEV.let_go()
    servers.TEST.let_go()


def status() -> None:
    print(servers.status())


def test_db() -> None:
    with servers.TEST.held():
        print("The servers of the tests are up. Ctrl-C stops them.", flush=True)
        signal.sigwait([signal.SIGINT, signal.SIGTERM])


COMMANDS = {"run": run, "start": start, "stop": stop, "status": status, "test-db": test_db}


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(usage)
        return 2
    try:
        COMMANDS[arguments[0]]()
    except CannotRun as why:
        print(why, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
