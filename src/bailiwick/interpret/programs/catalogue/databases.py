"""Database clients, dumps and schema migrations."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_MIGRATIONS = {
    (
        "drop|clean|db:drop|migrate:reset|schema:drop|database drop|db drop|down -all|dropAll|drop-all|"
        "reset|database reset|schema clean|fresh|migrate fresh|migrate reset|migration:fresh|"
        "db:migrate:undo:all|migrate:rollback-all"
    ): Program(does="db.destroy engine=@program what=database"),
    (
        "clusters delete|deployments delete|projects delete|serverless delete|backups snapshots delete|"
        "clusters pause|streams instances delete"
    ): Program(does="infra.destroy system=@program what=@verb"),
    (
        "migrate:latest|migrate:up|migrate|up|update|migration:run|migrate run|migrate up|db:migrate|"
        "push|apply|schema apply|deploy|seed:run|db:seed|db:seed:all|migrate:rollback|rollback|down|undo|"
        "migration:revert|db:migrate:undo|migrate revert|migrate down|redo|migration up|schema:sync|"
        "schema:update|migrate apply|database setup|database create|setup|migration run|up-to|down-to|"
        "goto|force"
    ): Program(semantics="migration"),
    (
        "migrate:make|migrate:status|status|new|create|generate|init|info|validate|list|"
        "migration:generate|migration:create|migrate add|migrate:list|seed:make|check|studio|introspect|"
        "migrate status|version|dump|diff|print-schema|setup-config|migration generate|migration redo|"
        "prepare|migrate info|schema inspect|snapshot|history"
    ): Program(operands="text*"),
}
"""Subcommands of tools that move schemas, whichever tool."""

PROGRAMS = (
    Program(
        "psql pgcli cockroach-sql agensgraph enterprisedb",
        options="""
            -c --command =; -f --file =; -h --host =; -p --port =; -U --username =; -d --dbname =
            -v --set --variable =; -o --output =output-or-pipe
            -L --log-file =output; -F =; -P --pset =; -R =; -T =; -l --list; -X; -q; -t; -A; -1; -w; -W; -a; -b; -e
            -E; -n; -s; -S; -x; -z; -0; -H
        """,
        operands="text*",
        semantics="database",
    ),
    Program(
        "mysql mariadb mycli",
        options="""
            -e --execute =; -h --host =; -P --port =; -u --user =; -p --password =?; -D --database =; -S --socket =
            --protocol =; --ssl-mode =
            --default-character-set =; --init-command =; --defaults-file =read; --defaults-extra-file =read
            --delimiter =; -B; -N; -s; -t; -v; -A; -f
            --ssl-ca =; --ssl-cert =; --ssl-key =; --tee =output; --local-infile =?; -H; -X; -r; -E
        """,
        operands="text*",
        semantics="database",
    ),
    Program(
        "sqlite3 litecli duckdb",
        options="""
            -cmd =; -init =read; -separator =; -nullvalue =; -newline =; -header; -csv; -json; -c =; -s =; -readonly
            -batch; -column; -list; -line; -markdown; -box; -table; -html; -bail; -echo; -f =
        """,
        style="single",
        operands="read? text*",
        semantics="database",
    ),
    Program(
        """
            sqlplus vsql impala-shell beeline mclient bteq sqlcmd usql clickhouse-client clickhouse snowsql trino presto-cli bq-sql osqueryi isql cqlsh
            mysqlsh mssql-cli hive spark-sql presto ksql bendsql db2 exaplus nzsql
        """,
        options="""
            -Q --query =; -q =; -S --server =; -h --host =; -d --database =; -U --user =; -u =; -P --password =
            -i =; --queries-file =; -e --execute =; -f --file =; --script =; --py; --js; --sql; --uri =
            -c --command =; --port =; -p =; -k; -o =output; --format =; --secure; --catalog =; --schema =; -C; -N
            -W; -s =; -y =
        """,
        operands="text*",
        semantics="database",
    ),
    Program(
        "cbq",
        options="-e --engine --server =; -u --user =; -p --password =; -s --script --query =; -f --file =; -q",
        operands="text*",
        semantics="database",
    ),
    Program(
        "nodetool",
        options="-h --host =; -p --port =; -u --username =; -pw =; -t --tag =; --all; -f --force",
        commands={
            "clearsnapshot": Program(does="infra.destroy system=nodetool what=backup"),
            "decommission|removenode|assassinate|stopdaemon|resetlocalschema": Program(
                does="infra.destroy system=nodetool what=node"
            ),
        },
        operands="text*",
    ),
    Program(
        "snow",
        options="-c --connection =; --account =; --user =; --database =; --schema =; --role =; --warehouse =; --format =",
        commands={
            "sql": Program(
                options="-q --query =; -f --filename >file =; -i --stdin; -D --variable =",
                operands="text*",
                semantics="database",
            ),
            "** drop|** teardown|** delete|** remove": Program(does="db.destroy engine=snow what=object"),
        },
        operands="text*",
    ),
    Program(
        "dolt",
        options="--data-dir =; --host =; --port =; -u --user =; --use-db =",
        commands={
            "sql": Program(options="-q --query =; -f --file =; -r --result-format =", semantics="database"),
            "reset": Program(options="--hard; --soft", does="vcs.discard what=tree all forced if hard"),
            "push": Program(options="-f --force; -u", does="vcs.push force=yes if f|force\nvcs.push unless force"),
            "branch": Program(
                options="-D; -d; -f --force; -m; -c; -a",
                does="vcs.discard what=branch forced if D",
            ),
        },
        operands="text*",
    ),
    Program(
        "cypher-shell hbase arangosh surreal gremlin.sh zkCli.sh zkCli zookeeper-shell zookeeper-shell.sh neo4j-shell",
        options="""
            -a --address =; -u --username =; -p --password =; -d --database =; -f --file =read; --format =; -server =
            --server.endpoint =; --server.database =; --javascript.execute-string =; --endpoint =; --ns =; --db =
        """,
        operands="text*",
        semantics="query_words",
    ),
    Program(
        "hdfs hadoop ozone alluxio",
        style="single",
        commands={
            "dfs|fs": Program(
                options="-rm; -rmr; -rmdir; -r; -R; -f; -skipTrash; -expunge",
                operands="text*",
                does="""
                    infra.destroy system=hdfs what=path if rm r|R|skipTrash
                    infra.destroy system=hdfs what=path if rmr|expunge
                    infra.apply system=hdfs if rm unless r|R|skipTrash
                """,
            ),
            "namenode": Program(options="-format; -force", does="infra.destroy system=hdfs what=filesystem if format"),
            "fs rm": Program(options="-R", operands="text*", does="infra.destroy system=hdfs what=path if R"),
        },
        operands="text*",
    ),
    Program(
        "cockroach",
        options="--url =; --host =; --insecure; --certs-dir =; -p --port =; -u --user =; -d --database =",
        commands={
            "sql": Program(
                options="-e --execute =; -f --file =; --format =; --set =", operands="text*", semantics="database"
            ),
        },
        operands="text*",
    ),
    Program(
        "hasura",
        options="--endpoint =; --admin-secret =; --project =; --database-name =; --version =; --up =; --down =; --force",
        commands={
            "migrate delete|metadata clear|migrate squash": Program(does="db.destroy engine=hasura what=table"),
            "migrate apply|metadata apply|seed apply|deploy": Program(operands="text*", semantics="migration"),
        },
        operands="text*",
    ),
    Program(
        """
            kafka-topics kafka-topics.sh kafka-delete-records kafka-delete-records.sh kafka-consumer-groups
            kafka-consumer-groups.sh kafka-acls kafka-acls.sh kafka-configs kafka-configs.sh
        """,
        options="""
            --topic =; --bootstrap-server =; --zookeeper =; --delete; --create; --list; --describe; --alter
            --partitions =; --replication-factor =; --config =; --command-config =read; --offset-json-file =read
            --group =; --entity-type =; --entity-name =; --delete-config =; --remove
        """,
        operands="text*",
        does="db.destroy engine=@program what=keys if delete|remove|offset-json-file",
    ),
    Program(
        "rabbitmqctl rabbitmqadmin nats pulsar-admin rpk kcat-admin",
        options="-n --node =; -p --vhost =; -q; -s --server =; -H --host =; -u --username =; --password =; -f --force",
        commands={
            (
                "reset|force_reset|delete_queue|delete_vhost|delete_user|purge_queue|delete|purge|stream rm|stream del|"
                "stream purge|stream rmm|obj rm|obj del|object rm|object del|object delete|account rm|"
                "kv del|kv rm|kv purge|consumer rm|topics delete|topic delete|topic trim-prefix|"
                "namespaces delete|tenants delete"
            ): Program(operands="text*", does="db.destroy engine=@program what=keys"),
            "object add|object put|obj put": Program(
                options="--name =", operands="text read", does="net.send channel=queue carries=file if s|server"
            ),
        },
        operands="text*",
        does="db.read engine=@program",
    ),
    Program(
        "redis-cli valkey-cli keydb-cli iredis",
        options="""
            -h =; -p =; -s =; -a =; -u =; -n =; -r =; -i =; -x; -c; --user =; --pass =; --eval =read; --rdb =output
            --tls; --cacert =; --cert =; --key =; --raw; --no-auth-warning; --scan; --pattern =; --bigkeys; --pipe
            --csv; --json; -2; -3; --askpass; -d =
        """,
        style="posix",
        semantics="redis",
    ),
    Program(
        "mongosh mongo",
        options="""
            --eval =; --host =; --port =; -u --username =; -p --password =; --authenticationDatabase =
            --authenticationMechanism =; -f --file =; --quiet; --norc; --shell; --tls; --json =?; --apiVersion =
            --nodb
        """,
        operands="text*",
        semantics="mongo",
    ),
    Program(
        "dropdb",
        options="-h --host =; -p =; -U --username =; -i; -f --force; -e; -w; -W; --if-exists; --maintenance-db =",
        does="db.destroy engine=dropdb what=database",
    ),
    Program("dropuser", options="-h =; -p =; -U =; -i; -e; --if-exists", does="db.destroy engine=dropuser what=user"),
    Program(
        "createdb createuser vacuumdb reindexdb clusterdb analyzedb",
        options="-h =; -p =; -U =; -O =; -T =; -E =; -l =; -e; -d =; -P; -s; -a; -z; -j =",
        operands="text*",
        does="db.write engine=@program",
    ),
    Program(
        "pg_dump pg_dumpall mysqldump mariadb-dump mongodump mongoexport pg_basebackup mysqlpump",
        options="""
            -h --host =; -p --port =?; -P =; -U --username =; -u --user =; -d --dbname =; -f --file =output
            -o --out --output =output; -F --format =; -t --table =; -n --schema =; -j =; -T =; -N =
            --uri =; --db =; --collection =; -c --collection =; -q --query =; --result-file =output; -r =output
            -D --pgdata =output; --archive =?; --gzip; -s; -a; -x; -O; -C; -Z =; -X =; --fields =; --type =
        """,
        operands="text*",
        does="db.read engine=@program",
        stdout="file",
    ),
    Program(
        "pg_restore mysqlimport mongorestore mongoimport pgloader",
        options="""
            -h --host =; -p --port =; -U --username =; -u =; -d --dbname =; -j =; -n =; -t =; -c --clean; --drop
            --uri =; --db =; --collection =; --file =read; --type =; --nsInclude =; --archive =?; --gzip
            --if-exists; -O; -x; -F =; -C
        """,
        operands="read*",
        does="db.destroy engine=@program what=table if clean|drop\ndb.write engine=@program unless clean|drop",
        semantics="sends",
    ),
    Program(
        "mysqladmin mariadb-admin",
        options="-h --host =; -P =; -u --user =; -p --password =?; -f --force; -S =; -i =; -s; -v; -w =?",
        commands={
            "drop": Program(does="db.destroy engine=mysqladmin what=database"),
            (
                "shutdown|kill|flush-hosts|flush-logs|flush-privileges|flush-tables|refresh|reload|password|"
                "create|start-slave|stop-slave"
            ): Program(does="db.write engine=mysqladmin"),
            "ping|status|extended-status|processlist|variables|version": Program(does="db.read engine=mysqladmin"),
        },
    ),
    Program(
        """
            mysqlcheck mysqlshow pg_isready mysqlslap pgbench pg_config sqldiff sqlite3_analyzer sqlfluff sqlfmt
            pgformatter pg_format
        """,
        options="-h =; -p =; -U =; -d =; -u =; --dialect =",
        operands="text*",
    ),
    Program(
        """
            pg_ctl pg_ctlcluster initdb postgres mysqld mongod redis-server memcached influxd etcd cassandra
            clickhouse-server
        """,
        options="""
            -D --pgdata =; -l --log =output; -o =; -m --mode =; -w; -t =; -p --port =; --dbpath =; --logpath =output
            -h =; -c =; --datadir =; --config =read; -f --config =read
        """,
        operands="text*",
    ),
    Program(
        "pg_resetwal pg_dropcluster pg_upgrade pg_rewind pg_archivecleanup",
        options="-D --pgdata =; -f --force; -b =; -B =; -d =",
        operands="text*",
        does="db.destroy engine=@program what=database",
    ),
    Program(
        "influx",
        options="-execute =code:sql; --host =; --token -t =; --org -o =; --bucket -b =; -f --file =read; -q =",
        commands={
            "delete|bucket delete|v1 shell": Program(
                options="--start =; --stop =; --predicate =", does="db.destroy engine=influx what=table"
            ),
            "write": Program(
                options="-u --host =; -f --file =read",
                operands="text*",
                does="db.write engine=influx",
                semantics="sends",
            ),
            "query|bucket list|ping|org list": Program(operands="text*", does="db.read engine=influx"),
        },
    ),
    Program(
        "etcdctl",
        options="--endpoints =; --cacert =; --cert =; --key =; --user =; -w =; --prefix; --from-key",
        commands={
            "del": Program(
                does="""
                    db.destroy engine=etcdctl what=keys if prefix|from-key
                    db.write engine=etcdctl unless prefix|from-key
                """
            ),
            "put|txn|lease|compaction|defrag|member remove|member add|snapshot restore|role|auth|user": Program(
                does="db.write engine=etcdctl"
            ),
            "get": Program(operands="text*", does="db.read engine=etcdctl", semantics="config_value"),
            "watch|endpoint|member list|snapshot save|version|check|alarm|snapshot status": Program(
                does="db.read engine=etcdctl"
            ),
        },
    ),
    Program(
        "prisma",
        options="""
            --schema =; --name -n =; --preview-feature; --force -f; --skip-seed; --skip-generate; --accept-data-loss
            --url =; --from-empty; --script; --create-only
        """,
        commands={
            "migrate reset": Program(does="db.destroy engine=prisma what=database"),
            "db push": Program(
                does="db.destroy engine=prisma what=table if accept-data-loss|force-reset", semantics="migration"
            ),
            "migrate deploy|migrate dev|migrate resolve|db seed": Program(semantics="migration"),
            "db execute": Program(options="--file =; --stdin; --url =", semantics="database"),
            "generate|studio|format|validate|init|version|migrate status|migrate diff|db pull|debug": Program(),
        },
    ),
    Program(
        "alembic",
        options="-c --config =read; -n =; -x =; --sql; --tag =; -m --message =; --autogenerate; -r =",
        commands={
            "downgrade|upgrade|stamp": Program(operands="text", semantics="migration"),
            "revision|merge|history|current|heads|branches|show|check|init|edit|list_templates": Program(
                operands="text*"
            ),
        },
    ),
    Program(
        """
            knex sequelize sequelize-cli typeorm drizzle-kit mikro-orm dbmate goose migrate sql-migrate flyway
            liquibase golang-migrate node-pg-migrate db-migrate sqlx diesel sea-orm-cli refinery yoyo skeema
            sqitch rambler graphile-migrate umzug
        """,
        options="""
            --env =; --config =; --knexfile =; --url =; -u =; --database =; -path =; -database =; --dir =; -d =
            --migrations-path =; --name =; --force; --all; -e =; -configFiles =; -source =; --to =; --from =; -y
        """,
        style="single",
        commands=_MIGRATIONS,
    ),
    Program(
        "atlas",
        options="""
            --env =; --config =; --knexfile =; --url =; -u =; --database =; -path =; -database =; --dir =; -d =
            --migrations-path =; --name =; --force; --all; -e =; -configFiles =; -source =; --to =; --from =; -y
        """,
        style="single",
        commands={**_MIGRATIONS, "** delete|** rm": Program(does="infra.destroy system=atlas what=@verb")},
    ),
    Program(
        "rails rake",
        options="""
            -e --execute =code:ruby; --environment =; -E --execute-continue =code:ruby; --execute-print =code:ruby
            -f --rakefile =script:ruby; -R =; -r =; -T; -P; -D; -A; -n; -t; -s; -j =; --port -p =; --binding -b =
        """,
        commands={
            "db:drop|db:reset|db:purge|db:drop:all|db:migrate:reset|db:schema:load|db:truncate_all|db:setup": Program(
                does="db.destroy engine=rails what=database"
            ),
            (
                "db:migrate|db:rollback|db:seed|db:migrate:up|db:migrate:down|db:migrate:redo|db:prepare|"
                "db:forward|db:seed:replant|data:migrate"
            ): Program(semantics="migration"),
            "release|release*|gem:release": Program(operands="text*", does="pkg.publish manager=rake what=package"),
            "runner|r": Program(operands="code:ruby text*"),
            "credentials:show|secrets:show|encrypted:show": Program(
                does="infra.read system=rails secret", stdout="secret"
            ),
            "console|c": Program(operands="text*", semantics="console"),
            "dbconsole|db": Program(),
            (
                "server|s|test|routes|generate|g|destroy|d|new|about|stats|notes|assets:precompile|"
                "assets:clobber|db:create|db:version|db:migrate:status|db:schema:dump|spec|tmp:clear|log:clear|"
                "zeitwerk:check|initializers|middleware|time:zones:all|app:update|default|build|install|"
                "yard|rubocop"
            ): Program(operands="text*"),
        },
    ),
    Program(
        "manage.py django-admin",
        options="--settings =; --pythonpath =; --database =; -v =; --noinput; --no-input; --env =",
        commands={
            "flush|reset_db|sqlflush_apply|reset_schema": Program(does="db.destroy engine=django what=database"),
            "migrate|loaddata|syncdb": Program(operands="text*", semantics="migration"),
            "shell|shell_plus": Program(options="-c --command =code:python", semantics="console"),
            "dumpdata": Program(options="-o --output =output", stdout="content"),
        },
        operands="text*",
    ),
    Program(
        "artisan",
        options="--env =; --database =; --force; --seed; --path =; --step =?",
        commands={
            "migrate:fresh|migrate:refresh|migrate:reset|db:wipe": Program(
                does="db.destroy engine=artisan what=database"
            ),
            "migrate|migrate:rollback|db:seed": Program(operands="text*", semantics="migration"),
            "tinker": Program(options="--execute =code:php"),
        },
        operands="text*",
    ),
    Program(
        "console symfony cake craft wp drush typo3 magento n98-magerun",
        options="--env =; -e =; --force; --em =; --path =; --url =; --allow-root; --yes; -y",
        commands={
            (
                "doctrine:database:drop|doctrine:schema:drop|db drop|db reset|db clean|sql:drop|sql-drop|"
                "site empty|site:install|site-install|setup:uninstall"
            ): Program(does="db.destroy engine=@program what=database"),
            (
                "doctrine:migrations:migrate|doctrine:schema:update|migrations migrate|updatedb|updb|"
                "setup:upgrade|db import|sql:cli|search-replace"
            ): Program(operands="text*", semantics="migration"),
            "db query|sql:query|sqlq": Program(operands="code:sql?"),
            "plugin install|theme install|plugin delete|core update": Program(
                operands="text*", does="pkg.install manager=@program packages=@operands"
            ),
            "eval": Program(operands="code:php?"),
            "eval-file": Program(operands="script:php? text*"),
        },
        operands="text*",
    ),
)
