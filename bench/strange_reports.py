"""Reports of time trackers and platforms as other settings of theirs write them: clocks, days, lengths, languages, totals."""

# ruff: noqa: E501 (a line of a file is one line)

from __future__ import annotations

import json

from bench.strange_cases import Case, rows, text
from bench.strange_work import BERLIN, NEW_YORK

_WORK = {"kind": "work_session", "duration_unit": "hours", "rate": "rate", "times": "none"}
_HOURS = {**_WORK, "currency": "USD"}


def _json(made: object) -> bytes:
    return json.dumps(made, indent=1).encode()


TOOLS = (
    Case(
        "toggl_member.csv",
        "Toggl, 12-hour clock, day first, quotes and line breaks in notes, one running and one of no length",
        text("""
"Member","Email","Client","Project","Task","Description","Billable","Start date","Start time","Stop date","Stop time","Duration","Tags"
"Ann","a@x.io","Acme","L","-","said ""no""
and then yes","No","13/04/2026","11:45:00 PM","14/04/2026","12:15:30 AM","0:30:30","a, b"
"Ann","a@x.io","Acme","L","-","empty","No","14/04/2026","9:00:00 AM","14/04/2026","9:00:00 AM","0:00:00","-"
"Ann","a@x.io","Acme","L","-","now","No","14/04/2026","10:00:00 AM","","","","-"
"Ann","a@x.io","Acme","L","-","noon","No","05/05/2026","12:00:00 PM","05/05/2026","12:30:00 PM","0:30:00","-"
"""),
        3_630,
        answers=BERLIN,
        when=("2026-04-13T21:45", "2026-04-14T07:00", "2026-05-05T10:00"),
    ),
    Case(
        "toggl_twice.csv",
        "Toggl, the hour that comes twice in New York, told apart by durations",
        text("""
User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (USD)
Ann,a@x.io,Acme,L,,over,Yes,2025-11-02,00:30:00,2025-11-02,01:30:00,02:00:00,,80.00
Ann,a@x.io,Acme,L,,early,Yes,2025-11-02,00:30:00,2025-11-02,01:15:00,00:45:00,,30.00
"""),
        9_900,
        earned={"USD": "110.00"},
        answers=NEW_YORK,
        when=("2025-11-02T04:30", "2025-11-02T04:30"),
    ),
    Case(
        "toggl_weekly_new.csv",
        "Toggl, weekly report of today",
        text("""
"Member","Project","Client","2026-04-13","2026-04-14","2026-04-15","2026-04-16","2026-04-17","2026-04-18","2026-04-19","Total"
"Ann","L","Acme","2:00:00","1:30:00","0:00:00","0:00:00","0:00:00","0:00:00","0:00:00","3:30:00"
"""),
        None,
    ),
    Case(
        "toggl_summary_decimal.csv",
        "Toggl, summary with shares",
        text("""
"Project","Client","Description","Duration","Duration (%)","Amount (EUR)"
"L","Acme","one","12.50","62.50%","250.00"
"L","Acme","two","7.50","37.50%","150.00"
"""),
        None,
    ),
    Case(
        "clockify_dots.csv",
        "Clockify, dotted days, 24 hours, hours and minutes, a break, a day off, a running entry",
        text("""
"Project","Client","Description","Task","User","Group","Email","Tags","Billable","Type","Start Date","Start Time","End Date","End Time","Duration (h)","Duration (decimal)","Billable Rate (EUR)","Billable Amount (EUR)","Date of creation"
"L","Acme","a","","Ann","","a@x.io","","Yes","Regular","03.04.2026","09:00","03.04.2026","10:30","1:30","1.50","20.00","30.00","03.04.2026"
"L","Acme","lunch","","Ann","","a@x.io","","No","Break","03.04.2026","10:30","03.04.2026","11:00","0:30","0.50","0.00","0.00","03.04.2026"
"","","","","Ann","","a@x.io","","No","Time Off","04.04.2026","09:00","04.04.2026","17:00","8:00","8.00","0.00","0.00","15.04.2026"
"L","Acme","now","","Ann","","a@x.io","","No","Regular","05.04.2026","09:00","","","0:00","0.00","0.00","0.00","05.04.2026"
"""),
        5_400,
        earned={"EUR": "30.00"},
        answers=BERLIN,
        when=("2026-04-03T07:00",),
    ),
    Case(
        "clockify_de.csv",
        "Clockify with German headers",
        text("""
Projekt;Kunde;Beschreibung;Aufgabe;Benutzer;Gruppe;E-Mail;Tags;Abrechenbar;Startdatum;Startzeit;Enddatum;Endzeit;Dauer (h);Dauer (dezimal);Abrechenbarer Satz (EUR);Abrechenbarer Betrag (EUR)
L;Acme;a;;Ann;;a@x.io;;Ja;13.04.2026;23:00;14.04.2026;00:30;01:30:00;1,50;20,00;30,00
L;Acme;b;;Ann;;a@x.io;;Nein;14.04.2026;09:00;14.04.2026;09:15;00:15:00;0,25;0,00;0,00
"""),
        6_300,
        earned={"EUR": "30.00"},
        answers={**_WORK, **BERLIN, "amount": "Abrechenbarer Betrag (EUR)", "currency": "EUR"},
        when=("2026-04-13T21:00", "2026-04-14T07:00"),
        confirmed=False,
    ),
    Case(
        "clockify_pt.csv",
        "Clockify with Portuguese headers",
        text("""
"Projeto","Cliente","Descrição","Tarefa","Usuário","Grupo","E-mail","Etiquetas","Faturável","Data de início","Hora de início","Data de término","Hora de término","Duração (h)","Duração (decimal)","Taxa faturável (BRL)","Valor faturável (BRL)"
"L","Acme","a","","Ann","","a@x.io","","Sim","13/04/2026","23:00:00","14/04/2026","00:30:00","01:30:00","1,50","20,00","30,00"
"L","Acme","b","","Ann","","a@x.io","","Não","14/04/2026","09:00:00","14/04/2026","09:15:00","00:15:00","0,25","0,00","0,00"
"""),
        6_300,
        earned={"BRL": "30.00"},
        answers={**_WORK, "zone": "America/Sao_Paulo", "amount": "Valor faturável (BRL)", "currency": "BRL"},
        when=("2026-04-14T02:00", "2026-04-14T12:00"),
        confirmed=False,
    ),
    Case(
        "clockify_fr.csv",
        "Clockify with French headers",
        text("""
"Projet","Client","Description","Tâche","Utilisateur","E-mail","Étiquettes","Facturable","Date de début","Heure de début","Date de fin","Heure de fin","Durée (h)","Durée (décimal)"
"L","Acme","a","","Ann","a@x.io","","Oui","13/04/2026","23:00","14/04/2026","00:30","01:30:00","1,50"
"L","Acme","b","","Ann","a@x.io","","Non","14/04/2026","09:00","14/04/2026","09:15","00:15:00","0,25"
"""),
        6_300,
        answers={**_WORK, **BERLIN},
        when=("2026-04-13T21:00", "2026-04-14T07:00"),
        confirmed=False,
    ),
    Case(
        "clockify_weekly.csv",
        "Clockify, weekly report",
        text("""
"User","Project","Client","Mon Apr 13","Tue Apr 14","Wed Apr 15","Thu Apr 16","Fri Apr 17","Sat Apr 18","Sun Apr 19","Total"
"Ann","L","Acme","02:00:00","01:30:00","","","","","","03:30:00"
"Total","","","02:00:00","01:30:00","","","","","","03:30:00"
"""),
        None,
    ),
    Case(
        "harvest_rounded.csv",
        "Harvest, with rounded hours, day first, a note of several lines",
        text('''
Date,Client,Project,Project Code,Task,Notes,Hours,Hours Rounded,Billable?,Invoiced?,Approved?,First Name,Last Name,Employee Id,Roles,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,External Reference URL
13/04/2026,Acme,L,,Dev,"one
two, ""three""",1.33,1.5,Yes,No,No,Ann,Lee,,,Yes,30.0,45.0,0.0,0.0,British Pound - GBP,
30/04/2026,Acme,L,,Dev,,0.1,0.25,No,No,No,Ann,Lee,,,Yes,0.0,0.0,0.0,0.0,British Pound - GBP,
'''),
        5_148,
        earned={"GBP": "45.00"},
        when=("2026-04-13", "2026-04-30"),
    ),
    Case(
        "harvest_started.csv",
        "Harvest, with the clock times of timers",
        text("""
Date,Client,Project,Task,Notes,Started At,Ended At,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,Employee?,Billable Rate,Billable Amount,Currency
2026-04-13,Acme,L,Dev,x,9:00am,10:30am,1.5,Yes,No,No,Ann,Lee,Yes,30,45,US Dollar - USD
2026-04-13,Acme,L,Dev,y,11:30pm,12:15am,0.75,Yes,No,No,Ann,Lee,Yes,30,22.5,US Dollar - USD
"""),
        8_100,
        earned={"USD": "67.50"},
        confirmed=False,
        answers=NEW_YORK,
    ),
    Case(
        "kimai_fr_dates.csv",
        "Kimai in French, days of France, semicolons, decimal commas, a break",
        text("""
Date;De;À;Durée;Pause;Devise;Prix;Prix interne;Prix horaire;Prix fixe;Nom;Utilisateur;E-mail;Client;Projet;Activité;Description;Facturable;Mots-clés
02/04/2026;10:00;12:15;2,00;0,25;EUR;40,00;40,00;20,00;;Ann;ann;a@x.io;Acme;L;Dev;x;1;
13/04/2026;23:30;00:30;1,00;0,00;EUR;20,00;20,00;20,00;;Ann;ann;a@x.io;Acme;L;Dev;y;1;
"""),
        10_800,
        earned={"EUR": "60.00"},
        answers=BERLIN,
        when=("2026-04-02T08:00", "2026-04-13T21:30"),
        confirmed=False,
    ),
    Case(
        "kimai_de_decimal.csv",
        "Kimai in German, decimal hours, sums with a point for thousands, an entry that runs",
        text("""
Datum;Beginn;Ende;Dauer;Währung;Preis;Stundenpreis;Benutzer;Kunde;Projekt;Tätigkeit;Beschreibung;Abrechenbar
02.04.2026;22:00;01:30;3,50;EUR;1.050,00;300,00;ann;Acme;L;Dev;x;ja
03.04.2026;09:00;;0,00;EUR;0,00;300,00;ann;Acme;L;Dev;y;ja
14.04.2026;09:00;09:20;0,33;EUR;100,00;300,00;ann;Acme;L;Dev;z;nein
"""),
        13_800,
        earned={"EUR": "1050.00"},
        answers=BERLIN,
        when=("2026-04-02T20:00", "2026-04-14T07:00"),
    ),
    Case(
        "kimai_it.csv",
        "Kimai in Italian",
        rows(
            "Data|Da|A|Durata|Valuta|Prezzo|Utente|Cliente|Progetto|Attività|Descrizione",
            "13/04/2026|22:00|01:30|3:30|EUR|105,00|ann|Acme|L|Dev|x",
            "14/04/2026|09:00|09:20|0:20|EUR|10,00|ann|Acme|L|Dev|y",
        ),
        13_800,
        earned={"EUR": "115.00"},
        answers={**_WORK, **BERLIN, "zone": "Europe/Rome", "amount": "Prezzo", "currency": "EUR", "colons": "h:mm"},
        when=("2026-04-13T20:00", "2026-04-14T07:00"),
        confirmed=False,
    ),
    Case(
        "kimai_nl.csv",
        "Kimai in Dutch",
        rows(
            "Datum|Van|Tot|Duur|Valuta|Prijs|Gebruiker|Klant|Project|Activiteit|Omschrijving",
            "13-04-2026|22:00|01:30|3:30|EUR|105,00|ann|Acme|L|Dev|x",
            "14-04-2026|09:00|09:20|0:20|EUR|10,00|ann|Acme|L|Dev|y",
        ),
        13_800,
        earned={"EUR": "115.00"},
        answers={**_WORK, **BERLIN, "amount": "Prijs", "currency": "EUR", "colons": "h:mm"},
        when=("2026-04-13T20:00", "2026-04-14T07:00"),
        confirmed=False,
    ),
    Case(
        "solidtime_de.csv",
        "solidtime, report with decimal commas, one entry running",
        text("""
Description,Task,Project,Client,User,Start,End,Duration,Duration (decimal),Billable,Tags
"x",,L,Acme,Ann,2026-04-13 23:30:00,2026-04-14 00:31:01,"1:01:01","1,02",Yes,"a, b"
"y",,L,Acme,Ann,2026-04-14 09:00:00,,"","",No,
"""),
        3_661,
        answers=BERLIN,
        when=("2026-04-13T21:30",),
    ),
    Case(
        "solidtime_entries.csv",
        "solidtime, table of entries, one running",
        text("""
description,billable,client,project,tags,start,end,task,user_name,user_email
x,true,Acme,L,,2026-04-13T21:30:00Z,2026-04-13T22:31:01Z,,Ann,a@x.io
y,false,Acme,L,,2026-04-14T09:00:00Z,,,Ann,a@x.io
"""),
        3_661,
        when=("2026-04-13T21:30",),
    ),
    Case(
        "timew_pretty.json",
        "Timewarrior, export with notes, one entry a line",
        text("""
[
{"id":3,"start":"20260413T213000Z","end":"20260413T223101Z","tags":["Acme","two words"],"annotation":"said \\"no\\""},
{"id":2,"start":"20260414T090000Z","end":"20260414T090000Z","tags":["Acme"]},
{"id":1,"start":"20260414T100000Z","tags":["Acme"]}
]
"""),
        3_661,
        when=("2026-04-13T21:30", "2026-04-14T09:00"),
    ),
    Case(
        "2026-05.data",
        "Timewarrior, data file with notes and tags of two words",
        text("""
inc 20260413T213000Z - 20260413T223101Z # Acme "two words" # "said \\"no\\""
inc 20260414T090000Z - 20260414T091500Z
inc 20260414T100000Z # Acme
"""),
        4_561,
        when=("2026-04-13T21:30", "2026-04-14T09:00"),
    ),
    Case(
        "watson_report.json",
        "Watson, report as JSON: sums of a stretch",
        _json(
            {
                "projects": [{"name": "Acme", "tags": [{"name": "x", "time": 1800.0}], "time": 5400.0}],
                "time": 5400.0,
                "timespan": {"from": "2026-04-13T00:00:00+02:00", "to": "2026-04-19T23:59:59+02:00"},
            }
        ),
        None,
    ),
    Case(
        "watson_aggregate.csv",
        "Watson, aggregate: days in blocks",
        text("""
from,to,project,tag,time
2026-04-13 00:00:00,2026-04-13 23:59:59,Acme,,9899.999999
2026-04-13 00:00:00,2026-04-13 23:59:59,Acme,x,3600.0

from,to,project,tag,time
2026-04-14 00:00:00,2026-04-14 23:59:59,Acme,,60.0
"""),
        9_960,
        when=("2026-04-13", "2026-04-14"),
    ),
    Case(
        "watson_log.json",
        "Watson, log as JSON",
        _json(
            [
                {
                    "id": "a1b2c3d4e5f6",
                    "project": "Acme",
                    "start": "2026-04-13T23:30:00+02:00",
                    "stop": "2026-04-14T00:31:01+02:00",
                    "tags": ["x"],
                },
                {
                    "id": "b1b2c3d4e5f6",
                    "project": "Acme",
                    "start": "2026-04-14T09:00:00+02:00",
                    "stop": "2026-04-14T09:10:00+02:00",
                    "tags": [],
                },
            ]
        ),
        4_261,
        when=("2026-04-13T21:30", "2026-04-14T07:00"),
    ),
    Case(
        "timetagger_unix.tsv",
        "TimeTagger, seconds since 1970, one running",
        rows(
            "key|start|stop|tags|description",
            "k1|1776115800|1776119461|#acme|work #acme",
            "k2|1776157200|1776157200|#acme|runs #acme",
            sep="\t",
        ),
        3_661,
        when=("2026-04-13T21:30",),
    ),
    Case(
        "timetagger.json",
        "TimeTagger, records as JSON of its server",
        _json(
            {
                "records": [
                    {
                        "key": "k1",
                        "t1": 1776115800,
                        "t2": 1776119461,
                        "mt": 1776119461,
                        "st": 1776119461.5,
                        "ds": "work #acme",
                    }
                ]
            }
        ),
        None,
    ),
    Case(
        "offset.timeclock",
        "timeclock with offsets, comments and two accounts beside each other",
        text("""
; my clock
i 2026-04-13 23:30:00+0200 acme:labels  a note  ; and more
o 2026-04-14 00:31:01+0200
# another
i 2026/04/14 09:00:00 +0200 acme:mail
o 2026/04/14 09:10:00 +0200
i 2026-04-14 10:00:00 +0200 acme:mail
"""),
        4_261,
        answers=BERLIN,
        when=("2026-04-13T21:30", "2026-04-14T07:00"),
    ),
    Case(
        "days.timedot",
        "timedot with letters, minutes, a decimal comma and an entry of nothing",
        text("""
# hours
2026-04-13 * a day
acme:labels  .... .... ..   ; a note
acme:mail    90m
acme:calls   aab
acme:idle    0

2026/04/14
acme:labels  1,5
"""),
        9_000 + 5_400 + 2_700 + 5_400,
        when=("2026-04-13",) * 4 + ("2026-04-14",),
    ),
    Case(
        "outlook.ics",
        "Outlook: a zone of Windows, a series with one time left out and one moved, DURATION, free and whole days",
        text("""
BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
X-WR-CALNAME:Acme
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:040000008200E001
DTSTART;TZID="W. Europe Standard Time":20260325T090000
DTEND;TZID="W. Europe Standard Time":20260325T103000
RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=WE
EXDATE;TZID="W. Europe Standard Time":20260408T090000
SUMMARY:Acme weekly\\, with a very long title that Outlook folds over two l
 ines
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
BEGIN:VEVENT
UID:040000008200E001
RECURRENCE-ID;TZID="W. Europe Standard Time":20260415T090000
DTSTART;TZID="W. Europe Standard Time":20260416T090000
DTEND;TZID="W. Europe Standard Time":20260416T100000
SUMMARY:Acme weekly
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
UID:040000008200E002
DTSTART:20260413T213000Z
DURATION:PT1H1M1S
SUMMARY:Acme night
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
UID:040000008200E003
DTSTART;TZID="W. Europe Standard Time":20260414T090000
DTEND;TZID="W. Europe Standard Time":20260414T170000
SUMMARY:Acme free
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:040000008200E004
DTSTART;VALUE=DATE:20260415
DTEND;VALUE=DATE:20260416
SUMMARY:Acme holiday
END:VEVENT
END:VCALENDAR
""").replace(b"\n", b"\r\n"),
        5_400 * 2 + 3_600 + 3_661,
        when=("2026-03-25T08:00", "2026-04-01T07:00", "2026-04-13T21:30", "2026-04-16T07:00"),
    ),
    Case(
        "hubstaff_new.csv",
        "Hubstaff, today's columns, with seconds and a note",
        text("""
Organization,Time zone,Date,Client,Project,Member,Task ID,Task,Time,Activity,Earned,Currency,Notes
Acme,UTC,2026-04-13,,L,Ann,,,1:30:15,55%,30.08,USD,"one, two"
Acme,UTC,2026-04-14,,L,Ann,,,0:00:00,0%,0.00,USD,
"""),
        5_415,
        earned={"USD": "30.08"},
        when=("2026-04-13", "2026-04-14"),
        confirmed=False,
    ),
    Case(
        "hubstaff_weekly.csv",
        "Hubstaff, weekly report",
        text("""
Organization,Time zone,Client,Project,Member,Mon 2026-04-13,Tue 2026-04-14,Wed 2026-04-15,Total,Activity
Acme,UTC,,L,Ann,1:30:00,0:30:00,0:00:00,2:00:00,55%
"""),
        None,
        confirmed=False,
    ),
    Case(
        "rescuetime_ranks.csv",
        "RescueTime, ranks without days",
        rows(
            "Rank|Time Spent (seconds)|Number of People|Activity|Category|Productivity",
            "1|5400|1|acme.com|Work|2",
            "2|600|1|mail|Mail|0",
        ),
        None,
    ),
    Case(
        "everhour_decimal.csv",
        "Everhour, decimal hours, weeks in groups with subtotals",
        rows(
            "Date|Member|Client|Project|Task|Time|Billable Amount (USD)",
            "04/13/2026|Ann|Acme|L|x|1.5|45.00",
            "04/14/2026|Ann|Acme|L|y|0.75|22.50",
            "Total|||||2.25|67.50",
        ),
        8_100,
        earned={"USD": "67.50"},
        confirmed=False,
        answers={**_HOURS, "amount": "Billable Amount (USD)", "word:Ann": "mine"},
        when=("2026-04-13", "2026-04-14"),
    ),
    Case(
        "tmetric.csv",
        "TMetric, detailed report",
        text("""
"Day","User","Time Entry","Project","Project Code","Client","Tags","Work Type","Start Time","End Time","Duration","Billable Amount","Billable Currency","Issue Id","Link"
"4/13/2026","Ann","x","L","","Acme","","","9:00 AM","10:30 AM","1:30:00","45.00","USD","",""
"4/13/2026","Ann","y","L","","Acme","","","11:30 PM","12:15 AM","0:45:00","22.50","USD","",""
"""),
        8_100,
        earned={"USD": "67.50"},
        answers={**_WORK, **NEW_YORK, "amount": "Billable Amount", "currency": "Billable Currency"},
        when=("2026-04-13T13:00", "2026-04-14T03:30"),
        confirmed=False,
    ),
    Case(
        "jibble_punches.csv",
        "Jibble, raw entries: a row for in, a row for out",
        text("""
Date,Full Name,EntryType,Time,Duration,Activity,Project,Kiosk Name
2026-04-13,Ann,In,09:00:00,,Work,L,
2026-04-13,Ann,Out,10:30:00,1.5,Work,L,
2026-04-14,Ann,In,09:00:00,,Work,L,
2026-04-14,Ann,Out,09:15:00,0.25,Work,L,
"""),
        6_300,
        rejects=2,
        answers=_WORK,
        when=("2026-04-13", "2026-04-14"),
        confirmed=False,
    ),
    Case(
        "jibble_sheet.csv",
        "Jibble, timesheet of days",
        text("""
Date,Full Name,First In,Last Out,Tracked Hours,Break Hours,Worked Hours,Payroll Hours
13/04/2026,Ann,09:00,17:30,8.5,0.5,8,8
14/04/2026,Ann,09:00,12:00,3,0,3,3
"""),
        39_600,
        answers={**_WORK, **BERLIN, "duration": "Worked Hours", "worked": "duration", "pause": "hours"},
        confirmed=False,
    ),
    Case(
        "atracker.csv",
        "ATracker, hours twice",
        text("""
Task name,Task description,Start time,End time,Duration,Duration in hours,Note,Tag
L,,2026-04-13 09:00,2026-04-13 10:30,1:30:00,1.50,x,
L,,2026-04-13 23:30,2026-04-14 00:15,0:45:00,0.75,y,
"""),
        8_100,
        answers={**_WORK, **BERLIN},
        when=("2026-04-13T07:00", "2026-04-13T21:30"),
        confirmed=False,
    ),
    Case(
        "atimelogger_us.csv",
        "aTimeLogger, 12-hour clock",
        text("""
Activity type,Duration,From,To,Comment
L,01:30,"Apr 13, 2026 9:00 AM","Apr 13, 2026 10:30 AM",x
L,00:45,"Apr 13, 2026 11:30 PM","Apr 14, 2026 12:15 AM",y
"""),
        8_100,
        answers={**_WORK, **NEW_YORK, "colons": "h:mm"},
        when=("2026-04-13T13:00", "2026-04-14T03:30"),
        confirmed=False,
    ),
    Case(
        "early.csv",
        "EARLY (Timeular), offsets in columns of their own",
        text("""
TimeEntryID,StartDate,StartTime,StartTimeOffset,EndDate,EndTime,EndTimeOffset,Duration,ActivityID,Activity,SpaceId,Space,Username,Note,Mentions,Tags
1,2026-04-13,23:30:00,+0200,2026-04-14,00:31:01,+0200,1:01:01,9,L,1,Mine,Ann,x,,
2,2026-04-20,09:00:00,-0400,2026-04-20,09:15:00,-0400,0:15:00,9,L,1,Mine,Ann,y,,
"""),
        4_561,
        answers={**_WORK, **BERLIN},
        when=("2026-04-13T21:30", "2026-04-20T13:00"),
    ),
    Case(
        "timeular_one.csv",
        "Timeular, offsets in columns, one zone",
        text("""
StartDate,StartTime,StartTimeOffset,EndDate,EndTime,EndTimeOffset,Duration,Activity,Space,Note,Tags
2026-04-13,23:30:00,+0200,2026-04-14,00:31:01,+0200,1:01:01,L,Mine,x,
2026-04-20,09:00:00,+0200,2026-04-20,09:15:00,+0200,0:15:00,L,Mine,y,
"""),
        4_561,
        answers={**_WORK, **BERLIN},
        when=("2026-04-13T21:30", "2026-04-20T07:00"),
    ),
    Case(
        "org.csv",
        "org-clock-csv",
        text("""
task,parents,category,start,end,effort,ishabit,tags
Labels,Acme,work,2026-04-13 23:30,2026-04-14 00:15,1:00,,
Mail,Acme,work,2026-04-14 09:00,2026-04-14 09:10,,,
"""),
        3_300,
        answers={**_WORK, **BERLIN},
        when=("2026-04-13T21:30", "2026-04-14T07:00"),
    ),
    Case(
        "clocktable.csv",
        "Org mode, clock table with sums of sums",
        text("""
L,Headline,Time,,
,*Total time*,*2:15*,,
1,Acme,2:15,,
2,Labels,,1:30,
2,Mail,,0:45,
"""),
        None,
    ),
    Case(
        "superprod.csv",
        "Super Productivity, worklog",
        text("""
"Date","Started","Ended","Time","Titles"
"2026-04-13","9:00","10:30","1:30","L"
"2026-04-14","9:00","9:45","0:45","L"
"""),
        8_100,
        answers={**_WORK, **BERLIN, "colons": "h:mm", "duration": "Time", "worked": "duration"},
        confirmed=False,
    ),
    Case(
        "timelog.txt",
        "gTimeLog, its own log",
        text("""
2026-04-13 09:00: arrived
2026-04-13 10:30: acme: labels
2026-04-13 11:00: lunch **
2026-04-13 12:00: acme: mail

2026-04-14 09:00: arrived
2026-04-14 09:20: acme: labels
"""),
        None,
    ),
    Case(
        "klokki.csv",
        "Klokki, entries",
        text("""
Task;Tags;Start;End;Duration;Duration (decimal);Note
L;;13.04.2026, 23:30:00;14.04.2026, 00:31:01;01:01:01;1,02;x
L;;14.04.2026, 09:00:00;14.04.2026, 09:15:00;00:15:00;0,25;y
"""),
        4_561,
        answers={**_WORK, **BERLIN},
        when=("2026-04-13T21:30", "2026-04-14T07:00"),
        confirmed=False,
    ),
    Case(
        "clickup.csv",
        "ClickUp, milliseconds beside words",
        text("""
User ID,Username,Time Entry ID,Description,Billable,Time Labels,Start,Start Text,Stop,Stop Text,Time Tracked,Time Tracked Text,Task ID,Task Name
1,Ann,77,x,true,[],1776115800000,"04/13/2026, 11:30:00 PM GMT+2",1776119461000,"04/14/2026, 12:31:01 AM GMT+2",3661000,1 h 1 m,t1,L
1,Ann,78,y,false,[],1776150000000,"04/14/2026, 9:00:00 AM GMT+2",1776150900000,"04/14/2026, 9:15:00 AM GMT+2",900000,15 m,t1,L
"""),
        4_561,
        answers={**_WORK, **BERLIN, "duration_unit": "milliseconds", "column:start": "Start"},
        when=("2026-04-13T21:30", "2026-04-14T07:00"),
    ),
    Case(
        "hourstracker.csv",
        "HoursTracker, two-digit years, a pause, an adjustment",
        text("""
Job,Clocked In,Clocked Out,Duration,Hourly Rate,Earnings,Comment,Tags,Breaks,Adjustments,TotalTimeAdjustment,TotalEarningsAdjustment
Acme,4/13/26 9:00 AM,4/13/26 5:30 PM,8.00,$20.00,$160.00,x,,0:30,,,
Acme,4/14/26 11:30 PM,4/15/26 12:15 AM,0.75,$20.00,$15.00,y,,,,,
"""),
        31_500,
        earned={"USD": "175.00"},
        answers={**_HOURS, **NEW_YORK, "amount": "Earnings", "worked": "duration", "pause": "hours"},
    ),
    Case(
        "teamwork.csv",
        "Teamwork, hours and minutes beside decimal hours",
        text("""
Date,Date/time,End date/time,Project,Who,Description,Task List,Task,Is it Billable?,Invoice Number,Hours,Minutes,Decimal Hours
13/04/2026,13/04/2026 23:30,14/04/2026 00:15,L,Ann,x,,,1,,0,45,0.75
14/04/2026,14/04/2026 09:00,14/04/2026 10:30,L,Ann,y,,,1,,1,30,1.5
"""),
        8_100,
        answers={**_WORK, **BERLIN, "duration": "Decimal Hours"},
        when=("2026-04-13T21:30", "2026-04-14T07:00"),
        confirmed=False,
    ),
    Case(
        "freshbooks.csv",
        "FreshBooks, time entries with groups and subtotals",
        text("""
Time Entry Details
Acme Ltd
"For Apr 1, 2026 - Apr 30, 2026"

Team Member,Client,Project,Service,Note,Date,Hours,Status
Ann,Acme,L,Dev,x,2026-04-13,1.50,Unbilled
Ann,Acme,L,Dev,y,2026-04-14,0.75,Billed
Total,,,,,,2.25,
"""),
        8_100,
        answers={**_WORK, "word:Unbilled": "approved", "word:Billed": "approved"},
        when=("2026-04-13", "2026-04-14"),
        confirmed=False,
    ),
    Case(
        "noko.csv",
        "Noko, minutes",
        text("""
Date,Person,Project Name,Minutes,Hours,Tags,Description,Billable,Invoiced,Import
2026-04-13,Ann,L,90,1.5,,x,yes,no,
2026-04-14,Ann,L,45,0.75,,y,yes,no,
"""),
        8_100,
        answers={**_WORK, "duration": "Minutes", "word:no": "approved", "word:yes": "approved"},
        when=("2026-04-13", "2026-04-14"),
    ),
    Case(
        "wakatime.csv",
        "a program's table: milliseconds of a day",
        text("""
date,project,duration_ms
2026-04-13,acme,5400000
2026-04-14,acme,2700500
"""),
        8_100,
        answers={**_WORK, "duration_unit": "milliseconds"},
        when=("2026-04-13", "2026-04-14"),
        confirmed=False,
    ),
    Case(
        "lengths_mixed.csv",
        "lengths in every hand: 1h30, 90 min, 1:30, PT1H30M, 1,5 h, 01:30:00",
        text("""
Date;Project;Duration
13.04.2026;Acme;1h30
14.04.2026;Acme;90 min
15.04.2026;Acme;1:30
16.04.2026;Acme;PT1H30M
17.04.2026;Acme;1,5 h
18.04.2026;Acme;01:30:00
19.04.2026;Acme;1 Std. 30 Min.
"""),
        7 * 5_400,
        answers={**_WORK, "colons": "h:mm"},
        confirmed=False,
    ),
    Case(
        "lengths_bare.csv",
        "bare numbers among lengths with units",
        text("""
Date,Project,Duration
2026-04-13,Acme,1h 30m
2026-04-14,Acme,90
2026-04-15,Acme,45m
"""),
        5_400 * 2 + 2_700,
        answers={**_WORK, "column:end": "Duration", "duration_unit": "minutes"},
        confirmed=False,
    ),
    Case(
        "zone_col.csv",
        "a zone in each row, by its name",
        text("""
Date,Start,End,Time zone,Project
2026-04-13,09:00,10:00,Europe/Berlin,Acme
2026-04-14,09:00,09:30,Europe/Berlin,Acme
"""),
        5_400,
        answers={**_WORK, **BERLIN},
        when=("2026-04-13T07:00", "2026-04-14T07:00"),
        confirmed=False,
    ),
    Case(
        "zone_cols.csv",
        "zones that differ from row to row",
        text("""
Date,Start,End,Time zone,Project
2026-04-13,09:00,10:00,Europe/Berlin,Acme
2026-04-14,09:00,09:30,America/New_York,Acme
"""),
        5_400,
        answers=_WORK,
        when=("2026-04-13T07:00", "2026-04-14T13:00"),
        confirmed=False,
    ),
    Case(
        "headings.csv",
        "the project as a heading over its lines",
        text("""
Date,Task,Hours
Acme,,
2026-04-13,x,2
2026-04-14,y,3
Beta,,
2026-04-15,z,1
"""),
        21_600,
        rejects=2,
        answers=_WORK,
        when=("2026-04-13", "2026-04-14", "2026-04-15"),
        confirmed=False,
    ),
    Case(
        "footer.csv",
        "a footer with page, total and who made it",
        text("""
Timesheet;;;
;;;
Date;Project;Hours;Rate (EUR)
13.04.2026;Acme;1,5;20,00
14.04.2026;Acme;0,25;20,00

Total;;1,75;
Created by Ann on 01.05.2026;;;
Page 1 of 1;;;
"""),
        6_300,
        earned={"EUR": "35.00"},
        rejects=2,
        answers={**_WORK, "rate": "rate", "currency": "EUR"},
        when=("2026-04-13", "2026-04-14"),
        confirmed=False,
    ),
    Case(
        "approved_rejected.csv",
        "states of hours: approved, submitted, rejected, deleted",
        text("""
Date,Project,Hours,Amount (USD),Status
2026-04-13,Acme,2,40.00,Approved
2026-04-14,Acme,1,20.00,Submitted
2026-04-15,Acme,3,60.00,Rejected
2026-04-16,Acme,4,80.00,Deleted
"""),
        36_000,
        earned={"USD": "60.00"},
        answers={
            **_WORK,
            "amount": "Amount (USD)",
            "word:Approved": "approved",
            "word:Submitted": "pending",
            "word:Rejected": "rejected",
            "word:Deleted": "removed",
        },
        states={"approved": 1, "pending": 1, "rejected": 1, "removed": 1},
        confirmed=False,
    ),
    Case(
        "billable_total.csv",
        "billable and all hours, with a money total by week",
        text("""
Week,Project,Total Hours,Billable Hours,Amount
04/06/2026 - 04/12/2026,Acme,10.00,8.00,$160.00
04/13/2026 - 04/19/2026,Acme,5.00,5.00,$100.00
"""),
        54_000,
        earned={"USD": "260.00"},
        answers={**_HOURS, "duration": "Total Hours", "amount": "Amount", "covers": "week from", "column:date": "Week"},
        confirmed=False,
    ),
    Case(
        "negative.csv",
        "a length below zero and one of more than a day",
        text("""
Date,Project,Hours
2026-04-13,Acme,2.5
2026-04-14,Acme,-1
2026-04-15,Acme,30
"""),
        9_000,
        rejects=2,
        answers=_WORK,
        confirmed=False,
    ),
    Case(
        "ends_next_day.csv",
        "start and end as one cell, with a dash",
        text("""
Date,Project,Time
2026-04-13,Acme,09:00 - 10:30
2026-04-13,Acme,23:30 - 00:15
"""),
        8_100,
        answers={**_WORK, **BERLIN, "column:start": "Time", "column:end": "Time"},
        when=("2026-04-13T07:00", "2026-04-13T21:30"),
        confirmed=False,
    ),
    Case(
        "from_to_spring.csv",
        "a night over the change of clocks in spring, and a time that the clocks skipped",
        text("""
Date,Project,From,To
2026-03-28,Acme,22:00,06:00
2026-03-29,Acme,02:30,04:00
"""),
        25_200,
        rejects=1,
        answers={**_WORK, **BERLIN},
        when=("2026-03-28T21:00",),
        confirmed=False,
    ),
    Case(
        "utc_offset.csv",
        "one column for the offset from UTC",
        text("""
date,start_time,end_time,utc_offset,project
2026-04-13,23:30:00,00:31:01,+02:00,Acme
2026-04-20,09:00:00,09:15:00,-04:00,Acme
"""),
        4_561,
        answers=_WORK,
        when=("2026-04-13T21:30", "2026-04-20T13:00"),
        confirmed=False,
    ),
)

SITES = (
    Case(
        "prolific_new.csv",
        "Prolific, every state, a return with a bonus, times with an offset",
        rows(
            "Study|Reward|Bonus|Started At|Completed At|Time Taken|Completion Code|Status",
            "Faces|£1.50|£0.25|2026-04-13T21:30:00.123Z|2026-04-13T21:40:00.999Z|600|A|APPROVED",
            "Words|$2.00||2026-04-14T09:00:00Z|2026-04-14T09:20:00Z|1200|B|AWAITING REVIEW",
            "Bad|£5.00||2026-04-14T10:00:00Z|2026-04-14T10:05:00Z|300|C|REJECTED",
            "Gone|£5.00|£0.50|2026-04-14T11:00:00Z|||D|RETURNED",
            "Late|£5.00||2026-04-14T12:00:00Z|||E|TIMED-OUT",
            "Open|£5.00||2026-04-14T13:00:00Z||||ACTIVE",
        ),
        2_100,
        earned={"GBP": "2.25", "USD": "2.00"},
        when=("2026-04-13T21:30", "2026-04-14T09:00", "2026-04-14T10:00"),
        states={"approved": 1, "pending": 1, "rejected": 1, "": 2},
    ),
    Case(
        "prolific_pence.csv",
        "Prolific, rewards in pence",
        rows(
            "Study|Reward|Bonus|Started At|Completed At|Completion Code|Status",
            "Faces|150|25|2026-04-13 21:30:00|2026-04-13 21:40:00|A|APPROVED",
        ),
        None,
    ),
    Case(
        "prolific_paste.txt",
        "Prolific, the list of submissions pasted",
        text("""
Prolific
Apr 13, 2026
Faces\t£1.50\t10 min\tApproved
Words\t$2.00\t20 min\tAwaiting review
Bad\t£5.00\t5 min\tRejected
"""),
        2_100,
        earned={"GBP": "1.50", "USD": "2.00"},
        when=("2026-04-13",) * 3,
        states={"approved": 1, "pending": 1, "rejected": 1},
        confirmed=False,
    ),
    Case(
        "mturk_suite.json",
        "MTurk Suite, backup with days and HITs in every state",
        _json(
            {
                "hits": [
                    {
                        "hit_id": "H1",
                        "assignment_id": "A1",
                        "date": "20260413",
                        "requester_id": "R",
                        "requester_name": "Acme",
                        "title": "x",
                        "state": "Paid",
                        "reward": {"amount_in_dollars": 0.5, "currency_code": "USD"},
                        "requester_feedback": None,
                    },
                    {
                        "hit_id": "H2",
                        "assignment_id": "A2",
                        "date": "20260414",
                        "requester_id": "R",
                        "requester_name": "Acme",
                        "title": "y",
                        "state": "Submitted",
                        "reward": {"amount_in_dollars": 1.25, "currency_code": "USD"},
                        "requester_feedback": None,
                    },
                    {
                        "hit_id": "H3",
                        "assignment_id": "A3",
                        "date": "20260414",
                        "requester_id": "R",
                        "requester_name": "Acme",
                        "title": "z",
                        "state": "Rejected",
                        "reward": {"amount_in_dollars": 9, "currency_code": "USD"},
                        "requester_feedback": "no",
                    },
                    {
                        "hit_id": "H4",
                        "assignment_id": "A4",
                        "date": "20260414",
                        "requester_id": "R",
                        "requester_name": "Acme",
                        "title": "w",
                        "state": "Returned",
                        "reward": {"amount_in_dollars": 9, "currency_code": "USD"},
                        "requester_feedback": None,
                    },
                ],
                "days": [{"date": "20260413", "approved": 1, "earnings": 0.5}],
            }
        ),
        0,
        earned={"USD": "1.75"},
        states={"approved": 1, "pending": 1, "rejected": 1},
    ),
    Case(
        "mturk_days.csv",
        "MTurk, the dashboard's table of days",
        rows(
            "Date|Submitted|Approved|Rejected|Pending|Approved %|Rewards|Bonuses|Total Earnings",
            "Apr 13, 2026|20|18|1|1|90%|$4.50|$0.50|$5.00",
            "Apr 14, 2026|10|10|0|0|100%|$2.00|$0.00|$2.00",
            "Total|30|28|1|1|93%|$6.50|$0.50|$7.00",
        ),
        0,
        earned={"USD": "7.00"},
        answers={
            "kind": "earning",
            "amount": "Total Earnings",
            "currency": "USD",
            "status": "none",
            "column:date": "Date",
        },
        confirmed=False,
    ),
    Case(
        "mturk_hits.csv",
        "MTurk Suite, HIT tracker as a table",
        rows(
            "date|requester_name|requester_id|title|reward|state|hit_id|bonus",
            "20260413|Acme|R1|x|0.50|Approved|H1|0.25",
            "20260414|Acme|R1|y|1.25|Rejected|H2|0",
            "20260414|Acme|R1|z|2.00|Submitted|H3|0",
        ),
        0,
        earned={"USD": "2.50"},
        answers={
            "kind": "earning",
            "amount": "reward",
            "currency": "USD",
            "word:Approved": "paid",
            "word:Rejected": "not income",
            "word:Submitted": "not yet",
        },
        states={"approved": 1, "pending": 1},
        confirmed=False,
    ),
    Case(
        "dataannotation_tabs.txt",
        "DataAnnotation, cells on lines of their own, a year, two days",
        text("""
Funds History
Title
Amount
Time
Time ago
Dec 31, 2025 $12.50
Acme Chat $12.50
Time Entry
···
$12.50
30 min
Paid · 5 months ago
Jun 25, 2026 $61.00
Acme Chat $61.00
Task Submission
$11.00
Pending Approval · 1 day ago
Time Entry
···
$50.00
2h 30 min
Pending Approval · 1 day ago
"""),
        10_800,
        earned={"USD": "73.50"},
        answers={"as_of": "2026-06-26"},
        when=("2025-12-31", "2026-06-25"),
        states={"approved": 1, "pending": 2},
    ),
    Case(
        "dataannotation_short.txt",
        "DataAnnotation, a project that was not opened",
        text("""
Jun 25 $61.00
Acme Chat $61.00
Time Entry ··· $50.00 2h 30 min Pending Approval · 1 day ago
"""),
        9_000,
        earned={"USD": "50.00"},
        answers={"as_of": "2026-06-26"},
        rejects=2,
    ),
    Case(
        "hours_worked.csv",
        "Hours Worked Tracker, a night, a day without clock times, a sum without time",
        rows(
            "Date|Start Time|End Time|Duration (hrs)|Type|Project ID|Hourly Rate|Earnings|Notes|ID",
            "2026-04-13|23:30|00:15|0.75|Project|L|20|15|x|1",
            "2026-04-14|||1.5|Project|L|20|30|y|2",
            "2026-04-15|||0|Report Hours|L|0|5|z|3",
        ),
        8_100,
        earned={"USD": "50.00"},
        answers={**NEW_YORK, "currency": "USD"},
        when=("2026-04-14T03:30", "2026-04-14"),
    ),
    Case(
        "mercor_paste.txt",
        "Mercor, weeks pasted",
        text("""
Mercor
Larkspur evals\tApr 11, 2026 – Apr 17, 2026\t6h 45m\t$55.00/hr\t$371.25\tPaid
Larkspur evals\tApr 18, 2026 – Apr 24, 2026\t2h 30m\t$55.00/hr\t$137.50\tPending
Total\t$508.75
"""),
        33_300,
        earned={"USD": "508.75"},
        when=("2026-04-11", "2026-04-18"),
        states={"approved": 1, "pending": 1},
        confirmed=False,
    ),
    Case(
        "handshake_paste.txt",
        "Handshake, tasks pasted with a day above",
        text("""
Handshake AI
Monday, Apr 13, 2026
Project Larkspur · 1h 15m · $50.00 · Approved
Referral bonus · $100.00 · Paid
"""),
        4_500,
        earned={"USD": "150.00"},
        when=("2026-04-13",),
        confirmed=False,
    ),
    Case(
        "micro1_paste.txt",
        "micro1, days first",
        text("""
micro1
13 Apr 2026   Larkspur   3h   $90.00   In review
14 Apr 2026   Larkspur   30m   $15.00   Approved
"""),
        12_600,
        earned={"USD": "105.00"},
        when=("2026-04-13", "2026-04-14"),
        states={"approved": 1, "pending": 1},
        confirmed=False,
    ),
    Case(
        "toloka_paste.txt",
        "Toloka, sums with a code, one blocked",
        text("""
Toloka
2026-04-13\tSearch relevance\t0.05 USD\tAccepted
2026-04-13\tSearch relevance\t0.05 USD\tRejected
2026-04-14\tSide by side\t1.20 USD\tOn review
"""),
        0,
        earned={"USD": "1.25"},
        states={"approved": 1, "pending": 1, "rejected": 1},
        confirmed=False,
    ),
    Case(
        "alignerr_hubstaff.csv",
        "Alignerr by Hubstaff, day and project, day first",
        text("""
Organization,Time zone,Date,Project,Member,Email,Task ID,Task,Time,Activity,Earned,Currency
Alignerr,Eastern Time (US & Canada),13/04/2026,L,Ann,a@x.io,,,1:30:00,55%,30.00,USD
Alignerr,Eastern Time (US & Canada),05/04/2026,L,Ann,a@x.io,,,0:30:00,45%,10.00,USD
"""),
        7_200,
        earned={"USD": "40.00"},
        when=("2026-04-13", "2026-04-05"),
        confirmed=False,
    ),
    Case(
        "upwork_weekly.csv",
        "Upwork, a timesheet of the week in columns",
        rows(
            "Contract|Mon 4/13|Tue 4/14|Wed 4/15|Thu 4/16|Fri 4/17|Sat 4/18|Sun 4/19|Hours|Rate|Amount",
            "L (123)|1:30|0:00|2:00|0:00|0:00|0:00|0:00|3:30|$20.00|$70.00",
            "Total|1:30|0:00|2:00|0:00|0:00|0:00|0:00|3:30||$70.00",
        ),
        None,
        confirmed=False,
    ),
    Case(
        "upwork_earnings.csv",
        "Upwork, earnings by contract, thirds of an hour, bonus and fixed price",
        rows(
            "Date|Contract|Hours|Amount|Payment type",
            "2026-04-13|Labels (123)|0.33333|6.67|",
            "2026-04-14|Labels (123)|1.16667|23.33|",
            "2026-04-15|Labels (123)||50.00|Bonus",
            "2026-04-16|Text (124)||200.00|Fixed Price Payment",
        ),
        5_400,
        earned={"USD": "280.00"},
        when=("2026-04-13", "2026-04-14"),
    ),
    Case(
        "upwork_new.csv",
        "Upwork, transactions, newer table, a week with its fee and a refund",
        rows(
            "Date|Transaction ID|Transaction type|Transaction summary|Transaction summary details|Description 1|Description 2|Description 3|Agency|Freelancer|Client team|Account name|PO|Ref ID|Amount $|Balance $",
            "Apr 20, 2026|901|Hourly|Invoice for Apr 13 - Apr 19, 2026|3:30 hrs @ $20.00/hr|||||Ann|Acme|Acme||900|70.00|70.00",
            "Apr 20, 2026|902|Service Fee|Service Fee for Hourly - Ref ID 900||||||Ann|Acme|Acme||900|-7.00|63.00",
            "Apr 22, 2026|903|Withdrawal|Withdrawal to bank||||||Ann||||903|-63.00|0.00",
            quote=True,
        ),
        12_600,
        earned={"USD": "70.00"},
        paid={"USD": "63.00"},
        confirmed=False,
    ),
    Case(
        "uber_trips.csv",
        "Uber, trips, day first, one cancelled",
        rows(
            "Trip UUID|Driver UUID|Driver first name|Driver surname|Vehicle UUID|Number plate|Service type|Trip request time|Trip drop-off time|Pickup address|Drop-off address|Trip distance|Trip status",
            "u1|d|Ann|B|v|X|UberX|2026-04-13 23:30:00|2026-04-14 00:05:30|a|b|5.1|completed",
            "u2|d|Ann|B|v|X|UberX|2026-04-14 10:00:00||a|b|0|rider_cancelled",
        ),
        2_130,
        answers={"zone": "Europe/London"},
        when=("2026-04-13T22:30",),
    ),
    Case(
        "uber_weeks.csv",
        "Uber, a statement of the week by days",
        rows(
            "Date|Trips|Online hours|Fare|Tip|Promotions|Uber fee|Total earnings",
            "13/04/2026|10|5.50|£80.00|£6.00|£4.00|-£20.00|£70.00",
            "14/04/2026|4|2.25|£30.00|£0.00|£0.00|-£8.00|£22.00",
            "Total|14|7.75|£110.00|£6.00|£4.00|-£28.00|£92.00",
        ),
        27_900,
        earned={"GBP": "92.00"},
        answers={
            **_WORK,
            "amount": "Total earnings",
            "currency": "GBP",
            "fee_is": "taken off",
            "duration": "Online hours",
        },
        when=("2026-04-13", "2026-04-14"),
        confirmed=False,
    ),
    Case(
        "lyft_weeks.csv",
        "Lyft, weeks with bonuses",
        rows(
            "Week,Rides,Hours,Ride earnings,Bonuses,Tips,Total".replace(",", "|"),
            "Apr 6 - Apr 12 2026|40|20.5|$300.00|$50.00|$40.00|$390.00",
            "Apr 13 - Apr 19 2026|10|5|$80.00|$0.00|$10.00|$90.00",
        ),
        None,
        answers={**_HOURS, "amount": "Total", "covers": "week from"},
        confirmed=False,
    ),
    Case(
        "outlier_held.csv",
        "Outlier, held, removed and a referral, sums above a thousand",
        rows(
            "workDate|itemID|duration|rateApplied|payout|payType|projectName|status",
            'Apr 13, 2026|i1|1h|$20.00/hr|"$20.00"|prepay|acme|processing'.replace('"', ""),
            "Apr 14, 2026|i2|30m 30s|$20.00/hr|$10.17|prepay|acme|removed",
            "Apr 15, 2026|r1|||$1,000.00|referralReward||approved",
            "Apr 16, 2026|a1|||-$5.00|adjustment|acme|approved",
        ),
        5_430,
        earned={"USD": "1015.00"},
        states={"pending": 1, "removed": 1, "approved": 2},
    ),
    Case(
        "generic_pay.csv",
        "a site's own table: reward, minutes, ISO times, states in capitals",
        text("""
submission_id,project,started_at,submitted_at,time_spent_minutes,reward_usd,status
s1,Acme,2026-04-13T21:30:00Z,2026-04-13T22:00:00Z,25,5.00,ACCEPTED
s2,Acme,2026-04-14T09:00:00Z,2026-04-14T09:30:00Z,30,6.00,REJECTED
s3,Acme,2026-04-14T10:00:00Z,2026-04-14T10:30:00Z,30,6.00,PENDING_REVIEW
"""),
        5_100,
        earned={"USD": "11.00"},
        answers={
            **_HOURS,
            "duration_unit": "minutes",
            "worked": "duration",
            "amount": "reward_usd",
            "word:ACCEPTED": "approved",
            "word:REJECTED": "rejected",
            "word:PENDING_REVIEW": "pending",
        },
        states={"approved": 1, "pending": 1, "rejected": 1},
        confirmed=False,
    ),
)

AGAIN = (
    Case(
        "utc_heads.csv",
        "clock times whose columns say UTC",
        text("""
Date,Start (UTC),End (UTC),Project
2026-04-13,09:00,10:30,Acme
2026-04-14,23:30,00:15,Acme
"""),
        8_100,
        answers={**_WORK, "zone": "UTC"},
        when=("2026-04-13T09:00", "2026-04-14T23:30"),
        confirmed=False,
    ),
    Case(
        "overtime.csv",
        "regular hours, overtime and their sum",
        text("""
Date,Employee,Regular Hours,Overtime Hours,Total Hours,Pay
2026-04-13,Ann,8.00,1.50,9.50,$220.00
2026-04-14,Ann,6.25,0.00,6.25,$125.00
"""),
        56_700,
        earned={"USD": "345.00"},
        answers={**_HOURS, "duration": "Total Hours", "amount": "Pay"},
        when=("2026-04-13", "2026-04-14"),
        confirmed=False,
    ),
    Case(
        "scheduled.csv",
        "shifts as planned and as they were",
        text("""
Date,Scheduled Start,Scheduled End,Actual Start,Actual End,Hours
2026-04-13,09:00,17:00,09:10,17:40,8.5
2026-04-14,09:00,17:00,08:55,12:55,4
"""),
        45_000,
        answers={**_WORK, **BERLIN, "column:start": "Actual Start", "column:end": "Hours"},
        confirmed=False,
    ),
    Case(
        "kommen.csv",
        "a German time clock: Kommen, Gehen, Pause, Arbeitszeit, a sum",
        text("""
Datum;Kommen;Gehen;Pause;Arbeitszeit
13.04.2026;09:00;17:30;00:30;08:00
14.04.2026;22:00;02:00;00:00;04:00
Summe;;;00:30;12:00
"""),
        43_200,
        answers={**_WORK, **BERLIN, "pause": "hours", "worked": "duration"},
        when=("2026-04-13T07:00", "2026-04-14T20:00"),
        confirmed=False,
    ),
    Case(
        "polski.csv",
        "Polish: from, to, time, rate and sum",
        text("""
Data;Od;Do;Czas;Projekt;Stawka;Kwota
13.04.2026;09:00;10:30;1:30;Acme;50,00 zł;75,00 zł
14.04.2026;23:30;00:15;0:45;Acme;50,00 zł;37,50 zł
"""),
        8_100,
        earned={"PLN": "112.50"},
        answers={**_WORK, "zone": "Europe/Warsaw", "amount": "Kwota", "currency": "PLN"},
        when=("2026-04-13T07:00", "2026-04-14T21:30"),
        confirmed=False,
    ),
    Case(
        "nihongo.csv",
        "Japanese: day, start, end, break, time",
        text("""
日付,開始,終了,休憩,時間,案件
2026/04/13,9:00,18:00,1:00,8:00,Acme
2026/04/14,22:00,2:00,0:00,4:00,Acme
"""),
        43_200,
        answers={**_WORK, "zone": "Asia/Tokyo", "worked": "duration", "column:date": "日付", "times": "none"},
        when=("2026-04-13T00:00", "2026-04-14T13:00"),
        confirmed=False,
    ),
    Case(
        "jira_days.csv",
        "Jira: days of eight hours among hours",
        text("""
Date,Issue,Time Spent
2026-04-13,A-1,1d 2h
2026-04-14,A-1,3h 30m
2026-04-15,A-1,45m
"""),
        15_300,
        rejects=1,
        answers={**_WORK, "column:end": "Time Spent"},
        when=("2026-04-14", "2026-04-15"),
        confirmed=False,
    ),
    Case(
        "kimai.json",
        "Kimai, export as JSON",
        _json(
            [
                {
                    "id": 1,
                    "begin": "2026-04-13T22:00:00+0200",
                    "end": "2026-04-14T01:30:00+0200",
                    "duration": 12600,
                    "project": "L",
                    "activity": "Dev",
                    "rate": 105,
                }
            ]
        ),
        None,
    ),
    Case(
        "toggl_api.json",
        "Toggl, entries of its API",
        _json(
            [
                {
                    "id": 1,
                    "workspace_id": 2,
                    "start": "2026-04-13T20:00:00+00:00",
                    "stop": None,
                    "duration": -1776110400,
                    "description": "x",
                    "tags": [],
                }
            ]
        ),
        None,
    ),
    Case(
        "three_decimals.csv",
        "hours with three decimals",
        text("""
Date,Project,Hours
2026-04-13,Acme,1.500
2026-04-14,Acme,0.250
2026-04-15,Acme,2.125
"""),
        13_950,
        answers={**_WORK, "decimal": "."},
        when=("2026-04-13", "2026-04-14", "2026-04-15"),
        confirmed=False,
    ),
    Case(
        "three_commas.csv",
        "hours with three decimals and commas",
        text("""
Date;Project;Hours
13.04.2026;Acme;1,500
14.04.2026;Acme;2,250
"""),
        13_500,
        answers={**_WORK, "decimal": ","},
        when=("2026-04-13", "2026-04-14"),
        confirmed=False,
    ),
    Case(
        "week_iso.csv",
        "weeks by their number",
        text("""
Week,Project,Hours
2026-W15,Acme,20
2026-W16,Acme,10.5
"""),
        None,
        answers={**_WORK, "column:date": "Week", "covers": "week from"},
        confirmed=False,
    ),
    Case(
        "letters_ap.csv",
        "clock times as 9a, 5:30p",
        text("""
Date,Project,In,Out
2026-04-13,Acme,9a,5:30p
2026-04-14,Acme,11:30p,12:15a
"""),
        33_300,
        answers={**_WORK, **NEW_YORK, "column:end": "In and Out"},
        confirmed=False,
    ),
    Case(
        "total_first.csv",
        "the total right below the header",
        text("""
Date,Project,Hours,Amount (USD)
Total,,3.50,70.00
2026-04-13,Acme,1.50,30.00
2026-04-14,Acme,2.00,40.00
"""),
        12_600,
        earned={"USD": "70.00"},
        answers={**_WORK, "amount": "Amount (USD)"},
        when=("2026-04-13", "2026-04-14"),
        confirmed=False,
    ),
    Case(
        "dashes.csv",
        "8h, and a dash where nobody worked",
        text("""
Day,Project,Worked
2026-04-13,Acme,8h
2026-04-14,Acme,—
2026-04-15,Acme,7h30
"""),
        55_800,
        rejects=1,
        answers={**_WORK, "column:end": "Worked"},
        when=("2026-04-13", "2026-04-15"),
        confirmed=False,
    ),
    Case(
        "euro_rates.csv",
        "rates per hour in words, sums with a point for thousands",
        text("""
Datum;Projekt;Stunden;Satz;Betrag
13.04.2026;Acme;20,5;60,00 €/h;1.230,00 €
14.04.2026;Acme;1,25;60,00 €/h;75,00 €
"""),
        78_300,
        earned={"EUR": "1305.00"},
        answers={**_WORK, "amount": "Betrag", "currency": "EUR"},
        when=("2026-04-13", "2026-04-14"),
        confirmed=False,
    ),
    Case(
        "twins.csv",
        "two rows that are the same, both worked",
        text("""
Date,Project,Hours
2026-04-13,Acme,1.5
2026-04-13,Acme,1.5
"""),
        10_800,
        answers=_WORK,
        when=("2026-04-13", "2026-04-13"),
        confirmed=False,
    ),
    Case(
        "twice_hour.csv",
        "a time that comes twice, and nothing to tell which",
        text("""
Date,Start,End,Project
2025-10-26,02:30,04:00,Acme
2025-10-27,09:00,10:00,Acme
"""),
        3_600,
        rejects=1,
        answers={**_WORK, **BERLIN},
        when=("2025-10-27T08:00",),
        confirmed=False,
    ),
    Case(
        "per_hit.csv",
        "seconds a task, reward in cents, states in capitals",
        text("""
assignment_id,accepted_at,submitted_at,work_seconds,reward_cents,status
a1,2026-04-13T21:30:00Z,2026-04-13T21:31:00Z,60,25,APPROVED
a2,2026-04-14T09:00:00Z,2026-04-14T09:02:30Z,150,150,REJECTED
"""),
        210,
        earned={"USD": "0.25"},
        answers={
            **_HOURS,
            "amount": "reward_cents",
            "hundredths": "cents",
            "word:APPROVED": "approved",
            "word:REJECTED": "rejected",
        },
        when=("2026-04-13T21:30", "2026-04-14T09:00"),
        confirmed=False,
    ),
    Case(
        "upwork_title.csv",
        "Upwork, weekly summary with a longer header",
        rows(
            "Date|Contract title|Client|Hours|Amount ($)",
            "2026-04-13|Labels|Acme|1.50|30.00",
            "2026-04-14|Labels|Acme|0.50|10.00",
        ),
        7_200,
        earned={"USD": "40.00"},
        answers={**_WORK, "amount": "Amount ($)", "currency": "USD"},
        when=("2026-04-13", "2026-04-14"),
        confirmed=False,
    ),
    Case(
        "end_earlier_date.csv",
        "a start and an end date, hours between that are not all of them",
        text("""
Start Date,End Date,Client,Hours,Amount (USD)
2026-04-06,2026-04-12,Acme,20.5,410.00
2026-04-13,2026-04-19,Acme,10,200.00
"""),
        109_800,
        earned={"USD": "610.00"},
        answers={**_WORK, "amount": "Amount (USD)", "date_until": "last"},
        when=("2026-04-06", "2026-04-13"),
        confirmed=False,
    ),
    Case(
        "clockify_small_days.csv",
        "Clockify, days below 13, settled by the day of creation",
        text("""
"Project","Client","Description","Task","User","Email","Tags","Billable","Start Date","Start Time","End Date","End Time","Duration (h)","Duration (decimal)","Date of creation"
"L","Acme","a","","Ann","a@x.io","","No","03/04/2026","09:00:00 PM","03/04/2026","10:30:00 PM","01:30:00","1.50","15/04/2026"
"""),
        5_400,
        answers=BERLIN,
        when=("2026-04-03T19:00",),
    ),
)
