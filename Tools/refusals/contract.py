"""The refusal codes of the contract, with the comments above them."""

import re


def sections(text):
    """The sections of the enumeration: title, introduction, and rows of name, number, when, what to do.

    A comment before an empty line heads a section: its first sentence is the title. The comment
    above a code says when it is given and, from "Do:" on, what to do.
    """
    body = re.search(r"enum RefusalCode \{(.*?)\n\}", text, re.S)[1]
    found, comment = [], []
    for line in map(str.strip, body.split("\n")):
        if line.startswith("//"):
            comment.append(line[2:].strip())
        elif not line and comment:
            title, _, intro = " ".join(comment).partition(".")
            found.append((title, intro.strip(), []))
            comment = []
        elif code := re.match(r"REFUSAL_CODE_(\w+) = (\d+);", line):
            if code[2] != "0":
                found[-1][2].append((code[1], code[2], *meaning(code[1], comment)))
            comment = []
    return found


def meaning(name, comment):
    when, do, act = " ".join(comment).partition("Do: ")
    if not when or not do:
        raise SystemExit(f"ledger.proto: above {name} stands not both when and what to do")
    return when.strip(), act.strip()
