"""Package managers of other languages: Rust, Ruby, PHP, Go, .NET, Elixir, Dart, Perl and those that are alike."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_LOCKED = "pkg.install manager=@program locked unless operands"
_REMOVED = "pkg.install manager=@program removes packages=@operands"

PROGRAMS = (
    Program(
        "cargo",
        options="""
            --manifest-path =; --color =; -p --package =; --features -F =; --target =; --target-dir =; --profile =
            -j --jobs =; --message-format =; --config =setting; -Z =; -q; -v; --bin =; --example =; --test =; --bench =
            --exclude =; --workspace; --all; --release -r; --locked; --offline; --frozen; -C =; --out-dir =
        """,
        commands={
            "watch": Program(
                options="-s --shell =shell; -x --exec =; -w --watch =; -i --ignore =; -d --delay =; -c; -q; --why",
                operands="text*",
            ),
            "add": Program(
                options="""
                    --git =; --branch =; --tag =; --rev =; --path =; --rename =; --registry =; --dev; --build
                    --optional; --no-default-features
                """,
                operands="package*",
                does="pkg.install manager=cargo git packages=@operands if git",
            ),
            "install": Program(
                options="""
                    --git =package:global; --path =; --version --vers =; --root =; --registry =; --index =
                    -f --force; --list; --branch =; --tag =; --rev =; --debug
                """,
                operands="package:global*",
            ),
            "remove|rm|uninstall": Program(operands="text*", does=_REMOVED),
            "release|smart-release": Program(
                options="-x --execute; --no-publish; -p =",
                operands="text*",
                does="pkg.publish manager=cargo what=package if execute",
            ),
            "publish": Program(
                options="--token =; --registry =; --dry-run -n; --allow-dirty; --no-verify",
                does="pkg.publish manager=cargo what=package unless dry-run",
            ),
            "workspaces publish|ws publish": Program(
                options="--token =; --dry-run; -y --yes", does="pkg.publish manager=cargo what=package unless dry-run"
            ),
            "yank|owner": Program(
                operands="text*",
                options="--version =; --undo; --add =; --remove =",
                does="pkg.publish manager=cargo what=package",
            ),
            "login|logout": Program(operands="text*", does="sys.config what=global"),
            "run|r": Program(operands="verb*"),
            (
                "build|b|check|c|test|t|bench|doc|d|clean|fmt|clippy|fix|fetch|update|generate-lockfile|"
                "metadata|tree|vendor|search|info|new|init|package|pkgid|rustc|rustdoc|verify-project|version|"
                "help|report|locate-project|nextest|watch|expand|audit|deny|outdated|udeps|tarpaulin|llvm-cov|"
                "machete|make|insta|mutants|fuzz|miri|hack|criterion|flamegraph|bloat|sqlx|leptos|tauri|lambda|"
                "zigbuild|cross|semver-checks|sort|spellcheck|geiger|msrv|minimal-versions|careful|asm|wasi|"
                "component|dist|shear|sweep|cache|config"
            ): Program(operands="text*"),
        },
    ),
    Program(
        "rustup",
        options="--toolchain =; --component =; --target =; --profile =; --force",
        commands={
            "run": Program(operands="text exec...", style="posix"),
            (
                "install|toolchain install|component add|target add|update|default|override|self|"
                "toolchain uninstall|component remove|target remove|set|show|which|doc|man|completions|check|"
                "toolchain list|component list|target list|toolchain"
            ): Program(operands="text*"),
        },
    ),
    Program(
        "gem",
        options="""
            -v --version =; -i --install-dir =; -n =; -s --source =; --user-install; -N; --no-document; --platform =
            --key -k =; --host =; -f --force; --pre; -l; -g --file =read
        """,
        commands={
            "install|i": Program(operands="package:global*", does="pkg.install manager=gem locked if file"),
            "uninstall|cleanup": Program(operands="text*", does=_REMOVED),
            "push|yank|owner": Program(operands="text*", does="pkg.publish manager=gem what=package"),
            "signin|signout|sources": Program(operands="text*", does="sys.config what=global"),
            "open": Program(options="-e --editor =shell", operands="text*"),
            (
                "update|list|search|query|info|build|env|environment|specification|which|contents|outdated|fetch|"
                "unpack|pristine|help|check|dependency|server|lock|exec|stale"
            ): Program(operands="text*"),
        },
    ),
    Program(
        "bundle bundler",
        options="""
            --gemfile =read; --path =; --without =; --with =; -j =; --retry =; --jobs =; --deployment; --frozen
            --local; --group -g =; --version -v =; --source -s =; --git =; --quiet
        """,
        commands={
            "add": Program(operands="package*"),
            (
                "install|i|update|check|lock|outdated|show|info|list|config|init|gem|open|clean|cache|package|"
                "platform|viz|doctor|audit|help|version|binstubs|pristine|plugin|fund|issue|console|env|licenses"
            ): Program(operands="text*"),
            "exec|e|ex": Program(style="posix", operands="exec..."),
            "remove": Program(operands="text*", does=_REMOVED),
        },
        does="pkg.install manager=bundle locked unless operands",
    ),
    Program(
        "composer",
        options="""
            -d --working-dir =; -n; -q; -v; --dev; --no-dev; --prefer-dist; --ignore-platform-reqs; --repository =
            --no-scripts; --no-plugins; -o; -W; -w; --ansi; --no-interaction; --no-progress; --format -f =
        """,
        commands={
            "require|req": Program(operands="package*"),
            "global exec": Program(style="posix", operands="exec..."),
            "global require|global req": Program(operands="package:global*"),
            "remove|rm|uninstall": Program(operands="text*", does=_REMOVED),
            "run-script|run": Program(operands="text*", semantics="project_task"),
            "exec|x": Program(style="posix", operands="exec..."),
            "config": Program(
                operands="text*", options="-g --global; --unset; --list -l", does="sys.config what=global if global"
            ),
            (
                "install|i|update|u|upgrade|dump-autoload|dumpautoload|validate|show|info|outdated|why|depends|"
                "prohibits|why-not|search|create-project|init|diagnose|check-platform-reqs|licenses|audit|"
                "archive|clear-cache|self-update|status|suggests|fund|browse|reinstall|bump|list|help|about|test"
            ): Program(operands="text*"),
        },
        operands="text*",
        semantics="project_task",
    ),
    Program(
        "go",
        options="-C =",
        style="single",
        commands={
            "get": Program(options="-u =?; -d; -t; -v; -x; -tool", operands="package*", does=_LOCKED),
            "install": Program(
                options="-ldflags =; -tags =; -v; -race; -trimpath; -gcflags =; -buildvcs =; -mod =; -a; -n; -x",
                operands="text*",
                semantics="go_install",
            ),
            "run": Program(
                options="""
                    -race; -tags =; -ldflags =; -mod =; -exec =shell; -gcflags =; -v; -x; -cover; -buildvcs =; -C =
                """,
                style="single posix",
                operands="text*",
                semantics="go_install",
            ),
            "generate": Program(operands="text*"),
            "env": Program(options="-w; -u; -json", operands="text*", does="sys.config what=global if w|u"),
            (
                "build|test|vet|fmt|mod|list|doc|version|tool|clean|work|fix|bug|help|telemetry|mod download|"
                "mod tidy|mod vendor|mod init|mod edit|mod graph|mod verify|mod why"
            ): Program(
                options="""
                    -o =output; -run =; -bench =; -count =; -timeout =; -tags =; -ldflags =; -coverprofile =output
                    -cpuprofile =output; -memprofile =output; -exec =shell; -toolexec =shell; -mod =; -p =; -cover
                    -race; -v; -json; -c; -f =; -m; -modcache; -cache; -covermode =; -coverpkg =; -parallel =
                    -benchtime =; -gcflags =; -trimpath; -vettool =shell
                """,
                operands="text*",
                style="single",
            ),
        },
    ),
    Program(
        "nuget",
        operands="text*",
        options="-Source =; -ApiKey =; -OutputDirectory =",
        style="single",
        commands={
            "push|delete": Program(operands="text*", does="pkg.publish manager=nuget what=package"),
            "install": Program(operands="package*"),
            "restore|list|pack|spec|sources|config|locals|update|help|search": Program(operands="text*"),
        },
    ),
    Program(
        "mix",
        options="-e =",
        commands={
            "cmd": Program(options="--cd =; --app =", operands="exec...", style="posix"),
            "run": Program(
                options="-e --eval =code:elixir; -r --require =; -p --parallel; --no-halt; --no-start; --no-compile",
                operands="word*",
            ),
            "eval": Program(options="--no-start; --no-compile", operands="code:elixir word*"),
            "hex.publish|hex.retire|hex.owner": Program(operands="text*", does="pkg.publish manager=mix what=package"),
            "archive.install|escript.install": Program(operands="package:global*"),
            "ecto.drop|ecto.reset": Program(does="db.destroy engine=ecto what=database"),
            "ecto.migrate|ecto.rollback|ecto.load|ecto.setup": Program(operands="text*", semantics="migration"),
        },
        operands="text*",
    ),
    Program(
        "dart",
        options="--define -D =; --enable-asserts; --packages =; -v",
        commands={
            "run": Program(style="posix", options="--define -D =; --enable-asserts", operands="script:compiled? text*"),
            "pub publish|pub lish": Program(
                operands="text*", does="pkg.publish manager=dart what=package unless dry-run"
            ),
            "pub add": Program(operands="text*", does="pkg.install manager=dart packages=@operands if operands"),
            "pub global activate": Program(operands="package:global*"),
            "pub remove": Program(operands="text*", does=_REMOVED),
        },
        operands="text*",
    ),
    Program(
        "cpan cpanm",
        options="""
            -i; -f --force; -n --notest; -l --local-lib =; -L --local-lib-contained =; -M; -g; -r; -T; -t; -v; -q
            --installdeps; --cpanfile =read; --mirror =; --info; --self-upgrade; -S --sudo; -a; -O; -D; -J; -j =read
        """,
        operands="package*",
    ),
    Program(
        """
            luarocks opam cabal stack ghcup nimble shards dub raco carton cpm pear pecl pub flutter pod
            carthage mint tuist conan vcpkg xmake elm spago elm-test gleam rebar3 boot Rscript-install sbt-install
            coursier cs kpm bower jspm deno-install volta-install corepack
        """,
        options="--global -g; --version -v =; --git =; -y; --local; --dev -d; -C =; -c =",
        commands={
            "install": Program(operands="package*", does=_LOCKED),
            "add|require|get-deps|pub add|package add|bump-add|Pkg.add": Program(
                operands="text*", does="pkg.install manager=@program packages=@operands if operands"
            ),
            "publish|upload|pub publish|trunk push|repo push|hex publish|pkg publish|package-registry publish|register|push": Program(
                operands="text*", does="pkg.publish manager=@program what=package unless dry-run"
            ),
            "remove|uninstall|pub remove": Program(operands="text*", does=_REMOVED),
            "exec|run-exec": Program(style="posix", operands="exec..."),
            (
                "build|test|run|get|pub get|pub upgrade|pub outdated|analyze|format|fix|fmt|update|upgrade|"
                "search|list|info|show|init|new|create|clean|doc|repl|package|deps|outdated|doctor|devices|make|"
                "check|lint|generate|resolve|archive|compile|assemble|deintegrate|repo|setup|env|switch|config|"
                "pin|query|freeze|fetch|emulators|drive|screenshot|logs|attach|channel|symbolize|gen-l10n|enable|"
                "use|prepare|docs|reactor|review|lsp|export|build-exe|cc|ast-check|translate-c|shell|version|help"
            ): Program(operands="text*"),
        },
    ),
)
