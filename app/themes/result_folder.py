"""A folder of results that is there whole or as it was before, whatever happens while it is made."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class ResultNotWritten(Exception):
    """The folder is as it was; the message says why and what to do."""


@contextmanager
def result_folder(folder: Path) -> Iterator[Path]:
    """Yield an empty folder beside `folder`; after the block its files are put in there, where others stay.

    A process killed in the block leaves `folder` as it was, and a hidden folder that the next run removes. Raises
    ResultNotWritten where the disk refuses.
    """
    made: Path | None = None
    folder = folder.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _remove_left_behind(folder)
        made = Path(tempfile.mkdtemp(prefix=f"{_beginning(folder)}{os.getpid()}-", dir=folder.parent))
        yield made
        _put(made, folder)
    except OSError as error:
        message = f"Nothing was written to {folder}: {error.strerror or error}. What was there is unchanged."
        raise ResultNotWritten(f"{message} Make room or choose another folder, and run it again.") from error
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def _put(made: Path, folder: Path) -> None:
    made.chmod(0o755)
    if not folder.exists():
        made.rename(folder)
        return
    for path in sorted(made.iterdir()):
        path.replace(folder / path.name)


def _remove_left_behind(folder: Path) -> None:
    """Remove what killed runs left; the folder of a run that still works stays."""
    for path in folder.parent.iterdir():
        number = path.name.removeprefix(_beginning(folder)).partition("-")[0]
        if path.name.startswith(_beginning(folder)) and number.isdigit() and not _is_running(int(number)):
            shutil.rmtree(path, ignore_errors=True)


def _is_running(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _beginning(folder: Path) -> str:
    return f".{folder.name}.parley-"
