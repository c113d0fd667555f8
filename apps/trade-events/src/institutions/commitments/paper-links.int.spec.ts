import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { EventDataOf } from '@corridor/contracts';
import { EXPORTER, IMPORTER, TradeWorld } from '../../trade-events.spec-kit.js';
import { announcement, saleContract } from './commitment.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-02T10:00:00+05:00' };
const announced = async (change: object = {}): Promise<string> =>
  (await world.done('commission', 'commitments', announcement(change))).commitmentId ?? '';
const contracted = (id: string, number: string) =>
  world.done('council', `commitments/${id}/contracts`, saleContract(number));
const byHand = (id: string, path: 'links' | 'unlinks', kind: string, of: string) =>
  world.done('council', `commitments/${id}/${path}`, { ...at, kind, id: of, reason: 'x' });

const FIXTURE = '../../../../../libs/contracts/fixtures/LetterOfCreditIssued.v1.json';
const [ISSUED] = JSON.parse(readFileSync(new URL(FIXTURE, import.meta.url), 'utf8')) as readonly [
  EventDataOf<'LetterOfCreditIssued'>,
];

/** Issued by a bank for the importer, in favour of the exporter. */
async function issued(change: { contractNumber?: string; consignmentIds?: string[] }): Promise<string> {
  const letterOfCreditId = randomUUID();
  const { consignmentIds = [], contractNumber } = change;
  const { contractNumber: _, ...told } = ISSUED;
  await world.paymentsTold(`lc-${letterOfCreditId}`, 'LetterOfCreditIssued', {
    ...told,
    letterOfCreditId,
    applicant: IMPORTER,
    beneficiary: EXPORTER,
    terms: { ...told.terms, consignmentIds },
    ...(contractNumber !== undefined && { contractNumber }),
  });
  return letterOfCreditId;
}

/** Until what is read is as it has to be: what follows from events comes when it comes. */
async function until<Value>(read: () => Promise<Value>, isSo: (value: Value) => boolean): Promise<Value> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const value = await read();
    if (isSo(value)) return value;
    if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What it serves, and why. */
async function link(id: string) {
  const events = await world.log.readStream(`allocation-${id}`);
  const last = events.findLast(({ type }) => type !== 'CreditNamed');
  const { commitmentId, basis } = (last?.data ?? {}) as { commitmentId?: string; basis?: string };
  return last?.type === 'CommitmentLinked' ? [commitmentId, basis] : [];
}
const serves = (id: string, ...expected: readonly string[]) =>
  until(
    () => link(id),
    (told) => JSON.stringify(told) === JSON.stringify(expected),
  );

describe('a letter of credit', () => {
  it.each(['before', 'behind'])(
    'serves what its contract serves: issued %s the contract is told',
    async (when) => {
      const [id, number] = [await announced(), `LC-${when}`];
      if (when === 'behind') await contracted(id, number);
      const credit = await issued({ contractNumber: number });
      if (when === 'before') await contracted(id, number);
      await serves(credit, id, 'contract-number');
    },
  );

  it.each(['before', 'behind'])('serves what its goods serve: issued %s they are linked', async (when) => {
    const [id, goods] = [await announced(), await world.declared()];
    if (when === 'behind') await byHand(id, 'links', 'consignment', goods);
    const credit = await issued({ consignmentIds: [goods] });
    if (when === 'before') await byHand(id, 'links', 'consignment', goods);
    await serves(credit, id, 'goods');
    await byHand(id, 'unlinks', 'consignment', goods);
    await serves(credit);
  });

  it('serves one commitment: by its contract before its goods, by a person before both', async () => {
    const [a, b, c] = [await announced(), await announced(), await announced()];
    const goods = await world.declared();
    await byHand(a, 'links', 'consignment', goods);
    const credit = await issued({ contractNumber: 'LC-3', consignmentIds: [goods] });
    await serves(credit, a, 'goods');
    await contracted(b, 'LC-3');
    await serves(credit, b, 'contract-number');
    // What its contract says is not so, by a person: what its goods say is left.
    await byHand(b, 'unlinks', 'letter-of-credit', credit);
    await serves(credit, a, 'goods');
    await byHand(a, 'unlinks', 'letter-of-credit', credit);
    await serves(credit);
    await byHand(c, 'links', 'letter-of-credit', credit);
    await byHand(a, 'unlinks', 'consignment', goods);
    await serves(goods);
    expect(await link(credit)).toEqual([c, 'hand']);
  });

  it('goes with an amendment that names other goods', async () => {
    const id = await announced();
    const [one, other] = [await world.declared(), await world.declared()];
    await byHand(id, 'links', 'consignment', other);
    const credit = await issued({ consignmentIds: [one] });
    await world.paymentsTold(`lc-${credit}`, 'CreditAmendmentProposed', {
      letterOfCreditId: credit,
      amendment: 1,
      changes: { consignmentIds: [other] },
      postings: [],
    });
    await world.paymentsTold(`lc-${credit}`, 'CreditAmendmentAccepted', {
      letterOfCreditId: credit,
      amendment: 1,
      by: 'notice',
      terms: { ...ISSUED.terms, consignmentIds: [other] },
      postings: [],
    });
    await serves(credit, id, 'goods');
  });
});

describe('goods', () => {
  it('that a person takes from a commitment serve what the number of their contract says', async () => {
    const [a, b] = [await announced(), await announced()];
    const goods = await world.declared({ contractNumber: 'P-1' });
    await byHand(a, 'links', 'consignment', goods);
    await contracted(b, 'P-1');
    await byHand(a, 'unlinks', 'consignment', goods);
    await serves(goods, b, 'contract-number');
    // And no more what a person says is not so.
    await byHand(b, 'unlinks', 'consignment', goods);
    await serves(goods);
  });

  it('meet their contract whoever writes its number, with whichever dash, in capitals or not', async () => {
    const id = await announced();
    await contracted(id, 'Abc–10 / a');
    const goods = await world.declared({ contractNumber: 'ABC - 10 / A' });
    await serves(goods, id, 'contract-number');
    const other = await announced();
    const taken = await world.refused(() =>
      world.post('council', `commitments/${other}/contracts`, saleContract('abc-10  / a')),
    );
    expect(taken).toMatchObject({ status: 422, body: { code: 'contract-claimed' } });
    // Signs tell numbers apart.
    await world.done('council', `commitments/${other}/contracts`, saleContract('ABC-1-0 / A'));
  });

  it('leave a commitment that is withdrawn, and its contract is free for another one', async () => {
    const [id, next] = [await announced(), await announced()];
    const { contractId } = await contracted(id, 'W-1');
    const goods = await world.declared({ contractNumber: 'W-1' });
    const credit = await issued({ contractNumber: 'W-1' });
    await serves(goods, id, 'contract-number');
    await serves(credit, id, 'contract-number');
    await world.done('council', `commitments/${id}/withdrawal`, { ...at, reason: 'gone', source: 'x' });
    await serves(goods);
    await serves(credit);
    const told = await world.log.readStream(`commitment-${id}`);
    expect(told.slice(-2)).toMatchObject([
      { type: 'CommitmentContractReleased', data: { contractId, reason: 'gone' } },
      { type: 'CommitmentWithdrawn' },
    ]);
    const late = await world.declared({ contractNumber: 'W-1' });
    await contracted(next, 'W-1');
    for (const each of [goods, credit, late]) await serves(each, next, 'contract-number');
  });
});

it('lists what serves a commitment: all of it for the institutions, its own for a firm', async () => {
  const id = await announced();
  const rows = [
    [7, 'consignment', 'hand', null, 'council:demo-council', 'Told by the buyer'],
    [8, 'letter-of-credit', 'contract-number', randomUUID(), 'process:trade-events', null],
    [9, 'consignment', 'hand', null, 'council:demo-council', 'by mistake'],
  ] as const;
  await world.owner.query(
    `INSERT INTO reporting.projections (name, generation, state, position) VALUES ('commitment-realisation', 1, 'live', 20)`,
  );
  const ids = rows.map(() => randomUUID());
  const add = (values: readonly unknown[]) =>
    world.owner.query(
      `INSERT INTO reporting.commitment_links (generation, position, kind, basis, contract_id, told_by, reason, id, commitment_id)
       VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8)`,
      [...values],
    );
  for (const [index, row] of rows.entries()) await add([...row, ids[index], id]);
  await add([12, 'consignment', 'hand', null, 'council:demo-council', 'was a mistake', ids[2], null]);
  const first = await world.get('commission', `commitments/${id}/links?limit=1`);
  const goods = { position: 7, kind: 'consignment', id: ids[0], basis: 'hand', by: 'council:demo-council' };
  expect(first.body).toEqual({ items: [{ ...goods, reason: 'Told by the buyer' }], next: 7, asOf: 20 });
  const rest = (await world.get('reporter', `commitments/${id}/links?after=7`)).body;
  const [, [, , basis, contractId, by]] = rows;
  expect(rest).toEqual({
    items: [{ position: 8, kind: 'letter-of-credit', id: ids[1], basis, contractId, by }],
    asOf: 20,
  });
  const before = (await world.get('council', `commitments/${id}/links?asOf=11`)).body;
  expect(before).toMatchObject({ items: [{}, {}, { position: 9, reason: 'by mistake' }], asOf: 11 });
  // A firm of the promise sees its own goods and credits alone, and what its own contracts link; others find nothing.
  expect((await world.get('exporter', `commitments/${id}/links`)).body).toEqual({ items: [], asOf: 20 });
  const own = await world.declared();
  await add([13, 'consignment', 'hand', null, 'council:demo-council', 'x', own, id]);
  const { contractId: ownContract } = await contracted(id, 'L-1');
  await add([14, 'letter-of-credit', 'contract-number', ownContract, 'x', null, randomUUID(), id]);
  await add([15, 'letter-of-credit', 'goods', null, 'x', null, randomUUID(), id]);
  const seen = (await world.get('exporter', `commitments/${id}/links`)).body;
  expect(seen).toMatchObject({ items: [{ position: 13, id: own }, { position: 14 }] });
  expect(await world.get('stranger', `commitments/${id}/links`)).toMatchObject({ status: 404 });
  expect(await world.get('customs', `commitments/${id}/links`)).toMatchObject({ status: 403 });
  expect(await world.get('council', `commitments/${randomUUID()}/links`)).toMatchObject({ status: 404 });
  expect(await world.get('council', `commitments/${id}/links?asOf=21`)).toMatchObject({ status: 503 });
});
