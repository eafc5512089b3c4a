"""Creating, copying, moving and destroying files (coreutils and friends)."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_COPY = """
    -a --archive >recursive; -r -R --recursive; -d; -f --force; -i --interactive; -l --link; -s --symbolic-link
    -n --no-clobber; -p; -u --update =?; --preserve =?; --no-preserve =; --sparse =; --reflink =?; --backup =?
    -S --suffix =; -t --target-directory =; -T --no-target-directory; -Z; --context =?; --parents; --attributes-only
    -L --dereference; -P --no-dereference; -H; -x --one-file-system; -v --verbose; --strip-trailing-slashes
"""

PROGRAMS = (
    Program(
        "rm grm zf_rm",
        options="""
            -r -R --recursive; -f --force; -i; -I; --interactive =?; --one-file-system; --no-preserve-root
            --preserve-root =?; -d --dir; -v --verbose
        """,
        operands="delete*",
        semantics="remove",
        stdout="none",
    ),
    Program("rmdir grmdir", options="-p --parents; --ignore-fail-on-non-empty; -v --verbose", operands="delete*"),
    Program("unlink", operands="delete*", stdout="none"),
    Program("rip rm-improved", options="-s --seance; -u --unbury =?; -i; --graveyard =", operands="delete*"),
    Program(
        "tmpreaper tmpwatch",
        options="-m; -a; -c; -u; -t --test; -f; -q; -v; -d; -M; -x =; -X =; -U =; --protect =",
        operands="text remove-tree*",
    ),
    Program(
        "bleachbit",
        options="-s --shred; -w --wipe-free-space; -c --clean; -p --preview; -l --list; -o --overwrite",
        operands="word*",
        semantics="bleachbit",
    ),
    Program("rimraf del-cli premove", options="-g --glob; -i --interactive; --preserve-root", operands="remove-tree*"),
    Program("cpy cpx copyfiles ncp", options="-u --up =; -e --exclude =; -f --flat; -a --all", operands="read* write"),
    Program("trash trash-put gio-trash rmtrash", options="-r -R --recursive; -f --force", operands="delete*"),
    Program("trash-empty trash-rm", options="--dry-run; -f; -v", operands="text*", semantics="empty_trash"),
    Program(
        "gio",
        commands={
            "trash": Program(
                options="-f --force; --empty; --list; --restore",
                operands="delete*",
                semantics="empty_trash",
            ),
            "remove": Program(options="-f --force", operands="delete*"),
            "cat|info": Program(operands="read*", stdout="content"),
            "open": Program(operands="text*"),
        },
    ),
    Program(
        "shred gshred",
        options="""
            -f --force; -n --iterations =; --random-source =read; -s --size =; -u; --remove =?; -x --exact
            -z --zero
        """,
        semantics="shred",
    ),
    Program("srm wipe scrub", options="-r -R --recursive; -f", semantics="shred"),
    Program(
        "truncate gtruncate",
        options="-c --no-create; -o --io-blocks; -r --reference =; -s --size =",
        semantics="truncate",
        stdout="none",
    ),
    Program("fallocate", options="-l --length =; -o --offset =; -p --punch-hole; -c; -z", operands="create*"),
    Program("dd gdd", style="raw", semantics="dd"),
    Program("cp gcp", options=_COPY, semantics="copy", stdout="none"),
    Program("mv gmv", options=_COPY, semantics="move", stdout="none"),
    Program(
        "install ginstall",
        options="""
            -b; --backup =?; -c; -C --compare; -d --directory; -D; -g --group =; -m --mode =; -o --owner =; -p
            -s --strip
            --strip-program =; -S --suffix =; -t --target-directory =; -T --no-target-directory; -v --verbose
        """,
        semantics="make_directory",
        stdout="none",
    ),
    Program(
        "ln gln",
        options="""
            -b; --backup =?; -d -F --directory; -f --force; -i; -L --logical; -n --no-dereference; -P --physical
            -r --relative; -s --symbolic; -S --suffix =; -t --target-directory =; -T --no-target-directory; -v --verbose
        """,
        semantics="link",
        stdout="none",
    ),
    Program("link", semantics="link", stdout="none"),
    Program("tee gtee", options="-a --append; -i; -p; --output-error =?", operands="write*", stdout="pass"),
    Program("sponge", options="-a --append", operands="write*", stdout="pass"),
    Program(
        "touch gtouch",
        options="-a; -c --no-create; -d --date =; -h; -m; -r --reference =; -t =; --time =",
        operands="create*",
        stdout="none",
    ),
    Program(
        "mkdir gmkdir mkdirp",
        options="-m --mode =; -p --parents; -v; -Z; --context =?",
        operands="text*",
        semantics="make_directory",
        stdout="none",
    ),
    Program("mkfifo mknod", options="-m --mode =; -Z; --context =?", operands="create text*", stdout="none"),
    Program(
        "mktemp gmktemp", options="-d --directory; -u --dry-run; -p --tmpdir =?; --suffix =; -q; -t", operands="text*"
    ),
    Program(
        "split gsplit",
        options="""
            -a =; -b --bytes =; -C =; -l --lines =; -n --number =; --filter =shell; -d; -x; --additional-suffix =; --suffix-length =; --line-bytes =; -t --separator =
        """,
        operands="read create?",
    ),
    Program("csplit", options="-f --prefix =create; -b =; -n =; -k; -s; -z", operands="read text*"),
    Program("rename prename file-rename", options="-n --no-act; -v; -f; -e =code:perl", operands="code:perl? update*"),
    Program("mmv zmv", operands="text*"),
    Program("sync fsync", operands="text*", stdout="none"),
)
