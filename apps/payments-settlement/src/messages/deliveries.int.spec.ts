import { randomUUID } from 'node:crypto';
import { ledgerPool } from '@corridor/event-store';
import { camt054 } from '../camt054.spec-kit.js';
import { jsonClient } from '../json-client.spec-kit.js';
import { CreditNames } from '../naming/credit-names.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { eventually, KARACHI } from '../trade-world.spec-kit.js';
import { everyFamily } from './every-family.spec-kit.js';
import { camt053 } from './further-messages.spec-kit.js';
import { fileOf } from './payment-messages.spec-kit.js';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const told = async (): Promise<number> =>
  (await payments.world.log()).filter(({ actor }) => actor.startsWith('bank:')).length;
const send = async (xml: string) => {
  const { status, body } = await payments.karachi.file(xml);
  expect(status).toBe(200);
  return body.results;
};

it('every family is taken, and all of it sent again changes nothing', async () => {
  const files = everyFamily('R', randomUUID());
  const first: Record<string, readonly unknown[]> = {};
  for (const [family, xml] of Object.entries(files)) {
    const results = await send(xml);
    // The entry of the payment that its status settled is that credit told again.
    const expected = family === 'camt.054' ? ['duplicate', 'accepted'] : results.map(() => 'accepted');
    expect([family, results.map(({ status }) => status)]).toEqual([family, expected]);
    first[family] = results.map(({ position }) => position);
  }
  const head = await told();
  for (const [family, xml] of Object.entries(files)) {
    const results = await send(xml);
    expect([family, results.map(({ status }) => status)]).toEqual([family, results.map(() => 'duplicate')]);
    expect([family, results.map(({ position }) => position)]).toEqual([family, first[family]]);
  }
  expect(await told()).toBe(head);
});

it('a file that comes several times at once is booked once, and each is answered by the same positions', async () => {
  const transactions = Array.from({ length: 200 }, (_, index) => ({ endToEndId: `AT-ONCE-${index}` }));
  const file = camt054(transactions, { messageId: 'AT-ONCE' });
  const all = await Promise.all([send(file), send(file), send(file)]);
  const booked = await payments.world.events('SettlementBooked', ({ references }) =>
    (references.endToEndId ?? '').startsWith('AT-ONCE-'),
  );
  expect(booked).toHaveLength(200);
  const positions = new Map(booked.map(({ data, position }) => [data.references.endToEndId, position]));
  const expected = transactions.map(({ endToEndId }) => positions.get(endToEndId));
  for (const results of all) expect(results.map(({ position }) => position)).toEqual(expected);
  const messages = (await payments.world.log()).filter(
    ({ type, data }) => type.startsWith('Message') && JSON.stringify(data).includes('"AT-ONCE"'),
  );
  expect(messages.filter(({ type }) => type === 'MessageReceived')).toHaveLength(1);
}, 120_000);

it('a credit that was claimed and never booked is booked by whoever comes next, under the id that was claimed', async () => {
  const pool = ledgerPool(payments.world.ledger.url, 'payments_settlement');
  const settlementId = randomUUID();
  try {
    const names = new CreditNames(pool);
    await names.claim([
      {
        settlementId,
        bank: KARACHI,
        account: 'PK36SCBL0000001123456702',
        endToEndId: 'CUT-SHORT',
        amount: { amount: '1000.00', currency: 'USD' },
        valueDate: '2026-03-31',
        occurrence: 1,
      },
    ]);
  } finally {
    await pool.end();
  }
  const all = await Promise.all(
    ['CS-1', 'CS-2', 'CS-3'].map((messageId) => send(camt054([{ endToEndId: 'CUT-SHORT' }], { messageId }))),
  );
  expect(all.map(([each]) => each?.settlementId)).toEqual([settlementId, settlementId, settlementId]);
  expect(all.filter(([each]) => each?.status === 'accepted')).toHaveLength(1);
  expect(
    await payments.world.events('SettlementBooked', (data) => data.settlementId === settlementId),
  ).toHaveLength(1);
});

it('statements of one account number are held against those of the same currency', async () => {
  const account = 'KZ75125KZT2069100100';
  const of = (id: string, facts: object) => send(camt053(id, { account, ...facts }));
  await of('CCY-1', { number: 7 });
  await of('CCY-2', { number: 41, currency: 'EUR' });
  await of('CCY-3', { number: 8, opening: '100.00', closing: '200.00', accountCurrency: 'USD' });
  // The numbers between, and what the one before closed with, are missing of the euros alone.
  await of('CCY-4', { number: 43, currency: 'EUR' });
  await of('CCY-5', { number: 42, currency: 'EUR', opening: '100.00', closing: '200.00' });
  const recorded = await payments.world.events('StatementRecorded', (data) => data.account === account);
  expect(
    recorded.map(({ data }) => [data.messageId, data.currency, data.findings.map(({ code }) => code)]),
  ).toEqual([
    ['CCY-1', 'USD', []],
    ['CCY-2', 'EUR', []],
    ['CCY-3', 'USD', []],
    ['CCY-4', 'EUR', ['sequence-gap']],
    ['CCY-5', 'EUR', []],
  ]);
  expect(new Set(recorded.map(({ streamId }) => streamId)).size).toBe(2);
});

it('a statement that does not add up is on the work list of its bank, and one that does is not', async () => {
  const account = 'KZ86125KZT5004100100';
  await send(camt053('ST-1', { account, closing: '100.01' }));
  await send(camt053('ST-2', { account: 'PK70BAHL0000001123456789' }));
  const list = async (key: string) => {
    const { body } = await jsonClient(payments.url, key).get('/v1/work-lists/statements');
    return body.items.filter((each: { messageId: string }) => each.messageId.startsWith('ST-'));
  };
  const found = await eventually(async () => {
    const items = await list('karachi-key');
    return items.length > 0 && items;
  });
  expect(found).toMatchObject([
    { bank: KARACHI, account, currency: 'USD', messageId: 'ST-1', findings: [{ code: 'balance-differs' }] },
  ]);
  expect(await list('operator-key')).toEqual(found);
  expect(await list('almaty-key')).toEqual([]);
});

describe('two messages under one id in a file', () => {
  const credit = (endToEndId: string, messageId: string): string => camt054([{ endToEndId }], { messageId });
  const sent = async (file: string) => {
    const { status, body } = await payments.karachi.file(file);
    expect(status).toBe(200);
    return [
      body.messages.map((each) => each.status),
      body.results.map((each) => each.reason ?? each.status),
      body.messages.map(({ accepted, duplicates, rejected }) => [accepted, duplicates, rejected]),
    ];
  };
  const booked = async (start: string): Promise<number> => {
    const found = await payments.world.events('SettlementBooked', ({ references }) =>
      (references.endToEndId ?? '').startsWith(start),
    );
    return found.length;
  };

  it('the second is refused where it says other things, and so is it again', async () => {
    const file = fileOf(credit('UNLIKE-A', 'UNLIKE'), credit('UNLIKE-B', 'UNLIKE'));
    expect(await sent(file)).toEqual([
      ['processed', 'id-reused'],
      ['accepted', 'message-id-reused'],
      [
        [1, 0, 0],
        [0, 0, 1],
      ],
    ]);
    expect(await sent(file)).toEqual([
      ['duplicate', 'id-reused'],
      ['duplicate', 'message-id-reused'],
      [
        [0, 1, 0],
        [0, 0, 1],
      ],
    ]);
    expect(await booked('UNLIKE-')).toBe(1);
    // The other way round, in a file of its own, it is still the first that has the id.
    expect((await sent(fileOf(credit('UNLIKE-B', 'UNLIKE'), credit('UNLIKE-A', 'UNLIKE'))))[0]).toEqual([
      'id-reused',
      'duplicate',
    ]);
  });

  it('the second adds nothing where it says the same', async () => {
    const file = fileOf(credit('ALIKE-A', 'ALIKE'), credit('ALIKE-A', 'ALIKE'));
    expect((await sent(file)).slice(0, 2)).toEqual([
      ['processed', 'duplicate'],
      ['accepted', 'duplicate'],
    ]);
    expect(await booked('ALIKE-')).toBe(1);
  });
});

describe('a copy', () => {
  const file = (id: string, copy?: string): string =>
    camt054([{ endToEndId: `${id}-E` }], { messageId: id, ...(copy !== undefined && { copy }) });

  it.each(['COPY', 'DUPL', 'CODU'])(
    'that says %s informs, whether it comes before its original or behind it',
    async (copy) => {
      const id = `${copy}-FIRST`;
      const told = async (xml: string) => {
        const { messages, results } = (await payments.karachi.file(xml)).body;
        return [messages[0]?.status, results[0]?.reason ?? results[0]?.status];
      };
      expect(await told(file(id, copy))).toEqual(['processed', 'copy-not-settled']);
      expect(await told(file(id))).toEqual(['processed', 'accepted']);
      expect(await told(file(id, copy))).toEqual(['duplicate', 'copy-not-settled']);
      expect(await told(file(id))).toEqual(['duplicate', 'duplicate']);
      const received = (await payments.world.log()).filter(
        ({ type, data }) => type === 'MessageReceived' && (data as { messageId: string }).messageId === id,
      );
      expect(received.map(({ data }) => (data as { copyDuplicate?: string }).copyDuplicate)).toEqual([
        copy,
        undefined,
      ]);
    },
  );
});

it('statements of one account that come at once are all kept', async () => {
  const account = 'KZ563190000012344567';
  const files = Array.from({ length: 30 }, (_, index) => camt053(`CROWD-${index}`, { account }));
  const all = await Promise.all(files.map(send));
  expect(all.flat().map(({ status }) => status)).toEqual(files.map(() => 'accepted'));
  const kept = await payments.world.events('StatementRecorded', (data) => data.account === account);
  expect(kept.map(({ data }) => data.messageId).sort()).toEqual(
    files.map((_, index) => `CROWD-${index}`).sort(),
  );
});
