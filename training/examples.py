#!/usr/bin/env python3
"""Prints the example sentences of the rules, each a paragraph of its own, for the teacher to read.

    examples.py DATA > examples.txt

DATA is the folder `data` of the repository. Needs Python 3.11.
"""
import glob, os, sys, tomllib


def sentences(value):
    """The `yes` and `no` sentences anywhere in a table of rules."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("yes", "no") and isinstance(inner, list):
                yield from inner
            else:
                yield from sentences(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sentences(inner)


def main():
    seen = {}
    for path in sorted(glob.glob(os.path.join(sys.argv[1], "*", "*.toml"))):
        with open(path, "rb") as file:
            seen.update(dict.fromkeys(sentences(tomllib.load(file))))
    with open(os.path.join(sys.argv[1], "quotes", "cues.tsv"), encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                seen.update(dict.fromkeys(line.rstrip("\n").split("\t")[-2:]))
    print("\n\n".join(sentence for sentence in seen if " " in sentence))


if __name__ == "__main__":
    main()
