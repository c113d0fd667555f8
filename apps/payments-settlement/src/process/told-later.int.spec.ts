import { randomUUID } from 'node:crypto';
import type { BookedSettlement } from '@corridor/domain';
import { KARACHI } from '../trade-world.spec-kit.js';
import { settledBooks } from './books.spec-kit.js';
import { ProcessWorld, usd } from './process-world.spec-kit.js';

const PARTIES = { debtorName: 'DEMO TRADING TOO', creditorName: 'Demo Textiles Ltd' };
const WEAVERS = { participantId: 'demo-weavers', name: 'Demo Weavers', country: 'PK' };

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

const settle = () => settledBooks(manager, after);
const of = (state: BookedSettlement | undefined) => ({
  pays: state?.allocations.map(({ obligationId, settled }) => [obligationId, settled.amount]),
  suspendedFor: state?.suspendedFor,
});
const instruct = (references: object, bank = KARACHI, remittance: string[] = []) =>
  manager.instruct({ references, bank, remittance, amount: usd(500_000n) });
const invoice = (invoiceNumber: string, minor = 500_000n, change: object = {}) =>
  manager.trade.invoice({ invoiceNumber, amount: usd(minor), ...change });

describe('a credit that several invoices are alike to', () => {
  let uetr: string;
  let id: string;
  let first: string;
  beforeEach(async () => {
    uetr = randomUUID();
    first = (await invoice('ALIKE-1')).invoiceId;
    await invoice('ALIKE-2');
    await settle();
    id = await manager.book(500_000n, { uetr }, KARACHI, PARTIES);
    expect(of((await settle()).settlements.get(id))).toEqual({ pays: [], suspendedFor: ['unsure'] });
  });

  it.each([
    ['its own bank', KARACHI],
    ['the bank that sent it', 'demo-bank-almaty'],
  ])('pays the one that an instruction by %s names, which comes behind it', async (_, bank) => {
    await instruct({ uetr, endToEndId: 'ALIKE-1' }, bank);
    const { settlements } = await settle();
    expect(of(settlements.get(id))).toEqual({ pays: [[first, '5000.00']], suspendedFor: [] });
  });

  it('waits on where the instruction names neither', async () => {
    await instruct({ uetr, endToEndId: 'NEITHER-1' });
    const waiting = { pays: [], suspendedFor: ['unsure'] };
    expect(of((await settle()).settlements.get(id))).toEqual(waiting);
    // What it names arises later: that says more, too.
    const { invoiceId } = await invoice('NEITHER-1', 400_000n);
    const { settlements } = await settle();
    expect(of(settlements.get(id)).pays).toEqual([[invoiceId, '4000.00']]);
  });

  it('lets what is left pay what else the instruction names, when that arises', async () => {
    await instruct({ uetr, endToEndId: 'PART-1' });
    await invoice('PART-1', 300_000n);
    await settle();
    await invoice('PART-1', 200_000n, { issuedOn: '2026-03-02' });
    const { settlements } = await settle();
    expect(of(settlements.get(id)).pays?.map(([, settled]) => settled)).toEqual(['3000.00', '2000.00']);
  });
});

describe('a credit that names invoices of two creditors', () => {
  let uetr: string;
  let id: string;
  let mine: string;
  beforeEach(async () => {
    uetr = randomUUID();
    mine = (await invoice('SHARED-1')).invoiceId;
    await invoice('OTHER-1', 500_000n, { creditor: WEAVERS });
    await settle();
    id = await manager.book(500_000n, { uetr, remittance: ['SHARED-1 OTHER-1'] });
    expect(of((await settle()).settlements.get(id))).toEqual({ pays: [], suspendedFor: ['ambiguous'] });
  });

  it('pays the one that its own instruction names, which comes behind it', async () => {
    await instruct({ uetr, endToEndId: 'SHARED-1' });
    const { settlements } = await settle();
    expect(of(settlements.get(id))).toEqual({ pays: [[mine, '5000.00']], suspendedFor: [] });
  });

  it('waits on where the instruction names both, and where an invoice arises that it names too', async () => {
    await instruct({ uetr }, KARACHI, ['SHARED-1 OTHER-1']);
    await settle();
    await invoice('OTHER-1', 100_000n, { creditor: WEAVERS, issuedOn: '2026-03-02' });
    const { settlements } = await settle();
    expect(of(settlements.get(id))).toEqual({ pays: [], suspendedFor: ['ambiguous'] });
  });

  it("waits on whatever another bank's instruction says", async () => {
    await instruct({ uetr, endToEndId: 'SHARED-1' }, 'demo-bank-almaty');
    const { settlements } = await settle();
    expect(of(settlements.get(id))).toEqual({ pays: [], suspendedFor: ['ambiguous'] });
  });
});
