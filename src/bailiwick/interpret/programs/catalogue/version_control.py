"""Version control other than git: Mercurial, Sapling, Subversion, Jujutsu, Fossil, Bazaar, CVS, Perforce, Darcs."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_REVERT_ALL_UNLESS_NAMED = """
    vcs.discard what=paths all if all
    vcs.discard what=paths all unless all|operands
    vcs.discard what=paths if operands !all
"""

PROGRAMS = (
    Program(
        "hg chg sl",
        options="""
            -R --repository =; --cwd =; -y --noninteractive; -q; -v; --config =; --debug; --encoding =; --pager =
            -r --rev =; -m --message =; -u --user =; -d --date =; -I --include =; -X --exclude =; -l --logfile =read
        """,
        commands={
            "strip|debugstrip|prune|hide|histedit --abort": Program(
                options="-k --keep; -f --force; -B --bookmark =", does="vcs.rewrite what=history"
            ),
            "update|up|checkout|co|goto|go": Program(
                options="-C --clean; -c --check; --merge; -t --tool =",
                does="vcs.discard what=tree all forced if clean\nvcs.commit verb=update unless clean",
            ),
            "revert": Program(options="-a --all; -C --no-backup; -i; -n --dry-run", does=_REVERT_ALL_UNLESS_NAMED),
            "purge|clean": Program(
                options="-p --print; -a --abort-on-err; --all; --files; --dirs; -0 --print0; --ignored; --confirm",
                does="vcs.discard what=untracked unless print|print0",
            ),
            "shelve": Program(
                options="-d --delete; --cleanup; -l --list; -p; -n --name =",
                does="vcs.discard what=stash all?cleanup if delete|cleanup",
            ),
            "push": Program(
                options="-f --force; --new-branch; -b --branch =; -B --bookmark =; --to =; -e --ssh =shell",
                does="vcs.push force=yes branch=@to if force\nvcs.push branch=@to unless force",
                semantics="push_elsewhere",
            ),
        },
        operands="text*",
        does="vcs.read",
    ),
    Program(
        "svn",
        options="""
            -m --message =; -F --file =read; -r --revision =; -q; -v; --username =; --password =; --force
            -N; --depth =; -c --change =; --config-option =; --config-dir =; --targets =read
        """,
        commands={
            "revert": Program(
                options="-R --recursive; --remove-added", operands="text*", does="vcs.discard what=paths all?recursive"
            ),
            "delete|del|remove|rm": Program(
                options="--keep-local",
                operands="text*",
                does="infra.destroy system=svn what=path if message|file\nvcs.commit verb=delete unless message|file",
            ),
            "cleanup": Program(
                options="--remove-unversioned; --remove-ignored; --vacuum-pristines",
                does="vcs.discard what=untracked if remove-unversioned|remove-ignored",
            ),
            "checkout|co|export": Program(operands="text*", semantics="git.clone"),
            "import": Program(options="--no-ignore; --auto-props", operands="text*", semantics="push_elsewhere"),
        },
        operands="text*",
        does="vcs.read",
    ),
    Program("svnadmin svnlook svnsync svndumpfilter", operands="text*", does="vcs.read"),
    Program(
        "jj",
        options="-R --repository =; --at-operation =; --config =; --color =; -r --revision =; -m --message =; --quiet",
        commands={
            "abandon": Program(operands="text*", does="vcs.rewrite what=history"),
            "op restore|op abandon|operation restore|operation abandon": Program(
                operands="text*", does="vcs.discard what=tree all"
            ),
            "restore": Program(
                options="-f --from =; -t --to =; -c --changes-in =; -i", operands="text*", does=_REVERT_ALL_UNLESS_NAMED
            ),
            "git push": Program(
                options="-b --bookmark =; --all; --deleted; --tracked; -c --change =; --remote =; --dry-run; --allow-backwards",
                does="""
                    vcs.push branch=@bookmark delete?deleted all?all force=yes if !dry-run allow-backwards
                    vcs.push branch=@bookmark delete?deleted all?all if !dry-run !allow-backwards
                """,
            ),
            "git clone": Program(options="--remote =; --colocate; --depth =", operands="text*", semantics="git.clone"),
            "util gc": Program(options="--expire =", does="vcs.discard what=objects if expire"),
        },
        operands="text*",
        does="vcs.read",
    ),
    Program(
        "fossil bzr brz darcs",
        options="-m --comment =; -r --revision =; --force; -f; -R =; -q; -v; --dry-run; -n >dry-run; -a --all",
        commands={
            "revert": Program(operands="text*", does=_REVERT_ALL_UNLESS_NAMED),
            "clean|clean-tree": Program(
                options="-x; --verily", does="vcs.discard what=untracked if force|f|x|verily !dry-run"
            ),
            "push|sync|send": Program(
                options="--to =; --remember; --overwrite; -d =; --directory =; --once; -R --repository =",
                does="vcs.push force=yes if overwrite\nvcs.push unless overwrite",
                semantics="push_elsewhere",
            ),
            "purge|obliterate|unpull|uncommit|shun|scrub": Program(does="vcs.rewrite what=history if !dry-run"),
        },
        operands="text*",
        does="vcs.read",
    ),
    Program(
        "dvc",
        options="""
            -r --remote =; -j --jobs =; -q; -v; -f --force; -w --workspace; -a --all-branches; -T --all-tags
            -A --all-commits; -c --cloud; --all-experiments; --rev =; -o --out =; --dry
        """,
        commands={
            "gc": Program(does="vcs.discard what=objects if !dry"),
            "destroy": Program(does="vcs.discard what=objects"),
            "push": Program(operands="text*", does="infra.apply system=dvc"),
            "exp remove|experiments remove": Program(
                operands="text*", does="vcs.discard what=stash all if all-commits"
            ),
        },
        operands="text*",
        does="vcs.read",
    ),
    Program(
        "cvs",
        options="-d =; -q; -n; -z =; -m =; -r =; -D =",
        commands={
            "update|up|checkout|co": Program(
                options="-C --clean; -A; -P; -R", does="vcs.discard what=tree all forced if clean"
            ),
        },
        operands="text*",
        does="vcs.read",
    ),
    Program(
        "p4",
        options="-c =; -p =; -u =; -P =; -d =; -C =; -q; -s",
        commands={
            "revert": Program(options="-a; -n --preview; -k; -w", does="vcs.discard what=paths if !preview"),
            "clean": Program(options="-n --preview; -a; -d; -e; -m", does="vcs.discard what=untracked if !preview"),
            "obliterate": Program(options="-y --yes", does="vcs.rewrite what=history if yes"),
        },
        operands="text*",
        does="vcs.read",
    ),
)
