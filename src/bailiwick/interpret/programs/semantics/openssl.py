"""openssl: subcommands that encrypt, decode, show keys, or open sockets (openssl(1))."""

from __future__ import annotations

import base64
import binascii

from bailiwick.interpret.effects import Data, Label, literal
from bailiwick.interpret.programs.arguments import Arguments, read_arguments
from bailiwick.interpret.programs.semantics.netcat import connect
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.call import Call

_OPTIONS = """
    -in =read; -inkey =read; -key =; -out =output; -keyout =output; -config =; -pass =; -passin =; -passout =; -k =
    -kfile =read; -K =; -iv =; -S =; -md =; -connect =; -host =; -port =; -accept =; -cert =; -CAfile =; -CApath =
    -CA =; -CAkey =read; -servername =; -proxy =; -starttls =; -days =; -subj =; -newkey =; -set_serial =; -name =
    -certfile =read; -nbits =; -pkeyopt =; -algorithm =; -inform =; -outform =; -keyform =; -engine =; -provider =
    -provider-path =; -alpn =; -verify =; -cipher =; -ciphersuites =; -iter =; -rand =read; -extensions =
    -extfile =read; -addext =; -sigfile =read; -signature =read; -sign =read; -prverify =read; -hmac =; -WWW; -HTTP
    -www
    -d; -e; -a; -base64; -A; -salt; -nosalt; -pbkdf2; -text; -noout; -pubout; -pubin; -nodes; -x509; -new; -quiet
    -showcerts; -hex; -r; -p; -export; -nokeys; -nocerts; -clcerts; -z
"""


def run(call: Call, arguments: Arguments) -> None:
    """The first word is the subcommand; `enc -d` and `base64 -d` decode."""
    words = arguments.operands
    verb = (words[0].known or "") if words else ""
    inner, _ = read_arguments(words[1:], _OPTIONS, style="single")
    for key in ("in", "inkey", "CAkey", "sign", "kfile", "rand", "certfile", "extfile"):
        for word in inner.values(key):
            call.read(word)
    for word in inner.values("engine", "provider-path"):
        if "/" in word.shown():
            call.emit(Kind.EXEC_RUN, call.path(word), program=call.program, opaque=True)
    for key in ("out", "keyout"):
        for word in inner.values(key):
            call.write(word, data=Data(None, call.labels), truncates=True)
    if verb in ("s_client", "ocsp", "s_time"):
        address = inner.value("connect", "host") or (inner.operands[0] if inner.operands else None)
        if address is not None:
            connect(call, address)
        call.stdout = Data(None, frozenset({Label.NETWORK}))
    elif verb == "s_server":
        call.emit(Kind.NET_LISTEN, call.name(inner.value("accept", "port") or "4433"), channel="socket", public=True)
        call.stdout = Data(None, frozenset({Label.NETWORK}))
    elif verb in ("dgst", "version", "ciphers", "verify", "rand", "prime", "speed", "list", "help"):
        call.stdout = Data(None, frozenset({Label.COMMAND}))
    else:
        _transformed(call, inner, verb)


def _transformed(call: Call, inner: Arguments, verb: str) -> None:
    labels = call.labels if inner.has("in") else call.stdin.labels
    decodes = inner.has("d") or verb in ("smime", "cms", "rsautl", "pkeyutl", "zlib")
    if inner.has("pubout", "pubin", "noout") and not inner.has("text"):
        call.stdout = Data(None, frozenset({Label.COMMAND}))
        return
    text = None
    known = call.stdin.text.known if call.stdin.text is not None and not inner.has("in") else None
    if decodes:
        labels |= {Label.DECODED}
        if known is not None and (
            verb == "base64" or (verb == "enc" and inner.has("a", "base64") and not inner.strange)
        ):
            text = _base64(known)
    call.stdout = Data(None if text is None else literal(text, labels), labels)


def _base64(text: str) -> str | None:
    try:
        return base64.b64decode("".join(text.split())).decode()
    except (ValueError, binascii.Error):
        return None
