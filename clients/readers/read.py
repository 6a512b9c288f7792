"""Reads each probe with one reader of Python and prints what it is, as JSON."""
import base64
import datetime
import json
import math
import re
import sys


def number(value):
    if isinstance(value, int):
        return str(value)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0 and math.copysign(1, value) < 0:
        return "-0"
    return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)


def time(value):
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime(value.year, value.month, value.day)
    if value.tzinfo is not None:
        value = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    return "time " + re.sub(r"(\.\d*?)0+$", r"\1", value.isoformat())


class Stream(list):
    """Values that a reader took from one text, one after the other."""


def shown(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, datetime.date):
        return time(value)
    if isinstance(value, set):
        value = dict.fromkeys(value)
    if isinstance(value, bytes):
        value = list(value)
    if isinstance(value, dict):
        return "{" + ", ".join(sorted(f"{shown(k)}: {shown(v)}" for k, v in value.items())) + "}"
    if isinstance(value, Stream):
        return " then ".join(map(shown, value)) or "nothing"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(shown, value)) + "]"
    return f"{type(value).__name__} {value}"


def pyyaml(loader):
    import yaml
    return lambda data: yaml.load(data, getattr(yaml, loader))


def ruamel(version, pure):
    import warnings
    from ruamel.yaml import YAML

    warnings.simplefilter("ignore")

    def read(data):
        reader = YAML(typ="safe", pure=pure)
        reader.version = version
        return reader.load(data)
    return read


def jq():
    import jq
    program = jq.compile(".")
    return lambda data: Stream(program.input_text(data.decode(errors="surrogateescape")).all())


READERS = {
    "pyyaml": lambda: pyyaml("SafeLoader"),
    "pyyaml-c": lambda: pyyaml("CSafeLoader"),
    "ruamel": lambda: ruamel(None, False),
    "ruamel-pure": lambda: ruamel(None, True),
    "ruamel-1.1": lambda: ruamel((1, 1), False),
    "json": lambda: json.loads, "jq": jq,
}


def main():
    read = READERS[sys.argv[1]]()

    def result(probe):
        try:
            return shown(read(base64.b64decode(probe)))
        except Exception:  # a reader may fail in any way: each is a refusal
            return "refused"

    json.dump([result(probe) for probe in json.load(sys.stdin)], sys.stdout)


if __name__ == "__main__":
    main()
