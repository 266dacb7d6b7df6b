"""`./parley test`: every check, or, with arguments, pytest with these arguments."""

import ctypes
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
DATABASES = "sqlite,postgresql"
PYTEST = (sys.executable, "-m", "pytest")

CHECKS = (
    ("format", [str(BIN / "ruff"), "format", "--check", "."]),
    ("lint", [str(BIN / "ruff"), "check", "."]),
    ("types", [sys.executable, "-m", "mypy"]),
    ("import contracts", [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]),
    (
        "tests on SQLite and PostgreSQL",
        [*PYTEST, "-n", "2", "--dist", "worksteal", "-m", "not journey"],
    ),
    ("browser journeys", [*PYTEST, "-m", "journey"]),
)


def main() -> int:
    """Run the checks in turn and return 1 if one failed; the last line counts the checks."""
    os.chdir(PROJECT)
    arguments = sys.argv[1:]
    environment = dict(os.environ, PARLEY_PROFILE="test", PARLEY_TEST_DATABASES=DATABASES, OMP_NUM_THREADS="1")
    if arguments:
        asked = " ".join(arguments)
        if "journey" in asked and "not journey" not in asked:
            require_browser()
        return subprocess.call([*PYTEST, *arguments], env=environment)
    require_browser()
    failed = []
    for name, command in CHECKS:
        started = time.monotonic()
        print(f"── {name}", flush=True)
        if subprocess.call(command, env=environment):
            failed.append(name)
        print(f"── {name}: {time.monotonic() - started:.0f} s", flush=True)
    for name in failed:
        print(f"FAILED: {name}")
    print(f"{len(CHECKS) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def require_browser() -> None:
    """Install what the journeys need of Debian where it is missing: a journey that is skipped proves nothing."""
    if not (missing := missing_packages()):
        return
    print(f"── installing {', '.join(missing)}", flush=True)
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if os.geteuid() != 0:
        apt.insert(0, "sudo")
    if shutil.which(apt[0]) and shutil.which("apt-get"):
        install = [*apt, "install", "-y", "-qq", "--no-install-recommends", *missing]
        # A source that does not answer need not be the one that is needed: only the installation decides.
        for command in ([*apt, "update", "-qq"], install):
            subprocess.call(command, stdout=subprocess.DEVNULL)
    if missing := missing_packages():
        sys.exit(f"The browser journeys need more: run 'apt-get install {' '.join(missing)}' as root, then start again")


def missing_packages() -> list[str]:
    """Return the names of Debian's packages that are not there: the browser, and a library of Playwright's driver."""
    missing = [] if shutil.which("chromium") else ["chromium"]
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        missing.append("libatomic1")
    return missing


if __name__ == "__main__":
    sys.exit(main())
