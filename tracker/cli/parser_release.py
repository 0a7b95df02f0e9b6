"""The words and options of `tracker release …`."""

from __future__ import annotations

from tracker.cli.parsing import Add, nested


def release(add: Add) -> None:
    _publish(add)
    p = add("explore", "look at a release in the browser; needs no ledger and no pool")
    p.add_argument("folder", metavar="FOLDER", help="the release's folder")
    p.add_argument("--port", type=int, help="the port (one that is free)")
    p.add_argument("--no-browser", action="store_true", help="print the address, open no browser")


def _publish(add: Add) -> None:
    under = nested(add("release", "publish aggregates of a pool with a guarantee, and check published ones"))
    p = under("build", "build the release of a quarter; the same quarter again gives the same files")
    p.add_argument("folder", metavar="POOL", help="the pool's folder")
    p.add_argument("-o", "--output", required=True, metavar="FOLDER", help="a new folder for the release")
    p.add_argument("--quarter", metavar="Q", help="such as 2026Q3 (the last that is over)")
    p.add_argument("--rho", metavar="R", help="its budget, at most 0.2 (the policy's)")
    p = under("verify", "check that a release is whole, signed, and consistent")
    p.add_argument("folder", metavar="FOLDER", help="the release's folder")
    p.add_argument("--publisher", metavar="FINGERPRINT", help="the key it has to be signed with")
    p.add_argument("--invitation", metavar="FILE", help="the pool's invitation, which names that key")
    p.add_argument("--previous", metavar="FOLDER", help="the release before, which it has to name by its hash")
    p = under(
        "compare", "set releases beside each other: of one collective over time, or two collectives of one quarter"
    )
    p.add_argument("folders", nargs="+", metavar="FOLDER", help="two or more releases' folders")
    p = under("list", "list what was released of a pool, and what each release cost")
    p.add_argument("folder", metavar="POOL", help="the pool's folder")
