"""Programs that make projects from templates, run them in an environment, or run code on other machines."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

PROGRAMS = (
    Program(
        "cookiecutter cruft copier",
        options="""
            -f --overwrite-if-exists; -o --output-dir =; -c --checkout =; --no-input; --directory =; --replay
            --config-file =read; -d --data =; -r --vcs-ref =; --trust; --UNSAFE >trust; --defaults; -q; -v; --force
        """,
        commands={
            "create|copy": Program(operands="source word*"),
            "check|update|diff|link|recopy|check-update": Program(operands="word*"),
        },
        operands="source word*",
    ),
    Program(
        "task go-task",
        options="""
            -t --taskfile =source; -d --dir =; -l --list; -a --list-all; -n --dry; -f --force; -p --parallel; -s; -w
            -v; -y; -g; -o --output =; -c =; -C --concurrency =; -I =; -x; --status; --summary; --init; --download
        """,
        operands="word*",
        semantics="build_verbs",
    ),
    Program(
        "wasmtime wasmer wasm3 iwasm wazero lunatic",
        options="--dir =; --mapdir =; --env =; --invoke =; -W =; -S =; -O =; --stack-size =; --fuel =",
        commands={
            "run": Program(style="posix", operands="source word*"),
            "compile|validate|inspect|config|version|help|login|logout|whoami|list|settings|explore|wast|wat|init": Program(
                operands="word*"
            ),
            "publish|deploy|package push": Program(operands="word*", does="pkg.publish manager=@program what=package"),
        },
        style="posix",
        operands="source word*",
    ),
    Program(
        "percy dagger",
        options="-c --config =; -p --port =; -q --quiet; -v --verbose; -d --debug; -s; -m --mod =source; -w --workdir =",
        commands={
            "exec|run": Program(style="posix", operands="exec..."),
            "call": Program(operands="word*"),
        },
        operands="word*",
    ),
    Program(
        "k6",
        options="""
            -u --vus =; -d --duration =; -i --iterations =; -s --stage =; -e --env =; -o --out =; -c --config =read
            --summary-export =output; --tag =; -q --quiet; -v --verbose; --log-output =; -t --type =; -O =output
        """,
        commands={
            "run|cloud run|archive|inspect": Program(operands="source word*"),
            "new|version|login|status|stats|pause|resume|scale|completion|help": Program(operands="word*"),
        },
        operands="word*",
    ),
    Program(
        "scala-cli",
        options="""
            -S --scala =; --dep --dependency =; -M --main-class =; -o --output =output; -f --force; -w --watch; -j --jvm =
            -e --execute-scala-script =code:scala; --execute-script =code:scala; -p --power; -O =; --server =
        """,
        commands={
            "publish": Program(operands="word*", does="pkg.publish manager=scala-cli what=package"),
            "run|shebang|compile|test|repl|package|fmt|doc|setup-ide|clean|export|bsp|config|publish local": Program(
                operands="source*"
            ),
        },
        operands="source*",
    ),
    Program("kscript dotslash", options="-t; -i; -c; -d =; -s =", style="posix", operands="source word*"),
    Program(
        "foreman honcho goreman",
        options="-f --procfile =read; -e --env =; -p --port =; -d --root =; -c =; -m =; -t =; -l =; -u =; -a =",
        commands={
            "run": Program(style="posix", operands="exec..."),
            "start|check|version|help|export": Program(operands="word*"),
        },
    ),
    Program(
        "guix",
        options="""
            -i --install; -r --remove; -p --profile =; -m --manifest =read; -L --load-path =; -e --expression =
            -f --file =read; -C --container; -N --network; -D --development; --pure; --ad-hoc; -E --preserve =
        """,
        commands={
            "shell|environment|time-machine": Program(
                options="-q --no-cwd", style="", operands="word*", semantics="after_dashes"
            ),
            "install|package|upgrade": Program(
                operands="word*", does="pkg.install manager=guix packages=@operands if operands|install"
            ),
            "remove": Program(operands="word*", does="pkg.install manager=guix removes packages=@operands"),
            "gc": Program(options="-d =?; -F =; -C =?; --collect-garbage =?; --delete =?", operands="word*"),
            "pull|system|home|deploy": Program(operands="word*", does="sys.config what=global"),
            "search|show|size|describe|build|graph|lint|hash|import|repl|style|refresh|archive|challenge|weather": Program(
                operands="word*"
            ),
        },
    ),
    Program(
        "devbox flox devenv",
        options="-c --config =; -d --dir =; -e --env =; --env-file =; -q --quiet; -r --remote =; --pure; --profile =",
        commands={
            "run|shell|activate|exec": Program(
                options="-c --command =shell", operands="word*", semantics="after_dashes"
            ),
            "add|install|global add": Program(
                operands="word*", does="pkg.install manager=@program packages=@operands if operands"
            ),
            "rm|remove|uninstall|global rm": Program(
                operands="word*", does="pkg.install manager=@program removes packages=@operands"
            ),
            "push|publish": Program(operands="word*", does="pkg.publish manager=@program what=environment"),
            (
                "init|list|info|search|update|generate|services|version|up|test|build|gc|inputs|pull|edit|show|"
                "create|envs|history|shellenv|cache|completion|processes|upgrade|setup|secrets"
            ): Program(operands="word*"),
        },
    ),
    Program(
        "pssh parallel-ssh pdsh clush dsh mssh pslurp",
        options="""
            -h --hosts =read; -H --host =; -l --user =; -p --par =; -t --timeout =; -o --outdir =output; -i --inline
            -x =; -w =; -g --group =; -a --all; -A --askpass; -e =; -b; -f =; -m =; -M; -c; -O =; -X =; -q; -R =; -B
        """,
        style="posix",
        operands="word*",
        semantics="on_hosts",
    ),
)
