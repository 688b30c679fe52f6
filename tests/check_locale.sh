#!/bin/bash
# Every text of the program has its Chinese: no msgid in the sources without a finished translation, and none in the
# catalogue that no source has any more.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$KIOSK_SOURCE"
po=assets/locale/zh_CN.po

texts() { xgettext --files-from=- --from-code=UTF-8 --language=C --no-wrap --keyword --output="$work/$1" "${@:2}"; }
find src -name '*.c' | sort | texts common.pot --keyword=tr:2 --keyword=trc:2c,3 --keyword=trn:2,3 --keyword=ui_tr:2 \
  --keyword=N_ --keyword=NC_:1c,2
# The receipt's own say() gives every text the context "receipt".
echo src/print/receipt.c | texts receipt.pot --keyword=say:2
sed -i '/^msgid "..*"$/s/^/msgctxt "receipt"\n/' "$work/receipt.pot"
msgcat --no-wrap --use-first "$work/common.pot" "$work/receipt.pot" >"$work/kiosk.pot"

# fail WHAT FILE: when the file holds entries.
fail() {
  ! grep -q 'msgid "..*"' "$2" || { echo "$po $1:" && cat "$2" && exit 1; }
}
msgfmt --check-format --check-header --output-file=/dev/null "$po" 2>"$work/msgfmt" || { cat "$work/msgfmt"; exit 1; }
msgattrib --no-wrap --only-fuzzy --no-obsolete "$po" >"$work/fuzzy.po"
fail 'has fuzzy entries; settle them' "$work/fuzzy.po"
msgmerge --quiet --no-wrap --no-fuzzy-matching --output-file="$work/merged.po" "$po" "$work/kiosk.pot"
msgattrib --no-wrap --untranslated --no-obsolete "$work/merged.po" >"$work/missing.po"
fail 'lacks' "$work/missing.po"
msgattrib --no-wrap --only-obsolete "$work/merged.po" >"$work/obsolete.po"
fail 'has entries that no source has any more; take them out' "$work/obsolete.po"
