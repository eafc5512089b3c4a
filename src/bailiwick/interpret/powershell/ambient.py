"""What PowerShell has before a text says anything: standing variables, the environment, and how its paths are named.

A path keeps a drive letter in backslashes (`interpret.pathnames` knows those); every other one gets slashes.
"""

from __future__ import annotations

import re

from bailiwick.interpret.effects import Text, join, literal, unknown
from bailiwick.interpret.powershell import values
from bailiwick.interpret.powershell.values import NULL, Closure
from bailiwick.interpret.shell.fields import Field
from bailiwick.interpret.shell.state import Variable
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.powershell.machine import PowerShell
    from bailiwick.interpret.powershell.values import Datum

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_PROVIDER = re.compile(r"(?:microsoft\.powershell\.core\\)?filesystem::", re.IGNORECASE)
_CONSTANTS = {"true": "True", "false": "False", "psscriptroot": ".", "pscommandpath": "./script.ps1", "?": "True"}
_HOME = {"home": "", "env:userprofile": "", "env:home": "", "env:homepath": "", "env:appdata": "/AppData/Roaming",
         "env:localappdata": "/AppData/Local", "env:onedrive": "/OneDrive",
         "profile": "/.config/powershell/profile.ps1"}  # fmt: skip
_WINDOWS = {"env:windir": "C:\\Windows", "env:systemroot": "C:\\Windows", "env:systemdrive": "C:",
            "env:programfiles": "C:\\Program Files", "env:programdata": "C:\\ProgramData",
            "env:homedrive": "", "env:public": "C:\\Users\\Public",
            "env:allusersprofile": "C:\\ProgramData"}  # fmt: skip


def variable(shell: PowerShell, name: str) -> Datum:
    """The value of a variable that the text did not set."""
    place, state = shell.world.place, shell.state
    if name in _CONSTANTS:
        return literal(_CONSTANTS[name])
    if name == "null":
        return NULL
    if name in _HOME:
        return literal(place.home + _HOME[name])
    if name in _WINDOWS:
        return literal(_WINDOWS[name])
    if name in ("env:temp", "env:tmp", "env:tmpdir"):
        return literal(place.temps[0] if place.temps else "/tmp")  # noqa: S108 - where temporary files are
    if name in ("pwd", "executioncontext.sessionstate.path.currentlocation"):
        return literal(state.cwd) if state.cwd else unknown("working directory")
    if name.startswith("env:"):
        return _environment(shell, name[4:])
    return unknown(f"${name}")


def _environment(shell: PowerShell, name: str) -> Text:
    for spelled in (name.upper(), name):
        known = shell.state.variables.get(spelled)
        if known is not None and known.text is not None:
            return known.text
    return unknown(f"${name.upper()}")


def assign(shell: PowerShell, name: str, value: Datum) -> None:
    """Set a variable; one of the environment is seen by programs."""
    if name.startswith("env:"):
        upper = name[4:].upper()
        if upper.startswith("BAILIWICK"):
            shell.start([literal("unset"), literal(upper)], capture=True)
        shell.state.variables[upper] = Variable(values.text_of(value), exported=True)
    elif name.startswith("function:") and isinstance(value, Closure):
        shell.functions[name.partition(":")[2]] = value.block
    elif name.startswith("alias:"):
        shell.aliases[name.partition(":")[2]] = values.text_of(value).known or ""
    elif name not in ("null", "true", "false"):
        shell.variables[name] = value


def slashes(text: str) -> str:
    """A path text in the form that the rest of the interpreter takes."""
    text = _PROVIDER.sub("", text, count=1)
    if _DRIVE.match(text):
        return text[:2] + "\\" + text[3:].replace("/", "\\")
    return text if text.startswith("\\\\") else text.replace("\\", "/")


def program(name: str) -> str:
    """The name under which the catalogue has a program; `certutil` of Windows is another one than that of NSS."""
    path = slashes(name)
    lowered = path.lower()
    if lowered in ("certutil", "certutil.exe"):
        return "certutil.exe"
    plain = "/" not in path and "\\" not in path
    return path[:-4] if plain and lowered.endswith((".exe", ".cmd", ".bat", ".com")) else path


def _in_slashes(text: Text) -> Text:
    parts = tuple(
        (slashes(part) if index == 0 else part.replace("\\", "/")) if isinstance(part, str) else part
        for index, part in enumerate(text.parts)
    )
    return Text(parts, text.labels)


def _home(shell: PowerShell, text: Text) -> Text:
    if text.prefix == "~" or text.prefix.startswith("~/"):
        return Text((shell.world.place.home + text.prefix[1:], *text.parts[1:]), text.labels)
    return text


def paths(shell: PowerShell, text: Text, *, literally: bool) -> list[Text]:
    """The files that the value of a path parameter names."""
    if drive(text) == "env":
        return []
    plain = _home(shell, _in_slashes(text))
    return [plain] if literally else _matches(shell, plain)


def _matches(shell: PowerShell, text: Text) -> list[Text]:
    if text.labels or not any(isinstance(part, str) and any(sign in part for sign in "*?[") for part in text.parts):
        return [text]
    field = Field()
    field.pieces.extend((part, False) for part in text.parts)
    found: list[Text] = []
    shell.machine.expander.glob(field, shell.state, found)
    return found


def drive(text: Text) -> str:
    """The provider drive of a path that is none of a file: `env`, `hklm`, `cert` ... in lower case, else empty."""
    name, colon, _rest = text.prefix.lower().partition(":")
    if not colon:
        return ""
    name = name.removeprefix("registry") if name != "registry" else "registry"
    return name if name in ("env", "hklm", "hkcu", "hkcr", "hku", "hkcc", "registry", "cert", "variable", "function",
                            "alias", "wsman") else ""  # fmt: skip


def word(shell: PowerShell, text: Text, *, bare: bool) -> list[Text]:
    """One argument of a program: a word without quotes may be a path of Windows, and has wildcards."""
    if drive(text) or text.prefix[:5].upper() in ("HKCU\\", "HKLM\\", "HKCR\\"):
        return [text]
    path_like = bare or text.prefix.startswith((".\\", "..\\", "~\\", shell.world.place.home + "\\"))
    path_like = path_like or (bool(text.parts) and not isinstance(text.parts[0], str))
    if not path_like or "\\" not in "".join(part for part in text.parts if isinstance(part, str)):
        return _matches(shell, _home(shell, text)) if bare and "=" not in text.prefix else [text]
    return _matches(shell, _home(shell, _in_slashes(text))) if bare else [_in_slashes(text)]


def registry(shell: PowerShell, path: Text) -> None:
    """A value of the registry is changed: some start programs, others switch protections off."""
    shown = path.shown().lower()
    lasting = ("\\run", "winlogon", "image file execution", "\\services\\", "appinit_dlls", "\\shell\\open\\command",
               "silentprocessexit", "command processor", "userinitmprlogonscript", "inprocserver32")  # fmt: skip
    if any(sign in shown.replace("/", "\\") for sign in lasting):
        shell.world.emit(Kind.SYS_PERSIST, source=path.shown(), by="registry")
        return
    protecting = ("windows defender", "enablelua", "firewallpolicy", "\\lsa", "disableantispyware")
    off = any(sign in shown for sign in protecting)
    shell.world.emit(Kind.SYS_CONFIG, source=path.shown(), what="registry", disables=off)


def dotted(base: Text, rest: Text) -> Text:
    """`base/rest`."""
    return join(base, literal("" if base.suffix.endswith(("/", "\\")) or not base.parts else "/"), rest)
