"""The words of Filipino, as what they say in the grammar's own: see the package for how patterns are written."""

_SPANISH = ("uno", "dos", "tres", "kwatro", "singko", "sais", "siyete", "otso", "nuwebe")
_OWN = ("isa", "dalawa", "tatlo", "apat", "lima", "anim", "pito", "walo", "siyam")
_TENS = {
    20: ("bente | beinte", "dalawampu"), 30: ("trenta | treinta", "tatlumpu"), 40: ("kwarenta | kuwarenta", "apatnapu"),
    50: ("singkwenta | singkuwenta", "limampu"), 60: ("sesenta", "animnapu"), 70: ("setenta", "pitumpu"),
    80: ("otsenta", "walumpu"), 90: ("nobenta", "siyamnapu"),
}  # fmt: skip


def _linked(word: str) -> str:
    """A number as it is said before what is counted: isa, isang; apat stays."""
    return word if word[-1] in "tm" else f"{word}ng"


def _tens() -> dict[str, str]:
    """Twenty to ninety-nine, in words of Spanish and in Filipino's own."""
    found: dict[str, str] = {}
    for ten, (spanish, own) in _TENS.items():
        found[str(ten)] = f"{spanish} | {own} | {own}ng"
        for n, (one, its) in enumerate(zip(_SPANISH, _OWN, strict=True), 1):
            ways = [f"{tens}{link}{one}" for tens in spanish.split(" | ") for link in (" ", " y ", "'y ")]
            found[str(ten + n)] = " | ".join([*ways, f"{own}'t {its}", f"{own}'t {_linked(its)}"])
    return found


def _half_past() -> dict[str, str]:
    """`dos y medya`: half past an hour of the clock; of a length, hours and a half."""
    hours = ("una", *_SPANISH[1:], "diyes", "onse", "dose")
    return {f"{n}:30": f"{hour} y medya | {n} y medya" for n, hour in enumerate(hours, 1)}


NUMBERS = {
    "1": "isa | isang | uno | una", "2": "dalawa | dalawang | dos", "3": "tatlo | tatlong | tres",
    "4": "apat | kuwatro | kwatro", "5": "lima | limang | singko", "6": "anim | sais", "7": "pito | pitong | siyete",
    "8": "walo | walong | otso", "9": "siyam | nuwebe", "10": "sampu | sampung | diyes", "11": "onse | labing-isa",
    "12": "dose | labindalawa", "13": "trese", "14": "katorse",
    "15": "labinlima | labinlimang | kinse", "100": "isang daan | isang daang | sandaan | sandaang",
    **_tens(), **_half_past(),
}  # fmt: skip
PARTS = False  # parts of the day belong to a clock time in ways of saying of their own
WORDS = {
    # days
    "today": "ngayon | ngayong araw | ngayong araw na ito | kanina", "yesterday": "kahapon", "tomorrow": "bukas",
    "day before yesterday": "kamakalawa | noong makalawa", "last night": "kagabi",
    "yesterday morning": "kahapon ng umaga", "yesterday afternoon": "kahapon ng hapon",
    "yesterday evening": "kahapon ng gabi",
    "this morning": "kaninang umaga | ngayong umaga", "this afternoon": "kaninang hapon | ngayong hapon",
    "tonight": "ngayong gabi | mamayang gabi",
    "in the afternoon": "ng hapon | sa hapon",
    "at night": "ng gabi | sa gabi", "in the morning": "ng umaga | sa umaga | ng madaling araw | sa madaling araw | "
    "kaninang madaling araw",
    "mon": "lunes | lun", "tue": "martes", "wed": "miyerkules | miyerkoles | miy", "thu": "huwebes | huw | webes",
    "fri": "biyernes | biy", "sat": "sabado | sab", "sun or this week": "linggo",
    "sun": "lin | noong linggo | araw ng linggo",
    "tue or mar": "mar",
    "jan": "enero | ene", "feb": "pebrero | peb", "mar": "marso", "apr": "abril | abr", "may": "mayo",
    "jun": "hunyo | hun",
    "jul": "hulyo | hul", "aug": "agosto | ago", "sep": "setyembre | set", "oct": "oktubre | okt",
    "nov": "nobyembre | nob",
    "dec": "disyembre | dis",
    "last $1": "nakaraang D | noong nakaraang D", "next $1": "susunod na D | sa susunod na D", "$1": "noong D | nung D",
    "coming $1": "sa D | sa darating na D",
    "this $1": "ngayong D | nitong D", "$1-$2": "D hanggang D | mula D hanggang D",
    "$1 days ago": "# araw na ang nakalipas | # araw na ang nakaraan | # araw ang nakalipas | # araw ang nakaraan | "
    "# na araw na ang nakalipas",
    "$1 weeks ago": "# linggo na ang nakalipas | # linggo na ang nakaraan | # linggo ang nakalipas | "
    "# linggong nakalipas",
    "in $1 days": "sa loob ng # araw | makalipas ang # araw",
    "last week": "nakaraang linggo | noong nakaraang linggo | nung nakaraang linggo | noong isang linggo | "
    "nung isang linggo | last na linggo",
    "this week or this sun": "ngayong linggo | nitong linggo", "next week": "susunod na linggo | sa susunod na linggo",
    "last month": "nakaraang buwan | noong nakaraang buwan | noong isang buwan",
    "this month": "ngayong buwan | nitong buwan | ngayong buwan na ito",
    "next month": "susunod na buwan | sa susunod na buwan",
    "last $1 days": "nakaraang # araw | huling # araw", "last $1 weeks": "nakaraang # linggo | huling # linggo",
    "from or since": "mula | mula noong | simula | simula noong | magmula", "until": "hanggang", "in": "noong",
    "from $1 to $2": "mula # hanggang # | # hanggang # | alas C hanggang alas C | mula alas C hanggang alas C | "
    "ala C hanggang alas C | mula ala C hanggang alas C",
    "from $1 to $2 in the morning": "mula # hanggang # ng umaga | # hanggang # ng umaga",
    "from $1 to $2 in the afternoon": "mula # hanggang # ng hapon | # hanggang # ng hapon",
    "from $1 to $2 at night": "mula # hanggang # ng gabi | # hanggang # ng gabi",
    # clock
    "at @1": "alas C | ala C | ng alas C | nang alas C | sa alas C", "at @1 in the morning": "alas C ng umaga | "
    "ala C ng umaga | alas C ng madaling araw | ala C ng madaling araw",
    "at @1 in the afternoon": "alas C ng hapon | ala C ng hapon", "at @1 at night": "alas C ng gabi | ala C ng gabi",
    "at 12nn": "alas 12 ng tanghali | alas dose ng tanghali", "12nn": "12 ng tanghali | dose ng tanghali",
    "until 12nn": "hanggang alas 12 ng tanghali | hanggang alas dose ng tanghali | hanggang 12 ng tanghali",
    "@1 in the morning": "C ng umaga | C ng madaling araw", "@1 in the afternoon": "C ng hapon",
    "@1 at night": "C ng gabi",
    "until @1": "hanggang alas C | hanggang ala C", "until @1 in the morning": "hanggang alas C ng umaga | "
    "hanggang ala C ng umaga | hanggang alas C ng madaling araw | hanggang ala C ng madaling araw",
    "until @1 in the afternoon": "hanggang alas C ng hapon | hanggang ala C ng hapon",
    "until @1 at night": "hanggang alas C ng gabi",
    "from @1": "mula alas C | mula ala C",
    "noon": "tanghali | ng tanghali | sa tanghali", "midnight": "hatinggabi | hating gabi",
    # lengths
    "$1 hours": "# oras | # na oras | # orang | # hours na",
    "$1 minutes": "# minuto | # na minuto | # minutos | # minutong",
    "$1 seconds": "# segundo",
    "$1 hours $2 minutes": "# oras at # minuto | # na oras at # minuto | # oras # minuto | # oras at # na minuto | "
    "# oras at # minutos | # oras # minutos | # oras at # minutong",
    "$1 hours and half": "# oras at kalahati | # na oras at kalahati | # at kalahating oras",
    "half hour": "kalahating oras | kalahati oras",
    "1.5 hours": "isa't kalahating oras | oras at kalahati", "2.5 hours": "dalawa't kalahating oras",
    "3.5 hours": "tatlo't kalahating oras", "and half": "at kalahati", "15m": "sangkapat na oras",
    "break": "pahinga ng | pahinga na | break na | pahinga | na pahinga | tanghalian",
    "$1 hours break": "# oras na break | # oras na pahinga | may # oras na break",
    "$1 minutes break": "# minuto na break | # minutong break | # minutong pahinga | may # minutong break",
    "no break": "walang pahinga | walang break", "minus": "bawas",
    "counted": "binilang | nabilang", "about": "mga | halos | humigit-kumulang",
    "a day": "kada araw | bawat araw | araw-araw | isang araw", "a week": "kada linggo | bawat linggo | isang linggo",
    "an hour": "kada oras | bawat oras | per oras", "per task": "kada task | bawat task | kada gawain",
    "each": "bawat isa | isa",
    # what is counted
    "$1 tasks": "# task | # tasks | # gawain | # na gawain | # na task | # na tasks | # mga task",
    "$1 surveys": "# survey | # surveys | # na survey | # na surveys",
    # work
    "worked": "nagtrabaho | nagwork | nag-work | nagtrabaho ako | trinabaho", "did": "ginawa | gumawa | nag-task | nag",
    "work": "trabaho", "unpaid": "walang bayad | hindi bayad | di bayad | libre", "interview": "panayam | interbyu",
    "assessment": "pagsusulit | eksamen", "application": "aplikasyon | pag-apply", "training": "pagsasanay",
    "searching": "paghahanap | naghahanap", "waiting": "naghihintay | paghihintay | naghintay | nag-antay | pag-aantay",
    "rework": "pagwawasto | pag-ayos", "rework or task": "rebyu | pagsusuri", "communication": "pulong | miting",
    "as": "bilang",
    "dispute": "reklamo",
    "pending": "nakabinbin | naka-pending",
    "approved": "aprubado | naaprubahan | inaprubahan | na-approve | approved na | inaprubahan na",
    "rejected": "tinanggihan | na-reject | tinanggihan na", "removed": "tinanggal | inalis",
    "submitted": "isinumite | naipasa | ipinasa | nagsumite | na-submit",
    "sent": "ipinadala | napadala", "arrived": "dumating | pumasok", "all": "lahat",
    # money
    "$1 hours ago": "# oras na ang nakalipas | # oras na ang nakaraan | # oras ang nakalipas",
    "received": "sumahod | sumweldo | nakasahod | nakasweldo | nakatanggap | natanggap | tumanggap | nakakuha | "
    "nakuha | nareceive | na-receive",
    "paid": "nagbayad | bayad | binayaran",
    "got paid": "binayaran ako | nabayaran ako | bayad na ako | binayaran na ako | nabayaran na ako",
    "payment": "sahod | sweldo | bayad ng | bayad mula sa | bayad sa akin", "made": "kumita | kita",
    "bonus": "dagdag-sahod | bonus na",
    "adjustment": "pagsasaayos", "clawback": "binawi | binawi ng | kinaltas | kinaltasan",
    "reimbursement": "ibinalik na gastos",
    "refund": "ibinalik | sinauli", "fee": "singil | bayarin", "sold": "binenta | ibinenta | naibenta | benta",
    "via $1": "sa pamamagitan ng R | gamit ang R | sa R",
    "via": "sa pamamagitan ng",
    "due": "takdang araw",
    "from $1  to $2": "mula R papunta sa R | mula sa R papunta sa R | mula sa R papuntang R | mula R papuntang R | "
    "mula sa R patungo sa R | mula R hanggang R",
    "to $1": "papunta sa R | papuntang R",
    "spent": "gumastos ako | gumastos | ginastos | nagastos | nagbayad ako | binayaran ko",
    "bought": "bumili ako | bumili | binili",
    "bill": "bayarin sa", "electricity": "kuryente", "chair": "upuan", "rent": "upa | renta",
    "withdrew": "nag-withdraw ako | nagwithdraw ako | winithdraw | nag-withdraw | nagwithdraw | kinuha",
    "transferred": "naglipat ako | naglipat ako ng | naglipat ng | inilipat | naglipat | nag-transfer",
    "dollars": "dolyar | dolyares",
    "$1 dollars": "# dolyar | # na dolyar", "$1 php": "# piso | # na piso | # pisong", "$1 usd": "# usd", "php": "piso",
    # what happened
    "paused": "itinigil muna | na-pause | nakapause | naka-pause | ipinause | pansamantalang itinigil",
    "suspended": "sinuspinde | suspendido",
    "resumed": "ipinagpatuloy | itinuloy | nagpatuloy | bumalik | nag-resume | na-resume",
    "cancelled": "kinansela | nakansela | kanselado | na-cancel | nacancel | kinansel",
    "completed": "natapos | tapos na | nakumpleto | tapos", "ended": "itinigil | sarado | isinara",
    "left": "umalis | nagresign | nag-resign",
    "deactivated": "na-deactivate | nadeactivate", "banned": "na-ban | naban",
    "started": "nagsimula | sinimulan | nag-start | nagumpisa",
    "applied": "nag-apply | nagapply", "declined": "tumanggi", "offered": "inalok",
    "rate": "singil kada oras | ang rate",
    "cut to": "ibinaba sa | bumaba sa", "raised to": "itinaas sa | tumaas sa",
    "announced": "inanunsyo | sinabi | ipinaalam | inabisuhan",
    "only": "lamang", "$1 days notice": "# araw na abiso | # araw na notice",
    "$1 hours notice": "# oras na abiso | # oras na notice",
    "no notice": "walang abiso | walang paunang abiso", "because": "dahil | dahil sa | kasi",
    # time off, hours, queues
    "day off": "pahinga ako | nakapahinga | walang pasok | day off ako",
    "vacation": "bakasyon | naka-bakasyon | nakabakasyon",
    "sick": "may sakit | maysakit | nagkasakit", "available": "bakante", "nothing": "wala | walang-wala",
    "no tasks": "wala akong task | wala akong tasks | walang task | walang tasks | walang gawain | "
    "walang trabaho | wala pang task | wala pang tasks",
    "empty queue": "walang laman ang queue", "checked": "tiningnan | chineck | tinignan",
    "tasks available": "may task | may tasks | may gawain | may trabaho",
    # what says little, and what is no record
    "just": "na | lang", "the $1th of": "ika # ng", "the $1th": "ika #",
    "of": "ng | nang | ang | kay | ni | si | yung | iyung | iyong", "on": "sa",
    "for": "para sa | para kay",
    "from": "mula sa | galing sa | galing | mula kay",
    "and": "saka", "project": "proyekto", "my": "aking | ko", "i": "ako | akong", "we": "kami | tayo",
    "time": "panahon",
    "me": "akin | sa akin", "month": "buwan",
    "was": "ay", "new": "bagong | bago", "with": "may kasamang | kasama ang",
    "will": "mag | magtatrabaho | tatanggap | makakatanggap | gagawin | babayaran | gusto | dapat | magbabayad",
    "not": "hindi | di", "yet": "pa | pa rin", "owes": "utang | may utang", "maybe": "siguro | baka", "or": "o",
}  # fmt: skip
SPLIT = ("alas-", "ala-", "ika-", "nag-", "mag-")
