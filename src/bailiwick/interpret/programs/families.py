"""Names of the programs of each family, so that a family is imported only when it is needed.

A test compares this table with the families themselves and prints what it should be.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

FAMILIES: Mapping[str, str] = {
    "agents": """
        aichat aider amp auggie bailiwick bailiwick-hook bailiwickd chatgpt-cli claude claude-code cline cn
        code2prompt codebuff codex continue copilot crush cursor-agent deepeval devin droid fabric fastmcp
        files-to-prompt forge gemini gitingest gpt grok iflow inspect kilocode kimi kiro-cli llm llm-agent mcp
        mcp-cli mcp-inspector mcp-proxy mcphub mcpo mods octofriend opencode openhands plandex promptfoo q qwen
        ragas repomix roo sgpt smithery strip-tags swe-agent tgpt ttok warp-cli
    """,
    "archives": """
        7z 7za 7zr 7zz acat als arj atool aunpack brotli bsdcat bsdtar bsdunzip bunzip2 bzcat bzip2 cabextract
        compress cpio dar dtrx fuseiso genisoimage gtar gunzip gzcat gzip hdiutil innoextract isoinfo lha lsar
        lz4 lz4cat lzcat lzip lzma lzop mkisofs mksquashfs p7zip patool pax pbzip2 pigz pixz pzstd rar snzip tar
        unar unbrotli uncompress unlz4 unlzma unpigz unrar unsquashfs unxz unzip unzstd xorriso xz xzcat zcat
        zip zipcloak zipinfo zipnote zipsplit zpaq zstd zstdcat
    """,
    "build": """
        ab accelerate actionlint adb addr2line agda air airflow ajv ajv-cli alejandra ament anaconda
        ansible-lint-cli ant antora api-extractor ar are-the-types-wrong artillery as asciidoctor astro astyle
        attw auto-changelog autocannon autoconf autoflake automake autopep8 autoreconf ava avconv axe babel
        backstop bandit basedpyright bashate bats bazel bazelisk behat behave biber bibtex biome bison bjam
        black blender bmake brakeman browser-sync browserslist buck buck2 buf build-storybook buildifier
        bump-my-version bumpver bunchee bundlesize busted c++ c++filt c8 caddy-run cairosvg cap capnp
        catkin_make cc celery check-jsonschema check-manifest check-node-version checkbashisms checkstyle
        chromatic chrome-webstore-upload cibuildwheel cl clang clang++ clang-format clang-tidy clangd
        clippy-driver cloc cmake codecept codeception codeql colcon commitizen commitlint commitlint-cli
        composite concurrently concurrently-watch configure contentlayer context conventional-changelog convert
        coqc coverage coverage3 cpack cpan-upload cppcheck cpplint craco create-astro create-expo-app
        create-next-app create-nuxt-app create-react-app create-remix create-svelte create-turbo create-vite
        create-vue credo cross-env cross-env-shell cscope ctags ctest cucumber cucumber-js curlylint cwebp
        cypress cython cz dagster daphne darglint dartfmt dask datasette dbt deadnix deepspeed degit depcheck
        depcruise dependency-cruiser deptrac deptry detect-secrets detekt devicectl dialyzer djlint dlltool dmd
        docformatter doctoc docusaurus doit dot dprint dramatiq drawio dredd dtslint dune duty
        earthly ec editorconfig-checker electron electron-rebuild eleventy elixirc elm-format elm-review em++
        emacs-batch emcc env-cmd envinfo erb_lint erlc errcheck esbuild eslint eslint_d etags exiftool
        expo-doctor fab fastboot fastlane fez ffmpeg ffprobe fixit flake8 flask flatc flatpak-builder flex flow
        forever formatjs fourmolu fpc fresh g++ gar gatsby gcc gcov gcovr gdc genhtml gfortran ggshield gifsicle
        gimp ginkgo gitbook gitleaks global gmake gn gnat gofmt gofumpt goimports golangci-lint gold golines
        google-java-format googletest gopls gosec gotest gotestsum govulncheck gprof gradio gradle gradlew
        graphql-codegen griffe grpc_tools grunt gs gtags gulp gunicorn hadolint-cli haml-lint hardhat hexo hey
        hf hivemind hlint htmlhint huey huggingface-cli hugo husky hygen hypercorn hypothesis i18next
        i18next-parser icc icx identify ideviceinstaller idris2 imagemin include-what-you-use ineffassign
        infection inkscape inngest-cli instruments interrogate inv invoke ipython-server isort istanbul iwyu jar
        jasmine javac javadoc javap jcmd jconsole jdeps jekyll jest jib jinfo jlink jmap jom jpackage jpegoptim
        jps jscodeshift jscpd jsdoc jshint json-schema-to-typescript json-server json-server-go json2ts
        jsonlint-cli jsr jstack jstat jupyter jupyter-lab jupyter-nbconvert jupytext just kaggle karma kernprof
        kill-port kingfisher knip ktlint lame latex latexmk lcov ld ld.lld ldc2 ldconfig-print ldd lean lefthook
        lein lein-build less-compile lessc lex lhci libreoffice libtoolize license-checker license-report
        lighthouse lingui lint-imports lint-staged lizard llama-server llvm-ar llvm-objcopy localstack
        lockfile-lint locust ls-engines lsif luacheck luahbtex lualatex lualatex-dev luatex luigi madge mage
        magick mailhog mailpit make makeindex manypkg marimo markdown-link-check markdown-toc markdownlint
        markdownlint-cli markdownlint-cli2 mask maturin mdbook mdl mdserve meson metro microbundle mill
        mingw32-make minitest misspell-go mjml mkdocs mlflow mmdc mocha mockserver mogrify mold monkeytype
        montage msbuild msw mutmut mvn mvnd mvnw mypy nasm nbqa nbstripout ncu neato nest newman next ng
        ngrok-free nightwatch ninja nixfmt nm nmake node-sass nodemon nose2 nosetests noseyparker nox npm-check
        npm-check-updates npm-run-all nuitka nuxi nuxt nvcc nyc objcopy objdump ocamlc ocamlopt oha
        openapi-generator openapi-generator-cli openapi-typescript openapi-typescript-codegen openapi-zod-client
        openscad optipng ormolu orval overmind ovsx oxlint pa11y pa11y-ci panel pants parcel patch-package
        pdfimages pdfinfo pdflatex pdftex pdftk pdftocairo pdftohtml pdftoppm pdftotext pdoc pest php-cs-fixer
        phpcbf phpcs phpmd phpstan phpunit pint pip-audit pip-compile pip-licenses pip-sync pip-tools pipdeptree
        pkgroll plantuml platex playwright plop plz pm2 pmd pngquant poe postcss potrace pre-commit prefect
        premake5 prettier prettierd prism protoc protractor ps2pdf psalm publint puma pwa-asset-generator
        py.test pycodestyle pydoclint pydocstyle pyinstaller pyinstrument pylint pylsp pyre pyright pytest
        pytype pyupgrade qmake qpdf quarto quicktype qunit rackup radon rails_best_practices rake-task ranlib
        react-native react-scripts readelf realize rebar rector redo redocly reek refurb relay-compiler remark
        remark-cli remix revive richgo robot rolldown rollup rome rpcgen rq rsbuild rspack rspec rsvg-convert
        rubocop ruff run-env run-p run-s rust-analyzer rustc rustfmt safety samu sass sbt scalac scalafix
        scalafmt scalene scc schemathesis scons scrcpy secretlint selene semgrep shadcn sharp-cli shellcheck
        shellspec shfmt sidekiq siege simctl size size-limit slim-lint sloccount slotscheck snapcraft snowpack
        snyk soffice solargraph sorbet sort-package-json source-map-explorer sourcegraph sox speccy spectral
        sphinx-apidoc sphinx-autobuild sphinx-build spotbugs sqlfluff-lint srb src standard standardrb
        start-storybook staticcheck statix steep stestr storybook streamlit strip stripe-mock stryker stylelint
        stylish-haskell stylua stylus svelte-check svelte-kit svgo svgo-cli svgr swagger-cli swagger-codegen
        swagger-typescript-api swc swiftc swiftformat swiftlint swig syncpack tailwind tailwindcss tap tape
        taplo taskipy tauri tcc tectonic tensorboard terser tesseract testcafe tex textlint thin thrift titus
        tokei torchrun towncrier tox tree-sitter treefmt trial trufflehog ts-json-schema-generator ts-node-dev
        ts-prune ts-unused-exports tsc tsc-compiler tsd tsdown tslint tsup tsx-watch tup ty type-coverage
        typedoc typescript-json-schema typescript-language-server typesync typst uglifyjs unbuild uncrustify
        unicorn unimported unittest update-browserslist-db uplatex uvicorn uvu valac vale-lint
        validate-pyproject vegeta velite vite vite-bundle-visualizer vitepress vitest viztracer vllm voila vsce
        vue-cli-service vue-tsc vuepress vulture waf wait-on wait-port wandb wapm ward wdio weasyprint web-ext
        web-test-runner webpack webpack-bundle-analyzer webpack-cli webpack-dev-server windres wireit wiremock
        wkhtmltopdf workbox write-good wrk wtr xcodebuild xcrun xelatex xenon xetex xmake-build xo xxd-compile
        yacc yamllint yapf yasm yeoman yo zig-cc zizmor zoekt zola
    """,
    "clouds": """
        aiven algolia aliyun amplify amplify-cli appwrite aptible argo atlas-cli auth0 avn aws awscli az azd bk
        bq buildkite cf chalice circleci civo clever cloudsmith confluent contentful convex copilot-cli
        couchbase-cli curator_cli databricks datadog-ci deck deta doctl dokku drone eas eas-cli eb ecs-cli
        edgedb exo expo-cli fastly fauna firebase firebase-tools flarectl fly flyctl gcloud gel gigalixir govc
        grafana-cli gsutil hcloud heroku ibmcloud ionic ionosctl jenkins-cli jf jfrog kamal koyeb ldcli linode
        linode-cli metal modal mongocli neon neonctl netlify netlify-cli newrelic northflank now ntl oci ocm
        okta openstack ovhcloud pagerduty platform prismic pscale pvesh qovery railway render replicate rmq rosa
        runpodctl sanity scalingo scw sentry-cli shopify shuttle snowflake-cli solr splunk stackit storyblok
        stripe supabase surge talosctl tccli tctl temporal tiup tkn turso twilio upctl upstash upsun vastai
        vercel vultr-cli woodpecker-cli wrangler wrangler2 xe yc zappa zeabur
    """,
    "containers": """
        buildah colima containerd cosign crane crictl ctr dive docker docker-compose docker-machine dockerd
        dockle finch grype hadolint img k3d kaniko kind ko kubelet lima limactl minikube multipass nerdctl oras
        orb orbctl podman podman-compose rancher regctl runc skopeo syft trivy vagrant
    """,
    "databases": """
        agensgraph alembic alluxio analyzedb arangosh artisan atlas beeline bendsql bq-sql bteq cake cassandra
        cbq clickhouse clickhouse-client clickhouse-server clusterdb cockroach cockroach-sql console cqlsh craft
        createdb createuser cypher-shell db-migrate db2 dbmate diesel django-admin dolt drizzle-kit dropdb
        dropuser drush duckdb enterprisedb etcd etcdctl exaplus flyway golang-migrate goose graphile-migrate
        gremlin.sh hadoop hasura hbase hdfs hive impala-shell influx influxd initdb iredis isql kafka-acls
        kafka-acls.sh kafka-configs kafka-configs.sh kafka-consumer-groups kafka-consumer-groups.sh
        kafka-delete-records kafka-delete-records.sh kafka-topics kafka-topics.sh kcat-admin keydb-cli knex ksql
        liquibase litecli magento manage.py mariadb mariadb-admin mariadb-dump mclient memcached migrate
        mikro-orm mongo mongod mongodump mongoexport mongoimport mongorestore mongosh mssql-cli mycli mysql
        mysqladmin mysqlcheck mysqld mysqldump mysqlimport mysqlpump mysqlsh mysqlshow mysqlslap n98-magerun
        nats neo4j-shell node-pg-migrate nodetool nzsql osqueryi ozone pg_archivecleanup pg_basebackup pg_config
        pg_ctl pg_ctlcluster pg_dropcluster pg_dump pg_dumpall pg_format pg_isready pg_resetwal pg_restore
        pg_rewind pg_upgrade pgbench pgcli pgformatter pgloader postgres presto presto-cli prisma psql
        pulsar-admin rabbitmqadmin rabbitmqctl rails rake rambler redis-cli redis-server refinery reindexdb rpk
        sea-orm-cli sequelize sequelize-cli skeema snow snowsql spark-sql sqitch sql-migrate sqlcmd sqldiff
        sqlfluff sqlfmt sqlite3 sqlite3_analyzer sqlplus sqlx surreal symfony trino typeorm typo3 umzug usql
        vacuumdb valkey-cli vsql wp yoyo zkCli zkCli.sh zookeeper-shell zookeeper-shell.sh
    """,
    "editors": """
        atom bbedit brackets clion code code-insiders code-server codium cursor ed elvis emacs emacsclient evim
        ex featherpad fleet geany gedit goland gvim helix hx idea jed joe jove kak kakoune kate kiro-ide kwrite
        l3afpad lapce leafpad mate mcedit mg micro mousepad mvim nano ne nedit notepad notepad++ notepad.exe
        nova nvi nvim ox phpstorm pico pluma pycharm red rider rubymine rview rvim slap studio subl sublime_text
        textadept textedit tilde trae vi view vim vimtutor vis void vscodium webstorm windsurf xcode-open xed
        xemacs xi zed zile
    """,
    "encoding": """
        1password acme.sh age age-keygen aircrack-ng akeyless apg apksigner ascii85 assume aws-vault bao base32 base45
        base58 base64 basenc beef-xss berglas blackbox_cat blackbox_edit bloodhound burpsuite bw bws certbot certutil
        cfssl cfssljson chainbreaker chainsaw chamber cmdkey codesign conjur cosign-key crackmapexec credstash dashlane
        dcli diceware dirb docker-credential-acr-env docker-credential-desktop docker-credential-ecr-login
        docker-credential-gcloud docker-credential-gcr docker-credential-osxkeychain docker-credential-pass
        docker-credential-secretservice docker-credential-wincred doppler enpass-cli envconsul envkey evil-winrm ffuf
        firefox_decrypt gbase32 gbase64 gcore git-credential-1password git-credential-cache git-credential-gnome-keyring
        git-credential-libsecret git-credential-manager git-credential-manager-core git-credential-oauth
        git-credential-osxkeychain git-credential-store git-credential-wincred git-crypt git-secret gnome-keyring-daemon
        gobuster gopass gopassbridge gpg gpg2 gpgv granted gs-netcat gsocket hack-browser-data hackbrowserdata hashcat
        havoc hydra impacket impacket-secretsdump infisical jarsigner john jwt jwt-cli keepassxc-cli keeper keychaindump
        keyctl keyring keytool kpcli ksm kwallet-query kwalletcli lazagne lazagne.exe lego libressl linpeas linpeas.sh
        lpass makepasswd medusa metasploit mimikatz mimipenguin mimipenguin.sh minisign mkcert mkpasswd msfconsole
        msfvenom nanodump nanoid ncrack nikto nordpass nordpass-cli nuclei op openssl osslsigncode pass pass-cli passage
        phase pk12util procdump pspy pwgen pwncat pwncat-cs pypykatz rage rbw responder saml2aws secret-tool
        secretsdump.py secretsmanager-cli security security-tool setoolkit shar signcode signify signtool signtool.exe
        sliver sops sqlmap ssh-add ssh-agent ssh-audit ssh-copy-id ssh-keygen ssh-keyscan step summon teller transcrypt
        uber-apk-signer ulid unshar uudecode uuencode uuid uuidgen vault vlt wfuzz winpeas winpeas.exe xkcdpass xmrig
        xxd ydecode ykman ysoserial z85
    """,
    "files": """
        bleachbit copyfiles cp cpx cpy csplit dd del-cli fallocate file-rename fsync gcp gdd ginstall gio
        gio-trash gln gmkdir gmktemp gmv grm grmdir gshred gsplit gtee gtouch gtruncate install link ln mkdir
        mkdirp mkfifo mknod mktemp mmv mv ncp premove prename rename rimraf rip rm rm-improved rmdir rmtrash
        scrub shred split sponge srm sync tee tmpreaper tmpwatch touch trash trash-empty trash-put trash-rm
        truncate unlink wipe zf_rm zmv
    """,
    "git": """
        bfg bfg-repo-cleaner fork git git-absorb git-add git-am git-annex git-apply git-archive git-branch
        git-bundle git-cat-file git-checkout git-checkout-index git-cherry-pick git-clean git-cliff git-clone
        git-cola git-commit git-config git-credential git-diff git-fetch git-filter-branch git-filter-repo
        git-flow git-gc git-gui git-lfs git-log git-ls-remote git-merge git-mv git-notes git-prune git-pull
        git-push git-read-tree git-rebase git-reflog git-remote git-replace git-reset git-restore git-revert
        git-rm git-secrets git-send-pack git-show git-show-ref git-sizer git-stash git-status git-submodule
        git-switch git-symbolic-ref git-tag git-town git-update-ref git-worktree gitg gitk gitui lazygit smerge
        sourcetree sublime_merge tig
    """,
    "information": """
        : [ [[ apropos atop bandwhich banner basename beep bind blkid bootctl btop busctl cal cheat clear clip
        clip.exe cmatrix command-not-found compgen complete coredumpctl cowsay date df dialog dir dirname dmesg
        dmidecode du duf dust echo env exa eza false fastfetch fc figlet file findmnt fortune free fuser gdate
        gdf gdu gecho genv getconf getent getopt getopts glances gls gnome-open gprintenv gprintf greadlink
        grealpath groups gstat hash help history hostid hostname hostnamectl htop hwinfo id info inxi iostat
        iotop ipcs journalctl kde-open la last lastb lastlog ll locale localectl localedef loginctl logname
        lolcat ls lsb_release lsblk lscpu lsd lshw lsipc lslocks lslogins lsmem lsmod lsns lsof lspci lsusb man
        mpstat ncal ncdu neofetch nethogs notify-send nproc nvidia-smi open pathchk pbcopy pbpaste pgrep pidof
        pidstat powertop printenv printf procs ps pstree pwd readlink realpath reset resize sar say screenfetch
        sensible-browser sensors setterm slabtop sleep start stat stty sw_vers systemd-analyze systemd-cgls
        systemd-cgtop systemd-detect-virt systemd-escape systemd-path tabs test timedatectl tldr toilet top tput
        tree true tty type ulimit umask uname uptime users vdir vmstat w wait whatis whence where whereis which
        whiptail who whoami wl-copy wl-paste wslview xclip xdg-mime xdg-open xdg-settings xsel zenity
    """,
    "infrastructure": """
        ansible ansible-config ansible-doc ansible-galaxy ansible-inventory ansible-lint ansible-playbook
        ansible-pull ansible-test ansible-vault argocd atmos aws-cdk aws-nuke azure-nuke boundary cdk cdktf
        cdktf-cli checkov chef chef-client cloud-nuke consul darwin-rebuild datree devspace eksctl flux garden
        gcp-nuke helm helm3 helmfile home-manager infracost istioctl k k3s-agent-uninstall.sh k3s-killall.sh
        k3s-uninstall.sh k9s kapp knife kops kubeadm kubecolor kubeconform kubectl kubectx kubens kubeseal
        kubeval kustomize linkerd microk8s.kubectl molecule nixops nixos-rebuild nomad oc opentofu packer popeye
        pulumi puppet ray rke rke2-agent-uninstall.sh rke2-killall.sh rke2-uninstall.sh salt salt-call salt-ssh
        sam serverless skaffold sky sls spacectl sst stern terraform terraform-docs terragrunt terramate
        terrascan tfc tfctl tfenv tflint tfsec tfswitch tilt tofu velero waypoint
    """,
    "interpreters": """
        . R Rscript amm ammonite ash awk babel-node bash bash-static bb bpython bun bunx busybox-awk chez chicken clisp
        clj clojure cmd cmd.exe coffee cpp crystal csh csharp csi csi-mono d8 dash dc deno dotnet ecl elixir elvish
        emacs-script erl es escript esno evcxr expect fennel fish gap gawk gforth gforth-fast ghc ghc-repl ghci gnuplot
        goawk gosh gp gprolog graalpy groovy gsed gsi guile hhvm hy idl iex ion ipython ipython-script ipython3 irb
        janet java javaw jbang jjs jruby jrunscript jshell julia jython kotlin kotlinc ksh ksh93 littler lksh lua lua5.1
        lua5.2 lua5.3 lua5.4 luajit m4 macruby magma matlab mawk maxima maxima-script micropython mit-scheme mksh nawk
        nim node nodejs nodejs-repl nu nushell ocaml octave octave-cli oil oksh original-awk osh perl perl6 php php-cli
        php7 php8 pike posh powershell powershell.exe prolog ptpython pwsh pwsh-preview py pypy pypy3 python python2
        python3 pythonw qjs r racket raku rbash rbx rc ruby runghc runhaskell rust-script sage sbcl scala scheme scsh
        sed sh sh.distrib slsh source spidermonkey ssed stack-exec sucrase-node swift swipl tcl tclsh tcsh texlua
        truffleruby ts-node tsx utop v wish wolfram wolframscript xonsh yash ysh zig zsh zx
    """,
    "language_packages": """
        Rscript-install boot bower bundle bundler cabal cargo carthage carton composer conan corepack coursier
        cpan cpanm cpm cs dart deno-install dub elm elm-test flutter gem ghcup gleam go jspm kpm luarocks mint
        mix nimble nuget opam pear pecl pod pub raco rebar3 rustup sbt-install shards spago stack tuist vcpkg
        volta-install xmake
    """,
    "macos": """
        DeRez GetFileInfo PlistBuddy Rez SetFile afinfo afplay airport altool automator bless chflags-mac csrutil
        defaults ditto dscacheutil dscl dsconfigad dsenableroot dsmemberutil dtrace fdesetup fs_usage heap hidutil
        iTMSTransporter installer ioreg kextcache kextload kextstat kextunload kickstart kmutil leaks log lsappinfo
        lsregister mdfind mdimport mdls mdutil networksetup notarytool nvram odutil open-mac opensnoop osacompile pbs
        pkgbuild pkgutil plistbuddy plutil pmset powermetrics productbuild productsign profiles purge qlmanage sample
        screencapture-mac scutil sharing shortcuts sips softwareupdate spctl spindump stapler sysdiagnose
        system_profiler systemsetup tccutil textutil vm_stat vmmap xattr-mac xcode-select
    """,
    "network": """
        0x0 acli apache2 apprise aria2c arp arp-scan arping atftp autossh axel azcopy b2 blat bombardier bore bridge
        browsh caddy chisel cloudflared croc cu curl curl.exe curlftpfs curlie darkhttpd dbclient delv devd devtunnel
        dig discord.sh dns2tcpc dns2tcpd dnscat dnscat2 dnslookup dog doggo dpaste drill drive dropbox_uploader
        dropbox_uploader.sh dufs dumpcap elinks et eternal ethtool evans expose fetch ffsend filebin filebrowser finger
        fpaste fping fping6 frpc frps ftp ftp-fetch gallery-dl gcurl gdrive gh ghz gist glab gost gotty grpcurl hans
        haste hastebin holesail host hping3 http http-server httpd httpie https httrack hub icmptunnel ifconfig
        imgur-uploader inlets inlets-pro iodine iodined ip ipfs ipsec iw iwconfig ix jira kafkacat kcat kdig lftp
        lftpget lighttpd ligolo linear links links2 live-server localcan localhost.run localtunnel loclx loophole lt
        lynx magic-wormhole mail mailx masscan matrix-commander mc mcli mega-put megaput minio-client miniserve
        mosh mosquitto_pub msmtp
        mtr mutt nail nats-pub nc nc.openbsd nc.traditional ncat ncftp ncftpget ncftpput neomutt netcat netstat nginx
        ngrep ngrok nmap nmcli nmtui nping nport nslookup ntfy onedrive onionshare onionshare-cli openconnect openrsync
        openvpn ossutil packetriot pagekite pagekite.py pastebin pastebinit pftp ping ping6 pinggy pktriot playit plink
        pnetcat pscp psftp ptunnel ptunnel-ng puf pushover qpid-send rathole rclone-lite rlogin route rsh rsync rustscan
        s-nail s3cmd s4cmd s5cmd saldl scp sendemail sendmail sendxmpp serve serveo sftp sfz shell2http shellinaboxd
        signal-cli simple-http-server sish slack slackcat slogin smbclient snmpinform snmpset snmptrap socat socket
        sprunge ss ssh sshpass sshx ssmtp static-server stomp-send strongswan stunnel swaks swift-client tailscale tc
        tcpdump tea telebit teleconsole telegram-cli telegram-send telnet termbin tftp tmate tmole tn5250 tnftp
        tracepath traceroute traceroute6 transfer transfer.sh transmission-create tshark ttyd tunnelmole tunnelto twist
        twistd udp2raw upterm vpnc w3m warp webfsd websocat websocketd webtorrent-seed wetty wg wg-quick wget wget2
        wgetpaste whois wireshark wormhole wormhole-send wpa_cli wscat wstunnel xh xhs youtube-dl yt-dlp zmap zrok
    """,
    "node_packages": """
        bumpp changeset changesets cnpm lerna moon na nci ni npm npx nr nun nx nx-cloud pn pnpm pnpx rush
        standard-version turbo yarn yarnpkg
    """,
    "projects": """
        clush cookiecutter copier cruft dagger devbox devenv dotslash dsh flox foreman go-task goreman guix
        honcho iwasm k6 kscript lunatic mssh parallel-ssh pdsh percy pslurp pssh scala-cli task wasm3 wasmer
        wasmtime wazero
    """,
    "publishing": """
        apptainer auto butler cargo-release charmcraft copr copr-cli ctan-o-mat debrelease dput dput-ng dupload
        electron-builder electron-forge expo goreleaser imgpkg jreleaser kbld lerna-lite np ollama opam-publish
        operator-sdk pack rattler-build release-it release-plz rockcraft semantic-release ship.js shipjs
        singularity steamcmd wasm-pack zef
    """,
    "python_packages": """
        conda easy_install easy_install-3 easy_install3 flit hatch mamba micromamba micropip pdm pip pip3 pipenv
        pipenv-pip pipx pixi poetry rye twine uv uvx
    """,
    "sharing": """
        ascp bashupload bbcp bluetooth-sendto bsky dbxcli dropbox-deploy duck ffshare filen filepush gnutls-cli
        gupload imgur-screenshot imgur.sh imgurbash2 internxt kdeconnect-cli keybase mastodon-cli mega-cmd
        megacmd megatools mpack obexftp oshi pcloudcc plik proton-drive putio qrcp toot transferwee twurl uftp
        upload.sh wetransfer woof wormhole-william
    """,
    "storage": """
        asr attic backrest badblocks barman bindfs blkdiscard blockdev bootctl-install borg borgmatic btrfs
        btrfstune bup cdrdao cdrecord cfdisk cgdisk cryptsetup dc3dd dcfldd ddrescue debugfs diskutil dmsetup
        dosfsck duplicity duply dvd+rw-format e2fsck e2label efibootmgr eject encfs fdisk fixparts flashrom
        fsarchiver fsck fsck.ext4 fstrim fusermount gdisk gocryptfs gparted growisofs grub-install grub-mkconfig
        grub2-install hdparm kopia kpartx losetup lvchange lvconvert lvcreate lvdisplay lvextend lvreduce
        lvremove lvrename lvresize lvs lvscan mdadm mkdosfs mke2fs mkexfatfs mkfs mkfs.bfs mkfs.btrfs
        mkfs.cramfs mkfs.exfat mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.f2fs mkfs.fat mkfs.jfs mkfs.minix mkfs.msdos
        mkfs.ntfs mkfs.reiserfs mkfs.vfat mkfs.xfs mkntfs mkreiserfs mkswap mount newfs newfs_apfs newfs_exfat
        newfs_hfs newfs_msdos newfs_udf ntfsfix nvme partclone.ext4 parted partprobe pgbackrest photorec
        proxmox-backup-client pvchange pvcreate pvdisplay pvmove pvremove pvs pvscan rclone rclone-backup
        rdiff-backup resize2fs restic rustic sdparm sfdisk sfdisk.static sgdisk smartctl snapper sshfs swapoff
        swapon tarsnap testdisk timeshift tmutil tune2fs udisksctl umount update-grub veracrypt vgcfgrestore
        vgchange vgcreate vgdisplay vgextend vgreduce vgremove vgrename vgs vgscan wal-g wipefs wodim xfs_admin
        xfs_repair zfs zpool
    """,
    "system": """
        VBoxManage aa-complain aa-disable aa-enforce aa-remove-unknown aa-status aa-teardown aa-unconfined acpi
        addgroup adduser alsamixer alternatives amixer anacron apparmor_parser arptables attr attrib auditctl
        augenrules aureport ausearch authconfig authselect bcdedit bitsadmin bluetoothctl bpf bpftool bpftrace
        brightnessctl cacls certutil.exe chage chattr chcon chflags chfn chgrp chkconfig chmod chown chpasswd
        chronyc chsh cipher cpupower cron crond crontab cscript delgroup deluser depmod depmod-all diskpart dkms
        dpkg-divert dracut dropbear dseditgroup ebtables fail2ban-client faillock fcrontab ferm firewall-cmd
        firewalld flameshot format fstab-decode gchgrp gchmod gchown getcap getenforce getfacl getfattr
        getsebool gpasswd grim groupadd groupdel groupmod halt hcitool htpasswd hwclock icacls import in.rshd
        in.telnetd incrontab incus inetd init initctl insmod insserv invoke-rc.d ip6tables ip6tables-restore
        ipfw ipset iptables iptables-legacy iptables-restore kexec kill killall killall5 kldload kldunload kmod
        launchctl lchage ldconfig ldso loadkeys locale-gen logger logrotate lsattr lxc lxc-attach lxc-start lxd
        maim mesg mkinitcpio modinfo modprobe mshta msiexec needrestart net netsh newusers nft ntpd ntpdate
        ntsysv nvidia-settings pacmd pactl pam-auth-update pam_tally2 passwd pct perf-probe pfctl pkill poweroff
        prlctl pvesm pveum pwconv pwpolicy qemu-img qemu-system-x86_64 qm rc-service rc-update rcctl rdate
        reboot reg reg.exe regedit regsvr32 renice resolvectl restorecon rexecd rfkill rmmod rshd rundll32
        s6-svc sc sc.exe schtasks schtasks.exe screencapture scrot seinfo semanage semodule service sesearch
        sestatus setcap setenforce setfacl setfattr setsebool setxkbmap shorewall shutdown skill smbpasswd snice
        socketfilterfw sshd stap supervisorctl sv sysadminctl sysctl systemctl systemd-resolve systemd-tmpfiles
        systemtap takeown takeown.exe taskkill taskkill.exe tcpserver tcpsvd telinit telnetd timedatectl-set
        trust tuned-adm udevadm ufw ulogd update-ca-certificates update-ca-trust update-initramfs update-rc.d
        upower useradd userdel usermod utelnetd utmctl varnishlog varnishncsa vboxmanage vigr vipw virsh
        virt-install visudo vmware-toolbox-cmd vssadmin wall wbadmin wevtutil wmctrl wmic write wscript xattr
        xcacls xdotool xinetd xinput xkill xmodmap xprop xrandr xset xwininfo ydotool
    """,
    "system_packages": """
        add-apt-repository apk apt apt-add-repository apt-cache apt-config apt-file apt-get apt-key apt-mark aptitude
        brew choco dnf dpkg dpkg-deb dpkg-query dpkg-reconfigure emerge eopkg flatpak ipkg microdnf nix nix-build
        nix-channel nix-collect-garbage nix-env nix-instantiate nix-prefetch-url nix-shell nix-store nixpkgs-fmt opkg
        pacman pamac paru pkcon pkg pkg_add pkgin port rpm rpm-ostree rpmbuild rpmspec scoop snap swupd tdnf tlmgr
        update-alternatives winget xbps-install yay yum zypper
    """,
    "text": """
        ack ag alex aspell ast-grep b2sum b3sum bat batcat bc bzgrep bzless cat cksum cmp codespell col colordiff colrm
        column comm crc32 cspell csvcut csvgrep csvjson csvlook csvsort csvstat cut dasel delta diff diff3 difft dmenu
        dos2unix egrep envsubst expand expr factor fgrep fmt fold fx fzf gcat gcomm gcut gdiff gettext gfmt gfold ggrep
        ghead gojq gpaste gpic grep groff gron gseq gsha256sum gshuf gsort gtac gtail gtr gum guniq gwc hd head hexdump
        hq htmlq hunspell icdiff iconv in2csv jaq jc jless jo join jot jq jsonlint less look mac2unix man2html md5
        md5sum misspell mlr more most nl nroff numfmt od pandoc paste patch peco percol pg pic pr proselint pt pup qsv
        recode rev rg rgrep rhash ripgrep rpl sd sdiff seq sha1sum sha224sum sha256sum sha384sum sha512sum shasum shuf
        sift sk sort spell strings sum tac tail tidy tomlq tr troff tsort typos ug ugrep ul unexpand uniq units unix2dos
        vale wc wdiff xmllint xmlstarlet xq xsv xxh64sum xxhsum xzgrep xzless yes yq zgrep zless zmore
    """,
    "version_control": """
        brz bzr chg cvs darcs dvc fossil hg jj p4 sl svn svnadmin svndumpfilter svnlook svnsync
    """,
    "wrappers": """
        abduco aoss arch asdf at aterm atq atrm batch bfs bubblewrap builtin busybox bwrap byobu caffeinate capsh
        catchsegv cgdb cgexec chokidar choom chpst chronic chroot chrt command coproc coreutils daemonize dbus-launch
        dbus-run-session direnv doas dotenv dotenv-cli dotenvx dtach dtruss dumb-init entr envchain envdir
        envuidgid eterm exec
        fakechroot fakeroot fd fdfind find firejail flock fnm gchroot gdb gdbserver gfind gksudo gnice goenv gosu grc
        gstdbuf gsudo gtime gtimeout gxargs heaptrack hyperfine ifne ionice jenv kdesudo ksu ld-linux-aarch64.so.1
        ld-linux-x86-64.so.2 ld-linux.so.2 ld-musl-aarch64.so.1 ld-musl-x86_64.so.1 ld.so lldb logsave ltrace lxterm
        machinectl mise n newgrp nice nodenv nohup nq nsenter numactl nvm onchange optirun osascript padsp parallel perf
        pkexec please prime-run primusrun proot proxychains proxychains4 psexec psexec.exe pueue pyenv r2 radare2 rbenv
        reflex rizin rlwrap rr rtx run-parts run0 runas runas.exe runuser rxvt s6-envdir s6-setuidgid schedtool screen
        script sdk setlock setpriv setsid setuidgid sg shx softlimit start-stop-daemon stdbuf strace su su-exec sudo
        sudo-rs sudoedit systemd-nspawn systemd-run taskset time timeout tini tmux torify torsocks toybox truss
        ts-spooler tsocks tsp uftrace unbuffer unshare urxvt uxterm valgrind viddy volta watch watchexec winpty wsl
        wsl.exe xargs xctrace xterm xvfb-run zellij
    """,
}
