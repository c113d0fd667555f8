import { uuid } from '../teller.spec-kit.js';
import { foldPublications, type PublicationEvent, type PublicationRow } from './official-trade.fold.js';

const line = (code: string, value: string) => ({ code, value, netKgEstimated: false });
const told = (position: number, of: number, change: object = {}): PublicationEvent =>
  ({
    position,
    type: 'OfficialStatisticsPublished',
    data: {
      statisticId: uuid(of),
      source: 'un-comtrade',
      reporter: 'PK',
      partner: 'KZ',
      flow: 'import',
      period: '2025-03',
      classification: 'H6',
      status: 'provisional',
      downloadedOn: '2026-11-20',
      currency: 'USD',
      lines: [line('TOTAL', '100.10')],
      ...change,
    },
  }) as PublicationEvent;
const row: PublicationRow = {
  position: 1,
  from_position: 1,
  until_position: null,
  statistic_id: uuid(1),
  telling: 1,
  withdrawn_position: null,
  source: 'un-comtrade',
  reporter: 'PK',
  partner: 'KZ',
  flow: 'import',
  period: '2025-03',
  classification: 'H6',
  status: 'provisional',
  published_on: null,
  downloaded_on: '2026-11-20',
};

it('keeps a publication with its lines, in cents', () => {
  const detailed = {
    ...line('52', '90071992547409.93'),
    ...{ cif: '7.00', fob: '6.50', netKg: '2500.5', netKgEstimated: true },
  };
  const change = { publishedOn: '2026-06-01', lines: [detailed, line('TOTAL', '0.00')] };
  const { publications, lines } = foldPublications([told(1, 1, change)], []);
  expect([...publications.values()]).toEqual([{ ...row, published_on: '2026-06-01' }]);
  expect(lines).toEqual([
    {
      position: 1,
      code: '52',
      value_usd_cents: '9007199254740993',
      cif_usd_cents: '700',
      fob_usd_cents: '650',
      net_kg: '2500.5',
      net_kg_estimated: true,
    },
    {
      position: 1,
      code: 'TOTAL',
      value_usd_cents: '0',
      cif_usd_cents: null,
      fob_usd_cents: null,
      net_kg: null,
      net_kg_estimated: false,
    },
  ]);
});

it('ends what was told before at the position that tells otherwise, and leaves other streams alone', () => {
  const events = [told(1, 1), told(2, 2, { flow: 'export' }), told(4, 1, { status: 'revised' })];
  const { publications, lines } = foldPublications(events, []);
  expect([...publications.values()]).toEqual([
    { ...row, until_position: 4 },
    { ...row, position: 2, from_position: 2, statistic_id: uuid(2), flow: 'export' },
    { ...row, position: 4, from_position: 4, telling: 2, status: 'revised' },
  ]);
  expect(lines.map(({ position }) => position)).toEqual([1, 2, 4]);
});

it('ends what it recalls, and tells of it only where it ends', () => {
  const known = [row, { ...row, position: 2, from_position: 2, statistic_id: uuid(2) }];
  const { publications } = foldPublications(
    [told(5, 1, { status: 'revised' }), told(6, 1, { status: 'final' })],
    known,
  );
  expect([...publications]).toEqual([
    [1, { ...row, until_position: 5 }],
    [5, { ...row, position: 5, from_position: 5, until_position: 6, telling: 2, status: 'revised' }],
    [6, { ...row, position: 6, from_position: 6, telling: 3, status: 'final' }],
  ]);
});

const withdrawn = (position: number, of: number, telling: number): PublicationEvent =>
  ({
    position,
    type: 'OfficialStatisticsWithdrawn',
    data: { statisticId: uuid(of), telling, reason: 'x' },
  }) as PublicationEvent;
/** By telling, the positions from and until which it stands. */
const stretches = (events: readonly PublicationEvent[], known: readonly PublicationRow[] = []) =>
  [...foldPublications(events, known).publications.values()]
    .sort((a, b) => a.from_position - b.from_position)
    .map((each) => [each.telling, each.from_position, each.until_position, each.withdrawn_position]);

it('takes back what stands: what was told before it and not taken back stands again', () => {
  const events = [told(1, 1), told(2, 1), told(3, 1)];
  expect(stretches([...events, withdrawn(4, 1, 3)])).toEqual([
    [1, 1, 2, null],
    [2, 2, 3, null],
    [3, 3, 4, 4],
    [2, 4, null, null],
  ]);
  // The second is taken back first, which changes nothing of what stands, then the third.
  expect(stretches([...events, withdrawn(4, 1, 2), withdrawn(5, 1, 3)])).toEqual([
    [1, 1, 2, null],
    [2, 2, 3, 4],
    [3, 3, 5, 5],
    [1, 5, null, null],
  ]);
  // One by one, all of them: then nothing stands, until it is told anew.
  expect(stretches([told(1, 1), told(2, 1), withdrawn(3, 1, 2), withdrawn(4, 1, 1), told(5, 1)])).toEqual([
    [1, 1, 2, 4],
    [2, 2, 3, 3],
    [1, 3, 4, 4],
    [3, 5, null, null],
  ]);
});

it('goes on from what is known as it would have from the beginning, and keeps no lines twice', () => {
  const first = [told(1, 1), told(2, 1, { status: 'final' }), told(3, 2)];
  const rest = [withdrawn(4, 1, 2), told(5, 1, { status: 'revised' }), withdrawn(6, 1, 3)];
  const before = foldPublications(first, []).publications;
  const after = foldPublications(rest, [...before.values()]);
  expect(new Map([...before, ...after.publications])).toEqual(
    foldPublications([...first, ...rest], []).publications,
  );
  expect(after.lines.map(({ position }) => position)).toEqual([5]);
  expect([...after.publications.values()].at(-1)).toEqual({ ...row, from_position: 6 });
});
