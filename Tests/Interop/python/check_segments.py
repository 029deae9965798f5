#!/usr/bin/env python3
"""Reads evidence segments and works out every root again: an outside judge of TelemetryGateway.

Written from docs/telemetry-segments.md alone; needs nothing beyond Python itself.

Usage: check_segments.py DIRECTORY. Prints a line for each segment, in order: number, count of records,
segment root, count of batteries, root over the list of batteries. Exits with status 1 at the first thing
that does not hold.
"""

import hashlib
import struct
import sys
from pathlib import Path

ZEROS = bytes(32)


def leaf_hash(data):
    return hashlib.sha256(b"\x00" + data).digest()


def root(hashes):
    """The tree hash of RFC 9162, section 2.1.1, level by level: an odd one out moves up."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    while len(hashes) > 1:
        pairs = zip(hashes[::2], hashes[1::2])
        above = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs]
        hashes = above + hashes[len(above) * 2 :]
    return hashes[0]


def require(condition, what):
    if not condition:
        sys.exit(what)


class Bytes:
    """Bytes that are taken from the front."""

    def __init__(self, data):
        self.data, self.place = data, 0

    def take(self, count):
        require(self.place + count <= len(self.data), f"byte {len(self.data)}: the end")
        self.place += count
        return self.data[self.place - count : self.place]

    def number(self, form):
        return struct.unpack(">" + form, self.take(struct.calcsize(">" + form)))[0]

    def check(self, start):
        """The first 8 bytes of the leaf hash of what came since `start`."""
        found = leaf_hash(self.data[start : self.place])[:8]
        require(self.take(8) == found, f"byte {start}: the check does not hold")


def read(path):
    """A segment: number, previous root, leaf hashes, batteries and footer."""
    data = Bytes(path.read_bytes())
    require(data.take(8) == b"CYSEGMNT" and data.number("H") == 1, f"{path}: no segment")
    number, previous = data.number("Q"), data.take(32)
    data.number("Q")
    data.take(data.number("B"))
    data.check(0)

    leaves, batteries, times = [], {}, []
    while True:
        start = data.place
        length = data.number("I")
        if length == 0:
            break
        leaf = data.take(length)
        require(leaf[0] in (1, 2), f"byte {start}: kind {leaf[0]}")
        leaves.append(leaf_hash(leaf))
        require(data.take(8) == leaves[-1][:8], f"byte {start}: the record's check does not hold")
        times.append(struct.unpack(">Q", leaf[1:9])[0])
        battery = leaf[10 : 10 + leaf[9]]
        if battery:
            batteries.setdefault(battery, []).append(leaves[-1])

    require(data.number("Q") == len(leaves), "the count is wrong")
    require((data.number("Q"), data.number("Q")) == (min(times), max(times)), "the span is wrong")
    require(data.take(32) == root(leaves), "the segment root is wrong")
    list_root = data.take(32)
    require(data.number("I") == len(batteries), "the count of batteries is wrong")
    entries = []
    for battery, hashes in sorted(batteries.items()):
        entry = bytes([len(battery)]) + battery + struct.pack(">Q", len(hashes)) + root(hashes)
        require(data.take(len(entry)) == entry, f"what it says of {battery} is wrong")
        entries.append(leaf_hash(entry))
    require(list_root == root(entries), "the root over the batteries is wrong")
    require(data.number("I") == data.place - 4 - start, "the length of the footer is wrong")
    data.check(start)
    require(data.take(8) == b"CYSEGEND" and data.place == len(data.data), "the end is wrong")
    return number, previous, root(leaves), len(leaves), list_root, len(batteries)


def main():
    previous, expected = ZEROS, 1
    for path in sorted(Path(sys.argv[1]).glob("*.segment")):
        number, named, own, count, list_root, batteries = read(path)
        require(path.name == f"{number:020}.segment", f"{path}: is segment {number}")
        require(number == expected and named == previous, f"{path}: the chain is broken")
        print(number, count, own.hex(), batteries, list_root.hex())
        previous, expected = own, number + 1


main()
