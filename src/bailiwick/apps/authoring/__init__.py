"""What the tools of a policy's author do: cases, replays, lint over levels, instructions for agents."""
