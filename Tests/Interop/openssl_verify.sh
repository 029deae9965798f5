#!/usr/bin/env bash
# Verifies with OpenSSL the signature of the transaction in a receipt.
#
# Usage: openssl_verify.sh RECEIPT. RECEIPT must prove the signing key's record, as the ones of
# `cyclade demo` do. Prints what OpenSSL says; exits 1 if it does not verify, 2 on wrong usage.
#
# The parts are cut out of the bytes by field number, so nothing of Cyclade's takes part.
set -euo pipefail
if (( $# != 1 )); then
    sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python3 - "$1" "$folder" <<'PYTHON'
import sys
from pathlib import Path


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def fields(data):
    """The first value of each field: protobuf's wire format."""
    found, at = {}, 0
    while at < len(data):
        tag, at = varint(data, at)
        if tag & 7 == 0:
            value, at = varint(data, at)
        else:
            assert tag & 7 == 2, "a wire type that the contract does not use"
            length, at = varint(data, at)
            value, at = data[at : at + length], at + length
        found.setdefault(tag >> 3, value)
    return found


def cut(data, *path):
    for number in path:
        data = fields(data)[number]
    return data


def integer(value):
    """An INTEGER of DER."""
    value = value.lstrip(b"\0")
    if not value or value[0] & 0x80:
        value = b"\0" + value
    return b"\x02" + bytes([len(value)]) + value


receipt, folder = Path(sys.argv[1]).read_bytes(), Path(sys.argv[2])
transaction = cut(receipt, 1, 1, 4)  # Receipt.transaction.entry, Entry.transaction
signature = cut(transaction, 2)
point = cut(receipt, 5, 2, 2, 13, 3)  # .state.records.record, Record.member_key.public_key
assert len(signature) == 64 and len(point) == 65
both = integer(signature[:32]) + integer(signature[32:])
(folder / "message").write_bytes(b"cyclade/tx/v1\0" + cut(transaction, 1))
(folder / "signature.der").write_bytes(b"\x30" + bytes([len(both)]) + both)
# SubjectPublicKeyInfo of a point on P-256.
prefix = "3059301306072a8648ce3d020106082a8648ce3d030107034200"
(folder / "key.der").write_bytes(bytes.fromhex(prefix) + point)
PYTHON

openssl dgst -sha256 -verify <(openssl pkey -pubin -inform DER -in "$folder/key.der") \
    -signature "$folder/signature.der" "$folder/message"
