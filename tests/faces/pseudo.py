"""A language that nobody speaks: every message of the code in letters that look alike, in brackets, longer.

What is read on a page in plain letters was not translated, whatever it is built into; dates and amounts are those of
Greek, so none of their words is in plain letters either.
"""

from __future__ import annotations

import gettext
import html
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from streamlit.testing.v1 import AppTest

from tools.messages import template
from tracker.sample import generate
from tracker.views import text
from tracker.words.reference import table

LOCALE = "el-GR"
LONGER = 0.4
"""How much longer a text is than its English: what German and Filipino are at most."""
_ALIKE = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀčďéƒǧħíǰķĺɱñóƥɋřšťúṽŵẋýžÁƁČĎÉƑǦĦÍǰĶĹṀÑÓƤɊŘŠŤÚṼŴẊÝŽ",
)
_KEPT = re.compile(r"(\{[^}]*\}|`[^`]*`|https?:\S+|:material/\w+:)")
_WORD = re.compile(r"[A-Za-z]{2,}")
_SIGNS = re.compile(
    r"`[^`]*`|:material/\w+:|:small\[|https?:\S+|<[^>]+>|\b[a-f0-9]{16,}\b|\w+-r\d+/\S+|\.?\b[\w.-]+\.\w{2,7}\b|(?<!\w)\.[a-z]{2,5}\b"
)
"""Code, icons, addresses, marks, hashes, names of files."""
_CODE = {"min", "rho", "iCalendar"}
"""What is written the same in every language: symbols, names of formats."""


def worn(message: str) -> str:
    """A message as the pseudo-language has it: blanks and code as they are, edges too.

    >>> worn("{n} of 3 weeks ")
    '⟦{n} óƒ 3 ŵééķš ···⟧ '
    """
    body = message.strip()
    if not _WORD.search(re.sub(_KEPT, "", body)):
        return message
    inner = "".join(p if _KEPT.fullmatch(p) else p.translate(_ALIKE) for p in _KEPT.split(body))
    return message.replace(body, f"⟦{inner} {'·' * max(1, round(len(body) * LONGER) - 3)}⟧", 1)


@cache
def messages() -> frozenset[str]:
    """All that the code says, one and many."""
    return frozenset(x for m in template() if m.id for x in ([m.id] if isinstance(m.id, str) else m.id))


class Pseudo(gettext.NullTranslations):
    """What `make messages` finds is translated; a text that it cannot find stays as it is, as it would for all."""

    def gettext(self, message: str) -> str:
        return worn(message) if message in messages() else message

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)


def speak(monkeypatch: Any) -> None:
    """From now on every text is in the pseudo-language."""
    monkeypatch.setattr(text, "_catalogue", lambda language: Pseudo())


def speak_in_terminal(monkeypatch: Any) -> None:
    """The same for the command line, in the locale of the machine."""
    speak(monkeypatch)
    monkeypatch.setitem(text.LANGUAGES, "el", "Ελληνικά")
    monkeypatch.setattr(text, "translated_percent", lambda language: 100)
    monkeypatch.setenv("LC_ALL", f"{LOCALE.replace('-', '_')}.UTF-8")


def speak_leftward(monkeypatch: Any) -> None:
    """The same, as a language that is written from right to left: whoever's browser asks for Arabic gets it."""
    speak(monkeypatch)
    monkeypatch.setitem(text.LANGUAGES, "ar", "العربية")
    monkeypatch.setattr(text, "translated_percent", lambda language: 100)


TYPED = {"platform", "project", "alias", "note", "role", "reason", "successor_of", "pattern", "category",
         "from_account", "to_account"}  # fmt: skip
"""Columns that hold somebody's own words."""
OTHERS = {"Granite", "Meadowlark", "Foxglove", "Simulated collective", "world", "Sample ledger", "English", "US Letter",
          "hledger", "Ledger", "Beancount", "The tracker's own archive"}  # fmt: skip
"""Names in the example release, of programs, of a size of paper, of a language in itself."""


@cache
def names(*more: str) -> re.Pattern[str]:
    """Names and words that somebody gave: of the sample ledger, of known platforms, of zones; and some more."""
    typed = {v for r in generate().records for name in TYPED if isinstance(v := getattr(r, name, None), str)}
    listed = {row["name"] for row in table("platforms")}
    roles = {row["role"] for row in table("roles")}
    press = {row[name] for row in table("press_claims") for name in ("publication", "who_says_so") if row[name]}
    zones = {name for z in available_timezones() if "/" in z for name in (z, z.replace("_", " "))}
    every = typed | listed | roles | press | zones | OTHERS | set(text.LANGUAGES.values()) | set(more)
    found = sorted(every, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(n)}(?!\w)" for n in found))


def plain_letters(said: str, names: re.Pattern[str]) -> list[str]:
    """The words in plain letters that a text has beside names, codes (`USD`) and units."""
    said = names.sub(" ", _SIGNS.sub(" ", re.sub(r"\\(.)", r"\1", said).replace("\u2060", "")))
    return [w for w in _WORD.findall(said) if not w.isupper() and w not in _CODE]


def read(at: AppTest) -> Iterator[str]:
    """All that a person can read on a page, sees or is told, text by text."""
    for proto in _protos(at.main):
        yield from _of(proto)
    for shown in at.dataframe:
        frame = shown.value
        yield from (str(c) for c in frame.columns if not re.fullmatch(r"d\d|line|total", str(c)))
        yield from (x for c in frame.columns for x in frame[c] if isinstance(x, str))


_READ = {"body", "label", "help", "placeholder", "alt", "content", "code_text", "options"}


def _protos(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if getattr(child, "proto", None) is not None:
            yield child.proto
        if hasattr(child, "children"):
            yield from _protos(child)


def _of(proto: Any) -> Iterator[str]:
    for name, value in _fields(proto):
        if name == "spec":
            yield from _drawn(json.loads(value))
        elif name == "columns" and value.startswith("{"):
            yield from (c.get("label") or "" for c in json.loads(value).values())
        elif name == "json":
            yield from _strings(json.loads(value).get("words", {}))
        elif name in _READ and "<script" not in value:
            yield from _markup(value)


def _fields(message: Any) -> Iterator[tuple[str, str]]:
    for field, value in message.ListFields():
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            continue
        for one in value if field.is_repeated else [value]:
            if field.type == field.TYPE_MESSAGE:
                yield from _fields(one)
            elif field.type == field.TYPE_STRING:
                yield field.name, one


def _markup(value: str) -> Iterator[str]:
    """The text of some HTML, and what its attributes say; any other text by lines."""
    if not value.lstrip().startswith("<"):
        yield from value.splitlines()
        return
    yield from (html.unescape(x) for x in re.findall(r'(?:title|alt|aria-label)="([^"]*)"', value))
    yield from (html.unescape(x) for x in re.split(r"<[^>]*>", value))


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _strings(one)


_DRAWN = {"text", "hovertext", "hovertemplate", "ticktext", "title"}


def _drawn(data: Any, key: str = "") -> Iterator[str]:
    """The texts of a picture."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name == "customdata":
                yield from _hovered(value, str(data.get("hovertemplate", "")))
            elif name != "template":
                yield from _drawn(value, name)
    elif isinstance(data, list):
        for one in data:
            yield from _drawn(one, key)
    elif isinstance(data, str) and key in _DRAWN and "%{" not in data:
        yield from re.split(r"<[^>]*>", data)


def _hovered(data: Any, template: str) -> Iterator[str]:
    """What a mark says when it is pointed at, of all that is kept with it."""
    named = {int(n) for n in re.findall(r"%\{customdata\[(\d+)\]", template)}
    for row in data:
        kept = row if isinstance(row, list) else [row]
        shown = [x for i, x in enumerate(kept) if i in named or "%{customdata}" in template]
        yield from (part for x in shown for part in re.split(r"<[^>]*>", str(x)))
