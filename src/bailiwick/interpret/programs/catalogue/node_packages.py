"""Package managers of JavaScript, and what runs the scripts and programs of its packages."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_NODE = """
    -g --global; --prefix =; -C >prefix =; --registry =index; -w --workspace =; --workspaces; -D --save-dev; -P
    -E --save-exact; -O; --no-save; -f --force; --omit =
    --include =; --loglevel =; --cache =; --tag =; --otp =; --access =; --dry-run; --ignore-scripts
    --legacy-peer-deps; --no-audit; --no-fund; --silent -s; --if-present
    --userconfig =; --globalconfig =; --scope =; --production; --frozen-lockfile; --immutable; --filter =; -F =
    --dir =; --cwd =; --recursive; --parallel; --stream; -i
    --reporter =; --network-timeout =; --mode =; --json; --long; --depth =; --script-shell =shell
"""

_LOCKED = "pkg.install manager=@program locked unless operands"
_REMOVED = "pkg.install manager=@program removes packages=@operands"

_NPM = {
    "install|i|in|ins|inst|isntall|add|install-test|it": Program(operands="package*", does=_LOCKED),
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
            "add": Program(operands="package*"),
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
        "npx pnpx",
        options="""
            -p --package =; -c --call =shell; -y --yes; --no-install; --no; -q --quiet; --bun; --ignore-existing
            --prefer-offline; -n; -w --workspace =; -s; --legacy-peer-deps; --node-arg =; --shell =
        """,
        style="posix",
        semantics="runner",
    ),
    Program("ni nr nx-cloud na nci nun", operands="text*"),
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
