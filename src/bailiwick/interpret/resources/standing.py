"""What lasts beyond the call: places that run code later by themselves, and the files that govern agents."""

from __future__ import annotations

PERSISTENCE = (
    # shell start files
    "~/.bashrc", "~/.bash_profile", "~/.bash_login", "~/.bash_logout", "~/.bash_aliases", "~/.bash_functions",
    "~/.bashrc.d", "~/.profile", "~/.zshrc", "~/.zshenv", "~/.zprofile", "~/.zlogin", "~/.zlogout", "~/.zsh",
    "~/.zshrc.d", "~/.oh-my-zsh", "~/.kshrc", "~/.mkshrc", "~/.cshrc", "~/.tcshrc", "~/.login", "~/.logout",
    "~/.inputrc", "~/.config/fish", "~/.config/zsh", "~/.config/bash", "~/.config/nushell", "~/.config/powershell",
    "~/.config/environment.d", "~/.pam_environment", "~/.xinitrc", "~/.xprofile", "~/.xsession", "~/.xsessionrc",
    "~/.xserverrc", "documents/powershell/*profile.ps1", "documents/windowspowershell/*profile.ps1",
    "windowspowershell/v1.0/profile.ps1", "/etc/profile", "/etc/profile.d", "/etc/bash.bashrc", "/etc/bashrc",
    "/etc/bash.bash_logout", "/etc/bash_completion.d", "/etc/zsh", "/etc/zshrc", "/etc/zshenv", "/etc/zprofile",
    "/etc/zlogin", "/etc/fish", "/etc/csh.cshrc", "/etc/csh.login", "/etc/environment", "/etc/skel",
    # sessions and desktops
    "~/.config/autostart", "~/.config/autostart-scripts", "~/.config/plasma-workspace", "/etc/xdg/autostart",
    "~/.local/share/dbus-1/services", "start menu/programs/startup", "start menu/programs/start-up",
    # services and timers
    "~/.config/systemd", "~/.local/share/systemd", "/etc/systemd", "/lib/systemd", "/usr/lib/systemd",
    "/usr/local/lib/systemd", "/run/systemd/system", "/etc/init.d", "/etc/init", "/etc/inittab", "/etc/rc.local",
    "/etc/rc.d", "/etc/rc*.d", "/etc/runit", "/etc/s6", "/etc/openrc", "/etc/supervisor", "/etc/cron*",
    "/etc/anacrontab", "/var/spool/cron", "/var/spool/anacron", "/var/spool/at", "/var/spool/atjobs",
    "/usr/lib/cron/tabs", "/var/at", "/etc/periodic", "/etc/logrotate.d", "/etc/update-motd.d",
    "/etc/networkmanager/dispatcher.d", "/etc/network/if-up.d", "/etc/dhcp/dhclient-exit-hooks.d",
    "~/library/launchagents", "~/library/launchdaemons", "/library/launchagents", "/library/launchdaemons",
    "/system/library/launchagents", "/system/library/launchdaemons", "/library/startupitems", "/etc/launchd.conf",
    "/etc/emond.d", "/windows/system32/tasks",
    # loaders, authentication, kernel
    "/etc/ld.so.preload", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/pam.d", "/etc/pam.conf", "/etc/sudoers",
    "/etc/sudoers.d", "/etc/sudo.conf", "/etc/doas.conf", "/etc/polkit-1", "/etc/security/pam_env.conf",
    "/etc/modules", "/etc/modules-load.d", "/etc/modprobe.d", "/etc/udev/rules.d", "/lib/udev/rules.d",
    "/usr/lib/udev/rules.d", "/etc/binfmt.d", "/etc/apt/apt.conf.d", "/etc/dpkg/dpkg.cfg.d",
    "/etc/yum/pluginconf.d", "/etc/kernel", "/boot", "/etc/ssh/sshd_config", "/etc/ssh/sshd_config.d",
    "/etc/ssh/sshrc", "/proc/sys/kernel/core_pattern", "/etc/sysctl.conf", "/etc/sysctl.d",
    # remote login
    ".ssh/authorized_keys", ".ssh/authorized_keys2", ".ssh/rc", ".ssh/environment", ".ssh/config", "~/.rhosts",
    "~/.shosts", "/etc/hosts.equiv",
    # git
    ".git/hooks", ".git/config", ".git/config.worktree", ".git/modules/*/hooks", ".git/modules/*/config",
    ".git/worktrees/*/config.worktree", ".git/info/attributes", ".husky/pre-*", ".husky/post-*",
    ".husky/commit-msg", ".husky/prepare-commit-msg", ".githooks/pre-*", ".githooks/post-*",
    ".githooks/commit-msg", ".githooks/prepare-commit-msg", "~/.gitconfig", "~/.config/git", "/etc/gitconfig",
    "~/.git-templates", "~/.git-template",
    # editors, interpreters, package managers
    "~/.vimrc", "~/.vim", "~/.gvimrc", "~/.exrc", "~/.nvimrc", "~/.config/nvim", "~/.emacs", "~/.emacs.d",
    "~/.config/emacs", "~/.doom.d", "~/.spacemacs", "~/.tmux.conf", "~/.config/tmux", "~/.screenrc", "~/.nanorc",
    ".vscode/tasks.json", "~/.config/code/user", "application support/code/user", "~/.vscode/extensions",
    "~/.config/cursor/user", "~/.pythonrc", "~/.pythonrc.py", "~/.pythonstartup", "sitecustomize.py",
    "usercustomize.py", "site-packages/*.pth", "dist-packages/*.pth", "~/.ipython/profile_default/startup",
    "~/.jupyter", "~/.irbrc", "~/.pryrc", "~/.rprofile", "~/.cargo/config", "~/.cargo/config.toml",
    "~/.gradle/init.gradle", "~/.gradle/init.d", "~/.sbt", "~/.m2/extensions.xml", "~/.gdbinit", "~/.lldbinit",
    "~/.psqlrc", "~/.sqliterc", "~/.lesskey", "~/.lessfilter", "~/.wgetrc", "~/.curlrc", "~/.mailcap",
    "~/.forward", "~/.procmailrc", "~/.npm-init.js", "~/.pnpmfile.cjs", "~/.direnvrc", "~/.config/direnv",
)  # fmt: skip
"""Runs later by itself."""

GOVERNANCE = (
    "bailiwick.yaml", "/etc/bailiwick", ".claude/settings*.json", ".claude/hooks", ".claude/plugins",
    ".claude/managed-settings*", ".mcp.json", "~/.claude.json", ".claude/.claude.json", "managed-mcp.json",
    "/etc/claude-code", "/library/application support/claudecode", "/programdata/claudecode",
    "/program files/claudecode", "claude/claude_desktop_config.json", ".codex/hooks.json", ".codex/hooks",
    ".codex/config.toml", ".codex/requirements.toml", ".codex/rules", "/etc/codex", ".gemini/settings.json",
    ".gemini/hooks", ".gemini/policies", ".gemini/extensions", ".gemini/config", ".gemini/trustedfolders.json",
    ".gemini/mcp_config.json", "/etc/gemini-cli", "/library/application support/geminicli",
    "/programdata/gemini-cli", ".agents/hooks.json", ".agents/mcp_config.json", ".agent/hooks.json",
    ".copilot/hooks", ".copilot/settings.json", ".copilot/config.json", ".copilot/mcp-config.json",
    ".github/hooks", ".vscode/mcp.json", ".cursor/hooks.json", ".cursor/hooks", ".cursor/mcp.json",
    ".cursor/cli.json", ".cursor/cli-config.json", ".cursor/permissions.json", "/etc/cursor",
    "/library/application support/cursor", ".windsurf/hooks.json", ".codeium/windsurf/hooks.json",
    ".codeium/windsurf/mcp_config.json", "/etc/windsurf", ".grok/hooks", ".grok/config.toml",
    ".grok/settings.json", ".grok/requirements.toml", "/etc/grok", ".qwen/settings.json", ".qwen/hooks",
    ".qwen/trustedfolders.json", "/etc/qwen-code", ".kimi-code/config.toml", ".kimi-code/mcp.json",
    ".kimi-code/hooks", ".kimi/mcp.json", ".kimi/config.toml", ".cline/hooks", ".cline/settings",
    ".cline/data/settings", ".clinerules/hooks", "cline_mcp_settings.json", ".config/opencode/plugins",
    ".config/opencode/plugin", ".config/opencode/opencode.json*", ".opencode/plugins", ".opencode/plugin",
    ".opencode/opencode.json*", "opencode.json", "opencode.jsonc", ".config/amp/settings.json",
    ".amp/settings.json", ".config/goose/config.yaml", ".continue/config.*", ".kiro/settings", ".kiro/hooks",
    ".kiro/agents", ".amazonq/mcp.json", ".amazonq/cli-agents", ".amazonq/agents", ".aws/amazonq", ".roo/mcp.json",
    "mcp_settings.json", ".kilocode/mcp.json", ".junie/mcp", ".trae/mcp.json", ".factory/settings.json",
    ".factory/mcp.json", ".factory/hooks", ".factory/hooks.json", ".augment/settings.json", ".openhands/config.toml",
    "crush.json",
    ".crush.json", ".config/crush/crush.json", ".codebuddy/settings.json", ".qoder/settings.json",
    ".iflow/settings.json", ".rovodev/config.yml", ".gitlab/duo/mcp.json", ".github/copilot/settings.json",
    ".config/zed/settings.json", ".lmstudio/mcp.json", ".aider.conf.yml", ".grok/mcp.json", ".windsurf/mcp.json",
    ".windsurf/mcp_config.json", ".continue/mcpservers", ".codex/mcp.json",
)  # fmt: skip
"""Bailiwick's own policy files and the files that wire or configure an agent."""

GOVERNANCE_ROOTS = frozenset(
    (
        ".claude", ".codex", ".gemini", ".copilot", ".cursor", ".windsurf", ".grok", ".qwen", ".kimi-code",
        ".cline", ".clinerules", ".opencode", ".kiro", ".amazonq", ".roo", ".kilocode", ".factory", ".augment",
    )
)  # fmt: skip
"""Directories that hold such files: removing or moving one takes them with it; other files in them are ordinary."""
