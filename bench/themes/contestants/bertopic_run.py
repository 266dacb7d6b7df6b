"""BERTopic at its defaults on the same MiniLM vectors, and after its outliers are given to the nearest topic.

Runs in BERTopic's own environment. Its seconds stand for both; giving away the outliers is a small part of them.
"""

import sys
from pathlib import Path


def main() -> None:
    import numpy as np
    from bertopic import BERTopic

    from analysis.embed import english_vectors
    from bench.themes.sets import read, write_assignments

    path, folder, *_ = sys.argv[1:]
    rows = read(Path(path))
    ids, texts = [row["id"] for row in rows], [row["text"] for row in rows]
    vectors = np.asarray(english_vectors(texts))
    # Unseeded: a seed would keep its UMAP to one thread and make it slower than it is.
    model = BERTopic()
    topics, _ = model.fit_transform(texts, vectors)
    write_assignments(ids, topics, Path(folder) / "out.csv")
    if -1 in topics and len(set(topics)) > 1:
        topics = model.reduce_outliers(texts, topics, strategy="embeddings", embeddings=vectors)
    write_assignments(ids, topics, Path(folder) / "reduced.csv")


if __name__ == "__main__":
    main()
