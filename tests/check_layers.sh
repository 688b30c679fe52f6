#!/bin/bash
# A layer includes only what stands to its left: base, store, core, then print, web and ui apart, then the program.
set -u
cd "$KIOSK_SOURCE/src" || exit 1
bad=0

complain() { echo "$1" && bad=1; }

declare -A may=(
  [base]='base'
  [store]='base store'
  [core]='base store core'
  [print]='base store core print'
  [web]='base store core web'
  [ui]='base store core ui'
)
while IFS=: read -r file include; do
  layer=${file%%/*}
  wanted=${include%%/*}
  [[ $file == */* ]] || continue # the program may see everything
  if [[ $include != */* ]]; then
    complain "src/$file includes \"$include\": written without its layer, or of the program"
  elif [[ " ${may[$layer]} " != *" $wanted "* ]]; then
    complain "src/$file of layer $layer includes \"$include\""
  fi
done < <(grep -rHoP --include='*.[ch]' '^\s*#\s*include\s*"\K[^"]+' . | sed 's,^\./,,')

while read -r file; do
  complain "src/$file sees SDL; only ui and print may"
done < <(grep -rlE --include='*.[ch]' '^\s*#\s*include\s*<SDL' . | sed 's,^\./,,' | grep -vE '^(ui|print)/')

# Statements, as they stand at the beginning of a literal.
while read -r line; do
  complain "src/$line: SQL outside of core"
done < <(grep -rnE --include='*.[ch]' \
  '"(SELECT|INSERT INTO|UPDATE [a-z_]+ SET|DELETE FROM|CREATE (TABLE|INDEX|UNIQUE|TRIGGER)|PRAGMA|BEGIN|COMMIT|ROLLBACK|SAVEPOINT)\b' . |
  sed 's,^\./,,' | grep -vE '^(core/|store/)')

exit $bad
