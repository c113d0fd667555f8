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

it('publishes statistics of two chapters that nobody can take for real ones', () => {
  const published = ofType(log, 'OfficialStatisticsPublished').map(({ data }) => data);
  expect(published.length).toBeGreaterThan(30);
  expect(new Set(published.map(({ source }) => source))).toEqual(new Set(['demo-statistics']));
  expect(new Set(published.flatMap(({ lines }) => lines.map(({ code }) => code)))).toEqual(
    new Set(['08', '10']),
  );
  expect(new Set(published.map(({ reporter, flow }) => `${reporter} ${flow}`))).toEqual(
    new Set(['PK export', 'KZ import']),
  );
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
