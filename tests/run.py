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
    ("import contracts", [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]),
    ("tests on SQLite and PostgreSQL", [sys.executable, "-m", "pytest", "-n", "2", "-m", "not journey"]),
    ("browser journeys", [sys.executable, "-m", "pytest", "-m", "journey"]),
)


def main() -> int:
    """Run the checks in turn and return 1 if one failed; the last line counts the checks."""
    os.chdir(PROJECT)
    arguments = sys.argv[1:]
    environment = dict(os.environ, PARLEY_PROFILE="test", PARLEY_TEST_DATABASES=DATABASES, OMP_NUM_THREADS="1")
    if arguments:
        asked = " ".join(arguments)
        if "journey" in asked and "not journey" not in asked:
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
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if os.geteuid() != 0:
        apt.insert(0, "sudo")
    if shutil.which(apt[0]) and shutil.which("apt-get"):
        # A source that does not answer need not be the one that is needed: only the installation decides.
        subprocess.call([*apt, "update", "-qq"], stdout=subprocess.DEVNULL)
        subprocess.call(
            [*apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"], stdout=subprocess.DEVNULL
        )
    if not shutil.which("chromium"):
        sys.exit("The browser journeys need chromium: run 'apt-get install chromium' as root, then start again")


if __name__ == "__main__":
    sys.exit(main())
