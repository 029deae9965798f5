"""Sends transactions to a running node, written from the contract alone.

Usage: python submit_transaction.py URL LEDGER KEYFILE OUTPUT

URL is where the node answers, LEDGER its ledger's origin. KEYFILE is a member's key file, of a
founder that is a battery maker and a collector. The receipts go to the directory OUTPUT.

The messages are made by protoc from proto/. Signatures are made and inclusion proofs checked here,
by proto/cyclade/v1/transaction.proto and RFC 9162.

Prints a line for each check and "N passed, N failed"; exits 1 if any failed, 2 on wrong usage.
"""

import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

CONTRACT = Path(__file__).resolve().parents[3] / "proto"
PROTOBUF = "application/x-protobuf"
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class Failure(Exception):
    """A check that does not hold."""


def require(condition, message):
    if not condition:
        raise Failure(message)


def load_messages():
    """The contract's message classes by name."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "cyclade.binpb"
        sources = sorted(str(path) for path in CONTRACT.rglob("*.proto"))
        subprocess.run(
            ["protoc", f"--proto_path={CONTRACT}", "--include_imports"]
            + [f"--descriptor_set_out={target}", *sources],
            check=True,
        )
        files = descriptor_pb2.FileDescriptorSet.FromString(target.read_bytes())
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)
    names = [file.name for file in files.file]
    return message_factory.GetMessageClassesForFiles(names, pool)


MESSAGES = load_messages()


def message(name, **fields):
    return MESSAGES[f"cyclade.v1.{name}"](**fields)


def parse(name, data):
    return MESSAGES[f"cyclade.v1.{name}"].FromString(data)


class Member:
    """Signs as the contract says."""

    def __init__(self, path, ledger):
        file = json.loads(Path(path).read_text(encoding="utf-8"))
        self.ledger = ledger
        self.member = file["member"]
        self.key_id = file["keyID"]
        self.key = ec.derive_private_key(int(file["signingKey"], 16), ec.SECP256R1())

    def body(self, **command):
        now = time.time_ns() // 1_000_000
        return message(
            "TransactionBody",
            ledger=self.ledger,
            member_id=self.member,
            key_id=self.key_id,
            valid_until_ms=now + 300_000,
            occurred_ms=now - 1_000,
            nonce=os.urandom(16),
            **command,
        )

    def sign(self, body, low=True):
        data = body.SerializeToString(deterministic=True)
        der = self.key.sign(b"cyclade/tx/v1\0" + data, ec.ECDSA(hashes.SHA256()))
        r, s = decode_dss_signature(der)
        s = min(s, ORDER - s) if low else max(s, ORDER - s)
        signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        return message("Transaction", body=data, signature=signature).SerializeToString()


def transaction_id(transaction):
    body = parse("Transaction", transaction).body
    return hashlib.sha256(b"cyclade/txid/v1\0" + body).digest()


class Node:
    """Speaks HTTP to a node."""

    def __init__(self, url):
        self.url = url

    def call(self, path, data=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.url + path, data=data, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, response.headers.get_content_type(), response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers.get_content_type(), error.read()

    def submit(self, transaction):
        return self.call("/v1/transactions", transaction, Content_Type=PROTOBUF)


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_from_inclusion(entry, index, size, path):
    """RFC 9162, section 2.1.3.2."""
    require(index < size, "the leaf is outside the tree")
    fn, sn = index, size - 1
    result = hashlib.sha256(b"\x00" + entry).digest()
    for sibling in path:
        require(sn != 0, "the path is too long")
        if fn & 1 or fn == sn:
            result = node_hash(sibling, result)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            result = node_hash(result, sibling)
        fn, sn = fn >> 1, sn >> 1
    require(sn == 0, "the path is too short")
    return result


def check_receipt(data, transaction, ledger):
    """The receipt holds the bytes that were sent, under the checkpoint that it carries."""
    receipt = parse("Receipt", data)
    require(receipt.WhichOneof("outcome") == "transaction", "the outcome is no entry")
    origin, size, root = receipt.checkpoint.decode().split("\n")[:3]
    require(origin == ledger, f"the checkpoint is of {origin}")
    for proven in (receipt.transaction, receipt.seal, receipt.state.seal):
        computed = root_from_inclusion(
            proven.entry, proven.leaf_index, int(size), list(proven.inclusion)
        )
        require(computed == base64.b64decode(root), f"leaf {proven.leaf_index}: another root")
    entry = parse("Entry", receipt.transaction.entry)
    require(entry.transaction == transaction, "the entry holds other bytes")
    seal = parse("Entry", receipt.seal.entry)
    require(seal.WhichOneof("content") == "seal", "the seal's entry is none")
    require(seal.height == entry.height, "the seal is another block's")
    return receipt


class Checks:
    """What is checked, in order; later checks use what earlier ones made."""

    def __init__(self, url, ledger, key_file, output):
        self.node = Node(url)
        self.ledger = ledger
        self.member = Member(key_file, ledger)
        self.output = Path(output)
        self.model = None

    def register_model(self):
        return self.member.body(
            register_model=message(
                "RegisterModel",
                model_id="judge-1",
                form=1,
                chemistry=2,
                rated_capacity_mah=100_000,
                nominal_voltage_mv=320_000,
                mass_g=300_000,
                manufacturer_code="0JG",
                specification_code="J1",
            )
        )

    def check_accepts_what_python_signed(self):
        self.model = self.member.sign(self.register_model())
        status, media_type, data = self.node.submit(self.model)
        require(status == 200, f"status {status}: {data!r}")
        require(media_type == PROTOBUF, media_type)
        check_receipt(data, self.model, self.ledger)
        (self.output / "python.pb").write_bytes(data)

    def check_gives_the_receipt_again_by_its_id(self):
        status, _, data = self.node.call(f"/v1/receipts/{transaction_id(self.model).hex()}")
        require(status == 200, f"status {status}")
        check_receipt(data, self.model, self.ledger)

    def refused(self, transaction, code):
        status, media_type, data = self.node.submit(transaction)
        require((status, media_type) == (422, PROTOBUF), f"{status} {media_type} {data!r}")
        refusal = parse("Refusal", data)
        require(refusal.code == code, f"code {refusal.code}: {refusal.explanation}")
        require(refusal.explanation, "nothing is explained")
        return refusal

    def check_refuses_the_same_bytes_again(self):
        refusal = self.refused(self.model, 13)
        require(refusal.transaction_id == transaction_id(self.model), "another id")

    def check_refuses_by_a_rule_with_the_field(self):
        transaction = self.member.sign(self.register_model())
        refusal = self.refused(transaction, 41)
        require(refusal.field == "model_id", refusal.field)
        status, _, data = self.node.call(f"/v1/receipts/{transaction_id(transaction).hex()}")
        require(status == 200, f"status {status}")
        proven = parse("Receipt", data).refusal
        require(proven.transaction_id == transaction_id(transaction), "another id")
        require(proven.code == 41, "another code")

    def check_refuses_high_s(self):
        self.refused(self.member.sign(self.register_model(), low=False), 5)

    def check_refuses_a_signature_of_another_body(self):
        other = parse("Transaction", self.member.sign(self.register_model()))
        other.body = self.register_model().SerializeToString(deterministic=True)
        self.refused(other.SerializeToString(), 5)

    def check_refuses_another_ledger(self):
        body = self.register_model()
        body.ledger = "cyclade.example/other"
        self.refused(self.member.sign(body), 4)

    def check_refuses_what_is_no_transaction(self):
        self.refused(b"not a transaction", 1)

    def problem(self, answer, status, code):
        require(answer[:2] == (status, "application/problem+json"), f"{answer}")
        problem = json.loads(answer[2])
        require(problem["type"] == f"urn:cyclade:problem:{code}", problem["type"])
        require(problem["status"] == status, problem["status"])

    def check_wants_the_right_media_type(self):
        answer = self.node.call("/v1/transactions", self.model, Content_Type="text/plain")
        self.problem(answer, 415, "unsupported-media-type")

    def check_takes_no_body_beyond_60000_bytes(self):
        self.problem(self.node.submit(bytes(60_001)), 413, "too-large")

    def check_answers_404_for_what_is_not_there(self):
        self.problem(self.node.call("/v1/batteries/none"), 404, "unknown-battery")
        self.problem(self.node.call(f"/v1/receipts/{'00' * 32}"), 404, "unknown-transaction")
        self.problem(self.node.call("/v2/anything"), 404, "no-such-route")

    def check_answers_400_for_an_id_that_is_none(self):
        self.problem(self.node.call("/v1/receipts/abc"), 400, "not-an-id")

    def check_shows_a_battery_as_json_and_as_protobuf(self):
        battery = f"ENROL-{os.urandom(8).hex().upper()}"
        body = self.member.body(
            enrol_battery=message(
                "EnrolBattery",
                battery_id=battery,
                form=1,
                chemistry=2,
                owner_id=self.member.member,
                photo_commitment=os.urandom(32),
            )
        )
        status, _, data = self.node.submit(self.member.sign(body))
        require(status == 200, f"status {status}: {data!r}")
        status, media_type, data = self.node.call(f"/v1/batteries/{battery}")
        require((status, media_type) == (200, "application/json"), f"{status} {media_type}")
        require(json.loads(data)["batteryId"] == battery, data)
        status, media_type, data = self.node.call(f"/v1/batteries/{battery}", Accept=PROTOBUF)
        require((status, media_type) == (200, PROTOBUF), f"{status} {media_type}")
        require(parse("Battery", data).battery_id == battery, data)


def main():
    if len(sys.argv) != 5:
        print(__doc__, file=sys.stderr)
        return 2
    checks = Checks(*sys.argv[1:])
    passed = failed = 0
    for name in [name for name in vars(Checks) if name.startswith("check_")]:
        title = name.removeprefix("check_").replace("_", " ")
        try:
            getattr(checks, name)()
        except (Failure, OSError, ValueError, KeyError) as error:
            failed += 1
            print(f"FAILED  {title}: {error}")
        else:
            passed += 1
            print(f"passed  {title}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
