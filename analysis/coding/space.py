"""The space in which comments are coded: vectors of themes, examples and comments, and who is whose neighbour."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from analysis.coding.codebook_file import CodedTheme
from analysis.embed import Tick, Vectors, sentence_vectors, static_vectors, unit
from analysis.features import joined, predicted_sentence_vectors
from analysis.neighbours import nearest, number_of_neighbours, overlap_graph
from analysis.text import clean, without_masks

MOST_READ = 20_000
"""Up to so many texts every sentence is read by the language model; of more a sample, and the others are predicted."""
_READ_OF_MORE = 4_000
_STATIC_WEIGHT = 0.5


@dataclass(frozen=True, eq=False)
class Texts:
    """Vectors of the themes' descriptions, then the examples, then the comments.

    static: texts × 256, sentences: texts × 384, both of length 1, of one collection.
    """

    static: Vectors
    sentences: Vectors
    themes: int
    examples: int

    @property
    def first_comment(self) -> int:
        return self.themes + self.examples

    def part(self, start: int, end: int) -> "Space":
        """Return the space of all themes and examples with the comments from `start` to `end`."""
        first = self.first_comment
        rows = np.r_[0:first, first + start : min(first + end, len(self.static))]
        static, sentences = self.static[rows], self.sentences[rows]
        vectors = np.hstack([sentences, np.float32(_STATIC_WEIGHT) * static])
        return Space(vectors, unit(vectors), _averaging(joined(static, sentences)), self.themes, self.examples)


@dataclass(frozen=True, eq=False)
class Space:
    """Rows are the themes' descriptions, then the examples, then comments.

    vectors: rows × 640, what is learned from; directions: the same of length 1; average: rows × rows, each row the
    weights of a text's neighbours, which sum to 1 or, where it has none, to 0.
    """

    vectors: Vectors
    directions: Vectors
    average: sparse.csr_array
    themes: int
    examples: int

    @property
    def first_comment(self) -> int:
        return self.themes + self.examples


def read_texts(
    themes: Sequence[CodedTheme], examples: Sequence[str], comments: Sequence[str], tick: Tick | None = None
) -> Texts:
    """Return the vectors of all texts; a theme with a vector of its own is placed by that and its description."""
    described = [f"{theme.name}. {theme.definition} {theme.includes}" for theme in themes]
    texts = [clean(without_masks(text)) for text in (*described, *examples, *comments)]
    static = static_vectors(texts)
    if len(texts) <= MOST_READ:
        sentences = sentence_vectors(texts, tick)
    else:
        sentences = predicted_sentence_vectors(texts, static, sample=_READ_OF_MORE, tick=tick)
    for row, theme in enumerate(themes):
        if theme.vector:
            own = np.array([theme.vector], dtype=np.float32)
            sentences[row] = unit(sentences[row : row + 1] + 2 * unit(own))[0]
    return Texts(static, sentences, len(themes), len(examples))


def _averaging(vectors: Vectors) -> sparse.csr_array:
    if len(vectors) < 3:
        return sparse.csr_array((len(vectors), len(vectors)), dtype=np.float32)
    graph = overlap_graph(nearest(vectors, number_of_neighbours(len(vectors))))
    degrees = np.asarray(graph.sum(axis=1)).ravel()
    scale = sparse.diags_array((1 / np.where(degrees > 0, degrees, 1)).astype(np.float32))
    return sparse.csr_array(scale @ graph).astype(np.float32)
