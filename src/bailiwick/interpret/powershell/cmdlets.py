"""Cmdlets as data: their parameters, and the program or operation that they are.

`does` is one of
  words of a program: `{path}` is the value of a parameter, `{force?-f}` is `-f` when it is given, `{id!-a}` when not;
  `= kind attributes`: an operation of its own;
  `! name`: a method of `actions.Actions`;
  `|`: the values that came through the pipe go on;
  nothing: it has no effect and prints nothing that matters.
Source: the reference of the modules that come with PowerShell.
"""

from __future__ import annotations

from bailiwick.model.value import Value


class Cmdlet(Value):
    """One cmdlet."""

    does: str
    values: str = ""
    """Parameters that take a value, those by position first, in their order; `|` ends those. Others are switches."""
    fed: str = ""
    """The parameter that takes what comes through the pipe; `-` = it is standard input."""


_PATH = "path | literalpath filter include exclude encoding destination stream credential depth delimiter width"
_WEB = (
    "uri | method infile outfile body headers contenttype useragent timeoutsec credential proxy websession token form "
    "authentication sessionvariable maximumredirection"
)
_FORMAT = (
    "property | first last skip value filterscript width depth inputobject expandproperty excludeproperty unique "
    "delimiter stream groupby label"
)
_TABLE: dict[str, Cmdlet] = {
    # files
    "remove-item ri rm rmdir del erase rd": Cmdlet("rm {recurse?-r} -f {path}", _PATH, "path"),
    "clear-content clc clear-item cli": Cmdlet("truncate -s 0 {path}", _PATH, "path"),
    "clear-recyclebin": Cmdlet("", "driveletter |"),
    "get-content gc cat type": Cmdlet("! read", f"{_PATH} totalcount head tail first readcount last", "path"),
    "import-csv ipcsv import-clixml import-powershelldatafile": Cmdlet("! read", f"{_PATH} header", "path"),
    "set-content": Cmdlet("! write", f"path value {_PATH.partition('|')[1]} encoding literalpath", "value"),
    "add-content ac": Cmdlet("! append", "path value | encoding literalpath", "value"),
    "out-file": Cmdlet("! write", "filepath | literalpath encoding inputobject width", "inputobject"),
    "export-csv epcsv export-clixml": Cmdlet("! write",
    "filepath | path literalpath delimiter encoding inputobject depth",
                                             "inputobject"),
    "tee-object tee": Cmdlet("! tee", "filepath | variable literalpath inputobject", "inputobject"),
    "copy-item copy cp cpi": Cmdlet("cp {recurse?-r} {path} {destination}",
                                    "path destination | filter include exclude literalpath tosession", "path"),
    "move-item move mv mi": Cmdlet("mv {path} {destination}", "path destination | filter literalpath", "path"),
    "rename-item ren rni": Cmdlet("! rename", "path newname | literalpath", "path"),
    "new-item ni": Cmdlet("! make", "path | itemtype type value target name", "value"),
    "mkdir md": Cmdlet("mkdir -p {path}", "path |"),
    "get-childitem gci ls dir": Cmdlet("! list", "path filter | literalpath include exclude depth name attributes"),
    "get-item gi": Cmdlet("! look", _PATH, "path"),
    "test-path resolve-path rvpa convert-path cvpa get-filehash get-authenticodesignature": Cmdlet(
        "! look", f"{_PATH} pathtype algorithm", "path"),
    "join-path": Cmdlet("! join", "path childpath additionalchildpath |", "path"),
    "split-path": Cmdlet("! directory", "path | literalpath", "path"),
    "select-string sls": Cmdlet("! search", "pattern path | literalpath include exclude context encoding", "path"),
    "compress-archive": Cmdlet("zip -r {destinationpath} {path}",
                               "path destinationpath | literalpath compressionlevel", "path"),
    "expand-archive": Cmdlet("unzip {path} -d {destinationpath}", "path destinationpath | literalpath", "path"),
    "set-acl": Cmdlet("chmod 600 {path}", "path aclobject | literalpath"),
    "unblock-file": Cmdlet("chmod +x {path}", _PATH, "path"),
    # values
    "write-output echo write out-host oh out-default out-string oss write-host": Cmdlet(
        "! show", "object | inputobject foregroundcolor backgroundcolor separator", "object"),
    "write-information write-verbose write-warning write-error write-debug write-progress": Cmdlet(
        "", "message | activity status percentcomplete category"),
    "where-object where ?": Cmdlet("! filter", "filterscript property | value inputobject", "-"),
    "foreach-object foreach %": Cmdlet("! each", "process | membername begin end inputobject throttlelimit parallel",
    "-"),
    "sort-object sort select-object select measure-object measure group-object group format-table ft format-list fl "
    "format-wide fw format-custom format-hex convertto-json convertfrom-json convertto-csv convertfrom-csv "
    "convertto-xml convertto-html compare-object compare diff get-unique gu get-member gm convertfrom-stringdata":
        Cmdlet("|", _FORMAT, "inputobject"),
    "out-null": Cmdlet("", "inputobject |", "inputobject"),
    "get-variable gv": Cmdlet("! variable", "name | scope"),
    "set-variable sv new-variable nv": Cmdlet("! assign", "name value | scope option description", "value"),
    "set-alias sal new-alias nal": Cmdlet("! alias", "name value | scope option description"),
    "new-object": Cmdlet("! object", "typename argumentlist | comobject property"),
    "add-type": Cmdlet("! compile", "typedefinition | assemblyname path literalpath memberdefinition name namespace "
                       "language outputassembly referencedassemblies usingnamespace"),
    "get-date get-random get-culture get-uiculture get-host get-timezone new-guid new-timespan get-uptime "
    "get-psversion get-history h history get-error set-strictmode set-psdebug clear-host cls clear start-sleep sleep "
    "get-command gcm get-help help man get-alias gal get-module gmo get-psdrive get-job gjb wait-job wjb "
    "remove-job rjb stop-job wait-process wait-event pop-location popd remove-variable rv clear-variable clv "
    "remove-alias update-typedata update-formatdata set-psreadlineoption get-psreadlineoption remove-module rmo "
    "get-acl get-computerinfo get-volume get-disk get-partition get-physicaldisk get-netadapter get-netipaddress "
    "get-nettcpconnection get-netroute get-netfirewallrule get-netfirewallprofile get-hotfix get-wmiobject gwmi "
    "get-ciminstance gcim get-winevent get-eventlog get-counter get-service gsv get-process gps ps get-location gl pwd "
    "get-executionpolicy get-scheduledtask get-localuser get-localgroup get-localgroupmember get-mppreference "
    "get-mpcomputerstatus get-package get-installedmodule find-module find-package find-script get-psrepository "
    "get-packageprovider get-windowsfeature get-windowsoptionalfeature get-appxpackage get-printer get-smbshare "
    "get-verb get-runspace get-pssession get-transaction get-event get-tracesource show-command start-transcript "
    "stop-transcript trace-command get-itempropertyvalue gpv get-itemproperty gp get-psprovider read-host test-json "
    "test-modulemanifest test-connection-local new-temporaryfile invoke-history export-alias export-formatdata "
    "get-formatdata get-clipboard gcb get-unique get-bitlockervolume test-wsman":
        Cmdlet("! quiet", "name | id path seconds milliseconds count minimum maximum format scope property classname "
               "filter uformat date logname source newest start end namespace computername"),
    "receive-job rcjb": Cmdlet("! unknown", "job | id name"),
    "convertto-securestring": Cmdlet("! show", "string | key securekey", "string"),
    "convertfrom-securestring get-credential": Cmdlet("! secret", "securestring | key message username",
    "securestring"),
    "set-clipboard scb": Cmdlet("pbcopy", "value |", "-"),
    # the network
    "invoke-webrequest iwr wget curl invoke-restmethod irm": Cmdlet("! web", _WEB, "body"),
    "start-bitstransfer": Cmdlet("! transfer", "source destination | transfertype displayname description credential"),
    "send-mailmessage": Cmdlet("! mail", "to subject body smtpserver | from attachments cc bcc port credential",
    "body"),
    "test-connection": Cmdlet("ping {targetname}", "targetname | count computername delay"),
    "test-netconnection tnc": Cmdlet("nc -z {computername} 443", "computername port | informationlevel traceroute"),
    "resolve-dnsname": Cmdlet("dig {name}", "name type | server"),
    "invoke-command icm": Cmdlet("! invoke", "scriptblock | computername session credential argumentlist filepath "
                                 "hostname username inputobject", "-"),
    "enter-pssession new-pssession connect-pssession": Cmdlet("ssh {computername} {hostname}",
                                                              "computername | credential hostname username name"),
    "exit-pssession remove-pssession disconnect-pssession": Cmdlet("", "session | id"),
    "new-psdrive ndr mount": Cmdlet("", "name psprovider root | credential scope description"),
    # code
    "invoke-expression iex": Cmdlet("! evaluate", "command |", "command"),
    "start-job sajb start-threadjob measure-command": Cmdlet(
        "! invoke", "scriptblock expression | name filepath argumentlist initializationscript", "-"),
    "start-process saps start": Cmdlet("! start", "filepath argumentlist | args verb workingdirectory windowstyle "
                                       "credential redirectstandardoutput redirectstandarderror redirectstandardinput"),
    "invoke-item ii": Cmdlet("! start", "filepath | path literalpath"),
    "import-module ipmo": Cmdlet("! module", "name | path version requiredversion minimumversion prefix function"),
    "invoke-pester": Cmdlet("! unknown", "path | output configuration tag excludetag script"),
    "invoke-scriptanalyzer": Cmdlet("! unknown", "path | severity includerule excluderule settings"),
    "invoke-wmimethod invoke-cimmethod iwmi": Cmdlet("! wmi", "class name argumentlist | path namespace classname "
                                                     "methodname arguments computername query"),
    # processes, services, the system
    "stop-process spps kill": Cmdlet("kill -9 {id} {name}", "id | name inputobject", "id"),
    "debug-process": Cmdlet("", "id | name"),
    "restart-service stop-service spsv suspend-service set-service": Cmdlet(
        "= sys.config what=service", "name | startuptype status displayname description credential", "name"),
    "start-service sasv resume-service": Cmdlet("= sys.config what=service", "name | displayname", "name"),
    "remove-service": Cmdlet("= sys.config what=service destroys", "name |", "name"),
    "new-service": Cmdlet("= sys.persist by=service", "name binarypathname | startuptype displayname description"),
    "register-scheduledtask register-scheduledjob set-scheduledtask enable-scheduledtask": Cmdlet(
        "= sys.persist by=scheduled-task", "taskname | action trigger xml principal settings user scriptblock name "
        "description runlevel taskpath"),
    "unregister-scheduledtask disable-scheduledtask start-scheduledtask stop-scheduledtask": Cmdlet(
        "= sys.config what=service", "taskname | taskpath inputobject"),
    "new-scheduledtaskaction new-scheduledtasktrigger new-scheduledtasksettingsset new-scheduledtaskprincipal "
    "new-scheduledtask new-jobtrigger": Cmdlet("", "| execute argument at user userid runlevel logontype"),
    "register-wmievent set-wmiinstance register-cimindicationevent new-ciminstance": Cmdlet(
        "= sys.persist by=wmi", "class | namespace classname property arguments query action"),
    "set-itemproperty sp new-itemproperty remove-itemproperty rp clear-itemproperty clp": Cmdlet(
        "! property", "path name value | literalpath type propertytype"),
    "set-mppreference add-mppreference remove-mppreference": Cmdlet(
        "= sys.config what=antivirus disables", "| exclusionpath exclusionprocess exclusionextension "
        "disablerealtimemonitoring"),
    "set-netfirewallprofile set-netfirewallrule disable-netfirewallrule remove-netfirewallrule "
    "new-netfirewallrule": Cmdlet(
        "= sys.config what=firewall disables", "profile | name enabled displayname direction action localport protocol "
        "all displaygroup"),
    "set-executionpolicy": Cmdlet("! policy", "executionpolicy scope |"),
    "stop-computer restart-computer": Cmdlet("shutdown now", "computername | delay"),
    "format-volume clear-disk initialize-disk remove-partition set-disk reset-physicaldisk": Cmdlet(
        "= sys.config what=device destroys", "driveletter number | filesystem partitionnumber diskname", "driveletter"),
    "remove-computer add-computer rename-computer set-date set-timezone set-culture set-winsystemlocale "
    "disable-computerrestore enable-psremoting set-wsmanquickconfig set-smbserverconfiguration "
    "enable-windowsoptionalfeature "
    "disable-windowsoptionalfeature install-windowsfeature set-dnsclientserveraddress add-dnsclientnrptrule": Cmdlet(
        "= sys.config what=global", "name | featurename property value"),
    "checkpoint-computer": Cmdlet("", "description |"),
    "remove-vm remove-vmsnapshot remove-vhd": Cmdlet("= infra.destroy system=hyper-v all", "name | vmname", "name"),
    "new-localuser set-localuser remove-localuser disable-localuser enable-localuser new-localgroup "
    "remove-localgroup add-localgroupmember remove-localgroupmember add-adgroupmember new-aduser remove-aduser": Cmdlet(
        "= priv.escalate by=accounts", "name | password group member description identity members"),
    "clear-eventlog remove-eventlog limit-eventlog": Cmdlet("= sys.config what=audit disables", "logname |", "logname"),
    "disable-bitlocker": Cmdlet("= sys.config what=encryption disables", "mountpoint |"),
    # packages
    "install-module install-package install-script inmo install-psresource update-module update-package": Cmdlet(
        "= pkg.install manager=powershell", "name | scope repository version requiredversion minimumversion source "
        "providername destination"),
    "save-module save-package save-script": Cmdlet("= pkg.install manager=powershell",
    "name path | repository version"),
    "uninstall-module uninstall-package uninstall-script": Cmdlet("", "name | version"),
    "register-psrepository set-psrepository register-packagesource": Cmdlet(
        "= sys.config what=global", "name sourcelocation | installationpolicy location providername"),
    "publish-module publish-script publish-psresource": Cmdlet(
        "= pkg.publish manager=powershell", "path | name nugetapikey repository"),
    "set-location cd chdir sl push-location pushd": Cmdlet("! go", "path | literalpath stackname"),
}  # fmt: skip
_FIRST = {name: names.split()[0] for names in _TABLE for name in names.split()}
_CMDLETS = {name: cmdlet for names, cmdlet in _TABLE.items() for name in names.split()}
QUIET = Cmdlet("|", "name | path id property", "inputobject")
"""A cmdlet that nobody described, whose verb only reads."""
_READING_VERBS = frozenset(
    ("get", "test", "measure", "format", "convertto", "convertfrom", "select", "sort", "find", "show", "compare",
     "resolve", "join", "split", "group", "assert", "should", "search", "watch", "write", "wait", "confirm")
)  # fmt: skip
_SWITCHES = frozenset(
    ("recurse", "force", "append", "passthru", "wait", "raw", "file", "directory", "hidden", "quiet", "list", "unique",
     "descending", "whatif", "verbose", "noclobber", "nonewline", "nonewwindow", "usebasicparsing", "autosize", "wrap",
     "asjob", "confirm", "compress", "leaf", "parent", "isvalid", "allmatches", "casesensitive", "simplematch",
     "notmatch", "notypeinformation", "usessl", "online", "detailed", "full", "sum", "average", "line", "word",
     "character",
     "skipcertificatecheck", "allowclobber", "asplaintext", "asstring", "ashashtable", "name", "parallel", "eq",
     "ne", "gt",
     "ge", "lt", "le", "like", "match", "in", "contains", "notlike", "notin")
)  # fmt: skip
_COMMON = ("erroraction", "ea", "warningaction", "wa", "outvariable", "ov", "errorvariable", "ev", "informationaction",
           "pipelinevariable", "outbuffer")  # fmt: skip
SAME = {"literalpath": "path", "lp": "path", "pspath": "path", "fullname": "path", "type": "itemtype",
        "target": "value", "cn": "computername", "s": "recurse", "args": "argumentlist", "outputfile": "outfile",
        "fo": "force", "r": "recurse", "f": "force", "fi": "filter", "processname": "name", "url": "uri",
        "dest": "destination", "lastname": "last", "parallel": "process"}  # fmt: skip
"""Other names of parameters."""


def find(name: str) -> tuple[str, Cmdlet] | None:
    """The main name and the description of a cmdlet; None for what is a program, and for cmdlets that nobody knows."""
    lowered = name.lower().rpartition("\\")[2]
    cmdlet = _CMDLETS.get(lowered)
    if cmdlet is not None:
        return _FIRST[lowered], cmdlet
    verb, dash, noun = lowered.partition("-")
    return (lowered, QUIET) if dash and noun.isalnum() and verb in _READING_VERBS else None


def is_cmdlet_name(name: str) -> bool:
    """True for `Verb-Noun` as cmdlets are written, with a capital letter on both sides."""
    verb, dash, noun = name.partition("-")
    return bool(dash) and verb.isalpha() and verb[:1].isupper() and noun[:1].isupper() and noun.isalnum()


def parameter(cmdlet: Cmdlet, short: str) -> tuple[str, bool | None]:
    """The full name of a parameter that is written by a beginning, and whether it takes a value; None = unsure."""
    takers = (*cmdlet.values.replace("|", " ").split(), *_COMMON)
    if short in takers:
        return SAME.get(short, short), short not in SAME or short in ("literalpath", "type", "target", "args", "lp")
    for name in takers[: len(takers) - len(_COMMON)]:
        if name.startswith(short) and not (short in SAME and SAME[short] in _SWITCHES):
            return SAME.get(name, name), True
    if short in SAME:
        return SAME[short], SAME[short] not in _SWITCHES
    if short in _SWITCHES:
        return short, False
    switch = next((name for name in ("recurse", "force", *sorted(_SWITCHES)) if name.startswith(short)), "")
    if switch:
        return switch, False
    common = next((name for name in _COMMON if name.startswith(short)), "")
    return (common, True) if common else (short, None)


def positions(cmdlet: Cmdlet) -> list[str]:
    """Parameters by position."""
    return cmdlet.values.partition("|")[0].split()
