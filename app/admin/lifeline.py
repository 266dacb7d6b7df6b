"""Lets a process end with the one that started it, also when that one was killed and could not say goodbye."""

import os
import signal
import threading
import time

END_WITH_PARENT = "PARLEY_END_WITH_PARENT"
"""Holds the parent's process number, since the parent may be gone before the child gets to look."""


def end_with_parent() -> None:
    """Watch the parent from a thread, where the environment names it, and stop this process when it is gone."""
    parent = os.environ.pop(END_WITH_PARENT, "")
    if not parent:
        return

    def watch() -> None:
        while os.getppid() == int(parent):
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="lifeline", daemon=True).start()
