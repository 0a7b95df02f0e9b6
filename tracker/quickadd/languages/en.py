"""Words of other languages that English has too, and that the grammar does not know: in English they say nothing."""

ALSO_ENGLISH = frozenset(
    (
        "allocation", "ano", "argent", "arrive", "ba", "brut", "bs", "candidate", "car", "cargo", "come", "commence",
        "comment", "commission", "contestation", "conto", "correction", "corrections", "decline", "dim", "din", "dis",
        "dispo", "ensuite", "era", "error", "evaluation", "exam", "f", "formation", "fr", "grana", "gratis", "gusto",
        "halos", "hare", "ia", "iam", "lana", "lance", "lang", "largos", "lin", "mails", "mal", "mangos", "marco",
        "mars", "merci", "mira", "mire", "moi", "nets", "ni", "non", "note", "oi", "pasta", "pau", "pico", "pila",
        "plano", "plata", "po", "prime", "pro", "propose", "raw", "real", "reclamation", "refuse", "reprise",
        "retire", "reunion", "revise", "revision", "revisions", "salut", "salvo", "sam", "sana", "ser", "sera", "set",
        "sex", "si", "son", "su", "sus", "taxa", "te", "tem", "ter", "tot", "touche", "tout", "triple", "tu",
        "turbine", "van", "verdes", "verse", "vie", "vous",
    )
)  # fmt: skip
