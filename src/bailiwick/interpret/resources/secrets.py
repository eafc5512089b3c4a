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
    ".cifs-credentials", ".cifscredentials", ".smb-credentials", ".cifs_credentials", ".smb_credentials",
    "cifs-credentials", "credentials.sbt", "credentials-config.json", "gitlab-secrets.json", "*.secrets.tfvars",
    "secrets.auto.tfvars", "rsyncd.secrets", "sasl_passwd", "ldap.secret", "*.psk", "psk.txt",
    "sitemanager.xml", "recentservers.xml", "*.ftpconfig", "winscp.ini", "ws_ftp.ini", "wcx_ftp.ini", "*.remmina",
    "keepass.ini", "keepass.config.xml", "state.vscdb", "state.vscdb.backup", ".authinfo", ".authinfo.gpg",
    ".fetchmailrc", "unattend.xml", "autounattend.xml",
    "sysprep.inf", "kcpassword", "adbkey", ".consul-token", ".nomad-token", ".bw_session", ".conjurrc",
    "anaconda-ks.cfg", "hs_ed25519_secret_key", "initial_root_password",
)  # fmt: skip
"""File names that mean a credential anywhere."""

NAME_PIECES = ("firebase-adminsdk", "service-account-key", "serviceaccountkey", "service_account_key")
"""Words inside a JSON file's name that mean a credential."""

_KEEPERS = (
    "~/.*", "~/.config/*", "~/.cache/*", "~/.local/share/*", "application support/*", "appdata/roaming/*",
)  # fmt: skip
_KEPT = (
    "auth.json", "credentials", "credential", "token", "tokens", "token.json", "tokens.json", "token.txt",
    "access-token", "access_token", "access_tokens.json", "accesstokens.json", "api_key", "api-key", "apikey",
    "auth-token", "auth_token", "oauth.json", "oauth_token", "oauth_tokens.json", "refresh_token", "secrets",
    "passwd", "password", "passwords", "private_keys", "private-keys",
)  # fmt: skip
"""Names under which programs keep their credentials in a directory of their own."""

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
    *(f".var/app/*/config/{browser}" for browser in ("google-chrome", "chromium", "bravesoftware", "microsoft-edge")),
    "library/group containers/2bua8c4s2c.com.1password", "1password.sqlite",
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
    ".mcp-auth", "~/.codeium/config.json", ".augment/session.json", ".factory/auth.encrypted",
    ".local/share/kiro-cli/data.sqlite3", ".local/share/amazon-q/data.sqlite3", "io.datasette.llm/keys.json",
    # programs of databases, remote desktops, files and teams
    ".dbvis", ".local/share/dbeaverdata/workspace6/general/.dbeaver/credentials-config.json", ".pgadmin",
    ".3t/robo-3t", ".config/robomongo", ".config/mongodb compass/connections", ".sqldeveloper", ".squirrel-sql",
    ".config/filezilla", ".filezilla", "appdata/roaming/filezilla", ".gftp/gftprc", "~/.lftprc", ".lftp/bookmarks",
    ".ncftp/bookmarks", ".local/share/remmina", ".remmina", ".config/remmina", ".config/tigervnc/passwd",
    ".subversion/auth", "appdata/roaming/subversion/auth", ".config/jetbrains/*/c.pwd", "~/.arcrc", ".config/tea",
    ".config/gitea", ".config/lab", ".gist", ".config/gist", ".travis/config.yml", ".config/.jira", ".jira.d",
    "appdata/roaming/github cli", "appdata/roaming/gcloud", "appdata/roaming/nuget/nuget.config", ".config/postman",
    ".config/insomnia", "application support/tableplus", "application support/postman",
    # further clouds, vaults, services
    ".mc/config.json", ".mcli/config.json", ".awsvault", ".aws-vault", ".saml2aws", ".okta", ".granted", ".akeyless",
    ".doppler", ".infisical", ".conjur", ".tsh", ".config/boundary", ".chef", ".appstoreconnect", ".clasprc.json",
    ".expo/state.json", ".convex/config.json", ".config/turso", ".config/shopify-cli-kit-nodejs", ".newrelic",
    ".dogrc", ".wakatime.cfg", ".modal.toml", ".runpod/config.toml", ".vast_api_key", ".twurlrc", ".zuliprc",
    ".config/tailscale", ".config/borg/keys", ".s3ql/authinfo2", ".config/planetscale", ".config/neonctl",
    ".kube/cache/oidc-login", ".kube/cache/kubelogin",
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
    "~/.irssi/config", ".config/hexchat/servlist.conf", ".xchat2/servlist_.conf", ".weechat/sec.conf",
    ".config/weechat/sec.conf", "~/.offlineimaprc", "~/.getmail", "~/.isyncrc", ".config/isyncrc", "~/.esmtprc",
    ".config/msmtp", ".config/himalaya", ".config/aerc/accounts.conf", ".claws-mail/accountrc",
    ".claws-mail/passwordstorerc", ".config/evolution/sources", ".config/psi/profiles", ".jitsi",
    ".sip-communicator", ".mcabberrc", ".config/profanity", ".local/share/telegramdesktop/tdata",
    ".config/signal", "application support/signal", ".config/slack/storage", ".config/discord/local storage",
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
    "/etc/secrets",
    "/var/run/secrets", "/var/db/dslocal", "/var/lib/sss/secrets", "krb5cc_*", "/windows/system32/config/sam",
    "/windows/system32/config/system", "/windows/system32/config/security", "/windows/ntds/ntds.dit",
    "/proc/*/environ", "/proc/*/mem", "/proc/*/task/*/environ", "/proc/*/task/*/mem", "/proc/kcore", "/dev/mem",
    "/.vol", "/.nofollow",
    "/dev/kmem", "/dev/kcore",
    "/etc/samba/credentials", "/var/lib/samba/private", "/etc/davfs2/secrets", "/etc/sssd", "/etc/hostapd",
    "/etc/racoon", "/etc/postfix/sasl_passwd", "/etc/exim4/passwd.client", "/etc/dovecot/passwd", "/etc/msmtprc",
    "/etc/ssmtp/ssmtp.conf", "/etc/libnss-ldap.secret", "/etc/pam_ldap.secret", "/etc/ddclient.conf",
    "/etc/freeradius", "/etc/credstore", "/etc/credstore.encrypted", "/etc/kubernetes/kubelet.conf",
    "/etc/kubernetes/bootstrap-kubelet.conf", "/etc/kubernetes/scheduler.conf", "/etc/k0s", "/etc/salt/pki",
    "/etc/puppetlabs/puppet/ssl/private_keys", "/etc/neo4j/auth", "/run/credentials", "/run/keys",
    "/run/secrets.d", "/run/agenix", "/var/lib/kubelet/kubeconfig", "/var/lib/rancher/k3s/server/cred",
    "/var/lib/rancher/k3s/server/tls", "/var/lib/rancher/k3s/server/node-token", "/var/lib/k0s/pki",
    "/var/lib/etcd", "/var/lib/docker/swarm", "/var/lib/puppet/ssl/private_keys", "/var/lib/iwd",
    "/var/lib/bluetooth", "/var/lib/networkmanager/secret_key", "/var/lib/systemd/credential.secret",
    "/var/lib/tailscale", "/var/lib/waagent", "/var/lib/cloud/instance/user-data.txt", "/var/lib/cloud/instances",
    "/var/snap/microk8s/current/credentials", "/boot/grub/user.cfg",
    *(f"{keeper}/{name}" for keeper in _KEEPERS for name in _KEPT),
)  # fmt: skip
"""Directories and files of programs that keep credentials."""

HOLDERS = frozenset(
    (
        ".config", ".config/gh", ".config/slack", ".config/discord", ".config/code", ".config/cursor", ".docker",
        ".terraform.d", ".pulumi", ".local/share", ".cargo", ".m2", ".gem", ".claude", ".codex", ".gemini", ".qwen",
        ".factory", ".augment", ".composer", ".config/composer", ".vnc", ".huggingface", ".kaggle", ".expo", "library",
        "library/application support", "appdata", "appdata/roaming", "appdata/local",
    )
)  # fmt: skip
"""Directories of a home that hold some of `PLACES` among other things: reading all of one reads those."""

PUBLIC = (
    ".ssh/*.pub", ".ssh/known_hosts", ".ssh/known_hosts.*", ".ssh/known_hosts2", ".ssh/config", ".ssh/config.d",
    ".ssh/authorized_keys", ".ssh/authorized_keys2", ".ssh/allowed_signers", ".ssh/environment.example",
    ".gnupg/pubring.gpg", ".gnupg/pubring.kbx", ".gnupg/gpg.conf", ".gnupg/gpg-agent.conf", ".gnupg/trustdb.gpg",
    ".kube/cache/discovery", ".kube/cache/http",
    ".kube/http-cache", ".aws/cli/cache.md", ".mozilla/native-messaging-hosts", "/etc/ssl/certs",
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
