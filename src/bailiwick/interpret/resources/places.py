"""Kinds of places: system, programs, pseudo devices, build products, backups."""

from __future__ import annotations

SYSTEM = frozenset(
    (
        "bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "libx32", "opt", "proc", "run", "sbin", "srv", "sys",
        "usr", "var", "lost+found", "snap", "nix", "system", "library", "applications", "cores", "network",
        "windows", "program files", "program files (x86)", "programdata", "recovery", "system volume information",
    )
)  # fmt: skip
"""First components of system directories, of all platforms."""

PROGRAMS = (
    "/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local", "/usr/lib", "/usr/libexec", "/usr/games", "/usr/share",
    "/lib", "/lib64", "/opt", "/snap", "/nix/store", "/home/linuxbrew/.linuxbrew", "/applications", "/system",
    "/library/developer", "/library/java", "/library/frameworks", "/run/current-system", "/etc/profiles",
    "/windows", "/program files", "/program files (x86)", "/etc/alternatives", "/var/lib/flatpak",
    "/var/lib/snapd", "~/.local/bin", "~/.local/pipx", "~/.local/share/pipx", "~/.local/share/uv",
    "~/.local/share/mise", "~/.local/share/pnpm", "~/.local/share/rtx", "~/.local/share/claude", "~/.local/lib",
    "~/.cargo/bin", "~/.rustup", "~/go/bin", "~/.nvm", "~/.fnm", "~/.local/share/fnm", "~/.volta", "~/.bun",
    "~/.deno", "~/.pyenv", "~/.rbenv", "~/.rvm", "~/.asdf", "~/.sdkman", "~/.jenv", "~/.nodenv", "~/.goenv",
    "~/.ghcup", "~/.opam", "~/.elan", "~/.foundry/bin", "~/.npm-global", "~/.npm", "~/.yarn/bin",
    "~/.composer/vendor/bin", "~/.dotnet", "~/.krew/bin", "~/.nix-profile", "~/.linuxbrew", "~/anaconda3",
    "~/miniconda3", "~/miniforge3", "~/mambaforge", "~/.conda", "~/.cache/uv", "~/.cache/pre-commit",
    "~/.cache/ms-playwright", "~/.cache/puppeteer", "~/.cache/bazel", "~/.gradle/wrapper", "~/.m2/wrapper",
    "~/.pub-cache/bin", "~/flutter/bin", "~/android/sdk", "~/library/android/sdk", "~/library/python",
    "~/.claude/local", "~/.poetry/bin", "~/.pulumi/bin", "~/.fly/bin", "~/.dagger/bin", "~/.moon/bin", "~/.proto",
    "~/appdata/local/programs", "~/appdata/roaming/npm", "~/scoop/apps",
    # what `$ANDROID_HOME/...` names when the variable is empty
    "/platform-tools", "/build-tools", "/cmdline-tools", "/emulator",
)  # fmt: skip
"""Directories of installed programs."""

SINKS = frozenset(
    (
        "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/stdin", "/dev/stdout",
        "/dev/stderr", "/dev/tty", "/dev/ptmx", "/dev/console", "/dev/fd", "/dev/pts",
    )
)  # fmt: skip
"""Harmless pseudo files; `/dev/fd` and `/dev/pts` with everything below."""

SHARED_MEMORY = ("/dev/shm", "/dev/mqueue")  # noqa: S108 - the vocabulary of temporary places
"""Temporary places under `/dev`."""

BUILD_ARTIFACTS = (
    "node_modules", "bower_components", "jspm_packages", ".pnpm-store", "dist", "build", "out", "target",
    "coverage", ".next", ".nuxt", ".output", ".svelte-kit", ".turbo", ".vite", ".vitepress/cache",
    ".vitepress/dist", ".parcel-cache", ".rollup.cache", ".rpt2_cache", ".webpack", ".angular", ".astro",
    ".docusaurus", ".expo", ".expo-shared", ".vercel/output", ".netlify", ".serverless", ".sst", "cdk.out",
    ".aws-sam", ".wrangler/tmp", ".wrangler/state", "storybook-static", "playwright-report", "test-results",
    "test-report", "test-reports", "allure-results", "allure-report", "cypress/videos", "cypress/screenshots",
    ".nyc_output", ".swc", ".nx", ".eslintcache", ".stylelintcache", ".prettiercache", "*.tsbuildinfo",
    ".yarn/cache", ".yarn/unplugged", ".yarn/install-state.gz", "__pycache__", "*.pyc", "*.pyo", ".pytest_cache",
    ".mypy_cache", ".ruff_cache", ".pytype", ".pyre", ".tox", ".nox", ".venv", "venv", ".eggs", "*.egg-info",
    "*.dist-info", "htmlcov", ".coverage", ".coverage*", "coverage.xml", ".hypothesis", ".ipynb_checkpoints",
    "wheelhouse", ".benchmarks", ".pdm-build", "pip-wheel-metadata", "_build", ".gradle", ".kotlin", ".bsp",
    ".metals", ".bloop", "obj", ".vs", "testresults", "packages/.cache", "deriveddata", "pods", ".build",
    ".swiftpm", ".dart_tool", ".flutter-plugins", ".stack-work", "dist-newstyle", ".cabal-sandbox", ".elixir_ls",
    "_site", ".jekyll-cache", ".sass-cache", "bazel-*", "buck-out", "cmake-build-*", "cmakefiles",
    "cmakecache.txt", ".cxx", "zig-cache", ".zig-cache", "zig-out", ".bundle", ".yardoc", ".terraform",
    ".terragrunt-cache", "tmp", ".tmp", "temp", ".temp", ".cache", ".direnv", ".ccls-cache", ".clangd", "*.o",
    "*.class", "*.gcda", "*.gcno", "public/build", "public/dist", "public/assets/build", "static/build",
    "priv/static/assets", ".clinic", "lcov.info", ".phpunit.cache", ".phpunit.result.cache", "resources/_gen",
    ".hugo_build.lock", ".scannerwork", ".idea/caches",
)  # fmt: skip
"""Known products of builds, tests and caches, relative to the project."""

BACKUPS = (
    "backup", "backups", ".backup", ".backups", "db-backups", "db_backups", "database-backups", ".snapshots",
    ".zfs/snapshot", "backups.backupdb", "/var/backups", "backup*.sql", "backup*.sql.gz", "backup*.dump",
    "backup*.tar", "backup*.tar.gz", "backup*.tgz", "backup*.zip", "*-backup.sql", "*_backup.sql",
    "*-backup.sql.gz", "*-backup.tar.gz", "*_backup.tar.gz", "*-backup.dump", "*.dump.gz", "*.bak.sql",
    "*-backup.zip", "*.vbk", "*.rdb.bak",
)  # fmt: skip
"""Backups and snapshots by name."""
