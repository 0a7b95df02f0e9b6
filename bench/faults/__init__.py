"""Disks that fail, and power that goes: what a ledger and the files beside it are then.

`injected` lets every call that the store makes to the disk fail once, each in several ways. `cuts` records what
reaches the disk while a ledger is used, and opens what a power cut would have left of it. Both need a C compiler.
"""
