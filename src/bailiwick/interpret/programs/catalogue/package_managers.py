"""Package managers: what installs from a lock file or manifest, what adds, what publishes, what runs project scripts.

One file, though long: the managers of one language share effect lines, and differ in a few words each.
"""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_NODE = """
    -g --global; --prefix =; -C >prefix =; --registry =; -w --workspace =; --workspaces; -D --save-dev; -P
    -E --save-exact; -O; --no-save; -f --force; --omit =
    --include =; --loglevel =; --cache =; --tag =; --otp =; --access =; --dry-run; --ignore-scripts
    --legacy-peer-deps; --no-audit; --no-fund; --silent -s; --if-present
    --userconfig =; --globalconfig =; --scope =; --production; --frozen-lockfile; --immutable; --filter =; -F =
    --dir =; --cwd =; --recursive; --parallel; --stream; -i
    --reporter =; --network-timeout =; --mode =; --json; --long; --depth =; --script-shell =shell
"""

_ADDED = "package*"
_LOCKED = "pkg.install manager=@program locked unless operands"
_REMOVED = "pkg.install manager=@program removes packages=@operands"

_NPM = {
    "install|i|in|ins|inst|isntall|add|install-test|it": Program(operands=_ADDED, does=_LOCKED),
    (
        "ci|clean-install|ic|install-clean|cit|install-ci-test|rebuild|rb|dedupe|ddp|prune|fetch|import|"
        "install-peerdeps|deploy|shrinkwrap"
    ): Program(does="pkg.install manager=@program locked"),
    "update|up|upgrade|udpate": Program(operands="text*", does="pkg.install manager=@program locked"),
    "uninstall|remove|rm|r|un|unlink": Program(operands="text*", does=_REMOVED),
    "link|ln": Program(operands="text*", does="pkg.install manager=@program locked"),
    "run|run-script|rum|urn": Program(operands="text*", semantics="project_task"),
    "test|t|tst|start|stop|restart|preview": Program(operands="text*", semantics="project_task"),
    "exec|x|dlx": Program(
        options="-p --package =; -c --call =shell; -y --yes; --no-install; --shell-mode",
        style="posix",
        semantics="runner",
    ),
    "create|init|innit": Program(operands="text*"),
    "publish|pub|publ|publi|publis|recursive publish|multi publish|m publish": Program(
        operands="text*", does="pkg.publish manager=@program what=package unless dry-run"
    ),
    "unpublish": Program(operands="text*", does="pkg.publish manager=@program what=unpublish"),
    "access list *|access ls *|access get *|team ls|hook ls|profile get": Program(operands="text*"),
    "deprecate|dist-tag add|dist-tag rm|owner add|owner rm|access|team|star|hook": Program(
        operands="text*", does="pkg.publish manager=@program what=package"
    ),
    "login|adduser|logout|token|profile|set|config set|config delete|config edit|c set|npmrc": Program(
        operands="text*", does="sys.config what=global"
    ),
    "config get|config list|c get|get": Program(operands="text*", semantics="config_value"),
    "pkg set|set-script": Program(
        options="-w --workspace =; --json; --prefix =", operands="text*", semantics="package_scripts"
    ),
    "pack": Program(options="--pack-destination =", operands="text*"),
    "audit": Program(operands="text*"),
    "explore": Program(operands="text exec...", style="posix"),
    (
        "list|ls|la|ll|outdated|view|info|show|v|search|s|find|why|explain|root|bin|prefix|help|doctor|fund|"
        "cache|completion|ping|repo|docs|home|bugs|issues|whoami|version|query|sbom|diff|dist-tag|owner|config|c|"
        "store|licenses|env|setup|approve-builds|patch|patch-commit|catalog|node|plugin|workspaces|workspace|"
        "stage|constraints|why|dlx-cache"
    ): Program(operands="text*"),
}

_PIP = Program(
    options="""
        -r --requirement =requirements; -c --constraint =read; -e --editable =package; -t --target =; --prefix =; --root =
        --index-url -i =; --extra-index-url =; -f --find-links =; --user
        -U --upgrade; --pre; --no-deps; --no-cache-dir; --cache-dir =; --proxy =; --cert =; --client-cert =
        --trusted-host =; --timeout =; --retries =; --log =output; -q; -v; -y --yes
        --python-version =; --platform =; --abi =; --implementation =; --only-binary =; --no-binary =
        --config-settings -C =; --global-option =; --build-option =; --src =; -d --dest =; -w --wheel-dir =
        --python =; --report =output; --hash =; --exists-action =; --progress-bar =; --require-hashes
        --break-system-packages >global; --dry-run; --system >global; --extra =; --group =; --all-extras
        --index-strategy =; --resolution =; --exclude-newer =; --no-build-isolation; -o --output-file =output
        --format =; --path =; --uploaded-prior-to =
    """,
    commands={
        "install": Program(operands=_ADDED, does="pkg.install manager=pip locked if requirement|editable"),
        "sync": Program(operands="read*", does="pkg.install manager=pip locked"),
        "uninstall": Program(operands="text*", does=_REMOVED),
        "download|wheel": Program(operands="text*"),
        "config set|config unset|config edit": Program(operands="text*", does="sys.config what=global"),
        "compile": Program(operands="read*"),
        "list|show|freeze|check|search|index|cache|hash|debug|help|inspect|completion|config|tree": Program(
            operands="text*"
        ),
    },
)

_SYSTEM = """
    -y --yes --assume-yes; -q; -qq; --no-install-recommends; -t --target-release =; -o --option =
    -c --config-file =; -f --fix-broken; --reinstall; --allow-downgrades; --purge; -s --just-print --no-act --recon --simulate; --dry-run
    --force-yes; --allow-unauthenticated; -d --download-only; --root =; --releasever =; --enablerepo =
    --disablerepo =; --setopt =; --no-cache; --virtual =; -X --repository =; -U; --update-cache
"""


_HOOKED = "-o --option =setting; -c --config-file =requirements"
"""Options of apt and dnf that set what they run, or name a file that does."""


def _system(name: str, *, install: str, remove: str, other: str, configure: str = "add-repository") -> Program:
    """A manager of system packages: everything it installs is for the whole machine."""
    return Program(
        name,
        options=f"{_SYSTEM}\n{_HOOKED}",
        commands={
            install: Program(
                operands="package:global*", does="pkg.install manager=@program global locked unless operands"
            ),
            remove: Program(operands="text*", does="pkg.install manager=@program global removes packages=@operands"),
            configure: Program(operands="text*", does="sys.config what=global"),
            other: Program(operands="text*"),
        },
    )


PROGRAMS = (
    Program(
        "npm cnpm pnpm pn",
        options=_NODE,
        commands={
            **_NPM,
            "task": Program(operands="text*", semantics="project_task"),
            "build|dev|lint|format|typecheck|serve|watch|check|compile|clean|e2e|storybook|generate|release": Program(
                operands="text*", semantics="project_task"
            ),
            "upgrade-interactive": Program(),
        },
        operands="text*",
        semantics="project_task",
    ),
    Program(
        "yarn yarnpkg",
        options=_NODE,
        commands={
            "install": Program(does="pkg.install manager=yarn locked"),
            "add": Program(operands=_ADDED),
            "global add": Program(operands="package:global*"),
            "global remove|remove": Program(
                operands="text*", does="pkg.install manager=yarn removes packages=@operands"
            ),
            "npm publish|publish": Program(operands="text*", does="pkg.publish manager=yarn what=package"),
            "config get": Program(operands="text*", semantics="config_value"),
            "npm tag|npm login|npm logout|config set|config unset|login|set version": Program(
                operands="text*", does="sys.config what=global"
            ),
            "workspace": Program(operands="text* ", semantics="yarn_workspace"),
            "workspaces run|workspaces foreach": Program(operands="text*", semantics="yarn_workspace"),
            "node|dlx|exec": Program(options="-p --package =; -q", style="posix", semantics="runner"),
            "run|test|start": Program(operands="text*", semantics="project_task"),
            **{
                key: program
                for key, program in _NPM.items()
                if key.split("|")[0] in {"update", "link", "create", "list", "audit", "pack"}
            },
        },
        does="pkg.install manager=yarn locked unless operands",
        operands="text*",
        semantics="project_task",
    ),
    Program(
        "npx pnpx uvx",
        options="""
            -p --package =; -c --call =shell; -y --yes; --no-install; --no; -q --quiet; --bun; --ignore-existing
            --from =; --with =; --python =; --index =; --index-url =; --refresh; -n; -w =; --prefer-offline
            --with-requirements =read; --with-editable =; -s; --isolated; --legacy-peer-deps; --node-arg =
            --shell =
        """,
        style="posix",
        semantics="runner",
    ),
    Program("ni nr nx-cloud na nci nun", operands="text*"),
    Program("pip pip3 pipenv-pip micropip", options=_PIP.options, commands=_PIP.commands),
    Program(
        "uv",
        options="""
            --directory =; --project =; --config-file =read; -q; -v; --no-cache; -n; --offline; --color =
            --python -p =; --no-config; --cache-dir =
        """,
        commands={
            "pip": Program(options=_PIP.options, commands=_PIP.commands),
            "add": Program(
                options="""
                    --dev; --group =; --optional =; --extra =; -r --requirements =requirements; --editable; --index =
                    --tag =; --branch =; --rev =; --script =; --raw-sources; --frozen; --no-sync; -c =; --bounds =
                """,
                operands=_ADDED,
            ),
            "remove": Program(options="--dev; --group =; --optional =", operands="text*", does=_REMOVED),
            (
                "sync|lock|export|venv|build|tree|python install|python pin|init|format|cache|self|version|"
                "python list|python find|tool list|tool upgrade|help|python dir|tool dir|python uninstall|"
                "auth|audit"
            ): Program(
                options="""
                    -o --output-file =output; --extra =; --group =; --all-extras; --frozen; --locked; --upgrade -U
                    --upgrade-package -P =; --no-dev; --format =; --only-group =; --seed; --out-dir =
                """,
                operands="text*",
            ),
            "run": Program(
                options="""
                    --with =; --with-requirements =read; --extra =; --group =; --env-file =; --no-project
                    --isolated; -m --module; -s --script; --frozen; --locked; --no-sync; --only-group =; --package =
                    --active; --all-extras; --no-dev; --with-editable =; --index =
                """,
                style="posix",
                semantics="environment_run",
            ),
            "tool uninstall": Program(options="--all; --python =", operands="text*", does=_REMOVED),
            "tool run|x": Program(options="--from =; --with =", style="posix", semantics="runner"),
            "tool install": Program(options="--with =; --force; --editable -e; --python =", operands="package:global*"),
            "publish": Program(
                operands="text*",
                does="pkg.publish manager=uv what=package",
                options="--publish-url =; --token -t =; --username -u =; --password =; --index =; --dry-run",
            ),
        },
    ),
    Program(
        "poetry pdm hatch pipenv rye flit pixi",
        options="""
            -C --directory =; -p =; --project =; -n --no-interaction; -q; -v; --no-plugins; --no-cache; -e --env =
            --dev -d; -G --group =; -E --extras =; --source =; --python =; --dry-run; -g --global
        """,
        commands={
            "add": Program(operands=_ADDED),
            "install": Program(
                operands=_ADDED,
                options="""
                    --sync; --no-root; --only =; --with =; --without =; --all-extras; --deploy; --ignore-pipfile
                    --skip-lock; --system >global
                """,
                does=_LOCKED,
            ),
            (
                "sync|lock|update|export|build|env|show|check|version|config|init|new|shell|self|cache|list|info|"
                "graph|search|about|source|debug|outdated|fix|fmt|test|dep|status|project|python|venv|"
                "requirements|verify|graph|clean|use|import|completion|toolchain|fetch|lint|format|pin|tree|"
                "global list|matrix"
            ): Program(operands="text*"),
            "remove|uninstall|del": Program(operands="text*", does=_REMOVED),
            "run": Program(style="posix", semantics="environment_run"),
            "publish": Program(operands="text*", does="pkg.publish manager=@program what=package unless dry-run"),
            "global install|tool install": Program(operands="package:global*"),
        },
    ),
    Program(
        "pipx",
        options="""
            --python =; --pip-args =; --index-url -i =; --suffix =; -f --force; --include-deps; --spec =; -q; -v
            --editable -e; --global
        """,
        commands={
            "run": Program(style="posix", semantics="runner"),
            "install|inject": Program(operands="package:global*"),
            "runpip": Program(style="raw", semantics="pip_of"),
            "uninstall|uninstall-all|uninject": Program(operands="text*", does=_REMOVED),
            (
                "list|upgrade|upgrade-all|reinstall|reinstall-all|ensurepath|environment|completions|pin|"
                "unpin|upgrade-shared|interpreter"
            ): Program(operands="text*"),
        },
    ),
    Program(
        "twine",
        options="""
            -r --repository =; --repository-url =; -u --username =; -p --password =; -s; -c =; --config-file =read
            --skip-existing; --verbose; --non-interactive
        """,
        commands={
            "upload|register": Program(operands="text*", does="pkg.publish manager=twine what=package"),
            "check": Program(operands="read*"),
        },
    ),
    Program(
        "conda mamba micromamba",
        options="""
            -n --name =; -p --prefix =; -c --channel =; -f --file =read; -y --yes; --override-channels; --solver =
            -q; --no-deps; --dry-run
        """,
        commands={
            "install": Program(operands=_ADDED, does="pkg.install manager=@program locked if file"),
            (
                "create|env create|env update|update|upgrade|activate|deactivate|list|info|search|clean|init|"
                "config|env list|env export|shell|notices|package|repoquery|doctor|env"
            ): Program(operands="text*"),
            "remove|uninstall|env remove": Program(operands="text*", does=_REMOVED, options="--all"),
            "run": Program(options="--no-capture-output; --live-stream; --cwd =", style="posix", operands="exec..."),
        },
    ),
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
                operands=_ADDED,
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
            (
                "build|b|check|c|test|t|run|r|bench|doc|d|clean|fmt|clippy|fix|fetch|update|generate-lockfile|"
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
            "add": Program(operands=_ADDED),
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
            "require|req": Program(operands=_ADDED),
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
            "install": Program(operands=_ADDED),
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
            "install": Program(operands=_ADDED, does=_LOCKED),
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
    _system(
        "apt apt-get aptitude",
        install="install|build-dep|upgrade|dist-upgrade|full-upgrade|safe-upgrade",
        remove="remove|purge|autoremove",
        other="""
            update|search|show|list|policy|depends|rdepends|clean|autoclean|check|changelog|source|download|help|why|moo|indextargets
        """,
        configure="edit-sources|satisfy",
    ),
    _system(
        "dnf yum microdnf tdnf zypper",
        install="""
            install|in|localinstall|groupinstall|group|upgrade|update|up|dist-upgrade|dup|distro-sync|reinstall|swap|builddep|downgrade|module
        """,
        remove="remove|rm|erase|autoremove",
        other="""
            search|se|info|list|ls|repolist|repoquery|provides|whatprovides|check-update|clean|makecache|history|help|deplist|lr|refresh|ref|lu|list-updates
        """,
        configure="config-manager|copr|addrepo|ar|removerepo|rr|modifyrepo|mr",
    ),
    _system(
        "apk",
        install="add|upgrade|fix",
        remove="del",
        other="update|search|info|list|policy|fetch|version|stats|cache|index|verify|dot|manifest|audit",
        configure="mkndx",
    ),
    _system(
        "brew",
        install="install|reinstall|upgrade|bundle|cask",
        remove="uninstall|remove|rm|autoremove",
        other="""
            services|update|search|info|list|ls|outdated|deps|uses|doctor|config|home|cleanup|leaves|cat|log|help|--prefix|--version|--cellar|--repository|shellenv|desc|options|missing|analytics|commands|style|audit|test|edit|create|fetch|formulae|casks|tap-info
        """,
        configure="""
            tap|untap|link|unlink|services start|services stop|services restart|services run|services kill|services cleanup|pin|unpin|developer|migrate|switch|postinstall
        """,
    ),
    _system(
        "snap flatpak",
        install="install|refresh|update",
        remove="remove|uninstall",
        other="""
            list|find|search|info|run|version|remotes|ps|changes|connections|interfaces|history|logs|services|known|tasks|watch|whoami|warnings|help|config|permissions
        """,
        configure="""
            connect|disconnect|set|unset|override|remote-add|remote-delete|alias|login|restart|start|stop|enable|disable|revert|switch
        """,
    ),
    _system(
        """
            port pkg pkgin pkg_add emerge xbps-install eopkg swupd pkcon winget choco scoop nix-channel tlmgr
            opkg ipkg rpm-ostree
        """,
        install="install|add|upgrade|in|i",
        remove="remove|delete|uninstall|rm",
        other="search|list|info|show|update|outdated|status|help|source|query|export|version|describe",
        configure="source add|feature|bucket add|pin|config",
    ),
    Program(
        "pacman yay paru pamac",
        options="""
            -S --sync; -R --remove; -Q --query; -U --upgrade; -s --search; -y --refresh; -u --sysupgrade; -c --clean
            -i --info; -l --list; -n; -d; -k; -o; -w; --noconfirm; --needed; --root =; --config =read; --asdeps
        """,
        operands="installed*",
        does="""
            pkg.install manager=@program global packages=@operands if sync|upgrade operands !search !info !list
            pkg.install manager=@program global removes packages=@operands if remove
        """,
    ),
    Program(
        "dpkg-deb",
        options="""
            -b --build; -c --contents; -I --info; -W --show; -f --field; -x --extract; -X --vextract; -R --raw-extract
            -e --control; -Z =; -z =; -S =; --root-owner-group; --nocheck; -v; --ctrl-tarfile; --fsys-tarfile
        """,
        operands="read create?",
    ),
    Program(
        "dpkg",
        options="""
            -i --install; -r --remove; -P --purge; -l --list; -L --listfiles; -s --status; -S --search
            -c --contents; -I --info; -x --extract; -b --build; --configure; --add-architecture =; --force-all
            --unpack; -e --control; --print-architecture; -a; --get-selections; -V
        """,
        operands="text*",
        does="""
            pkg.install manager=dpkg global packages=@operands if install|unpack
            pkg.install manager=dpkg global removes packages=@operands if remove|purge
        """,
    ),
    Program(
        "easy_install easy_install-3 easy_install3",
        options="-i --index-url =; -f --find-links =; -d --install-dir =; -U --upgrade; -z; -Z; -m; -a; -N; --user",
        operands="package*",
    ),
    Program(
        "rpm rpmbuild",
        options="""
            --pipe =shell
            -i --install; -U --upgrade; -F --freshen; -e --erase; -q --query; -a --all; -l --list; -V --verify; -K
            -v; -h; --import; --nodeps; --force; --root =; -p; -f; -bb; -ba; -bs; --define =; --qf =
            --queryformat =
        """,
        operands="installed*",
        does="""
            pkg.install manager=rpm global packages=@operands if install|upgrade|freshen !query
            pkg.install manager=rpm global removes packages=@operands if erase
        """,
    ),
    Program(
        "nix nix-shell nix-build",
        options="""
            -f --file =read; -p --packages; --run =shell; -c --command; -A --attr =; --pure; -I =; --expr -E =
            --option =; --impure; --profile =; --extra-experimental-features =; --arg =; --argstr =; -o =; -j =
        """,
        commands={
            "profile install|profile add": Program(operands="package:global*"),
            "profile remove": Program(operands="text*", does=_REMOVED),
        },
        operands="text*",
        semantics="nix",
    ),
    Program(
        """
            nix-env nix-store nix-instantiate nixpkgs-fmt nix-collect-garbage
            nix-prefetch-url
        """,
        options="""
            -i --install; -e --uninstall; -iA >install =; -f --file =read; -p --packages; --run =shell
            --command =shell; -c; -A --attr =; --pure; -I =; --expr -E =; --option =; -q; -qa; -d --delete-old
            --impure; --profile =; --extra-experimental-features =; --arg =; --argstr =; -o =; -j =; -u --upgrade
        """,
        operands="text*",
        does="pkg.install manager=nix global packages=@operands if install !query",
    ),
    Program(
        """
            apt-cache apt-file apt-mark apt-config dpkg-query dpkg-reconfigure
            update-alternatives
        """,
        operands="text*",
        options="-s; -f =; -W; -l; --install; --set; --config; -y; -r",
        does="sys.config what=global if set|install",
    ),
    Program(
        "apt-key add-apt-repository apt-add-repository",
        options="-y --yes; -r --remove; -u --update; -n --no-update; --keyring =; --keyserver =",
        commands={"list|finger|export|exportall": Program(operands="text*")},
        operands="text*",
        does="sys.config what=global",
    ),
    Program(
        "goreleaser",
        options="-f --config =; --snapshot; --skip =; --clean; --rm-dist; --timeout =; -p --parallelism =; --single-target",
        commands={
            "release|publish|announce|continue": Program(
                does="pkg.publish manager=goreleaser what=release unless snapshot"
            ),
            "build|check|init|healthcheck|completion|help|changelog|jsonschema": Program(operands="text*"),
        },
        does="pkg.publish manager=goreleaser what=release unless snapshot|version|help",
    ),
    Program(
        "semantic-release release-it np",
        options="-d --dry-run; --preview >dry-run; -c --ci; -b --branches =; -e --extends =; --no-publish; --config =; -V =",
        operands="text*",
        does="pkg.publish manager=@program what=package unless dry-run|no-publish|debug",
    ),
    Program(
        """
            lerna nx turbo rush moon changeset changesets standard-version bumpp
        """,
        options="""
            --scope =; --filter -F =; -p --projects =; -t --target =; --parallel =; -c =; --since =; --ignore =
            --concurrency =; --to =; --cwd =; --dry-run -d; --snapshot; --clean
        """,
        commands={
            "publish|release publish|release": Program(
                operands="text*", does="pkg.publish manager=@program what=package unless dry-run|snapshot"
            ),
            "exec": Program(style="posix", operands="exec..."),
            (
                "run|run-many|affected|build|test|lint|dev|bootstrap|clean|list|ls|changed|diff|version|add|init|"
                "graph|generate|g|reset|prune|login|link|daemon|migrate|install|update|check|status|tag|pre|"
                "serve|e2e|format|format:write|format:check|show|report|ci|setup|sync|query|docker|watch|login|"
                "telemetry"
            ): Program(operands="text*"),
        },
        does="",
    ),
)
