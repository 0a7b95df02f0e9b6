"""Which clock data is used: an older system's, the package's, or none but the package's."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import struct
import subprocess
import sys
import zoneinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import tzdata
from babel.dates import format_datetime

from tracker import zones
from tracker.views.settings.backups import clock_data

ROOT = Path(__file__).parents[2]
PACKAGE = str(Path(tzdata.__file__).parent / "zoneinfo")
OLD = {
    "America/Vancouver": "PST8PDT,M3.2.0,M11.1.0",
    "America/Edmonton": "MST7MDT,M3.2.0,M11.1.0",
    "America/Winnipeg": "CST6CDT,M3.2.0,M11.1.0",
    "Africa/Casablanca": "<+01>-1",
}
"""The rules before 2026: clocks go back in November, and Morocco is at +01."""


def zone_file(rule: str) -> bytes:
    """A zone file without any transitions, for which one rule holds for all time."""
    head = struct.pack(">4sc15x6l", b"TZif", b"2", 0, 0, 0, 0, 1, 4)
    body = struct.pack(">lbb4s", 0, 0, 0, b"LMT\0")
    return head + body + head + body + f"\n{rule}\n".encode()


def system(folder: Path, version: str, told_in: str = "tzdata.zi") -> Path:
    """A system's folder of zone files, as old as `version` says."""
    for name, rule in OLD.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(zone_file(rule))
    if version:
        told = f"# version {version}\n# This zic input file is in the public domain.\n"
        (folder / told_in).write_text(told if told_in == "tzdata.zi" else version + "\n")
    return folder


@pytest.fixture
def pretend():
    """Pretend that the system's folders are these; what was before comes back."""
    before = zoneinfo.TZPATH

    def folders(*paths: Path) -> None:
        zoneinfo.reset_tzpath(to=[str(p) for p in paths])
        ZoneInfo.clear_cache()

    yield folders
    zoneinfo.reset_tzpath(to=before)
    ZoneInfo.clear_cache()


def night(zone: str, start: str, end: str) -> float:
    """Hours of a night."""
    first, last = (dt.datetime.fromisoformat(t).replace(tzinfo=ZoneInfo(zone)).timestamp() for t in (start, end))
    return (last - first) / 3600


@pytest.mark.parametrize("zone", ["America/Vancouver", "America/Edmonton", "America/Winnipeg"])
def test_a_night_in_canada_is_not_an_hour_longer_on_an_old_system(tmp_path, pretend, zone):
    pretend(system(tmp_path, "2025b"))
    assert night(zone, "2026-10-31T22:00", "2026-11-01T06:00") == 9
    zones.use_newest()
    assert night(zone, "2026-10-31T22:00", "2026-11-01T06:00") == 8
    assert zones.in_use() == zones.ClockData(tzdata.IANA_VERSION)


def test_casablanca_stands_at_plus_nothing(tmp_path, pretend):
    pretend(system(tmp_path, "2025b"))
    zones.use_newest()
    casablanca = ZoneInfo("Africa/Casablanca")
    days = {d: dt.datetime(2026, 9, d, 12, tzinfo=casablanca).utcoffset() for d in (19, 20, 21)}
    assert days == {19: dt.timedelta(hours=1), 20: dt.timedelta(0), 21: dt.timedelta(0)}
    noon = dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC).astimezone(casablanca)
    assert format_datetime(noon, "HH:mm", locale="en_US") == "12:00"


@pytest.mark.parametrize("told_in", ["tzdata.zi", "+VERSION"])
def test_a_newer_system_is_used(tmp_path, pretend, told_in):
    pretend(system(tmp_path, "2099a", told_in))
    zones.use_newest()
    assert list(zoneinfo.TZPATH) == [str(tmp_path), PACKAGE]
    assert zones.in_use() == zones.ClockData("2099a", str(tmp_path))
    assert ZoneInfo("America/Vancouver").utcoffset(dt.datetime(2026, 11, 2)) == dt.timedelta(hours=-8)
    assert ZoneInfo("Europe/Berlin").utcoffset(dt.datetime(2026, 7, 1)) == dt.timedelta(hours=2)


def test_a_system_that_does_not_say_how_old_it_is_is_left_out(tmp_path, pretend):
    pretend(system(tmp_path / "silent", ""), tmp_path / "missing")
    zones.use_newest()
    assert list(zoneinfo.TZPATH) == [PACKAGE]
    assert zones.in_use() == zones.ClockData(tzdata.IANA_VERSION)


def test_no_system_files_as_on_windows(pretend):
    pretend()
    zones.use_newest()
    assert zones.in_use() == zones.ClockData(tzdata.IANA_VERSION)
    assert night("Europe/Berlin", "2026-10-24T22:00", "2026-10-25T06:00") == 9


def test_without_the_package_the_system_newest_first(tmp_path):
    first, second = system(tmp_path / "a", "2025b"), system(tmp_path / "b", "2026a")
    names = [str(first), str(second)]
    assert zones.chosen(names, None) == (zones.ClockData("2026a", names[1]), zones.ClockData("2025b", names[0]))
    assert zones.chosen([], None) == ()


@pytest.mark.parametrize(
    ("version", "package", "kept"),
    [
        ("2026e", "2026f", False), ("2026f", "2026f", False), ("2026g", "2026f", True), ("2027a", "2026z", True),
        ("2026z", "2026za", False), ("2026za", "2026z", True), ("2026a-dirty", "2025c", True), ("soon", "2026f", False),
    ],
)  # fmt: skip
def test_versions_are_compared_as_releases_follow(tmp_path, version, package, kept):
    folder = str(system(tmp_path, version))
    assert [d.source for d in zones.chosen([folder], package)] == [folder, "tzdata"][not kept :]


def on_an_old_system(folder: Path, *words: str) -> str:
    """What a fresh interpreter says whose system has zone files of 2025."""
    env = os.environ | {"PYTHONTZPATH": str(system(folder / "zones", "2025b")), "PYTHONPATH": str(ROOT), "TZ": "UTC"}
    done = subprocess.run([sys.executable, *words], env=env, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("way_in", ["tracker", "tracker.cli", "tracker.launch", "tracker.words", "tracker.frames"])
def test_every_way_in_has_the_same_clocks(tmp_path, way_in):
    code = (
        "import datetime as dt, zoneinfo; zoneinfo.ZoneInfo('America/Vancouver')\n"
        f"import {way_in}\n"
        "print(zoneinfo.ZoneInfo('America/Vancouver').utcoffset(dt.datetime(2026, 11, 2)))"
    )
    assert on_an_old_system(tmp_path, "-c", code).strip() == "-1 day, 17:00:00"


def test_frames_have_the_same_clocks(tmp_path):
    """pandas keeps the rules of a zone by its name, as it read them first."""
    code = (
        "from tracker import frames\nfrom zoneinfo import ZoneInfo\nimport pandas as pd\n"
        "local = pd.to_datetime(pd.Series(['2026-10-31T22:00', '2026-11-01T06:00']))\n"
        "span = local.dt.tz_localize(ZoneInfo('America/Vancouver'))\n"
        "print(span[1] - span[0], span.dt.tz_convert('UTC')[1], span.dt.tz_convert('Africa/Casablanca').dt.hour[1])"
    )
    assert on_an_old_system(tmp_path, "-c", code).strip() == "0 days 08:00:00 2026-11-01 13:00:00+00:00 13"


def test_the_command_line_logs_the_night_in_vancouver_as_it_was(tmp_path):
    tracker = ("-m", "tracker", "--ledger", "ledger.db")
    on_an_old_system(tmp_path, *tracker, "set", "time_zone", "America/Vancouver")
    said = on_an_old_system(tmp_path, *tracker, "log", "10pm-6am outlier 2026-10-31")
    report = json.loads(on_an_old_system(tmp_path, *tracker, "doctor", "--json"))
    assert report["clock_data"] == {"version": tzdata.IANA_VERSION, "source": "tzdata"}
    assert re.search(r"\b8h\b", said), said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zones.ClockData("2026f"), "2026f, which the tracker brings along"),
        (zones.ClockData("2026g", "/zones"), "2026g, from this machine (/zones)"),
        (zones.ClockData("", "/zones"), "of unknown age, from this machine (/zones)"),
    ],
)
def test_it_says_its_version_and_source(data, said):
    assert clock_data(data) == f"Rules of time zones: {said}."
