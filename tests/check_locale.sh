#!/bin/bash
# Every text of the program has its Chinese, in both scripts: no msgid in the sources without a finished translation.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$KIOSK_SOURCE"

find src -name '*.c' | sort | xgettext --files-from=- --from-code=UTF-8 --language=C --keyword \
  --keyword=tr:2 --keyword=ui_tr:2 --keyword=trc:2c,3 --keyword=trn:2,3 --keyword=N_ --keyword=NC_:1c,2 \
  --output="$work/kiosk.pot"

for po in assets/locale/zh_CN.po assets/locale/zh_TW.po; do
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
done

# Texts that stand in tables of the sources are in both or in neither.
for po in zh_CN zh_TW; do
  msgattrib --no-obsolete --no-wrap "assets/locale/$po.po" | grep -E '^(msgctxt|msgid) ' | sort >"$work/$po"
done
diff "$work/zh_CN" "$work/zh_TW" || { echo "zh_CN.po and zh_TW.po do not have the same texts"; exit 1; }
