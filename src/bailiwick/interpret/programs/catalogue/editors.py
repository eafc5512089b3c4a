"""Editors and pagers, with the commands they are given on their command line."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_VIM = """
    -c =; --cmd =; -S =script:vim; -u =; -U =; -i =; -s =; -w =output; -W =output; -o; -O; -p; -R; -n; -e; -E; -es
    -y; -Z; -b; -d; -g; -f; -t =; -q =; -T =; -V =?; --noplugin; --not-a-term; --clean; --headless; -l =script:lua
    --startuptime =output; --servername =; --remote =; --listen =; -m; -M; -r =?; -L; -x; -X; -N; -C
"""

PROGRAMS = (
    Program(
        "vi vim nvim gvim view vimtutor rvim mvim rview evim elvis nvi vis",
        options=_VIM,
        style="single",
        semantics="vim",
    ),
    Program("ex", options=_VIM.replace("-s =;", "-s;"), style="single", semantics="vim"),
    Program("ed red", options="-p =; -s; -G; -E; -r; -v; -l", operands="update?", semantics="ed"),
    Program(
        "emacs emacsclient xemacs mg zile jed",
        options="""
            --eval =code:elisp; -e =code:elisp; -eval =code:elisp; --execute =code:elisp; -l --load =script:elisp
            --script =script:elisp; -f --funcall =; -batch; --batch; -Q; -q; -nw; -t; -c; -n; -a =; -s =; -d =
            --directory =; -L =; --file =update; --visit =update; -u =; --chdir =
        """,
        style="single",
        operands="update*",
    ),
    Program(
        "kak kakoune",
        options="-e =; -E =; -f =; -i =; -n; -l; -d; -ro; -clear; -p =; -c =; -s =; -ui =; -version; -help",
        style="single",
        operands="update*",
        semantics="embedded",
    ),
    Program(
        """
            nano pico joe ne micro hx helix mcedit tilde xi ox slap jove mousepad gedit kate kwrite
            leafpad pluma xed geany textadept featherpad l3afpad nedit
        """,
        options="-w; -l; -m; -c; -R; -v; -B; -C =; -T =; -r =; -s =; -Y =; -o =; -config-dir =; -e =",
        operands="update*",
    ),
    Program(
        "code code-insiders codium vscodium code-server",
        options="""
            -g --goto; -d --diff; -a --add =; -n; -r; -w --wait; --install-extension =; --uninstall-extension =
            --list-extensions; --add-mcp =; --user-data-dir =; --extensions-dir =; --disable-extensions; -m; --locale =
            --profile =; --folder-uri =; --file-uri =; --category =; --force; --status; --bind-addr =; --auth =
        """,
        operands="path*",
        does="sys.persist by=editor if install-extension|add-mcp",
        commands={"tunnel|serve-web": Program(operands="text*", does="net.listen tunnel public")},
    ),
    Program(
        """
            cursor windsurf zed subl sublime_text atom idea pycharm webstorm goland clion rider phpstorm rubymine
            studio fleet lapce bbedit mate xcode-open nova brackets notepad notepad++ notepad.exe textedit kiro-ide
            trae void
        """,
        options="-g; -d; -n; -w; -a; -r; --wait; --line =; --column =; --command =; --install-extension =",
        operands="path*",
        does="sys.persist by=editor if install-extension",
    ),
)
