#!/bin/bash
# What the command line promises: exit codes, one clear line for each mistake, and nothing half done.
set -u
work=$(mktemp -d)
served=
trap '[[ -n $served ]] && kill "$served" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
cp "$KIOSK_SOURCE/kiosk.conf" kiosk.conf

fail() {
  echo "$1"
  echo "--- standard output"
  cat out
  echo "--- standard error"
  cat err
  exit 1
}
# status STATUS WORDS…: runs kiosk and wants that exit status.
status() {
  local want=$1 got
  shift
  "$KIOSK" "$@" >out 2>err </dev/null
  got=$?
  [[ $got -eq $want ]] || fail "kiosk $*: exit status $got, not $want"
}
says() { grep -qF -- "$1" err || fail "standard error lacks: $1"; }
prints() { grep -qF -- "$1" out || fail "standard output lacks: $1"; }
one_line() { [[ $(wc -l <err) -eq 1 ]] || fail "not one line"; }

# ---- wrong usage
status 2 frobnicate
says 'there is no command "frobnicate"; valid: help, run'
status 2 report ratings --frob
says 'unknown option --frob'
status 2 report
says 'say which report: ratings, waits or complaints'
status 2 report ratings --by colour
says 'valid: service, counter, staff, hour, day'
status 2 report ratings --format pdf
says 'valid: text, csv, json, xlsx'
status 2 report ratings --from 2026-02-30
says 'valid: YYYY-MM-DD'
status 2 demo --days none
status 2 --config
for word in run serve check staff report demo backup restore verify tour print-test; do
  status 0 help "$word"
  prints "usage: kiosk $word"
done
status 0 help
status 0 help conf
prints '[service CODE]'

# ---- wrong configuration: FILE:LINE: [section] key, what would be valid, exit 2
wrong_conf() { # sed script, expected line number, text
  sed "$1" "$KIOSK_SOURCE/kiosk.conf" >wrong.conf
  status 2 check --config wrong.conf
  grep -qE "^wrong\.conf:$2: " err || fail "no line wrong.conf:$2:"
  says "$3"
}
line_of() { grep -n -m1 -- "$1" kiosk.conf | cut -d: -f1; }
wrong_conf 's/^hours = .*/hours = 8-17/' "$(line_of '^hours')" '[hall] hours: "8-17" can'"'"'t be used; valid: HH:MM-HH:MM'
wrong_conf 's/^zone = .*/zone = Asia\/Nowhere/' "$(line_of '^zone')" '[hall] zone:'
wrong_conf 's/^emergency/emergencey/' "$(line_of '^emergency')" '[hall] emergencey: unknown key; valid:'
wrong_conf 's/^\[printer\]/[prnter]/' "$(line_of '^\[printer\]')" '[prnter]: unknown section; valid:'
wrong_conf 's/^prefix = A/prefix = B/' "$(line_of '^prefix = A')" '[service open] prefix: "B" is taken by [service pay]'
wrong_conf 's/^serves = appliance ask/serves = aplliance ask/' "$(line_of '^serves = appliance')" 'unknown service "aplliance"'
wrong_conf '1s/^/\xef\xbb\xbf/' 1 'byte order mark'
wrong_conf 's/^name = 过户/name = \xb9\xfd\xbb\xa7/' "$(line_of '^name = 过户')" 'is not UTF-8'
wrong_conf '0,/^icon = pay/s//icon = pya/' "$(line_of '^icon = pay')" '[service pay] icon: there is no icon "pya"; valid:'
wrong_conf 's/^lang = .*/lang = fr/' "$(line_of '^lang = ')" '[ui] lang: "fr" can'"'"'t be used; valid: zh_CN, zh_TW, en'
status 2 check --config absent.conf
says 'absent.conf: can'"'"'t be opened: No such file or directory'
one_line
status 2 check --set hall.hours=never
says '--set hall.hours: "never" can'"'"'t be used; valid: HH:MM-HH:MM'
one_line

# ---- accounts
status 1 report ratings --data fresh
says 'there is no database in fresh yet'
[[ -e fresh ]] && fail "a report makes a data folder"
echo 'green tea please' | "$KIOSK" staff add --data staff --login limin --name 李敏 --role clerk --password-stdin >out 2>err ||
  fail "staff add fails"
prints 'limin may log in from now on'
[[ $(stat -c %a staff) == 700 ]] || fail "the data folder is open to others"
echo 'green tea please' | "$KIOSK" staff add --data staff --login limin --name 李敏 --role clerk --password-stdin >out 2>err &&
  fail "a login is given twice"
says 'is taken'
echo 12345678 | "$KIOSK" staff passwd limin --data staff --password-stdin >out 2>err && fail "takes a common password"
one_line
for wrong in 'add --login x --name X --role boss --one-time' 'add --login x' 'passwd --one-time' 'passwd x' 'list x' \
  'disable' 'disable x y' 'frob'; do
  # shellcheck disable=SC2086 # several words
  status 2 staff $wrong --data fresh
  [[ -e fresh ]] && fail "staff $wrong makes a data folder"
done
for word in 'passwd x --one-time' 'disable x' list; do
  # shellcheck disable=SC2086 # several words
  status 1 staff $word --data fresh
  says 'there is no database in fresh yet'
  [[ -e fresh ]] && fail "staff $word makes a data folder"
done
status 2 staff add --data staff --login x --name X --role boss --one-time
says 'valid: clerk, supervisor, manager, admin'
status 0 staff passwd limin --data staff --one-time
grep -qE '^limin: one-time password [A-Z0-9-]{19} ' out || fail "no one-time password is told"
status 0 staff list --data staff
grep -qE '^limin +李敏 +clerk +must change the password$' out || fail "the list does not tell the account"
status 0 staff disable limin --data staff
prints 'limin is logged out and may not log in any more'
status 1 staff disable nobody --data staff

# ---- a history: the same for the same seed, refused where there is one, chained
status 0 demo --data one --days 2 --seed 7
grep -qE '^chenli +陈立 +manager +[A-Z0-9-]{19}$' out || fail "demo prints no logins"
status 0 demo --data two --days 2 --seed 7
status 1 demo --data one --days 2 --seed 7
says 'has a history already'
from=$(TZ=Asia/Shanghai date -d '-3 days' +%F)
yesterday=$(TZ=Asia/Shanghai date -d '-1 day -4 hours' +%F) # numbers begin at 04:00
for report in 'ratings --by staff' 'ratings --by hour' 'waits --by service' 'waits --by day'; do
  for data in one two; do
    # shellcheck disable=SC2086 # several words
    status 0 report $report --from "$from" --to "$yesterday" --format csv --data $data
    mv out "$data.csv"
  done
  cmp -s one.csv two.csv || fail "the same seed gives another history: report $report"
  [[ $(wc -l <one.csv) -gt 2 ]] || fail "an empty report: $report"
done
status 0 report ratings --data one --to 2020-01-01
prints '样本不足'
status 0 report waits --data one --from "$from" --by service
[[ $(tail -n 1 out) == 全部* ]] || fail "a table of several rows does not end with their sum"
status 0 report ratings --data one --from "$from" --format json
python3 - <<'PYTHON' || fail "report ratings --format json"
import json
report = json.load(open('out'))
row, = report['rows']
assert row['rated'] == sum(row['levels'].values()) > 100, row
assert row['satisfaction95']['lo'] < row['satisfaction'] < row['satisfaction95']['hi'], row
PYTHON
status 0 report complaints --data one --from "$from" --format json
python3 - <<'PYTHON' || fail "report complaints --format json"
import json
report = json.load(open('out'))
assert report['by'] == 'kind', report
assert [row['key'] for row in report['rows']] == ['complaint', 'suggestion', 'enquiry', 'praise', 'bad_rating'], report
PYTHON
status 0 report complaints --data one --from "$from"
[[ $(tail -n 1 out) == 全部* ]] || fail "the report on cases does not end with its sum"
status 0 report waits --data one --from "$from" --format xlsx
python3 -c 'import zipfile; assert "xl/workbook.xml" in zipfile.ZipFile("out").namelist()' || fail "no workbook"
status 0 verify --data one
prints 'journal chain unbroken'

# ---- backup and restore
status 2 backup
says 'say which file to write'
status 0 backup copy --data one
prints 'copy: whole, '
prints 'not in it is one/contact.key'
[[ $(stat -c %a copy) == 600 ]] || fail "a backup is for everybody to read"
status 0 verify copy
status 1 backup copy --data one
one_line
says 'copy can'"'"'t be made: File exists; choose another name'
status 1 backup /nowhere/copy --data one
one_line
status 1 backup copy2 --data nowhere
one_line
[[ ! -e copy2 ]] || fail "a failed backup leaves a file"
status 2 restore
says 'say which backup'
entries() { sed -n 's/.* \([0-9]*\) entries.*/\1/p' out; }
status 0 verify --data one
before=$(entries)
echo 'a good long password' | "$KIOSK" staff add --data one --login later --name Later --role clerk --password-stdin \
  >out 2>err || fail "staff add"
status 0 verify --data one
[[ $(entries) -gt $before ]] || fail "staff add left no journal entry"
status 0 restore copy --data one
prints 'the database before is kept as one/kiosk.db.before-'
status 0 verify --data one
[[ $(entries) -eq $before ]] || fail "the backup is not what is there now"
status 0 verify one/kiosk.db.before-????????-??????
[[ $(entries) -gt $before ]] || fail "the database before was not kept"
rm one/kiosk.db.before-*
status 0 restore copy --data fresh
prints 'there is no fresh/contact.key'
status 0 verify --data fresh
flock fresh "$KIOSK" restore copy --data fresh >out 2>err && fail "restored under a running hall"
says 'another kiosk is running on data folder fresh; stop it first'
dd if=/dev/urandom of=copy bs=4096 seek=3 count=20 conv=notrunc 2>/dev/null
status 1 verify copy
one_line
status 1 restore copy --data fresh
one_line
status 0 verify --data fresh
ls fresh | grep -E 'restoring|before' && fail "a refused restore leaves files"

{ # nine counters: more than the demo has clerks
  cat kiosk.conf
  for n in 7 8 9; do printf '[counter %s]\nserves = pay open transfer repair appliance ask\n' "$n"; done
} >large.conf
status 0 demo --config large.conf --data large --days 3
# Refused in the middle of it: no counter can be closed in a folder that is full.
(ulimit -f 400 && trap '' XFSZ && "$KIOSK" demo --data full --days 2 >out 2>err) && fail "a demo on a full disk succeeds"
[[ -z $(ls full) ]] || fail "a failed demo leaves $(ls full)"

# ---- check and print-test
status 0 check --data one
prints 'database  ok'
status 0 check --data untouched/data
[[ -e untouched ]] && fail "check makes a folder"
status 0 print-test --data printed/data
[[ -z $(find one printed -perm /077 -not -path '*/receipts/*') ]] || fail "something is open to others: $(find one printed -perm /077)"
status 0 print-test --data one
[[ -s one/receipts/test.png && -s one/receipts/test.escpos ]] || fail "print-test leaves no receipt"

# ---- tour
status 0 tour --out pictures --set ui.width=540 --set ui.height=960
for screen in home guide class ticket ticket_nopaper lookup lookup_result rate rate_chosen thanks error closed; do
  for picture in "$screen.zh_CN.png" "$screen.en.landscape.png"; do
    [[ -s pictures/$picture ]] || fail "the tour leaves out $picture"
  done
done
[[ -s pictures/receipt_ticket.zh_CN.png ]] || fail "the tour leaves out the receipts"

# ---- the hall: one on a data folder and port, first admin once, orderly end
# start WAIT_FOR WORDS…: starts kiosk and waits for that line; a slow machine is given time, a dead kiosk none.
start() {
  local line=$1
  shift
  : >served.out
  "$KIOSK" "$@" --set web.listen=127.0.0.1:0 >served.out 2>served.err &
  served=$!
  until grep -q "$line" served.out; do
    kill -0 "$served" 2>/dev/null || break
    sleep 0.1
  done
  cp served.out out && cp served.err err
  grep -q "$line" out || fail "kiosk $*: ends without saying $line"
}
stop() { # SIGNAL
  kill "-$1" "$served"
  wait "$served" || fail "SIG$1 is no orderly end"
  served=
}
start '/manager ' serve --data hall
grep -qE '^listening on http://127\.0\.0\.1:[0-9]+$' out || fail "does not say where it listens"
grep -qE 'admin with the one-time password [A-Z0-9-]{19}$' out || fail "tells no first password"
port=$(sed -n 's,^listening on http://127.0.0.1:,,p' out)
status 1 serve --data hall --set web.listen=127.0.0.1:0
says 'another kiosk is running on data folder hall'
one_line
status 1 serve --data other --set "web.listen=127.0.0.1:$port"
says "$port"
one_line
grep -q password out && fail "a start that failed has told a password"
status 0 staff list --data hall
status 0 report waits --data hall
stop TERM
start '/manager ' serve --data hall
stop INT
grep -q 'one-time password' out || fail "a start tells no new password though nobody has used the first"
echo 'green tea please' | "$KIOSK" staff passwd --login admin --data hall --password-stdin >out 2>err ||
  fail "the admin can't be given a password"
start '/manager ' serve --data hall
stop INT
grep -q password out && fail "a start tells a password though the admin has one"

# ---- a terminal without a display: none, one that is gone
export DBUS_SESSION_BUS_ADDRESS=disabled: # libdbus leaks where it looks for a bus on a display that is gone
for display in '' :987; do
  DISPLAY=$display WAYLAND_DISPLAY='' start '^no display' run --data hall
  stop TERM
done

# ---- data that can't be used
status 1 serve --data /proc/nowhere
one_line
: >file
status 1 serve --data file/data
one_line
mkdir broken && printf 'not a database, but long enough to be looked at as one %0200d' 1 >broken/kiosk.db
status 1 serve --data broken --set web.listen=127.0.0.1:0
one_line
status 1 verify --data broken
one_line
status 1 check --data broken
grep -E '^database +WRONG .*; ' out >/dev/null || fail "check does not say what to do about a broken database"
status 1 check --data file/data
grep -E '^database +WRONG .*; ' out >/dev/null || fail "check does not say what to do about an impossible folder"
python3 - <<'PYTHON'
import sqlite3
db = sqlite3.connect('one/kiosk.db')
db.execute('PRAGMA user_version = 999')
PYTHON
status 1 report waits --data one
one_line
exit 0
