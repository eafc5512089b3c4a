"""Names of the programs of each family, so that a family is imported only when it is needed.

A test compares this table with the families themselves and prints what it should be.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

FAMILIES: Mapping[str, str] = {
    "files": """
        cp csplit dd del-cli fallocate file-rename fsync gcp gdd ginstall gio gio-trash gln gmkdir gmktemp gmv grm
        grmdir gshred gsplit gtee gtouch gtruncate install link ln mkdir mkfifo mknod mktemp mmv mv premove prename
        rename rimraf rm rmdir rmtrash shred split sponge srm sync tee touch trash trash-empty trash-put trash-rm
        truncate unlink wipe zmv
    """,
    "git": """
        git
    """,
    "information": """
        : [ [[ apropos arch atop bandwhich banner basename beep bind blkid bootctl btop busctl cal cheat clear clip
        clip.exe cmatrix command-not-found compgen complete coredumpctl cowsay date df dialog dir dirname dmesg
        dmidecode du duf dust echo env exa eza false fastfetch fc figlet file findmnt fortune free fuser gdate gdf
        gdu gecho genv getconf getent getopt getopts glances gls gnome-open gprintenv gprintf greadlink grealpath
        groups gstat hash help history hostid hostname hostnamectl htop hwinfo id info inxi iostat iotop ipcs
        journalctl kde-open la last lastb lastlog ll locale localectl localedef loginctl logname lolcat ls
        lsb_release lsblk lscpu lsd lshw lsipc lslocks lslogins lsmem lsmod lsns lsof lspci lsusb man mpstat ncal
        ncdu neofetch nethogs notify-send nproc numactl nvidia-smi open pathchk pbcopy pbpaste pgrep pidof pidstat
        powertop printenv printf procs ps pstree pwd readlink realpath reset resize resolvectl sar say screenfetch
        sensible-browser sensors setterm sl slabtop sleep start stat stty sw_vers systemd-analyze systemd-cgls
        systemd-cgtop systemd-detect-virt systemd-escape systemd-path tabs test timedatectl tldr toilet top tput
        tree true tty type ulimit umask uname uptime users vdir vmstat w wait whatis whence where whereis which
        whiptail who whoami wl-copy wl-paste wslview xclip xdg-mime xdg-open xdg-settings xsel zenity
    """,
    "text": """
        ack ag alex aspell ast-grep b2sum b3sum bat batcat bc bzgrep bzless cat cksum cmp codespell col colordiff
        colrm column comm crc32 cspell csvcut csvgrep csvjson csvlook csvsort csvstat cut dasel dc delta diff diff3
        difft dmenu dos2unix egrep envsubst expand expr factor fgrep fmt fold fx fzf gcat gcomm gcut gdiff gettext
        gfmt gfold ggrep ghead gojq gpaste grep groff gron gseq gsha256sum gshuf gsort gtac gtail gtr gum guniq gwc
        hd head hexdump hq htmlq hunspell icdiff iconv in2csv jaq jc jless jo join jot jq jsonlint less look
        mac2unix man2html md5 md5sum misspell mlr more most nl nroff numfmt od pandoc paste patch peco percol pg pr
        proselint pt pup qsv recode rev rg rgrep rhash ripgrep sdiff seq sha1sum sha224sum sha256sum sha384sum
        sha512sum shasum shuf sift sk sort spell strings sum tac tail tomlq tr troff tsort typos ug ugrep ul
        unexpand uniq units unix2dos vale vimdiff wc wdiff xmllint xmlstarlet xq xsv xxh64sum xxhsum xzgrep xzless
        yes yq zgrep zless zmore
    """,
    "wrappers": """
        abduco aoss asdf at atq atrm batch bfs bubblewrap builtin busybox bwrap byobu caffeinate capsh catchsegv
        cgdb cgexec chokidar choom chpst chronic chroot chrt command coproc coreutils dbus-launch dbus-run-session
        direnv doas dotenv dotenvx dtach dtruss dumb-init entr envchain envdir envuidgid exec fakechroot fakeroot fd
        fdfind find firejail flock fnm gchroot gdb gdbserver gfind gksudo gnice goenv gosu grc gstdbuf gtime
        gtimeout gxargs heaptrack hyperfine ifne ionice jenv kdesudo lldb ltrace machinectl mise n newgrp nice
        nodenv nohup nsenter nvm onchange optirun osascript padsp parallel perf pkexec please prime-run primusrun
        proot proxychains proxychains4 pyenv rbenv reflex rlwrap rr rtx run0 runuser s6-envdir s6-setuidgid
        schedtool screen script sdk setlock setpriv setsid setuidgid sg softlimit stdbuf strace su su-exec sudo
        sudo-rs sudoedit systemd-nspawn systemd-run taskset time timeout tini tmux torify torsocks toybox truss
        tsocks uftrace unbuffer unshare valgrind viddy volta watch watchexec winpty xargs xvfb-run zellij
    """,
}
