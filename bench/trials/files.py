"""Hostile files, given to import: each ends with a plan or a sentence, in bounded time and memory, nothing written."""

from __future__ import annotations

import gzip
import io
import os
import signal
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from bench.faults import doings
from bench.faults.disk import quick
from bench.faults.doings import Life
from bench.trials import Held
from tracker.desk import imports
from tracker.errors import TrackerError

SECONDS, MEMORY = 60.0, 1_200_000_000
"""What reading one file may take, on a busy machine; bytes, Python and libraries included."""
HEAD = "Client,Project,Description,Start date,Start time,End date,End time,Duration\n"
ROW = "Acme,Hopper,{},2026-03-02,09:00:00,2026-03-02,10:00:00,01:00:00\n"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


def hostile() -> Iterator[tuple[str, bytes]]:
    """Forty-three of them, by name."""
    yield from _texts()
    yield from _trees()
    yield from _packed()


def _texts() -> Iterator[tuple[str, bytes]]:
    line = ROW.format("a")
    yield "nothing.csv", b""
    yield "mark_only.csv", b"\xef\xbb\xbf"
    yield "zeros.csv", bytes(5_000_000)
    yield "noise.csv", bytes(range(256)) * 4_000
    yield "zeros_inside.csv", (HEAD + ROW.format("a\0b")).encode()
    yield "utf16.csv", (HEAD + line).encode("utf-16")
    yield "half_utf16.csv", (HEAD + line).encode("utf-16")[:-1]
    yield "latin.csv", (HEAD + ROW.format("caf\xe9")).encode("latin-1")
    yield "surrogates.csv", (HEAD + ROW.format("a")).encode() + b"\xed\xa0\x80,\xff\xfe\n"
    yield "open_quote.csv", (HEAD + '"' + line * 20_000).encode()
    yield "quotes.csv", (HEAD + '"' * 1_000_000).encode()
    yield "wide.csv", ",".join(f"c{n}" for n in range(100_000)).encode() + b"\n" + b"," * 100_000
    yield "long_cell.csv", (HEAD + ROW.format("x" * 10_000_000)).encode()
    yield "commas.csv", b"," * 3_000_000
    yield "lines.csv", b"\n" * 3_000_000
    yield "formula.csv", (HEAD + ROW.format("=cmd|' /C calc'!A0")).encode()
    yield "turned.csv", (HEAD + ROW.format("\u202eevil\u2066")).encode()
    yield "numbers.csv", (HEAD + ROW.format("a").replace("01:00:00", "9" * 100_000)).encode()
    yield "years.csv", (HEAD + line.replace("2026", "99999999")).encode()
    yield "same_names.csv", (",".join(["Start date"] * 500) + "\n" + ",".join(["2026-03-02"] * 500)).encode()
    yield "../../outside.csv", (HEAD + line).encode()
    yield "/etc/passwd", (HEAD + line).encode()
    yield "name\n\x1b[31m.csv", (HEAD + line).encode()


def _trees() -> Iterator[tuple[str, bytes]]:
    yield "deep.json", b"[" * 1_000_000
    yield "deep_objects.json", b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    yield "huge_number.json", b'[{"start": ' + b"9" * 1_000_000 + b"}]"
    yield "nan.json", b'[{"start": NaN, "end": Infinity, "duration": -Infinity}]'
    yield "bomb.xml", (BOMB + "]><Document>&j;</Document>").encode()
    yield "outside.xml", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Document>&e;</Document>'
    yield "bomb.ofx", (BOMB + "]><OFX>&j;</OFX>").encode()
    yield "deep.xml", b"<a>" * 300_000 + b"</a>" * 300_000
    yield (
        "for_ever.ics",
        (
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:a\nDTSTART:20260302T090000Z\nDTEND:20260302T100000Z\n"
            b"RRULE:FREQ=SECONDLY\nEND:VEVENT\nEND:VCALENDAR\n"
        ),
    )
    yield "nested.ics", b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 100_000
    yield "endless.mt940", b":20:A\n" + b":61:2603020302C1,NTRF\n:86:" + b"x" * 2_000_000
    yield "script.html", b"<table>" + b"<tr><td><script>alert(1)</script></td>" * 20_000


def _packed() -> Iterator[tuple[str, bytes]]:
    yield "bomb.zip", _zip({"a.csv": bytes(400_000_000)})
    yield "many.zip", _zip({f"{n}.csv": b"a" for n in range(20_000)})
    yield "in_itself.zip", _zip({"a.zip": _zip({"b.zip": _zip({"c.csv": HEAD.encode()})})})
    yield "paths.zip", _zip({"../../../evil.csv": HEAD.encode(), "/etc/evil.csv": HEAD.encode()})
    yield "cut.zip", _zip({"a.csv": HEAD.encode() * 1_000})[:-30]
    yield "bomb.gz", gzip.compress(bytes(300_000_000))
    yield "bomb.xlsx", _zip({"[Content_Types].xml": BOMB.encode() + b"]><Types>&j;</Types>",
                             "xl/workbook.xml": BOMB.encode() + b"]><workbook>&j;</workbook>"})  # fmt: skip
    yield "sqlite.db", b"SQLite format 3\0" + bytes(100_000)


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def run(some: slice = slice(None)) -> Held:
    held = Held("hostile files")
    with tempfile.TemporaryDirectory(prefix="tracker-files-", dir=quick()) as made:
        place = Path(made) / "place"
        life = Life(place)
        doings.begin(life)
        life.close()
        for name, data in list(hostile())[some]:
            end, wrong = _given(place, name, data)
            wrong += [] if sorted(os.listdir(made)) == ["place"] else ["it wrote a file outside"]
            held.case(end, [f"{name!r}: {text}" for text in wrong])
    return held


def _given(place: Path, name: str, data: bytes) -> tuple[str, list[str]]:
    """A child process reads the file; gives what came of it, and what is wrong with that."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(int(SECONDS))
        os.write(writing, _read(place, name, data).encode("utf-8", "replace")[:4000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        said = told.read().decode("utf-8", "replace")
    _, status, usage = os.wait4(child, 0)
    wrong = [f"{usage.ru_maxrss * 1024:,} bytes of memory"] if usage.ru_maxrss * 1024 > MEMORY else []
    if os.WIFSIGNALED(status):
        return "killed", [*wrong, f"ended by signal {os.WTERMSIG(status)}"]
    end, _, text = said.partition(": ")
    if end == "fault" or not text.strip() or any(sign < " " and sign != "\n" for sign in text):
        wrong.append(said[:200])
    return end, wrong


def _read(place: Path, name: str, data: bytes) -> str:
    try:
        desk = Life(place).desk
        planned = imports.plan_files(desk, [(name, data)], imports.options(desk, zone="UTC", platform="Acme"))
    except TrackerError as error:
        return f"refused or asked: {error}"
    except Exception as error:  # noqa: BLE001 - whatever else comes is what this looks for
        return f"fault: {error!r}"
    return f"read: {len(list(planned.plan.inserts()))} rows"
