"""Builds, tests, linters, formatters, type checkers, task runners and development servers."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

PROGRAMS = (
    Program("ar gar llvm-ar", options="--output =create; --plugin =; --target =; --thin", operands="text path*"),
    Program(
        "pm2",
        options="-n --name =; -i --instances =; --watch; -f --force; --env =; -u =; --hp =",
        commands={
            "startup|unstartup": Program(operands="text*", does="sys.persist by=pm2"),
            "save|dump|resurrect": Program(does="sys.config what=global"),
            "kill|delete|del": Program(operands="text*", does="proc.kill hard name=@operands"),
            "stop|restart|start|reload|list|ls|logs|monit|status|describe|show|flush|scale": Program(operands="text*"),
        },
        operands="text*",
    ),
    Program(
        "earthly jib",
        options="""
            --push; --ci; --no-cache; -P --allow-privileged; --build-arg =; -a --artifact; --output; -i; --secret =
            -t --target =; -b =; -c =; --from =; --image-format =; --name =; --platform =
        """,
        commands={"build|jar|war": Program(does="pkg.publish manager=@program what=image if target|push")},
        operands="text*",
        does="pkg.publish manager=@program what=image if push",
    ),
    Program(
        "huggingface-cli hf kaggle mkdocs quarto fez wapm lein",
        options="""
            -c --config =; -f =; -o --output =; -d --site-dir =; -m --message =; -p --path =; --repo-type =; --token =
            --revision =; --include =; --exclude =; -r --remote =; -j --jobs =; -b =; --cache-dir =; --local-dir =
            --port =; -a --dev-addr =; --to =; -t =; --execute; -s --strict; --clean; -q; -v; -h
        """,
        commands={
            (
                "upload|upload-large-folder|publish|gh-deploy|push|deploy|repo create|repo delete|repo-files delete|"
                "datasets create|datasets version|kernels push|models create|competitions submit"
            ): Program(operands="word*", does="pkg.publish manager=@program what=package"),
        },
        operands="word*",
    ),
    Program("cpan-upload chrome-webstore-upload", operands="word*", does="pkg.publish manager=@program what=package"),
    Program(
        "vsce ovsx fastlane jsr maturin snapcraft anaconda flatpak-builder web-ext",
        options="-p --pat =; -t --target =; -o --out =output; -i --packagePath =read; --env =; -n --dry-run",
        commands={
            (
                "publish|release|deliver|pilot|supply|upload_to_*|beta|deploy|* release|* beta|* deploy|"
                "* publish|upload|push|sign|submit"
            ): Program(operands="word*", does="pkg.publish manager=@program what=app unless dry-run"),
            "unpublish|delete-publisher": Program(does="pkg.publish manager=@program what=unpublish"),
        },
        operands="word*",
    ),
    Program(
        "make gmake bmake mingw32-make",
        options="""
            -f --file >makefile =read; --makefile =read; -C --directory =; -I --include-dir =; -j --jobs =?
            -l --load-average =?; -o --old-file =; --assume-old =; -W --what-if =; --new-file =; --assume-new =; -E --eval =; -O =?; --shuffle =?
            -n --just-print; --dry-run >just-print; --recon >just-print; -B; -d; -e; -i; -k; -p; -q; -r; -R; -s; -S
            -t; -v; -w; --trace; --no-print-directory; --warn-undefined-variables
        """,
        operands="word*",
        semantics="make",
    ),
    Program(
        "just",
        options="""
            -f --justfile =read; -d --working-directory =; --set =; --shell =; --shell-arg =; -n --dry-run
            -l --list; --summary; --show =; -e; --evaluate; --dump; --fmt; --choose; --dotenv-path =
            --dotenv-filename =; --color =; -q; -v; -u; -c --command =; --init; -g
        """,
        operands="word*",
        semantics="just",
    ),
    Program(
        "tex latex pdftex pdflatex xetex xelatex luatex lualatex luahbtex lualatex-dev platex uplatex context",
        options="""
            -interaction =; -jobname =; -output-directory =output; -output-format =; -fmt =; -progname =; -shell-escape
            -no-shell-escape; -shell-restricted; -halt-on-error; -file-line-error; -synctex =; -draftmode; -recorder
            --lua =script:lua; --luaonly; -enable-write18; -version; -help; -cnf-line =
        """,
        style="single",
        semantics="tex",
    ),
    Program(
        "tox",
        options="-e =; -c --conf =; -x --override =; --workdir =; --root =; -p =; -r; -q; -v; --notest; --skip-pkg-install",
        commands={"exec|e": Program(operands="exec...")},
        operands="word*",
    ),
    Program(
        "mage rake-task invoke inv fab doit nox duty poe taskipy mask",
        options="""
            -C =; -f =; -B =; -S =; -G =; -D =; -j =?; -d =; -t =; -o =; -p =; -P =; -e =; -s =; -c =; -k =; -m =
            -x =; --build =; --target =; --config =; --preset =; --install =; --prefix =; --parallel =?
            --output-on-failure; --test-dir =
            -R =; -E =; -L =; -A =; --project-dir =; --tests =; --projects -pl =; --define =; --toolchain =
            --run_under =shell; --session =; --env =; --dir =; --taskfile =; -scheme =; -destination =; -configuration =; -workspace =
            -project =; -sdk =; -derivedDataPath =
        """,
        operands="verb*",
        semantics="build_verbs",
    ),
    Program(
        """
            bazel
            bazelisk buck buck2 pants plz scons waf gn meson ctest cpack autoconf automake
            autoreconf libtoolize configure qmake xcodebuild ant sbt mill lein-build rebar
            tup redo premake5 xmake-build bjam catkin_make colcon ament msbuild nmake jom
        """,
        options="""
            -C =; -f =; -B =; -S =; -G =; -D =; -j =?; -d =; -t =; -o =; -p =; -P =; -e =; -s =; -c =; -k =; -m =
            -x =; --build =; --target =; --config =; --preset =; --install =; --prefix =; --parallel =?
            --output-on-failure; --test-dir =
            -R =; -E =; -L =; -A =; --project-dir =; --tests =; --projects -pl =; --define =; --toolchain =
            --run_under =shell; --session =; --env =; --dir =; --taskfile =; -scheme =; -destination =; -configuration =; -workspace =
            -project =; -sdk =; -derivedDataPath =
        """,
        operands="word*",
        semantics="build_verbs",
    ),
    Program(
        "dune",
        options="--root =; --profile =; -p =; -j =; --display =; -w; --build-dir =",
        commands={"exec": Program(style="posix", options="--root =; --no-build; -w", operands="exec...")},
        operands="word*",
    ),
    Program(
        "ninja samu",
        options="-C =; -f =script:ninja; -j =; -k =; -l =; -d =; -t =; -w =; -n; -v; --quiet; --version",
        operands="word*",
    ),
    Program(
        "cmake",
        options="""
            -S =; -B =; -D =; -G =; -T =; -A =; -C =read; -U =; -E =; -P =script:cmake; --build =; --install =; --preset =
            --target -t =; --config =; -j --parallel =?; --prefix =; --toolchain =; --log-level =; --component =
            --graphviz =output; --open =; -N; -L; -h --help; --version
        """,
        operands="word*",
        semantics="cmake",
    ),
    Program(
        """
            cc gcc g++ c++ clang clang++ cl icc icx zig-cc emcc em++ nvcc gfortran gnat rustc ocamlc
            ocamlopt javac scalac swiftc dmd ldc2 fpc gdc tsc-compiler valac erlc elixirc coqc agda idris2 lean as
            nasm yasm ld ld.lld gold mold ranlib nm objdump strip size readelf c++filt addr2line dlltool
            windres gcov lcov genhtml gcovr gprof ldd ldconfig-print protoc buf flatc thrift capnp grpc_tools bison
            yacc flex lex swig cython rpcgen xxd-compile pyinstaller nuitka
        """,
        options="""
            -o =output; -I =; -L =; -D =; -U =; -x =; -l =; -include =read; -isystem =; -iquote =; -std =; -W =?
            -O =?; -g =?; -f =?; -m =?; -T =; -Xlinker =; -MF =output; -MT =; -MQ =; -c; -S; -E; -shared; -static
            -arch =; -target =; -B =; -specs =; -d =; -cp =; -classpath =; --edition =; --crate-type =
            --crate-name =; -C =; --out-dir =; --emit =; --cfg =; --extern =; -Z =; --python_out =; --go_out =
            --proto_path =; -M; -MM; -MD; -MMD; -MP; -V
        """,
        style="single",
        operands="word*",
        semantics="compile_and_run",
    ),
    Program(
        "mvn mvnw mvnd gradle gradlew",
        options="""
            -f --file =; -D --define =; -P --activate-profiles =; -pl --projects =; -T --threads =; -s --settings =
            -t --toolchains =; -gs =; -l --log-file =; -rf --resume-from =; -p --project-dir =; -b --build-file =
            -c --settings-file =; -x --exclude-task =; -I --init-script =script:groovy; -g --gradle-user-home =
            --tests =; --console =; --max-workers =; --project-prop =; --system-prop =; --include-build =
            -B --batch-mode; -q; -U; -o --offline; -N; -e; -X; -am; -i; --info; --scan; --parallel; --dry-run
        """,
        style="single",
        operands="word*",
        semantics="build_verbs",
    ),
    Program(
        "husky",
        commands={
            "add|set": Program(operands="write text*"),
            "install|init|uninstall": Program(operands="text*"),
        },
        operands="text*",
    ),
    Program(
        "tcc",
        options="-o =output; -I =; -L =; -D =; -U =; -l =; -B =; -run; -c; -shared; -static; -g; -E; -x =",
        style="single posix",
        operands="word*",
        semantics="compile_and_run",
    ),
    Program(
        "pytest py.test unittest nosetests nose2 behave robot hypothesis locust stestr trial ward",
        options="""
            -k =; -m =; -n =; -c =read; -p =; -o =; -r =; -W =; --cov =?; --cov-report =; --cov-config =
            --junitxml =output; --junit-xml =output; --rootdir =; --maxfail =; --tb =; --durations =; --ignore =
            --deselect =; --basetemp =; --log-file =output; --html =output; --timeout =; --dist =; --confcutdir =
            --import-mode =; --count =; --lf; --ff; -x; -s; -v; -q; --pdb; --co; --collect-only; -l; --sw; --nf
            --reruns =; --benchmark-only; --snapshot-update; --color =; --capture =; --pyargs; --strict-markers
            -f =; --tags =; -D =; --host =; -u =; --headless; -t =
        """,
        operands="word*",
    ),
    Program(
        """
            jest vitest mocha ava tap tape jasmine karma cypress playwright nightwatch testcafe wdio protractor
            qunit c8 nyc istanbul uvu bats shellspec rspec cucumber minitest phpunit pest codeception behat busted
            googletest ginkgo gotestsum gotest richgo newman artillery ab wrk hey vegeta autocannon siege oha
            lighthouse pa11y backstop chromatic storybook start-storybook build-storybook
        """,
        options="""
            -c --config =; -t --testNamePattern =; --testPathPattern =; --coverageDirectory =; --reporter =
            -r --require =; -g --grep =; --spec =; --browser =; --project =; -w --maxWorkers =; --outputFile =output
            --timeout =; -e --env =; -n =; -d =; --format -f =; --out -o =output; --tag =; --filter =; --testsuite =
            --bootstrap =; -p =; -x =; -k =; -H =; -m =; --rate =; --vus =; --duration =; --shard =; --retries =
            --headed; --ui; --watch; --run; -u; --coverage; -b; -i; -s
        """,
        operands="word*",
    ),
    Program(
        """
            eslint prettier biome rome oxlint stylelint tslint xo standard jshint tsc vue-tsc tsd dtslint flow
            svelte-check astro next nuxt vite webpack webpack-cli webpack-dev-server rollup parcel esbuild swc tsup
            unbuild microbundle snowpack gulp grunt babel postcss tailwindcss tailwind sass node-sass less-compile
            lessc stylus uglifyjs terser svgo ng nest vue-cli-service react-scripts craco gatsby remix eleventy hexo
            vuepress vitepress docusaurus typedoc jsdoc nodemon ts-node-dev tsx-watch concurrently-watch forever
            browser-sync json-server ngrok-free depcheck knip madge ncu npm-check
            npm-check-updates lint-staged commitlint commitizen cz patch-package sort-package-json publint
            attw size-limit bundlesize source-map-explorer msw wait-on wait-port kill-port graphql-codegen orval
            openapi-generator openapi-generator-cli swagger-codegen redocly spectral plop hygen yeoman yo degit
            create-react-app create-next-app create-vite react-native metro
            nuxi openapi-typescript openapi-typescript-codegen openapi-zod-client jscodeshift
            browserslist update-browserslist-db speccy ajv ajv-cli typesync syncpack manypkg bunchee
            api-extractor contentlayer velite eslint_d prettierd swagger-typescript-api swagger-cli
            json-schema-to-typescript json2ts quicktype ts-json-schema-generator typescript-json-schema
            ts-prune ts-unused-exports unimported dependency-cruiser depcruise jscpd markdown-link-check
            markdown-toc doctoc textlint secretlint lockfile-lint license-report vite-bundle-visualizer
            webpack-bundle-analyzer envinfo auto-changelog conventional-changelog check-node-version
            svgr imagemin mjml i18next i18next-parser formatjs lingui relay-compiler expo-doctor rspack
            rsbuild rolldown tsdown pkgroll cucumber-js codecept wtr web-test-runner dredd stryker lhci
            axe pa11y-ci shadcn create-turbo create-astro create-svelte create-vue create-nuxt-app
            create-expo-app create-remix type-coverage electron-rebuild cap tauri
            svelte-kit workbox pwa-asset-generator sharp-cli ls-engines are-the-types-wrong inngest-cli electron hardhat
        """,
        options="""
            -c --config =; -f --format =; -o --output-file >out =output; --out =output; --outfile =output
            --outDir =; --outdir =; --out-dir =; -d --dist-dir =; -p --project =; --ext =; --rulesdir =; --parser =
            --plugin =; --ignore-path =; --ignore-pattern =; --max-warnings =; --cache-location =; --port -p =
            --host =?; --mode -m =; --entry =; --target -t =; --base =; -w --watch; --fix; --write; --check
            --noEmit; -l; -u; --init; -b --build; -H =; --hostname =; --content =; -i --input =read; -g =; -e =
            --exec =shell; -x =; --watch-path =
        """,
        operands="word*",
        semantics="build_verbs",
    ),
    Program(
        "concurrently npm-run-all run-s run-p wireit",
        options="""
            -n --names =; -c --prefix-colors =; -k --kill-others; --kill-others-on-fail; -s --success =
            -p --prefix =; --restart-tries =; -m --max-processes =; -r --raw; -l; -g --group; -P; -t =; -i; --hide =
        """,
        operands="shell*",
    ),
    Program(
        "coverage coverage3",
        operands="word*",
        commands={
            "run": Program(
                options="""
                    -m --module; -p --parallel-mode; -a --append; -L --pylib; --branch; --timid; --source =; --omit =
                    --include =; --rcfile =; --context =; --concurrency =; --data-file =output; --debug =
                    --source-pkgs =; --save-signal =
                """,
                style="posix",
                semantics="python_runner",
            ),
        },
    ),
    Program(
        "pyinstrument viztracer kernprof scalene",
        options="""
            -m --module; -o --outfile --output_file =output; -r --renderer =; -l --line-by-line; -v --view; -b; -t
            --html; --json; --cli; --show-all; --interval =
        """,
        style="posix",
        semantics="python_runner",
    ),
    Program(
        "cross-env cross-env-shell env-cmd run-env",
        options="-f =; -e =; -r =",
        style="posix",
        semantics="env_words",
    ),
    Program(
        """
            datasette marimo jupytext bumpver bump-my-version towncrier
            check-jsonschema pydoclint slotscheck griffe mutmut schemathesis
            ruff black isort flake8 pylint mypy pyright basedpyright pyre pytype ty bandit safety pip-audit vulture
            radon xenon pycodestyle pydocstyle autopep8 autoflake yapf docformatter pyupgrade refurb fixit
            monkeytype lint-imports deptry interrogate darglint cibuildwheel sphinx-build sphinx-apidoc
            sphinx-autobuild pdoc jupyter-nbconvert nbstripout nbqa pip-compile pip-sync pip-tools
            pip-licenses pipdeptree check-manifest validate-pyproject pre-commit
            semgrep codeql snyk license-checker tokei scc cloc sloccount lizard shellcheck shfmt bashate
            checkbashisms yamllint markdownlint markdownlint-cli markdownlint-cli2 mdl remark remark-cli vale-lint
            write-good ansible-lint-cli djlint curlylint htmlhint jsonlint-cli taplo actionlint zizmor hadolint-cli
            commitlint-cli editorconfig-checker ec dprint treefmt lefthook rubocop standardrb reek brakeman
            rails_best_practices sorbet srb steep solargraph erb_lint haml-lint slim-lint phpstan psalm phpcs phpcbf
            php-cs-fixer rector phpmd deptrac infection pint golangci-lint staticcheck gofmt gofumpt goimports
            golines govulncheck gosec revive errcheck ineffassign misspell-go rustfmt clippy-driver swiftlint
            swiftformat ktlint detekt checkstyle spotbugs pmd google-java-format clang-format clang-tidy cppcheck
            cpplint iwyu include-what-you-use astyle uncrustify buildifier scalafmt scalafix ormolu fourmolu hlint
            stylish-haskell elm-format elm-review credo dialyzer sqlfluff-lint dartfmt stylua luacheck selene nixfmt
            alejandra statix deadnix
        """,
        options="""
            -c --config =; --config-file =; -f --format =; -o --output =output; --output-file =output
            --output-format =; --select =; --ignore =; --extend-select =; --line-length -l =; --target-version =
            -t =; --exclude =; --extend-exclude =; --rcfile =; -j =; -n =; --python-version =; --rev =
            --source -s =; -p =; -m =; -b =; -d =; -r =; -e =; -L =; -i; -w; --fix; --check; --diff; --all-files -a
            --from-ref =; --to-ref =; --hook-stage =; --files =; -q; -v; --report =; --cov =; --rule =; --std =
            -x =; -I =; --style =; --json; --branch =; --include =; --rcfile =; --baseline =
        """,
        operands="word*",
        semantics="build_verbs",
    ),
    Program(
        "gitleaks trufflehog noseyparker detect-secrets ggshield kingfisher titus",
        options="""
            -s --source =search; -c --config =; -f --report-format =; -r --report-path =output; -b --baseline-path =read
            --log-opts =; -l --log-level =; --redact =?; -v --verbose; --no-git; --exit-code =; --json; --no-update
            --only-verified; --results =; --concurrency =; --since-commit =; --branch =; --max-depth =; --include-paths =read
            --exclude-paths =read; --datastore -d =; --baseline =read; --exclude-files =; --exclude-lines =; --all-files
            --output -o =output; --rules =read; --fail
        """,
        commands={
            "filesystem|dir|directory|scan|detect|stdin|protect|git|file": Program(operands="search*"),
            "secret scan path|secret scan repo|secret scan archive": Program(
                options="-r --recursive; -y; --json; -o --output =output; --exclude =", operands="search*"
            ),
            "**": Program(operands="word*"),
        },
    ),
    Program(
        "jps jstack jmap jcmd jconsole jstat jinfo javadoc javap jdeps jlink",
        options="-d =output; -cp -classpath --class-path =; -sourcepath --source-path =; --output =output",
        style="single",
        operands="word*",
    ),
    Program(
        "jar jpackage",
        options="-f --file =; -C =; -c; -x; -t; -u; -v; -cp =; -d =; -e =code:groovy",
        operands="word*",
    ),
    Program(
        "xcrun",
        style="posix",
        options="--sdk =; --toolchain =; -f --find =; -r --run; --show-sdk-path; --log; -n; -k",
        operands="exec...",
    ),
    Program(
        "adb fastboot simctl instruments devicectl ideviceinstaller scrcpy",
        options="-s =; -d; -e; -P =; -H =",
        commands={
            "shell": Program(style="posix", operands="word*", semantics="container_inner"),
            (
                "install|devices|logcat|push|pull|reverse|forward|uninstall|start-server|kill-server|version|"
                "connect|simctl|reboot|root|bugreport|get-state|emu|wait-for-device|pair|altool|notarytool|"
                "stapler|xctest|swift|clang|--find|--sdk|list|boot|launch|openurl|screenshot|terminate|shutdown|"
                "delete|erase|io|spawn|privacy|status_bar|listapps|create|clone|get_app_container|ui|addmedia"
            ): Program(operands="word*"),
        },
    ),
    Program(
        "jupyter",
        options="--port =; --ip =; --config =; --to =; --output =; -y; --kernel =; --no-browser; --existing =?; --debug",
        commands={"console|run": Program(options="--kernel =; --existing =?", operands="text*", semantics="console")},
        operands="text*",
    ),
    Program(
        "air",
        options="""
            -c =read; -d; -v; --build.cmd =shell; --build.pre_cmd =shell; --build.post_cmd =shell; --build.bin =
            --build.full_bin =shell; --build.args_bin =; --build.delay =; --build.exclude_dir =; --build.include_ext =
            --tmp_dir =; --root =
        """,
        style="single",
        commands={"init|server": Program(operands="text*")},
        operands="text*",
    ),
    Program(
        "flask celery dramatiq rq huey airflow prefect dagster luigi dbt mlflow wandb dask",
        options="""
            --port -p =; --host -h =; --workers -w =; --app =; -A =; -e =; -c --config =; -f =; -i =read; -d =; -s =
            -o --output =output; -t =; -m =; -q =; -l =; -v =?; -n =; -j =; -k =; -x =; -r =; --output-dir =
            --log-level =; --log-config =read; --env-file =; --pid =; --logdir =; --directory =
        """,
        style="single",
        commands={
            "artifacts log-artifact|artifacts log-artifacts": Program(
                options="--local-file =read; --local-dir =tree; --artifact-path =; --run-id -r =",
                does="net.send channel=cloud-storage carries=file",
            ),
            "artifact put": Program(
                options="-n --name =; -d --description =; -t --type =; -a --alias =; --id =; --resume; --skip_cache; --policy =",
                operands="tree",
                does="net.send channel=cloud-storage carries=file",
            ),
        },
        operands="verb*",
        semantics="build_verbs",
    ),
    Program(
        """
            uvicorn gunicorn hypercorn daphne
            streamlit gradio panel voila jupyter-lab ipython-server tensorboard
            accelerate torchrun deepspeed llama-server vllm puma unicorn thin rackup
            sidekiq overmind hivemind fresh realize mailhog mailpit localstack
            stripe-mock wiremock mockserver prism json-server-go caddy-run hugo jekyll zola mdbook mdserve gitbook
            antora asciidoctor latexmk bibtex biber tectonic typst makeindex dot neato
            plantuml mmdc drawio inkscape mogrify identify ffprobe
            exiftool jpegoptim optipng pngquant cwebp gifsicle svgo-cli tesseract potrace rsvg-convert cairosvg
            qpdf pdftk pdfinfo gs ps2pdf libreoffice soffice openscad
        """,
        options="""
            --port -p =; --host -h =; --bind -b =; --reload; --workers -w =; --app =; -A =; -e =; -c --config =
            -f =; -i =read; -o --output =output; -d =; -s --source =; -t =; -m =; -q =; -l =; -v =?; -n =; -j =
            -k =; -x =; --output-dir =; --log-level =; --log-config =read; --env-file =; --pid =; --logdir =
            --outdir =; --convert-to =; -vf =; -af =; -filter_complex =; -map =; -ss =; -to =; -r =; -b:v =; -c:v =
            -c:a =; -crf =; -preset =; -y; -resize =; -quality =; -density =; --directory =; --interaction =
            -interaction =; -output-directory =output; -outdir =output; -auxdir =output
        """,
        style="single",
        operands="word*",
        semantics="build_verbs",
    ),
    Program(
        "convert magick montage composite ffmpeg avconv sox lame wkhtmltopdf weasyprint",
        options="""
            -i =read; -f =; -ss =; -to =; -t =; -r =; -c =; -vf =; -af =; -map =; -b =; -s =; -y; -n; -c:v =; -c:a =; -crf =
            -preset =; -filter_complex =; -vn; -an; -passlogfile =create; -progress =; -resize =; -quality =; -density =
            -version; -list =; -h; -L; -formats; -codecs; -encoders; -decoders; -filters; -hide_banner; -loglevel =
        """,
        style="single",
        commands={"identify|compare": Program(operands="word*")},
        operands="word* output",
    ),
    Program(
        "objcopy llvm-objcopy pdftotext pdftohtml",
        options="""
            -I =; -O =; -F =; -B =; -j --only-section =; -R --remove-section =; -N =; -K =; -G =; -f =; -l =; -x =; -y =
            -r =; -W =; -H =; -enc =; -opw =; -upw =; --add-section =; --rename-section =; --set-section-flags =
            --dump-section =; --gap-fill =; --pad-to =; --change-section-address =; -layout; -raw; -q; -S; -g; -v
        """,
        style="single",
        operands="read output?",
    ),
    Program(
        "pdftoppm pdftocairo pdfimages",
        options="-f =; -l =; -r =; -x =; -y =; -W =; -H =; -scale-to =; -png; -jpeg; -singlefile; -list; -all",
        style="single",
        operands="read create?",
    ),
    Program(
        "gimp blender",
        options="""
            -b --batch =code:python; --batch-interpreter =; --python-expr =code:python; -P --python =script:python
            --python-text =; -i --no-interface; --background; -d; -f; -s; -o =output; --render-output =output; -E =; -a
        """,
        operands="word*",
    ),
    Program("sourcegraph src", operands="verb*"),
    Program(
        """
            emacs-batch ctags etags cscope gtags global zoekt lsif clangd gopls rust-analyzer pylsp
            typescript-language-server tree-sitter
        """,
        operands="word*",
    ),
)
