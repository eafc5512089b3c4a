"""Subcommands that other packages add to git, and bridges to other systems."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

COMMANDS: Mapping[str, Program] = {
    "filter-repo": Program(
        options="""
            --path =; --path-glob =; --path-regex =; --path-rename =; --paths-from-file =read; --invert-paths
            --replace-text =read; --replace-message =read
            --strip-blobs-bigger-than =; --strip-blobs-with-ids =read; --mailmap =read; --subdirectory-filter =
            --to-subdirectory-filter =; --tag-rename =
            --filename-callback =code:python; --message-callback =code:python; --name-callback =code:python
            --email-callback =code:python
            --refname-callback =code:python; --blob-callback =code:python; --commit-callback =code:python
            --tag-callback =code:python
            --reset-callback =code:python; --source =; --target =; --refs =; -f --force; --analyze; --dry-run
        """,
        does="vcs.rewrite what=history if !analyze !dry-run",
    ),
    "send-email": Program(
        options="""
            --to =; --cc =; --bcc =; --from =; --subject =; --smtp-server =; --smtp-user =; --smtp-pass =
            --smtp-encryption =; --smtp-server-port =; --compose; --dry-run; --annotate; --to-cmd =shell
            --cc-cmd =shell; --sendmail-cmd =shell; --in-reply-to =; --8bit-encoding =; --confirm =; --suppress-cc =
            --identity =; --envelope-sender =
        """,
        operands="read*",
        does="net.send channel=mail carries=file if !dry-run",
    ),
    "imap-send": Program(does="net.send channel=mail carries=file"),
    "instaweb": Program(
        options="-l --local; -d --httpd =; -p --port =; -b --browser =shell", does="net.listen public unless local"
    ),
    "credential-store|credential-cache|credential-osxkeychain|credential-manager|credential-libsecret": Program(
        options="--file =; --timeout =; --socket =",
        does="infra.read system=git secret if operands",
        operands="text*",
        stdout="secret",
    ),
    "clear": Program(options="-f --force; -h --help", does="vcs.discard what=tree all\nvcs.discard what=untracked"),
    "clear-soft|reset-file": Program(operands="text*", does="vcs.discard what=paths"),
    "undo": Program(options="-s --soft; -h --hard", operands="text*", does="vcs.discard what=tree all if hard"),
    "obliterate": Program(operands="text*", does="vcs.rewrite what=history"),
    "delete-branch": Program(operands="text*", semantics="git.delete_branch"),
    (
        "svn|p4|cvsimport|cvsexportcommit|flow|town|absorb|branchless|machete|subtree|request-pull|quiltimport|crypt"
    ): Program(options="-m =; -A =read; -r =; --prefix =; -P =; -b =", operands="text*", does="vcs.commit verb=@verb"),
    "annex": Program(
        options="--force; --auto; -J =; --from =; --to =; -m =",
        commands={"drop|dropunused|uninit": Program(operands="text*", does="vcs.discard what=objects if force")},
        operands="text*",
        does="vcs.commit verb=annex",
    ),
    "lfs": Program(
        options="-f --force; --all; --dry-run; --recent; --include =; --exclude =; --everything",
        commands={
            "migrate import|migrate export": Program(
                options="--above =; --fixup; --no-rewrite; -m =", does="vcs.rewrite what=history unless no-rewrite"
            ),
            "prune": Program(does="vcs.discard what=objects if force !dry-run"),
            "push": Program(operands="text*", does="vcs.commit verb=lfs", semantics="push_elsewhere"),
        },
        operands="text*",
        does="vcs.commit verb=lfs",
    ),
}
"""Subcommands by name; `a|b` share a grammar."""
