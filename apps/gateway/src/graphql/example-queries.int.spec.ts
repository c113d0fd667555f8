import { addCommitment } from '../spec-kit/commitment-rows.js';
import { addConsignment, addHistory, addInvoice, consignmentId } from '../spec-kit/consignment-rows.js';
import { addLetterOfCredit } from '../spec-kit/credit-rows.js';
import { addForumWithLead } from '../spec-kit/engagement-rows.js';
import { type FilledLedger, PARTICIPANTS, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { addConduct, addFirm } from '../spec-kit/firm-rows.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addHold } from '../spec-kit/hold-rows.js';
import { idOf } from '../spec-kit/payment-rows.js';
import { addPublication } from '../spec-kit/publication-rows.js';
import { addVisa } from '../spec-kit/visa-rows.js';
import { EXAMPLE_QUERIES } from './example-queries.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  ledger = await startFilledLedger();
  const position = await ledger.event({ type: 'TargetSet' });
  await ledger.insert('reporting.targets', {
    generation: 1,
    target_id: 'pk-kz',
    position,
    reporter: 'PK',
    partner: 'KZ',
    yearly_amount_cents: 100_000n,
    due_on: '2030-02-22',
    source: 'A joint statement',
    demo: false,
  });
  await addPublication(ledger, { known: [position], period: '2026', lines: { TOTAL: 900n, '62': 700n } });
  await addFirm(ledger, 'demo-textiles-faisalabad', position);
  const kept = { part: 'delivery', caseId: 'a', outcome: 'success', due: '2026-01-02', on: '2026-01-01' };
  await addConduct(ledger, 'demo-textiles-faisalabad', { ...kept, position });
  await addFlight(position);
  await ledger.insert('reporting.milestone_versions', {
    generation: 1,
    milestone_id: 'torkham-terminal',
    position,
    planned_position: position,
    status: 'cancelled',
    details: JSON.stringify({
      milestoneId: 'torkham-terminal',
      name: 'Terminal at Torkham',
      kind: 'terminal',
      places: ['PKTOR'],
      routeIds: [],
      plannedOn: '2026-01-31',
      firstPlannedOn: '2026-01-31',
      responsible: 'x',
      source: 'x',
    }),
    demo: false,
  });
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

/** A flight that was announced, and carries 100 kg of what cannot wait. */
async function addFlight(position: number): Promise<void> {
  const service = { generation: 1, service_id: 'islamabad-almaty-air', position };
  const capacity = { basis: 'tonnes', tonnes: '3.5' };
  await ledger.insert('reporting.service_versions', {
    ...service,
    announced_position: position,
    status: 'announced',
    details: JSON.stringify({
      serviceId: service.service_id,
      name: 'Islamabad to Almaty',
      mode: 'air',
      stops: ['PKISB', 'KZALA'],
      operator: 'demo-carpets-lahore',
      departuresPerWeek: 2,
      capacity,
      plannedStart: '2026-01-01',
      announcedBy: 'x',
      source: 'x',
      changes: [],
      pauses: [],
    }),
    periods: JSON.stringify([]),
    demo: false,
  });
  await ledger.insert('reporting.service_carriages', {
    ...service,
    consignment_id: consignmentId(1),
    from_place: 'PKISB',
    to_place: 'KZALA',
    departed_on: '2026-01-15',
    withdrawn: false,
  });
  const weighed = { generation: 1, consignment_id: consignmentId(1), position };
  await ledger.insert('reporting.service_masses', { ...weighed, load_kg: '120', critical_kg: '100' });
}

/** Adds consignments up to `count`, each with two invoices, 10.00 of trade, a hold of 36 hours, a letter of credit, a visa, a forum with a lead and a commitment of 20.00, and with each an event of the first one. */
let filled = 0;
async function fill(count: number): Promise<void> {
  const participants = [PARTICIPANTS.trader];
  let position = 0;
  for (; filled < count; filled += 1) {
    const number = filled + 1;
    await addConsignment(ledger, { number, status: 'in-transit', participants });
    await addInvoice(ledger, { consignment: number, number: 'INV-1', amount: 500n, participants });
    await addInvoice(ledger, { consignment: number, number: 'INV-2', amount: 500n, participants });
    await addHold(ledger, {
      consignment: number,
      from: '2026-03-01T10:00:00+05:00',
      to: '2026-03-02T22:00:00+05:00',
    });
    position = await addHistory(ledger, 1, { type: 'CheckpointRecorded', participants });
    const credit = { id: number, position, bank: PARTICIPANTS.bank };
    await addLetterOfCredit(ledger, credit, [['issued', '2026-01-15', { amount: 1_000, most: 1_100 }]]);
    await addVisa(ledger, { id: number, position }, [['submitted', '2026-01-20']]);
    await addForumWithLead(ledger, { id: number, position });
    const promise = { id: idOf(number + 500), position, of: { engagement_id: idOf(number) } };
    await addCommitment(ledger, { ...promise, stages: [['promised', 2_000]] });
    await ledger.fact({ position, month: '2026-01', flow: 'export', cents: 1_000n });
  }
  await ledger.reach(position);
}

/** The answer to an example, and what was read for it. */
async function run(title: string) {
  const example = EXAMPLE_QUERIES.find((candidate) => candidate.title === title);
  if (!example) throw new Error(`There is no example "${title}".`);
  gateway.statements();
  const { variables, query } = example;
  const { status, errors, data } = await gateway.ask(query, { ...(variables && { variables }) });
  expect([status, errors]).toEqual([200, []]);
  return { data: data as Record<string, unknown>, statements: gateway.statements() };
}

const total = (amount: string) => ({ amount, currency: 'USD' });
/** A page of `count` rows, whatever stands in them. */
const pageOf = (count: number, node: unknown = expect.anything()) => ({
  edges: Array.from({ length: count }, () => ({ node })),
  pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
});

/**
 * Title, statements beside BEGIN and COMMIT, and what the answer holds with `count` consignments:
 * - the target: how far the read models are, the target, the instant, the first month, the months
 * - the forecast: how far, the instant, the first month
 * - the trade: how far, months (they are the total too), sectors, chapters
 * - the official statistics: how far, months and years, chapters
 * - the events: how far, months, events
 * - the consignments: these, and the invoices of all of them
 * - the credits: how far, by bank
 * - the holds: how far, the instant, all of them, by reason, by office, each
 * - the goods that are stuck: how far, the sums, each
 * - the visas: how far, by month and cell
 * - the forums: how far, the totals, by kind, by sector, by reason, each, and the leads of all of them
 * - the promises: how far, the whole with its groups, the instant, each, the events
 * - the service: how far, the service, the instant, and what its figures rest on
 * - the milestones: how far, all of them, the instant, the days
 * - the firm: how far, the firm, the instant, its parts, its cases
 * - the consignment: how far, the head, the consignment, the instant, its holds, its history
 */
const EXAMPLES = [
  [
    'How far to the target?',
    5,
    () => ({
      targetProgress: expect.objectContaining({
        target: { yearlyAmount: total('1000.00'), dueOn: '2030-02-22', source: 'A joint statement' },
      }),
    }),
  ],
  [
    'What will the next twelve months bring?',
    4,
    () => ({
      tradeForecast: expect.objectContaining({
        total: null,
        months: [],
        methods: [],
        reason: expect.stringContaining('Not enough history'),
      }),
    }),
  ],
  [
    'What was traded, month by month, in which goods, by which routes?',
    5,
    (count: number) => ({
      bilateralTrade: expect.objectContaining({
        total: total(`${count * 10}.00`),
        bySector: [{ sector: 'TEXTILES', total: { amount: `${count * 10}.00` } }],
        byChapter: [{ chapter: '62', name: 'Woven apparel', total: { amount: `${count * 10}.00` } }],
        byRoute: [{ route: null, mayBe: [], total: { amount: `${count * 10}.00` } }],
      }),
    }),
  ],
  [
    'And with each country of Central Asia?',
    2,
    (count: number) => ({
      tradeByPartner: {
        total: total(`${count * 10}.00`),
        partners: [
          expect.objectContaining({ partner: 'KZ', share: '1.0000', total: { amount: `${count * 10}.00` } }),
        ],
        asOf: expect.any(Number),
      },
    }),
  ],
  [
    'And what do official statistics say of it?',
    3,
    () => ({
      officialTrade: {
        months: [],
        years: [expect.objectContaining({ period: '2026', flow: 'EXPORT', total: total('9.00') })],
        byChapter: [
          {
            chapter: '62',
            name: 'Woven apparel',
            years: [
              {
                period: '2026',
                flow: 'EXPORT',
                total: { amount: '7.00' },
                status: 'PROVISIONAL',
                position: 1,
              },
            ],
          },
        ],
        asOf: expect.any(Number),
      },
    }),
  ],
  [
    'Which events made the figure?',
    3,
    (count: number) => ({
      bilateralTrade: {
        total: total(`${count * 10}.00`),
        asOf: expect.any(Number),
        events: pageOf(count, expect.objectContaining({ share: total('10.00') })),
      },
    }),
  ],
  [
    'What was restated since it was reported, and by which events?',
    5,
    (count: number) => ({
      tradeRestatement: {
        before: { amount: '0.00' },
        after: { amount: `${count * 10}.00` },
        difference: total(`${count * 10}.00`),
        newTrade: { amount: `${count * 10}.00` },
        corrections: { amount: '0.00' },
        events: pageOf(count, expect.objectContaining({ share: { amount: '10.00' } })),
        since: 0,
        asOf: expect.any(Number),
      },
    }),
  ],
  [
    'What is on its way, and what has been paid?',
    3,
    (count: number) => ({
      consignments: pageOf(
        count,
        expect.objectContaining({
          status: 'IN_TRANSIT',
          invoices: ['INV-1', 'INV-2'].map((invoiceNumber) => expect.objectContaining({ invoiceNumber })),
        }),
      ),
    }),
  ],
  [
    'How are letters of credit used?',
    2,
    (count: number) => ({
      lettersOfCredit: {
        byBank: [
          expect.objectContaining({
            issuingBank: PARTICIPANTS.bank,
            issued: count,
            issuedAmount: { amount: `${count * 10}.00` },
            available: { amount: `${count * 11}.00` },
            examinationDays: null,
          }),
        ],
        asOf: expect.any(Number),
      },
    }),
  ],
  [
    'How long did customs hold goods, and why?',
    6,
    (count: number) => {
      const sum = { days: `${(count * 3) / 2}.0000`, holds: count, open: 0 };
      return {
        daysHeld: {
          ...sum,
          byReason: [{ reason: 'INSPECTION', ...sum }],
          byOffice: [{ office: 'PKKHI', ...sum }],
          asOf: expect.any(Number),
          until: expect.any(String),
          shares: pageOf(count, expect.objectContaining({ days: '1.5000', seconds: '129600.000' })),
        },
      };
    },
  ],
  [
    'What are the goods worth that are stuck, and which are they?',
    3,
    () => ({
      valueOfGoodsBlocked: {
        value: total('0.00'),
        consignments: 0,
        unvalued: 0,
        byReason: [],
        asOf: expect.any(Number),
        goods: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } },
      },
    }),
  ],
  [
    'How do applications for business visas fare?',
    2,
    (count: number) => {
      const all = expect.objectContaining({ submitted: count, open: count, granted: 0, days: null });
      return { visaFigures: { months: [all], asOf: expect.any(Number) } };
    },
  ],
  [
    'Which forum led to what?',
    7,
    (count: number) => ({
      engagements: {
        totals: expect.objectContaining({
          engagements: count,
          leads: count,
          leadsOpen: count,
          commitments: count,
          promised: total(`${count * 20}.00`),
          paid: { amount: '0.00' },
        }),
        byKind: [
          {
            kind: 'forum',
            engagements: count,
            held: 0,
            leads: count,
            leadsCommitted: 0,
            commitments: count,
            promised: { amount: `${count * 20}.00` },
            delivered: { amount: '0.00' },
          },
        ],
        leadsBySector: [
          {
            sector: 'textiles',
            leads: count,
            open: count,
            committed: 0,
            lapsed: 0,
            expected: [total(`${count * 10}.00`)],
          },
        ],
        lapseReasons: [],
        asOf: expect.any(Number),
        shares: {
          edges: Array.from({ length: count }, () => ({
            node: expect.objectContaining({
              commitments: 1,
              promised: { amount: '20.00' },
              leadList: [expect.objectContaining({ status: 'open', commitmentId: null })],
            }),
          })),
        },
      },
    }),
  ],
  [
    'What came of what was promised, and where does it stick?',
    5,
    (count: number) => ({
      commitmentFunnel: expect.objectContaining({
        total: expect.objectContaining({
          commitments: count,
          stages: expect.objectContaining({ promised: total(`${count * 20}.00`), deliveredShare: '0.0000' }),
        }),
        commitments: {
          edges: Array.from({ length: count }, () => ({
            node: expect.objectContaining({ stuckBefore: 'CONTRACTED' }),
          })),
        },
        events: { edges: [] },
      }),
    }),
  ],
  [
    'What does a service carry, and which share of what cannot wait?',
    7,
    () => ({
      serviceFigures: expect.objectContaining({
        // Not started: it offers nothing yet.
        total: { departuresOffered: '0.00', capacityTonnes: null, loadKg: '120', loadFactor: null },
        timeCriticalKg: '100',
        consignments: { edges: [{ node: expect.objectContaining({ consignmentId: consignmentId(1) }) }] },
      }),
    }),
  ],
  [
    'Is the road or terminal there, and how many days did goods take before and after?',
    4,
    () => ({
      milestones: {
        edges: [
          {
            node: expect.objectContaining({
              status: 'cancelled',
              lateDays: null,
              measured: { before: null, after: null },
            }),
          },
        ],
      },
    }),
  ],
  [
    'How far is a firm trusted, and by which events?',
    5,
    () => ({
      firm: expect.objectContaining({
        trust: expect.objectContaining({
          // One case is too few for a score.
          score: null,
          parts: expect.arrayContaining([
            expect.objectContaining({ part: 'DELIVERY', cases: 1, successes: 1 }),
          ]),
        }),
      }),
    }),
  ],
  [
    'What happened to this consignment?',
    6,
    (count: number) => ({
      ledger: expect.anything(),
      // It was declared, too.
      consignment: {
        status: 'IN_TRANSIT',
        settledOn: null,
        daysHeld: { days: '1.5000', open: 0, until: expect.any(String) },
        holds: [expect.objectContaining({ reason: 'INSPECTION', office: 'PKKHI', days: '1.5000' })],
        history: pageOf(count + 1),
      },
    }),
  ],
] as const;

it('has every example here', () => {
  expect(EXAMPLES.map(([title]) => title)).toEqual(EXAMPLE_QUERIES.map(({ title }) => title));
  expect(EXAMPLE_QUERIES.at(-1)?.variables).toEqual({ id: consignmentId(1) });
});

describe.each([2, 30])('with %d consignments', (count) => {
  beforeAll(() => fill(count));

  it.each(EXAMPLES)('%s is answered with %d reads', async (title, reads, expected) => {
    const { data, statements } = await run(title);
    expect(data).toEqual(expected(count));
    expect([statements[0], statements.at(-1)]).toEqual([
      'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
      'COMMIT',
    ]);
    expect(statements).toHaveLength(reads + 2);
  });
});
