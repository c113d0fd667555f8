import { randomUUID } from 'node:crypto';
import { type BookedSettlement, rateIdOf } from '@corridor/domain';
import type { MoneyJson } from '@corridor/kernel';
import { KARACHI } from '../trade-world.spec-kit.js';
import { expectRowsOf, settledBooks } from './books.spec-kit.js';
import { ProcessWorld, usd } from './process-world.spec-kit.js';

const pkr = (amount: string) => ({ amount, currency: 'PKR' });
const PARTIES = { debtorName: 'DEMO TRADING TOO', creditorName: 'Demo Textiles Ltd' };

let manager: ProcessWorld;
let after: number;
beforeAll(async () => {
  manager = await ProcessWorld.start();
});
afterAll(() => manager.stop());
beforeEach(async () => {
  await manager.forget();
  after = await manager.head();
});

const settle = (picks: readonly number[] = [0]) => settledBooks(manager, after, picks);
const of = (state: BookedSettlement | undefined) => ({
  pays: state?.allocations.map(({ obligationId, settled }) => [obligationId, settled.amount]),
  left: state?.unallocated.amount,
  suspendedFor: state?.suspendedFor,
});
const matchesOf = async (settlementId: string) =>
  (await manager.trade.events('SettlementMatched', (data) => data.settlementId === settlementId)).map(
    ({ data }) => data,
  );

describe('a payment that names nothing', () => {
  const invoice = (change: object = {}) => manager.trade.invoice({ amount: usd(500_000n), ...change });

  it.each([[[0]], [[1, 0]]])('pays what is like it, with its score and grounds (%j)', async (picks) => {
    const { invoiceId } = await invoice();
    await invoice({ amount: usd(400_000n) });
    const id = await manager.book(500_000n, {}, KARACHI, PARTIES);
    const books = await settle(picks);
    expect(of(books.settlements.get(id))).toMatchObject({ pays: [[invoiceId, '5000.00']], left: '0.00' });
    expect(await matchesOf(id)).toMatchObject([
      { by: 'score', score: 95, grounds: expect.arrayContaining(['what came is what is owed: 40']) },
    ]);
  });

  it('waits for a person where two are about as like it, also when one of them is paid', async () => {
    const first = await invoice({ invoiceNumber: 'LIKE-1' });
    await invoice({ invoiceNumber: 'LIKE-2' });
    // The first of them alone would be sure.
    await settle();
    const id = await manager.book(500_000n, {}, KARACHI, PARTIES);
    const waiting = { pays: [], left: '5000.00', suspendedFor: ['unsure'] };
    expect(of((await settle()).settlements.get(id))).toEqual(waiting);
    await manager.book(500_000n, { endToEndId: 'LIKE-1' }, KARACHI, { account: '2' });
    const books = await settle();
    expect(books.obligations.get(first.invoiceId)?.status).toBe('settled');
    expect(of(books.settlements.get(id))).toEqual(waiting);
  });

  it('waits where no name speaks for it, or it names something else', async () => {
    await invoice();
    const nameless = await manager.book(500_000n, {});
    const other = await manager.book(500_000n, { remittance: ['order 4711'] }, KARACHI, PARTIES);
    const books = await settle();
    for (const id of [nameless, other]) {
      expect(of(books.settlements.get(id))).toMatchObject({ pays: [], suspendedFor: ['no-open-obligation'] });
    }
  });

  it('pays several invoices of one debtor that come to it', async () => {
    const [one, two] = [
      await invoice({ amount: usd(200_000n), issuedOn: '2026-02-27' }),
      await invoice({ amount: usd(300_000n) }),
    ];
    // Delivered first: the money comes when all of them are there.
    await settle();
    const id = await manager.book(500_000n, {}, KARACHI, PARTIES);
    const books = await settle();
    expect(of(books.settlements.get(id))).toMatchObject({
      pays: [
        [one.invoiceId, '2000.00'],
        [two.invoiceId, '3000.00'],
      ],
      left: '0.00',
    });
  });

  it('goes by whom the account has paid before', async () => {
    const account = 'PK00DEMO000000000001';
    const weavers = { participantId: 'demo-weavers', name: 'Demo Weavers', country: 'PK' };
    await invoice({ invoiceNumber: 'WEAVE-1', creditor: weavers });
    await manager.book(500_000n, { endToEndId: 'WEAVE-1' }, KARACHI, { account });
    await settle();
    const theirs = await invoice({ creditor: weavers });
    await invoice();
    await settle();
    const id = await manager.book(500_000n, {}, KARACHI, { account, debtorName: PARTIES.debtorName });
    const books = await settle();
    expect(of(books.settlements.get(id)).pays).toEqual([[theirs.invoiceId, '5000.00']]);
    expect(await matchesOf(id)).toMatchObject([
      { grounds: expect.arrayContaining(["the account is the creditor's: 20"]) },
    ]);
  });
});

const instruct = (
  references: object,
  remittance: string[],
  {
    amount = usd(100_000n),
    bank = 'demo-bank-almaty',
    ...more
  }: {
    amount?: MoneyJson;
    bank?: string;
    instructingAgent?: string;
    paymentId?: string;
    messageId?: string;
  } = {},
) => manager.instruct({ references, remittance, amount, bank, ...more });

describe('the instruction with its UETR', () => {
  const uetr = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c01';
  it.each([[[0]], [[1, 0]], [[2, 1]]])('says what a credit pays that says nothing (%j)', async (picks) => {
    const { invoiceId } = await manager.trade.invoice({ invoiceNumber: 'UETR-1' });
    const id = await manager.book(100_000n, { uetr });
    await instruct({ uetr }, ['/INV/UETR-1']);
    const books = await settle(picks);
    expect(of(books.settlements.get(id))).toMatchObject({ pays: [[invoiceId, '1000.00']], left: '0.00' });
    expect(await matchesOf(id)).toMatchObject([{ by: 'uetr' }]);
  });

  it('is found by an end-to-end id that was cut short, where the amount is the same', async () => {
    const { invoiceId } = await manager.trade.invoice({ invoiceNumber: 'INV-2026-000001234' });
    await instruct({ endToEndId: 'INV-2026-000001234' }, [], { bank: KARACHI });
    // Another bank's payment by the same signs, which is no business of this one.
    await instruct({ endToEndId: 'INV-2026-0000012' }, ['OTHER']);
    const id = await manager.book(100_000n, { endToEndId: 'INV-2026-0000012' });
    const other = await manager.book(99_000n, { endToEndId: 'INV-2026-0000012' });
    const books = await settle();
    expect(of(books.settlements.get(id)).pays).toEqual([[invoiceId, '1000.00']]);
    expect(of(books.settlements.get(other)).pays).toEqual([]);
  });
});

describe("another bank's instruction with the UETR of a credit", () => {
  const uetr = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c02';
  const weavers = { participantId: 'demo-weavers', name: 'Demo Weavers', country: 'PK' };
  const theirs = () => manager.trade.invoice({ invoiceNumber: 'THEIRS-1', creditor: weavers });

  it.each([[[0]], [[1, 0]], [[2, 1]]])('pays nothing ahead of what the credit names (%j)', async (picks) => {
    const mine = await manager.trade.invoice({ invoiceNumber: 'MINE-1' });
    await theirs();
    await settle();
    await instruct({ uetr, endToEndId: 'THEIRS-1' }, []);
    const id = await manager.book(100_000n, { uetr, endToEndId: 'MINE-1' });
    const books = await settle(picks);
    expect(of(books.settlements.get(id)).pays).toEqual([[mine.invoiceId, '1000.00']]);
  });

  it.each([
    ['of another amount', { amount: usd(100n) }, {}],
    ['from another bank', { instructingAgent: 'DEMOKZKAXXX' }, { debtorAgent: 'DEMOUZ22' }],
  ])('that is %s says nothing of it', async (_, told, credit) => {
    await theirs();
    const id = await manager.book(100_000n, { uetr }, KARACHI, credit);
    await instruct({ uetr, endToEndId: 'THEIRS-1' }, [], told);
    expect(of((await settle()).settlements.get(id)).pays).toEqual([]);
    await manager.forget();
    expect(of((await settle([1, 0])).settlements.get(id)).pays).toEqual([]);
  });

  it('from the bank of its debtor says what it pays', async () => {
    const { invoiceId } = await theirs();
    const id = await manager.book(99_000n, { uetr }, KARACHI, {
      debtorAgent: 'DEMOKZKA',
      charges: [{ amount: usd(1_000n) }],
    });
    await instruct({ uetr, endToEndId: 'THEIRS-1' }, [], { instructingAgent: 'DEMOKZKAXXX' });
    expect(of((await settle()).settlements.get(id)).pays).toEqual([[invoiceId, '990.00']]);
  });

  it.each([[[0]], [[1, 0]], [[2, 1]]])(
    'a message that says less takes nothing back of one that said more (%j)',
    async (picks) => {
      const { invoiceId } = await manager.trade.invoice({ invoiceNumber: 'ORDER-88' });
      const payment = { bank: KARACHI, paymentId: randomUUID() };
      await instruct({ uetr, endToEndId: 'ORDER-88' }, [], payment);
      await instruct({ uetr, endToEndId: 'NOTHING' }, [], { ...payment, messageId: 'M-2' });
      const id = await manager.book(100_000n, { uetr });
      expect(of((await settle(picks)).settlements.get(id)).pays).toEqual([[invoiceId, '1000.00']]);
    },
  );
});

it('fees that were taken on the way count for the debtor where the creditor bears them', async () => {
  const names = ['FEE-CRED', 'FEE-SHAR', 'FEE-DEBT'];
  const invoices = await Promise.all(names.map((invoiceNumber) => manager.trade.invoice({ invoiceNumber })));
  const ids: string[] = [];
  for (const [index, chargeBearer] of (['CRED', 'SHAR', 'DEBT'] as const).entries()) {
    const more = { instructedAmount: usd(100_000n), chargeBearer };
    ids.push(await manager.book(98_500n, { endToEndId: names[index] ?? '' }, KARACHI, more));
  }
  const { obligations, settlements } = await settle();
  expect(invoices.map(({ invoiceId }) => obligations.get(invoiceId)?.outstanding.amount)).toEqual([
    '0.00',
    '0.00',
    '15.00',
  ]);
  expect(ids.map((id) => settlements.get(id)?.allocations[0]?.fees?.amount)).toEqual([
    '15.00',
    '15.00',
    undefined,
  ]);
});

describe('a payment in another currency', () => {
  const post = (on: string, rate: string) => {
    const data = { base: 'USD', quote: 'PKR', rate, on, source: 'sbp' };
    return manager.command('rates', rateIdOf(data), {
      type: 'PostRate',
      occurredAt: `${on}T16:00:00+05:00`,
      data,
    });
  };

  it('waits for a rate, and pays by that of its value date; the difference stays on fx-clearing', async () => {
    const { invoiceId } = await manager.trade.invoice({ invoiceNumber: 'FX-1' });
    const more = { amount: pkr('281000.00') };
    const id = await manager.book(1n, { endToEndId: 'FX-1' }, KARACHI, more);
    expect(of((await settle()).settlements.get(id))).toMatchObject({
      pays: [],
      suspendedFor: expect.arrayContaining(['rate-unknown']),
    });
    await post('2026-03-30', '280');
    const books = await settle();
    expect(of(books.settlements.get(id))).toMatchObject({ pays: [[invoiceId, '1000.00']], left: '0.00' });
    expect(await matchesOf(id)).toMatchObject([
      {
        amount: more.amount,
        settled: { amount: '1000.00', currency: 'USD' },
        exchange: { from: 'PKR', to: 'USD', legs: [{ on: '2026-03-30', rate: '280', inverse: true }] },
        postings: expect.arrayContaining([
          { account: 'fx-clearing', of: KARACHI, side: 'credit', amount: more.amount },
          {
            account: 'fx-clearing',
            of: KARACHI,
            side: 'debit',
            amount: { amount: '1000.00', currency: 'USD' },
          },
        ]),
      },
    ]);
  });

  it('waits where the newest rate is too old for its value date', async () => {
    await manager.trade.invoice({ invoiceNumber: 'FX-2' });
    const more = { amount: pkr('280000.00'), valueDate: '2026-05-15' };
    const id = await manager.book(1n, { endToEndId: 'FX-2' }, KARACHI, more);
    expect(of((await settle()).settlements.get(id))).toMatchObject({
      pays: [],
      suspendedFor: expect.arrayContaining(['rate-stale']),
    });
  });
});

it.each([[[0]], [[1, 0, 2]]])(
  'a settlement that is held pays nothing until it is released (%j)',
  async (picks) => {
    const { invoiceId } = await manager.trade.invoice({ invoiceNumber: 'HELD-1' });
    const id = await manager.book(100_000n, { endToEndId: 'HELD-1' });
    const hits = [{ field: 'debtorName', entry: 'Demo', entryId: '1' }];
    const hold = {
      type: 'HoldSettlement',
      occurredAt: '2026-03-30T00:00:00+05:00',
      data: { list: 'l', version: '1', hits },
    };
    await manager.command('settlements', id, hold);
    expect(of((await settle(picks)).settlements.get(id))).toMatchObject({ pays: [], left: '1000.00' });
    const release = {
      type: 'ReleaseSettlement',
      occurredAt: '2026-03-31T00:00:00+05:00',
      data: { reason: 'another Demo' },
    };
    await manager.command('settlements', id, release);
    expect(of((await settle(picks)).settlements.get(id)).pays).toEqual([[invoiceId, '1000.00']]);
  },
);

describe('by hand', () => {
  it('what a person takes back pays others that it names, and never that one again', async () => {
    const first = await manager.trade.invoice({ invoiceNumber: 'HAND-1' });
    const second = await manager.trade.invoice({ invoiceNumber: 'HAND-2', issuedOn: '2026-03-02' });
    await settle();
    const id = await manager.book(100_000n, { remittance: ['HAND-1 HAND-2'] });
    expect(of((await settle()).settlements.get(id)).pays).toEqual([[first.invoiceId, '1000.00']]);
    await manager.byHand(id, first.invoiceId, { does: 'unmatch' });
    const books = await settle();
    expect(of(books.settlements.get(id)).pays).toEqual([[second.invoiceId, '1000.00']]);
    expect(books.obligations.get(first.invoiceId)?.status).toBe('open');
    // Another payment pays it.
    const other = await manager.book(100_000n, { endToEndId: 'HAND-1' });
    expect(of((await settle()).settlements.get(other)).pays).toEqual([[first.invoiceId, '1000.00']]);
  });

  it('what is taken back of several matches tells the fees of all of them', async () => {
    const { invoiceId } = await manager.trade.invoice({ invoiceNumber: 'TWICE-1' });
    const id = await manager.book(60_000n, {});
    await settle();
    await manager.byHand(id, invoiceId, { does: 'match', amount: usd(20_000n), fees: usd(500n) });
    await manager.byHand(id, invoiceId, { does: 'match', amount: usd(20_000n), fees: usd(700n) });
    await manager.byHand(id, invoiceId, { does: 'unmatch' });
    await settle();
    const told = await manager.trade.events('PaymentUnmatched', (data) => data.settlementId === id);
    expect(told.map(({ data: { amount, fees } }) => [amount, fees])).toEqual([[usd(41_200n), usd(1_200n)]]);
  });

  it('a match of what names two creditors lets the rest pay the one that a person chose', async () => {
    const weavers = { participantId: 'demo-weavers', name: 'Demo Weavers', country: 'PK' };
    const mine = await manager.trade.invoice({ invoiceNumber: 'BOTH-1' });
    await manager.trade.invoice({ invoiceNumber: 'BOTH-1', creditor: weavers });
    const more = await manager.trade.invoice({ invoiceNumber: 'BOTH-2' });
    await settle();
    const id = await manager.book(200_000n, { remittance: ['BOTH-1 BOTH-2'] });
    expect(of((await settle()).settlements.get(id))).toMatchObject({ pays: [], suspendedFor: ['ambiguous'] });
    await manager.byHand(id, mine.invoiceId, { does: 'match' });
    expect(of((await settle()).settlements.get(id))).toMatchObject({
      pays: [
        [mine.invoiceId, '1000.00'],
        [more.invoiceId, '1000.00'],
      ],
      left: '0.00',
    });
  });

  it('leads to nothing new when all of it is delivered again, in another order', async () => {
    const { invoiceId } = await manager.trade.invoice({ invoiceNumber: 'AGAIN-1' });
    await settle();
    const id = await manager.book(150_000n, { endToEndId: 'AGAIN-1' });
    await settle();
    await manager.byHand(id, invoiceId, { does: 'unmatch' });
    await settle();
    await manager.byHand(id, invoiceId, { does: 'match', fees: usd(1_000n) });
    const books = await settle();
    const head = await manager.head();
    for (const picks of [[0], [3, 1, 4, 1, 5, 9, 2, 6]]) {
      await manager.forget();
      await manager.deliverAll('afresh', picks, after);
      await expectRowsOf(manager.owner, books);
      expect(await manager.head()).toBe(head);
    }
  });
});
