"""macOS: preferences, directory services, protection, disks."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

PROGRAMS = (
    Program(
        "defaults",
        style="posix",
        options="-currentHost; -host =; -app =; -globalDomain; -g",
        commands={
            "read|read-type|find|domains|help|export": Program(operands="text*"),
            "write|delete|rename|import": Program(
                operands="text*", style="raw", does="sys.config what=global", semantics="login_items"
            ),
        },
    ),
    Program(
        "plutil PlistBuddy plistbuddy",
        options="""
            -convert =; -create =; -o =output; -e =; -extract =; -replace =; -insert =; -remove =; -type =; -c =; -lint
            -bool =; -integer =; -float =; -string =; -date =; -data =; -xml =; -json =; -array; -dictionary; -append
            -p; -x; -r; -s; -n; -expect =; -raw
        """,
        style="single",
        semantics="property_list",
    ),
    Program(
        "dtrace",
        options="-c =shell; -n =; -s =read; -p =; -o =output; -w; -q; -l; -V; -x =; -b =; -i =; -m =; -P =; -D =; -F",
        operands="text*",
        does="exec.run program=dtrace known opaque if w",
    ),
    Program(
        "kickstart",
        options="-activate; -deactivate; -configure; -restart; -access =; -on; -off; -users =; -privs; -all",
        style="single",
        operands="text*",
        does="net.listen public tunnel if activate|access",
    ),
    Program(
        "sharing",
        options="-a =tree; -r =; -e =; -l; -s =; -g =; -n =; -S =; -A =; -F =; -D =",
        operands="text*",
        does="net.listen public if a",
    ),
    Program(
        "dscl dsconfigad dsenableroot dsmemberutil dscacheutil odutil",
        options="-u =; -P =; -q =; -flushcache; -raw; -plist",
        style="single",
        semantics="directory",
    ),
    Program(
        "csrutil spctl",
        options="--master-disable; --global-disable; --add; --assess; --status; -a; -v; -t =; --type =",
        semantics="protection",
    ),
    Program(
        "nvram bless kmutil kextload kextunload kextstat kextcache",
        options="-d =; -c; -p; -x; -f =read; --mount =; --setBoot",
        operands="text*",
        does="sys.config what=kernel if operands|c|d|setBoot",
    ),
    Program(
        """
            pmset systemsetup scutil networksetup airport tccutil profiles softwareupdate ioreg system_profiler
            sysdiagnose powermetrics mdutil mdfind mdls lsregister log fs_usage opensnoop sample spindump
            leaks vmmap heap vm_stat purge
        """,
        style="raw",
        semantics="mac_settings",
    ),
    Program(
        "ditto",
        options="-c; -x; -k; -z; -j; -V; -v; -X; --rsrc; --sequesterRsrc; --keepParent; --arch =; --bom =",
        semantics="copy",
    ),
    Program(
        """
            hidutil sips qlmanage textutil mdimport afplay afinfo xattr-mac SetFile GetFileInfo DeRez Rez
            chflags-mac automator shortcuts osacompile pbs lsappinfo open-mac screencapture-mac
        """,
        options="""
            -o =output; -e =; -i =; -s =; -t =; -p =; -z =; --out =output; --input-path =read; --output-path =output
            --resampleWidth =
        """,
        operands="path*",
    ),
    Program(
        "installer pkgutil pkgbuild productbuild productsign notarytool stapler altool iTMSTransporter xcode-select fdesetup",
        options="""
            -pkg =; -target =; --pkg =; --forget =; --expand =; --apple-id =; --password =; --team-id =
            --keychain-profile =; --sign =; --root =; --identifier =; --version =; --install-location =
            -s --switch =; -p; -m =; --file =read; -f =read; --upload-app; -t =; -u =; -f --file =read; --apiKey =; --apiIssuer =
        """,
        style="single",
        semantics="mac_install",
    ),
)
