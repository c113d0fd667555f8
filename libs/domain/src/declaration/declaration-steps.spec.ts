import { fold, Rejection } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import {
  type DeclarationCommand,
  type DeclarationEvent,
  declaration,
  type GoodsLine,
  legalForDeclaration,
} from '../index.js';

const ids = {
  declarationId: '0191d8a0-0000-7000-8000-0000000000d1',
  consignmentId: '0191d8a0-0000-7000-8000-000000000001',
};
const AT = '2026-03-02T10:00:00+05:00';
const LATER = '2026-03-04T09:00:00+05:00';
const kzt = (amount: string) => ({ amount, currency: 'KZT' });
const towels: GoodsLine = {
  lineNumber: 1,
  hs6: '630260',
  description: 'Terry towels of cotton',
  countryOfOrigin: 'PK',
  netMassKg: '12000',
  quantity: '40000',
  unit: 'NAR',
  value: kzt('750000.00'),
};
const procedure = { requested: '40', previous: '00' };
const lodgement = {
  ...ids,
  declarationNumber: '55301/020326/0000017',
  flow: 'import',
  customsOffice: 'KZALA',
  reporter: 'KZ',
  acceptedOn: '2026-03-02',
  exporter: 'demo-mills',
  importer: 'demo-stores',
  countryOfConsignment: 'PK',
  countryOfDestination: 'KZ',
  procedure,
  hsEdition: '2022',
  incoterm: { rule: 'DAP', place: 'Almaty' },
  charges: { freight: kzt('0'), insurance: kzt('0') },
  lines: [towels],
} as const;

type DataOf<Type extends DeclarationCommand['type']> = Omit<
  Extract<DeclarationCommand, { type: Type }>['data'],
  'declarationId'
>;
type EventData<Type extends DeclarationEvent['type']> = Omit<
  Extract<DeclarationEvent, { type: Type }>['data'],
  keyof typeof ids
>;
function command<Type extends DeclarationCommand['type']>(
  type: Type,
  data: DataOf<Type>,
  occurredAt = LATER,
) {
  const { declarationId } = ids;
  return { type, occurredAt, data: { declarationId, ...data } } as unknown as DeclarationCommand;
}
function event<Type extends DeclarationEvent['type']>(type: Type, data: EventData<Type>, occurredAt = LATER) {
  return { type, occurredAt, data: { ...ids, ...data } } as unknown as DeclarationEvent;
}

const lodged = event('DeclarationLodged', lodgement, AT);
const requested = event('DocumentsRequested', { typeCodes: ['851', '861'], note: 'for the rice' });
const certificate = { documentId: '0191d8a0-0000-7000-8000-000000000031', typeCode: '861' };
const other = { documentId: '0191d8a0-0000-7000-8000-000000000032', typeCode: '851' };
const provided = (...documents: readonly (typeof certificate)[]) => event('DocumentsProvided', { documents });
const inspection = {
  inspectionId: '0191d8a0-0000-7000-8000-000000000041',
  kind: 'physical',
  result: 'conforming',
  note: 'two bales opened',
} as const;
const duties = [
  { kind: 'customs-duty', amount: kzt('90000.00') },
  { kind: 'value-added-tax', amount: kzt('100800.00') },
] as const;
const assessed = event('DutyAssessed', { duties, total: kzt('190800.00'), dueOn: '2026-03-12' });
const payment = { paymentReference: 'TR-1', amount: kzt('100000.00'), paidOn: '2026-03-03' };
const paidPart = event('DutyPaid', { ...payment, outstanding: kzt('90800.00') });
const rest = { paymentReference: 'TR-2', amount: kzt('90800.00'), paidOn: '2026-03-04' };
const paidRest = event('DutyPaid', { ...rest, outstanding: kzt('0.00') });
const exchangeRate = { usdPerUnit: '0.002', date: '2026-03-02', source: 'National Bank of Kazakhstan' };
const clearance = {
  flow: 'import',
  reporter: 'KZ',
  customsOffice: 'KZALA',
  acceptedOn: '2026-03-02',
  exchangeRate,
  lines: [
    {
      lineNumber: 1,
      hs6: '630260',
      partner: 'PK',
      countryOfOrigin: 'PK',
      netMassKg: '12000',
      quantity: '40000',
      unit: 'NAR',
      statisticalValue: kzt('750000.00'),
      statisticalValueUsd: { amount: '1500.00', currency: 'USD' },
    },
  ],
} as const;
const cleared = event('DeclarationCleared', clearance);
const released = event('GoodsReleased', { procedure });
const refusal = { reason: 'sanitary', note: 'live insects' } as const;
const refused = event('DeclarationRefused', refusal);
const reexported = event('GoodsReexported', { location: 'KZKOR' });

const asExport = { ...clearance, flow: 'export', reporter: 'PK', customsOffice: 'PKKHI' } as const;
const exported = {
  ...lodged,
  data: { ...lodgement, flow: 'export', reporter: 'PK', customsOffice: 'PKKHI' },
} as DeclarationEvent;
const clearedForExport = event('DeclarationCleared', asExport);
const { exchangeRate: _, lines: replaced, ...ofExport } = asExport;
const invalidated = event('DeclarationInvalidated', { ...ofExport, reason: 'order withdrawn', replaced });

const { given } = specOf(declaration);

describe('papers that customs asks for', () => {
  const ask = (...typeCodes: readonly string[]) =>
    command('RequestDocuments', { typeCodes, note: 'for the rice' });
  const bring = (...documents: readonly (typeof certificate)[]) => command('ProvideDocuments', { documents });
  it('are asked for once, and no more than are not waited for already', () => {
    given(lodged)
      .when(ask('861', '851', '861'))
      .thenEvents(requested);
    given(lodged, requested).when(ask('851')).thenEvents();
    given(lodged, requested)
      .when(ask('851', '271'))
      .thenEvents(event('DocumentsRequested', { typeCodes: ['271'], note: 'for the rice' }));
  });
  it('are brought; others that nobody waits for say nothing', () => {
    given(lodged, requested)
      .when(bring(certificate, { ...certificate, typeCode: '380' }))
      .thenEvents(provided(certificate));
    given(lodged, requested, provided(certificate)).when(bring(certificate)).thenEvents();
    given(lodged).when(bring()).thenRejected('documents-missing', { pointer: '/documents' });
    given(lodged)
      .when(command('RequestDocuments', { typeCodes: ['861'], note: 'x', dueOn: 'soon' }))
      .thenRejected('date-malformed', { pointer: '/dueOn' });
  });
  it('have to be there before it is cleared', () => {
    given(lodged, requested, provided(certificate))
      .when(command('ClearDeclaration', { exchangeRate }))
      .thenRejected('documents-missing');
    given(lodged, requested, provided(certificate), provided(other))
      .when(command('ClearDeclaration', { exchangeRate }))
      .thenEvents(cleared);
  });
});

it('an inspection is told once', () => {
  const inspected = event('InspectionRecorded', inspection);
  given(lodged).when(command('RecordInspection', inspection)).thenEvents(inspected);
  given(lodged, inspected).when(command('RecordInspection', inspection)).thenEvents();
});

describe('duty', () => {
  const assess = (some: DataOf<'AssessDuty'>['duties'], dueOn = '2026-03-12') =>
    command('AssessDuty', { duties: some, dueOn });
  const pay = (change: Partial<typeof payment> = {}) => command('PayDuty', { ...payment, ...change });
  it('is assessed as a whole, again while nothing is paid', () => {
    given(lodged).when(assess(duties)).thenEvents(assessed);
    given(lodged, assessed)
      .when(assess(duties.slice(0, 1)))
      .thenEvents(
        event('DutyAssessed', { duties: duties.slice(0, 1), total: kzt('90000.00'), dueOn: '2026-03-12' }),
      );
    given(lodged, assessed, paidPart).when(assess(duties)).thenRejected('duty-paid-already');
  });
  it.each([
    [[], 'duties-missing', '/duties'],
    [[{ kind: 'fee', amount: kzt('-1') }], 'duty-negative', '/duties/0/amount/amount'],
    [
      [duties[0], { kind: 'fee', amount: { amount: '1', currency: 'USD' } }],
      'currency-differs',
      '/duties/1/amount/currency',
    ],
  ])('of %j is refused', (some, code, pointer) => {
    given(lodged)
      .when(assess(some as DataOf<'AssessDuty'>['duties']))
      .thenRejected(code, { pointer });
  });
  it('is paid bit by bit, each payment once', () => {
    given(lodged, assessed).when(pay()).thenEvents(paidPart);
    given(lodged, assessed, paidPart).when(pay()).thenEvents();
    given(lodged, assessed, paidPart)
      .when(pay({ amount: kzt('1') }))
      .thenRejected('payment-reference-used', { pointer: '/paymentReference' });
    given(lodged, assessed, paidPart).when(pay(rest)).thenEvents(paidRest);
    given(lodged, assessed, paidPart)
      .when(pay({ ...rest, amount: kzt('90800.01') }))
      .thenRejected('payment-exceeds-outstanding', { pointer: '/amount/amount' });
    given(lodged).when(pay()).thenRejected('duty-not-assessed');
    given(lodged, assessed)
      .when(pay({ paidOn: '2026-3-3' }))
      .thenRejected('date-malformed', { pointer: '/paidOn' });
    given(lodged, assessed)
      .when(pay({ amount: { amount: '1', currency: 'USD' } }))
      .thenRejected('currency-differs', { pointer: '/amount/currency' });
  });
  it('has to be paid before it is cleared', () => {
    given(lodged, assessed, paidPart)
      .when(command('ClearDeclaration', { exchangeRate }))
      .thenRejected('duty-unpaid');
    given(lodged, assessed, paidPart, paidRest)
      .when(command('ClearDeclaration', { exchangeRate }))
      .thenEvents(cleared);
  });
});

describe('duty that is given back', () => {
  const BACK_AT = '2026-04-02T09:00:00+05:00';
  const back = {
    refundReference: 'R-1',
    decisionReference: 'D-7',
    reason: 'overcharged',
    note: 'charged twice',
    amount: kzt('60000.00'),
    refundedOn: '2026-04-01',
  } as const;
  const refund = (change: object = {}, at = BACK_AT) => command('RefundDuty', { ...back, ...change }, at);
  const told = (change: object, refundable: string) =>
    event('DutyRefunded', { ...back, ...change, refundable: kzt(refundable) }, BACK_AT);
  const refunded = told({}, '130800.00');
  const paid = [lodged, assessed, paidPart, paidRest];
  const isCleared = [...paid, cleared];
  it('is told behind the clearance, with what could be given back yet, and once', () => {
    given(...isCleared)
      .when(refund())
      .thenEvents(refunded);
    given(...isCleared, refunded)
      .when(refund({ amount: kzt('60000.0') }))
      .thenEvents();
    const rest = { refundReference: 'R-2', amount: kzt('130800.00') };
    given(...isCleared, released, refunded)
      .when(refund(rest))
      .thenEvents(told(rest, '0.00'));
  });
  it.each([
    { amount: kzt('1.00') },
    { refundedOn: '2026-04-02' },
    { reason: 'drawback' },
    { decisionReference: 'D-8' },
    { decisionReference: undefined },
    { note: 'charged three times' },
    { note: undefined },
  ])('told again with %j is another one, and needs a reference of its own', (change) => {
    given(...isCleared, refunded)
      .when(refund(change))
      .thenRejected('refund-reference-used', { pointer: '/refundReference' });
  });
  it('is no more than was paid and is not given back', () => {
    given(...isCleared)
      .when(refund({ amount: kzt('190800.01') }))
      .thenRejected('refund-exceeds-paid', { pointer: '/amount/amount' });
    given(...isCleared, refunded)
      .when(refund({ refundReference: 'R-2', amount: kzt('130800.01') }))
      .thenRejected('refund-exceeds-paid', { pointer: '/amount/amount' });
  });
  it('was given by the day on which it is told, and not before anything was paid', () => {
    const last = { refundedOn: '2026-04-02' };
    given(...isCleared)
      .when(refund(last))
      .thenEvents(told(last, '130800.00'));
    given(...isCleared)
      .when(refund({ refundedOn: '2026-04-03' }))
      .thenRejected('refunded-ahead', { pointer: '/refundedOn' });
    // The first payment was on 3 March, the second on 4 March.
    const first = { refundedOn: '2026-03-03' };
    given(...isCleared)
      .when(refund(first))
      .thenEvents(told(first, '130800.00'));
    const paidLater = event('DutyPaid', { ...payment, paidOn: '2026-03-05', outstanding: kzt('90800.00') });
    given(lodged, assessed, paidLater, paidRest, cleared)
      .when(refund({ refundedOn: '2026-03-03' }))
      .thenRejected('refunded-before-payment', { pointer: '/refundedOn' });
  });
  it('may be a part of what was paid for a declaration that is refused, leaves again or is taken back', () => {
    const called = { reason: 'called-off' };
    const part = told(called, '40000.00');
    given(lodged, assessed, paidPart, refused).when(refund(called)).thenEvents(part);
    given(lodged, assessed, paidPart, refused, reexported).when(refund(called)).thenEvents(part);
    given(exported, assessed, paidPart, paidRest, clearedForExport, invalidated)
      .when(refund(called))
      .thenEvents(told(called, '130800.00'));
  });
  it('was called off where the declaration was, and nowhere else', () => {
    for (const history of [isCleared, [...isCleared, released]])
      given(...history)
        .when(refund({ reason: 'called-off' }))
        .thenRejected('refund-reason-unfit', { pointer: '/reason' });
  });
  it('was paid: before the clearance, and where nothing was, there is nothing to give back', () => {
    const atCustoms = legalForDeclaration(fold(declaration, paid));
    expect(atCustoms).not.toContain('RefundDuty');
    given(...paid)
      .when(refund())
      .thenRejected('illegal-step', { legalNow: atCustoms });
    const legalNow = ['ReleaseGoods', 'RequestDocuments', 'ProvideDocuments', 'AmendDeclaration'];
    given(lodged, cleared).when(refund()).thenRejected('illegal-step', { legalNow });
  });
  it.each([
    [{ reason: 'kindness' }, 'refund-reason-unknown', '/reason'],
    [{ reason: 'other', note: undefined }, 'note-missing', '/note'],
    [{ amount: kzt('0') }, 'amount-not-positive', '/amount/amount'],
    [{ amount: { amount: '1', currency: 'USD' } }, 'currency-differs', '/amount/currency'],
    [{ refundedOn: '2026-4-1' }, 'date-malformed', '/refundedOn'],
  ])('with %j is refused', (change, code, pointer) => {
    given(...isCleared)
      .when(refund(change))
      .thenRejected(code, { pointer });
  });

  describe('and was told wrong', () => {
    const WRONG_AT = '2026-04-05T09:00:00+05:00';
    const wrong = { refundReference: 'R-1', reason: 'was of another declaration' };
    const withdraw = (change: object = {}, at = WRONG_AT) =>
      command('WithdrawDutyRefund', { ...wrong, ...change }, at);
    const { amount } = back;
    const withdrawn = event(
      'DutyRefundWithdrawn',
      { ...wrong, amount, refundable: kzt('190800.00') },
      WRONG_AT,
    );
    it('is withdrawn, so that it may be given back again, and once', () => {
      given(...isCleared, refunded)
        .when(withdraw())
        .thenEvents(withdrawn);
      const other = { refundReference: 'R-2', amount: kzt('800.00') };
      given(...isCleared, refunded, told(other, '130000.00'))
        .when(withdraw())
        .thenEvents({ ...withdrawn, data: { ...withdrawn.data, refundable: kzt('190000.00') } } as never);
      given(...isCleared, refunded, withdrawn)
        .when(withdraw())
        .thenEvents();
      given(...isCleared, refunded, withdrawn)
        .when(withdraw({ reason: 'x' }))
        .thenRejected('refund-withdrawn', { pointer: '/refundReference' });
    });
    it('leaves its reference to what is told instead, from then on', () => {
      const right = { amount: kzt('190800.00') };
      given(...isCleared, refunded, withdrawn)
        .when(refund(right, WRONG_AT))
        .thenEvents({ ...told(right, '0.00'), occurredAt: WRONG_AT });
      // A first telling that arrives twice is no correction.
      given(...isCleared, refunded, withdrawn)
        .when(refund())
        .thenRejected('before-withdrawal', { pointer: '/occurredAt' });
      const again = { ...told(right, '0.00'), occurredAt: '2026-04-06T09:00:00+05:00' };
      given(...isCleared, refunded, withdrawn, again)
        .when(withdraw())
        .thenRejected('before-refund', { pointer: '/occurredAt' });
      const at = '2026-04-07T09:00:00+05:00';
      given(...isCleared, refunded, withdrawn, again)
        .when(withdraw({}, at))
        .thenEvents(event('DutyRefundWithdrawn', { ...wrong, ...right, refundable: kzt('190800.00') }, at));
    });
    it('was told, and is not withdrawn before', () => {
      given(...isCleared, refunded)
        .when(withdraw({ refundReference: 'R-2' }))
        .thenRejected('refund-unknown', { pointer: '/refundReference' });
      given(...isCleared, refunded)
        .when(withdraw({}, '2026-04-02T03:59:59Z'))
        .thenRejected('before-refund', { pointer: '/occurredAt' });
      expect(legalForDeclaration(fold(declaration, isCleared))).not.toContain('WithdrawDutyRefund');
      for (const end of [[refused], [refused, reexported]])
        given(lodged, assessed, paidPart, ...end, told({}, '40000.00'))
          .when(withdraw())
          .thenEvents({ ...withdrawn, data: { ...withdrawn.data, refundable: kzt('100000.00') } } as never);
    });
  });
});

describe('goods', () => {
  it('are released behind the clearance, for what they were declared for', () => {
    given(lodged, cleared).when(command('ReleaseGoods', {})).thenEvents(released);
  });
  it('are refused, and leave the country again', () => {
    given(lodged).when(command('RefuseDeclaration', refusal)).thenEvents(refused);
    const hold = (holdId: string) => event('HoldPlaced', { holdId, reason: 'sanitary', note: 'sampled' });
    const lifted = (holdId: string) => event('HoldReleased', { holdId });
    given(lodged, hold('h-1'), hold('h-2'), lifted('h-1'))
      .when(command('RefuseDeclaration', refusal))
      .thenEvents(lifted('h-2'), refused);
    given(lodged, refused)
      .when(command('ReexportGoods', { location: 'KZKOR' }))
      .thenEvents(reexported);
  });
  it('that were refused for export never came in', () => {
    const exported = event(
      'DeclarationLodged',
      { ...lodgement, flow: 'export', customsOffice: 'PKKHI', reporter: 'PK' },
      AT,
    );
    given(exported, refused)
      .when(command('ReexportGoods', { location: 'PKKHI' }))
      .thenRejected('illegal-step', { legalNow: [] });
  });
});

describe('a clearance that is taken back', () => {
  const invalidate = command('InvalidateDeclaration', { reason: 'order withdrawn' });

  it('tells what counted, as cleared or as amended', () => {
    given(exported, clearedForExport).when(invalidate).thenEvents(invalidated);
    given(exported, clearedForExport, released).when(invalidate).thenEvents(invalidated);
    const lighter = replaced.map((line) => ({ ...line, netMassKg: '11000' }));
    const amended = event('DeclarationAmended', { ...asExport, reason: 'weighed', replaced, lines: lighter });
    given(exported, clearedForExport, amended)
      .when(invalidate)
      .thenEvents(
        event('DeclarationInvalidated', { ...ofExport, reason: 'order withdrawn', replaced: lighter }),
      );
  });
  it('is of an export: what was let in is there', () => {
    given(lodged, cleared)
      .when(invalidate)
      .thenRejected('illegal-step', {
        legalNow: ['ReleaseGoods', 'RequestDocuments', 'ProvideDocuments', 'AmendDeclaration'],
      });
  });
});

describe('papers behind the clearance', () => {
  it('are asked for as customs looks into it again, and brought', () => {
    const ask = { typeCodes: ['861'], note: 'The certificate was taken back' };
    const requested = event('DocumentsRequested', ask);
    given(lodged, cleared).when(command('RequestDocuments', ask)).thenEvents(requested);
    const papers = { documents: [{ documentId: ids.consignmentId, typeCode: '861' }] };
    const provided = event('DocumentsProvided', papers);
    given(lodged, cleared, requested).when(command('ProvideDocuments', papers)).thenEvents(provided);
    given(lodged, cleared).when(command('ProvideDocuments', papers)).thenEvents();
    given(lodged, cleared, released, requested, provided)
      .when(command('ProvideDocuments', papers))
      .thenEvents();
  });
});

/** Written down here a second time, status by status: x is legal. An import, where no flow is named. */
const LEGAL = `
                      nothing lodged cleared released refused re-exported export-cleared export-released export-refused invalidated
LodgeDeclaration      x       -      -       -        -       -           -              -               -              -
RequestDocuments      -       x      x       x        -       -           x              x               -              -
ProvideDocuments      -       x      x       x        -       -           x              x               -              -
RecordInspection      -       x      -       -        -       -           -              -               -              -
PlaceHold             -       x      -       -        -       -           -              -               -              -
ReleaseHold           -       x      -       -        -       -           -              -               -              -
AssessDuty            -       x      -       -        -       -           -              -               -              -
PayDuty               -       x      -       -        -       -           -              -               -              -
RefundDuty            -       -      -       -        -       -           -              -               -              -
WithdrawDutyRefund    -       -      -       -        -       -           -              -               -              -
ClearDeclaration      -       x      -       -        -       -           -              -               -              -
ReleaseGoods          -       -      x       -        -       -           x              -               -              -
RefuseDeclaration     -       x      -       -        -       -           -              -               -              -
ReexportGoods         -       -      -       -        x       -           -              -               -              -
AmendDeclaration      -       -      x       x        -       -           x              x               -              -
InvalidateDeclaration -       -      -       -        -       -           x              x               -              -`;
const [, head = '', ...rows] = LEGAL.split('\n');
const statuses = head.trim().split(/ +/);
const cells = rows.flatMap((row) => {
  const [type = '', ...marks] = row.split(/ +/);
  return marks.map((mark, column) => ({ type, status: statuses[column] ?? '', isLegal: mark === 'x' }));
});
const HISTORIES: Readonly<Record<string, readonly DeclarationEvent[]>> = {
  nothing: [],
  lodged: [lodged],
  cleared: [lodged, cleared],
  released: [lodged, cleared, released],
  refused: [lodged, refused],
  're-exported': [lodged, refused, reexported],
  'export-cleared': [exported, clearedForExport],
  'export-released': [exported, clearedForExport, released],
  'export-refused': [exported, refused],
  invalidated: [exported, clearedForExport, invalidated],
};

it.each(cells.filter(({ isLegal }) => !isLegal))(
  '$type on what is $status is refused, with what is legal',
  ({ type, status }) => {
    const asked = { type, occurredAt: LATER, data: ids } as unknown as DeclarationCommand;
    const legalNow = cells.filter((cell) => cell.status === status && cell.isLegal).map((cell) => cell.type);
    try {
      declaration.decide(asked, fold(declaration, HISTORIES[status] ?? []));
      throw new Error('not refused');
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      expect(error.code).toBe('illegal-step');
      const [, flow, named] = /^(?:(export)-)?(.+)$/.exec(status) ?? [];
      const isOfExport = flow === 'export' || status === 'invalidated';
      const told = `declaration for ${isOfExport ? 'export' : 'import'} is ${named}.`;
      expect(error.message).toContain(status === 'nothing' ? 'declaration is unknown.' : told);
      expect([...(error.details.legalNow ?? [])].sort()).toEqual([...legalNow].sort());
    }
  },
);

describe('a step that is told for before the acceptance', () => {
  const BEFORE = '2026-03-02T09:59:59+05:00';
  it.each([
    command('RequestDocuments', { typeCodes: ['861'], note: 'x' }, BEFORE),
    command('RecordInspection', inspection, BEFORE),
    command('AssessDuty', { duties, dueOn: '2026-03-20' }, BEFORE),
    command('RefuseDeclaration', { reason: 'sanitary', note: 'x' }, BEFORE),
    // The same instant by another clock, a second earlier.
    command('RefuseDeclaration', { reason: 'sanitary', note: 'x' }, '2026-03-02T04:59:59Z'),
  ])('is refused, $type at $occurredAt', (step) => {
    given(lodged).when(step).thenRejected('before-acceptance', { pointer: '/occurredAt' });
  });
  it('is taken in that very instant', () => {
    const { declarationId } = ids;
    const refusal = { declarationId, reason: 'sanitary', note: 'x' } as const;
    const events = declaration.decide(
      { type: 'RefuseDeclaration', occurredAt: AT, data: refusal },
      fold(declaration, [lodged]),
    );
    expect(events.map(({ type }) => type)).toEqual(['DeclarationRefused']);
  });
});
