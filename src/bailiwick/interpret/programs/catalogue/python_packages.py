"""Package managers of Python: what installs, what makes and uses environments, what publishes."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_LOCKED = "pkg.install manager=@program locked unless operands"
_REMOVED = "pkg.install manager=@program removes packages=@operands"

_PIP = Program(
    options="""
        -r --requirement =requirements; -c --constraint =read; -e --editable =package; -t --target =; --prefix =; --root =
        --index-url -i =index; --extra-index-url =index; -f --find-links =index; --user
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
        "install": Program(operands="package*", does="pkg.install manager=pip locked if requirement|editable"),
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

_RUNNER = """
    --from =; -w --with =; --with-requirements =read; --with-editable =; -p --python =; -c --constraints =read
    --index =; --index-url =; --refresh; -n --no-cache; -q --quiet; -v --verbose; --isolated; --offline
"""

PROGRAMS = (
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
                operands="package*",
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
            "tool run|x": Program(options=_RUNNER, style="posix", semantics="runner"),
            "tool install": Program(options="--with =; --force; --editable -e; --python =", operands="package:global*"),
            "publish": Program(
                operands="text*",
                does="pkg.publish manager=uv what=package",
                options="--publish-url =; --token -t =; --username -u =; --password =; --index =; --dry-run",
            ),
        },
    ),
    Program("uvx", options=_RUNNER, style="posix", semantics="runner"),
    Program(
        "poetry pdm hatch pipenv rye flit pixi",
        options="""
            -C --directory =; -p =; --project =; -n --no-interaction; -q; -v; --no-plugins; --no-cache; -e --env =
            --dev -d; -G --group =; -E --extras =; --source =; --python =; --dry-run; -g --global
        """,
        commands={
            "add": Program(operands="package*"),
            "install": Program(
                operands="package*",
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
            "install": Program(operands="package*", does="pkg.install manager=@program locked if file"),
            (
                "create|env create|env update|update|upgrade|activate|deactivate|list|info|search|clean|init|"
                "config|env list|env export|shell|notices|package|repoquery|doctor|env"
            ): Program(operands="text*"),
            "remove|uninstall|env remove": Program(operands="text*", does=_REMOVED, options="--all"),
            "run": Program(options="--no-capture-output; --live-stream; --cwd =", style="posix", operands="exec..."),
        },
    ),
    Program(
        "easy_install easy_install-3 easy_install3",
        options="-i --index-url =; -f --find-links =; -d --install-dir =; -U --upgrade; -z; -Z; -m; -a; -N; --user",
        operands="package*",
    ),
)
