"""Prints how many of our own sentences are judged as a reader takes them, by language and kind.

The sentences were written by the same hand as the word lists, which their misses mended: real comments are judged less
well, and in German and French many of them not at all. Sarcasm is a known miss.

python -m bench.sentiment
"""

from tests.analysis.feeling_sample import accuracy, read_sample


def main() -> None:
    sentences = read_sample()
    print(f"{'':16} {'right':>7}   sentences")
    for language in dict.fromkeys(one.language for one in sentences):
        mine = [one for one in sentences if one.language == language]
        parts = {kind: [one for one in mine if one.kind == kind] for kind in dict.fromkeys(one.kind for one in mine)}
        parts["all but sarcasm"] = [one for one in mine if one.kind != "sarcasm"]
        for name, part in parts.items():
            right, of = accuracy(part)
            print(f"{language} {name:13} {right / of:7.2f}   {of}")
    for one in sentences:
        if one.judged != one.sign:
            print(f"{one.language} {one.kind}: taken as {one.sign}, judged {one.judged}: {one.text}")


if __name__ == "__main__":
    main()
