import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Invoice } from '../trade-world.spec-kit.js';
import { ProcessWorld } from './process-world.spec-kit.js';

const SEED = 20_260_330;
const KZT = { amount: '1000.00', currency: 'USD' };

let manager: ProcessWorld;
beforeAll(async () => {
  manager = await ProcessWorld.start();
});
afterAll(() => manager.stop());
beforeEach(() => manager.forget());

type Trigger = Invoice['terms']['trigger'];
type Method = Invoice['terms']['method'];

const terms = (trigger: Trigger, method: Method = 'open-account', days = 10) => ({ method, trigger, days });
const daysOf = async (invoiceId: string) =>
  (await manager.trade.events('ObligationArisen', (data) => data.invoiceId === invoiceId)).map(
    ({ data, occurredAt }) => [data.termsStartedOn, data.dueOn, occurredAt],
  );
const at = (day: string) => `${day}T10:00:00+05:00`;

describe('a consignment that is split starts the terms of its invoice with the last of its parts', () => {
  it.each([
    ['dispatch', '2026-03-05', '2026-03-16'],
    ['delivery', '2026-03-09', '2026-03-19'],
    ['import-clearance', '2026-03-07', '2026-03-17'],
    ['transport-document', '2026-03-04', '2026-03-16'],
  ] as const)(
    'by %s, in whichever order it is told',
    async (trigger, startedOn, dueOn) => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(), { minLength: 5, maxLength: 30 }), async (picks) => {
          await manager.forget();
          const after = await manager.head();
          const [whole, a, b, b1, b2] = Array.from({ length: 5 }, () => randomUUID()) as [
            string,
            string,
            string,
            string,
            string,
          ];
          const { invoiceId } = await manager.trade.invoice({ consignmentId: whole, terms: terms(trigger) });
          await manager.trade.split(whole, [a, b], at('2026-03-02'));
          await manager.trade.split(b, [b1, b2], at('2026-03-03'));
          for (const [part, day] of [
            [a, '2026-03-03'],
            [b1, '2026-03-04'],
          ] as const) {
            await manager.trade.attach(part, day, at('2026-03-06'));
          }
          await manager.trade.dispatch(a, at('2026-03-04'));
          await manager.trade.dispatch(b1, at('2026-03-05'));
          await manager.trade.clear(a, 'import', at('2026-03-07'));
          await manager.trade.clear(b1, 'import', at('2026-03-06'));
          await manager.trade.deliver(a, at('2026-03-08'));
          await manager.trade.deliver(b1, at('2026-03-09'));
          // A part that is called off is not waited for.
          await manager.trade.cancel(b2, at('2026-03-04'));
          await manager.deliverAll('payments', picks, after);
          expect((await daysOf(invoiceId)).map(([on, due]) => [on, due])).toEqual([[startedOn, dueOn]]);
          const { rows } = await manager.owner.query('SELECT invoice_id FROM payments.waiting_invoices');
          expect(rows).toEqual([]);
        }),
        { seed: SEED, numRuns: 4 },
      );
    },
    120_000,
  );

  it('waits while one part is on its way, and does not where the whole got there before', async () => {
    const after = await manager.head();
    const [whole, a, b] = [randomUUID(), randomUUID(), randomUUID()];
    const delivered = await manager.trade.invoice({ consignmentId: whole, terms: terms('delivery') });
    const dispatched = await manager.trade.invoice({ consignmentId: whole, terms: terms('dispatch') });
    await manager.trade.dispatch(whole, at('2026-03-02'));
    await manager.trade.split(whole, [a, b], at('2026-03-03'));
    await manager.trade.deliver(a, at('2026-03-05'));
    await manager.deliverAll('payments', [0], after);
    expect(await daysOf(delivered.invoiceId)).toEqual([]);
    expect(await daysOf(dispatched.invoiceId)).toEqual([['2026-03-02', '2026-03-12', at('2026-03-02')]]);
    await manager.trade.deliver(b, at('2026-03-06'));
    await manager.deliverAll('payments', [0], after);
    expect(await daysOf(delivered.invoiceId)).toEqual([['2026-03-06', '2026-03-16', at('2026-03-06')]]);
  });

  it('never where all its parts are called off', async () => {
    const after = await manager.head();
    const [whole, a, b] = [randomUUID(), randomUUID(), randomUUID()];
    const { invoiceId } = await manager.trade.invoice({ consignmentId: whole, terms: terms('dispatch') });
    await manager.trade.split(whole, [a, b], at('2026-03-03'));
    await manager.trade.cancel(a, at('2026-03-04'));
    await manager.trade.cancel(b, at('2026-03-04'));
    await manager.deliverAll('payments', [0], after);
    expect(await daysOf(invoiceId)).toEqual([]);
  });
});

describe('a transport document', () => {
  it('starts terms with the day on it, told when it was attached', async () => {
    const after = await manager.head();
    const { invoiceId, consignmentId } = await manager.trade.invoice({ terms: terms('transport-document') });
    await manager.trade.dispatch(consignmentId, at('2026-03-02'));
    // A commercial invoice carries no goods.
    await manager.trade.attach(consignmentId, '2026-03-02', at('2026-03-02'), '380');
    await manager.deliverAll('payments', [0], after);
    expect(await daysOf(invoiceId)).toEqual([]);
    await manager.trade.attach(consignmentId, '2026-03-03', at('2026-03-06'), '705');
    await manager.deliverAll('payments', [0], after);
    expect(await daysOf(invoiceId)).toEqual([['2026-03-03', '2026-03-13', at('2026-03-06')]]);
  });

  it.each([
    ['2026-03-02', '2026-03-20'],
    ['2026-03-20', '2026-03-02'],
  ])('of several the latest starts terms, whichever came first: %s, then %s', async (first, second) => {
    const after = await manager.head();
    const consignmentId = randomUUID();
    await manager.trade.attach(consignmentId, first, at('2026-03-21'), '730');
    await manager.trade.attach(consignmentId, second, at('2026-03-22'), '705');
    await manager.deliverAll('payments', [0], after);
    const { invoiceId } = await manager.trade.invoice({ consignmentId, terms: terms('transport-document') });
    await manager.deliverAll('payments', [0], after);
    expect((await daysOf(invoiceId)).map(([on, due]) => [on, due])).toEqual([['2026-03-20', '2026-03-30']]);
  });

  it('that comes or goes when the debt has arisen moves no day by which somebody was told to pay', async () => {
    const after = await manager.head();
    const { invoiceId, consignmentId } = await manager.trade.invoice({ terms: terms('transport-document') });
    const first = await manager.trade.attach(consignmentId, '2026-03-02', at('2026-03-02'), '730');
    await manager.deliverAll('payments', [0], after);
    await manager.trade.attach(consignmentId, '2026-03-20', at('2026-03-20'), '705');
    await manager.trade.withdraw(consignmentId, first);
    await manager.deliverAll('payments', [0], after);
    expect((await daysOf(invoiceId)).map(([on, due]) => [on, due])).toEqual([['2026-03-02', '2026-03-12']]);
    // Of what comes behind them, the one that stands is the latest.
    const later = await manager.trade.invoice({ consignmentId, terms: terms('transport-document') });
    await manager.deliverAll('payments', [0], after);
    expect((await daysOf(later.invoiceId)).map(([on]) => on)).toEqual(['2026-03-20']);
  });

  it('that was withdrawn before the invoice came starts none', async () => {
    const after = await manager.head();
    const consignmentId = randomUUID();
    const wrong = await manager.trade.attach(consignmentId, '2026-03-01', at('2026-03-02'));
    await manager.trade.withdraw(consignmentId, wrong);
    await manager.trade.attach(consignmentId, '2026-03-04', at('2026-03-05'));
    await manager.deliverAll('payments', [0], after);
    const { invoiceId } = await manager.trade.invoice({ consignmentId, terms: terms('transport-document') });
    await manager.deliverAll('payments', [0], after);
    expect((await daysOf(invoiceId)).map(([on]) => on)).toEqual(['2026-03-04']);
  });
});

describe('a letter of credit starts the terms of the invoices that it pays', () => {
  const drawing = (letterOfCreditId: string, change: object = {}) => ({
    letterOfCreditId,
    presentation: 1,
    applicant: 'demo-trading-almaty',
    beneficiary: 'demo-textiles-faisalabad',
    issuingBank: 'demo-bank-almaty',
    amount: KZT,
    ...change,
  });
  const complied = (letterOfCreditId: string, change: object = {}) =>
    manager.append(`lc-${letterOfCreditId}`, 'PresentationComplied', {
      ...drawing(letterOfCreditId),
      basis: 'examined',
      compliedOn: '2026-03-10',
      availableBy: 'sight-payment',
      postings: [],
      ...change,
    });
  /** One presentation for 1,000 dollars, and two invoices under its credit that come to that. */
  const drawnTogether = async () => {
    const after = await manager.head();
    const letterOfCreditId = randomUUID();
    const ofCredit = { ...terms('complying-presentation', 'letter-of-credit', 0), letterOfCreditId };
    const invoice = async (amount: string) =>
      (await manager.trade.invoice({ terms: ofCredit, amount: { amount, currency: 'USD' } })).invoiceId;
    const both = [await invoice('600.00'), await invoice('400.00')];
    await complied(letterOfCreditId);
    return { after, letterOfCreditId, invoice, both };
  };

  it.each([[[0]], [[1, 0]], [[2, 1, 0]]])(
    'by a complying presentation for its consignment (%j)',
    async (picks) => {
      const after = await manager.head();
      const [letterOfCreditId, consignmentId] = [randomUUID(), randomUUID()];
      const ofCredit = {
        ...terms('complying-presentation', 'letter-of-credit', 0),
        letterOfCreditId: letterOfCreditId,
      };
      const named = await manager.trade.invoice({ consignmentId, terms: ofCredit });
      const unnamed = await manager.trade.invoice({
        consignmentId,
        terms: terms('complying-presentation', 'letter-of-credit', 5),
      });
      const otherGoods = await manager.trade.invoice({ terms: ofCredit });
      const otherCredit = await manager.trade.invoice({
        consignmentId,
        terms: { ...ofCredit, letterOfCreditId: randomUUID() },
      });
      await complied(letterOfCreditId, { consignmentId });
      await manager.deliverAll('payments', picks, after);
      expect((await daysOf(named.invoiceId)).map(([on, due]) => [on, due])).toEqual([
        ['2026-03-10', '2026-03-10'],
      ]);
      // The fifth day behind is a Sunday.
      expect((await daysOf(unnamed.invoiceId)).map(([on, due]) => [on, due])).toEqual([
        ['2026-03-10', '2026-03-16'],
      ]);
      expect(await daysOf(otherGoods.invoiceId)).toEqual([]);
      expect(await daysOf(otherCredit.invoiceId)).toEqual([]);
    },
  );

  it('by a presentation that names no goods, where the amount is the same; due as the bank told', async () => {
    const after = await manager.head();
    const letterOfCreditId = randomUUID();
    const ofCredit = {
      ...terms('complying-presentation', 'letter-of-credit'),
      letterOfCreditId: letterOfCreditId,
    };
    const same = await manager.trade.invoice({ terms: ofCredit });
    const other = await manager.trade.invoice({
      terms: ofCredit,
      amount: { amount: '999.00', currency: 'USD' },
    });
    await complied(letterOfCreditId, { maturityOn: '2026-06-09' });
    await manager.deliverAll('payments', [0], after);
    expect((await daysOf(same.invoiceId)).map(([on, due]) => [on, due])).toEqual([
      ['2026-03-10', '2026-06-09'],
    ]);
    expect(await daysOf(other.invoiceId)).toEqual([]);
  });

  it.each([[[0]], [[1, 0]], [[2, 1, 0]]])(
    'by one presentation for several invoices, that come to its amount (%j)',
    async (picks) => {
      const { after, invoice, both } = await drawnTogether();
      await manager.deliverAll('payments', picks, after);
      for (const id of both) expect((await daysOf(id)).map(([on]) => on)).toEqual(['2026-03-10']);
      // By it nothing more is owed: what comes to its amount again waits for another one.
      const others = [await invoice('700.00'), await invoice('300.00')];
      await manager.deliverAll('payments', picks, after);
      for (const id of others) expect(await daysOf(id)).toEqual([]);
    },
  );

  it('by one presentation for several invoices, and by that no other that comes to its amount', async () => {
    const { after, letterOfCreditId, invoice, both } = await drawnTogether();
    await manager.deliverAll('payments', [0], after);
    for (const id of both) expect((await daysOf(id)).map(([on]) => on)).toEqual(['2026-03-10']);
    const other = await invoice('1000.00');
    await manager.deliverAll('payments', [0], after);
    expect(await daysOf(other)).toEqual([]);
    // The same told again: it stays with what it was for.
    await complied(letterOfCreditId);
    await manager.deliverAll('payments', [0], after);
    expect(await daysOf(other)).toEqual([]);
    await complied(letterOfCreditId, { presentation: 2, compliedOn: '2026-03-12' });
    await manager.deliverAll('payments', [0], after);
    expect((await daysOf(other)).map(([on]) => on)).toEqual(['2026-03-12']);
  });

  it('by the acceptance of a draft, and by no presentation before it', async () => {
    const after = await manager.head();
    const [letterOfCreditId, consignmentId] = [randomUUID(), randomUUID()];
    const accepted = terms('acceptance', 'letter-of-credit', 90);
    const { invoiceId } = await manager.trade.invoice({ consignmentId, terms: accepted });
    await complied(letterOfCreditId, { consignmentId });
    await manager.deliverAll('payments', [0], after);
    expect(await daysOf(invoiceId)).toEqual([]);
    await manager.append(`lc-${letterOfCreditId}`, 'DraftAccepted', {
      ...drawing(letterOfCreditId, { consignmentId }),
      bank: 'demo-bank-almaty',
      acceptedOn: '2026-03-11',
      maturityOn: '2026-06-09',
    });
    await manager.deliverAll('payments', [0], after);
    expect((await daysOf(invoiceId)).map(([on, due]) => [on, due])).toEqual([['2026-03-11', '2026-06-09']]);
  });
});

it('a day on which banks of the creditor’s country are shut moves to the next one on which they are open', async () => {
  const after = await manager.head();
  // 21 March 2026 is a Saturday; Pakistan Day, the 23rd, is a Monday.
  const pk = await manager.trade.invoice({ issuedOn: '2026-03-11', terms: terms('invoice-date') });
  const importer = { participantId: 'demo-trading-almaty', name: 'Demo Trading', country: 'KZ' };
  const kz = await manager.trade.invoice({
    issuedOn: '2026-05-01',
    terms: terms('invoice-date', 'open-account', 0),
    creditor: { ...importer, participantId: 'demo-grain-kostanay' },
  });
  await manager.deliverAll('payments', [0], after);
  expect((await daysOf(pk.invoiceId)).map(([, due]) => due)).toEqual(['2026-03-24']);
  // 1 May is a holiday there, and a Friday.
  expect((await daysOf(kz.invoiceId)).map(([, due]) => due)).toEqual(['2026-05-04']);
});
