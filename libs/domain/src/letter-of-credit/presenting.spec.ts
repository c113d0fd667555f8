import { specOf } from '@corridor/testing';
import {
  type CreditTerms,
  type DiscrepancyCode,
  discrepanciesOf,
  type LetterOfCreditCommand,
  type LetterOfCreditEvent,
  letterOfCredit,
  shipmentDaysOf,
} from '../index.js';
import {
  ADVISER,
  asking,
  balancesOf,
  CONFIRMER,
  cmr,
  cmrAttached,
  complying,
  consignmentId,
  expiring,
  ISSUER,
  invoicePaper,
  issuing,
  letterOfCreditId,
  NOMINATED,
  on,
  paper,
  presenting,
  refusing,
  stateOf,
  terms,
  told,
  usd,
  weekdays,
} from './letter-of-credit.spec-kit.js';

const { given } = specOf(letterOfCredit);
const opened = told(issuing(), cmrAttached);
const made = told(issuing(), cmrAttached, presenting());
const waiving = asking('WaiveDiscrepancies', { presentation: 1 }, '2026-03-12');
const agreeing = asking('AgreeToWaiver', { presentation: 1 }, '2026-03-13');
const deeming = (day: string) => asking('DeemComplying', { presentation: 1 }, day);
const drawing = {
  letterOfCreditId,
  presentation: 1,
  applicant: 'demo-stores',
  beneficiary: 'demo-mills',
  issuingBank: ISSUER,
  consignmentId,
  amount: usd('600.00'),
};
const complied = (
  basis: 'examined' | 'precluded' | 'waived',
  compliedOn: string,
  at = compliedOn,
): LetterOfCreditEvent => ({
  type: 'PresentationComplied',
  occurredAt: on(at),
  data: { ...drawing, basis, compliedOn, availableBy: 'sight-payment', maturityOn: compliedOn, postings: [] },
});
const refused: LetterOfCreditEvent = {
  type: 'PresentationRefused',
  occurredAt: on('2026-03-11'),
  data: {
    letterOfCreditId,
    presentation: 1,
    bank: ISSUER,
    refusedOn: '2026-03-11',
    discrepancies: [{ code: 'other', description: 'Names differ' }],
    disposal: 'holding-for-waiver',
    postings: [],
  },
};

describe('a presentation', () => {
  it('gives the bank five banking days behind its own', () =>
    // The 10th of March 2026 is a Tuesday.
    given(...opened)
      .when(presenting({ amount: usd('600') }))
      .thenEvents({
        type: 'PresentationMade',
        occurredAt: on('2026-03-10'),
        data: {
          letterOfCreditId,
          presentation: 1,
          presentedTo: ISSUER,
          amount: usd('600.00'),
          consignmentId,
          shippedOn: '2026-03-05',
          documents: [invoicePaper, cmr],
          presentedOn: '2026-03-10',
          examineBy: '2026-03-17',
          inTime: true,
          postings: [],
        },
      }));

  it("counts its days from the ledger's own, whatever day its beneficiary tells", () => {
    const backdated = told(
      issuing(),
      cmrAttached,
      presenting({ shippedOn: '2026-03-03', today: '2026-03-25' }, '2026-03-03'),
    );
    expect(stateOf(backdated).presentations[0]?.made).toMatchObject({
      presentedOn: '2026-03-25',
      examineBy: '2026-04-01',
    });
    given(...backdated)
      .when(asking('DeemComplying', { presentation: 1 }, '2026-03-25'))
      .thenRejected('examination-under-way');
    // Twenty-one days after shipment were over on the 24th.
    expect(discrepanciesOf(stateOf(backdated), 1, weekdays).map(({ code }) => code)).toEqual([
      'late-presentation',
    ]);
    const late = told(issuing(), presenting({ today: '2026-05-02' }, '2026-04-29'));
    expect(stateOf(late).presentations[0]?.made.inTime).toBe(false);
  });

  it('gives it more where it is shut', () => {
    const calendars = [{ weekend: [6, 7], holidays: new Set(['2026-03-12', '2026-03-13']) }];
    const [event] = letterOfCredit.decide(presenting({ calendars }), stateOf(opened));
    expect(event?.data).toMatchObject({ examineBy: '2026-03-19' });
  });

  it('that was sent twice is one; behind its refusal it may come again', () => {
    given(...made)
      .when(presenting({ amount: usd('600') }))
      .thenEvents();
    const again = told(issuing(), cmrAttached, presenting(), refusing('2026-03-10'), presenting());
    expect(stateOf(again).presentations.map(({ status }) => status)).toEqual(['refused', 'presented']);
  });

  it('draws what the others have left, to the last cent', () => {
    given(...made)
      .when(presenting({ amount: usd('400.01') }))
      .thenRejected('credit-overdrawn', { pointer: '/amount/amount' });
    const both = told(issuing(), presenting(), presenting({ amount: usd('400.00') }));
    expect(stateOf(both).presentations.map(({ amount }) => amount)).toEqual([60_000n, 40_000n]);
  });

  it('may come too late: the bank tells that it did, and is not bound by it', () => {
    const expired = told(issuing(), expiring('2026-05-01'), presenting({}, '2026-05-02'));
    expect(stateOf(expired).presentations[0]?.made.inTime).toBe(false);
    expect(balancesOf(expired)[`guarantee ${ISSUER}`]).toBe(0n);
  });

  it('goes to a bank that may pay on it', () => {
    for (const bank of [ADVISER, CONFIRMER]) {
      given(...opened)
        .when(presenting({ presentedTo: bank }))
        .thenRejected('not-the-banks-part', { pointer: '/presentedTo' });
    }
    const confirmed = told(issuing(), asking('ConfirmCredit', { bank: CONFIRMER }));
    for (const presentedTo of [CONFIRMER, NOMINATED]) {
      expect(letterOfCredit.decide(presenting({ presentedTo }), stateOf(confirmed))).toHaveLength(1);
    }
  });

  it.each([
    ['nothing', { amount: usd('0') }, 'amount-not-positive', '/amount/amount'],
    ['other money', { amount: { amount: '1', currency: 'EUR' } }, 'currency-differs', '/amount/currency'],
    ['no papers', { documents: [] }, 'documents-not-presented', '/documents'],
    [
      'a paper of no day',
      { documents: [{ ...cmr, issuedOn: '2026-02-30' }] },
      'date-malformed',
      '/documents/0/issuedOn',
    ],
    ['goods shipped on no day', { shippedOn: '2026-13-01' }, 'date-malformed', '/shippedOn'],
    ['other goods', { consignmentId: 'other' }, 'consignment-not-of-credit', '/consignmentId'],
    ['a quantity that nobody asks for', { quantity: '1' }, 'quantity-not-asked', '/quantity'],
    ['an amendment that was never made', { amendments: [1] }, 'amendment-unknown', '/amendment'],
  ])('of %s is refused', (_, change, code, pointer) =>
    given(...opened)
      .when(presenting(change))
      .thenRejected(code, { pointer }),
  );

  it('tells what the credit needs: the consignment, and the day of shipment where a tenor counts from it', () => {
    const data = {
      presentedTo: ISSUER,
      amount: usd('600.00'),
      documents: [invoicePaper, cmr],
      calendars: weekdays,
    };
    given(...opened)
      .when(asking('PresentDocuments', data))
      .thenRejected('consignment-missing', { pointer: '/consignmentId' });
    const tenor = { availableBy: 'deferred-payment', tenor: { days: 30, from: 'shipment' } } as const;
    const later = told(issuing({}, { ...tenor, consignmentIds: [] }));
    given(...later)
      .when(asking('PresentDocuments', { ...data, documents: [invoicePaper] }))
      .thenRejected('shipment-date-missing', { pointer: '/shippedOn' });
    expect(letterOfCredit.decide(asking('PresentDocuments', data), stateOf(later))).toHaveLength(1);
  });

  it('comes behind the issue, and before the end', () => {
    given(...opened)
      .when(presenting({}, '2026-03-01'))
      .thenRejected('before-issue', { pointer: '/occurredAt' });
    given()
      .when(presenting())
      .thenRejected('illegal-step', { legalNow: ['IssueCredit'] });
  });
});

describe('the examination', () => {
  it('finds that it complies, and when it is to be paid', () =>
    given(...made)
      .when(complying())
      .thenEvents(complied('examined', '2026-03-11')));

  it.each<[string, Partial<CreditTerms>, string | undefined]>([
    ['at sight', {}, '2026-03-11'],
    [
      'days after sight, which is the day of presentation',
      { availableBy: 'deferred-payment', tenor: { days: 30, from: 'sight' } },
      '2026-04-09',
    ],
    [
      'days after shipment',
      { availableBy: 'deferred-payment', tenor: { days: 60, from: 'shipment' } },
      '2026-05-04',
    ],
    [
      'days after an acceptance that is still to come',
      { availableBy: 'acceptance', tenor: { days: 30, from: 'acceptance' } },
      undefined,
    ],
  ])('so: %s', (_, of, maturityOn) => {
    const events = told(issuing({}, of), cmrAttached, presenting(), complying());
    expect(events.at(-1)?.type).toBe('PresentationComplied');
    expect(stateOf(events).presentations[0]?.maturityOn).toBe(maturityOn);
  });

  it('is that of the bank that has the documents, of a presentation that there is, behind its day', () => {
    given(...made)
      .when(complying('2026-03-11', { bank: NOMINATED }))
      .thenRejected('not-the-banks-part', { pointer: '/bank' });
    given(...made)
      .when(complying('2026-03-11', { presentation: 2 }))
      .thenRejected('presentation-unknown', { pointer: '/presentation' });
    given(...made)
      .when(complying('2026-03-09'))
      .thenRejected('before-presentation', { pointer: '/occurredAt' });
    given(...made, complied('examined', '2026-03-11'))
      .when(complying())
      .thenRejected('illegal-step', { legalNow: ['HonourPresentation'] });
  });

  /** Each makes one thing amiss. */
  const otherPaper = { documents: [invoicePaper, paper('730', 'CMR-9', 'd')] };
  it.each<[DiscrepancyCode, Partial<CreditTerms>, readonly LetterOfCreditCommand[]]>([
    [
      'credit-expired',
      { presentationPeriodDays: 30 },
      [presenting({ shippedOn: '2026-04-09' }, '2026-05-01')],
    ],
    ['late-presentation', {}, [presenting({}, '2026-03-27')]],
    ['late-shipment', {}, [presenting({ shippedOn: '2026-04-10' }, '2026-04-13')]],
    ['document-missing', { documentsRequired: ['380', '730', '861'] }, [presenting()]],
    ['short-drawn', { partialShipments: false }, [presenting({ amount: usd('949.99') })]],
    ['quantity-differs', { quantity: { quantity: '100', unit: 'TNE' } }, [presenting({ quantity: '105.1' })]],
    // The papers do not tell what was shipped.
    ['quantity-differs', { quantity: { quantity: '100', unit: 'TNE' } }, [presenting()]],
    ['transport-document-unknown', {}, [presenting(otherPaper)]],
  ])('cannot find that it complies: %s', (code, of, commands) => {
    const history = told(issuing({}, of), cmrAttached, ...commands);
    const state = stateOf(history);
    expect(discrepanciesOf(state, 1, weekdays).map((each) => each.code)).toEqual([code]);
    const day = state.presentations[0]?.made.presentedOn;
    const refusal = () => letterOfCredit.decide(complying(day), state);
    expect(refusal).toThrow(`(${code})`);
  });

  it.each<[string, Partial<CreditTerms>, readonly LetterOfCreditCommand[]]>([
    [
      'on the last day, put off over a weekend',
      { expiry: { on: '2026-04-25', place: 'PKKHI' } },
      [presenting({ shippedOn: '2026-04-09' }, '2026-04-27')],
    ],
    ['21 days after shipment', {}, [presenting({}, '2026-03-26')]],
    ['shipped on the latest date', {}, [presenting({ shippedOn: '2026-04-09' }, '2026-04-13')]],
    ['5 % less', { partialShipments: false }, [presenting({ amount: usd('950.00') })]],
    ['5 % more goods', { quantity: { quantity: '100', unit: 'TNE' } }, [presenting({ quantity: '105' })]],
    [
      'by the number of the paper alone',
      {},
      [presenting({ documents: [invoicePaper, { ...cmr, sha256: 'e'.repeat(64) }] })],
    ],
  ])('finds nothing amiss %s', (_, of, commands) => {
    const state = stateOf(told(issuing({}, of), cmrAttached, ...commands));
    expect(discrepanciesOf(state, 1, weekdays)).toEqual([]);
  });

  it('says of a quantity that is not told that it is not, and counts it as none in the whole', () => {
    const whole = { quantity: { quantity: '100', unit: 'TNE' } };
    const other = { amount: usd('400.00'), documents: [paper('380', 'DM-18', 'b'), cmr], quantity: '105' };
    const history = told(issuing({}, whole), cmrAttached, presenting(), presenting(other));
    expect(discrepanciesOf(stateOf(history), 1, weekdays)).toEqual([
      {
        code: 'quantity-differs',
        description: 'It is not told how much was shipped, where the credit asks for 100 TNE',
      },
    ]);
    expect(discrepanciesOf(stateOf(history), 2, weekdays).map(({ code }) => code)).not.toContain(
      'quantity-differs',
    );
  });

  it('tells a second drawing where partial shipments are not allowed', () => {
    const whole = { partialShipments: false, tolerance: { plusPercent: 0, minusPercent: 60 } };
    const state = stateOf(
      told(issuing({}, whole), cmrAttached, presenting(), presenting({ amount: usd('400.00') })),
    );
    expect(discrepanciesOf(state, 1, weekdays)).toEqual([]);
    const [first, ...papers] = discrepanciesOf(state, 2, weekdays).map(({ code }) => code);
    expect(first).toBe('partial-shipment');
    // Both papers are those of the first drawing.
    expect(papers).toEqual(['document-presented-twice', 'document-presented-twice']);
  });

  it('counts from the day of the transport document, of several the latest, where nobody tells another', () => {
    const cmrs = [cmr, { ...paper('730', 'CMR-119', 'd'), issuedOn: '2026-03-20' }];
    const tenor = { availableBy: 'deferred-payment', tenor: { days: 60, from: 'shipment' } } as const;
    const presented = ({ papers = [cmr], day = '2026-04-20', of = {} } = {}) =>
      told(
        issuing(
          {},
          { latestShipmentOn: '2026-03-04', consignmentIds: [], documentsRequired: ['730'], ...of },
        ),
        asking(
          'PresentDocuments',
          { presentedTo: ISSUER, amount: usd('600.00'), documents: papers, calendars: weekdays },
          day,
        ),
      );
    const codesOf = (history: readonly LetterOfCreditEvent[]) =>
      discrepanciesOf(stateOf(history), 1, weekdays).map(({ code }) => code);
    expect(codesOf(presented())).toEqual(['late-presentation', 'late-shipment']);
    // 21 days behind the 20th of March 2026.
    expect(codesOf(presented({ papers: cmrs, day: '2026-04-10' }))).toEqual(['late-shipment']);
    const of = { latestShipmentOn: '2026-03-20', ...tenor };
    const later = presented({ papers: cmrs, day: '2026-04-10', of });
    const [complied] = letterOfCredit.decide(complying('2026-04-10'), stateOf(later));
    expect(complied?.data).toMatchObject({ maturityOn: '2026-05-19' });
  });

  describe('of goods whose dispatch the ledger has', () => {
    const dispatched = (shippedOn: string) =>
      asking('TakeUpShipment', { consignmentId, shippedOn, location: 'PKLYP' });
    const bill = { ...paper('705', 'BL-9', 'd'), issuedOn: '2026-03-30' };
    const billAttached = asking('TakeUpTransportDocument', {
      consignmentId,
      document: { documentId: '0191d8a0-0000-7000-8000-0000000000d2', ...bill },
    });
    const byBill = issuing({}, { documentsRequired: ['380', '705'] });

    it('goes by the papers as they are presented: the truck left the mill before the ship left the port', () => {
      const papers = { shippedOn: '2026-03-30', documents: [invoicePaper, bill] };
      const history = told(
        byBill,
        dispatched('2026-03-05'),
        cmrAttached,
        billAttached,
        presenting(papers, '2026-04-10'),
      );
      expect(letterOfCredit.decide(complying('2026-04-13'), stateOf(history))).toMatchObject([
        { type: 'PresentationComplied', data: { basis: 'examined' } },
      ]);
      expect(shipmentDaysOf(stateOf(history), 1)).toEqual([
        { on: '2026-03-30', by: 'told' },
        { on: '2026-03-30', by: 'transport-document' },
        { on: '2026-03-30', by: 'attached-document' },
        { on: '2026-03-05', by: 'dispatch' },
      ]);
    });

    it('is not found discrepant for what the ledger alone has seen', () => {
      const state = stateOf(
        told(issuing(), cmrAttached, dispatched('2026-04-10'), presenting({}, '2026-03-26')),
      );
      expect(discrepanciesOf(state, 1, weekdays)).toEqual([]);
    });

    it('goes by what the ledger has where the papers tell nothing: the document of the consignment, else the dispatch', () => {
      const documents = [invoicePaper];
      const presented = (...before: readonly LetterOfCreditCommand[]) => {
        const { shippedOn: _, ...data } = presenting({ documents }, '2026-04-13').data as {
          shippedOn?: string;
        };
        const asked = asking('PresentDocuments', data as never, '2026-04-13');
        return stateOf(told(issuing({}, { documentsRequired: ['380'] }), ...before, asked));
      };
      expect(shipmentDaysOf(presented(), 1)).toEqual([]);
      const late = presented(dispatched('2026-04-10'));
      expect(shipmentDaysOf(late, 1)).toEqual([{ on: '2026-04-10', by: 'dispatch' }]);
      expect(discrepanciesOf(late, 1, weekdays).map(({ code }) => code)).toEqual(['late-shipment']);
      const attached = presented(dispatched('2026-04-10'), billAttached);
      expect(shipmentDaysOf(attached, 1)[0]).toEqual({ on: '2026-03-30', by: 'attached-document' });
      expect(discrepanciesOf(attached, 1, weekdays)).toEqual([]);
    });
  });
});

describe('the refusal', () => {
  it('is one notice, on the last day at the latest', () => {
    given(...made)
      .when(refusing())
      .thenEvents(refused);
    given(...made, refused)
      .when(refusing())
      .thenRejected('illegal-step', { legalNow: ['WaiveDiscrepancies'] });
    expect(letterOfCredit.decide(refusing('2026-03-17'), stateOf(made))).toHaveLength(1);
    given(...made)
      .when(refusing('2026-03-18'))
      .thenRejected('notice-too-late');
  });

  it("is of the ledger's own day, whatever day the bank tells", () => {
    given(...made)
      .when(refusing('2026-03-11', { today: '2026-03-18' }))
      .thenRejected('notice-too-late');
    const [event] = letterOfCredit.decide(refusing('2026-03-11', { today: '2026-03-16' }), stateOf(made));
    expect(event?.data).toMatchObject({ refusedOn: '2026-03-16' });
  });

  it('says what it is for, and comes from the bank that has the documents', () => {
    given(...made)
      .when(refusing('2026-03-11', { discrepancies: [] }))
      .thenRejected('discrepancies-missing', { pointer: '/discrepancies' });
    given(...made)
      .when(refusing('2026-03-11', { bank: NOMINATED }))
      .thenRejected('not-the-banks-part', { pointer: '/bank' });
  });

  it('may come late from a nominated bank, which is not bound', () => {
    const history = told(issuing(), presenting({ presentedTo: NOMINATED }));
    expect(letterOfCredit.decide(refusing('2026-03-20', { bank: NOMINATED }), stateOf(history))).toHaveLength(
      1,
    );
    given(...history)
      .when(deeming('2026-03-20'))
      .thenRejected('not-the-banks-part', { pointer: '/presentation' });
  });
});

describe('silence', () => {
  it('makes a presentation comply, whatever is amiss, at the end of the last day', () => {
    given(...made)
      .when(deeming('2026-03-17'))
      .thenRejected('examination-under-way');
    given(...made)
      .when(deeming('2026-03-18'))
      .thenEvents(complied('precluded', '2026-03-17', '2026-03-18'));
    // Without the transport document it does not comply; the bank may not say so any more.
    given(...told(issuing(), presenting()))
      .when(complying('2026-03-18'))
      .thenEvents(complied('precluded', '2026-03-17', '2026-03-18'));
  });

  it('binds again a bank that its credit had freed', () => {
    const history = told(
      issuing(),
      expiring('2026-05-01'),
      presenting({}, '2026-05-04'),
      deeming('2026-05-12'),
    );
    expect(balancesOf(history)[`guarantee ${ISSUER}`]).toBe(-60_000n);
  });

  it('is over once there was a notice', () =>
    given(...made, refused)
      .when(deeming('2026-03-18'))
      .thenRejected('illegal-step', { legalNow: ['WaiveDiscrepancies'] }));
});

describe('the waiver', () => {
  const waived: LetterOfCreditEvent = {
    type: 'DiscrepanciesWaived',
    occurredAt: on('2026-03-12'),
    data: { letterOfCreditId, presentation: 1 },
  };

  it('is given by the applicant, before the notice or behind it, and binds when the issuing bank agrees', () => {
    for (const history of [made, [...made, refused]]) {
      given(...history)
        .when(agreeing)
        .thenRejected('waiver-not-given');
      given(...history)
        .when(waiving)
        .thenEvents(waived);
      given(...history, waived)
        .when(waiving)
        .thenEvents();
      given(...history, waived)
        .when(agreeing)
        .thenEvents(complied('waived', '2026-03-13'));
    }
  });

  it('is for nothing where the documents comply', () => {
    const history = [...made, complied('examined', '2026-03-11')];
    for (const command of [waiving, agreeing]) {
      given(...history)
        .when(command)
        .thenRejected('illegal-step', { legalNow: ['HonourPresentation'] });
    }
  });

  it('draws no more than is left by then', () => {
    const history = told(
      issuing(),
      presenting(),
      refusing(),
      presenting({ amount: usd('500.00') }, '2026-03-12'),
      waiving,
    );
    given(...history)
      .when(agreeing)
      .thenRejected('credit-overdrawn', { pointer: '/amount/amount' });
  });

  it('does not bind the confirming bank', () => {
    const history = told(
      issuing(),
      asking('ConfirmCredit', { bank: CONFIRMER }, '2026-03-03'),
      presenting({ presentedTo: CONFIRMER }),
      refusing('2026-03-11', { bank: CONFIRMER }),
      waiving,
      agreeing,
    );
    expect(balancesOf(history)).toMatchObject({
      [`guarantee ${ISSUER}`]: -100_000n,
      [`guarantee ${CONFIRMER}`]: -40_000n,
    });
  });
});

it('takes up what trade-events tells of its consignments, once, and of no others', () => {
  const at = { consignmentId, shippedOn: '2026-03-05', location: 'PKLYP' };
  const documentId = '0191d8a0-0000-7000-8000-0000000000d1';
  const shipped: LetterOfCreditEvent = {
    type: 'ShipmentTakenUp',
    occurredAt: on('2026-03-10'),
    data: { letterOfCreditId, ...at },
  };
  const credited = told(issuing());
  given(...credited)
    .when(asking('TakeUpShipment', at))
    .thenEvents(shipped);
  given(...credited, shipped)
    .when(asking('TakeUpShipment', { ...at, shippedOn: '2026-03-06' }))
    .thenEvents();
  given(...credited)
    .when(cmrAttached)
    .thenEvents({
      type: 'TransportDocumentTakenUp',
      occurredAt: on('2026-03-10'),
      data: { letterOfCreditId, consignmentId, document: { documentId, ...cmr } },
    });
  given(...opened)
    .when(cmrAttached)
    .thenEvents();
  const dropping = asking('DropTransportDocument', { consignmentId, documentId });
  given(...opened)
    .when(dropping)
    .thenEvents({
      type: 'TransportDocumentDropped',
      occurredAt: on('2026-03-10'),
      data: { letterOfCreditId, consignmentId, documentId },
    });
  given(...credited)
    .when(dropping)
    .thenEvents();
  const elsewhere = told(issuing({}, { ...terms, consignmentIds: [] }));
  for (const command of [asking('TakeUpShipment', at), cmrAttached, dropping]) {
    given(...elsewhere)
      .when(command)
      .thenEvents();
    given().when(command).thenEvents();
  }
});
