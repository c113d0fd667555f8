import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/**
 * | event | month   | what                                                  | cents                  |
 * | ----- | ------- | ----------------------------------------------------- | ---------------------- |
 * | 1     | 2026-01 | exports, two lines: textiles 100.00, agriculture 50.50 | 15 050                |
 * | 2     | 2026-01 | import by Port Qasim, pharmaceuticals                 | 7 000                  |
 * | 3     | 2026-03 | re-export (of China's goods), consumer goods          | 2 000                  |
 * | 4     | 2026-01 | correction of 1: textiles 100.00 → 80.00              | −10 000 + 8 000        |
 * | 5     | 2025-12 | export, before the months asked for                   | 99 999                 |
 * | 6     | 2026-02 | KZ's own statistics, and PK's trade with UZ           | another pair           |
 * | 7     | 2026-04 | export beyond 2^53 cents                              | 9 007 199 254 740 993  |
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let count = 0; count < 7; count += 1) await ledger.event();
  const january = '2026-01';
  await ledger.fact({ position: 1, month: january, flow: 'export', cents: 10_000n });
  await ledger.fact({
    position: 1,
    month: january,
    flow: 'export',
    cents: 5_050n,
    hs6: '100630',
    sector: 'agriculture',
  });
  await ledger.fact({
    position: 2,
    month: january,
    flow: 'import',
    cents: 7_000n,
    office: 'PKBQM',
    hs6: '300490',
    sector: 'pharmaceuticals',
  });
  await ledger.fact({
    position: 3,
    month: '2026-03',
    flow: 'export',
    cents: 2_000n,
    origin: 'CN',
    hs6: '848210',
    sector: 'consumer-goods',
  });
  await ledger.fact({ position: 4, month: january, flow: 'export', cents: -10_000n, correction: true });
  await ledger.fact({ position: 4, month: january, flow: 'export', cents: 8_000n, correction: true });
  await ledger.fact({ position: 5, month: '2025-12', flow: 'export', cents: 99_999n });
  await ledger.fact({
    position: 6,
    month: '2026-02',
    flow: 'export',
    cents: 1_111n,
    reporter: 'KZ',
    partner: 'PK',
  });
  await ledger.fact({ position: 6, month: '2026-02', flow: 'export', cents: 2_222n, partner: 'UZ' });
  await ledger.fact({ position: 7, month: '2026-04', flow: 'export', cents: 9_007_199_254_740_993n });
  await ledger.reach(7);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const trade = async (fields: string, range = 'from: "2026-01", to: "2026-03"') => {
  const { data, errors } = await gateway.ask(
    `{ bilateralTrade(reporter: "PK", partner: "KZ", ${range}) { ${fields} } }`,
  );
  expect(errors).toEqual([]);
  return (data as { bilateralTrade: Record<string, unknown> }).bilateralTrade;
};
const usd = (amount: string) => ({ amount, currency: 'USD' });

it('comes year by year, of the calendar or from July, of the months asked for', async () => {
  const years = async (of: string) => {
    const fields = `years${of} { year from to months exports { amount } imports { amount } total { amount } }`;
    return (await trade(fields, 'from: "2025-12", to: "2026-03"')).years;
  };
  const [exports2025, exports2026, both] = ['999.99', '150.50', '1150.49'].map((amount) => ({ amount }));
  const [none, imports] = [{ amount: '0.00' }, { amount: '70.00' }];
  const [december, march] = ['2025-12', '2026-03'];
  expect(await years('')).toEqual([
    {
      year: '2025',
      from: december,
      to: december,
      months: 1,
      exports: exports2025,
      imports: none,
      total: exports2025,
    },
    {
      year: '2026',
      from: '2026-01',
      to: march,
      months: 3,
      exports: exports2026,
      imports,
      total: { amount: '220.50' },
    },
  ]);
  expect(await years('(of: JULY_TO_JUNE)')).toEqual([
    {
      year: '2025-26',
      from: december,
      to: march,
      months: 4,
      exports: both,
      imports,
      total: { amount: '1220.49' },
    },
  ]);
});

it('sums exports and imports of the months asked for, corrections in the month of the declaration', async () => {
  const money = '{ amount currency }';
  const sums =
    await trade(`reporter partner from to asOf exports ${money} reExports ${money} imports ${money} total ${money}
    months { month exports ${money} imports ${money} total ${money} }`);
  expect(sums).toEqual({
    reporter: 'PK',
    partner: 'KZ',
    from: '2026-01',
    to: '2026-03',
    asOf: 7,
    // 80.00 + 50.50 + 20.00
    exports: usd('150.50'),
    reExports: usd('20.00'),
    imports: usd('70.00'),
    total: usd('220.50'),
    months: [
      { month: '2026-01', exports: usd('130.50'), imports: usd('70.00'), total: usd('200.50') },
      { month: '2026-02', exports: usd('0.00'), imports: usd('0.00'), total: usd('0.00') },
      { month: '2026-03', exports: usd('20.00'), imports: usd('0.00'), total: usd('20.00') },
    ],
  });
});

it('cuts the trade by sector, the largest first, and by chapter in its order', async () => {
  const cut = await trade(
    `bySector { sector total { amount } imports { amount } } byChapter { chapter name total { amount } }`,
  );
  expect(cut).toEqual({
    bySector: [
      { sector: 'TEXTILES', total: { amount: '80.00' }, imports: { amount: '0.00' } },
      { sector: 'PHARMACEUTICALS', total: { amount: '70.00' }, imports: { amount: '70.00' } },
      { sector: 'AGRICULTURE', total: { amount: '50.50' }, imports: { amount: '0.00' } },
      { sector: 'CONSUMER_GOODS', total: { amount: '20.00' }, imports: { amount: '0.00' } },
    ],
    byChapter: [
      { chapter: '10', name: 'Cereals', total: { amount: '50.50' } },
      { chapter: '30', name: 'Pharmaceuticals', total: { amount: '70.00' } },
      { chapter: '62', name: 'Woven apparel', total: { amount: '80.00' } },
      { chapter: '84', name: 'Machinery', total: { amount: '20.00' } },
    ],
  });
});

it('cuts the trade by heading in its order, and by the customs office that cleared it, the largest first', async () => {
  const cut = await trade(
    `byHeading { heading name total { amount } } byOffice { office name exports { amount } reExports { amount } imports { amount } total { amount } }`,
  );
  const heading = (code: string, amount: string) => ({
    heading: code,
    name: expect.any(String),
    total: { amount },
  });
  expect(cut).toEqual({
    byHeading: [
      heading('1006', '50.50'),
      heading('3004', '70.00'),
      heading('6203', '80.00'),
      heading('8482', '20.00'),
    ],
    byOffice: [
      // 80.00 + 50.50 + 20.00
      {
        office: 'PKKHI',
        name: 'Karachi',
        exports: { amount: '150.50' },
        reExports: { amount: '20.00' },
        imports: { amount: '0.00' },
        total: { amount: '150.50' },
      },
      {
        office: 'PKBQM',
        name: 'Muhammad Bin Qasim/Karachi',
        exports: { amount: '0.00' },
        reExports: { amount: '0.00' },
        imports: { amount: '70.00' },
        total: { amount: '70.00' },
      },
    ],
  });
});

it('cuts it by subheading within a chapter or heading', async () => {
  const fields = (within: string) =>
    `bySubheading(within: "${within}") { subheading headingName exports { amount } total { amount } }`;
  const rice = {
    bySubheading: [
      {
        subheading: '100630',
        headingName: 'Rice',
        exports: { amount: '50.50' },
        total: { amount: '50.50' },
      },
    ],
  };
  for (const within of ['10', '1006', '100630']) expect(await trade(fields(within))).toEqual(rice);
  expect(await trade(fields('1007'))).toEqual({ bySubheading: [] });
  expect(
    await trade(
      'bySubheading(within: "62") { subheading total { amount } }',
      'from: "2026-01", to: "2026-01", asOf: 3',
    ),
  ).toEqual({ bySubheading: [{ subheading: '620342', total: { amount: '100.00' } }] });
});

it('cuts it as of a position as well: before the correction', async () => {
  const range = 'from: "2026-01", to: "2026-01", asOf: 3';
  expect(await trade('byHeading { heading total { amount } }', range)).toEqual({
    byHeading: [
      { heading: '1006', total: { amount: '50.50' } },
      { heading: '3004', total: { amount: '70.00' } },
      { heading: '6203', total: { amount: '100.00' } },
    ],
  });
});

it('loses no cent where floating point would', async () => {
  expect(await trade('total { amount }', 'from: "2026-04", to: "2026-04"')).toEqual({
    total: { amount: '90071992547409.93' },
  });
});

it.each([
  [0, '0.00'],
  [1, '150.50'],
  [2, '220.50'],
  [3, '240.50'],
  [4, '220.50'],
])('is, as of position %d, %s', async (asOf, amount) => {
  const range = `from: "2026-01", to: "2026-03", asOf: ${asOf}`;
  expect(await trade('asOf total { amount }', range)).toEqual({ asOf, total: { amount } });
});

describe('what explains it', () => {
  const events =
    'total { amount } events(first: 50) { edges { node { position type month share { amount currency } correction actor occurredAt } } }';

  it('is one share for each event, which sum to the total', async () => {
    const shape = {
      type: 'DeclarationCleared',
      actor: 'customs:demo-customs',
      occurredAt: '2026-01-15T10:00:00+05:00',
    };
    expect(await trade(events)).toEqual({
      total: { amount: '220.50' },
      events: {
        edges: [
          { node: { position: 1, month: '2026-01', share: usd('150.50'), correction: false, ...shape } },
          { node: { position: 2, month: '2026-01', share: usd('70.00'), correction: false, ...shape } },
          { node: { position: 3, month: '2026-03', share: usd('20.00'), correction: false, ...shape } },
          { node: { position: 4, month: '2026-01', share: usd('-20.00'), correction: true, ...shape } },
        ],
      },
    });
  });

  it('counts of an event only what lies within the months asked for', async () => {
    const shares = await trade(
      'events { edges { node { position share { amount } } } }',
      'from: "2026-03", to: "2026-04"',
    );
    expect(shares).toEqual({
      events: {
        edges: [
          { node: { position: 3, share: { amount: '20.00' } } },
          { node: { position: 7, share: { amount: '90071992547409.93' } } },
        ],
      },
    });
  });

  it('comes page by page, unmoved by what is recorded meanwhile', async () => {
    type Page = {
      events: {
        edges: { node: { position: number } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    };
    const page = (after?: string) =>
      trade(
        `events(first: 2${after ? `, after: "${after}"` : ''}) { edges { node { position } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`,
        'from: "2026-01", to: "2026-03", asOf: 7',
      ) as Promise<Record<string, unknown>> as Promise<unknown> as Promise<Page>;
    const first = await page();
    const late = await ledger.event();
    await ledger.fact({ position: late, month: '2026-02', flow: 'import', cents: 1n });
    await ledger.reach(late);
    const second = await page(first.events.pageInfo.endCursor);
    const positions = [...first.events.edges, ...second.events.edges].map(({ node }) => node.position);
    expect(positions).toEqual([1, 2, 3, 4]);
    expect(first.events.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(second.events.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });
});

describe('by what carried the goods', () => {
  /** What stands under no word goes over to one, by the event at `position`, as the projection tells it. */
  async function moved(
    cut: 'mode' | 'port' | 'route',
    key: string,
    exports: bigint,
    position: number,
  ): Promise<void> {
    for (const [of, sign] of [
      ['', -1n],
      [key, 1n],
    ] as const) {
      await ledger.owner.query(
        `WITH head AS (
           INSERT INTO reporting.trade_cell_heads (generation, reporter, partner, cut, key, month, first_position, nth, position, exports, re_exports, imports)
           VALUES (1, 'PK', 'KZ', $1, $2, '2026-01-01', $3, CASE $1 WHEN 'mode' THEN 100 WHEN 'port' THEN 101 ELSE 102 END, $3, $4, 0, 0)
           ON CONFLICT (generation, reporter, partner, cut, month, key)
             DO UPDATE SET position = excluded.position, exports = trade_cell_heads.exports + excluded.exports
           RETURNING *
         )
         INSERT INTO reporting.trade_cells SELECT generation, nth, first_position, position, exports, re_exports, imports FROM head`,
        [cut, of, position, sign * exports],
      );
    }
  }
  const january = 'from: "2026-01", to: "2026-01"';
  const fields =
    'total { amount } byMode { mode total { amount } } byPort { port name exports { amount } total { amount } }';

  it('tells modes and ports, the largest first, and what it was not told', async () => {
    await moved('mode', 'sea', 8_000n, 5);
    await moved('port', 'PKKHI', 8_000n, 5);
    await moved('mode', 'road', 5_050n, 6);
    // 80.00 by sea, 50.50 by road, the import of 70.00 not told.
    expect(await trade(fields, january)).toEqual({
      total: { amount: '200.50' },
      byMode: [
        { mode: 'SEA', total: { amount: '80.00' } },
        { mode: null, total: { amount: '70.00' } },
        { mode: 'ROAD', total: { amount: '50.50' } },
      ],
      byPort: [
        { port: null, name: null, exports: { amount: '50.50' }, total: { amount: '120.50' } },
        { port: 'PKKHI', name: 'Karachi', exports: { amount: '80.00' }, total: { amount: '80.00' } },
      ],
    });
    expect(await trade('byMode { mode total { amount } }', `${january}, asOf: 5`)).toEqual({
      byMode: [
        { mode: null, total: { amount: '120.50' } },
        { mode: 'SEA', total: { amount: '80.00' } },
      ],
    });
  });

  it('tells the route that was taken, or of which several it may have been', async () => {
    await moved('route', 'karachi-almaty-torkham', 8_000n, 5);
    await moved('route', 'karachi-almaty-torkham karachi-astana-torkham', 5_050n, 6);
    expect(await trade('byRoute { route mayBe exports { amount } total { amount } }', january)).toEqual({
      byRoute: [
        {
          route: 'karachi-almaty-torkham',
          mayBe: [],
          exports: { amount: '80.00' },
          total: { amount: '80.00' },
        },
        { route: null, mayBe: [], exports: { amount: '0.00' }, total: { amount: '70.00' } },
        {
          route: null,
          mayBe: ['karachi-almaty-torkham', 'karachi-astana-torkham'],
          exports: { amount: '50.50' },
          total: { amount: '50.50' },
        },
      ],
    });
    // From January to March: 220.50 − 80.00.
    const months = 'from: "2026-01", to: "2026-03", asOf: 5';
    expect(await trade('total { amount } byRoute { route total { amount } }', months)).toEqual({
      total: { amount: '220.50' },
      byRoute: [
        { route: null, total: { amount: '140.50' } },
        { route: 'karachi-almaty-torkham', total: { amount: '80.00' } },
      ],
    });
  });
});

describe('what cannot be answered', () => {
  const refused = async (args: string) => {
    const { data, errors } = await gateway.ask(`{ bilateralTrade(${args}) { total { amount } } }`);
    return { data, code: errors[0]?.code, message: errors[0]?.message };
  };

  it.each([
    ['reporter: "PK", partner: "PK", from: "2026-01", to: "2026-02"', 'BAD_USER_INPUT', 'partner'],
    [
      'reporter: "PK", partner: "KZ", from: "2026-02", to: "2026-01"',
      'BAD_USER_INPUT',
      'to: "2026-01" lies before',
    ],
    ['reporter: "PK", partner: "KZ", from: "2000-01", to: "2026-01"', 'BAD_USER_INPUT', 'at most 240 months'],
    [
      'reporter: "PK", partner: "KZ", from: "2026-01", to: "2026-01", asOf: 999',
      'POSITION_AHEAD',
      'asOf 999',
    ],
  ])('%s is a clear error', async (args, code, part) => {
    const answer = await refused(args);
    expect(answer).toMatchObject({ code, data: { bilateralTrade: null } });
    expect(answer.message).toContain(part);
  });

  it.each([
    ['from: "2026-13"', 'YearMonth has to be a month such as "2026-03", not "2026-13".'],
    ['from: "2026-01", asOf: -1', 'Position has to be a whole number from 0, not -1.'],
    [
      'from: "2026-01", partner: "XX"',
      'CountryCode has to be an ISO 3166-1 alpha-2 code in capitals such as "PK", not "XX".',
    ],
  ])('%s says what is wanted', async (args, part) => {
    const partner = args.includes('partner') ? '' : 'partner: "KZ", ';
    const { message } = await refused(`reporter: "PK", ${partner}to: "2026-02", ${args}`);
    expect(message).toContain(part);
  });

  it('a cursor of another list', async () => {
    const { errors } = await gateway.ask(
      `{ bilateralTrade(reporter: "PK", partner: "KZ", from: "2026-01", to: "2026-02") { total { amount } events(after: "x") { edges { cursor } } } }`,
    );
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', path: ['bilateralTrade', 'events'] }]);
  });

  it('a figure whose read model is not live yet', async () => {
    await ledger.owner.query(`UPDATE reporting.projections SET state = 'building' WHERE name = 'targets'`);
    try {
      const answer = await refused('reporter: "PK", partner: "KZ", from: "2026-01", to: "2026-02"');
      expect(answer.code).toBe('NOT_READY');
    } finally {
      await ledger.owner.query(`UPDATE reporting.projections SET state = 'live' WHERE name = 'targets'`);
    }
  });
});
