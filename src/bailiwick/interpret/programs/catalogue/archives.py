"""Archivers, compressors, encoders and ciphers."""

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
        "base64 gbase64",
        options="-d --decode; -D >decode; -i --ignore-garbage; -w --wrap =; -b --break =; -o --output =output",
        operands="read*",
        stdout="filter:base64",
    ),
    Program(
        "base32 gbase32", options="-d --decode; -D >decode; -i; -w --wrap =", operands="read*", stdout="filter:base32"
    ),
    Program(
        "basenc",
        options="-d --decode; -i; -w --wrap =; --base64; --base64url; --base32; --base32hex; --base16; --base2msbf; --base2lsbf; --z85",
        operands="read*",
        semantics="decoder",
    ),
    Program(
        "xxd",
        options="-r; -p; -ps >p; -plain >p; -c =; -g =; -l =; -s =; -i; -b; -u; -E; -o =; -a; -e; -n =; -d",
        style="single",
        operands="read? output?",
        stdout="filter:xxd",
    ),
    Program(
        "uudecode uuencode mimencode mmencode b64decode ascii85 base58 base91 hexyl qprint recode-b64",
        options="-d --decode; -o =output; -u; -b; -q; -m; -p",
        operands="read* ",
        semantics="decoder",
    ),
    Program(
        "openssl",
        commands={
            "enc|base64|aes-128-cbc|aes-256-cbc|aes-256-ctr|des3|des|bf|rc4|chacha20|camellia-256-cbc|aes-128-ecb|aes-256-ecb": Program(
                options="-in =read; -out =output; -d; -e; -a; -base64; -A; -k =; -K =; -iv =; -pass =; -kfile =read; -salt; -pbkdf2; -iter =; -md =; -S =; -nosalt; -p; -P; -z",
                style="single",
                operands="text*",
                semantics="decoder",
            ),
            "rsa|pkey|ec|dsa|pkcs8|pkcs12|rsautl|pkeyutl|cms|smime": Program(
                options="-in =read; -inkey =read; -out =output; -passin =; -passout =; -inform =; -outform =; -text; -noout; -pubin; -pubout; -certfile =read; -export; -sign; -verify; -encrypt; -decrypt; -nocerts; -nodes; -name =; -recip =read; -signer =read",
                style="single",
                operands="text*",
                stdout="content",
            ),
            "s_client": Program(
                options="-connect =; -host =; -port =; -proxy =; -servername =; -cert =read; -key =read; -CAfile =; -CApath =; -starttls =; -showcerts; -quiet; -ign_eof; -verify =; -alpn =; -tls1_2; -tls1_3; -brief; -crlf; -psk =",
                style="single",
                operands="text*",
                semantics="tls_client",
            ),
            "s_server": Program(
                options="-accept =; -port =; -cert =read; -key =read; -quiet; -www; -WWW; -HTTP; -nocert",
                style="single",
                does="net.listen public",
            ),
            "x509|req|verify|crl|ocsp|asn1parse|ca|ts|spkac|crl2pkcs7|sess_id|pkcs7": Program(
                options="-in =; -out =output; -key =; -keyout =output; -CA =; -CAkey =; -signkey =; -extfile =; -config =; -subj =; -days =; -newkey =; -text; -noout; -x509; -nodes; -new; -sha256; -addext =; -extensions =; -CAcreateserial; -CAfile =; -inform =; -outform =; -dates; -subject; -issuer; -fingerprint; -checkend =; -enddate; -startdate; -set_serial =; -passin =; -passout =; -pubkey; -url =",
                style="single",
                operands="text*",
            ),
            "dgst|sha256|sha1|md5|sha512|sha384|mac": Program(
                options="-sha256; -sha1; -md5; -sign =read; -verify =read; -signature =read; -hmac =; -out =output; -r; -hex; -binary; -prverify =read; -mac =; -macopt =",
                style="single",
                operands="text*",
            ),
            "genrsa|genpkey|ecparam|dhparam|rand|passwd|gendsa|prime|version|list|ciphers|speed|help|errstr|engine|s_time|info|fipsinstall|dsaparam|storeutl|kdf": Program(
                options="-out =output; -outform =; -algorithm =; -pkeyopt =; -name =; -genkey; -noout; -hex; -base64; -aes256; -passout =; -in =read; -6; -1; -5; -salt =; -rand =; -paramfile =read",
                style="single",
                operands="text*",
            ),
        },
    ),
    Program(
        "gpg gpg2",
        options="""
        -d --decrypt; -e --encrypt; -s --sign; -b --detach-sign; --clear-sign; --clearsign; --verify; -o --output =output; -r --recipient =; -u --local-user =; --import; --export; --export-secret-keys; --export-secret-subkeys; --list-keys; -k; -K --list-secret-keys
        --homedir =; --keyring =; --passphrase =; --passphrase-file =read; --batch; --yes; --armor -a; --gen-key; --full-gen-key; --quick-gen-key; --recv-keys; --send-keys; --keyserver =; --edit-key; --delete-keys; --delete-secret-keys; --dearmor; --symmetric -c; --cipher-algo =; --fingerprint; --with-colons; --status-fd =; --pinentry-mode =; --trust-model =; --fetch-keys
    """,
        operands="text*",
        semantics="gpg",
    ),
    Program(
        "age rage",
        options="-d --decrypt; -e --encrypt; -o --output =output; -r --recipient =; -R --recipients-file =; -i --identity =read; -p --passphrase; -a --armor; -j =",
        operands="read?",
        stdout="content",
    ),
    Program(
        "age-keygen minisign signify ssh-keygen-age",
        options="-o =output; -y; -G; -S; -V; -s =read; -p =; -m =read; -x =; -t =; -c =",
        operands="text*",
    ),
    Program(
        "sops",
        options="-d --decrypt; -e --encrypt; -i --in-place; --output =output; --input-type =; --output-type =; --extract =; --set =; -r; --age =; --kms =; --pgp =",
        commands={
            "decrypt|exec-env|exec-file": Program(
                operands="read text*", does="infra.read system=sops secret", stdout="secret"
            ),
            "encrypt|edit|updatekeys|rotate|set|unset|publish|groups|keyservice|filestatus": Program(operands="text*"),
        },
        operands="text*",
        does="infra.read system=sops secret if decrypt",
        stdout="secret",
    ),
    Program(
        "ar-archive dar zpaq lha arj cabextract innoextract unsquashfs mksquashfs genisoimage mkisofs xorriso isoinfo fuseiso ditto hdiutil",
        options="-d =; -o =output; -f; -x; -c; -k; -r; --sequesterRsrc; --keepParent",
        operands="tree*",
    ),
)
