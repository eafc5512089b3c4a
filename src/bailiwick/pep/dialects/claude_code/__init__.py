"""The dialect of Claude Code: its hook events to `Event`, `Answer` to what its hook process must do.

Written against the behaviour of client 2.1.329, in exec form, on macOS and Linux.
"""

from bailiwick.pep.dialects.claude_code.events import event_name, parse
from bailiwick.pep.dialects.claude_code.replies import render, render_failure

__all__ = ["event_name", "parse", "render", "render_failure"]
