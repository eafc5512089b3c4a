"""Subcommands of git for people (git(1), "high-level commands"), and those that share a grammar with them.

The diff, log, fetch and merge families share groups of options.
"""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_DIFF = """
    -p -u --patch; -s --no-patch; -U --unified =; --output =output; --output-indicator-new =
    --output-indicator-old =
    --output-indicator-context =; --raw; --patch-with-raw; --minimal; --patience; --histogram; --anchored =
    --diff-algorithm =
    --stat =?; --compact-summary; --numstat; --shortstat; -X --dirstat =?; --cumulative; --summary; --name-only
    --name-status
    --submodule =?; --color =?; --no-color; --color-moved =?; --color-moved-ws =; --word-diff =?
    --word-diff-regex =; --color-words =?
    --no-renames; --check; --ws-error-highlight =; --full-index; --binary; --abbrev =?; -B --break-rewrites =?
    -M --find-renames =?
    -C --find-copies =?; --find-copies-harder; -D --irreversible-delete; -l =; --diff-filter =; -S =; -G =
    --find-object =
    --pickaxe-all; --pickaxe-regex; -O =read; --skip-to =; --rotate-to =; -R; --relative =?; -a --text; -b; -w
    --ignore-all-space
    --ignore-blank-lines; -I --ignore-matching-lines =; --inter-hunk-context =; -W --function-context; --exit-code
    --quiet
    --ext-diff; --no-ext-diff; --textconv; --no-textconv; --ignore-submodules =?; --src-prefix =; --dst-prefix =
    --no-prefix
    --line-prefix =; --cached; --staged >cached; --merge-base; --no-index; --cc; -c; -m; -t
"""
_LOG = f"""
    {_DIFF}
    -n --max-count =; --skip =; --since =; --after =; --until =; --before =; --author =; --committer =; --grep =; --grep-reflog =; --all
    --branches =?; --tags =?; --remotes =?; --glob =; --exclude =; --format =?; --pretty =?; --date =; --decorate =?; --decorate-refs =
    --decorate-refs-exclude =; --graph; --oneline; --follow; -L =; -g --walk-reflogs; --reverse; --encoding =; --notes =?; --show-notes =?
    --merges; --no-merges; --first-parent; --min-parents =; --max-parents =; --ancestry-path =?; --source; --show-signature; --stdin; -i
    -E; -F; -P; --all-match; --invert-grep; --left-right; --cherry-pick; --boundary; --no-walk =?; --name-rev; --remerge-diff
"""
_FETCH = """
    --all; -a --append; --atomic; --depth =; --deepen =; --shallow-since =; --shallow-exclude =; --unshallow
    --update-shallow
    --negotiation-tip =; --dry-run; -f --force; -k --keep; -m --multiple; -p --prune; -P --prune-tags; -n --no-tags
    -t --tags; --refetch
    --refmap =; -j --jobs =; --recurse-submodules =?; --set-upstream; --upload-pack =shell; -o --server-option =
    -u --update-head-ok; -q; -v
    --progress; -4 --ipv4; -6 --ipv6; --filter =; --stdin
"""
_MERGE = """
    --commit; --no-commit; -e --edit; --no-edit; --cleanup =; --ff; --no-ff; --ff-only; -S --gpg-sign =?; --log =?
    --signoff; --stat; -n --no-stat
    --squash; --no-squash; --no-verify; --verify; -s --strategy =; -X --strategy-option =; --verify-signatures
    --summary; -q; -v; --progress
    --autostash; --allow-unrelated-histories; -m =; --into-name =; -F --file =read; --rerere-autoupdate
    --overwrite-ignore; --abort; --quit; --continue
"""
_PICK = """
    -e --edit; --cleanup =; -x; -r; -m --mainline =; -n --no-commit; -s --signoff; -S --gpg-sign =?; --ff
    --allow-empty; --keep-redundant-commits
    --strategy =; -X --strategy-option =; --rerere-autoupdate; --continue; --skip; --abort; --quit
"""
_READ = "vcs.read verb=@verb"

COMMANDS: Mapping[str, Program] = {
    "push": Program(
        options="""
            --all; --branches >all; --prune; --mirror; -n --dry-run; --porcelain; -d --delete; --tags; --follow-tags
            --signed =?; --atomic
            --no-atomic; -o --push-option =; --receive-pack =shell; --exec =shell; --force-with-lease =?
            --no-force-with-lease
            --force-if-includes; -f --force; --no-force; --repo =; -u --set-upstream; --thin; --no-thin; -q --quiet
            -v --verbose; --progress
            --recurse-submodules =; --verify; --no-verify; -4 --ipv4; -6 --ipv6
        """,
        semantics="git.push",
    ),
    "reset": Program(
        options="""
            --soft; --mixed; --hard; --merge; --keep; -q --quiet; -N --intent-to-add; -p --patch
            --recurse-submodules =?; --pathspec-from-file =read; --pathspec-file-nul; --refresh
        """,
        does="""
            vcs.discard what=tree all forced if hard|merge
            vcs.discard what=paths if keep operands
            vcs.commit verb=reset unless hard|merge
        """,
    ),
    "checkout": Program(
        options="""
            -b =; -B =; -f --force; -t --track =?; -d --detach; -l; --orphan =; -2 --ours; -3 --theirs; -m --merge
            --conflict =; -p --patch
            --pathspec-from-file =read; --pathspec-file-nul; --ignore-skip-worktree-bits; --overlay; --no-overlay
            --guess; --no-guess
            --recurse-submodules =?; -q --quiet; --progress; --no-progress; --ignore-other-worktrees
            --overwrite-ignore
        """,
        semantics="git.discard",
    ),
    "restore": Program(
        options="""
            -s --source =; -S --staged; -W --worktree; -p --patch; -q --quiet; --progress; --ours; --theirs
            -m --merge; --conflict =
            --ignore-unmerged; --ignore-skip-worktree-bits; --overlay; --no-overlay; --recurse-submodules =?
            --pathspec-from-file =read
            --pathspec-file-nul
        """,
        semantics="git.discard",
    ),
    "switch": Program(
        options="""
            -c --create =; -C --force-create =; --guess; --no-guess; -d --detach; -f --force
            --discard-changes >force; -m --merge; --conflict =
            -q --quiet; --progress; -t --track =?; --no-track; --orphan =; --ignore-other-worktrees
            --recurse-submodules =?
        """,
        does="vcs.discard what=tree all forced if force\nvcs.commit verb=switch unless force",
        semantics="git.recreate",
    ),
    "clean": Program(
        options="-d; -f --force; -i --interactive; -n --dry-run; -q --quiet; -e --exclude =; -x; -X",
        semantics="git.clean",
    ),
    "branch": Program(
        options="""
            -d --delete; -D >delete >force; -f --force; -m --move; -M >move; -c --copy; -C >copy
            -u --set-upstream-to =; --unset-upstream
            -t --track =?; --no-track; -l --list; -a --all; -r --remotes; -v --verbose; -q --quiet; --contains =?
            --no-contains =?; --merged =?
            --no-merged =?; --sort =; --format =; --points-at =; --show-current; --edit-description; --abbrev =?
            --column =?; --color =?
            --create-reflog; -i --ignore-case
        """,
        semantics="git.branch",
    ),
    "tag": Program(
        options="""
            -a --annotate; -s --sign; -u --local-user =; -f --force; -d --delete; -v --verify; -n =?; -l --list
            --sort =; --color =?; -i; --column =?
            --contains =?; --no-contains =?; --merged =?; --no-merged =?; --points-at =; -m --message =
            -F --file =read; -e; --cleanup =; --format =
            --create-reflog; --trailer =
        """,
        does="vcs.commit verb=tag",
    ),
    "stash": Program(
        options="""
            -p --patch; -k --keep-index; -u --include-untracked; -a --all; -q --quiet; -m --message =; -S --staged
            --pathspec-from-file =read; --index
        """,
        does="vcs.commit verb=stash",
        commands={
            "drop": Program(does="vcs.discard what=stash"),
            "clear": Program(does="vcs.discard what=stash all"),
            "list": Program(options=_LOG, does="vcs.read verb=stash"),
            "show": Program(options=_LOG, does="vcs.read verb=stash", semantics="git.reading"),
            "push": Program(does="vcs.commit verb=stash", semantics="git.stash"),
            "save|pop|apply|branch|create|store": Program(does="vcs.commit verb=stash"),
        },
        semantics="git.stash",
    ),
    "reflog": Program(
        options=_LOG,
        does="vcs.read verb=reflog",
        commands={
            "expire": Program(
                options="""
                    --expire =; --expire-unreachable =; --updateref; --rewrite; --stale-fix; -n --dry-run; --verbose
                    --all; --single-worktree
                """,
                does="vcs.discard what=reflog all?all if !dry-run",
            ),
            "delete": Program(
                options="--rewrite; --updateref; -n --dry-run", does="vcs.discard what=reflog if !dry-run"
            ),
            "show|list|exists": Program(does="vcs.read verb=reflog"),
        },
    ),
    "gc": Program(
        options="""
            --aggressive; --auto; --prune =?; --no-prune; -q --quiet; --force; --keep-largest-pack; --cruft
            --max-cruft-size =
        """,
        semantics="git.gc",
    ),
    "worktree": Program(
        does="vcs.read verb=worktree",
        commands={
            "remove": Program(
                options="-f --force",
                does="vcs.discard what=worktree forced if force\nvcs.commit verb=worktree unless force",
            ),
            "add": Program(
                options="""
                    -f --force; -b =; -B =; -d --detach; --checkout; --lock; --reason =; --orphan; -q; --track
                    --guess-remote
                """,
                operands="text*",
                semantics="git.worktree",
            ),
            "move|lock|unlock|prune|repair": Program(
                options="-f --force; --reason =; --expire =; -n; -v", does="vcs.commit verb=worktree"
            ),
        },
    ),
    "rebase": Program(
        options="""
            --onto =; --keep-base; --no-keep-base; --no-verify; -q; -v; -n; --signoff
            --committer-date-is-author-date; --reset-author-date; -C =
            --ignore-whitespace; --whitespace =; -f --force-rebase; --no-ff; --apply; -m --merge; -i --interactive
            --edit-todo; --rerere-autoupdate; --empty =
            -k --keep-empty; --autosquash; --no-autosquash; --update-refs; -S --gpg-sign =?; --autostash
            --no-autostash; -x --exec =shell; -r --rebase-merges =?
            --fork-point; -s --strategy =; -X --strategy-option =; --root; --reschedule-failed-exec; --continue
            --skip; --abort; --quit; --show-current-patch; --stat
        """,
        semantics="git.rebase",
    ),
    "commit": Program(
        options="""
            -q; -v; -F --file =read; --author =; --date =; -m --message =; -c --reedit-message =
            -C --reuse-message =; --fixup =; --squash =; --reset-author
            --trailer =; -s --signoff; -t --template =read; -e --edit; --no-edit; --cleanup =; --status; --no-status
            -S --gpg-sign =?; --no-gpg-sign; -a --all
            -i --include; --interactive; -p --patch; -o --only; -n --no-verify; --dry-run; --short; --branch
            --ahead-behind; --porcelain; --long; -z --null
            --amend; --no-post-rewrite; -u --untracked-files =?; --pathspec-from-file =read; --pathspec-file-nul
            --allow-empty; --allow-empty-message
        """,
        semantics="git.commit",
    ),
    "merge": Program(options=_MERGE, semantics="git.commit"),
    "pull": Program(options=f"{_FETCH}; {_MERGE}; -r --rebase =?; --no-rebase", semantics="git.fetch"),
    "fetch": Program(options=_FETCH, semantics="git.fetch"),
    "clone": Program(
        options="""
            -v; -q; --progress; -n --no-checkout; --bare; --mirror; -l --local; --no-hardlinks; -s --shared
            --recurse-submodules =?; --recursive =?; -j --jobs =
            --template =tree; --reference =; --reference-if-able =; --dissociate; -o --origin =; -b --branch =
            --revision =; -u --upload-pack =shell; --depth =
            --shallow-since =; --shallow-exclude =; --single-branch; --no-tags; --shallow-submodules
            --separate-git-dir =; -c --config =; --server-option =
            -4; -6; --filter =; --also-filter-submodules; --remote-submodules; --sparse; --bundle-uri =
        """,
        semantics="git.clone",
    ),
    "cherry-pick|revert": Program(options=_PICK, does="vcs.commit verb=@verb"),
    "am": Program(
        options="""
            -i; -b; -3 --3way; -q; -s; -u; -k; --keep-cr; -m; --exclude =; --include =; --whitespace =; -C =; -p =
            --directory =; --patch-format =; --reject; --resolvemsg =; --continue; -r; --skip; --abort; --quit
            -n --no-verify; -S =?; --quoted-cr =; --empty =
        """,
        operands="read*",
        does="vcs.commit verb=am no_verify?no-verify",
    ),
    "apply": Program(
        options="""
            --stat; --numstat; --summary; --check; --index; --cached; -3 --3way; --build-fake-ancestor =
            -R --reverse; --reject; -z; -p =; -C =; --unidiff-zero; --apply; --exclude =; --include =
            --whitespace =; --directory =; --unsafe-paths; -v; --recount; --allow-empty
        """,
        operands="read*",
        does="vcs.commit verb=apply",
        semantics="patch",
    ),
    "config": Program(
        options="""
            --global; --system; --local; --worktree; -f --file =; --blob =; --get; --get-all; --get-regexp
            --get-urlmatch; --replace-all; --add; --unset; --unset-all
            --rename-section; --remove-section; -l --list; --fixed-value; -e --edit; --get-color; --get-colorbool
            -t --type =; --bool; --int; --bool-or-int; --path
            --expiry-date; -z --null; --name-only; --includes; --show-origin; --show-scope; --default =; --comment =
            --all; --append; --value =; --url =; --regexp
        """,
        semantics="git.config",
    ),
    "remote": Program(
        options="-v --verbose",
        does="vcs.read verb=remote",
        commands={
            "add": Program(
                options="-t --track =; -m --master =; -f --fetch; --tags; --no-tags; --mirror =?",
                semantics="git.remote",
            ),
            "set-url": Program(options="--push; --add; --delete", semantics="git.remote"),
            "rename|remove|rm|set-head|set-branches|prune": Program(
                options="-a; -d; --add; -n", does="vcs.config key=remote"
            ),
            "show|get-url|update": Program(options="--push; --all; -p; -n", does="vcs.read verb=remote"),
        },
    ),
    "submodule": Program(
        options="-q --quiet; --cached",
        does="vcs.read verb=submodule",
        commands={
            "add": Program(
                options="-b --branch =; -f --force; --name =; --reference =; --ref-format =; --depth =",
                semantics="git.remote",
            ),
            "foreach": Program(options="--recursive", operands="text*", style="posix", semantics="git.foreach"),
            "deinit": Program(
                options="-f --force; --all",
                does="vcs.discard what=paths forced all?all if force\nvcs.config key=submodule",
            ),
            "set-url|set-branch": Program(options="-b =; -d", does="vcs.config key=submodule"),
            "init|update|status|summary|sync|absorbgitdirs": Program(
                options="""
                    --init; --recursive; --remote; -f --force; --merge; --rebase; --depth =; -j --jobs =
                    --reference =; --filter =; -N
                """,
                does="vcs.read verb=submodule",
            ),
        },
    ),
    "bisect": Program(
        does="vcs.commit verb=bisect",
        commands={
            "run": Program(operands="exec...", style="posix", does="vcs.commit verb=bisect"),
            "replay": Program(operands="read"),
            "start|good|bad|new|old|skip|reset|log|visualize|view|terms|next": Program(does="vcs.commit verb=bisect"),
        },
    ),
    "difftool|mergetool": Program(
        options=f"{_DIFF}; -d --dir-diff; -y --no-prompt; --prompt; -t --tool =; -x --extcmd =shell; -g --gui; --tool-help; --trust-exit-code",
        semantics="git.reading",
    ),
    "log|whatchanged|shortlog": Program(options=_LOG, semantics="git.reading"),
    "show|diff|diff-tree|diff-index|diff-files|range-diff|format-patch|stash-show": Program(
        options=f"{_LOG}; -o --output-directory =; --start-number =; --numbered-files; --in-reply-to =; --to =; --from =?; --subject-prefix =; --suffix =; --signature =; --base =; --cover-letter; --root; -r; -k; --stdout; -v =; -N; --add-header =; --attach =?; --inline =?",
        semantics="git.reading",
    ),
    "blame|annotate": Program(
        options="""
            -L =; -C =?; -M =?; --date =; --contents =read; --since =; --ignore-rev =; --ignore-revs-file =read; -w
            -s; -p --porcelain; -e; -l; -f; -n; -b; -t; -S =read; --reverse; --abbrev =
        """,
        semantics="git.reading",
    ),
    "archive": Program(
        options="""
            --format =; -l --list; -v; --prefix =; --add-file =read; --add-virtual-file =; -o --output =output
            --remote =; --exec =shell; --worktree-attributes; --mtime =
        """,
        semantics="git.reading",
    ),
    "grep": Program(
        options="""
            -e =; -f =read; -A --after-context =; -B --before-context =; -C --context =; -m --max-count =
            --max-depth =; --threads =; -O --open-files-in-pager =?shell; --color =?
            --cached; --untracked; --no-index; --no-exclude-standard; --recurse-submodules; -a; -I; --textconv; -i
            -w; -v; -h; -H; --full-name; -E; -G; -F; -P; -n; --column; -l
            --name-only; -L; -z; -o; -c --count; --break; --heading; -p; -W; --and; --or; --not; --all-match; -q; -r
            --parent-basename =
        """,
        semantics="git.reading",
    ),
    "rm": Program(
        options="""
            -f --force; -n --dry-run; -r; --cached; --ignore-unmatch; --sparse; -q --quiet
            --pathspec-from-file =read; --pathspec-file-nul
        """,
        semantics="git.rm",
    ),
    "mv": Program(
        options="-f --force; -k; -n --dry-run; -v; --sparse", operands="delete+ create", does="vcs.commit verb=mv"
    ),
    "add|stage": Program(
        options="""
            -n --dry-run; -v; -f --force; -i; -p; -e; -u; --sparse; -A --all; --no-all; -N; --refresh
            --ignore-errors; --ignore-missing; --renormalize; --chmod =; --pathspec-from-file =read
            --pathspec-file-nul
        """,
        semantics="git.add",
    ),
    "init|init-db": Program(
        options="""
            -q; --bare; --template =tree; --separate-git-dir =; --object-format =; --ref-format =
            -b --initial-branch =; --shared =?
        """,
        operands="create?",
        does="vcs.commit verb=init\nvcs.config key=init.templatedir executes if template",
    ),
    "notes": Program(options="-m =; -F =read; -C =; -c =; -f; --ref =; -s =", does="vcs.commit verb=notes"),
    "bundle": Program(
        does="vcs.read verb=bundle",
        commands={
            "create": Program(options=_LOG, operands="output text*", does="vcs.read verb=bundle"),
            "verify|list-heads|unbundle": Program(operands="read text*"),
        },
    ),
    "maintenance": Program(
        does="vcs.commit verb=maintenance",
        commands={
            "start|register": Program(does="sys.persist by=cron"),
            "run|stop|unregister": Program(options="--task =; --auto; --schedule =?"),
        },
    ),
    (
        "status|ls-files|ls-tree|rev-parse|rev-list|describe|name-rev|merge-base|show-ref|show-branch|"
        "for-each-ref|var|count-objects|fsck|fsck-objects|verify-commit|verify-tag|verify-pack|check-ignore|"
        "check-attr|check-mailmap|check-ref-format|cherry|diff-pairs|get-tar-commit-id|help|version|bugreport|"
        "diagnose|column|last-modified|show-index|patch-id|unpack-file|web--browse|gui|citool|gitk|repo|history|"
        "upload-pack|receive-pack|upload-archive|http-fetch|http-push|replay|survey"
    ): Program(
        options="""
            -u =?; -s --short; -b; --porcelain =?; --ignored =?; -x --exclude =; -X --exclude-from =read; --format =
            --sort =; --count =; --contains =?; --match =; -n =; --max-count =; --since =; --until =
            --points-at =; --merged =?; --no-merged =?; --abbrev =?; --exclude-per-directory =; --with-tree =
            --author =; --branches =?; --tags =?; --glob =
        """,
        operands="name*",
        does=_READ,
    ),
}
"""Subcommands by name; `a|b` share a grammar."""
