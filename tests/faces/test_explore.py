"""Explore, as a page: a release read without a ledger and without a pool."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from tests.faces.conftest import ROOT, all_parts, by_label, every_part, shown, texts, unfolded
from tests.release.made import PASSPHRASE, QUARTER, TODAY, filled
from tracker.desk import explore
from tracker.errors import InputError, NotFound
from tracker.vault import releases
from tracker.widgets import served
from tracker.widgets.served import House

HOSTILE = "<script>alert(1)</script> $5 *x* ![b](http://x.example/p.png)"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Build a release of so many simulated contributors, handed out to a folder of its own."""
    home = tmp_path_factory.mktemp("releases")
    known = {}

    def build(workers, rho="0.05", **given):
        key = (workers, rho, *given.items())
        if key not in known:
            place = home / f"{len(known)}"
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("TRACKER_KEYS", str(place / "keys"))
                pool = filled(place / "pool", workers, rho=rho, **given)
                built = releases.build(pool.pool, pool.keys, QUARTER, Decimal(rho), TODAY)
            known[key] = releases.hand_out(built, place / "release")
        return known[key]

    assert PASSPHRASE
    return build


@pytest.fixture
def open_release(tmp_path, monkeypatch):
    """The app as `tracker explore` starts it; a ledger would be made in a folder that is watched."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("TRACKER_LEDGER", str(home / "tracker.db"))
    monkeypatch.setenv("TRACKER_POOLS", str(home / "pools"))
    monkeypatch.setenv("TRACKER_KEYS", str(home / "keys"))

    def start(folder, locale="en-US", **address):
        served.configure(House(release=folder))
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        at.context = {"locale": locale, "url": "http://127.0.0.1:8501/"}
        for name, value in address.items():
            at.query_params[name] = value
        at.run()
        assert not at.exception, at.exception
        assert list(home.iterdir()) == []
        return at

    yield start
    served.configure(House())


def specs(at):
    return [json.loads(c.proto.spec) for c in at.get("plotly_chart")]


def table(at, column):
    return next(d.value for d in at.dataframe if column in d.value.columns)


def test_it_opens_with_what_was_kept_and_what_must_stand_beside_it(made, open_release):
    at = open_release(made(6000))
    text = shown(at)
    assert re.search(r"half of about [56],\d{3} contributors kept \$2\d\.\d\d or more", text)
    assert "of the hourly rate that the listings named" in text
    assert "Whether or not any one worker took part" in text
    assert "Contributors are volunteers, not a sample." in text
    assert "invented by a program" in at.warning[0].value
    assert at.title[0].value == "Explore"


def test_claims_stand_beside_medians(made, open_release):
    at = open_release(made(6000, real=True), part="claims")
    rows = table(at, "What was claimed")
    assert len(rows) == 16
    assert set(rows["Of whom"]) == {"All contributors"}
    assert "Press reports and surveys name $15.00 to $350.00 an hour." in shown(at)


def test_a_claim_begins_with_its_rate_and_fits_on_a_phone(made, open_release):
    at = open_release(made(6000, real=True), part="claims")
    (claims,) = [s for s in specs(at) if "physician" in json.dumps(s)]
    notes = [re.sub(r"</?b>", "", n["text"]).split("<br>") for n in claims["layout"]["annotations"]]
    assert len(notes) == 16
    assert all(re.match(r"\$\d+\.\d\d  \w", lines[0]) for lines in notes)
    assert max(len(line) for lines in notes for line in lines) <= 50


def test_invented_people_are_no_answer_to_a_claim(made, open_release):
    at = open_release(made(6000), part="claims")
    assert "What was claimed" not in all_parts(at)
    assert "Claims" not in at.segmented_control(key="part_explore").options
    assert not [d for d in at.dataframe if "What was claimed" in d.value.columns]


def test_with_no_platform_of_its_own_a_picture_says_whom_it_is_of(made, open_release):
    text = all_parts(open_release(made(60, rho="0.1")))
    assert "This is of all contributors together: no platform has enough of them" in text
    assert "figures of the release are withheld: the noise would change them too much." in text
    assert "This is of all contributors together" not in shown(open_release(made(6000)))


def test_the_table_of_figures_has_no_key_of_a_program_but_the_id(made, open_release):
    rows = table(open_release(made(6000), part="figures"), "Id")
    assert list(rows.columns)[:3] == ["Who", "Figure", "What"]
    assert set(rows["Unit"]) <= {
        "people",
        "an hour",
        "of the advertised rate",
        "of all contributors",
        "of payments due",
        "of projects started",
        "of their hours",
        "of those who started one",
    }
    assert not [c for c in rows.columns[:-1] if rows[c].str.contains("_").any()]


def test_a_claim_is_set_beside_its_own_platform_where_that_is_published(made, open_release):
    with pytest.MonkeyPatch.context() as patch:
        from tracker.pool import simulate

        patch.setattr(simulate, "PLATFORMS", ("Mercor", *simulate.PLATFORMS[1:]))
        folder = made(6000, name="With Mercor", real=True)
    rows = table(open_release(folder, part="claims"), "What was claimed")
    assert "Mercor" in set(rows["Of whom"])
    assert "All contributors" in set(rows["Of whom"])


def test_every_picture_says_what_it_cannot_tell(made, open_release):
    pictures, limits, said = [], [], ""
    for at in every_part(open_release(made(6000, real=True))):
        pictures += [c.proto.alt for c in at.get("plotly_chart")]
        limits += [shown_in(e) for e in at.expander if e.label == "What this cannot tell you"]
        said += shown(at)
    assert len(pictures) >= 4
    assert len(limits) == 4
    assert "The median contributor kept $2" in said
    assert all("not say what workers in general earn" in limit for limit in limits)
    assert all(pictures)


def shown_in(block):
    return " ".join(m.value for m in block.markdown)


def test_filters_only_choose_among_what_is_published(made, open_release):
    folder = made(6000)
    at = open_release(folder, part="figures")
    whole = table(at, "Id")
    published = {f.name for f in explore.opened(folder).figures if hasattr(f.result, "value")}
    assert set(whole["Id"]) == published
    at.multiselect(key="platforms").set_value(["Larkspur"]).run()
    assert not at.exception, at.exception
    less = table(at, "Id")
    assert 0 < len(less) < len(whole)
    assert set(less["Who"].str.split(" · ").str[0]) == {"All contributors", "Larkspur"}
    both = whole.merge(less, on="Id", suffixes=("", "_less"))
    assert len(both) == len(less)
    assert list(both["Figure"]) == list(both["Figure_less"])


def test_the_link_opens_the_same_view(made, open_release):
    folder = made(6000)
    at = open_release(folder, platforms="Larkspur", what="unpaid_share")
    assert at.multiselect(key="platforms").value == ["Larkspur"]
    assert at.segmented_control(key="what").value == "unpaid_share"
    assert specs(at)
    at.segmented_control(key="part_explore").set_value("take").run()
    (link,) = [c.value for c in at.get("code") if c.value.startswith("http")]
    assert link.partition("?")[2] == "what=unpaid_share&platforms=Larkspur"
    at.segmented_control(key="part_explore").set_value("figures").run()
    assert set(table(at, "Id")["Who"].str.split(" · ").str[0]) == {"All contributors", "Larkspur"}


def test_files_pictures_and_the_citation_can_be_taken_along(made, open_release):
    folder = made(6000)
    at = unfolded(open_release(folder, part="take"))
    saved = [b.label for b in at.get("download_button")]
    assert {"Save as SVG", "Save as PNG"} <= set(saved)
    assert any("cells" in label for label in saved)
    found = explore.opened(folder)
    assert found.files["cells.csv"] == (folder / "cells.csv").read_bytes()
    cited = next(c.value for c in at.get("code") if "Release 2026Q3-r1" in c.value)
    assert found.sums[:16] in cited
    assert "(simulated)" in cited
    for picture in explore.drawn(found.figures, found.record):
        assert explore.png(picture).startswith(b"\x89PNG")
        assert explore.svg(picture).startswith(b"<svg")


def test_a_small_collective_shows_less_and_says_so(made, open_release):
    text = shown(open_release(made(400, rho="0.1")))
    assert "half of about" in text
    assert "All contributors together" in text
    assert "they tell 25 from 45%, not from 35" in text
    assert "Kinds of work on each platform" not in text
    text = shown(open_release(made(60, rho="0.1")))
    assert "of the hourly rate that the listings named" in text
    text = all_parts(open_release(made(20, rho="0.05", real=True)))
    assert "with so few, more than that cannot be told" in text
    assert "There is no published rate to set beside press reports" in text


@pytest.mark.parametrize("rho", ["0.05", "0.1"])
def test_a_release_without_a_platform_opens_whole(made, open_release, rho):
    text = all_parts(open_release(made(60, rho=rho, real=True)))
    assert "no platform has enough of them" in text
    assert "How to cite it" in text


def test_another_currency_is_written_and_not_compared(made, open_release):
    text = all_parts(open_release(made(400, rho="0.1", currency="EUR", real=True), locale="de-DE"))
    assert "€" in text
    assert "$" not in text
    assert "in another currency than theirs" in text


def test_a_changed_release_is_not_shown(made, open_release, tmp_path):
    folder = tmp_path / "changed"
    shutil.copytree(made(400, rho="0.1"), folder)
    (folder / "cells.csv").write_text((folder / "cells.csv").read_text().replace("published", "suppressed", 1))
    at = open_release(folder)
    assert "This is not a release that can be trusted" in shown(at)
    assert not at.dataframe


def test_names_are_never_markup(made, open_release):
    at = open_release(made(400, rho="0.1", name=HOSTILE))
    assert not [t for t in texts(at) if "<script>" in t or "![b](" in t or "$5 *" in t]


def test_in_the_app_a_release_is_dropped_as_one_file(made, open_app, tmp_path, monkeypatch):
    monkeypatch.setenv("TRACKER_POOLS", str(tmp_path / "pools"))
    at = open_app(page="explore")
    assert "This is an example." in shown(at)
    assert "invented by a program" in at.warning[0].value
    assert re.search(r"half of about [56],\d{3} contributors kept", shown(at))
    packed = explore.zipped(made(400, rho="0.1"))
    at.file_uploader[0].upload("release.zip", packed, "application/zip").run()
    assert not at.exception, at.exception
    assert "half of about" in shown(at)
    assert "This is an example." not in shown(at)
    at.file_uploader[0].upload("release.zip", b"nothing", "application/zip").run()
    assert "This is not a ZIP file that can be read." in shown(at)


@pytest.fixture(scope="module")
def quarters(tmp_path_factory):
    """Three releases of one collective, oldest first, and one of another."""
    home = tmp_path_factory.mktemp("quarters")
    folders = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_KEYS", str(home / "keys"))
        names = ("2026Q1", "2026Q2", "2026Q3")
        for place, name_of_pool, asked in (("own", "a" * 16, names), ("other", "b" * 16, names[2:])):
            pool = filled(home / place, 420, names, pool=name_of_pool)
            for name in asked:
                built = releases.build(pool.pool, pool.keys, name, Decimal("0.05"), TODAY)
                folders.append(releases.hand_out(built, home / f"{place}-{name}"))
    return folders


def dropped(at, folders):
    for folder in folders:
        at.file_uploader(key="beside_file").upload(f"{folder.name}.zip", explore.zipped(folder), "application/zip")
    at.run()
    assert not at.exception, at.exception
    return shown(at)


def test_a_series_of_releases_is_a_picture_for_print(quarters, open_release):
    at = open_release(quarters[2], part="others")
    text = dropped(at, quarters[:2])
    assert "2026Q1-r1 and 2026Q2-r2" in text
    assert "2026Q2-r2 and 2026Q3-r3" in text
    assert "A figure over time, for print" in text
    saved = [b.label for b in at.get("download_button")]
    assert {"Save as SVG", "Save as PNG", "Save as HTML to embed"} <= set(saved)
    (alt,) = [c.value for c in at.get("code") if "2026Q1 to 2026Q3" in c.value]
    assert all(f"{q}: " in alt for q in ("2026Q1", "2026Q2", "2026Q3"))
    assert "more than the noise explains" in alt


def test_two_collectives_are_beside_each_other_and_no_series(quarters, open_release):
    at = open_release(quarters[2], part="others")
    text = dropped(at, quarters[3:])
    assert "Two collectives are not samples of one whole" in text
    assert "A figure over time" not in text
    assert "This is the same release twice." in dropped(open_release(quarters[2], part="others"), quarters[2:3])


def test_in_the_app_hidden_amounts_close_it(open_app, sample_file):
    at = open_app(sample_file, page="explore", masked=True)
    assert "read while amounts are shown" in shown(at)
    assert not at.file_uploader


def test_in_the_app_releases_of_own_pools_are_offered(made, open_app, tmp_path, monkeypatch):
    (tmp_path / "pools").mkdir()
    monkeypatch.setenv("TRACKER_POOLS", str(tmp_path / "pools"))
    shutil.copytree(made(400, rho="0.1").parent / "pool", tmp_path / "pools" / "own")
    at = open_app(page="explore")
    assert by_label(at.selectbox, "Or one of your pools'")
    assert "half of about" in shown(at)


@pytest.mark.parametrize("name", ["../out.txt", "/etc/passwd", "a/../../b", "c:\\x", "release\\..\\..\\y"])
def test_a_file_that_leads_elsewhere_is_refused(name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"x")
    with pytest.raises((InputError, NotFound)):
        explore.opened_zip(out.getvalue())


def test_what_unpacks_to_too_much_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("release.json", b"0" * 60_000_000)
    assert len(out.getvalue()) < 100_000
    with pytest.raises(InputError) as caught:
        explore.opened_zip(out.getvalue())
    assert caught.value.code == "bad_release"
