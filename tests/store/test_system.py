"""What differs by operating system; Windows by pretending to be on it."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import threading
from pathlib import Path

import pytest

from tests.store.made import add, session
from tracker.errors import LedgerError
from tracker.store import Store, system


@pytest.mark.parametrize(
    ("folders", "service"),
    [
        ("OneDrive - Personal/gig", "OneDrive"),
        ("Dropbox/gig", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs/gig", "iCloud Drive"),
        ("iCloudDrive/gig", "iCloud Drive"),
        ("Google Drive/gig", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-ann@example.org/My Drive/gig", "Google Drive"),
        ("Nextcloud/gig", "Nextcloud"),
        ("Syncthing/gig", "Syncthing"),
        ("Library/CloudStorage/Box/gig", "a cloud storage"),
        ("Documents/gig", None),
        ("not-my-dropbox/gig", None),
    ],
)
def test_synced_folders_by_name(tmp_path: Path, folders: str, service: str | None) -> None:
    assert system.synced_folder(tmp_path / folders / "tracker.db") == service


def test_synced_folders_by_their_marks(tmp_path: Path) -> None:
    (tmp_path / "shared" / ".stfolder").mkdir(parents=True)
    assert system.synced_folder(tmp_path / "shared" / "gig" / "tracker.db") == "Syncthing"


def test_onedrive_by_what_windows_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDrive", str(tmp_path / "Arbeit"))
    assert system.synced_folder(tmp_path / "Arbeit" / "tracker.db") is None
    monkeypatch.setattr(system, "NAME", "nt")
    assert system.synced_folder(tmp_path / "Arbeit" / "tracker.db") == "OneDrive"


def test_a_ledger_in_a_synced_folder_warns(tmp_path: Path) -> None:
    with Store.open(tmp_path / "Dropbox" / "tracker.db") as store:
        (warning,) = store.warnings
    assert "Dropbox copies to other machines" in str(warning)
    with Store.open(tmp_path / "tracker.db") as store:
        assert store.warnings == ()


def test_the_default_ledger_is_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert system.default_ledger().name == "tracker.db"
    assert "gig-tracker" in system.default_ledger().parts


def test_the_machines_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: "Asia/Manila")
    assert system.local_zone() == "Asia/Manila"
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: "Nowhere/At_All")
    assert system.local_zone() == "UTC"


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would be run on Windows."""
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(system, "NAME", "nt")
    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setenv("USERNAME", "ann")
    monkeypatch.setenv("USERDOMAIN", "LAPTOP")
    monkeypatch.setenv("SYSTEMROOT", r"C:\Windows")
    return ran


def test_a_ledger_on_windows(tmp_path: Path, windows: list[list[str]]) -> None:
    path = tmp_path / "gig" / "tracker.db"
    with Store.open(path) as store:
        add(store, session())
        store.backup()
    made = {Path(command[1]).name: command for command in windows}
    assert made["gig"][2:] == ["/inheritance:r", "/grant:r", "LAPTOP\\ann:(OI)(CI)F"]
    assert made["tracker.db"][2:] == ["/inheritance:r", "/grant:r", "LAPTOP\\ann:F"]
    assert made["tracker.db"][0].endswith("icacls.exe")


def test_windows_without_a_user_name_changes_no_rights(
    tmp_path: Path, windows: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("USERNAME")
    system.make_file(tmp_path / "a")
    assert windows == []


def test_making_a_file_keeps_one_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("content")
    system.make_file(tmp_path / "a")
    assert (tmp_path / "a").read_text() == "content"


def test_a_file_system_without_rights_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    (tmp_path / "a").touch(0o644)
    system.make_private(tmp_path / "a")


def test_content_lasts_before_its_name_does(tmp_path, monkeypatch):
    """Else a power cut may leave an empty file in the place of a good one."""
    done = []
    monkeypatch.setattr(system.os, "fsync", lambda _: done.append("sync"))
    monkeypatch.setattr(Path, "replace", lambda *_: done.append("replace"))
    (tmp_path / "made").write_bytes(b"x")
    system.put_in_place(tmp_path / "made", tmp_path / "there")
    assert done == ["sync", "replace", "sync"]


@pytest.mark.parametrize(("number", "raised"), [(errno.EINVAL, False), (errno.ENOTSUP, False), (errno.EIO, True)])
def test_a_file_system_that_keeps_no_names_is_no_error_and_a_disk_that_fails_is(tmp_path, monkeypatch, number, raised):
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(system.os, "fsync", fail)
    with pytest.raises(OSError) if raised else contextlib.nullcontext():
        system.keep_names(tmp_path)


def test_two_windows_may_write_the_same_file_at_once(tmp_path):
    """Each writes aside under a name of its own, and what another program has put there is not written to."""
    names = [f"{word} " * 20_000 for word in ("one", "two", "three", "four")]
    problems = []

    def write(text: str) -> None:
        try:
            for _ in range(5):
                system.write_private(tmp_path / "out.csv", text.encode())
        except OSError as error:
            problems.append(error)

    threads = [threading.Thread(target=write, args=(text,)) for text in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]
    assert (tmp_path / "out.csv").read_text() in names


def test_links_in_a_circle_are_a_sentence(tmp_path):
    (tmp_path / "a.db").symlink_to(tmp_path / "b.db")
    (tmp_path / "b.db").symlink_to(tmp_path / "a.db")
    with pytest.raises(LedgerError, match=r"a\.db cannot be used"):
        Store.open(tmp_path / "a.db")


def test_a_second_name_of_the_file_is_warned_of(tmp_path):
    """SQLite finds what waits beside a file by the file's name: under two names two programs do not see each other."""
    with Store.open(tmp_path / "a.db") as store:
        assert store.warnings == ()
    (tmp_path / "b.db").hardlink_to(tmp_path / "a.db")
    with Store.open(tmp_path / "a.db") as store:
        assert ["hard link" in str(w) for w in store.warnings] == [True]
