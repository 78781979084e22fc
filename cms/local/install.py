"""Makes .venv what requirements/dev.txt says. Run by path with the machine's own python3: nothing is installed yet."""

import subprocess
import sys
import venv
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements" / "dev.txt"
OLDEST, TOO_NEW = (3, 11), (3, 14)


def main() -> None:
    if not OLDEST <= sys.version_info[:2] < TOO_NEW:
        here = ".".join(map(str, sys.version_info[:2]))
        sys.exit(
            f"Python 3.11, 3.12 or 3.13 is needed; this one is {here}. Name another: make PYTHON=python3.12 install"
        )
    if not (VENV / "bin" / "pip").exists():
        _make_environment()
    _install()


def _make_environment() -> None:
    if find_spec("ensurepip") is None:
        sys.exit("This Python cannot make an environment. On Debian and Ubuntu: apt-get install python3-venv")
    print("Making the environment in .venv", flush=True)
    venv.create(VENV, with_pip=True)


def _install() -> None:
    wanted = sum("==" in line for line in LOCK.read_text().splitlines())
    print(f"Installing {wanted} locked packages: some minutes the first time", flush=True)
    pip = [str(VENV / "bin" / "pip"), "install", "--disable-pip-version-check", "--progress-bar=off"]
    # the lock is whole: were they resolved again, pip would want the newest of a package asked for with an extra
    asked = [*pip, "--no-deps", "--require-hashes", "-r", str(LOCK)]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        assert running.stdout is not None
        said = _show(running.stdout, wanted)
    if running.returncode:
        sys.exit("".join(said[-20:]) + "The environment could not be installed; pip's last words are above.")


def _show(lines: Iterable[str], wanted: int) -> list[str]:
    """Every tenth package, and the long silence in which pip unpacks."""
    said, fetched = [], 0
    for line in lines:
        said.append(line)
        if line.startswith(("Collecting", "Requirement already")):
            fetched += 1
            if fetched % 10 == 0:
                print(f"  {fetched} of {wanted} found", flush=True)
        if line.startswith("Installing collected"):
            print("  unpacking them, a minute or two", flush=True)
    return said


if __name__ == "__main__":
    main()
