#!/bin/bash
# What the pages for people point at is there: every relative link and picture of every *.md.
set -u
cd "$KIOSK_SOURCE" || exit 1
bad=0
while IFS=: read -r page link; do
  path=${link#*](}
  path=${path%%[)#]*}
  [[ -z $path || $path == *://* || -e $(dirname "$page")/$path ]] && continue
  echo "$page points at $path, which is not there"
  bad=1
done < <(find . -name '*.md' -not -path './build*' -exec grep -HoE '\]\([^)]+\)' {} +)
exit $bad
