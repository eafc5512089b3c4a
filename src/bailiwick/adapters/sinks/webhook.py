"""A sink that posts single entries, signed as Standard Webhooks asks: meant for incidents."""

from __future__ import annotations

import hmac
import json
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from hashlib import sha256

from bailiwick.model.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bailiwick.adapters.log_reader import Placed
    from bailiwick.adapters.sinks.post import Poster

_PREFIX = "whsec_"


class WebhookSink:
    """Posts each entry by itself; the message id stays the same when it comes again."""

    def __init__(self, poster: Poster, secret: bytes, now: Callable[[], int]) -> None:
        """`now` gives seconds since 1970: receivers refuse old messages."""
        self._poster = poster
        self._secret = secret
        self._now = now

    def send(self, batch: Sequence[Placed]) -> None:
        """Post the entries one after another."""
        for placed in batch:
            plain = {"type": f"bailiwick.{placed.entry.kind}", "timestamp": placed.entry.time, "data": placed.plain()}
            body = json.dumps(plain, ensure_ascii=False).encode()
            name, moment = f"msg_{placed.leaf[:32]}", str(self._now())
            headers = {
                "Content-Type": "application/json",
                "webhook-id": name,
                "webhook-timestamp": moment,
                "webhook-signature": signature(self._secret, name, moment, body),
            }
            self._poster.post(body, headers)

    def close(self) -> None:
        """Let the connection go."""
        self._poster.close()


def signature(secret: bytes, name: str, moment: str, body: bytes) -> str:
    """The signature of a message (Standard Webhooks 1.0, symmetric)."""
    digest = hmac.new(secret, f"{name}.{moment}.".encode() + body, sha256).digest()
    return f"v1,{b64encode(digest).decode()}"


def parse_secret(text: str) -> bytes:
    """The key of a secret as webhook tools write it: `whsec_` and base64 of 24 to 64 bytes.

    Raises:
        UsageError: it is not of that form.
    """
    try:
        key = b64decode(text.strip().removeprefix(_PREFIX), validate=True)
    except (Base64Error, ValueError) as error:
        raise UsageError(f"expected a webhook secret of the form `{_PREFIX}BASE64`") from error
    if not text.strip().startswith(_PREFIX) or not 24 <= len(key) <= 64:
        raise UsageError(f"expected a webhook secret of the form `{_PREFIX}BASE64` with 24 to 64 bytes")
    return key
