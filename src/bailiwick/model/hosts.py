"""What host names mean: this machine, local networks, names that embed an address, paste and drop sites."""

from __future__ import annotations

from bailiwick.model import addresses

METADATA = frozenset(
    (
        "metadata.google.internal", "metadata.goog", "metadata", "instance-data", "instance-data.ec2.internal",
        "metadata.tencentyun.com", "metadata.azure.internal", "metadata.azure.com", "metadata.packet.net",
        "metadata.platformequinix.com", "api.metadata.cloud.ibm.com", "metadata.oraclecloud.com",
        "rancher-metadata", "rancher-metadata.rancher.internal", "metadata.vultr.com",
        "metadata.nifcloud.internal",
    )
)  # fmt: skip
"""Names of cloud metadata services."""

LOOPBACK = frozenset(
    (
        "localhost", "localhost.localdomain", "localhost4", "localhost6", "localhost4.localdomain4",
        "localhost6.localdomain6", "ip6-localhost", "ip6-loopback", "loopback", "broadcasthost",
        "host.docker.internal", "gateway.docker.internal", "kubernetes.docker.internal",
        "host.containers.internal", "host.lima.internal", "host.minikube.internal", "docker.for.mac.localhost",
        "docker.for.mac.host.internal", "docker.for.win.localhost",
    )
)  # fmt: skip
"""Names of this machine."""

PUBLIC_LOOPBACK = frozenset(
    (
        "localtest.me", "lvh.me", "vcap.me", "lacolhost.com", "localho.st", "local.gd", "fuf.me", "ulh.us",
        "localh.st", "127-0-0-1.org.uk", "lvh.dev", "yoogle.com.lvh.me", "smackaho.st", "beeceptor.local.gd",
        "readme.localtest.me", "domaincontrol.lvh.me", "localdomain.pw", "bugbounty.dod.network",
        "spoofed.burpcollaborator.net",
    )
)  # fmt: skip
"""Public domains whose every name resolves to this machine."""

EMBEDDING = frozenset(
    (
        "nip.io", "sslip.io", "xip.io", "xip.name", "nip.direct", "ip6.name", "backname.io", "traefik.me",
        "plex.direct", "rbndr.us", "1u.ms", "rebind.network", "rebind.it", "ipq.co", "myip.is", "hipio.me",
        "ip.addr.tools", "local-ip.sh", "local-ip.co", "my.local-ip.co", "getlocalcert.net", "dyn.li",
        "omnidns.de", "lan.io",
    )
)  # fmt: skip
"""Public domains whose names spell the address they resolve to, or that rebind."""

LOCAL_SUFFIXES = frozenset(
    ("local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private", "arpa", "svc", "test", "consul")
)
"""Top-level names of local networks."""

DROPS = frozenset(
    (
        "pastebin.com", "paste.ee", "pastebin.pl", "paste.rs", "paste.debian.net", "paste.ubuntu.com",
        "pastebin.ubuntu.com", "paste.centos.org", "paste.mozilla.org", "paste.opendev.org", "paste.sh",
        "paste.tc", "paste.c-net.org", "pastes.io", "pastie.org", "hastebin.com", "hastebin.skyra.pw",
        "toptal.com/developers/hastebin", "dpaste.com", "dpaste.org", "dpaste.de", "ix.io", "sprunge.us",
        "termbin.com", "clbin.com", "p.ip.fi", "bpa.st", "bpaste.net", "0bin.net", "privatebin.net",
        "privatebin.info", "ghostbin.co", "ghostbin.com", "rentry.co", "rentry.org", "controlc.com",
        "justpaste.it", "ideone.com", "codepad.org", "cl1p.net", "snippet.host", "spit.mixtape.moe", "zerobin.net",
        "defuse.ca", "cpaste.org", "ybin.me", "txt.fyi", "paste.gg", "pastefs.com", "shrib.com", "textbin.net",
        "transfer.sh", "0x0.st", "file.io", "temp.sh", "oshi.at", "bashupload.com", "catbox.moe",
        "litterbox.catbox.moe", "files.catbox.moe", "gofile.io", "anonfiles.com", "bayfiles.com", "filebin.net",
        "tmpfiles.org", "uguu.se", "x0.at", "keep.sh", "ttm.sh", "envs.sh", "fars.ee", "pixeldrain.com",
        "send.vis.ee", "wormhole.app", "filetransfer.io", "wetransfer.com", "we.tl", "mega.nz", "sendgb.com",
        "ufile.io", "dropmefiles.com", "easyupload.io", "workupload.com", "mediafire.com", "zippyshare.com",
        "krakenfiles.com", "send-anywhere.com", "sendspace.com", "1fichier.com", "webhook.site", "requestbin.com",
        "requestbin.net", "requestbin.io", "requestcatcher.com", "requestinspector.com", "pipedream.net",
        "m.pipedream.net", "hookbin.com", "beeceptor.com", "mockbin.org", "mocky.io", "postb.in", "httpdump.app",
        "ptsv2.com", "ptsv3.com", "webhook.cool", "webhookinbox.com", "typedwebhook.tools", "hookdeck.com",
        "svix.com", "smee.io", "ntfy.sh", "canarytokens.com", "canarytokens.org", "dnslog.cn", "ceye.io",
        "log4shell.tools", "interact.sh", "interactsh.com", "oast.pro", "oast.live", "oast.site", "oast.online",
        "oast.fun", "oast.me", "burpcollaborator.net", "oastify.com", "bxss.me", "xss.ht", "xsshunter.com",
        "ezxss.com", "dnsbin.zhack.ca", "eyes.sh", "dig.pm", "requestrepo.com", "r87.me", "ngrok.io", "ngrok.app",
        "ngrok-free.app", "ngrok-free.dev", "ngrok.dev", "trycloudflare.com", "loca.lt", "localtunnel.me",
        "serveo.net", "serveousercontent.com", "localhost.run", "lhr.life", "lhr.rocks", "lhr.pro", "pagekite.me",
        "bore.pub", "telebit.io", "tunnelto.dev", "devtunnels.ms", "pinggy.io", "pinggy.link", "pinggy.online",
        "zrok.io", "playit.gg", "packetriot.net", "localxpose.io", "loclx.io", "expose.dev",
        "sharedwithexpose.com", "lt.dev", "gist.githubusercontent.com", "gist.github.com",
    )
)  # fmt: skip
"""Paste sites, anonymous file drops, request catchers and tunnels: anybody can leave or catch data there."""

DROP_PATHS = (
    ("discord.com", "/api/webhooks/"),
    ("discordapp.com", "/api/webhooks/"),
    ("canary.discord.com", "/api/webhooks/"),
    ("ptb.discord.com", "/api/webhooks/"),
    ("cdn.discordapp.com", "/attachments/"),
    ("api.telegram.org", "/bot"),
    ("toptal.com", "/developers/hastebin"),
    ("gitlab.com", "/-/snippets/"),
)
"""Hosts that are such a site only below a path."""

_LABELS = 6
"""More labels than any domain in the tables has."""

_NAME_CHARS = 253
"""Longest host name of the DNS (RFC 1035, section 2.3.4)."""


def below_domain(host: str, domains: frozenset[str]) -> str:
    """The member of `domains` that is `host` or a parent domain of it, or the empty text."""
    labels = host.rsplit(".", _LABELS)
    for start in range(max(0, len(labels) - _LABELS), len(labels)):
        name = ".".join(labels[start:])
        if name in domains:
            return name
    return ""


def is_drop(host: str, path: str) -> bool:
    """True for a paste, drop, catcher or tunnel site."""
    if below_domain(host, DROPS):
        return True
    return any(host == name and path.startswith(start) for name, start in DROP_PATHS)


def class_of_name(host: str) -> tuple[str, bool]:
    """The address class that a name stands for without asking DNS, and whether it embeds another address."""
    if host in METADATA:
        return "metadata", False
    if host in LOOPBACK or host.endswith((".localhost", ".localhost.localdomain")):
        return "loopback", False
    if below_domain(host, PUBLIC_LOOPBACK):
        return "loopback", True
    service = below_domain(host, EMBEDDING)
    if service and service != host:
        return _embedded_class(host[: -len(service)]), True
    last = host.rpartition(".")[2]
    if last in LOCAL_SUFFIXES or "." not in host:
        return "private", False
    return "public", False


def _embedded_class(labels: str) -> str:
    """The worst class of all addresses that the labels in front of an embedding service spell."""
    labels = labels[-_NAME_CHARS:].strip(".")
    words = labels.replace("-", ".").split(".")
    kinds = []
    for start in range(len(words)):
        four = ".".join(words[start : start + 4])
        number = addresses.parse_v4(four) if len(words) - start >= 4 else None
        if number is not None:
            kinds.append(addresses.class_of_v4(number))
        if len(words[start]) == 8 and not words[start].strip("0123456789abcdef"):
            kinds.append(addresses.class_of_v4(int(words[start], 16)))
    if "localhost" in words:
        kinds.append("loopback")
    for label in labels.split("."):
        # sslip.io spells IPv6 with dashes for colons.
        spelled = addresses.read(label.replace("-", ":")) if label.count("-") > 1 else None
        if spelled is not None:
            kinds.append(spelled.kind)
    return addresses.worst(kinds) if kinds else "reserved"
