"""Where credentials lie, by name and by place.

`NAMES` are file names that mean a credential wherever the file is, unless the name says
that it is a template, a document or source code. `PLACES` are directories and files of
programs that keep credentials; only `PUBLIC` ones in them are not.
"""

from __future__ import annotations

NAMES = (
    # environment files
    ".env", ".env.*", ".env-*", ".env_*", "*.env", ".envrc", ".dev.vars", ".dev.vars.*", ".envs/.production",
    # keys and key stores
    "*.pem", "*.key", "*.p12", "*.pfx", "*.pkcs12", "*.p8", "*.jks", "*.keystore", "*.bks", "*.bcfks", "*.ppk",
    "*.kdbx", "*.kdb", "*.ovpn", "*.agekey", "*.keytab", "*.keychain", "*.keychain-db", "*.jceks", "*.truststore",
    "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk", "id_xmss", "id_rsa_*",
    "id_dsa_*", "id_ecdsa_*", "id_ed25519_*", "id_rsa.*", "id_ed25519.*", "id_ecdsa.*", "id_dsa.*",
    "ssh_host_*_key", "secring.gpg", "private-keys-v1.d", "wallet.dat", "*.wallet", "identity.age",
    # named credentials
    ".netrc", "_netrc", "*.netrc", ".pgpass", "pgpass.conf", "*.pgpass", ".my.cnf", ".mylogin.cnf", ".pypirc",
    ".git-credentials", ".gitcookies", ".htpasswd", ".htdigest", "*.htpasswd", ".dockercfg", ".dockerconfigjson",
    ".s3cfg", ".boto", ".passwd-s3fs", ".smbcredentials", ".vault-token", ".vault_pass", ".vault-pass",
    ".vault_password", ".vault_pass.*", ".databrickscfg", ".ovh.conf", "rclone.conf", "credentials.tfrc.json",
    ".terraformrc", "terraform.rc", "*.tfstate", "*.tfstate.backup", "kubeconfig", "*.kubeconfig", "kubeconfig.y*",
    "kubeconfig.json", "kubeconfig-*", "*.credentials", ".credentials", ".credentials.json", "credentials.json",
    "credentials.y*", "credentials.toml", "credentials.ini", "credentials.xml", "credentials.csv",
    "credentials.properties", "credentials.conf", "credentials.db", "credentials.cfg", "*-credentials.json",
    "*_credentials.json", "*.secret", "*.secrets", ".secret", ".secrets", "secrets.y*", "secrets.json",
    "secrets.toml", "secrets.ini", "secrets.conf", "secrets.properties", "secrets.xml", "secrets.tfvars",
    "*.secrets.yaml", "*.secrets.yml", "*.secrets.json", "secret.y*", "secret.json", "secret.toml", "secret_key.txt",
    "secrets.txt", "passwords.txt", "password.txt", "passwords.csv", "secret_token.txt", "service-account*.json",
    "service_account*.json", "serviceaccount*.json", "*-service-account.json",
    "gcp-key*.json", "gcloud-key*.json", "gcp-credentials*.json",
    "google-credentials*.json", "client_secret*.json", "client-secret*.json",
    "application_default_credentials.json", "secrets.enc.key", "master.key", "oauth_creds.json", "apikey.txt",
    "api_key.txt", "key.properties", "keystore.properties", "signing.properties", "release-signing.properties",
)  # fmt: skip
"""File names that mean a credential anywhere."""

NAME_PIECES = ("firebase-adminsdk", "service-account-key", "serviceaccountkey", "service_account_key")
"""Words inside a JSON file's name that mean a credential."""

HOLDERS = frozenset((".config", ".config/gh", ".docker", ".terraform.d", ".pulumi", ".local/share", "library"))
"""Directories of a home that hold some of `PLACES` among other things: reading all of one reads those."""

PLACES = (
    ".ssh", ".gnupg", ".aws", "~/.azure", ".azure/accesstokens.json", ".azure/msal_token_cache*", ".config/gcloud",
    "gcloud/credentials.db", ".kube/config", ".kube", ".docker/config.json", "~/.npmrc", "~/.yarnrc.yml",
    "~/.yarnrc", "~/.bunfig.toml", ".config/gh/hosts.yml", ".config/glab-cli", ".config/hub",
    ".config/github-copilot", ".config/op", "~/.op", ".password-store", ".config/bitwarden cli",
    ".config/bitwarden", ".config/1password", ".local/share/keyrings", ".gnome2/keyrings", ".local/share/kwalletd",
    ".kde/share/apps/kwallet", "library/keychains", "/library/keychains", "/system/library/keychains",
    "library/cookies", "library/accounts",
    # browsers
    ".mozilla/firefox", ".mozilla", ".thunderbird", ".config/google-chrome", ".config/google-chrome-beta",
    ".config/chromium", ".config/bravesoftware", ".config/microsoft-edge", ".config/opera", ".config/vivaldi",
    "snap/chromium/common/chromium", "application support/google/chrome", "application support/chromium",
    "application support/firefox", "application support/arc", "application support/bravesoftware",
    "application support/microsoft edge", "application support/vivaldi", "library/safari",
    "application support/com.operasoftware.opera", "appdata/local/google/chrome/user data",
    "appdata/local/chromium/user data", "appdata/local/microsoft/edge/user data", "appdata/local/bravesoftware",
    "appdata/roaming/mozilla/firefox", "appdata/roaming/microsoft/credentials",
    "appdata/local/microsoft/credentials", "appdata/roaming/microsoft/protect", "appdata/local/microsoft/vault",
    # clouds and deployment
    ".config/doctl", ".config/hcloud", "~/.fly", ".config/fly", ".local/share/com.vercel.cli",
    "application support/com.vercel.cli", ".config/netlify", ".wrangler/config", ".config/.wrangler",
    ".config/configstore", ".config/heroku", ".local/share/heroku", ".supabase/access-token", "~/.railway",
    ".config/railway", ".terraform.d/credentials.tfrc.json", ".pulumi/credentials.json", ".oci", ".bluemix",
    ".aliyun/config.json", ".tccli", ".config/linode-cli", ".config/scw", ".ibmcloud", ".minikube/profiles",
    ".config/helm/registry", ".config/containers/auth.json", "containers/auth.json", ".snowflake",
    ".snowsql/config", ".dbt/profiles.yml", ".kaggle/kaggle.json", ".huggingface/token",
    ".cache/huggingface/token", ".config/sops/age", ".config/age", ".step/secrets", ".config/rclone",
    ".config/ngrok", ".ngrok2", ".cloudflared", ".config/stripe", ".config/sentry-cli", "~/.sentryclirc",
    ".config/argocd", ".argocd", ".jenkins/secrets", ".config/hcp", ".circleci/cli.yml",
    # packages
    ".cargo/credentials", ".cargo/credentials.toml", ".gem/credentials", ".m2/settings.xml",
    ".m2/settings-security.xml", "~/.gradle/gradle.properties", ".composer/auth.json",
    ".config/composer/auth.json", ".nuget/nuget/nuget.config", ".config/pypoetry/auth.toml",
    ".config/pip/pip.conf", "~/.pip/pip.conf", ".hex/hex.config", ".bundle/config.secret",
    # agents
    ".claude/.credentials.json", ".codex/auth.json", ".gemini/oauth_creds.json", ".gemini/google_accounts.json",
    ".local/share/opencode/auth.json", ".qwen/oauth_creds.json", ".kimi-code/credentials", ".config/anthropic",
    ".anthropic", ".grok/user-settings.json", ".grok/auth.json",
    # wallets
    ".bitcoin", ".ethereum/keystore", ".electrum/wallets", ".config/solana", ".monero", ".bitmonero",
    ".foundry/keystores",
    # histories hold what was typed, passwords too
    "~/.bash_history", "~/.zsh_history", "~/.zhistory", "~/.sh_history", "~/.history", "~/.psql_history",
    "~/.mysql_history", "~/.rediscli_history", "~/.mongo_history", "~/.sqlite_history",
    ".local/share/fish/fish_history", "psreadline/consolehost_history.txt", "~/.bash_sessions", "~/.zsh_sessions",
    "~/.python_history", "~/.node_repl_history", "~/.irb_history",
    # mail and chat
    "~/.msmtprc", "~/.mbsyncrc", "~/.fetchmailrc", "~/.mutt/passwords", "~/.purple/accounts.xml",
    "~/.irssi/config", ".config/slack/storage", ".config/discord/local storage",
    "application support/slack/storage",
    # system
    "/etc/shadow", "/etc/shadow-", "/etc/gshadow", "/etc/gshadow-", "/etc/master.passwd", "/etc/security/opasswd",
    "/etc/sudo_logsrvd.conf", "/etc/ssl/private", "/etc/pki/tls/private", "/etc/krb5.keytab", "/etc/wireguard",
    "/etc/openvpn", "/etc/ipsec.secrets", "/etc/ppp/chap-secrets", "/etc/ppp/pap-secrets",
    "/etc/networkmanager/system-connections", "/etc/docker/key.json", "/etc/kubernetes/admin.conf",
    "/etc/kubernetes/super-admin.conf", "/etc/kubernetes/controller-manager.conf", "/etc/kubernetes/pki",
    "/etc/rancher", "/etc/letsencrypt/live", "/etc/letsencrypt/archive", "/etc/letsencrypt/keys",
    "/etc/mysql/debian.cnf", "/etc/vault.d", "/etc/wpa_supplicant", "/etc/iscsi/iscsid.conf", "/etc/boto.cfg",
    "/var/lib/jenkins/secrets", "/var/lib/kubelet/pki", "/var/lib/rancher/k3s/server/token", "/run/secrets",
    "/var/run/secrets", "/var/db/dslocal", "/var/lib/sss/secrets", "krb5cc_*", "/windows/system32/config/sam",
    "/windows/system32/config/system", "/windows/system32/config/security", "/windows/ntds/ntds.dit",
    "/proc/*/environ", "/proc/*/mem", "/proc/*/task/*/environ", "/proc/*/task/*/mem", "/proc/kcore", "/dev/mem",
    "/.vol", "/.nofollow",
    "/dev/kmem", "/dev/kcore",
)  # fmt: skip
"""Directories and files of programs that keep credentials."""

PUBLIC = (
    ".ssh/*.pub", ".ssh/known_hosts", ".ssh/known_hosts.*", ".ssh/known_hosts2", ".ssh/config", ".ssh/config.d",
    ".ssh/authorized_keys", ".ssh/authorized_keys2", ".ssh/allowed_signers", ".ssh/environment.example",
    ".gnupg/pubring.gpg", ".gnupg/pubring.kbx", ".gnupg/gpg.conf", ".gnupg/gpg-agent.conf", ".gnupg/trustdb.gpg",
    ".kube/cache", ".kube/http-cache", ".aws/cli/cache.md", ".mozilla/native-messaging-hosts", "/etc/ssl/certs",
    "/etc/ssl/cert.pem", "/etc/pki/tls/certs", "/etc/pki/tls/cert.pem", "/etc/pki/ca-trust",
    "/usr/share/ca-certificates", "/usr/local/share/ca-certificates", "/etc/ca-certificates", "/usr/lib/ssl/certs",
    "/usr/lib/ssl/cert.pem", "/usr/local/etc/openssl/cert.pem", "certifi/cacert.pem", "cacert.pem",
    "ca-bundle.pem", "ca-certificates.pem", "ca-bundle.crt", "tls-ca-bundle.pem",
    "grpc/_cython/_credentials/roots.pem", "public.pem", "public.key", "public_key.pem", "public-key.pem",
    "pubkey.pem", "publickey.pem", "*.pub.pem", "*.public.pem", "*.pub.key", "*_pub.pem", "*-pub.pem",
    "*_public.pem", "*-public.pem", "*_public.key", "*-public.key", "*.pubkey", "id_rsa.pub", "id_ed25519.pub",
    "id_ecdsa.pub", "id_dsa.pub", ".docker/config.json.example", "~/.claude.json.example",
    # templates of charts, filled in at deployment
    "templates/secret.y*", "templates/secrets.y*",
)  # fmt: skip
"""Public parts in those places, and certificates under names of keys."""

TEMPLATE_WORDS = frozenset(
    (
        "example", "examples", "sample", "samples", "template", "templates", "dist", "tmpl", "tpl", "j2", "schema",
        "placeholder", "stub",
    )
)  # fmt: skip
"""Words between dots (or dashes) of a file name that make it a template without credentials."""

TEXT_SUFFIXES = frozenset(
    (
        "md", "mdx", "rst", "adoc", "html", "htm", "pub", "crt", "cer", "csr", "sig", "enc", "age", "vault", "ts",
        "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs", "py", "pyi", "go", "rs", "java", "kt", "kts", "scala",
        "rb", "php", "c", "h", "cc", "cpp", "hpp", "cs", "fs", "swift", "m", "dart", "ex", "exs", "erl", "hs",
        "ml", "clj", "lua", "vue", "svelte", "css", "scss", "less", "svg", "png", "proto", "graphql", "snap",
        "lock",
    )
)  # fmt: skip
"""Last suffixes of documents, source code, public or encrypted files: such a name is not a credential file."""

COPY_SUFFIXES = (
    "~", ".bak", ".old", ".orig", ".save", ".backup", ".copy", ".tmp", ".swp", ".swo", ".1", ".2", ".new",
    ".disabled",
)  # fmt: skip
"""Endings of copies: `id_rsa.bak` is as secret as `id_rsa`."""
