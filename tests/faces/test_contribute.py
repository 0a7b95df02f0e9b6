"""Contribute, as a page: the invitation explained, everything shown, the file made, earlier ones, the way out."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.faces.conftest import AS_OF, by_label, clock, shown, texts
from tests.pool.made import POLICY
from tracker.desk import compare
from tracker.desk import contribute as use
from tracker.pool.invitation import invitation_text
from tracker.pool.policy import Invitation
from tracker.vault import folder, intake, keys, seating
from tracker.widgets.served import desk

RULES = replace(POLICY, regions=("north",), minimum_wage={}, made_on=AS_OF)
HOSTILE = "<script>alert(1)</script> $5 *x* [a](http://x.example) ![b](http://x.example/p.png)"


@pytest.fixture
def pool(tmp_path):
    own = keys.new_keys(RULES.pool)
    return folder.make(tmp_path / "pool", RULES, own, AS_OF), own


def drop(at, invitation):
    at.file_uploader[0].upload("invitation.json", invitation_text(invitation), "application/json").run()
    assert not at.exception, at.exception
    return at


def last_quarter(at):
    """Ask for one quarter only, which is quicker."""
    by_label(at.selectbox, "From quarter").set_value("2026Q3").run()
    assert not at.exception, at.exception
    return at


def take(pool, sealed):
    (taken,) = intake.take(pool[0], pool[1], [("a.bundle", sealed)], AS_OF)
    return taken.decision


def documents(at):
    return [json.loads(c.value) for c in at.get("code")]


def test_the_page_opens_with_what_keepers_can_see(open_app):
    at = open_app(page="contribute")
    first = "The keepers of this pool will be able to see your figures per quarter and, if you send this file yourself"
    assert first in shown(at).split("Contribute", 1)[1][:140]
    assert "Nothing is sent from here" in shown(at)
    assert "Nothing has been made yet" in shown(at)


def test_an_invitation_is_explained_before_anything_is_made(open_app, sample_file, pool):
    at = last_quarter(drop(open_app(sample_file, page="contribute"), pool[0].invitation()))
    text = shown(at)
    assert "Raters united" in text
    assert "One keeper can open your file, nobody else." in text
    assert "Keepers erase your rows when they are 8 quarters old." in text
    assert "only where at least 10 people are behind it" in text
    assert "Platforms: Mercor, Outlier, Prolific; everything else is “other”." in text
    assert pool[1].fingerprint in text
    assert "The first file needs the code for your seat." in text
    assert not any(b.label == "Make the file" for b in at.button)


def test_a_simulated_pool_never_promises_that_keepers_alone_can_read(open_app, sample_file, tmp_path):
    made, _ = compare.simulate(tmp_path / "made", workers=12, quarters=1, clock=clock)
    text = shown(last_quarter(drop(open_app(sample_file, page="contribute"), made.collective.invitation())))
    assert "Anybody can open your file" in text
    assert "nobody else" not in text


def test_everything_is_shown_then_made_taken_in_and_withdrawn(open_app, sample_file, pool):
    at = last_quarter(drop(open_app(sample_file, page="contribute"), pool[0].invitation()))
    code = seating.invite(pool[0], 1, AS_OF)[0].code
    by_label(at.text_input, "Code for your seat").set_value(code).run()
    columns = {c for d in at.dataframe for c in d.value.columns}
    assert {
        "Quarter",
        "Platform",
        "Kind of work",
        "Hours",
        "Kept",
        "Notice",
        "In your ledger",
        "In the file",
    } <= columns
    assert "figures rounded" in shown(at)
    (document,) = documents(at)
    assert by_label(at.button, "Make the file").disabled
    by_label(at.checkbox, "I have read what is in it, and I want the keepers of this pool to have it\\.").check().run()
    by_label(at.button, "Make the file").click().run()
    assert not at.exception, at.exception
    assert "The file is made." in shown(at)
    assert by_label(at.button, "Make the file").disabled
    (member,) = use.memberships(desk())
    assert json.loads(member.sent[0].document) == document
    name, sealed = at.session_state["contribute_made"][:2]
    assert name == "raters-united-2026Q3.bundle"
    assert isinstance(take(pool, sealed), intake.Accepted)
    assert [r.quarter for r in seating.rows(pool[0], 1)] == ["2026Q3"] * len(document["rows"])

    agree = next(c for c in at.checkbox if c.key.startswith("withdraw_agreed"))
    agree.check().run()
    by_label(at.button, "Make the withdrawal").click().run()
    assert not at.exception, at.exception
    assert isinstance(take(pool, at.session_state["contribute_made"][1]), intake.Accepted)
    assert seating.rows(pool[0], 1) == ()
    assert "withdraws you" in shown(at)


def test_a_region_is_asked_for_and_the_rest_waits(open_app, sample_file, pool):
    two = Invitation(replace(RULES, regions=("north", "south")), pool[0].invitation().keepers, pool[1].fingerprint)
    at = drop(open_app(sample_file, page="contribute"), two)
    assert "Choose your region first" in shown(at)
    by_label(at.selectbox, "Your region").set_value("south").run()
    assert "Region of all rows: south." in shown(last_quarter(at))


def test_quarters_the_wrong_way_round_are_told_so(open_app, sample_file, pool):
    at = drop(open_app(sample_file, page="contribute"), pool[0].invitation())
    by_label(at.selectbox, "From quarter").set_value("2026Q3").run()
    by_label(at.selectbox, "To quarter").set_value("2026Q1").run()
    assert "Choose them the other way round." in shown(at)
    assert not at.error


def test_a_long_exact_text_scrolls_in_its_own_place(open_app, sample_file, pool):
    at = drop(open_app(sample_file, page="contribute"), pool[0].invitation())
    (text,) = [c.value for c in at.get("code")]
    assert len(text) > 2500
    assert json.loads(text)["rows"]
    assert "Make the file" in shown(at)


def test_a_made_file_is_saved_where_it_was_asked_for(open_app, sample_file, pool):
    """Not at the top of a long page, where who pressed the button at its end does not see it."""
    at = last_quarter(drop(open_app(sample_file, page="contribute"), pool[0].invitation()))
    by_label(at.text_input, "Code for your seat").set_value(seating.invite(pool[0], 1, AS_OF)[0].code).run()
    by_label(at.checkbox, "I have read what is in it, and I want the keepers of this pool to have it\\.").check().run()
    by_label(at.button, "Make the file").click().run()
    assert shown(at).index("Make the file") < shown(at).index("The file is made. Save it and hand it")
    next(c for c in at.checkbox if c.key.startswith("withdraw_agreed")).check().run()
    by_label(at.button, "Make the withdrawal").click().run()
    assert shown(at).index("Withdraw") < shown(at).index("The file is made. Save it and hand it")
    assert "You have withdrawn from this pool. To come back, ask a keeper for a new code" in shown(at)


def test_what_is_no_invitation_is_said(open_app):
    at = open_app(page="contribute")
    at.file_uploader[0].upload("x.json", b"{}", "application/json").run()
    assert not at.exception, at.exception
    assert "This file is not an invitation of a pool" in shown(at)
    assert "Ask a keeper" in shown(at)


def test_a_ledger_without_work_is_told_so(open_app, pool):
    at = drop(open_app(page="contribute"), pool[0].invitation())
    assert "Nothing is recorded in these quarters" in shown(at)


def test_hidden_amounts_stay_hidden(open_app, sample_file, pool):
    at = open_app(sample_file, page="contribute", masked=True)
    assert not at.file_uploader
    assert not at.get("code")
    assert "while those are shown" in shown(at)


def test_names_of_a_pool_are_never_markup(open_app, pool):
    hostile = Invitation(replace(RULES, name=HOSTILE[:80]), pool[0].invitation().keepers, pool[1].fingerprint)
    at = drop(open_app(page="contribute"), hostile)
    assert not [t for t in texts(at) if "<script>" in t or "![b](" in t or "$5 *" in t]


def test_the_sample_is_not_handed_to_people(open_app, sample_file, pool):
    at = last_quarter(drop(open_app(sample_file, page="contribute", sample=True), pool[0].invitation()))
    assert "These figures are invented" in shown(at)
    assert not any(b.label == "Make the file" for b in at.button)
