"""Schema migrations: of the developer's own database, unless something says that it is another one."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.semantics.database import is_local_address
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_STAGES = (
    "RAILS_ENV",
    "RACK_ENV",
    "NODE_ENV",
    "APP_ENV",
    "DJANGO_SETTINGS_MODULE",
    "MIX_ENV",
    "ENVIRONMENT",
    "FLASK_ENV",
)
_ADDRESSES = (
    "DATABASE_URL",
    "DB_URL",
    "POSTGRES_URL",
    "SQLALCHEMY_DATABASE_URI",
    "DIRECT_URL",
    "DB_HOST",
    "PGHOST",
    "MYSQL_HOST",
)
_OTHER_STAGES = ("prod", "staging", "live", "preprod")


def run(call: Call, arguments: Arguments) -> None:
    """An environment or address in options or variables decides; undoing all of them empties the schema."""
    words = [texts.pattern(word) for word in arguments.operands]
    undoes = any("rollback" in word or "undo" in word for word in (*call.command, *words))
    if "zero" in words or ("downgrade" in call.command and "base" in words) or (arguments.has("all") and undoes):
        call.emit(Kind.DB_DESTROY, call.name(call.program), engine=call.program, what="table")
        return
    local = _is_local(call, arguments)
    call.emit(Kind.DB_WRITE, call.name(call.program), engine=call.program, migration=True, local=local)


def _is_local(call: Call, arguments: Arguments) -> bool:
    environment = call.invocation.environment
    stages = [environment[name] for name in _STAGES if name in environment]
    stages += arguments.values("env", "environment", "e", "settings", "config", "knexfile", "n")
    if any(stage in texts.pattern(value).lower() for value in stages for stage in _OTHER_STAGES):
        return False
    addresses = [environment[name] for name in _ADDRESSES if name in environment]
    addresses += arguments.values("url", "database", "host", "u", "d")
    addresses += [value for value in arguments.values("x") if "://" in texts.pattern(value)]
    return all(is_local_address(value) for value in addresses)
