#!/usr/bin/env bash
# Installs the pinned agent client by lock file and integrity hashes; a second run is free.
#
#   tests/e2e/install_client.sh [DIR]      DIR defaults to .e2e; prints the path of the client
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
target="${1:-$here/../../.e2e}"
command -v npm >/dev/null || { echo "npm is missing: install Node.js, then run this again" >&2; exit 5; }
mkdir -p "$target"
target="$(cd "$target" && pwd)"
client="$target/node_modules/.bin/claude"
mark="$target/installed.lock"
if [ ! -x "$client" ] || ! cmp -s "$here/package-lock.json" "$mark"; then
  cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$target/"
  (cd "$target" && npm ci --no-audit --no-fund --silent)
  cp "$here/package-lock.json" "$mark"
fi
"$client" --version >&2
echo "$client"
