"""An ordinary use of programs of every family is quiet: written anew after manual pages and project tutorials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bailiwick.model.operation import Kind, ResourceClass

if TYPE_CHECKING:
    from bailiwick.model.operation import Operation

    Shell = Any

HURTING = {
    Kind.VCS_DISCARD,
    Kind.VCS_REWRITE,
    Kind.DB_DESTROY,
    Kind.INFRA_DESTROY,
    Kind.CONTAINER_DESTROY,
    Kind.PKG_PUBLISH,
    Kind.PRIV_ESCALATE,
    Kind.SYS_PERSIST,
    Kind.SYS_CONFIG,
    Kind.NET_SEND,
    Kind.SCHEDULE_DELETE,
}
SIGNS = (
    "opaque", "fetched", "fetched_raw", "decoded", "reverse_shell", "hooks_off", "stops_guard", "unsets_guard", "executes",
    "new_remote", "world_writable", "setuid", "hard", "tunnel", "serves_home", "privileged", "host_root", "no_verify",
    "whole_home", "secret",
)  # fmt: skip

ORDINARY = """
ls -la src
tree -L 2
stat -c %s README.md
du -sh src
cat README.md
head -20 README.md
tail -n +3 README.md
grep -rn TODO src
rg -l TODO
sed -n 1,20p README.md
awk -F, {print} README.md
sort -u README.md
jq .scripts package.json
yq .a x.yaml
diff -u README.md src/app.py
wc -l README.md
sha256sum README.md
xxd README.md
find src -name *.py -print
fd -e py . src
mkdir -p src/x
touch src/x.py
cp README.md docs/
rm -f src/app.py
chmod 644 README.md
chmod +x src/app.py
ln -s README.md r.md
tar czf /tmp/a.tgz src
tar xzf a.tgz -C /tmp
unzip -l a.zip
gzip -k README.md
7z l a.7z
openssl rand -hex 16
openssl x509 -in cert.crt -noout -subject
gpg --verify a.sig
ssh-keygen -l -f key.pub
python3 -m venv .venv
python3 -m pytest -q
python3 -m pip list
node --test
ruby -v
perl -v
php -l src/a.php
java -version
go test ./...
cargo build --release
cargo clippy -- -D warnings
rustc --version
gcc -O2 -o a a.c
cmake -S . -B build
ninja -C build
mvn -q package
gradle build
dotnet build
bundle exec rspec
npm ci
npm run lint
npm ls
yarn build
pnpm install --frozen-lockfile
bun test
npx tsc --noEmit
eslint .
prettier --check .
jest --ci
vite build
pip install -r requirements.txt
pip install -e .
poetry install
uv sync
uv run pytest
tox -e py311
ruff check .
mypy src
pre-commit run -a
curl -s https://example.com
wget -q --spider https://example.com
dig +short example.com
ping -c 1 example.com
nc -z localhost 5432
ssh -T git@github.com
gh pr view 1
docker ps -a
docker build -t app .
docker compose up -d
docker compose down
docker logs -f web
kubectl get pods -A
kubectl logs deploy/x
helm list
terraform plan
terraform validate
aws s3 ls
gcloud config list
heroku logs -t
fly status
psql -d dev -c 'select 1'
sqlite3 dev.db .tables
redis-cli ping
pg_dump dev
rails test
alembic history
ps aux
kill 1234
pkill -f vite
lsof -i :3000
systemctl status nginx
journalctl -u nginx -n 50
crontab -l
brew list
apt list --installed
dpkg -l
date +%s
env FOO=1 npm test
nice -n 5 make
timeout 60 npm test
time make test
xargs -n1 echo
watch -n 2 git status
tmux ls
vim README.md
code .
ffmpeg -i a.mp4 b.gif
convert a.png b.jpg
pandoc README.md
hostname
uname -a
id
which node
man ls
tee notes.txt
base64 README.md
mise ls
make build
just --list
claude --version
bailiwick status
bailiwick explain x
iptables -L
sysctl kernel.hostname
lsblk
mount
launchctl list
defaults read com.apple.dock
zfs list
restic snapshots
""".strip().splitlines()


def alarming(operation: Operation) -> bool:
    return (
        operation.kind in HURTING
        or any(operation.attributes.get(sign) for sign in SIGNS)
        or (operation.kind is Kind.FILE_DELETE and bool(operation.attributes.get("recursive")))
        or operation.has(ResourceClass.SECRET, ResourceClass.GOVERNANCE, ResourceClass.DEVICE)
    )


@pytest.mark.parametrize("line", ORDINARY)
def test_ordinary_use_is_quiet(shell: Shell, line: str) -> None:
    done = shell.run(line)
    assert not [item for item in done.operations if alarming(item)]
    known = next(item for item in done.operations if item.kind is Kind.EXEC_RUN)
    assert known.attributes["known"] is True


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ("kubectl get secrets", False),
        ("kubectl get secret -A -o wide", False),
        ("kubectl get secret -n prod -o name", False),
        ("kubectl get secret x -o jsonpath='{.metadata.name}{\"\\n\"}{.type}'", False),
        ("kubectl get secret -o jsonpath='{range .items[*]}{.metadata.name}{end}'", False),
        ("kubectl get secret -o custom-columns=NAME:.metadata.name,TYPE:.type", False),
        ("kubectl get secret x -o yaml", True),
        ("kubectl get secret x -o jsonpath='{.data.password}'", True),
        ("kubectl get secret x -o jsonpath='{.metadata.annotations}'", True),
        ("kubectl get secret x -o jsonpath='{}'", True),
        ("kubectl get secret x -o custom-columns=NAME:.metadata.name,V:.data.a", True),
        ("kubectl get secret x -o go-template='{{.metadata.name}}'", True),
        ("kubectl get secret x --template='{{.data}}'", True),
    ],
)
def test_a_list_of_secrets_shows_none(shell: Shell, line: str, secret: bool) -> None:
    (read,) = shell.operations(line, Kind.INFRA_READ)
    assert read.attributes.get("secret", False) is secret


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ansible all -m ping", Kind.INFRA_READ),
        ("ansible all -m ansible.builtin.setup", Kind.INFRA_READ),
        ("ansible all -a reboot", Kind.INFRA_APPLY),
        ("ansible all -m shell -a reboot", Kind.INFRA_APPLY),
        ("ansible all -m shell -a reboot --check", Kind.INFRA_READ),
    ],
)
def test_some_modules_only_look(shell: Shell, line: str, kind: Kind) -> None:
    assert shell.operations(line, kind)
