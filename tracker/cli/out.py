"""What the command line prints: plain aligned text for people, one JSON object for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from tracker.cli import ways
from tracker.errors import Ambiguous, ChangedTerms, InputError, TrackerError
from tracker.say import Said

WIDTH = 80


class Out:
    """Where one command's words go. Answers to standard output, notices and errors to standard error."""

    def __init__(
        self,
        *,
        as_json: bool = False,
        quiet: bool = False,
        out: TextIO | None = None,
        err: TextIO | None = None,
    ) -> None:
        self.as_json, self.quiet = as_json, quiet
        self._out, self._err = out or sys.stdout, err or sys.stderr

    def answer(self, data: Mapping[str, Any], text: Said | str) -> None:
        """The result of a command: the object with --json, else the text."""
        if self.as_json:
            self._object(data)
        elif text:
            print(printable(text if isinstance(text, str) else ways.say(text)), file=self._out)

    def done(self, data: Mapping[str, Any], text: Said | str) -> None:
        """The result of a command that changes something: `--quiet` silences its text."""
        self.answer(data, "" if self.quiet else text)

    def notice(self, text: Said | str) -> None:
        """Something worth knowing that is not part of the answer."""
        if not self.quiet:
            print(printable(ways.say(text)), file=self._err, flush=True)

    def plain(self, text: str) -> None:
        """Text that is before a question, on a terminal."""
        print(printable(text), file=self._out, flush=True)

    def flush(self) -> None:
        """Let whoever reads have what was said so far."""
        self._out.flush()

    def fail(self, error: TrackerError) -> int:
        """Say an error in one line; with --json as an object on standard output. Gives the exit code: 1, and 2
        for a question that only a person can answer."""
        line = " ".join(ways.say(error.sentence()).split())
        print(f"tracker: {printable(line)}", file=self._err)
        if self.as_json:
            self._object(error_object(error))
        return 2 if isinstance(error, Ambiguous) else 1

    def _object(self, data: Mapping[str, Any]) -> None:
        """One JSON object; in pipes that are not UTF-8 (Windows) in ASCII, which is the same object."""
        encoding = (getattr(self._out, "encoding", None) or "utf-8").lower().replace("-", "")
        text = json.dumps(data, ensure_ascii=encoding != "utf8", allow_nan=False, indent=1, default=ways.say)
        print(text, file=self._out)


_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SIGNS: dict[int, str] = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "\ufffd")
_SIGNS.update((code, f"<U+{code:04X}>") for code in _BIDI)


def printable(text: str) -> str:
    """Text for a terminal: what a file holds must not move the cursor, change colours or turn the line around.

    >>> printable("a\\x1b[31mb"), printable("paid \\u202e005")
    ('a\ufffd[31mb', 'paid <U+202E>005')
    """
    return text.translate(_SIGNS)


def error_object(error: TrackerError) -> dict[str, Any]:
    """`{"error", "message", "hint"}`, and where the input was wrong: file, line, column, value."""
    data: dict[str, Any] = {"error": error.code, "message": error.message, "hint": error.hint}
    if isinstance(error, InputError):
        where = {"file": error.file, "line": error.line, "column": error.column, "value": error.value}
        data |= {k: v for k, v in where.items() if v}
    if isinstance(error, Ambiguous) and error.choices:
        option = "--since " if isinstance(error, ChangedTerms) else ""
        data["choices"] = [{"name": name} | ({"line": option + line} if line else {}) for name, line in error.choices]
    return data


def columns(rows: Sequence[Sequence[str]], *, left: int = 1, indent: str = "  ") -> list[str]:
    """Lines of aligned cells: the first `left` columns to the left, the others to the right.

    >>> columns([["a", "1.00"], ["long name", "12.00"]])
    ['  a           1.00', '  long name  12.00']
    """
    if not rows:
        return []
    width = [max(len(r[i]) for r in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [c.ljust(width[i]) if i < left else c.rjust(width[i]) for i, c in enumerate(row)]
        lines.append((indent + "  ".join(cells)).rstrip())
    return lines


def listed(rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of aligned cells, to the left, whose last cell goes on below itself at 80 characters.

    >>> listed([["note", "short"], ["a", "b"]])
    ['note  short', 'a     b']
    """
    *heads, _ = zip(*rows, strict=True) if rows else ((),)
    width = [max(map(len, head)) for head in heads]
    lines = []
    for *cells, last in rows:
        head = "".join(c.ljust(w) + "  " for c, w in zip(cells, width, strict=True))
        lines += wrap(last, first=head, rest=" " * len(head)).splitlines()
    return lines


def wrap(text: Said | str, *, first: str = "", rest: str = "") -> str:
    """Text in lines of at most 80 characters."""
    import textwrap

    return textwrap.fill(
        ways.say(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
