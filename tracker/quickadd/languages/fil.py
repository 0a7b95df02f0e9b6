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
    "8": "walo | walong | otso", "9": "siyam | nuwebe", "10": "sampu | sampung | diyes", "11": "onse | labing-isa | "
    "labing-isang",
    "12": "dose | labindalawa | labindalawang", "13": "trese | labintatlo | labintatlong",
    "14": "katorse | labing-apat",
    "15": "labinlima | labinlimang | labing-lima | kinse", "16": "labing-anim | disisais",
    "17": "labimpito | labimpitong | labing-pito | disisiyete", "18": "labingwalo | labing-walo | disiotso",
    "19": "labinsiyam | labing-siyam | disinuwebe",
    "100": "daan | daan't | daang | raan | raang | sandaan | sandaang | siyento | siyentos | siento | sientos",
    "1000": "libo | libo't | libong | mil | sanlibo | sanlibong", "400": "apat na raan | apat na raang",
    "500": "kinyentos | kinientos", "600": "anim na raan | anim na raang", "900": "siyam na raan | siyam na raang",
    **_tens(), **_half_past(),
}  # fmt: skip
JOINS = ("at", "na")
PARTS = False  # parts of the day belong to a clock time in ways of saying of their own
WORDS = {
    # days
    "today": "ngayon | ngayong araw | ngayong araw na ito | kanina | kanina lang | kanina pa", "yesterday": "kahapon",
    "tomorrow": "bukas", "day before yesterday": "kamakalawa | noong makalawa", "last night": "kagabi",
    "yesterday morning": "kahapon {ng,nang} umaga",
    "yesterday afternoon": "kahapon {ng,nang} {hapon,tanghali}",
    "yesterday evening": "kahapon {ng,nang} gabi",
    "this morning": "kaninang umaga | ngayong umaga", "this afternoon": "{kaninang,ngayong} {hapon,tanghali}",
    "tonight": "ngayong gabi | kaninang gabi",
    "in the afternoon": "{ng,nang,sa} hapon",
    "at night": "{ng,nang,sa} gabi", "in the morning": "{ng,nang,sa} umaga | {ng,nang,sa} madaling araw | "
    "{ng,nang,sa} madaling-araw | kaninang madaling araw | kaninang madaling-araw",
    "mon": "lunes | lun", "tue": "martes", "wed": "miyerkules | miyerkoles | miy", "thu": "huwebes | huw | webes",
    "fri": "biyernes | biy", "sat": "sabado | sab", "sun or this week": "linggo",
    "sun": "lin | noong linggo | nung linggo | araw ng linggo",
    "tue or mar": "mar",
    # months of English too: noong May 2
    "jan": "enero | ene | january | jan", "feb": "pebrero | peb | february | feb", "mar": "marso | march",
    "apr": "abril | abr | april | apr", "may": "mayo | may", "jun": "hunyo | hun | june | jun",
    "jul": "hulyo | hul | july | jul", "aug": "agosto | ago | august | aug",
    "sep": "setyembre | set | september | sept | sep", "oct": "oktubre | okt | october | oct",
    "nov": "nobyembre | nob | november | nov", "dec": "disyembre | dis | december | dec",
    "last $1": "[{noong,nung,nitong}] {nakaraang,nakaraan} [na] D | last [na] D", "next $1": "[sa] susunod na D",
    "$1": "noong D | nung D", "coming $1": "sa D | sa darating na D",
    "this $1": "ngayong D | nitong D", "$1-$2": "[mula] [{noong,nung}] D hanggang D",
    "$1 $2": "{noong,nung} M O", "$1 of $2": "[{noong,nung}] {a,ika} O [ng] M | [{noong,nung}] O ng M",
    "$1 days ago": "# [na] araw [na] [ang] {nakalipas,nakaraan} | # days na [ang] {nakalipas,nakaraan}",
    "$1 weeks ago": "# [na] linggo [na] [ang] {nakalipas,nakaraan} | # linggong {nakalipas,nakaraan}",
    "in $1 days": "sa loob ng # araw | makalipas ang # araw",
    "last week": "[{noong,nung,nitong}] nakaraang linggo | {noong,nung} isang linggo | last na linggo | "
    "{noong,nung} last week",
    "this week or this sun": "ngayong linggo | nitong linggo", "next week": "susunod na linggo | sa susunod na linggo",
    "last month": "[{noong,nung,nitong}] nakaraang buwan | {noong,nung} isang buwan | {noong,nung} last month",
    "this month": "ngayong buwan | nitong buwan | ngayong buwan na ito",
    "next month": "susunod na buwan | sa susunod na buwan",
    "last $1 days": "nakaraang # araw | huling # araw", "last $1 weeks": "nakaraang # linggo | huling # linggo",
    "from or since": "{mula,simula,magmula} | {mula,simula,magmula} [pa] {noong,nung}", "until": "hanggang",
    "in": "noong | nung",
    "from $1 to $2": "mula # hanggang # | # hanggang # | alas C hanggang alas C | mula alas C hanggang alas C | "
    "ala C hanggang alas C | mula ala C hanggang alas C",
    "from $1 to $2 in the morning": "mula # hanggang # ng umaga | # hanggang # ng umaga",
    "from $1 to $2 in the afternoon": "mula # hanggang # ng hapon | # hanggang # ng hapon",
    "from $1 to $2 at night": "mula # hanggang # ng gabi | # hanggang # ng gabi",
    # clock
    "at @1": "[{ng,nang,sa,mga}] {alas,ala} C",
    "at @1 in the morning": "[{ng,nang,sa,mga}] {alas,ala} C ng {umaga,madaling araw,madaling-araw}",
    "at @1 in the afternoon": "[{ng,nang,sa,mga}] {alas,ala} C ng hapon",
    "at @1 at night": "[{ng,nang,sa,mga}] {alas,ala} C ng gabi",
    "at 12nn": "[{ng,nang,sa}] alas {12,dose} ng tanghali", "12nn": "12 ng tanghali | dose ng tanghali",
    "until 12nn": "hanggang [alas] {12,dose} ng tanghali",
    "@1 in the morning": "C ng umaga | C ng madaling araw | C ng madaling-araw", "@1 in the afternoon": "C ng hapon",
    "@1 at night": "C ng gabi",
    "until @1": "hanggang alas C | hanggang ala C",
    "until @1 in the morning": "hanggang {alas,ala} C ng {umaga,madaling araw,madaling-araw}",
    "until @1 in the afternoon": "hanggang alas C ng hapon | hanggang ala C ng hapon",
    "until @1 at night": "hanggang alas C ng gabi", "until now": "hanggang ngayon",
    "from @1": "mula alas C | mula ala C",
    "noon": "tanghali | ng tanghali | sa tanghali", "midnight": "hatinggabi | hating gabi",
    # lengths
    "$1 hours": "# oras | # na oras | # orang | # hours na | sa loob ng # oras | sa loob ng # na oras",
    "$1 minutes": "# minuto | # na minuto | # minutos | # minutong",
    "$1 seconds": "# segundo",
    "$1 hours $2 minutes": "# [na] oras [at] # [na] {minuto,minutos,minutong,mins,minutes,min} | "
    "# {hours,hour,hrs,hr} {at,and} # [na] {minuto,minutos,minutong,mins,minutes,min}",
    "$1 hours and half": "# oras at kalahati | # na oras at kalahati | # at kalahating oras | "
    "# {hours,hour,hrs,hr} at kalahati",
    "half hour": "kalahating oras | kalahati oras",
    "1.5 hours": "oras at kalahati", "and half": "at kalahati", "15m": "sangkapat na oras",
    **{f"{n + 0.5} hours": f"{own}'t kalahating oras" for n, own in enumerate(_OWN, 1) if n > 1},
    "1h30m": "isa't kalahating oras",
    "break": "pahinga ng | pahinga na | break na | pahinga | na pahinga | tanghalian | na break | na lunch",
    "$1 hours break": "# oras na break | # oras na pahinga | may # oras na break",
    "$1 minutes break": "# minuto na break | # minutong break | # minutong pahinga | may # minutong break",
    "no break": "walang pahinga | walang break", "minus": "bawas",
    "counted": "binilang | nabilang", "about": "mahigit-kumulang | mga | halos | humigit-kumulang | humigit kumulang",
    "almost": "kulang-kulang",
    "a day": "kada araw | bawat araw | araw-araw | isang araw", "a week": "kada linggo | bawat linggo | isang linggo",
    "an hour": "kada oras | bawat oras | per oras", "per task": "kada task | bawat task | kada gawain",
    "each": "bawat isa | isa", "at $1": "tig A | sa rate na A",
    # what is counted
    "$1 tasks": "# [na] {task,tasks,gawain} | # mga task", "$1 surveys": "# [na] {survey,surveys}",
    # work
    "worked": "nagtrabaho | nagwork | nag-work | trinabaho | tinrabaho | nakapagtrabaho | nakapag-work | naka-work",
    "did": "naglaan | nag-{annotate,label,review,edit,transcribe,translate,rate,evaluate} | nagrate | nagreview | "
    "nagedit | "
    "nagannotate | naka | nagpuyat | nagbabad | ginawa | gumawa | nag-task | nagtask | nag | nagawa | nakagawa | "
    "ginugol | "
    "inabot | nag-render | "
    "nagrender | "
    "tinapos | nakatapos | nakapag-task",
    "work": "trabaho", "unpaid": "walang bayad | hindi bayad | di bayad | libre",
    "interview": "panayam | interbyu | na-interview | nainterview | nainterbyu",
    "assessment": "pagsusulit | eksamen | exam | nagtest | nag-test | nag-exam | nagexam | nag-assessment",
    "application": "aplikasyon | pag-apply", "training": "pagsasanay | nagtraining | nag-training | nagsanay",
    "onboarding": "nag-onboarding | nagonboarding | nag-onboard",
    "searching": "paghahanap | naghahanap | naghanap",
    "waiting": "naghihintay | paghihintay | naghintay | nag-antay | pag-aantay | nag-aantay | nagantay | nag-hintay",
    "rework": "pagwawasto | pag-ayos | nag-rework", "rework or task": "rebyu | pagsusuri",
    "communication": "pulong | miting | nagmeeting | nag-meeting | nagpulong", "as": "bilang",
    "dispute": "reklamo",
    "pending": "nakabinbin | naka-pending",
    "approved": "aprubado | naaprubahan | inaprubahan | na-approve | naapprove | approved na | inaprubahan na",
    "rejected": "tinanggihan | na-reject | nareject | tinanggihan na", "removed": "tinanggal | inalis",
    "submitted": "isinumite | naipasa | ipinasa | nagsumite | na-submit | nasubmit | sinubmit | pinasa",
    "sent": "nagpadala | nagsend | nag-send | sinend | ipinadala | napadala | pinadala", "arrived": "dumating | "
    "pumasok", "all": "lahat",
    # money
    "$1 hours ago": "# oras [na] [ang] {nakalipas,nakaraan}",
    "received": "kakatanggap | katatanggap | nakareceive | naka-receive | tinanggap | "
    "may {natanggap,pumasok,dumating,nareceive} | sumahod | "
    "sumweldo | sumuweldo | nakasahod | "
    "nakasweldo | nakatanggap | natanggap | tumanggap | "
    "nakakuha | nakuha | nareceive | na-receive | sinahod | nasahod | sinweldo | sinuweldo | nasweldo | nakubra | "
    "na-credit | nacredit | na-deposit | nadeposit | pinadalhan ako | pinadalhan na ako | nagpasahod | nagpasweldo",
    "paid": "nagbayad | bayad | binayaran | binayad | ibinayad | nagpayout | nag-payout | nabayaran | nabayaran na",
    "got paid": "binayaran ako | nabayaran ako | bayad na ako | binayaran na ako | nabayaran na ako",
    "payment": "sahod | sweldo | suweldo | bayad ng | bayad mula sa | bayad sa akin | sahod ko",
    "made": "kumita | kita | kinita",
    "gave me": "binigyan ako | binigyan na ako | nagbigay sa akin | binigay sa akin",
    "bonus": "nagkaroon ako ng bonus | binonusan ako | dagdag-sahod | bonus na | may bonus | may bonus na | "
    "may bonus akong | may bonus ako | nakabonus",
    "adjustment": "pagsasaayos", "clawback": "binawi | nabawi | binawi ng | kinaltas | kinaltasan | nagkaltas | "
    "nakaltas | "
    "nakaltasan",
    "reimbursement": "ibinalik na gastos",
    "refund": "ibinalik | sinauli | binalik", "fee": "singil | bayarin", "sold": "binenta | ibinenta | naibenta | "
    "benta",
    "via $1": "sa pamamagitan ng R | gamit ang R | sa R | thru R",
    "via": "sa pamamagitan ng",
    "due": "takdang araw",
    "from $1  to $2": "{mula,galing,from} [sa] R {papuntang,patungong,papunta sa,patungo sa,hanggang,to,sa} R",
    "to $1": "papunta sa R | papuntang R",
    "spent": "gumastos ako | gumastos | ginastos | nagastos | gastos | nagbayad ako | binayaran ko | ginastos ko | "
    "nagastos ko | gastos ko | bayad ko sa | binayad ko sa",
    "bought": "bumili ako | bumili | binili | binili ko | binili kong | nabili | nabili ko | nabili kong | nakabili | "
    "nakabili ako",
    "bill": "bayarin sa", "electricity": "kuryente", "chair": "upuan", "rent": "upa | renta",
    "withdrew": "nag-withdraw ako | nagwithdraw ako | winithdraw | nag-withdraw | nagwithdraw | kinuha | "
    "winithdraw ko | "
    "na-withdraw ko | nawithdraw ko | niwithdraw | ni-withdraw",
    "transferred": "naglipat ako | naglipat ako ng | naglipat ng | inilipat | naglipat | nag-transfer | nagtransfer | "
    "nag-transfer ako | nagtransfer ako | nilipat | nilipat ko | inilipat ko | tinransfer | tinransfer ko",
    "dollars": "dolyar | dolyares",
    "$1 dollars": "# dolyar | # na dolyar", "$1 php": "# piso | # na piso | # pisong", "$1 usd": "# usd", "php": "piso",
    # what happened
    "paused": "tinigil muna | itinigil muna | na-pause | napause | nakapause | naka-pause | ipinause | pinause | "
    "ni-pause | nipause | "
    "pansamantalang itinigil | na-hold | nahold | naka-hold | nakahold | nag-pause | nagpause | pahinga muna",
    "suspended": "sinuspinde | suspendido | na-suspend | nasuspend | nasuspinde",
    "resumed": "ipinagpatuloy | itinuloy | nagpatuloy | bumalik | nag-resume | nagresume | na-resume | naresume | "
    "ni-resume | balik na",
    "cancelled": "kinansela | nakansela | kanselado | na-cancel | nacancel | kinansel | cinancel | kinancel | "
    "ni-cancel | "
    "nicancel",
    "completed": "natapos | tapos na | nakumpleto | tapos | na-complete",
    "ended": "hininto | pinatigil | tinigil | tumigil | itinigil | sarado | isinara | sinara | na-close | nagsara",
    "left": "umalis | nagresign | nag-resign | nag-quit",
    "deactivated": "na-deactivate | nadeactivate | dineactivate | ni-deactivate", "banned": "na-ban | naban | binan",
    "started": "nagsimula | sinimulan | nag-start | nagumpisa | nag-umpisa | nagstart",
    "applied": "nag-apply | nagapply", "declined": "tumanggi", "offered": "inalok",
    "rate": "singil kada oras | ang rate",
    "cut to": "ibinaba sa | bumaba sa | binaba sa", "raised to": "itinaas sa | tumaas sa",
    "announced": "inanunsyo | sinabi | ipinaalam | inabisuhan | in-announce",
    "$1 days notice": "# araw na abiso | # araw na notice",
    "$1 hours notice": "# oras na abiso | # oras na notice",
    "no notice": "walang abiso | walang paunang abiso", "because": "dahil | dahil sa | kasi",
    # time off, hours, queues
    "day off": "absent ako | absent ako sa | pahinga ako | nakapahinga | walang pasok | day off ako | nagpahinga | "
    "magpapahinga | rest day | "
    "restday",
    "vacation": "bakasyon | naka-bakasyon | nakabakasyon | magbabakasyon | nagbakasyon | naka-leave | nag-leave | "
    "magle-leave",
    "sick": "may sakit | maysakit | nagkasakit", "available": "bakante", "nothing": "wala | walang-wala",
    "no tasks": "{wala akong,walang,wala pang,wala nang,wala na namang,wala pa ring,wala pa akong,wala na akong} "
    "[available na] {task,tasks,gawain} | walang trabaho | {naubos,ubos,naubusan} [na] [{ang,ng,ako ng}] {task,tasks}",
    "empty queue": "eq pa rin | eq pa din | empty queue pa rin | walang laman [ang] queue | "
    "walang laman [ang] queue {ng,sa,ko}", "empty": "walang laman",
    "checked": "tiningnan | "
    "chineck | tinignan",
    "tasks available": "{maraming,madaming,ang daming,daming,may bagong,may bago nang} {task,tasks} | "
    "{may,meron,meron nang,mayroon} [na] [available na] {task,tasks,gawain} | may trabaho",
    # what says little
    "just": "straight | diretso | tuloy-tuloy | bigla | biglang | na | lang | lamang | nga | po | naman | muna | "
    "ulit | muli | uli | din | rin | na naman",
    "the $1th of": "ika # ng", "the $1th": "ika #",
    "of": "ng | nang | ang | kay | ni | si | yung | iyung | iyong", "on": "sa",
    "for": "para sa | para kay",
    "from": "mula sa | galing sa | galing | mula kay | galing kay",
    "and": "saka", "project": "proyekto", "my": "aking | ko | kong | namin", "i": "ako | akong",
    "we": "kami | tayo | nila | sila",
    "time": "panahon",
    "me": "akin | sa akin", "month": "buwan",
    "was": "ay", "new": "bagong | bago", "with": "may kasamang | kasama ang",
    # what is no record
    "will": "mag | magtatrabaho | tatanggap | makakatanggap | gagawin | gagawa | babayaran | gusto | dapat | "
    "magbabayad | "
    "darating | papasok | sasahod | susuweldo | sasweldo | mababayaran | makukuha | matatanggap | ibibigay | "
    "ipapadala | "
    "magpapadala | matatapos | tatapusin | sisimulan | magsisimula | itutuloy | babalik | mamaya | kukunin | bibili | "
    "bibilhin | gagastos | maglilipat | balak | plano | kikitain",
    "not": "hindi | di", "yet": "pa | pa rin", "owes": "utang | may utang",
    "maybe": "siguro | baka | yata | parang | sana | kung | kapag | pag | feeling ko | tingin ko | daw | raw | "
    "malamang | "
    "mukhang", "or": "o",
    "total": "kabuuang | kabuuan | lahat-lahat | sumatotal", "finally": "sa wakas",
    "…": "kaya ko | kaya kong | kayang | nakaplano | nasa | lumabas | nasira | sira | nabasag | nawalan | hiniram | "
    "pinahiram | pinautang | niregalo | sentimo | "
    "sentimos | taon | taong | noong isang taon | "
    "mamayang gabi | mamayang hapon | mamayang umaga | mamayang tanghali | "
    "walang | habang | "
    "wala akong {ginawa,nagawa,natapos} | walang {ginawa,nagawa,natapos} | binaba | ibinaba | itinaas | tinaas | "
    "binabaan | ayaw | ang tagal | tagal | matagal | nabawasan | binawasan | nabawas | tataas | bababa | kada minuto | "
    "bawat minuto | kalahati | kalahati ng | tumaas ng | bumaba ng | tumaas | "
    "bumaba | "
    "kamakailan | gawin mong | kundi | imbes | pero | kaso | kahit | mali | pala | sobra | kulang | kinulang | "
    "higit | mahigit | lagpas | "
    "lampas | ba | konti | kaunti | kalahati lang | masyado | masyadong | medyo | tuwing | lagi | palagi | minsan | "
    "madalas | "
    "na-release | narelease | nirelease | ni-release | na-delay | nadelay | nagpaload | napaload | nagload | "
    "nag-load | "
    "nagtatrabaho | nagwowork | ginagawa | hinihintay | inaantay | natanggal | tinanggal ako | noong isang araw | "
    "nung isang araw | nung isang gabi | noong isang gabi | ilan | ilang | magkano | kailan | ano | anong | bakit | "
    "paano | sino | pwede | binalikan | ipinangako | pinangako | umabot",
}  # fmt: skip
VERB = (
    r"(?:nag|na|mag|naka|nakapag|maka|pag|ni|nagka|ipa|pina|i)-[a-z][a-z-]+"  # na-hold, mag-upload
    r"|(?:mag|nag)-?([bcdfghjklmnpqrstvwy])[a-z]{1,2}-?\1[a-z-]+"  # magwo-work, nagbabayad
    r"|([a-z]{4,})-\2"  # gabi-gabi
)
SPLIT = ("naka-", "alas-", "ala-", "ika-", "nag-", "mag-", "tig-", "a-")
