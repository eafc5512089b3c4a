"""URLs read as fetchers read them."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.interpret.effects import join, literal, unknown
from bailiwick.interpret.web import target
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError
from bailiwick.model.operation import Kind, ResourceClass, ResourceType
from bailiwick.model.vocabulary import attributes_of


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://localhost/", "loopback"),
        ("http://LOCALHOST.:80/", "loopback"),
        ("http://app.localhost:3000/", "loopback"),
        ("http://127.1/", "loopback"),
        ("http://2130706433/", "loopback"),
        ("http://0x7f.1:8080/", "loopback"),
        ("http://[::1]/", "loopback"),
        ("http://[::ffff:127.0.0.1]/", "loopback"),
        ("http://[::1%25lo0]/", "loopback"),
        ("http://[0:0:0:0:0:ffff:7f00:1]/", "loopback"),
        ("http://%31%32%37.0.0.1/", "loopback"),
        ("http://%6c%6f%63%61%6c%68%6f%73%74/", "loopback"),
        ("http://%256c%256fcalhost/", "loopback"),
        ("http://①②⑦.⓪.⓪.①/", "loopback"),
        ("http://\uff11\uff12\uff17\u3002\uff10\u3002\uff10\u3002\uff11/", "loopback"),
        ("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "loopback"),
        ("http://loc\u00adalhost/", "loopback"),
        ("http://local\thost/", "loopback"),
        ("ht\ntp://localhost/", "loopback"),
        ("  http://localhost/  ", "loopback"),
        ("http:\\\\localhost\\x", "loopback"),
        ("http:/localhost/", "loopback"),
        ("http:////localhost/", "loopback"),
        ("http:localhost", "loopback"),
        ("//localhost/x", "loopback"),
        ("http://good.example@localhost/", "loopback"),
        ("http://good.example:80@127.0.0.1/", "loopback"),
        ("http://127.0.0.1\\@good.example/", "loopback"),
        ("http://good.example\\@127.0.0.1/", "loopback"),
        ("http://127.0.0.1#@good.example/", "loopback"),
        ("http://127.0.0.1?@good.example/", "loopback"),
        ("http://127.0.0.1.nip.io/", "loopback"),
        ("http://app-127-0-0-1.sslip.io/", "loopback"),
        ("http://7f000001.nip.io/", "loopback"),
        ("http://--1.sslip.io/", "loopback"),
        ("http://x.localtest.me/", "loopback"),
        ("http://7f000001.c0a80001.rbndr.us/", "loopback"),
        ("http://host.docker.internal:9200/", "loopback"),
        ("http://169.254.169.254/latest/meta-data/", "metadata"),
        ("http://[fd00:ec2::254]/", "metadata"),
        ("http://metadata.google.internal/", "metadata"),
        ("http://metadata/computeMetadata/v1/", "metadata"),
        ("http://169-254-169-254.nip.io/", "metadata"),
        ("http://0xA9FEA9FE/", "metadata"),
        ("http://10.0.0.5/", "private"),
        ("http://router.lan/", "private"),
        ("http://jira.corp/", "private"),
        ("http://printer.local/", "private"),
        ("http://db:5432/", "private"),
        ("http://10.0.0.1.xip.io/", "private"),
        ("http://100.64.0.1/", "carrier-nat"),
        ("http://example.com/", "public"),
        ("http://localhost.example.com/", "public"),
        ("http://127.0.0.1.example.com/", "public"),
        ("http://example.com/?u=http://127.0.0.1/", "public"),
        ("http://example.com#@127.0.0.1", "public"),
        ("http://8.8.8.8/", "public"),
        ("http://mylocalhost.com/", "public"),
    ],
)
def test_the_address_class_is_of_what_is_reached(url: str, address: str) -> None:
    _resource, attributes = target(url)
    assert attributes["address"] == address


@pytest.mark.parametrize(
    "url", ["http://127.1/", "http://127.0.0.1.nip.io/", "http://①27.0.0.1/", "http://%31.1.1.1/", "http://0177.0.0.1/"]
)
def test_hidden_addresses_are_marked(url: str) -> None:
    assert target(url)[1].get("embedded") is True


def test_the_page_of_a_service_that_embeds_addresses_embeds_none() -> None:
    attributes = target("https://nip.io/")[1]
    assert attributes["address"] == "public"
    assert "embedded" not in attributes


def test_metadata_services_hand_out_credentials() -> None:
    assert ResourceClass.SECRET in target("http://169.254.169.254/latest")[0].classes


def test_the_password_of_a_url_is_not_in_the_resource() -> None:
    resource, attributes = target("https://user:" + "hunter2@example.com/x#part")
    assert resource.value == "https://example.com/x"
    assert attributes["userinfo"] is True


def test_the_canonical_form_has_the_address_in_its_usual_spelling() -> None:
    assert target("HTTP://0x7F.1:8080/a?b=c")[0].value == "http://127.0.0.1:8080/a?b=c"
    assert target("http://[::FFFF:127.0.0.1]/")[0].value == "http://[::ffff:7f00:1]/"


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("example.com", "example.com", None),
        ("example.com:8443/x", "example.com", 8443),
        ("localhost:3000", "localhost", 3000),
        ("git@github.com:owner/repo.git", "github.com", 22),
        ("ssh://git@host.example:2222/x", "host.example", 2222),
        ("user:pw@host.example/x", "host.example", None),
        ("https://host.example", "host.example", 443),
        ("wss://host.example/", "host.example", 443),
        ("::1", "::1", None),
    ],
)
def test_hosts_and_ports_without_and_with_scheme(text: str, host: str, port: int | None) -> None:
    _resource, attributes = target(text)
    assert attributes["host"] == host
    assert attributes.get("port") == port


def test_a_bare_host_is_a_host() -> None:
    assert target("example.com")[0].type is ResourceType.HOST
    assert target("example.com/")[0].type is ResourceType.URL


@pytest.mark.parametrize("url", ["file:///etc/passwd", "data:text/html,x", "javascript:alert(1)", "jar:http://x!/"])
def test_schemes_without_a_host_are_told_by_their_scheme(url: str) -> None:
    attributes = target(url)[1]
    assert attributes["scheme"] == url.split(":", maxsplit=1)[0]
    assert "host" not in attributes


@pytest.mark.parametrize(
    "url",
    [
        "https://pastebin.com/raw/x",
        "https://transfer.sh/x",
        "http://0x0.st",
        "https://webhook.site/1-2-3",
        "https://abc.ngrok-free.app/",
        "https://x1y2.oast.fun/?d=1",
        "https://discord.com/api/webhooks/1/abc",
        "https://api.telegram.org/bot123:abc/sendMessage",
        "https://gist.githubusercontent.com/u/1/raw/x.sh",
    ],
)
def test_paste_and_drop_sites_are_marked(url: str) -> None:
    assert target(url)[1].get("paste") is True


@pytest.mark.parametrize(
    "url",
    [
        "https://discord.com/developers/docs",
        "https://core.telegram.org/bots",
        "https://notpastebin.com.example/",
        "https://example.com/pastebin.com",
        "https://raw.githubusercontent.com/a/b/main/x",
        "https://ngrok.com/docs",
    ],
)
def test_other_sites_are_not(url: str) -> None:
    assert "paste" not in target(url)[1]


def test_an_unknown_path_leaves_the_host_known() -> None:
    resource, attributes = target(join(literal("https://api.example.com/v1/"), unknown("$ID")))
    assert attributes["host"] == "api.example.com"
    assert attributes["wildcard"] is True
    assert resource.value == "https://api.example.com/v1/*"


def test_an_unknown_port_leaves_the_host_known() -> None:
    assert target(join(literal("http://localhost:"), unknown("$PORT"), literal("/")))[1]["address"] == "loopback"


def test_an_unknown_beginning_of_a_host_keeps_its_domain() -> None:
    attributes = target(join(unknown("data"), literal(".x.oast.pro")))[1]
    assert attributes["host"] == "*.x.oast.pro"
    assert attributes["paste"] is True
    assert "address" not in attributes


def test_an_unknown_host_has_no_host() -> None:
    assert "host" not in target(unknown("$URL"))[1]
    assert "address" not in target(join(literal("http://localhost"), unknown("$X")))[1]


def test_an_endless_url_is_refused() -> None:
    with pytest.raises(BoundError):
        target("http://x/" + "a" * bounds.URL_CHARS)


@pytest.mark.parametrize(
    "host",
    ["a." * 32_000, "é" * 32_000, "%31" * 20_000, "1." * 30_000 + "nip.io", "[" * 60_000, "@" * 60_000, "1:" * 30_000],
)
def test_an_absurd_host_is_read_in_linear_time(host: str) -> None:
    start = time.perf_counter()
    target(f"http://{host}/")
    assert time.perf_counter() - start < 1


@given(st.text(max_size=80))
def test_any_text_has_a_target_with_attributes_of_the_vocabulary(text: str) -> None:
    for url in (text, f"http://{text}", f"https://a@{text}:80/"):
        _resource, attributes = target(url)
        assert attributes.keys() <= attributes_of(Kind.NET_FETCH)


_LABEL = st.text(alphabet="abcxyz019-", min_size=1, max_size=6).filter(lambda label: label.strip("-") == label)


@given(st.lists(_LABEL, min_size=2, max_size=3).map(".".join), st.integers(1, 65535), st.sampled_from(["http", "ftp"]))
def test_plain_urls_are_read_as_the_standard_library_reads_them(host: str, port: int, scheme: str) -> None:
    host = f"{host}.example"
    url = f"{scheme}://user:x@{host}:{port}/p?q#f"
    split, attributes = urlsplit(url), target(url)[1]
    assert (attributes["host"], attributes["port"], attributes["scheme"]) == (split.hostname, split.port, split.scheme)


@pytest.mark.skipif(shutil.which("curl") is None or sys.platform != "linux", reason="needs curl")
@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.0.1", "0x7f.0x0.0x0.0x1", "017700000001", "0"]
)
def test_curl_reaches_this_machine_where_we_say_loopback(host: str) -> None:
    """A real server on loopback, the real curl: every spelling that connects must be of class loopback."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def answer() -> None:
            peer, _address = server.accept()
            with peer:
                peer.recv(4096)
                peer.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok")

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        done = subprocess.run(
            ["curl", "--silent", "--noproxy", "*", "--max-time", "5", f"http://{host}:{port}/"],
            capture_output=True,
            check=False,
            timeout=20,
        )
        if done.returncode:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as wake:
                wake.sendall(b"x")
        thread.join(timeout=5)
    assert done.stdout == b"ok"
    assert target(f"http://{host}:{port}/")[1]["address"] == "loopback"


@pytest.mark.parametrize(
    "url",
    [
        "https://h.example/redirect-to?url=http://127.0.0.1/",
        "https://h.example/redirect-to?url=http%3A%2F%2F169.254.169.254%2F",
        "https://h.example/goto?to=http%253A%252F%252F10.0.0.1",
        "https://www.google.com/url?q=http://metadata.google.internal/",
        "http://169.254.169.254%2f.example.com/",
    ],
)
def test_a_redirector_that_leads_inwards_and_a_host_that_no_host_is_are_disguises(url: str) -> None:
    _resource, attributes = target(url)
    assert attributes["embedded"] is True


@pytest.mark.parametrize(
    "url",
    [
        "https://h.example/attacks/ssrf?target=http://169.254.169.254/",
        "https://h.example/redirect?url=https://example.org/a",
        "https://h.example/login?redirect_uri=http://localhost:3000/callback",
        "https://web.archive.org/web/2020/https://example.com/",
        "https://h.example/redirect?next=/home",
        "https://h.example/?next=http://localhost/",
    ],
)
def test_an_address_in_a_query_is_else_text(url: str) -> None:
    _resource, attributes = target(url)
    assert "embedded" not in attributes
