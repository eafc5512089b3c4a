"""PowerShell and cmd text to operations: a subset of each is interpreted over the shell's machine, the rest is opaque.

PowerShell is parsed (`parser`) and run abstractly (`machine`); cmdlets (`cmdlets`, data) and members of .NET
(`members`) become the programs that do the same: one catalogue and one policy hold for every shell.
Loaded only when such a call comes.
"""
