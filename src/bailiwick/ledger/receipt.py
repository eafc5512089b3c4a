"""`Receipt`: one entry with everything that a stranger needs to check it (docs/formats/receipt.md).

The entry's exact line, the proof that it is in a tree, the signed head of that tree and the key's name travel
together, with the changes of the key that lead to it. Checking it is the work of `bailiwick_verify`.
"""

from __future__ import annotations

import json

from bailiwick.model.value import Value

FORMAT = "bailiwick-receipt/1"


class Receipt(Value):
    """A receipt to be written."""

    entry: str
    """The entry's line in the log, without line feed."""
    proof: str
    """A C2SP tlog-proof, which ends in the signed checkpoint."""
    key: str
    """Verifier key (`name+id+base64`) that the checkpoint is signed by."""
    handovers: tuple[str, ...] = ()
    """The lines of the entries `key` from the log's first key to this one, oldest first."""

    def text(self) -> str:
        """The written form: one JSON object, indented for people."""
        plain: dict[str, object] = {"format": FORMAT, "key": self.key, "entry": self.entry, "proof": self.proof}
        if self.handovers:
            plain["handovers"] = list(self.handovers)
        return json.dumps(plain, indent=1, ensure_ascii=False) + "\n"
