"""Read-only profiles: with these options, and no others, a program only reads and prints.

Data in the notation of `grammar` (option lines, without roles), one entry per program or group of programs, and one per
subcommand of git. What is not listed here is not proven: `sort` without `-o`, `find` without `-exec` and `-delete`,
`date` without `-s`. No option that follows links through a tree is listed: links lead out of the project. Which files a
program reads is not said here; every path is an operation of its own.

Sources: manual pages of GNU coreutils 9, findutils 4.9, grep 3.11, file 5.45, BSD manual pages of macOS 14, ripgrep 14,
fd 10, jq 1.7, git 2.39-2.47.
"""

from __future__ import annotations

from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class Profile(Value):
    """How far a program or subcommand may go and still only read."""

    options: str = ""
    """Option lines; an option that is not in them proves nothing."""
    operands: int | None = None
    """Most operands; None is no limit."""
    words: tuple[str, ...] = ()
    """The only words that the first operand may be, when not empty."""
    style: str = ""
    """`single`: long options with one dash. `number`: `-20` is an option too."""
    check: str = ""
    """A further test on the operands, a name in `reading.CHECKS`."""


_LIST = """
    -a --all; -A --almost-all; -l; -h --human-readable; -1; -R --recursive; -t; -r --reverse; -S; -s --size
    -d --directory; -F --classify =?; -p; -i --inode; -n --numeric-uid-gid; -o; -g; -G --no-group; -c; -u; -U
    -X; -v; -k; -m; -x; --color =?; --full-time; --group-directories-first; --time =; --time-style =
    --sort =; --ignore =; --hide =; -I =; -C
"""
_GREP = """
    -e --regexp =; -r --recursive; -A --after-context =; -B --before-context =
    -C --context =; -m --max-count =; --include =; --exclude =; --exclude-dir =; --color =?; --colour =?
    --label =; --binary-files =; -l --files-with-matches; -L --files-without-match; -c --count; -q --quiet
    --silent; -F --fixed-strings; -G --basic-regexp; -v --invert-match; -i --ignore-case; --no-ignore-case
    -n --line-number; -o --only-matching; -E --extended-regexp; -P --perl-regexp; -h --no-filename
    -H --with-filename; -w --word-regexp; -x --line-regexp; -s --no-messages; -z --null-data; -a --text; -I
    -b --byte-offset; -Z --null; -T --initial-tab; --line-buffered; --group-separator =; --no-group-separator
"""
_RIPGREP = """
    -e --regexp =; -g --glob =; --iglob =; -t --type =; -T --type-not =; -A --after-context =
    -B --before-context =; -C --context =; -m --max-count =; --max-depth =; -d =; --max-filesize =
    -M --max-columns =; --sort =; --sortr =; -j --threads =; --color =; --colors =; --engine =
    --context-separator =; --files; --type-list; -l --files-with-matches; --files-without-match; -c --count
    --count-matches; -q --quiet; -F --fixed-strings; -v --invert-match; --json; -n --line-number
    -N --no-line-number; -i --ignore-case; -s --case-sensitive; -S --smart-case; -w --word-regexp
    -x --line-regexp; -o --only-matching; -p --pretty; -P --pcre2; -U --multiline; --multiline-dotall
    -H --with-filename; -I --no-filename; --no-heading; --heading; --column; --trim; --vimgrep; --stats
    --no-messages; -b --byte-offset; --no-config
"""
_FIND = """
    -P; -name =; -iname =; -path =; -ipath =; -wholename =; -regex =; -iregex =; -regextype =; -type =
    -xtype =; -maxdepth =; -mindepth =; -mtime =; -mmin =; -atime =; -amin =; -ctime =; -cmin =; -newer =
    -size =; -empty; -perm =; -user =; -group =; -not; -and; -or; -a; -o; -print; -print0; -printf =; -ls
    -prune; -depth; -mount; -xdev; -readable; -writable; -executable; -links =; -inum =; -quit
    -daystart; -true; -false
"""
_FD = """
    -H --hidden; -I --no-ignore; -s --case-sensitive; -i --ignore-case; -g --glob; -F --fixed-strings
    -a --absolute-path; -l --list-details; -p --full-path; -0 --print0; -d --max-depth =
    --min-depth =; -t --type =; -e --extension =; -E --exclude =; -S --size =; --changed-within =
    --changed-before =; -c --color =; -j --threads =; -1; -q --quiet; --max-results =
"""
_VERSION = "--version; -V"

PROFILES: Mapping[str, Profile] = {
    "ls gls dir vdir": Profile(_LIST),
    "cat gcat": Profile(
        """
            -A --show-all; -b --number-nonblank; -e; -E --show-ends; -n --number; -s --squeeze-blank; -t
            -T --show-tabs; -u; -v
        """
    ),
    "tac gtac": Profile("-b; -r; -s --separator ="),
    "head ghead": Profile(
        """
            -n --lines =; -c --bytes =; -q --quiet; -v --verbose; -z --zero-terminated
        """,
        style="number",
    ),
    "tail gtail": Profile(
        """
            -n --lines =; -c --bytes =; -q --quiet; -v --verbose; -z --zero-terminated
        """,
        style="number",
    ),
    "wc gwc": Profile("""
            -c --bytes; -l --lines; -m --chars; -w --words; -L --max-line-length; --total =
        """),
    "nl": Profile("""
            -b =; -n =; -w =; -s =; -v =; --body-numbering =; --number-format =; --number-width =
        """),
    "rev": Profile(),
    "cut gcut": Profile(
        """
            -b --bytes =; -c --characters =; -d --delimiter =; -f --fields =; --output-delimiter =
            -s --only-delimited; -n; --complement; -z
        """
    ),
    "paste gpaste": Profile("-d --delimiters =; -s --serial; -z"),
    "join": Profile("-1 =; -2 =; -a =; -e =; -j =; -o =; -t =; -v =; -i"),
    "comm gcomm": Profile("-1; -2; -3; --output-delimiter ="),
    "sort gsort": Profile(
        """
            -t --field-separator =; -k --key =; -u --unique; -r --reverse; -n --numeric-sort
            -h --human-numeric-sort; -V --version-sort; -R; -f --ignore-case; -b; -d; -g; -i; -M; -c; -C; -m
            -s --stable; -z
        """
    ),
    "uniq guniq": Profile(
        """
            -f =; -s =; -w =; -c --count; -d --repeated; -D; -i --ignore-case; -u --unique; -z
        """,
        operands=1,
    ),
    "tr gtr": Profile("-c -C --complement; -d --delete; -s --squeeze-repeats; -t"),
    "column": Profile("""
            -s --separator =; -t --table; -c --output-width =; -o --output-separator =; -N =; -H =; -n; -J; -x
        """),
    "fold fmt expand unexpand": Profile("-w --width =; -s --spaces; -t --tabs =; -b; -i"),
    "strings": Profile("-n --bytes =; -t --radix =; -a; -f"),
    "od hexdump hd": Profile("""
            -A =; -j =; -N =; -S =; -t --format =; -w =?; -n =; -s =; -e =; -C; -c; -x; -v
        """),
    "diff gdiff": Profile(
        """
            -u; -U --unified =; -c; -C --context =; -N --new-file; -q --brief
            -s --report-identical-files; -i --ignore-case; -w --ignore-all-space; -b --ignore-space-change
            -B --ignore-blank-lines; -y --side-by-side; -W --width =; --color =?; -a --text; -x --exclude =
            --strip-trailing-cr; -t; -d --minimal; --suppress-common-lines
        """
    ),
    "cmp": Profile("-b; -l; -s --quiet --silent; -n --bytes =; -i --ignore-initial ="),
    "md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum cksum sum shasum md5": Profile(
        "-b --binary; -t --text; -a --algorithm =; -q; -r; --tag; -z"
    ),
    "grep egrep fgrep ggrep": Profile(_GREP, style="number"),
    "rg ripgrep": Profile(_RIPGREP),
    "find gfind": Profile(_FIND, style="single"),
    "fd fdfind": Profile(_FD),
    "tree": Profile(
        """
            -a; -d; -f; -i; -x; -L =; -P =; -I =; --gitignore; -p; -s; -h; -D; -F; -r; -t; -C; -n
            --dirsfirst; --noreport; --prune; --filelimit =
        """
    ),
    "file": Profile("""
            -b --brief; -i --mime; --mime-type; --mime-encoding; -L --dereference; -h; -k --keep-going; -N; -0
        """),
    "stat gstat": Profile("""
            -c --format =; --printf =; -L --dereference; -f --file-system; -t --terse; -x; -s; -r
        """),
    "du gdu": Profile(
        """
            -a --all; -s --summarize; -h --human-readable; -c --total; -d --max-depth =; -k; -m; -b --bytes; -x
            -S; --exclude =; --apparent-size; --time =?
        """
    ),
    "df gdf": Profile("""
            -h --human-readable; -H; -i --inodes; -k; -m; -l --local; -T --print-type; -P; -a; --total
        """),
    "basename dirname": Profile("-a --multiple; -s --suffix =; -z --zero"),
    "realpath grealpath readlink greadlink": Profile(
        """
            -e --canonicalize-existing; -f --canonicalize; -m --canonicalize-missing; -n --no-newline
            -q --quiet; -s --strip; -L; -P; --relative-to =; --relative-base =; -z --zero
        """
    ),
    "which": Profile("-a --all; -s"),
    "pwd": Profile("-L; -P"),
    "echo": Profile("-n; -e; -E", check="anything"),
    "printf": Profile(check="anything"),
    "seq": Profile("-s --separator =; -w --equal-width; -f --format ="),
    "sleep": Profile(operands=1),
    "true false": Profile(),
    "date gdate": Profile(
        """
            -u --utc --universal; -I --iso-8601 =?; -R --rfc-email; --rfc-3339 =; -d --date =; -r =; -j; -v =
        """,
        check="date",
    ),
    "uname": Profile("-a --all; -s; -n; -r; -v; -m; -p; -i; -o", operands=0),
    "whoami nproc arch tty": Profile("--all", operands=0),
    "id groups": Profile("-u --user; -g --group; -G --groups; -n --name; -r --real"),
    "sed gsed": Profile("-n --quiet --silent; -E -r --regexp-extended; -s --separate; -z", check="sed"),
    "jq": Profile(
        """
            -r --raw-output; -c --compact-output; -n --null-input; -s --slurp; -e --exit-status; -S --sort-keys
            -M --monochrome-output; -C --color-output; -j --join-output; -a --ascii-output; -R --raw-input
            --tab; --indent =; --stream
        """,
        check="jq",
    ),
    "python python3 pip pip3 node npm gcc g++ cc clang clang++ make gmake cmake javac ruby perl php bash zsh sh jq "
    "docker curl wget tar gzip openssl sqlite3 psql ruff mypy black shellcheck": Profile(
        _VERSION, operands=0, check="version"
    ),
}
"""By the names of programs. A program may stand in several entries; one of them must prove the call."""

_DIFF = """
    -p -u --patch; -s --no-patch; -U --unified =; --raw; --patch-with-raw; --minimal; --patience; --histogram
    --diff-algorithm =; --stat =?; --compact-summary; --numstat; --shortstat; --dirstat =?; --summary
    --name-only; --name-status; --color =?; --no-color; --color-moved =?; --word-diff =?; --word-diff-regex =
    --color-words =?; --no-renames; --check; --full-index; --binary; --abbrev =?; -B --break-rewrites =?
    -M --find-renames =?; -C --find-copies =?; -D --irreversible-delete; -l =; --diff-filter =; -S =; -G =
    --pickaxe-all; --pickaxe-regex; -R; --relative =?; -a --text; -b --ignore-space-change
    -w --ignore-all-space; --ignore-blank-lines; --inter-hunk-context =; -W --function-context; --exit-code
    --quiet; --no-ext-diff; --no-textconv; --src-prefix =; --dst-prefix =; --no-prefix; --cached; --staged
    --merge-base; --cc; -c; -m; -t; -z
"""
_LOG = f"""
    {_DIFF}; -n --max-count =; --skip =; --since =; --after =; --until =; --before =; --author =; --committer =
    --grep =; --all; --branches =?; --tags =?; --remotes =?; --format =; --pretty =?; --date =; --decorate =?
    --no-decorate; --graph; --oneline; --follow; -L =; -g --walk-reflogs; --reverse; --merges; --no-merges
    --first-parent; --abbrev-commit; -i --regexp-ignore-case; -E --extended-regexp; -F --fixed-strings
    --all-match; --invert-grep; --left-right; --cherry-pick; --boundary; --no-walk =?; --date-order
    --author-date-order; --topo-order; --simplify-by-decoration
"""

GIT_OPTIONS = Profile("-C =; -P --no-pager; -p --paginate; --no-optional-locks; --literal-pathspecs; --no-advice")
"""git's own options before the subcommand."""

GIT: Mapping[str, Profile] = {
    "status": Profile(
        """
            -s --short; -b --branch; --porcelain =?; --long; -v --verbose; -u --untracked-files =?; --ignored =?
            -z; --show-stash; --ahead-behind; --no-ahead-behind; --no-renames; --column =?
        """
    ),
    "diff diff-tree diff-index diff-files range-diff": Profile(f"""
            {_DIFF}; -r; --root; --no-commit-id
        """),
    "log show whatchanged": Profile(_LOG, style="number"),
    "rev-list": Profile(f"{_LOG}; --count; --objects; --parents; --children", style="number"),
    "shortlog": Profile(f"{_LOG}; -s --summary; -n --numbered; -e --email; -c --committer", style="number"),
    "blame annotate": Profile("""
            -L =; -l; -s; -e --show-email; -w; -M =?; -C =?; -t; -c; --date =; --porcelain; -p; -n; -f; --root
        """),
    "branch": Profile(
        """
            -a --all; -r --remotes; -v --verbose; -l --list; --show-current; --sort =; --format =; --color =?
            --no-color; --column =?; -i
        """,
        operands=0,
    ),
    "tag": Profile("-l --list; -n =?; --sort =; --format =; --column =?", operands=0),
    "remote": Profile("-v --verbose; --all; --push", words=("get-url",)),
    "stash": Profile(_LOG, words=("list", "show"), style="number"),
    "worktree": Profile("--porcelain; -v --verbose; -z", words=("list",), operands=1),
    "reflog": Profile(_LOG, words=("show", "HEAD"), style="number"),
    "rev-parse": Profile(
        """
            --abbrev-ref =?; --short =?; --verify; -q --quiet; --show-toplevel; --show-prefix; --show-cdup
            --git-dir; --absolute-git-dir; --git-common-dir; --is-inside-work-tree; --is-inside-git-dir
            --is-bare-repository; --symbolic-full-name; --all; --branches =?; --tags =?
            --show-superproject-working-tree
        """
    ),
    "ls-files": Profile(
        """
            -c --cached; -d --deleted; -o --others; -i --ignored; -s --stage; -u --unmerged; -k --killed
            -m --modified; -z; -x --exclude =; --exclude-standard; --directory; --error-unmatch; --full-name
            --abbrev =?; -t; -v
        """
    ),
    "ls-tree": Profile("""
            -d; -r; -t; -l --long; -z; --name-only; --name-status; --full-name; --full-tree; --abbrev =?
        """),
    "cat-file": Profile("-t; -s; -p; -e"),
    "describe": Profile("""
            --all; --tags; --contains; --abbrev =?; --exact-match; --long; --match =; --exclude =; --always
            --first-parent; --dirty =?
        """),
    "merge-base": Profile("-a --all; --octopus; --is-ancestor; --fork-point"),
    "name-rev": Profile("--tags; --refs =; --all; --name-only; --always"),
    "for-each-ref show-ref": Profile(
        """
            --count =; --sort =; --format =; --points-at =; --merged =?; --no-merged =?; --contains =?; --heads
            --tags; --branches; -d --dereference; -s --hash =?; --verify; -q --quiet; --abbrev =?
        """
    ),
    "count-objects": Profile("-v --verbose; -H --human-readable", operands=0),
    "check-ignore": Profile("-v --verbose; -q --quiet; -n --non-matching; --no-index"),
    "grep": Profile(
        """
            -e =; --cached; --untracked; -a --text; -i --ignore-case; -I; -w --word-regexp; -v --invert-match
            -h; -H; --full-name; -E --extended-regexp; -G; -P --perl-regexp; -F --fixed-strings
            -n --line-number; --column; -l --files-with-matches --name-only; -L; -z; -o --only-matching
            -c --count; --break; --heading; -p --show-function; -A =; -B =; -C =; -W; -m --max-count =
            --max-depth =; --and; --or; --not; -q --quiet
        """,
        style="number",
    ),
    "version": Profile("--build-options", operands=0),
}
"""By the names of git's subcommands."""

RUN_BY_GIT = (
    "core.fsmonitor",
    "core.pager",
    "pager.*",
    "core.alternaterefscommand",
    "diff.external",
    "diff.*.command",
    "diff.*.textconv",
    "filter.*.clean",
    "filter.*.smudge",
    "filter.*.process",
    "gpg.program",
    "gpg.*.program",
)
"""Keys of a repository's configuration whose value git runs while it reads."""

SUBMODULES = ("submodule.*.url", "submodule.*.active", "submodule.active")
"""Keys that say that a repository has others inside."""

VIEWERS = frozenset(
    (
        *("", "true", "false", "1", "0", "yes", "no", "on", "off"),
        *("cat", "less", "more", "delta", "diff-so-fancy", "bat", "difft", "riff", "gpg", "gpg2"),
    )
)
"""Values of `RUN_BY_GIT` that run nothing by themselves, and switches."""

BUILTINS = frozenset(
    "cd pushd popd dirs pwd echo printf true false : test [ [[ type command set exit break continue return "
    "export local declare typeset readonly shift wait read let".split()
)
"""Builtins of the shell that change nothing but the shell itself. A variable they export is judged with the program."""

VARIABLES = frozenset(
    "LANG LC_ALL LC_COLLATE LC_CTYPE LC_MESSAGES LC_NUMERIC LC_TIME TZ TERM COLUMNS LINES NO_COLOR FORCE_COLOR "
    "CLICOLOR CI GIT_OPTIONAL_LOCKS PYTHONUTF8 PYTHONIOENCODING".split()
)
"""Variables that a call may set and still only read."""
