import { generateKeyPairSync } from 'node:crypto';
import { signCheckpoint, verifyInclusion } from '@corridor/event-store';
import { addCommitment } from '../spec-kit/commitment-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';

const TRADER = 'demo-textiles-faisalabad';
const PROMISE = 'commitment-00000000-0000-4000-8000-000000000001';
const contractOf = (exporter: string, importer: string) => ({
  contract: { exporter: { participantId: exporter }, importer: { participantId: importer } },
});
const ALL = [
  'announced',
  'own',
  'others',
  'released',
  'ownReport',
  'othersReport',
  'match',
  'goods',
  'cost',
] as const;
/** Positions by name. */
const at: Record<string, number> = {};
let ledger: FilledLedger;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  ledger = await startFilledLedger();
  const recordedAt = '2026-02-05T08:00:00.000123Z';
  at.first = await ledger.event({ type: 'RouteOpened', streamId: 'route-x', recordedAt });
  at.announced = await ledger.event({
    type: 'CommitmentAnnounced',
    streamId: PROMISE,
    occurredAt: '2026-02-04T15:00:00+05:00',
    recordedAt,
    actor: 'council:demo-council',
    participants: [TRADER, 'demo-mills'],
    data: { title: 'Tab\there, back\\slash', value: '1.50' },
  });
  const told = async (name: string, row: Parameters<FilledLedger['event']>[0]) => {
    at[name] = await ledger.event({ participants: [TRADER], recordedAt, ...row });
  };
  await told('own', {
    type: 'CommitmentContracted',
    streamId: PROMISE,
    data: contractOf(TRADER, 'demo-stores'),
  });
  await told('others', {
    type: 'CommitmentContracted',
    streamId: PROMISE,
    data: contractOf('demo-mills', 'demo-stores'),
  });
  await told('released', { type: 'CommitmentContractReleased', streamId: PROMISE });
  await told('ownReport', {
    type: 'RealisationReported',
    streamId: PROMISE,
    data: { reportedBy: TRADER },
  });
  await told('othersReport', {
    type: 'RealisationReported',
    streamId: PROMISE,
    data: { reportedBy: 'demo-mills' },
  });
  await told('match', { type: 'MatchProposed', streamId: 'match-x' });
  await told('goods', { streamId: 'declaration-x', participants: ['demo-mills'] });
  await told('cost', { type: 'TransportCostRecorded', streamId: 'cost-x', participants: ['demo-mills'] });
  await told('statement', {
    type: 'StatementReceived',
    streamId: 'statement-x',
    participants: ['demo-bank-karachi'],
  });
  await ledger.reach(at.statement ?? 0);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Asking = Parameters<GatewayUnderTest['ask']>[1];

async function event(position: number | undefined, fields: string, options?: Asking) {
  const { data, errors } = await gateway.ask(`{ event(position: ${position}) { ${fields} } }`, options);
  expect(errors).toEqual([]);
  return (data as { event: Record<string, unknown> | null }).event;
}

it('tells an event by its position: what, when, where, by whom, and what led to it', async () => {
  const fields = `position type schemaVersion category streamId streamVersion occurredAt recordedAt actor participants causePosition correlationId demo data`;
  expect(await event(at.announced, fields)).toEqual({
    position: at.announced,
    type: 'CommitmentAnnounced',
    schemaVersion: 1,
    category: 'commitment',
    streamId: PROMISE,
    streamVersion: 1,
    occurredAt: '2026-02-04T15:00:00+05:00',
    recordedAt: '2026-02-05T08:00:00.000123Z',
    actor: 'council:demo-council',
    participants: [TRADER, 'demo-mills'],
    causePosition: null,
    correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    demo: false,
    data: { title: 'Tab\there, back\\slash', value: '1.50' },
  });
});

it.each(['first', 'announced', 'goods'])(
  'gives with %s what proves that it is in the chain',
  async (name) => {
    const { line, hashBefore, hash } = (await event(at[name], 'line hashBefore hash')) as Record<
      string,
      string
    >;
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const head = { position: at[name] ?? 0, hash: hash ?? '', signedAt: '2026-03-01T00:00:00Z' };
    const checkpoint = signCheckpoint(head, privateKey);
    const proof = { line: line ?? '', hashBefore: hashBefore ?? '', leaves: [], checkpoint };
    expect(verifyInclusion(proof, publicKey)).toBe(at[name]);
    const forged = { ...proof, line: proof.line.replace('demo', 'dema') };
    expect(() => verifyInclusion(forged, publicKey)).toThrow('does not lead to the hash');
  },
);

it('answers null where there is none', async () => {
  expect(await event(0, 'type')).toBeNull();
  expect(await event(1_000_000, 'type')).toBeNull();
});

it('names to a firm of a promise no firm but itself', async () => {
  const asked = `{ event(position: ${at.announced}) { participants line } }`;
  const own = await gateway.ask(asked, { role: 'trader' });
  expect(own.data).toEqual({ event: { participants: [TRADER], line: null } });
});

it.each([
  ['operator', [...ALL, 'statement']],
  ['reporter', ALL],
  ['commission', ALL],
  ['council', ALL],
  ['customs', ['goods']],
  // Not even its own: the events of banks hold postings to the accounts of others, and what a screening found.
  ['bank', []],
  ['consulate', []],
  // Its own contract and report, and no firm that a match does not name yet.
  ['trader', ['announced', 'own', 'ownReport']],
] as const)('tells a %s of %j', async (role, seen) => {
  const fields = [...ALL, 'statement'].map((name) => `${name}: event(position: ${at[name]}) { position }`);
  const { data } = await gateway.ask(`{ ${fields.join(' ')} }`, { role });
  const told = Object.entries(data as object).flatMap(([name, found]) => (found ? name : []));
  expect(told).toEqual([...seen]);
});

it('leads from what explains a figure to its events, in one statement for a page', async () => {
  for (const position of [at.announced, at.own]) {
    await ledger.insert('reporting.commitment_facts', {
      generation: 1,
      position,
      fact: 1,
      commitment_id: PROMISE.slice('commitment-'.length),
      stage: 'promised',
      on_day: '2026-02-04',
      cause_position: at.first,
      usd_cents: 100,
      jobs: 0,
      unvalued_lines: 0,
      status: 'announced',
    });
  }
  await addCommitment(ledger, {
    id: PROMISE.slice('commitment-'.length),
    position: at.announced ?? 0,
    of: {},
    stages: [],
  });
  await ledger.reach(at.statement ?? 0);
  gateway.statements();
  const { data, errors } = await gateway.ask(`{ commitmentFunnel {
    events(stage: PROMISED) { edges { node { event { type } causeEvent { type } } } }
    commitments { edges { node { event { type } } } } } }`);
  expect(errors).toEqual([]);
  const told = (type: string) => ({ event: { type }, causeEvent: { type: 'RouteOpened' } });
  expect(data).toEqual({
    commitmentFunnel: {
      events: { edges: [{ node: told('CommitmentAnnounced') }, { node: told('CommitmentContracted') }] },
      commitments: { edges: [{ node: { event: { type: 'CommitmentAnnounced' } } }] },
    },
  });
  expect(gateway.statements().filter((sql) => sql.includes('read.log')).length).toBeLessThanOrEqual(2);
});

it('says that an event is archived, rather than that there is none', async () => {
  const client = await ledger.owner.connect();
  await client.query('BEGIN');
  await client.query(`SET LOCAL session_replication_role = replica`);
  await client.query('DELETE FROM ledger.events WHERE position = $1', [at.first]);
  await client.query('UPDATE ledger.head SET archived_to = $1', [at.first]);
  await client.query('COMMIT');
  client.release();
  const { data, errors } = await gateway.ask(
    `{ gone: event(position: ${at.first}) { type } next: event(position: ${at.announced}) { type hashBefore } }`,
  );
  expect(data).toEqual({ gone: null, next: { type: 'CommitmentAnnounced', hashBefore: null } });
  expect(errors).toMatchObject([{ code: 'ARCHIVED', path: ['gone'] }]);
});
