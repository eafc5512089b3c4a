"""`Poster`: HTTP POST over one kept connection."""

from __future__ import annotations

import gzip
import http.client
import ssl
from urllib.parse import urlsplit

from bailiwick.adapters.sinks.sink import SinkFault
from bailiwick.model.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

TIMEOUT_SECONDS = 20.0
_ANSWER_BYTES = 2000
_COMPRESS_FROM = 1024
_LONGEST_WAIT = 3600.0
"""Longest time that a destination's Retry-After is obeyed for, seconds."""


class Poster:
    """Posts bodies to one URL."""

    def __init__(self, url: str, headers: Mapping[str, str], *, compress: bool = True) -> None:
        """Connect at the first post.

        Raises:
            UsageError: the URL is not http or https, or carries credentials.
        """
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"expected an http or https URL, got `{url}`")
        if parts.username or parts.password:
            raise UsageError("expected a URL without credentials in it", remedy="use `token_file` or `token_env`")
        self._name = f"{parts.scheme}://{parts.netloc}"
        self._target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._headers = dict(headers)
        self._compress = compress
        self._connection: http.client.HTTPConnection = (
            http.client.HTTPSConnection(
                parts.hostname, parts.port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context()
            )
            if parts.scheme == "https"
            else http.client.HTTPConnection(parts.hostname, parts.port, timeout=TIMEOUT_SECONDS)
        )

    def post(self, body: bytes, headers: Mapping[str, str]) -> None:
        """Post `body`; on return the destination answered 2xx.

        Raises:
            SinkFault: it did not, or cannot be reached.
        """
        sent = {**self._headers, **headers}
        if self._compress and len(body) >= _COMPRESS_FROM:
            body, sent["Content-Encoding"] = gzip.compress(body, compresslevel=1), "gzip"
        try:
            self._connection.request("POST", self._target, body, sent)
            answer = self._connection.getresponse()
            said = answer.read(_ANSWER_BYTES)
            if not answer.isclosed():
                self.close()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise SinkFault(f"cannot reach `{self._name}`: {str(error) or type(error).__name__}") from error
        if not 200 <= answer.status < 300:
            reason = said.decode("utf-8", "replace").strip().partition("\n")[0][:200]
            raise SinkFault(
                f"`{self._name}` answered {answer.status}{f': {reason}' if reason else ''}",
                retry_seconds=_seconds(answer.headers.get("Retry-After", "")),
            )

    def close(self) -> None:
        """Let the connection go; the next post makes another."""
        self._connection.close()


def _seconds(text: str) -> float:
    return min(float(text), _LONGEST_WAIT) if text.isascii() and text.isdigit() else 0.0
