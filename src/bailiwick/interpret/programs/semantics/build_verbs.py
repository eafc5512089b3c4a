"""Build tools: verbs that publish, deploy or clear databases, whatever the tool."""

from __future__ import annotations

from bailiwick.interpret.effects import RunCode, RunShell, literal
from bailiwick.interpret.programs.code import from_stdin
from bailiwick.interpret.programs.semantics.remote_code import run_repository
from bailiwick.interpret.programs.telling import tells
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_PUBLISH = frozenset(
    (
        "publish", "publishPlugins", "publishRelease", "publishBundle", "publishApk", "publishAllPublications",
        "publishToMavenCentral", "publishAllPublicationsToMavenCentralRepository", "closeAndReleaseRepository",
        "uploadArchives", "publishAll", "publishSonatypeCentral", "deploy:deploy", "release:perform", "jib",
        "jib:build", "publishSigned", "ci-release",
    )
)  # fmt: skip
_MAVEN_DEPLOY = frozenset({"mvn", "mvnw", "lein"})
_DATABASE = {"flush": "database", "reset_db": "database", "sqlflush": ""}


_CLEARED = {
    "airflow": (("db", "reset"), ("db", "clean"), ("db", "downgrade"), ("dags", "delete")),
    "superset": (("db", "downgrade"),),
    "celery": tuple(("purge", rest) for rest in ("", "-f", "--force")),
}
"""Two words that clear the data of a program."""


_RUNS_ADDRESSES = frozenset({"streamlit", "mlflow", "gradio", "panel", "locust", "artillery"})
"""Programs whose `run` takes the address of code too."""


_BUILD_GRAPHS = frozenset({"bazel", "bazelisk", "pants", "buck", "buck2", "plz"})


def _sends_away(target: str) -> bool:
    """`bazel run //app:push`: rules that push give their target such a name."""
    name = target.rpartition(":")[2].replace(".", "_").rpartition("_")[2]
    return name in {"push", "publish", "upload"}


def _publishes(program: str, task: str) -> bool:
    """Gradle makes one task per repository: `publishToSonatype`, `closeAndReleaseStagingRepository`."""
    return (
        program in {"gradle", "gradlew", "./gradlew"}
        and task.startswith(("publish", "closeAndRelease"))
        and "Local" not in task
    )


def _starts(call: Call, arguments: Arguments) -> None:
    """`mvn exec:exec` starts what a property names; the shell of a framework reads code from its input."""
    goals = [word.known or "" for word in arguments.operands]
    if call.program in _MAVEN_DEPLOY and any(goal.endswith(":exec") for goal in goals):
        given = dict((word.known or "").partition("=")[::2] for word in arguments.values("define", "D"))
        if given.get("exec.executable"):
            text = f"{given['exec.executable']} {given.get('exec.args', '')}"
            call.launch(RunShell(literal(text), via=call.program))
    if call.program == "flask" and "shell" in goals and call.stdin.text is not None and call.stdin.text.parts:
        call.launch(RunCode("python", from_stdin(call), "flask shell"))


def run(call: Call, arguments: Arguments) -> None:
    """The operands are goals, tasks or files."""
    _starts(call, arguments)
    for index in range(len(arguments.operands)):
        goal = arguments.text(index)
        task = goal.rpartition(":")[2]
        if call.program == "mill":
            task = goal.replace("/", ".").rpartition(".")[2]
        if (
            task in _PUBLISH
            or goal in _PUBLISH
            or _publishes(call.program, task)
            or (goal == "deploy" and call.program in _MAVEN_DEPLOY)
        ):
            call.emit(Kind.PKG_PUBLISH, call.name(goal), manager=call.program, what="package")
        elif (
            task in {"flywayClean", "liquibaseDropAll"}
            or goal in {"flyway:clean", "liquibase:dropAll"}
            or (goal, arguments.text(index + 1)) in _CLEARED.get(call.program, ())
        ):
            call.emit(Kind.DB_DESTROY, call.name(goal), engine=call.program, what="database")
        elif call.program in {"django-admin", "flask"} and _DATABASE.get(goal):
            call.emit(Kind.DB_DESTROY, call.name(goal), engine=call.program, what=_DATABASE[goal])
        elif call.program == "dbt" and goal == "run-operation" and tells(arguments.text(index + 1)):
            call.emit(Kind.DB_WRITE, call.name(arguments.text(index + 1)), engine="dbt", migration=True)
        elif goal == "run" and call.program in _BUILD_GRAPHS and _sends_away(arguments.text(index + 1)):
            call.emit(Kind.PKG_PUBLISH, call.name(goal), manager=call.program, what="image")
        elif goal == "try-repo" or (goal == "run" and call.program in _RUNS_ADDRESSES):
            for word in arguments.operands[index + 1 : index + 2]:
                run_repository(call, word)
