"""`TlogProof`: a C2SP tlog-proof, the text form of an inclusion proof that other tools read.

c2sp.org/tlog-proof@v1
index 41
<base64 of each hash of the proof, from the leaf upwards>
                                              <- an empty line
<signed checkpoint>
"""

from __future__ import annotations

from base64 import b64encode

from bailiwick.model.value import Value

HEADER = "c2sp.org/tlog-proof@v1"


class TlogProof(Value):
    """The claim that leaf `index` is in the tree of `checkpoint`."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    """A signed note."""

    def text(self) -> str:
        """The written form."""
        hashes = "".join(f"{b64encode(one).decode()}\n" for one in self.hashes)
        return f"{HEADER}\nindex {self.index}\n{hashes}\n{self.checkpoint}"
