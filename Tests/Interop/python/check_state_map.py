#!/usr/bin/env python3
"""Checks proofs of a state map with nothing but hashlib: an outside judge of the Swift code.

Reads a file of one JSON object a line:

    {"key": hex, "value": hex or null, "root": hex, "siblings": [hex, ...],
     "terminal": null or {"path": hex, "valueHash": hex}}

A value or terminal that is left out is null. A null value claims that the key is absent. Prints how many lines hold; exits with status 1 at the
first that does not.
"""

import json
import sys
from hashlib import sha256

EMPTY = bytes(32)


def digest(data):
    return sha256(data).digest()


def bit(path, depth):
    return path[depth // 8] >> (7 - depth % 8) & 1


def check(line):
    path = digest(bytes.fromhex(line["key"]))
    siblings = [bytes.fromhex(sibling) for sibling in line["siblings"]]
    terminal = line.get("terminal")
    assert len(siblings) <= 256, "too deep"
    assert all(len(sibling) == 32 for sibling in siblings), "a sibling is not a digest"
    assert not siblings or siblings[-1] != EMPTY, "not compact"

    if terminal is None:
        assert line.get("value") is None, "no leaf proves a value"
        current = EMPTY
    else:
        end = bytes.fromhex(terminal["path"])
        value_hash = bytes.fromhex(terminal["valueHash"])
        if line.get("value") is None:
            assert end != path, "the key is present"
            for depth in range(len(siblings)):
                assert bit(end, depth) == bit(path, depth), "a stray leaf"
        else:
            assert end == path, "another key's leaf"
            assert value_hash == digest(bytes.fromhex(line["value"])), "another value"
        current = digest(b"\x00" + end + value_hash)

    for depth in reversed(range(len(siblings))):
        if bit(path, depth):
            current = digest(b"\x01" + siblings[depth] + current)
        else:
            current = digest(b"\x01" + current + siblings[depth])
    assert current.hex() == line["root"], "another root"


def main():
    count = 0
    with open(sys.argv[1], encoding="ascii") as lines:
        for line in lines:
            count += 1
            try:
                check(json.loads(line))
            except AssertionError as error:
                sys.exit(f"line {count}: {error}")
    print(count)


if __name__ == "__main__":
    main()
