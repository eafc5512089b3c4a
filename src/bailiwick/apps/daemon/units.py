"""Service definitions for people who want the daemon to run from login on; the hook client starts it anyway."""

from __future__ import annotations

from xml.sax.saxutils import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

LAUNCHD_LABEL = "dev.bailiwick.daemon"


def systemd_unit(command: Sequence[str]) -> str:
    """A systemd user unit that runs `command`.

    The system is read-only for it. Home and projects are not: it puts back agents' settings that were tampered with.
    """
    return f"""\
[Unit]
Description=Bailiwick decision service

[Service]
Type=simple
ExecStart={" ".join(_systemd_word(word) for word in command)}
Restart=on-failure
UMask=0077
NoNewPrivileges=yes
LockPersonality=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
ProtectSystem=full

[Install]
WantedBy=default.target
"""


def launchd_plist(command: Sequence[str], log: str) -> str:
    """A launchd agent that runs `command`; its messages go to the file `log`."""
    words = "\n".join(f"    <string>{escape(word)}</string>" for word in command)
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>{LAUNCHD_LABEL}</string>
  <key>ProgramArguments</key>
  <array>
{words}
  </array>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>Umask</key>
  <integer>63</integer>
  <key>StandardErrorPath</key>
  <string>{escape(log)}</string>
</dict>
</plist>
"""


def _systemd_word(word: str) -> str:
    quoted = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{quoted}"' if any(character in word for character in " \t\"'\\;") else quoted
