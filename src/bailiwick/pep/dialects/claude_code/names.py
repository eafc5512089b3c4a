"""The hook events of Claude Code by name. An event outside this set is not understood, and so refused."""

from __future__ import annotations

PRE_TOOL_USE = "PreToolUse"
POST_TOOL_USE = "PostToolUse"
POST_TOOL_USE_FAILURE = "PostToolUseFailure"
POST_TOOL_BATCH = "PostToolBatch"
PERMISSION_REQUEST = "PermissionRequest"
PERMISSION_DENIED = "PermissionDenied"
USER_PROMPT_SUBMIT = "UserPromptSubmit"
USER_PROMPT_EXPANSION = "UserPromptExpansion"
SUBAGENT_START = "SubagentStart"
SESSION_START = "SessionStart"
SESSION_END = "SessionEnd"
CONFIG_CHANGE = "ConfigChange"

READ = "Read"
ASK_USER_QUESTION = "AskUserQuestion"
REPLIES = ("answers", "annotations", "response")
"""Fields of its input that a person's replies fill."""

NOTED = {
    "Notification": ("notification_type",),
    "Setup": ("trigger",),
    "Stop": ("stop_hook_active",),
    "StopFailure": (),
    "SubagentStop": ("stop_hook_active",),
    "PreCompact": ("trigger",),
    "PostCompact": ("trigger",),
    "PreModelSwitch": ("from_model", "to_model", "source"),
    "PostModelSwitch": ("from_model", "to_model", "source"),
    "TeammateIdle": (),
    "TaskCreated": ("task_id",),
    "TaskCompleted": ("task_id",),
    "Elicitation": ("mcp_server_name", "mode"),
    "ElicitationResult": ("mcp_server_name", "mode", "action"),
    "WorktreeCreate": ("name",),
    "WorktreeRemove": ("worktree_path",),
    "InstructionsLoaded": ("file_path", "memory_type", "load_reason"),
    "CwdChanged": ("old_cwd", "new_cwd"),
    "FileChanged": ("file_path", "event"),
    "DirectoryAdded": (),
    "MessageDisplay": (),
}
"""Events that decide nothing, and which of their fields are worth recording."""

DECIDING = frozenset({PRE_TOOL_USE, CONFIG_CHANGE})
"""Events on which a failure of ours must block: the answer to them is what governs."""
