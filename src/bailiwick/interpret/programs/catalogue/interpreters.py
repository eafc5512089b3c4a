"""Shells and languages: code given as text, as a file, or on standard input."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_SHELL = """
    -c; -l --login; -i; -r; -s; -e; -u; -x; -v; -n; -o =; -O =; +o =; +O =; +e; +u; +x; +v; +n; -D; --rcfile =read; --init-file =read
    --norc; --noprofile; --posix; --restricted; --verbose; --dump-strings
    --debugger; --noediting; -f; -p; -a; -b; -h; -k; -m; -t; -B; -C; -E; -H; -P; -T
"""

PROGRAMS = (
    Program(
        "swift",
        options="""
            -version --version; -c --configuration =; --package-path =; -e =code:swift; --target =; --product =
            -Xswiftc =
        """,
        style="single",
        commands={
            "package-registry": Program(
                commands={"publish": Program(operands="text*", does="pkg.publish manager=swift what=package")},
                operands="text*",
            ),
            "build|test|run|repl": Program(operands="text*"),
            "package": Program(
                commands={
                    "add-dependency|add": Program(operands="text*", does="pkg.install manager=swift packages=@operands")
                },
                operands="text*",
            ),
        },
        operands="script:swift? text*",
    ),
    Program(
        "sh bash dash ash ksh mksh zsh rbash lksh yash posh oksh ksh93 bash-static sh.distrib",
        options=_SHELL,
        style="posix",
        semantics="shell",
    ),
    Program(
        "fish",
        options="-c --command =; -C --init-command =shell; -i; -l; -n --no-execute; -d =; -N; -P",
        style="posix",
        semantics="other_shell",
    ),
    Program(
        "csh tcsh rc es elvish xonsh nu nushell ion oil osh ysh scsh",
        options="-c =; -e; -f; -i; -l; -n; -v; -x; -s; --config =read; --env-config =read",
        style="posix",
        semantics="other_shell",
    ),
    Program("pwsh powershell powershell.exe pwsh-preview", style="raw", semantics="powershell"),
    Program("cmd cmd.exe", style="raw", semantics="windows_cmd"),
    Program(
        "python python2 python3 pypy pypy3 ipython ipython3 pythonw py bpython ptpython micropython graalpy jython",
        options="""
            -c =; -m =; -B; -b; -d; -E; -i; -I; -O; -P; -q; -s; -S; -u; -v; -V --version; -x; -W =; -X =
            --check-hash-based-pycs =; -h --help
        """,
        style="posix",
        semantics="python",
    ),
    Program(
        "node nodejs",
        options="""
            -e --eval =; -p >print; --print =?; -r --require =; --import =; -c --check; -i --interactive; --input-type =
            --loader =; --experimental-loader =; --env-file =read; --env-file-if-exists =read
            -C --conditions =; --inspect =?; --inspect-brk =?; --max-old-space-size =; --title =; --test; --watch
            --watch-path =; --run =; --test-name-pattern =; --test-reporter =
            --test-reporter-destination =; --stack-size =; --unhandled-rejections =; --icu-data-dir =
            --openssl-config =; --redirect-warnings =; --trace-event-categories =; --diagnostic-dir =
            --dns-result-order =; -v --version; -h --help; --experimental-default-type =; --disable-warning =
            --allow-fs-read =; --allow-fs-write =
        """,
        style="posix",
        semantics="node",
    ),
    Program(
        "deno",
        options="-L --log-level =; -q --quiet; -c --config =; --unstable =?; -h; -V --version",
        semantics="deno",
        style="posix",
    ),
    Program(
        "bun bunx",
        options="""
            -e --eval =; -p --print =; -r --preload =; --cwd =; -c --config =; --env-file =read; --filter =; -F =
            --hot; --watch; -b --bun; -i; --smol; -h; -v --version; --port =; --silent; --if-present; --inspect =?
        """,
        style="posix",
        semantics="bun",
    ),
    Program("perl", style="raw", semantics="perl"),
    Program(
        "ruby jruby rbx truffleruby irb macruby",
        options="""
            -e =; -r =; -I =; -C =; -E =; -F =?; -i =?; -K =?; -T =?; -W =?; -x =?; -0 =?; -a; -c; -d; -h; -l; -n
            -p; -s; -S; -v; -w; -y; --disable =; --enable =; --encoding =; --external-encoding =
            --internal-encoding =; --yjit; --jit
        """,
        style="posix",
        semantics="inline",
    ),
    Program(
        "php php-cli php7 php8 hhvm",
        options="""
            -r =; -f =; -B =; -R =; -F =; -E =; -S =; -t =; -c =; -d =setting; -z =read; -n; -a; -l; -m; -i; -v; -q; -s; -w
            --ini =?; --rf =; --rc =; --re =
        """,
        style="posix",
        semantics="php",
    ),
    Program(
        "lua luajit texlua lua5.1 lua5.2 lua5.3 lua5.4",
        options="-e =; -l =; -i; -v; -E; -W; -j =; -O =; -b",
        style="posix",
        semantics="inline",
    ),
    Program(
        "Rscript littler r",
        options="-e =; --default-packages =; --verbose; -l =; -t",
        style="posix",
        semantics="inline",
    ),
    Program(
        "R",
        commands={"CMD INSTALL": Program(options="-l =", operands="text*", does="pkg.install manager=R")},
        options="-e =; -f --file =script:r; -q; --args; --no-save; --vanilla; --slave; -g =",
        semantics="inline",
    ),
    Program(
        "julia",
        options="""
            -e --eval =; -E --print =; -L --load =script:julia; -J =; -p =; -t --threads =; -C =; -O =; -g =; -m =
            --project =?; -q; -i; -H =
        """,
        style="posix",
        semantics="inline",
    ),
    Program(
        "crystal",
        commands={
            "eval": Program(operands="code:crystal"),
            "run": Program(operands="script:crystal text*"),
            "spec|build|tool|docs|init|env|deps|clear_cache|i|play|version|help": Program(operands="text*"),
        },
        operands="script:crystal? text*",
    ),
    Program(
        "ghc",
        options="-e =code:haskell; -o =output; -i =; -I =; -L =; -l =; -x =; -outputdir =; -odir =; -hidir =; -package =",
        style="single",
        operands="word*",
    ),
    Program(
        "swipl prolog",
        options="-g =code:prolog; -t =code:prolog; -f =script:prolog; -s =script:prolog; -c; -l =script:prolog; -q; -o =output",
        style="single",
        operands="script:prolog? text*",
    ),
    Program(
        "gprolog",
        options="--query-goal =code:prolog; --init-goal =code:prolog; --entry-goal =code:prolog; --consult-file =script:prolog",
        operands="text*",
    ),
    Program(
        "wolframscript wolfram",
        options="-c -code =code:wolfram; -f -file -script =script:wolfram; -run =code:wolfram; -print; -o =output",
        style="single",
        operands="script:wolfram? text*",
    ),
    Program(
        "rust-script evcxr",
        options="-e --expr =code:rust; -l --loop =code:rust; -d --dep =; -D =; --base-path =; -c; -o; -p; --toolchain =",
        operands="script:rust? text*",
        style="posix",
    ),
    Program(
        "zig",
        commands={
            "run|test": Program(options="-O =; -I =; -L =; -l =; --name =", operands="script:compiled text*"),
            "cc|c++": Program(options="-o =output; -x =; -I =; -L =; -D =; -c", operands="word*"),
            "fetch": Program(
                options="--save; --save =?", operands="text*", does="pkg.install manager=zig packages=@operands"
            ),
        },
        operands="text*",
    ),
    Program(
        "v",
        options="-e =code:v; -o =output; -b =; -cc =; -prod; -g",
        style="single posix",
        commands={"run|crun|test": Program(operands="script:compiled text*")},
        operands="text*",
    ),
    Program(
        "nim",
        options="--eval =code:nim; -o --out =output; -d --define =; -p --path =; -r --run",
        commands={"r|e|run": Program(operands="script:compiled text*")},
        operands="text*",
    ),
    Program(
        "coffee",
        options="-e --eval =code:coffee; -c --compile; -o --output =output; -r --require =; -w; -p; -b; -j --join =; -m",
        operands="script:coffee? text*",
    ),
    Program("gforth gforth-fast", options="-e --evaluate =code:forth; -p =", operands="script:forth? text*"),
    Program("pike", options="-e =code:pike; -x =; -M =; -I =", style="posix", operands="script:pike? text*"),
    Program(
        "csharp csi-mono", options="-e =code:csharp; -r =; -lib =", style="single", operands="script:csharp? text*"
    ),
    Program("slsh", options="-e =code:slang; -n; -v; -g; -t; -i =; -l =", operands="script:slang? text*"),
    Program("tclsh wish expect", options="-c =; -f =; -b; -d; -i; -n; -N; -D =", style="posix", semantics="inline"),
    Program(
        """
            groovy scala kotlin kotlinc clojure clj bb ammonite amm jshell ghci runghc runhaskell
            ghc-repl stack-exec ocaml utop guile racket sbcl clisp ecl gosh chicken csi gsi chez scheme mit-scheme emacs-script escript elixir
            iex erl nodejs-repl ts-node tsx esno zx sucrase-node babel-node jbang raku
            perl6 janet fennel hy octave octave-cli gp maxima sage
        """,
        options="""
            -e --eval =; -c =; -x >eval =; --batch-string >eval =; -E =; --expression =; -cp -classpath --classpath =; -M =?; -X =?; -A =; -m =; -r --require =; -f =; -P =; -T =
            -S =; -pa =; -s =; -l =; -i; -q; -p --project =; --tsconfig =; --import =; --version
        """,
        style="posix single",
        semantics="inline",
    ),
    Program(
        "awk gawk mawk nawk original-awk goawk busybox-awk",
        options="""
            -f --file =script:awk; -F --field-separator =; -v --assign =; -e --source =code:awk; -i --include =read
            -l --load =; -E --exec =script:awk; -o --pretty-print =?; -p --profile =?; -d --dump-variables =?
            -D --debug =?
            -b; -c; -C; -g; -h; -k; -L =?; -M; -n; -N; -O; -P; -r; -s; -S --sandbox; -t; -V --version; -W =
        """,
        style="posix",
        semantics="awk",
    ),
    Program(
        "sed gsed ssed",
        options="""
            -e --expression =; -f --file =script:sed; -i --in-place =?; -n --quiet --silent; -E -r --regexp-extended
            -s --separate; -u; -z; -l --line-length =; --posix; --debug; --sandbox; -b; --follow-symlinks; -a; -I =
        """,
        semantics="sed",
    ),
    Program(
        "java javaw",
        options="""
            -cp -classpath --class-path =; -jar =; -p --module-path =; -m --module =; -agentpath =; -version
            --version; --source =; --add-modules =; --add-opens =; --add-exports =; --enable-preview; -splash =
        """,
        style="posix single",
        semantics="java",
    ),
    Program(
        "jrunscript jjs ipython-script spidermonkey d8 qjs tcl maxima-script gap magma idl matlab",
        options="-e --expression =; --eval =; -f --file =script:other; -c =; -p; -V; -v; -r >eval =; -batch >eval =",
        style="posix single",
        semantics="inline",
    ),
    Program("source .", style="raw", operands="script:bash? text*"),
    Program(
        "cpp", options="-D =; -I =; -U =; -o =output; -B =; -F =; -R =; -P; -E", operands="read*", stdout="content"
    ),
    Program(
        "dc gnuplot",
        options="-e --expression =; --eval =; -f --file =; -p --persist; -V; -d; -c; -s; -x",
        style="posix",
        semantics="calculator",
    ),
    Program("m4", options="-D =; -I =; -U =; -o =output; -B =; -F =; -R =; -P", semantics="macro"),
    Program(
        "dotnet",
        commands={
            "fsi": Program(
                options="--exec; --quiet; -r =; --use =script:fsharp",
                operands="script:fsharp? text*",
                semantics="console",
            ),
            (
                "run|test|build|restore|clean|watch|format|msbuild|vstest|new|sln|list|--info|--version|pack|"
                "help|workload|dev-certs|user-secrets"
            ): Program(
                options="""
                    -c =; -f =; -o =; -p --project =; -r =; -v =; --filter =; --logger =; --no-build; --no-restore
                """,
                operands="text*",
            ),
            "ef database drop": Program(
                options="-f --force; --dry-run; -c --context =; -p --project =; -s --startup-project =",
                does="db.destroy engine=dotnet what=database if !dry-run",
            ),
            "ef database update": Program(
                options="-c --context =; -p --project =; -s --startup-project =; --connection =",
                operands="text*",
                semantics="migration",
            ),
            "publish": Program(options="-c =; -f =; -o =; -r =", operands="text*"),
            "add": Program(
                commands={
                    "package": Program(options="-v --version =; -s --source =; -f =; -n", operands="package"),
                    "**  package": Program(options="-v --version =; -s --source =; -f =", operands="package"),
                    "reference": Program(operands="text*"),
                }
            ),
            "remove": Program(operands="text*"),
            "tool": Program(
                commands={
                    "install": Program(
                        options="-g --global; --version =; --add-source =; --tool-path =", operands="package"
                    ),
                    "restore|list|run|search|update|uninstall": Program(operands="text*"),
                }
            ),
            "nuget": Program(
                commands={
                    "push": Program(
                        options="-k --api-key =; -s --source =",
                        operands="read*",
                        does="pkg.publish manager=nuget what=package",
                    ),
                    "delete": Program(does="pkg.publish manager=nuget what=unpublish"),
                    "list|locals|add|remove|verify|sign": Program(options="--source =", operands="text*"),
                }
            ),
            "exec": Program(operands="text*"),
            "script eval": Program(operands="code:csharp"),
            "script|fsi": Program(options="--exec; -r =; --use =script:csharp", operands="script:csharp text*"),
        },
        operands="text*",
    ),
)
