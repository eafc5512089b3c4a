"""Programs that hand files of this machine to other machines: drops, phones, other transfer tools."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

PROGRAMS = (
    Program(
        "qrcp bashupload transferwee plik gupload wetransfer oshi filepush upload.sh imgur.sh imgurbash2 dropbox-deploy",
        options="-i =; -p --port =; -o --output =output; -z --zip; -k; -t =; -m =; -s; -r; -u =; --token =; --secure =",
        semantics="paste",
    ),
    Program(
        "kdeconnect-cli",
        options="-d --device =; -n --name =; --share =read; -l --list-devices; -a --list-available; --ping; --ring",
        does="net.send channel=phone carries=file if share",
        operands="text*",
    ),
    Program(
        "woof uftp bluetooth-sendto imgur-screenshot ffshare wormhole-william",
        options="-i =; -p =; -c =; -z; -j; -Z; -u; --device =; -M =; -I =; -H =; --code-length =; --relay-url =",
        semantics="paste",
    ),
    Program(
        "mpack",
        options="-s =; -d =; -m =; -c =; -o =output; -n =",
        operands="read text*",
        does="net.send channel=mail carries=file unless o",
    ),
    Program(
        "obexftp",
        options="-b --bluetooth =; -B --channel =; -p --put =read; -g --get =; -l --list =?; -c --chdir =; -k --delete =",
        does="net.send channel=phone carries=file if put",
        operands="read*",
    ),
    Program(
        "keybase",
        commands={
            "fs cp|fs mv|fs write": Program(
                options="-r --recursive; -f --force; -i; --rev =",
                operands="path* text",
                does="net.send channel=cloud-storage carries=file",
            ),
            "fs rm": Program(operands="word*", does="infra.destroy system=keybase what=objects"),
            "pgp export": Program(
                options="-s --secret; -q =; -o =output", does="infra.read system=keybase secret if secret"
            ),
        },
        operands="word*",
    ),
    Program(
        "megatools megacmd mega-cmd dbxcli pcloudcc internxt proton-drive filen putio",
        options="-r --recursive; --path =; -u =; -p =; --no-progress; --reload; --file =read; --folder =",
        commands={
            "put|upload|upload-file|copy --upload|share|export|send": Program(
                operands="path*", does="net.send channel=cloud-storage carries=file"
            ),
            "rm|delete|purge|trash": Program(operands="word*", does="infra.destroy system=@program what=objects"),
            "ls|list|df|get|download|du|info|login|logout|search|version|help|account|revs|test|config|mkdir": Program(
                operands="word*"
            ),
        },
        operands="word*",
    ),
    Program(
        "toot twurl mastodon-cli bsky",
        options="-m --media =read; -f --file =read; -d --data =; -X =; -t =; -v --visibility =; --description =; -H =",
        commands={
            "upload": Program(operands="read*", does="net.send channel=message carries=file"),
        },
        operands="text*",
        does="net.send channel=message carries=file if media|file",
    ),
    Program(
        "duck",
        options="""
            --upload =; --download =; --list =; --delete =; --copy =; --synchronize =; -u --username =; -p --password =
            -i --identity =; -e --existing =; -y --assumeyes; -q --quiet; -v
        """,
        operands="path*",
        does="net.send channel=cloud-storage carries=file if upload|synchronize\n"
        "infra.destroy system=duck what=objects if delete",
    ),
    Program(
        "ascp bbcp",
        options="-i =; -P =; -l =; -m =; -k =; -L =output; -T; -Q; -d; -v; -w =; -s =; -f; -a; -r --recursive; -V",
        semantics="scp",
    ),
    Program("gnutls-cli", options="-p --port =; --starttls; --insecure; --x509cafile =read; -s", semantics="telnet"),
)
"""Kept apart from `network`, whose programs talk to a server that the words name."""
