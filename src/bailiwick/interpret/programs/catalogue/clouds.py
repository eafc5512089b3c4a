"""Clouds and deployment platforms: what is read, applied or destroyed by verb."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_LOOKS = (
    "*:list|*:info|*:show|*:report|*:log|*:logs|*:status|*:wait|*:invoke|*:serve"
    "|*:get|*:whoami|*:search|*:diff|*:build|*:serve|alias ls|alias list|deploy list|scale show|auth describe"
)
"""Topics of Heroku's manner that only look, whatever their first part is."""


_OF_NAMED = "deploy *|functions deploy|run *|create *|invoke *|functions invoke"
_AT_HOME = "serve *|functions serve|functions new|functions logs|dev *|build *|logs *|tail *|open *|new *|init *|test *"
"""Verbs whose operand is the name of a thing, which may say what the thing does (`functions deploy delete-user`)."""


def _verbs(system: str, *, destroy: str, apply: str, read: str, reveals: str = "") -> dict[str, Program]:
    """Subcommands by what they do; patterns as in `grammar.Program.commands`."""
    table = {}
    if reveals:
        table[reveals] = Program(does=f"infra.read system={system} secret", stdout="secret")
    table[_OF_NAMED] = Program(does=f"infra.apply system={system} unless dry-run")
    table[_LOOKS] = Program(does=f"infra.read system={system}")
    table[_AT_HOME] = Program(does=f"infra.read system={system}")
    table[destroy] = Program(does=f"infra.destroy system={system} what=@verb unless dry-run")
    table[apply] = Program(does=f"infra.apply system={system} unless dry-run")
    table[read] = Program(does=f"infra.read system={system}")
    return table


_AWS = """
    --profile =; --region =; --output =; --query =; --endpoint-url =; --cli-read-timeout =; --cli-connect-timeout =
    --ca-bundle =; --no-cli-pager
    --no-paginate; --debug; --no-verify-ssl; --color =; --cli-input-json =; --cli-binary-format =; --no-sign-request
"""

_OBJECT_COPY = """
    -r -R --recursive; --delete; -d >delete; --exclude =; --include =; --acl =; --storage-class =; --sse =
    --content-type =; --cache-control =; --metadata =
    --dryrun; --quiet; -m; -n; -c; --follow-symlinks; --no-progress; --size-only; --exact-timestamps; --grants =
    --source-region =; -x =; -h =; -z =; -a =
"""

_REVEALS = """
    env pull|env:pull|printenv|login:ci|variables|variable list|vars|auth token|auth:token|authorizations:create
    |authorizations:info|pg:credentials:url|functions:secrets:access|functions:config:get|secrets get|kubernetes cluster kubeconfig show|** connection-string|keys show|projects api-keys|** credentials
    get|config:get|access token|registry docker-config|api-keys|env get|env:get|variables get
"""

_PUBLISHES = {
    "eas eas-cli": {
        "submit|metadata:push": Program(operands="text*", does="pkg.publish manager=eas what=app"),
        "build": Program(
            options="--auto-submit; --auto-submit-with-profile =; -p --platform =; --profile =; --local; --non-interactive",
            operands="text*",
            does="pkg.publish manager=eas what=app if auto-submit|auto-submit-with-profile",
        ),
    },
    "fly flyctl": {
        "ssh console|machine exec|console": Program(
            options="-C --command =; -a --app =; -s --select; -u --user =; -q; -r --region =; --pty",
            operands="text*",
            semantics="container_inner",
        ),
    },
    "heroku": {
        "container:push": Program(operands="text*", does="pkg.publish manager=heroku what=image"),
        "pg:psql": Program(options="-c --command =; -a --app =; -f --file =", operands="text*", semantics="database"),
    },
    "convex": {
        "env list|env get": Program(operands="text*", does="infra.read system=convex secret", stdout="secret"),
    },
    "turso": {
        "db shell": Program(options="--location =; --instance =", operands="text code:sql*"),
    },
    "netlify ntl netlify-cli": {
        "env:list": Program(
            options="--plain; --json; --context =; --scope =", does="infra.read system=netlify secret?plain|json"
        ),
        "api delete*": Program(options="--data -d =", operands="text*", does="infra.destroy system=netlify what=api"),
        "dev": Program(
            options="-l --live =?; -p --port =; --target-port =; -c --command =shell; -d --dir =; -o --offline",
            operands="text*",
            does="net.listen tunnel public if live",
        ),
    },
    "wrangler wrangler2": {
        "d1 execute": Program(
            options="--command =; --file =; --remote; --local; --json; -y --yes; --env =; --preview",
            operands="text*",
            semantics="database",
        ),
    },
    "firebase firebase-tools": {
        "appdistribution:distribute": Program(operands="read*", does="pkg.publish manager=firebase what=app")
    },
}

PROGRAMS = (
    *(
        Program(
            names,
            options="-f --force; -y --yes; -I --instance =; -c =; --id =; --space-id =; --project =; --environment-id =",
            commands={
                "** delete|** destroy|** drop|** wipe|** unpublish": Program(
                    operands="text*", does=f"infra.destroy system={names.split()[0]} what=@verb"
                ),
                "deploy|** deploy|cors add|** import": Program(
                    operands="text*", does=f"infra.apply system={names.split()[0]}"
                ),
            },
            operands="text*",
        )
        for names in ("shuttle", "sanity", "contentful", "storyblok", "gel edgedb", "solr")
    ),
    Program(
        "aws awscli",
        options=_AWS,
        commands={
            "help|* help|* * help": Program(operands="text*"),
            "s3 cp|s3 mv|s3 sync": Program(options=_OBJECT_COPY, operands="text*", semantics="object_copy"),
            "s3 rm": Program(
                options=_OBJECT_COPY,
                operands="text*",
                does="infra.destroy system=aws what=objects all?recursive unless dryrun",
            ),
            "s3 rb": Program(
                options="--force", operands="text*", does="infra.destroy system=aws what=bucket all?force"
            ),
            "s3 mb|s3 website|s3 presign": Program(operands="text*", does="infra.apply system=aws"),
            "s3 ls": Program(operands="text*", does="infra.read system=aws"),
            "s3api put-object|glacier upload-archive": Program(
                options="--body =read; --bucket =; --key =", does="net.send channel=cloud-storage carries=file"
            ),
            "s3api get-object": Program(
                options="--bucket =; --key =", operands="text text download?", does="infra.read system=aws"
            ),
            "ssm get-parameter*": Program(
                options="--with-decryption; --name =; --names =; --path =",
                does="infra.read system=aws secret?with-decryption",
            ),
            (
                "rds-data execute-statement|redshift-data execute-statement|athena start-query-execution|"
                "dynamodb execute-statement|timestream-query query"
            ): Program(options="--sql =code:sql; --query-string =code:sql; --statement =code:sql", operands="text*"),
            "secretsmanager get-secret-value|secretsmanager batch-get-secret-value|ec2 get-password-data"
            "|lightsail download-default-key-pair|sts get-session-token|sts assume-role*"
            "|sts get-federation-token|ecr get-login*|ecr get-authorization-token|ecr-public get-authorization-token|eks get-token|iam create-access-key|configure export-credentials|codeartifact get-authorization-token"
            "|sso get-role-credentials|cognito-identity get-credentials-for-identity|kms decrypt|ecr-public get-login-password|rds generate-db-auth-token"
            "|eks get-token|configure get|lambda get-function-configuration|lambda get-function|lightsail get-*-access-details"
            "|redshift get-cluster-credentials*|appconfig get-configuration|rds-data execute-statement-secret": Program(
                does="infra.read system=aws secret", stdout="secret"
            ),
            "configure list|configure list-profiles|configure help": Program(does="infra.read system=aws"),
            "configure|configure *|sso login|sso logout|eks update-kubeconfig": Program(does="sys.config what=global"),
            "sts get-caller-identity|help|* help|* wait": Program(does="infra.read system=aws"),
            "* delete-*|* terminate-*|* remove-*|* deregister-*|* purge-*|* destroy-*|* batch-delete-*|* schedule-key-deletion"
            "|* reset-*|organizations close-account|cloudtrail stop-logging|config stop-configuration-recorder": Program(
                does="infra.destroy system=aws what=@verb unless dry-run"
            ),
            "* describe-*|* list-*|* get-*|* head-*|* batch-get-*|* filter-*|* lookup-*|* search-*|* validate-*|* estimate-*|logs tail|* scan|* query|* ls"
            "|* select-*|* preview-*|* simulate-*|* check-*|* test-*|* wait *|* verify-*|dynamodb transact-get-items": Program(
                does="infra.read system=aws"
            ),
            "* *": Program(does="infra.apply system=aws"),
        },
    ),
    Program(
        "gcloud",
        options="""
            --project =; --account =; --region =; --zone =; --format =; --filter =; --limit =; --configuration =
            --impersonate-service-account =; --verbosity =; -q --quiet; --location =; --flatten =; --sort-by =
            --page-size =; --billing-project =; --uri; --async
        """,
        commands={
            "storage cp|storage mv|storage rsync": Program(
                options=_OBJECT_COPY, operands="text*", semantics="object_copy"
            ),
            (
                "auth print-access-token|auth print-identity-token|auth application-default print-access-token|"
                "secrets versions access|** versions access|** print-*|** get-credentials-file|"
                "iam service-accounts keys create|sql generate-login-token|config config-helper"
            ): Program(operands="text*", does="infra.read system=gcloud secret", stdout="secret"),
            "** ssh": Program(options="--command =", style="", operands="text*", semantics="container_inner"),
            "** databases execute-sql|** databases ddl update": Program(
                options="--sql =code:sql; --ddl =code:sql; --instance =", operands="text*"
            ),
            "** scp": Program(options="--recurse; --scp-flag =; --ssh-key-file =", operands="text*", semantics="scp"),
            (
                "auth list|config list|config get*|config configurations list|config configurations describe|"
                "components list"
            ): Program(does="infra.read system=gcloud"),
            (
                "auth *|auth application-default *|config *|config configurations *|"
                "container clusters get-credentials|components *"
            ): Program(operands="text*", does="sys.config what=global"),
            "functions deploy|run deploy|run jobs deploy|app deploy|functions call|builds submit": Program(
                operands="text*", does="infra.apply system=gcloud"
            ),
            "functions describe|functions logs read|run services describe|run jobs describe": Program(
                operands="text*", does="infra.read system=gcloud"
            ),
            "** delete|** delete-*|** bulk-delete|** remove-*|** destroy|** purge|** storage rm|** abandon-*": Program(
                operands="text*", does="infra.destroy system=gcloud what=@verb"
            ),
            (
                "** list|** describe|** get-*|** read|** log|** logs|emulators *|init|feedback|info|version|help|topic *|** tail|** list-*|** search*|"
                "** lookup*|** test-iam-permissions|storage ls|storage cat|storage du|** check-*|** show*"
            ): Program(operands="text*", does="infra.read system=gcloud"),
            "**": Program(operands="text*", does="infra.apply system=gcloud"),
            (
                "app deploy|run deploy|functions deploy|builds submit|** deploy|** create|** update|** add-*|"
                "** set-*|** start|** apply|** enable|** submit|** patch|** import|** export|** resize|"
                "** migrate|** promote|** connect|** execute|** rollback|** attach-*|** detach-*|** publish|"
                "** run|** resume|** suspend|** restart|** clone|** restore*|** move|** invoke|** call|"
                "** replace|** edit|** tag|** upload"
            ): Program(operands="text*", does="infra.apply system=gcloud"),
        },
    ),
    Program(
        "gsutil",
        options="-m; -q; -D; -o =; -h =; -u =; -i =; -l",
        commands={
            "cp|mv|rsync": Program(options=_OBJECT_COPY, operands="text*", semantics="object_copy"),
            "rm|rb": Program(options="-r; -f; -a", operands="text*", does="infra.destroy system=gsutil what=objects"),
            "ls|cat|du|stat|version|hash|help|test": Program(operands="text*", does="infra.read system=gsutil"),
            (
                "mb|acl|iam|setmeta|rewrite|cors|lifecycle|label|web|defacl|signurl|versioning|notification|"
                "compose|retention|config"
            ): Program(operands="text*", does="infra.apply system=gsutil"),
        },
    ),
    Program(
        "bq",
        options="""
            --project_id =; --location =; --format =; --dataset_id =; -n =; --use_legacy_sql =?; --max_rows =
            --dry_run; --destination_table =; -q; -f --force; -r --recursive; -t; -d
        """,
        commands={
            "rm": Program(operands="text*", does="infra.destroy system=bq what=dataset"),
            "query|q": Program(operands="code:sql"),
            "ls|show|head|version|wait|info": Program(operands="text*", does="infra.read system=bq"),
            "load|mk|cp|update|extract|insert|mkdef|cancel|partition": Program(
                operands="text*", does="infra.apply system=bq"
            ),
        },
    ),
    Program(
        "az",
        options="""
            -g --resource-group =; -n --name =; --subscription =; -o --output =; --query =; -l --location =; --ids =
            -y --yes; --no-wait; --verbose; --debug; --only-show-errors; --account-name =; --container-name -c =
            -f --file =; -s --source =; -d --destination =; --vault-name =; --account-key =; --connection-string =
            --sas-token =; --auth-mode =
        """,
        commands={
            (
                "storage blob upload|storage blob upload-batch|storage blob sync|storage file upload*|"
                "storage copy|storage azcopy *"
            ): Program(operands="text*", semantics="object_upload"),
            (
                "account get-access-token|keyvault secret show|keyvault secret download|keyvault key download|"
                "storage account keys list|** list-keys|** keys list|** show-connection-string|"
                "ad sp create-for-rbac|ad sp credential reset|acr credential show|** credential show|"
                "** get-credentials-file|** list-secrets|** show-secret*|** appsettings list|** connection-string list|"
                "** connection-string show|** list-connection-strings"
            ): Program(operands="text*", does="infra.read system=az secret", stdout="secret"),
            "login|logout|account set|config *|configure|extension *|cloud *|aks get-credentials|acr login": Program(
                operands="text*", does="sys.config what=global"
            ),
            "rest": Program(
                options="-m --method =; -u --url --uri =; -b --body =; --headers =",
                operands="text*",
                does="infra.read system=az unless body\ninfra.apply system=az if body",
                semantics="forge_api",
            ),
            "bicep *|aks browse|feedback|devops configure|pipelines show|ml job show": Program(
                operands="text*", does="infra.read system=az"
            ),
            "** delete|** delete-*|** purge|** remove|** destroy": Program(
                operands="text*", does="infra.destroy system=az what=@verb"
            ),
            (
                "** list|** show|** list-*|** get-*|** show-*|** exists|version|** query|** check-*|** what-if|"
                "** validate|find|interactive|** wait|** browse|** tail|** download|graph query"
            ): Program(operands="text*", does="infra.read system=az"),
            "**": Program(operands="text*", does="infra.apply system=az"),
            (
                "** create|** update|** set|** add|** start|** restart|** deploy|up|webapp up|** upload|"
                "** invoke|** run|** build|** import|** assign|** scale|** upgrade|** restore|** attach|** move|"
                "** link|** enable|** renew|** publish|** swap|** up|** up-*|** config*"
            ): Program(operands="text*", does="infra.apply system=az"),
        },
    ),
    *(
        Program(
            name,
            options="""
                -t --access-token --token =; -c --context =; -o --output =; -f --force; --format =; --project -p =
                -y --yes; --region =; -a --app =; -e --env =; --wait; --name -n =; --config =; --scope -S =; --cwd =
                --only =; --except =; --local-config =; --team =; --org =; --service -s =; --environment =; --prod; --type =
            """,
            does="infra.apply system=vercel if prod" if name.startswith("vercel") else "",
            commands={
                **({"start|stop|status": Program(operands="text*")} if name == "supabase" else {}),
                **_PUBLISHES.get(name, {}),
                "** object put|** object-put|** object create|** object upload|obj put|obj cp|storage cp|blob put": Program(
                    options="--file =read; --body =read; --filename =read; -bn =; --name =; --bucket =; --key =; --local",
                    operands="path*",
                    does="net.send channel=cloud-storage carries=file unless local",
                ),
                **_verbs(
                    name.split()[0],
                    reveals=_REVEALS + ("|config|config:get" if name == "heroku" else ""),
                    destroy="""
                        ** delete|** remove|** rm|** destroy|** purge|** del|** drop|** unset|** teardown|**
                        undeploy|delete-*|* delete-*|*-delete|* *-delete|destroy-*|* destroy-*|*-destroy|* *-destroy|terminate-*|* terminate-*|*-terminate|* *-terminate|*-uninstall|*
                        *-uninstall|purge-*|* purge-*|remove-*|* remove-*|* Delete*|* Terminate*|** clean|server rebuild|linodes rebuild|*:clear|*:delete|*:destroy|*:remove|*:rm|*:unset|*:purge|*:drop|*:reset|**
                        kill|delete|remove|rm|destroy|apps:destroy|pg:reset|projects:delete|database:remove|hosting:disable|functions:delete|firestore:delete|sites:delete|env:unset|config:unset|addons:destroy|db
                        reset|** reset|unlink-db|** unpublish|**
                        terminate|down|pg:kill|pg:killall|domains:remove|pipelines:destroy|deploy:delete|blobs:delete|hosting:sites:delete|hosting:channel:delete|remoteconfig:rollback|auth:delete|**
                        wipe|** clear
                    """,
                    apply="""
                        ** deploy|** create|** add|** set|** update|** scale|** restart|** rollback|** promote|**
                        push|** import|** start|** attach|** apply|** enable|** migrate|** resize|** up|**
                        publish|** upload|** put|** assign|** run|** upgrade|** reboot|** power-on|** poweron|**
                        redeploy|** alias|** clone|** launch|** restore|** rename|**
                        transfer|deploy|up|redeploy|promote|scale|launch|alias|publish|versions:*|config:set|ps:*|addons:create|pg:promote|run:*|hosting:*|functions:*|db
                        push|migration
                        up|add|** stop|** suspend|** cordon|env:set|env:import|domains:*|certs:*|maintenance:*|deploy:*|pipelines:*|apps:create|create|rollback|wrangler
                        publish|** fork|**
                        extend|buildpacks:*|releases:*|drains:*|database:*|firestore:*|auth:*|apps:*|restart|resume|import
                    """,
                    read="""
                        ** list|** ls|** get|** show|** describe|** status|** info|** logs|** inspect|**
                        tail|list|ls|logs|status|info|inspect|whoami|version|help|apps|ps|config|releases|dev|build|serve|types|tail|open|**
                        history|** view|** graph|** price|** check|** diff|**
                        test|emulators:*|projects:list|apps:list|use|env
                        ls|functions:log|link:*|watch|doctor|docs|dashboard|checks|certs|regions|** metrics|**
                        usage|bisect|** validate|preview|** active|env:list|sites:list|gen|gen *|db diff|db lint|db
                        dump|db pull|migration list|migration new|functions serve|functions new|start|test|test
                        db|services|addons|domains|vars|variables|** select|** export|**
                        download|local|local:*|pipelines|access|auth:whoami|auth
                        whoami|status:*|login:*|region|account|machine|machines|volumes|volume
                    """,
                ),
            },
        )
        for name in (
            "doctl",
            "hcloud",
            "linode-cli linode",
            "vultr-cli",
            "scw",
            "exo",
            "civo",
            "oci",
            "ibmcloud",
            "aliyun",
            "tccli",
            "openstack",
            "ovhcloud",
            "upctl",
            "vercel now",
            "netlify ntl netlify-cli",
            "wrangler wrangler2",
            "firebase firebase-tools",
            "heroku",
            "fly flyctl",
            "supabase",
            "railway",
            "render",
            "koyeb",
            "deta",
            "zappa chalice",
            "platform upsun",
            "scalingo",
            "clever",
            "prismic",
            "gigalixir",
            "aptible",
            "qovery",
            "yc",
            "ionosctl",
            "stackit",
            "metal",
            "runpodctl",
            "vastai",
            "flarectl",
            "fastly",
            "govc",
            "talosctl",
            "tiup",
            "mongocli",
            "rosa ocm",
            "algolia",
            "ldcli",
            "circleci",
            "jenkins-cli",
            "buildkite bk",
            "drone",
            "woodpecker-cli",
            "tkn",
            "argo",
            "temporal tctl",
            "jf jfrog",
            "cloudsmith",
            "splunk",
            "pagerduty",
            "curator_cli",
            "aiven avn",
            "fauna",
            "couchbase-cli",
            "xe",
            "pvesh",
            "deck",
            "rmq",
            "surge",
            "eb",
            "copilot-cli ecs-cli",
            "amplify",
            "amplify-cli",
            "appwrite",
            "upstash",
            "convex",
            "neonctl neon",
            "pscale",
            "turso",
            "atlas-cli",
            "confluent",
            "databricks",
            "snowflake-cli",
            "auth0",
            "okta",
            "stripe",
            "twilio",
            "shopify",
            "sentry-cli",
            "datadog-ci",
            "newrelic",
            "grafana-cli",
            "modal",
            "replicate",
            "northflank",
            "zeabur",
            "cf",
            "azd",
            "kamal",
            "dokku",
            "eas eas-cli",
            "expo-cli",
            "ionic",
        )
    ),
)
