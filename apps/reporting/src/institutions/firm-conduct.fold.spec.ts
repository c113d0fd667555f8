import type { ConductRow } from './conduct-row.js';
import { type FirmConductEvent, foldFirmConduct } from './firm-conduct.fold.js';
import { FirmDeliveries } from './firm-deliveries.js';
import { FirmDisputes } from './firm-disputes.js';

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}`;
type Told = readonly [type: FirmConductEvent['type'], number, data: object];

/** Events at positions from 1 on, each on the local day that it names. */
const eventsOf = (told: readonly Told[]) =>
  told.map(([type, on, data], index) => ({
    type,
    position: index + 1,
    occurredAt: `${day(on)}T23:30:00+05:00`,
    data,
  })) as unknown as readonly FirmConductEvent[];

const rowsOf = (...told: readonly Told[]): readonly ConductRow[] =>
  foldFirmConduct(eventsOf(told), {
    cases: new Map(),
    deliveries: new FirmDeliveries(),
    disputes: new FirmDisputes(),
  });
/** Each row as `position outcome day`. */
const outcomes = (...told: readonly Told[]) =>
  rowsOf(...told).map(({ position, outcome, on_day }) => `${position} ${outcome} ${on_day ?? '-'}`);

describe('a delivery', () => {
  const parties = { exporter: { participantId: 'mills' }, importer: { participantId: 'stores' } };
  const contracted: Told = [
    'ConsignmentContracted',
    1,
    { consignmentId: 'a', ...parties, deliverBy: day(10) },
  ];
  const step = (type: FirmConductEvent['type'], on: number, consignmentId: string, more = {}): Told => [
    type,
    on,
    { consignmentId, ...more },
  ];
  const split = (of: string, ...parts: readonly string[]) =>
    step('ConsignmentSplit', 2, of, { parts: parts.map((consignmentId) => ({ consignmentId })) });

  it('is a case of the exporter, decided by the local day', () => {
    expect(rowsOf(contracted, step('ConsignmentDelivered', 10, 'a'))).toEqual([
      {
        firm: 'mills',
        part: 'delivery',
        case_id: 'a',
        position: 1,
        outcome: 'open',
        due_on: day(10),
        on_day: null,
      },
      {
        firm: 'mills',
        part: 'delivery',
        case_id: 'a',
        position: 2,
        outcome: 'success',
        due_on: day(10),
        on_day: day(10),
      },
    ]);
    expect(outcomes(contracted, step('ConsignmentDelivered', 11, 'a'))).toEqual([
      '1 open -',
      `2 failure ${day(11)}`,
    ]);
  });

  it('is none without a contract that names a day, and none where it is called off', () => {
    const without: Told = ['ConsignmentContracted', 1, { consignmentId: 'a', ...parties }];
    expect(rowsOf(without, step('ConsignmentDelivered', 3, 'a'))).toEqual([]);
    expect(rowsOf(step('ConsignmentDelivered', 3, 'b'))).toEqual([]);
    expect(outcomes(contracted, step('ConsignmentCancelled', 3, 'a'))).toEqual(['1 open -', '2 none -']);
    expect(outcomes(contracted, step('ConsignmentReturned', 3, 'a'))).toEqual(['1 open -', '2 none -']);
  });

  it('is one case, however often the goods are split: in time once all are, late as soon as some are', () => {
    const both = [contracted, split('a', 'b', 'c'), split('c', 'd', 'e')];
    const delivered = (id: string, on: number) => step('ConsignmentDelivered', on, id);
    expect(outcomes(...both, delivered('b', 8), delivered('e', 9), delivered('d', 9))).toEqual([
      '1 open -',
      `6 success ${day(9)}`,
    ]);
    expect(outcomes(...both, delivered('d', 11), delivered('b', 12))).toEqual([
      '1 open -',
      `4 failure ${day(11)}`,
    ]);
    // What came back is not waited for.
    const back = step('ConsignmentReturned', 9, 'b');
    expect(outcomes(...both, back, delivered('d', 8), delivered('e', 10))).toEqual([
      '1 open -',
      `6 success ${day(10)}`,
    ]);
  });

  it('that was made in time stays so where the goods come back later', () => {
    const told = [contracted, step('ConsignmentDelivered', 9, 'a'), step('ConsignmentReturned', 20, 'a')];
    expect(outcomes(...told)).toEqual(['1 open -', `2 success ${day(9)}`]);
  });
});

describe('a payment', () => {
  const of = { obligationId: 'o' };
  const arisen: Told = ['ObligationArisen', 1, { ...of, debtor: 'stores', dueOn: day(10) }];
  const settled = (on: number): Told => [
    'ObligationSettled',
    on,
    { ...of, settledOn: day(on), valueDate: day(1) },
  ];

  it('is a case of the debtor, in time up to the due day', () => {
    expect(rowsOf(arisen)).toMatchObject([
      { firm: 'stores', part: 'payment', case_id: 'o', due_on: day(10) },
    ]);
    expect(outcomes(arisen, settled(10))).toEqual(['1 open -', `2 success ${day(10)}`]);
    expect(outcomes(arisen, settled(11))).toEqual(['1 open -', `2 failure ${day(11)}`]);
    const older: Told = ['ObligationSettled', 12, { ...of, valueDate: day(9) }];
    expect(outcomes(arisen, older)).toEqual(['1 open -', `2 success ${day(9)}`]);
  });

  it('is open again by a return, or where it was no payment of this', () => {
    expect(outcomes(arisen, settled(9), ['PaymentReturned', 12, of], settled(13))).toEqual([
      '1 open -',
      `2 success ${day(9)}`,
      '3 open -',
      `4 failure ${day(13)}`,
    ]);
    expect(outcomes(arisen, settled(9), ['PaymentUnmatched', 12, of])).toContain('3 open -');
  });

  it('is none where the invoice is withdrawn, before it arose or since', () => {
    const withdrawn: Told = ['InvoiceWithdrawn', 2, { ...of, debtor: 'stores' }];
    expect(outcomes(arisen, withdrawn)).toEqual(['1 open -', '2 none -']);
    expect(outcomes(withdrawn)).toEqual(['1 none -']);
  });
});

describe('customs', () => {
  const of = { declarationId: 'd', consignmentId: 'c' };
  const lodged = (flow: string): Told => [
    'DeclarationLodged',
    1,
    { ...of, flow, exporter: 'mills', importer: 'stores' },
  ];
  const step = (type: FirmConductEvent['type'], on: number, more = {}): Told => [
    type,
    on,
    { ...of, ...more },
  ];
  const inspected = (result: string) => step('InspectionRecorded', 2, { result });

  it('asks the exporter at export and the importer at import', () => {
    expect(rowsOf(lodged('export'))).toMatchObject([{ firm: 'mills', part: 'customs', outcome: 'open' }]);
    expect(rowsOf(lodged('import'))).toMatchObject([{ firm: 'stores', part: 'customs', outcome: 'open' }]);
  });

  it.each([
    ['a clearance', [step('DeclarationCleared', 3)], [`2 success ${day(3)}`]],
    [
      'a clearance behind a conforming inspection',
      [inspected('conforming'), step('DeclarationCleared', 3)],
      [`3 success ${day(3)}`],
    ],
    [
      'a discrepancy, whatever comes behind it',
      [inspected('discrepancy'), step('DeclarationCleared', 3), step('DeclarationInvalidated', 4)],
      [`2 failure ${day(2)}`],
    ],
    ['a refusal', [step('DeclarationRefused', 3, { reason: 'prohibited' })], [`2 failure ${day(3)}`]],
    ['an order that is withdrawn', [step('DeclarationRefused', 3, { reason: 'withdrawn' })], ['2 none -']],
    [
      'a clearance that is taken back',
      [step('DeclarationCleared', 3), step('DeclarationInvalidated', 4)],
      [`2 success ${day(3)}`, '3 none -'],
    ],
  ])('takes %s', (_, told, expected) => {
    expect(outcomes(lodged('export'), ...told)).toEqual(['1 open -', ...expected]);
  });

  const transit = { transitId: 't' };
  const opened: Told = ['TransitOpened', 1, { ...transit, principal: { participantId: 'carrier' } }];
  const under = (type: FirmConductEvent['type'], on: number, more = {}): Told => [
    type,
    on,
    { ...transit, ...more },
  ];
  it.each([
    ['a discharge', [under('TransitDischarged', 3)], [`2 success ${day(3)}`]],
    [
      'an irregularity',
      [under('TransitIrregularityRecorded', 2, { code: 'seal-broken' }), under('TransitDischarged', 3)],
      [`2 failure ${day(2)}`],
    ],
    [
      'an accident',
      [under('TransitIrregularityRecorded', 2, { code: 'accident' }), under('TransitDischarged', 3)],
      [`3 success ${day(3)}`],
    ],
    [
      'a guarantee that is called',
      [under('TransitGuaranteeCalled', 3), under('TransitDischarged', 4)],
      [`2 failure ${day(3)}`],
    ],
    ['a transit that is called off', [under('TransitCancelled', 2)], ['2 none -']],
  ])('takes %s of a principal', (_, told, expected) => {
    expect(rowsOf(opened)).toMatchObject([{ firm: 'carrier', part: 'customs', case_id: 't' }]);
    expect(outcomes(opened, ...told)).toEqual(['1 open -', ...expected]);
  });
});

describe('a dispute', () => {
  const opened: Told = [
    'CaseOpened',
    1,
    { caseId: 'x', kind: 'dispute', firms: ['mills'], against: 'stores' },
  ];
  const step = (type: FirmConductEvent['type'], on: number, more = {}): Told => [
    type,
    on,
    { caseId: 'x', ...more },
  ];
  const triaged = (kind: string) => step('CaseTriaged', 2, { kind });
  const resolved = (on: number, lostBy?: string) =>
    step('CaseResolved', on, { by: 'council', outcome: 'settled', ...(lostBy && { lostBy }) });
  /** Each row as `position firm outcome day`. */
  const said = (...told: readonly Told[]) =>
    rowsOf(...told).map((row) => `${row.position} ${row.firm} ${row.outcome} ${row.on_day ?? '-'}`);
  const OPEN = ['1 mills open -', '1 stores open -'];

  it('is a case of each party, lost by one of them or by nobody', () => {
    const row = { part: 'dispute', case_id: 'x', position: 3, due_on: null, on_day: day(5) };
    expect(rowsOf(opened, triaged('dispute'), resolved(5, 'mills')).slice(2)).toEqual([
      { ...row, firm: 'mills', outcome: 'failure' },
      { ...row, firm: 'stores', outcome: 'success' },
    ]);
    expect(said(opened, resolved(5))).toEqual([
      ...OPEN,
      `2 mills success ${day(5)}`,
      `2 stores success ${day(5)}`,
    ]);
  });

  it('does not count from when it is opened again until it is resolved again', () => {
    const again = step('CaseReopened', 6);
    expect(said(opened, resolved(5, 'mills'), again, resolved(8, 'stores'))).toEqual([
      ...OPEN,
      `2 mills failure ${day(5)}`,
      `2 stores success ${day(5)}`,
      '3 mills open -',
      '3 stores open -',
      `4 mills success ${day(8)}`,
      `4 stores failure ${day(8)}`,
    ]);
  });

  it('that is withdrawn was lost by nobody and won by nobody, until it is opened again', () => {
    const withdrawn = step('CaseResolved', 4, { by: 'firm', outcome: 'withdrawn' });
    const none = [`2 mills none ${day(4)}`, `2 stores none ${day(4)}`];
    expect(said(opened, withdrawn)).toEqual([...OPEN, ...none]);
    expect(said(opened, withdrawn, step('CaseReopened', 6)).slice(4)).toEqual([
      '3 mills open -',
      '3 stores open -',
    ]);
  });

  it('that turns out to be of another kind is none, unless the Council thinks again', () => {
    const none = ['2 mills none -', '2 stores none -'];
    const after = [resolved(5), step('CaseReopened', 6)];
    expect(said(opened, triaged('red-tape'), ...after)).toEqual([...OPEN, ...none]);
    expect(said(opened, triaged('red-tape'), triaged('dispute'), resolved(5, 'stores')).slice(4)).toEqual([
      '3 mills open -',
      '3 stores open -',
      `4 mills success ${day(5)}`,
      `4 stores failure ${day(5)}`,
    ]);
  });

  it('is no case of another kind', () => {
    const stuck: Told = ['CaseOpened', 1, { caseId: 'x', kind: 'red-tape', firms: ['mills'] }];
    expect(rowsOf(stuck, triaged('transport'), resolved(5), step('CaseReopened', 6))).toEqual([]);
  });

  it('goes on from what is stored', () => {
    const events = eventsOf([opened, triaged('dispute'), resolved(5, 'mills')]);
    const of = (stored: readonly ConductRow[]) => ({
      cases: new Map(),
      deliveries: new FirmDeliveries(),
      disputes: new FirmDisputes(stored),
    });
    const stored = foldFirmConduct(events.slice(0, 2), of([]));
    expect([...stored, ...foldFirmConduct(events.slice(2), of(stored))]).toEqual(
      foldFirmConduct(events, of([])),
    );
  });
});

it('does not go on from a log that lacks what came before', () => {
  expect(() => rowsOf(['ObligationSettled', 2, { obligationId: 'o', valueDate: day(2) }])).toThrow(
    'The payment o was not begun before.',
  );
});
