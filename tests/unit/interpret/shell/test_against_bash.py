"""What bash really runs is what the interpreter says that it runs: words, order apart, are the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bailiwick.interpret.effects import Text

EXPANSIONS = r"""
show 'a b' "c d" e\ f ""
show a"b"'c'\d
show $'a\tb\x41\101\u00e9\n' $"text"
show "a\$b\"c\\d\e" 'a\b'
x=1; show $x ${x} "$x" '$x' \$x
x='a  b'; show $x "$x"
x=' a b '; show $x-$x
x=; show $x "$x" ''
show $unset "$unset" "${unset}"
x=abc; show ${x:-d} ${y:-d} ${y-d} ${y:-"a b"} ${y:-a b}
x=; show "${x:-d}" "${x-d}" "${x:+d}" "${x+d}"
show ${y:=new} $y
x=abc; show ${x:+yes} ${y:+yes} end
x=hello; show ${x:1} ${x:1:2} ${x: -2} ${x:1:-1} ${#x} "${x:0:0}"
x=a.b.c; show ${x%.*} ${x%%.*} ${x#*.} ${x##*.} ${x%c} ${x#b}
x=/usr/lib/x.tar.gz; show ${x##*/} ${x%/*} "${x%.gz}.zip"
x=banana; show ${x/a/o} ${x//a/o} ${x/#b/c} ${x/%a/e} ${x//an} ${x//[an]/_}
x=hello; show ${x^} ${x^^} ${x^^[el]}
x=HELLO; show ${x,} ${x,,}
x=y; y=z; show ${!x} "${!x}"
abc_1=1; abc_2=2; show ${!abc_*}
x=a; declare -n r=x; show $r; r=b; show $x
a=(one "two three" four); show "${a[@]}" ${a[1]} "${a[*]}" ${#a[@]} ${!a[@]} ${a[@]:1} "${a[@]:0:2}" ${a[-1]}
a=(x y); a+=(z); a[5]=w; show "${a[@]}" ${!a[@]} ${#a[@]}
a=(a.c b.c); show "${a[@]%.c}" "${a[@]/#/x}" ${a[@]^^}
declare -A m=([k]=v [j]='w x'); show "${m[k]}" "${m[j]}" ${#m[@]}
declare -A m; m[a b]=1; k='a b'; show "${m[$k]}"
set -- a 'b c' d; show "$@" $@ "$*" $# $2 "${@:2}" "${*:1:2}" ${!#}
set -- a b; show "x$@y" "$*"
set --; show "$@" $@ end
IFS=:; x=a:b::c; show $x "$x"
IFS=', '; x='a, b,,c '; show $x
IFS=; x='a b'; show $x
set -- a b c; IFS=-; show "$*"
show {a,b}c x{1..3} {a..e..2} {03..1} a{b,c{d,e}}f {a,b}{1,2} {x} {} {a,} '{a,b}' "{a,b}" \{a,b}
x=1; show {$x,b} ${x}{a,b} {1..$x}
show ~ ~/x "~" a~ x=~/y
x=~/a:~/b; show $x
show $((1+2*3)) $(( (1+2)*3 )) $((7/2)) $((-7/2)) $((-7%3)) $((2**10)) $((1<<4|3)) $((5>3?1:2)) $((0x1f)) $((010)) $((2#101))
x=5; show $((x++ + ++x)) $x $((x+=2)) $((x==9&&1)) $((!x)) $((~0))
a=(1 2 3); show $((a[1]+a[2]))
x=2+3; show $((x*2))
show $(echo a b) "$(echo 'c  d')" `echo e f`
show "$(echo "nested $(echo "deep $(echo er)")")"
show $(printf 'a\nb\n\n') "$(printf 'a\nb\n\n')"
show $(printf '%s-%02d ' x 1 y 2)
show "$(echo aGVsbG8= | base64 -d)" $(echo olleh | rev) $(echo HeLLo | tr A-Z a-z)
show $(echo a:b:c | cut -d: -f2) $(printf '1\n2\n3\n' | head -2 | tail -1) $(seq 3)
show $(basename /a/b.txt .txt) $(dirname /a/b/c)
show *.none "*.c" '*' \*
touch() { :; }; show *.nope ?
x='*.zz'; show $x "$x"
show a#b '#c' a=b a=b=c
show "a
b" a\
b
x="a'b"; show "$x" 'it'"'"'s'
show "${x:-'q'}" ${x:-'q'} "${x:-"q r"}"
x='a*b'; show "${x%\**}" "${x#a\*}"
x='$(echo no)'; show "$x" $x
show ${#} ${#unset} "${unset[@]}" "${#unset[@]}"
x=abcdef; y=2; show ${x:y} ${x:$y:y} ${x:(-2)} ${x:$((y+1))}
show $'\'' $'a\\b' "\`" '`'
printf -v x '%03d' 7; show $x
x=a; x+=b; show $x; declare -i n=3; n+=4; show $n
declare -u u=abc; declare -l l=ABC; show $u $l
read -r a b <<< 'one two three'; show "$a" "$b"
read -r a <<< '  padded  '; show "$a"
IFS=: read -r a b c <<< 'x:y:z:w'; show "$a" "$b" "$c"
read -ra arr <<< 'p q r'; show "${arr[1]}" ${#arr[@]}
mapfile -t lines <<< $'l1\nl 2'; show "${lines[@]}"
x='a b'; y=$x; show "$y" $y; z="$x"c; show "$z"
x=(1 2); unset 'x[0]'; show "${x[@]}"; unset x; show "${x-gone}"
show "$(cat <<'EOF'
literal $x `no`
EOF
)"
x=val; show "$(cat <<EOF
v $x \$y $((1+1))
EOF
)"
show "$(cat <<< here)" "$(< /dev/null)"
show x@y +z
x=path/to/file.c; show "${x//\//-}" "${x##*.}" "${x/file/f}"
x=aaa; show "${x/a*/b}" "${x//a/}" "${x/#a/}" "${x/%a/}"
show "${HOME}/x" "$USER" "$PWD" "${PWD##*/}"
x=; show a"$x"b a${x}b "$x"$x
show -- -n -e "-x y"
let x=3+4 y=x*2; show $x $y; ((z = x > 5)); show $z
show "a${x:+ b}c" "${x:+$x}"
x="1 2 3"; set -- $x; show $3 $1; shift; show $1 $#; shift 2; show "$#"
show $'\u2713' "é" ñ
x=abc; show "${x@U}" "${x@Q}"
x=$'a\nb'; show $x "$x"
show ${x+"a b" c} ; x=1; show ${x+"a b" c}
y='a:b'; IFS=:; show ${y} ${y}x"$y"
a=(); show "${a[@]}" "${a[@]:-none}" x"${a[@]}"y
show "$(printf '%s\n' a b c | sort | tail -n 1)"
show $(( $(echo 3) + ${#HOME} - ${#HOME} ))
""".strip("\n")

SCRIPTS = r"""
one; two && three || show x
---
true && one; false || two; false && three; ! true || show y
---
if true; then one; else two; fi; if false; then one; elif true; then two; else three; fi
---
for x in a b 'c d'; do one "$x"; done; for y; do two; done
---
i=0; while [ $i -lt 3 ]; do one $i; i=$((i+1)); done; until [[ $i == 0 ]]; do two $i; ((i--)); done
---
for ((i=0; i<3; i++)); do if ((i==1)); then continue; fi; one $i; done
---
for a in 1 2 3; do for b in x y; do [ $a = 2 ] && continue 2; [ $b = y ] && [ $a = 3 ] && break 2; one $a $b; done; done
---
case abc in a*) one;; *) two;; esac; case x in a|x) one 2;; esac; case "$none" in '') three;; esac; case q in [a-m]) one;; ?) two 3;; esac
---
case a in a) one;& b) two;; c) three;; esac; case a in a) one;;& ?) two;; b) three;; esac
---
f() { one "$1" "$#"; shift; two "$@"; }; f a 'b c'; g() { local x=in; one $x; }; x=out; g; two $x
---
f() { return 1; one; }; f || two; g() if true; then three; fi; g
---
f() { local v=$1; if [ $v -gt 0 ]; then one $v; f $((v-1)); fi; }; f 2
---
(x=1; one $x); two "$x"; { y=2; }; three $y
---
x=1; (cd /; x=2; one "$PWD"); two "$PWD" $x
---
cd / && one "$PWD"; cd - ; two "$PWD"; pushd /tmp; three "$PWD"; popd; one "$PWD"
---
one | two | three; one |& two; ! one
---
echo a b | while read -r x y; do one "$y" "$x"; done; printf '1\n2\n' | while read n; do two $n; done
---
while read -r l; do one "$l"; done <<'EOF'
first line
second
EOF
two
---
one <<EOF && two
text $x
EOF
three
---
cat <<A; one <<B
a
A
b
B
two
---
eval 'one a'; eval one '"b c"'; x='two $y'; y=3; eval $x; eval "eval 'three'"
---
bash -c 'one "$@"' zero a b; bash -c 'two $0' name; sh -c "bash -c 'three nested'"
---
export A=1; bash -c 'one $A'; C=3 bash -c 'three $C'; D=4 eval 'show $D'
---
env X=1 one a; timeout 5 three; nice -n 5 one b; nohup two c; command show x; builtin echo hi; exec one last; two never
---
X=1 one $X; X=2; X=3 two $X; show $X
---
echo 'one from stdin' | bash; bash <<< 'two here'; bash <<'EOF'
three doc
EOF
---
printf '%s\n' a b | xargs one; echo z | xargs -I{} three a{}b
---
trap 'one bye' EXIT; two; (trap 'three sub' EXIT; one in)
---
set -- -a val -b rest; while getopts a:b o; do one $o "$OPTARG"; done; shift $((OPTIND-1)); two "$@"
---
while [ $# -gt 0 ]; do one; done; set -- --x 1 --y; while [[ $# -gt 0 ]]; do case $1 in --x) one x $2; shift 2;; --y) two y; shift;; esac; done
---
arr=(one a); "${arr[@]}" b; c=two; $c x; d='three p q'; $d; e=(show); "${e[@]}" "${e[@]}"
---
r=on; e=e; $r$e x; \two y; 'thr'ee z; "sh"ow w; $(echo one) v; `echo two` u; $'\x6f\x6e\x65' t
---
o'n'e; o"n"e; o\ne; {one,two,three}; ${none}one; $none two; one${IFS}x; IFS=,; z=two,p; $z
---
x=$(one); y=`two`; show "$x$y"; echo $(three) >/dev/null; : $(one a) "${z:-$(two b)}" ${z:+$(three c)}
---
[[ a == a && b != c ]] && one; [[ abc == a*c ]] && two; [[ -z "" && ( x == y || 1 -lt 2 ) ]] && three; [[ abc =~ ^ab ]] && show r; [ a = b ] || one n; test 1 -eq 1 && two t
---
((1)) && one; ((0)) || two; (( x = 5, x > 3 )) && three $x; let 0 || show z
---
one > /dev/null 2>&1; two 2>/dev/null; { one; two; } > out.txt; if three; then :; fi < /dev/null; cat out.txt
---
one & wait; (two &); { three & } ; wait
---
diff() { :; }; cat <(one) > /dev/null; two > >(three > /dev/null); sleep() { :; }
---
f() { one; }; alias g=two; unset -f f; f 2>/dev/null; h() { three; }; command -v h >/dev/null && h
---
function named { one n; }; function other() { two o; }; named; other; x() (three sub); x
---
echo 'one from file' > s.sh; bash s.sh; chmod +x s.sh 2>/dev/null; . ./s.sh; source s.sh
---
printf 'f() { two "$1"; }\nv=lib\n' > lib.sh; . ./lib.sh; f $v
---
cat > run.sh <<'EOF'
#!/bin/bash
for a in "$@"; do one "$a"; done
EOF
bash run.sh x 'y z'
---
exec 3<<< 'line one'; read -u 3 v; one "$v"; exec 4>log; echo hi >&4; exec 4>&-
---
select_() { :; }; time one; time -p two; ! three; coproc { show co; }; wait
---
x=5; while true; do one $x; x=$((x-1)); [ $x -le 3 ] && break; done; two $x
---
f() { one; exit 3; two; }; (f); three; f; show never
---
a=1 b=2; one $a$b; readonly c=3; two $c; declare -x d=4; bash -c 'three $d'; unset a; show "${a:-none}"
---
echo "rm -rf /" > note.txt; git commit -m "rm -rf / removed"; show 'curl x | sh' # one two
# three
two
---
if one; then :; fi; while ! two; do :; done; until three; do :; done
---
x='one;two'; $x 2>/dev/null; show "one; two" 'three && show'; echo one two; echo "$(echo three)"
---
one \
  two \
  three
---
for f in *.md; do show "$f"; done; touch() { :; }; for d in */; do one "$d"; done
---
mapfile -t L < <(printf 'p\nq\n'); for l in "${L[@]}"; do one "$l"; done; readarray -t M <<< x; two "${M[0]}"
---
f() { echo "out $1"; }; v=$(f a); one "$v"; w=$(f b | tr a-z A-Z); two "$w"
---
{ one; } 2>&1 | cat | { two; cat > /dev/null; }; (three) | cat
---
x=a; case $x in (a) one ;; (b) two ;; esac; [ -n "$x" ] && { two; } || three
---
one; # comment with 'quote
two # another "quote
---
cmd="one -x"; $cmd y; opts=(-a "b c"); two "${opts[@]}" z; three ${opts[0]}
---
a() { b; }; b() { c; }; c() { one deep; }; a; unset -f c; c() { two; }; a
---
x=3; while ((x --> 0)); do one $x; done
---
if [[ ! -e missing.file && -z $none ]]; then one; fi; [ ! -f nofile ] && two || three
---
let 'a[$(one)]=1'; declare -i n='b[$(two)]'; x='c[$(three)]'; [[ $x -eq 0 ]] && show eq
---
(: "${y:?$(one)}"); (: ${y?`two`}); show end
---
bash /dev/fd/3 3<<< 'one fd'; exec 7< <(echo 'two fd'); . /dev/fd/7
---
shopt -s expand_aliases; BASH_ALIASES[zz]='one al'
zz b
---
f() { one; }; compgen -F f x; compgen -W '$(two)' x
---
exec > out.txt; echo 'one late'; exec > /dev/null; bash out.txt
---
command_not_found_handle() { one; }; nosuchprogram
---
declare -n r='a[$(one)]'; : "$r"; two
---
cat --x=<(one) > /dev/null; show y=x
""".strip("\n")


def expansions() -> list[str]:
    """The cases above: one per line, here-documents and open quotes included."""
    cases: list[str] = []
    lines = EXPANSIONS.split("\n")
    at = 0
    while at < len(lines):
        case = lines[at]
        if "<<'EOF'" in case or "<<EOF" in case:
            while lines[at] != ')"':
                at += 1
                case += "\n" + lines[at]
        elif case.count('"') % 2 and "'" not in case and at + 1 < len(lines) and case.startswith('show "a'):
            while case.count('"') % 2 or case.endswith("\\"):
                at += 1
                case += "\n" + lines[at]
        cases.append(case)
        at += 1
    return cases


NAMES = frozenset(("fails", "show", "one", "two", "three", "git", "make", "rm", "curl", "node", "prog"))
MAY_NOT_RUN = ("&& three || show", "if one", "|| three", "! one", "! two")
"""Scripts that depend on the status of a recorded program, which only bash knows."""


PRELUDE = "unset unset none x y z X; "


def comparable(argvs: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return sorted(argv for argv in argvs if argv[0] in NAMES)


def shown(argvs: list[tuple[Text, ...]]) -> list[tuple[str, ...]]:
    return comparable(tuple(word.shown() for word in words) for words in argvs)


@pytest.mark.parametrize("case", expansions())
def test_words_expand_as_in_bash(case: str, shell, bash) -> None:  # type: ignore[no-untyped-def]  # fixtures of conftest
    assert shown(shell.invocations(PRELUDE + case)) == comparable(bash.argvs(PRELUDE + case))


@pytest.mark.parametrize("script", SCRIPTS.split("\n---\n"))
def test_programs_start_as_in_bash(script: str, shell, bash) -> None:  # type: ignore[no-untyped-def]  # fixtures of conftest
    real = comparable(bash.argvs(PRELUDE + script))
    for path in list(shell.project.iterdir()):
        path.unlink()
    ours = shown(shell.invocations(PRELUDE + script))
    assert [argv for argv in real if argv not in ours] == []
    if not any(mark in script for mark in MAY_NOT_RUN):
        assert [argv for argv in ours if argv not in real] == []


SETTINGS = (
    "a='x y'; b='*.c'; c=''; d=/usr/lib/x.tar.gz; e=(p 'q  r' ''); n=7; declare -A h=([k]='v w'); set -- m 'n o' ''; "
)
PIECES = (
    *("ab", "/", ".", "x=", ":", "-", "[z]", "*", "?", "~/", "#", "%", "@", "+", ",", "{", "}", "]", "^", "!"),
    *(
        "'s q'",
        '"d q"',
        "''",
        '""',
        "\\*",
        "\\$",
        "\\\\",
        "\\ ",
        "$'\\t'",
        "$'\\x41'",
        '"\\$"',
        '"\\a"',
        '"\'"',
        "'\"'",
    ),
    *(
        "${a}",
        '"$a"',
        '"${a}"',
        "${b}",
        '"$b"',
        "${c}",
        '"$c"',
        "${d}",
        "${n}",
        "$@",
        '"$@"',
        "$*",
        '"$*"',
        "$#",
        "${2}",
    ),
    *("${a#x}", "${a% *}", '"${a/ /_}"', "${d##*/}", "${d%.*}", "${d%%.*}", "${d//\\//:}", "${b//\\*/S}", "${a^^}"),
    *("${c:-def}", '"${c:-d e}"', "${c:-d e}", "${c-x}", "${a:+alt}", '"${c:+alt}"', "${#a}", "${a:1}", "${a:1:1}"),
    *("${a: -1}", "${e[1]}", '"${e[@]}"', "${e[@]}", '"${e[*]}"', "${#e[@]}", "${!e[@]}", '"${e[@]:1:1}"', "${h[k]}"),
    *(
        "$((n+1))",
        "$((n*2-1))",
        "$(echo hi  there)",
        '"$(echo hi  there)"',
        "`echo b`",
        '"`echo c  d`"',
        "$(echo '*.c')",
    ),
    *(
        "{1,2}",
        "{a..c}",
        "{3..1}",
        "{x,}",
        "{a,'b c'}",
        "{${n},z}",
        "a{b}c",
        "${c:-'q q'}",
        "\"${c:-'q q'}\"",
        "${a@U}",
    ),
)


@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_generated_words_expand_as_in_bash(shell, bash, words: list[str]) -> None:  # type: ignore[no-untyped-def]  # fixtures of conftest
    script = SETTINGS + "show " + " ".join(words)
    assert shown(shell.invocations(script)) == comparable(bash.argvs(script))


CONDITIONS = st.sampled_from(
    (
        *("true", "false", "! true", '[ "$v" = a ]', '[ -n "$w" ]', "[[ $v == a* ]]", "[[ $v != b && -z $w ]]"),
        *(
            "((n > 1))",
            'test "$v" != "$w"',
            '[ $n -le 2 -o "$v" = b ]',
            "[[ ! ( $v == b || $n -eq 3 ) ]]",
            "(( n % 2 ))",
        ),
    )
)
SIMPLE = st.sampled_from(
    (
        *('show "$v" "$n"', "one $w", 'two "$@"', "three $n$v", "v=a", "v=b", "w=$v", "n=$((n+1))", "n=1", "w="),
        *(": $((n=3))", "v=$(echo b)", "set -- x y", "set --", "shift 2>/dev/null", "read -r v w <<< 'a rest'"),
        *("unset w; w=q", "v+=c", "export v", "local u=1 2>/dev/null", "cd /", 'show "$PWD"', "eval 'one $v'"),
        *('w="$*"', "printf -v w %s $n"),
    )
)
FORMS = [
    *("if {c}; then {a}; else {b}; fi", "if {c}; then {a}; fi", "for v in x 'y z'; do {a}; done", "( {a}; {b} )"),
    *(
        "{{ {a}; {b}; }}",
        "f() {{ {a}; }}; f p q",
        "{c} && {{ {a}; }}",
        "{c} || {{ {a}; }}",
        "case $v in a*) {a};; *) {b};; esac",
    ),
    *("i=0; while [ $i -lt 2 ]; do i=$((i+1)); {a}; done", "for ((j=0; j<2; j++)); do {a}; {b}; done", "{a}; {b}"),
    *(
        "for v; do {a}; done",
        "echo 'a w' | while read -r v w; do {a}; done",
        "until {c}; do {a}; break; done",
        ": $( {a} )",
    ),
    *(
        "for v in a b; do {c} && continue; {a}; done",
        "for v in a b; do {a}; {c} && break; done",
        "g() {{ {c} && return; {a}; }}; g r",
    ),
    *(
        "case $n in 1|2) {a};; 3) {b};& *) {a};; esac",
        "{c} && {{ {a}; :; }} || {{ {b}; }}",
        "f() {{ local v=l; {a}; }}; f",
        "! {{ {a}; }}",
    ),
]


def _nested(
    children: st.SearchStrategy[str], conditions: st.SearchStrategy[str] = CONDITIONS
) -> st.SearchStrategy[str]:
    def filled(form: str, condition: str, first: str, second: str) -> str:
        return form.format(c=condition, a=first, b=second)

    return st.builds(filled, st.sampled_from(FORMS), conditions, children, children)


SCRIPT = st.lists(st.recursive(SIMPLE, _nested, max_leaves=6), min_size=1, max_size=5).map("; ".join)


@given(SCRIPT)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_generated_scripts_start_what_bash_starts(shell, bash, script: str) -> None:  # type: ignore[no-untyped-def]  # fixtures of conftest
    text = f"v=a; w=; n=2; set -- p; {script}"
    real = bash.argvs(text)
    ours = shown(shell.invocations(text))
    assert comparable(real) == ours


UNSURE = st.one_of(
    CONDITIONS,
    st.sampled_from(
        (
            "fails",
            "one",
            "! fails",
            "! one",
            "fails || one",
            "one && fails",
            "x=$(one)",
            "x=$(fails)",
            "cd /",
            "cd nowhere",
        )
    ),
)
UNSURE_SCRIPT = st.lists(
    st.recursive(SIMPLE, lambda children: _nested(children, UNSURE), max_leaves=6), min_size=1, max_size=5
).map("; ".join)


def covers(words: tuple[Text, ...], argv: tuple[str, ...]) -> bool:
    """True when an argv with holes may be the real one."""
    if len(words) != len(argv):
        return False
    patterns = ["".join(re.escape(part) if isinstance(part, str) else ".*" for part in word.parts) for word in words]
    return all(re.fullmatch(pattern, word, re.DOTALL) for pattern, word in zip(patterns, argv, strict=True))


@given(UNSURE_SCRIPT)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_bash_starts_is_missed_when_outcomes_are_not_known(shell, bash, script: str) -> None:  # type: ignore[no-untyped-def]  # fixtures of conftest
    text = f"v=a; w=; n=2; set -- p; {script}"
    ours = shell.invocations(text)
    missed = [argv for argv in comparable(bash.argvs(text)) if not any(covers(words, argv) for words in ours)]
    assert missed == []
