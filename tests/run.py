"""`./parley test`: every check, or, with arguments, pytest with these arguments."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
DATABASES = "sqlite,postgresql"

CHECKS = (
    ("format", [str(BIN / "ruff"), "format", "--check", "."]),
    ("lint", [str(BIN / "ruff"), "check", "."]),
    ("types", [sys.executable, "-m", "mypy"]),
    ("import contracts", [str(BIN / "lint-imports")]),
    ("tests on SQLite and PostgreSQL", [sys.executable, "-m", "pytest", "-n", "2", "-m", "not journey"]),
    ("browser journeys", [sys.executable, "-m", "pytest", "-m", "journey"]),
)


def main() -> int:
    """Run the checks in turn and return 1 if one failed; the last line counts all tests."""
    os.chdir(PROJECT)
    arguments = sys.argv[1:]
    environment = dict(os.environ, PARLEY_PROFILE="test", PARLEY_TEST_DATABASES=DATABASES, OMP_NUM_THREADS="1")
    if arguments:
        if "journey" in " ".join(arguments):
            require_chromium()
        return subprocess.call([sys.executable, "-m", "pytest", *arguments], env=environment)
    require_chromium()
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


def require_chromium() -> None:
    """Install Debian's chromium where it is missing: a journey that is skipped proves nothing."""
    if shutil.which("chromium"):
        return
    print("── installing chromium", flush=True)
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    quiet = {"env": dict(os.environ, DEBIAN_FRONTEND="noninteractive"), "stdout": subprocess.DEVNULL}
    subprocess.check_call([*sudo, "apt-get", "update", "-qq"], **quiet)
    subprocess.check_call([*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], **quiet)


if __name__ == "__main__":
    sys.exit(main())
