"""Files of time trackers and work platforms, with values that betray a silent error."""

# ruff: noqa: E501 (a line of a file is one line)

from __future__ import annotations

import json

from bench.strange_cases import Case, rows, text, xlsx

BERLIN = {"zone": "Europe/Berlin"}
NEW_YORK = {"zone": "America/New_York"}


def _json(made: object) -> bytes:
    return json.dumps(made).encode()


TRACKERS = (
    Case(
        "toggl_detailed.csv",
        "Toggl, detailed, a night over the change of clocks",
        text("""
\ufeffUser,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (EUR)
Ann,a@x.io,Acme,Labels,,night,Yes,2026-03-28,23:30:00,2026-03-29,03:30:00,03:00:00,"a, b",0.00
Ann,a@x.io,Acme,Labels,,day,No,2026-04-03,09:00:00,2026-04-03,09:00:41,00:00:41,,0.00
"""),
        10_841,
        answers=BERLIN,
    ),
    Case(
        "toggl_new.csv",
        "Toggl, detailed, today's layout",
        text("""
\ufeff"Description","Billable","Duration","Project","Client","Tags","Start date","Start time","Stop date","Stop time","Amount","Currency"
"one","Yes","1:30:00","Labels","Acme","-","2026-05-04","10:00:00","2026-05-04","11:30:00","1,045.50","USD"
"two","No","0:20:10","-","Acme","-","2026-05-04","23:50:00","2026-05-05","00:10:10","0.00","USD"
"""),
        6_610,
        earned={"USD": "1045.50"},
        answers=BERLIN,
    ),
    Case(
        "toggl_summary.csv",
        "Toggl, summary without days",
        text("""
Project,Client,Title,Duration
Labels,Acme,one,12:30:00
Labels,Acme,two,03:15:20
"""),
        None,
    ),
    Case(
        "clockify_ambiguous.csv",
        "Clockify, detailed, order of day and month open",
        rows(
            "Project|Client|Description|Task|User|Group|Email|Tags|Billable|Start Date|Start Time|End Date|End Time|Duration (h)|Duration (decimal)|Billable Rate (USD)|Billable Amount (USD)",
            "Labels|Acme|a||Ann||a@x.io||Yes|03/04/2026|09:00:00 AM|03/04/2026|10:30:00 AM|01:30:00|1.50|20.00|30.00",
            "Labels|Acme|b||Ann||a@x.io||Yes|04/04/2026|12:05 AM|04/04/2026|12:50 AM|00:45:00|0.75|20.00|15.00",
            quote=True,
        ),
        8_100,
        earned={"USD": "45.00"},
        answers={**BERLIN, "dates": "dmy"},
    ),
    Case(
        "clockify_summary.csv",
        "Clockify, summary by day",
        rows(
            "Date|Project|Client|Description|Time (h)|Time (decimal)",
            "2026-04-01|Labels|Acme|a|01:20:00|1.33",
            "2026-04-02|Labels|Acme|b|00:10:00|0.17",
            "Total||||01:30:00|1.50",
        ),
        5_400,
        answers={"amount": "none"},
    ),
    Case(
        "clockify_detailed.xlsx",
        "Clockify, detailed as a workbook",
        xlsx(
            (
                (
                    "Project",
                    "Client",
                    "Description",
                    "Task",
                    "User",
                    "Tags",
                    "Billable",
                    "Start Date",
                    "Start Time",
                    "End Date",
                    "End Time",
                    "Duration (h)",
                    "Duration (decimal)",
                ),
                (
                    "Labels",
                    "Acme",
                    "x",
                    "",
                    "Ann",
                    "",
                    "No",
                    "04/25/2026",
                    "11:30:00 PM",
                    "04/26/2026",
                    "01:00:00 AM",
                    "01:30:00",
                    1.5,
                ),
                (
                    "Labels",
                    "Acme",
                    "y",
                    "",
                    "Ann",
                    "",
                    "No",
                    "04/26/2026",
                    "12:00:00 PM",
                    "04/26/2026",
                    "12:40:00 PM",
                    "00:40:00",
                    0.67,
                ),
            )
        ),
        7_800,
        answers=NEW_YORK,
    ),
    Case(
        "harvest_eu.csv",
        "Harvest, time report with decimal commas",
        rows(
            "Date|Client|Project|Project Code|Task|Notes|Hours|Billable?|Invoiced?|Approved?|First Name|Last Name|Roles|Employee?|Billable Rate|Billable Amount|Cost Rate|Cost Amount|Currency|External Reference URL",
            "2026-04-02|Acme|Labels||Dev|x|1,25|Yes|No|No|Ann|B||Yes|2.000,0|2.500,0|0,0|0,0|Euro - EUR|",
            "2026-04-03|Acme|Labels||Dev|y|0,5|No|No|No|Ann|B||Yes|0,0|0,0|0,0|0,0|Euro - EUR|",
        ),
        6_300,
        earned={"EUR": "2500.00"},
    ),
    Case(
        "kimai_de.csv",
        "Kimai in German",
        rows(
            "Datum|Von|Bis|Dauer|Währung|Preis|Interner Preis|Stundenlohn|Festpreis|Name|Benutzer|Kunde|Projekt|Tätigkeit|Beschreibung|Abrechenbar|Schlagworte|Typ",
            "2026-04-02|22:00|01:30|3:30|EUR|105|105|30|0|Ann|ann|Acme|Labels|Dev|x|1||timesheet",
            "2026-04-03|09:00|09:30|0:30|EUR|15|15|30|0|Ann|ann|Acme|Labels|Dev|y|1||timesheet",
        ),
        14_400,
        earned={"EUR": "120.00"},
        answers=BERLIN,
    ),
    Case(
        "kimai_fr.csv",
        "Kimai in French",
        rows(
            "Date|De|À|Durée|Devise|Prix|Taux horaire|Nom|Utilisateur|Client|Projet|Activité|Description",
            "2026-04-02|10:00|12:15|2:15|EUR|45|20|Ann|ann|Acme|Labels|Dev|x",
        ),
        8_100,
        earned={"EUR": "45.00"},
        answers=BERLIN,
    ),
    Case(
        "kimai_es.csv",
        "Kimai in Spanish",
        rows(
            "Fecha|De|Para|Duración|Moneda|Precio|Nombre|Usuario|Cliente|Proyecto|Actividad|Descripción",
            "2026-04-02|10:00|12:15|2:15|EUR|45|Ann|ann|Acme|Labels|Dev|x",
        ),
        8_100,
        earned={"EUR": "45.00"},
        answers=BERLIN,
    ),
    Case(
        "solidtime_report.csv",
        "solidtime, report",
        rows(
            "Description|Task|Project|Client|User|Start|End|Duration|Duration (decimal)|Billable|Tags",
            "x||Labels|Acme|Ann|2026-04-02T08:00:00Z|2026-04-02T09:01:01Z|1:01:01|1.02|Yes|",
        ),
        3_661,
    ),
    Case(
        "timew.json",
        "Timewarrior, export",
        _json(
            [
                {"id": 2, "start": "20260402T080000Z", "end": "20260402T093000Z", "tags": ["Acme"]},
                {"id": 1, "start": "20260402T100000Z", "tags": ["Acme"]},
            ]
        ),
        5_400,
    ),
    Case(
        "2026-04.data",
        "Timewarrior, data file",
        text("inc 20260402T080000Z - 20260402T093000Z # Acme\ninc 20260402T100000Z # Acme\n"),
        5_400,
    ),
    Case("frames", "Watson, frames", _json([[1775116800, 1775120400, "Acme", "a1b2", ["x"], 1775120400]]), 3_600),
    Case(
        "watson_report.csv",
        "Watson, report with subtotals of tags",
        rows(
            "from|to|project|tag|time",
            "2026-04-01 00:00:00|2026-04-01 23:59:59|Acme||5400.0",
            "2026-04-01 00:00:00|2026-04-01 23:59:59|Acme|x|3600.0",
            "2026-04-01 00:00:00|2026-04-01 23:59:59|Acme|y|1800.0",
        ),
        5_400,
    ),
    Case(
        "timetagger.tsv",
        "TimeTagger, all records",
        rows(
            "key|start|stop|tags|description",
            "k1|2026-04-02 10:00:00|2026-04-02 11:30:00|#acme|work #acme",
            "k2|2026-04-02 12:00:00|2026-04-02 12:15:00|#acme|HIDDEN old #acme",
            sep="\t",
        ),
        5_400,
        answers=BERLIN,
    ),
    Case(
        "work.timeclock",
        "timeclock",
        text(
            "i 2026-04-02 09:00:00 acme:labels  x\no 2026-04-02 10:30:00\ni 2026-04-02 23:00:00 acme:labels\no 2026-04-03 00:30:00\n"
        ),
        10_800,
        answers=BERLIN,
    ),
    Case(
        "work.timedot",
        "timedot",
        text("2026-04-02\nacme:labels  .... ..\nacme:mail  30m\n\n2026-04-03 * note\nacme:labels  1.5\n"),
        12_600,
    ),
    Case(
        "clock.org",
        "Emacs Org mode, CLOCK lines",
        text("""
* Acme
** TODO Labels
   :LOGBOOK:
   CLOCK: [2026-04-02 Thu 09:00]--[2026-04-02 Thu 10:30] =>  1:30
   CLOCK: [2026-04-02 Thu 23:00]--[2026-04-03 Fri 00:15] =>  1:15
   :END:
"""),
        9_900,
        answers=BERLIN,
    ),
    Case(
        "hubstaff.csv",
        "Hubstaff, time and activity",
        rows(
            "Organization|Time zone|Date|Client|Project|Task ID|Task|Member|Time|Activity|Spent|Currency|Notes",
            "Acme|Pacific Time (US & Canada)|2026-04-02|Acme|Labels|||Ann|1:15:30|64%|18.87|USD|",
        ),
        4_530,
        earned={"USD": "18.87"},
    ),
    Case(
        "rescuetime.csv",
        "RescueTime, seconds by activity",
        rows(
            "Date|Time Spent (seconds)|Number of People|Activity|Category|Productivity",
            "2026-04-02T09:00:00|1800|1|acme.com|Work|2",
            "2026-04-02T10:00:00|600|1|acme.com|Work|2",
        ),
        2_400,
        answers=BERLIN,
    ),
    Case(
        "everhour.csv",
        "Everhour, report with a total line",
        rows(
            "Date|Client|Project|Task|Member|Time|Billable Time|Billable Amount",
            "2026-04-02|Acme|Labels|x|Ann|1:30|1:30|$45.00",
            "2026-04-15|Acme|Labels|y|Ann|0:45|0:00|$0.00",
            "Total||||Ann|2:15|1:30|$45.00",
        ),
        8_100,
        earned={"USD": "45.00"},
        confirmed=False,
        answers={
            "currency": "USD",
            "colons": "h:mm",
            "column": "Time",
            "kind": "work_session",
            "amount": "Billable Amount",
        },
    ),
    Case(
        "timecamp.csv",
        "TimeCamp, detailed",
        rows(
            "Day|Project|Task|Note|Start time|End time|Time (hours)|Time (minutes)|Billable",
            "2026-04-02|Acme|Labels|x|09:00|10:30|1.50|90|Yes",
            "2026-04-02|Acme|Labels|y|22:00|01:00|3.00|180|Yes",
        ),
        16_200,
        confirmed=False,
        answers=BERLIN,
    ),
    Case(
        "tyme.csv",
        "Tyme, German numbers",
        rows(
            "Kunde|Projekt|Aufgabe|Datum|Start|Ende|Dauer|Stundensatz|Umsatz|Notizen",
            "Acme|Labels|x|02.04.2026|09:00|10:45|1,75|40,00 €|70,00 €|",
            "Acme|Labels|y|13.04.2026|11:00|11:30|0,50|40,00 €|20,00 €|",
            sep=";",
        ),
        8_100,
        earned={"EUR": "90.00"},
        confirmed=False,
        answers={**BERLIN, "currency": "EUR", "duration_unit": "hours", "rate": "rate", "amount": "Umsatz"},
    ),
    Case(
        "timely.csv",
        "Timely, hours with a total",
        rows(
            "Date|Client|Project|Note|Duration (Decimal)|Duration|Cost|Currency",
            "2026-04-02|Acme|Labels|x|1.33|01:20|26.60|USD",
            "2026-04-20|Acme|Labels|y|0.50|00:30|10.00|USD",
        ),
        6_600,
        earned={"USD": "36.60"},
        confirmed=False,
        answers={"duration": "Duration", "colons": "h:mm", "amount": "Cost"},
    ),
    Case(
        "tempo.csv",
        "Jira Tempo, worklogs",
        rows(
            "Issue Key|Issue summary|Hours|Work date|Username|Full name|Period|Account Key|Account Name|Activity Name|Work Description",
            "AC-1|x|1.5|2026-04-02 09:00|ann|Ann|0426|ACME|Acme||a",
            "AC-2|y|0.25|2026-04-14 13:00|ann|Ann|0426|ACME|Acme||b",
        ),
        6_300,
        answers=BERLIN,
    ),
    Case(
        "jira_worklog.csv",
        "Jira, worklogs in seconds",
        rows(
            "issue_key|worklog_id|author|time_spent_seconds|time_spent|started|comment",
            "AC-1|100|Ann|5400|1h 30m|2026-04-02T09:00:00.000+0200|x",
            "AC-1|101|Ann|28800|1d|2026-04-03T09:00:00.000+0200|a Jira day has 8 hours",
        ),
        34_200,
        answers={"duration": "time_spent_seconds", "duration_unit": "seconds"},
    ),
    Case(
        "manictime.csv",
        "ManicTime, tags",
        rows(
            "Name|Start|End|Duration|Process",
            "Acme|4/2/2026 9:00:00 AM|4/2/2026 10:30:00 AM|1:30:00|",
            "Acme|4/25/2026 11:30:00 PM|4/26/2026 12:30:00 AM|1:00:00|",
        ),
        9_000,
        answers=BERLIN,
    ),
    Case(
        "atimelogger.csv",
        "aTimeLogger, a second table of sums below",
        text("""
"Activity type","Duration","From","To","Comment"
"Acme","01:30","2026-04-02 09:00","2026-04-02 10:30",""
"Acme","00:45","2026-04-03 23:30","2026-04-04 00:15",""
"Acme","01:00","2026-04-05 08:00","2026-04-05 09:00",""
"Acme","01:00","2026-04-06 08:00","2026-04-06 09:00",""
"Acme","01:00","2026-04-07 08:00","2026-04-07 09:00",""
"Acme","01:00","2026-04-08 08:00","2026-04-08 09:00",""
"Acme","01:00","2026-04-09 08:00","2026-04-09 09:00",""
"Acme","01:00","2026-04-10 08:00","2026-04-10 09:00",""
"Acme","01:00","2026-04-11 08:00","2026-04-11 09:00",""
"Acme","01:00","2026-04-12 08:00","2026-04-12 09:00",""
"Acme","01:00","2026-04-13 08:00","2026-04-13 09:00",""
"Acme","01:00","2026-04-14 08:00","2026-04-14 09:00",""
"Acme","01:00","2026-04-15 08:00","2026-04-15 09:00",""
"Acme","01:00","2026-04-16 08:00","2026-04-16 09:00",""
"Acme","01:00","2026-04-17 08:00","2026-04-17 09:00",""
"Acme","01:00","2026-04-18 08:00","2026-04-18 09:00",""
"Acme","01:00","2026-04-19 08:00","2026-04-19 09:00",""
"Acme","01:00","2026-04-20 08:00","2026-04-20 09:00",""
"Acme","01:00","2026-04-21 08:00","2026-04-21 09:00",""
"Acme","01:00","2026-04-22 08:00","2026-04-22 09:00",""
"Acme","01:00","2026-04-23 08:00","2026-04-23 09:00",""
"Acme","01:00","2026-04-24 08:00","2026-04-24 09:00",""
"Acme","01:00","2026-04-25 08:00","2026-04-25 09:00",""
"Acme","01:00","2026-04-26 08:00","2026-04-26 09:00",""

"Activity type","Duration","%"
"Acme","24:15","100.0"
"""),
        87_300,
        rejects=2,
        answers={**BERLIN, "colons": "h:mm", "column": "From"},
    ),
    Case(
        "calendar.ics",
        "Google Calendar",
        text("""
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
X-WR-CALNAME:Acme work
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VEVENT
DTSTART:20260402T070000Z
DTEND:20260402T083000Z
UID:a1@google.com
STATUS:CONFIRMED
SUMMARY:Acme
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20260328T233000
DTEND;TZID=Europe/Berlin:20260329T033000
UID:a2@google.com
STATUS:CONFIRMED
SUMMARY:Acme
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260405
DTEND;VALUE=DATE:20260406
UID:a3@google.com
SUMMARY:Easter
END:VEVENT
BEGIN:VEVENT
DTSTART:20260403T070000Z
DTEND:20260403T083000Z
UID:a4@google.com
STATUS:CANCELLED
SUMMARY:Acme
END:VEVENT
END:VCALENDAR
""").replace(b"\n", b"\r\n"),
        16_200,
    ),
    Case(
        "timesheet.xlsx",
        "a timesheet in Excel, with a title above and a total below",
        xlsx(
            (
                ("Timesheet April 2026",),
                ("Name:", "Ann"),
                (),
                ("Date", "Start", "End", "Break", "Total", "Notes"),
                (46114.0, 0.375, 0.7083333333333334, 0.020833333333333332, 0.3125, "x"),
                (46115.0, 0.9166666666666666, 0.0416666666666667, "", 0.125, "night"),
                ("Total", "", "", "", 0.4375, ""),
            )
        ),
        37_800,
        answers={**BERLIN, "times": "none", "pause": "minutes"},
    ),
    Case(
        "stundenzettel.csv",
        "a German timesheet, cp1252",
        rows(
            "Tag|Datum|Beginn|Ende|Pause (Min.)|Stunden|Tätigkeit",
            "Do|02.04.2026|09:00|17:30|30|8,00|Prüfung",
            "Fr|17.04.2026|22:00|02:00|0|4,00|Nacht",
            "||||Summe|12,00|",
            sep=";",
            encoding="cp1252",
        ),
        43_200,
        answers={**BERLIN, "duration_unit": "hours", "worked": "duration", "pause": "off", "duration": "Stunden"},
    ),
    Case(
        "unicode.txt",
        "Excel, Unicode text (UTF-16, tabs)",
        rows("Date|Hours|Client|Note", "4/2/2026|1.5|Acme|x", "4/23/2026|2.25|Acme|y", sep="\t", encoding="utf-16"),
        13_500,
        answers={"duration_unit": "hours"},
    ),
    Case(
        "minutes.csv",
        "minutes in a column that says only Time",
        rows("Date|Task|Time", "2026-04-02|x|90", "2026-04-03|y|45", "2026-04-04|z|120"),
        15_300,
        confirmed=False,
        answers={"duration_unit": "minutes"},
    ),
    Case(
        "weekly.csv",
        "a week in columns",
        rows("Project|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Total", "Acme|2|3.5|0|1|4|0|0|10.5", "Beta|1|0|0|0|0|0|0|1"),
        None,
        confirmed=False,
    ),
    Case(
        "quickbooks_time.csv",
        "QuickBooks Time (TSheets), timesheets",
        rows(
            "username|payroll_id|fname|lname|number|group|local_date|local_day|local_start_time|local_end_time|tz|hours|jobcode_1|jobcode_2|location|notes|approved_status",
            "ann||Ann|B|1||2026-04-02|Thu|2026-04-02 09:00:00|2026-04-02 10:30:00|-7|1.5|Acme|Labels||x|approved",
            "ann||Ann|B|1||2026-04-03|Fri|2026-04-03 23:00:00|2026-04-04 00:15:00|-7|1.25|Acme|Labels||y|unapproved",
        ),
        9_900,
        answers={"zone": "America/Los_Angeles", "word:approved": "approved", "word:unapproved": "pending"},
    ),
    Case(
        "timing.csv",
        "Timing (Mac), hours with seconds",
        rows(
            "Duration|Project|Title|Notes|Start Date|End Date",
            "1:30:00|Acme ▸ Labels|x||2026-04-02 09:00:00 +0200|2026-04-02 10:30:00 +0200",
            "0:10:05|Acme ▸ Labels|y||2026-04-02 12:00:00 +0200|2026-04-02 12:10:05 +0200",
        ),
        6_005,
        confirmed=False,
        answers={"date_until": "other"},
    ),
    Case(
        "workinghours.csv",
        "Working Hours (app), pauses in minutes",
        rows(
            "Date|Check-in|Check-out|Pause|Net working time|Note",
            "04/02/2026|9:00 AM|5:00 PM|45|7.25|x",
            "04/28/2026|10:00 PM|2:00 AM|0|4.00|y",
        ),
        40_500,
        confirmed=False,
        answers={**NEW_YORK, "duration_unit": "hours", "pause": "minutes", "worked": "duration"},
    ),
    Case(
        "brackets.csv",
        "days and hours of two people",
        rows("Date|Employee|Hours|Description", "2026-04-02|Ann|2|x", "2026-04-02|Bob|7|y", "2026-04-03|Ann|1.5|z"),
        12_600,
        confirmed=False,
        answers={"duration_unit": "hours", "word:Ann": "mine", "word:Bob": "not mine"},
    ),
)

PLATFORMS = (
    Case(
        "prolific.csv",
        "Prolific, submissions in two currencies",
        rows(
            "Study|Reward|Bonus|Started At|Completed At|Completion Code|Status",
            "Faces|£1.50|£0.25|2026-04-02 09:00:00|2026-04-02 09:10:00|ABC|APPROVED",
            "Words|$2.00||2026-04-03 09:00:00|2026-04-03 09:20:00|DEF|APPROVED",
            "Gone|£5.00||2026-04-04 09:00:00|2026-04-04 09:05:00||RETURNED",
        ),
        2_100,
        earned={"GBP": "1.75", "USD": "2.00"},
        answers=BERLIN,
    ),
    Case(
        "mturk_engine.json",
        "MTurk Engine, backup",
        _json(
            [
                {
                    "id": "3A1",
                    "requester": {"id": "R1", "name": "Acme"},
                    "date": "2026-04-02T10:00:00.000Z",
                    "reward": 0.5,
                    "status": "Paid",
                    "title": "x",
                    "bonus": 0.25,
                },
                {
                    "id": "3A2",
                    "requester": {"id": "R1", "name": "Acme"},
                    "date": "2026-04-02T10:00:00.000Z",
                    "reward": 9,
                    "status": "Rejected",
                    "title": "y",
                },
            ]
        ),
        0,
        earned={"USD": "0.75"},
        answers=NEW_YORK,
    ),
    Case(
        "mturk_results.csv",
        "MTurk, a table of a worker's HITs",
        rows(
            "HITId|AssignmentId|WorkerId|Title|Requester|Reward|AcceptTime|SubmitTime|AssignmentStatus",
            "H1|A1|W1|x|Acme|$0.50|Wed May 06 09:06:14 PDT 2026|Wed May 06 09:16:14 PDT 2026|Approved",
            "H2|A2|W1|y|Acme|$1.25|Wed May 06 10:06:14 PDT 2026|Wed May 06 10:26:14 PDT 2026|Rejected",
        ),
        1_800,
        earned={"USD": "0.50"},
        confirmed=False,
        answers={"currency": "USD", "kind": "work_session", "word:Approved": "approved", "word:Rejected": "rejected"},
    ),
    Case(
        "upwork_old.csv",
        "Upwork, transactions, older table",
        rows(
            "Date|Ref ID|Type|Description|Agency|Freelancer|Team|Account Name|PO|Amount|Amount in local currency|Currency|Balance",
            "Apr 10, 2026|111|Service Fee|Service Fee for Hourly - Ref ID 110||Ann|Acme|Acme||-10.00|||90.00",
            "Apr 10, 2026|110|Hourly|Invoice for Acme, Apr 6, 2026 - Apr 12, 2026 (5:00 hrs @ $20.00/hr)||Ann|Acme|Acme||100.00|||100.00",
            "Apr 13, 2026|112|Withdrawal|Withdrawal to bank||Ann||||-90.00|||0.00",
            quote=True,
        ),
        18_000,
        answers={},
        earned={"USD": "100.00"},
        paid={"USD": "90.00"},
    ),
    Case(
        "fiverr.csv",
        "Fiverr, earnings",
        rows(
            "Date|Activity|Description|Order|Currency|Amount",
            "Apr 2, 2026|Earning|Order from acme|FO1|USD|$40.00",
            "Apr 3, 2026|Withdrawal|Transferred successfully||USD|-$35.00",
            "Apr 4, 2026|Earning|Order from acme|FO2|USD|$1,060.00",
        ),
        0,
        earned={"USD": "1100.00"},
        confirmed=False,
        answers={
            "kind": "earning",
            "below_zero": "outgoing",
            "word:Earning": "approved",
            "word:Withdrawal": "not income",
        },
    ),
    Case(
        "freelancer.csv",
        "Freelancer.com, transactions with fees",
        rows(
            "Date|Description|Type|Project|Client|Amount|Currency",
            "15/04/2026|Milestone payment|Milestone|Labels|Acme|250.00|AUD",
            "15/04/2026|Project fee|Fee|Labels|Acme|-25.00|AUD",
            "16/04/2026|Express withdrawal|Withdrawal|||-225.00|AUD",
        ),
        0,
        earned={"AUD": "225.00"},
        confirmed=False,
        answers={
            "kind": "earning",
            "below_zero": "clawback",
            "word:Milestone": "approved",
            "word:Fee": "approved",
            "word:Withdrawal": "not income",
        },
    ),
    Case(
        "dataannotation.txt",
        "DataAnnotation, Funds History",
        text("""
Jun 25 $61.00
Acme Chat $61.00
Task Submission $11.00 Pending Approval · 1 day ago
Time Entry ··· $50.00 2h 30 min Pending Approval · 1 day ago
"""),
        9_000,
        earned={"USD": "61.00"},
        answers={"as_of": "2026-06-26"},
    ),
    Case(
        "outlier.csv",
        "Outlier, earnings",
        rows(
            "workDate|itemID|duration|rateApplied|payout|payType|projectName|status",
            "Apr 2, 2026|i1|1h 5m 30s|$20.00/hr|$21.83|prepay|acme_v2|paid",
            "Apr 2, 2026|i1|10m|$6.00/hr|$1.00|overtimePay|acme_v2|paid",
            "Apr 3, 2026|m1|||$1,050.00|missionReward|acme_v2|pending",
        ),
        4_530,
        earned={"USD": "1072.83"},
    ),
    Case(
        "uber_payments.csv",
        "Uber, driver_payments of your data",
        rows(
            "City Name|Classification|Category|Local Amount|Currency Code|Trip UUID|Local Timestamp",
            "London|Trip|fare|12.50|GBP|u1|2026-04-02 10:00:00",
            "London|Trip|tip|2.00|GBP|u1|2026-04-02 10:00:00",
        ),
        0,
        earned={"GBP": "14.50"},
    ),
    Case(
        "lyft.csv",
        "Lyft, rides of your data",
        rows(
            "ride_id|request_time|dropoff_time|ride_type|driver_earnings|tip|currency",
            "r1|2026-04-02T14:00:00Z|2026-04-02T14:20:00Z|lyft|9.25|2.00|USD",
            "r2|2026-04-02T15:00:00Z|2026-04-02T15:10:00Z|lyft|5.00|0.00|USD",
        ),
        1_800,
        earned={"USD": "14.25"},
        confirmed=False,
        answers={"kind": "work_session", "amount": "driver_earnings", "date_until": "other"},
    ),
    Case(
        "doordash.csv",
        "DoorDash, dashes",
        rows(
            "Date|Dash Time|Active Time|Deliveries|DoorDash Pay|Customer Tips|Total Earnings",
            "04/02/2026|2h 15m|1h 40m|5|$18.25|$22.00|$40.25",
            "04/20/2026|1h|45m|2|$7.00|$5.50|$12.50",
        ),
        11_700,
        earned={"USD": "52.75"},
        confirmed=False,
        answers={"duration": "Dash Time", "amount": "Total Earnings", "currency": "USD", "kind": "work_session"},
    ),
    Case(
        "deliveroo.csv",
        "Deliveroo, orders",
        rows(
            "Date|Start|End|Orders|Fees|Tips|Total",
            "02/04/2026|18:00|21:30|7|£31.50|£2.00|£33.50",
            "18/04/2026|22:00|00:30|4|£20.00|£0.00|£20.00",
        ),
        21_600,
        earned={"GBP": "53.50"},
        confirmed=False,
        answers={
            "zone": "Europe/London",
            "currency": "GBP",
            "dates": "dmy",
            "amount": "Total",
            "kind": "work_session",
            "fee_is": "taken off",
        },
    ),
    Case(
        "appen.csv",
        "Appen, invoices of which one is not paid",
        rows(
            "Invoice Number|Invoice Date|Project|Hours|Rate|Amount (USD)|Status|Payment Date",
            "INV-1|2026-04-01|Acme|10.00|9.50|95.00|Paid|2026-04-15",
            "INV-2|2026-05-01|Acme|4.50|9.50|42.75|Pending|",
            "INV-3|2026-05-01|Acme|1.00|9.50|9.50|Rejected|",
        ),
        55_800,
        earned={"USD": "137.75"},
        confirmed=False,
        answers={
            "kind": "work_session",
            "rate": "rate",
            "duration_unit": "hours",
            "date": "Invoice Date",
            "date_until": "other",
            "word:Paid": "approved",
            "word:Pending": "pending",
            "word:Rejected": "rejected",
        },
    ),
    Case(
        "clickworker.csv",
        "Clickworker, jobs in euros with decimal commas",
        rows(
            "Datum|Job|Status|Betrag",
            "02.04.2026|Acme Umfrage|bezahlt|1,25 €",
            "13.04.2026|Acme Foto|abgelehnt|3,00 €",
            "14.04.2026|Acme Text|offen|0,80 €",
            sep=";",
            encoding="cp1252",
        ),
        0,
        earned={"EUR": "2.05"},
        confirmed=False,
        answers={"kind": "earning", "word:bezahlt": "paid", "word:abgelehnt": "not income", "word:offen": "not yet"},
    ),
    Case(
        "remotasks.csv",
        "Remotasks, tasks with seconds",
        rows(
            "date|project|task_id|time_spent_sec|earnings_usd|status",
            "2026-04-02|acme|t1|1800|4.50|approved",
            "2026-04-02|acme|t2|600|1.50|rejected",
        ),
        2_400,
        earned={"USD": "4.50"},
        confirmed=False,
        answers={
            "kind": "work_session",
            "duration_unit": "seconds",
            "currency": "USD",
            "word:approved": "approved",
            "word:rejected": "rejected",
        },
    ),
    Case(
        "toptal.csv",
        "Toptal, weeks with subtotals",
        rows(
            "Week|Client|Hours|Rate|Amount",
            "2026-04-06|Acme|20|$60.00|$1,200.00",
            "2026-04-13|Acme|10|$60.00|$600.00",
            "Subtotal|Acme|30||$1,800.00",
        ),
        108_000,
        earned={"USD": "1800.00"},
        confirmed=False,
        answers={
            "kind": "work_session",
            "currency": "USD",
            "rate": "rate",
            "covers": "week from",
            "duration_unit": "hours",
        },
    ),
)
