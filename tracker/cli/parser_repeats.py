"""Commands for what is logged again: the same again, templates, recurring entries."""

from __future__ import annotations

from tracker.cli.parsing import Add
from tracker.domain import Activity


def repeating(add: Add) -> None:
    p = add("again", "log the last entry of a project once more, for today")
    p.add_argument("platform")
    p.add_argument("project", nargs="?")
    p.add_argument("--on", metavar="DAY", help="the day (today)")
    p.add_argument("--anyway", action="store_true", help="also where the same is logged on that day already")
    p = add("template", "list templates, or keep one: tracker template calls 1h30 outlier --every 'mon, wed'")
    p.add_argument("name", nargs="?", help="what you call it; the list if it is left out")
    p.add_argument("length", nargs="?", help="how long it takes, such as 1h30")
    p.add_argument("platform", nargs="?")
    p.add_argument("project", nargs="?")
    p.add_argument("--activity", choices=[str(a) for a in Activity], help="what the time goes on (task)")
    p.add_argument("--at", metavar="CLOCK", help="when it starts, as 14:00")
    p.add_argument("--every", metavar="DAYS", help="its days: weekday, 'mon, wed', '2 weeks fri', 'month 15'")
    p.add_argument("--from", dest="start", metavar="DAY", help="the first day of the rule (today)")
    p.add_argument("--until", dest="end", metavar="DAY", help="the last day of the rule (until further notice)")
    p.add_argument("--note")
    p.add_argument("--remove", action="store_true", help="take it away; what it logged stays")
    p.add_argument("--new", action="store_true", help="a platform or project that the ledger has not met is meant")
    p = add("recurring", "list the days of recurring entries that wait for an answer, and answer them")
    p.add_argument("name", nargs="?", help="the entry (all of them)")
    p.add_argument("--log", action="store_true", help="they were done: log them")
    p.add_argument("--not-done", action="store_true", help="they were not done")
    p.add_argument("--on", metavar="DAY", help="that day only")
    p.add_argument("--anyway", action="store_true", help="with --log, also what is odd or logged already")
    p.add_argument("--ical", metavar="FILE", help="write the days of the next three months as a calendar that reminds")
    p.add_argument("--force", action="store_true", help="write over a file that is there")
