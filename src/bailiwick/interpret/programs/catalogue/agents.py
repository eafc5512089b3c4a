"""Coding agents, model clients, and Bailiwick itself."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

PROGRAMS = (
    Program(
        "claude claude-code",
        options="""
            -p --print; --bare; --safe-mode; --settings =; --setting-sources =; --dangerously-skip-permissions
            --allow-dangerously-skip-permissions; --permission-mode =; --allowedTools =; --allowed-tools =
            --disallowedTools =; --disallowed-tools =; --tools =; --mcp-config =; --strict-mcp-config
            --model =; --fallback-model =; --output-format =; --input-format =; --system-prompt =
            --append-system-prompt =; --system-prompt-file =read; --add-dir =; -c --continue; -r --resume =?
            --session-id =; --max-turns =; --max-budget-usd =; --agents =; --agent =; --plugin-dir =
            --json-schema =; --permission-prompt-tool =; -d --debug =?; --debug-file =output; --ide; --verbose
            -v --version; -h --help; --betas =; -w --worktree =?; --init; --maintenance; --disable-slash-commands
            --chrome; --no-chrome; --effort =; -n --name =; --file =; --fork-session
        """,
        semantics="agent.claude",
    ),
    Program(
        """
            codex gemini cursor-agent aider opencode qwen crush cline kimi grok droid auggie kiro-cli q
            devin openhands plandex continue cn llm-agent swe-agent roo kilocode forge codebuff iflow octofriend
            warp-cli amp
        """,
        options="""
            -p --prompt =; -m --model =; -y --yolo; --dangerously-bypass-approvals-and-sandbox; --full-auto
            -a --ask-for-approval =; -s --sandbox =; -c --config =; --approval-mode =; -f --force; --yes
            --yes-always; --allow-all-tools; --allow-all-paths; --allow-all; --trust-all-tools
            --dangerously-allow-all; --skip-permissions-unsafe
            --dangerously-skip-permissions; --no-confirm; --auto-approve; -i =; -C --cd =; -w =; --profile =
            --message =; --file =; -e =; --output-format =; --resume =?; --no-hooks; --disable-hooks; --ignore-rules
            --ephemeral; --settings =; --mcp-config =
        """,
        semantics="agent.other",
    ),
    Program(
        "copilot",
        options="""
            -p --prompt =; -i =; --allow-all-tools; --allow-all-paths; --allow-all; --allow-tool =; --deny-tool =
            --add-dir =; --model =; --resume =?; --continue; -n --name =; -a --app =; -e --env =; --yes
        """,
        commands={
            "app delete|env delete|svc delete|job delete|pipeline delete|task delete|secret delete": Program(
                does="infra.destroy system=copilot what=@verb"
            ),
            "* ls|* list|* show|* status|* logs|* package|version|help|docs|completion": Program(
                operands="text*", does="infra.read system=copilot"
            ),
            "app *|env *|svc *|job *|pipeline *|task *|deploy|secret init": Program(does="infra.apply system=copilot"),
        },
        semantics="agent.other",
    ),
    Program(
        "bailiwick bailiwickd bailiwick-hook",
        options="--home =; --json; --content; --help; --version",
        style="posix",
        semantics="agent.bailiwick",
    ),
    Program(
        """
            llm aichat sgpt mods fabric chatgpt-cli tgpt gpt ttok strip-tags files-to-prompt repomix gitingest
            code2prompt promptfoo inspect deepeval ragas
        """,
        options="""
            -m --model =; -s --system =; -t --template =; -o --option =; -a --attachment =read; -f --fragment =path
            -c; --cid =; --key =; -n; --output =output; --include =; --ignore =; --style =
        """,
        operands="path*",
    ),
    Program(
        "mcp mcp-inspector mcpo mcp-proxy fastmcp smithery mcphub mcp-cli",
        options="--config =read; --server =; --port =; -e =; --transport =; --host =",
        operands="text*",
        semantics="agent.mcp",
    ),
)
