"""Packing and unpacking."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

PROGRAMS = (
    Program("tar gtar bsdtar star", options="""
            -f --file =; -C --directory =; -T --files-from =read; -X --exclude-from =read; -I --use-compress-program =shell; --to-command =shell; --checkpoint-action =; --info-script =shell; -F --new-volume-script =shell
            --rmt-command =shell; --rsh-command =shell; -b --blocking-factor =; -g --listed-incremental =output; -H --format =; -K --starting-file =; -L --tape-length =; -N --newer =; --newer-mtime =; -V --label =
            --exclude =; --exclude-tag =; --exclude-vcs; --strip-components =; --transform =; --xform =; -s =; --owner =; --group =; --mode =; --mtime =; --checkpoint =?; --one-top-level =?; --suffix =; --backup =?; --add-file =; --index-file =output
            --warning =; --sort =; --owner-map =read; --group-map =read; --occurrence =?; --record-size =; --quoting-style =; --totals =?; --volno-file =read; --level =; --sparse-version =; --hole-detection =; --pax-option =; --use-compress =
            -c --create; -x --extract; --get >extract; -t --list; -r --append; -u --update; -d --diff; -A --catenate; --delete; --test-label; -z --gzip; -j --bzip2; -J --xz; -a --auto-compress; -v --verbose; -p; -P --absolute-names; -h --dereference; -k --keep-old-files
            -O --to-stdout; -W --verify; --remove-files; --overwrite; -m; -S --sparse; -i; -l; -o; -w; -G; -M; -n; -R; -B; -U; --recursive-unlink; --no-recursion; --wildcards; --null; --same-owner; --no-same-owner; --zstd; --lzma; --lzip; --lzop; -Z
        """, style="old", semantics="tar"),
    Program("zip zipcloak zipsplit zipnote", options="""
            -b =; -n =; -t =; -tt =; -P --password =; -x --exclude; -i --include; -O --output-file =output; -TT --unzip-command =shell; --out =output; -s =; -sp =; -Z =; -r --recurse-paths; -R; -m --move; -d --delete; -u; -f; -q; -v; -j; -y; -e; -9; -0; -T --test; -@; -FS; -g; -l; -X; -D; -A
        """, style="single", semantics="zip"),
    Program("unzip gunzip-zip zipinfo funzip bsdunzip", options="-d =; -x; -P =; -l; -t; -p; -o; -n; -q; -j; -v; -Z; -u; -f; -c; -z; -C; -L; -a; -b; -I =; -O =", semantics="unzip"),
    Program("7z 7za 7zr 7zz p7zip", style="raw", semantics="seven_zip"),
    Program("rar unrar", style="raw", semantics="seven_zip"),
    Program("gzip bzip2 xz lzma zstd lz4 lzip lzop compress brotli pigz pbzip2 pxz pzstd snzip zopfli plzip lrzip", options="""
            -d --decompress; --uncompress >decompress; -c --stdout; --to-stdout >stdout; -k --keep; -f --force; -l --list; -t --test; -r --recursive; -S --suffix =; -o --output =output; -D =read; -T --threads =?; -b =; --rm; -q; -v; -n; -N; --patch-from =read; -p =; --train; --files =?; -M =; --memlimit =; -w =; -z; -1; -2; -3; -4; -5; -6; -7; -8; -9
        """, semantics="compress"),
    Program("gunzip bunzip2 unxz unlzma unzstd unlz4 uncompress unpigz lunzip unlzop", options="-c --stdout; -k --keep; -f; -r --recursive; -S =; -o --output =output; -q; -v; -t; -l; -D =read; -T =", semantics="compress"),
    Program("zcat gzcat bzcat xzcat lzcat zstdcat lz4cat brcat", options="-f; -S =", operands="read*", stdout="decoded"),
    Program("cpio pax", options="""
            -F --file =; -I =read; -O =output; -E --pattern-file =read; -H --format =; -C --io-size =; -D --directory =; -R --owner =; -M =; -e =; -i --extract; -o --create; -p --pass-through; -t --list; -d --make-directories; -m; -u; -v; -0; -L; -r; -w; -f =; -s =; -x =; -b =; --rsh-command =shell
        """, semantics="cpio"),
    Program("ar-extract dtrx unar lsar atool aunpack apack als acat patool unp arepack cabextract lha arj unace xar innoextract 7zfm", options="-d =; -o =; -O =; -D =; -X =; -C =; -t; -x =; -f =; -q; -n; --extract-to =", operands="read*", does="file.write many", stdout="meta"),
    Program("mksquashfs unsquashfs mkisofs genisoimage xorriso xorrisofs isoinfo sqfstar tar2sqfs hdiutil", options="-d =; -o =output; -V =; -comp =; -e; -R; -J; -i =read; -x =; -f; -l; -b =; -c =", operands="read* path*", style="single"),
    Program("shar unshar uuencode uudecode", options="-o =output; -m; -r; -p; -d =; -c", operands="read*", stdout="decoded"),
    Program("jarsigner apksigner zipalign signtool codesign", options="-keystore =read; -storepass =; -keypass =; -signedjar =output; -s --sign =; --ks =read; --ks-pass =; --key =read; --cert =read; -f; -o =; --entitlements =read; --out =output; -v; --deep; --options =; -d; -p =", style="single", operands="path*"),
)
