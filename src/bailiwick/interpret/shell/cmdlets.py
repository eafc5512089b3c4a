"""Cmdlets of PowerShell as POSIX commands.

A table says which parameters of a cmdlet take a value, which values come by position, and the POSIX command;
everything else is a switch. Source: the reference of Microsoft.PowerShell.Management and .Utility.
"""

from __future__ import annotations

import shlex

from bailiwick.interpret.programs import index
from bailiwick.model.errors import InputError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Unsupported(InputError):
    """Text that is outside the subset."""


class Word(Value):
    """One value."""

    posix: str
    """As words of the POSIX shell."""
    text: str | None = None
    """The value when it is known."""
    block: str = ""
    """The POSIX text of a script block."""


class Cmdlet(Value):
    """One cmdlet."""

    posix: str
    """The command; `{path}` stands for the value of a parameter, `{force?-f}` for `-f` when the switch is given."""
    values: str = "path"
    """Parameters with a value, those by position first, in their order; `|` ends those."""
    switches: str = "force"
    fed: str = ""
    """The command when values come through the pipe; empty = the same one."""


_PATHS = "path | literalpath filter include exclude encoding destination stream"
_WEB = (
    "curl -fsSL {method?-X} {method} {infile?-T} {infile} {body?--data} {body} {outfile?-o} {outfile} "
    "{headers?-H} {headers} {uri}"
)
_FILTER = Cmdlet(
    "cat", "property | first last skip value filterscript width depth inputobject", "descending unique wait"
)
_READING = Cmdlet("printf %s {path}", "path | name id property childpath", "")
_TABLE: dict[str, Cmdlet] = {
    "remove-item ri rm rmdir del erase rd": Cmdlet(
        "rm {recurse?-r} {force?-f} {path}", _PATHS, "recurse force", fed="xargs rm {recurse?-r} {force?-f}"
    ),
    "clear-content clc": Cmdlet("truncate -s 0 {path}", _PATHS, fed="xargs truncate -s 0"),
    "get-content gc cat type": Cmdlet("cat {path}", f"{_PATHS} totalcount head tail first readcount",
        "raw wait", fed="xargs cat"),
    "set-content": Cmdlet("printf '%s\\n' {value} > {path}", "path value | literalpath encoding", fed="cat > {path}"),
    "add-content ac": Cmdlet("printf '%s\\n' {value} >> {path}",
        "path value | literalpath encoding", fed="cat >> {path}"),
    "out-file": Cmdlet("printf '%s\\n' {inputobject} > {filepath}", "filepath | literalpath encoding inputobject width",
                       "append force", fed="cat > {filepath}"),
    "tee-object tee": Cmdlet("tee {filepath}", "filepath | variable", "append"),
    "copy-item copy cp cpi": Cmdlet("cp {recurse?-r} {path} {destination}", "path destination | filter include exclude "
                                    "literalpath tosession", "recurse force", fed="xargs -I % cp -r % {destination}"),
    "move-item move mv mi": Cmdlet("mv {path} {destination}", "path destination | filter literalpath", "force",
                                   fed="xargs -I % mv % {destination}"),
    "rename-item ren rni": Cmdlet("mv {path} {newname}", "path newname | literalpath", fed="xargs -I % mv % {newname}"),
    "new-item ni": Cmdlet("{link?ln -s}{file?touch}{directory?mkdir -p} {value} {path}{name}",
                          "path | itemtype type value target name"),
    "mkdir md": Cmdlet("mkdir -p {path}"),
    "get-childitem gci ls dir": Cmdlet("find {path} {filter?-name} {filter}", f"{_PATHS} depth name",
                                       "recurse force file directory hidden"),
    "get-item gi test-path resolve-path rvpa get-itemproperty gp get-filehash": Cmdlet(
        "stat {path}", f"{_PATHS} name pathtype algorithm", "", fed="xargs stat"
    ),
    "get-acl split-path get-date get-random get-culture get-host get-command get-help get-member gcm gm":
        _READING,
    "select-string sls": Cmdlet("grep -e {pattern} {path}",
        "pattern path | literalpath include exclude context encoding",
                                "simplematch casesensitive quiet list allmatches notmatch", fed="xargs grep -e "
        "{pattern}"),
    "where-object where ? sort-object sort select-object select measure-object measure group-object group "
        "format-table ft "
    "format-list fl format-wide fw convertto-json convertfrom-json convertto-csv convertfrom-csv out-string "
        "out-default "
    "out-host compare-object get-unique out-null": _FILTER,
    "import-csv ipcsv import-clixml": Cmdlet("cat {path}", "path | delimiter header literalpath encoding"),
    "export-csv epcsv export-clixml": Cmdlet("cat > {path}", "path | delimiter literalpath encoding inputobject",
        "append "
                                             "notypeinformation"),
    "invoke-webrequest iwr wget curl invoke-restmethod irm": Cmdlet(
        _WEB, "uri | method infile outfile body headers contenttype useragent timeoutsec credential proxy websession",
        "usebasicparsing passthru", fed=_WEB + " --data @-"),
    "start-bitstransfer": Cmdlet("curl -fsSL -o {destination} {source}", "source destination | transfertype"),
    "start-process saps start": Cmdlet("{verb?sudo} {filepath} {argumentlist}", "filepath argumentlist | verb "
                                       "workingdirectory windowstyle credential", "wait nonewwindow passthru"),
    "stop-process spps kill": Cmdlet("{name?pkill}{name!kill -9} {id} {name}", "id | name", fed="xargs kill -9"),
    "get-process gps ps": Cmdlet("ps", "name | id"),
    "get-service gsv": Cmdlet("systemctl status", "name |"),
    "restart-service": Cmdlet("systemctl restart {name}", "name |"),
    "stop-service spsv": Cmdlet("systemctl stop {name}", "name |"),
    "new-service": Cmdlet("systemctl enable {name}", "name binarypathname | startuptype displayname"),
    "register-scheduledtask register-scheduledjob new-scheduledtask schtasks": Cmdlet(
        "crontab -", "taskname | action trigger xml principal settings user scriptblock name"),
    "new-scheduledtaskaction new-scheduledtasktrigger new-scheduledtasksettingsset new-scheduledtaskprincipal": Cmdlet(
        ":", "| execute argument at"),
    "set-itemproperty sp new-itemproperty": Cmdlet("{registry?crontab -}{registry!touch} {path}", "path name value | "
                                                   "literalpath type propertytype"),
    "set-mppreference add-mppreference": Cmdlet("setenforce 0", "| exclusionpath"),
    "set-netfirewallprofile disable-netfirewallrule new-netfirewallrule remove-netfirewallrule": Cmdlet(
        "ufw disable", "profile | name enabled displayname direction action localport protocol"),
    "set-executionpolicy": Cmdlet("{process?:}{process!sudo true}", "executionpolicy scope |"),
    "stop-computer restart-computer": Cmdlet("shutdown now", "computername |"),
    "format-volume clear-disk initialize-disk remove-partition": Cmdlet("mkfs /dev/disk",
        "driveletter | number filesystem"),
    "compress-archive": Cmdlet("zip -r {destinationpath} {path}", "path destinationpath | literalpath compressionlevel",
                               "update force"),
    "expand-archive": Cmdlet("unzip {path} -d {destinationpath}", "path destinationpath | literalpath"),
    "join-path": Cmdlet("printf %s/%s {path} {childpath}", "path childpath | additionalchildpath", ""),
    "get-location gl pwd": Cmdlet("pwd", ""),
    "set-location cd chdir sl": Cmdlet("cd {path}"),
    "push-location pushd": Cmdlet("pushd {path}"),
    "pop-location popd": Cmdlet("popd", ""),
    "write-output write-host write-information write-verbose write-warning write-error write-debug echo write":
        Cmdlet("printf '%s\\n' {object}", "object | foregroundcolor backgroundcolor separator", "nonewline"),
    "invoke-command icm": Cmdlet("{computername?ssh} {computername} {scriptblock}",
        "scriptblock | computername session "
                                 "credential argumentlist filepath"),
    "enter-pssession new-pssession": Cmdlet("ssh {computername}", "computername | credential"),
    "start-job sajb start-threadjob measure-command": Cmdlet("{scriptblock}", "scriptblock | name filepath"),
    "start-sleep sleep": Cmdlet("sleep {seconds}", "seconds | milliseconds"),
    "set-strictmode import-module ipmo clear-host cls wait-job receive-job get-job get-variable remove-variable "
    "wait-process set-psdebug update-typedata get-module get-alias": Cmdlet(":", "name | version id argumentlist"),
    "set-alias nal new-alias": Cmdlet("", "name value |"),
    "invoke-expression iex": Cmdlet("eval {command}", "command |", fed="bash"),
    "foreach-object foreach %": Cmdlet("", "process | membername begin end inputobject throttlelimit", "parallel"),
    "get-clipboard gcb": Cmdlet("pbpaste", ""),
    "set-clipboard scb": Cmdlet("pbcopy", "value |"),
    "new-object": Cmdlet("", "typename argumentlist | comobject property"),
    "test-connection": Cmdlet("ping {targetname}", "targetname | count computername"),
    "test-netconnection tnc": Cmdlet("nc -z {computername} {port}", "computername port |"),
    "install-module install-package install-script": Cmdlet("pip install {name}", "name | scope repository version"),
    "publish-module publish-script": Cmdlet("npm publish {path}", "path | name nugetapikey repository"),
}  # fmt: skip
_CMDLETS = {name: cmdlet for names, cmdlet in _TABLE.items() for name in names.split()}
_FIRST_NAMES = {name: names.split()[0] for names in _TABLE for name in names.split()}
_COMMON = ("erroraction", "ea", "warningaction", "outvariable", "errorvariable", "informationaction")
_READING_VERBS = frozenset(
    (
        "get", "test", "measure", "format", "convertto", "convertfrom", "select", "sort", "find", "show", "compare",
        "resolve", "join", "split", "group",
    )
)  # fmt: skip
_VERBS = _READING_VERBS | frozenset(
    (
        "set", "new", "remove", "add", "clear", "start", "stop", "invoke", "register", "unregister", "enable",
        "disable", "install", "uninstall", "update", "publish", "save", "send", "restart", "suspend", "resume", "mount",
        "dismount", "import", "export", "grant", "revoke", "protect", "unprotect",
    )
)  # fmt: skip


def program(name: str) -> str:
    """The name of a program as POSIX has it."""
    plain = "certutil.exe" if name.lower() == "certutil" else name.replace("\\", "/")
    stem, dot, suffix = plain.lower().rpartition(".")
    if "/" in plain or not dot or suffix not in ("exe", "cmd", "bat"):
        return plain
    if index.family_of(plain.lower()):
        return plain.lower()
    return stem if index.family_of(stem) else f"./{plain}"


def translate(name: str, words: list[Word], *, fed: bool, nested: Callable[..., str]) -> str | None:
    """The POSIX command of a cmdlet; None for a program.

    Args:
        name: as it was written.
        words: what follows it.
        fed: something is piped into it.
        nested: reads PowerShell text, or with a second argument remembers another name of a command.

    Raises:
        Unsupported: a cmdlet that nobody described, and that may do harm.
    """
    lowered = name.lower()
    cmdlet = _CMDLETS.get(lowered)
    if cmdlet is None:
        verb, dash, noun = lowered.partition("-")
        if not dash or verb not in _VERBS or not noun.isalnum():
            return None
        if verb not in _READING_VERBS:
            raise Unsupported(f"expected a known cmdlet, got `{name}`")
        cmdlet = _READING
    given = _bound(cmdlet, words)
    if "whatif" in given:
        return ":"
    first = _FIRST_NAMES.get(lowered, "")
    made = (
        _NESTING[first](given, nested) if first in _NESTING else _SPECIAL[first](given) if first in _SPECIAL else None
    )
    if made is not None:
        return made
    path = next((given[key] for key in ("path", "filepath") if key in given), None)
    template = cmdlet.fed if fed and cmdlet.fed and (path is None or "{" in cmdlet.fed) else cmdlet.posix
    return _filled(template, given)


def _bound(cmdlet: Cmdlet, words: list[Word]) -> dict[str, Word]:
    """Values by the full name of their parameter."""
    positional, _, named = cmdlet.values.partition("|")
    places, takers = positional.split(), (*positional.split(), *named.split(), *_COMMON)
    known = (*cmdlet.switches.split(), *takers, "whatif", "confirm", "verbose")
    given: dict[str, Word] = {}
    waiting = list(words)
    loose: list[Word] = []
    while waiting:
        word = waiting.pop(0)
        text = word.text or ""
        if word.text is not None and text[:1] in "-/" and len(text) > 1 and _is_parameter(text, cmdlet):
            short, colon, value = text[1:].lower().partition(":")
            full = short if short in known else next((key for key in known if key.startswith(short)), short)
            full = _SWITCHES_OF_CMD[text.lower()] if text[0] == "/" else full
            if colon:
                given[full] = Word(value, value) if value else (waiting.pop(0) if waiting else Word("''"))
            elif full in takers and waiting:
                given[_FULL.get(full, full)] = waiting.pop(0)
            else:
                given[full] = Word("''")
        else:
            loose.append(word)
    free = [place for place in places if place not in given]
    for number, word in enumerate(loose):
        if not free:
            break
        place = free[min(number, len(free) - 1)]
        given[place] = Word(f"{given[place].posix} {word.posix}", None, word.block) if place in given else word
    return given


_SWITCHES_OF_CMD = {"/s": "recurse", "/q": "force", "/f": "force"}
_FULL = {"literalpath": "path", "type": "itemtype", "target": "value"}


def _is_parameter(text: str, cmdlet: Cmdlet) -> bool:
    return (text[0] == "-" and text[1].isalpha()) or (text.lower() in _SWITCHES_OF_CMD and "recurse" in cmdlet.switches)


def _filled(template: str, given: dict[str, Word]) -> str:
    made, rest = "", template
    while rest:
        before, brace, rest = rest.partition("{")
        made += before
        if not brace:
            break
        slot, _, rest = rest.partition("}")
        if "?" in slot:
            name, _, text = slot.partition("?")
            made += text if name in given else ""
        elif "!" in slot:
            name, _, text = slot.partition("!")
            made += text if name not in given else ""
        elif slot in given:
            made += f"{{ {given[slot].block}\n}}" if given[slot].block else given[slot].posix
    return made


def _evaluated(given: dict[str, Word], nested: Callable[..., str]) -> str | None:
    word = given.get("command")
    if word is not None and word.text is not None:
        return nested(word.text)
    return None


def _per_item(given: dict[str, Word]) -> str:
    word = given.get("process") or given.get("parallel")
    if word is None or not word.block:
        return "cat"
    return f"while read -r item; do {word.block}\ndone"


def _kept(given: dict[str, Word]) -> str:
    """A filter: its script block sees every item."""
    word = given.get("property") or given.get("filterscript")
    return f"while read -r item; do {word.block}\ndone" if word is not None and word.block else "cat"


def _renamed(given: dict[str, Word], nested: Callable[..., str]) -> str:
    name, value = given.get("name"), given.get("value")
    if name is None or value is None or not name.text or not value.text:
        raise Unsupported("expected an alias with a name and a value")
    return nested(value.text, name.text)


def _made(given: dict[str, Word]) -> None:
    kind = given.get("itemtype")
    name = (kind.text or "file").lower() if kind is not None else "file"
    given["directory" if name == "directory" else "link" if "link" in name or name == "junction" else "file"] = Word(
        "''"
    )
    if "link" not in given:
        given.pop("value", None)
    if "path" in given and "name" in given:
        given["name"] = Word(f"/{given['name'].posix}")


def _object(given: dict[str, Word]) -> str:
    kind = given.get("typename")
    name = (kind.text or "").lower() if kind is not None else ""
    if name.removeprefix("system.") not in ("net.webclient", "net.http.httpclient", "psobject", "object", "random"):
        raise Unsupported("expected an object of a known type")
    return ":"


def _stored(given: dict[str, Word]) -> None:
    path = given.get("path")
    if path is not None and (path.text or "").lower().startswith(("hk", "registry::")):
        given["registry"] = Word("''")


def _listed(given: dict[str, Word]) -> str | None:
    path = given.get("path")
    if path is not None and (path.text or "").lower().startswith("env:"):
        return "printenv"
    names = given.get("filter")
    if names is not None and names.text:
        given["filter"] = Word(shlex.quote(names.text))
    if not given.keys() & {"recurse", "filter"}:
        return f"find {path.posix if path is not None else ''} -mindepth 1 -maxdepth 1"
    return None


def _scoped(given: dict[str, Word]) -> None:
    scope = given.get("scope")
    if scope is not None and (scope.text or "").lower() == "process":
        given["process"] = scope


def _started(given: dict[str, Word]) -> None:
    verb = given.get("verb")
    if verb is not None and (verb.text or "").lower() != "runas":
        del given["verb"]


_NESTING: dict[str, Callable[[dict[str, Word], Callable[..., str]], str | None]] = {
    "invoke-expression": _evaluated,
    "set-alias": _renamed,
}
_SPECIAL: dict[str, Callable[[dict[str, Word]], str | None]] = {
    "foreach-object": _per_item,
    "where-object": _kept,
    "new-item": _made,
    "new-object": _object,
    "set-itemproperty": _stored,
    "get-childitem": _listed,
    "set-executionpolicy": _scoped,
    "start-process": _started,
}
