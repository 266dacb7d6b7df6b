"""`./parley` on a machine of which only the names are real: a python, an installer and an apt that write down what they
were asked."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
REAL_TOOLS = ("sh", "cat", "cksum", "cp", "dirname", "env", "grep", "mkdir", "readlink", "rm", "sleep", "tail")

FAKE_PYTHON = f"""#!/bin/sh
case "$*" in
*fcntl*) exec {sys.executable} "$@" ;;
*version_info*) [ ! -e "$MACHINE/old" ]; exit ;;
-V) echo "Python 3.9.2"; exit ;;
esac
echo "$*" >>"$MACHINE/calls"
case "$*" in
"-m venv"*)
    [ -e "$MACHINE/no-venv" ] && exit 1
    for folder; do :; done
    mkdir -p "$folder/bin"
    cp "$0" "$folder/bin/python"
    ;;
*installer.txt)
    [ -e "$MACHINE/no-fast-installer" ] && exit 1
    cp "$MACHINE/bin/uv-to-install" "${{0%/*}}/uv"
    ;;
*" install "*) [ ! -e "$MACHINE/no-network" ] ;;
"-m app"* | "-m tests.run"*) echo "ran $*" ;;
esac
"""
FAKE_UV = """#!/bin/sh
echo "uv $*" >>"$MACHINE/calls"
[ -e "$MACHINE/slow" ] && sleep 30
[ ! -e "$MACHINE/no-network" ]
"""
FAKE_APT = """#!/bin/sh
echo "apt-get $*" >>"$MACHINE/calls"
case "$*" in install*) rm "$MACHINE/no-venv" ;; esac
"""


class Machine:
    """A folder with a copy of the launcher and a PATH of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = folder / "a project"
        (self.project / "requirements").mkdir(parents=True)
        (folder / "bin").mkdir()
        shutil.copy(PROJECT / "parley", self.project)
        for name in ("base", "test", "installer"):
            (self.project / "requirements" / f"{name}.txt").write_text(f"of {name}\n")
        for name in REAL_TOOLS:
            (folder / "bin" / name).symlink_to(shutil.which(name) or name)
        self.command("python3", FAKE_PYTHON)
        self.command("uv-to-install", FAKE_UV)
        self.command("apt-get", FAKE_APT)
        self.user(0)

    def command(self, name: str, text: str) -> None:
        path = self.folder / "bin" / name
        path.write_text(text)
        path.chmod(0o755)

    def user(self, number: int) -> None:
        self.command("id", f"#!/bin/sh\necho {number}\n")

    def has(self, fault: str, true: bool = True) -> None:
        (self.folder / fault).touch() if true else (self.folder / fault).unlink()

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Begin a start in a group of its own, so that the test can kill all of it."""
        environment = {"PATH": str(self.folder / "bin"), "MACHINE": str(self.folder)}
        command = [str(self.project / "parley"), *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, env=environment, start_new_session=True, **pipes)

    def run(self, *arguments: str) -> tuple[int, str]:
        """Return the exit code and everything that was said."""
        started = self.start(*arguments)
        out, err = started.communicate(timeout=60)
        return started.returncode, out + err

    def installs(self) -> list[str]:
        """Return what was asked of installers since the last call, the tools' own installation left out."""
        path = self.folder / "calls"
        calls = path.read_text().splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return [call for call in calls if " install " in call and not call.endswith("installer.txt")]

    def until_it_installs(self) -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if (self.folder / "calls").exists() and "uv pip" in (self.folder / "calls").read_text():
                return
            time.sleep(0.02)
        raise AssertionError("the set-up did not come to the installer")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


pytestmark = pytest.mark.proof


def test_the_first_start_sets_up_and_the_second_does_not(machine: Machine) -> None:
    code, said = machine.run("demo", "--port", "8731")
    assert (code, "ran -m app demo --port 8731" in said, "Setting up" in said) == (0, True, True)
    assert len(machine.installs()) == 1
    assert machine.run("demo") == (0, "ran -m app demo\n")
    assert machine.installs() == []


def test_who_has_the_test_set_keeps_it_and_nothing_is_ever_removed(machine: Machine) -> None:
    machine.run("demo")
    assert "ran -m tests.run -q" in machine.run("test", "-q")[1]
    machine.installs()
    assert "Setting up" not in machine.run("demo")[1]
    (machine.project / "requirements/base.txt").write_text("changed\n")
    assert "Setting up" in machine.run("demo")[1]
    (install,) = machine.installs()
    assert install.endswith("requirements/test.txt")
    assert "sync" not in install


def test_a_hand_made_environment_is_added_to(machine: Machine) -> None:
    own = machine.project / ".venv/bin/pytest"
    own.parent.mkdir(parents=True)
    own.touch()
    shutil.copy(machine.folder / "bin/python3", own.parent / "python")
    assert machine.run("demo")[0] == 0
    assert own.exists()


def test_plain_pip_does_it_when_the_fast_installer_cannot_be_had(machine: Machine) -> None:
    machine.has("no-fast-installer")
    code, said = machine.run("demo")
    assert (code, "trying pip" in said, "ran -m app" in said) == (0, True, True)
    (install,) = machine.installs()
    assert "pip --python" in install
    assert "--require-hashes" in install


def test_without_a_network_it_says_so_and_later_starts_again(machine: Machine) -> None:
    machine.has("no-network")
    code, said = machine.run("demo")
    assert (code, "Is the package index reachable?" in said, "ran" in said) == (1, True, False)
    machine.has("no-network", False)
    assert machine.run("demo")[0] == 0


def test_what_ran_goes_on_running_when_new_requirements_could_not_be_had(machine: Machine) -> None:
    requirements = machine.project / "requirements/base.txt"
    before = requirements.read_text()
    machine.run("demo")
    machine.has("no-network")
    requirements.write_text("changed\n")
    assert machine.run("demo")[0] == 1
    requirements.write_text(before)
    assert machine.run("demo") == (0, "ran -m app demo\n")


def test_an_old_python_is_named(machine: Machine) -> None:
    machine.has("old")
    assert machine.run("demo") == (1, "parley: Python 3.9.2 is too old: Python 3.11 or newer is needed\n")


def test_the_missing_venv_module_is_installed_by_root_only(machine: Machine) -> None:
    machine.has("no-venv")
    machine.user(1000)
    code, said = machine.run("demo")
    assert (code, "run 'apt-get install python3-venv' as root" in said) == (1, True)
    machine.user(0)
    assert machine.run("demo")[0] == 0


def test_another_interpreter_gets_another_environment(machine: Machine) -> None:
    machine.run("demo")
    python = machine.project / ".venv/bin/python"
    python.rename(machine.folder / "bin/python3.13")
    python.symlink_to(machine.folder / "bin/python3.13")
    left = machine.project / ".venv/left"
    left.touch()
    code, said = machine.run("demo")
    assert (code, "Setting up" in said, left.exists()) == (0, True, False)


def test_a_start_after_a_killed_one_begins_anew(machine: Machine) -> None:
    machine.has("slow")
    started = machine.start("demo")
    machine.until_it_installs()
    os.killpg(started.pid, signal.SIGKILL)
    started.communicate()
    halves = [machine.project / folder / "half a package" for folder in (".venv", ".cache/installer")]
    for half in halves:
        half.touch()
    machine.has("slow", False)
    code, said = machine.run("demo")
    assert (code, "ran -m app" in said, [half.exists() for half in halves]) == (0, True, [False, False])
    assert machine.run("demo") == (0, "ran -m app demo\n")


def test_of_two_starts_one_waits_and_installs_nothing(machine: Machine) -> None:
    machine.command("uv-to-install", FAKE_UV.replace("sleep 30", "sleep 1"))
    machine.has("slow")
    first = machine.start("demo")
    machine.until_it_installs()
    code, said = machine.run("demo")
    first.communicate(timeout=60)
    assert (first.returncode, code, "waiting for it" in said) == (0, 0, True)
    assert len(machine.installs()) == 1
