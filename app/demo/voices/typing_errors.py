"""How people really type: slips of the finger, lost apostrophes, no capitals, a missing full stop."""

from random import Random

_NEIGHBOURS = dict(zip("qwertyuiopasdfghjklcvbnm", "wertzuioopsdfghjklkvbnmn", strict=True))


def _slip(word: str, rng: Random) -> str:
    """Return the word with one slip: two letters swapped, one lost, one doubled or the key beside it."""
    place = rng.randrange(1, len(word) - 1)
    kind = rng.choice("sldn")
    if kind == "s":
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind == "l":
        return word[:place] + word[place + 1 :]
    if kind == "d":
        return word[:place] + word[place] + word[place:]
    return word[:place] + _NEIGHBOURS.get(word[place], word[place]) + word[place + 1 :]


def with_slips(text: str, count: int, rng: Random) -> str:
    """Return the text with up to `count` mistyped words; line breaks are kept."""
    words = text.split(" ")
    long_enough = [place for place, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    for place in rng.sample(long_enough, min(count, len(long_enough))):
        words[place] = _slip(words[place], rng)
    return " ".join(words)


def roughen(text: str, rng: Random) -> str:
    """Return the text as it might have been typed: about half stay as they are."""
    if rng.random() < 0.17:
        text = with_slips(text, 1 + len(text) // 160, rng)
    if rng.random() < 0.28 and text.endswith("."):
        text = text[:-1]
    if rng.random() < 0.13:
        text = text.lower()
    if rng.random() < 0.08:
        text = text.replace("'", "")
    if rng.random() < 0.05:
        text = text.replace(", ", " ")
    if rng.random() < 0.03:
        text = text.replace(". ", ".", 1)
    return text
