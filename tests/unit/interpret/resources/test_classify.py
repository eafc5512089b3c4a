"""What single paths are, judged by names and places alone."""

from __future__ import annotations

import pytest

from bailiwick.interpret.resources import classify
from bailiwick.model.operation import ResourceClass
from bailiwick.model.request import Place

PLACE = Place(
    project="/home/dev/app",
    home="/home/dev",
    user="dev",
    governed=("/home/dev/.bailiwick", "/opt/bailiwick"),
    keys=("/home/dev/.bailiwick/keys",),
)


def classes(path: str, place: Place = PLACE) -> frozenset[ResourceClass]:
    if path.startswith("~"):
        path = "/home/dev" + path[1:]
    return classify(path if path.startswith("/") else f"/home/dev/app/{path}", place)


@pytest.mark.parametrize(
    "path",
    [
        ".env",
        ".env.local",
        ".env.production",
        ".env.production.local",
        "config/prod.env",
        ".env.bak",
        ".env~",
        ".envrc",
        "packages/api/.ENV",
        "deploy/server.key",
        "certs/tls.PEM",
        "android/release.jks",
        "keys/id_ed25519",
        "id_rsa.bak",
        "backup/id_rsa",
        "infra/terraform.tfstate",
        "infra/terraform.tfstate.backup",
        "secrets.yaml",
        "config/credentials.json",
        "firebase-adminsdk-x1.json",
        "myapp-firebase-adminsdk-ab12.json",
        "kubeconfig",
        ".htpasswd",
        ".git-credentials",
        "wallet.dat",
        "~/.ssh/id_rsa",
        "~/.ssh",
        "~/.ssh/deploy",
        "~/.aws/credentials",
        "~/.aws/config",
        "~/.config/gcloud/access_tokens.db",
        "~/.azure/msal_token_cache.json",
        "~/.kube/config",
        "~/.docker/config.json",
        "~/.netrc",
        "~/.pgpass",
        "~/.npmrc",
        "~/.pypirc",
        "~/.config/gh/hosts.yml",
        "~/.password-store/bank.gpg",
        "~/.local/share/keyrings/login.keyring",
        "~/Library/Keychains/login.keychain-db",
        "~/.mozilla/firefox/x.default/logins.json",
        "~/.config/google-chrome/Default/Login Data",
        "~/Library/Application Support/Google/Chrome/Default/Cookies",
        "~/.claude/.credentials.json",
        "~/.codex/auth.json",
        "~/.cargo/credentials.toml",
        "~/.bash_history",
        "/home/other/.ssh/id_rsa",
        "/root/.ssh/id_ed25519",
        "/root/.npmrc",
        "/Users/someone/.npmrc",
        "/etc/shadow",
        "/etc/ssh/ssh_host_ed25519_key",
        "/etc/ssl/private/site.pem",
        "/run/secrets/db_password",
        "/var/run/secrets/kubernetes.io/serviceaccount/token",
        "/etc/kubernetes/admin.conf",
        "/tmp/krb5cc_1000",
        "~/.config/acme/token",
        "~/.acme/credentials",
        "~/.local/share/acme/auth.json",
        "~/.cache/acme/access_token",
        "~/.config/filezilla/sitemanager.xml",
        "~/.kube/cache/oidc-login/abc",
        "~/.mcp-auth/remote/x_tokens.json",
        "~/.config/Code/User/globalStorage/state.vscdb",
        "/var/lib/rancher/k3s/server/node-token",
        "~/.var/app/com.google.Chrome/config/google-chrome/Default/Cookies",
    ],
)
def test_credentials_are_secret(path: str) -> None:
    assert ResourceClass.SECRET in classes(path)


@pytest.mark.parametrize(
    "path",
    [
        ".env.example",
        ".env.sample",
        ".env.template",
        ".env.dist",
        ".env.local.example",
        "example.env",
        ".env-sample",
        ".environment",
        "environment.ts",
        "env.ts",
        "src/env.d.ts",
        "app.keyboard.ts",
        "keyboard.py",
        "secrets.yaml.md",
        "docs/secrets.md",
        "src/secrets.py",
        "src/credentials.ts",
        "tests/test_credentials.py",
        "monkey.key.ts",
        "token.ts",
        "keys/id_rsa.pub",
        "server.crt",
        "ca.cer",
        ".npmrc",
        "public.pem",
        "jwt.pub.pem",
        "package-lock.json",
        "yarn.lock",
        "key.go",
        "~/.ssh/id_rsa.pub",
        "~/.ssh/known_hosts",
        "~/.ssh/config",
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/ssl/certs/Some_Root.pem",
        "/usr/lib/python3/site-packages/certifi/cacert.pem",
        "/etc/passwd",
        "/etc/hosts",
        "~/.gitconfig",
        "awslambda/handler.py",
        "docker/config.json",
        "ssh/config",
        "envoy.yaml",
        "shadow",
        "proc/1/environ",
        "~/.kube/cache/discovery/h/serverresources.json",
        "design/tokens.json",
        "src/token",
    ],
)
def test_templates_sources_and_public_parts_are_not_secret(path: str) -> None:
    assert ResourceClass.SECRET not in classes(path)


@pytest.mark.parametrize(
    "path",
    [
        ".claude/settings.json",
        ".claude/settings.local.json",
        "packages/a/.claude/settings.json",
        ".claude/hooks/check.sh",
        ".claude",
        "~/.claude/settings.json",
        "~/.claude.json",
        "~/.claude/plugins/x/hooks/hooks.json",
        "/etc/claude-code/managed-settings.json",
        "/Library/Application Support/ClaudeCode/managed-settings.json",
        ".mcp.json",
        "bailiwick.yaml",
        "/etc/bailiwick/bailiwick.yaml",
        "~/.bailiwick/bailiwick.yaml",
        "/opt/bailiwick/bin/hook",
        "~/.codex/hooks.json",
        "~/.codex/config.toml",
        ".gemini/settings.json",
        "~/.copilot/hooks/policy.json",
        ".cursor/hooks.json",
        ".cursor/mcp.json",
        "~/.grok/hooks/policy.json",
        ".opencode/plugins/policy.js",
        "~/.qwen/settings.json",
        "~/.kimi-code/config.toml",
        ".clinerules/hooks/PreToolUse.sh",
        ".kiro/settings/mcp.json",
        ".amazonq/cli-agents/default.json",
        ".roo/mcp.json",
        ".factory/hooks.json",
    ],
)
def test_files_that_govern_agents_are_governance(path: str) -> None:
    assert ResourceClass.GOVERNANCE in classes(path)


@pytest.mark.parametrize(
    "path",
    [
        "CLAUDE.md",
        "AGENTS.md",
        ".claude/commands/review.md",
        ".claude/skills/deploy/SKILL.md",
        ".claude/agents/tester.md",
        ".claude/worktrees/feature/src/main.py",
        "docs/mcp.json",
        "settings.json",
        "~/.claude/projects/x/session.jsonl",
        ".cursor/rules/style.mdc",
        ".github/workflows/ci.yml",
        "claude/settings.json",
    ],
)
def test_instructions_for_agents_are_ordinary_files(path: str) -> None:
    assert ResourceClass.GOVERNANCE not in classes(path)


def test_keys_and_log_are_a_class_of_their_own() -> None:
    assert ResourceClass.GOVERNANCE_KEY in classes("~/.bailiwick/keys/log.key")
    assert ResourceClass.GOVERNANCE_KEY not in classes("~/.bailiwick/bailiwick.yaml")
    assert ResourceClass.GOVERNANCE not in classes("~/.bailiwick-notes")


@pytest.mark.parametrize(
    "path",
    [
        "~/.bashrc",
        "~/.zshenv",
        "~/.profile",
        "~/.config/fish/config.fish",
        "/root/.bash_profile",
        "/etc/profile.d/x.sh",
        "/etc/cron.d/job",
        "/etc/crontab",
        "/var/spool/cron/crontabs/root",
        "~/.config/systemd/user/x.service",
        "/etc/systemd/system/x.service",
        "~/Library/LaunchAgents/x.plist",
        "~/.ssh/authorized_keys",
        ".git/hooks/pre-commit",
        ".git/config",
        ".git/modules/lib/hooks/post-checkout",
        ".husky/pre-commit",
        "/etc/sudoers.d/dev",
        "/etc/pam.d/sshd",
        "/etc/ld.so.preload",
        "~/.config/autostart/x.desktop",
        ".vscode/tasks.json",
        "~/.vimrc",
        "/usr/lib/python3/site-packages/evil.pth",
    ],
)
def test_places_that_run_later_by_themselves_are_persistence(path: str) -> None:
    assert ResourceClass.PERSISTENCE in classes(path)


@pytest.mark.parametrize(
    "path",
    ["package.json", ".bashrc", "dotfiles/.zshrc", ".vscode/settings.json", "cron/jobs.py", ".git/HEAD", ".git/index"],
)
def test_the_projects_own_files_are_not_persistence(path: str) -> None:
    assert ResourceClass.PERSISTENCE not in classes(path)


@pytest.mark.parametrize(
    "path",
    [
        "node_modules",
        "node_modules/left-pad/index.js",
        "packages/web/dist/app.js",
        "target/debug",
        ".next/cache",
        "src/__pycache__/x.pyc",
        "my_pkg.egg-info",
        ".venv/bin/python",
        ".terraform/providers",
        "cmake-build-debug",
        "tmp/x",
    ],
)
def test_products_of_builds_are_artifacts(path: str) -> None:
    assert ResourceClass.BUILD_ARTIFACT in classes(path)


@pytest.mark.parametrize("path", ["src", "builder/x.py", "distribution.md", "~/dist", "/home/dev/build", "vendor/x.go"])
def test_other_directories_are_not_artifacts(path: str) -> None:
    assert ResourceClass.BUILD_ARTIFACT not in classes(path)


def test_a_project_inside_a_directory_called_build_is_not_an_artifact() -> None:
    place = Place(project="/home/dev/build/app", home="/home/dev")
    assert ResourceClass.BUILD_ARTIFACT not in classify("/home/dev/build/app/src/x.c", place)


def test_roots_are_marked_with_everything_above_them() -> None:
    root, home, project = ResourceClass.ROOT, ResourceClass.HOME_ROOT, ResourceClass.PROJECT_ROOT
    assert {root, home, project} <= classes("/")
    assert {home, project} <= classes("/home")
    assert {home, project} <= classes("/home/dev")
    assert project in classes("/home/dev/app")
    assert home not in classes("/home/dev/app")
    assert home in classes("/home/other")
    assert home in classes("/root")
    assert home not in classes("/home/other/x")


def test_a_project_below_a_temporary_directory_is_not_temporary() -> None:
    place = Place(project="/tmp/run/app", home="/tmp/run/home")
    temp, outside = ResourceClass.TEMP, ResourceClass.OUTSIDE
    assert temp in classify("/tmp/x", place)
    assert temp in classify("/tmp", place)
    assert temp in classify("/dev/shm/x", place)
    assert temp not in classify("/tmp/run/app/x", place)
    assert temp not in classify("/tmp/run/home/x", place)
    assert outside in classify("/tmp/run/home/x", place)
    assert temp not in classify("/tmp/run", place)
    assert ResourceClass.PROJECT_ROOT in classify("/tmp/run", place)


def test_a_temporary_directory_inside_the_home_is_temporary() -> None:
    place = Place(project="/home/dev/app", home="/home/dev", temps=("/home/dev/.tmp",))
    assert ResourceClass.TEMP in classify("/home/dev/.tmp/x", place)
    assert ResourceClass.TEMP not in classify("/home/dev/x", place)


def test_a_project_in_a_system_directory_is_not_system() -> None:
    place = Place(project="/usr/src/app", home="/root")
    assert ResourceClass.SYSTEM not in classify("/usr/src/app/main.go", place)
    assert ResourceClass.SYSTEM in classify("/usr/src/other", place)


def test_a_sibling_with_the_same_beginning_is_outside() -> None:
    assert ResourceClass.PROJECT not in classes("/home/dev/app2/x")
    assert ResourceClass.OUTSIDE in classes("/home/dev/app2/x")


def test_private_directories_of_macos_are_their_short_names() -> None:
    place = Place(
        project="/Users/dev/app",
        home="/Users/dev",
        platform="darwin",
        temps=("/private/tmp", "/private/var/folders/q/T"),
    )
    assert ResourceClass.TEMP in classify("/tmp/x", place)
    assert ResourceClass.TEMP in classify("/private/var/folders/q/T/x", place)
    assert ResourceClass.SECRET in classify("/private/etc/master.passwd", place)
    assert ResourceClass.SYSTEM in classify("/private/etc/hosts", place)


def test_installed_programs_are_in_program_directories_and_the_projects_are_not() -> None:
    directory = ResourceClass.PROGRAM_DIR
    for path in ("/usr/bin/git", "~/.cargo/bin/cargo", "/opt/homebrew/bin/jq", "~/.nvm/versions/node/v22/bin/node"):
        assert directory in classes(path), path
    for path in (".venv/bin/python", "node_modules/.bin/eslint", "/tmp/x", "~/Downloads/tool"):
        assert directory not in classes(path), path


def test_a_search_path_with_temporary_directories_makes_no_program_of_them() -> None:
    place = PLACE.replace(path=("/tmp/evil", "/home/dev/app/bin", "/opt/tools"))
    assert ResourceClass.PROGRAM_DIR not in classify("/tmp/evil/ls", place)
    assert ResourceClass.PROGRAM_DIR not in classify("/home/dev/app/bin/ls", place)
    assert ResourceClass.PROGRAM_DIR in classify("/opt/tools/ls", place)


def test_git_directories_are_marked_anywhere() -> None:
    for path in (".git", ".git/objects/x", "/srv/x/.git/HEAD", ".GIT/config"):
        assert ResourceClass.GIT_DIR in classes(path), path
    assert ResourceClass.GIT_DIR not in classes(".gitignore")


def test_backups_are_marked_and_editor_copies_are_not() -> None:
    assert ResourceClass.BACKUP in classes("/var/backups/x")
    assert ResourceClass.BACKUP in classes("backups/2026.tar.gz")
    assert ResourceClass.BACKUP in classes("db-backup.sql")
    assert ResourceClass.BACKUP not in classes("main.py.bak")
