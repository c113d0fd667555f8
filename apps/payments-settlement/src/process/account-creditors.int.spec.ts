import { randomUUID } from 'node:crypto';
import { KARACHI } from '../trade-world.spec-kit.js';
import { settledBooks } from './books.spec-kit.js';
import { ProcessWorld } from './process-world.spec-kit.js';

const WEAVERS = { participantId: 'demo-weavers', name: 'Demo Weavers', country: 'PK' };

let manager: ProcessWorld;
let after: number;
/** One that has paid nobody yet. */
let account: string;
beforeAll(async () => {
  manager = await ProcessWorld.start();
});
afterAll(() => manager.stop());
beforeEach(async () => {
  await manager.forget();
  after = await manager.head();
  account = randomUUID().slice(0, 30);
});

const settle = () => settledBooks(manager, after);
const paidBy = async (settlementId: string) =>
  (await settle()).settlements.get(settlementId)?.allocations.map(({ obligationId }) => obligationId);
const invoice = async (invoiceNumber: string, creditor?: typeof WEAVERS) =>
  (await manager.trade.invoice({ invoiceNumber, ...(creditor && { creditor }) })).invoiceId;
const book = (references: object, minor = 100_000n) => manager.book(minor, references, KARACHI, { account });

describe('an account that has paid one creditor', () => {
  beforeEach(async () => {
    const first = await invoice('FIRST-9');
    expect(await paidBy(await book({ endToEndId: 'FIRST-9' }))).toEqual([first]);
  });

  it('pays no invoice of another that stands in a text', async () => {
    await invoice('0042', WEAVERS);
    await settle();
    expect(await paidBy(await book({ remittance: ['order 0042'] }))).toEqual([]);
  });

  it('pays an invoice of another that the whole end-to-end id and the amount name, and is his no less', async () => {
    const theirs = await invoice('THEIRS-1', WEAVERS);
    await invoice('THEIRS-2', WEAVERS);
    await invoice('THEIRS-3', WEAVERS);
    await settle();
    expect(await paidBy(await book({ endToEndId: 'THEIRS-1' }))).toEqual([theirs]);
    expect(await paidBy(await book({ remittance: ['/INV/THEIRS-2'] }))).toEqual([]);
    expect(await paidBy(await book({ endToEndId: 'THEIRS-3' }, 99_000n))).toEqual([]);
  });

  it('pays another by whatever names him once a person has said that it pays both', async () => {
    const theirs = await invoice('THEIRS-4', WEAVERS);
    await settle();
    const id = await book({ remittance: ['/INV/THEIRS-4'] });
    expect(await paidBy(id)).toEqual([]);
    await manager.byHand(id, theirs, { does: 'match' });
    const next = await invoice('THEIRS-5', WEAVERS);
    await settle();
    expect(await paidBy(await book({ remittance: ['/INV/THEIRS-5'] }))).toEqual([next]);
  });
});

it('whose an account is, a credit that was returned in full does not tell', async () => {
  await invoice('ASTRAY-1', WEAVERS);
  const astray = await book({ endToEndId: 'ASTRAY-1' });
  await settle();
  expect(await manager.giveBack(astray, 100_000n)).toBe(true);
  await settle();
  const mine = await invoice('RIGHT-1');
  await settle();
  expect(await paidBy(await book({ remittance: ['/INV/RIGHT-1'] }, 60_000n))).toEqual([mine]);
});
