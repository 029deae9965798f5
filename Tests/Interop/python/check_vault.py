#!/usr/bin/env python3
"""Opens and makes sealed payloads, grants, statements and key files: an outside judge of Vault.

Written from proto/cyclade/v1/vault.proto and RFC 9180 alone, with cryptography's HPKE, AES-GCM and
ECDSA and hashlib's scrypt; the messages are made by protoc from proto/.

Usage: check_vault.py WORK. WORK is a JSON object:

    {"open": [{"sealed": hex, "granted": hex, "privateKey": hex, "clear": hex}, ...],
     "statements": [{"statement": hex, "publicKey": hex, "commitment": hex}, ...],
     "keyFiles": [{"text": text, "passphrase": text or null, "secret": hex}, ...],
     "make": {"ledger": text, "grantor": text, "grantee": text, "publicKey": hex}}

A publicKey is X25519 in "make", and an X9.63 point of P-256 in "statements". Prints one JSON object:
how many items hold, and the sealed payload, the granted key and the clear payload that were made.
Exits with status 1 at the first that does not hold.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric import ec, x25519
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

CONTRACT = Path(__file__).resolve().parents[3] / "proto"
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)


def load_messages():
    """The message classes of vault.proto by name."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "vault.binpb"
        subprocess.run(
            [
                "protoc",
                f"--proto_path={CONTRACT}",
                f"--descriptor_set_out={target}",
                "cyclade/v1/vault.proto",
            ],
            check=True,
        )
        files = descriptor_pb2.FileDescriptorSet.FromString(target.read_bytes())
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)
    return message_factory.GetMessageClassesForFiles([file.name for file in files.file], pool)


MESSAGES = load_messages()


def message(name, **fields):
    return MESSAGES[f"cyclade.v1.{name}"](**fields)


def parse(name, data):
    return MESSAGES[f"cyclade.v1.{name}"].FromString(data)


def digest(label, data):
    return hashlib.sha256(label.encode() + b"\0" + data).digest()


def grant_info(granted):
    names = [granted.ledger, granted.grantor_id, granted.grantee_id]
    return (
        b"cyclade/grant/v1\0"
        + b"".join(name.encode() + b"\0" for name in names)
        + granted.commitment
        + granted.sealed_digest
    )


def check_opening(item):
    """A grantee opens what it was granted, and compares it with the commitment."""
    data = bytes.fromhex(item["sealed"])
    sealed = parse("SealedPayload", data)
    granted = parse("GrantedKey", bytes.fromhex(item["granted"]))
    assert granted.commitment == sealed.commitment, "a grant of another payload"
    assert granted.sealed_digest == digest("cyclade/sealed/v1", data), "another sealed payload"

    private_key = x25519.X25519PrivateKey.from_private_bytes(bytes.fromhex(item["privateKey"]))
    wrapped = granted.encapsulated_key + granted.wrapped_key
    key = SUITE.decrypt(wrapped, private_key, grant_info(granted))
    assert len(key) == 32, "not a key of AES-256"

    padded = AESGCM(key).decrypt(sealed.nonce, sealed.ciphertext, sealed.commitment)
    length = int.from_bytes(padded[:4], "big")
    clear, rest = padded[4 : 4 + length], padded[4 + length :]
    assert len(clear) == length and not any(rest), "not padded with zeros"
    assert clear.hex() == item["clear"], "another payload"
    assert digest("cyclade/commitment/v1", clear) == sealed.commitment, "another commitment"
    assert len(parse("ClearPayload", clear).salt) == 32, "no salt"


def check_statement(item):
    """Anyone checks who declared an erasure."""
    statement = parse("ErasureStatement", bytes.fromhex(item["statement"]))
    declaration = parse("ErasureDeclaration", statement.declaration)
    assert declaration.commitment.hex() == item["commitment"], "of another payload"
    r = int.from_bytes(statement.signature[:32], "big")
    s = int.from_bytes(statement.signature[32:], "big")
    assert len(statement.signature) == 64 and s <= ORDER // 2, "not a low s"
    point = bytes.fromhex(item["publicKey"])
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    signed = b"cyclade/erasure/v1\0" + statement.declaration
    key.verify(encode_dss_signature(r, s), signed, ec.ECDSA(hashes.SHA256()))


def check_key_file(item):
    """A key file opens with its passphrase, or with none."""
    lines = item["text"].split("\n")
    values = dict(line.split(": ", 1) for line in lines[1:] if line)
    secret = bytes.fromhex(values["secret"])
    if item.get("passphrase") is None:
        above = item["text"].split("check: ")[0].encode()
        assert values["protection"] == "none", "protected"
        assert digest("cyclade/key-file/v1", above).hex() == values["check"], "another check"
    else:
        words = dict(word.split("=") for word in values["protection"].split()[1:])
        n, r, p = 1 << int(words["ln"]), int(words["r"]), int(words["p"])
        key = hashlib.scrypt(
            item["passphrase"].encode(),
            salt=bytes.fromhex(values["salt"]),
            n=n,
            r=r,
            p=p,
            maxmem=256 * n * r,
            dklen=32,
        )
        above = item["text"].split("secret: ")[0].encode()
        secret = AESGCM(key).decrypt(secret[:12], secret[12:], above)
    assert secret.hex() == item["secret"], "other keys"


def make(work):
    """Seals a payload and wraps its key, for the Swift code to open."""
    clear = message(
        "ClearPayload", salt=os.urandom(32), kind=5, subject="lease/L-2", amount_fen=4_200_000
    ).SerializeToString(deterministic=True)
    commitment = digest("cyclade/commitment/v1", clear)
    key, nonce = os.urandom(32), os.urandom(12)
    padded = (len(clear).to_bytes(4, "big") + clear).ljust(256, b"\0")
    sealed = message(
        "SealedPayload",
        commitment=commitment,
        nonce=nonce,
        ciphertext=AESGCM(key).encrypt(nonce, padded, commitment),
    ).SerializeToString(deterministic=True)
    granted = message(
        "GrantedKey",
        ledger=work["ledger"],
        grantor_id=work["grantor"],
        grantee_id=work["grantee"],
        commitment=commitment,
        sealed_digest=digest("cyclade/sealed/v1", sealed),
    )
    public_key = x25519.X25519PublicKey.from_public_bytes(bytes.fromhex(work["publicKey"]))
    wrapped = SUITE.encrypt(key, public_key, grant_info(granted))
    granted.encapsulated_key, granted.wrapped_key = wrapped[:32], wrapped[32:]
    return {
        "clear": clear.hex(),
        "sealed": sealed.hex(),
        "granted": granted.SerializeToString(deterministic=True).hex(),
    }


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    work = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    kinds = [("open", check_opening), ("statements", check_statement), ("keyFiles", check_key_file)]
    count = 0
    for kind, check in kinds:
        for item in work[kind]:
            count += 1
            try:
                check(item)
            except (AssertionError, InvalidSignature, InvalidTag, ValueError) as error:
                sys.exit(f"{kind}, item {count}: {type(error).__name__} {error}")
    print(json.dumps({"count": count} | make(work["make"])))


if __name__ == "__main__":
    main()
