"""Prints how much of our labelled sentences masking finds (recall) and how much it masks in vain (precision).

    python -m bench.masking

Two parts: sentences that the rules were made with, whose faults are listed, and held-out ones that were written
before the rules and lists of names were widened and of which nothing but these figures is looked at. All are our own
and by the hand that wrote the rules, so expect less of comments by people who write otherwise.
"""

from tests.analysis.masking_sample import HELD_OUT, SAMPLE, Measured, measure, read_sample


def main() -> None:
    sentences, names = read_sample(SAMPLE)
    known = measure(sentences, names)
    _show(f"sentences the rules were made with ({len(sentences)})", known)
    for text, masked in known.wrong:
        print(f"not as labelled: {text}\n            got: {masked}")
    sentences, names = read_sample(HELD_OUT)
    _show(f"held-out sentences, counted only ({len(sentences)})", measure(sentences, names))


def _show(title: str, measured: Measured) -> None:
    print(f"\n{title}\n{'kind':10} {'recall':>7} {'precision':>9}   characters")
    for kind, wanted in sorted(measured.wanted.items()):
        found = measured.found[kind]
        precision = found / max(1, found + measured.in_vain[kind])
        print(f"{kind:10} {found / wanted:7.3f} {precision:9.3f}   {wanted}")
    print(f"{'all':10} {measured.recall:7.3f} {measured.precision:9.3f}   {measured.wanted.total()}")


if __name__ == "__main__":
    main()
