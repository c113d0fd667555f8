import fc from 'fast-check';
import { addCommitment } from '../../spec-kit/commitment-rows.js';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';

const SEED = 20_261_127;
const COMMITMENTS = 6;
/** Of services. */
const SOFTWARE = 6;
const MONEY = {
  PROMISED: 'promised',
  CONTRACTED: 'contracted',
  SHIPPED: 'shipped',
  CLEARED: 'cleared',
  DELIVERED: 'delivered',
  DELIVERED_UNCLEARED: 'deliveredUncleared',
  PAID: 'paid',
  INVESTMENT_PROMISED: 'investmentPromised',
  INVESTMENT_REPORTED: 'investmentReported',
  INVESTED: 'investmentVerified',
} as const;
const NUMBERS = {
  JOBS_PROMISED: 'jobsPromised',
  JOBS_REPORTED: 'jobsReported',
  JOBS_VERIFIED: 'jobsVerified',
  UNVALUED: 'unvalued',
} as const;
const COUNTS = {
  COMMITMENTS: 'commitments',
  WITHDRAWN: 'withdrawn',
  LAPSED: 'lapsed',
  FULFILLED: 'fulfilled',
} as const;
/** Of the funnel, by what their events are asked for with. */
const FIELDS = { ...MONEY, ...NUMBERS, ...COUNTS };

const told = fc.record({
  of: fc.integer({ min: 1, max: COMMITMENTS }),
  what: fc.oneof(
    fc.record({
      stage: fc.constantFrom(
        'promised',
        'contracted',
        'shipped',
        'cleared',
        'delivered',
        'delivered-uncleared',
        'paid',
        'invested-promised',
        'invested-reported',
        'invested-verified',
      ),
      usd_cents: fc.integer({ min: -999, max: 9_999 }),
      unvalued_lines: fc.integer({ min: -1, max: 2 }),
    }),
    fc.record({
      stage: fc.constantFrom('jobs-promised', 'jobs-reported', 'jobs-verified'),
      jobs: fc.integer({ min: -5, max: 40 }),
    }),
    fc.record({
      stage: fc.constant('status'),
      status: fc.constantFrom('announced', 'contracted', 'withdrawn', 'lapsed', 'fulfilled'),
    }),
  ),
});

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const DAYS = 90;
const dayOf = (day: number) => new Date(Date.UTC(2026, 0, 10 + day)).toISOString();
const positions: number[] = [];
let ledger: FilledLedger;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let number = 1; number <= COMMITMENTS; number += 1) {
    const position = await ledger.event({ type: 'CommitmentAnnounced' });
    const sector = number === SOFTWARE ? 'it' : number % 2 === 0 ? 'leather' : 'textiles';
    const of = { sector, of_services: number === SOFTWARE, announced_on: '2026-01-10' };
    await addCommitment(ledger, { id: idOf(number), position, of, stages: [['promised', number * 10_000]] });
    positions.push(position);
  }
  for (const { of, what } of fc.sample(told, { seed: SEED, numRuns: 240 })) {
    const position = await ledger.event();
    await ledger.insert('reporting.commitment_facts', {
      generation: 1,
      position,
      fact: 1,
      commitment_id: idOf(of),
      on_day: '2026-02-01',
      cause_position: position,
      contract_id: idOf(50),
      usd_cents: 0,
      jobs: 0,
      unvalued_lines: 0,
      ...what,
    });
    positions.push(position);
  }
  for (const [index, position] of positions.entries()) {
    const occurred_at = dayOf(index < COMMITMENTS ? 0 : (index * 37) % DAYS);
    await ledger.insert('reporting.commitment_instants', { generation: 1, position, occurred_at });
  }
  // Goods of the second commitment, told behind what happened four days later.
  const goods = { position: positions[60], unit_id: idOf(70), generation: 1 };
  await ledger.insert('reporting.commitment_disorder', {
    ...goods,
    ...{ occurred_at: dayOf(100), behind_at: dayOf(104) },
  });
  await ledger.insert('reporting.commitment_links', {
    ...{ generation: 1, position: positions[20], kind: 'consignment', id: idOf(70), commitment_id: idOf(2) },
    ...{ basis: 'hand', told_by: 'x' },
  });
  await ledger.reach(positions.at(-1) ?? 0);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

interface Part {
  readonly stages: Readonly<Record<string, string | { readonly amount: string }>>;
  readonly [count: string]: unknown;
}
interface Node {
  readonly contractId: string | null;
  readonly share: { readonly amount: string };
  readonly number: string;
}

const asked = async (fields: string, args: string): Promise<Record<string, never>> => {
  const { data, errors } = await gateway.ask(`{ commitmentFunnel${args} { ${fields} } }`);
  expect(errors).toEqual([]);
  return (data as { commitmentFunnel: Record<string, never> }).commitmentFunnel;
};

async function figureOf(name: string, args: string, line = 'total'): Promise<string> {
  const field = (FIELDS as Record<string, string>)[name] ?? '';
  const ofStages = name in MONEY ? `stages { ${field} { amount } }` : `stages { ${field} }`;
  const fields = `part: ${line} { ${name in COUNTS ? field : ofStages} }`;
  const { part } = (await asked(fields, args)) as unknown as { part: Part };
  if (name in COUNTS) return String(part[field]);
  const figure = part.stages[field];
  return typeof figure === 'object' ? figure.amount : String(figure);
}

async function explained(name: string, args: string, of = ''): Promise<string> {
  const fields = `events(stage: ${name}, first: 500${of}) { edges { node { contractId share { amount } number } } }`;
  const { events } = (await asked(fields, args)) as unknown as {
    events: { edges: readonly { node: Node }[] };
  };
  const nodes = events.edges.map(({ node }) => node);
  if (name in MONEY) {
    expect(nodes.every(({ number }) => number === '0')).toBe(true);
    const cents = nodes.reduce((sum, { share }) => sum + BigInt(share.amount.replace('.', '')), 0n);
    return (Number(cents) / 100).toFixed(2);
  }
  expect(nodes.every(({ share }) => share.amount === '0.00')).toBe(true);
  return nodes.reduce((sum, { number }) => sum + BigInt(number), 0n).toString();
}

it.each(Object.keys(FIELDS))('explains %s by events that sum to it, as of any position', async (name) => {
  const some = [0, 20, 60, 100, 245].map((index) => positions[index] ?? 0);
  const seen = new Set<string>();
  for (const filter of ['', ', sector: "leather"']) {
    for (const asOf of some) {
      const args = `(asOf: ${asOf}${filter})`;
      const figure = await figureOf(name, args);
      expect([args, await explained(name, args)]).toEqual([args, figure]);
      const ofServices = await explained(name, args, ', ofServices: true');
      expect([args, ofServices]).toEqual([args, await figureOf(name, args, 'services')]);
      seen.add(figure);
    }
  }
  // Not of nothing, and not the same everywhere.
  expect(seen.size).toBeGreaterThan(1);
});

it('explains what one commitment came to', async () => {
  const { commitments } = (await asked(
    'commitments { edges { node { commitmentId stages { delivered { amount } jobsReported } } } }',
    '',
  )) as unknown as { commitments: { edges: readonly { node: Part & { commitmentId: string } }[] } };
  expect(commitments.edges).toHaveLength(COMMITMENTS);
  for (const { node } of commitments.edges) {
    const of = `, commitmentId: "${node.commitmentId}"`;
    expect(node.stages).toEqual({
      delivered: { amount: await explained('DELIVERED', '', of) },
      jobsReported: await explained('JOBS_REPORTED', '', of),
    });
  }
});

it('tells the contract of an event', async () => {
  const { events } = (await asked(
    'events(stage: SHIPPED, first: 1) { edges { node { contractId } } }',
    '',
  )) as unknown as { events: { edges: readonly { node: Node }[] } };
  expect(events.edges).toEqual([{ node: { contractId: idOf(50) } }]);
});

it.each(Object.keys(FIELDS))('explains %s by the events that had happened by an instant', async (name) => {
  const seen = new Set<string>();
  for (const filter of ['', ', sector: "leather"']) {
    for (const day of [-1, 0, 30, 60, DAYS]) {
      const args = `(occurredUntil: "${dayOf(day)}"${filter})`;
      const figure = await figureOf(name, args);
      expect([args, await explained(name, args)]).toEqual([args, figure]);
      if (day === -1) expect(Number(figure)).toBe(0);
      if (day === DAYS) expect(figure).toBe(await figureOf(name, filter ? '(sector: "leather")' : ''));
      seen.add(figure);
    }
  }
  // Nobody withdrew for good.
  if (name !== 'WITHDRAWN') expect(seen.size).toBeGreaterThan(1);
});

it('counts exactly the facts that had happened, and the last status of them', async () => {
  const until = dayOf(40);
  const { rows } = await ledger.owner.query<{ promised: string; paid: string; lapsed: number }>(
    `SELECT (sum(f.usd_cents) FILTER (WHERE stage = 'promised') / 100)::numeric(20, 2)::text AS promised,
       (sum(f.usd_cents) FILTER (WHERE stage = 'paid') / 100)::numeric(20, 2)::text AS paid,
       (SELECT count(*)::int FROM (SELECT DISTINCT ON (s.commitment_id) s.status FROM reporting.commitment_facts s JOIN reporting.commitment_instants i USING (position)
         WHERE s.status IS NOT NULL AND i.occurred_at <= $1 AND s.commitment_id <> '${idOf(SOFTWARE)}' ORDER BY s.commitment_id, s.position DESC) o WHERE o.status = 'lapsed') AS lapsed
     FROM reporting.commitment_facts f JOIN reporting.commitment_instants i USING (position) WHERE i.occurred_at <= $1 AND f.commitment_id <> '${idOf(SOFTWARE)}'`,
    [until],
  );
  const { occurredUntil, total, commitments } = (await asked(
    'occurredUntil total { lapsed stages { promised { amount } paid { amount } } } commitments { edges { node { consignments } } }',
    `(occurredUntil: "${until}")`,
  )) as unknown as Record<string, unknown> & { total: Part; commitments: { edges: unknown[] } };
  expect({ occurredUntil, ...total }).toEqual({
    occurredUntil: until,
    lapsed: rows[0]?.lapsed,
    stages: { promised: { amount: rows[0]?.promised }, paid: { amount: rows[0]?.paid } },
  });
  expect(commitments.edges).toHaveLength(COMMITMENTS);
});

it('refuses what is too much to fold anew, and nothing else', async () => {
  const words = (count: number) =>
    ledger.owner.query(
      `INSERT INTO reporting.commitment_words (generation, unit_id, position, occurred_at, word)
       SELECT 1, $1::uuid, n, '2026-02-01T00:00:00Z', jsonb_build_object('kind', 'dispatched', 'position', n, 'on', '2026-02-01',
         'at', '2026-02-01T00:00:00.000Z', 'consignmentId', $1::uuid)
       FROM generate_series(-$2::int, -1) n`,
      [idOf(70), count],
    );
  const errorsOf = async (day: number, more = '') =>
    (
      await gateway.ask(
        `{ commitmentFunnel(occurredUntil: "${dayOf(day)}"${more}) { total { commitments } } }`,
      )
    ).errors;
  await words(20_000);
  expect(await errorsOf(102)).toEqual([]);
  await ledger.owner.query('DELETE FROM reporting.commitment_words');
  await words(20_001);
  expect(await errorsOf(102)).toMatchObject([
    {
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('occurredUntil: what had come of 1 of the commitments'),
    },
  ]);
  expect(await errorsOf(100)).toHaveLength(1);
  expect(await errorsOf(102, ', sector: "leather"')).toHaveLength(1);
  // Of others, before and behind it, and before it was told.
  expect(await errorsOf(102, ', sector: "textiles"')).toEqual([]);
  expect(await errorsOf(99)).toEqual([]);
  expect(await errorsOf(104)).toEqual([]);
  expect(await errorsOf(102, `, asOf: ${positions[59]}`)).toEqual([]);
});
