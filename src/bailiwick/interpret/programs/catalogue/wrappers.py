"""Programs that run another program given in their own argv."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

PROGRAMS = (
    Program("shx", style="posix", operands="exec..."),
    Program(
        "wsl wsl.exe",
        options="""
            -d --distribution =; --distribution-id =; -u --user =; --cd =; --shell-type =; -e --exec; --system
            -l --list; -v --verbose; --status; --version; --update; --shutdown; -t --terminate =; --unregister =
            --install; --export =; --import =; -s --set-default =
        """,
        operands="exec...",
        style="posix",
        does="infra.destroy system=wsl what=machine if unregister",
    ),
    Program(
        """
            nohup setsid catchsegv fakeroot fakechroot proot dbus-run-session dbus-launch xvfb-run winpty rlwrap
            unbuffer aoss padsp optirun primusrun prime-run grc tsocks proxychains proxychains4 torsocks torify
            chronic cgexec choom ifne
        """,
        options="-c --ctty; -f --fork; -w --wait; -n =; -s --server-args =; -a; -e =; -p =; -q; -g =",
        operands="exec...",
        style="posix",
    ),
    Program("logsave", options="-a --append; -s; -v", operands="output exec...", style="posix"),
    Program(
        "numactl",
        options="""
            -i --interleave =; -m --membind =; -N --cpunodebind =; -C --physcpubind =; -p --preferred =; -S --shm =
            -P --preferred-many =; -w --weighted-interleave =; -L --length =; -O --offset =; -M --shmmode =; -f --file =
            -l --localalloc; -b --balancing; -s --show; -H --hardware; -t --strict; -d --dump
        """,
        operands="exec...",
        style="posix",
    ),
    Program(
        "arch",
        options="-arm64; -arm64e; -x86_64; -i386; -32; -64; -c; -d =; -e =; -h",
        style="single posix",
        operands="exec...",
        stdout="meta",
    ),
    Program(
        "daemonize",
        options="-c =; -e =output; -o =output; -E =; -p =; -u =; -l =; -a; -v",
        operands="exec...",
        style="posix",
    ),
    Program(
        "nq tsp ts-spooler",
        options="-c; -q; -w; -L =; -S =; -D =; -N =; -f; -n; -g; -d; -l; -t; -B",
        operands="exec...",
        style="posix",
    ),
    Program(
        "pueue",
        commands={
            "add": Program(options="-w =; -a =; -g =; -l =; -d =; -i; -s; -e; -p", style="posix", semantics="watch"),
            "**": Program(operands="text*"),
        },
    ),
    Program(
        "xctrace",
        commands={
            "record": Program(
                options="""
                    --template =; --output =output; --attach =; --time-limit =; --device =; --launch; --target-stdin =
                    --target-stdout =; --env =; --all-processes; --no-prompt; --instrument =; --window =; --run-name =
                """,
                operands="exec...",
            ),
            "**": Program(operands="text*"),
        },
    ),
    Program(
        "r2 radare2 rizin",
        options="-c =; -i =read; -I =read; -q; -A; -d; -w; -e =; -a =; -b =; -n; -v; -h; -p =; -R =; -L; -Q",
        style="posix",
        semantics="gdb",
    ),
    Program("nice gnice", options="-n --adjustment =", operands="exec...", style="posix"),
    Program(
        "ionice",
        options="""
            -c --class =; -n --classdata =; -p --pid =; -P =; -u =; -t; -P --pgid =; -u --uid =
        """,
        operands="exec...",
        style="posix",
    ),
    Program(
        "chrt taskset schedtool",
        options="-T =; -P =; -D =; -p --pid =; -c --cpu-list =; -N =; -m =; -C =; -i =; -r; -f; -o; -b",
        style="posix",
        semantics="affinity",
    ),
    Program("xterm uxterm lxterm rxvt urxvt aterm eterm", style="raw", semantics="terminal"),
    Program(
        "timeout gtimeout",
        options="-k --kill-after =; -s --signal =; --foreground; --preserve-status; -v",
        operands="text exec...",
        style="posix",
    ),
    Program(
        "time gtime",
        options="-f --format =; -o --output =output; -a; -p; -v; -q; -l; -h",
        operands="exec...",
        style="posix",
    ),
    Program("stdbuf gstdbuf", options="-i --input =; -o --output =; -e --error =", operands="exec...", style="posix"),
    Program("command builtin", options="-p; -v; -V", style="posix", semantics="builtin_command"),
    Program("exec", options="-a =; -c; -l", operands="exec...", style="posix"),
    Program("coproc", operands="exec...", style="posix"),
    Program(
        "hyperfine",
        options="""
            -w --warmup =; -m --min-runs =; -M --max-runs =; -r --runs =; -s --setup =shell; -p --prepare =shell
            -c --cleanup =shell; -C --conclude =shell
            -P --parameter-scan =; -D =; -L --parameter-list =; -S --shell =; -N; -i; --style =
            --export-json =output; --export-markdown =output
            --export-csv =output; --export-asciidoc =output; -u =; -n --command-name =; --output =; --input =read
        """,
        operands="shell*",
    ),
    Program(
        "dotenv dotenv-cli dotenvx envdir envchain",
        options="-f --file =read; -e --env =; -o; -c; --env-file =read; -p =; -v =",
        operands="exec...",
        style="posix",
        semantics="dotenv_run",
    ),
    Program(
        "direnv",
        commands={
            "exec": Program(operands="text exec...", style="posix"),
            "allow|permit|grant|reload|edit": Program(semantics="direnv"),
            "hook|status|version|deny|export": Program(),
        },
    ),
    Program(
        "please",
        options="-u --user =; -g --group =; -d --dir =; -l --list; -n; -t =; -p; -P; -s --shell",
        commands={
            "build|test|run|query|watch|gc|fmt|init|update|export|cover|help|hash|tool|clean": Program(
                operands="word*"
            ),
        },
        style="posix",
        semantics="sudo",
    ),
    Program(
        "sudo doas pkexec gosu su-exec run0 gksudo kdesudo sudo-rs gsudo psexec psexec.exe",
        options="""
            -u --user =; -g --group =; -h --host =; -p --prompt =; -C --close-from =; -D --chdir =; -R --chroot =
            -r --role =; -t --type =; -T --command-timeout =
            -U --other-user =; -a =; -c =; -A; -b; -E --preserve-env =?; -e --edit; -H; -i --login; -k; -K
            -l --list; -n; -P; -S; -s --shell; -v; -V --version; --disable-internal-agent
        """,
        style="posix",
        semantics="sudo",
    ),
    Program("runas runas.exe", style="raw", does="priv.escalate by=runas"),
    Program("sudoedit", operands="update*", does="priv.escalate by=sudoedit"),
    Program(
        "su runuser ksu",
        options="""
            -c --command =; -C; --session-command =; -s --shell =; -g --group =; -G --supp-group =; -u --user =
            -w --whitelist-environment =; -l --login; -m; -p; -f; -P; -T; -h; -V
        """,
        semantics="su",
    ),
    Program("sg newgrp", options="-c =shell", operands="text shell?", does="priv.escalate by=@program"),
    Program(
        "machinectl",
        commands={
            "shell": Program(operands="text exec...", style="posix", does="priv.escalate by=machinectl"),
            "list|status|show": Program(),
            "terminate|kill|remove": Program(does="container.destroy what=container"),
        },
    ),
    Program(
        "xargs gxargs",
        options="""
            -0 --null; -a --arg-file =read; -d --delimiter =; -E =; -e --eof =?; -I =; -i --replace =?; -L =
            -l --max-lines =?; -n --max-args =; -P --max-procs =
            -p --interactive; -o --open-tty; -r --no-run-if-empty; -s --max-chars =; -t --verbose; -x --exit
            --process-slot-var =; --show-limits; -J =; -R =; -S =
            --max-lines =?; --eof =?
        """,
        style="posix",
        semantics="xargs",
    ),
    Program(
        "parallel",
        options="""
            -j --jobs =; -a --arg-file =read; -I =; -n --max-args =; -N =; -L =; -l =?; -d --delimiter =
            -C --colsep =; -S --sshlogin =; --sshloginfile =read; --joblog =output; --results =output
            --timeout =; --delay =; --retries =; --halt =; --load =; --memfree =; --nice =; --tmpdir =; --workdir =
            --wd =; --env =; --block =; --recstart =; --recend =; -E =; --tagstring =; --rpl =; --progress
            --bar; --eta; -k --keep-order; -u; -X; -m; -q; -t; -v; -0 --null; --pipe; --pipepart; --dry-run
            --line-buffer; --lb; --tag; --no-notice; --will-cite; -r --no-run-if-empty; -s =
        """,
        style="posix",
        semantics="parallel",
    ),
    Program("find gfind bfs", style="raw", semantics="find"),
    Program(
        "fd fdfind",
        options="""
            -e --extension =; -t --type =; -d --max-depth =; --min-depth =; --exact-depth =; -E --exclude =
            -S --size =; --changed-within =; --changed-before =; -o --owner =; -c --color =; -j --threads =
            --base-directory =; --search-path =; --format =; --ignore-file =read; --max-results =
            --path-separator =; --and =; --batch-size =; -x --exec =; -X --exec-batch =; -H --hidden; -I; -u; -s; -i
            -g; -F; -a; -l; -L; -p; -0; -1; -q; -r
        """,
        semantics="fd",
    ),
    Program(
        "watch viddy",
        options="""
            -n --interval =; -d --differences =?; -t; -b; -e; -g; -c; -p; -x --exec; -q --equexit =; -r; -w; -C
            -s =
        """,
        style="posix",
        semantics="watch",
    ),
    Program(
        "entr",
        options="-c; -d; -n; -p; -r; -s; -z; -a; -x; -h",
        style="posix",
        semantics="on_change",
    ),
    Program(
        "reflex watchexec chokidar onchange",
        options="-c =?; -d; -n; -p; -r; -s; -z; -a; -w --watch =; -e --exts =; -f --filter =; -i --ignore =; -g =; -R =",
        operands="exec...",
        style="posix",
    ),
    Program(
        "start-stop-daemon",
        options="""
            -S --start; -K --stop; -T --status; -x --exec =; -a --startas =; -n --name =; -p --pidfile =; -u --user =
            -g --group =; -d --chdir =; -b --background; -m; -c --chuid =; -s --signal =; -R --retry =; -o; -q; -v
        """,
        operands="text*",
        semantics="started",
    ),
    Program("run-parts", options="--test; --list; -v; --report; -u =; -a --arg =; --regex =", semantics="run_parts"),
    Program(
        "script",
        options="""
            -c --command =shell; -E --echo =; -I --log-in =output; -O --log-out =output; -B --log-io =output
            -m --logging-format =; -o --output-limit =; -T --log-timing =output; -t --timing =?; -a --append; -e; -f
            -q; -r; -F; -k; -d; -p
        """,
        operands="output? exec...",
    ),
    Program(
        "flock",
        options="""
            -c --command =shell; -w --timeout =; --wait =; -E --conflict-exit-code =; -e; -x; -n; -o; -s; -u; -F
            --verbose
        """,
        style="posix",
        operands="create exec...",
        semantics="flock",
    ),
    Program(
        "ltrace dtruss truss",
        options="""
            -a --align =; -A =; -D --debug =; -e =; -F --config =read; -l --library =; -n --indent =; -o --output =output; -p =; -s =; -u =
            -w --where =; -x =; -c; -C; -f; -i; -L; -r; -S; -t; -T; -b; -d
        """,
        operands="exec...",
        style="posix",
    ),
    Program(
        "strace",
        options="""
            -e --trace =; -o --output =output-or-pipe; -p --attach =; -s --string-limit =; -S =; -u --user =; -E --env =
            -a =; -b =; -I =; -O =; -P =; -X =; -U =; -l =; -A; -F =; -n; -w; -f; -c; -C; -d; -i; -q; -r; -t; -T
            -v; -x; -y; -k
            --detach-on =; --interruptible =; --signal =; --status =; --trace-path =; --columns =; --abbrev =; --verbose =; --raw =; --read =; --write =; --kvm =; --decode-fds =?; --const-print-style =; --decode-pids =; --summary-syscall-overhead =; --summary-sort-by =; --summary-columns =; --inject =; --fault =; --daemonize =?; --absolute-timestamps =?; --relative-timestamps =?; --syscall-times =?; --stack-traces =?; --quiet =?
        """,
        operands="exec...",
        style="posix",
    ),
    Program(
        "perf",
        commands={
            "record|stat|trace|mem|c2c": Program(
                options="""
                    -e --event =; -o --output =output; -p --pid =; -t =; -F =; -c =; -g; -a; -C =; --call-graph =
                    -r =; -x =; -I =
                """,
                operands="exec...",
                style="posix",
            ),
            "script": Program(
                options="-i --input =read; -s --script =script:python; -g --gen-script =; -F =; -D; -l; -c =; -S =",
                operands="text*",
            ),
            "report|list|annotate|top|diff|bench": Program(options="-i --input =read"),
        },
    ),
    Program(
        "valgrind heaptrack rr uftrace",
        options="--tool =; --log-file =output; --suppressions =read; -o =output; --xml-file =output",
        operands="exec...",
        style="posix",
    ),
    Program(
        "gdb lldb cgdb",
        options="""
            -x --command =script; -ex --eval-command =; -iex =; -ix =script; --args; -p --pid =; -c --core =read
            -d --directory =; -q --quiet; --batch; --nx; -n; -o =; -s =script; -b; -f =read; -O =; -S =script; -k =
            -K =; -l =; -a =; -w; -P; --cd =; -tui; --tty =
        """,
        style="single",
        semantics="gdb",
    ),
    Program(
        "gdbserver",
        options="--attach; --multi; --once; --wrapper",
        operands="text exec...",
        style="posix",
        does="net.listen public",
    ),
    Program(
        "chroot gchroot",
        options="--groups =; --userspec =; --skip-chdir; -g =; -G =; -u =",
        operands="text exec...",
        style="posix",
        semantics="chroot",
    ),
    Program(
        "unshare",
        options="""
            -m; --mount =?; -u; --uts =?; -i; --ipc =?; -n; --net =?; -p; --pid =?; -U; --user =?; -C; --cgroup =?
            -T; --time =?; -f --fork; -r --map-root-user; -c; --map-user =; --map-group =; --map-users =; --map-auto
            --propagation =; --setgroups =; -R --root =; -w --wd =; -S --setuid =; -G --setgid =; --kill-child =?
            --mount-proc =?; --keep-caps; --monotonic =; --boottime =
            --map-groups =
        """,
        operands="exec...",
        style="posix",
        does="priv.escalate by=unshare if map-root-user|map-auto",
    ),
    Program(
        "nsenter",
        options="""
            -t --target =; -m --mount =?; -u --uts =?; -i --ipc =?; -n --net =?; -p --pid =?; -U --user =?
            -C --cgroup =?; -T --time =?; -S --setuid =; -G --setgid =; -r --root =?; -w --wd =?; -W --wdns =; -e
            -F; -Z; -a --all
        """,
        operands="exec...",
        style="posix",
        does="priv.escalate by=nsenter",
    ),
    Program(
        "setpriv",
        options="""
            --reuid =; --regid =; --ruid =; --euid =; --rgid =; --egid =; --clear-groups; --init-groups; --groups =; --inh-caps =
            --ambient-caps =; --bounding-set =; --securebits =; --selinux-label =; --apparmor-profile =; --no-new-privs; --pdeathsig =
        """,
        operands="exec...",
        style="posix",
        does="priv.escalate by=setpriv if reuid|regid|ruid|euid|ambient-caps",
    ),
    Program(
        "capsh",
        options="""
            --caps =; --addamb =; --inh =; --iab =; --drop =; --delamb =; --uid =; --gid =; --groups =; --user =; --secbits =
            --chroot =; --print; --decode =; --supports =; --has-p =; --has-i =; --current; --mode =?; -c =shell; --shell =
        """,
        operands="text*",
        style="posix",
        does="priv.escalate by=capsh if caps|addamb|inh|iab|uid|user",
    ),
    Program(
        "ld.so ld-linux.so.2 ld-linux-x86-64.so.2 ld-linux-aarch64.so.1 ld-musl-x86_64.so.1 ld-musl-aarch64.so.1",
        options="--preload =; --library-path =; --audit =; --inhibit-cache; --argv0 =; --list; --verify; --help",
        operands="exec...",
        style="posix",
        does="exec.run program=@program known environment if preload|library-path|audit",
    ),
    Program(
        "systemd-nspawn",
        options="""
            -D --directory =; -M --machine =; -i --image =; -b --boot; -u --user =; --bind =; --bind-ro =; --setenv =
            --network-veth; -x --ephemeral; --private-users =; --capability =; -n; -p --port =; -a; -q
        """,
        operands="exec...",
        style="posix",
        does="priv.escalate by=systemd-nspawn",
    ),
    Program(
        "bwrap bubblewrap firejail",
        options="""
            --bind =; --symlink =; --ro-bind =; --dev =; --proc =; --tmpfs =; --chdir =; --setenv =; --unsetenv =
            --uid =; --gid =; -D --directory =; -M =; -b --boot; --reuid =; --regid =; --cap-add =; --profile =
            -c =shell
            --bounding-set =; --ruid =; --euid =; --rgid =; --egid =; --securebits =; --selinux-label =; --apparmor-profile =; --inh-caps =; --ambient-caps =; --groups =
        """,
        operands="exec...",
        style="posix",
    ),
    Program(
        "systemd-run",
        options="""
            -u --unit =; -p --property =; -d --same-dir; --slice =; --description =; -E --setenv =; --uid =; --gid =
            --nice =; --working-directory =; -t --pty; -P --pipe; -q; --user; --scope; --on-calendar =
            --on-active =; --on-boot =; --on-startup =
            --on-unit-active =; --on-unit-inactive =; --timer-property =; --path-property =; --socket-property =
            -H --host =; -M --machine =; -S --shell; -r; -G --collect; --wait; --service-type =; --no-block
        """,
        operands="exec...",
        style="posix",
        does="""
            sys.persist by=systemd if on-calendar|on-active|on-boot|on-startup|on-unit-active|on-unit-inactive
            priv.escalate by=systemd-run if uid
        """,
    ),
    Program(
        "busybox toybox coreutils",
        options="--list; --list-full; --help; --install =?",
        style="posix",
        semantics="applet",
    ),
    Program(
        "tmux",
        options="-f =plugin:; -L =; -S =; -c =shell; -T =; -2; -C; -D; -l; -N; -u; -v",
        style="posix",
        semantics="multiplexer",
    ),
    Program(
        "screen",
        options="""
            -c =read; -S =; -X; -d; -m; -D; -r =?; -R; -x; -ls; -list; -h =; -e =; -p =; -s =; -t =; -T =; -L
            -Logfile =output; -U; -q; -a; -A; -wipe =?; -dm >m; -dmS =; -Q =
        """,
        style="single posix",
        semantics="multiplexer",
    ),
    Program("zellij abduco dtach byobu", options="-n =; -c =; -A =; -s --session =; -l =; -r =", operands="exec..."),
    Program("osascript", options="-e =; -l =; -i; -s =", semantics="osascript"),
    Program("at batch", options="-f =read; -q =; -t =; -l; -d =; -r =; -c =; -m; -M; -v; -V", semantics="at"),
    Program("atq atrm", operands="text*", does="schedule.delete by=at if operands"),
    Program("caffeinate", options="-t =; -w =; -d; -i; -m; -s; -u", operands="exec...", style="posix"),
    Program(
        "softlimit setlock chpst envuidgid setuidgid s6-setuidgid s6-envdir dumb-init tini",
        options="""
            -u =; -e =; -/ =; -n =; -l =; -L =; -m =; -d =; -o =; -p =; -f =; -c =; -r =; -t =; -a =; -s =; -g =; -v
            -w
        """,
        operands="exec...",
        style="posix",
    ),
    Program(
        "volta",
        commands={
            "run": Program(
                options="--node =; --npm =; --pnpm =; --yarn =; --bundled-npm; --no-yarn; --env =",
                operands="exec...",
                style="posix",
            ),
            "install|fetch|pin": Program(
                operands="text*", does="pkg.install manager=volta packages=@operands if operands"
            ),
            "uninstall": Program(operands="text*", does="pkg.install manager=volta removes packages=@operands"),
            "**": Program(operands="text*"),
        },
    ),
    Program(
        "mise rtx asdf nvm fnm pyenv rbenv nodenv goenv jenv sdk n",
        commands={
            "exec|x": Program(style="posix", semantics="version_manager"),
            "run|r": Program(operands="text*", semantics="project_task"),
            "use|global|local|shell|pin|default|alias|reshim|rehash|activate|init|hook-env|set": Program(
                operands="text*"
            ),
            "plugin list|plugin ls|plugins ls|plugins list|plugin-list|plugin-list-all|plugin update|plugin-update": Program(
                operands="text*"
            ),
            "install|i|plugin|plugin-add|plugins|upgrade|up|fetch|add|link|trust": Program(
                operands="text*", does="pkg.install manager=@program packages=@operands if operands"
            ),
            "uninstall|remove|rm|prune": Program(
                operands="text*", does="pkg.install manager=@program removes packages=@operands"
            ),
            (
                "list|ls|ls-remote|list-all|list-remote|current|version|versions|which|where|env|doctor|prefix|"
                "root|outdated|latest|bin-path|completion|help|cache|flush|selfupdate|shims|whence"
            ): Program(operands="text*"),
        },
    ),
)
