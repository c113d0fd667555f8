import { randomUUID } from 'node:crypto';
import { readEventData } from '@corridor/contracts';
import { flagsIn, goodsLine, SupervisedWorld } from '../supervision/supervised-world.spec-kit.js';

let world: SupervisedWorld;
beforeEach(async () => {
  world = await SupervisedWorld.start();
});
afterEach(() => world.stop());

const flags = async () => flagsIn(await world.trade.log());
const name = ({ streamId, version }: { streamId: string; version: number }) => `${streamId} ${version}`;

it('one bill of lading for two consignments is flagged, however it is written, and a third adds to it', async () => {
  const [a, b, c] = [await world.declare(), await world.declare(), await world.declare()];
  const first = await world.attach(a);
  const second = await world.attach(b, { number: 'hlcu  118', issuer: 'DEMO LINES' });
  await world.supervise();
  const third = await world.attach(c);
  await world.supervise();
  expect(await flags()).toEqual([
    {
      kind: 'double-financing',
      document: '705 hlcu 118 of demo lines',
      consignmentIds: [a, b, c].sort(),
      evidence: [first, second, third].map(name).sort(),
    },
  ]);
  expect((await world.trade.events('RedFlagRaised'))[0]?.data.reason).toBe(
    'The paper 705 hlcu  118 of DEMO LINES goes with 2 consignments.',
  );
});

it('one file under two names is flagged, too', async () => {
  const sha256 = 'a'.repeat(64);
  const [a, b] = [await world.declare(), await world.declare()];
  await world.attach(a, { sha256 });
  await world.attach(b, { sha256, number: 'HLCU 119' });
  await world.supervise();
  expect((await flags()).map(({ document }) => document)).toEqual([`sha256 ${sha256}`]);
});

it("one forwarder's certificate of transport for two consignments is flagged", async () => {
  const certificate = { typeCode: '763', number: 'FCT-1', issuer: 'Demo Forwarders' };
  await world.attach(await world.declare(), certificate);
  await world.attach(await world.declare(), certificate);
  await world.supervise();
  expect((await flags()).map(({ document }) => document)).toEqual(['763 fct-1 of demo forwarders']);
});

it("one creditor's invoice for two consignments is flagged", async () => {
  const invoice = { typeCode: '380', number: 'INV-1', issuer: 'Demo Mills' };
  await world.attach(await world.declare(), invoice);
  await world.attach(await world.declare(), invoice);
  await world.supervise();
  expect((await flags()).map(({ document }) => document)).toEqual(['380 inv-1 of demo mills']);
});

it('says nothing of a certificate, of another number or kind, of one consignment, or of what was withdrawn', async () => {
  const [a, b] = [await world.declare(), await world.declare()];
  const certificate = { typeCode: '861', number: '1', sha256: 'b'.repeat(64) };
  await world.attach(a, certificate);
  await world.attach(b, certificate);
  const bordereau = { typeCode: '787', number: '1' };
  await world.attach(a, bordereau);
  await world.attach(b, bordereau);
  await world.attach(a, { number: 'X' });
  await world.attach(b, { number: 'X', typeCode: '740' });
  const wrong = readEventData('DocumentAttached', await world.attach(a, { number: 'Y' }));
  await world.attach(a, { number: 'Y' });
  await world.told('consignment', a, 'DocumentWithdrawn', {
    consignmentId: a,
    documentId: wrong.documentId,
    reason: 'x',
  });
  await world.supervise();
  expect(await flags()).toEqual([]);
});

it('says nothing of a consignment and what it was split into', async () => {
  const whole = await world.declare();
  await world.attach(whole);
  const parts = [randomUUID(), randomUUID()];
  const lines = [goodsLine()];
  await world.told('consignment', whole, 'ConsignmentSplit', {
    consignmentId: whole,
    location: 'PKLYP',
    parts: parts.map((consignmentId) => ({ consignmentId, lines })),
  });
  for (const consignmentId of parts) await world.declare({ consignmentId, partOf: whole });
  await world.attach(parts[0] ?? '');
  await world.supervise();
  expect(await flags()).toEqual([]);
});
