"""A release in hands that mean ill: changed on its way, signed by somebody else, or made up by its own publisher.

What `tracker release verify` says of each; and that all forms of a release say the same.
"""

from __future__ import annotations

import contextlib
import copy as copying
import csv
import io
import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from html import unescape
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from tests.release.made import QUARTER, TODAY, filled
from tracker.desk import releases as desk
from tracker.errors import InputError, NotFound
from tracker.pool.canonical_json import canonical
from tracker.release.figures import Published
from tracker.release.tables import COLUMNS, NUMBERS, Line
from tracker.release.words import fingerprint
from tracker.vault import keys, packing, releases

FORGER = keys.Keys("0" * 16, bytes(32))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two releases of one pool, one after the other."""
    home = tmp_path_factory.mktemp("tampering")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TRACKER_KEYS", str(home / "keys"))
        made = filled(home / "pool", 2500, ["2026Q2", QUARTER])
        out = [
            releases.hand_out(releases.build(made.pool, made.keys, q, Decimal("0.1"), TODAY), home / q)
            for q in ("2026Q2", QUARTER)
        ]
        shutil.copy(made.pool.folder / "invitation.json", home / "invitation.json")
    return out[0], out[1]


@pytest.fixture
def copy(two: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(two[1], tmp_path / "copy"))


def names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def refused(folder: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        packing.read(folder)
    assert caught.value.code == "bad_release"
    return caught.value


def read_or_refused(folder: Path) -> packing.Release | None:
    """What was read; None if it was refused. Anything else breaks the test."""
    with contextlib.suppress(InputError):
        return packing.read(folder)
    refused(folder)
    return None


def sign(folder: Path, by: keys.Keys = FORGER) -> None:
    """Sign what is there, as the key that release.json names or not."""
    sums = packing.sums_text(folder)
    (folder / packing.SUMS).write_bytes(sums)
    (folder / packing.SIGNATURE).write_bytes(packing.signature_text(by.sign(sums)))


def forge(folder: Path, change: Callable[[dict[str, Any]], None] = lambda record: None) -> None:
    """Make the release one of the forger's, with a change to what it says of itself."""
    record = json.loads((folder / packing.RECORD).read_text())
    record["publisher"] = FORGER.public
    change(record)
    (folder / packing.RECORD).write_bytes(canonical(record))
    sign(folder)


# --- on its way ---------------------------------------------------------------------------------------------


def test_one_changed_byte_of_any_file_is_found(two, copy):
    random = Random(1)
    for name in names(copy):
        path = copy / name
        whole = path.read_bytes()
        everywhere = name in (packing.SUMS, packing.SIGNATURE)
        places = range(len(whole)) if name == packing.SIGNATURE else random.sample(range(len(whole)), 4)
        for at in places:
            for bit in (0x20, 0x01) if everywhere else (1 << random.randrange(8),):
                path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
                said = refused(copy)
                assert everywhere or name in str(said.message), (name, at)
        for changed in (whole + b"\n", whole[:-1], b"\xef\xbb\xbf" + whole, b""):
            path.write_bytes(changed)
            refused(copy)
        path.write_bytes(whole)
    assert packing.read(copy).sums == packing.read(two[1]).sums


def test_a_file_that_is_gone_moved_or_added_is_found(copy):
    for name in names(copy):
        path = copy / name
        path.rename(copy / "away")
        with pytest.raises((InputError, NotFound)) as caught:
            packing.read(copy)
        assert caught.value.code in ("bad_release", "not_found")
        (copy / "away").rename(path)
    for name in ("more.txt", "release.db-wal", "charts/more.svg", ".hidden", "charts/SHA256SUMS"):
        (copy / name).write_text("x")
        refused(copy)
        (copy / name).unlink()
    (copy / "link").symlink_to(copy / "README.md")
    refused(copy)


def test_the_signature_of_another_key_does_not_fit(copy):
    sign(copy)
    assert "signature" in str(refused(copy).message)


def test_somebody_else_s_release_is_whole_and_not_the_pool_s(two, copy):
    forge(copy)
    invitation = two[1].parent / "invitation.json"
    assert desk.verify(copy).publisher == FORGER.fingerprint
    assert desk.verify(two[1], invitation=invitation).publisher != FORGER.fingerprint
    with pytest.raises(InputError) as caught:
        desk.verify(copy, invitation=invitation)
    assert caught.value.code == "other_publisher"


def test_a_release_follows_from_the_one_before_or_it_is_said(two, copy):
    first, second = two
    assert desk.verify(second, previous=first).record.previous == {"number": 1, "sums": packing.read(first).sums}
    for folder, before in ((first, second), (second, second), (first, first)):
        with pytest.raises(InputError, match="does not follow") as caught:
            desk.verify(folder, previous=before)
        assert caught.value.code == "other_previous"
    forge(copy)  # the same numbers by another key
    with pytest.raises(InputError) as caught:
        desk.verify(copy, previous=first)
    assert caught.value.code == "other_previous"


# --- by a publisher who means ill ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["csv", "parquet", "db"])
def test_a_number_that_differs_in_one_form_is_found_though_it_is_signed(copy, form):
    if form == "csv":
        table = copy / packing.CELLS
        rows = list(csv.reader(io.StringIO(table.read_text())))
        at = list(COLUMNS).index("value")
        rows[1][at] = str(float(rows[1][at]) + 1)
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        table.write_text(out.getvalue())
    elif form == "parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        table = pq.ParquetFile(copy / packing.PARQUET).read()
        values = [None if v is None else v + 1 for v in table.column("value").to_pylist()]
        changed = table.set_column(table.column_names.index("value"), "value", pa.array(values, pa.float64()))
        pq.write_table(changed, copy / packing.PARQUET)
    else:
        with sqlite3.connect(copy / packing.DATABASE) as connection:
            connection.execute("UPDATE cells SET value = value + 1 WHERE value IS NOT NULL")
        connection.close()
    forge(copy)
    assert "same figures" in str(refused(copy).message)


def test_a_database_that_does_something_when_it_is_read_is_not_read(copy):
    endless = "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT " + ", ".join(
        f"n AS {c}" for c in COLUMNS
    )
    with sqlite3.connect(copy / packing.DATABASE) as connection:
        connection.execute("DROP TABLE cells")
        connection.execute(f"CREATE VIEW cells AS {endless} FROM x")
    connection.close()
    forge(copy)
    assert "other tables" in str(refused(copy).message)


ODD: tuple[Any, ...] = (
    None, True, -1, 10**30, "", "x", "NaN", "Infinity", "1e999999", "\x00", "../..", "2026Q5", [], [None], {}, {"a": 1},
)  # fmt: skip


def test_what_a_release_says_of_itself_is_read_or_refused_and_never_breaks(copy):
    record = json.loads((copy / packing.RECORD).read_text())
    for name in record:
        for value in ODD:
            if name == "publisher":
                continue

            def change(said: dict[str, Any], name: str = name, value: Any = value) -> None:
                said.clear()
                said.update(copying.deepcopy(record), publisher=FORGER.public)
                said[name] = value

            forge(copy, change)
            found = read_or_refused(copy)
            if found is not None:
                assert type(getattr(found.record, name)) in (type(record[name]), type(None))
                assert all(isinstance(s, str) for s in found.record.sentences)
                assert found.record.day


def test_odd_lines_are_read_or_refused_and_never_break(copy):
    table = copy / packing.CELLS
    whole = table.read_bytes()
    rows = list(csv.reader(io.StringIO(whole.decode())))
    odd = ("", "x", "nan", "inf", "1e999", "-1", "a/b", "a/b/c/d", "\x00", "é", "=1+1", "published")
    for at in range(len(COLUMNS)):
        for value in odd:
            changed = copying.deepcopy(rows)
            changed[1][at] = value
            out = io.StringIO()
            csv.writer(out, lineterminator="\n").writerows(changed)
            table.write_text(out.getvalue())
            if out.getvalue().encode() == whole:
                continue
            forge(copy)
            refused(copy)
    for data in (b"\xff\xfe", whole + b"\xff", whole + b'"', whole.splitlines(keepends=True)[0], b"x" * 200_000):
        table.write_bytes(data)
        forge(copy)
        refused(copy)


@pytest.mark.parametrize("name", [packing.PARQUET, packing.DATABASE])
def test_tables_of_noise_are_refused(copy, name):
    random, path = Random(2), copy / name
    whole = path.read_bytes()
    for data in (b"", b"PAR1", b"SQLite format 3\x00", random.randbytes(5000), whole[: len(whole) // 2]):
        path.write_bytes(data)
        forge(copy)
        refused(copy)
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(20):
            data[random.randrange(len(data))] = random.randrange(256)
        path.write_bytes(bytes(data))
        forge(copy)
        read_or_refused(copy)  # a byte that nothing reads may be any


# --- all forms say the same ---------------------------------------------------------------------------------


def test_the_page_says_what_the_tables_say(two):
    for folder in two:
        found = packing.read(folder)
        page = (folder / "index.html").read_text()
        ids = re.findall(r'\bid="([^"]*)"', page)
        assert len(set(ids)) == len(ids)
        assert {x for x in ids if "/" in x} == {x.values["id"] for x in found.lines if x.shown}
        for line in found.lines:
            if line.shown:
                after = page.partition(f'id="{line.values["id"]}"')[2].partition("</tr>")[0].partition("</a>")[2]
                text = unescape(re.sub(r"^[^>]*>|<[^>]*>", " ", after)).replace(",", "")
                said = [shown_as(line, n) for n in NUMBERS if line.values[n]]
                assert [n for n in re.findall(r"\d+(?:\.\d+)?", text) if n in said] == said, after


def shown_as(line: Line, name: str) -> str:
    """A number as a page says it: shares in percent."""
    value = line.values[name]
    if line.values["unit"] != "share":
        return value
    digits = 1 if line.values["statistic"] in ("kept_of_headline", "unpaid_share", "ended_30") else 0
    return f"{100 * float(value):.{digits}f}"


def test_the_four_tables_are_equal(two):
    import pyarrow.parquet as pq

    for folder in two:
        found = packing.read(folder)
        rows = [tuple(x.number(c) if c in NUMBERS else x.values[c] for c in COLUMNS) for x in found.lines]
        table = pq.ParquetFile(folder / packing.PARQUET).read()
        assert [tuple(r[c] for c in COLUMNS) for r in table.to_pylist()] == rows
        assert packing.database_rows(folder) == rows
        with (folder / packing.CELLS).open(newline="") as file:
            listed = list(csv.DictReader(file))
        assert [[r[c] for c in COLUMNS] for r in listed] == [[x.values[c] for c in COLUMNS] for x in found.lines]
        assert len(rows) == len({r[0] for r in rows})


def test_charts_say_no_number_that_is_not_in_the_tables(two):
    for folder in two:
        found = packing.read(folder)
        values = {x.values["value"] for x in found.lines if x.shown}
        for path in (folder / "charts").glob("*.svg"):
            texts = [unescape(t) for t in re.findall(r"<text[^>]*>(.*?)</text>", path.read_text())]
            numbers = {t for t in texts if re.fullmatch(r"[\d.]+(\xa0%)?", t)}
            assert numbers
            assert {n if "%" not in n else f"{float(n[:-2]) / 100:.3f}" for n in numbers} <= values


def test_the_citation_is_of_the_citation_file_format(two):
    for folder in two:
        found = packing.read(folder)
        cff = yaml.safe_load((folder / "CITATION.cff").read_text())
        assert set(cff) == {
            "cff-version", "message", "type", "title", "authors", "version", "date-released", "identifiers",
        }  # fmt: skip
        assert (cff["cff-version"], cff["type"], cff["version"]) == ("1.2.0", "dataset", found.record.release)
        assert str(cff["date-released"]) == found.record.made_on
        assert all(set(a) == {"name"} and a["name"] for a in cff["authors"])
        (only,) = cff["identifiers"]
        assert (set(only), only["type"]) == ({"type", "value", "description"}, "other")
        assert only["value"] == fingerprint(found.record) == found.publisher


def test_no_exact_figure_is_in_any_byte(two):
    """The record's numbers are public or noisy: handed-out seats, and what the draws gave."""
    for folder in two:
        found = packing.read(folder)
        told = {f.result.value for f in found.figures if isinstance(f.result, Published)}
        assert found.record.seats == 2501
        texts = " ".join(
            (folder / n).read_text() for n in names(folder) if n.endswith((".md", ".json", ".html", ".cff", ".csv"))
        )
        for number in re.findall(r"\b24\d\d\b|\b25\d\d\b", texts):  # of the size of the exact counts
            assert int(number) == 2501 or float(number) in told or _is_an_end(found, number), number


def _is_an_end(found: packing.Release, number: str) -> bool:
    return any(number in (x.values["noise_low"], x.values["noise_high"]) for x in found.lines)


def test_an_empty_folder_beside_the_files_is_named(copy):
    (copy / "more" / "of it").mkdir(parents=True)
    with pytest.raises(InputError, match="a folder that is in no release: more/of it"):
        packing.read(copy)
