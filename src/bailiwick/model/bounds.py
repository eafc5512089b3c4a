"""Every bound of the system by name, with unit and reason (design decision 8).

Going over a bound is a failure to decide (`INDETERMINATE`), and so a denial in enforce mode.
"""

from __future__ import annotations

EVENT_BYTES = 8 * 1024 * 1024
"""Largest hook event, bytes. Claude Code writes whole file contents into one; 8 MiB holds any real edit."""

FRAME_BYTES = EVENT_BYTES + 64 * 1024
"""Largest request of a hook client, bytes: an event and the facts of the client's process."""

REPLY_BYTES = 1024 * 1024
"""Largest reply to a hook client, bytes; reasons have a few hundred."""

SPOOL_FILES = 10_000
"""Most spooled records that are taken into the log at once; the rest waits for the next turn."""

RECENT_RECORDS = 64
"""Spooled records of a session that its snapshot names one by one: more evaluators than that do not run at once."""

EVENT_DEPTH = 64
"""Deepest JSON nesting of an event. Real ones stay below 12."""

FACT_ROUNDS = 12
"""Most rounds of the plan-facts loop. Each round opens one more level of script, link or nesting."""

FACT_QUERIES = 4096
"""Most facts one call may need: a wide glob or a chain of scripts ends here."""

SHELL_BYTES = 256 * 1024
"""Longest shell text that is interpreted, bytes."""

SHELL_TEXT_CHARS = 8 * SHELL_BYTES
"""Shell text that one call may have read in all, characters: what `eval` and scripts run is read anew each time."""

SHELL_WORDS = 100_000
"""Most words of one command after all expansions: each of many globs may stand for `GLOB_MATCHES` paths."""

SHELL_DEPTH = 24
"""Deepest nesting of shells, substitutions, wrappers and scripts that is followed."""

SHELL_STEPS = 20_000
"""Most abstract execution steps of one shell call (loops, functions and branches multiply)."""

NUMBER_DIGITS = 18
"""Most digits of a number in a command line: all that fit into 64 bits."""

SQL_CHARS = 64 * 1024
"""Longest SQL statement that is parsed by a grammar, characters; longer ones are read by their words."""

SQL_STATEMENTS = 64
"""Statements of a text whose first words are looked at to tell whether it is SQL."""

SQL_DEPTH = 4
"""Deepest nesting of SQL texts that statements execute."""

TEXT_CHARS = 1024 * 1024
"""Longest text that is put together from pieces, characters: variables that double themselves end here."""

BRACE_GROUPS = 256
"""Most brace groups of one word of shell text."""

OPERATIONS = 4096
"""Most operations one call may yield."""

SCRIPT_BYTES = 512 * 1024
"""Longest script file that is opened and interpreted, bytes."""

GLOB_MATCHES = 1024
"""Most paths one glob is expanded to; beyond it the expansion counts as unknown."""

CONTENT_BYTES = 8 * 1024 * 1024
"""Longest content that scanners read, bytes; the same as an event can carry."""

INJECTION_CHARACTERS = 2 * 1024 * 1024
"""Longest result of a call that is searched for instructions; of a longer one the beginning and the end are."""

INJECTION_SIGNALS = 200
"""Most places of one form in a text that are judged as part of instructions."""

INJECTIONS = 16
"""Most findings of instructions in one result that are recorded; strong ones first."""

PENDING_CALLS = 256
"""Decided calls of one session whose outcome is still awaited; older ones count as executed."""

SETTLED_CALLS = 256
"""Decided calls of one session that are remembered after their end; those of batches that ended are forgotten first."""

BATCH_CALLS = 256
"""Most calls of one batch; models make a few, rarely a few dozen at once."""

MARKED_FILES = 4096
"""Files of one project that carry a mark (written while tainted, downloaded); the oldest are forgotten first."""

MARKS_PER_CALL = 256
"""Most files that one call can mark; a call that writes more marks the first ones."""

TRACKERS = 8192
"""Trackers of one session, or of one scope that sessions share; those that did not move for longest are forgotten."""

SESSION_COUNTERS = 64
"""Counters of one session, sums of usage by name among them."""

HISTORY_TESTS = 2048
"""Tests of the past that all rules together may make: their trackers fit into `TRACKERS`."""

SEQUENCE_STEPS = 16
"""Most conditions of one sequence (`after`)."""

SEQUENCE_MATCHES = 64
"""Most operations of one call that are followed through a sequence one by one; beyond, they count in every order."""

CHECK_MILLISECONDS = 3000
"""Longest time that external checks get for one call, together: below the hook client's patience with the daemon."""

CHECKS_PER_CALL = 32
"""Most external checks that one call can meet."""

SESSIONS_IN_CHECKS = 32
"""Most sessions whose external checks run at the same time; more wait for one of them."""

CHECK_OUTPUT_BYTES = 64 * 1024
"""Longest output of an external check that is read, per stream."""

CHECK_PROGRAM_BYTES = 4 * 1024 * 1024
"""Largest program of an external check."""

TREE_NAMES = 50_000
"""Most names that are looked at to find credential files in a directory tree."""

REWRITE_PLACES = 6
"""Most places of a shell text at which a word that must be rewritten may stand."""

CONFINED_BYTES = 100_000
"""Longest command that is put into a sandbox, bytes: Linux takes 128 KiB as one word of a program's arguments."""

CONFINED_PATHS = 20_000
"""Most paths that a sandbox names one by one: the neighbours of what it hides."""

SUBAGENTS = 1000
"""Subagents of a session whose depth is remembered; the first to start is forgotten first."""

POLICY_BYTES = 1024 * 1024
"""Largest policy file, bytes."""

POLICY_DEPTH = 16
"""Deepest nesting of a policy file."""

POLICY_RULES = 10_000
"""Most rules of all levels together."""

CANONICAL_DEPTH = 96
"""Deepest nesting of a log entry: an event's own depth and room for what wraps it."""

ENTRY_BYTES = 8 * 1024 * 1024
"""Longest line of the log, bytes; real entries have one or two thousand."""

KEY_CHANGES = 64
"""Most changes of a log's signing key: a receipt carries them all."""

PROGRAM_WORDS = 16_384
"""Most words of one program start. A glob gives at most 1,024; real command lines stay below a few thousand."""

PATH_CHARS = 16 * 1024
"""Longest path that is looked at, characters; Linux takes 4,096 bytes in one system call."""

URL_CHARS = 64 * 1024
"""Longest URL that is parsed, characters; fetchers refuse or cut longer ones."""

URL_NESTING = 8
"""Addresses inside one address that are looked at."""

GLOB_ALTERNATIVES = 64
"""Most patterns that the brace groups of one glob are written out to."""

ARGUMENT_VALUES = 10_000
"""Most values in the arguments of an undescribed tool; real ones have a few dozen."""

SKILL_COMMANDS = 64
"""Most commands that are read from one skill file."""

GLOB_NAMES = 50_000
"""Most directory entries that one glob looks at."""

GIT_PARENTS = 256
"""Most directories between a path and the root of its repository."""

GIT_CONFIG_BYTES = 256 * 1024
"""Largest git configuration file, bytes; real ones have a few thousand."""

GIT_CONFIG_FILES = 64
"""Most configuration files of one repository, with includes."""

GIT_INCLUDE_DEPTH = 10
"""Deepest nesting of includes; git's own limit."""

GIT_PACKED_BYTES = 4 * 1024 * 1024
"""Largest file of packed references, bytes: about sixty thousand branches and tags."""

GIT_INDEX_BYTES = 64 * 1024 * 1024
"""Largest git index, bytes: about half a million files."""

GIT_STATUS_FILES = 2000
"""Most tracked files of a directory that are compared with the index; with more it counts as modified."""

GIT_REPOSITORIES = 32
"""Most repositories whose facts are kept."""

EXPRESSION_CHARS = 4096
"""Longest regular expression or CEL expression of a rule, characters."""

EXPRESSION_VALUES = 500
"""Most values of a call's input that a CEL expression is shown; with nested loops its cost is the square."""

EXPRESSION_LOOPS = 2
"""Most loops (`map`, `filter`, `exists`, `exists_one`, `all`) in one CEL expression."""

ARGUMENT_PARTS = 8
"""Most parts of a dotted argument name in a rule."""
