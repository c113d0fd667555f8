import { randomUUID } from 'node:crypto';
import { settlementOf } from '../bank-client.spec-kit.js';
import { camt054 } from '../camt054.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import type { BulkAnswer } from './bulk-answers.js';

const NDJSON = 'application/x-ndjson';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const line = (reference: string, change: object = {}) => ({
  reference,
  ...settlementOf({ references: { endToEndId: `E-${reference}` } }),
  ...change,
});
const ndjson = (...lines: readonly unknown[]) =>
  lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');

async function sent(body: string, headers: Record<string, string> = {}, key = 'karachi-key') {
  const response = await fetch(`${payments.url}/v1/settlements/bulk`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': NDJSON, ...headers },
    body,
  });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}
const answers = async (body: string, key?: string): Promise<readonly BulkAnswer[]> => {
  const { status, text, type } = await sent(body, {}, key);
  expect([status, type]).toEqual([200, NDJSON]);
  return text
    .trimEnd()
    .split('\n')
    .map((one) => JSON.parse(one));
};
const booked = async (): Promise<number> => (await payments.world.events('SettlementBooked')).length;
const short = (told: readonly BulkAnswer[]) =>
  told.map(({ line: at, status, code, pointer }) => [at, status, code, pointer]);

it('answers each line, in order, whatever becomes of its neighbours', async () => {
  const before = await booked();
  const told = await answers(
    ndjson(
      line('a-1'),
      '{"reference":"a-2",',
      line('a-3', { account: 'PK36SCBL0000001123456703' }),
      '',
      line('a-4', { more: 1 }),
      line('not one reference'),
      line('a-5', { amount: { amount: '0', currency: 'USD' } }),
      line('a-6'),
    ),
  );
  expect(short(told)).toEqual([
    [1, 'accepted', undefined, undefined],
    [2, 'rejected', 'line-malformed', undefined],
    [3, 'rejected', 'iban-invalid', '/account'],
    [5, 'rejected', 'content-invalid', '/more'],
    [6, 'rejected', 'content-invalid', '/reference'],
    [7, 'rejected', 'amount-not-positive', '/amount/amount'],
    [8, 'accepted', undefined, undefined],
  ]);
  expect(await booked()).toBe(before + 2);
  const { body } = await payments.karachi.list('?endToEndId=E-a-6');
  expect(body.items.map(({ settlementId, position }) => [settlementId, position])).toEqual([
    [told[6]?.settlementId, told[6]?.position],
  ]);
});

it('sent again adds nothing; another body under a reference is refused, also in the same request', async () => {
  const first = await answers(ndjson(line('b-1'), line('b-2')));
  const before = await booked();
  const other = { references: { endToEndId: 'E-b-other' } };
  const again = await answers(ndjson(line('b-2'), line('b-1'), line('b-1', other), line('b-2')));
  expect(again.map(({ status, position, code }) => [status, position, code])).toEqual([
    ['duplicate', first[1]?.position, undefined],
    ['duplicate', first[0]?.position, undefined],
    ['rejected', undefined, 'reference-used'],
    ['duplicate', first[1]?.position, undefined],
  ]);
  const within = await answers(
    ndjson(line('b-3'), line('b-3', { references: { endToEndId: 'E-b-4' } }), line('b-3')),
  );
  expect(within.map(({ status, code }) => [status, code])).toEqual([
    ['accepted', undefined],
    ['rejected', 'reference-used'],
    ['duplicate', undefined],
  ]);
  expect(await booked()).toBe(before + 1);
  // A reference is its sender's alone, and what was refused may be corrected under it.
  expect(await answers(ndjson(line('b-1')), 'almaty-key')).toMatchObject([{ status: 'accepted' }]);
  await answers(ndjson(line('b-5', { valueDate: '2026-02-30' })));
  expect(await answers(ndjson(line('b-5')))).toMatchObject([{ status: 'accepted' }]);
});

it('a credit that a message told before is known under its reference, for ever', async () => {
  const file = await payments.karachi.file(camt054([{ endToEndId: 'E-c-1' }]));
  const { settlementId, position } = file.body.results[0] ?? {};
  const known = { status: 'duplicate', settlementId, position };
  expect(await answers(ndjson(line('c-1')))).toMatchObject([known]);
  expect(await answers(ndjson(line('c-1')))).toMatchObject([known]);
  const other = line('c-1', { references: { endToEndId: 'E-c-2' } });
  expect(await answers(ndjson(other))).toMatchObject([{ status: 'rejected', code: 'reference-used' }]);
  // The same credit under another reference is the same credit.
  const same = line('c-2', { references: { endToEndId: 'E-c-1' } });
  expect(await answers(ndjson(same))).toMatchObject([known]);
  // A reference that booked one is no reference of another that is known.
  const [fresh] = await answers(ndjson(line('c-3')));
  expect(fresh?.status).toBe('accepted');
  const knownUnderIt = line('c-3', { references: { endToEndId: 'E-c-1' } });
  expect(await answers(ndjson(knownUnderIt))).toMatchObject([{ status: 'rejected', code: 'reference-used' }]);
});

it('a line is answered as at first when it is sent again, also where it was refused or is booked in one amount', async () => {
  // The entry came as one amount, and then its payments.
  const sum = camt054([{ servicerReference: 'SUM-B', amount: '1500.00' }]);
  await payments.karachi.file(sum);
  const payment = (amount: string, refs: string): string =>
    `<TxDtls><Refs>${refs}</Refs><Amt Ccy="USD">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>`;
  const uetr = randomUUID();
  const details = `${payment('1000.00', `<UETR>${uetr}</UETR>`)}${payment('500.00', '<EndToEndId>E-B-2</EndToEndId>')}`;
  await payments.karachi.file(
    sum
      .replace(/<MsgId>[^<]*/, '<MsgId>SUM-B-DETAILS')
      .replaceAll(/<AcctSvcrRef>SUM-B<\/AcctSvcrRef>/g, '')
      .replace('<BkTxCd/>', '<AcctSvcrRef>SUM-B</AcctSvcrRef><BkTxCd/>')
      .replace(/<TxDtls>.*<\/TxDtls>/s, details),
  );
  const lines = ndjson(
    line('i-1', { references: { uetr } }),
    line('i-2', { bookedOn: '2999-01-01', valueDate: '2999-01-01' }),
    line('i-3'),
    line('i-3', { references: { endToEndId: 'E-i-other' } }),
  );
  const first = await answers(lines);
  expect(short(first)).toEqual([
    [1, 'duplicate', 'booked-in-sum', undefined],
    [2, 'rejected', 'date-in-future', '/bookedOn'],
    [3, 'accepted', undefined, undefined],
    [4, 'rejected', 'reference-used', '/reference'],
  ]);
  const again = await answers(lines);
  expect(again).toEqual([first[0], first[1], { ...first[2], status: 'duplicate' }, first[3]]);
  expect(await answers(lines)).toEqual(again);
  for (const _ of ['first', 'again']) {
    const { body } = await payments.karachi.settlement(settlementOf({ references: { uetr } }), 'IN-SUM-B');
    const { settlementId, position } = first[0] ?? {};
    expect(body).toEqual({ settlementId, position, status: 'duplicate', reason: 'booked-in-sum' });
  }
});

it('a thousand lines sent several times at once are booked once each', async () => {
  const before = await booked();
  const lines = ndjson(...Array.from({ length: 1_000 }, (_, index) => line(`d-${index}`)));
  const all = await Promise.all([answers(lines), answers(lines), answers(lines)]);
  expect(await booked()).toBe(before + 1_000);
  for (const told of all) {
    expect(told.map(({ line: at }) => at)).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1));
    expect(told.map(({ position }) => position)).toEqual(all[0]?.map(({ position }) => position));
  }
});

it('takes at most 50,000 lines', async () => {
  const lines = `${'{\n'.repeat(50_000)}${JSON.stringify(line('e-1'))}`;
  const told = await answers(lines);
  expect(told).toHaveLength(50_001);
  expect(told.at(-1)).toMatchObject({ line: 50_001, status: 'rejected', code: 'too-many-lines' });
});

it.each<[string, string, Record<string, string>, number, string]>([
  ['JSON', 'karachi-key', { 'content-type': 'application/json' }, 415, 'media-type-unsupported'],
  ['a table', 'karachi-key', { 'content-type': 'text/csv' }, 415, 'media-type-unsupported'],
  ['a key for all', 'karachi-key', { 'idempotency-key': 'x' }, 422, 'idempotency-key-unneeded'],
  ['a trader', 'trader-key', {}, 403, 'right-missing'],
])('is not for %s', async (_, key, headers, status, code) => {
  const answer = await sent(JSON.stringify(line('f-1')), headers, key);
  expect([answer.status, JSON.parse(answer.text).code]).toEqual([status, code]);
});
