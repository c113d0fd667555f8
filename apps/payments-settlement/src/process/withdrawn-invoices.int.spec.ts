import { randomUUID } from 'node:crypto';
import { aggregatesOn } from '../aggregates.js';
import { EXPORTER, IMPORTER, KARACHI } from '../trade-world.spec-kit.js';
import { settledBooks } from './books.spec-kit.js';
import { ProcessWorld, usd } from './process-world.spec-kit.js';

const UETR = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c41';
const ISSUER = 'demo-bank-almaty';

let manager: ProcessWorld;
let after: number;
let letterOfCreditId: string;
beforeAll(async () => {
  manager = await ProcessWorld.start();
});
afterAll(() => manager.stop());
beforeEach(async () => {
  await manager.forget();
  after = await manager.head();
  letterOfCreditId = randomUUID();
});

const settle = (picks: readonly number[] = [0]) => settledBooks(manager, after, picks);
const invoiced = async (minor: bigint) => {
  const terms = {
    method: 'letter-of-credit',
    trigger: 'complying-presentation',
    days: 0,
    letterOfCreditId,
  } as const;
  const invoice = await manager.trade.invoice({ terms, amount: usd(minor) });
  await settle();
  return invoice;
};
const withdrawn = async ({ invoiceId, consignmentId }: Awaited<ReturnType<typeof invoiced>>) => {
  const [creditor, debtor] = [EXPORTER.participantId, IMPORTER.participantId];
  const of = { obligationId: invoiceId, invoiceId, consignmentId, creditor, debtor, creditorBank: KARACHI };
  await aggregatesOn(manager.store).obligations.handle(
    invoiceId,
    {
      type: 'WithdrawInvoice',
      occurredAt: '2026-04-02T10:00:00+05:00',
      data: { ...of, withdrawnOn: '2026-04-02', reason: 'Sent twice' },
    },
    { actor: `trader:${creditor}`, correlationId: randomUUID() },
  );
};
const withdraw = async (invoice: Awaited<ReturnType<typeof invoiced>>) => {
  await withdrawn(invoice);
  await settle();
};
const drawing = () => ({
  letterOfCreditId,
  presentation: 1,
  applicant: IMPORTER.participantId,
  beneficiary: EXPORTER.participantId,
  issuingBank: ISSUER,
  amount: usd(100_000n),
});
const complied = async (picks?: readonly number[]) => {
  await manager.append(`lc-${letterOfCreditId}`, 'PresentationComplied', {
    ...drawing(),
    basis: 'examined',
    compliedOn: '2026-03-10',
    availableBy: 'sight-payment',
    postings: [],
  });
  await settle(picks);
};
const paid = async () => {
  await manager.append(`lc-${letterOfCreditId}`, 'PresentationHonoured', {
    ...drawing(),
    paidBy: ISSUER,
    paidOn: '2026-03-20',
    uetr: UETR,
    postings: [],
  });
  const id = await manager.book(100_000n, { uetr: UETR });
  return (await settle()).settlements.get(id);
};
const statuses = async (...invoices: readonly { readonly invoiceId: string }[]) => {
  const { obligations } = await settle();
  return invoices.map(({ invoiceId }) => obligations.get(invoiceId)?.status);
};

it('what waits is owed by a drawing that it comes to once the one that was sent twice is withdrawn', async () => {
  const [one, two, wrong] = [await invoiced(60_000n), await invoiced(40_000n), await invoiced(40_000n)];
  await complied();
  // 1,400 are no drawing of 1,000.
  expect(await statuses(one, two)).toEqual([undefined, undefined]);
  await withdraw(wrong);
  expect(await statuses(one, two)).toEqual(['open', 'open']);
});

describe('of two that a drawing makes owed together, one is withdrawn', () => {
  it('what is sent in its place is owed, and both are paid by the drawing', async () => {
    const [one, wrong] = [await invoiced(60_000n), await invoiced(40_000n)];
    await complied();
    await withdraw(wrong);
    const right = await invoiced(40_000n);
    expect(await statuses(one, right)).toEqual(['open', 'open']);
    expect(await paid()).toMatchObject({ unallocated: { amount: '0.00' } });
    expect(await statuses(one, right)).toEqual(['settled', 'settled']);
  });

  it('so is what was sent before, and what comes to its amount in parts', async () => {
    const [one, wrong] = [await invoiced(60_000n), await invoiced(40_000n)];
    await complied();
    const [first, second] = [await invoiced(15_000n), await invoiced(25_000n)];
    expect(await statuses(first, second)).toEqual([undefined, undefined]);
    await withdraw(wrong);
    expect(await statuses(one, first, second)).toEqual(['open', 'open', 'open']);
  });

  it('nothing takes its place that comes to another amount, nor two that are alike', async () => {
    const [one, wrong] = [await invoiced(60_000n), await invoiced(40_000n)];
    await complied();
    const [first, second] = [await invoiced(40_000n), await invoiced(40_000n)];
    await withdraw(wrong);
    const whole = await invoiced(100_000n);
    expect(await statuses(one, first, second, whole)).toEqual(['open', undefined, undefined, undefined]);
    await withdraw(second);
    expect(await statuses(one, first)).toEqual(['open', 'open']);
  });

  it('where both are, the drawing is for what is sent anew', async () => {
    const [one, two] = [await invoiced(60_000n), await invoiced(40_000n)];
    await complied();
    await withdraw(one);
    await withdraw(two);
    const right = await invoiced(100_000n);
    expect(await paid()).toMatchObject({ allocations: [{ obligationId: right.invoiceId }] });
  });

  it.each([[[0]], [[1, 0]], [[2, 1, 0]]])(
    'it is the same where the withdrawal and the drawing come at once (%j)',
    async (picks) => {
      const [one, wrong] = [await invoiced(60_000n), await invoiced(40_000n)];
      await withdrawn(wrong);
      await complied(picks);
      const right = await invoiced(40_000n);
      expect(await statuses(one, right)).toEqual(['open', 'open']);
      expect(await paid()).toMatchObject({ unallocated: { amount: '0.00' } });
    },
  );
});
