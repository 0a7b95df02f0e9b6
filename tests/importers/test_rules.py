"""Assignment: which rule holds, and what is stored without one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.made import at, batch, payout, session, transfer
from tracker.domain import RULE_FIELDS, Rule
from tracker.errors import InputError
from tracker.importers.base import UNASSIGNED, Facts, ReadOptions
from tracker.importers.rules import FIELD_ORDER, Rules, assign, parse_rule

NONE = ReadOptions()


def rules(*texts: str) -> list[Rule]:
    return [parse_rule(t) for t in texts]


def test_the_command_lines_rules() -> None:
    assert parse_rule("payer=Scale AI:Outlier") == Rule(field="payer", pattern="Scale AI", platform="Outlier")
    assert parse_rule("client=a: b*:X/P Q").pattern == "a: b*"
    assert parse_rule("tag=x:-").platform == "-"
    assert parse_rule("code=BIZ:Books@admin").activity == "admin"
    assert parse_rule("client=x:Y/*").project is None
    assert parse_rule("client=x:me@home").platform == "me@home"
    for bad in ("client", "client=x", "colour=x:Y", "client=:Y", "client=x:"):
        with pytest.raises(InputError) as caught:
            parse_rule(bad)
        assert caught.value.code == "bad_rule"


def test_every_field_has_its_place() -> None:
    assert sorted(FIELD_ORDER) == sorted(RULE_FIELDS)


def test_whole_text_before_stars_then_fields_then_length() -> None:
    facts = Facts(client="Acme", project="Hopper v2", tag="night, rlhf")
    tried = rules("project=Hop*:A", "client=acme:B", "project=Hopper*:C", "tag=*:D", "client=Other:E")
    order = []
    while (rule := Rules(tried).first(facts)) is not None:
        order.append(rule.platform)
        tried.remove(rule)
    assert order == ["B", "D", "C", "A"]


def test_a_star_fits_no_empty_cell() -> None:
    assert Rules(rules("client=*:A")).first(Facts(project="x")) is None


def test_tags_count_one_by_one() -> None:
    assert Rules(rules("tag=rlhf:A")).first(Facts(tag="night, RLHF")) is not None
    assert Rules(rules("tag=hf:A")).first(Facts(tag="rlhf")) is None


def test_work_and_its_project() -> None:
    rows = (
        session(1, at(1, 9), platform=UNASSIGNED, client="Acme", project="Hopper"),
        session(2, at(1, 11), platform=UNASSIGNED, client="Home"),
        session(3, at(1, 13), platform=UNASSIGNED, client="Acme", project="Old"),
        session(4, at(1, 15), platform=UNASSIGNED, client="Nobody"),
    )
    got = assign(batch(*rows), rules("client=Acme:Outlier", "client=Home:-", "project=Old:Outlier/New@training"), NONE)
    assert [(r.placed.platform, r.placed.project, r.placed.activity) for r in got.batch.rows] == [
        ("Outlier", "Hopper", None),
        ("Outlier", "New", "training"),
    ]
    assert [(i.line, i.reason) for i in got.batch.ignored] == [(2, "not_work"), (4, "not_assigned")]
    assert [(g.field, g.value, g.rows, g.seconds, g.platform, g.open) for g in got.groups] == [
        ("client", "Acme", 2, 7200, "Outlier", 0),
        ("client", "Home", 1, 3600, "-", 0),
        ("client", "Nobody", 1, 3600, None, 1),
        ("project", "Hopper", 1, 3600, "Outlier", 0),
        ("project", "Old", 1, 3600, "Outlier", 0),
    ]
    assert [g.value for g in got.questions] == ["Nobody"]


def test_the_platform_option_takes_work_but_never_money() -> None:
    rows = (session(1, at(1, 9), platform=UNASSIGNED), payout(2, 3, 100, "Aunt May"), transfer(3, "Visa"), transfer(4))
    got = assign(batch(*rows), (), ReadOptions(platform="Outlier"))
    assert [r.line for r in got.batch.rows] == [1, 4]
    assert {i.reason for i in got.batch.ignored} == {"not_assigned"}
    assert [(g.field, g.value, g.open) for g in got.groups] == [("payer", "Aunt May", 1), ("account", "Visa", 1)]
    assert got.groups[0].amounts == (("USD", 100),)


def test_names_are_spelled_as_the_ledger_does() -> None:
    rows = (
        session(1, at(1, 9), platform=UNASSIGNED, client="Acme", project="HOPPER"),
        session(2, at(1, 9), platform="UPWORK"),
    )
    got = assign(batch(*rows), rules("client=Acme:outlier"), NONE, spell=lambda p, q: (p.title(), q and q.lower()))
    assert [(r.placed.platform, r.placed.project) for r in got.batch.rows] == [("Outlier", "hopper"), ("Upwork", None)]


def test_money_is_stored_by_rule_only() -> None:
    rows = (payout(1, 3, 100, "Scale AI"), payout(2, 3, 100, "Aunt May"))
    got = assign(batch(*rows), rules("payer=scale*:Outlier"), NONE)
    assert [(r.line, r.placed.platform) for r in got.batch.rows] == [(1, "Outlier")]
    assert "Aunt May" not in repr(got.batch.ignored)


def test_a_platform_that_the_source_settles_stays() -> None:
    rows = (
        session(1, at(1, 9), platform="Upwork", client="Acme"),
        session(2, at(1, 9), platform="Upwork", client="Me"),
    )
    got = assign(batch(*rows), rules("client=Acme:Outlier", "client=Acme:Upwork/Acme site", "client=Me:-"), NONE)
    assert [(r.placed.platform, r.placed.project) for r in got.batch.rows] == [("Upwork", "Acme site")]
    assert got.batch.ignored[0].reason == "not_work"


def test_rows_that_name_nothing_are_a_question_too() -> None:
    got = assign(batch(session(1, at(1, 9), platform=UNASSIGNED)), (), NONE)
    assert [(g.field, g.rows, g.open) for g in got.questions] == [("", 1, 1)]


TEXT = st.text(st.sampled_from("ab*. ("), min_size=1, max_size=6)


@given(TEXT, TEXT)
def test_patterns_are_literal_but_for_the_star(pattern: str, value: str) -> None:
    import re

    fits = Rules([Rule(field="client", pattern=pattern, platform="X")]).first(Facts(client=value)) is not None
    parts = ".*".join(re.escape(p) for p in pattern.strip().split("*"))
    assert fits == bool(value.strip() and re.fullmatch(parts, value.strip()))


def test_stars_take_no_longer_than_the_text_is() -> None:
    import time

    from tracker.importers.rules import _matcher

    begun = time.process_time()
    assert not _matcher("*a" * 40 + "*b")("a" * 20_000)
    assert time.process_time() - begun < 1
    fits = {("a*c", "abc"), ("a*c", "ac"), ("*", ""), ("a**b", "ab"), ("*b*", "abc"), ("ab", "ab")}
    wrong = {("a*a", "a"), ("ab*b", "ab"), ("a", "ab"), ("*ab*ba*", "aba"), ("", "a")}
    assert [p for p in fits if not _matcher(p[0])(p[1])] == []
    assert [p for p in wrong if _matcher(p[0])(p[1])] == []
