"""What makes Claude Code drop a settings file without a word, hooks included.

The client checks a user, project or local file as a whole: one value of a wrong type, and
in headless runs nothing of the file counts. Measured on client 2.1.329: unknown keys and
unknown events are tolerated, permission rules are checked one by one, a bad entry under
one event takes that whole event with it. What is nested deeper than this module looks can
still be wrong; `doctor --live` finds that out by asking the client itself.
"""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_STRINGS = (
    "$schema apiKeyHelper proxyAuthHelper awsCredentialExport awsAuthRefresh gcpAuthRefresh processWrapper model "
    "attributionProject prUrlTemplate otelHeadersHelper outputStyle language advisorModel agent minimumVersion "
    "requiredMinimumVersion requiredMaximumVersion plansDirectory timeZone autoMemoryDirectory claudeMd "
    "pluginTrustMessage"
)
_BOOLEANS = (
    "respectGitignore syncClaudeAiSkills syncClaudeAiPlugins wslInheritsWindowsSettings includeCoAuthoredBy "
    "includeGitInstructions enforceAvailableModels enableAllProjectMcpServers disableClaudeAiConnectors "
    "disableBundledSkills disableAllHooks disableReplyCheck disableAgentView disableRemoteControl disableWorkflows "
    "disableArtifact enableArtifact enableWorkflows workflowKeywordTriggerEnabled disableSkillShellExecution "
    "disableWindowsBashCommandSplit bashEditDiffEnabled respondToBashCommands allowManagedHooksOnly "
    "allowManagedPermissionRulesOnly allowManagedMcpServersOnly allowAllClaudeAiMcps disableSideloadFlags "
    "allowClaudeInChromeWithManagedMcp disableCommandPluginSources allowNestedModelAccessUnderForceLogin "
    "forceRemoteSettingsRefresh skipWebFetchPreflight spinnerTipsEnabled clawdFileProgressEnabled "
    "syntaxHighlightingDisabled terminalTitleFromRename alwaysThinkingEnabled fastMode fastModePerSessionOptIn "
    "promptSuggestionEnabled emojiCompletionEnabled awaySummaryEnabled responseComparisonEnabled "
    "showClearContextOnPlanAccept channelsEnabled prefersReducedMotion doneMeansMerged "
    "totalTokensReminderAfterUserTurn autoMemoryEnabled autoDreamEnabled showThinkingSummaries "
    "skipDangerousModePermissionPrompt skipWorkflowUsageWarning verbose autoCompactEnabled "
    "precomputeCompactionEnabled idleCompaction switchModelsOnFlag autoContinueAtUsageLimit autoScrollEnabled "
    "wheelScrollAccelerationEnabled fileCheckpointingEnabled showTurnDuration showMessageTimestamps "
    "terminalProgressBarEnabled todoFeatureEnabled remoteControlAtStartup isolatePeerMachines autoUploadSessions "
    "inputNeededNotifEnabled agentPushNotifEnabled"
)
_POSITIVE = "cleanupPeriodDays skillListingMaxDescChars totalTokensReminderBudget"
_FRACTIONS = "skillListingBudgetFraction feedbackSurveyRate"
_ARRAYS = (
    "fallbackModel availableModels deniedModels allowedMcpServers deniedMcpServers allowedHttpHookUrls "
    "httpHookAllowedEnvVars strictKnownMarketplaces allowedMarketplaces blockedMarketplaces "
    "pluginSuggestionMarketplaces companyAnnouncements allowedChannelPlugins sshConfigs claudeMdExcludes"
)
_OBJECTS = (
    "env permissions hooks statusLine sandbox xaaIdp fileSuggestion breakReminder quietHours "
    "attributionProjectPolicy modelOverrides modelPicker modelPricing skillOverrides managedMcpServers enabledPlugins "
    "spinnerVerbs pluginConfigs remote voice remoteTools"
)
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "availableModelsMatch": ("prefix", "exact"),
    "workflowSizeGuideline": ("unrestricted", "small", "medium", "large"),
    "defaultShell": ("bash", "powershell"),
    "parentSettingsBehavior": ("first-wins", "merge"),
    "managedSourcesBehavior": ("first-wins", "merge"),
    "feedbackDrafts": ("notify", "quiet", "off"),
    "autoUpdatesChannel": ("latest", "stable", "rc"),
    "tui": ("default", "fullscreen"),
    "disableAutoMode": ("disable",),
    "daemonColdStart": ("transient", "ask"),
}
_PERMISSIONS: Mapping[str, tuple[str, ...]] = {
    "defaultMode": ("default", "acceptEdits", "plan", "auto", "dontAsk", "bypassPermissions"),
    "disableBypassPermissionsMode": ("disable",),
}
_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "command": ("command",),
    "prompt": ("prompt",),
    "agent": ("prompt",),
    "http": ("url",),
    "mcp_tool": ("server", "tool"),
}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_positive(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_fraction(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1


def _is_array(value: object) -> bool:
    return isinstance(value, list)


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


_KINDS: tuple[tuple[str, str, Callable[[object], bool]], ...] = (
    (_STRINGS, "a string", _is_text),
    (_BOOLEANS, "true or false", _is_flag),
    (_POSITIVE, "a positive integer", _is_positive),
    (_FRACTIONS, "a number from 0 to 1", _is_fraction),
    (_ARRAYS, "an array", _is_array),
    (_OBJECTS, "an object", _is_object),
)
_EXPECTED = {key: (shown, test) for keys, shown, test in _KINDS for key in keys.split()}


def read(text: str) -> object:
    """The document as the client reads it: a byte order mark is ignored, of a repeated key the last one counts.

    Raises:
        ValueError: the client cannot read it and drops the file. Comments and trailing commas are such errors.
    """
    return json.loads(text.removeprefix("\ufeff"), parse_constant=_no_constant)


def problems(document: object) -> list[str]:
    """Every value for which the client would drop the file or one of its hook events; empty when it is fine."""
    if not isinstance(document, dict):
        return ["expected an object at the root"]
    return [*_top_level(document), *_permissions(document.get("permissions")), *_hooks(document.get("hooks"))]


def _top_level(document: Mapping[str, object]) -> Iterator[str]:
    for key, value in document.items():
        if key in _EXPECTED:
            shown, test = _EXPECTED[key]
            if not test(value):
                yield f"expected `{key}` to be {shown}"
        elif key in _CHOICES and value not in _CHOICES[key]:
            yield f"expected `{key}` to be one of {', '.join(_CHOICES[key])}"


def _permissions(permissions: object) -> Iterator[str]:
    if not isinstance(permissions, dict):
        return
    for key in ("allow", "ask", "deny", "additionalDirectories"):
        if key in permissions and not isinstance(permissions[key], list):
            yield f"expected `permissions.{key}` to be an array"
    for key, choices in _PERMISSIONS.items():
        if key in permissions and permissions[key] not in choices:
            yield f"expected `permissions.{key}` to be one of {', '.join(choices)}"


def _hooks(hooks: object) -> Iterator[str]:
    if not isinstance(hooks, dict):
        return
    for event, groups in hooks.items():
        if not isinstance(groups, list):
            yield f"expected `hooks.{event}` to be an array"
            continue
        for index, group in enumerate(groups):
            yield from _group(group, f"hooks.{event}[{index}]")


def _group(group: object, where: str) -> Iterator[str]:
    if not isinstance(group, dict) or not isinstance(group.get("hooks"), list):
        yield f"expected `{where}` to be an object with an array `hooks`"
        return
    if "matcher" in group and not isinstance(group["matcher"], str):
        yield f"expected `{where}.matcher` to be a string"
    for index, hook in enumerate(group["hooks"]):
        yield from _hook(hook, f"{where}.hooks[{index}]")


def _hook(hook: object, where: str) -> Iterator[str]:
    if not isinstance(hook, dict):
        yield f"expected `{where}` to be an object"
        return
    kind = hook.get("type")
    if not isinstance(kind, str) or kind not in _REQUIRED:
        yield f"expected `{where}.type` to be one of {', '.join(_REQUIRED)}"
        return
    for key in _REQUIRED[kind]:
        if not isinstance(hook.get(key), str):
            yield f"expected `{where}.{key}` to be a string"
    if "args" in hook and not (_is_array(hook["args"]) and all(isinstance(word, str) for word in hook["args"])):
        yield f"expected `{where}.args` to be an array of strings"
    if "timeout" in hook and not (_is_number(hook["timeout"]) and hook["timeout"] > 0):
        yield f"expected `{where}.timeout` to be a positive number of seconds"
    if "onFailure" in hook and hook["onFailure"] not in ("block", "continue"):
        yield f"expected `{where}.onFailure` to be `block` or `continue`"
    for key in ("async", "asyncRewake", "once"):
        if key in hook and not isinstance(hook[key], bool):
            yield f"expected `{where}.{key}` to be true or false"


def _no_constant(name: str) -> object:
    raise ValueError(f"`{name}` is not JSON")
