"""Files of the project that a tool loads by itself and runs: its configuration, its task file, its build script."""

from __future__ import annotations

from functools import cache

from bailiwick.interpret.effects import RunFile
from bailiwick.interpret.pathnames import absolute

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_SUFFIXES = ("js", "ts", "mjs", "cjs", "mts")
_LANGUAGES = {
    "py": "python",
    "js": "javascript",
    "cjs": "javascript",
    "mjs": "javascript",
    "ts": "typescript",
    "mts": "typescript",
    "rb": "ruby",
    "rs": "compiled",
    "gradle": "compiled",
    "kts": "compiled",
    "go": "compiled",
    "cmake": "cmake",
    "yml": "steps",
    "yaml": "steps",
    "json": "lifecycle",
}
_NAMES = {
    "CMakeLists.txt": "cmake",
    "Rakefile": "ruby",
    "Vagrantfile": "ruby",
    "Guardfile": "ruby",
    "Fastfile": "ruby",
    "SConstruct": "python",
    "wscript": "python",
    "tox.ini": "steps",
}
_CONFIGURED = (
    "vite vitest webpack rollup jest eslint prettier babel tailwindcss:tailwind.config postcss next nuxt astro "
    "playwright cypress svelte-kit:svelte.config tsup metro stylelint commitlint lint-staged unocss "
    "vue-cli-service:vue.config craco docusaurus "
    "vitepress rspack rsbuild tsdown wdio karma:karma.conf"
)
"""Programs of JavaScript that load `NAME.config.js` and its kin, or the name behind the colon."""
_LOADED: Mapping[str, str] = {
    **{
        program: f"{stem or program + '.config'}.*"
        for program, _, stem in (entry.partition(":") for entry in _CONFIGURED.split())
    },
    "pytest": "conftest.py tests/conftest.py test/conftest.py",
    "py.test": "conftest.py tests/conftest.py test/conftest.py",
    "tox": "tox.ini",
    **{
        program: f"{program}.config.* .{program.replace('-', '')}rc.js .{program.replace('-', '')}rc.cjs"
        for program in ("eslint", "prettier", "stylelint", "babel", "commitlint", "lint-staged")
    },
    "nox": "noxfile.py",
    "doit": "dodo.py",
    "invoke": "tasks.py",
    "inv": "tasks.py",
    "fab": "fabfile.py",
    "locust": "locustfile.py",
    "scons": "SConstruct",
    "waf": "wscript",
    "pre-commit": ".pre-commit-config.yaml",
    "rake": "Rakefile",
    "guard": "Guardfile",
    "vagrant": "Vagrantfile",
    "fastlane": "fastlane/Fastfile Fastfile",
    "rspec": "spec/spec_helper.rb",
    "gradle": "settings.gradle build.gradle build.gradle.kts init.gradle",
    "gradlew": "settings.gradle build.gradle build.gradle.kts init.gradle",
    "cargo": "build.rs src/main.rs",
    "cmake": "CMakeLists.txt",
    "gulp": "gulpfile.js gulpfile.mjs",
    "grunt": "Gruntfile.js",
    "mocha": ".mocharc.js .mocharc.cjs",
    "task": "Taskfile.yml Taskfile.yaml",
    "go-task": "Taskfile.yml Taskfile.yaml",
    "sphinx-build": "docs/conf.py conf.py",
    "npm": "package.json",
    "pnpm": "package.json",
    "yarn": "package.json",
    "bun": "package.json",
    "ansible-playbook": "",
    "pip": "setup.py",
    "pip3": "setup.py",
}
_MANAGERS = ("npm", "pnpm", "yarn", "bun")
_COMPOSE = "compose.yaml compose.yml docker-compose.yml docker-compose.yaml compose.override.yaml compose.override.yml"
_COMPOSE_VERBS = frozenset(("up", "run", "create", "start"))
_COMPOSERS = frozenset(("docker-compose", "podman-compose"))
_ONLY: Mapping[str, frozenset[str]] = {
    "cargo": frozenset(("build", "b", "run", "r", "test", "t", "check", "c", "bench", "clippy", "nextest", "doc")),
    **dict.fromkeys(_MANAGERS, frozenset(("install", "i", "ci", "clean-install", "install-test"))),
    **dict.fromkeys(("pip", "pip3"), frozenset(("install", "wheel"))),
    "vagrant": frozenset(("up", "reload", "provision", "status", "validate", "ssh")),
}
"""Subcommands that load the files; others do not."""


_TASK_RUNNERS = frozenset(("nox", "invoke", "inv", "fab"))
"""Programs that hand the tasks of a file an object whose methods run commands (`session.run("rm", "-r", "x")`)."""

_GIVEN = frozenset(
    ("pytest", "py.test", "ansible-playbook", "jest", "vitest", "mocha", "playwright", "rspec", "cypress", "locust")
)
"""Programs that run the files that they are given."""


def load(call: Call, arguments: Arguments) -> None:
    """Launch what the program loads from the working directory, and the test files that it is given."""
    if call.command[-1:] and call.command[-1] in _COMPOSE_VERBS:
        _compose(call, arguments)
    if call.program not in _LOADED:
        return
    only = _ONLY.get(call.program)
    words = [word.known or "" for word in arguments.operands]
    verb = call.command[-1] if call.command else words[0] if words else ""
    if only is not None and verb not in only:
        return
    if call.program in _MANAGERS and [word for word in words if word != verb]:
        return  # a package is added: the scripts of the project do not run
    if call.program in ("pip", "pip3") and not _installs_itself(words, arguments):
        return
    given = [word.partition("::")[0] for word in words] if call.program in _GIVEN else ()
    for name in (*_files(call.program), *given):
        language = _NAMES.get(name.rpartition("/")[2]) or _LANGUAGES.get(name.rpartition(".")[2], "")
        path = absolute(name, cwd=call.cwd, place=call.place) if language else None
        if path is not None:
            call.launch(RunFile(path, language, call.program, loaded=True))
            if call.program in _TASK_RUNNERS:
                call.launch(RunFile(path, "compiled", call.program, loaded=True))


def _compose(call: Call, arguments: Arguments) -> None:
    """The files of `docker compose up`: those that `-f` names, else those that it looks for."""
    if call.command[:1] != ("compose",) and call.program not in _COMPOSERS:
        return
    given = [word.known or "" for word in arguments.values("file")]
    for name in given or f"{_COMPOSE} docker-compose.override.yml".split():
        path = absolute(name, cwd=call.cwd, place=call.place)
        if path is not None:
            call.launch(RunFile(path, "compose", call.program, loaded=True))


def _installs_itself(words: list[str], arguments: Arguments) -> bool:
    """`pip install .`, `pip install -e .[dev]`."""
    values = [given.value.known or "" for given in arguments.given if given.value is not None]
    return any(word.startswith(".") for word in (*words, *values))


@cache
def _files(program: str) -> tuple[str, ...]:
    """Names, relative to the working directory, of what the program loads by itself."""
    return tuple(
        name.replace("*", suffix)
        for name in _LOADED[program].split()
        for suffix in (_SUFFIXES if "*" in name else ("",))
    )
