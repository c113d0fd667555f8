// One command of each type for each aggregate, and more where one alone would not show all of its ways: what state-docs.mjs tries.
import {
  bankCalendarOn,
  capture,
  collection,
  consignment,
  declaration,
  epcisEvent,
  financialInstrument,
  guarantee,
  invoice,
  letterOfCredit,
  obligation,
  payment,
  rate,
  redFlag,
  route,
  settlement,
  standingOfCollection,
  standingOfRecall,
  transit,
  ucr,
  webhook,
} from '../../libs/domain/dist/index.js';
import { AT, asking, exporter, id, importer, party, usd } from './state-samples/asking.mjs';
import { INSTITUTION_MACHINES } from './state-samples/institutions.mjs';
import { SERVICE_CONTRACT } from './state-samples/service-contract.mjs';
import { TRANSPORT_COST } from './state-samples/transport-cost.mjs';

const incoterm = { rule: 'FCA', place: 'Faisalabad' };
const line = {
  lineNumber: 1,
  hs6: '630260',
  description: 'Terry towels of cotton',
  countryOfOrigin: 'PK',
  netMassKg: '100',
  quantity: '10',
  unit: 'NAR',
  value: usd('100.00'),
};
const part = (netMassKg, quantity) => ({ lineNumber: 1, quantity, netMassKg });
const whole = part('100', '10');
const sha256 = 'a'.repeat(64);

const ofConsignment = asking({ consignmentId: id(1) });
const consignmentCommands = [
  ofConsignment('ContractConsignment', {
    contractNumber: '14',
    signedOn: '2026-02-11',
    exporter,
    importer,
    incoterm,
    value: usd('100.00'),
  }),
  ofConsignment('DeclareConsignment', {
    exporter,
    importer,
    origin: 'PKLYP',
    destination: 'KZALA',
    incoterm,
    hsEdition: '2022',
    lines: [line],
  }),
  ofConsignment('PackUnits', { units: [{ kind: 'truck', number: 'TLE-1', seals: [], contents: [whole] }] }),
  ofConsignment('DispatchConsignment', { location: 'PKLYP', transportMode: 'road' }),
  ofConsignment('RecordCheckpoint', { location: 'PKTOR', movement: 'arrived' }),
  ofConsignment('WithdrawCheckpoint', { location: 'PKTOR', movement: 'arrived', seenAt: AT, reason: 'x' }),
  ofConsignment('TransloadConsignment', { location: 'UZTAS', from: 'road', to: 'rail' }),
  ofConsignment('SplitConsignment', {
    location: 'UZTAS',
    parts: [2, 3].map((number) => ({ consignmentId: id(number), lines: [part('50', '5')] })),
  }),
  ofConsignment('ReportOutturn', { location: 'KZALA', lines: [part('99', '9')] }),
  ofConsignment('ReportDamage', { location: 'KZALA', lines: [part('1', '1')], description: 'wet' }),
  ofConsignment('DeliverConsignment', { location: 'KZALA' }),
  ofConsignment('ReturnConsignment', { location: 'PKLYP', reason: 'refused' }),
  ofConsignment('AmendConsignment', { reason: 'weighed again', lines: [{ ...line, netMassKg: '101' }] }),
  ofConsignment('CancelConsignment', { reason: 'order withdrawn' }),
  ofConsignment('AttachDocument', {
    documentId: id(31),
    typeCode: '380',
    number: '1',
    issuer: 'x',
    issuedOn: '2026-03-01',
    sha256,
  }),
  ofConsignment('WithdrawDocument', { documentId: id(31), reason: 'wrong' }),
  ofConsignment('PresentDocuments', {
    declarationId: id(41),
    documents: [{ documentId: id(31), typeCode: '380' }],
  }),
  ofConsignment('AttachDeclaration', { declarationId: id(41), flow: 'export', lines: [whole] }),
  ofConsignment('DetachDeclaration', { declarationId: id(41) }),
  ofConsignment('AttachInvoice', { invoiceId: id(51) }),
  ofConsignment('PayInvoiceInPart', {
    invoiceId: id(51),
    outstanding: usd('1.00'),
    obligationVersion: 2,
  }),
  ofConsignment('SettleInvoice', { invoiceId: id(51), settledOn: '2026-04-08', obligationVersion: 3 }),
  ofConsignment('ReturnInvoicePayment', {
    invoiceId: id(51),
    outstanding: usd('1.00'),
    paid: usd('0.00'),
    obligationVersion: 4,
  }),
  ofConsignment('DetachInvoice', { invoiceId: id(51) }),
];

const ofDeclaration = asking({ declarationId: id(41) });
const charges = { freight: usd('0'), insurance: usd('0') };
const importAt = {
  consignmentId: id(1),
  declarationNumber: '17',
  flow: 'import',
  customsOffice: 'KZALA',
  reporter: 'KZ',
  acceptedOn: '2026-03-02',
  exporter: 'demo-mills',
  importer: 'demo-stores',
  countryOfConsignment: 'PK',
  countryOfDestination: 'KZ',
  procedure: { requested: '40', previous: '00' },
  hsEdition: '2022',
  incoterm,
  charges,
  lines: [line],
};
const declarationCommands = [
  ofDeclaration('LodgeDeclaration', importAt),
  ofDeclaration('LodgeDeclaration', { ...importAt, flow: 'export', customsOffice: 'PKKHI', reporter: 'PK' }),
  ofDeclaration('RequestDocuments', { typeCodes: ['861'], note: 'x' }),
  ofDeclaration('ProvideDocuments', { documents: [{ documentId: id(31), typeCode: '861' }] }),
  ofDeclaration('RecordInspection', {
    inspectionId: id(61),
    kind: 'physical',
    result: 'conforming',
    note: 'x',
  }),
  ofDeclaration('PlaceHold', { holdId: id(71), reason: 'inspection', note: 'x' }),
  ofDeclaration('ReleaseHold', { holdId: id(71) }),
  ofDeclaration('AssessDuty', { duties: [{ kind: 'fee', amount: usd('1.00') }], dueOn: '2026-03-12' }),
  ofDeclaration('PayDuty', { paymentReference: '1', amount: usd('1.00'), paidOn: AT.slice(0, 10) }),
  ofDeclaration('RefundDuty', {
    refundReference: '1',
    reason: 'overcharged',
    amount: usd('1.00'),
    refundedOn: AT.slice(0, 10),
  }),
  ofDeclaration('WithdrawDutyRefund', { refundReference: '1', reason: 'x' }),
  ofDeclaration('ClearDeclaration', { exchangeRate: { usdPerUnit: '1', date: '2026-03-02', source: 'x' } }),
  ofDeclaration('ReleaseGoods'),
  ofDeclaration('InvalidateDeclaration', { reason: 'x' }),
  ofDeclaration('RefuseDeclaration', { reason: 'sanitary', note: 'x' }),
  ofDeclaration('ReexportGoods', { location: 'KZKOR' }),
  ofDeclaration('AmendDeclaration', { reason: 'x', lines: [{ ...line, value: usd('110.00') }], charges }),
];

const ofGuarantee = asking({ guaranteeId: id(81) });
const guaranteeCommands = [
  ofGuarantee('IssueGuarantee', {
    kind: 'insurance',
    reference: 'RIG-1',
    guarantor: party('insurer', 'PK'),
    principal: exporter,
    amount: usd('100.00'),
    validFrom: '2026-03-01',
    validUntil: '2026-12-31',
  }),
  ofGuarantee('TopUpGuarantee', { amount: usd('10.00') }),
  ofGuarantee('ReserveAmount', { transitId: id(91), amount: usd('40.00') }),
  ofGuarantee('FreeAmount', { transitId: id(91) }),
  ofGuarantee('CallGuarantee', { transitId: id(91), amount: usd('40.00'), reason: 'x' }),
  ofGuarantee('ExpireGuarantee', {}, '2027-01-01T00:01:00+05:00'),
];

const ofInstrument = asking({ instrumentId: id(101) });
const proceedsOf = (paid, obligationVersion) =>
  ofInstrument('RecordProceeds', {
    invoiceId: id(51),
    consignmentId: id(1),
    obligationVersion,
    paid: usd(paid),
    valueDate: '2026-04-14',
  });
const instrumentCommands = [
  ofInstrument('RegisterInstrument', {
    kind: 'pk-financial-instrument',
    flow: 'export',
    number: '1',
    holder: exporter,
    bank: 'demo-bank-karachi',
    amount: usd('100.00'),
    issuedOn: '2026-03-01',
    term: { days: 120, source: 'x' },
  }),
  ofInstrument('TieInstrument', { consignmentId: id(1) }),
  ofInstrument('StartRepatriationTerm', { consignmentId: id(1), shippedOn: '2026-03-02' }),
  proceedsOf('100.00', 2),
  proceedsOf('0.00', 3),
  ofInstrument('AmendInstrumentAmount', { amount: usd('150.00'), reason: 'x' }),
  ofInstrument('AmendInstrumentAmount', { amount: usd('100.00'), reason: 'x' }),
  ofInstrument('ExtendRepatriationTerm', {
    dueOn: '2026-09-01',
    approval: { reference: '1', approvedBy: 'x', approvedOn: '2026-06-01' },
  }),
  ofInstrument('MarkProceedsOverdue', {}, '2027-01-01T00:01:00+05:00'),
  ofInstrument('CancelInstrument', { reason: 'x' }),
];

const ofFlag = asking({ flagId: id(111) });
const raisedBy = (position) =>
  ofFlag('RaiseRedFlag', {
    kind: 'phantom-shipment',
    subject: { consignmentIds: [id(1)] },
    reason: 'x',
    evidence: [position],
    banks: [],
  });
const flagCommands = [
  raisedBy(1),
  raisedBy(2),
  ofFlag('AssignRedFlag', { assignee: 'demo-operator' }),
  ofFlag('ClearRedFlag', { reason: 'x' }),
  ofFlag('ConfirmRedFlag', { reason: 'x' }),
];

const ofTransit = asking({ transitId: id(91) });
const BEHIND = '2026-04-02T10:00:00+05:00';
const transitCommands = [
  ofTransit('OpenTransit', {
    transitNumber: 'T-1',
    guaranteeId: id(81),
    guarantor: 'demo-insurer',
    principal: exporter,
    carrier: party('trucks', 'PK'),
    vehicle: { mode: 'road', registration: 'TLE-1' },
    goods: [
      {
        hs6: '630260',
        description: 'Towels',
        netMassKg: '100',
        grossMassKg: '110',
        packages: 10,
        value: usd('100.00'),
      },
    ],
    dutyAtRisk: usd('40.00'),
    officeOfDeparture: 'PKKHI',
    officeOfDestination: 'KZALA',
    itinerary: [{ location: 'PKTOR', dueBy: '2026-03-08T18:00:00+05:00' }],
    dueBy: '2026-04-01T18:00:00+05:00',
  }),
  ofTransit('AffixSeal', { sealNumber: '1', by: 'x', location: 'PKKHI' }),
  ofTransit('BreakSeal', { sealNumber: '1', by: 'x', location: 'PKTOR', reason: 'x' }),
  ofTransit('ReplaceSeal', { sealNumber: '1', newSealNumber: '2', by: 'x', location: 'PKTOR', reason: 'x' }),
  ofTransit('RecordPassage', { location: 'PKTOR', movement: 'left' }),
  ofTransit('RecordIrregularity', { code: 'seal-broken', note: 'x' }),
  ofTransit('ExtendTransit', { dueBy: '2026-04-05T18:00:00+05:00', reason: 'x' }),
  ofTransit('MarkOverdue', {}, BEHIND),
  ofTransit('TerminateTransit', { office: 'KZALA' }),
  ofTransit('CallGuaranteeOfTransit', { amount: usd('40.00'), reason: 'x' }, BEHIND),
  ofTransit('DischargeTransit', {}, BEHIND),
  ofTransit('CancelTransit', { reason: 'x' }),
];

const ofRoute = asking({ routeId: 'karachi-almaty' });
const legs = [{ from: 'PKKHI', to: 'KZALA', mode: 'road', borderPoints: ['PKTOR'] }];
const routeCommands = [
  ofRoute('DefineRoute', { name: 'Karachi to Almaty', legs }),
  ofRoute('OpenRoute', { source: 'x' }),
  ofRoute('SuspendRoute', { reason: 'x' }),
  ofRoute('ReopenRoute', { reason: 'x' }),
  ofRoute('SetTariff', { basis: 'tonne', price: usd('150.00'), validFrom: '2026-01-01', source: 'x' }),
  ofRoute('RevisePlan', {
    wrong: 'x',
    reason: 'x',
    legs: [{ ...legs[0], distance: { km: '3800', source: 'x' } }],
  }),
];

const invoiceTerms = { invoiceId: id(51), invoiceNumber: '1', consignmentId: id(1), amount: usd('100.00') };
const invoiceCommands = [
  asking(invoiceTerms)('RegisterInvoice', {
    creditor: exporter,
    debtor: importer,
    creditorBank: 'demo-bank',
    issuedOn: '2026-03-01',
    terms: { method: 'open-account', trigger: 'delivery', days: 30 },
  }),
];
const pay = (settlementId, amount) =>
  asking({})('ApplyPayment', { settlementId, amount: usd(amount), valueDate: '2026-04-01' });
const obligationCommands = [
  asking(invoiceTerms)('RaiseObligation', {
    obligationId: id(51),
    creditor: 'demo-mills',
    debtor: 'demo-stores',
    creditorBank: 'demo-bank',
    method: 'open-account',
    trigger: 'delivery',
    termsStartedOn: '2026-03-01',
    dueOn: '2026-03-31',
  }),
  pay(id(52), '60.00'),
  pay(id(53), '40.00'),
  asking({})('ReturnPayment', {
    settlementId: id(53),
    returnId: id(54),
    amount: usd('40.00'),
    valueDate: '2026-04-08',
  }),
  asking({})('UnmatchPayment', { settlementId: id(53), reason: 'x' }),
  asking({ obligationId: id(51), invoiceId: id(51), consignmentId: id(1) })('WithdrawInvoice', {
    creditor: 'demo-mills',
    debtor: 'demo-stores',
    creditorBank: 'demo-bank',
    withdrawnOn: '2026-04-02',
    reason: 'x',
  }),
];
const settlementCommands = [
  asking({})('BookSettlement', {
    settlementId: id(52),
    bank: 'demo-bank',
    basis: 'booked-credit',
    account: '1',
    amount: usd('100.00'),
    bookedOn: '2026-04-01',
    valueDate: '2026-04-01',
    references: { remittance: [] },
    format: 'json',
  }),
  asking({})('MatchServiceContract', {
    serviceContractId: id(410),
    provider: exporter.participantId,
    amount: usd('10.00'),
    reason: 'x',
  }),
  asking({})('UnmatchServiceContract', {
    serviceContractId: id(410),
    takenBackOn: '2026-04-02',
    reason: 'x',
  }),
  asking({})('AllocateSettlement', {
    obligationId: id(51),
    invoiceId: id(51),
    consignmentId: id(1),
    amount: usd('60.00'),
    by: 'end-to-end-id',
  }),
  asking({})('ConfirmSettlement', { references: { remittance: [] }, format: 'json', messageId: '1' }),
  asking({})('HoldSettlement', {
    list: 'x',
    version: '1',
    hits: [{ field: 'debtorName', entry: 'x', entryId: '1' }],
  }),
  asking({})('ReleaseSettlement', { reason: 'x' }),
  asking({})('UnmatchSettlement', { obligationId: id(51), reason: 'x' }),
  asking({})('SuspendSettlement', {}),
  asking({})('ReturnSettlement', {
    returnId: id(54),
    amount: usd('40.00'),
    reason: 'AC04',
    bookedOn: '2026-04-08',
    valueDate: '2026-04-08',
    references: { remittance: [] },
    format: 'json',
  }),
];
const scan = (captor) =>
  asking({ eventKey: id(101), eventId: 'urn:uuid:1', captor })('CaptureEpcisEvent', {
    consignmentIds: [],
    parties: [],
    checkpoints: [],
    unmapped: [],
    identifiedBy: 'event-id',
    errorDeclaration: false,
    hash: `ni:///sha-256;${'0'.repeat(64)}?ver=CBV2.0`,
    eventType: 'ObjectEvent',
    event: {},
    context: null,
  });
const wrong = asking({ eventKey: id(101) })('DeclareEpcisEventWrong', {
  declaredBy: id(102),
  captor: 'demo-mills',
  consignmentIds: [id(1)],
  parties: [],
});
const upheld = asking({ eventKey: id(101) })('UpholdCheckpoints', {
  wrongKey: id(103),
  declaredBy: id(102),
  captor: 'demo-mills',
  checkpoints: [
    { consignmentId: id(2), location: 'KZALA', movement: 'arrived', seenAt: '2026-03-09T08:00:00Z' },
  ],
  parties: [],
});
const ucrCommands = [
  asking({ ucr: '6PK1234567-14', consignmentId: id(1) })('AssignUcr', {
    exporter: 'demo-mills',
    importer: 'demo-stores',
  }),
  asking({ consignmentId: id(1) })('ReleaseUcr', { releasedTo: 'demo-mills', reason: 'not theirs' }),
];
const captureCommands = [
  asking({ captureId: id(111), captor: 'demo-mills' })('FinishCapture', {
    errorBehaviour: 'rollback',
    success: true,
    captured: 1,
    duplicates: 0,
    errors: [],
  }),
];

const usdPkr = { base: 'USD', quote: 'PKR', on: '2026-03-02', source: 'sbp' };
const rateCommands = [
  asking(usdPkr)('PostRate', { rate: '281.4' }),
  asking(usdPkr)('CorrectRate', { rate: '281.5', wrong: '281.4', reason: 'x' }),
];

const ofCalendar = asking({ country: 'PK' });
const calendarCommands = [
  ofCalendar('DeclareBankHoliday', { day: '2026-03-20', name: 'x', source: 'x' }),
  ofCalendar('WithdrawBankHoliday', { day: '2026-03-20', reason: 'x' }),
  ofCalendar('ChangeWeekend', { weekend: [7], from: '2026-03-02', source: 'x' }),
  ofCalendar('SetCutOff', { at: '16:30', from: '2026-01-01', source: 'x' }),
];
const ofCredit = asking({});
const inMarch = (day) => `2026-03-${day}T10:00:00+05:00`;
const calendars = [{ weekend: [6, 7], holidays: new Set() }];
const inBank = (name, country) => ({ participantId: `demo-bank-${name}`, country });
const [issuer, confirmer, unbound] = ['demo-bank-almaty', 'demo-bank-karachi', 'demo-bank-multan'];
const credit = (availableBy, tenor) =>
  ofCredit('IssueCredit', {
    letterOfCreditId: id(121),
    number: 'ILC-1',
    applicant: importer,
    beneficiary: exporter,
    issuingBank: inBank('almaty', 'KZ'),
    advisingBank: inBank('lahore', 'PK'),
    nominatedBank: inBank('multan', 'PK'),
    confirmingBank: inBank('karachi', 'PK'),
    chargesFor: 'shared',
    terms: {
      amount: usd('100.00'),
      expiry: { on: '2026-03-20', place: 'PKKHI' },
      partialShipments: false,
      transhipment: true,
      availableBy,
      ...tenor,
      documentsRequired: [],
      presentationPeriodDays: 21,
      consignmentIds: [id(1)],
    },
  });
const onFirst = { presentation: 1 };
const presentingTo = (presentedTo) =>
  ofCredit('PresentDocuments', {
    presentedTo,
    amount: usd('100.00'),
    consignmentId: id(1),
    documents: [{ ...paper, typeCode: '380' }],
    calendars,
    today: '2026-03-02',
  });
const paper = { typeCode: '730', number: '1', issuer: 'x', issuedOn: '2026-03-01', sha256 };
const creditCommands = [
  credit('negotiation', {}),
  credit('acceptance', { tenor: { days: 1, from: 'acceptance' } }),
  ofCredit('AdviseCredit', { bank: 'demo-bank-lahore' }),
  ofCredit('ConfirmCredit', { bank: confirmer }),
  ofCredit('DeclineConfirmation', { bank: confirmer, reason: 'x' }),
  ofCredit('ProposeAmendment', { changes: { transhipment: false } }),
  ofCredit('AdviseAmendment', { amendment: 1, bank: confirmer, confirmationExtended: true }),
  ofCredit('AcceptAmendment', { amendment: 1 }),
  ofCredit('RejectAmendment', { amendment: 1 }),
  ofCredit('TakeUpShipment', { consignmentId: id(1), shippedOn: '2026-03-02', location: 'PKLYP' }),
  ofCredit('TakeUpTransportDocument', { consignmentId: id(1), document: { documentId: id(31), ...paper } }),
  ofCredit('DropTransportDocument', { consignmentId: id(1), documentId: id(31) }),
  ...[issuer, confirmer].flatMap((bank) => [
    presentingTo(bank),
    ofCredit('FindComplying', { ...onFirst, bank, calendars, today: '2026-03-03' }, inMarch('03')),
    ofCredit('HonourPresentation', { ...onFirst, bank }, inMarch('24')),
  ]),
  // A nominated bank that is not bound by the credit.
  presentingTo(unbound),
  ofCredit('ForwardPresentation', { ...onFirst, to: issuer, calendars, today: '2026-03-03' }, inMarch('03')),
  ofCredit('WithdrawPresentation', onFirst, inMarch('03')),
  ofCredit('DeemComplying', { ...onFirst, today: '2026-03-23' }, inMarch('23')),
  ofCredit(
    'RefusePresentation',
    {
      ...onFirst,
      bank: issuer,
      discrepancies: [{ code: 'other', description: 'x' }],
      disposal: 'holding-for-waiver',
      today: '2026-03-03',
    },
    inMarch('03'),
  ),
  ofCredit('WaiveDiscrepancies', onFirst, inMarch('03')),
  ofCredit('AgreeToWaiver', onFirst, inMarch('03')),
  ofCredit('AcceptDraft', { ...onFirst, bank: issuer }, inMarch('03')),
  ofCredit('NegotiatePresentation', { ...onFirst, bank: confirmer }, inMarch('03')),
  ofCredit('ReimburseBank', onFirst, inMarch('24')),
  ofCredit('ExpireCredit', { places: [{ place: 'PKKHI', calendars, today: '2026-03-23' }] }, inMarch('23')),
  ...['issuing-bank', 'confirming-bank', 'beneficiary'].map((by) => ofCredit('AgreeToCancellation', { by })),
  ofCredit('CloseCredit', {}, inMarch('25')),
];

const ofWebhook = asking({ webhookId: id(95) });
const webhookCommands = [
  ofWebhook('RegisterWebhook', { bank: 'demo-bank', url: 'https://hooks.example.com/', secretId: id(96) }),
  ofWebhook('RotateSecret', { secretId: id(97), previousUntil: AT }),
  ofWebhook('PauseWebhook'),
  ofWebhook('ResumeWebhook'),
  ofWebhook('DisableWebhook', { reason: 'failing', failingSince: AT, attempts: 9 }),
  ofWebhook('AskReplay', { replayId: id(98), from: 1, to: 2 }),
  ofWebhook('EndWebhook'),
];

const ofCollection = asking({
  invoiceId: id(51),
  principal: 'demo-mills',
  drawee: 'demo-stores',
  remittingBank: 'demo-bank-karachi',
  presentingBank: 'demo-bank-almaty',
});
const collectionCommands = [
  ofCollection('PresentCollection', { presentedOn: '2026-03-02' }),
  ofCollection('AcceptCollection', { acceptedOn: '2026-03-03' }),
];

const ofPayment = asking({ paymentId: id(131), bank: 'demo-bank-karachi' });
const told = (format) => ({ format, messageId: format, reasons: [], original: {} });
const instructed = {
  references: {},
  amount: usd('100.00'),
  debtor: {},
  creditor: {},
  format: 'pacs.008.001.08',
};
const recalled = { recallId: id(132), assignmentId: 'x', ...told('camt.056.001.08') };
const sentRecall = { ...recalled, recallId: id(133), assigner: 'DEMOPKKA', assignee: 'DEMOKZKA' };
const answered = (recallId, status, isOfAssignee) => ({
  ...ofPayment('AnswerRecall', { recallId, status, reasons: [], by: 'bank', format: 'json' }),
  isOfAssignee,
});
const paymentCommands = [
  ofPayment('InstructPayment', { ...instructed, messageId: 'x', charges: [], remittance: [] }),
  ofPayment('CoverPayment', { ...instructed, messageId: 'x' }),
  ofPayment('ReportPaymentStatus', { level: 'transaction', status: 'ACCC', ...told('pacs.002.001.10') }),
  ofPayment('AdvisePaymentReturn', {
    returnedAmount: usd('100.00'),
    charges: [],
    ...told('pacs.004.001.09'),
  }),
  ofPayment('TakeReturnAsInformation', {
    creditorAgent: 'DEMOKZKA',
    format: 'pacs.004.001.09',
    messageId: 'x',
  }),
  ofPayment('RequestRecall', recalled),
  ofPayment('SendRecall', sentRecall),
  ...['PDCR', 'CNCL', 'RJCR'].flatMap((status) => [
    answered(id(132), status, false),
    answered(id(133), status, true),
  ]),
];

/** How a payment stands by its recall, where it is recalled: what comes of the recall is all that is refused. */
function standingOfPayment({ status, recalls = [] }) {
  const [recall] = recalls;
  return recall ? `recall-${standingOfRecall(recall.answered?.status)}` : status;
}

/** Each aggregate with what it is tried with; `standing` is how it stands, where that is not its `status`. */
export const MACHINES = [
  {
    name: 'Consignment',
    decider: consignment,
    commands: consignmentCommands,
    about: 'Goods from one exporter to one importer, from their contract to their payment.',
  },
  {
    name: 'Declaration',
    decider: declaration,
    commands: declarationCommands,
    about: 'What customs is told of goods, and what it makes of them.',
  },
  {
    name: 'Transit',
    decider: transit,
    commands: transitCommands,
    about: 'Goods that pass under a guarantee, between two customs offices.',
  },
  {
    name: 'Guarantee',
    decider: guarantee,
    commands: guaranteeCommands,
    about: 'What a bank, an insurer or an association stands for.',
  },
  { name: 'Route', decider: route, commands: routeCommands, about: 'A way of the corridor, leg by leg.' },
  {
    name: 'Invoice',
    decider: invoice,
    commands: invoiceCommands,
    about: 'Registered once; what becomes of it is told by its obligation.',
  },
  {
    name: 'Obligation',
    decider: obligation,
    commands: obligationCommands,
    about: 'What is owed for an invoice, once its terms are met; nothing any more, where it is withdrawn.',
  },
  {
    name: 'Settlement',
    decider: settlement,
    commands: settlementCommands,
    about: 'Money that a bank booked to a creditor.',
  },
  {
    name: 'Collection',
    decider: collection,
    commands: collectionCommands,
    standing: standingOfCollection,
    about: 'Documents that banks collect the price of goods by, without a credit.',
  },
  {
    name: 'Payment',
    decider: payment,
    commands: paymentCommands,
    standing: standingOfPayment,
    about:
      'What messages tell of a payment between banks, in whatever order. Where it is recalled, it is drawn by how the recall stands, which a 409 tells without `recall-`.',
  },
  {
    name: 'Rate',
    decider: rate,
    commands: rateCommands,
    about: 'What one unit of a currency is worth in another one, by one source, day by day.',
  },
  {
    name: 'Bank calendar',
    decider: bankCalendarOn(() => ({ weekend: [6, 7], holidays: new Map() })),
    commands: calendarCommands,
    about: 'When the banks of a country are shut, beside what is known beforehand.',
  },
  {
    name: 'Financial instrument',
    decider: financialInstrument,
    commands: instrumentCommands,
    about: 'What a regulator follows the money of a trade by.',
  },
  {
    name: 'Red flag',
    decider: redFlag,
    commands: flagCommands,
    about: 'What does not fit, and what somebody found behind it. It blocks nothing.',
  },
  {
    name: 'Letter of credit',
    decider: letterOfCredit,
    commands: creditCommands,
    // Each of its amendments and presentations has a life of its own.
    statesMax: 1_500,
    about: 'What a bank undertakes to pay on complying documents, under UCP 600.',
  },
  {
    name: 'EPCIS event',
    decider: epcisEvent,
    commands: [scan('demo-mills'), scan('demo-stores'), wrong, upheld],
    about: 'A scan as it was captured, once for each identity.',
  },
  {
    name: 'EPCIS capture',
    decider: capture,
    commands: captureCommands,
    about: 'What became of a document of scans.',
  },
  {
    name: 'Unique consignment reference',
    decider: ucr,
    commands: ucrCommands,
    about: 'Given to one consignment; released where it is somebody else\u2019s.',
  },
  {
    name: 'Webhook',
    decider: webhook,
    commands: webhookCommands,
    about: 'Where a bank is told what happens to its payments.',
  },
  ...INSTITUTION_MACHINES,
  SERVICE_CONTRACT,
  TRANSPORT_COST,
];
