import { specOf } from '@corridor/testing';
import { type StatisticCommand, type StatisticEvent, statistic } from '../../index.js';

const AT = '2026-11-27T10:00:00+05:00';
const line = (code: string, value: string) => ({ code, value, netKgEstimated: false });
const data = {
  statisticId: '0191d8a0-0000-7000-8000-000000000301',
  source: 'un-comtrade',
  reporter: 'PK',
  partner: 'KZ',
  flow: 'export',
  period: '2025',
  classification: 'H6',
  status: 'provisional',
  publishedOn: '2026-06-01',
  downloadedOn: '2026-11-20',
  currency: 'USD',
  lines: [
    line('08', '40000.00'),
    { ...line('52', '60000.10'), fob: '60000.10', netKg: '2500.5' },
    line('TOTAL', '100000.10'),
  ],
} as const;
const publishing = (change: object = {}): StatisticCommand => ({
  type: 'PublishOfficialStatistics',
  occurredAt: AT,
  data: { ...data, ...change },
});
const published = (change: object = {}): StatisticEvent => ({
  type: 'OfficialStatisticsPublished',
  occurredAt: AT,
  data: { ...data, ...change },
});
const withdrawing = (telling: number, reason = 'Another year.'): StatisticCommand => ({
  type: 'WithdrawOfficialStatistics',
  occurredAt: AT,
  data: { statisticId: data.statisticId, telling, reason },
});
const withdrawn = (telling: number): StatisticEvent => ({
  type: 'OfficialStatisticsWithdrawn',
  occurredAt: AT,
  data: { statisticId: data.statisticId, telling, reason: 'Another year.' },
});
const { given } = specOf(statistic);

it('is published with its lines in the order of their codes, by year or by month', () => {
  given().when(publishing()).thenEvents(published());
  given()
    .when(publishing({ lines: data.lines.toReversed() }))
    .thenEvents(published());
  given()
    .when(publishing({ period: '2026-11' }))
    .thenEvents(published({ period: '2026-11' }));
});

it('told again from the same day or an earlier one is nothing new, whatever the order of the lines', () => {
  given(published()).when(publishing()).thenEvents();
  given(published())
    .when(publishing({ lines: data.lines.toReversed() }))
    .thenEvents();
  given(published())
    .when(publishing({ downloadedOn: '2026-11-01' }))
    .thenEvents();
});

it('told again from a later download it is confirmed, so that what was downloaded between the two is older', () => {
  const january = published({ downloadedOn: '2026-01-01', publishedOn: '2025-12-30' });
  const march = { downloadedOn: '2026-03-01', publishedOn: '2025-12-30' };
  given(january)
    .when(publishing({ ...march, lines: data.lines.toReversed() }))
    .thenEvents(published(march));
  const other = { ...march, downloadedOn: '2026-02-01', lines: [line('TOTAL', '100000.11')] };
  given(january).when(publishing(other)).thenEvents(published(other));
  given(january, published(march))
    .when(publishing(other))
    .thenRejected('download-older', { pointer: '/downloadedOn' });
});

it.each([
  { lines: [line('TOTAL', '100000.11')] },
  { lines: [...data.lines, line('99', '0.00')] },
  { lines: data.lines.map((each) => ({ ...each, netKgEstimated: true })) },
  { lines: data.lines.map((each) => ({ ...each, quantity: { amount: '12', unit: '5' } })) },
  { status: 'revised' },
  { status: 'final' },
  { classification: 'H5' },
  { publishedOn: '2026-06-02' },
])('other figures or another standing are a revision: %j', (change) => {
  const sorted =
    'lines' in change ? { lines: change.lines?.toSorted((a, b) => (a.code < b.code ? -1 : 1)) } : {};
  given(published())
    .when(publishing(change))
    .thenEvents(published({ ...change, ...sorted }));
});

it('what is back to what it was before is a revision, too', () =>
  given(published(), published({ status: 'final', lines: [line('TOTAL', '1.00')] }))
    .when(publishing({ status: 'final' }))
    .thenEvents(published({ status: 'final' })));

it('what is older does not replace what is newer, and what is final is not provisional again', () => {
  given(published({ status: 'revised' }))
    .when(publishing({ status: 'revised', downloadedOn: '2026-11-19', classification: 'H5' }))
    .thenRejected('download-older', { pointer: '/downloadedOn' });
  given(published({ status: 'final' }))
    .when(publishing())
    .thenRejected('status-backwards', { pointer: '/status' });
  given(published({ status: 'final' }))
    .when(publishing({ status: 'revised' }))
    .thenEvents(published({ status: 'revised' }));
});

it('some goods alone do not replace all, but all goods may follow some', () => {
  const cotton = { lines: [line('52', '60000.20')] };
  given(published())
    .when(publishing({ ...cotton, downloadedOn: '2026-11-25' }))
    .thenRejected('total-missing', { pointer: '/lines' });
  given(published(cotton)).when(publishing()).thenEvents(published());
  given(published(cotton))
    .when(publishing({ lines: [line('08', '1.00')] }))
    .thenEvents(published({ lines: [line('08', '1.00')] }));
  const total = { lines: [line('TOTAL', '100000.20')] };
  given(published()).when(publishing(total)).thenEvents(published(total));
});

it.each([
  [{ downloadedOn: '2026-02-29' }, 'date-malformed', '/downloadedOn'],
  [{ publishedOn: '2026-13-01' }, 'date-malformed', '/publishedOn'],
  [{ publishedOn: '2026-11-21' }, 'published-after-download', '/publishedOn'],
  [{ period: '2027' }, 'period-ahead', '/period'],
  [{ period: '2026-12' }, 'period-ahead', '/period'],
  [{ lines: [...data.lines, line('52', '1.00')] }, 'line-twice', '/lines'],
])('%j is refused with %s', (change, code, pointer) => {
  given().when(publishing(change)).thenRejected(code, { pointer });
});

it('a telling that should not be there is taken back once, whichever it is', () => {
  given(published()).when(withdrawing(1)).thenEvents(withdrawn(1));
  given(published(), published({ status: 'final' }))
    .when(withdrawing(1))
    .thenEvents(withdrawn(1));
  given(published(), withdrawn(1)).when(withdrawing(1)).thenEvents();
  given(published(), withdrawn(1))
    .when(withdrawing(1, 'In other words.'))
    .thenRejected('telling-withdrawn', { pointer: '/reason' });
  given(published()).when(withdrawing(2)).thenRejected('telling-unknown', { pointer: '/telling' });
  given()
    .when(withdrawing(1))
    .thenRejected('illegal-step', { legalNow: ['PublishOfficialStatistics'] });
  given(published(), withdrawn(1))
    .when(withdrawing(2))
    .thenRejected('illegal-step', { legalNow: ['PublishOfficialStatistics'] });
});

it('what was told before it counts again, so that a standing that was told too high is put right', () => {
  const final = published({ status: 'final', downloadedOn: '2026-11-25' });
  given(published(), final, withdrawn(2)).when(publishing()).thenEvents();
  const revised = { status: 'revised', downloadedOn: '2026-11-21' };
  given(published(), final, withdrawn(2)).when(publishing(revised)).thenEvents(published(revised));
  // Of three, the third is taken back and then the second: the first counts.
  const third = published({ status: 'final', downloadedOn: '2026-11-26', classification: 'H5' });
  given(published(), final, third, withdrawn(3), withdrawn(2)).when(publishing()).thenEvents();
  // An older one is taken back: what counts stays.
  given(published(), final, withdrawn(1))
    .when(publishing())
    .thenRejected('download-older', { pointer: '/downloadedOn' });
});

it('of which nothing counts any more, anything can be told, also what was taken back', () => {
  given(published({ status: 'final' }), withdrawn(1))
    .when(publishing())
    .thenEvents(published());
  given(published(), withdrawn(1)).when(publishing()).thenEvents(published());
  given(published(), withdrawn(1), published()).when(withdrawing(2)).thenEvents(withdrawn(2));
});
