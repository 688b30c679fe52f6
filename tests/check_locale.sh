#!/bin/bash
# Every text of the program has its Chinese: no msgid in the sources without a finished translation.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$KIOSK_SOURCE"
po=assets/locale/zh_CN.po

find src -name '*.c' | sort | xgettext --files-from=- --from-code=UTF-8 --language=C --keyword \
  --keyword=tr:2 --keyword=trc:2c,3 --keyword=trn:2,3 --keyword=N_ --keyword=NC_:1c,2 --output="$work/kiosk.pot"
msgfmt --check-format --check-header --output-file=/dev/null "$po" 2>"$work/msgfmt" || { cat "$work/msgfmt"; exit 1; }

if msgattrib --only-fuzzy --no-obsolete "$po" | grep -q '^msgid "..*"'; then
  echo "$po has fuzzy entries; settle them:"
  msgattrib --only-fuzzy --no-obsolete "$po"
  exit 1
fi
msgmerge --quiet --no-fuzzy-matching --output-file="$work/merged.po" "$po" "$work/kiosk.pot"
msgattrib --untranslated --no-obsolete "$work/merged.po" >"$work/missing.po"
if grep -q '^msgid "..*"' "$work/missing.po"; then
  echo "$po lacks:"
  cat "$work/missing.po"
  exit 1
fi
