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
  expect(new Set(changes)).toEqual(new Set(['PKKHI road sea', 'IRBND sea rail', 'IRBND rail sea']));
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
