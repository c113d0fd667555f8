import { randomUUID } from 'node:crypto';
import type { EventDataOf } from '@corridor/contracts';
import { flagsIn, SupervisedWorld } from '../supervision/supervised-world.spec-kit.js';

const AT = '2026-03-10T10:00:00+05:00';

let world: SupervisedWorld;
beforeEach(async () => {
  world = await SupervisedWorld.start();
});
afterEach(() => world.stop());

const bill = {
  typeCode: '705',
  number: 'HLCU 118',
  issuer: 'Demo Lines',
  issuedOn: '2026-03-05',
  sha256: 'a'.repeat(64),
};
const present = (letterOfCreditId: string, change: object = {}, presentation = 1) => {
  const data: EventDataOf<'PresentationMade'> = {
    letterOfCreditId,
    presentation,
    presentedTo: 'demo-bank-karachi',
    presentedOn: '2026-03-10',
    amount: { amount: '100.00', currency: 'USD' },
    documents: [{ ...bill, ...change }],
    examineBy: '2026-03-17',
    inTime: true,
    postings: [],
  };
  const event = { type: 'PresentationMade', schemaVersion: 1, occurredAt: AT, data, participants: [] };
  return world.store.append({
    streams: [{ streamId: `lc-${letterOfCreditId}`, expectedVersion: 'any', events: [event] }],
    actor: 'trader:demo-textiles-faisalabad',
    correlationId: randomUUID(),
  });
};
const raised = async () => (await world.trade.events('RedFlagRaised')).map(({ data }) => data);

it('one bill of lading under two letters of credit is flagged, by its name and by its file, to their banks', async () => {
  const credits = [randomUUID(), randomUUID()].sort();
  for (const letterOfCreditId of credits) await present(letterOfCreditId);
  await world.supervise();
  expect(await raised()).toEqual(
    ['705 hlcu 118 of demo lines', `sha256 ${bill.sha256}`].map((document) =>
      expect.objectContaining({
        kind: 'double-financing',
        subject: { consignmentIds: [], letterOfCreditIds: credits, document },
        banks: ['demo-bank-karachi'],
      }),
    ),
  );
});

it('a third credit adds to the flag', async () => {
  const other = { sha256: 'b'.repeat(64) };
  await present(randomUUID());
  await present(randomUUID(), other);
  await world.supervise();
  const third = randomUUID();
  await present(third, { sha256: 'c'.repeat(64) });
  await world.supervise();
  expect(await raised()).toHaveLength(1);
  const [added] = await world.trade.events('RedFlagEvidenceAdded');
  expect(added?.data.subject.letterOfCreditIds).toContain(third);
});

it('says nothing of a second presentation under one credit, of another paper, or of a certificate', async () => {
  const letterOfCreditId = randomUUID();
  await present(letterOfCreditId);
  await present(letterOfCreditId, {}, 2);
  await present(randomUUID(), { number: 'HLCU 119', sha256: 'b'.repeat(64) });
  const certificate = { typeCode: '861', sha256: 'c'.repeat(64) };
  await present(randomUUID(), certificate);
  await present(randomUUID(), certificate);
  await world.supervise();
  expect(flagsIn(await world.trade.log())).toEqual([]);
});
