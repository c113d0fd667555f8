import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/** Positions of the events at which the figure is asked for. */
const at: Record<
  'empty' | 'first' | 'twoMonths' | 'beforeTarget' | 'year' | 'lateEvening' | 'secondTarget' | 'afterDue',
  number
> = {
  empty: 0,
  first: 0,
  twoMonths: 0,
  beforeTarget: 0,
  year: 0,
  lateEvening: 0,
  secondTarget: 0,
  afterDue: 0,
};

const target = (
  target_id: string,
  position: number,
  yearly_amount_cents: bigint,
  due_on: string | null,
  occurred_at = '2026-02-22T09:00:00+05:00',
) =>
  ledger.insert('reporting.targets', {
    generation: 1,
    target_id,
    position,
    reporter: 'PK',
    partner: 'KZ',
    yearly_amount_cents,
    due_on,
    source: `Source of ${target_id}`,
    told_on: '2026-02-22',
    occurred_at,
    demo: false,
  });

/** The trade of PK with KZ: 10.00 a month from 2025-01 to 2026-02, exports but for July's, which are imports. */
beforeAll(async () => {
  ledger = await startFilledLedger();
  const traded = async (month: string, recordedAt: string): Promise<number> => {
    const position = await ledger.event({ recordedAt });
    const flow = month.endsWith('07') ? 'import' : 'export';
    await ledger.fact({ position, month, flow, cents: 1_000n });
    return position;
  };
  at.first = await traded('2025-01', '2025-01-20T08:00:00Z');
  await traded('2025-02', '2025-02-20T08:00:00Z');
  // Another pair's trade is older and does not make the history longer.
  await ledger.fact({ position: at.first, month: '2020-01', flow: 'export', cents: 5n, partner: 'UZ' });
  at.twoMonths = await ledger.event({ recordedAt: '2025-03-01T08:00:00Z' });
  for (let month = 3; month <= 12; month += 1) {
    const text = String(month).padStart(2, '0');
    await traded(`2025-${text}`, `2025-${text}-20T08:00:00Z`);
  }
  await traded('2026-01', '2026-01-20T08:00:00Z');
  await traded('2026-02', '2026-02-20T08:00:00Z');
  at.beforeTarget = await ledger.event({ recordedAt: '2026-02-21T08:00:00Z' });
  const goal = await ledger.event({ type: 'TargetSet', recordedAt: '2026-02-22T08:00:00Z' });
  // 1 000.00 a year by 2030-02-22, which is 1461 days after 2026-02-22: four years.
  await target('pk-kz-1', goal, 100_000n, '2030-02-22');
  at.year = goal;
  // 23:30 of 28 February in London is 04:30 of 1 March in Karachi.
  at.lateEvening = await ledger.event({ recordedAt: '2026-02-28T23:30:00Z' });
  const second = await ledger.event({ type: 'TargetSet', recordedAt: '2026-03-02T08:00:00Z' });
  await target('pk-kz-2', second, 24_000n, null, '2026-03-02T09:00:00+05:00');
  at.secondTarget = second;
  const third = await ledger.event({ type: 'TargetSet', recordedAt: '2026-03-03T08:00:00Z' });
  await target('pk-kz-3', third, 36_000n, '2026-03-03', '2026-03-03T09:00:00+05:00');
  at.afterDue = third;
  await ledger.reach(third);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const progress = async (asOf: number | undefined, pair = 'reporter: "PK", partner: "KZ"') => {
  const { data, errors } = await gateway.ask(
    `query ($asOf: Position) { targetProgress(${pair}, asOf: $asOf) {
      target { targetId yearlyAmount { amount currency } dueOn source position } history { targetId toldOn baselineYear definition meetingId reason } realised { amount currency } months from to
      share runRate { amount currency } growthNeeded baseline { year traded { amount currency } months reason } asOf } }`,
    { variables: asOf === undefined ? {} : { asOf } },
  );
  expect(errors).toEqual([]);
  return (data as { targetProgress: unknown }).targetProgress;
};
const usd = (amount: string) => ({ amount, currency: 'USD' });

it('measures the last 12 full months before the month of the as-of instant', async () => {
  expect(await progress(at.year)).toEqual({
    target: {
      targetId: 'pk-kz-1',
      yearlyAmount: usd('1000.00'),
      dueOn: '2030-02-22',
      source: 'Source of pk-kz-1',
      position: at.year,
    },
    history: [
      {
        targetId: 'pk-kz-1',
        toldOn: '2026-02-22',
        baselineYear: null,
        definition: null,
        meetingId: null,
        reason: null,
      },
    ],
    // Twelve months at 10.00, the imports of July among them.
    realised: usd('120.00'),
    months: 12,
    from: '2025-02',
    to: '2026-01',
    share: '0.1200',
    // 3 × 10.00 × 4
    runRate: usd('120.00'),
    // (1000 ÷ 120)^(1 ÷ 4) − 1: √8.3333 = 2.88675, √2.88675 = 1.69904
    growthNeeded: '0.6990',
    baseline: null,
    asOf: at.year,
  });
});

it("begins a month when it begins in the reporter's zone", async () => {
  expect(await progress(at.lateEvening)).toMatchObject({ from: '2025-03', to: '2026-02', months: 12 });
});

it('says how many months there are under a year of history, and gives no run rate under three', async () => {
  expect(await progress(at.twoMonths)).toMatchObject({
    realised: usd('20.00'),
    months: 2,
    from: '2025-01',
    to: '2025-02',
    target: null,
    share: null,
    runRate: null,
    growthNeeded: null,
  });
});

it.each(['empty', 'first'] as const)('has nothing to measure while no month is full: %s', async (when) => {
  expect(await progress(at[when])).toMatchObject({
    realised: usd('0.00'),
    months: 0,
    from: null,
    to: null,
    share: null,
    runRate: null,
    growthNeeded: null,
    asOf: at[when],
  });
});

it('has no share before a target was announced', async () => {
  expect(await progress(at.beforeTarget)).toMatchObject({
    target: null,
    share: null,
    realised: usd('120.00'),
  });
});

it('takes the target announced last; without a day for it, no growth is needed by then', async () => {
  expect(await progress(at.secondTarget)).toMatchObject({
    target: { targetId: 'pk-kz-2', dueOn: null },
    share: '0.5000',
    growthNeeded: null,
  });
});

it('needs no growth any more once the day has come', async () => {
  // 120.00 ÷ 360.00
  expect(await progress(undefined)).toMatchObject({
    target: { targetId: 'pk-kz-3' },
    share: '0.3333',
    growthNeeded: null,
    asOf: at.afterDue,
  });
});

it('begins with the first month that comes to anything: what was taken out again is no history', async () => {
  const pair = 'reporter: "UZ", partner: "KZ"';
  const fact = { flow: 'export', reporter: 'UZ', partner: 'KZ' } as const;
  const cleared = await ledger.event({ recordedAt: '2026-03-03T09:00:00Z' });
  await ledger.fact({ ...fact, position: cleared, month: '2021-01', cents: 500n });
  await ledger.fact({ ...fact, position: cleared, month: '2025-12', cents: 700n });
  const cancelled = await ledger.event({ type: 'ConsignmentCancelled', recordedAt: '2026-03-03T10:00:00Z' });
  await ledger.fact({ ...fact, position: cancelled, month: '2021-01', cents: -500n, correction: true });
  await ledger.reach(cancelled);
  expect(await progress(cleared, pair)).toMatchObject({ months: 12, from: '2025-03' });
  expect(await progress(cancelled, pair)).toMatchObject({
    months: 3,
    from: '2025-12',
    realised: usd('7.00'),
  });
});

describe('of what had happened by an instant', () => {
  const until = async (instant: string, args = '') => {
    const { data, errors } = await gateway.ask(
      `{ targetProgress(reporter: "PK", partner: "KZ", occurredUntil: "${instant}"${args}) { target { targetId } realised { amount } months from to share occurredUntil } }`,
    );
    expect(errors).toEqual([]);
    return (data as { targetProgress: unknown }).targetProgress;
  };

  it('ends with the last full month before it, and knows no target that was set later', async () => {
    expect(await until('2025-07-10T00:00:00+05:00')).toEqual({
      target: null,
      // Six months at 10.00.
      realised: { amount: '60.00' },
      months: 6,
      from: '2025-01',
      to: '2025-06',
      share: null,
      occurredUntil: '2025-07-10T00:00:00+05:00',
    });
    expect(await until('2026-02-23T00:00:00+05:00')).toMatchObject({
      target: { targetId: 'pk-kz-1' },
      realised: { amount: '120.00' },
      from: '2025-02',
      to: '2026-01',
      share: '0.1200',
    });
  });

  it('has nothing before the first trade, and ends no later than what is known', async () => {
    expect(await until('2024-12-31T00:00:00+05:00')).toMatchObject({
      months: 0,
      realised: { amount: '0.00' },
    });
    expect(await until('2027-01-01T00:00:00Z', `, asOf: ${at.twoMonths}`)).toMatchObject({
      months: 2,
      from: '2025-01',
      to: '2025-02',
    });
  });
});

it('does not mix the statistics of the two countries', async () => {
  expect(await progress(undefined, 'reporter: "KZ", partner: "PK"')).toMatchObject({
    target: null,
    realised: usd('0.00'),
    months: 0,
  });
});

it('keeps what a target was before it was revised', async () => {
  const position = await ledger.event({ type: 'TargetRevised', recordedAt: '2026-03-04T08:00:00Z' });
  await ledger.insert('reporting.targets', {
    generation: 1,
    target_id: 'pk-kz-3',
    position,
    reporter: 'PK',
    partner: 'KZ',
    yearly_amount_cents: 48_000n,
    due_on: null,
    source: 'Protocol',
    told_on: '2026-03-04',
    demo: false,
    baseline_year: 2024,
    definition: 'Goods by IMTS 2010',
    meeting_id: '0191d8a0-7c01-7a00-8c11-4f6e2b9d0a10',
    reason: 'Decided at the 14th session',
  });
  await ledger.reach(position);
  const revised = {
    targetId: 'pk-kz-3',
    toldOn: '2026-03-04',
    baselineYear: 2024,
    definition: 'Goods by IMTS 2010',
    meetingId: '0191d8a0-7c01-7a00-8c11-4f6e2b9d0a10',
    reason: 'Decided at the 14th session',
  };
  const before = ['pk-kz-3', 'pk-kz-2', 'pk-kz-1'].map((targetId) => ({
    targetId,
    toldOn: '2026-02-22',
    baselineYear: null,
    definition: null,
    meetingId: null,
    reason: null,
  }));
  expect(await progress(undefined)).toMatchObject({
    target: { targetId: 'pk-kz-3', yearlyAmount: usd('480.00') },
    // 120.00 ÷ 480.00
    share: '0.2500',
    history: [revised, ...before],
    // The ledger begins with 2025.
    baseline: {
      year: 2024,
      traded: null,
      months: 0,
      reason: 'The ledger has no trade of 2024 between PK and KZ as PK reports it.',
    },
  });
  expect(await progress(at.afterDue)).toMatchObject({ share: '0.3333', history: before });
});

const revisedTo = async (target_id: string, change: object): Promise<void> => {
  const position = await ledger.event({ type: 'TargetRevised', recordedAt: '2026-03-05T08:00:00Z' });
  await ledger.insert('reporting.targets', {
    generation: 1,
    target_id,
    position,
    reporter: 'PK',
    partner: 'KZ',
    yearly_amount_cents: 48_000n,
    due_on: null,
    source: 'Protocol',
    told_on: '2026-03-05',
    demo: false,
    reason: 'A slip',
    ...change,
  });
  await ledger.reach(position);
};

it.each([
  // Twelve months at 10.00.
  [2025, { year: 2025, traded: usd('120.00'), months: 12, reason: null }],
  // January and February, at 10.00: March is not over.
  [2026, { year: 2026, traded: usd('20.00'), months: 2, reason: null }],
])('tells of the year that it is compared with what it is measured by: %d', async (baseline_year, told) => {
  await revisedTo('pk-kz-3', { baseline_year });
  expect(await progress(undefined)).toMatchObject({ target: { targetId: 'pk-kz-3' }, baseline: told });
});

it('does not bring back an older target by a slip that is put right in it', async () => {
  await revisedTo('pk-kz-2', { yearly_amount_cents: 24_100n });
  expect(await progress(undefined)).toMatchObject({
    target: { targetId: 'pk-kz-3', yearlyAmount: usd('480.00') },
    history: expect.arrayContaining([expect.objectContaining({ targetId: 'pk-kz-2', toldOn: '2026-03-05' })]),
  });
});
