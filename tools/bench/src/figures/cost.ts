import { startFilledGateway } from '../filled-gateway.js';
import { READ_MODELS, TRADE_CELLS } from '../institutions/filling.js';
import type { FiguresOptions } from '../options.js';
import { median, medianRatio } from '../statistics.js';
import type { FiguresBench } from './figures-bench.js';

const SMALL = 10_000;
const TODAY = '2026-10-01';
const GOAL_RATIO = 1.2;
/** Answers take a few milliseconds: each question is asked so often in a round, and before them. */
const TURNS = 20;
const WARM = 10;

/** One figure each; `asOf` is a position in the middle of the log, and one at its end. */
const questionsAt = (middle: number, end: number): readonly (readonly [name: string, query: string])[] => {
  const pair = 'reporter: "PK", partner: "KZ"';
  const threeYears = `${pair}, from: "2023-10", to: "2026-09"`;
  return [
    [
      'trade: 36 months',
      `{ bilateralTrade(${threeYears}) { total { amount } months { month total { amount } } } }`,
    ],
    [
      'trade: 36 months, as of the middle of the log',
      `{ bilateralTrade(${threeYears}, asOf: ${middle}) { total { amount } months { month total { amount } } } }`,
    ],
    ['trade: by sector', `{ bilateralTrade(${threeYears}) { bySector { sector total { amount } } } }`],
    ['trade: by chapter', `{ bilateralTrade(${threeYears}) { byChapter { chapter total { amount } } } }`],
    [
      'restatement of a year, of a thousand events',
      `{ tradeRestatement(${pair}, from: "2025-10", to: "2026-09", since: ${end - 1_000}) { before { amount } after { amount } newTrade { amount } corrections { amount } } }`,
    ],
    ['target: progress', `{ targetProgress(${pair}) { realised { amount } share growthNeeded } }`],
  ];
};

/** A fifth of the events are clearances of one pair of countries, of 36 months, ten chapters and five sectors: no more of these where there are more events. */
const fillingOf = (events: number): readonly (readonly [name: string, sql: string])[] => [
  [
    'read models',
    `INSERT INTO reporting.projections (name, generation, state, position)
     SELECT name, 1, 'live', ${events} FROM unnest(ARRAY['${READ_MODELS.join("', '")}']) name`,
  ],
  [
    'trade',
    `INSERT INTO reporting.trade_facts (generation, position, fact, reporter, partner, country_of_origin, country_of_consignment, flow, month,
       accepted_on, hs6, sector, consignment_id, declaration_id, line_number, net_mass_kg, value_usd_cents, correction, participants, demo, customs_office, occurred_at)
     SELECT 1, 5 * n, 1, 'PK', 'KZ', 'PK', CASE n % 3 WHEN 0 THEN 'PK' END, CASE n % 3 WHEN 0 THEN 'import' ELSE 'export' END, month, month + 14,
       (10 + n / 36 % 10) || '0100', (ARRAY['textiles', 'leather', 'agriculture', 'consumer-goods', 'other'])[1 + n / 36 % 5],
       md5('goods' || n)::uuid, md5('declaration' || n)::uuid, 1, 1, 100000, false, '{}', false, 'PKKHI', month + 14
     FROM generate_series(1, ${Math.floor(events / 5)}) n,
       LATERAL (SELECT (date '2023-10-01' + (n % 36) * interval '1 month')::date AS month) m`,
  ],
  ...TRADE_CELLS,
  [
    'targets',
    `INSERT INTO reporting.targets (generation, target_id, position, reporter, partner, yearly_amount_cents, due_on, source, demo)
     VALUES (1, 'pk-kz', 1, 'PK', 'KZ', 100000000000, '2030-12-31', 'x', false)`,
  ],
];

/** What figures cost, asked of the gateway in GraphQL, on a log that has grown beside one that has not: one round of one, one of the other. */
export async function benchCost(
  { server, endings, report, progress }: FiguresBench,
  { events, rounds }: Pick<FiguresOptions, 'events' | 'rounds'>,
): Promise<void> {
  const open = async (database: string, facts: number) => {
    const filling = { database, facts, filling: fillingOf(facts), today: TODAY };
    const side = await startFilledGateway(server, filling, progress);
    return { ...side, stop: endings.add(side.stop) };
  };
  const small = await open('small', SMALL);
  const large = await open('large', events);
  try {
    const sides = [
      { side: small, questions: questionsAt(SMALL / 2, SMALL) },
      { side: large, questions: questionsAt(Math.floor(events / 2), events) },
    ];
    const names = questionsAt(0, 0).map(([name]) => name);
    const taken = names.map((name) => ({ name, ms: sides.map(() => [] as number[]) }));
    // The first rounds warm up.
    for (let round = -WARM; round < rounds * TURNS; round += 1) {
      progress.step(`cost: turn ${round + 1} of ${rounds * TURNS}`);
      for (const [at, { name, ms }] of taken.entries()) {
        for (const [which, { side, questions }] of sides.entries()) {
          const query = questions[at]?.[1] ?? name;
          const began = performance.now();
          await side.ask(query);
          if (round >= 0) ms[which]?.push(performance.now() - began);
        }
      }
    }
    const title = `on ${events.toLocaleString('en-GB')} events, and on ${SMALL.toLocaleString('en-GB')}`;
    report.measurements(title);
    for (const { name, ms } of taken) {
      const [ofSmall = [], ofLarge = []] = ms;
      report.measurement({
        name: `${name}, ${SMALL.toLocaleString('en-GB')}`,
        value: median(ofSmall),
        unit: 'ms',
      });
      report.measurement({ name: `${name}, all`, value: median(ofLarge), unit: 'ms' });
    }
    report.checks('cost');
    for (const { name, ms } of taken) {
      const value = medianRatio(ms[1] ?? [], ms[0] ?? []);
      report.check({ name, value, unit: '×', goal: GOAL_RATIO, atMost: true });
    }
  } finally {
    await large.stop();
    await small.stop();
  }
}
