"""What the coming weeks may bring: work that comes, lives and ends (methods, "Prospect").

The pace of a window is a fact about weeks that were. What may come depends on which projects run now, on how long
projects last, on how fast the next one comes, and on what projects pay. Each draw of this model takes its own view of
all of these, as the ledger leaves them open, and plays the next year once:

    line 1   ▇▇▇▇▇▇▇▇▇▇▇▇ ends ┄┄gap┄┄ ▇▇▇▇▇▇▇▇ ends ┄┄ ▇▇▇     its own level, its remaining life
    line 2   ┄┄┄┄gap┄┄┄┄┄┄┄┄┄┄ ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇    a slot that is free now

shapes.py   how weeks may hang together      weeks.py    weeks inside a project: which shape, how much noise
levels.py   what projects pay                lives.py    how long they last, and how soon the next one comes
ahead.py    the draws                        model.py    what goes in and comes out
"""
