"""Collective, as a page: a pool made, codes handed out, files taken in, compared, a sheet, a release; no path typed."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pytest

from tests.faces.conftest import AS_OF, ROOT, by_label, shown, texts
from tests.pool.made import Member, quick_passphrases, row
from tests.release.made import filled
from tracker.desk import compare, pools, releases
from tracker.errors import InputError
from tracker.pool import simulate
from tracker.pool.bundle import text
from tracker.vault import intake, keys
from tracker.views.collective import overview as views
from tracker.views.numbers import Reader

WORDS = "correct horse battery"
HOSTILE = "<script>alert(1)</script> $5 *x* [a](http://x.example) ![b](http://x.example/p.png)"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    quick_passphrases(monkeypatch)
    monkeypatch.setenv("TRACKER_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("TRACKER_POOLS", str(tmp_path / "pools"))
    monkeypatch.delenv("TRACKER_PASSPHRASE", raising=False)
    return tmp_path


def clock():
    return dt.datetime.combine(AS_OF, dt.time(12), dt.UTC)


def make(name="Raters united", seats=0):
    policy = pools.new_policy(name, today=AS_OF, regions=["north"], platforms=["Mercor", "Outlier"], roles=["code"])
    made = pools.make(pools.new_place(policy), policy, WORDS, clock=clock).collective
    return made, (made.invite(seats) if seats else ())


def sealed(c, member, *rows):
    return keys.encrypt(text(member.bundle(*rows, made_on=AS_OF)), c.invitation().keepers)


def part(at, name):
    at.segmented_control(key="part").set_value(name).run()
    assert not at.exception, at.exception
    return at


def press(at, label):
    by_label(at.button, label).click().run()
    assert not at.exception, at.exception
    return at


def unlock(at):
    at.text_input(key="unlock_passphrase").set_value(WORDS)
    return press(at, "Open the keys")


def test_an_empty_page_says_what_a_pool_is_and_makes_one(open_app):
    at = open_app(page="collective")
    assert "You keep no pool on this machine" in shown(at)
    at.text_input(key="pool_name").set_value("Raters united")
    at.text_input(key="pool_passphrase").set_value(WORDS)
    at.text_input(key="pool_passphrase_again").set_value(WORDS)
    at.text_area(key="pool_regions").set_value("Ontario = 17.60\nQuebec")
    press(at, "Make the pool")
    (made,) = pools.own_pools()
    assert (made.policy.regions, made.policy.minimum_wage) == (("Ontario", "Quebec"), {"Ontario": "17.60"})
    assert "Print or write down this recovery key now" in shown(at)
    key = at.get("code")[0].value
    assert keys.read_recovery(made.policy.pool, key).public
    press(at, "It is on paper")
    assert key not in str(at.get("code"))
    assert "has no seats yet" in shown(at)


def test_what_is_wrong_with_a_new_pool_is_said(open_app):
    at = open_app(page="collective")
    for name, again, said in (
        ("A", "other words here", "not the same"), ("A", "", "not the same"), (" ", WORDS, "The pool has no name."),
    ):  # fmt: skip
        at.text_input(key="pool_name").set_value(name)
        at.text_input(key="pool_passphrase").set_value(WORDS)
        at.text_input(key="pool_passphrase_again").set_value(again)
        press(at, "Make the pool")
        assert said in shown(at)
    assert pools.own_pools() == ()


def test_codes_are_shown_once_and_open_a_seat(open_app):
    made, _ = make()
    at = part(open_app(page="collective"), "members")
    at.text_input(key="codes_count").set_value("3")
    press(at, "Make codes")
    table = next(d.value for d in at.dataframe if "Code" in d.value.columns)
    assert len(table) == 3
    assert by_label(at.get("download_button"), "Save slips to print")
    member = Member(table["Code"][0], policy=made.policy)
    (taken,) = made.add([("a", sealed(made, member, row()))])
    assert isinstance(taken.decision, intake.Accepted)
    assert by_label(at.button, "Take them off this page").disabled
    assert not [b for b in at.button if b.label == "Make codes"]
    at.checkbox(key="codes_sure").check().run()
    press(at, "Take them off this page")
    assert not [d for d in at.dataframe if "Code" in d.value.columns]
    assert "1 of 3 seats are in use. All who use theirs have sent 2026Q3." in shown(at)
    assert "Nobody whose code is used is missing for 2026Q3. 2 codes have not been used yet." in shown(at)


def test_files_are_taken_in_with_a_reason_for_each(open_app):
    made, (code, _second) = make(seats=2)
    member = Member(code.code, policy=made.policy)
    good = sealed(made, member, row())
    at = open_app(page="collective")
    assert not at.file_uploader
    unlock(at)
    at.file_uploader[0].upload("good.bundle", good, "application/octet-stream")
    at.file_uploader[0].upload("bad.bundle", b"x", "application/octet-stream").run()
    press(at, "Take in")
    assert "1 accepted, 0 known already, 1 refused." in shown(at)
    table = next(d.value for d in at.dataframe if "File" in d.value.columns)
    assert list(table["File"]) == ["bad.bundle", "good.bundle"]
    assert table["Why"][0]
    assert "1 of 2 seats are in use. All who use theirs have sent 2026Q3." in shown(at)
    assert "bad.bundle: " + table["Why"][0] in shown(at)


def test_a_wrong_passphrase_is_said(open_app):
    make(seats=1)
    at = open_app(page="collective")
    at.text_input(key="unlock_passphrase").set_value("something else here")
    press(at, "Open the keys")
    assert at.error
    assert not at.file_uploader


def test_who_is_missing_and_what_can_be_done_with_a_seat(open_app):
    made, (code, _other) = make(seats=2)
    made.add([("a", sealed(made, Member(code.code, policy=made.policy), row(quarter="2026Q2")))])
    at = part(open_app(page="collective"), "members")
    assert "1 seat in use has no rows of 2026Q3." in shown(at)
    at.selectbox(key="seat").set_value(1).run()
    at.text_input(key="given_1").set_value("Ada")
    press(at, "Write it down")
    assert made.seats()[0].given_to == "Ada"
    assert by_label(at.button, "New key for this seat").disabled
    at.checkbox(key="rekey_sure_1_0").check().run()
    press(at, "New key for this seat")
    assert by_label(at.button, "New key for this seat").disabled
    assert any(len(str(c.value)) == 19 for c in at.get("code"))
    assert by_label(at.button, "Remove the seat").disabled
    at.checkbox(key="sure_1").check().run()
    press(at, "Remove the seat")
    assert made.seats()[0].removed_on == AS_OF


def test_keys_are_shown_and_closed_and_the_pool_looked_over(open_app):
    make()
    at = unlock(part(open_app(page="collective"), "care"))
    press(at, "Show the recovery key")
    assert "Print or write down" in shown(at)
    press(at, "Check the pool")
    assert "Nothing is wrong." in shown(at)
    assert by_label(at.button, "Erase older rows").disabled
    at.checkbox(key="prune_sure").check().run()
    press(at, "Erase older rows")
    assert "No rows are older than agreed." in shown(at)
    press(at, "Close the keys")
    assert by_label(at.button, "Open the keys")


def test_keys_of_a_simulated_pool_are_nothing_to_open_or_close(open_app, home):
    (home / "pools").mkdir()
    compare.simulate(home / "pools" / "made", workers=12, quarters=1, clock=clock)
    at = part(open_app(page="collective"), "care")
    assert "they take no passphrase, and anybody can open what is made for it" in shown(at)
    assert not {"Open the keys", "Close the keys", "Show the recovery key"} & {b.label for b in at.button}


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(open_app, home):
    made, _ = make()
    at = open_app(page="collective", part="files")
    for paper, said in (("0" * 56, "This is not the recovery key of this pool"), (made.recovery(), "")):
        at.text_input(key="recover_key").set_value(paper)
        at.text_input(key="recover_passphrase").set_value("another four words")
        at.text_input(key="recover_passphrase_again").set_value("another four words")
        press(at, "Bring the keys")
        assert said in shown(at)
    assert at.file_uploader
    assert keys.unlock(made.policy.pool, "another four words").secret == made.unlock().secret


def test_a_pool_without_seats_opens_on_the_making_of_codes(open_app):
    made, _ = make()
    at = open_app(page="collective")
    assert at.segmented_control(key="part").value == "members"
    made.invite(2)
    assert "Hand out the invitation and the codes" in shown(at.run())
    assert "No code has been used yet." in shown(at)
    part(at, "release")
    assert "There is nothing to publish yet" in shown(at)


def test_too_few_are_told_before_a_sheet_or_a_release_is_made(open_app):
    made, (code,) = make(seats=1)
    made.add([("a", sealed(made, Member(code.code, policy=made.policy), row()))])
    at = part(open_app(page="collective"), "compare")
    assert "Fewer than 10 people have sent this quarter, so the sheet would show nothing yet." in shown(at)
    assert not [b for b in at.button if b.label.startswith("Make the sheet")]
    part(at, "release")
    assert "Better give them the members’ sheet" in shown(at)


def test_what_a_release_can_tell_grows_with_its_contributors():
    you = Reader.of("en-US", "USD")
    rules = simulate.policy(simulate.Model(), 1, dt.date(2026, 1, 5))
    said = [views.expected(n, n, 0.1, rules, you) for n in (20, 60, 150, 2000, 9000)]
    assert len(set(said)) == 5
    assert "members’ sheet" in said[0]
    assert "about 5 figures: payments on time, unpaid hours, kept of what was advertised, projects lost" in said[1]
    assert "about 14 figures" in said[2]
    assert "kinds of work" in said[4]
    twenty, *more, thousand, most = views.sizes(you)
    assert "In public, nothing that is worth its privacy." in twenty
    found = [re.findall(r"In public, (\d+) figures .* it is (\d+): also", x)[0] for x in more]
    assert found == [("5", "6"), ("14", "15"), ("17", "18")]
    assert "In public, 20 figures twice a year: " in thousand
    assert "Once a year" not in thousand
    assert "all that 1,000 members can tell, and beside it rates" in most


def test_reasons_are_told_once_with_the_files_they_are_about():
    you = Reader.of("en-US", "USD")
    files = [views.Took(f"{i}.bundle", views.REFUSED, reason="Too new.") for i in range(8)]
    view = views.took([*files, views.Took("x", views.REFUSED, reason="Odd."), views.Took("y", views.KNOWN, 3)], you)
    assert view.refused == (
        "0.bundle, 1.bundle, 2.bundle, 3.bundle, 4.bundle and 3 more: Too new.", "x: Odd.",
    )  # fmt: skip


def test_a_notice_for_members_can_be_copied(open_app):
    make("Raters united")
    at = open_app(page="collective")
    (notice,) = [c.value for c in at.get("code")]
    assert notice.startswith("Raters united")
    assert "Rows are kept for 8 quarters, then erased." in notice
    assert "page Contribute" in notice
    page = " ".join((ROOT.parent / "docs" / "keeper.md").read_text().replace("\n> ", " ").split())
    for said in ("What you send is shown to you word for word", "cannot be called back", "Nobody else sees rows."):
        assert said in notice
        assert said in page


def test_a_seat_with_a_new_code_is_told_from_one_never_used(open_app):
    made, (code,) = make(seats=1)
    made.add([("a", sealed(made, Member(code.code, policy=made.policy), row()))])
    made.rekey(1)
    at = part(open_app(page="collective"), "members")
    assert set(next(d.value for d in at.dataframe if "State" in d.value.columns)["State"]) == {"new code not used yet"}


def test_keys_come_back_from_paper(open_app, home):
    made, _ = make()
    paper = made.recovery()
    keys.key_file(made.policy.pool).unlink()
    at = open_app(page="collective", part="files")
    assert "There are no keys of this pool on this machine." in shown(at)
    at.text_input(key="recover_key").set_value(paper)
    at.text_input(key="recover_passphrase").set_value("another four words")
    at.text_input(key="recover_passphrase_again").set_value("another four words")
    press(at, "Bring the keys")
    assert at.file_uploader
    assert keys.unlock(made.policy.pool, "another four words")


@pytest.fixture
def many(home):
    """A simulated pool of 420 contributors where the page finds it."""
    (home / "pools").mkdir()
    return filled(home / "pools" / "many", 420, kept=True, rho="0.1")


def test_platforms_are_compared_and_a_sheet_is_made(open_app, many):
    at = part(open_app(page="collective"), "compare")
    assert "This pool is simulated" in shown(at)
    table = next(d.value for d in at.dataframe if "Who" in d.value.columns)
    assert "Larkspur" in set(table["Who"])
    assert at.get("plotly_chart")
    assert re.search(r"Median kept: from \$1\d\.\d\d an hour \(\w+\) to \$2\d\.\d\d \(\w+\)\.", shown(at))
    assert "Regions" not in [str(o) for o in at.segmented_control(key="compare_by").options]
    at.segmented_control(key="compare_by").set_value("cell").run()
    assert "too few for figures" in shown(at)
    small = next(d.value for d in at.dataframe if "Who" in d.value.columns)
    assert set(small[small["People"].astype(int) < 10]["Kept, median"]) == {"–"}
    press(at, "Make the sheet of 2026Q3")
    assert at.session_state["sheet"][2].startswith(b"<!")
    assert by_label(at.get("download_button"), "Save the sheet")


def test_a_release_is_built_once_and_handed_on(open_app, many):
    at = part(open_app(page="collective"), "release")
    assert re.search(r"The release of 2026Q3 would count 4\d\d contributors\. It takes 50% of what", shown(at))
    assert "It can tell about 18 figures: payments on time, unpaid hours" in shown(at)
    assert not [b for b in at.button if b.label == "Build the release"]
    unlock_with(at, many)
    assert by_label(at.button, "Build the release").disabled
    at.checkbox(key="sure_2026Q3").check().run()
    press(at, "Build the release")
    assert "2026Q3 is released. It is never drawn again." in shown(at)
    assert set(next(d.value for d in at.dataframe if "Made on" in d.value.columns)["Made on"]) == {you_day(AS_OF)}
    ((entry, folder),) = releases.listed(pools.open_pool(many.pool.folder, clock=clock))
    assert entry.number == 1
    assert at.session_state["explore_folder"] == str(folder)
    from tracker.desk.explore import opened_zip, zipped

    packed = zipped(folder)
    assert packed == zipped(folder)
    assert "2026Q3-r1/SHA256SUMS" in zipfile.ZipFile(io.BytesIO(packed)).namelist()
    assert opened_zip(packed).sums == entry.sums


def you_day(day):
    return Reader.of("en-US", "USD").day(day)


def unlock_with(at, made):
    from tests.release.made import PASSPHRASE

    at.text_input(key="unlock_passphrase").set_value(PASSPHRASE)
    return press(at, "Open the keys")


def test_the_sample_shows_and_makes_no_pool(open_app, sample_file):
    make("Of people")
    at = open_app(sample_file, page="collective", sample=True)
    assert "no pool is made or shown here" in shown(at)
    assert "Of people" not in shown(at)
    assert not at.text_input


def test_a_pool_of_several_is_chosen_by_name(open_app):
    make("Alpha")
    make("Beta")
    at = open_app(page="collective")
    assert "Alpha has no seats yet" in shown(at)
    by_label(at.selectbox, "Pool").set_value(next(p.policy.pool for p in pools.own_pools() if p.policy.name == "Beta"))
    at.run()
    assert "Beta has no seats yet" in shown(at)


def test_hidden_amounts_close_the_page(open_app, sample_file):
    make()
    at = open_app(sample_file, page="collective", masked=True)
    assert "looked after while amounts are shown" in shown(at)
    assert not at.segmented_control


def test_names_of_a_pool_and_of_files_are_never_markup(open_app):
    made, _ = make(HOSTILE[:80], seats=1)
    made.note(1, "![c](http://x.example/c.png)")
    at = open_app(page="collective")
    for name in ("files", "members", "compare", "release", "care"):
        part(at, name)
        assert not [t for t in texts(at) if "<script>" in t or "![" in t or "$5 *" in t]


def test_who_is_left_out_of_a_release_is_said():
    you = Reader.of("de-DE", "EUR")
    said = views.cost(quarter="2026Q3", rho="0.05", contributors=1, left_out=2, remaining="0.15", you=you)
    assert "would count 1 contributor." in said
    assert "It takes 25 % of what each one’s figures may give away" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert "half of them have 75 % of it" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert "ε = 1,48 at δ" in views.price("0.05", 1.4765, you)
    assert "2 have too little left, and are left out of it." in said


@pytest.mark.parametrize("text", ["Ontario = a lot", "= 5 = x"])
def test_a_wage_that_is_none_is_refused(text):
    with pytest.raises(InputError):
        views.read_regions(text, ".")


@pytest.mark.parametrize("text", ["", "0", "-3", "2.5", "many"])
def test_a_count_is_a_whole_number_above_nothing(text):
    with pytest.raises(InputError):
        views.read_count(text, Reader.of("en-US", "USD"))
