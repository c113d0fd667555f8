import type { ConductRow } from './conduct-row.js';
import { type FirmConductEvent, foldFirmConduct } from './firm-conduct.fold.js';
import { FirmDealings } from './firm-dealings.js';
import { FirmDisputes } from './firm-disputes.js';

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}`;
/** By default told by an operator, on the day. */
interface Telling {
  readonly by?: string;
  readonly recorded?: string;
}
type Told = readonly [type: FirmConductEvent['type'], number, data: object, telling?: Telling];

/** Events at positions from 1 on, each on the local day that it names. */
const eventsOf = (told: readonly Told[]) =>
  told.map(([type, on, data, { by = 'operator:o', recorded = day(on) } = {}], index) => ({
    type,
    position: index + 1,
    occurredAt: `${day(on)}T23:30:00+05:00`,
    recordedAt: `${recorded}T18:30:00.000000Z`,
    actor: by,
    data,
  })) as unknown as readonly FirmConductEvent[];
const nothing = () => ({ cases: new Map(), dealings: new FirmDealings(), disputes: new FirmDisputes() });

const rowsOf = (...told: readonly Told[]): readonly ConductRow[] =>
  foldFirmConduct(eventsOf(told), nothing());
/** Each row as `position outcome day`. */
const outcomes = (...told: readonly Told[]) =>
  rowsOf(...told).map(({ position, outcome, on_day }) => `${position} ${outcome} ${on_day ?? '-'}`);
/** Of a part, each row as `position outcome`, and the event that stands behind it or why nobody does. */
const standing = (part: ConductRow['part'], ...told: readonly Told[]) =>
  rowsOf(...told)
    .filter((row) => row.part === part)
    .map(
      ({ position, outcome, confirmed_position, unconfirmed_because }) =>
        `${position} ${outcome} ${confirmed_position ?? unconfirmed_because ?? '-'}`,
    );

const EXPORTER = { by: 'trader:mills' };
const IMPORTER = { by: 'trader:stores' };
const CUSTOMS = { by: 'customs:c' };
const parties = { exporter: { participantId: 'mills' }, importer: { participantId: 'stores' } };
const contractBy = (telling: Telling, deliverBy = day(10)): Told => [
  'ConsignmentContracted',
  1,
  { consignmentId: 'a', ...parties, deliverBy },
  telling,
];
const step = (
  type: FirmConductEvent['type'],
  on: number,
  consignmentId: string,
  telling: Telling = {},
  more = {},
): Told => [type, on, { consignmentId, ...more }, telling];
const split = (of: string, ...parts: readonly string[]) =>
  step('ConsignmentSplit', 2, of, EXPORTER, { parts: parts.map((consignmentId) => ({ consignmentId })) });
const delivered = (id: string, on: number, telling: Telling = IMPORTER) =>
  step('ConsignmentDelivered', on, id, telling);
const imported = (of: string, on = 8): Told => [
  'DeclarationCleared',
  on,
  { declarationId: `i-${of}`, consignmentId: of, flow: 'import' },
  CUSTOMS,
];
const lodged = (of: string, telling: Telling = IMPORTER): Told => [
  'DeclarationLodged',
  7,
  { declarationId: `i-${of}`, consignmentId: of, flow: 'import', exporter: 'mills', importer: 'stores' },
  telling,
];

describe('a delivery', () => {
  const contracted = contractBy(EXPORTER);

  it('is a case of the exporter, decided by the local day', () => {
    const of = { firm: 'mills', part: 'delivery', case_id: 'a', due_on: day(10) };
    expect(rowsOf(contracted, delivered('a', 10))).toEqual([
      { ...of, position: 1, outcome: 'open', on_day: null, confirmed_position: 1, unconfirmed_because: null },
      {
        ...of,
        position: 2,
        outcome: 'success',
        on_day: day(10),
        confirmed_position: 2,
        unconfirmed_because: null,
      },
    ]);
    expect(outcomes(contracted, delivered('a', 11))).toEqual(['1 open -', `2 failure ${day(11)}`]);
  });

  it('is none without a contract that names a day, and none where it is called off or comes back', () => {
    const without: Told = ['ConsignmentContracted', 1, { consignmentId: 'a', ...parties }];
    expect(rowsOf(without, delivered('a', 3))).toEqual([]);
    expect(rowsOf(delivered('b', 3))).toEqual([]);
    expect(outcomes(contracted, step('ConsignmentCancelled', 3, 'a', EXPORTER))).toEqual([
      '1 open -',
      '2 none -',
    ]);
    expect(outcomes(contracted, step('ConsignmentReturned', 3, 'a'))).toEqual(['1 open -', '2 none -']);
  });

  it('is one case, however often the goods are split: in time once all are, late as soon as some are', () => {
    const both = [contracted, split('a', 'b', 'c'), split('c', 'd', 'e')];
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
    const told = [contracted, delivered('a', 9), step('ConsignmentReturned', 20, 'a')];
    expect(outcomes(...told)).toEqual(['1 open -', `2 success ${day(9)}`]);
  });

  it('does not bind an exporter by the word of the importer alone', () => {
    const named = contractBy(IMPORTER);
    expect(standing('delivery', named)).toEqual(['1 open not-bound']);
    expect(standing('delivery', named, delivered('a', 20))).toEqual([
      '1 open not-bound',
      '2 failure not-bound',
    ]);
    const declared = step('ConsignmentDeclared', 2, 'a', IMPORTER, parties);
    const sent = step('ConsignmentDispatched', 3, 'a', IMPORTER);
    expect(
      standing('delivery', named, declared, sent, lodged('a'), imported('a'), delivered('a', 9)),
    ).toEqual(['1 open not-bound', '6 success not-bound']);
  });

  it.each([
    ['its contract', [contractBy(EXPORTER)], '1 open 1'],
    ['an operator', [contractBy({})], '1 open 1'],
    [
      'its declaration',
      [contractBy(IMPORTER), step('ConsignmentDeclared', 2, 'a', EXPORTER, parties)],
      '2 open 2',
    ],
    ['its dispatch', [contractBy(IMPORTER), step('ConsignmentDispatched', 2, 'a', EXPORTER)], '2 open 2'],
    ['what it lodges', [contractBy(IMPORTER), lodged('a', EXPORTER)], '2 open 2'],
  ])('binds an exporter by %s', (_, told, expected) => {
    expect(standing('delivery', ...told).at(-1)).toBe(expected);
  });

  it('counts against the exporter by its own word, and for it only once customs cleared the import', () => {
    const late = delivered('a', 11, EXPORTER);
    expect(standing('delivery', contracted, late)).toEqual(['1 open 1', '2 failure 2']);
    const own = delivered('a', 9, EXPORTER);
    expect(standing('delivery', contracted, own)).toEqual(['1 open 1', '2 success own-word']);
    expect(standing('delivery', contracted, own, lodged('a'), imported('a', 20))).toEqual([
      '1 open 1',
      '2 success own-word',
      '4 success 4',
    ]);
    expect(standing('delivery', contracted, lodged('a'), imported('a'), own)).toEqual([
      '1 open 1',
      '4 success 3',
    ]);
    // What goes out is not what came.
    const cleared: Told = [
      'DeclarationCleared',
      3,
      { declarationId: 'e', consignmentId: 'a', flow: 'export' },
      CUSTOMS,
    ];
    const out: Told = [
      'DeclarationLodged',
      2,
      { declarationId: 'e', consignmentId: 'a', flow: 'export', exporter: 'mills' },
      EXPORTER,
    ];
    expect(standing('delivery', contracted, out, cleared, own).at(-1)).toBe('4 success own-word');
  });

  it.each([{}, IMPORTER, CUSTOMS])('is a fact where somebody else tells it: %j', (telling) => {
    expect(standing('delivery', contracted, delivered('a', 9, telling)).at(-1)).toBe('2 success 2');
  });

  it('of parts needs somebody behind each of them', () => {
    const parts = [contracted, split('a', 'b', 'c')];
    const own = [delivered('b', 9, EXPORTER), delivered('c', 9, EXPORTER)];
    // 5 and 6: one part came in, then the other.
    const each = [lodged('b'), imported('b'), lodged('c'), imported('c')];
    expect(standing('delivery', ...parts, ...own, ...each)).toEqual([
      '1 open 1',
      '4 success own-word',
      '8 success 8',
    ]);
    // The whole was cleared before it was split, or since.
    const whole = [lodged('a'), imported('a')];
    expect(standing('delivery', contracted, ...whole, split('a', 'b', 'c'), ...own).at(-1)).toBe(
      '6 success 3',
    );
    expect(standing('delivery', ...parts, ...own, ...whole).at(-1)).toBe('6 success 6');
    // One part is told by the importer, the other by the exporter alone.
    expect(standing('delivery', ...parts, delivered('b', 9), delivered('c', 9, EXPORTER)).at(-1)).toBe(
      '4 success own-word',
    );
  });

  it('that is told more than 30 days behind its day counts where it is late, and else for nobody', () => {
    const told = (on: number, recorded: string, by = IMPORTER) =>
      standing('delivery', contracted, delivered('a', on, { ...by, recorded })).at(-1);
    expect(told(9, '2026-04-08')).toBe('2 success 2');
    expect(told(9, '2026-04-09')).toBe('2 success told-late');
    expect(told(11, '2026-06-01')).toBe('2 failure 2');
    expect(told(11, '2026-06-01', EXPORTER)).toBe('2 failure 2');
  });

  it('counts for nobody where the ledger learns of the contract only behind its day', () => {
    expect(standing('delivery', contractBy({ ...EXPORTER, recorded: day(10) }))).toEqual(['1 open 1']);
    expect(standing('delivery', contractBy({ ...EXPORTER, recorded: day(11) }))).toEqual([
      '1 open told-late',
    ]);
  });

  it.each(['ConsignmentCancelled', 'ConsignmentReturned'] as const)(
    'is not undone by the exporter that tells of it behind its day: %s',
    (type) => {
      const off = (telling: Telling) => step(type, 9, 'a', telling);
      expect(outcomes(contracted, off({ ...EXPORTER, recorded: day(12) }))).toEqual([
        '1 open -',
        `2 failure ${day(12)}`,
      ]);
      expect(outcomes(contracted, off({ ...EXPORTER, recorded: day(10) })).at(-1)).toBe('2 none -');
      expect(outcomes(contracted, off({ ...IMPORTER, recorded: day(12) })).at(-1)).toBe('2 none -');
    },
  );
});

describe('a payment', () => {
  const of = { obligationId: 'o', invoiceId: 'o', consignmentId: 'a' };
  const PROCESS = { by: 'process:payments-settlement' };
  const declared = (telling: Telling = EXPORTER) => step('ConsignmentDeclared', 1, 'a', telling, parties);
  const registered: Told = ['InvoiceRegistered', 1, { invoiceId: 'o', consignmentId: 'a' }, EXPORTER];
  const arisenOn = (recorded: string): Told => [
    'ObligationArisen',
    1,
    { ...of, debtor: 'stores', dueOn: day(10) },
    { ...PROCESS, recorded },
  ];
  const arisen = arisenOn(day(1));
  const settled = (on: number, recorded = day(on)): Told => [
    'ObligationSettled',
    on,
    { ...of, settledOn: day(on), valueDate: day(1) },
    { ...PROCESS, recorded },
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

  const unmatched = (paid: string): Told => [
    'PaymentUnmatched',
    12,
    { ...of, paid: { amount: paid, currency: 'USD' } },
  ];

  it('is open again by a return, or where it was no payment of this', () => {
    expect(outcomes(arisen, settled(9), ['PaymentReturned', 12, of], settled(13))).toEqual([
      '1 open -',
      `2 success ${day(9)}`,
      '3 open -',
      `4 failure ${day(13)}`,
    ]);
    expect(outcomes(arisen, settled(9), unmatched('5.00'))).toContain('3 open -');
  });

  it('is none where the invoice is withdrawn, before it arose or since', () => {
    const withdrawn: Told = ['InvoiceWithdrawn', 2, { ...of, debtor: 'stores' }];
    expect(outcomes(arisen, withdrawn)).toEqual(['1 open -', '2 none -']);
    expect(outcomes(withdrawn)).toEqual(['1 none -']);
  });

  it('that is not begun before cannot be settled', () => {
    expect(() => rowsOf(settled(2))).toThrow('The payment o was not begun before.');
  });

  it('counts for nobody by the word of the creditor alone', () => {
    const sent = step('ConsignmentDispatched', 2, 'a', EXPORTER);
    const told = [declared(), registered, sent, delivered('a', 3, EXPORTER), lodged('a', EXPORTER), arisen];
    expect(standing('payment', ...told)).toEqual(['6 open not-bound']);
    // An operator may send goods off; whom they are for it does not say.
    expect(standing('payment', declared(), step('ConsignmentDispatched', 2, 'a'), arisen)).toEqual([
      '3 open not-bound',
    ]);
  });

  const accepted: Told = ['CollectionAccepted', 2, { invoiceId: 'o' }, { by: 'bank:b' }];
  it.each<readonly [string, readonly Told[], number]>([
    ['the debtor declared the goods', [declared(IMPORTER), arisen], 1],
    ['the debtor contracted them', [contractBy(IMPORTER), declared(), arisen], 1],
    ['an operator declared them', [declared({}), arisen], 1],
    ['the debtor told the delivery', [declared(), arisen, delivered('a', 5)], 3],
    ['an operator told the delivery', [declared(), arisen, delivered('a', 5, {})], 3],
    [
      'the debtor told the delivery of a part',
      [declared(), split('a', 'b', 'c'), arisen, delivered('c', 5)],
      4,
    ],
    ['the debtor lodged their import', [declared(), arisen, lodged('a')], 3],
    ['the debtor accepted a draft', [declared(), registered, accepted, arisen], 3],
    ['customs cleared the import', [declared(), arisen, lodged('a', EXPORTER), imported('a')], 4],
    [
      'customs cleared the import of a part',
      [declared(), split('a', 'b', 'c'), arisen, lodged('b', EXPORTER), imported('b')],
      5,
    ],
    ['a bank told a payment of a part', [declared(), arisen, ['ObligationPartSettled', 3, of, PROCESS]], 3],
    ['a bank told a payment that went back', [declared(), arisen, ['PaymentReturned', 3, of, PROCESS]], 3],
  ])('counts once %s', (_, told, position) => {
    expect(standing('payment', ...told).at(-1)).toMatch(new RegExp(`open ${position}$`));
  });

  it('for a part is not confirmed by what became of another part', () => {
    const ofPart = { ...of, consignmentId: 'b', debtor: 'stores', dueOn: day(10) };
    const told: readonly Told[] = [
      declared(),
      split('a', 'b', 'c'),
      ['ObligationArisen', 2, ofPart, PROCESS],
    ];
    expect(standing('payment', ...told, delivered('c', 5)).at(-1)).toBe('3 open not-bound');
    expect(standing('payment', ...told, lodged('a', EXPORTER), imported('a')).at(-1)).toBe('5 open 5');
  });

  it('is confirmed no more where what a bank told had paid nothing of it', () => {
    expect(standing('payment', arisen, settled(9), unmatched('0.00'))).toEqual([
      '1 open not-bound',
      '2 success 2',
      '3 open not-bound',
    ]);
    expect(standing('payment', arisen, settled(9), unmatched('5.00')).at(-1)).toBe('3 open 2');
  });

  it('that is told more than 30 days behind its day counts where it is late, and else for nobody', () => {
    expect(standing('payment', arisen, settled(9, '2026-04-08')).at(-1)).toBe('2 success 2');
    expect(standing('payment', arisen, settled(9, '2026-04-09')).at(-1)).toBe('2 success told-late');
    expect(standing('payment', arisen, settled(11, '2026-06-01')).at(-1)).toBe('2 failure 2');
  });

  it('counts for nobody where the ledger learns of it only behind its due day', () => {
    expect(standing('payment', declared(IMPORTER), arisenOn(day(10)))).toEqual(['2 open 1']);
    expect(standing('payment', declared(IMPORTER), arisenOn(day(11)))).toEqual(['2 open told-late']);
    expect(standing('payment', declared(IMPORTER), arisenOn(day(11)), settled(12)).at(-1)).toBe(
      '3 failure told-late',
    );
  });
});

it('goes on from what is stored, wherever it is cut', () => {
  const told: readonly Told[] = [
    contractBy(IMPORTER),
    step('ConsignmentDeclared', 1, 'a', EXPORTER, parties),
    ['InvoiceRegistered', 1, { invoiceId: 'o', consignmentId: 'a' }, EXPORTER],
    split('a', 'b', 'c'),
    ['CollectionAccepted', 2, { invoiceId: 'o' }, { by: 'bank:b' }],
    [
      'ObligationArisen',
      2,
      { obligationId: 'o', invoiceId: 'o', consignmentId: 'a', debtor: 'stores', dueOn: day(9) },
    ],
    delivered('b', 9, EXPORTER),
    delivered('c', 9),
    lodged('b'),
    imported('b'),
  ];
  const events = eventsOf(told);
  const whole = foldFirmConduct(events, nothing());
  expect(whole.map(({ position, part }) => `${position} ${part}`)).toEqual([
    '1 delivery',
    '2 delivery',
    '6 payment',
    '8 delivery',
    '9 customs',
    '10 customs',
    '10 delivery',
  ]);
  for (let cut = 1; cut < events.length; cut += 1) {
    const before = nothing();
    const rows = foldFirmConduct(events.slice(0, cut), before);
    const stored = JSON.parse(JSON.stringify([before.dealings.parts, before.dealings.changed]));
    const dealings = new FirmDealings(stored[0], stored[1]);
    const after = foldFirmConduct(events.slice(cut), { ...before, dealings });
    expect([...rows, ...after]).toEqual(whole);
  }
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
    const told = { part: 'dispute', case_id: 'x', position: 3, due_on: null, on_day: day(5) };
    // The Business Council stands behind it.
    const row = { ...told, confirmed_position: 3, unconfirmed_because: null };
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
    const of = (stored: readonly ConductRow[]) => ({ ...nothing(), disputes: new FirmDisputes(stored) });
    const stored = foldFirmConduct(events.slice(0, 2), of([]));
    expect([...stored, ...foldFirmConduct(events.slice(2), of(stored))]).toEqual(
      foldFirmConduct(events, of([])),
    );
  });
});
