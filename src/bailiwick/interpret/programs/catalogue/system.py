"""Permissions, processes, services, users, devices, kernel, firewall: the machine itself."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_FILE_OPTIONS = """
    -R --recursive; -f; -v; -c; -h --no-dereference; --dereference; --from =; --reference =read; -H; -L; -P
    --preserve-root; --no-preserve-root
"""

PROGRAMS = (
    Program(
        "chmod gchmod",
        options="""
            -R --recursive; -f --silent; -v; -c; --reference =; --preserve-root; --no-preserve-root; -H; -L; -P; -h
        """,
        semantics="mode",
        stdout="none",
    ),
    Program("chown gchown chgrp gchgrp", options=_FILE_OPTIONS, semantics="owner", stdout="none"),
    Program(
        "chattr chflags lsattr",
        options="-R --recursive; -V; -f; -v =; -p =; -d; -a; -l; -h",
        style="",
        semantics="flags",
    ),
    Program(
        "setfacl getfacl",
        options="""
            -m --modify =; -M =read; -x --remove =; -X =read; -b --remove-all; -k; -R --recursive; -L; -P; -d
            --set =; --set-file =read; --restore =read; -n; --mask; -t; -p
        """,
        semantics="acl",
    ),
    Program("setcap", operands="text meta*", does="priv.escalate by=setcap unless v"),
    Program("getcap", options="-r; -v; -n", operands="list*", stdout="meta"),
    Program(
        "setfattr getfattr attr",
        options="""
            -n --name =; -v --value =; -x --remove =; -d; -c; -w; -p; -l; -r --recursive; -m =; -R; --restore =read
        """,
        operands="text*",
    ),
    Program(
        "xattr",
        options="-d --delete =; -c --clear; -r; -s; -v; -x; -l; -p --print =; -w --write",
        operands="text*",
        does="sys.config what=global if delete|clear",
    ),
    Program(
        "socketfilterfw",
        options="--setglobalstate =; --setblockall =; --setstealthmode =; --setallowsigned =; --add =; --unblockapp =",
        style="single",
        does="sys.config what=firewall if setglobalstate|setblockall|setstealthmode|setallowsigned|add|unblockapp",
    ),
    Program(
        "sshd dropbear inetd xinetd tcpserver tcpsvd in.telnetd telnetd utelnetd rshd in.rshd rexecd",
        options="-t; -T; -V; -f =read; -p =; -r =; -o =; -h =; -v; -D; -d",
        style="posix",
        operands="text*",
        does="net.listen public tunnel unless t|T|V",
    ),
    Program("kill", options="-s --signal =; -n =; -l --list =?; -L; -p; -q =; -v", semantics="kill"),
    Program(
        "pkill killall skill snice killall5",
        options="""
            -s --signal =; -u --user =; -U --uid =; -G =; -P --parent =; -t =; -g =; -x --exact; -f --full; -n; -o
            -v; -e; -i; -I; -q; -r --regexp; -w; -y =; -F --pidfile =read; --ns =; -y =; -c; -d; -m; -z; -l
        """,
        semantics="kill",
    ),
    Program("xkill", does="proc.kill"),
    Program(
        "resolvectl systemd-resolve",
        commands={
            "dns|domain|default-route|llmnr|mdns|dnssec|revert|reset-server-features|nta|dnsovertls": Program(
                operands="text*", does="sys.config what=network if operands"
            ),
            "query|status|statistics|service|openpgp|tlsa|monitor|flush-caches|log-level|show-cache": Program(
                operands="text*"
            ),
        },
        operands="text*",
    ),
    Program(
        "bpftrace bpftool bpf perf-probe systemtap stap",
        options="-l; -L; --info; -V --version; -h --help; -d; --dry-run; -e =; -p =; -c =shell; -o =output",
        style="posix",
        operands="text*",
        does="sys.config what=kernel unless l|L|info|version|help|dry-run",
    ),
    Program("renice", options="-n =; -p =; -g =; -u =", operands="text*"),
    Program(
        "reboot shutdown halt poweroff init telinit",
        options="-c; -k; -t =; -P; -H; -h; -r; -f; -w; -n; -d; --no-wall",
        operands="text*",
        does="proc.kill machine unless c|k|w",
    ),
    Program(
        "systemctl",
        options="""
            -t --type =; -p --property =; -P =; -H --host =; -M --machine =; -o --output =; -n --lines =
            -s --signal =; --kill-whom =; --root =; --image =; --job-mode =; --what =; --when =; --state =; -l; -q
            -a; -f --force; --now; --user; --system; --global; --no-pager; --no-block; -r; --runtime
        """,
        commands={
            (
                "status|show|cat|is-active|is-enabled|is-failed|list-units|list-unit-files|list-timers|"
                "list-sockets|list-jobs|list-dependencies|help|show-environment|get-default|is-system-running"
            ): Program(operands="text*", stdout="meta"),
            "enable|reenable|link|add-wants|add-requires|preset|preset-all": Program(
                operands="text*", does="sys.persist by=systemd", semantics="guard_service"
            ),
            "edit|set-default|set-environment|import-environment|set-property|revert": Program(
                operands="text*", does="sys.persist by=systemd", semantics="guard_service"
            ),
            "stop|disable|mask|kill|restart|try-restart|condrestart|isolate": Program(
                operands="text*", does="sys.config what=service", semantics="guard_service"
            ),
            (
                "start|reload|reload-or-restart|daemon-reload|daemon-reexec|unmask|reset-failed|"
                "unset-environment|thaw|freeze|clean"
            ): Program(operands="text*", does="sys.config what=service"),
            (
                "poweroff|reboot|halt|kexec|suspend|hibernate|hybrid-sleep|exit|rescue|emergency|soft-reboot|default"
            ): Program(does="proc.kill machine"),
        },
        operands="text*",
    ),
    Program(
        "service rc-service invoke-rc.d rcctl sv s6-svc supervisorctl initctl",
        options="-d; -u; -t; -k; --status-all",
        operands="text*",
        semantics="service",
    ),
    Program(
        "update-rc.d rc-update chkconfig systemd-tmpfiles insserv ntsysv",
        options="--level =; --create; --list; -f",
        operands="text*",
        does="sys.persist by=init if operands",
    ),
    Program("crontab incrontab", options="-u =; -l; -r; -e; -i; -T; -n =; -c; -x =", semantics="crontab"),
    Program("incrontab", options="-u =; -l; -r; -t; -e; -d", operands="read?", does="sys.persist by=incron unless l|t"),
    Program(
        "anacron cron crond fcrontab", options="-t =read; -S =; -f; -n", operands="text*", does="sys.persist by=cron"
    ),
    Program(
        "launchctl",
        commands={
            (
                "list|print|print-disabled|blame|examine|procinfo|hostinfo|resolveport|managername|manageruid|"
                "managerpid|getenv|version|help|error|dumpstate|variant|plist"
            ): Program(operands="text*", stdout="meta"),
            "load|bootstrap|enable|submit|kickstart|start|setenv|asuser|bsexec|config|attach|limit": Program(
                options="-w; -F; -S =; -D =; -l =; -p =; -o =; -e =; -k; -s",
                operands="text*",
                does="sys.persist by=launchd",
                semantics="guard_service",
            ),
            "unload|bootout|disable|remove|stop|kill|unsetenv|reboot|uncache": Program(
                options="-w; -F; -S =; -D =",
                operands="text*",
                does="sys.config what=service",
                semantics="guard_service",
            ),
        },
    ),
    Program("schtasks schtasks.exe", style="raw", does="sys.persist by=schtasks"),
    Program(
        """
            sc sc.exe reg reg.exe wmic bcdedit vssadmin wbadmin wevtutil netsh diskpart format cipher takeown icacls cacls xcacls attrib
            takeown.exe rundll32 regsvr32 mshta certutil.exe bitsadmin taskkill taskkill.exe cscript wscript regedit msiexec
        """,
        style="raw",
        semantics="windows_admin",
    ),
    Program(
        """
            useradd adduser usermod groupadd groupmod gpasswd addgroup newusers chpasswd chage chsh chfn vipw vigr
            lchage pwconv userdel deluser groupdel delgroup passwd smbpasswd htpasswd faillock pam-auth-update
            authselect authconfig sysadminctl dseditgroup pwpolicy net
        """,
        options="""
            -s --shell =; -u --uid =; -g --gid =; -G --groups =; -d --home =; -c --comment =; -p --password =; -e =
            -m; -a --append; -r; -l =; -L; -U; -n =; -x =; -M; -N; -k =; -b; -B; -i; -D; -S
        """,
        semantics="users",
    ),
    Program(
        "visudo",
        options="-c --check; -f --file =word; -q; -s; -x =; -O; -P",
        does="priv.escalate by=sudoers unless check",
    ),
    Program(
        "insmod modprobe rmmod depmod kldload kldunload kmod dkms kldload kldunload",
        options="-r --remove; -a; -n --dry-run; -c; -C =; -d =; -S =; -f; -v; -q; -l --list; --show-depends",
        operands="text*",
        does="sys.config what=kernel if operands !dry-run !list",
    ),
    Program(
        "kexec",
        options="-l --load =; -e --exec; --initrd =; --command-line =; -u; -p",
        operands="text*",
        does="sys.config what=kernel",
    ),
    Program(
        "sysctl",
        options="""
            -w --write; -p --load =?read; -a --all; -n --values; -e; -N; -b; -q; -r --pattern =; --system; -A; -X
            -f =?read
        """,
        semantics="sysctl",
    ),
    Program(
        """
            iptables ip6tables iptables-restore iptables-legacy ip6tables-restore ebtables arptables ipset pfctl
            ipfw nft ufw firewall-cmd ferm shorewall firewalld fail2ban-client
        """,
        style="raw",
        semantics="firewall",
    ),
    Program(
        """
            setenforce setsebool semanage restorecon chcon semodule aa-disable aa-complain aa-teardown aa-enforce
            aa-remove-unknown apparmor_parser auditctl getenforce sestatus aa-status getsebool seinfo sesearch
            ausearch aureport aa-unconfined augenrules
        """,
        style="raw",
        semantics="mandatory_access",
    ),
    Program(
        "qm pct pvesm pveum",
        options="--force; --purge; --skiplock; --vmid =",
        commands={
            "destroy|delsnapshot|free|remove|rollback": Program(
                operands="text*", does="infra.destroy system=@program what=machine"
            ),
            "list|status|config|pending|listsnapshot": Program(operands="text*"),
        },
        operands="text*",
        does="infra.apply system=@program",
    ),
    Program(
        "logger",
        options="-t =; -p =; -n --server =; -P =; -f --file =read; -s; -u =; -i; -T; -d",
        operands="text*",
        semantics="sends",
    ),
    Program("wall write mesg", options="-t =; -g =; -n", operands="text*"),
    Program(
        "logrotate",
        options="-s --state =output; -f --force; -d --debug; -v --verbose; -m --mail =shell; -l --log =output",
        operands="read*",
    ),
    Program(
        "ntpdate chronyc hwclock ntpd timedatectl-set rdate",
        options="-s =; -w; -r; -u; -q; -p; -k =word",
        operands="text*",
        does="sys.config what=clock if operands|w !q",
    ),
    Program(
        "ldconfig",
        options="-f =read; -C =; -r =; -n; -p --print-cache; -v; -N; -X",
        does="sys.config what=kernel unless print-cache",
    ),
    Program(
        """
            update-ca-certificates update-ca-trust trust dpkg-divert alternatives update-initramfs dracut mkinitcpio
            locale-gen depmod-all ldso
        """,
        options="-u; -c; -k =; -f; -s =",
        operands="text*",
        does="sys.config what=global",
    ),
    Program(
        "varnishncsa varnishlog",
        options="-w =output; -P =output; -a; -D; -g =; -q =; -F =; -f =read; -n =; -N =read; -r =read; -k =; -t =; -d",
        operands="text*",
        stdout="content",
    ),
    Program(
        "needrestart", options="-c =script:perl; -r =; -u =; -m =; -o =; -p; -b; -q; -v; -k; -l; -w", stdout="meta"
    ),
    Program(
        "xdotool",
        commands={
            "exec": Program(options="--sync; --terminator =; --args =", operands="exec...", style="posix"),
            "**": Program(operands="text*"),
        },
    ),
    Program(
        """
            setxkbmap xrandr xset xmodmap loadkeys xinput ydotool wmctrl xprop xwininfo scrot import
            flameshot maim grim screencapture
        """,
        options="-o =; -r =; -display =; -i =; -w; -d =; -D =",
        style="single",
        operands="text*",
    ),
    Program(
        """
            nvidia-settings rfkill modinfo udevadm brightnessctl amixer pactl pacmd alsamixer bluetoothctl hcitool
            upower acpi cpupower tuned-adm
        """,
        operands="text*",
        options="-p =; -q; -e",
    ),
    Program(
        """
            fstab-decode ulogd pam_tally2 vmware-toolbox-cmd virsh qemu-system-x86_64 qemu-img virt-install
            vboxmanage VBoxManage lxc lxd incus lxc-attach lxc-start prlctl utmctl
        """,
        options="-m =; -smp =; -hda =; -drive =; -cdrom =; -boot =; -net =; -device =; -f =; -o =; -c --connect =",
        style="single",
        semantics="virtual_machine",
    ),
)
