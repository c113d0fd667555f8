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
  until_position: null,
  statistic_id: uuid(1),
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
  const { publications, lines } = foldPublications([told(1, 1, change)], new Map());
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
  const { publications, lines } = foldPublications(events, new Map());
  expect([...publications.values()]).toEqual([
    { ...row, until_position: 4 },
    { ...row, position: 2, statistic_id: uuid(2), flow: 'export' },
    { ...row, position: 4, status: 'revised' },
  ]);
  expect(lines.map(({ position }) => position)).toEqual([1, 2, 4]);
});

it('ends what it recalls, and tells of it only where it ends', () => {
  const newest = new Map([
    [uuid(1), row],
    [uuid(2), { ...row, position: 2, statistic_id: uuid(2) }],
  ]);
  const { publications } = foldPublications(
    [told(5, 1, { status: 'revised' }), told(6, 1, { status: 'final' })],
    newest,
  );
  expect([...publications]).toEqual([
    [1, { ...row, until_position: 5 }],
    [5, { ...row, position: 5, until_position: 6, status: 'revised' }],
    [6, { ...row, position: 6, status: 'final' }],
  ]);
});
