import sys

from . import __doc__ as usage
from . import postgres, valkey
from .paths import DEV_CLUSTER, TEST_CLUSTER, VALKEY
from .processes import CannotRun


def start() -> None:
    if not postgres.is_up(DEV_CLUSTER):
        postgres.start(DEV_CLUSTER)
    if not valkey.is_up(VALKEY):
        valkey.start(VALKEY)
    status()


def stop() -> None:
    valkey.stop(VALKEY)
    postgres.stop(DEV_CLUSTER)
    postgres.stop(TEST_CLUSTER)


def status() -> None:
    print("PostgreSQL", "is up" if postgres.is_up(DEV_CLUSTER) else "is down")
    print("Valkey", "is up" if valkey.is_up(VALKEY) else "is down")


COMMANDS = {"start": start, "stop": stop, "status": status}


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
