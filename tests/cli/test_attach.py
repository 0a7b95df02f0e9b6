"""Files kept beside rows, from the terminal: kept, listed, written out, taken off, never exported."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tracker import domain as d
from tracker.desk import entry

LETTER = b"45 USD an hour, Quartzfen"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "offer letter.pdf"
    path.write_bytes(LETTER)
    return path


def kept(cli: Cli) -> list[tuple[str, int, str]]:
    return [(f["table"], f["row"], f["name"]) for f in cli("attach", "--list", "--json").json["files"]]


def test_beside_a_platform_a_project_and_the_row_of_a_change(cli: Cli, letter: Path) -> None:
    cli("project", "Mercor", "Ridge")
    cli("attach", str(letter), "merc")
    cli("attach", str(letter), "mercor", "rid")
    done = cli("paid", "mercor", "120", "usd", "--json").json["operation"]
    said = cli("attach", str(letter), "--change", str(done), "--json").json
    assert said["kept"] == {
        "number": 3, "table": "payouts", "row": 1, "name": "offer letter.pdf", "sha256": said["kept"]["sha256"],
        "bytes": len(LETTER),
    }  # fmt: skip
    cli("log", "2h", "mercor", "ridge")
    cli("attach", str(letter), "--row", "work_sessions:1")
    assert [t for t, _, _ in kept(cli)] == ["platforms", "projects", "payouts", "work_sessions"]
    assert "offer letter.pdf" in cli("attach", "--list").out


def test_written_out_as_it_was(cli: Cli, letter: Path, tmp_path: Path) -> None:
    cli("platform", "Mercor")
    cli("attach", str(letter), "mercor")
    folder = tmp_path / "out"
    folder.mkdir()
    assert Path(cli("attach", "--get", "1", "-o", str(folder), "--json").json["path"]).read_bytes() == LETTER
    assert "there already" in cli("attach", "--get", "1", "-o", str(folder), code=1).err
    cli("attach", "--get", "1", "-o", str(folder), "--force")
    assert "no folder" in cli("attach", "--get", "1", "-o", str(folder / "x" / "y"), code=1).err
    assert "no kept file 9" in cli("attach", "--get", "9", code=1).err


def test_taken_off_and_undone(cli: Cli, letter: Path) -> None:
    cli("platform", "Mercor")
    done = cli("attach", str(letter), "mercor", "--json").json["operation"]
    cli("attach", "--remove", "1")
    assert kept(cli) == []
    cli("undo")
    assert kept(cli) == [("platforms", 1, "offer letter.pdf")]
    cli("undo", str(done), "--together")
    assert kept(cli) == []
    assert "No file is kept." in cli("attach", "--list").out


def test_for_good_takes_the_bytes_too_unless_another_row_keeps_them(cli: Cli, letter: Path) -> None:
    cli("platform", "Mercor")
    cli("platform", "Outlier")
    cli("attach", str(letter), "mercor")
    cli("attach", str(letter), "outlier")
    assert "another row keeps the same" in cli("attach", "--remove", "1", "--for-good").out
    assert cli("attach", "--remove", "2", "--for-good", "--json").json["gone"]
    assert list(cli.ledger.with_name("tracker.db.files").iterdir()) == []
    cli("undo")
    findings = cli("doctor", "--json").json["findings"]
    assert [(f["kind"], f["table"], f["row"], f["serious"]) for f in findings] == [
        ("file_missing", "platforms", 2, False)
    ]


@pytest.mark.parametrize(("words", "said"), [
    ((), "What is to be done?"),
    (("FILE", "--list"), "What is to be done?"),
    (("FILE",), "Beside what is it kept?"),
    (("FILE", "mercor", "--row", "payouts:1"), "Beside what is it kept?"),
    (("gone.pdf", "mercor"), "There is no file gone.pdf"),
    (("FILE", "nobody"), "nobody"),
    (("FILE", "mercor", "nothing"), "nothing"),
    (("FILE", "--row", "settings:1"), "names no row"),
    (("FILE", "--row", "payouts:x"), "names no row"),
    (("FILE", "--row", "payouts:9"), "There is no row 9 in payouts"),
    (("FILE", "--change", "99"), "There is no operation 99"),
    (("FILE", "--change", "1"), "wrote no rows"),
    (("EMPTY", "mercor"), "The file is empty"),
    (("--remove", "7"), "no kept file 7"),
])  # fmt: skip
def test_what_cannot_be_done_is_said_and_nothing_written(
    cli: Cli, letter: Path, words: tuple[str, ...], said: str
) -> None:
    cli("platform", "Mercor")
    empty = letter.with_name("empty.txt")
    empty.write_bytes(b"")
    before = cli.snapshot()
    given = {"FILE": str(letter), "EMPTY": str(empty)}
    assert said in cli("attach", *(given.get(w, w) for w in words), code=1).err
    assert cli.snapshot() == before


def test_the_same_file_a_second_time_is_refused(cli: Cli, letter: Path) -> None:
    cli("platform", "Mercor")
    cli("attach", str(letter), "mercor")
    assert "kept there already" in cli("attach", str(letter), "mercor", code=1).err
    assert len(kept(cli)) == 1


def test_a_change_of_several_rows_asks_which(cli: Cli, letter: Path) -> None:
    with cli.desk() as desk:
        one = d.Payout(platform="Mercor", kind="payout", received_on=cli.now.date(), amount=1, currency="USD")
        n = entry.add(desk, [one, replace(one, amount=2)]).id
    assert "wrote 2 rows" in cli("attach", str(letter), "--change", str(n), code=1).err


def test_no_archive_holds_them(cli: Cli, letter: Path, tmp_path: Path) -> None:
    cli("platform", "Mercor")
    cli("attach", str(letter), "mercor")
    made = tmp_path / "all.zip"
    cli("export", str(made))
    with zipfile.ZipFile(made) as file:
        everything = b"".join(file.read(name) for name in file.namelist())
        assert not [n for n in file.namelist() if "attach" in n]
    assert b"offer letter" not in everything
    assert LETTER not in everything


def test_a_copy_elsewhere_takes_them_along_and_forget_wipes_both(cli: Cli, letter: Path, tmp_path: Path) -> None:
    cli("platform", "Quartzfen")
    cli("attach", str(letter), "quartzfen")
    stick = tmp_path / "stick"
    stick.mkdir()
    copy = cli("backup", str(stick), "--json").json["path"]
    other = Cli(tmp_path / "other" / "tracker.db", cli.capsys, cli.now)
    other("restore", copy, "--yes")
    assert kept(other) == [("platforms", 1, "offer letter.pdf")]
    assert "Nothing is wrong." in other("doctor").out
    cli("forget", "Quartzfen", "--yes")
    for folder in (cli.ledger.parent, stick):
        for path in folder.rglob("*"):
            assert path.is_dir() or b"Quartzfen" not in path.read_bytes(), path


def test_doctor_removes_what_nothing_names(cli: Cli, letter: Path) -> None:
    cli("platform", "Mercor")
    with cli.desk() as desk:
        desk.store.files.keep(b"left over")
    assert [f["kind"] for f in cli("doctor", "--json").json["findings"]] == ["file_left"]
    cli("doctor", "--fix")
    assert "Nothing is wrong." in cli("doctor").out
