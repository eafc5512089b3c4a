"""Archivers and compressors."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_COMPRESS = """
    -d --decompress >decompress; --uncompress >decompress; -z --compress; -c --stdout; --to-stdout >stdout
    -k --keep; -f --force; -l --list; -t --test; -r --recursive; -S --suffix =; -o =output
    -q; -v; -n; -N; -T --threads =; --memlimit =; -M =; -D =; -b =; --best; --fast; -h; -a; -e; -i; -1; -9
    --rm >remove; --ultra; --long =?; --adapt =?; --train; --output-dir-flat =
"""

PROGRAMS = (
    Program(
        "tar gtar bsdtar",
        options="""
            -c --create; -x --extract; --get >extract; -t --list; -r --append >append-archive
            -u --update >append-archive; -A --catenate; -d --diff; --delete; -f --file =; -C --directory =
            -T --files-from =read; -X --exclude-from =read
            --exclude =; -I --use-compress-program =shell; --to-command =shell; --checkpoint-action =
            --checkpoint =?; -O --to-stdout; -P --absolute-names; --remove-files; --strip-components =; --strip =
            --transform =; --xform =; -s
            -g --listed-incremental =; -N --newer =; --owner =; --group =; --mode =; --mtime =; -K =
            -b --blocking-factor =; -H --format =; -L =; -V --label =; --rsh-command =shell; -F --info-script =shell
            --new-volume-script =shell
            --index-file =output; --suffix =; --sort =; --pax-option =; --occurrence =?; --totals =?; --wildcards
            -z; -j; -J; -a; -v; -p; -k; -h; -w; -m; -o; -S; -l; -B; -i; -n; -U; -W; -G; --zstd; --lzma; --lz4
            --one-top-level =?; --keep-newer-files; --overwrite
            --hole-detection =; --level =; --sparse-version =; --add-file =read; --exclude-ignore =; --exclude-ignore-recursive =; --exclude-tag =; --exclude-tag-all =; --exclude-tag-under =; --group-map =read; --owner-map =read; --xattrs-exclude =; --xattrs-include =; --tape-length =; --volno-file =read; --record-size =; --starting-file =; --newer-mtime =; --after-date =; --no-quote-chars =; --quote-chars =; --quoting-style =; --warning =
            --rmt-command =shell
        """,
        style="old",
        semantics="tar",
    ),
    Program(
        "zip zipcloak zipsplit zipnote",
        options="""
            -b =; -n =; -t =; -tt =; -P --password =; -x --exclude; -i --include; -O --output-file =output
            -TT --unzip-command =shell
            --out =output; -s =; -sp =; -Z =; -r --recurse-paths; -R >recurse-paths; -m --move; -d --delete; -u; -f
            -q; -j; -y; -e; -T; -@; -FS
        """,
        style="single",
        semantics="zip",
    ),
    Program(
        "unzip bsdunzip zipinfo",
        options="-d =; -x; -P =; -l; -t; -p; -o; -n; -q; -j; -v; -Z; -u; -f; -c; -z; -C; -L; -a; -I =; -O =",
        semantics="unzip",
    ),
    Program("7z 7za 7zr 7zz p7zip rar unrar", style="raw", semantics="seven_zip"),
    Program(
        "unar lsar dtrx atool aunpack als acat patool",
        options="-o =; -D; -q; -p =; -f",
        operands="read*",
        does="file.write many",
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
        "cpio pax",
        options="""
            -F --file =; -I =; -O =; -E --pattern-file =read; -H --format =; -C --io-size =; -D --directory =
            -R --owner =; -M =; -e =; -i --extract
            -o --create; -p --pass-through; -t --list; -d --make-directories; -m; -u; -v; -0; -L; -r; -w; -f =; -s =
            -x =; -b =; --rsh-command =shell
        """,
        semantics="cpio",
    ),
    Program(
        """
            dar zpaq lha arj cabextract innoextract unsquashfs mksquashfs genisoimage mkisofs xorriso isoinfo
            fuseiso hdiutil
        """,
        options="-d =; -o =output; -f; -x; -c; -k; -r; --sequesterRsrc; --keepParent",
        operands="tree*",
    ),
)
