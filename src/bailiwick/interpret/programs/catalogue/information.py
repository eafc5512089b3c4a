"""Looking at files, the machine and oneself: nothing is changed."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

PROGRAMS = (
    Program(
        "ls gls dir vdir ll la",
        options="""
            -R --recursive; -I --ignore =; -w --width =; -T --tabsize =; --block-size =; --hide =; --sort =
            --time =; --time-style =
            --format =; --quoting-style =; --indicator-style =; --color =?; --hyperlink =?
        """,
        operands="list*",
        stdout="meta",
    ),
    Program(
        "exa eza lsd",
        options="""
            -R --recurse >recursive; -T --tree >recursive; -L --level =; -I --ignore-glob =; -s --sort =; -t --time =
            --time-style =; --color =; --icons =?; -w --width =; --group-directories-first
        """,
        operands="list*",
        stdout="meta",
    ),
    Program(
        "tree",
        options="-L =; -P =; -I =; -o =output; -H =; -T =; --filelimit =; --charset =; --fromfile; --gitfile =read",
        operands="list*",
        stdout="meta",
    ),
    Program("stat gstat", options="-c --format =; --printf =; -t; -f; -L; --cached =", operands="list*", stdout="meta"),
    Program(
        "file",
        options="-e =; -F =; -f --files-from =read; -m --magic-file =read; -P =; -b; -i; -L; -z",
        operands="list*",
        stdout="meta",
    ),
    Program(
        "du df gdu gdf ncdu dust duf",
        options="""
            --block-size =; --threshold =; --exclude-from =read; --inodes; --apparent-size
            -d --max-depth =; -t =; --exclude =; -X =read; -B =; --time =?; --time-style =; --files0-from =read; -x
            -s; -h; -a; -c; -k; -m
            -T; -i; --output =?; -f; --type =
            --exclude-type =
        """,
        operands="list*",
        stdout="meta",
    ),
    Program(
        "basename dirname realpath readlink pathchk greadlink grealpath",
        options="""
            -s --suffix =name; -a; -z; -f; -e; -m; -n; --relative-to =name; --relative-base =name
        """,
        operands="name*",
        stdout="meta",
    ),
    Program(
        """
            pwd true false : test [ [[ sleep wait logname whoami groups id tty nproc hostid cal ncal uptime
            users who w last lastlog lastb
        """,
        operands="name*",
        stdout="meta",
    ),
    Program(
        "date gdate",
        options="""
            -d --date =; -f --file =read; -r --reference =; -s --set =; -I =?; --iso-8601 =?; -u; -R; -j; -v =; --rfc-3339 =
        """,
        operands="text*",
        does="sys.config what=clock if set",
        stdout="meta",
    ),
    Program(
        "hostname",
        options="-f; -i; -I; -s; -d; -F --file =read",
        operands="text*",
        does="sys.config what=network if operands",
        stdout="meta",
    ),
    Program(
        "hostnamectl timedatectl localectl",
        commands={
            "set-*": Program(operands="text*", does="sys.config what=clock"),
            "status|list-timezones|show|timesync-status": Program(),
        },
        stdout="meta",
    ),
    Program(
        """
            uname lsb_release sw_vers getconf locale localedef lscpu lsblk lspci lsusb lsmod lsns lsmem lshw
            dmidecode inxi neofetch fastfetch screenfetch sensors hwinfo blkid findmnt free vmstat iostat mpstat
            pidstat sar ulimit umask ipcs lsipc lslocks lslogins nvidia-smi
        """,
        options="-o --output =; -p =; -i =; -c =; -b =; -f =; -t =; -n =; -s =; -S =; -N =",
        operands="text*",
        stdout="meta",
    ),
    Program("getent", options="-s =; -i", operands="text*", stdout="meta", semantics="name_service"),
    Program("dmesg", options="-C --clear; -c; -w; -T; -H; -l =; -f =; -n =; -s =", stdout="meta"),
    Program(
        "ps pgrep pstree pidof top htop btop atop glances iotop nethogs lsof fuser procs bandwhich powertop slabtop",
        options="""
            -o --format =; -C =; -p --pid =; -u --user =; -U =; -G =; -t =; -s =; -d =; -n =; -i =?; -k --kill; -f
            -F =; -c =; -g =; -L =; --sort =; -l; -x; -a
        """,
        operands="text*",
        semantics="fuser",
        stdout="meta",
    ),
    Program(
        """
            which type whereis whatis apropos hash command-not-found man info help tldr cheat whence where compgen
            complete
        """,
        options="-s =; -S =; -M =; -P =shell; --pager =shell; -H =?shell; -C =read; -L =; -A =; -W =; -F =; -f --file =word",
        operands="word*",
        stdout="meta",
    ),
    Program(
        "env genv",
        options="""
            -i --ignore-environment; -0 --null; -u --unset =; -C --chdir =; -S --split-string =; -v --debug; -P =
            -a --argv0 =
            --block-signal =?; --default-signal =?; --ignore-signal =?; --list-signal-handling
        """,
        style="posix",
        semantics="env",
    ),
    Program("printenv gprintenv", options="-0 --null", operands="text*", semantics="printenv", stdout="environment"),
    Program("echo gecho", style="raw", semantics="echo"),
    Program("printf gprintf", style="raw", semantics="printf"),
    Program(
        """
            clear reset tput stty setterm tabs resize banner figlet lolcat cowsay toilet fortune cmatrix dialog
            whiptail zenity notify-send say beep
        """,
        options="""
            -f =; -w =; -T =; -F =; -t =; -u =; -i =; -v =; -r =; -o =output; --textbox =word; --textfile =word
            --tailbox =word; --editbox =word; --filename =word
        """,
        operands="word*",
        stdout="content",
    ),
    Program("getopt getopts bind", operands="text*", stdout="meta"),
    Program("history fc", options="-c; -d =; -w; -a; -r; -n; -p; -s; -e =; -l", operands="text*", stdout="content"),
    Program(
        "xdg-open open start wslview xdg-mime xdg-settings sensible-browser gnome-open kde-open",
        options="-a =; -b =; -e; -t; -n; -g; -R; -W",
        operands="text*",
        semantics="opener",
        stdout="none",
    ),
    Program(
        "xclip xsel pbcopy wl-copy clip.exe clip",
        options="-selection =; -sel =; -o; -i; -b; -t =; -d =",
        operands="read*",
        style="single",
        stdout="none",
    ),
    Program("pbpaste wl-paste", options="-t =; -n", operands="text*"),
    Program(
        "loginctl",
        commands={
            "enable-linger": Program(operands="text*", does="sys.persist by=systemd"),
            "kill-user|kill-session|terminate-user|terminate-session|terminate-seat": Program(
                operands="text*", does="proc.kill all"
            ),
        },
        operands="text*",
        stdout="meta",
    ),
    Program(
        "coredumpctl",
        options="-1; -r; -F =; -o --output =; -D =; --file =; -S --since =; -U --until =; -q; -n =; --debugger =; -A =",
        commands={"dump|debug|gdb": Program(options="-o --output =", operands="text*", semantics="core_dump")},
        operands="text*",
        stdout="content",
    ),
    Program(
        "journalctl",
        options="""
            -u --unit =; -n --lines =?; -o --output =; -S --since =; -U --until =; -p =; -t =; -g =; -b =?; -D =
            --file =; --vacuum-size =; --vacuum-time =; --vacuum-files =
            -f; -e; -x; -k; --rotate; --flush
        """,
        operands="text*",
        does="sys.config what=service if vacuum-size|vacuum-time|vacuum-files",
        stdout="content",
    ),
    Program(
        "busctl",
        options="-u =; -n =; -p =; --user; --system; --address =; -H --host =; -M --machine =; --match =; --size =",
        operands="word*",
        semantics="bus_address",
        stdout="meta",
    ),
    Program(
        """
            systemd-analyze systemd-cgls systemd-cgtop systemd-path systemd-detect-virt
            systemd-escape bootctl
        """,
        options="-u =; -n =; -p =; --user; --system",
        operands="word*",
        stdout="meta",
    ),
)
