"""Reading, filtering and comparing text (coreutils, textutils, viewers)."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_GREP = """
    --group-separator =; --no-group-separator
    -e --regexp =; -f --file =read; -r --recursive; -R --dereference-recursive >recursive; -d --directories =
    -D --devices =; -A --after-context =; -B --before-context =; -C --context =; -m --max-count =; --label =
    --include =; --exclude =; --exclude-dir =; --exclude-from =read; --color =?; --colour =?; --binary-files =
    -l --files-with-matches; -L --files-without-match; -c --count; -q --quiet; --silent >quiet; -F --fixed-strings
    -v --invert-match; -i --ignore-case; -n --line-number; -o --only-matching; -E --extended-regexp; -P --perl-regexp
    -h --no-filename; -H --with-filename; -w --word-regexp; -x --line-regexp; -s --no-messages; -z --null-data
    -a --text; -I; -b --byte-offset; -Z --null; -T --initial-tab; -U --binary; --line-buffered
"""
_RIPGREP = """
    -e --regexp =; -f --file =read; -g --glob =; --iglob =; -t --type =; -T --type-not =; --type-add =
    -A --after-context =
    -B --before-context =; -C --context =; -m --max-count =; --max-depth =; -d =; --max-filesize =
    -M --max-columns =
    -r --replace =; --sort =; --sortr =; -j --threads =; --ignore-file =read; --pre =shell; --pre-glob =; --color =
    --colors =; --engine =; -E --encoding =; --hostname-bin =shell; --context-separator =; --path-separator =
    --field-match-separator =; --field-context-separator =; --dfa-size-limit =; --regex-size-limit =
    --files; --type-list; -l --files-with-matches; -c --count; -q --quiet; -F --fixed-strings; -v --invert-match
    -u --unrestricted; -. --hidden; --no-ignore; -z --search-zip; --json; -n --line-number; -i; -s; -S; -w; -x; -o
    -p; -P; -U
"""

PROGRAMS = (
    Program(
        "cat gcat bat batcat",
        options="""
            -A --show-all; -b; -e; -E; -n --number; -s; -t; -T; -u; -v; -l --language =; --theme =; --style =
            --paging =
            -r --line-range =; --color =; -H --highlight-line =; --map-syntax =; --pager =shell; -p --plain
        """,
        operands="read*",
        stdout="pass",
    ),
    Program("tac gtac", options="-b; -r; -s --separator =", operands="read*", stdout="filter:tac"),
    Program(
        "nl",
        options="""
            -b =; -d =; -f =; -h =; -i =; -l =; -n =; -s =; -v =; -w =; -b --body-numbering =; -d --section-delimiter =; -f --footer-numbering =; -h --header-numbering =; -i --line-increment =; -l --join-blank-lines =; -n --number-format =; -s --number-separator =; -v --starting-line-number =; -w --number-width =
        """,
        operands="read*",
        stdout="content",
    ),
    Program("rev", operands="read*", stdout="filter:rev"),
    Program("head ghead", options="-n --lines =; -c --bytes =; -q; -v; -z", operands="read*", stdout="filter:head"),
    Program(
        "tail gtail",
        options="""
            -n --lines =; -c --bytes =; -f --follow =?; -F >follow; --pid =; -s --sleep-interval =
            --max-unchanged-stats =; -q; -v
        """,
        operands="read*",
        stdout="filter:tail",
    ),
    Program(
        "less more most zless zmore bzless xzless",
        options="""
            -b =; -h =; -j =; -k =read; -o --log-file =output; -O =output; -p =; -P =; -t =; -T =; -x =; -y =; -z =
            -D =
        """,
        operands="read*",
        stdout="content",
        semantics="pager",
    ),
    Program(
        "column",
        options="-s --separator =; -t --table; -c --output-width =; -o --output-separator =; -N =; -H =; -n; -J; -x; -l =",
        operands="read*",
        stdout="content",
    ),
    Program("expand unexpand", options="-t --tabs =; -a; -i", operands="read*", stdout="content"),
    Program("fmt gfmt", options="-w --width =; -p --prefix =; -g --goal =", operands="read*", stdout="content"),
    Program("fold gfold", options="-w --width =; -b; -s", operands="read*", stdout="content"),
    Program(
        "pr",
        options="-h --header =; -l --length =; -o --indent =; -w --width =; -W =; -N =",
        operands="read*",
        stdout="content",
    ),
    Program("ul", options="-t --terminal =; -i", operands="read*", stdout="content"),
    Program("pg", options="-p =; -n", operands="read*", stdout="content"),
    Program("col colrm", options="-l --lines =", operands="text*", stdout="content"),
    Program(
        "cut gcut",
        options="""
            -b --bytes =; -c --characters =; -d --delimiter =; -f --fields =; --output-delimiter =; -s; -n
            --complement; -z
        """,
        operands="read*",
        stdout="filter:cut",
    ),
    Program("paste gpaste", options="-d --delimiters =; -s; -z", operands="read*", stdout="content"),
    Program("join", options="-1 =; -2 =; -a =; -e =; -j =; -o =; -t =; -v =; -i", operands="read*", stdout="content"),
    Program("comm gcomm", options="-1; -2; -3; --output-delimiter =", operands="read*", stdout="content"),
    Program(
        "sort gsort",
        options="""
            -o --output =output; -t --field-separator =; -k --key =; -S --buffer-size =; -T --temporary-directory =
            --files0-from =read; --parallel =; --batch-size =; --random-source =read; --compress-program =shell
            --sort =; -u --unique; -r --reverse; -n; -h; -V; -R; -f; -b; -d; -g; -i; -M; -c; -C; -m; -s; -z
        """,
        operands="read*",
        stdout="filter:sort",
    ),
    Program(
        "uniq guniq",
        options="""
            -f =; -s =; -w =; -c; -d; -D; -i; -u; -z; -f --skip-fields =; -s --skip-chars =; -w --check-chars =
        """,
        operands="read? output?",
        stdout="content",
    ),
    Program(
        "shuf gshuf",
        options="-e; -i =; -n =; -o --output =output; --random-source =read; -r; -z",
        operands="read*",
        stdout="content",
    ),
    Program("tsort", operands="read*", stdout="content"),
    Program("wc gwc", options="-c; -l; -m; -w; -L; --files0-from =read; --total =", operands="read*", stdout="meta"),
    Program(
        "tr gtr",
        options="-c -C --complement; -d --delete; -s --squeeze-repeats; -t",
        operands="text*",
        stdout="filter:tr",
    ),
    Program(
        "iconv recode",
        options="-f --from-code =; -t --to-code =; -o --output =output; -c; -s",
        operands="read*",
        stdout="content",
    ),
    Program("dos2unix unix2dos mac2unix", options="-n --newfile; -k; -q; -o", operands="update*", stdout="none"),
    Program(
        "strings",
        options="-n --bytes =; -t --radix =; -e --encoding =; -T =; -a; -f; -s =",
        operands="read*",
        stdout="content",
    ),
    Program(
        "od hexdump hd",
        options="""
            -A =; -j =; -N =; -S =; -t --format =; -w =?; -n =; -s =; -e =; -f =read; -C; -c; -x; -v
        """,
        operands="read*",
        stdout="content",
    ),
    Program("grep egrep fgrep zgrep bzgrep xzgrep ggrep rgrep", options=_GREP, semantics="grep", stdout="filter:grep"),
    Program("rg ripgrep", options=_RIPGREP, semantics="grep", stdout="content"),
    Program(
        "ag ack pt sift ugrep ug",
        options="""
            -A --after =; -B --before =; -C --context =; -G --file-search-regex =; -g =; -m --max-count =; --depth =
            --ignore =
            --ignore-dir =; -p --path-to-ignore =read; --pager =shell; -t --type =; --match =; -l; -c; -i; -n; -v
            -w; -Q; -a; -u
            --filter =shell
        """,
        semantics="grep",
        stdout="content",
    ),
    Program(
        "ast-grep",
        options="-p --pattern =; -l --lang =; -r --rewrite =; -c --config =read; -U --update-all; --json =?",
        operands="text*",
    ),
    Program(
        "diff gdiff colordiff",
        options="""
            -r --recursive; -u; -U =; --unified =?; -c; -C =; --context =?; -x --exclude =; -X --exclude-from =read; -I =
            -F =; -W --width =
            --label =; -L =; -N; -q; -y; -B; -w; -b; -i --ignore-case; -o --output =output; --from-file =read
            --to-file =read
            -l; -n; -s; --color =?; --show-function-line =; --tabsize =; -S --starting-file =; --ignore-matching-lines =
            -D --ifdef =; --GTYPE-group-format =; --line-format =; --LTYPE-line-format =; --old-line-format =
            --new-line-format =; --unchanged-line-format =; --horizon-lines =; --palette =; --old-group-format =
            --new-group-format =; --unchanged-group-format =; --changed-group-format =
        """,
        operands="read*",
        stdout="content",
    ),
    Program(
        "sdiff diff3 cmp icdiff difft delta wdiff",
        options="""
            -n --bytes =; -i --ignore-initial =; -o --output =output; -w --width =; -I =; -L --label =; --color =
            --diff-program =shell; -W =; -s; -l
        """,
        operands="read*",
        stdout="content",
    ),
    Program(
        "patch",
        options="""
            -i --input =read; -p --strip =; -d --directory =; -o --output =output; -r --reject-file =output; -F =
            -D =; -b; -R; -N; -E
            --dry-run; -s; -t; -f; -z =; -B =; -V =; -Y =
            --quoting-style =; -g --get =; --reject-format =; --read-only =
        """,
        operands="update? read?",
        semantics="patch",
        stdout="meta",
    ),
    Program(
        "jq gojq jaq",
        options="""
            -f --from-file =read; --arg =; --argjson =; --slurpfile =; --rawfile =; --args; --jsonargs; --indent =
            -L =; --tab; -r
            -R; -s; -n; -c; -e; -S; -C; -M; -a; -j
        """,
        semantics="jq",
        stdout="content",
    ),
    Program(
        "yq",
        options="""
            -i --inplace; -o --output-format =; -p --input-format =; -P; -r; -y; -Y; -n; -I --indent =; -e; -s =
            --arg =; -c; -C; -M; -j
            -t; --from-file =read
        """,
        semantics="jq",
        stdout="content",
    ),
    Program(
        "xmllint",
        options="""
            --xpath =; -o --output =output; --schema =read; --dtdvalid =read; --noout; --format; --noent; --xinclude
        """,
        operands="read*",
        stdout="content",
        style="single",
    ),
    Program(
        """
            xq tomlq dasel fx jless gron jc mlr csvcut csvlook csvgrep csvsort csvstat csvjson in2csv xsv qsv jo
            jsonlint hq htmlq pup
        """,
        options="-f --file =read; -o =; -i =; -d --delimiter =; -c --columns =; -p --pretty",
        operands="word*",
        stdout="content",
    ),
    Program(
        """
            md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum cksum sum shasum md5 crc32 b3sum rhash
            gsha256sum xxhsum xxh64sum
        """,
        options="-a --algorithm =; -c --check; -b; -t; -q; -s =; --tag",
        operands="read*",
        stdout="meta",
    ),
    Program("seq jot yes factor gseq", options="-f --format =; -s --separator =; -w", operands="text*"),
    Program("expr bc numfmt units", options="-e --expression =; -f --file =read", operands="text*"),
    Program("envsubst gettext", options="-v --variables", operands="text*", stdout="content"),
    Program(
        "groff troff nroff pic gpic",
        options="""
            -U; -t; -e; -p; -s; -k; -K =; -T =; -m =; -P =; -f =; -d =; -r =; -n =; -o =; -w =; -W =; -F =; -I =; -M =
            -a; -z; -Z; -S; -C; -E; -l; -L =; -i; -b; -c; -R; -V
        """,
        operands="read*",
        semantics="embedded",
        stdout="content",
    ),
    Program(
        "pandoc man2html",
        options="""
            -o --output =output; -f --from =; -t --to =; -r =; -w =; --template =read; --data-dir =
            --lua-filter =plugin:lua; -F --filter =shell
            --metadata-file =read; -M =; -V =; -H =read; -B =read; -A =read; -c =; --css =; --bibliography =read
            --csl =; --pdf-engine =
            --extract-media =; --resource-path =; -d --defaults =read; -s; -m =; -T =; -P =
        """,
        operands="read*",
        stdout="content",
    ),
    Program(
        "spell aspell hunspell look codespell misspell typos vale proselint alex cspell",
        options="""
            -l =; -d =; -p --personal =create; --repl =create; -w --write-changes; -S =; -L =; --config =read
        """,
        operands="path*",
    ),
    Program("sd", options="-F; -p --preview; -s; -f =; -n =; -A", operands="text text update*", stdout="content"),
    Program(
        "rpl", options="-x =; -R --recursive; -i; -w; -e; -q; -s; -p; -d; -t; -a; -l", operands="text text update*"
    ),
    Program(
        "tidy xmlstarlet",
        options="-m >inplace; -L >inplace; -o =output; -config =read; -f =output; -i; -q; -e; -asxml; -utf8",
        style="single",
        semantics="in_place",
    ),
    Program(
        "gum",
        commands={
            "spin": Program(
                options="-s --spinner =; --title =; -a --align =; --show-output; --show-error; --timeout =",
                style="posix",
                operands="exec...",
            ),
        },
        operands="word*",
        stdout="content",
    ),
    Program(
        "fzf sk peco percol dmenu",
        options="""
            -q --query =; -f --filter =; --preview =shell; --bind =; --header =; --prompt =; --height =
            --delimiter =; -d =; --with-nth =; -n =
        """,
        operands="text*",
        semantics="finder_bindings",
        stdout="content",
    ),
)
