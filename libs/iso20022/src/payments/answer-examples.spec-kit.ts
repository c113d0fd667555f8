import type {
  CancellationAnswer,
  CancellationRequest,
  Iso20022Definition,
  OriginalPayment,
  PaymentReturn,
  Reason,
  StatusReport,
} from '../index.js';
import { type Example, UETR, usd, without } from './examples.spec-kit.js';
import {
  customerStatus,
  interbankStatus,
  MESSAGE_ID,
  recallAnswers,
  recalls,
  returns,
  type Told,
} from './payments.spec-kit.js';

const ORIGINAL: OriginalPayment = {
  messageId: 'PACS-8-1',
  messageName: 'pacs.008.001.08',
  createdAt: '2026-03-01T10:00:00+05:00',
  instructionId: 'INSTR-1',
  endToEndId: 'INV-2026-0042',
  transactionId: 'TX-1',
  uetr: UETR,
  clearingSystemReference: 'CLR-1',
  amount: usd('12.50'),
  settlementDate: '2026-03-02',
};
const ofMessage: OriginalPayment = {
  messageId: 'PACS-8-1',
  messageName: 'pacs.008.001.08',
  createdAt: '2026-03-01T10:00:00+05:00',
};
const REASON: Reason = {
  code: 'AC04',
  additional: ['Account is closed', 'since 2026-01-01'],
  originator: 'demo-bank',
};

const OWN_REASON: Reason = { proprietary: 'demo-own-code', additional: [] };
const CHARGES = [{ amount: usd('0.50'), agent: 'HSBKKZKX' }];
const at = (definition: Iso20022Definition, path: string) => ({
  xpath: `/Document/${path}`,
  messageId: MESSAGE_ID,
  messageFormat: definition,
});

/** What became of payments between banks (pacs.002): of a whole message, of a payment, and one that says little. */
export function interbankStatusExample(definition: Iso20022Definition): Example {
  const old = definition === 'pacs.002.001.08';
  const group: Told<StatusReport> = {
    level: 'group',
    original: ofMessage,
    status: 'PART',
    groupStatus: 'PART',
    reasons: [{ code: 'MS03', additional: [] }],
    charges: [],
  };
  const full: Told<StatusReport> = {
    level: 'transaction',
    statusId: 'STS-1',
    original: old
      ? without(ORIGINAL, 'uetr', 'clearingSystemReference')
      : without(ORIGINAL, 'clearingSystemReference'),
    status: 'RJCT',
    groupStatus: 'PART',
    reasons: [REASON, OWN_REASON],
    charges: CHARGES,
    acceptedAt: '2026-03-02T09:30:00.250+05:00',
    ...(!old && { effectiveSettlementDate: '2026-03-03' }),
    accountServicerReference: 'SVC-1',
    clearingSystemReference: 'CLR-1',
  };
  const little: Told<StatusReport> = {
    level: 'transaction',
    original: { ...ofMessage, endToEndId: 'INV-2' },
    status: 'ACSC',
    groupStatus: 'PART',
    reasons: [],
    charges: [],
  };
  const root = 'FIToFIPmtStsRpt';
  return {
    definition,
    content: interbankStatus([group], [full, little]),
    items: [
      { kind: 'status-report', ...at(definition, `${root}/OrgnlGrpInfAndSts[1]`), ...group },
      { kind: 'status-report', ...at(definition, `${root}/TxInfAndSts[1]`), ...full },
      { kind: 'status-report', ...at(definition, `${root}/TxInfAndSts[2]`), ...little },
    ],
  };
}

/** What became of payments that a customer ordered (pain.002), on all three levels. */
export function customerStatusExample(definition: Iso20022Definition): Example {
  const old = definition === 'pain.002.001.03';
  const message = { ...ofMessage, messageName: 'pain.001.001.09' };
  const group: Told<StatusReport> = {
    level: 'group',
    original: message,
    status: 'ACTC',
    groupStatus: 'ACTC',
    reasons: [],
    charges: [],
  };
  const instruction: Told<StatusReport> = {
    ...group,
    level: 'instruction',
    original: { ...message, paymentInformationId: 'PMT-1' },
    status: 'PDNG',
    reasons: [OWN_REASON],
  };
  const { amount, settlementDate, instructionId, endToEndId, uetr } = ORIGINAL;
  const transaction = {
    ...group,
    level: 'transaction',
    statusId: 'STS-1',
    original: {
      ...instruction.original,
      instructionId,
      endToEndId,
      ...(!old && { uetr }),
      amount,
      settlementDate,
    } as OriginalPayment,
    status: 'RJCT',
    reasons: [REASON],
    charges: CHARGES,
    acceptedAt: '2026-03-02T09:30:00+05:00',
  } satisfies Told<StatusReport>;
  const root = 'CstmrPmtStsRpt';
  return {
    definition,
    content: customerStatus(definition, group, instruction, [transaction]),
    items: [
      { kind: 'status-report', ...at(definition, `${root}/OrgnlGrpInfAndSts`), ...group },
      { kind: 'status-report', ...at(definition, `${root}/OrgnlPmtInfAndSts[1]`), ...instruction },
      {
        kind: 'status-report',
        ...at(definition, `${root}/OrgnlPmtInfAndSts[1]/TxInfAndSts[1]`),
        ...transaction,
      },
    ],
  };
}

/** Payments that come back (pacs.004): one with everything, after charges, and one that says little. */
export function returnExample(definition: Iso20022Definition): Example {
  const full: Told<PaymentReturn> = {
    returnId: 'RTR-1',
    original: ORIGINAL,
    returnedAmount: usd('11.75'),
    settlementDate: '2026-03-04',
    returnedInstructedAmount: usd('12.50'),
    exchangeRate: { rate: '0.5' },
    compensation: usd('0.25'),
    chargeBearer: 'CRED',
    charges: CHARGES,
    reasons: [REASON],
    clearingSystemReference: 'CLR-2',
  };
  const little: Told<PaymentReturn> = {
    original: { uetr: UETR },
    returnedAmount: { amount: '1500', currency: 'JPY' },
    charges: [],
    reasons: [],
  };
  return {
    definition,
    content: returns([full, little]),
    items: [
      { kind: 'payment-return', ...at(definition, 'PmtRtr/TxInf[1]'), ...full },
      { kind: 'payment-return', ...at(definition, 'PmtRtr/TxInf[2]'), ...little },
    ],
  };
}

/** Payments that their sender wants back (camt.056), and the message that held them. */
export function recallExample(definition: Iso20022Definition): Example {
  const group: Told<CancellationRequest> = {
    level: 'group',
    assignmentId: MESSAGE_ID,
    caseId: 'CASE-1',
    cancellationId: 'CXL-0',
    original: ofMessage,
    reasons: [{ code: 'DUPL', additional: [] }],
    caseCreator: { name: 'demo-case-maker' },
    originator: 'demo-case-maker',
  };
  const full: Told<CancellationRequest> = {
    ...group,
    level: 'transaction',
    cancellationId: 'CXL-1',
    original: ORIGINAL,
    reasons: [REASON],
    originator: 'demo-bank',
  };
  const root = 'FIToFIPmtCxlReq/Undrlyg[1]';
  return {
    definition,
    content: recalls([full], group),
    items: [
      { kind: 'cancellation-request', ...at(definition, `${root}/OrgnlGrpInfAndCxl`), ...group },
      { kind: 'cancellation-request', ...at(definition, `${root}/TxInf[1]`), ...full },
    ],
  };
}

/** What became of requests to have payments back (camt.029): one with a status of its own, and one with that of the case. */
export function recallAnswerExample(definition: Iso20022Definition): Example {
  const shared = {
    level: 'transaction',
    assignmentId: MESSAGE_ID,
    caseId: 'CASE-1',
    confirmation: 'RJCR',
  } as const;
  const own: Told<CancellationAnswer> = {
    ...shared,
    cancellationStatusId: 'CXLSTS-1',
    status: 'PDCR',
    original: ORIGINAL,
    reasons: [{ code: 'CUST', additional: ['asked'], originator: 'demo-bank' }],
  };
  const ofCase: Told<CancellationAnswer> = { ...shared, original: { uetr: UETR }, reasons: [] };
  const root = 'RsltnOfInvstgtn/CxlDtls[1]';
  return {
    definition,
    content: recallAnswers('RJCR', 'CASE-1', [own, ofCase]),
    items: [
      { kind: 'cancellation-answer', ...at(definition, `${root}/TxInfAndSts[1]`), ...own },
      { kind: 'cancellation-answer', ...at(definition, `${root}/TxInfAndSts[2]`), ...ofCase, status: 'RJCR' },
    ],
  };
}
