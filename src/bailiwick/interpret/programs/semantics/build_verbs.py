"""Build tools: verbs that publish, deploy or clear databases, whatever the tool."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_PUBLISH = frozenset(
    (
        "publish", "publishPlugins", "publishRelease", "publishBundle", "publishApk", "publishAllPublications",
        "publishToMavenCentral", "publishAllPublicationsToMavenCentralRepository", "closeAndReleaseRepository",
        "uploadArchives", "deploy:deploy", "release:perform", "jib", "jib:build", "publishSigned",
    )
)  # fmt: skip
_MAVEN_DEPLOY = frozenset({"mvn", "mvnw", "lein"})
_DATABASE = {"flush": "database", "reset_db": "database", "sqlflush": ""}


def run(call: Call, arguments: Arguments) -> None:
    """The operands are goals, tasks or files."""
    for index in range(len(arguments.operands)):
        goal = arguments.text(index)
        task = goal.rpartition(":")[2]
        if task in _PUBLISH or goal in _PUBLISH or (goal == "deploy" and call.program in _MAVEN_DEPLOY):
            call.emit(Kind.PKG_PUBLISH, call.name(goal), manager=call.program, what="package")
        elif task in {"flywayClean", "liquibaseDropAll"} or goal in {"flyway:clean", "liquibase:dropAll"}:
            call.emit(Kind.DB_DESTROY, call.name(goal), engine=call.program, what="database")
        elif call.program == "airflow" and goal == "db" and arguments.text(index + 1) in {"reset", "clean"}:
            call.emit(Kind.DB_DESTROY, call.name("airflow"), engine="airflow", what="database")
        elif call.program in {"django-admin", "flask"} and _DATABASE.get(goal):
            call.emit(Kind.DB_DESTROY, call.name(goal), engine=call.program, what=_DATABASE[goal])
