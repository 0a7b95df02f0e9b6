"""Hours as further tools write them, as people keep them by hand, and in wrappings that a table comes in."""

# ruff: noqa: E501 (a line of a file is one line)

from __future__ import annotations

import json

from bench.strange_cases import Case, rows, text
from bench.strange_work import BERLIN, NEW_YORK

_WORK = {"kind": "work_session", "duration_unit": "hours", "rate": "rate", "times": "none"}
_HOURS = {**_WORK, "currency": "USD"}
_TWO = ("2026-04-13", "2026-04-14")


def _json(made: object) -> bytes:
    return json.dumps(made, indent=1).encode()


MORE_TOOLS = (
    Case(
        "clockify_api.json",
        "Clockify, entries of its API",
        _json(
            [
                {
                    "id": "a1",
                    "description": "one",
                    "billable": True,
                    "projectId": "p",
                    "timeInterval": {
                        "start": "2026-04-13T21:30:00Z",
                        "end": "2026-04-13T23:00:00Z",
                        "duration": "PT1H30M",
                    },
                },
                {
                    "id": "a2",
                    "description": "two",
                    "billable": False,
                    "projectId": "p",
                    "timeInterval": {"start": "2026-04-14T07:00:00Z", "end": None, "duration": None},
                },
            ]
        ),
        None,
    ),
    Case(
        "harvest_api.json",
        "Harvest, entries of its API",
        _json(
            {
                "time_entries": [
                    {
                        "id": 1,
                        "spent_date": "2026-04-13",
                        "hours": 1.5,
                        "notes": "x",
                        "client": {"name": "Acme"},
                        "project": {"name": "L"},
                    }
                ],
                "total_pages": 1,
            }
        ),
        None,
    ),
    Case(
        "wakatime.json",
        "WakaTime, summaries by day",
        _json(
            {
                "data": [
                    {
                        "grand_total": {"total_seconds": 5400.5, "text": "1 hr 30 mins"},
                        "range": {"date": "2026-04-13", "timezone": "Europe/Berlin"},
                    }
                ]
            }
        ),
        None,
    ),
    Case(
        "clockify_attendance.csv",
        "Clockify, attendance: start, end, break and work of each day, overtime, time off",
        rows(
            "User|Date|Start time|End time|Break|Work|Capacity|Overtime|Time off",
            "Ann|2026-04-13|09:00|17:30|00:30|08:00|08:00|00:00|00:00",
            "Ann|2026-04-14|10:00|12:15|00:00|02:15|08:00|00:00|00:00",
        ),
        36_900,
        answers={**_WORK, **BERLIN, "duration": "Work", "worked": "duration", "pause": "minutes"},
    ),
    Case(
        "hubstaff_entries.csv",
        "Hubstaff, time entries: start and stop with an offset, activity in percent",
        rows(
            "Member|Client|Project|Task|Start|Stop|Duration|Activity|Manual|Notes",
            "Ann|Acme|L||2026-04-13T23:10:00-04:00|2026-04-14T00:40:00-04:00|1:30:00|71%|no|",
            "Ann|Acme|L||2026-04-14T09:00:00-04:00|2026-04-14T09:20:00-04:00|0:20:00|55%|yes|call",
        ),
        6_600,
        answers={**_WORK, **NEW_YORK},
        when=("2026-04-14T03:10", "2026-04-14T13:00"),
    ),
    Case(
        "hubstaff_daily.csv",
        "Hubstaff, daily totals: a column for the day's spent money, currency in the cell",
        rows(
            "Organization|Time Zone|Date|Member|Total worked|Activity|Amount|Currency",
            "Org|America/New_York|2026-04-13|Ann|2:30:00|70%|50.00|USD",
            "Org|America/New_York|2026-04-14|Ann|1:15:30|60%|25.17|USD",
        ),
        13_530,
        earned={"USD": "75.17"},
        answers={**_HOURS, "amount": "Amount"},
    ),
    Case(
        "time_doctor.csv",
        "Time Doctor, edit time: name, employee id, start and end of twelve hours, mode",
        rows(
            "Name|Employee ID|Email|Project|Task|Date|Start Time|End Time|Duration (h:mm:ss)|Type|Reason",
            "Ann Lee|E7|a@x.io|Acme|L|13/04/2026|11:40 PM|12:10 AM|0:30:00|Tracked|",
            "Ann Lee|E7|a@x.io|Acme|L|14/04/2026|9:00 AM|10:05 AM|1:05:00|Manual|forgot",
        ),
        5_700,
        answers={**_WORK, **BERLIN},
        when=("2026-04-13T21:40", "2026-04-14T07:00"),
    ),
    Case(
        "time_doctor_daily.csv",
        "Time Doctor, hours tracked: 3h 25m, productive and unproductive parts of it",
        rows(
            "User Name|Email|Date|Time Tracked|Productive|Unproductive|Neutral|Manual Time",
            "Ann|a@x.io|2026-04-13|3h 25m|3h 0m|0h 5m|0h 20m|0h 0m",
            "Ann|a@x.io|2026-04-14|1h 0m|0h 50m|0h 0m|0h 10m|0h 0m",
        ),
        15_900,
        answers={**_WORK, "duration": "Time Tracked"},
    ),
    Case(
        "desktime.csv",
        "DeskTime: arrived, left, DeskTime, time at work, productive time",
        rows(
            "Name|Email|Team|Date|Arrived|Left|Late|Total time at work|DeskTime|Productive time",
            "Ann|a@x.io|T|2026-04-13|09:00:10|17:05:20|no|08:05:10|07:00:00|06:10:00",
            "Ann|a@x.io|T|2026-04-14|09:02:00|12:02:00|no|03:00:00|02:45:30|02:00:00",
        ),
        35_130,
        answers={**_WORK, **BERLIN, "duration": "DeskTime", "worked": "duration", "column": "Left (end)"},
    ),
    Case(
        "clockodo.csv",
        "Clockodo: German, services, decimal hours, rate and sum",
        text("""
Kunde;Projekt;Leistung;Text;Datum;Von;Bis;Dauer (Stunden);Stundensatz;Betrag;Abrechenbar
Acme;L;Dev;a;13.04.2026;23:00;00:30;1,50;20,00 €;30,00 €;Ja
Acme;L;Dev;b;14.04.2026;09:00;09:15;0,25;20,00 €;5,00 €;Ja
"""),
        6_300,
        earned={"EUR": "35.00"},
        answers={**_WORK, **BERLIN, "amount": "Betrag", "currency": "EUR"},
        when=("2026-04-13T21:00", "2026-04-14T07:00"),
    ),
    Case(
        "my_hours.csv",
        "My Hours: date, client, project, hours, amount, start, end, with day names",
        rows(
            "Date|User|Client|Project|Task|Tags|Start|End|Hours|Rate|Amount|Description",
            "Mon 13/04/2026|Ann|Acme|L|Dev||09:00|10:30|1.50|20.00|30.00|x",
            "Tue 14/04/2026|Ann|Acme|L|Dev||23:30|00:15|0.75|20.00|15.00|y",
        ),
        8_100,
        earned={"USD": "45.00"},
        answers={**_HOURS, **NEW_YORK, "amount": "Amount"},
    ),
    Case(
        "paymo.csv",
        "Paymo: entries with start and end moments, hours as h:mm, billed",
        rows(
            "Date|User|Client|Project|Task List|Task|Description|Start Time|End Time|Duration|Billed",
            "Apr 13, 2026|Ann|Acme|L|A|Dev|x|Apr 13, 2026 9:00 AM|Apr 13, 2026 10:30 AM|1:30|No",
            "Apr 14, 2026|Ann|Acme|L|A|Dev|y|Apr 14, 2026 11:30 PM|Apr 15, 2026 12:15 AM|0:45|No",
        ),
        8_100,
        answers={**_WORK, **NEW_YORK, "colons": "h:mm"},
        when=("2026-04-13T13:00", "2026-04-15T03:30"),
    ),
    Case(
        "zoho.csv",
        "Zoho Projects: log hours HH:MM, billing type, approval",
        rows(
            "Project|Task/Issue|User|Date|Log Hours (HH:MM)|Billing Type|Notes|Approval Status",
            "L|Dev|Ann|13-04-2026|08:30|Billable|x|Approved",
            "L|Dev|Ann|14-04-2026|01:15|Non Billable|y|Pending",
        ),
        35_100,
        answers={
            **_WORK,
            "word:Approved": "approved",
            "word:Pending": "pending",
            "colons": "h:mm",
            "column": "Log Hours (HH:MM)",
        },
        states={"approved": 1, "pending": 1},
    ),
    Case(
        "hamster.tsv",
        "Hamster: activity, start, end, minutes, category",
        text(
            "activity\tstart time\tend time\tduration minutes\tcategory\tdescription\ttags\nlabels\t2026-04-13 23:30:00\t2026-04-14 00:45:00\t75\tAcme\tx\t\ncall\t2026-04-14 09:00:00\t2026-04-14 09:20:00\t20\tAcme\t\t\n"
        ),
        5_700,
        answers={**_WORK, **BERLIN},
        when=("2026-04-13T21:30", "2026-04-14T07:00"),
    ),
    Case(
        "timetrap.csv",
        "Timetrap: start, end, note, sheet",
        text(
            'start,end,note,sheet\n"2026-04-13 23:30:00","2026-04-14 00:45:00","x","acme"\n"2026-04-14 09:00:00","2026-04-14 09:20:00","y","acme"\n'
        ),
        5_700,
        answers={**_WORK, **BERLIN},
        when=("2026-04-13T21:30", "2026-04-14T07:00"),
    ),
    Case(
        "klog.klg",
        "klog: records as text",
        text("2026-04-13 (8h!)\n  09:00 - 10:30 labels\n  -15m break\n\n2026-04-14\n  1h30m call\n"),
        None,
    ),
    Case(
        "notion.csv",
        "Notion, a database: a start and an end in one cell with an arrow",
        rows(
            "Name|When|Hours|Rate|Client",
            "Labels|April 13, 2026 9:00 AM → 10:30 AM|1.5|$20.00|Acme",
            "Call|April 14, 2026 2:00 PM → 2:45 PM|0.75|$20.00|Acme",
        ),
        None,
        answers={**_HOURS, **NEW_YORK},
    ),
    Case(
        "notion_date.csv",
        "Notion, a database: a day in words, hours, a sum, a status",
        rows(
            "Name|Date|Hours|Earned|Status",
            "Labels|April 13, 2026|1.5|$30.00|Paid",
            "Call|April 14, 2026|0.75|$15.00|Unpaid",
        ),
        8_100,
        earned={"USD": "45.00"},
        answers={**_HOURS, "amount": "Earned", "word:Paid": "approved", "word:Unpaid": "pending"},
        when=_TWO,
        states={"approved": 1, "pending": 1},
    ),
    Case(
        "airtable.csv",
        "Airtable: am and pm glued to the time, durations h:mm, money with $",
        rows(
            "Task|Start|End|Duration|Pay|Project",
            "Labels|4/13/2026 9:00am|4/13/2026 10:30am|1:30|$30.00|L",
            "Call|4/14/2026 11:30pm|4/15/2026 12:15am|0:45|$15.00|L",
        ),
        8_100,
        earned={"USD": "45.00"},
        answers={**_HOURS, **NEW_YORK, "amount": "Pay", "colons": "h:mm"},
        when=("2026-04-13T13:00", "2026-04-15T03:30"),
    ),
    Case(
        "google_form.csv",
        "Google Forms: the moment of the answer, and the day that was meant",
        rows(
            "Timestamp|Date worked|Hours worked|Project|What did you do?",
            "4/14/2026 8:01:22|4/13/2026|1.5|L|labels",
            "4/20/2026 22:10:09|4/14/2026|0.75|L|call",
        ),
        8_100,
        answers={**_WORK, **NEW_YORK, "date": "Date worked", "date_until": "other"},
        when=_TWO,
    ),
    Case(
        "jira_excel.csv",
        "Jira: 13/Apr/26 9:00 AM, time spent in words",
        rows(
            "Issue Key|Issue summary|Started|Time Spent|Author|Comment",
            "L-1|labels|13/Apr/26 9:00 AM|1h 30m|Ann|x",
            "L-2|call|14/Apr/26 11:30 PM|45m|Ann|y",
        ),
        8_100,
        answers={**_WORK, **NEW_YORK},
        when=("2026-04-13T13:00", "2026-04-15T03:30"),
    ),
    Case(
        "monday.csv",
        "monday.com, time tracking: start day and time apart, duration with seconds",
        rows(
            "Item Name|Start Date|Start Time|End Date|End Time|Duration|Started By|Ended By|Manually",
            "Labels|13 Apr, 2026|09:00:00 AM|13 Apr, 2026|10:30:05 AM|01:30:05|Ann|Ann|No",
            "Call|14 Apr, 2026|11:30:00 PM|15 Apr, 2026|12:15:00 AM|00:45:00|Ann|Ann|Yes",
        ),
        8_105,
        answers={**_WORK, **NEW_YORK},
        when=("2026-04-13T13:00", "2026-04-15T03:30"),
    ),
    Case(
        "timelogger_de.csv",
        "aTimeLogger in German: Aktivitätstyp, Dauer, Von, Bis, and a table of sums below",
        text("""
"Aktivitätstyp","Dauer","Von","Bis","Kommentar"
"Acme","1:30","2026-04-13 09:00","2026-04-13 10:30",""
"Acme","0:45","2026-04-14 23:30","2026-04-15 00:15","x"

"Aktivitätstyp","Dauer","%"
"Acme","2:15","100.0"
"""),
        8_100,
        answers={**_WORK, **BERLIN, "colons": "h:mm"},
        when=("2026-04-13T07:00", "2026-04-14T21:30"),
    ),
    Case(
        "rescuetime_api.json",
        "RescueTime, rows of its API",
        _json(
            {
                "notes": "data is an array of arrays",
                "row_headers": ["Date", "Time Spent (seconds)", "Number of People", "Activity", "Productivity"],
                "rows": [["2026-04-13T00:00:00", 5400, 1, "vscode", 2]],
            }
        ),
        None,
    ),
    Case(
        "toggl_v3.json",
        "Toggl, detailed report of its API: entries within rows",
        _json(
            [
                {
                    "user_id": 1,
                    "username": "Ann",
                    "project_id": 2,
                    "description": "x",
                    "time_entries": [
                        {
                            "id": 9,
                            "seconds": 5400,
                            "start": "2026-04-13T09:00:00+02:00",
                            "stop": "2026-04-13T10:30:00+02:00",
                        }
                    ],
                }
            ]
        ),
        None,
    ),
    Case(
        "gitlab_time.csv",
        "GitLab, timelogs: moments in UTC, seconds",
        rows(
            "Spent at,Project,Issue,User,Time spent (seconds)".replace(",", "|"),
            "2026-04-13 07:00:00 UTC|acme/l|#7|ann|5400",
            "2026-04-14 21:30:00 UTC|acme/l|#8|ann|2700",
        ),
        8_100,
        answers={**_WORK, **BERLIN, "duration_unit": "seconds", "column": "Spent at"},
    ),
    Case(
        "bitrix.csv",
        "a team's tool: hours and minutes in words of Spanish",
        rows(
            "Fecha|Proyecto|Tiempo dedicado|Comentario",
            "13/04/2026|L|1 h 30 min|x",
            "14/04/2026|L|45 min|y",
            sep=";",
        ),
        8_100,
        answers=_WORK,
        when=_TWO,
    ),
    Case(
        "stundenzettel_std.csv",
        "lengths as 1 Std. 30 Min.",
        rows("Datum|Projekt|Dauer", "13.04.2026|L|1 Std. 30 Min.", "14.04.2026|L|45 Min.", sep=";"),
        8_100,
        answers=_WORK,
        when=_TWO,
    ),
    Case(
        "workday_clock.csv",
        "a time clock: in and out below each other, one line each, with the kind in a column",
        rows(
            "Date|Time|Type|Job",
            "2026-04-13|09:00|IN|L",
            "2026-04-13|10:30|OUT|L",
            "2026-04-14|23:30|IN|L",
            "2026-04-15|00:15|OUT|L",
        ),
        None,
        answers={**_WORK, **BERLIN},
    ),
)

BY_HAND = (
    Case(
        "blank_days.csv",
        "a day that is written once for all of its rows",
        rows(
            "Date|Client|Start|End",
            "2026-04-13|Acme|09:00|10:30",
            "|Acme|11:00|11:30",
            "2026-04-14|Acme|09:00|09:15",
            "|Acme|23:30|00:15",
        ),
        10_800,
        answers={**_WORK, **BERLIN, "above": "above"},
        when=("2026-04-13T07:00", "2026-04-13T09:00", "2026-04-14T07:00", "2026-04-14T21:30"),
    ),
    Case(
        "blank_days_hours.csv",
        "a day that is written once, hours, and a client that is written once",
        rows("Day|Client|Hours", "13/04/2026|Acme|1.5", "||0.5", "14/04/2026|Beta|0.25", "||0.75"),
        10_800,
        answers={**_WORK, "above": "above"},
        when=("2026-04-13", "2026-04-13", "2026-04-14", "2026-04-14"),
    ),
    Case(
        "am_pm_apart.csv",
        "am and pm in columns of their own",
        rows(
            "Date|Start|AM/PM|End|AM/PM|Client", "2026-04-13|9:00|AM|1:30|PM|Acme", "2026-04-14|11:30|PM|12:15|AM|Acme"
        ),
        None,
        answers={**_WORK, **NEW_YORK},
    ),
    Case(
        "dots_clock.csv",
        "clock times with dots: 9.30, 14.00",
        rows("Datum|Von|Bis|Kunde", "13.04.2026|9.30|11.00|Acme", "14.04.2026|14.00|14.45|Acme", sep=";"),
        8_100,
        answers={**_WORK, **BERLIN, "column": "Von and Bis"},
        when=("2026-04-13T07:30", "2026-04-14T12:00"),
    ),
    Case(
        "h_clock.csv",
        "clock times as 9h30 and 14h, French",
        rows("Date|Début|Fin|Client", "13/04/2026|9h30|11h|Acme", "14/04/2026|14h|14h45|Acme", sep=";"),
        8_100,
        answers={**_WORK, "zone": "Europe/Paris", "column": "Début and Fin"},
        when=("2026-04-13T07:30", "2026-04-14T12:00"),
    ),
    Case(
        "span_cell.csv",
        "from and to in one cell with an en dash, two in one row",
        rows("Date|Times|Client", "2026-04-13|09:00–10:30|Acme", "2026-04-14|09:00–09:15, 23:30–00:15|Acme"),
        None,
        answers={**_WORK, **BERLIN},
    ),
    Case(
        "serial_times.csv",
        "day and times as the numbers of a spreadsheet in a CSV",
        rows("Date|Start|End|Client", "46125|0.375|0.4375|Acme", "46126|0.5|0.53125|Acme"),
        None,
        answers={**_HOURS, **BERLIN, "amount": "none", "hundredths": "whole", "column": "Start and End"},
    ),
    Case(
        "iso_weekdays.csv",
        "days as 2026-W16-1",
        rows("Day|Hours|Client", "2026-W16-1|1.5|Acme", "2026-W16-2|0.75|Acme"),
        8_100,
        answers=_WORK,
        when=_TWO,
    ),
    Case(
        "ordinal_days.csv",
        "days of the year: 2026-103",
        rows("Date|Hours|Client", "2026-103|1.5|Acme", "2026-104|0.75|Acme"),
        None,
        answers={**_WORK, "column": "Date"},
    ),
    Case(
        "day_parts.csv",
        "day, month and year in columns of their own",
        rows("Day|Month|Year|Hours|Client", "13|4|2026|1.5|Acme", "14|4|2026|0.75|Acme"),
        None,
        answers=_WORK,
    ),
    Case(
        "half_days.csv",
        "days of work: 1, 0.5",
        rows("Date|Days|Client", "2026-04-13|1|Acme", "2026-04-14|0.5|Acme"),
        None,
        answers=_WORK,
    ),
    Case(
        "pomodoros.csv",
        "pomodoros instead of hours",
        rows("Date|Pomodoros|Client", "2026-04-13|3|Acme", "2026-04-14|2|Acme"),
        None,
        answers=_WORK,
    ),
    Case(
        "midnight_24.csv",
        "an end at 24:00, and one at 25:30 counted on",
        rows("Date|Start|End|Client", "2026-04-13|22:00|24:00|Acme", "2026-04-14|23:00|25:30|Acme"),
        16_200,
        answers={**_WORK, **BERLIN, "column": "End (end)"},
        when=("2026-04-13T20:00", "2026-04-14T21:00"),
    ),
    Case(
        "negative_time.csv",
        "a correction below zero: -0:30",
        rows("Date|Hours|Client", "2026-04-13|1:30|Acme", "2026-04-14|-0:30|Acme"),
        5_400,
        answers={**_WORK, "colons": "h:mm", "column": "Hours"},
        rejects=1,
    ),
    Case(
        "two_rates.csv",
        "hours, a rate in two currencies by row",
        rows("Date|Client|Hours|Rate|Currency|Total", "2026-04-13|Acme|1.5|20|USD|30", "2026-04-14|Beta|2|18|EUR|36"),
        12_600,
        earned={"USD": "30", "EUR": "36"},
        answers={**_WORK, "amount": "Total", "currency": "Currency"},
    ),
    Case(
        "money_in_head.csv",
        "the currency in the header: Pay (£), Tip (£)",
        rows("Date|Client|Hours|Pay (£)|Tip (£)", "2026-04-13|Acme|1.5|30.00|2.00", "2026-04-14|Acme|2|36.50|0.00"),
        12_600,
        earned={"GBP": "66.50"},
        answers={**_WORK, "amount": "Pay (£)", "currency": "GBP"},
    ),
    Case(
        "month_totals.csv",
        "months below each other with a heading and a total each, one blank line between",
        text("""
April 2026,,
Date,Hours,Client
13/04/2026,1.5,Acme
14/04/2026,0.5,Acme
Total April,2.0,

May 2026,,
Date,Hours,Client
13/05/2026,1,Acme
Total May,1,
Grand total,3,
"""),
        10_800,
        answers=_WORK,
        when=("2026-04-13", "2026-04-14", "2026-05-13"),
        rejects=3,
    ),
    Case(
        "markdown.md",
        "a table of Markdown",
        text("""
# Hours

| Date       | Client | Hours |
|------------|:------:|------:|
| 2026-04-13 | Acme   | 1.5   |
| 2026-04-14 | Acme   | 0.75  |
"""),
        8_100,
        answers=_WORK,
        when=_TWO,
    ),
    Case(
        "org_table.org",
        "a table of Org mode",
        text("""
#+TITLE: Hours

| Date             | Client | Hours |
|------------------+--------+-------|
| [2026-04-13 Mon] | Acme   |   1.5 |
| [2026-04-14 Tue] | Acme   |  0.75 |
|------------------+--------+-------|
| Total            |        |  2.25 |
"""),
        8_100,
        answers=_WORK,
        when=_TWO,
    ),
    Case(
        "clocktable.org",
        "a clock table of Org mode: lengths bold and by level",
        text("""
#+BEGIN: clocktable :scope file :maxlevel 2
#+CAPTION: Clock summary at [2026-04-15 Wed 10:00]
| Headline     | Time   |      |
|--------------+--------+------|
| *Total time* | *2:15* |      |
|--------------+--------+------|
| Acme         | 2:15   |      |
| \\_  labels   |        | 2:15 |
#+END:
"""),
        None,
        answers=_WORK,
    ),
    Case(
        "ascii_box.txt",
        "a table of a database's terminal",
        text("""
+------------+--------+-------+
| date       | client | hours |
+------------+--------+-------+
| 2026-04-13 | Acme   |  1.50 |
| 2026-04-14 | Acme   |  0.75 |
+------------+--------+-------+
2 rows in set (0.00 sec)
"""),
        8_100,
        answers=_WORK,
        when=_TWO,
        rejects=1,
    ),
    Case(
        "sep_line.csv",
        "sep=; above the header, for Excel",
        text("sep=;\nDate;Client;Hours\n2026-04-13;Acme;1,5\n2026-04-14;Acme;0,75\n"),
        8_100,
        answers={**_WORK, "decimal": ","},
        when=_TWO,
    ),
    Case(
        "old_mac.csv",
        "lines that end as on an old Mac",
        b"Date,Client,Hours\r2026-04-13,Acme,1.5\r2026-04-14,Acme,0.75\r",
        8_100,
        answers=_WORK,
        when=_TWO,
    ),
    Case(
        "utf16be.csv",
        "UTF-16, the big end first, with a mark",
        b"\xfe\xff" + "Date\tClient\tHours\r\n2026-04-13\tAcmé\t1.5\r\n2026-04-14\tAcmé\t0.75\r\n".encode("utf-16-be"),
        8_100,
        answers=_WORK,
        when=_TWO,
    ),
    Case(
        "utf16_bare.csv",
        "UTF-16 without a mark",
        "Date\tClient\tHours\r\n2026-04-13\tAcme\t1.5\r\n2026-04-14\tAcme\t0.75\r\n".encode("utf-16-le"),
        8_100,
        answers=_WORK,
        when=_TWO,
    ),
    Case(
        "quoted_rows.csv",
        "each line in quotes as one cell",
        text('"Date,Client,Hours"\n"2026-04-13,Acme,1.5"\n"2026-04-14,Acme,0.75"\n'),
        None,
        answers=_WORK,
    ),
    Case(
        "pipe.txt",
        "strokes between the cells, spaces around",
        text("Date | Client | Hours\n2026-04-13 | Acme | 1.5\n2026-04-14 | Acme | 0.75\n"),
        8_100,
        answers=_WORK,
        when=_TWO,
    ),
    Case(
        "ndjson.jsonl",
        "an object a line",
        text('{"date":"2026-04-13","client":"Acme","hours":1.5}\n{"date":"2026-04-14","client":"Acme","hours":0.75}\n'),
        None,
    ),
    Case(
        "hours.yaml",
        "YAML",
        text("- date: 2026-04-13\n  client: Acme\n  hours: 1.5\n- date: 2026-04-14\n  client: Acme\n  hours: 0.75\n"),
        None,
    ),
    Case(
        "hours.xml",
        "an XML of somebody's own",
        text(
            '<?xml version="1.0"?><entries><entry date="2026-04-13" hours="1.5"/><entry date="2026-04-14" hours="0.75"/></entries>'
        ),
        None,
    ),
    Case(
        "weekday_row.csv",
        "projects down, weekdays across, the week in the title",
        text(
            "Week of 13 April 2026\nProject,Mon,Tue,Wed,Thu,Fri,Total\nL,1.5,0.75,,,,2.25\nM,,1,,,,1\nTotal,1.5,1.75,,,,3.25\n"
        ),
        None,
        answers=_WORK,
    ),
    Case(
        "sum_formula.csv",
        "formulas left as text in a CSV",
        text(
            "Date,Client,Hours,Total\n2026-04-13,Acme,1.5,=C2*20\n2026-04-14,Acme,0.75,=C3*20\n,,=SUM(C2:C3),=SUM(D2:D3)\n"
        ),
        8_100,
        answers={**_HOURS, "amount": "none", "column": "Hours", "above": "none"},
        rejects=1,
        when=_TWO,
    ),
    Case(
        "approx.csv",
        "lengths with a mark: ~2h, 1.5h?, 2+",
        rows("Date|Client|Time", "2026-04-13|Acme|~2h", "2026-04-14|Acme|1.5h", "2026-04-15|Acme|2h+"),
        5_400,
        answers={**_WORK, "column": "Time"},
        rejects=2,
    ),
    Case(
        "comma_hours.csv",
        "hours 1,5 and 7,25 in an English sheet with semicolons, a total that proves the comma",
        rows("Date|Client|Hours", "2026-04-13|Acme|1,5", "2026-04-14|Acme|7,25", "Total||8,75", sep=";"),
        31_500,
        answers={**_WORK, "decimal": ","},
        when=_TWO,
    ),
    Case(
        "hours_and_sum_rows.csv",
        "a weekly row of sums with the date of its end in the day's column, and the word in the client's",
        rows(
            "Date|Client|Hours",
            "2026-04-13|Acme|1.5",
            "2026-04-14|Acme|0.5",
            "2026-04-19|Weekly total|2.0",
            "2026-04-20|Acme|1",
            "2026-04-26|Weekly total|1.0",
        ),
        10_800,
        answers=_WORK,
        when=("2026-04-13", "2026-04-14", "2026-04-20"),
    ),
    Case(
        "minutes_head.csv",
        "columns called h and m",
        rows("Date|Client|h|m", "2026-04-13|Acme|1|30", "2026-04-14|Acme|0|45"),
        8_100,
        answers={**_WORK, "duration": "together"},
        when=_TWO,
    ),
    Case(
        "us_two_digit.csv",
        "4/13/26 and 9a-5p hours with lunch",
        rows("Date|In|Out|Lunch|Hours", "4/13/26|9:00 AM|5:00 PM|0:30|7.5", "4/14/26|9:00 AM|12:00 PM|0:00|3"),
        37_800,
        answers={**_WORK, **NEW_YORK, "pause": "minutes", "worked": "duration"},
        when=("2026-04-13T13:00", "2026-04-14T13:00"),
    ),
    Case(
        "tagalog.csv",
        "Filipino: Petsa, Simula, Tapos, Oras",
        rows("Petsa|Simula|Tapos|Oras|Kliyente", "2026-04-13|09:00|10:30|1.5|Acme", "2026-04-14|13:00|13:45|0.75|Acme"),
        8_100,
        answers={**_WORK, "zone": "Asia/Manila"},
        when=("2026-04-13T01:00", "2026-04-14T05:00"),
    ),
    Case(
        "hindi.csv",
        "Hindi headers and digits",
        rows("तारीख|ग्राहक|घंटे", "2026-04-13|Acme|1.5", "2026-04-14|Acme|0.75"),
        8_100,
        answers={**_WORK, "amount": "none", "currency": "USD", "column": "घंटे"},
        when=_TWO,
    ),
    Case(
        "swahili.csv",
        "Swahili: Tarehe, Mteja, Saa, Malipo",
        rows("Tarehe|Mteja|Saa|Malipo (KES)", "2026-04-13|Acme|1.5|300.00", "2026-04-14|Acme|0.75|150.00"),
        8_100,
        earned={"KES": "450.00"},
        answers={**_WORK, "column": "Saa", "amount": "Malipo (KES)"},
        when=_TWO,
    ),
    Case(
        "arabic_digits.csv",
        "digits as Arabic writes them",
        rows("Date|Client|Hours", "٢٠٢٦-٠٤-١٣|Acme|١٫٥", "٢٠٢٦-٠٤-١٤|Acme|٠٫٧٥"),
        None,
        answers={**_WORK, "column": "Date"},
    ),
)
