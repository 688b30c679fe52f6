#!/bin/bash
# The wrapper installs what is missing and nothing else, builds only what changed, and hands words on.
# It runs here on a made-up tree, with apt, dpkg and cmake played by scripts that note how they are called.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree calls=$work/calls bin=$work/bin
mkdir -p "$tree"/{src,assets,tests} "$bin"
cp "$KIOSK_SOURCE/kiosk" "$tree/kiosk"
touch -d '1 hour ago' "$tree"/{CMakeLists.txt,CMakePresets.json,src/main.c} "$tree"/{src,assets,tests}

play() { # name, body
  printf '#!/bin/bash\necho "%s $*" >>"%s"\n%s\n' "$1" "$calls" "$2" >"$bin/$1"
  chmod +x "$bin/$1"
}
fail() {
  echo "$1"
  echo "--- calls"
  cat "$calls"
  echo "--- said"
  cat "$work/said"
  exit 1
}
called() { grep -q "$1" "$calls"; }
wrapper() {
  : >"$calls"
  PATH=$bin:$PATH "$tree/kiosk" "$@" >"$work/said" 2>&1
}

# Everything is installed but cmake and the fonts.
play dpkg-query 'shift 2; for p; do case $p in cmake|fonts-noto-cjk) ;; *) echo "installed $p" ;; esac; done'
play apt-get 'exit 0'
play sudo '"$@"'
play cmake "case \$* in *--build*) printf '#!/bin/sh\necho program \"\$@\"\n' >'$tree/build/kiosk'; chmod +x '$tree/build/kiosk' ;; esac"
play ctest 'echo "100% tests passed"'

wrapper report ratings --from 2026-11-18 || fail "the first call fails"
called 'apt-get .*install .*cmake fonts-noto-cjk$' || fail "installs something else than the two missing packages"
called 'apt-get .*update' || fail "does not refresh the package lists before installing"
grep -q '^program report ratings --from 2026-11-18$' "$work/said" || fail "does not hand the words on"

# What makes a second call quick is what it does not do; how long that takes is the machine's affair.
(cd / && wrapper report) || fail "a second call from elsewhere fails"
called 'apt-get\|cmake\|dpkg' && fail "a second call with nothing changed asks apt, dpkg or cmake"

touch "$tree/src/main.c"
wrapper build || fail "build fails"
called 'cmake --build' || fail "a changed source is not built"
called 'apt-get' && fail "a changed source makes it install"
grep -q program "$work/said" && fail "build starts the program"

wrapper test || fail "test fails"
called 'ctest .*build-test .*-LE long|bench' || fail "test does not run the everyday tests"
wrapper test --long || fail "test --long fails"
called 'ctest .*-LE bench' || fail "test --long leaves tests out"
wrapper test -R queue --long || fail "test -R queue --long fails"
called 'ctest .*-LE bench -R queue$' || fail "--long counts only right behind test"

play cmake 'echo "compiler says no"; exit 1'
touch "$tree/src/main.c"
wrapper build && fail "a failed build counts as done"
grep -q 'compiler says no' "$work/said" || fail "a failed build does not show why"
play cmake 'exit 0'
wrapper build || fail "does not recover after a failed build"
called 'cmake --build' || fail "does not build again after a failed build"

# cmake fails for want of a package that was there when the stamp was written.
play dpkg-query "shift 2; for p; do [[ \$p == libpng-dev && ! -e '$work/png' ]] || echo \"installed \$p\"; done"
play apt-get "case \$* in *install*libpng-dev) touch '$work/png' ;; esac"
play cmake "[[ -e '$work/png' ]] || { echo 'no libpng'; exit 1; }"
touch "$tree/src/main.c"
wrapper build || fail "does not look again for packages that were purged"
called 'apt-get .*install .*libpng-dev$' || fail "does not install what was purged"

# Two at once: the second waits, and finds nothing left to do.
play cmake "echo begin >>'$work/turns'; sleep 1; echo end >>'$work/turns'"
touch "$tree/src/main.c"
PATH=$bin:$PATH "$tree/kiosk" build >"$work/first" 2>&1 &
until [[ -s $work/turns ]]; do sleep 0.05; done
wrapper build || fail "a second call at the same time fails"
wait
[[ $(tr '\n' ' ' <"$work/turns") == 'begin end begin end ' ]] || fail "two calls build at once: $(cat "$work/turns")"
exit 0
