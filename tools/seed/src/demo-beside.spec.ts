import { toMoney } from '@corridor/kernel';
import { MEASURED } from './corridor/routes.js';
import { type DemoEvent, demoLog, ofType } from './demo-log.spec-kit.js';

let log: readonly DemoEvent[];
beforeAll(() => {
  log = demoLog({ seed: 1, endsOn: '2026-03-01' });
}, 60_000);

it('tells costs at both sides of Torkham and of measured sections, mostly with a receipt', () => {
  const costs = ofType(log, 'TransportCostRecorded').map(({ data }) => data);
  const places = costs.flatMap(({ scope }) => (scope.basis === 'place' ? [scope.location] : []));
  expect(new Set(places)).toEqual(new Set(['PKTOR', 'AFRKH']));
  const sections = costs.flatMap(({ scope }) => (scope.basis === 'section' ? [[scope.from, scope.to]] : []));
  expect(sections.length).toBeGreaterThan(30);
  for (const [from = '', to = ''] of sections)
    expect(MEASURED.some((ends) => ends.includes(from) && ends.includes(to))).toBe(true);
  const unreceipted = costs.filter(({ receipted }) => receipted === false).length;
  expect(unreceipted).toBeGreaterThan(10);
  expect(unreceipted / places.length).toBeLessThan(0.5);
});

it('opens transits against guarantees that hold their duty until they are discharged; some are late, some never end', () => {
  const of = (type: DemoEvent['type']) =>
    new Set(log.filter((each) => each.type === type).map(({ streamId }) => streamId));
  const [opened, late, discharged] = [
    of('TransitOpened'),
    of('TransitBecameOverdue'),
    of('TransitDischarged'),
  ];
  expect(opened.size).toBeGreaterThan(40);
  expect(discharged.size).toBeGreaterThan(opened.size / 2);
  expect([...late].filter((id) => discharged.has(id)).length).toBeGreaterThan(0);
  expect([...late].filter((id) => !discharged.has(id)).length).toBeGreaterThan(0);
  const held = new Map<string, bigint>();
  for (const { type, data } of log) {
    if (type === 'GuaranteeAmountReserved') held.set(data.transitId, toMoney(data.amount).minor);
    if (type === 'GuaranteeAmountFreed') {
      expect(toMoney(data.amount).minor).toBe(held.get(data.transitId));
      held.delete(data.transitId);
    }
  }
  expect(held.size).toBe(opened.size - discharged.size);
});

it('publishes statistics of all goods and of some chapters that nobody can take for real ones, final by the calendar', () => {
  const published = ofType(log, 'OfficialStatisticsPublished');
  expect(new Set(published.map(({ data }) => data.source))).toEqual(new Set(['demo-statistics']));
  expect(new Set(published.map(({ data }) => `${data.reporter} ${data.flow}`))).toEqual(
    new Set(['PK export', 'PK import', 'KZ export', 'KZ import']),
  );
  const codes = new Set(published.flatMap(({ data }) => data.lines.map(({ code }) => code)));
  expect(codes.size).toBeGreaterThan(10);
  const final = published.filter(({ data }) => data.status === 'final');
  expect(final.length).toBeGreaterThan(20);
  for (const { data, streamId } of final) {
    // Pakistan's fiscal year ends with June and is final on 1 October, Kazakhstan's year on 1 July.
    const [year = 0, month = 0] = data.period.split('-').map(Number);
    const from = data.reporter === 'PK' ? `${month > 6 ? year + 1 : year}-10-01` : `${year + 1}-07-01`;
    expect((data.publishedOn ?? '') > from).toBe(true);
    const statuses = published.filter((each) => each.streamId === streamId).map((each) => each.data.status);
    expect(statuses).toEqual(['provisional', 'revised', 'final']);
  }
  for (const { data } of published) {
    const cents = (isTotal: boolean) =>
      data.lines
        .filter(({ code }) => (code === 'TOTAL') === isTotal)
        .reduce((sum, { value }) => sum + toMoney({ amount: value, currency: 'USD' }).minor, 0n);
    expect(data.lines.map(({ code }) => code)).toContain('TOTAL');
    // All goods hold at least the chapters that are told.
    expect(cents(true) >= cents(false)).toBe(true);
  }
});

it('has IT services of both countries paid for over some years, one of other services than was told, one given back in part', () => {
  const contracts = ofType(log, 'ServiceContractRegistered').map(({ data }) => data);
  expect(new Set(contracts.map(({ provider }) => provider.country))).toEqual(new Set(['PK', 'KZ']));
  for (const { service } of contracts) expect(service).toMatch(/^SI/);
  const paid = ofType(log, 'SettlementMatchedToServiceContract').map(({ data }) => data);
  const years = new Set(paid.map(({ valueDate }) => valueDate.slice(0, 4)));
  expect(years.size).toBeGreaterThan(3);
  expect(paid.length).toBeGreaterThan(20);
  // All of each credit, and in dollars whatever it came in.
  for (const { amount, unallocated, usd } of paid) {
    expect(toMoney(unallocated).minor).toBe(0n);
    expect(usd === undefined).toBe(amount.currency === 'USD');
  }
  expect(ofType(log, 'ServiceContractReclassified')).toHaveLength(1);
  expect(ofType(log, 'SettlementUnmatchedFromServiceContract').map(({ data }) => data.because)).toEqual([
    'returned',
  ]);
});
