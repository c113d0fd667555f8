import fc from 'fast-check';
import { type FilledLedger, startFilledLedger } from '../../../apps/gateway/src/spec-kit/filled-ledger.js';
import {
  type GatewayUnderTest,
  startGatewayUnderTest,
} from '../../../apps/gateway/src/spec-kit/gateway-under-test.js';
import { commitmentRealisation } from '../../../apps/reporting/src/institutions/commitments/commitment-realisation.js';
import type { RealisationEvent } from '../../../apps/reporting/src/institutions/commitments/realisation.fold.js';
import { happenedBy, instantOf, steps, storyOf } from './late-promises.spec-kit.js';

const SEED = 20_261_127;
const STORIES = 10;
/** Of each, as of positions and by instants. */
const ASKED = 3;
const LOG = 200;

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let event = 1; event <= LOG; event += 1) await ledger.event({ recordedAt: '2099-06-01T00:00:00Z' });
  await ledger.reach(LOG);
  gateway = await startGatewayUnderTest(ledger.url);
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

/** Fills a generation as reporting does, from batches of a size. */
async function fill(generation: number, events: readonly RealisationEvent[], size: number): Promise<void> {
  const client = await ledger.owner.connect();
  for (let at = 0; at < events.length; at += size)
    await commitmentRealisation.apply(events.slice(at, at + size), { client, generation });
  client.release();
}

const MONEY = ['promised', 'contracted', 'shipped', 'cleared', 'delivered', 'deliveredUncleared', 'paid'];
const JOBS = ['jobsPromised', 'jobsReported', 'jobsVerified', 'unvalued'];
const EXPLAINED = {
  ...Object.fromEntries(MONEY.map((stage) => [stage.replace('U', '_U').toUpperCase(), stage])),
  JOBS_REPORTED: 'jobsReported',
  JOBS_VERIFIED: 'jobsVerified',
  UNVALUED: 'unvalued',
  COMMITMENTS: 'commitments',
  WITHDRAWN: 'withdrawn',
  LAPSED: 'lapsed',
  FULFILLED: 'fulfilled',
};
const STAGES = `stages { ${MONEY.map((stage) => `${stage} { amount }`).join(' ')} deliveredShare paidShare ${JOBS.join(' ')} }`;
const PART = `name commitments withdrawn lapsed fulfilled ${STAGES}`;
const EVENTS = Object.keys(EXPLAINED)
  .map(
    (stage) =>
      `${stage}: events(stage: ${stage}, first: 500) { edges { node { position causePosition commitmentId consignmentId contractId on share { amount } number inContractCurrency { amount currency } } } }`,
  )
  .join(' ');
const FIELDS = `
  total { ${PART} } services { ${PART} } bySector { ${PART} } byOccasion { ${PART} } byYear { ${PART} } byOwnership { ${PART} }
  commitments(first: 10) { edges { node { commitmentId title sector ownership status stuckBefore lastProgressOn consignments lettersOfCredit ${STAGES} } } }
  links(first: 50) { edges { node { position kind id commitmentId contractId basis } } }
  restatement(since: $since) { measures { measure unit before after } entries(first: 100) { edges { node { key kind positions measures { measure unit before after } } } } }`;
/** With the same texts all along: the gateway keeps what it makes of a question. */
const asking = (fields: string, more = '') =>
  `query ($asOf: Position!, $until: DateTime, $sector: String${more}) { funnel: commitmentFunnel(asOf: $asOf, occurredUntil: $until, sector: $sector) { ${fields} } }`;
const FIGURES = asking(FIELDS, ', $since: Position!');
const EXPLANATIONS = asking(`total { ${PART} } ${EVENTS}`);
const AGES = asking('commitments { edges { node { lastProgressOn daysSinceProgress } } }');
const OWN = asking(
  `total { ${PART} } links(first: 50) { edges { node { id } } } commitments { edges { node { commitmentId } } }`,
);

interface Asked {
  readonly asOf: number;
  readonly since?: number;
  readonly until?: string;
  readonly sector?: string;
}

interface Funnel {
  readonly total: Readonly<Record<string, unknown>> & {
    readonly stages: Readonly<Record<string, unknown>>;
  };
  readonly commitments: { readonly edges: readonly { readonly node: object }[] };
}

async function answer(
  generation: number,
  query: string,
  variables: Asked,
  role: 'reporter' | 'trader' = 'reporter',
): Promise<Funnel> {
  await ledger.owner.query(
    `UPDATE reporting.projections SET generation = $1 WHERE name = 'commitment-realisation'`,
    [generation],
  );
  const { data, errors } = await gateway.ask(query, { role, variables: { ...variables } });
  expect(errors).toEqual([]);
  return (data as { funnel: Funnel }).funnel;
}

/** Each figure is what its events add up to. */
function explains(funnel: Funnel): void {
  for (const [stage, name] of Object.entries(EXPLAINED)) {
    const { edges } = (funnel as unknown as Record<string, { edges: readonly { node: Share }[] }>)[stage] ?? {
      edges: [],
    };
    const figure = funnel.total[name] ?? funnel.total.stages[name];
    const isMoney = typeof figure === 'object';
    const sum = edges.reduce(
      (all, { node }) => all + BigInt(isMoney ? node.share.amount.replace('.', '') : node.number),
      0n,
    );
    const told = isMoney
      ? BigInt((figure as { amount: string }).amount.replace('.', ''))
      : BigInt(String(figure));
    expect([stage, sum]).toEqual([stage, told]);
  }
}
interface Share {
  readonly share: { readonly amount: string };
  readonly number: string;
}

it('by any instant, whatever is told late, the funnel is that of a ledger that holds exactly the events that had happened', async () => {
  const stories = fc.sample(
    fc.tuple(
      steps,
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 24 }), fc.nat()), {
        minLength: ASKED,
        maxLength: ASKED,
      }),
    ),
    { seed: SEED, numRuns: STORIES },
  );
  const seen = new Set<string>();
  let [generation, mixed, units] = [2, 0, 0];
  for (const [told, asked] of stories) {
    const events = storyOf(told);
    expect(events.length).toBeLessThanOrEqual(LOG);
    const all = generation;
    await fill(all, events, 7);
    for (const [at, day, sinceAt] of asked) {
      const position = at % 2 === 0 ? events.length : 1 + (at % events.length);
      const since = 1 + (sinceAt % position);
      const instant = instantOf(day);
      generation += 1;
      const known = events.filter((event) => event.position <= position);
      const happened = happenedBy(known, instant);
      await fill(generation, happened, 11);
      const exactly = { asOf: position };
      const by = { ...exactly, until: instant };
      for (const sector of [{}, { sector: 'leather' }]) {
        const figures = await answer(generation, FIGURES, { ...exactly, ...sector, since });
        expect(await answer(all, FIGURES, { ...by, ...sector, since })).toEqual(figures);
        const explained = await answer(all, EXPLANATIONS, { ...by, ...sector });
        expect(explained).toEqual(await answer(generation, EXPLANATIONS, { ...exactly, ...sector }));
        explains(explained);
        seen.add(JSON.stringify(figures));
      }
      // Idle since then, on the day of the instant.
      for (const { node } of (await answer(all, AGES, by)).commitments.edges) {
        const { lastProgressOn, daysSinceProgress } = node as Record<string, string>;
        const days = (Date.parse(instant.slice(0, 10)) - Date.parse(lastProgressOn ?? '')) / 86_400_000;
        expect(Number(daysSinceProgress)).toBe(Math.max(0, days));
      }
      expect(await answer(all, OWN, by, 'trader')).toEqual(await answer(generation, OWN, exactly, 'trader'));
      const { rows } = await ledger.owner.query<{ n: number }>(
        `SELECT count(DISTINCT unit_id)::int AS n FROM reporting.commitment_disorder
         WHERE generation = $1 AND position <= $2 AND occurred_at <= $3 AND behind_at > $3`,
        [all, position, instant],
      );
      const n = rows[0]?.n ?? 0;
      mixed += n > 0 ? 1 : 0;
      units += n;
    }
    generation += 1;
  }
  // Not of nothing, and of what is told out of order more often than not.
  expect(seen.size).toBeGreaterThan(STORIES * 2);
  expect(mixed).toBeGreaterThan(STORIES);
  expect(units).toBeGreaterThan(mixed * 2);
}, 280_000);
