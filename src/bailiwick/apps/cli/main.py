"""The `bailiwick` command: one parser, one file per command group, imported only when chosen."""

from __future__ import annotations

import argparse
import importlib
import sys

from bailiwick import __version__
from bailiwick.apps.cli.output import fail
from bailiwick.model.errors import EXIT_CODES, BailiwickError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "init": ("bailiwick.apps.cli.init", "govern Claude Code: write policy, keys and hooks"),
    "uninstall": ("bailiwick.apps.cli.uninstall", "take our hooks out again, leaving everything else as it was"),
    "status": ("bailiwick.apps.cli.status", "mode, policy, hooks and enforcement tier, at a glance"),
    "doctor": ("bailiwick.apps.cli.doctor", "find what is wrong; --live proves that calls are really blocked"),
    "demo": ("bailiwick.apps.cli.demo", "a tour on a throw-away home and repository"),
    "decide": ("bailiwick.apps.cli.decide", "judge calls without a client, one or thousands"),
    "explain": ("bailiwick.apps.cli.explain", "what a shell command would do, and which rule speaks"),
    "confine": ("bailiwick.apps.cli.confine", "run a command in a sandbox of the operating system"),
    "bench": ("bailiwick.apps.cli.bench", "how often a corpus of calls gets the wrong answer"),
    "log": ("bailiwick.apps.cli.log", "read, filter and follow the record of decisions"),
    "why": ("bailiwick.apps.cli.why", "the rules, operations and facts behind one decision"),
    "verify": ("bailiwick.apps.cli.verify", "check the whole record, offline"),
    "receipt": ("bailiwick.apps.cli.receipt", "one entry as a file that anybody can check without the log"),
    "key": ("bailiwick.apps.cli.key", "the key that signs the log; change it"),
    "witness": ("bailiwick.apps.cli.witness", "have others sign that the log only grows, or be one of them"),
    "tiles": ("bailiwick.apps.cli.tiles", "the log's hashes, or the log, as files for a static web server"),
    "report": ("bailiwick.apps.cli.report", "a period of the log as one page, with proofs for an auditor"),
    "export": ("bailiwick.apps.cli.export", "copies of the log elsewhere: files, HTTP, OTLP, Loki, syslog, webhooks"),
    "policy": ("bailiwick.apps.cli.policy", "check, lint, show, test, compare and simulate policies"),
    "instructions": ("bailiwick.apps.cli.instructions", "the active rules as advice in CLAUDE.md or AGENTS.md"),
    "session": ("bailiwick.apps.cli.session", "what is remembered of sessions; take a taint away"),
    "daemon": ("bailiwick.apps.cli.daemon", "run, start, stop or inspect the decision service"),
    "config": ("bailiwick.apps.cli.config", "how the daemon runs: durability, idle time; values with their origin"),
    "mode": ("bailiwick.apps.cli.mode", "show or change enforce / observe"),
    "integrity": ("bailiwick.apps.cli.integrity", "the files that govern agents: sign them, find what changed since"),
    "trust": ("bailiwick.apps.cli.trust", "let a project's policy widen, pin a script, trust an organisation's policy"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (see `bailiwick --help`)."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(
        prog="bailiwick",
        description="Governs coding agents: decides each tool call, records the decision, proves that its gate works.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="exit codes:\n" + "\n".join(f"  {code}  {meaning}" for code, meaning in EXIT_CODES.items()),
    )
    parser.add_argument("--version", action="version", version=f"bailiwick {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    chosen = next((word for word in words if word in COMMANDS), None)
    for name, (module_name, summary) in COMMANDS.items():
        command = commands.add_parser(
            name, help=summary, description=summary, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        if name == chosen:
            module = importlib.import_module(module_name)
            module.configure(command)
            command.add_argument("--json", action="store_true", help="print one JSON document instead of text")
            command.set_defaults(run=module.run)
    arguments = parser.parse_args(words)
    try:
        return int(arguments.run(arguments))
    except BailiwickError as error:
        return fail(error, json_wanted=arguments.json)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130
