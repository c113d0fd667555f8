import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import {
  financialInstrument,
  type InstrumentCommand,
  type InstrumentEvent,
  type InstrumentRegistered,
  isNewlyOverdue,
  legalForInstrument,
} from '../index.js';

const instrumentId = '0191d8d0-0000-8000-8000-000000000001';
const consignmentId = '0191d8a0-0000-7000-8000-000000000001';
const invoiceId = '0191d8a1-0000-8000-8000-00000000000a';
const otherInvoiceId = '0191d8a1-0000-8000-8000-00000000000b';
const AT = '2026-03-10T10:00:00+05:00';
const usd = (amount: string) => ({ amount, currency: 'USD' });
const open = { legalNow: legalForInstrument({ status: 'unknown' }) };

const terms: InstrumentRegistered['data'] = {
  instrumentId,
  kind: 'pk-financial-instrument',
  flow: 'export',
  number: 'DEMO-EXP-004711',
  holder: { participantId: 'demo-mills', name: 'Demo Mills', country: 'PK' },
  bank: 'demo-bank-karachi',
  amount: usd('1000.00'),
  issuedOn: '2026-03-02',
  term: { days: 120, source: 'FE Circular 1 of 2022' },
};
const registering = (change: object = {}): InstrumentCommand => ({
  type: 'RegisterInstrument',
  occurredAt: AT,
  data: { ...terms, ...change },
});
const registered = (change: object = {}): InstrumentEvent => ({
  type: 'InstrumentRegistered',
  occurredAt: AT,
  data: { ...terms, ...change },
});
const command = <Type extends InstrumentCommand['type']>(type: Type, data: object = {}, occurredAt = AT) =>
  ({ type, occurredAt, data: { instrumentId, ...data } }) as unknown as InstrumentCommand;
const event = <Type extends InstrumentEvent['type']>(type: Type, data: object = {}, occurredAt = AT) =>
  ({ type, occurredAt, data: { instrumentId, ...data } }) as unknown as InstrumentEvent;

const tied = event('InstrumentTied', { consignmentId });
// 2026-03-10 and 120 days: 21 left in March, 30, 31 and 30 are 112, and 8 of July.
const started = event('RepatriationTermStarted', {
  consignmentId,
  startedOn: '2026-03-10',
  dueOn: '2026-07-08',
});
const paying = (paid: string, obligationVersion: number, of = invoiceId) =>
  command('RecordProceeds', {
    invoiceId: of,
    consignmentId,
    obligationVersion,
    paid: usd(paid),
    valueDate: '2026-04-14',
  });
const proceeds = (
  type: 'ProceedsRealised' | 'ProceedsTakenBack',
  amount: string,
  realised: string,
  outstanding: string,
  obligationVersion: number,
  of = invoiceId,
) =>
  event(type, {
    invoiceId: of,
    consignmentId,
    obligationVersion,
    valueDate: '2026-04-14',
    amount: usd(amount),
    realised: usd(realised),
    outstanding: usd(outstanding),
  });
const closed = event('InstrumentClosed', { realised: usd('1000.00') });
const paidUp = [registered(), tied, proceeds('ProceedsRealised', '1000.00', '1000.00', '0.00', 2), closed];
const overdue = event(
  'ProceedsOverdue',
  { dueOn: '2026-07-08', outstanding: usd('1000.00') },
  '2026-07-09T00:00:00+05:00',
);
const marking = (occurredAt: string) => command('MarkProceedsOverdue', {}, occurredAt);
const cancelled = event('InstrumentCancelled', { reason: 'order withdrawn' });

const { given } = specOf(financialInstrument);

describe('RegisterInstrument', () => {
  it('opens an instrument', () => {
    given().when(registering()).thenEvents(registered());
  });

  it('opens one of an import without a term', () => {
    const { term: _, ...rest } = terms;
    const data = {
      ...rest,
      kind: 'kz-contract-number',
      flow: 'import',
      holder: { ...terms.holder, country: 'KZ' },
    };
    given()
      .when({ type: 'RegisterInstrument', occurredAt: AT, data } as InstrumentCommand)
      .thenEvents({ type: 'InstrumentRegistered', occurredAt: AT, data } as InstrumentEvent);
  });

  it.each([
    ['amount-not-positive', '/amount/amount', { amount: usd('0.00') }],
    ['date-malformed', '/issuedOn', { issuedOn: '2026-02-30' }],
    ['date-malformed', '/paymentDueOn', { paymentDueOn: 'soon' }],
    ['holder-abroad', '/holder/country', { holder: { ...terms.holder, country: 'KZ' } }],
    ['holder-abroad', '/holder/country', { kind: 'kz-contract-number' }],
    ['holder-is-bank', '/bank', { bank: 'demo-mills' }],
    ['flow-not-followed', '/flow', { flow: 'import' }],
    ['term-missing', '/term', { term: undefined }],
    ['term-out-of-range', '/term/days', { term: { days: 0, source: 'x' } }],
    ['term-out-of-range', '/term/days', { term: { days: 3_651, source: 'x' } }],
    [
      'term-of-import',
      '/term',
      { kind: 'kz-contract-number', flow: 'import', holder: { ...terms.holder, country: 'KZ' } },
    ],
  ])('is refused as %s at %s', (code, pointer, change) => {
    given().when(registering(change)).thenRejected(code, { pointer });
  });

  it('is refused a second time', () => {
    given(registered())
      .when(registering())
      .thenRejected('illegal-step', {
        legalNow: legalForInstrument(fold(financialInstrument, [registered()])),
      });
    expect(open.legalNow).toEqual(['RegisterInstrument']);
  });
});

describe('TieInstrument', () => {
  it('covers a consignment, once', () => {
    const tie = command('TieInstrument', { consignmentId });
    given(registered()).when(tie).thenEvents(tied);
    given(registered(), tied).when(tie).thenEvents();
  });

  it('covers one invoice of it, and nothing more where all are covered', () => {
    const tie = command('TieInstrument', { consignmentId, invoiceId });
    given(registered()).when(tie).thenEvents(event('InstrumentTied', { consignmentId, invoiceId }));
    given(registered(), tied).when(tie).thenEvents();
  });

  it("covers the whole's invoice beside all those of a part, once", () => {
    const tie = command('TieInstrument', { consignmentId, invoiceId, ofWhole: true });
    const beside = event('InstrumentTied', { consignmentId, invoiceId });
    given(registered(), tied).when(tie).thenEvents(beside);
    given(registered(), tied, beside).when(tie).thenEvents();
  });

  it('tells the declaration of a consignment that is covered already', () => {
    const data = { consignmentId, declarationNumber: 'KAPE-1' };
    given(registered(), tied).when(command('TieInstrument', data)).thenEvents(event('InstrumentTied', data));
  });

  it('is refused where the instrument is closed', () => {
    given(...paidUp)
      .when(command('TieInstrument', { consignmentId: otherInvoiceId }))
      .thenRejected('illegal-step', {
        legalNow: ['StartRepatriationTerm', 'RecordProceeds', 'AmendInstrumentAmount'],
      });
  });
});

describe('StartRepatriationTerm', () => {
  const starting = (shippedOn = '2026-03-10') =>
    command('StartRepatriationTerm', { consignmentId, shippedOn });

  it('counts the days from the first shipment, once', () => {
    given(registered(), tied).when(starting()).thenEvents(started);
    given(registered(), tied, started).when(starting('2026-04-01')).thenEvents();
  });

  it('counts them from the first shipment also where an earlier one is told later', () => {
    const shipments = ['2026-03-10', '2026-04-01', '2026-02-02'];
    for (const told of [shipments, shipments.toReversed()]) {
      const history = [registered(), tied];
      for (const shippedOn of told) {
        history.push(...financialInstrument.decide(starting(shippedOn), fold(financialInstrument, history)));
      }
      // 26 days are left in February; March, April and May are 92; two of June.
      expect(fold(financialInstrument, history)).toMatchObject({
        startedOn: '2026-02-02',
        dueOn: '2026-06-02',
      });
    }
    given(registered(), tied, started)
      .when(starting('2026-02-02'))
      .thenEvents(
        event('RepatriationTermStarted', { consignmentId, startedOn: '2026-02-02', dueOn: '2026-06-02' }),
      );
    given(registered(), tied, started).when(starting()).thenEvents();
  });

  it('leaves the day that was allowed by an extension, whichever shipment turns out to be the first', () => {
    const extended = event('RepatriationTermExtended', { dueBefore: '2026-07-08', dueOn: '2026-08-08' });
    given(registered(), tied, started, extended)
      .when(starting('2026-02-02'))
      .thenEvents(
        event('RepatriationTermStarted', { consignmentId, startedOn: '2026-02-02', dueOn: '2026-08-08' }),
      );
  });

  it('ends with the day that was agreed, where that comes first', () => {
    const at = (dueOn: string) =>
      event('RepatriationTermStarted', { consignmentId, startedOn: '2026-03-10', dueOn });
    given(registered({ paymentDueOn: '2026-05-01' }))
      .when(starting())
      .thenEvents(at('2026-05-01'));
    given(registered({ paymentDueOn: '2026-08-01' }))
      .when(starting())
      .thenEvents(at('2026-07-08'));
  });

  it('starts nothing of an import', () => {
    given(registered({ flow: 'import', term: undefined }))
      .when(starting())
      .thenEvents();
  });

  it('is refused of one that is cancelled', () => {
    given(registered(), cancelled)
      .when(starting())
      .thenRejected('illegal-step', { legalNow: ['CancelInstrument'] });
  });
});

describe('RecordProceeds', () => {
  it('tells how much is still to come, and closes when all came', () => {
    const part = proceeds('ProceedsRealised', '400.00', '400.00', '600.00', 2);
    given(registered(), tied).when(paying('400.00', 2)).thenEvents(part);
    given(registered(), tied, part)
      .when(paying('600.00', 5, otherInvoiceId))
      .thenEvents(proceeds('ProceedsRealised', '600.00', '1000.00', '0.00', 5, otherInvoiceId), closed);
  });

  it('passes by what was told before, and what says the same', () => {
    const part = proceeds('ProceedsRealised', '400.00', '400.00', '600.00', 3);
    given(registered(), part).when(paying('900.00', 2)).thenEvents();
    given(registered(), part).when(paying('400.00', 3)).thenEvents();
    given(registered(), part).when(paying('400.00', 4)).thenEvents();
  });

  it('takes back what was returned, and opens what was closed', () => {
    const back = proceeds('ProceedsTakenBack', '250.00', '750.00', '250.00', 3);
    given(...paidUp)
      .when(paying('750.00', 3))
      .thenEvents(back);
    expect(fold(financialInstrument, [...paidUp, back]).status).toBe('open');
  });

  it('tells of more than was declared, without a negative rest', () => {
    given(registered())
      .when(paying('1200.00', 2))
      .thenEvents(
        proceeds('ProceedsRealised', '1200.00', '1200.00', '0.00', 2),
        event('InstrumentClosed', { realised: usd('1200.00') }),
      );
  });

  it('is refused in another currency', () => {
    given(registered())
      .when(
        command('RecordProceeds', {
          invoiceId,
          obligationVersion: 2,
          paid: { amount: '1', currency: 'PKR' },
        }),
      )
      .thenRejected('currency-differs', { pointer: '/paid/currency' });
  });

  it('is refused of one that is cancelled', () => {
    given(registered(), cancelled)
      .when(paying('1.00', 2))
      .thenRejected('illegal-step', { legalNow: ['CancelInstrument'] });
  });
});

describe('AmendInstrumentAmount', () => {
  const amending = (amount: string) =>
    command('AmendInstrumentAmount', { amount: usd(amount), reason: 'short-shipped' });
  const amended = (amount: string, outstanding: string) =>
    event('InstrumentAmountAmended', {
      amount: usd(amount),
      outstanding: usd(outstanding),
      reason: 'short-shipped',
    });
  const part = proceeds('ProceedsRealised', '400.00', '400.00', '600.00', 2);

  it('changes what is to come', () => {
    given(registered(), part).when(amending('900.00')).thenEvents(amended('900.00', '500.00'));
    given(registered(), part).when(amending('1000.00')).thenEvents();
  });

  it('closes one of which all has come by that, and opens one of which not', () => {
    const now = event('InstrumentClosed', { realised: usd('400.00') });
    given(registered(), part).when(amending('400.00')).thenEvents(amended('400.00', '0.00'), now);
    given(...paidUp)
      .when(amending('1100.00'))
      .thenEvents(amended('1100.00', '100.00'));
    expect(fold(financialInstrument, [...paidUp, amended('1100.00', '100.00')]).status).toBe('open');
  });

  it('is refused below what has come', () => {
    given(registered(), part)
      .when(amending('399.99'))
      .thenRejected('amount-below-realised', { pointer: '/amount/amount' });
    given(registered(), part)
      .when(amending('0.00'))
      .thenRejected('amount-not-positive', { pointer: '/amount/amount' });
  });

  it('is refused of one that is cancelled', () => {
    given(registered(), cancelled)
      .when(amending('5.00'))
      .thenRejected('illegal-step', { legalNow: ['CancelInstrument'] });
  });
});

describe('ExtendRepatriationTerm', () => {
  const approval = { reference: 'FEOD-1', approvedBy: 'State Bank of Pakistan', approvedOn: '2026-07-01' };
  const extending = (dueOn: string, change: object = {}) =>
    command('ExtendRepatriationTerm', { dueOn, approval: { ...approval, ...change } });

  it('gives more time', () => {
    given(registered(), started)
      .when(extending('2026-08-08'))
      .thenEvents(
        event('RepatriationTermExtended', { dueBefore: '2026-07-08', dueOn: '2026-08-08', approval }),
      );
    given(registered(), started).when(extending('2026-07-08')).thenEvents();
  });

  it('is refused where no term runs, or where it would be shorter', () => {
    given(registered()).when(extending('2026-08-08')).thenRejected('term-not-started');
    given(registered(), started)
      .when(extending('2026-07-07'))
      .thenRejected('extension-not-later', { pointer: '/dueOn' });
    given(registered(), started)
      .when(extending('2026-08-08', { approvedOn: '2026-13-01' }))
      .thenRejected('date-malformed', { pointer: '/approval/approvedOn' });
  });

  it('is refused of one that is closed', () => {
    given(...paidUp)
      .when(extending('2026-08-08'))
      .thenRejected('illegal-step', {
        legalNow: ['StartRepatriationTerm', 'RecordProceeds', 'AmendInstrumentAmount'],
      });
  });
});

describe('MarkProceedsOverdue', () => {
  it('tells a day that passed, once, and the next one again', () => {
    const behind = '2026-07-09T00:00:00+05:00';
    given(registered(), started).when(marking(behind)).thenEvents(overdue);
    given(registered(), started, overdue).when(marking(behind)).thenEvents();
    const extended = event('RepatriationTermExtended', { dueBefore: '2026-07-08', dueOn: '2026-08-08' });
    given(registered(), started, overdue, extended)
      .when(marking('2026-08-09T09:00:00+05:00'))
      .thenEvents(
        event(
          'ProceedsOverdue',
          { dueOn: '2026-08-08', outstanding: usd('1000.00') },
          '2026-08-09T09:00:00+05:00',
        ),
      );
  });

  it('is refused on the last day itself, and where no term runs', () => {
    given(registered(), started).when(marking('2026-07-08T23:59:59+05:00')).thenRejected('limit-not-passed');
    given(registered()).when(marking('2026-07-09T00:00:00+05:00')).thenRejected('limit-not-passed');
    given(...paidUp)
      .when(marking('2026-07-09T00:00:00+05:00'))
      .thenRejected('illegal-step', {
        legalNow: ['StartRepatriationTerm', 'RecordProceeds', 'AmendInstrumentAmount'],
      });
  });

  it('isNewlyOverdue says the same', () => {
    const of = (...history: InstrumentEvent[]) => fold(financialInstrument, history);
    expect(isNewlyOverdue(of(registered(), started), '2026-07-08')).toBe(false);
    expect(isNewlyOverdue(of(registered(), started), '2026-07-09')).toBe(true);
    expect(isNewlyOverdue(of(registered(), started, overdue), '2026-07-10')).toBe(false);
    expect(isNewlyOverdue(of(...paidUp, started), '2026-07-09')).toBe(false);
    expect(isNewlyOverdue(of(registered(), started, cancelled), '2026-07-09')).toBe(false);
  });
});

describe('CancelInstrument', () => {
  const cancelling = command('CancelInstrument', { reason: 'order withdrawn' });

  it('ends it, once', () => {
    given(registered(), tied, started).when(cancelling).thenEvents(cancelled);
    given(registered(), cancelled).when(cancelling).thenEvents();
  });

  it('is refused where money has come', () => {
    given(registered(), proceeds('ProceedsRealised', '400.00', '400.00', '600.00', 2))
      .when(cancelling)
      .thenRejected('proceeds-received');
    given()
      .when(cancelling)
      .thenRejected('illegal-step', { legalNow: ['RegisterInstrument'] });
  });
});
