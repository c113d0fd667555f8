import { addMonths } from '../../calendar/month.js';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
/** The day of a recording in Pakistan: 28 February, 1 March, and 1 March with a correction. */
let at: Record<'february' | 'march' | 'corrected' | 'told', number>;

const total = (cents: number) => ({ amount: (cents / 100).toFixed(2), currency: 'USD' });
const FIRST = '2021-01';

/** PK tells the same of each year, 10.00 of January to 120.00 of December, half of it imports; KZ tells of 10.00 more each month. */
beforeAll(async () => {
  ledger = await startFilledLedger();
  const position = await ledger.event({ recordedAt: '2025-02-20T08:00:00Z' });
  for (let month = 0; month < 50; month += 1) {
    const of = addMonths(FIRST, month);
    // The two newest are provisional: what they say so far must not count.
    const cents = month < 48 ? BigInt(500 * ((month % 12) + 1)) : 9_999_999n;
    await ledger.fact({ position, month: of, flow: 'export', cents });
    await ledger.fact({ position, month: of, flow: 'import', cents });
    const grown = BigInt(100_000 + 1_000 * month);
    await ledger.fact({ position, month: of, flow: 'export', cents: grown, reporter: 'KZ', partner: 'PK' });
  }
  // 18:59 and 19:00 of 28 February in London are in February and in March in Karachi.
  const february = await ledger.event({ recordedAt: '2025-02-28T18:59:00Z' });
  const march = await ledger.event({ recordedAt: '2025-02-28T19:00:00Z' });
  const corrected = await ledger.event({ type: 'DeclarationAmended', recordedAt: '2025-03-02T08:00:00Z' });
  // December of the last year brought 13.00 more than was told.
  const correction = { month: '2024-12', flow: 'export', cents: 1_300n, correction: true } as const;
  await ledger.fact({ position: corrected, ...correction });
  at = { february, march, corrected, told: corrected + 1 };
  // From then on PK calls the three newest months provisional, and KZ none.
  const told = await ledger.event({ type: 'ReleaseCalendarSet', recordedAt: '2025-03-02T09:00:00Z' });
  const calendar = (position: number, reporter: string, provisional_months: number) =>
    ledger.insert('reporting.release_calendars', {
      ...{ generation: 1, position, reporter, effective_from: FIRST, source: 'x' },
      provisional_months,
      occurred_at: '2025-03-02T09:00:00Z',
    });
  await calendar(told, 'PK', 3);
  await calendar(told + 1, 'KZ', 0);
  await ledger.event({ type: 'ReleaseCalendarSet', recordedAt: '2025-03-02T09:00:00Z' });
  await ledger.reach(told + 1);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const ask = (asOf: number, pair: string) =>
  gateway.ask(
    `query ($asOf: Position) { tradeForecast(${pair}, asOf: $asOf) {
      historyMonths historyFrom historyTo provisional reason note method months { month total { amount currency } }
      total { amount currency } low { amount currency } high { amount currency } coverage coverageOrigins origins
      methods { method mase meanAbsoluteError { amount currency } parameters { alpha beta gamma phi } }
      trials { lastKnown forecast { amount currency } actual { amount currency } error { amount currency } } asOf } }`,
    { variables: { asOf } },
  );
const forecast = async (asOf: number, pair = 'reporter: "PK", partner: "KZ"') => {
  const { data, errors } = await ask(asOf, pair);
  expect(errors).toEqual([]);
  return (data as { tradeForecast: Record<string, unknown> }).tradeForecast;
};
const NONE = {
  method: null,
  months: [],
  total: null,
  low: null,
  high: null,
  note: null,
  coverage: null,
  coverageOrigins: 0,
  origins: 0,
  methods: [],
  trials: [],
};

it('tells why there is no number under 48 months', async () => {
  expect(await forecast(at.february)).toEqual({
    ...NONE,
    historyMonths: 47,
    historyFrom: '2021-01',
    historyTo: '2024-11',
    provisional: ['2024-12', '2025-01'],
    reason:
      'Not enough history: a forecast rests on 48 full months before the provisional ones, and there are 47.',
    asOf: at.february,
  });
});

it.each([0, 1])('has no history while there is none: as of %d', async (asOf) => {
  const { historyMonths, reason, ...rest } = await forecast(asOf, 'reporter: "PK", partner: "UZ"');
  expect([historyMonths, reason]).toEqual([0, expect.stringContaining('there are 0')]);
  expect(rest).toMatchObject({ ...NONE, historyFrom: null, historyTo: null });
});

it('forecasts what comes back each year, from the months before the provisional ones', async () => {
  const { trials, methods, ...rest } = await forecast(at.march);
  expect(rest).toEqual({
    historyMonths: 48,
    historyFrom: '2021-01',
    historyTo: '2024-12',
    provisional: ['2025-01', '2025-02'],
    reason: null,
    method: 'SEASONAL_NAIVE',
    months: Array.from({ length: 12 }, (_, month) => ({
      month: addMonths('2025-01', month),
      total: total(1_000 * (month + 1)),
    })),
    // 10.00 + 20.00 + … + 120.00
    total: total(78_000),
    low: total(78_000),
    high: total(78_000),
    note: null,
    // The last of 13 trials has one error before it.
    coverage: null,
    coverageOrigins: 0,
    origins: 13,
    asOf: at.march,
  });
  expect(methods).toEqual([
    { method: 'SEASONAL_NAIVE', mase: null, meanAbsoluteError: total(0), parameters: null },
    {
      method: 'HOLT_WINTERS',
      mase: null,
      meanAbsoluteError: total(0),
      // Each of the grid fits but for the last bits of a double.
      parameters: {
        alpha: expect.stringMatching(/^0\.\d\d$/),
        beta: expect.any(String),
        gamma: expect.any(String),
        phi: expect.any(String),
      },
    },
  ]);
  expect(trials).toHaveLength(13);
  expect(trials).toEqual(
    expect.arrayContaining([
      { lastKnown: '2022-12', forecast: total(78_000), actual: total(78_000), error: total(0) },
      { lastKnown: '2023-12', forecast: total(78_000), actual: total(78_000), error: total(0) },
    ]),
  );
});

it('counts a correction in its month, from the position that told it', async () => {
  const { months, trials, methods, ...rest } = await forecast(at.corrected);
  // The last of 13 trials fell short by 13.00. Ranks 2.2 and 11.8 of twelve times 0 and once 13.00 are 0.
  expect(rest).toMatchObject({ method: 'SEASONAL_NAIVE', total: total(79_300), low: total(79_300) });
  expect(rest).toMatchObject({ high: total(79_300), coverage: null, origins: 13 });
  expect((months as unknown[]).at(-1)).toEqual({ month: '2025-12', total: total(13_300) });
  expect((trials as unknown[]).at(-1)).toEqual({
    lastKnown: '2023-12',
    forecast: total(78_000),
    actual: total(79_300),
    error: total(1_300),
  });
  // 13.00 ÷ 13
  expect(methods).toEqual(
    expect.arrayContaining([expect.objectContaining({ meanAbsoluteError: total(100) })]),
  );
});

it('takes Holt–Winters where it misses less, and keeps the statistics of the two countries apart', async () => {
  const { method, methods, months, total: sum } = await forecast(at.march, 'reporter: "KZ", partner: "PK"');
  expect(method).toBe('HOLT_WINTERS');
  // The year before is 120.00 short each month, as it was before: 1; of the twelve months 1,440.00.
  const naive = { method: 'SEASONAL_NAIVE', mase: '1.0000', meanAbsoluteError: total(144_000) };
  expect(methods).toEqual([
    { ...naive, parameters: null },
    expect.objectContaining({ method: 'HOLT_WINTERS', parameters: expect.anything() }),
  ]);
  const cents = (months as { total: { amount: string } }[]).map((month) => Number(month.total.amount) * 100);
  expect(sum).toEqual(total(cents.reduce((all, month) => all + month, 0)));
});

it('says that it lies outside its own range where it fell short each time', async () => {
  // 10.00 more each month for ever: a trend that is damped tells less than what comes.
  const { total: sum, low, note } = await forecast(at.march, 'reporter: "KZ", partner: "PK"');
  const cents = (money: unknown) => Number((money as { amount: string }).amount);
  expect(cents(sum)).toBeLessThan(cents(low));
  expect(note).toMatch(/^The forecast lies below its own 80 % range/);
});

it('is between two countries', async () => {
  const { errors } = await ask(at.march, 'reporter: "PK", partner: "PK"');
  expect(errors).toEqual([expect.objectContaining({ message: expect.stringContaining('partner:') })]);
});

it('leaves out exactly the months that are provisional by the calendar of the reporter', async () => {
  expect(await forecast(at.told)).toMatchObject({
    historyMonths: 47,
    historyTo: '2024-11',
    provisional: ['2024-12', '2025-01', '2025-02'],
    reason: expect.stringContaining('there are 47'),
  });
});

it('leaves out the two newest months also where a calendar calls none provisional', async () => {
  expect(await forecast(at.told + 1, 'reporter: "KZ", partner: "PK"')).toMatchObject({
    historyTo: '2024-12',
    provisional: [],
  });
});

it('ends its history before what had happened by an instant', async () => {
  const asked = async (args: string) => {
    const { data, errors } = await gateway.ask(
      `{ tradeForecast(reporter: "PK", partner: "KZ", ${args}) { historyMonths historyTo provisional reason occurredUntil } }`,
    );
    expect(errors).toEqual([]);
    return (data as { tradeForecast: Record<string, unknown> }).tradeForecast;
  };
  const instant = '2025-02-28T18:59:00Z';
  const { occurredUntil, ...told } = await asked(`asOf: ${at.corrected}, occurredUntil: "${instant}"`);
  expect(occurredUntil).toBe(instant);
  // As on that day.
  expect({ ...told, occurredUntil: null }).toEqual(await asked(`asOf: ${at.february}`));
  // Of January 2021 nothing had happened by its fifteenth in the morning, in Pakistan.
  expect(await asked(`asOf: ${at.corrected}, occurredUntil: "2021-01-15T09:59:59+05:00"`)).toMatchObject({
    historyMonths: 0,
    historyTo: null,
  });
});
