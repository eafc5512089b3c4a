"""Container engines and their companions: docker, podman, compose, image tools."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_RUN = """
    --privileged; --cap-add =; --cap-drop =; --security-opt =; --pid =; --ipc =; --uts =; --userns =; --cgroupns =
    --network --net =; -v --volume =; --mount =; --volumes-from =; --tmpfs =; --device =; -e --env =
    --env-file =read
    -u --user =; -w --workdir =; --name =; -p --publish =; -P; --expose =; -l --label =; --entrypoint =
    -h --hostname =
    --restart =; --rm; -i; -t; -d --detach; -m --memory =; --cpus =; --gpus =; --platform =; --pull =; --add-host =
    --dns =; --link =; --log-driver =; --log-opt =; --shm-size =; --ulimit =; --stop-signal =; --stop-timeout =
    --ip =
    --health-cmd =; --health-interval =; --health-retries =; --health-timeout =; --network-alias =
    --cidfile =output
    --group-add =; --init; --runtime =; --isolation =; --label-file =read; --read-only; --sysctl =; -a --attach =
    --secret =
"""

_BUILD = """
    -t --tag =; -f --file =read; --build-arg =; --target =; --platform =; --cache-from =; --cache-to =; --progress =
    --push
    --load; --no-cache; --pull; --secret =; --ssh =; --label =; -o --output =; --network =; --iidfile =output; -q
    --squash
    --build-context =; --builder =; --allow =; --provenance =; --sbom =; --metadata-file =output; --add-host =; --shm-size =
    --ulimit =
"""

_COMPOSE = Program(
    options="""
        -f --file =; -p --project-name =; --env-file =; --profile =; --project-directory =; --ansi =; --progress =
        --parallel =
        --compatibility; --dry-run; --context =; -H --host =
    """,
    commands={
        "down": Program(
            options="-v --volumes; --rmi =; --remove-orphans; -t --timeout =",
            does="container.manage verb=down unless volumes\ncontainer.destroy what=volume volumes all if volumes",
        ),
        "rm": Program(
            options="-v; -f --force; -s --stop",
            does="container.manage verb=rm unless v\ncontainer.destroy what=volume volumes if v",
        ),
        "run": Program(
            options=_RUN + "; --service-ports; --no-deps; --use-aliases", style="posix", semantics="container_run"
        ),
        "exec": Program(
            options="-d; -e --env =; -u --user =; -w --workdir =; -T; --index =; --privileged; -i; -t",
            style="posix",
            operands="text*",
            semantics="container_inner",
        ),
        "build": Program(
            options="--push; --build-arg =; --no-cache; --pull; -q; --progress =; --ssh =; --builder =; -m =",
            does="container.manage verb=build\npkg.publish manager=@program what=image if push",
        ),
        "push": Program(does="pkg.publish manager=@program what=image"),
        "publish": Program(does="pkg.publish manager=@program what=image"),
        "cp": Program(options="-a; -L; --all; --index =", operands="text*", semantics="container_copy"),
        "config|convert": Program(options="-o --output =output; --format =; -q; --services; --images; --volumes"),
        "up|start|stop|restart|logs|ps|pull|images|top|events|port|pause|unpause|create|kill|watch|wait|ls|version"
        "|scale|stats|attach|volumes|commit|export": Program(
            options="""
                -d --detach; --build; --scale =; -t --timeout =; -f --follow; --tail =; --since =; --until =; -n =
                -s --signal =
                --build-arg =; --pull =; --exit-code-from =; --attach =; --no-attach =; --wait-timeout =; --format =
                --filter =
            """,
            does="container.manage verb=@verb",
        ),
    },
)

_MACHINE = {
    "ssh|shell|exec": Program(options="-c --command =", style="posix", operands="text*", semantics="container_inner"),
    (
        "start|stop|up|halt|status|list|create|create cluster|get|config|addons|image|load|cluster|"
        "dashboard|tunnel|service|ip|logs|launch|info|suspend|resume|provision|box|plugin|snapshot|"
        "version|profile|node|cache|mount|reload"
    ): Program(options="--name =; --image =; --config =read; -p =; --cpus =; --memory =; --driver ="),
}
"""Subcommands that every manager of local machines has, besides deleting them."""

PROGRAMS = (
    Program(
        "docker podman nerdctl finch",
        options="""
            -H --host =; -c --context =; --config =; -l --log-level =; --tls; --tlscacert =; --tlscert =; --tlskey =
            --tlsverify; -D
            --connection =; --url =; --root =; --runroot =; --namespace =; -n =; --address =; -a =
        """,
        commands={
            "run|create|container run|container create": Program(
                options=_RUN, style="posix", semantics="container_run"
            ),
            "exec|container exec": Program(
                options="""
                    -d; -e --env =; --env-file =read; -u --user =; -w --workdir =; --detach-keys =; --privileged; -i
                    -t; -it
                """,
                style="posix",
                semantics="container_inner",
            ),
            "build|buildx build|image build|builder build": Program(options=_BUILD, semantics="container_build"),
            "buildx bake|bake": Program(
                options="-f --file =read; --push; --load; --set =; --print; --no-cache; --progress =",
                does="pkg.publish manager=@program what=image if push !print",
            ),
            "secret inspect": Program(
                options="--showsecret; -f --format =; --pretty",
                operands="text*",
                does="infra.read system=@program secret?showsecret",
            ),
            "swarm join-token|swarm unlock-key": Program(
                options="-q; --rotate", operands="text*", does="infra.read system=@program secret", stdout="secret"
            ),
            "push|image push|manifest push|buildx imagetools create|plugin push|trust sign": Program(
                options="-a --all-tags; --platform =; -q; --creds =", does="pkg.publish manager=@program what=image"
            ),
            "cp|container cp": Program(options="-a; -L; -q", operands="text*", semantics="container_copy"),
            "rm|container rm": Program(
                options="-f --force; -v --volumes; -l --link; -a --all; -t --time =",
                does="""
                    container.destroy what=container forced?force volumes?volumes all?all if force|volumes|all
                    container.manage verb=rm unless force|volumes|all
                """,
            ),
            "rmi|image rm": Program(
                options="-f --force; --no-prune; -a --all",
                does="""
                    container.destroy what=image forced?force all?all if force|all
                    container.manage verb=rmi unless force|all
                """,
            ),
            "system prune": Program(
                options="-a --all; --volumes; -f --force; --filter =",
                does="container.destroy what=system all?all|volumes volumes?volumes forced?force",
            ),
            "system reset": Program(
                options="-f --force", does="container.destroy what=system all volumes forced?force"
            ),
            "volume rm|volume prune": Program(
                options="-f --force; -a --all; --filter =",
                does="container.destroy what=volume volumes all?all forced?force",
            ),
            "image prune": Program(
                options="-a --all; -f --force; --filter =",
                does="""
                    container.destroy what=image all forced if all
                    container.manage verb=prune unless all
                """,
            ),
            "pod rm|pod prune": Program(
                options="-a --all; -f --force; -t --time =; -i; -l",
                does="""
                    container.destroy what=container forced all?all if force|all
                    container.manage verb=rm unless force|all
                """,
            ),
            "container prune|network prune|builder prune|buildx prune|network rm|buildx rm": Program(
                options="-a --all; -f --force; --filter =; --keep-storage =", does="container.manage verb=@verb"
            ),
            "compose": _COMPOSE,
            "save|image save": Program(
                options="-o --output =output; --format =; --platform =", operands="text*", stdout="file"
            ),
            "load|image load": Program(options="-i --input =read; -q; --platform =", operands="text*"),
            "import|image import": Program(options="-c --change =; -m =; --platform =", operands="path text?"),
            "export|container export": Program(options="-o --output =output", operands="text"),
            "commit": Program(
                options="-a =; -c --change =; -m =; -p", operands="text*", does="container.manage verb=commit"
            ),
            "login": Program(
                options="-u --username =; -p --password =; --password-stdin", does="sys.config what=global"
            ),
            "logout": Program(),
            "stack rm|stack down|service rm|secret rm|config rm|node rm": Program(
                options="-f --force", does="infra.destroy system=@program what=@verb"
            ),
            "swarm leave": Program(
                options="-f --force",
                does="""
                    infra.destroy system=@program what=swarm if force
                    infra.apply system=@program unless force
                """,
            ),
            "swarm init|swarm join|stack deploy|service create|service update|secret create|config create": Program(
                options="-f --force; -c --compose-file =read", does="infra.apply system=@program"
            ),
            "unshare": Program(operands="exec...", style="posix"),
            "machine rm|machine reset": Program(options="-f --force", does="container.destroy what=machine forced"),
            "context use|context create|context rm|plugin install": Program(does="sys.config what=global"),
            "kill|stop|start|restart|pause|unpause|rename|update|tag|pull|network create|network connect|network disconnect"
            "|volume create|attach|wait|init|buildx create|buildx use|pod|machine|play kube|kube play": Program(
                options="-s --signal =; -t --time =; --driver =; --subnet =; --name =; --platform =; -q; -a",
                does="container.manage verb=@verb",
            ),
            "inspect|container inspect": Program(
                options="-f --format =; -s --size; --type =", operands="text*", semantics="container_inspect"
            ),
            "ps|images|image ls|container ls|logs|top|stats|events|info|version|port|diff|history|search|system df"
            "|system info|volume ls|volume inspect|network ls|network inspect|image inspect|buildx ls"
            "|buildx inspect|context ls|context show|node ls|service ls|stack ls|manifest inspect|image history": Program(
                options="""
                    -a --all; -f --filter =; --format =; -n --tail =; --since =; --until =; -q; -t; --no-trunc
                    --last =
                """
            ),
        },
    ),
    Program("docker-compose podman-compose", options=_COMPOSE.options, commands=_COMPOSE.commands),
    Program(
        "ko",
        options="-t --tags =; --platform =; --bare; -B; -L >local; --local; --push =; --tarball =output; -f --filename =read",
        commands={
            "build|publish|resolve|apply|create": Program(
                operands="text*", does="pkg.publish manager=ko what=image unless local|push"
            ),
            "login|deps|version|run": Program(operands="text*"),
            "delete": Program(operands="text*", semantics="kubectl_delete"),
        },
    ),
    Program(
        "buildah skopeo crane regctl oras cosign img",
        commands={
            "publish|push|copy|upload|sign|attach|attest": Program(
                operands="text*", does="pkg.publish manager=@program what=image"
            ),
            "delete|tag delete|tag rm|manifest delete|blob delete|image delete|repo rm|repo delete|index delete": Program(
                operands="text*", does="infra.destroy system=registry what=image"
            ),
            "rm|rmi|prune": Program(operands="text*", does="container.destroy what=image"),
            (
                "bud|build|from|pull|inspect|images|list-tags|ls|verify|export|digest|manifest|catalog|tag|login|"
                "logout|run|apply|resolve"
            ): Program(options="-t =; -f =read; --tag ="),
        },
    ),
    Program(
        "kaniko",
        options="-d --destination =; -c --context =; -f --dockerfile =read; --no-push; --build-arg =; --tar-path =output",
        does="pkg.publish manager=kaniko what=image if destination !no-push",
    ),
    Program(
        "dive hadolint trivy grype syft dockle",
        options="-f --format =; -o --output =output; -c --config =read; --severity =; --ignore-unfixed; --exit-code =",
        operands="text*",
    ),
    *(
        Program(
            names,
            commands={
                "kubectl": Program(operands="text*", style="posix", semantics="bundled_kubectl"),
                "image push|cloud publish": Program(operands="text*", does="pkg.publish manager=@program what=image"),
                "delete|destroy|rm|prune|reset|cluster delete|delete cluster|purge": Program(
                    options="-f --force; --all; --name =; -p =; --purge", does=deleting
                ),
                **_MACHINE,
            },
        )
        for names, deleting in (
            ("minikube kind k3d rancher", "container.manage verb=delete"),
            (
                "colima docker-machine lima limactl orb orbctl vagrant multipass",
                "container.destroy what=machine forced all?all",
            ),
        )
    ),
    Program("crictl runc containerd dockerd kubelet", operands="text*", does="container.manage verb=low-level"),
    Program(
        "ctr",
        options="-n --namespace =; -a --address =; --timeout =; --debug",
        commands={
            "run|containers create|c create": Program(
                options="--privileged; --mount =; --net-host; --rm; -t; -d; --env =; --cap-add =; --device =",
                style="posix",
                semantics="container_run",
            ),
            "images push|i push": Program(operands="text*", does="pkg.publish manager=ctr what=image"),
        },
        operands="text*",
        does="container.manage verb=low-level",
    ),
)
