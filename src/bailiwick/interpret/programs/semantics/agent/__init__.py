"""Starting agents from a shell, and talking to Bailiwick from one."""
