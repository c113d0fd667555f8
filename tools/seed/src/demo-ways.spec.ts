import { MEASURED } from './corridor/routes.js';
import { type DemoEvent, type DemoEventOf, demoLog, ofType } from './demo-log.spec-kit.js';

let log: readonly DemoEvent[];
beforeAll(() => {
  log = demoLog({ seed: 1, endsOn: '2026-03-01' });
}, 60_000);

const consignments = (events: readonly { readonly data: { readonly consignmentId: string } }[]) =>
  new Set(events.map(({ data }) => data.consignmentId));
const scansAt = (place: string): readonly DemoEventOf<'CheckpointRecorded'>[] =>
  ofType(log, 'CheckpointRecorded').filter(({ data }) => data.location === place);

it('scans about half of what goes by Torkham at its other side as well, between Torkham and what lies behind', () => {
  const [here, there] = [scansAt('PKTOR'), scansAt('AFRKH')];
  const share = consignments(there).size / consignments(here).size;
  expect(share).toBeGreaterThan(0.4);
  expect(share).toBeLessThan(0.6);
  // Both scans of each.
  expect(there.length).toBe(2 * consignments(there).size);
});

it('scans both ends of the sections by Torkham of which kilometres are told', () => {
  const passed = consignments(scansAt('PKTOR'));
  const delivered = consignments(ofType(log, 'ConsignmentDelivered'));
  const measured = ofType(log, 'ConsignmentDeclared').filter(
    ({ data: { consignmentId, origin, destination } }) =>
      passed.has(consignmentId) &&
      delivered.has(consignmentId) &&
      MEASURED.some((ends) => ends.includes(origin) && ends.includes(destination)),
  );
  expect(measured.length).toBeGreaterThan(50);
  for (const { data } of measured) {
    const at = (place: string, movement: string) =>
      scansAt(place).some(
        (scan) => scan.data.consignmentId === data.consignmentId && scan.data.movement === movement,
      );
    expect([at(data.origin, 'departed'), at(data.destination, 'arrived')]).toEqual([true, true]);
  }
});

it('loads nothing onto a ship where there is none: from inland it goes by road to the port, and by rail behind Bandar Abbas', () => {
  const bySea = ofType(log, 'ConsignmentDispatched').filter(({ data }) => data.transportMode === 'sea');
  expect(new Set(bySea.map(({ data }) => data.location))).toEqual(new Set(['PKKHI']));
  const changes = ofType(log, 'ConsignmentTransloaded').map(
    ({ data: { location, from, to } }) => `${location} ${from} ${to}`,
  );
  expect(new Set(changes)).toEqual(
    new Set([
      ...['PKKHI road sea', 'PKKHI sea road', 'IRBND sea rail', 'IRBND rail sea'],
      ...['RULED sea rail', 'RULED rail sea'],
    ]),
  );
});

it('takes off the ship at Karachi what comes by sea and is for inland, before it is delivered there', () => {
  const deliveries = new Map(ofType(log, 'ConsignmentDelivered').map((event) => [event.streamId, event]));
  const changes = ofType(log, 'ConsignmentTransloaded');
  const shipped = changes.filter(({ data, streamId }) => data.from === 'rail' && deliveries.has(streamId));
  let inland = 0;
  for (const { streamId, occurredAt } of shipped) {
    const delivery = deliveries.get(streamId);
    const ashore = changes.filter((each) => each.streamId === streamId && each.data.to === 'road');
    expect(ashore).toHaveLength(delivery?.data.location === 'PKKHI' ? 0 : 1);
    for (const change of ashore) {
      expect(change.data).toMatchObject({ location: 'PKKHI', from: 'sea' });
      expect(Date.parse(change.occurredAt) > Date.parse(occurredAt)).toBe(true);
      expect(Date.parse(change.occurredAt) < Date.parse(delivery?.occurredAt ?? '')).toBe(true);
      inland += 1;
    }
  }
  expect(inland).toBeGreaterThan(50);
});

it('sends less and less of what goes between Pakistan and Kazakhstan round by the north', () => {
  const northern = consignments(scansAt('RULED'));
  const shares = ['2021', '2025'].map((year) => {
    const declared = ofType(log, 'ConsignmentDeclared').filter(({ data, occurredAt }) => {
      const countries = [data.exporter.country, data.importer.country].sort().join();
      return occurredAt.startsWith(year) && countries === 'KZ,PK';
    });
    return declared.filter(({ data }) => northern.has(data.consignmentId)).length / declared.length;
  });
  const [first = 0, last = 0] = shares;
  expect(northern.size).toBeGreaterThan(30);
  expect(last).toBeGreaterThan(0);
  expect(last).toBeLessThan(first / 2);
  // Two seas and a continent take longer than any way by the south.
  for (const scan of ofType(log, 'CheckpointRecorded').filter(({ data }) => data.location === 'RULED')) {
    const [begin] = ofType(log, 'ConsignmentDispatched').filter(({ streamId }) => streamId === scan.streamId);
    const days = (Date.parse(scan.occurredAt) - Date.parse(begin?.occurredAt ?? '')) / 86_400_000;
    expect(days).toBeGreaterThan(7);
  }
});

it('drives convoys between the ends of every section of which kilometres are told', () => {
  const passed = consignments(scansAt('PKTOR'));
  const ways = ofType(log, 'ConsignmentDeclared')
    .filter(({ data }) => passed.has(data.consignmentId))
    .map(({ data }) => `${data.origin} ${data.destination}`);
  for (const [one, other] of MEASURED) {
    const both = ways.filter((way) => way === `${one} ${other}` || way === `${other} ${one}`);
    expect(both.length).toBeGreaterThan(8);
  }
});

it("tells the debtor's bank of credits that came in a file, and what each credit is in dollars", () => {
  for (const { data } of ofType(log, 'SettlementBooked')) {
    expect(data.debtorAgent !== undefined).toBe(data.format === 'camt.054.001.08');
    expect(data.usd === undefined).toBe(data.amount.currency === 'USD');
  }
});

it('inspects what is held for an inspection, and is paid all duty that it assesses before it clears', () => {
  const inspected = new Set(ofType(log, 'InspectionRecorded').map(({ streamId }) => streamId));
  const cleared = new Map(ofType(log, 'DeclarationCleared').map((event) => [event.streamId, event]));
  const held = ofType(log, 'HoldPlaced').filter(
    ({ data, streamId }) => data.reason === 'inspection' && cleared.has(streamId),
  );
  expect(held.filter(({ streamId }) => !inspected.has(streamId))).toEqual([]);
  expect(inspected.size).toBeGreaterThan(held.length);
  const assessed = ofType(log, 'DutyAssessed').filter(({ streamId }) => cleared.has(streamId));
  expect(assessed.length).toBeGreaterThan(200);
  const paid = new Map(ofType(log, 'DutyPaid').map((event) => [event.streamId, event]));
  for (const { streamId, data, position } of assessed) {
    const payment = paid.get(streamId);
    expect(payment?.data).toMatchObject({ amount: data.total, outstanding: { amount: '0.00' } });
    expect(payment && payment.position > position).toBe(true);
    expect(payment && payment.position < (cleared.get(streamId)?.position ?? 0)).toBe(true);
    // Of what it is worth, 0 to 16 % and then 12 or 18 % of both.
    expect(['PKR', 'KZT']).toContain(data.total.currency);
  }
});
