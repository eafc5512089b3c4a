"""Subcommands of git that work on objects, references and packs, and those that serve other programs."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

COMMANDS: Mapping[str, Program] = {
    "send-pack": Program(
        options="""
            --all; --dry-run; --force; --receive-pack =shell; --exec =shell; --mirror; --stdin; --atomic; --thin
            --signed =?; --push-option =; --verbose
        """,
        semantics="git.push",
    ),
    "prune": Program(
        options="-n --dry-run; -v --verbose; --progress; --expire =", does="vcs.discard what=objects all if !dry-run"
    ),
    "filter-branch": Program(
        options="""
            --setup =shell; --subdirectory-filter =; --env-filter =shell; --tree-filter =shell
            --index-filter =shell; --parent-filter =shell
            --msg-filter =shell; --commit-filter =shell; --tag-name-filter =shell; --prune-empty; --original =; -d =
            -f --force; --state-branch =
        """,
        does="vcs.rewrite what=history",
    ),
    "update-ref": Program(options="-d; -m =; --no-deref; --stdin; -z; --create-reflog", does="vcs.rewrite what=ref"),
    "symbolic-ref": Program(
        options="-d --delete; -q; --short; -m =; --recurse",
        does="vcs.rewrite what=ref if delete\nvcs.commit verb=symbolic-ref unless delete",
    ),
    "replace": Program(
        options="-d --delete; -l --list; -e --edit; -f --force; --graft; --format =",
        does="vcs.rewrite what=history if graft|force|edit",
    ),
    "fetch-pack|ls-remote": Program(
        options="""
            --upload-pack =shell; --exec =shell; -h --heads; -t --tags; -q; --refs; --get-url; --sort =; --symref
            --exit-code; -o =; --all; --depth =
        """,
        semantics="git.fetch",
    ),
    "cat-file": Program(
        options="""
            -p; -e; -t; -s; --textconv; --filters; --path =; --batch =?; --batch-check =?; --batch-command =?
            --batch-all-objects; --buffer; --follow-symlinks; --unordered; -z
        """,
        semantics="git.reading",
    ),
    "checkout-index": Program(
        options="-u; -q; -f --force; -a --all; -n; --prefix =; --stage =; --temp; --stdin; -z",
        does="vcs.discard what=paths all?all forced if force unless prefix",
    ),
    "read-tree": Program(
        options="""
            -m; --reset; -u; -n; -v; --trivial; --aggressive; --prefix =; --index-output =; --no-sparse-checkout; -i
        """,
        does="vcs.discard what=tree all forced if reset u",
    ),
    "hash-object": Program(
        options="-t =; -w; --stdin; --stdin-paths; --path =; --no-filters; --literally", semantics="git.add"
    ),
    "daemon": Program(
        options="""
            --base-path =; --export-all; --port =; --listen =; --enable =; --user =; --inetd; --verbose; --reuseaddr
        """,
        does="net.listen public channel=socket",
    ),
    "credential": Program(
        does="infra.read system=git secret",
        stdout="secret",
        commands={
            "fill": Program(does="infra.read system=git secret", stdout="secret"),
            "approve|reject|capability": Program(),
        },
    ),
    "hook": Program(
        commands={
            "run": Program(
                options="--ignore-missing; --to-stdin =read", does="exec.run program=git-hook known interpreter"
            )
        }
    ),
    "shell": Program(options="-c =shell"),
    "for-each-repo": Program(
        options="--config =", operands="text*", style="posix", does="vcs.commit verb=for-each-repo"
    ),
    "repack": Program(
        options="""
            -a; -A; -d; -f; -F; -l; -q; -n; -b; --window =; --depth =; --threads =; --max-pack-size =; --filter =
            --unpack-unreachable =; -k --keep-unreachable; --keep-pack =; -m; --geometric =; --cruft
            --cruft-expiration =; --expire-to =
        """,
        does="vcs.discard what=objects if unpack-unreachable|cruft-expiration\nvcs.commit verb=repack",
    ),
    "fast-import": Program(
        options="--import-marks =read; --export-marks =output; --force; --quiet",
        does="vcs.rewrite what=ref if force\nvcs.commit verb=fast-import unless force",
    ),
    "fast-export": Program(
        options="--import-marks =read; --export-marks =output; --all", does="vcs.read verb=fast-export"
    ),
    (
        "pack-objects|pack-refs|prune-packed|unpack-objects|index-pack|multi-pack-index|commit-graph|"
        "commit-tree|mktag|mktree|write-tree|update-index|sparse-checkout|merge-file|merge-tree|"
        "merge-index|mailsplit|mailinfo|rerere|update-server-info|stripspace|interpret-trailers|fmt-merge-msg|"
        "backfill|refs|scalar|refresh-index|merge-recursive|merge-resolve"
    ): Program(
        options="-m =; -F =read; -p =; -t =; --path =; --cacheinfo =; --index-info; -o =; --chmod =",
        operands="text*",
        does="vcs.commit verb=@verb",
    ),
}
"""Subcommands by name; `a|b` share a grammar."""
