import fc from 'fast-check';
import { addCommitment } from '../../spec-kit/commitment-rows.js';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { idOf } from '../../spec-kit/payment-rows.js';
import { addMeeting } from './meeting.spec-kit.js';

const SEED = 20_261_126;
const PINNED = 40;
const MEETING = idOf(1);

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
/** Of the row that was added last. */
let position = 0;
let rows = 0;

async function promise(number: number, at: number, cents: number): Promise<void> {
  await addCommitment(ledger, { id: idOf(number), position: at, of: {}, stages: [['promised', cents]] });
}
const version = (commitment_id: string, at: number, title: string) =>
  ledger.insert('reporting.commitment_versions', {
    generation: 1,
    commitment_id,
    position: at,
    title,
    kind: 'memorandum',
    sector: 'textiles',
    of_services: false,
    ownership: 'private',
    from_countries: ['PK'],
    to_countries: ['KZ'],
    due_on: null,
    participants: [],
  });
const delivered = (at: number, usd_cents: number, status: string | null) =>
  ledger.insert('reporting.commitment_facts', {
    generation: 1,
    commitment_id: idOf(11),
    position: at,
    fact: 2,
    stage: 'delivered',
    on_day: '2026-03-10',
    cause_position: at,
    usd_cents,
    jobs: 0,
    unvalued_lines: 0,
    ...(status !== null && { status }),
  });
const goal = (at: number, yearly_amount_cents: number) =>
  ledger.insert('reporting.targets', {
    generation: 1,
    target_id: 'pk-kz',
    position: at,
    reporter: 'PK',
    partner: 'KZ',
    yearly_amount_cents,
    source: 'x',
    demo: false,
  });
async function opened(number: number, at: number): Promise<void> {
  const day = '2026-03-10';
  await ledger.insert('reporting.case_openings', {
    generation: 1,
    case_id: idOf(number),
    opening: 0,
    kind: 'customs-hold',
    consignment_id: idOf(number + 1_000),
    opened_position: at,
    opened_at: `${day}T10:00:00Z`,
    opened_on: day,
    answer_by: `${day}T12:00:00Z`,
    resolve_by: `${day}T14:00:00Z`,
    demo: false,
  });
  await ledger.insert('reporting.case_facts', {
    generation: 1,
    position: at,
    case_id: idOf(number),
    type: 'CaseOpened',
    on_day: day,
    kind: 'customs-hold',
  });
  await worth(number + 1_000, at, 700);
}
const worth = (number: number, at: number, usd_cents: number) =>
  ledger.insert('reporting.goods_values', {
    generation: 1,
    consignment_id: idOf(number),
    position: at,
    usd_cents,
    cancelled: false,
    occurred_at: '-infinity',
  });

/** What may be recorded behind the closing, as reporting would write it: rows behind it, and what it changes in rows before it. */
const LATER: Readonly<Record<string, (at: number, cents: number) => Promise<unknown>>> = {
  trade: (at, cents) => ledger.fact({ position: at, month: '2026-02', flow: 'export', cents: BigInt(cents) }),
  target: goal,
  promise: (at, cents) => promise(100 + at, at, cents),
  revision: (at) => version(idOf(11), at, `Towels, as of ${at}`),
  delivery: (at, cents) => delivered(at, cents, 'fulfilled'),
  withdrawal: async (at) => {
    await delivered(at, 0, 'withdrawn');
    await ledger.owner.query(
      `UPDATE reporting.commitments SET status = 'withdrawn', title = 'y', value_usd_cents = 1, last_position = $1`,
      [at],
    );
  },
  opening: (at) => opened(100 + at, at),
  resolution: async (at) => {
    await ledger.insert('reporting.case_facts', {
      generation: 1,
      position: at,
      case_id: idOf(21),
      type: 'CaseResolved',
      on_day: '2026-03-12',
    });
    await ledger.owner.query(
      `UPDATE reporting.case_openings SET resolved_position = $1, resolved_at = '2026-03-12T10:00:00Z', resolved_on = '2026-03-12', outcome = 'released'
       WHERE case_id = $2 AND resolved_position IS NULL`,
      [at, idOf(21)],
    );
  },
  value: (at, cents) => worth(1_021, at, cents),
};

const money = '{ amount currency }';
const stages = `{ promised ${money} contracted ${money} shipped ${money} delivered ${money} paid ${money} deliveredShare }`;
const REPORT = `{ meeting(meetingId: "${MEETING}") { report { pinned asOf
  targets { reporter partner target { yearlyAmount ${money} } history { position } realised ${money} months from to share runRate ${money} }
  funnel { total { commitments fulfilled lapsed withdrawn stages ${stages} } bySector { name commitments }
    commitments(first: 50) { edges { node { commitmentId title status stuckBefore lastProgressOn stages ${stages} } } } }
  cases { from to byMonth { month kind opened resolved } }
  blocked { value ${money} consignments goods(first: 50) { edges { node { consignmentId value ${money} reasons positions } } } }
} } }`;

/** The report, letter for letter. */
async function told(): Promise<string> {
  const { data, errors } = await gateway.ask(REPORT, { role: 'commission' });
  expect(errors).toEqual([]);
  return JSON.stringify(data);
}

beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let event = 1; event <= PINNED; event += 1) {
    await ledger.event({ recordedAt: '2026-03-13T08:00:00Z' });
  }
  await goal(2, 100_000);
  await ledger.fact({ position: 3, month: '2026-02', flow: 'export', cents: 5_000n });
  await promise(11, 4, 90_000);
  await promise(12, 5, 40_000);
  await delivered(6, 10_000, null);
  await opened(21, 7);
  await addMeeting(ledger, MEETING, 1, {}, { status: 'closed', report_as_of: PINNED, last_position: PINNED });
  position = PINNED;
  await ledger.reach(PINNED);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

it('whatever is recorded behind the closing, the report says the same, also from read models that were made anew', async () => {
  const pinned = await told();
  expect(JSON.parse(pinned)).toMatchObject({
    meeting: {
      report: {
        pinned: true,
        asOf: PINNED,
        targets: [{ realised: { amount: '50.00' } }],
        funnel: {
          total: {
            commitments: 2,
            stages: { promised: { amount: '1300.00' }, delivered: { amount: '100.00' } },
          },
        },
        blocked: { value: { amount: '7.00' }, consignments: 1 },
      },
    },
  });
  const later = fc.record({
    kind: fc.constantFrom(...Object.keys(LATER)),
    cents: fc.integer({ min: 1, max: 1_000_000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(later, { minLength: 1, maxLength: 12 }), async (drawn) => {
      for (const { kind, cents } of drawn) {
        position += 1;
        rows += 1;
        await LATER[kind]?.(position, cents);
      }
      await ledger.reach(position);
      expect(await told()).toBe(pinned);
    }),
    { seed: SEED, numRuns: 12 },
  );
  expect(rows).toBeGreaterThan(Object.keys(LATER).length);

  // A rebuild makes the same rows under another generation, in whichever order.
  const { rows: tables } = await ledger.owner.query<{ name: string; columns: string; made: string }>(
    `SELECT table_name AS name, string_agg(quote_ident(column_name), ', ') AS columns, string_agg('made.' || quote_ident(column_name), ', ') AS made FROM information_schema.columns
     WHERE table_schema = 'reporting' AND is_generated = 'NEVER' AND table_name <> 'projections'
     GROUP BY table_name HAVING bool_or(column_name = 'generation')`,
  );
  for (const { name, columns, made } of tables) {
    await ledger.owner.query(
      `INSERT INTO reporting.${name} (${columns}) SELECT ${made} FROM reporting.${name} t
         CROSS JOIN LATERAL jsonb_populate_record(t, '{"generation": 2}') made ORDER BY md5(t::text)`,
    );
  }
  await ledger.owner.query(
    `UPDATE reporting.projections SET state = 'retired';
     INSERT INTO reporting.projections (name, generation, state, position) SELECT name, 2, 'live', position FROM reporting.projections`,
  );
  for (const { name } of tables)
    await ledger.owner.query(`DELETE FROM reporting.${name} WHERE generation = 1`);
  expect(await told()).toBe(pinned);
});
