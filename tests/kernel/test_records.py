"""Records are frozen values, though the classes are written out and not generated at each start."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, fields, replace
from decimal import Decimal

import pytest

from tests.store.made import everything
from tracker.domain import Kind, Platform, Settings, columns
from tracker.errors import Invalid

RECORDS = list({type(r): r for r in everything()}.values())


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: type(r).__name__)
def test_a_record_is_a_value(record):
    other = replace(record)
    assert other == record
    assert other is not record
    assert hash(other) == hash(record)
    assert {f.name: getattr(record, f.name) for f in fields(record)} == {
        c.name: getattr(record, c.name) for c in columns(type(record))
    }
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(record, protocol)) == record
    assert copy.deepcopy(record) == copy.copy(record) == record
    told = ", ".join(f"{f.name}={getattr(record, f.name)!r}" for f in fields(record))
    assert repr(record) == f"{type(record).__name__}({told})"


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: type(r).__name__)
def test_nothing_of_a_record_changes(record):
    name = fields(record)[0].name
    with pytest.raises(FrozenInstanceError):
        setattr(record, name, "x")
    with pytest.raises(FrozenInstanceError):
        delattr(record, name)
    with pytest.raises(FrozenInstanceError):
        record.another = 1
    assert not hasattr(record, "__dict__")


def test_records_of_two_classes_and_of_two_values_differ():
    one = Platform(platform="Acme")
    assert one != replace(one, currency="USD")
    assert one != Settings(home_currency="USD", time_zone="UTC")
    assert len({one, Platform(platform="Acme"), replace(one, currency="USD")}) == 2


def test_a_changed_copy_is_checked():
    with pytest.raises(Invalid):
        replace(Platform(platform="Acme"), currency="no currency")


def test_what_is_out_of_a_columns_bounds_is_said():
    """Each bound of each column, just beyond it: a sentence, never a record that is wrong and nobody knows why."""
    tried = 0
    for record in everything():
        for c in columns(type(record)):
            beyond = [v for v in (c.above, None if c.least is None else c.least - 1) if v is not None]
            beyond += [] if c.most is None else [c.most + 1]
            for value in beyond:
                kept = Decimal(value) if c.kind is Kind.NUMBER else int(value)
                with pytest.raises(Invalid) as found:
                    replace(record, **{c.name: kept})
                assert found.value.column == c.name
                tried += 1
    assert tried > 20
