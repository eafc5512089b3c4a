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
