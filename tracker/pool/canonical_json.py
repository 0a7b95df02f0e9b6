"""One text for one document, so that a hash or a signature of it means one thing; and chains of hashed lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

START = "0" * 64
"""What the first line of a chain names as the one before it."""


def canonical(document: Mapping[str, Any] | Sequence[Any]) -> bytes:
    r"""The document as UTF-8 JSON: sorted keys, no spaces, a newline at the end. Raises ValueError for NaN.

    >>> canonical({"b": 1, "a": "é"})
    b'{"a":"\xc3\xa9","b":1}\n'
    """
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def digest(data: bytes) -> str:
    """SHA-256 as hex."""
    return hashlib.sha256(data).hexdigest()


def read_canonical(data: bytes) -> dict[str, Any]:
    """The document of a canonical text. Raises ValueError for anything else: other spacing, a key twice, NaN,
    numbers with a point, nesting without end, bytes behind the end."""
    try:
        document = json.loads(data.decode("utf-8"), parse_float=_no_float, parse_constant=_no_float)
        same = isinstance(document, dict) and canonical(document) == data
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not same:
        raise ValueError("not in canonical form")
    return dict(document)


def _no_float(text: str) -> float:
    raise ValueError(f"{text[:20]} is not a whole number")


def link(before: str, number: int, entry: Mapping[str, Any]) -> tuple[str, str]:
    """One line of a chain and its hash: the entry with its number and the hash of the line before.

    >>> line, own = link(START, 1, {"word": "made"})
    >>> check([line]) == own
    True
    """
    body = {**entry, "n": number, "before": before}
    own = digest(canonical(body))
    return canonical({**body, "hash": own}).decode(), own


def check(lines: Iterable[str], before: str = START, number: int = 0) -> str:
    """The hash of the last line of a whole chain. Raises ValueError naming the first line that does not follow
    from the one before it."""
    for line in lines:
        number += 1
        try:
            entry = read_canonical(line.encode())
            own = entry.pop("hash")
        except (ValueError, KeyError) as error:
            raise ValueError(f"line {number} cannot be read") from error
        if entry.get("n") != number or entry.get("before") != before or digest(canonical(entry)) != own:
            raise ValueError(f"line {number} does not follow from the one before it")
        before = own
    return before
