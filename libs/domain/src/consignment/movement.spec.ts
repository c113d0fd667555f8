import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import { commandsOfPart, consignment, type GoodsLine, type KnownConsignment } from '../index.js';
import {
  AT,
  command,
  contract,
  contracted,
  declaration,
  declared,
  delivered,
  dispatched,
  event,
  idOf,
  LATER,
  partOf,
  rice,
  towels,
  usd,
} from './consignment.spec-kit.js';

const { given } = specOf(consignment);
const truck = {
  kind: 'truck',
  number: 'TLE-1234',
  seals: ['PK-1'],
  contents: [partOf(1, '40000', '12000')],
} as const;
const wagon = { kind: 'wagon', number: '52212347', seals: [], contents: truck.contents } as const;

describe('a contract', () => {
  it('is signed, and its goods declared later', () => {
    given()
      .when(command('ContractConsignment', contract, AT))
      .thenEvents(contracted);
    given(contracted)
      .when(command('DeclareConsignment', declaration, AT))
      .thenEvents(declared);
    expect(fold(consignment, [contracted, declared])).toMatchObject({ status: 'declared', contract });
  });
  it.each([
    [{ value: usd('0') }, 'amount-not-positive', '/value/amount'],
    [{ signedOn: '2026-02-30' }, 'date-malformed', '/signedOn'],
    [{ deliverBy: '2026-02-10' }, 'deliver-by-before-signing', '/deliverBy'],
    [{ incoterm: { rule: 'DAT', place: 'x' } }, 'incoterm-unknown', '/incoterm/rule'],
  ])('with %j is refused', (change, code, pointer) => {
    given()
      .when(command('ContractConsignment', { ...contract, ...(change as object) }))
      .thenRejected(code, { pointer });
  });
  it.each([
    [
      { importer: { ...declaration.importer, participantId: 'demo-others' } },
      'party-differs',
      '/importer/participantId',
    ],
    [{ incoterm: { rule: 'CIF', place: 'x' } }, 'incoterm-differs', '/incoterm/rule'],
    [{ contractNumber: 'another' }, 'contract-differs', '/contractNumber'],
    [
      { lines: [{ ...towels, value: { amount: '1', currency: 'PKR' } }] },
      'currency-differs',
      '/lines/0/value/currency',
    ],
  ])('is not fulfilled by what is declared with %j', (change, code, pointer) => {
    given(contracted)
      .when(command('DeclareConsignment', { ...declaration, ...(change as object) }))
      .thenRejected(code, { pointer });
  });
});

it('an amendment stays in the currency of the contract', () => {
  const inRupees = [{ ...towels, value: { amount: '1', currency: 'PKR' } }];
  given(contracted, declared)
    .when(command('AmendConsignment', { reason: 'x', lines: inRupees }))
    .thenRejected('currency-differs', { pointer: '/lines/0/value/currency' });
});

describe('packing', () => {
  const pack = (...units: readonly object[]) => command('PackUnits', { units: units as never });
  it('tells of units with what is in them, and again only where it changed', () => {
    given(declared)
      .when(pack(truck))
      .thenEvents(event('UnitsPacked', { units: [truck] }));
    given(declared, event('UnitsPacked', { units: [truck] }))
      .when(pack(truck))
      .thenEvents();
  });
  it.each([
    [[], 'units-missing', '/units'],
    [[truck, { ...truck, number: 'tle-1234' }], 'unit-told-twice', '/units/1/number'],
    [[{ ...truck, seals: ['a', 'a'] }], 'seal-told-twice', '/units/0/seals/1'],
    [[{ ...truck, kind: 'container' }], 'unit-number-malformed', '/units/0/number'],
    [[{ ...truck, contents: [] }], 'lines-missing', '/units/0/contents'],
    [[{ ...truck, contents: [partOf(9, '1', '1')] }], 'line-unknown', '/units/0/contents/0/lineNumber'],
    [
      [{ ...truck, contents: [partOf(1, '1', '1'), partOf(1, '1', '1')] }],
      'line-told-twice',
      '/units/0/contents/1/lineNumber',
    ],
    [[truck, { ...wagon, contents: [partOf(1, '1', '0.000001')] }], 'more-than-consigned', '/units'],
  ])('%j is refused', (units, code, pointer) => {
    given(declared)
      .when(pack(...(units as object[])))
      .thenRejected(code, { pointer });
  });
});

describe('on the way', () => {
  const transload = (change: object = {}, at = LATER) =>
    command('TransloadConsignment', { location: 'UZTAS', from: 'road', to: 'rail', ...change }, at);
  const transloaded = event('ConsignmentTransloaded', { location: 'UZTAS', from: 'road', to: 'rail' });

  it('the goods change what carries them: one leg ends, another begins', () => {
    given(declared, dispatched)
      .when(transload({ units: [wagon], meansOfTransport: 'train 1402' }))
      .thenEvents(
        event('ConsignmentTransloaded', {
          location: 'UZTAS',
          from: 'road',
          to: 'rail',
          units: [wagon],
          meansOfTransport: 'train 1402',
        }),
      );
    const state = fold(consignment, [declared, dispatched, transloaded, delivered]) as KnownConsignment;
    expect(state.legs).toEqual([
      { transportMode: 'road', from: 'PKLYP', departedAt: AT, to: 'UZTAS', arrivedAt: LATER },
      { transportMode: 'rail', from: 'UZTAS', departedAt: LATER, to: 'KZALA', arrivedAt: LATER },
    ]);
  });
  it('told again, that says nothing new; from a mode they are not on, or before their last leg, it is refused', () => {
    given(declared, dispatched, transloaded).when(transload()).thenEvents();
    given(declared, dispatched)
      .when(transload({ from: 'sea' }))
      .thenRejected('mode-differs', { pointer: '/from' });
    given(declared, dispatched, transloaded)
      .when(transload({ location: 'KZALA', from: 'rail', to: 'road' }, '2026-03-05T00:00:00+05:00'))
      .thenRejected('before-last-leg', { pointer: '/occurredAt' });
  });
  it('a scan that comes again is one scan', () => {
    const scan = { location: 'PKTOR', movement: 'arrived' } as const;
    given(declared, dispatched, event('CheckpointRecorded', scan))
      .when(command('RecordCheckpoint', scan))
      .thenEvents();
    given(declared, dispatched, event('CheckpointRecorded', scan))
      .when(command('RecordCheckpoint', { ...scan, movement: 'departed' }))
      .thenEvents(event('CheckpointRecorded', { ...scan, movement: 'departed' }));
  });
  it.each([
    transload({}, '2026-02-28T10:00:00+05:00'),
    command(
      'ReportDamage',
      { location: 'PKTOR', lines: [partOf(1, '1', '1')], description: 'x' },
      '2026-02-28T10:00:00+05:00',
    ),
    command(
      'ReportOutturn',
      { location: 'PKTOR', lines: [partOf(1, '1', '1')] },
      '2026-02-28T10:00:00+05:00',
    ),
    command('ReturnConsignment', { location: 'PKLYP', reason: 'x' }, '2026-02-28T10:00:00+05:00'),
  ])('nothing happens before the dispatch (%#)', (early) => {
    given(declared, dispatched).when(early).thenRejected('before-dispatch', { pointer: '/occurredAt' });
  });
});

describe('on arrival', () => {
  it('what is missing or too much is told of each line; a line that is not told was not landed', () => {
    const report = command('ReportOutturn', { location: 'KZALA', lines: [partOf(2, '21', '1000.75')] });
    const reported = event('OutturnReported', {
      location: 'KZALA',
      lines: [
        { ...partOf(1, '0', '0'), quantityDifference: '-40000', netMassDifferenceKg: '-12000' },
        { ...partOf(2, '21', '1000.75'), quantityDifference: '1', netMassDifferenceKg: '0.25' },
      ],
    });
    given(declared, dispatched).when(report).thenEvents(reported);
    given(declared, dispatched, reported).when(report).thenEvents();
  });
  it('damage is told once', () => {
    const damage = { location: 'KZALA', lines: [partOf(1, '10', '3')], description: 'wet' };
    given(declared, dispatched, delivered)
      .when(command('ReportDamage', damage))
      .thenEvents(event('DamageReported', damage));
    const worse = { ...damage, lines: [partOf(1, '10', '12000.1')] };
    given(declared, dispatched)
      .when(command('ReportDamage', worse))
      .thenRejected('more-than-consigned', { pointer: '/lines/0/netMassKg' });
    given(declared, dispatched, event('DamageReported', damage))
      .when(command('ReportDamage', damage))
      .thenEvents();
  });
});

describe('a split', () => {
  const parts = (...lines: readonly object[][]) =>
    command('SplitConsignment', {
      location: 'UZTAS',
      parts: lines.map((some, index) => ({ consignmentId: idOf(21 + index), lines: some })) as never,
    });
  const heavy: GoodsLine = { ...towels, grossMassKg: '12100', supplementary: { quantity: '3', unit: 'NAR' } };
  const whole = event('ConsignmentDeclared', { ...declaration, lines: [heavy, rice] }, AT);

  it('gives each part its share of value, gross mass and supplementary quantity, to the last unit', () => {
    given(whole)
      .when(parts([partOf(1, '10000', '4000')], [partOf(1, '30000', '8000'), partOf(2, '20', '1000.5')]))
      .thenEvents(
        event('ConsignmentSplit', {
          location: 'UZTAS',
          parts: [
            {
              consignmentId: idOf(21),
              lines: [
                {
                  ...heavy,
                  ...partOf(1, '10000', '4000'),
                  value: usd('28000.00'),
                  // 4,033.333333 and 8,066.666667; 1 and 2.
                  grossMassKg: '4033.333333',
                  supplementary: { quantity: '1', unit: 'NAR' },
                },
              ],
            },
            {
              consignmentId: idOf(22),
              lines: [
                {
                  ...heavy,
                  ...partOf(1, '30000', '8000'),
                  value: usd('56000.00'),
                  grossMassKg: '8066.666667',
                  supplementary: { quantity: '2', unit: 'NAR' },
                },
                rice,
              ],
            },
          ],
        }),
      );
  });
  it.each([
    [[[partOf(1, '40000', '12000'), partOf(2, '20', '1000.5')]], 'parts-missing', '/parts'],
    [[[partOf(1, '40000', '12000')], [partOf(2, '20', '1000')]], 'parts-differ-from-whole', '/parts'],
    [[[partOf(1, '39999', '12000')], [partOf(2, '20', '1000.5')]], 'parts-differ-from-whole', '/parts'],
    [[[partOf(3, '1', '1')], [partOf(2, '20', '1000.5')]], 'line-unknown', '/parts/0/lines/0/lineNumber'],
  ])('%j is refused', (lines, code, pointer) => {
    given(declared)
      .when(parts(...(lines as object[][])))
      .thenRejected(code, { pointer });
  });
  it('is refused while a line is declared in part, and where two parts have one id', () => {
    const attached = event('DeclarationAttached', {
      declarationId: idOf(40),
      flow: 'export',
      lines: [partOf(1, '20000', '6000')],
    });
    const two = parts([partOf(1, '40000', '12000')], [partOf(2, '20', '1000.5')]);
    given(declared, attached).when(two).thenRejected('partly-declared', { pointer: '/parts' });
    const same = { consignmentId: idOf(21), lines: [partOf(1, '40000', '12000')] };
    given(declared)
      .when(command('SplitConsignment', { location: 'UZTAS', parts: [same, same] }))
      .thenRejected('part-id-used', { pointer: '/parts' });
  });
  it('is refused where a line is declared in two parts, or the parts have more lines than a message holds', () => {
    const half = (id: number) =>
      event('DeclarationAttached', {
        declarationId: idOf(id),
        flow: 'export',
        lines: [partOf(1, '20000', '6000')],
      });
    const two = parts([partOf(1, '40000', '12000')], [partOf(2, '20', '1000.5')]);
    given(declared, half(40), half(41)).when(two).thenRejected('partly-declared', { pointer: '/parts' });
    const lines = Array.from({ length: 500 }, (_, index) => ({ ...towels, lineNumber: index + 1 }));
    const many = event('ConsignmentDeclared', { ...declaration, lines }, AT);
    const halves = lines.map(({ lineNumber }) => partOf(lineNumber, '20000', '6000'));
    given(many).when(parts(halves, halves)).thenRejected('lines-too-many', { pointer: '/parts' });
  });
  it('keeps a part from being cancelled while customs knows of its goods', () => {
    const part = event('ConsignmentDeclared', { ...declaration, partOf: idOf(9) }, AT);
    const attached = event('DeclarationAttached', {
      declarationId: idOf(40),
      flow: 'export',
      lines: [partOf(1, '40000', '12000')],
    });
    const cancel = command('CancelConsignment', { reason: 'x' });
    given(part, attached).when(cancel).thenRejected('declared-to-customs');
    given(part)
      .when(cancel)
      .thenEvents(event('ConsignmentCancelled', { reason: 'x' }));
  });
  it('a part begins where the whole was: declared, covered by its declarations, on its way', () => {
    const state = fold(consignment, [declared, dispatched]) as KnownConsignment;
    const covered = [{ declarationId: idOf(40), flow: 'export' as const, lines: [partOf(1, '1', '2')] }];
    const part = {
      consignmentId: idOf(22),
      lines: [{ ...towels, ...partOf(1, '1', '2'), value: usd('3') }, rice],
    };
    expect(commandsOfPart(part, state, { occurredAt: LATER, location: 'UZTAS' }, covered)).toEqual([
      {
        type: 'DeclareConsignment',
        occurredAt: LATER,
        data: { ...declaration, consignmentId: idOf(22), partOf: idOf(1), lines: part.lines },
      },
      {
        type: 'AttachDeclaration',
        occurredAt: LATER,
        data: {
          consignmentId: idOf(22),
          declarationId: idOf(40),
          flow: 'export',
          lines: [partOf(1, '1', '2')],
        },
      },
      {
        type: 'DispatchConsignment',
        occurredAt: LATER,
        data: { consignmentId: idOf(22), location: 'UZTAS', transportMode: 'road' },
      },
    ]);
  });
});
