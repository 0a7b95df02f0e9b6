"""Three people in three places: a member contributes, a keeper adds, compares and releases, a third person explores.

They share nothing but the files that they hand over. The keeper's pool is simulated for its most part, so that there
is enough to publish.
"""

import contextlib
import datetime as dt
import os
import re
import zipfile
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error as PlaywrightError

from tests.e2e.conftest import AS_OF, Server, Window
from tests.e2e.test_look import STREAMLITS_OWN
from tests.pool.made import Member
from tests.release.made import PASSPHRASE, QUARTER, TODAY, filled
from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.domain import Platform, Project, Settings, WorkSession
from tracker.pool import simulate
from tracker.pool.bundle import text
from tracker.pool.invitation import read_invitation
from tracker.units import to_units
from tracker.vault import keys, releases

CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]


@pytest.fixture
def at_home(chromium, tmp_path):
    """A window on the tracker of one person, in a folder of their own."""
    opened = []

    def window(who, *options, program=("-m", "tracker"), command="app"):
        place = tmp_path / who
        place.mkdir(exist_ok=True)
        env = {
            "TRACKER_LEDGER": str(place / "tracker.db"),
            "TRACKER_POOLS": str(place / "pools"),
            "TRACKER_KEYS": str(place / "keys"),
        }
        server = Server(*options, env=env, program=program, command=command)
        opened.append(Window(chromium, server, key_of(chromium, server)))
        return opened[-1]

    yield window
    for each in opened:
        each.server.stop()
        each.close()


def key_of(chromium, server):
    """The cookie that the printed link gives, without showing the page behind it."""
    context = chromium.new_context()
    context.request.get(server.links[-1], max_redirects=0)
    (key,) = [c for c in context.cookies() if c["name"] == f"tracker_{server.port}"]
    context.close()
    return key


def axe(page):
    for close in page.locator("[data-testid=stToast] button").all():  # Streamlit gives toasts no name
        with contextlib.suppress(PlaywrightError):  # it went by itself
            close.click(timeout=1000)
    page.wait_for_selector("[data-testid=stToast]", state="detached")
    found = Axe().run(page).response["violations"]
    return {v["id"]: [n["html"][:160] for n in v["nodes"][:3]] for v in found if v["id"] not in STREAMLITS_OWN}


def save(page, name, to):
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    target = to / download.value.suggested_filename
    download.value.save_as(target)
    return target


def part(window, name, shown):
    """Another part of the page Collective, once its heading is there."""
    window.page.get_by_role("radio", name=name).click()
    window.page.get_by_role("heading", name=shown).wait_for()
    return window.page


def a_ledger(path):
    with Desk.open(path, who="test", clock=lambda: dt.datetime(2026, 10, 31, 12, tzinfo=dt.UTC)) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(made, [
            Platform(platform="Larkspur", currency="USD", pay_cycle="weekly", pay_cycle_ends="sun"),
            Project(platform="Larkspur", project="Hollowmere", role="code review", agreed_rate=to_units("31.37")),
            *(WorkSession(platform="Larkspur", project="Hollowmere", worked_on=dt.date(2026, 9, d), minutes=5 * 3600)
              for d in range(1, 11)),
        ])  # fmt: skip


def a_pool(place):
    """A keeper's pool of 420 simulated members."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_KEYS", str(place / "keys"))
        (place / "pools").mkdir(parents=True)
        return filled(place / "pools" / "own", 420, kept=True, rho="0.1")


def test_three_people_share_only_the_files_they_hand_over(at_home, tmp_path):
    member_home, keeper_home, mail = (tmp_path / n for n in ("member", "keeper", "mail"))
    for folder in (member_home, mail):
        folder.mkdir()
    a_pool(keeper_home)
    a_ledger(member_home / "tracker.db")

    keeper = at_home("keeper", "--as-of", AS_OF)
    page = keeper.open("collective")
    page.get_by_text("This pool is simulated").wait_for()
    assert axe(page) == {}
    part(keeper, "Members", "Hand out")
    invitation = save(page, "Save the invitation", mail)
    page.get_by_label("How many new codes").fill("1")
    page.get_by_role("button", name="Make codes").click()
    page.get_by_role("button", name="Save the table of codes").wait_for()
    codes = save(page, "Save the table of codes", mail).read_text()
    slips = save(page, "Save slips to print", mail).read_text()
    code = CODE.search(codes).group(0)
    assert f"<code>{code}</code>" in slips
    assert axe(keeper.settled()) == {}

    member = at_home("member", "--as-of", AS_OF)
    page = member.open("contribute")
    page.set_input_files("input[type=file]", str(invitation))
    page.get_by_role("textbox", name="Code for your seat").fill(code)
    page.keyboard.press("Tab")
    page.locator("label").filter(has_text="I have read what is in it").click()
    page.get_by_role("button", name="Make the file").click()
    page.get_by_role("button", name=re.compile("^Save simulated")).wait_for()
    bundle = save(page, re.compile("^Save simulated"), mail)

    page = part(keeper, "Take files in", "Take files in")
    page.get_by_label("Passphrase of the pool's keys").fill(PASSPHRASE)
    page.get_by_role("button", name="Open the keys").click()
    page.locator("input[type=file]").wait_for(state="attached")
    bad = mail / "not-a-contribution.bundle"
    bad.write_bytes(b"nothing")
    page.set_input_files("input[type=file]", [str(bundle), str(bad)])
    page.get_by_role("button", name="Take in").click()
    page.get_by_text("1 accepted, 0 known already, 1 refused.").wait_for()
    page.get_by_text("not-a-contribution.bundle: The file is not encrypted").wait_for()
    part(keeper, "Compare", "The members' sheet")
    page.get_by_text("Median kept: from").wait_for()
    assert axe(keeper.settled()) == {}
    page.get_by_role("button", name="Make the sheet of 2026Q3").click()
    page.get_by_role("button", name="Save the sheet").wait_for()
    assert save(page, "Save the sheet", mail).read_bytes().startswith(b"<!")
    part(keeper, "Publish", "A release for the public")
    page.locator("label").filter(has_text="I have read this").click()
    page.get_by_role("button", name="Build the release").click()
    page.get_by_text("2026Q3 is released").wait_for(timeout=60_000)
    packed = save(page, "Save it as one file", mail)
    page.get_by_role("link", name="Look at it as the public does").click()
    page.get_by_text("Whether or not any one worker took part").wait_for()

    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "public")
        folder = tmp_path / "public" / archive.namelist()[0].split("/")[0]
    public = at_home("third", str(folder), command="explore")
    page = public.open()
    page.get_by_text("Whether or not any one worker took part").wait_for()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") < 2700
    assert axe(public.settled()) == {}
    page.get_by_role("radio", name="All figures").click()
    page.get_by_role("heading", name="All published figures").wait_for()
    assert axe(public.settled()) == {}
    assert page.get_by_role("link", name="Log").count() == 0
    page.get_by_role("radio", name="Take it along").click()
    page.get_by_role("heading", name="How to cite it").wait_for()
    assert save(page, "Save as SVG", mail).read_bytes().startswith(b"<svg")
    assert save(page, "Save as PNG", mail).read_bytes().startswith(b"\x89PNG")
    assert list((tmp_path / "third").iterdir()) == []
    assert_nothing_of_the_member(packed, bundle)


def test_a_keeper_of_sixty_goes_from_nothing_to_a_release_that_a_stranger_cites(at_home, chromium, tmp_path):
    mail = tmp_path / "mail"
    mail.mkdir()
    keeper = at_home("keeper", "--as-of", str(TODAY))
    page = keeper.open("collective")
    page.get_by_text("You keep no pool on this machine.").wait_for()
    for name, typed in (("Name", "Raters united"), ("New passphrase", PASSPHRASE), ("Once more", PASSPHRASE)):
        page.get_by_role("textbox", name=name, exact=True).fill(typed)
    page.get_by_role("button", name="Make the pool").click()
    page.get_by_role("button", name="It is on paper").click()
    page.get_by_role("textbox", name="How many new codes").fill("60")
    page.get_by_role("textbox", name="Who hands them out").fill("Ada")
    page.get_by_role("button", name="Make codes").click()
    page.get_by_role("button", name="Save the table of codes").wait_for()
    invitation = read_invitation(save(page, "Save the invitation", mail).read_bytes())
    codes = CODE.findall(save(page, "Save the table of codes", mail).read_text())
    assert save(page, "Save slips to print", mail).read_text().count("<svg") == len(codes) == 60

    part(keeper, "Take files in", "Take files in")
    page.set_input_files("input[type=file]", sixty_files(invitation, codes, mail))
    page.get_by_role("button", name="Take in").click()
    page.get_by_text("60 accepted, 0 known already, 0 refused.").wait_for()
    part(keeper, "Compare", "The members' sheet")
    page.get_by_role("button", name="Make the sheet of 2026Q3").click()
    page.get_by_role("button", name="Save the sheet").wait_for()
    sheet = save(page, "Save the sheet", mail)
    part(keeper, "Publish", "A release for the public")
    page.get_by_text("It can tell about 5 figures").wait_for()
    page.locator("label").filter(has_text="I have read this").click()
    page.get_by_role("button", name="Build the release").click()
    page.get_by_text("2026Q3 is released").wait_for(timeout=60_000)
    packed = save(page, "Save it as one file", mail)
    page.get_by_role("link", name="Look at it as the public does").click()
    page.get_by_text("no platform has enough of them").wait_for()
    page.get_by_text("About this release").wait_for()

    stranger = chromium.new_context(java_script_enabled=False).new_page()
    stranger.goto(sheet.as_uri())
    assert stranger.locator("tbody tr").count() < 5
    assert stranger.get_by_text("Not shown, whatever the reason:").count() == 1
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "public")
    (index,) = (tmp_path / "public").glob("*/index.html")
    stranger.goto(index.as_uri())
    figure = stranger.locator("tbody tr[id] a").first
    figure.click()
    assert "#2026Q3-r1/" in stranger.url
    assert "Release 2026Q3-r1" in stranger.locator("main, body").first.inner_text()
    stranger.context.close()


def sixty_files(invitation, codes, mail):
    """The first files of so many simulated members, each made by what a member has: invitation and code."""
    rules = invitation.policy
    people = simulate.contributions(rules, (QUARTER,), len(codes), seed=5, model=simulate.Model())
    files = []
    for (seat, rows), code in zip(people, codes, strict=True):
        file = mail / f"member-{seat}.bundle"
        file.write_bytes(keys.encrypt(text(Member(code, rules).bundle(*rows)), invitation.keepers))
        files.append(str(file))
    return files


def assert_nothing_of_the_member(*files):
    for file in files:
        data = [file.read_bytes()]
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                data += [archive.read(n) for n in archive.namelist()]
        assert not any(b"Hollowmere" in d or b"31.37" in d for d in data), os.fspath(file)


@pytest.fixture(scope="module")
def public_server(tmp_path_factory):
    """`tracker explore` on the release of a collective large enough for every picture."""
    place = tmp_path_factory.mktemp("public")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_KEYS", str(place / "keys"))
        made = filled(place / "pool", 6000, real=True)
        built = releases.build(made.pool, made.keys, QUARTER, Decimal("0.05"), TODAY)
        folder = releases.hand_out(built, place / "release")
    server = Server(str(folder), command="explore")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def public_key(chromium, public_server):
    return key_of(chromium, public_server)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_explore_fits_and_axe_finds_nothing(chromium, public_server, public_key, tmp_path, scheme):
    window = Window(chromium, public_server, public_key, color_scheme=scheme)
    page = window.open("?platforms=Larkspur&what=unpaid_share")
    page.get_by_text("About this release").wait_for()
    assert "what=unpaid_share" in page.url
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        window.settled()
        content, room = window.width()
        assert content <= room
        assert axe(page) == {}
        window.whole(tmp_path / f"explore-{scheme}-{width}.png")
    window.close()
