import fc from 'fast-check';
import { type FactRow, type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/**
 * | event | occurred         | month   | what                                      | cents           |
 * | ----- | ---------------- | ------- | ----------------------------------------- | --------------- |
 * | 1     | 15 January 10:00 | 2026-01 | export of textiles                        | 10 000          |
 * | 2     | 3 March 09:00    | 2026-01 | correction of 1                           | −10 000 + 8 000 |
 * | 3     | 20 January 12:00 | 2026-01 | import of medicines, told behind 2        | 700             |
 * | 4     | 10 February      | 2026-02 | export of rice                            | 500             |
 * | 5     | 2 February       | 2026-01 | export of rice, cleared in the next month | 30              |
 */
const FACTS: readonly FactRow[] = [
  { position: 1, month: '2026-01', flow: 'export', cents: 10_000n, occurredAt: '2026-01-15T10:00:00+05:00' },
  ...[-10_000n, 8_000n].map((cents) => ({
    position: 2,
    month: '2026-01',
    flow: 'export' as const,
    cents,
    correction: true,
    occurredAt: '2026-03-03T09:00:00+05:00',
  })),
  {
    position: 3,
    month: '2026-01',
    flow: 'import',
    cents: 700n,
    hs6: '300490',
    sector: 'pharmaceuticals',
    office: 'PKBQM',
    occurredAt: '2026-01-20T12:00:00+05:00',
  },
  {
    position: 4,
    month: '2026-02',
    flow: 'export',
    cents: 500n,
    hs6: '100630',
    sector: 'agriculture',
    occurredAt: '2026-02-10T10:00:00+05:00',
  },
  {
    position: 5,
    month: '2026-01',
    flow: 'export',
    cents: 30n,
    hs6: '100630',
    sector: 'agriculture',
    occurredAt: '2026-02-02T10:00:00+05:00',
  },
];

beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let at = 0; at < 5; at += 1) await ledger.event({ recordedAt: `2026-03-0${4 + at}T08:00:00Z` });
  for (const fact of FACTS) await ledger.fact(fact);
  await ledger.reach(5);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

async function asked<Answer>(
  args: string,
  fields: string,
  pair = 'reporter: "PK", partner: "KZ"',
): Promise<Answer> {
  const { data, errors } = await gateway.ask(
    `{ bilateralTrade(${pair}, from: "2026-01", to: "2026-03", ${args}) { ${fields} } }`,
  );
  expect(errors).toEqual([]);
  return (data as { bilateralTrade: Answer }).bilateralTrade;
}
const totalOf = async (args: string) =>
  (await asked<{ total: { amount: string } }>(args, 'total { amount }')).total.amount;

it.each([
  ['2026-01-15T09:59:59.999+05:00', 5, '0.00'],
  ['2026-01-15T05:00:00Z', 5, '100.00'],
  // What was told only later of an earlier day is known now.
  ['2026-01-31T23:59:59+05:00', 5, '107.00'],
  ['2026-01-31T23:59:59+05:00', 2, '100.00'],
  ['2026-02-05T00:00:00+05:00', 5, '107.30'],
  ['2026-02-28T00:00:00+05:00', 5, '112.30'],
  ['2026-02-28T00:00:00+05:00', 4, '112.00'],
  // 80.00 + 7.00 + 5.00 + 0.30.
  ['2026-03-03T09:00:00+05:00', 5, '92.30'],
  ['9999-12-31T23:59:59-14:00', 5, '92.30'],
  ['0000-01-01T00:00:00+14:00', 5, '0.00'],
])('by %s, as of position %d, %s', async (instant, asOf, amount) => {
  expect(await totalOf(`asOf: ${asOf}, occurredUntil: "${instant}"`)).toBe(amount);
});

it('goes with what was known at an instant: by the end of January, as the ledger knew it on 5 March', async () => {
  expect(await totalOf('knownAt: "2026-03-05T12:00:00Z", occurredUntil: "2026-02-01T00:00:00+05:00"')).toBe(
    '100.00',
  );
});

it('says what it was asked for, cuts it in every way, and explains it', async () => {
  const until = '2026-02-28T00:00:00+05:00';
  const amount = '{ amount }';
  const answer = await asked<Record<string, unknown>>(
    `occurredUntil: "${until}"`,
    `asOf occurredUntil exports ${amount} imports ${amount} months { month total ${amount} } bySector { sector total ${amount} }
     byChapter { chapter total ${amount} } byHeading { heading total ${amount} } byOffice { office total ${amount} }
     events { edges { node { position share ${amount} } } }`,
  );
  const of = (total: string) => ({ total: { amount: total } });
  expect(answer).toEqual({
    asOf: 5,
    occurredUntil: until,
    exports: { amount: '105.30' },
    imports: { amount: '7.00' },
    months: [
      { month: '2026-01', ...of('107.30') },
      { month: '2026-02', ...of('5.00') },
      { month: '2026-03', ...of('0.00') },
    ],
    bySector: [
      { sector: 'TEXTILES', ...of('100.00') },
      { sector: 'PHARMACEUTICALS', ...of('7.00') },
      { sector: 'AGRICULTURE', ...of('5.30') },
    ],
    byChapter: [
      { chapter: '10', ...of('5.30') },
      { chapter: '30', ...of('7.00') },
      { chapter: '62', ...of('100.00') },
    ],
    byHeading: [
      { heading: '1006', ...of('5.30') },
      { heading: '3004', ...of('7.00') },
      { heading: '6203', ...of('100.00') },
    ],
    byOffice: [
      { office: 'PKKHI', ...of('105.30') },
      { office: 'PKBQM', ...of('7.00') },
    ],
    events: {
      edges: [
        { node: { position: 1, share: { amount: '100.00' } } },
        { node: { position: 3, share: { amount: '7.00' } } },
        { node: { position: 4, share: { amount: '5.00' } } },
        { node: { position: 5, share: { amount: '0.30' } } },
      ],
    },
  });
});

it('is, for any log, position and instant, the sum of the facts that had happened by then, in every cut', async () => {
  const SECTORS = { textiles: '620342', pharmaceuticals: '300490', agriculture: '100630' } as const;
  const drawn = fc.sample(
    fc.record({
      month: fc.constantFrom('2026-01', '2026-02', '2026-03'),
      flow: fc.constantFrom('export', 'import'),
      cents: fc.bigInt({ min: -90_000n, max: 90_000n }),
      sector: fc.constantFrom(...(Object.keys(SECTORS) as (keyof typeof SECTORS)[])),
      office: fc.constantFrom('PKKHI', 'PKBQM'),
      origin: fc.constantFrom('PK', 'CN'),
      // Days from 1 January on, whatever the month.
      day: fc.integer({ min: 0, max: 120 }),
    }),
    { numRuns: 80 },
  );
  const first = 6;
  const startMs = Date.parse('2026-01-01T00:00:00Z');
  const facts: (FactRow & { occurredAt: string; sector: string })[] = [];
  for (const { day, sector, origin, ...row } of drawn) {
    const position = await ledger.event();
    const occurredAt = new Date(startMs + day * 86_400_000).toISOString();
    facts.push({
      ...row,
      position,
      sector,
      hs6: SECTORS[sector],
      occurredAt,
      partner: 'UZ',
      ...(row.flow === 'export' && { origin }),
    });
  }
  for (const fact of facts) await ledger.fact(fact);
  const last = first + facts.length - 1;
  await ledger.reach(last);
  const cents = (amount: string) => BigInt(amount.replace('.', ''));
  type Row = { total: { amount: string }; reExports: { amount: string }; key: string };
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: first, max: last }),
      fc.integer({ min: -1, max: 121 }),
      async (asOf, day) => {
        const untilMs = startMs + day * 86_400_000;
        const counted = facts.filter(
          (fact) => fact.position <= asOf && Date.parse(fact.occurredAt) <= untilMs,
        );
        const sumOf = (of: readonly FactRow[]) => of.reduce((sum, fact) => sum + fact.cents, 0n);
        const args = `asOf: ${asOf}, occurredUntil: "${new Date(untilMs).toISOString()}"`;
        const part = 'total { amount } reExports { amount }';
        const answer = await asked<
          Record<string, readonly Row[]> & {
            total: { amount: string };
            events: { edges: { node: { share: { amount: string } } }[] };
          }
        >(
          args,
          `total { amount } months { key: month ${part} } bySector { key: sector ${part} } byChapter { key: chapter ${part} } byHeading { key: heading ${part} } textiles: bySubheading(within: "62") { key: subheading ${part} }
         byOffice { key: office ${part} } events(first: 100) { edges { node { share { amount } } } }`,
          'reporter: "PK", partner: "UZ"',
        );
        expect(cents(answer.total.amount)).toBe(sumOf(counted));
        const shares = answer.events.edges.map(({ node }) => cents(node.share.amount));
        expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(sumOf(counted));
        const keys = {
          months: ({ month }: FactRow) => month,
          bySector: ({ sector }: FactRow) => sector?.toUpperCase(),
          byChapter: ({ hs6 }: FactRow) => hs6?.slice(0, 2),
          byHeading: ({ hs6 }: FactRow) => hs6?.slice(0, 4),
          byOffice: ({ office }: FactRow) => office,
        } as const;
        for (const [cut, keyOf] of Object.entries(keys)) {
          const rows = answer[cut] ?? [];
          for (const { key, total, reExports } of rows) {
            const own = counted.filter((fact) => keyOf(fact) === key);
            expect(cents(total.amount)).toBe(sumOf(own));
            expect(cents(reExports.amount)).toBe(
              sumOf(own.filter(({ flow, origin }) => flow === 'export' && origin === 'CN')),
            );
          }
          expect(rows.reduce((sum, { total }) => sum + cents(total.amount), 0n)).toBe(sumOf(counted));
        }
        const textiles = (answer.textiles ?? []).map(({ key, total }) => [key, cents(total.amount)]);
        const own = sumOf(counted.filter(({ hs6 }) => hs6?.startsWith('62')));
        expect(textiles).toEqual(own === 0n && textiles.length === 0 ? [] : [['620342', own]]);
      },
    ),
    { numRuns: 40 },
  );
});

interface Money {
  readonly amount: string;
}
const cents = ({ amount }: Money) => BigInt(amount.replace('.', ''));

it('is the same with each partner among all of them, and so is what becomes of it, for any positions and instant', async () => {
  const MONTHS = 'from: "2026-01", to: "2026-03"';
  const drawn = fc.sample(
    fc.record({
      month: fc.constantFrom('2026-01', '2026-02', '2026-03'),
      flow: fc.constantFrom('export', 'import'),
      cents: fc.bigInt({ min: -90_000n, max: 90_000n }),
      partner: fc.constantFrom('KZ', 'UZ', 'KG', 'CN'),
      correction: fc.boolean(),
      declaration: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 0, max: 120 }),
    }),
    { numRuns: 60 },
  );
  const startMs = Date.parse('2026-01-01T00:00:00Z');
  const at = (day: number) => new Date(startMs + day * 86_400_000).toISOString();
  const positions: number[] = [];
  for (const { day, declaration, ...row } of drawn) {
    const id = `00000000-0000-4000-8000-${String(declaration).padStart(12, '0')}`;
    const ids = { consignmentId: id, declarationId: id, reporter: 'AF' };
    const position = await ledger.event();
    positions.push(position);
    await ledger.fact({ position, occurredAt: at(day), ...ids, ...row });
  }
  const [first = 0, last = 0] = [positions[0], positions.at(-1)];
  await ledger.reach(last);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: first - 1, max: last }),
      fc.integer({ min: first - 1, max: last }),
      fc.integer({ min: -1, max: 121 }),
      async (one, other, day) => {
        const [since, asOf] = [Math.min(one, other), Math.max(one, other)];
        const until = `occurredUntil: "${at(day)}"`;
        const PARTNERS = ['KZ', 'UZ', 'KG', 'CN'];
        const pairs = PARTNERS.map((partner) => {
          const of = `reporter: "AF", partner: "${partner}", ${MONTHS}, ${until}, asOf:`;
          return `${partner}: bilateralTrade(${of} ${asOf}) { total { amount } }
            before${partner}: bilateralTrade(${of} ${since}) { total { amount } }
            r${partner}: tradeRestatement(${of} ${asOf}, since: ${since}) {
              before { amount } after { amount } newTrade { amount } corrections { amount }
              events(first: 100) { edges { node { newTrade { amount } corrections { amount } } } } }`;
        });
        const { data, errors } = await gateway.ask(`{
          all: tradeByPartner(reporter: "AF", ${MONTHS}, ${until}, asOf: ${asOf}) {
            occurredUntil total { amount } partners { partner total { amount } }
            events(first: 100) { edges { node { share { amount } } } }
            restatement(since: ${since}) { measures { measure before after added corrected }
              entries(first: 100) { edges { node { kind measures { measure change } } } } }
          }
          ${pairs.join('\n')} }`);
        expect(errors).toEqual([]);
        const told = data as Record<string, { total: Money }> & {
          all: {
            partners: { partner: string; total: Money }[];
            events: { edges: { node: { share: Money } }[] };
            restatement: {
              measures: {
                measure: string;
                before: string;
                after: string;
                added: string;
                corrected: string;
              }[];
              entries: {
                edges: { node: { kind: string; measures: { measure: string; change: string }[] } }[];
              };
            };
          };
        };
        const sum = (all: readonly bigint[]) => all.reduce((total, each) => total + each, 0n);
        const after = sum(PARTNERS.map((partner) => cents(told[partner]?.total ?? { amount: '0' })));
        const before = sum(
          PARTNERS.map((partner) => cents(told[`before${partner}`]?.total ?? { amount: '0' })),
        );
        const { all } = told;
        expect(cents((all as unknown as { total: Money }).total)).toBe(after);
        expect(sum(all.events.edges.map(({ node }) => cents(node.share)))).toBe(after);
        for (const { partner, total } of all.partners)
          expect(cents(total)).toBe(cents(told[partner]?.total ?? { amount: 'x' }));
        const measure = all.restatement.measures.find((each) => each.measure === 'total');
        const amount = (text: string | undefined) => cents({ amount: text ?? '0' });
        expect([amount(measure?.before), amount(measure?.after)]).toEqual([before, after]);
        const changes = all.restatement.entries.edges.flatMap(({ node }) =>
          node.measures.filter((each) => each.measure === 'total').map(({ change }) => amount(change)),
        );
        expect(sum(changes)).toBe(after - before);
        for (const partner of PARTNERS) {
          type Of = Record<'before' | 'after' | 'newTrade' | 'corrections', Money>;
          type Told = Of & { events: { edges: { node: Of }[] } };
          const restated = told[`r${partner}`] as unknown as Told;
          expect(restated.before).toEqual(told[`before${partner}`]?.total);
          expect(restated.after).toEqual(told[partner]?.total);
          for (const part of ['newTrade', 'corrections'] as const)
            expect(sum(restated.events.edges.map(({ node }) => cents(node[part])))).toBe(
              cents(restated[part]),
            );
          expect(cents(restated.newTrade) + cents(restated.corrections)).toBe(
            cents(restated.after) - cents(restated.before),
          );
        }
      },
    ),
    { numRuns: 15 },
  );
}, 60_000);

it('takes for a correction only what corrects a declaration that had happened by then', async () => {
  // The first declaration of the table, and its correction of 3 March.
  const asked = (until: string) =>
    gateway.ask(`{ tradeRestatement(reporter: "PK", partner: "KZ", from: "2026-01", to: "2026-03", since: 1, asOf: 5, occurredUntil: "${until}") {
      occurredUntil before { amount } after { amount } newTrade { amount } } }`);
  const { data } = await asked('2026-02-28T00:00:00+05:00');
  expect(data).toEqual({
    tradeRestatement: {
      occurredUntil: '2026-02-28T00:00:00+05:00',
      before: { amount: '100.00' },
      after: { amount: '112.30' },
      newTrade: { amount: '12.30' },
    },
  });
});
