import { readdirSync, readFileSync } from 'node:fs';
import { jsonClient } from '../json-client.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';

const DOCS = new URL('../../../../docs/rest/', import.meta.url);
const page = readFileSync(new URL('README.md', DOCS), 'utf8');

/** The table of samples in docs/rest: which file, whose key sends it, and the words of ours with which it is answered. */
const ROWS = [
  ...page.matchAll(/^\| `(?<file>[a-z0-9.]+)\.xml`[^|]*\| `\$(?<key>[A-Z_]+)`[^|]*\|(?<answer>.*)\|$/gm),
].map(({ groups: { file = '', key = '', answer = '' } = {} }) => {
  return { file, key, words: [...answer.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word) };
});
const BANKS = { BANK: 'karachi', DEBTOR_BANK: 'almaty' } as const;
const isOf = (key: string) => (row: (typeof ROWS)[number]) => row.key === key;

let payments: RunningPayments;
beforeEach(async () => {
  payments = await startPayments();
});
afterEach(() => payments.stop());

async function send(bank: 'karachi' | 'almaty', file: string) {
  const { status, body } = await payments[bank].file(readFileSync(new URL(`${file}.xml`, DOCS), 'utf8'));
  const [result, ...others] = body.results;
  expect([status, others]).toEqual([200, []]);
  if (!result) throw new Error('a file without a result');
  return result;
}

it('each sample is in the table', () => {
  const files = readdirSync(new URL('samples', DOCS)).map((name) => name.replace(/\.xml$/, ''));
  expect([...new Set(ROWS.map(({ file }) => file))].sort()).toEqual(files.sort());
});

it('the samples, sent in their order by both banks, are answered as the table tells', async () => {
  await send('karachi', 'camt.054');
  const told: unknown[] = [];
  for (const { file, key, words } of ROWS) {
    const result = await send(BANKS[key as keyof typeof BANKS], `samples/${file}`);
    const { status, isoStatus, reason } = result;
    told.push([file, key, status, isoStatus, reason]);
    // Status, its word of ISO 20022, and then what else is there.
    expect(words.slice(0, 2)).toEqual([status, isoStatus]);
    for (const word of words.slice(2)) expect([reason, ...Object.keys(result)]).toContain(word);
  }
  expect(told).toEqual([
    ['camt.053', 'BANK', 'duplicate', 'ACTC', undefined],
    ['pacs.008', 'DEBTOR_BANK', 'accepted', 'ACTC', undefined],
    ['pacs.008', 'BANK', 'accepted', 'ACTC', undefined],
    ['pacs.002', 'BANK', 'accepted', 'ACTC', undefined],
    ['pacs.002', 'DEBTOR_BANK', 'accepted', 'RCVD', 'creditor-agent-other'],
    ['camt.056', 'DEBTOR_BANK', 'accepted', 'PDNG', 'recall-unanswered'],
    ['camt.056', 'BANK', 'duplicate', 'PDNG', undefined],
    ['camt.029', 'BANK', 'accepted', 'ACTC', undefined],
    ['pacs.004', 'BANK', 'accepted', 'ACTC', undefined],
    ['pacs.004', 'DEBTOR_BANK', 'accepted', 'RCVD', 'creditor-agent-other'],
  ]);
  // What the one bank answered has reached the other one, which sent no camt.029 itself.
  const { body } = await jsonClient(payments.url, 'almaty-key').get('/v1/recalls?direction=sent');
  expect(body.items).toMatchObject([
    {
      status: 'accepted',
      answered: { messageId: 'SAMPLE-CAMT029-1', occurredAt: '2026-11-03T11:00:00+05:00' },
    },
  ]);
});

it("the creditor's bank sends its own without the other one, too", async () => {
  const told: unknown[] = [];
  for (const file of ['camt.054', ...ROWS.filter(isOf('BANK')).map(({ file }) => `samples/${file}`)]) {
    const { status, isoStatus, settlementId, returnId } = await send('karachi', file);
    told.push([file, status, isoStatus, settlementId !== undefined, returnId !== undefined]);
  }
  expect(told).toEqual([
    ['camt.054', 'accepted', 'ACTC', true, false],
    ['samples/camt.053', 'duplicate', 'ACTC', true, false],
    ['samples/pacs.008', 'accepted', 'ACTC', false, false],
    ['samples/pacs.002', 'accepted', 'ACTC', true, false],
    ['samples/camt.056', 'accepted', 'PDNG', false, false],
    ['samples/camt.029', 'accepted', 'ACTC', false, false],
    ['samples/pacs.004', 'accepted', 'ACTC', true, true],
  ]);
});
