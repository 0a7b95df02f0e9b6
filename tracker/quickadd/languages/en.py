"""Words of other languages that English has too, and that the grammar does not know: in English they say nothing."""

ALSO_ENGLISH = frozenset(
    (
        "allocation", "arrive", "candidate", "car", "cargo", "come", "commence", "commission", "contestation",
        "correction", "corrections", "decline", "dim", "dis", "dispo", "era", "evaluation", "formation", "gratis",
        "gusto", "halos", "hare", "lance", "lang", "lin", "marco", "mails", "mars", "mira", "mire", "moi", "ni", "non",
        "prime", "pro", "propose", "real", "reclamation", "refuse", "reprise", "retire", "reunion", "revise",
        "revision", "revisions", "sam", "set", "sex", "si", "taxa", "ter", "tem", "touche", "tout", "van", "verse",
        "vie",
    )
)  # fmt: skip
