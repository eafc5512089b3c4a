"""Clients that fetch and send over the network."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_CURL = """
    --dns-interface =; --dns-ipv4-addr =; --dns-ipv6-addr =; --expect100-timeout =; --ftp-alternative-to-user =; --ftp-ssl-ccc-mode =
    --proxy-cacert =read; --proxy-capath =; --proxy-cert =; --proxy-cert-type =; --proxy-ciphers =; --proxy-crlfile =read; --proxy-key =
    --proxy-key-type =; --proxy-pass =; --proxy-pinnedpubkey =; --proxy-service-name =; --proxy-tls13-ciphers =; --proxy-tlsauthtype =
    --proxy-tlspassword =; --proxy-tlsuser =; --random-file =read; --socks5-gssapi-service =; --ech =; --ip-tos =; --vlan-priority =; --haproxy-clientip =
    -o --output =; -O --remote-name; --remote-name-all; -J --remote-header-name; --output-dir =; -d --data =
    --data-ascii =; --data-raw =; --data-binary =; --data-urlencode =; --json =
    -F --form =; --form-string =; -T --upload-file =; -K --config =; -x --proxy =; --preproxy =; --socks4 =
    --socks4a =; --socks5 =; --socks5-hostname =; --proxy-user =; -U =; -X --request =
    -H --header =; --proxy-header =; -u --user =; -A --user-agent =; -e --referer =; -b --cookie =
    -c --cookie-jar =output; -E --cert =; --key =; --cacert =; --capath =; --cert-type =; --key-type =
    --pass =; -m --max-time =; --connect-timeout =; --retry =; --retry-delay =; --retry-max-time =; -w --write-out =
    -D --dump-header =output; --trace =output; --trace-ascii =output; --stderr =output
    --url =; --url-query =; --resolve =; --connect-to =; --interface =; --limit-rate =; -r --range =
    -C --continue-at =; -z --time-cond =; -y =; -Y =; --max-filesize =; --max-redirs =; --proto =
    --proto-default =; --proto-redir =; --unix-socket =; --abstract-unix-socket =; --dns-servers =; --doh-url =
    --ciphers =; --tls-max =; --tls13-ciphers =; --engine =; --crlfile =; --pinnedpubkey =
    --netrc-file =read; -n --netrc; -Q --quote =; -P --ftp-port =; --ftp-account =; --ftp-method =; --mail-from =
    --mail-rcpt =; --mail-auth =; --oauth2-bearer =; --aws-sigv4 =; --krb =; --libcurl =output
    --local-port =; --keepalive-time =; --noproxy =; --request-target =; --stderr =; --telnet-option =; -t =
    --tftp-blksize =; --hostpubmd5 =; --hostpubsha256 =; --pubkey =; --etag-save =output
    --etag-compare =read; --hsts =output; --alt-svc =output; --rate =; --parallel-max =; --variable =
    --expand-url =; --expand-data =; --create-file-mode =; --happy-eyeballs-timeout-ms =; --curves =
    --delegation =; --egd-file =; --login-options =; --sasl-authzid =; --service-name =; --speed-limit =
    --speed-time =; --tlsuser =; --tlspassword =; --tlsauthtype =; --trace-config =; --ipfs-gateway =
    -L --location; --location-trusted; -s --silent; -S --show-error; -f --fail; --fail-with-body; -k --insecure
    -I --head; -i --include; -G --get; -v --verbose; -#; --compressed; -g; -N; -a; -B; -j; -l; -M
    -p; -q; -R; -Z; -0; -1; -2; -3; -4; -6; -h =?
"""
_WGET = """
    --retry-on-http-error =; --prefer-family =; --certificate-type =; --private-key-type =; --ca-directory =; --crl-file =read; --pinnedpubkey =
    --ciphers =; --warc-header =; --warc-max-size =; --warc-dedup =read; --warc-tempdir =; --backups =
    -O --output-document =; -o --output-file =output; -a --append-output =output; -i --input-file =
    -P --directory-prefix =; --post-data =; --post-file =; --body-data =; --body-file =; --method =
    --header =; -U --user-agent =; --user =; --password =; --http-user =; --http-password =; --ftp-user =
    --ftp-password =; --proxy-user =; --proxy-password =; -e --execute =; -t --tries =; -T --timeout =
    --dns-timeout =; --connect-timeout =; --read-timeout =; -w --wait =; --waitretry =; -Q --quota =
    --bind-address =; --limit-rate =; -l --level =; -A --accept =; -R --reject =; --accept-regex =
    --reject-regex =; -D --domains =; --exclude-domains =; -I --include-directories =; -X --exclude-directories =
    --load-cookies =read; --save-cookies =output; --referer =; --ca-certificate =; --certificate =
    --private-key =; --secure-protocol =; --config =read; --use-askpass =shell; --cut-dirs =; --default-page =
    -B --base =; --max-redirect =; --progress =; --start-pos =; --restrict-file-names =
    --warc-file =output; --compression =; --rejected-log =output; --preferred-location =; --regex-type =
    --hsts-file =output; --local-encoding =; --remote-encoding =; --report-speed =; --ignore-tags =; --follow-tags =
    -q; -c; -N; -S; -r --recursive; -m --mirror; -k; -p; -np; -nc; -nd; -nH; -H; -x; -b; -v; -nv; -d; -F; -E; -K; -L
    --spider; -4; -6
"""

PROGRAMS = (
    Program("curl curlie curl.exe gcurl", options=_CURL, semantics="curl"),
    Program("wget wget2", options=_WGET, semantics="wget"),
    Program(
        "aria2c axel lftpget httrack puf saldl",
        options="""
            -o --out =output; -d --dir =; -i --input-file =read; -x =; -s =; -j =; -k =; -n =; -H --header =
            --header =; -U --user-agent =; --all-proxy =; --http-proxy =; --on-download-complete =shell
            --on-download-start =shell
            --on-download-error =shell; --conf-path =read; --load-cookies =read; -O =output; -S =?
        """,
        semantics="fetch_to_file",
    ),
    Program(
        "fetch ftp-fetch",
        options="-o --output =; -B =; -S =; -T =; -w =; -i =; -N =; -A; -a; -q; -v; -m; -r",
        semantics="fetch_print",
    ),
    Program(
        "yt-dlp youtube-dl gallery-dl",
        options="""
            -o --output =; -f --format =; -P --paths =; --exec =shell; --cookies =read; --cookies-from-browser =
            -a --batch-file =read; --config-location =read; --proxy =; -u =; -p =; -x; --audio-format =
            --external-downloader =; --postprocessor-args =
        """,
        semantics="fetch_to_file",
    ),
    Program(
        "http https httpie xh xhs",
        options="""
            -o --output =; -d --download; -a --auth =; -A --auth-type =; -f --form; --multipart; -j --json; --raw =
            --session =; --session-read-only =; -p --print =; -s --style =; --proxy =; --timeout =; --verify =
            --cert =; --cert-key =
            --boundary =; --max-redirects =; --format-options =; --default-scheme =; -c; -v; -h; -b; -m; -q; -S; -F
            -I; -x; --unix-socket =; --pretty =; --stream
        """,
        semantics="httpie",
    ),
    Program(
        "lynx links links2 elinks w3m browsh",
        options="""
            -dump; -source; -cfg =read; -post_data; -accept_all_cookies; -o =; -T =; -width =; -cookie_file =read
            -auth =
        """,
        style="single",
        semantics="browser",
    ),
    Program(
        "websocat wscat grpcurl evans bombardier ghz",
        options="""
            -c =; -n =; -t =; -d =; -H --header =; -m =; -p =read; -T =; -u --vus =; -i =; -b =; -z =; -q =; -s =
            -x =; -e =; -f =read; -o =output; -proto =; -import-path =; -plaintext; -rate =; -duration =
            --duration =; --rate =; -exec =shell; --exec =shell
        """,
        operands="text*",
        semantics="endpoint",
    ),
    Program(
        "fping fping6",
        options="""
            -f --file =read; -c --count =; -C --vcount =; -p --period =; -t --timeout =; -i --interval =; -r --retry =
            -I --iface =; -S --src =; -b --size =; -H --ttl =; -g --generate; -a; -u; -q; -s; -l; -n; -d; -e; -v
        """,
        operands="host*",
    ),
    Program(
        "socket",
        options="-p --program =shell; -s; -l; -q; -v; -b; -c; -f; -r; -w; -B =",
        operands="text*",
        does="exec.run program=socket known reverse_shell if program\nnet.listen public if s",
    ),
    Program(
        "nc ncat netcat nc.traditional nc.openbsd pnetcat",
        options="""
            -l --listen; -p --source-port =; -e --exec =; -c --sh-exec =; --lua-exec =script:lua; -w --wait =
            -s --source =; -x --proxy =; -X --proxy-type =; -g =; -G =; -i --idle-timeout =; -q =; -b; -C; -d; -D
            -F; -h; -I =; -O =; -k --keep-open; -N; -n; -r; -S; -t
            -T =; -u --udp; -U --unixsock; -V =; -v; -z; -4; -6; -o --output =output; -x --hex-dump =
            --proxy-auth =; --allow =; --deny =; --ssl; --ssl-cert =; --ssl-key =; --chat; --broker; -m =; -P =
            -L =; --send-only; --recv-only; --no-shutdown; -M =; -W =; -Z
        """,
        semantics="netcat",
    ),
    Program("socat", style="raw", semantics="socat"),
    Program(
        "telnet rlogin rsh tn5250 cu",
        options="-l =; -e =; -n =output; -b =; -X =; -p =; -a; -E; -4; -6; -8",
        semantics="telnet",
    ),
    Program("dig drill kdig delv", style="raw", operands="word*", semantics="dns"),
    Program(
        "twistd twist",
        options="-n --nodaemon; -y --python =script:python; -f --file =read; -l --logfile =output; -b --debug; -o",
        commands={
            "web|ftp": Program(
                options="--path = >dir; -r --root = >dir; -p --port =; --listen =; --auth =; --wsgi =; --class =",
                semantics="serve",
            ),
            "**": Program(operands="word*"),
        },
    ),
    Program(
        "nslookup host dnslookup doggo dog whois",
        options="-t =; -c =; -N =; -R =; -W =; -m =; -a; -type =; -query =; -h =; -p =; -q =",
        style="single",
        semantics="dns",
    ),
    Program(
        "ping ping6 hping3 traceroute tracepath traceroute6 mtr arping nping",
        options="""
            -c =; -i =; -I =; -l =; -m =; -M =; -p =; -q; -Q =; -s =; -S =; -t =; -T =; -w =; -W =; -n; -f; -P =
            -d =; --data =; -E =read; --file =read
        """,
        semantics="dns",
    ),
    Program(
        "nmap masscan zmap rustscan arp-scan",
        options="""
            -p =; -iL =read; -oN =output; -oX =output; -oG =output; -oA =output; -T =; --script =word; -e =; -S =; -D =
            -i =; --top-ports =; --script-args =; --script-args-file =read; --excludefile =read; --datadir =; -sV; -sS; -A; -Pn
        """,
        style="single",
        semantics="endpoint",
    ),
    Program(
        "tcpdump tshark dumpcap ngrep wireshark",
        options="""
            -i =; -w =output; -r =read; -c =; -s =; -C =; -G =; -W =; -z =shell; -F =read; -Y =; -f =; -T =; -e =
            -O =; -I =
        """,
        operands="text*",
    ),
    Program(
        "ssh slogin dbclient",
        options="""
            -B =; -b =; -c =; -D =; -E =output; -e =; -F =read; -I =; -i =; -J =; -L =; -l =; -M; -m =; -O =; -o =
            -p =; -Q =; -R =; -S =; -W =; -w =; -A; -a; -C; -f; -G; -g; -K; -k; -N; -n; -q; -s; -T; -t; -V; -v; -X
            -x; -Y; -y; -P =; -4; -6
        """,
        style="posix",
        semantics="ssh",
    ),
    Program(
        "autossh",
        options="""
            -M =; -B =; -b =; -c =; -D =; -E =output; -e =; -F =read; -I =; -i =; -J =; -L =; -l =; -m =; -O =; -o =
            -p =; -Q =; -R =; -S =; -W =; -w =; -f; -N; -T; -V
        """,
        style="posix",
        semantics="ssh",
    ),
    Program(
        "ttyd gotty wetty shellinaboxd websocketd",
        options="-p --port =; -i --interface =; -c --credential =; -w --permit-write; -P =; -t =; -O; -o; -a; -m =; -s =",
        operands="exec...",
        style="posix",
        does="net.listen public\nexec.run program=@program known reverse_shell",
    ),
    Program(
        "tmate upterm sshx teleconsole warp",
        options="-F; -f =; -S =; -a =; -n =; -k =; --server =; --force-command =",
        operands="text*",
        does="net.listen tunnel public\nexec.run program=@program known reverse_shell",
    ),
    Program(
        "shell2http",
        options="-host =; -port =; -shell =; -cert =; -key =read; -form; -cgi; -no-index; -add-exit; -timeout =; -cache =",
        operands="text*",
        style="single",
        does="net.listen public\nexec.run program=@program known reverse_shell",
    ),
    Program(
        "plink",
        options="-P =; -pw =; -pwfile =read; -l =; -i =; -m =read; -R =; -L =; -D =; -hostkey =; -load =; -ssh; -N; -V",
        style="single",
        semantics="ssh",
    ),
    Program("sshpass", options="-p =; -f =read; -d =; -e; -P =; -v", operands="exec...", style="posix"),
    Program(
        "mosh et eternal",
        options="--ssh =shell; -p --port =; --server =; --client =; --predict =; -a; -n",
        style="posix",
        semantics="ssh",
    ),
    Program(
        "scp pscp",
        options="""
            -c =; -D =; -F =read; -i =; -J =; -l =; -o =; -P =; -S =shell; -X =; -r --recursive; -p; -q; -C; -B; -T
            -v; -3; -4; -6; -O; -R; -s; -A
        """,
        semantics="scp",
    ),
    Program(
        "sftp psftp",
        options="""
            -B =; -b =read; -c =; -D =; -F =read; -i =; -J =; -l =; -o =; -P =; -R =; -S =shell; -s =; -X =; -r; -q
            -C; -a; -f; -p; -N; -v
        """,
        semantics="sftp",
    ),
    Program(
        "rsync openrsync",
        options="""
            -r --recursive; -a --archive >recursive; -R --relative; -b --backup; --backup-dir =; --suffix =
            -u --update; --inplace; --append; -d --dirs; -l --links; -L --copy-links; -k; -K; -H --hard-links
            -p --perms; -E; -A; -X; -o; -g; --devices; -D; -t; -O; -S
            -n --dry-run; -W; -x; -B --block-size =; -e --rsh =shell; --rsync-path =; --existing; --ignore-existing
            --remove-source-files; --delete; --del >delete; --delete-before >delete; --delete-during >delete
            --delete-delay >delete; --delete-after >delete
            --delete-excluded >delete; --delete-missing-args >delete; --ignore-errors; --force; --max-delete =
            --max-size =; --min-size =; --partial; --partial-dir =; --delay-updates; -m; --numeric-ids; --usermap =
            --groupmap =; --chown =; --timeout =; --contimeout =
            -I; --size-only; --modify-window =; -T --temp-dir =; -y; --compare-dest =; --copy-dest =; --link-dest =
            -z; --compress-level =; --skip-compress =; -C; -f --filter =; -F; --exclude =; --exclude-from =read
            --include =; --include-from =read; --files-from =read
            -0; -s; --address =; --port =; --sockopts =; --blocking-io; --stats; -8; -h; --progress; -P; -i
            -M --remote-option =; --out-format =; --log-file =output; --log-file-format =; --password-file =read
            --list-only; --bwlimit =; --write-batch =output
            --only-write-batch =output; --read-batch =read; --protocol =; --iconv =; --checksum-seed =; -4; -6; -c
            -q; -v; --info =; --debug =; --chmod =; --daemon; --config =read; --compress-choice =
            --checksum-choice =; --zc =; --zl =; --mkpath; --stop-at =; --stop-after =
        """,
        semantics="rsync",
    ),
    Program(
        "tftp atftp smbclient",
        options="-c =; -g --get; -p --put; -l --local-file =; -r --remote-file =; -m =; -v; -U =; -N; -A =; -W =; -D =",
        semantics="file_session",
    ),
    Program(
        "s3cmd s4cmd s5cmd mc mcli minio-client b2 ossutil rclone-lite swift-client azcopy gdrive drive dropbox_uploader.sh onedrive megaput mega-put",
        options="-c --config =read; -r --recursive; --acl-public; -P; --profile =; --endpoint-url =; --region =; --overwrite =",
        semantics="bucket",
    ),
    Program(
        "ftp lftp ncftp ncftpput ncftpget tnftp pftp curlftpfs",
        options="-e =; -c =; -u =; -p =; -f =read; -P =; -o =; -n; -i; -v; -d; -g; -s =read; -m",
        semantics="ftp",
    ),
    Program(
        "mail mailx mutt neomutt sendmail msmtp ssmtp swaks s-nail nail sendemail blat",
        options="""
            -s =; -a =; -A =; -c =; -b =; -r =; -f =; -i; -n; -q =; -S =; -u =; -t --to =; -F =; -e =; --from =
            --server =; -x =; -o =; -m =; --attach =; --body =; --header =; --auth =; -au =; -ap =; --data =
            -C =read; -H =read; -E =; -R =; -T =
        """,
        semantics="mail",
    ),
    Program(
        """
            ngrok devtunnel cloudflared localtunnel lt bore frpc frps pagekite serveo localhost.run tunnelto zrok chisel
            inlets inlets-pro pagekite.py expose telebit tailscale gost rathole sish wstunnel ligolo stunnel
            dnscat2 dnscat iodine iodined dns2tcpc dns2tcpd ptunnel ptunnel-ng hans icmptunnel udp2raw pinggy holesail
            loophole localcan tunnelmole tmole packetriot pktriot playit loclx nport
        """,
        options="""
            -p --port =; --url =; -s --subdomain =; --host =; --config =read; -c =read; --hostname =; --name =
            --token =; --local-port =; --to =; --domain =; --region =; --authtoken =; --log =; --auth-key =
            --login-server =
        """,
        semantics="tunnel",
    ),
    Program(
        "filebrowser",
        options="-r --root =; -a --address =; -p --port =; -d --database =; -c --config =; -b =; -l =; --noauth",
        commands={"config|users|cmds|rules|hash|upgrade|version|completion": Program(operands="word*")},
        semantics="serve",
    ),
    Program(
        "twistd twist caddy http-server serve live-server miniserve darkhttpd webfsd lighttpd nginx httpd apache2 static-server simple-http-server dufs sfz devd",
        options="""
            -p --port =; -l --listen =; -a =; -d --dir =; -s --single; -c --config =; --root =; --listen =; -i =
            -C =; -S =; -K =; --cors =?; --host =; -t; -g =; -f =; -D; --files =; --server
            --path =; -n --nodaemon; --http =
        """,
        semantics="serve",
    ),
    Program(
        "wg wg-quick openvpn ipsec strongswan vpnc openconnect nmtui wpa_cli iwconfig",
        options="--config =read; --dev =; -u =",
        operands="text*",
        does="sys.config what=network if operands",
    ),
    Program(
        "nmcli",
        options="-s --show-secrets; -g --get-values =; -f --fields =; -t; -p; -m =; -w =; -c =; -e =",
        commands={
            "device wifi show-password|dev wifi show-password": Program(does="infra.read system=nmcli secret"),
            (
                "device status|device show|device|dev status|dev show|dev|d|device wifi list|dev wifi list|"
                "device wifi|dev wifi|connection show|con show|c show|connection|con|c|general|general status|g|radio|"
                "networking connectivity|monitor"
            ): Program(operands="text*", does="infra.read system=nmcli secret if show-secrets"),
            "**": Program(operands="text*", does="sys.config what=network if operands"),
        },
        operands="text*",
    ),
    Program("gh", semantics="gh", style="posix", options="-R --repo =; --help; --version"),
    Program(
        "glab hub tea jira linear acli",
        options="-R --repo =; -F =; -f --filename =read; --hostname =",
        commands={
            "push|commit|clean|reset|checkout|rebase|stash|branch|filter-branch|remote|config": Program(
                style="raw", semantics="as_git"
            ),
            "repo|project": Program(
                commands={
                    "delete|archive": Program(does="infra.destroy system=@program what=repository"),
                    "**": Program(operands="text*"),
                }
            ),
            "release": Program(
                commands={
                    "create|upload|edit": Program(
                        options="-n =; -N =; -F =read; -t =; -a =",
                        operands="text path*",
                        does="pkg.publish manager=@program what=release",
                    ),
                    "delete|rm": Program(does="pkg.publish manager=@program what=unpublish"),
                    "list|view|download|ls": Program(),
                }
            ),
            "snippet|gist": Program(
                commands={
                    "create|new": Program(
                        options="-t =; -d =; -f =; -v =; --title =; --description =; --filename =",
                        operands="read*",
                        does="net.send channel=gist carries=file method=POST",
                    ),
                    "list|view": Program(),
                }
            ),
            "auth": Program(
                commands={
                    "token": Program(does="infra.read system=@program secret", stdout="secret"),
                    "status": Program(
                        options="-t --show-token", does="infra.read system=@program secret if show-token"
                    ),
                    "login|logout|refresh|setup-git": Program(),
                }
            ),
            "config": Program(operands="text*", semantics="config_value"),
            "variable": Program(
                commands={
                    "list|get|export": Program(does="infra.read system=@program secret", stdout="secret"),
                    "delete": Program(does="infra.destroy system=@program what=variable"),
                    "set|update": Program(does="infra.apply system=@program"),
                }
            ),
            "api": Program(
                options="-X --method =; -F --field =; -f --raw-field =; -H =; --input =read",
                operands="text*",
                does="""
                    infra.apply system=@program if method|field|raw-field|input
                    infra.read system=@program unless method|field|raw-field|input
                """,
                semantics="forge_api",
            ),
            (
                "issue delete|issues delete|mr delete|pr delete|ci delete|deploy-key delete|ssh-key delete|"
                "label delete|milestone delete|schedule delete|user delete|environment delete|securefile remove|"
                "token revoke|cluster agent delete"
            ): Program(operands="text*", does="infra.destroy system=@program what=@verb"),
            (
                "mr|pr|issue|ci|pipeline|label|milestone|user|alias|job|schedule|ssh-key|incident|"
                "check-update|completion|help|version|changelog|cluster|duo|iteration|securefile|stack|token|"
                "issues|browse|fork|sync"
            ): Program(
                options="-t --title =; -d --description =; -b --body =; -m =; -l =; -a =; -s =", operands="text*"
            ),
        },
        operands="text*",
    ),
    Program(
        """
            pastebinit wgetpaste gist pastebin termbin ix sprunge transfer.sh transfer ffsend croc wormhole
            magic-wormhole filebin 0x0 imgur-uploader fpaste haste hastebin dpaste
        """,
        options="-i =; -b =; -a =; -f =; -t =; -d --description =; -p; -u =; -o =; --code =; --title =",
        semantics="paste",
    ),
    Program(
        "slack slackcat telegram-send telegram-cli discord.sh ntfy apprise pushover signal-cli matrix-commander",
        options="-c --channel =; -f --file =read; --attach =read; -t =; -m =; -u =; -b =; --image =read",
        operands="text*",
        semantics="sends",
    ),
    Program(
        """
            mosquitto_pub kcat kafkacat dropbox_uploader snmptrap
            snmpset finger snmpinform nats-pub stomp-send qpid-send wormhole-send sendxmpp
        """,
        options="""
            -h --host =; -b --broker =; -t =; -m =; -f =read; -l; -s; -P; -C; -L; -c =; -v =; -u =; -p =; --file =read
            -r --recursive; -i =; -q =; -o =
        """,
        operands="text*",
        semantics="sends",
    ),
    Program(
        "ipfs",
        options="--api =; --repo-dir =; -c =",
        commands={
            "add": Program(
                options="-r --recursive; -n --only-hash; -w; -q; -Q; --pin; --chunker =; --raw-leaves; --nocopy",
                operands="tree*",
                does="net.send channel=cloud-storage carries=file unless only-hash",
            ),
            "files write|block put|dag put": Program(
                operands="text* read", does="net.send channel=cloud-storage carries=file"
            ),
            "get": Program(options="-o --output =output", operands="text*", does="net.fetch"),
            "**": Program(operands="text*"),
        },
    ),
    Program(
        "onionshare-cli onionshare transmission-create webtorrent-seed",
        options="-o =output; -t =; -c =; --receive; --chat; --website; --title =; --data-dir =; -p; -v; -h --help",
        operands="tree*",
        does="net.send channel=paste carries=file unless receive|chat|help",
    ),
    Program(
        "ss netstat ip ifconfig route arp iw ethtool bridge tc",
        options="-n; -t; -l; -p; -a; -f =; -s; -4; -6; -o; -br; -j; -c; -r; -u; -x; -e; -i =; -d; -F =; -A =",
        style="single",
        semantics="netconfig",
    ),
)
