"""Programs whose work is to publish: packages, images, games, apps, models. Package managers have families of their own."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_PACKAGE = "pkg.publish manager=@program what=package"


def _publisher(names: str, verbs: str, *, options: str = "", other: str = "", tunnels: str = "") -> Program:
    """A program that publishes with these subcommands, with `tunnels` when asked to, and with no other one."""
    commands = {verbs: Program(operands="word*", does=f"{_PACKAGE} unless dry-run|help")}
    if tunnels:
        commands[tunnels] = Program(operands="word*", does="net.listen tunnel public if tunnel")
    if other:
        commands[other] = Program(operands="word*")
    return Program(names, options=f"-n --dry-run; -h --help; {options}", commands=commands, operands="word*")


PROGRAMS = (
    _publisher(
        "expo",
        "publish|publish:set|publish:rollback|upload:*|send|submit",
        options="-p --port =; --platform =; -d --device =; -c --clear; --tunnel; --lan; --localhost; --web; --ios; --android",
        other="publish:history|publish:details|export|prebuild|install|doctor|config|login|whoami",
        tunnels="start|run:*",
    ),
    _publisher("ollama", "push", options="-f --file =read; --insecure"),
    _publisher(
        "wasm-pack", "publish|pack publish", options="-t --target =; -d --out-dir =output; -a --access =; --tag ="
    ),
    _publisher("butler", "push", options="--if-changed; --userversion =; --userversion-file =read; --ignore ="),
    Program(
        "apptainer singularity",
        options="-n --dry-run; -h --help; -U; -D =; -l =; --docker-login",
        commands={
            "push|key push|sign push": Program(operands="word*", does=f"{_PACKAGE} unless help"),
            "exec": Program(
                options="""
                    -B --bind =; -H --home =; --env =; --env-file =read; --pwd =; --overlay =; -S =; -W =; --app =
                    --hostname =; --nv; --rocm; -w; -c; -C; -e; -f; -u; -i; -p; --fakeroot; --contain; --cleanenv
                """,
                operands="word exec...",
                style="posix",
            ),
        },
        operands="word*",
    ),
    _publisher("imgpkg", "push|copy", options="-b --bundle =; -i --image =; -f --file =; --to-repo =; --lock ="),
    _publisher(
        "rattler-build", "upload|publish", options="-r --recipe =; -c --channel =; --output-dir =output; --api-key ="
    ),
    _publisher("charmcraft rockcraft", "upload|release|upload-resource|publish-lib", options="--name =; --channel ="),
    _publisher("zef", "upload", options="--force; --deps-only; --/test"),
    _publisher("operator-sdk", "bundle publish|bundle push", options="--overwrite; --version ="),
    _publisher("copr-cli copr", "build|buildpypi|build-package|upload", options="-r --chroot =; --nowait"),
    _publisher("shipjs ship.js release-plz lerna-lite", "trigger|release|publish", options="--yes; --config =read"),
    _publisher(
        "opam-publish jreleaser", "release|full-release|upload|publish|deploy|announce|submit", options="-d; -b ="
    ),
    _publisher(
        "auto",
        "shipit|release|canary|next|latest|version --publish",
        options="-d; -v; -q; --from =; --to =; --base-branch =; --plugins =",
        other="init|info|create-labels|label|pr-check|pr-status|pr-body|comment|changelog|version",
    ),
    Program(
        "pack",
        options="-B --builder =; -b --buildpack =; -e --env =; -p --path =; -t --tag =; --publish; -v; -q; --network =",
        operands="word*",
        does="pkg.publish manager=pack what=image if publish",
    ),
    Program(
        "cargo-release",
        options="-x --execute; -p --package =; --no-publish; --no-push; --no-tag; --registry =; --config =read",
        operands="word*",
        does=f"{_PACKAGE} if execute",
    ),
    Program(
        "dput dput-ng dupload debrelease",
        options="-c --config =read; -d --debug; -f --force; -s --simulate; -o --check-only; -u; -l; -p; -P; -t --to =",
        operands="read*",
        does=f"{_PACKAGE} unless simulate|check-only",
    ),
    Program(
        "kbld",
        options="-f --file =read; --push; --lock-output =output; --imgpkg-lock-output =output; --build-values =read",
        operands="word*",
        does="pkg.publish manager=kbld what=image if push",
    ),
    Program(
        "ctan-o-mat",
        options="-s --submit; -v --validate; --noctan; -i --init; -c --config =read",
        operands="word*",
        does=f"{_PACKAGE} if submit",
    ),
    Program(
        "electron-builder",
        options="""
            -p --publish =; -m --mac =?; -w --win =?; -l --linux =?; --x64; --arm64; --universal; --dir; -c --config =
            --prepackaged =; --project =
        """,
        operands="word*",
        semantics="publish_option",
    ),
    Program(
        "electron-forge",
        options="--from-dry-run; --dry-run; -a --arch =; -p --platform =; --target =; -v --verbose",
        commands={"publish": Program(operands="word*", does=f"{_PACKAGE} unless dry-run")},
        operands="word*",
    ),
    Program(
        "steamcmd",
        style="raw",
        operands="word*",
        semantics="steamcmd",
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
)
