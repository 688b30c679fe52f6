#!/bin/bash
# SQL is always a string literal: whatever is given to db_prepare and db_exec stands in the source as it runs.
set -u
cd "$KIOSK_SOURCE/src" || exit 1

python3 - <<'PYTHON'
import pathlib, re, sys

LITERAL = r'"(?:[^"\\\n]|\\.)*"'
# The connection: a name, or a call that gives one.
CALL = re.compile(r'db_(?:prepare|exec)\s*\(\s*(?:[^,()]|\((?:[^()]|\([^()]*\))*\))+?\s*,\s*')
bad = 0
for path in sorted(pathlib.Path('.').rglob('*.c')):
    text = path.read_text(encoding='utf-8')
    # A name in capitals is allowed where it is itself a #define of literals in these sources.
    for start in re.finditer(r'\bdb_(?:prepare|exec)\s*\(', text):
        call = CALL.match(text, start.start())
        line = text.count('\n', 0, start.start()) + 1
        before = text[text.rfind('\n', 0, start.start()) + 1:start.start()]
        if re.match(r'(struct stmt \*|bool )$', before):
            continue  # the definition itself
        rest = text[call.end():] if call else text[start.start():]
        argument = re.match(rf'(?:(?:{LITERAL}|[A-Z][A-Z0-9_]+)\s*)+(?=[,)])', rest)
        if str(path) == 'store/schema.c' and re.match(r'(set|steps)\[version', rest):
            continue  # tables of migrations, each a literal
        if not argument:
            print(f'src/{path}:{line}: not a literal: {rest[:60]!r}')
            bad = 1
            continue
        for name in re.findall(r'\b[A-Z][A-Z0-9_]+\b', re.sub(LITERAL, '', argument.group())):
            sources = [p.read_text(encoding='utf-8') for p in pathlib.Path('.').rglob('*.[ch]')]
            defined = [m for s in sources for m in re.findall(rf'#define {name}((?:[ \\\n]+{LITERAL})+)\s', s)]
            if not defined:
                print(f'src/{path}:{line}: {name} is no #define of literals')
                bad = 1
sys.exit(bad)
PYTHON
