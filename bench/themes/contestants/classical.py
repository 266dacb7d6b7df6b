"""k-means on MiniLM's vectors, and NMF and LDA on words; each is told how many labels there are."""

import sys
from pathlib import Path
from typing import Any

_WORDS: dict[str, Any] = {"stop_words": "english", "min_df": 2, "max_features": 20_000}


def main() -> None:
    from bench.themes.sets import read, write_assignments

    path, folder, name, seed = sys.argv[1:]
    rows = read(Path(path))
    texts, number = [row["text"] for row in rows], len({row["label"] for row in rows})
    methods = {"k-means": _kmeans, "nmf": _nmf, "lda": _lda}
    found = methods[name](texts, number, int(seed))
    write_assignments([row["id"] for row in rows], [int(theme) for theme in found], Path(folder) / "out.csv")


def _kmeans(texts: list[str], number: int, seed: int) -> Any:
    from sklearn.cluster import KMeans

    from analysis.embed import sentence_vectors

    return KMeans(number, n_init=3, random_state=seed).fit_predict(sentence_vectors(texts))


def _nmf(texts: list[str], number: int, seed: int) -> Any:
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(sublinear_tf=True, **_WORDS).fit_transform(texts)
    return NMF(number, random_state=seed, init="nndsvd", max_iter=300).fit_transform(words).argmax(axis=1)


def _lda(texts: list[str], number: int, seed: int) -> Any:
    from sklearn.decomposition import LatentDirichletAllocation
    from sklearn.feature_extraction.text import CountVectorizer

    words = CountVectorizer(**_WORDS).fit_transform(texts)
    model = LatentDirichletAllocation(number, random_state=seed, learning_method="online")
    return model.fit_transform(words).argmax(axis=1)


if __name__ == "__main__":
    main()
