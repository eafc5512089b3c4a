"""git: its global options, and the programs around it (git 2.39-2.47 manual pages).

Its subcommands stand in `porcelain`, `plumbing` and `additions`; the last two are imported when one of theirs is met.
"""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

PROGRAMS = (
    Program(
        "bfg bfg-repo-cleaner git-filter-repo git-filter-branch", operands="text*", does="vcs.rewrite what=history"
    ),
    Program("tig gitk lazygit gitui git-gui git-cola gitg sublime_merge smerge fork sourcetree", operands="text*"),
    Program("git-lfs git-secrets git-flow git-town git-absorb git-cliff git-sizer", operands="text*"),
    Program(
        """
            git-add git-am git-annex git-apply git-archive git-branch git-bundle git-cat-file git-checkout
            git-checkout-index git-cherry-pick git-clean git-clone git-commit git-config git-credential git-diff
            git-fetch git-gc git-log git-ls-remote git-merge git-mv git-notes git-prune git-pull git-push
            git-read-tree git-rebase git-reflog git-remote git-replace git-reset git-restore git-revert git-rm
            git-send-pack git-show git-show-ref git-stash git-status git-submodule git-switch git-symbolic-ref
            git-tag git-update-ref git-worktree
        """,
        style="raw",
        semantics="git.dashed",
    ),
    Program(
        "git",
        options="""
            -C =; -c =; --config-env =; --git-dir =; --work-tree =; --namespace =; --super-prefix =; --attr-source =
            --exec-path =?
            --list-cmds =; -p --paginate; -P --no-pager; --bare; --no-replace-objects; --literal-pathspecs
            --glob-pathspecs
            --noglob-pathspecs; --icase-pathspecs; --no-optional-locks; --no-advice; --html-path; --man-path
            --info-path
            -v --version; -h --help
        """,
        style="posix",
        semantics="git.main",
    ),
)
