import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const APP = 'apps/payments-settlement/src';

const sourceOf = (folder: string): string =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.spec(-kit)?\.ts$/.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');
const codesIn = (text: string, ...patterns: readonly RegExp[]): readonly string[] =>
  patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, code = '']) => code));

/** The reasons that docs/rest lists. */
const listed = (): ReadonlySet<string> => {
  const text = readFileSync(join(root, 'docs/rest/README.md'), 'utf8');
  const [, table = ''] = /### Why a transaction is not taken[^|]+((?:\|.*\n)+)/.exec(text) ?? [];
  const rows = table.split('\n').map((row) => row.split('|')[1] ?? '');
  return new Set(
    rows.flatMap((cell) => codesIn(cell, /`([a-z0-9-]+)`/g)).filter((code) => code !== 'reason'),
  );
};

it('lists every reason that a transaction of a file may get', () => {
  const taking = ['booking', 'messages', 'payments', 'dates']
    .map((each) => sourceOf(`${APP}/${each}`))
    .join('\n');
  const returning = readFileSync(join(root, 'libs/domain/src/settlement/returning.ts'), 'utf8');
  const waiting = readFileSync(join(root, APP, 'payments/credit-by-status.ts'), 'utf8');
  const used = [
    ...codesIn(
      taking,
      /new Rejection\(\s*'([a-z0-9-]+)'/g,
      /refusedItem\(\s*\w+,\s*'([a-z0-9-]+)'/g,
      /reason: '([a-z0-9-]+)'/g,
    ),
    ...codesIn(returning, /refuse\(\s*'([a-z0-9-]+)'/g),
    ...codesIn(waiting, /^ {2}\| '([a-z0-9-]+)'/gm),
  ];
  expect(used.length).toBeGreaterThan(20);
  // Of the lines of bulk, which are no file of messages.
  const ofLines = new Set(['reference-used']);
  const known = listed();
  expect([...new Set(used)].filter((code) => !known.has(code) && !ofLines.has(code))).toEqual([]);
});

it('lists none that the ledger does not know', () => {
  const all = [APP, 'libs/iso20022/src', 'libs/domain/src', 'libs/kernel/src', 'libs/reference-data/src']
    .map(sourceOf)
    .join('\n');
  expect(listed().size).toBeGreaterThan(20);
  expect([...listed()].filter((code) => !all.includes(`'${code}'`))).toEqual([]);
});
