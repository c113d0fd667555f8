import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addMirrorPair, fillMirrorCells } from '../spec-kit/mirror-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

const calendar = (position: number, reporter: string, provisional: number, final: number, at: string) =>
  ledger.insert('reporting.release_calendars', {
    ...{ generation: 1, position, reporter, effective_from: '2025-12', source: 'Commission' },
    provisional_months: provisional,
    final_after_months: final,
    year_end_month: null,
    occurred_at: at,
  });

/**
 * | event | in Karachi        | what                                                                             |
 * | ----- | ----------------- | -------------------------------------------------------------------------------- |
 * | 1     | 10 February 2026  | PK's exports to KZ: November 100.00, December 200.00, January 300.00              |
 * | 2     | 28 February 23:59 |                                                                                  |
 * | 3     | 1 March 00:00     |                                                                                  |
 * | 4     | 5 March           | PK tells: from December on one month is provisional, and final behind two         |
 * | 5     | 10 March          | December is corrected to 190.00                                                  |
 * | 6     | 1 April 00:00     | an export to UZ in January; KZ tells: one month provisional, final behind three   |
 * | 7     | 2 April           | the gap of December changes                                                      |
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (const recordedAt of [
    '2026-02-10T08:00:00Z',
    '2026-02-28T18:59:59.999999Z',
    '2026-02-28T19:00:00Z',
    '2026-03-05T08:00:00Z',
    '2026-03-10T08:00:00Z',
    '2026-03-31T19:00:00Z',
    '2026-04-02T08:00:00Z',
  ])
    await ledger.event({ recordedAt });
  const exported = { flow: 'export' } as const;
  await ledger.fact({ ...exported, position: 1, month: '2025-11', cents: 10_000n });
  await ledger.fact({ ...exported, position: 1, month: '2025-12', cents: 20_000n });
  await ledger.fact({ ...exported, position: 1, month: '2026-01', cents: 30_000n });
  await ledger.fact({ ...exported, position: 5, month: '2025-12', cents: -1_000n, correction: true });
  await ledger.fact({ ...exported, position: 6, month: '2026-01', cents: 5n, partner: 'UZ' });
  const places = [['2025-12', '52', { exports: 100, one_side_only: -100 }]] as const;
  await addMirrorPair(ledger, { known: [5], consignment: 1, exported: 5, places });
  await addMirrorPair(ledger, { known: [7], consignment: 2, exported: 7, places });
  await fillMirrorCells(ledger);
  await calendar(4, 'PK', 1, 2, '2026-03-05T08:00:00Z');
  await calendar(6, 'KZ', 1, 3, '2026-03-31T19:00:00Z');
  await ledger.reach(7);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const RELEASE = 'release { status finalFrom restatedAfterFinal }';
const MONTHS = 'from: "2025-11", to: "2026-04"';
async function asked<Answer>(query: string): Promise<Answer> {
  const { data, errors } = await gateway.ask(`{ figure: ${query} }`);
  expect(errors).toEqual([]);
  return (data as { figure: Answer }).figure;
}
/** As `month status finalFrom restatedAfterFinal`. */
async function releases(query: string): Promise<readonly string[]> {
  const { months } = await asked<{
    readonly months: readonly {
      readonly month: string;
      readonly release: Readonly<Record<string, unknown>>;
    }[];
  }>(query);
  return months.map(({ month, release }) => [month, ...Object.values(release)].join(' '));
}
const ofTrade = (more: string, partner = 'KZ') =>
  releases(
    `bilateralTrade(reporter: "PK", partner: "${partner}", ${MONTHS}, ${more}) { months { month ${RELEASE} } }`,
  );

it('by default the two newest full months are provisional, by the clock of the reporter, and no month is final', async () => {
  expect(await ofTrade('asOf: 2')).toEqual([
    '2025-11 REVISED  false',
    '2025-12 PROVISIONAL  false',
    '2026-01 PROVISIONAL  false',
    '2026-02 PROVISIONAL  false',
    '2026-03 PROVISIONAL  false',
    '2026-04 PROVISIONAL  false',
  ]);
  expect((await ofTrade('asOf: 3')).slice(0, 3)).toEqual([
    '2025-11 REVISED  false',
    '2025-12 REVISED  false',
    '2026-01 PROVISIONAL  false',
  ]);
  expect((await ofTrade('asOf: 0')).slice(0, 1)).toEqual(['2025-11 PROVISIONAL  false']);
});

it('goes by the calendar that is known at the position, of the month that it is for, and shows what is restated behind its last revision', async () => {
  const known = [
    '2025-11 REVISED  false',
    '2025-12 FINAL 2026-03-01 false',
    '2026-01 REVISED 2026-04-01 false',
  ];
  const later = ['2026-02 PROVISIONAL 2026-05-01 false', '2026-03 PROVISIONAL 2026-06-01 false'];
  expect((await ofTrade('asOf: 4')).slice(0, 5)).toEqual([...known, ...later]);
  const restated = known.with(1, '2025-12 FINAL 2026-03-01 true');
  expect((await ofTrade('asOf: 5')).slice(0, 3)).toEqual(restated);
  expect((await ofTrade('knownAt: "2026-03-31T23:59:59+05:00"')).slice(0, 3)).toEqual(restated);
  expect((await ofTrade('asOf: 6')).slice(0, 4)).toEqual([
    ...restated.slice(0, 2),
    '2026-01 FINAL 2026-04-01 false',
    '2026-02 REVISED 2026-05-01 false',
  ]);
  // The export to UZ was recorded in the very instant from which January is final.
  expect((await ofTrade('asOf: 6', 'UZ')).slice(1, 3)).toEqual([
    '2025-12 FINAL 2026-03-01 false',
    '2026-01 FINAL 2026-04-01 true',
  ]);
  const withAll = `tradeByPartner(reporter: "PK", ${MONTHS}, asOf: 6) { months { month ${RELEASE} } }`;
  expect((await releases(withAll)).slice(1, 3)).toEqual([
    '2025-12 FINAL 2026-03-01 true',
    '2026-01 FINAL 2026-04-01 true',
  ]);
});

it('of what had happened by an instant, goes by the day of that and what had been told by then, and does not tell what was restated', async () => {
  // The default: two months are provisional.
  expect((await ofTrade('asOf: 6, occurredUntil: "2026-02-20T12:00:00+05:00"')).slice(0, 3)).toEqual([
    '2025-11 REVISED  ',
    '2025-12 PROVISIONAL  ',
    '2026-01 PROVISIONAL  ',
  ]);
  expect((await ofTrade('asOf: 6, occurredUntil: "2026-03-05T13:00:00+05:00"')).slice(0, 3)).toEqual([
    '2025-11 REVISED  ',
    '2025-12 FINAL 2026-03-01 ',
    '2026-01 REVISED 2026-04-01 ',
  ]);
});

it('of a gap, the side that is less final says how final it is', async () => {
  const gap = async (asOf: number) =>
    (
      await releases(
        `mirrorGap(exporter: "PK", importer: "KZ", ${MONTHS}, asOf: ${asOf}) { months { month ${RELEASE} } }`,
      )
    )[1];
  expect(await gap(5)).toBe('2025-12 REVISED  false');
  expect(await gap(6)).toBe('2025-12 FINAL 2026-04-01 false');
  expect(await gap(7)).toBe('2025-12 FINAL 2026-04-01 true');
  const { byChapter } = await asked<{ readonly byChapter: unknown }>(
    `mirrorGap(exporter: "PK", importer: "KZ", ${MONTHS}, asOf: 7) { byChapter { months { month ${RELEASE} } } }`,
  );
  expect(byChapter).toEqual([
    {
      months: [
        {
          month: '2025-12',
          release: { status: 'FINAL', finalFrom: '2026-04-01', restatedAfterFinal: true },
        },
      ],
    },
  ]);
});

it('tells the calendar itself, and which of it is the default', async () => {
  const FIELDS =
    'reporter asOf today provisional rules { effectiveFrom provisionalMonths finalAfterMonths yearEndMonth source isDefault position }';
  const byDefault = {
    effectiveFrom: null,
    provisionalMonths: 2,
    finalAfterMonths: null,
    yearEndMonth: null,
    source: expect.stringContaining('Default'),
    isDefault: true,
    position: null,
  };
  expect(await asked(`releaseCalendar(reporter: "PK", asOf: 6) { ${FIELDS} }`)).toEqual({
    reporter: 'PK',
    asOf: 6,
    today: '2026-04-01',
    provisional: ['2026-03'],
    rules: [
      byDefault,
      {
        ...{ effectiveFrom: '2025-12', provisionalMonths: 1, finalAfterMonths: 2, yearEndMonth: null },
        ...{ source: 'Commission', isDefault: false, position: 4 },
      },
    ],
  });
  expect(await asked(`releaseCalendar(reporter: "PK", asOf: 3) { ${FIELDS} }`)).toMatchObject({
    provisional: ['2026-01', '2026-02'],
    rules: [byDefault],
  });
});
