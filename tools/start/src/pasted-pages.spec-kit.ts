import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The blocks of a page that show code: fenced ones with their language, and indented ones. */
function blocksOf(page: string): readonly { readonly language: string; readonly lines: string[] }[] {
  const blocks: { language: string; lines: string[] }[] = [];
  let fenced = false;
  let open = false;
  for (const line of readFileSync(join(root, page), 'utf8').split('\n')) {
    if (line.startsWith('```')) {
      fenced = !fenced;
      open = false;
      if (fenced) blocks.push({ language: line.slice(3), lines: [] });
    } else if (fenced || line.startsWith('    ')) {
      if (!fenced && !open) blocks.push({ language: '', lines: [] });
      open = true;
      blocks.at(-1)?.lines.push(fenced ? line : line.slice(4));
    } else if (line !== '') {
      open = false;
    }
  }
  return blocks;
}

/** What a page says to paste into a shell: the blocks that begin with curl, a variable, a function, or the name of one of these functions. */
export function toPaste(page: string): string {
  const known = new Set(['curl']);
  return blocksOf(page)
    .filter(({ language, lines: [first = ''] }) => {
      return (
        language === 'sh' || /^([A-Z]+=|\w+\(\) \{)/.test(first) || known.has(/^\w*/.exec(first)?.[0] ?? '')
      );
    })
    .map(({ lines }) => {
      for (const line of lines) known.add(/^(\w+)\(\) \{/.exec(line)?.[1] ?? 'curl');
      return lines.join('\n');
    })
    .join('\n');
}

/** The questions in GraphQL that a page shows by themselves. */
export function questionsOf(page: string): readonly string[] {
  return blocksOf(page)
    .filter(({ language, lines: [first = ''] }) => language === 'graphql' || /^query\b/.test(first))
    .map(({ lines }) => lines.join('\n'));
}

/** Ends at the first answer that is an error, as the person who pastes would. GraphQL answers 200 with `errors`. */
const STRICT = `
set -eo pipefail
shopt -s inherit_errexit
curl() {
  local answer code
  answer=$(command curl --max-time 60 --write-out '\\n%{http_code}' "$@")
  code=\${answer##*$'\\n'}
  answer=\${answer%$'\\n'*}
  printf '%s' "$answer"
  if [ "$code" -ge 400 ] || [[ $answer == *'"errors":['* ]]; then
    printf '%s %s\\n  behind: %s\\n' "$code" "$answer" "$*" >&2
    return 22
  fi
}
`;

/**
 * Pastes a page into a shell, in the folder of a ledger.
 * @param page path from the root of the repository
 * @returns what the shell printed
 * @throws Error with the first answer that is an error, and what was asked
 */
export function paste(
  page: string,
  ledger: { readonly url: string; readonly dataDir: string },
): Promise<string> {
  const text = toPaste(page)
    .replaceAll('http://127.0.0.1:4000', ledger.url)
    .replaceAll("'./.ledger/", `'${ledger.dataDir}/`);
  return new Promise((resolve, reject) => {
    const shell = execFile(
      'bash',
      ['-s'],
      { cwd: ledger.dataDir, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(`${page}: ${stderr || error.message}\nprinted before:\n${stdout}`));
      },
    );
    shell.stdin?.end(`${STRICT}${text}\n`);
  });
}
