"""The words of French, as what they say in the grammar's own: see the package for how patterns are written."""

NUMBERS = {
    "1": "un | une", "2": "deux", "3": "trois", "4": "quatre", "5": "cinq", "6": "six", "7": "sept",
    "8": "huit", "9": "neuf", "10": "dix", "11": "onze", "12": "douze", "13": "treize", "14": "quatorze",
    "15": "quinze", "16": "seize", "17": "dix-sept | dix sept", "18": "dix-huit | dix huit",
    "19": "dix-neuf | dix neuf", "20": "vingt | vingts", "30": "trente", "40": "quarante", "50": "cinquante",
    "60": "soixante", "70": "septante", "80": "octante | huitante", "90": "nonante", "100": "cent | cents",
    "1000": "mille",
}  # fmt: skip
JOINS = ("et",)
WORDS = {
    # days
    "today": "tantôt | aujourd'hui | ajd | auj", "yesterday": "hier", "tomorrow": "demain",
    "day before yesterday": "avant-hier | avant hier", "day after tomorrow": "après-demain | après demain",
    "last night": "la nuit dernière | cette nuit", "yesterday evening": "hier soir | hier au soir",
    "yesterday morning": "hier matin", "yesterday afternoon": "hier après-midi | hier aprèm",
    "this morning": "ce matin", "this afternoon": "cet après-midi | cette après-midi | cet aprèm | cet après midi",
    "tonight": "ce soir",
    "in the morning": "le matin | du matin | au matin | matin",
    "in the afternoon": "l'après-midi | de l'après-midi | après-midi | après midi | aprèm",
    "in the evening": "le soir | du soir | soir", "at night": "la nuit | de nuit",
    "mon": "lundi | lun", "tue": "mardi | mar", "wed": "mercredi | mer | mercr", "thu": "jeudi | jeu",
    "fri": "vendredi | ven",
    "sat": "samedi | sam", "sun": "dimanche | dim",
    "jan": "janvier | janv", "feb": "février | févr | fév", "mar": "mars", "apr": "avril | avr", "may": "mai",
    "jun": "juin", "jul": "juillet | juil | juill", "aug": "août", "sep": "septembre", "oct": "octobre",
    "nov": "novembre", "dec": "décembre | déc",
    "last $1": "D dernier | D passé | le D dernier | dernier D", "next $1": "D prochain | le D prochain | prochain D",
    "this $1": "ce D", "$1": "le D | W", "$1 the $2th": "D O | D le O | le D O", "$1-$2": "D à D | "
    "du D au D | de D à D | entre D et D | D au D",
    "1": "1er | 1ere | premier",
    "$1 days ago": "il y a # jour | il y a # jours | y a # jours | y'a # jours | ya # jours",
    "$1 weeks ago": "il y a # semaine | il y a # semaines",
    "in $1 days": "dans # jours | dans # jour", "in $1 weeks": "dans # semaines | dans # semaine",
    "last week": "la semaine dernière | semaine dernière | la semaine passée | semaine passée | sem dernière",
    "this week": "cette semaine", "next week": "la semaine prochaine | semaine prochaine",
    "last month": "le mois dernier | mois dernier | le mois passé | mois passé", "this month": "ce mois | ce mois-ci",
    "next month": "le mois prochain | mois prochain",
    "last weekend": "le week-end dernier | week-end dernier | le weekend dernier | weekend dernier | le week-end passé",
    "this weekend": "ce week-end | ce weekend | le week-end | le weekend",
    "last $1 days": "les # derniers jours | # derniers jours | ces # derniers jours",
    "last $1 weeks": "les # dernières semaines | # dernières semaines | ces # dernières semaines",
    "week $1": "semaine # | sem #", "week of": "semaine du | la semaine du", "since": "depuis | depuis le",
    "from": "dès | dès le | à partir du | à partir de | de la part de", "until": "jusqu'au | jusqu'à | jusque",
    "until @1": "jusqu'à K",
    "from $1 to $2": "entre le # et le # | de # à # | du # au # | entre # et # | de C à C | entre C et C | "
    "de C jusqu'à C",
    "$1 to $2": "K à K | K jusqu'à K",
    "at $1": "à A | à raison de A | à O",
    "from $1 $2 to $3 $4": "du # M au # M | # M au # M",
    # clock
    "at @1": "à K | vers K", "from @1": "à partir de K | dès K | depuis K", "at": "à", "@1 am": "# du matin | "
    "# heures du matin",
    "@1 pm": "# du soir | # de l'après-midi | # heures du soir",
    "noon": "midi", "at noon": "à midi", "midnight": "minuit", "at midnight": "à minuit",
    # lengths
    "$1 hours": "# heure | # heures", "$1 minutes": "# minute | # minutes | # min | # mins | # mn",
    "$1 seconds": "# seconde | # secondes",
    "$1 hours $2 minutes": "# {heure,heures} # | # {heure,heures} [et] # {minute,minutes,min,mn}",
    "1h15m": "heure et quart",
    "$1 hours and half": "# heure et demie | # heures et demie | # heure et demi | # heures et demi",
    "$1 hours and quarter": "# heure et quart | # heures et quart", "hour and half": "heure et demie",
    "and quarter": "et quart", "$1 hours 45 minutes": "# heure trois quarts | # heures trois quarts",
    "half hour": "demi-heure | demi heure | une demi-heure | une demi heure | demie heure | une demie heure",
    "and half": "et demie | et demi", "15m": "1/4 d'heure | un quart d'heure | quart d'heure",
    "45m": "3/4 d'heure | trois quarts d'heure",
    "break": "pause de | de pause | pause-déjeuner | déjeuner | de déjeuner", "no break": "sans pause",
    "counted": "comptées | comptés | compté | comptée",
    "minus": "moins", "about": "environ | à peu près", "almost": "presque",
    "a day": "par jour | chaque jour | tous les jours", "a week": "par semaine | chaque semaine | hebdo",
    "an hour": "par heure | de l'heure | l'heure", "per task": "par tâche | la tâche",
    "each": "chacune | chacun | pièce",
    # what is counted
    "$1 tasks": "# tâche | # tâches", "$1 surveys": "# sondage | # sondages | # enquêtes | # enquête",
    "$1 studies": "# étude | # études", "$1 items": "# éléments | # articles", "$1 videos": "# vidéos | # vidéo",
    "$1 files": "# fichiers | # fichier",
    # work
    "worked": "bosser | trimé | travaillé | bossé | taffé | taffer", "did": "m'a pris | pris | bouffé | charbonné | "
    "turbiné | "
    "viens de faire | fait | passé",
    "work": "mon {travail,boulot,taf,job} | travail | boulot | taf",
    "unpaid": "gratuit | gratuitement | gratuite | non payé | non payée | pas payé | non rémunéré | non rémunérée | "
    "impayé | impayée | bénévole | "
    "non payés | non payées",
    "interview": "mon entretien | entretien | entretiens", "assessment": "mon {test,examen} | évaluation | examen",
    "application": "candidature",
    "training": "formation | entraînement", "searching": "recherche | à chercher",
    "waiting": "attente | d'attente | à attendre",
    "rework": "corrections | reprise", "rework or task": "révision | révisions | correction",
    "communication": "réunion | courriels | mails", "admin": "administratif | paperasse | facturation",
    "dispute": "litige | réclamation | contestation", "as": "comme",
    "pending": "en attente", "approved": "approuvé | approuvée | validé | validée | approuvés | approuvées",
    "rejected": "m'a refusé | m'a rejeté | m'ont refusé | m'ont rejeté | refusées | refusés | rejetées | rejetés | "
    "refusé | refusée | rejeté | rejetée", "removed": "supprimé | supprimée",
    "submitted": "rendu | rendue | remis | soumis",
    "invoiced": "facturé | facturée", "sent": "envoyé | envoyée", "arrived": "arrivé | arrivée | arrivés",
    "all": "tout | tous | toutes",
    # money
    "received": "viens de {recevoir,toucher} | est {tombé,tombée} | sont tombés | tombé | tombée | reçu | reçue | "
    "touché | encaissé | perçu",
    "paid": "payé | payée | versé",
    "got paid": "on m'a payé | on m'a versé | été payé | été payée | on m'a viré | on m'a envoyé",
    "pays": "paie | paye | paient", "$1 hours ago": "il y a # heures | il y a # heure",
    "paid me": "m'a payé | m'a versé | m'ont payé | m'a viré | m'a envoyé | m'ont versé | m'ont viré",
    "payment for $1": "mon paiement de M | mon paiement d'M | mon salaire de M | mon salaire d'M | paiement de M | "
    "paiement d'M",
    "payment": "{mon,ma,mes} {virement,paiement,salaire,argent,versement,paie,payout} | salaire | argent | "
    "fric | thune | thunes | blé | paie | "
    "paiement | paiements | versement | "
    "règlement | virement",
    "made": "gagné | gagnés | gagnant", "bonus": "mon {bonus,pourboire} | prime | pourboire", "milestone": "jalon",
    "stipend": "allocation | indemnité",
    "referral": "parrainage | de parrainage", "adjustment": "ajustement", "deducted": "retenue | "
    "déduction | déduit | retenu",
    "clawback": "m'a repris | m'a retiré | m'a prélevé", "clawback or resumed": "a repris",
    "reimbursement": "remboursement | remboursé", "refund": "avoir | j'ai remboursé | j'ai rendu",
    "fee": "frais | frais de | commission | commission de | avec frais de | de frais | de commission",
    "fee $1": "avec # de frais",
    "due": "échéance | échéance le | exigible le | dû le",
    "via $1": "par R | sur R", "from $1  to $2": "de R à R | de R vers R", "to $1": "vers [la] R | à [la] R | sur la R",
    "spent": "dépensé | dépense | j'ai payé | dépenses", "bought": "acheté | achat", "bill": "facture",
    "electricity": "électricité",
    "headset": "mon casque | casque | écouteurs", "chair": "chaise", "keyboard": "mon clavier | clavier",
    "mouse": "souris", "rent": "mon loyer | loyer",
    "withdrew": "retiré | retrait", "transferred": "transféré | transfert | viré", "moved": "déplacé",
    "pounds": "livres", "usd": "$ us | us | dollars américains | dollars us", "cad": "piastres | piastre | piasses | "
    "$ ca | $ can | dollars canadiens",
    "chf": "francs suisses", "fcfa": "francs cfa | franc cfa | f cfa",
    # what happened
    "paused": "mis en pause | mise en pause | en pause", "suspended": "suspendu | suspendue",
    "resumed": "relancé | relancée | réactivé | revenu | reparti | redémarré",
    "cancelled": "annulé | annulée | annulés", "completed": "terminé | terminée | achevé | fini | finie",
    "ended": "clos | fermé | arrêté | arrêtée", "left": "quitté | démissionné", "deactivated": "désactivé | désactivée",
    "banned": "banni | bannie", "started": "commencé | démarré | débuté | lancé", "applied": "postulé | candidaté",
    "declined": "décliné", "offered": "proposé | proposée", "rate": "mon {tarif,taux} | tarif | le tarif | taux",
    "rate cut": "baissé le tarif", "rate raised": "augmenté le tarif",
    "gave me": "m'ont donné | m'a donné | on m'a donné",
    "cut to": "baissé à | réduit à | passé à", "raised to": "augmenté à | monté à", "cut": "baissé | baissée",
    "raised": "augmenté",
    "changed to": "changé à | changé pour",
    "announced": "annoncé | annoncée | prévenu | prévenue | annoncé le", "only or just": "seulement | juste",
    "sold": "vendu",
    "$1 days notice": "# jours de préavis | # jour de préavis | # jours d'avance",
    "$1 hours notice": "# heures de préavis | # h de préavis",
    "$1 weeks notice": "# semaines de préavis | # semaine de préavis", "no notice": "sans préavis | sans prévenir",
    "because": "parce que | car | à cause de | parce qu' | faute de",
    # time off, hours, queues
    "day off": "congé | en congé | repos | jour de congé | de repos | jour de repos",
    "vacation": "en vacances | vacances | férié",
    "days off": "jours de congé | congés", "sick": "malade | en arrêt maladie | arrêt maladie",
    "available": "disponible | disponibles | dispo | disponibilité",
    "nothing": "rien | il n'y a rien | n'y a rien | y a rien | y'a rien | ya rien",
    "no tasks": "pas de tâches | pas de tâche | aucune tâche | pas de travail | plus de tâches | sans tâches | "
    "pas de boulot",
    "empty queue": "file vide | la file est vide", "checked": "vérifié | regardé",
    "tasks available": "tâches disponibles | il y a des tâches | des tâches disponibles",
    # what says little, and what is no record
    "of": "de | du | des | d'", "the $1th": "le O", "in $1": "au mois de M | au mois d'M | le mois de M",
    "i'm": "je suis | suis", "the": "ça | ce | cet | le | la | les | l' | au | aux",
    "on": "sur", "$1 $2": "O M", "in": "en | dans",
    "for": "pour le | pour la | pour les | pour | chez | au titre de | correspondant à",
    "by": "par", "with": "avec", "and": "et", "project": "projet | projets | mon projet", "account": "compte",
    "month": "mois", "week": "semaine | semaines",
    "i": "je | j' | moi | j", "my": "ma", "shift": "mon shift", "onboarding": "mon onboarding",
    "internet": "mon internet", "laptop": "mon {ordi,ordinateur,laptop,pc}", "my account": "mon compte", "me": "m'",
    "a": "une | un",
    "was": "a été | été | est | était | c'est | ont été",
    "have": "ai | a | avons | ont | jai", "we": "nous | ils | elles | il | elle", "time": "temps",
    "new": "nouveau | nouvelle",
    "will": "me paie | me paye | me paient | vais | va | vont | travaillerai | recevrai | ferai | "
    "toucherai | veux | dois | devrais | paiera | "
    "paieront",
    "not": "n' | ne | pas | jamais | non", "yet": "encore | pas encore",
    "owes": "doit | doivent | me doit | me doivent | dû | due",
    "maybe": "peut-être | si | s' | p-e", "or": "ou",
    "frs": "f | fr", "eur or fcfa": "balles", "htg": "gourdes",
    # talk
    "hello": "bonjour | salut | bonsoir | coucou | merci | allo", "finally": "enfin | finalement | ça y est",
    "log": "note | ajoute | noter | ajouter | enregistre", "earlier": "tôt", "also": "aussi",
    "another": "autre | autres | d'autres",
    # what the grammar has no word for: a line with it is not taken, and no name is made of it
    "now": "maintenant",
    "only $1": "les D | tous les D | chaque D",
    "…": "fais | je fais | journée | demi-journée | cassé | cassée | en panne | ai-je | est-ce que | est-ce | "
    "a-t-on | offert | offerte | prêté | emprunté | "
    "centimes | lundis | mardis | "
    "mercredis | jeudis | vendredis | "
    "samedis | dimanches | les lundis | les mardis | "
    "il y a # {an,ans} | l'an dernier | l'année dernière | an dernier | an | ans | année | "
    "années | brouettes | et des brouettes | fin de semaine | la fin de semaine | je touche | je reçois | "
    "rien fait | fait rien | la minute | par minute | un quart | payées | payés | mais | cependant | "
    "pourtant | personne | quelqu'un | "
    "quelque | quelques | moitié | la moitié | partiel | "
    "partielle | "
    "brut | bruts | brute | net | nets | nette | de trop | en trop | sera | seront | serait | être | va être | "
    "d'être | aurait | "
    "auraient | devrait | pourrait | pourraient | peut | peuvent | crois | je crois | pense | paraît | il paraît que | "
    "parait | semble | trompé | trompée | erreur | par erreur | efface | effacer | supprime | enlève | enlever | "
    "voulais | "
    "j'allais | allais | allait | pourquoi | combien | quand | comment | où | que | quoi | quel | quelle | "
    "à peine | au moins | au plus | minimum | maximum | plus de | moins de | plus que | avant | après | poussières | "
    "et des poussières | et quelques | sur le point | en fait | l'autre jour | l'autre fois | récemment | bientôt | "
    "souvent | toujours | parfois | d'habitude | sauf | excepté | compris | comprise | au lieu de | plutôt | "
    "reste | il reste | "
    "restent | manque | manquent | en retard | retardé | bloqué | gelé | en cours | échoué | rejetée par | promis | "
    "espère | j'espère | attends | j'attends | on attend | vous | tu | te | leur | leurs | notre | nos | votre | "
    "son | cette fois | ces | ceci | cela | très | beaucoup | trop | peu | un peu | un peu plus de | "
    "plusieurs | "
    "aucun | chaque fois | double | le double | presque pas | sans compter | matinée | soirée | failli | "
    "devais | devait | censé | censée | lorsque | pendant que | depuis que | avant que | tandis que | puis | ensuite",
}  # fmt: skip
SPLIT = ("d'", "l'", "j'", "n'", "m'", "s'", "c'", "qu'")
