"""What the text of the rules shows of the refusals that each command can meet.

No parser of Swift: functions are told apart by their braces, and a call is followed by its name.
Fields are the texts that stand at the calls.
"""

import re

# What a receiver is, where several types have a function of the name that is called.
RECEIVERS = {
    "admission": "AdmitMember", "delivery": "LotDelivery", "founder": "AdmitMember",
    "given": "SwapMeasurement", "key": "KeyRegistration", "nodeKeys": "NodeKeys",
    "policy": "Policy", "reinstatement": "ReinstateMember", "statement": "RecordIrregularity",
    "supervision": "SupervisionTerms", "suspension": "SuspendMember", "swap": "Swap",
    "taken": "SwapMeasurement",
}
# Every command has one, or refuses nothing by it. What a proposal asks for is checked when it is
# proposed; that it may take effect at once adds nothing.
SKIPPED = {("", "apply"), ("", "decide"), ("propose", "enact")}
CALL = re.compile(r"(?:([\w]+)\s*\.)?\b([a-z]\w*)\(")
TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')


class Function:
    """A function of the rules: what it refuses with, and what it calls, each with a field."""

    def __init__(self, owner, name, heading, body):
        self.owner, self.name = owner, name
        body = inlined(body)
        self.takes_field = bool(re.search(r"\bfield: String", heading))
        self.refusals, self.calls = [], []
        for start, receiver, called in calls(body):
            arguments = split(body, start)
            if called == "Refusal":
                if len(arguments) > 1 and arguments[0].startswith("."):
                    self.refusals.append((screaming(arguments[0][1:]), field(arguments[1])))
            else:
                fields = [field(one) for one in arguments]
                named = [one for one in fields if one is not None]
                self.calls.append((receiver, called, named[-1] if named else None))


class Rules:
    def __init__(self, paths):
        self.functions, self.places = {}, {}
        for path in paths:
            for function in functions(path.read_text(encoding="utf-8")):
                self.functions.setdefault(function.name, []).append(function)
                if function.name == "decide" and function.owner not in ("Rulebook", COMMAND):
                    self.places[function.owner] = path

    def files(self):
        """The files that decide commands, with these in the order of the text."""
        files = {}
        for command, path in self.places.items():
            files.setdefault(path, []).append(command)
        return sorted(files.items())

    def given(self):
        """The commands by code, each with its fields, as text."""
        given = {}
        for command in sorted(self.places):
            decide = next(one for one in self.functions["decide"] if one.owner == command)
            for code, fields in sorted(self.reached(decide).items()):
                named = " ".join(f"`{one}`" for one in sorted(fields) if one)
                given.setdefault(code, []).append(f"{command} {named}".strip())
        return given

    def reached(self, function, bound=None, above=()):
        """The codes that `function` can give, with their fields; `bound` is its own field."""
        found = {}
        for code, name in function.refusals:
            found.setdefault(code, set()).add(bind(name, bound))
        for receiver, called, name in function.calls:
            for callee in self.resolve(function, receiver, called):
                if callee in above or callee is function:
                    continue
                inner = bind(name, bound) if callee.takes_field else None
                for code, fields in self.reached(callee, inner, above + (function,)).items():
                    found.setdefault(code, set()).update(fields)
        return found

    def resolve(self, caller, receiver, called):
        if SKIPPED & {("", called), (caller.name, called)}:
            return []
        candidates = self.functions.get(called, [])
        owners = {one.owner for one in candidates}
        if receiver in (None, "self") and caller.owner in owners:
            owners = {caller.owner}
        elif receiver in RECEIVERS and RECEIVERS[receiver] in owners:
            owners = {RECEIVERS[receiver]}
        elif receiver in (None, "self", "context") and "RuleContext" in owners:
            owners = {"RuleContext"}
        elif len(owners) > 1:
            owners = set()
        return [one for one in candidates if one.owner in owners]


COMMAND = "TransactionBody.OneOf_Command"


def functions(text):
    """The functions of a file, each with the type that it extends."""
    text = re.sub(r"^\s*//.*$", "", text, flags=re.M)
    for outer in re.finditer(r"^(?:public )?(?:extension|enum|struct) ([\w.]+)[^{]*\{", text, re.M):
        body = braced(text, outer.end() - 1)
        for inner in re.finditer(r"\b(?:func (\w+)|(?:var|init)\b)", body):
            if not inner[1]:
                continue
            opening = body.find("{", inner.end())
            if opening < 0 or "\nfunc" in body[inner.end() : opening]:
                continue
            yield Function(outer[1], inner[1], body[inner.start() : opening], braced(body, opening))


def inlined(body):
    """The text with each constant that names a field written out where it is used."""
    for name, literal in re.findall(r'\blet (\w+) = ("[\w.]+")$', body, re.M):
        body = re.sub(rf"(?<=, ){name}(?=[,)])", literal, body)
    return body


def braced(text, opening):
    """The text from an opening brace to the one that closes it."""
    depth, at = 0, opening
    while at < len(text):
        if text[at] == '"' and (quoted := TEXT.match(text, at)):
            at = quoted.end()
            continue
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
        if depth == 0:
            break
    return text[opening:at]


def calls(body):
    for call in re.finditer(r"\bRefusal\(", body):
        yield call.end(), None, "Refusal"
    for call in CALL.finditer(body):
        yield call.end(), call[1], call[2]


def split(text, at):
    """The arguments of a call, from behind its parenthesis on."""
    arguments, depth, start = [], 0, at
    while at < len(text):
        if text[at] == '"' and (quoted := TEXT.match(text, at)):
            at = quoted.end()
            continue
        if text[at] in ")]}" and depth == 0:
            break
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(text[at], 0)
        if text[at] == "," and depth == 0:
            arguments.append(text[start:at].strip())
            start = at + 1
        at += 1
    return arguments + [text[start:at].strip()]


def field(argument):
    """A field that an argument names; `field` for the function's own, `None` for none."""
    argument = re.sub(r"^field:\s*", "", argument)
    if argument == "field":
        return argument
    literal = re.fullmatch(r'"((?:[^"\\]|\\.)*)"', argument)
    return literal[1] if literal else None


def bind(name, bound):
    if name is None:
        return ""
    if name == "field":
        return bound or ""
    return re.sub(r"\\\(\w+\)", bound or "…", name)


def screaming(name):
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).upper()
