"""Prints how much of our labelled sentences masking finds (recall) and how much it masks in vain (precision).

python -m bench.masking
"""

from tests.analysis.masking_sample import measure, read_sample


def main() -> None:
    sentences, names = read_sample()
    measured = measure(sentences, names)
    print(f"{'kind':10} {'recall':>7}   characters")
    for kind, wanted in sorted(measured.wanted.items()):
        print(f"{kind:10} {measured.found[kind] / wanted:7.3f}   {wanted}")
    print(f"{'all':10} {measured.recall:7.3f}   {measured.wanted.total()}")
    print(f"precision  {measured.precision:7.3f}   over {len(sentences)} sentences")
    for text, masked in measured.wrong:
        print(f"not as labelled: {text}\n             got: {masked}")


if __name__ == "__main__":
    main()
