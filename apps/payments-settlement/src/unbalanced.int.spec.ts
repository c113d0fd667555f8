import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { contractOf, currentVersionOf, POSTING_EVENTS, type PostingEventType } from '@corridor/contracts';
import { letterOfCredit, type Posting, settlement } from '@corridor/domain';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import { jest } from '@jest/globals';
import type pg from 'pg';
import { aggregatesOn } from './aggregates.js';

let ledger: TestLedger;
let pool: pg.Pool;
let store: EventStore;
beforeAll(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url, 'payments_settlement');
  store = new EventStore({ pool });
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await pool.end();
  await ledger.stop();
});

/** An event of a type as it was published, in the version that is appended. */
function exampleOf(type: PostingEventType): object {
  const name = `${type}.v${currentVersionOf(type)}.json`;
  const file = new URL(`../../../libs/contracts/fixtures/${name}`, import.meta.url);
  const [example] = JSON.parse(readFileSync(file, 'utf8'));
  return example;
}

interface Decides {
  decide(): readonly object[];
  evolve(state: unknown): unknown;
}
interface Handles {
  handle(id: string, command: object, context: object): Promise<unknown>;
}

/** Appends an event by the aggregate of its category, as if its decider had decided it. */
async function append(type: PostingEventType, data: object) {
  const { lettersOfCredit, settlements } = aggregatesOn(store);
  const of = { lc: [letterOfCredit, lettersOfCredit], settlement: [settlement, settlements] } as const;
  const category = contractOf(type, 1).category as keyof typeof of;
  const [decider, aggregate] = of[category] as unknown as readonly [Decides, Handles];
  jest.spyOn(decider, 'decide').mockReturnValue([{ type, occurredAt: '2026-04-07T10:00:00+05:00', data }]);
  jest.spyOn(decider, 'evolve').mockImplementation((state) => state);
  const id = randomUUID();
  const context = { actor: 'bank:demo-bank-karachi', correlationId: randomUUID() };
  const error = await aggregate.handle(id, {}, context).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { error, appended: (await store.readStream(`${category}-${id}`)).length };
}

const line = { of: 'demo-bank-karachi', amount: { amount: '10.00', currency: 'USD' } };
const debit: Posting = { ...line, account: 'nostro', side: 'debit' };
const credit: Posting = { ...line, account: 'suspense', side: 'credit' };
const WRONG: readonly [string, readonly Posting[]][] = [
  ['a debit alone', [debit]],
  ['a credit alone', [credit]],
  ['a debit twice', [debit, debit, credit]],
  ['a minor unit too many', [debit, { ...credit, amount: { amount: '10.01', currency: 'USD' } }]],
  ['a credit in another currency', [debit, { ...credit, amount: { amount: '10.00', currency: 'EUR' } }]],
];

describe.each(POSTING_EVENTS.map((type) => [type]))('%s', (type) => {
  it('is appended where its debits are equal to its credits', async () => {
    const data = { ...exampleOf(type), postings: [debit, credit] };
    expect(await append(type, data)).toEqual({ error: undefined, appended: 1 });
  });

  it.each(WRONG)('is refused, and not appended, with %s', async (_, postings) => {
    const { error, appended } = await append(type, { ...exampleOf(type), postings });
    expect(error).toMatchObject({
      name: 'ContractViolation',
      issues: [
        { pointer: '/postings', message: 'has debits that are not equal to its credits in each currency' },
      ],
    });
    expect(appended).toBe(0);
  });
});
