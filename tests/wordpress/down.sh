#!/bin/bash
# Stops the WordPress that up.sh started in DIR, and nothing else: a process counts as its own only while it names DIR.
#   down.sh DIR
set -euo pipefail
dir=$(realpath "${1:?usage: down.sh DIR}")

ours() { tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline" | grep -qF "$dir/"; }

for name in php db; do
  [ -f "$dir/$name.pid" ] || continue
  pid=$(cat "$dir/$name.pid")
  if ours "$pid"; then
    kill -- "-$pid"
    for _ in $(seq 80); do ours "$pid" || break; sleep 0.25; done
    if ours "$pid"; then kill -9 -- "-$pid"; fi
  fi
  rm "$dir/$name.pid"
done
