"""Infrastructure as code, orchestrators and configuration management."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_TERRAFORM = {
    "destroy": Program(does="infra.destroy system=terraform what=stack all"),
    "apply": Program(
        options="-destroy; -auto-approve; -replace =; -input =",
        operands="text*",
        does="""
        infra.destroy system=terraform what=stack all if destroy
        infra.apply system=terraform unless destroy
    """,
    ),
    "run-all destroy|run --all destroy|stack run destroy|destroy-all": Program(
        does="infra.destroy system=terraform what=stack all"
    ),
    (
        "run-all apply|apply-all|run --all apply|stack run apply|refresh|taint|untaint|import|state mv|state push|"
        "state replace-provider|force-unlock|workspace new"
    ): Program(operands="text*", does="infra.apply system=terraform"),
    "state rm|workspace delete": Program(
        options="-force", operands="text*", does="infra.destroy system=terraform what=state"
    ),
    "state pull": Program(does="infra.read system=terraform secret", stdout="secret"),
    "output": Program(
        options="-json; -raw; -state =read",
        operands="text*",
        does="infra.read system=terraform unmasked if json !operands\ninfra.read system=terraform unless json",
        semantics="config_value",
    ),
    "show": Program(
        options="-json; -raw; -state =read",
        operands="text*",
        does="infra.read system=terraform unmasked if json !operands\ninfra.read system=terraform unless json",
    ),
    "state show": Program(options="-json; -raw; -state =read", operands="text*", does="infra.read system=terraform"),
    "console": Program(does="infra.read system=terraform", semantics="console"),
    (
        "fmt|init|plan|validate|providers|version|graph|get|test|state list|workspace list|workspace select|"
        "workspace show|login|logout|metadata|modules|hclfmt|hcl format|render|find|list|dag"
    ): Program(
        options="""
            -out =output; -upgrade; -backend-config =; -from-module =source; -destroy; -check; -recursive; -diff; -write =; -reconfigure
            -migrate-state
        """,
        operands="text*",
    ),
}

_KUBERNETES = """
    -h --help; -n --namespace =; --context =; --cluster =; --kubeconfig =; -s --server =; --token =; --user =; --as =
    --as-group =; -v =; --request-timeout =
    --certificate-authority =; --client-key =; --client-certificate =; --insecure-skip-tls-verify; --cache-dir =
    --tls-server-name =
    -o --output =; -l --selector =; --field-selector =; -A --all-namespaces; -f --filename =; -k --kustomize =
    --all; --force; --grace-period =
    --timeout =; --wait =?; --dry-run =?; -c --container =; --type =; -p --patch =; -R --recursive; --sort-by =
    --template =; --tail =; --since =
    --replicas =; --from-literal =; --from-file =read; --from-env-file =read; --image =; --port =; --target-port =
    --address =; --to-revision =
    --cascade =?; --ignore-not-found; --now; --show-labels; -w --watch; --field-manager =; --server-side; --prune
    -L =; --subresource =; --overrides =; --restart =; --env =; --limit =
"""

PROGRAMS = (
    Program(
        "terraform tofu terragrunt opentofu",
        options="""
            -chdir =; -var =; -var-file =read; -target =; -state =; -state-out =output; -backup =; -lock =
            -lock-timeout =; -parallelism =; -no-color; -compact-warnings; --terragrunt-working-dir =
            --working-dir =; --queue-include-dir =; -help
        """,
        style="single",
        commands=_TERRAFORM,
    ),
    Program(
        "terraform-docs tflint tfsec checkov terrascan infracost tfenv tfswitch",
        operands="text*",
        options="-d =; -f =; --config =read; -o =; -c =",
    ),
    Program(
        "pulumi",
        options="""
            -s --stack =; -C --cwd =; -y --yes; -m =; --config-file =; -t --target =; -p =; -f --skip-preview
            --non-interactive
        """,
        commands={
            "destroy|down": Program(does="infra.destroy system=pulumi what=stack all"),
            "stack rm|state delete|env rm": Program(does="infra.destroy system=pulumi what=stack"),
            "up|update|import|refresh|state|cancel|deployment|watch": Program(
                operands="text*", does="infra.apply system=pulumi"
            ),
            "config get": Program(
                options="--path; --json; --show-secrets",
                operands="text*",
                does="infra.read system=pulumi secret?show-secrets",
                semantics="config_value",
            ),
            "env open": Program(operands="text*", does="infra.read system=pulumi secret", stdout="secret"),
            "stack output|stack export|config": Program(
                options="--show-secrets; --json -j",
                operands="text*",
                does="infra.read system=pulumi secret?show-secrets",
            ),
            "policy publish": Program(operands="text*", does="pkg.publish manager=pulumi what=policy"),
            "package publish": Program(operands="text*", does="pkg.publish manager=pulumi what=package"),
            "config rm|config rm-all|policy rm|policy enable|policy disable|stack tag rm|env rm": Program(
                operands="text*", does="infra.apply system=pulumi"
            ),
            (
                "preview|new|login|logout|whoami|stack|stack ls|stack select|stack init|about|logs|version|"
                "plugin|policy|console|package|schema|install|config set"
            ): Program(operands="text*"),
        },
    ),
    Program(
        "cdk aws-cdk cdktf cdktf-cli sst",
        options="""
            -a --app =; --profile =; -c --context =; --require-approval =; -o --output =; --stage =
            -e --exclusively; -f --force; --region =; --outputs-file =output; -j; -v
        """,
        commands={
            "destroy|remove": Program(options="--all", does="infra.destroy system=@program what=stack all"),
            "deploy|bootstrap|import|watch|rollback|migrate|gc": Program(
                options="--all", does="infra.apply system=@program"
            ),
            (
                "synth|synthesize|diff|ls|list|init|doctor|docs|metadata|context|notices|acknowledge|build|get|"
                "version|console|test|typecheck|dev|start"
            ): Program(),
        },
    ),
    Program(
        "serverless sls",
        options="""
            -s --stage =; -r --region =; -c --config =; --aws-profile =; --param =; -f --function =; -p =; -d =; -v
            --verbose
        """,
        commands={
            "remove": Program(does="infra.destroy system=serverless what=stack all"),
            "deploy|rollback": Program(does="infra.apply system=serverless"),
            "offline|package|info|invoke|logs|print|plugin|config|create|metrics|invoke local|test|start|dev": Program(
                operands="text*"
            ),
        },
    ),
    Program(
        "sam",
        options="""
            --stack-name =; --region =; --profile =; -t --template =; --config-file =; --config-env =; --no-prompts
            --guided; -s =; --parameter-overrides =
        """,
        commands={
            "delete": Program(does="infra.destroy system=sam what=stack all"),
            "deploy|sync|publish": Program(does="infra.apply system=sam"),
            "build|local|init|validate|package|logs|list|remote|traces|pipeline": Program(operands="text*"),
        },
    ),
    Program(
        "kubectl oc k kubecolor microk8s.kubectl",
        options=_KUBERNETES,
        commands={
            "whoami": Program(
                options="-t --show-token; -c --show-context",
                does="infra.read system=oc secret?show-token",
                stdout="secret",
            ),
            "delete": Program(options="--raw =", operands="text*", semantics="kubectl_delete"),
            "drain|cordon|taint|uncordon": Program(
                options="--ignore-daemonsets; --delete-emptydir-data; --disable-eviction",
                does="infra.apply system=kubectl",
            ),
            "exec|rsh": Program(
                options="-i --stdin; -t --tty; -it", style="", operands="text*", semantics="container_inner"
            ),
            "run": Program(
                options="--rm; -i; -t; --command; --labels =; --expose; --privileged; --overrides =; --image =; --env =",
                operands="text*",
                does="container.run privileged?privileged",
                semantics="kubectl_run",
            ),
            "debug": Program(
                options="--profile =; -i; -t; --copy-to =; --target =; --share-processes",
                operands="text*",
                semantics="kubectl_debug",
            ),
            (
                "apply|create|replace|patch|edit|scale|autoscale|set|rollout restart|rollout undo|rollout pause|"
                "rollout resume|label|annotate|expose|adm|new-app|start-build|tag|process|policy"
            ): Program(operands="text*", does="infra.apply system=kubectl unless dry-run"),
            "cp": Program(operands="text*", semantics="container_copy"),
            "port-forward|proxy": Program(
                options="--address =; -w --www =tree; -P --www-prefix =; -p --port =; --api-prefix =; --accept-hosts =",
                operands="text*",
                does="net.listen",
            ),
            "get secret|get secrets|get secret/*|get secrets/*|get *,secret*|get secret*,*": Program(
                options="--show-managed-fields",
                operands="text*",
                semantics="kubectl_secret",
            ),
            "config view": Program(options="--raw; --minify; --flatten", does="infra.read system=kubectl secret?raw"),
            "config": Program(
                operands="text*",
                commands={
                    (
                        "set-cluster|set-credentials|delete-context|delete-cluster|unset|rename-context|delete-user|set"
                    ): Program(operands="text*", does="sys.config what=global"),
                    "set-context": Program(
                        options="--current; --user =; --cluster =",
                        operands="text*",
                        does="""
                            sys.config what=global unless current
                            sys.config what=global if user|cluster|server
                        """,
                    ),
                    "current-context|get-contexts|get-clusters|get-users|use-context": Program(operands="text*"),
                },
            ),
            "extract secret/*|extract secrets/*|extract secret *|extract secrets *|view-secret|modify-secret": Program(
                options="--to =; --keys =; --confirm",
                operands="text*",
                does="infra.read system=kubectl secret",
                stdout="secret",
            ),
            "get": Program(options="--raw =", operands="text*", semantics="kubectl_raw"),
            "create token|serviceaccounts get-token|sa get-token|whoami -t": Program(
                operands="text*", does="infra.read system=kubectl secret", stdout="secret"
            ),
            (
                "describe|logs|log|top|explain|api-resources|api-versions|cluster-info|version|diff|wait|"
                "auth|rollout|rollout status|rollout history|events|kustomize|plugin|completion|options|attach|"
                "status|projects|project|whoami|debug-info|alpha|certificate"
            ): Program(operands="text*", does="infra.read system=kubectl"),
        },
    ),
    Program(
        "helm helm3",
        options="""
            -h --help; -n --namespace =; --kube-context =; --kubeconfig =; -f --values =read; --set =; --set-string =
            --set-file =; --version =; --timeout =; --repo =; -o --output =; --wait; --atomic; --username =
            --password =; --description =; --kube-apiserver =; --kube-token =; --post-renderer =; -d --destination =
            -i --install; --dry-run =?; --create-namespace; -l =; --max =
        """,
        commands={
            "uninstall|delete|del|un": Program(
                operands="text*", does="infra.destroy system=helm what=release unless dry-run"
            ),
            "secrets decrypt|secrets view|secrets dec": Program(
                operands="text*", does="infra.read system=helm secret", stdout="secret"
            ),
            "install|upgrade|rollback": Program(operands="text*", does="infra.apply system=helm unless dry-run"),
            "push|cm-push|nexus-push": Program(operands="text*", does="pkg.publish manager=helm what=package"),
            "plugin install|registry login": Program(operands="text*", does="sys.config what=global"),
            (
                "list|ls|status|history|get|template|lint|show|search|repo|repo update|dependency|dep|pull|fetch|"
                "create|package|test|version|env|verify|plugin|registry|completion|inspect"
            ): Program(operands="text*", does="infra.read system=helm"),
        },
    ),
    Program(
        """
            helmfile skaffold argocd flux kapp velero istioctl linkerd eksctl kops kubeadm
            rke k9s stern kubectx kubens kubeval kubeconform datree popeye devspace garden
        """,
        options="""
            -f --filename =; -n --namespace =; -e --environment =; --context =; -l =; --name =; --cluster =
            --region =; -o =; -p =; --kubeconfig =; -y --yes; --force; --cascade =?
        """,
        commands={
            "account generate-token|admin initial-password": Program(
                operands="text*", does="infra.read system=argocd secret", stdout="secret"
            ),
            (
                "destroy|delete|uninstall|reset|purge|delete cluster|app delete|cluster delete|backup delete|"
                "delete nodegroup|down|schedule delete|restore delete|repo rm|proj delete|cluster rm"
            ): Program(operands="text*", does="infra.destroy system=@program what=resources"),
            "dev|run": Program(operands="text*"),
            "build": Program(
                options="--push; --tag -t =; --profile =; --default-repo =; --file-output =output",
                operands="text*",
                does="""
                    pkg.publish manager=@program what=image if push
                    infra.read system=@program unless push
                """,
            ),
            (
                "apply|sync|deploy|up|create|bootstrap|install|upgrade|app sync|create cluster|reconcile|suspend|"
                "resume|update|edit|rollback|app create|app set|backup create|restore create|init|join|export|"
                "resume all"
            ): Program(operands="text*", does="infra.apply system=@program"),
            (
                "diff|template|list|lint|render|get|status|version|logs|app list|app get|app diff|check|"
                "tree|analyze|describe|test|deps|repos|fetch|write-values|stats|events|proxy-status|validate|"
                "backup get|login"
            ): Program(operands="text*", does="infra.read system=@program"),
        },
    ),
    Program(
        "kubeseal",
        options="""
            -f --sealed-secret-file =read; -w =output; --cert =read; --controller-namespace =; --controller-name =
            -o --format =; --recovery-unseal; --recovery-private-key =; --scope =; --raw; --from-file =read; --name =
            -n --namespace =; --validate; --fetch-cert; --re-encrypt
        """,
        operands="text*",
        does="infra.read system=kubeseal secret if recovery-unseal",
    ),
    Program(
        "sky ray",
        options="-a --all; -y --yes; -c --cluster =; --cloud =; --gpus =; -n --name =; -p --purge",
        commands={
            "down|serve down|storage delete|jobs delete": Program(
                operands="text*", does="infra.destroy system=@program what=cluster"
            ),
        },
        operands="text*",
    ),
    Program(
        "aws-nuke cloud-nuke azure-nuke gcp-nuke",
        options="-c --config =; --profile =; --region =; --no-dry-run; --dry-run; --force; --no-alias-check",
        commands={
            "version|completion|resource-types|inspect-aws|explain-config|help": Program(operands="text*"),
        },
        operands="text*",
        does="infra.destroy system=@program what=account all unless dry-run",
    ),
    Program(
        """
            k3s-uninstall.sh k3s-agent-uninstall.sh k3s-killall.sh rke2-uninstall.sh rke2-agent-uninstall.sh
            rke2-killall.sh
        """,
        does="infra.destroy system=k3s what=cluster all",
    ),
    Program(
        "atmos spacectl tfctl tfc terramate",
        options="-s --stack =; --force; -y --yes; --chdir -C =; --tags =",
        commands={
            "run": Program(operands="exec...", style="posix"),
            "** destroy|** delete|** clean|** run-destroy|** purge": Program(
                does="infra.destroy system=@program what=stack unless dry-run"
            ),
            "** apply|** deploy|** import|** run": Program(does="infra.apply system=@program unless dry-run"),
        },
        operands="text*",
    ),
    Program("kustomize", options="-o --output =output; --load-restrictor =; --enable-helm", operands="text*"),
    Program(
        "tilt",
        options="-f --file =; --namespace =; --context =; --port =; --host =; --stream =?; --legacy =?",
        commands={
            "down": Program(operands="text*", does="infra.destroy system=tilt what=resources"),
            "up|ci|demo": Program(operands="text*", does="infra.read system=tilt"),
            "apply|create|delete|patch|edit|enable|disable|trigger|args": Program(operands="text*"),
        },
        operands="text*",
    ),
    Program(
        "ansible",
        options="""
            -m --module-name =; -a --args =; -i --inventory =; -l --limit =; -e --extra-vars =; -u --user =
            -b --become; -K; -k; -f =; --private-key =; --vault-password-file =; -C --check; -v; -t =; -T =; -o; -D
            --become-user =
        """,
        operands="text*",
        semantics="ansible_module",
    ),
    Program(
        "ansible-playbook ansible-pull",
        options="""
            -i --inventory =; -l --limit =; -e --extra-vars =; -u =; -b; -K; -k; -t --tags =; --skip-tags =; -f =
            --private-key =; --vault-password-file =; --vault-id =; -C --check; -D --diff; -U =; -d =
            --syntax-check; --list-tasks; --list-hosts; --start-at-task =; -v
        """,
        operands="read*",
        does="infra.apply system=ansible unless check|syntax-check|list-tasks|list-hosts",
    ),
    Program(
        "ansible-vault",
        options="""
            --vault-password-file =; --vault-id =; --output =output; --encrypt-vault-id =; --name -n =
            --new-vault-password-file =
        """,
        commands={
            "view|decrypt": Program(operands="read*", does="infra.read system=ansible secret", stdout="secret"),
            "encrypt|encrypt_string|create|edit|rekey": Program(operands="text*"),
        },
    ),
    Program(
        "ansible-galaxy",
        options="-r =read; -p =; -f --force; -s =",
        commands={
            "install|collection install|role install": Program(
                operands="text*", does="pkg.install manager=ansible-galaxy packages=@operands unless r"
            ),
            "publish|collection publish|role import": Program(
                operands="text*", does="pkg.publish manager=ansible-galaxy what=package"
            ),
            "list|init|search|info|remove|role|collection": Program(operands="text*"),
        },
    ),
    Program(
        "ansible-lint ansible-doc ansible-inventory ansible-config ansible-test molecule",
        operands="text*",
        options="-i =; -c =; --graph; --list",
    ),
    Program(
        "puppet",
        commands={
            "apply|agent|device|plan run|task run": Program(
                options="-e --execute =; -t --test; --noop; --modulepath =",
                operands="word*",
                does="infra.apply system=puppet unless noop",
            ),
            "node clean|node purge|node deactivate|ca clean|ca destroy": Program(
                operands="word*", does="infra.destroy system=puppet what=node"
            ),
            "module install|module upgrade": Program(
                operands="word*", does="pkg.install manager=puppet packages=@operands"
            ),
            (
                "parser|epp|lookup|describe|doc|facts|help|config|module|node|resource|strings|catalog|ssl|man|script"
            ): Program(operands="word*"),
        },
        operands="word*",
        does="infra.apply system=puppet",
    ),
    Program(
        "knife",
        options="-c --config =read; -z --local-mode; -y --yes; -x =; -P =; -a =; -F =; -E =; -C =; -i =",
        commands={
            "* delete|* bulk delete|node run_list remove|bulk delete|data bag delete|* * delete": Program(
                operands="word*", does="infra.destroy system=knife what=@verb"
            ),
            "ssh": Program(operands="text shell*", does="infra.apply system=knife"),
            "supermarket share|cookbook site share": Program(
                operands="word*", does="pkg.publish manager=knife what=cookbook"
            ),
            "* list|* show|search|status|diff|* status|* * list|* * show|help|config": Program(operands="word*"),
        },
        operands="word*",
        does="infra.apply system=knife",
    ),
    Program(
        "salt salt-ssh salt-call",
        options="""
            -L --list; -E --pcre; -G --grain; -C --compound; -N --nodegroup; -b --batch-size =; -t --timeout =
            -l --log-level =; --out =; --output =; --state-output =; --local; -c --config-dir =; --async; -r --raw
        """,
        commands={
            "* test.*|* grains.*|* status.*|* disk.usage|* network.*|* pillar.*|* sys.*|* cmd.which|test.*|grains.*": Program(
                operands="word*", does="infra.read system=salt"
            ),
            "* cmd.run|* cmd.shell|* cmd.run_all|* cmd.run_stdout|cmd.run|cmd.shell": Program(
                operands="shell*", does="infra.apply system=salt"
            ),
            "* file.remove|* pkg.purge|* user.delete|* mysql.db_remove|* postgres.db_remove": Program(
                operands="word*", does="infra.destroy system=salt what=@verb"
            ),
        },
        operands="word*",
        does="infra.apply system=salt",
    ),
    Program(
        "chef chef-client nixops nixos-rebuild home-manager darwin-rebuild",
        operands="text*",
        options="-f --flake =; -I =; --upgrade",
        does="infra.apply system=@program",
    ),
    Program(
        "packer nomad consul boundary waypoint",
        options="""
            -address =; -token =; -namespace =; -region =; -var =; -var-file =read; -force; -purge; -recurse; -yes
        """,
        style="single",
        commands={
            (
                "job stop|stop|system gc|namespace delete|volume delete|kv delete|acl token delete|job purge|"
                "destroy|node drain"
            ): Program(operands="text*", does="infra.destroy system=@program what=resources"),
            (
                "job run|run|build|deploy|kv put|volume create|job dispatch|job scale|services register|"
                "acl bootstrap|join|leave|reload"
            ): Program(operands="text*", does="infra.apply system=@program"),
            "var get": Program(operands="text*", does="infra.read system=@program secret", stdout="secret"),
            "kv get": Program(operands="text*", does="infra.read system=@program", semantics="config_value"),
            (
                "status|validate|fmt|inspect|job status|job plan|plan|members|catalog|info|version|logs|"
                "alloc|node|monitor|init|operator|agent|ui"
            ): Program(operands="text*", does="infra.read system=@program"),
        },
    ),
)
