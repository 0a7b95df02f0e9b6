"""Which importer reads which file."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.importers.made import batch
from tests.importers.test_reading import zipped
from tracker.cli import ways
from tracker.errors import NeedsAnswer, NotFound, UnreadableFile
from tracker.importers.base import About, ParsedBatch, ReadOptions, Recognition, Text
from tracker.importers.intake import Intake, opened, read_files
from tracker.importers.registry import importers, named, recognise

TEXT = Text("x.csv", "Mood,Weather\ngood,rain\n", "utf-8")
NONE = ReadOptions()
ABOUT = About("rows", "Make it.", "none", "this test")


@dataclass(frozen=True)
class Made:
    """An importer that is as sure as it is told."""

    name: str
    certainty: float
    title: str = "made"
    about: About = ABOUT

    def recognise(self, text: Text) -> Recognition:
        return Recognition(self.certainty)

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        return batch(source=self.name)


class Moody(Made):
    """One that knows its own columns."""

    def recognise(self, text: Text) -> Recognition:
        return Recognition(self.certainty if text.text.startswith("Mood") else 0.0)


def test_every_format_has_a_name_of_its_own_and_a_title() -> None:
    names = [i.name for i in importers()]
    assert len(set(names)) == len(names) > 5
    assert all(i.title for i in importers())


def test_the_surest_is_taken() -> None:
    found, how = recognise(TEXT, NONE, [Made("a", 0.6), Made("b", 0.9)])
    assert (found.name, how.certainty) == ("b", 0.9)


def test_two_equally_sure_are_asked_about() -> None:
    with pytest.raises(NeedsAnswer) as caught:
        recognise(TEXT, NONE, [Made("a", 0.9), Made("b", 0.9)])
    assert (caught.value.asks, caught.value.choices) == ("format", ("a", "b"))
    assert recognise(TEXT, ReadOptions(format="a"), [Made("a", 0.9), Made("b", 0.9)])[0].name == "a"


def test_a_file_that_nobody_knows_is_offered_the_mapping() -> None:
    with pytest.raises(UnreadableFile) as caught:
        recognise(TEXT, NONE, [Made("a", 0.4)])
    assert "--map" in ways.say(caught.value.sentence())
    with pytest.raises(NotFound) as unknown:
        named("tallies")
    assert "toggl" in str(unknown.value.sentence())


def test_several_files_and_a_zip_of_them() -> None:
    importer = [Made("a", 0.9)]
    both = zipped(**{"one.csv": TEXT.text.encode() + b"1,2\n", "in/two.csv": TEXT.text.encode()})
    got = read_files([("x.csv", TEXT.text.encode() + b"3,4\n"), ("y.zip", both)], NONE, importer)
    assert [(name, b.format) for name, b in got] == [("x.csv", "a"), ("y.zip/in/two.csv", "a"), ("y.zip/one.csv", "a")]


def test_a_zip_is_opened_unless_it_is_an_archive_of_ours() -> None:
    both = zipped(**{"one.csv": b"a,b", "in/two.csv": b"c,d"})
    assert opened("y.zip", both) == [("y.zip/in/two.csv", b"c,d"), ("y.zip/one.csv", b"a,b")]
    assert opened("x.csv", b"a,b") == [("x.csv", b"a,b")]
    ours = zipped(**{"datapackage.json": b'{"tracker_archive": 1}', "platforms.csv": b"platform\nMercor\n"})
    assert opened("z.zip", ours) == [("z.zip", ours)]


def test_a_zip_from_a_zip_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="inside another file"):
        read_files([("y.zip", zipped(**{"one.zip": zipped(**{"one.csv": b"a,b"})}))], NONE)


def test_what_nobody_knows_among_others_is_listed_and_the_rest_is_read() -> None:
    rows, made = TEXT.text.encode(), Moody("a", 0.9)
    folder = {"x.csv": rows, "in/again.csv": rows, "in/odd.csv": b"Tag,Stunden\n1,2\n", "a.pdf": b"%PDF-1.7"}
    intake = Intake(NONE, [made])
    assert [name for name, _ in intake.read([("all", folder)])] == ["all/in/again.csv"]
    assert [(u.file, u.code) for u in intake.unread] == [
        ("all/x.csv", "same_file"),
        ("all/a.pdf", "unreadable_file"),
        ("all/in/odd.csv", "unknown_format"),
    ]
    assert "None of the 2 files" in str(_error_of({"b.csv": b"Tag,Stunden\n1,2\n", "a.pdf": b"%PDF"}).hint)


def test_a_named_file_is_an_error_unless_it_may_be_left_aside() -> None:
    files = [("x.csv", TEXT.text.encode()), ("bad.csv", b"")]
    intake = Intake(NONE, [Made("a", 0.9)], spare=True)
    assert len(intake.read(files)) == 1
    assert [u.file for u in intake.unread] == ["bad.csv"]
    with pytest.raises(UnreadableFile):
        Intake(NONE, [Made("a", 0.9)], spare=True).read(files[1:])


def _error_of(folder: dict[str, bytes]) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        Intake(NONE).read([("all", folder)])
    return caught.value


def test_a_file_of_a_zip_that_nobody_knows_can_be_named_alone() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_files([("y.zip", zipped(**{"in/odd.csv": b"Tag,Stunden\n1,2\n"}))], NONE, [Made("a", 0.1)])
    assert caught.value.file == "y.zip/in/odd.csv"
    assert str(caught.value.hint).endswith("To read one file of it alone, name it as y.zip/in/odd.csv.")


def test_one_bad_file_returns_nothing_and_is_named() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_files([("x.csv", TEXT.text.encode()), ("bad.csv", b"")], NONE, [Made("a", 0.9)])
    assert str(caught.value.sentence()).startswith("bad.csv")


def test_a_file_named_like_a_table_with_other_columns_is_refused_by_column() -> None:
    with pytest.raises(Exception, match="'mood'"):
        read_files([("work_sessions.csv", b"platform,mood\nx,good\n")], NONE)
