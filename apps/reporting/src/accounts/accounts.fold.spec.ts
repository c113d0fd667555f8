import fc from 'fast-check';
import { foldPostings, keyOf, marksOf, type PostingEvent, type Totals } from './accounts.fold.js';

const SEED = 20_261_126;
const BANK = 'demo-bank-karachi';
type Posting = NonNullable<PostingEvent['data']['postings']>[number];
const posting = (account: Posting['account'], side: Posting['side'], amount: string, currency = 'USD') => ({
  account,
  of: BANK,
  side,
  amount: { amount, currency },
});
const event = (position: number, postings: readonly Posting[]): PostingEvent =>
  ({
    position,
    type: 'SettlementBooked',
    streamId: `settlement-${position}`,
    occurredAt: '2026-03-30T00:00:00+05:00',
    demo: false,
    data: { postings },
  }) as unknown as PostingEvent;
const moved = (amount: string, debit: Posting['account'], credit: Posting['account'], currency = 'USD') => [
  posting(debit, 'debit', amount, currency),
  posting(credit, 'credit', amount, currency),
];

const fold = (events: readonly PostingEvent[], totals: Map<string, Totals>) =>
  foldPostings(events, marksOf(events, new Map()), totals);

it('are the lines of events, each with what its account came to', () => {
  const totals = new Map<string, Totals>();
  const first = fold([event(3, moved('100.00', 'nostro', 'suspense'))], totals);
  expect(first.begun.map(({ account, first_position }) => [account, first_position])).toEqual([
    ['nostro', 3],
    ['suspense', 3],
  ]);
  const second = fold([event(4, moved('60.00', 'suspense', 'vostro'))], totals);
  expect(second.begun.map(({ account }) => account)).toEqual(['vostro']);
  expect(
    second.postings.map(({ line, account, side, minor, debits, credits }) => [
      line,
      account,
      side,
      minor,
      debits,
      credits,
    ]),
  ).toEqual([
    [1, 'suspense', 'debit', '6000', '6000', '10000'],
    [2, 'vostro', 'credit', '6000', '0', '6000'],
  ]);
});

it('keep currencies apart, by the digits of each', () => {
  const { postings } = fold(
    [event(1, [...moved('5', 'nostro', 'suspense', 'JPY'), ...moved('0.125', 'nostro', 'suspense', 'KWD')])],
    new Map(),
  );
  expect(postings.map(({ currency, minor, debits }) => [currency, minor, debits])).toEqual([
    ['JPY', '5', '5'],
    ['JPY', '5', '0'],
    ['KWD', '125', '125'],
    ['KWD', '125', '0'],
  ]);
});

it('keep the demo apart, by the stream that money was booked in', () => {
  const booked = { ...event(1, moved('100.00', 'nostro', 'suspense')), streamId: 'settlement-real' };
  const demo = { ...event(2, moved('30.00', 'nostro', 'suspense')), streamId: 'settlement-demo', demo: true };
  // A real credit pays what a demo's invoice raised: the event has the mark of what led to it.
  const matched = {
    ...event(3, moved('100.00', 'suspense', 'vostro')),
    streamId: 'settlement-real',
    demo: true,
  };
  const { postings, begun } = fold([booked, demo, matched], new Map());
  expect(begun.map(({ account, demo }) => [account, demo])).toEqual([
    ['nostro', false],
    ['suspense', false],
    ['nostro', true],
    ['suspense', true],
    ['vostro', false],
  ]);
  expect(postings.map(({ account, demo, debits, credits }) => [account, demo, debits, credits])).toEqual([
    ['nostro', false, '10000', '0'],
    ['suspense', false, '0', '10000'],
    ['nostro', true, '3000', '0'],
    ['suspense', true, '0', '3000'],
    ['suspense', false, '10000', '10000'],
    ['vostro', false, '0', '10000'],
  ]);
  // In two transactions, the second knows of the first what began its stream.
  const known = new Map([['settlement-real', false]]);
  expect(marksOf([matched], known).get('settlement-real')).toBe(false);
});

it('come to the same, however the log is cut, and debits equal credits at every position', () => {
  const account = fc.constantFrom<Posting['account']>('nostro', 'suspense', 'vostro', 'fees');
  const currency = fc.constantFrom('USD', 'PKR', 'JPY');
  const move = fc
    .record({
      amount: fc.integer({ min: 1, max: 10_000 }).map(String),
      debit: account,
      credit: account,
      currency,
    })
    .map(({ amount, debit, credit, currency }) => moved(amount, debit, credit, currency));
  const log = fc.array(fc.array(move, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 });
  const run = fc.property(log, fc.nat(), (entries, cutAt) => {
    const events = entries.map((moves, index) => event(index + 1, moves.flat()));
    const whole = fold(events, new Map());
    const totals = new Map<string, Totals>();
    const cut = cutAt % (events.length + 1);
    const parts = [fold(events.slice(0, cut), totals), fold(events.slice(cut), totals)];
    expect(parts.flatMap(({ postings }) => postings)).toEqual(whole.postings);
    expect(parts.flatMap(({ begun }) => begun)).toEqual(whole.begun);
    for (const { position } of events) {
      const last = new Map(
        whole.postings.filter((row) => row.position <= position).map((row) => [keyOf(row), row] as const),
      );
      const sums = new Map<string, bigint>();
      for (const { currency, debits, credits } of last.values()) {
        sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(debits) - BigInt(credits));
      }
      expect([...sums.values()].every((sum) => sum === 0n)).toBe(true);
    }
  });
  fc.assert(run, { seed: SEED, numRuns: 200 });
});
