"""Archivers and compressors."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_COMPRESS = """
    -d --decompress >decompress; --uncompress >decompress; -z --compress; -c --stdout; --to-stdout >stdout; -k --keep; -f --force; -l --list; -t --test; -r --recursive; -S --suffix =; -o =output
    -q; -v; -n; -N; -T --threads =; --memlimit =; -M =; -D =; -b =; --best; --fast; -h; -a; -e; -i; -1; -9; --rm >remove; --ultra; --long =?; --adapt =?; --train; --output-dir-flat =
"""

PROGRAMS = (
    Program(
        "tar gtar bsdtar",
        options="""
        -c --create; -x --extract; --get >extract; -t --list; -r --append >append-archive; -u --update >append-archive; -A --catenate; -d --diff; --delete; -f --file =; -C --directory =; -T --files-from =read; -X --exclude-from =read
        --exclude =; -I --use-compress-program =shell; --to-command =shell; --checkpoint-action =; --checkpoint =?; -O --to-stdout; -P --absolute-names; --remove-files; --strip-components =; --strip =; --transform =; --xform =; -s =
        -g --listed-incremental =; -N --newer =; --owner =; --group =; --mode =; --mtime =; -K =; -b --blocking-factor =; -H --format =; -L =; -V --label =; --rsh-command =shell; -F --info-script =shell; --new-volume-script =shell
        --index-file =output; --suffix =; --sort =; --pax-option =; --occurrence =?; --totals =?; --wildcards; -z; -j; -J; -a; -v; -p; -k; -h; -w; -m; -o; -S; -l; -B; -i; -n; -U; -W; -G; --zstd; --lzma; --lz4; --one-top-level =?; --keep-newer-files; --overwrite
    """,
        style="old",
        semantics="tar",
    ),
    Program(
        "zip",
        options="-r --recurse-paths; -j; -q; -9; -0; -u; -m --move; -d --delete; -x =; -i =; -P =; -e; -T; -TT --unzip-command =shell; -s =; -t =; -n =; -b =; -z; -@; -y; -X; -D; -v; -o; -FF; --out =output; --symlinks; -A; -g; -f; -l; -ll; -tt =",
        operands="output? read*",
        stdout="content",
    ),
    Program(
        "unzip bsdunzip",
        options="-d =create; -o; -n; -q; -l; -p >stdout; -c >stdout; -t; -v; -x =; -j; -P =; -a; -u; -Z; -C; -L; -X; -:",
        operands="read text*",
        semantics="unpack",
        stdout="content",
    ),
    Program(
        "7z 7za 7zr 7zz p7zip",
        commands={
            "a|u": Program(
                options="-p =?; -o =?; -t =?; -m =?; -x =?; -r; -sdel; -y; -v =?; -si; -so",
                style="single",
                operands="output? tree*",
            ),
            "x|e": Program(
                options="-p =?; -o =?; -t =?; -x =?; -r; -y; -so",
                style="single",
                operands="read text*",
                semantics="unpack",
            ),
            "l|t|h|i|b": Program(operands="text*"),
            "d|rn": Program(operands="update text*"),
        },
    ),
    Program(
        "rar unrar unar lsar",
        commands={
            "a|u|m|f": Program(style="single", operands="output? tree*"),
            "x|e": Program(style="single", operands="read text*", semantics="unpack"),
            "l|v|t|p": Program(style="single", operands="read", stdout="content"),
        },
        operands="text*",
    ),
    Program(
        "gzip bzip2 xz zstd lz4 lzma lzip lzop brotli pigz pbzip2 pixz compress pzstd snzip",
        options=_COMPRESS,
        semantics="compress",
    ),
    Program(
        "gunzip bunzip2 unxz unzstd unlz4 unlzma uncompress unpigz unbrotli", options=_COMPRESS, semantics="compress"
    ),
    Program(
        "zcat gzcat bzcat xzcat zstdcat lz4cat lzcat bsdcat", options=_COMPRESS, operands="read*", stdout="decoded"
    ),
    Program(
        "cpio",
        options="-o --create; -i --extract; -p --pass-through; -F --file =; -O =output; -I =read; -D --directory =; -E =read; -H --format =; -R =; -d; -m; -u; -v; -t; --to-stdout; -L; -a; -0; -B; -C =; --rsh-command =shell; --no-absolute-filenames",
        operands="text*",
        stdout="content",
    ),
    Program("pax", options="-r; -w; -f =; -d; -v; -k; -u; -x =; -s =; -o =; -p =", operands="tree*"),
    Program(
        "ar-archive dar zpaq lha arj cabextract innoextract unsquashfs mksquashfs genisoimage mkisofs xorriso isoinfo fuseiso ditto hdiutil",
        options="-d =; -o =output; -f; -x; -c; -k; -r; --sequesterRsrc; --keepParent",
        operands="tree*",
    ),
)
