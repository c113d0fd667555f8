import { randomUUID } from 'node:crypto';
import type { EventDataOf } from '@corridor/contracts';
import { KARACHI } from '../trade-world.spec-kit.js';
import { settledBooks } from './books.spec-kit.js';
import { ProcessWorld, usd } from './process-world.spec-kit.js';

const UETR = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c31';
const ISSUER = 'demo-bank-almaty';
const weavers = { participantId: 'demo-weavers', name: 'Demo Weavers', country: 'PK' };

let manager: ProcessWorld;
let after: number;
let letterOfCreditId: string;
let consignmentId: string;
beforeAll(async () => {
  manager = await ProcessWorld.start();
});
afterAll(() => manager.stop());
beforeEach(async () => {
  await manager.forget();
  after = await manager.head();
  [letterOfCreditId, consignmentId] = [randomUUID(), randomUUID()];
});

async function settle(picks: readonly number[] = [0]) {
  const books = await settledBooks(manager, after, picks);
  return (id: string) =>
    books.settlements.get(id)?.allocations.map(({ obligationId, settled }) => [obligationId, settled.amount]);
}

const underCredit = (trigger: 'invoice-date' | 'complying-presentation' = 'invoice-date') => ({
  consignmentId,
  terms: { method: 'letter-of-credit', trigger, days: 0, letterOfCreditId } as const,
});
const drawing = (change: object = {}) => ({
  letterOfCreditId,
  presentation: 1,
  applicant: 'demo-trading-almaty',
  beneficiary: 'demo-textiles-faisalabad',
  issuingBank: ISSUER,
  consignmentId,
  amount: usd(100_000n),
  ...change,
});
const paid = (
  type: 'PresentationHonoured' | 'PresentationNegotiated' | 'PresentationReimbursed' = 'PresentationHonoured',
  change: Partial<EventDataOf<'PresentationHonoured'>> = {},
) =>
  manager.append(`lc-${letterOfCreditId}`, type, {
    ...drawing(),
    paidBy: ISSUER,
    ...(type === 'PresentationReimbursed' && { paidTo: KARACHI }),
    paidOn: '2026-03-20',
    uetr: UETR,
    postings: [],
    ...change,
  });

describe('what is booked with the UETR by which a bank paid a drawing', () => {
  it.each([[[0]], [[1, 0]], [[2, 1]], [[3, 2, 1, 0]]])(
    'pays the invoices whose terms the drawing started, in whichever order it is told (%j)',
    async (picks) => {
      const { invoiceId } = await manager.trade.invoice(underCredit('complying-presentation'));
      const id = await manager.book(100_000n, { uetr: UETR });
      await manager.append(`lc-${letterOfCreditId}`, 'PresentationComplied', {
        ...drawing(),
        basis: 'examined',
        compliedOn: '2026-03-10',
        availableBy: 'sight-payment',
        postings: [],
      });
      await paid();
      expect((await settle(picks))(id)).toEqual([[invoiceId, '1000.00']]);
      const matches = await manager.trade.events('SettlementMatched', (data) => data.settlementId === id);
      expect(matches.map(({ data }) => data.by)).toEqual(['uetr']);
    },
  );

  it('pays them before what the money names, of whomever', async () => {
    await manager.trade.invoice({ invoiceNumber: 'NAMED-1', creditor: weavers });
    const { invoiceId } = await manager.trade.invoice(underCredit());
    await settle();
    await paid('PresentationNegotiated');
    const id = await manager.book(100_000n, { uetr: UETR, endToEndId: 'NAMED-1' });
    expect((await settle())(id)).toEqual([[invoiceId, '1000.00']]);
  });

  it('pays the several invoices of a drawing that names no goods, that come to its amount', async () => {
    const { terms } = underCredit();
    const one = await manager.trade.invoice({ terms, amount: usd(60_000n) });
    const two = await manager.trade.invoice({ terms, amount: usd(40_000n), issuedOn: '2026-03-04' });
    await settle();
    const { consignmentId: _, ...ofNoGoods } = drawing();
    await manager.append(`lc-${letterOfCreditId}`, 'PresentationHonoured', {
      ...ofNoGoods,
      paidBy: ISSUER,
      paidOn: '2026-03-20',
      uetr: UETR,
      postings: [],
    });
    const id = await manager.book(100_000n, { uetr: UETR });
    expect((await settle())(id)).toEqual([
      [one.invoiceId, '600.00'],
      [two.invoiceId, '400.00'],
    ]);
  });

  describe('by which several invoices are owed together', () => {
    const ofNoGoods = (change: object = {}) => {
      const { consignmentId: _, ...told } = drawing(change);
      return told;
    };
    const invoiceOf = async (minor: bigint) => {
      const { terms } = underCredit('complying-presentation');
      return (await manager.trade.invoice({ terms, amount: usd(minor) })).invoiceId;
    };
    const complied = (change: object = {}) =>
      manager.append(`lc-${letterOfCreditId}`, 'PresentationComplied', {
        ...ofNoGoods(change),
        basis: 'examined',
        compliedOn: '2026-03-10',
        availableBy: 'sight-payment',
        postings: [],
      });
    const honoured = (change: object = {}) =>
      manager.append(`lc-${letterOfCreditId}`, 'PresentationHonoured', {
        ...ofNoGoods(),
        paidBy: ISSUER,
        paidOn: '2026-03-20',
        uetr: UETR,
        postings: [],
        ...change,
      });
    const both = (pays: readonly (readonly string[])[] | undefined) => new Map(pays as [string, string][]);

    it.each([[50_000n], [100_000n]])(
      'pays these, while those of another drawing, of %s, are open, too',
      async (minor) => {
        const [one, two] = [await invoiceOf(60_000n), await invoiceOf(40_000n)];
        await complied();
        await settle();
        await invoiceOf(minor);
        await complied({ presentation: 2, amount: usd(minor) });
        await settle();
        await honoured();
        const id = await manager.book(100_000n, { uetr: UETR });
        expect(both((await settle())(id))).toEqual(
          new Map([
            [one, '600.00'],
            [two, '400.00'],
          ]),
        );
      },
    );

    it.each([[[0]], [[1, 0]], [[2, 1]], [[3, 2, 1, 0]]])(
      'pays these where they come to be owed behind the money (%j)',
      async (picks) => {
        await honoured();
        const id = await manager.book(100_000n, { uetr: UETR });
        await settle();
        const other = await manager.trade.invoice({ terms: underCredit().terms, amount: usd(50_000n) });
        await settle();
        const [one, two] = [await invoiceOf(60_000n), await invoiceOf(40_000n)];
        await complied();
        const pays = both((await settle(picks))(id));
        expect(pays).toEqual(
          new Map([
            [one, '600.00'],
            [two, '400.00'],
          ]),
        );
        expect(pays.has(other.invoiceId)).toBe(false);
      },
    );

    it('leaves these to their own payment, where that on another drawing comes first', async () => {
      await invoiceOf(60_000n);
      await invoiceOf(40_000n);
      await complied();
      await settle();
      await complied({ presentation: 2 });
      await honoured({ presentation: 2 });
      const id = await manager.book(100_000n, { uetr: UETR });
      expect((await settle())(id)).toEqual([]);
      const third = await invoiceOf(100_000n);
      expect((await settle())(id)).toEqual([[third, '1000.00']]);
    });
  });

  it('pays the invoice that comes last of all', async () => {
    await paid();
    const id = await manager.book(100_000n, { uetr: UETR });
    expect((await settle())(id)).toEqual([]);
    const { invoiceId } = await manager.trade.invoice(underCredit());
    expect((await settle())(id)).toEqual([[invoiceId, '1000.00']]);
  });

  it('is less by what banks on the way took', async () => {
    const { invoiceId } = await manager.trade.invoice(underCredit());
    await paid();
    const id = await manager.book(98_500n, { uetr: UETR }, KARACHI, {
      charges: [{ amount: usd(1_500n), bearer: 'SHAR' }],
      chargeBearer: 'SHAR',
    });
    expect((await settle())(id)).toEqual([[invoiceId, '1000.00']]);
  });

  it('may be one payment for two drawings', async () => {
    const first = await manager.trade.invoice({ ...underCredit(), amount: usd(40_000n) });
    const goods = consignmentId;
    consignmentId = randomUUID();
    const second = await manager.trade.invoice({ ...underCredit(), amount: usd(60_000n) });
    const id = await manager.book(100_000n, { uetr: UETR });
    await paid('PresentationHonoured', { consignmentId: goods, amount: usd(40_000n) });
    expect((await settle())(id)).toEqual([]);
    await paid('PresentationHonoured', { presentation: 2, amount: usd(60_000n) });
    expect(new Map((await settle())(id) as [string, string][])).toEqual(
      new Map([
        [first.invoiceId, '400.00'],
        [second.invoiceId, '600.00'],
      ]),
    );
  });

  it.each<[string, Parameters<typeof paid>, number]>([
    ['of other money, as another bank told', ['PresentationHonoured', {}], 99_000],
    ['that reimbursed a bank', ['PresentationReimbursed', {}], 100_000],
    ['of another beneficiary', ['PresentationHonoured', { beneficiary: 'demo-weavers' }], 100_000],
    ['for other goods', ['PresentationHonoured', { consignmentId: randomUUID() }], 100_000],
  ])('pays nothing by a payment %s', async (_, told, minor) => {
    await manager.trade.invoice(underCredit());
    await paid(...told);
    const id = await manager.book(BigInt(minor), { uetr: UETR });
    expect((await settle())(id)).toEqual([]);
  });

  it('pays whatever amount came, where the bank that booked it is the one that paid', async () => {
    const { invoiceId } = await manager.trade.invoice(underCredit());
    await paid('PresentationNegotiated', { paidBy: KARACHI });
    const id = await manager.book(97_000n, { uetr: UETR });
    expect((await settle())(id)).toEqual([[invoiceId, '970.00']]);
  });
});
