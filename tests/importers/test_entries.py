"""JSON as a table of its entries: lines, numbers as they stand, and files that are not what they seem."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import UnreadableFile
from tracker.importers.base import Text
from tracker.importers.columns import Field, Layout
from tracker.importers.entries import NUMBERED, json_items, json_table, line_table, names_at_start
from tracker.importers.reading import decode

LAYOUT = Layout(id=Field("id", "key"), sum=Field("pay.sum"), first=Field("parts.0"))


def text(content: str) -> Text:
    return Text("x.json", content, "utf-8")


def test_entries_have_their_lines_and_numbers_stay_as_they_are() -> None:
    found = json_items(text('{"a": [1, 2],\n "b": {\n  "x": {"n": 0.10},\n  "y": {"n": 1e3}\n }\n}'), "b")
    assert [(i.line, i.key, i.value) for i in found] == [(3, "x", {"n": "0.10"}), (4, "y", {"n": "1e3"})]


def test_a_star_goes_into_every_member() -> None:
    found = json_items(text('{"b": {"x": {"e": [1, 2]}, "y": {"e": [3]}, "z": 7}}'), "b", "*", "e")
    assert [i.value for i in found] == ["1", "2", "3"]


def test_names_that_are_of_no_use_are_forgotten() -> None:
    (item,) = json_items(text('[{"title": "secret", "at": 1, "data": {"url": "u", "at": 2}}]'), keep=frozenset({"at"}))
    assert item.value == {"at": "1"}


def test_a_table_of_entries() -> None:
    content = '[{"id": "a", "pay": {"sum": 1.50}, "parts": ["p", "q"]},\n{"key": "b", "pay": 7, "parts": []}]'
    made = json_table(text(content), LAYOUT, json_items(text(content)))
    assert (made.header, made.notes) == (("id", "pay.sum", "parts.0"), [])
    assert list(made) == [(1, ["a", "1.50", "p"]), (2, ["b", "", ""])]


def test_entries_of_one_line_are_counted_and_it_is_said() -> None:
    content = '[{"id": "a"},{"id": "b"}]'
    made = json_table(text(content), LAYOUT, json_items(text(content)))
    assert ([line for line, _ in made], made.notes) == ([1, 2], [NUMBERED])


@pytest.mark.parametrize("content", ['{"data": {"b": [1]}}', '[{"b": [1]}]', '{"B": [1]}'])
def test_a_path_that_does_not_begin_at_the_top_is_not_an_empty_file(content: str) -> None:
    with pytest.raises(UnreadableFile, match="not where this format has them"):
        json_items(text(content), "b")
    assert json_items(text(content), "b", may_lack=True) == []


def test_entries_in_which_nothing_is_known_are_no_empty_rows() -> None:
    with pytest.raises(UnreadableFile, match="not where this format has them"):
        json_table(text("x"), LAYOUT, json_items(text('{"data": [{"id": "a"}]}')))
    made = json_table(text("x"), LAYOUT, json_items(text('[{"id": "a"},\n{"other": 1},\n{}, "2026"]')))
    assert [cells[0] for _, cells in made] == ["a", "{…}", "", ""]


def test_lines_are_a_table_too() -> None:
    assert list(line_table(text("a"), LAYOUT, [(3, ("a", "b", "c"))])) == [(3, ["a", "b", "c"])]


@pytest.mark.parametrize(
    ("content", "said", "line"),
    [
        ('[{"a": 1},\n{"a": 2', "cannot be read", 2),
        ('[{"a": 1},\n', "ends before", 2),
        ('[{"a": 1}\n{"a": 2}]', "comma", 2),
        ('[{"a": 1},\n]', "comma", 1),
        ('[\n{"a": 1, "a": 2}]', "'a' is there twice", 2),
        ('{"{value}{": 1, "{value}{": 2}', "'{value}{' is there twice", 1),
        ('{"a": 1,\n"a": 2}', "'a' is there twice", 2),
        ("[NaN]", "NaN cannot be a number", 1),
        ("[-Infinity]", "cannot be a number", 1),
        ("[" + "1" * 500 + "]", "more than 400 digits", 1),
        ("[[" * 40_000, "", 1),
        ("[1]\n[2]", "more behind", 1),
        ("{1: 2}", "a name is missing", 1),
        ('{"a" 2}', "a name is missing", 1),
    ],
)
def test_what_is_no_sound_json_refuses_the_file_with_its_line(content: str, said: str, line: int) -> None:
    with pytest.raises(UnreadableFile) as caught:
        json_items(text(content))
    assert caught.value.code == "bad_json"
    assert said in str(caught.value.message)
    assert caught.value.line == line


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)


@given(st.lists(VALUES, max_size=6), st.sampled_from([None, 1]))
def test_all_that_json_can_say_is_read(values: list, indent: int | None) -> None:
    found = json_items(text(json.dumps(values, indent=indent)))
    assert [i.value for i in found] == json.loads(json.dumps(values), parse_int=str)


@given(st.text(alphabet='[]{}":,01 \nab\\', max_size=30))
def test_any_text_is_read_or_refused(content: str) -> None:
    try:
        json.loads("[" + content)
    except ValueError:
        with pytest.raises(UnreadableFile):
            json_items(text("[" + content))


def test_names_are_those_of_json_only() -> None:
    assert names_at_start(text('{"a": {"b": 1}}')) == {"a", "b"}
    assert names_at_start(text('say "a": 1')) == frozenset()


def test_json_may_be_one_long_line() -> None:
    long = "[" + ",".join(["1234567890"] * 30_000) + "]"
    assert decode("x.json", long.encode()).text == long
    with pytest.raises(UnreadableFile, match="line of more than"):
        decode("x.csv", b"a," + long.encode())
