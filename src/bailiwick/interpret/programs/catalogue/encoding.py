"""Encoding, decoding, encrypting; keys and secrets."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_REVEALS = "infra.read system=@program secret"

PROGRAMS = (
    Program(
        "base64 gbase64",
        options="""
            -d --decode; -D >decode; -i --ignore-garbage; -w --wrap =; -b --break =; -o --output =output
            --input =read
        """,
        operands="read*",
        stdout="filter:base64",
    ),
    Program(
        "uudecode unshar ydecode", options="-o --output-file =output; -c; -d =", operands="read*", stdout="decoded"
    ),
    Program("uuencode shar", options="-m; -o =output", operands="read? text*", stdout="content"),
    Program(
        "basenc base58 base45 ascii85 z85",
        options="-d --decode; -D >decode; -i; -w --wrap =; --base64; --base64url; --base32; --base16; --z85",
        operands="read*",
        stdout="decoded",
    ),
    Program(
        "base32 gbase32",
        options="-d --decode; -D >decode; -i; -w --wrap =; --base64; --base64url; --base32; --base16; --z85",
        operands="read*",
        stdout="filter:base32",
    ),
    Program(
        "xxd",
        options="""
            -r --revert; -p --plain; -ps >plain; --postscript >plain; -c --cols =; -l --len =; -s --seek =; -g =
            -o =; -n =; -i; -u; -b; -e; -E; -a; -d; -v; -R =
        """,
        operands="read? output?",
        style="single",
        stdout="filter:xxd",
    ),
    Program("openssl libressl", style="raw", semantics="openssl"),
    Program(
        "gpg gpg2 gpgv",
        options="""
            -o --output =output; -r --recipient =; -R =; -u --local-user =; --homedir =; --passphrase =
            --passphrase-file =read; --passphrase-fd =; --keyserver =; --default-key =; --batch; --yes; -a --armor
            -d --decrypt; -c --symmetric; -e --encrypt; -s --sign
            -b --detach-sign; --clearsign; --verify; --import; --export; --export-secret-keys
            --export-secret-subkeys >export-secret-keys; --export-ssh-key; --gen-key; --full-generate-key
            --quick-generate-key; -k --list-keys; -K --list-secret-keys
            --delete-keys; --delete-secret-keys; --delete-secret-and-public-key >delete-secret-keys; --send-keys
            --recv-keys; --search-keys; --refresh-keys; --edit-key; --pinentry-mode =; --status-fd =; --logger-fd =
            --cipher-algo =; --options =read; --photo-viewer =shell; --fingerprint; --card-status; --no-tty; -q
            --trust-model =; --dearmor
        """,
        semantics="gpg",
    ),
    Program(
        "age rage age-keygen",
        options="""
            -d --decrypt; -e --encrypt; -i --identity =read; -r --recipient =; -R =read; -o --output =output
            -p --passphrase; -a --armor; -y
        """,
        operands="read*",
        stdout="decoded",
    ),
    Program(
        "sops",
        options="""
            -d --decrypt; -e --encrypt; -i --in-place; --output =output; --input-type =; --output-type =
            --extract =; --set =; -k =; -p =; --age =; --pgp =; --kms =; --config =read; -r --rotate; -s
        """,
        commands={
            "decrypt": Program(operands="read", does=_REVEALS, stdout="secret"),
            "exec-env|exec-file": Program(operands="read shell", does=_REVEALS),
            "encrypt|rotate|updatekeys|groups|keyservice|filestatus": Program(operands="name*"),
            "edit|set|unset|publish": Program(operands="read*"),
        },
        operands="read*",
        does=f"{_REVEALS} if decrypt",
        stdout="content",
    ),
    Program(
        "transcrypt",
        options="-d --display; -c --cipher =; -p --password =; -y --yes; -f --flush-credentials; -F; -l; -s =; -e =; -r",
        operands="text*",
        does=f"{_REVEALS} if display",
    ),
    Program(
        "git-crypt git-secret blackbox_cat blackbox_edit",
        commands={
            "unlock|export-key|reveal|cat|display": Program(operands="path*", does=_REVEALS),
            "lock|status|init|add-gpg-user|add|hide|tell|whoknows|list|flush-credentials": Program(operands="text*"),
        },
    ),
    Program(
        "ssh-keygen",
        options="""
            -f =; -t =; -b =; -C =; -N =; -P =; -m =; -D =exec; -I =; -n =; -O =; -V =; -s =read; -z =; -a =; -E =; -F =
            -R =; -r =; -Y =; -M =; -w =; -Z =; -U; -y; -e; -i; -l; -B; -c; -p; -q; -A; -H; -L; -k; -Q; -v; -K
        """,
        semantics="ssh_keygen",
    ),
    Program(
        "ssh-copy-id",
        options="-i =; -p =; -o =; -f; -n; -s; -t =; -F =",
        operands="text",
        does="net.send channel=ssh carries=text\nsys.persist by=ssh-keys",
    ),
    Program(
        "ssh-add",
        options="-t =; -e =; -s =; -S =; -E =; -T =; -h =; -H =; -d; -D; -l; -L; -K; -k; -x; -X; -q; -A; -c; -v",
        operands="text*",
    ),
    Program("ssh-agent", options="-t =; -a =; -E =; -P =; -c; -s; -k; -D; -d", operands="exec...", style="posix"),
    Program(
        "ssh-keyscan ssh-audit", options="-f =read; -p =; -t =; -T =; -O =", operands="host:ssh*", stdout="network"
    ),
    Program(
        "pass gopass passage",
        options="-c --clip =?; -q =?; -m; -f; -r; -p =",
        commands={
            "show": Program(does=_REVEALS, stdout="secret"),
            "ls|list|find|search|git|init|version|help|completion|audit|sync": Program(operands="text*", stdout="meta"),
            "grep": Program(does=_REVEALS, stdout="secret"),
            "rm|remove|delete": Program(does="infra.destroy system=@program what=secret"),
            "insert|add|generate|edit|mv|cp|rename|copy|otp": Program(does="infra.apply system=@program"),
        },
        does=f"{_REVEALS} if operands",
        stdout="secret",
    ),
    Program(
        """
            op lpass bw rbw bws keepassxc-cli 1password doppler infisical dashlane dcli akeyless phase teller
            chamber envconsul summon berglas secretsmanager-cli gopassbridge nordpass-cli kpcli credstash aws-vault
            conjur saml2aws granted assume pass-cli enpass-cli keeper ksm vlt envkey nordpass
        """,
        options="""
            --vault =; --account =; --format =; --fields =; --session =; --config =; -p --project =; -c =; --env =
            -n =; -e --environment =; --path =; -k =; -f =; --no-file; --plain; --only-secrets =; -a =; -s =; -q
            --env-file =read
        """,
        style="posix",
        semantics="secret_store",
    ),
    Program(
        """
            docker-credential-desktop docker-credential-pass docker-credential-ecr-login docker-credential-gcr
            docker-credential-gcloud docker-credential-osxkeychain docker-credential-secretservice
            docker-credential-wincred docker-credential-acr-env git-credential-manager git-credential-manager-core
            git-credential-osxkeychain git-credential-libsecret git-credential-gnome-keyring git-credential-wincred
            git-credential-oauth git-credential-store git-credential-cache git-credential-1password
        """,
        options="--file =; --timeout =; --socket =; --version; --help; -h",
        commands={
            "get|list|fill": Program(operands="text*", does=_REVEALS, stdout="secret"),
            "store|erase|approve|reject|unconfigure|configure": Program(
                operands="text*", does="infra.apply system=@program"
            ),
        },
        operands="text*",
    ),
    Program(
        "vault bao",
        options="""
            -address =; -token =; -namespace =; -field =; -format =; -mount =; -version =; -path =; -method =
            -ca-cert =; -policy =; -ttl =; -wrap-ttl =; -force; -output-curl-string
        """,
        style="single",
        commands={
            "read|unwrap|print token": Program(does=_REVEALS, stdout="secret"),
            "list|status|version|path-help|server-info|debug|monitor|operator-status": Program(
                operands="text*", stdout="meta"
            ),
            "kv": Program(
                commands={
                    "get|export": Program(does=_REVEALS, stdout="secret"),
                    "metadata delete": Program(operands="text*", does="infra.destroy system=vault what=secret"),
                    "list|metadata|enable-versioning": Program(operands="text*"),
                    "put|patch|rollback|undelete": Program(does="infra.apply system=vault"),
                    "delete|destroy": Program(does="infra.destroy system=vault what=secret"),
                }
            ),
            "token": Program(
                commands={
                    "lookup": Program(does=_REVEALS, stdout="secret"),
                    "capabilities|renew": Program(operands="text*"),
                    "create|revoke": Program(does="infra.apply system=vault"),
                },
                operands="text*",
            ),
            "login": Program(operands="text*"),
            "delete": Program(does="infra.destroy system=vault what=secret"),
            "operator": Program(
                commands={
                    "key-status|members|diagnose|usage|raft list-peers|raft autopilot get-config|raft autopilot state": Program(
                        operands="text*", stdout="meta"
                    ),
                    "seal|step-down|raft": Program(does="infra.destroy system=vault what=server"),
                    "init|unseal|rekey|generate-root": Program(does=_REVEALS),
                }
            ),
            "server|agent|proxy": Program(operands="text*"),
            "secrets disable|auth disable|namespace delete|plugin deregister|audit disable": Program(
                operands="text*", does="infra.destroy system=vault what=engine"
            ),
            "secrets list|auth list|policy list|policy read|audit list|plugin list|namespace list": Program(
                operands="text*", stdout="meta"
            ),
            "policy delete|lease revoke": Program(
                options="-prefix", operands="text*", does="infra.destroy system=vault what=@verb"
            ),
            "lease lookup|plugin info|plugin reload-status|namespace lookup|auth help|secrets help": Program(
                operands="text*", stdout="meta"
            ),
            "write|auth|secrets|policy|lease|audit|plugin|namespace|ssh|pki|transit|events": Program(
                operands="text*", does="infra.apply system=vault"
            ),
        },
    ),
    Program(
        "secret-tool kwallet-query kwalletcli gnome-keyring-daemon keyring keyctl security-tool cmdkey",
        options="-r =; -w =; -f =; -e =; -b =",
        commands={
            "lookup|search|get|print|pipe|read": Program(does=_REVEALS, stdout="secret"),
            "store|set|clear|del|delete|add|padd|link|unlink|revoke|timeout": Program(
                operands="text*", does="infra.apply system=@program"
            ),
            "list|show|--list-backends|session|new_session|request|describe|rdescribe|id": Program(operands="text*"),
        },
        does=f"{_REVEALS} if r",
        operands="text*",
    ),
    Program(
        "security",
        style="posix",
        options="-q; -v; -i; -l; -p =",
        commands={
            "export|dump-keychain": Program(
                options="-k =; -t =; -f =; -w; -p; -P =; -o =output; -d; -r; -a; -i",
                operands="text*",
                does=_REVEALS,
                stdout="secret",
            ),
            "cms": Program(options="-D; -S; -E; -C; -i =read; -o =output; -d =; -k =; -u =; -h =", operands="text*"),
            ("find-generic-password|find-internet-password|find-key|smime"): Program(
                options="""
                    -s =; -a =; -l =; -g; -w; -d; -r; -t =; -f =; -k =; -P =; -o =output; -c =; -p; -D =; -C =; -Z
                """,
                operands="text*",
                does=f"{_REVEALS} if w|g|d|o\n{_REVEALS} if !w !g !d !o operands",
                stdout="secret",
            ),
            (
                "unlock-keychain|set-keychain-settings|create-keychain|default-keychain|list-keychains|"
                "show-keychain-info|lock-keychain|verify-cert|authorizationdb"
            ): Program(options="-s =; -d =; -p =", operands="text*"),
            "find-identity": Program(options="-p =; -s =; -v", operands="text*"),
            "find-certificate": Program(options="-p; -s =; -c =; -e =; -a; -Z; -m", operands="text*", stdout="meta"),
            "add-trusted-cert|remove-trusted-cert|trust-settings-import|add-certificates": Program(
                options="-d; -r =; -k =; -p =", operands="text*", does="sys.config what=mandatory-access"
            ),
            (
                "delete-generic-password|delete-internet-password|delete-certificate|delete-keychain|"
                "add-generic-password|add-internet-password|import|set-generic-password-partition-list|"
                "set-key-partition-list"
            ): Program(
                options="-s =; -a =; -w =; -k =; -P =; -T =; -U; -A", operands="text*", does="sys.config what=user"
            ),
        },
        operands="text*",
    ),
    Program(
        "keytool",
        options="""
            -keystore =; -storepass =; -keypass =; -alias =; -dname =; -keyalg =; -keysize =; -validity =
            -file =output; -srckeystore =read; -destkeystore =output; -storetype =; -ext =; -importcert; -genkeypair
            -list; -exportcert; -delete; -v; -rfc; -noprompt
        """,
        style="single",
        does=f"{_REVEALS} if importkeystore",
    ),
    Program(
        "step",
        options="--ca-url =; --root =; --key =; --provisioner =; --password-file =; --ssh; --host; -f --force",
        commands={
            "ca token|oauth|ca provisioner list-keys|crypto jwk create": Program(
                options="--ca-url =; --key =; --provisioner =; --ssh; --host; --oidc; --bearer",
                operands="text*",
                does="infra.read system=step secret",
            ),
        },
        operands="text*",
    ),
    Program(
        "mkcert cfssl cfssljson certbot acme.sh lego minisign signify cosign-key certutil pk12util",
        options="""
            -cert-file =output; -key-file =output; -p12-file =output; -d =; -m =; --key-file =; --cert-file =; -s =
            -x =; -m =; -k =; --domain =; --email =; --webroot =
        """,
        style="single",
        operands="text*",
        does="sys.config what=mandatory-access if install",
    ),
    Program(
        "jwt jwt-cli pwgen apg makepasswd mkpasswd uuidgen uuid ulid nanoid xkcdpass diceware",
        options="-s =; -n =; -m =; -S =; -r; -t; -l =; --secret =; -k =",
        operands="text*",
    ),
    Program(
        "apksigner jarsigner codesign osslsigncode signcode signtool signtool.exe uber-apk-signer",
        options="""
            -ks --ks =; -keystore --keystore =; --keychain =; -s --sign =; --ks-pass =; --key-pass =; --key =; --cert =
            --ks-key-alias =; -storepass =; -keypass =; -sigfile =; -signedjar =output; --out =output; -out =output
            --in =read; -in =read; --entitlements =read; -f --force; -v --verbose; -d --display; --deep; --options =; -o =
            --timestamp =?; -tsa =; -certs; -verify; --verify; -pkcs12 =; -spc =; -digestalg =; -sigalg =; --v1-signing-enabled =
            --v2-signing-enabled =; --min-sdk-version =; -i --identifier =; -r --requirements =; -pass =; -h; -t =; -n =
        """,
        style="single",
        operands="text*",
    ),
    Program(
        "gcore",
        options="-h --help; -v --version; -o =output; -a; -d =",
        operands="text*",
        does="exec.run program=@program known opaque suspicious",
    ),
    Program(
        """
            hashcat john hydra medusa ncrack aircrack-ng sqlmap nikto msfconsole msfvenom metasploit gobuster ffuf
            dirb wfuzz nuclei burpsuite responder crackmapexec impacket bloodhound mimikatz linpeas pspy beef-xss
            setoolkit pwncat pwncat-cs gs-netcat gsocket evil-winrm ysoserial sliver havoc chainsaw xmrig lazagne
            lazagne.exe linpeas.sh winpeas winpeas.exe mimipenguin mimipenguin.sh pypykatz firefox_decrypt chainbreaker
            secretsdump.py impacket-secretsdump nanodump procdump hackbrowserdata hack-browser-data keychaindump
        """,
        options="""
            -u =; -p =; -l =; -P =read; -L =read; -m =; -a =; -w =read; -o =output; --wordlist =read; --url =; -x =
            -r =; -t =
        """,
        operands="path*",
        does="exec.run program=@program known opaque suspicious",
    ),
    Program(
        "ykman",
        options="-d --device =; -r --reader =; -l --log-level =; --log-file =output; -f --force; -P =; -m =; -p =",
        commands={
            "* reset|* * reset|* delete|* * delete|config reset": Program(
                operands="word*", does="infra.destroy system=ykman what=key"
            ),
            "* list|list|info|* info|script|apdu|oath accounts list|oath accounts code": Program(operands="word*"),
        },
        operands="word*",
    ),
)
