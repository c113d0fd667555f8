import { whole } from '../../../apps/gateway/src/restatement/restated.spec-kit.js';
import { type Asked, counted, MONEY, type Money, ofMoney, sumOf } from './asked-of-customs.spec-kit.js';

/** @returns whether there was anything to explain. */
export async function daysHeldIsExplained(asked: Asked, args: string): Promise<boolean> {
  const figure = `daysHeld(${args})`;
  interface Share {
    readonly seconds: string;
    readonly isOpen: boolean;
  }
  const all = await asked.figure<{ seconds: string; holds: number; open: number }>(
    figure,
    'seconds holds open',
  );
  const shares = await asked.list<Share>(figure, 'shares', 'seconds isOpen');
  expect(
    sumOf(
      shares.map(({ seconds, isOpen }) => [
        ['s', whole(seconds)],
        counted('holds', true),
        counted('open', isOpen),
      ]),
    ),
  ).toEqual(
    sumOf([
      [
        ['s', whole(all.seconds)],
        ['holds', BigInt(all.holds)],
        ['open', BigInt(all.open)],
      ],
    ]),
  );
  asked.saw('held', whole(all.seconds) > 0n);
  asked.saw(
    'beside',
    shares.some(({ seconds }) => whole(seconds) === 0n),
  );
  asked.saw('stillHeld', all.open > 0);
  asked.saw('nothing', shares.length === 0);
  return shares.length > 0;
}

export async function clearanceTimeIsExplained(asked: Asked, args: string): Promise<void> {
  const figure = `clearanceTime(${args})`;
  interface Facts {
    readonly n: number;
    readonly seconds: string;
    readonly open: number;
    readonly openSeconds: string;
  }
  interface Share {
    readonly office: string;
    readonly procedure: string;
    readonly flow: string;
    readonly inspection: string;
    readonly isOpen: boolean;
    readonly seconds: string;
    readonly clearedAt: string | null;
  }
  const cuts = ['office', 'procedure', 'flow', 'inspection'] as const;
  const facts = 'n seconds open openSeconds';
  const byCuts = cuts.map((cut) => `by${cut[0]?.toUpperCase()}${cut.slice(1)} { key: ${cut} ${facts} }`);
  const all = await asked.figure<Facts & Readonly<Record<string, readonly (Facts & { key: string })[]>>>(
    figure,
    `${facts} ${byCuts.join(' ')} byMonth { key: month ${facts} }`,
  );
  const fields = 'office procedure flow inspection isOpen seconds clearedAt';
  const shares = await asked.list<Share>(figure, 'shares', fields);
  const ofFacts = (of: string, { n, seconds, open, openSeconds }: Facts) =>
    [
      [`${of} n`, BigInt(n)],
      [`${of} s`, whole(seconds)],
      [`${of} open`, BigInt(open)],
      [`${of} open s`, whole(openSeconds)],
    ] as const;
  const ofShare = (of: string, { isOpen, seconds }: Share) =>
    [
      counted(`${of} ${isOpen ? 'open' : 'n'}`, true),
      [`${of} ${isOpen ? 'open s' : 's'}`, whole(seconds)],
    ] as const;
  expect(sumOf(shares.map((share) => ofShare('all', share)))).toEqual(sumOf([ofFacts('all', all)]));
  for (const [index, cut] of cuts.entries()) {
    const rows = all[byCuts[index]?.split(' ')[0] ?? ''] ?? [];
    const expected = sumOf(shares.map((share) => ofShare(share[cut], share)));
    expect(sumOf(rows.map((row) => ofFacts(row.key, row)))).toEqual(expected);
  }
  const cleared = shares.filter(({ isOpen }) => !isOpen);
  const months = cleared.map((share) => ofShare(share.clearedAt?.slice(0, 7) ?? '', share));
  expect(sumOf((all.byMonth ?? []).map((row) => ofFacts(row.key, row)))).toEqual(sumOf(months));
  const waiting = await asked.list<Share>(figure, 'shares', fields, 'open: true');
  expect(waiting).toEqual(shares.filter(({ isOpen }) => isOpen));
  asked.saw('cleared', all.n > 0);
  asked.saw('waiting', all.open > 0);
}

export async function customsDutiesAreExplained(asked: Asked, args: string): Promise<void> {
  const figure = `customsDuties(${args})`;
  interface Duties {
    readonly key: string;
    readonly assessed?: Money;
    readonly paid?: Money;
    readonly refunded?: Money;
    readonly outstanding?: Money;
  }
  interface Owed {
    readonly assessed: Money;
    readonly paid: Money;
    readonly outstanding: Money;
  }
  interface Entry {
    readonly what: 'ASSESSED' | 'PAID' | 'REFUNDED';
    readonly kind: string | null;
    readonly reason: string | null;
    readonly office: string;
    readonly flow: string;
    readonly day: string;
    readonly amount: Money;
  }
  const sums = `assessed ${MONEY} paid ${MONEY} refunded ${MONEY}`;
  const all = await asked.figure<Readonly<Record<string, readonly Duties[]>>>(
    figure,
    `byCurrency { key: currency ${sums} outstanding ${MONEY} } byOffice { key: office ${sums} } byFlow { key: flow ${sums} } byMonth { key: month ${sums} }
    byKind { key: kind assessed ${MONEY} } refundsByReason { key: reason refunded ${MONEY} }`,
  );
  const entries = await asked.list<Entry>(
    figure,
    'entries',
    `what kind reason office flow day amount ${MONEY}`,
  );
  const keys: Readonly<Record<string, (entry: Entry) => string | null>> = {
    byCurrency: ({ amount }) => amount.currency,
    byOffice: ({ office }) => office,
    byFlow: ({ flow }) => flow,
    byMonth: ({ day }) => day.slice(0, 7),
    byKind: ({ kind }) => kind,
    refundsByReason: ({ reason }) => reason,
  };
  for (const [cut, keyOf] of Object.entries(keys)) {
    const rows = (all[cut] ?? []).map(({ key, assessed, paid, refunded }) =>
      Object.entries({ ASSESSED: assessed, PAID: paid, REFUNDED: refunded }).flatMap(([what, money]) =>
        money ? [ofMoney(`${key} ${what}`, money)] : [],
      ),
    );
    const explained = entries.flatMap((entry) => {
      const key = keyOf(entry);
      return key === null ? [] : [[ofMoney(`${key} ${entry.what}`, entry.amount)]];
    });
    expect(sumOf(rows)).toEqual(sumOf(explained));
  }
  const owed = await asked.list<Owed>(
    figure,
    'outstandingShares',
    `assessed ${MONEY} paid ${MONEY} outstanding ${MONEY}`,
  );
  const outstanding = (all.byCurrency ?? []).flatMap((row) => row.outstanding ?? []);
  expect(sumOf(owed.map((one) => [ofMoney('', one.outstanding)]))).toEqual(
    sumOf(outstanding.map((money) => [ofMoney('', money)])),
  );
  for (const one of owed)
    expect(whole(one.outstanding.amount)).toBe(whole(one.assessed.amount) - whole(one.paid.amount));
  asked.saw('outstanding', owed.length > 0);
  asked.saw(
    'paidInPart',
    owed.some(({ paid }) => whole(paid.amount) > 0n),
  );
  for (const what of ['assessed', 'paid', 'refunded'] as const)
    asked.saw(
      what,
      entries.some((entry) => entry.what.toLowerCase() === what),
    );
  asked.saw('currencies', (all.byCurrency ?? []).length > 1);
}
