"""Judges an exported log with the PyPI package aics-tlog.

Usage: python check_log.py DIR TRUST

DIR holds a static C2SP log: checkpoint, tile/<L>/<N>[.p/<W>], tile/entries/<N>[.p/<W>].
TRUST is a file with one verifier key a line, or a single key: 0x01 for logs, 0x04 for witnesses.
If DIR holds proofs.txt, its proofs are checked as well: lines of
"inclusion <index> <size> <hash>..." and "consistency <old> <new> <hash>...", in base64.

Prints a line for each check and "N passed, N failed"; exits 1 if any failed, 2 on wrong usage.

Install the package with: pip install --ignore-requires-python aics-tlog
"""

import base64
import random
import sys
from pathlib import Path

import aics_tlog as tlog

COSIGNATURE = 0x04
EXHAUSTIVE = 64  # trees up to this size are checked at every size and index
SAMPLES = 400  # larger ones at so many random places
SEED = 6962


class Failure(Exception):
    """A check that does not hold."""


def require(condition, message):
    if not condition:
        raise Failure(message)


class Report:
    """Counts what was checked."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, name, body):
        """Runs one check, which returns what it looked at; `None` if it failed."""
        try:
            result, detail = body()
        except Exception as error:  # the library raises several kinds
            self.failed += 1
            print(f"FAIL {name}: {error!r}")
            return None
        self.passed += 1
        print(f"ok   {name}: {detail}")
        return result


def read_keys(trust):
    path = Path(trust)
    text = path.read_text() if path.is_file() else trust
    keys = [tlog.parse_vkey(line) for line in text.split()]
    witnesses = [key for key in keys if key.key_type == COSIGNATURE]
    logs = [key for key in keys if key.key_type != COSIGNATURE]
    require(logs, "no log key")
    return (logs, witnesses), f"{len(logs)} log, {len(witnesses)} witness"


def check_checkpoint(directory, log_keys, witnesses):
    """Every node that keeps the log signs with a key of its own: one that holds is enough."""
    note = tlog.parse_note((directory / "checkpoint").read_bytes().decode())
    results = [
        tlog.verify_checkpoint(
            note, key, witnesses, quorum=len(witnesses), expected_origin=key.name
        )
        for key in log_keys
    ]
    result = next((result for result in results if result.ok), results[0])
    require(result.ok, result.error)
    return result, (
        f"{result.origin}, {result.size} leaves, {result.cosignature_count} cosignatures"
    )


class Log:
    """An exported log, read through the library's own verifying reader."""

    def __init__(self, directory, size, root):
        self.directory = directory
        self.size = size
        self.root = root
        self.files = tlog.FileSystemTileReader(directory)
        self.tiles = tlog.VerifiedTileReader(self.files, size, root)
        self.roots = {}

    def root_at(self, size):
        if size not in self.roots:
            self.roots[size] = tlog.tree_root_from_tiles(self.tiles, size, self.size)
        return self.roots[size]

    def check_root(self):
        root = tlog.tree_root_from_tiles(self.files, self.size)
        require(root == self.root, "the tiles lead to another root")
        return True, base64.b64encode(root).decode()

    def check_tiles(self):
        audit = tlog.audit_tiles(self.files, self.size, self.root)
        return True, f"{audit.tiles} tiles, {audit.bundles} entry bundles"

    def pairs(self):
        """Pairs lower < upper <= size: all of them in small trees, else a sample."""
        for upper in range(1, min(self.size, EXHAUSTIVE) + 1):
            for lower in range(upper):
                yield lower, upper
        if self.size > EXHAUSTIVE:
            chance = random.Random(SEED)
            for number in range(SAMPLES):
                upper = chance.randint(1, self.size) if number % 2 else self.size
                yield chance.randrange(upper), upper

    def check_inclusion(self):
        count = 0
        for index, size in self.pairs():
            proof = tlog.inclusion_proof_from_tiles(self.tiles, index, size, self.size)
            self.verify_inclusion(index, size, proof)
            count += 1
        return True, f"{count} pairs"

    def check_consistency(self):
        count = 0
        for old, new in self.pairs():
            proof = tlog.consistency_proof_from_tiles(self.tiles, old, new, self.size)
            self.verify_consistency(old, new, proof)
            count += 1
        return True, f"{count} pairs"

    def check_exported_proofs(self):
        count = 0
        for line in (self.directory / "proofs.txt").read_text().splitlines():
            kind, lower, upper, *path = line.split()
            proof = [base64.b64decode(part, validate=True) for part in path]
            verify = {"inclusion": self.verify_inclusion, "consistency": self.verify_consistency}
            verify[kind](int(lower), int(upper), proof)
            count += 1
        return True, f"{count} proofs"

    def verify_inclusion(self, index, size, proof):
        entry = self.tiles.entry(index)
        holds = tlog.verify_leaf_inclusion(entry, index, size, proof, self.root_at(size))
        require(holds, f"leaf {index} is not in the tree of {size}")

    def verify_consistency(self, old, new, proof):
        roots = self.root_at(old), self.root_at(new)
        holds = tlog.verify_consistency(old, new, *roots, proof)
        require(holds, f"the tree of {new} does not continue that of {old}")


def judge(report, directory, trust):
    """Runs the checks in order; those that need the checkpoint are left out if it fails."""
    keys = report.check("keys", lambda: read_keys(trust))
    if keys is None:
        return
    checkpoint = report.check("checkpoint", lambda: check_checkpoint(directory, *keys))
    if checkpoint is None:
        return
    log = Log(directory, checkpoint.size, checkpoint.root)
    report.check("root", log.check_root)
    report.check("tiles", log.check_tiles)
    report.check("inclusion proofs", log.check_inclusion)
    report.check("consistency proofs", log.check_consistency)
    if (directory / "proofs.txt").exists():
        report.check("exported proofs", log.check_exported_proofs)


def main():
    if len(sys.argv) != 3:
        print("usage: check_log.py DIR TRUST", file=sys.stderr)
        return 2
    report = Report()
    judge(report, Path(sys.argv[1]), sys.argv[2])
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
