import { categoryOf, participantsOf, validateEventData } from '@corridor/contracts';
import { minorUnitDigits } from '@corridor/kernel';
import { checkCountry, checkHs6, checkLocode } from '@corridor/reference-data';
import { institutionsOn } from '../../../apps/trade-events/src/institutions/institution-aggregates.js';
import { type DemoEvent, demoLog, ofType } from './demo-log.spec-kit.js';

const ENDS_ON = '2026-03-01';
const TRADE: readonly string[] = [
  'consignment',
  'declaration',
  'invoice',
  'route',
  'obligation',
  'settlement',
  'transit',
  'guarantee',
  'cost',
  'servicecontract',
  'lc',
];
let log: readonly DemoEvent[];
beforeAll(() => {
  log = demoLog({ seed: 1, endsOn: ENDS_ON });
}, 60_000);

const count = (type: DemoEvent['type']): number => ofType(log, type).length;
const share = (type: DemoEvent['type'], of: DemoEvent['type']): number => count(type) / count(of);

/** What does not hold for an event; one expectation for each of 65,000 would take its time. */
function exceptions(
  holds: (event: DemoEvent, before: DemoEvent | undefined) => boolean,
): readonly DemoEvent[] {
  return log.filter((event, index) => !holds(event, log[index - 1])).slice(0, 3);
}

it('keeps every event to its contract, and belongs to those that the contract names', () => {
  const isKept = ({ type, streamId, schemaVersion, data, participants }: DemoEvent): boolean => {
    validateEventData(type, schemaVersion, data);
    // Whom the institutions' services tell is held by demo-institutions.spec.ts.
    if (!TRADE.includes(categoryOf(streamId))) return true;
    return participantsOf(type, data, participants).join() === participants.join();
  };
  expect(exceptions(isKept)).toEqual([]);
}, 60_000);

it('has the size that is promised, over five years', () => {
  expect(count('ConsignmentDeclared')).toBeGreaterThan(2_000);
  expect(count('ConsignmentDeclared')).toBeLessThan(2_500);
  expect(log.length).toBeGreaterThan(50_000);
  expect(log.length).toBeLessThan(66_000);
  expect(log[0]?.recordedAt.slice(0, 10)).toBe('2021-03-01');
  expect(log.at(-1)?.recordedAt.slice(0, 10)).toBe('2026-02-28');
});

it('is recorded in order, never before it happens, by somebody who may', () => {
  const actors =
    /^(?:trader|customs|bank|operator|commission|council|consulate):demo-[a-z-]+$|^process:(?:trade-events|payments-settlement)$/;
  expect(exceptions(({ recordedAt }, before) => recordedAt >= (before?.recordedAt ?? ''))).toEqual([]);
  expect(
    exceptions(({ recordedAt, occurredAt }) => Date.parse(occurredAt) <= Date.parse(recordedAt)),
  ).toEqual([]);
  expect(exceptions(({ actor }) => actors.test(actor))).toEqual([]);
});

/** What time brings about goes on from no request. */
const MARKS: readonly DemoEvent['type'][] = [
  'CaseLimitMissed',
  'CaseEscalated',
  'CommitmentLapsed',
  'CommitmentFulfilled',
  'CommitmentReopened',
  'MomentumFaded',
  'ActionOverdue',
  'NeedExpired',
  'TransitBecameOverdue',
  'LetterOfCreditExpired',
];

/** What ends the cause of a case: where that is told late, the case opens as of its limit first. */
const ENDS: readonly DemoEvent['type'][] = ['HoldReleased', 'ObligationSettled'];

it('carries on correlation and cause', () => {
  const isCaused = ({
    type,
    causationId,
    correlationId,
    actor,
    appendedAt,
    occurredAt,
  }: DemoEvent): boolean => {
    if (causationId === undefined) return !actor.startsWith('process:');
    const cause = log[causationId - 1];
    return (
      actor.startsWith('process:') &&
      causationId < appendedAt &&
      cause !== undefined &&
      (cause.correlationId === correlationId || MARKS.includes(type)) &&
      (Date.parse(occurredAt) >= Date.parse(cause.occurredAt) ||
        (type === 'CaseOpened' && ENDS.includes(cause.type)))
    );
  };
  expect(exceptions(isCaused)).toEqual([]);
});

it('names goods, places, countries and currencies that are known', () => {
  for (const { type, data } of log) {
    if (type === 'ConsignmentDeclared') {
      checkLocode(data.origin, '/origin');
      checkLocode(data.destination, '/destination');
      checkCountry(data.exporter.country, '/exporter');
      checkCountry(data.importer.country, '/importer');
    }
    if ('location' in data) checkLocode(data.location, '/location');
    if ('customsOffice' in data) checkLocode(data.customsOffice, '/customsOffice');
    if ('lines' in data) {
      for (const line of data.lines) {
        if (!('hs6' in line)) continue;
        checkHs6(line.hs6, '/hs6');
        checkCountry(line.countryOfOrigin, '/countryOfOrigin');
        const { currency } = 'value' in line ? line.value : line.statisticalValue;
        if (minorUnitDigits(currency) === undefined) throw new Error(`${currency} is no currency`);
      }
    }
  }
});

it('has holds, corrections, cancellations, late and partial payments and money in suspense, each as often as meant', () => {
  // 5 to 8 in a hundred; each hold is one event, and few declarations have two.
  const held = new Set(ofType(log, 'HoldPlaced').map(({ streamId }) => streamId)).size;
  expect(held / count('DeclarationLodged')).toBeGreaterThan(0.05);
  expect(held / count('DeclarationLodged')).toBeLessThan(0.08);
  for (const rate of [
    share('ConsignmentAmended', 'ConsignmentDeclared'),
    share('ConsignmentCancelled', 'ConsignmentDeclared'),
    share('DeclarationAmended', 'DeclarationCleared'),
  ]) {
    expect(rate).toBeGreaterThan(0.008);
    expect(rate).toBeLessThan(0.03);
  }
  const dueOn = new Map(ofType(log, 'ObligationArisen').map(({ data }) => [data.obligationId, data.dueOn]));
  const settled = ofType(log, 'ObligationSettled');
  const late = settled.filter(({ data }) => data.valueDate > (dueOn.get(data.obligationId) ?? ''));
  expect(late.length / settled.length).toBeGreaterThan(0.15);
  expect(late.length / settled.length).toBeLessThan(0.35);
  expect(share('ObligationPartSettled', 'ObligationArisen')).toBeGreaterThan(0.05);
  // Given back by the bank, and then mostly paid again.
  const returned = new Set(ofType(log, 'SettlementReturned').map(({ streamId }) => streamId)).size;
  expect(returned / count('ObligationArisen')).toBeGreaterThan(0.008);
  expect(returned / count('ObligationArisen')).toBeLessThan(0.03);
  // Paid before it was owed, more than was owed, or for nobody knows what.
  const suspended = ofType(log, 'SettlementSuspended');
  const matchedLater = new Set(ofType(log, 'SettlementMatched').map(({ streamId }) => streamId));
  expect(suspended.filter(({ data }) => data.reason === 'overpaid').length).toBeGreaterThan(10);
  expect(suspended.filter(({ streamId }) => matchedLater.has(streamId)).length).toBeGreaterThan(100);
  expect(suspended.filter(({ streamId }) => !matchedLater.has(streamId)).length).toBeGreaterThan(10);
  // One side only: some are declared for export and never for import, fewer the other way round.
  const delivered = ofType(log, 'ConsignmentDelivered').map(({ data }) => data.consignmentId);
  const unheardOf = (flow: 'export' | 'import'): number => {
    const lodged = ofType(log, 'DeclarationLodged').filter(({ data }) => data.flow === flow);
    const known = new Set(lodged.map(({ data }) => data.consignmentId));
    return delivered.filter((consignmentId) => !known.has(consignmentId)).length;
  };
  expect(unheardOf('import')).toBeGreaterThan(unheardOf('export'));
  expect(unheardOf('export')).toBeGreaterThan(5);
});

it('leaves goods on the way and invoices unpaid at its end', () => {
  const ended = new Set(
    log
      .filter(({ type }) => type === 'ConsignmentDelivered' || type === 'ConsignmentCancelled')
      .map(({ streamId }) => streamId),
  );
  const onTheWay = ofType(log, 'ConsignmentDispatched').filter(({ streamId }) => !ended.has(streamId));
  expect(onTheWay.length).toBeGreaterThan(15);
  for (const { occurredAt } of onTheWay) expect(occurredAt.slice(0, 10) > '2025-11-15').toBe(true);
  const opened = count('ObligationArisen') + count('PaymentReturned');
  const unpaid = opened - count('ObligationSettled');
  expect(unpaid).toBeGreaterThan(50);
});

it('goes both ways, by every mode, in several currencies, with the seasons', () => {
  const declared = ofType(log, 'ConsignmentDeclared').map(({ data }) => data);
  const between = (from: string, to: string) =>
    declared.filter(({ exporter, importer }) => exporter.country === from && importer.country === to).length;
  expect(between('PK', 'KZ')).toBeGreaterThan(between('KZ', 'PK'));
  for (const other of ['UZ', 'KG', 'TJ']) {
    expect(between('PK', other)).toBeGreaterThan(0);
    expect(between(other, 'PK')).toBeGreaterThan(0);
    expect(between('PK', other)).toBeLessThan(between('PK', 'KZ') / 3);
  }
  const modes = new Set(ofType(log, 'ConsignmentDispatched').map(({ data }) => data.transportMode));
  expect([...modes].sort()).toEqual(['air', 'rail', 'road', 'sea']);
  const currencies = new Set(ofType(log, 'InvoiceRegistered').map(({ data }) => data.amount.currency));
  expect([...currencies].sort()).toEqual(['AED', 'CNY', 'KZT', 'PKR', 'RUB', 'USD']);
  const kinnow = ofType(log, 'ConsignmentDeclared').filter(({ data }) => data.lines[0]?.hs6 === '080521');
  const winter = kinnow.filter(({ occurredAt }) => ['12', '01', '02', '03'].includes(occurredAt.slice(5, 7)));
  expect(kinnow.length).toBeGreaterThan(50);
  expect(winter.length / kinnow.length).toBeGreaterThan(0.8);
});

it('has both targets, announced, to be reached by no day that was named before a session named one', () => {
  const targets = ofType(log, 'TargetSet').map(({ data: { source: _, ...data } }) => data);
  const yearlyAmount = { amount: '1000000000.00', currency: 'USD' };
  expect(targets).toEqual([
    { targetId: 'pk-kz-1bn', reporter: 'PK', partner: 'KZ', yearlyAmount },
    { targetId: 'kz-pk-1bn', reporter: 'KZ', partner: 'PK', yearlyAmount },
  ]);
  const revised = ofType(log, 'TargetRevised').map(({ data }) => data);
  expect(revised.map(({ targetId }) => targetId)).toEqual(['pk-kz-1bn', 'kz-pk-1bn']);
  for (const { meetingId, yearlyAmount: amount, baselineYear, dueOn } of revised) {
    expect(ofType(log, 'MeetingClosed').map(({ data }) => data.meetingId)).toContain(meetingId);
    expect({ amount, baselineYear, dueOn }).toEqual({
      amount: yearlyAmount,
      baselineYear: 2023,
      dueOn: '2029-12-31',
    });
  }
});

it('tells of the routes of the corridor what sources told, when they told it', () => {
  const defined = ofType(log, 'RouteDefined').map(({ data }) => data);
  expect(defined.map(({ routeId }) => routeId)).toContain('karachi-almaty-torkham');
  const facts = defined.flatMap(({ legs }) => legs).flatMap(({ distance, duration }) => [distance, duration]);
  for (const fact of facts) expect(fact?.source).not.toBe('');
  expect(ofType(log, 'RoutePlanRevised')).toMatchObject([
    { occurredAt: '2025-12-31T12:00:00+05:00', data: { routeId: 'karachi-almaty-khorgos' } },
  ]);
});

it('passes the places of each consignment in the order of the way', () => {
  const scans = new Map<string, DemoEvent[]>();
  for (const scan of ofType(log, 'CheckpointRecorded')) {
    const known = scans.get(scan.streamId) ?? [];
    scans.set(scan.streamId, [...known, scan]);
  }
  const northwards = ['PKTOR', 'AFRKH', 'AFHRT', 'UZTER', 'KZSRY'];
  let checked = 0;
  for (const events of scans.values()) {
    const inTime = events.toSorted((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt));
    const ranks = inTime
      .flatMap(({ data }) => ('location' in data ? northwards.indexOf(data.location) : -1))
      .filter((rank) => rank >= 0);
    const sorted = ranks.toSorted((a, b) => a - b);
    expect([sorted, sorted.toReversed()]).toContainEqual(ranks);
    checked += new Set(ranks).size > 1 ? 1 : 0;
  }
  expect(checked).toBeGreaterThan(300);
});

it('writes to streams of the trade, and of every category of the institutions', () => {
  const institutions = Object.keys(institutionsOn((category) => category as never)).length;
  const categories = new Set(log.map(({ streamId }) => categoryOf(streamId)));
  for (const category of TRADE) expect(categories).toContain(category);
  // But for service levels, which stay what they are before anybody sets them.
  expect(categories.size).toBe(TRADE.length + institutions - 1);
  expect(categories).not.toContain('servicelevel');
});
