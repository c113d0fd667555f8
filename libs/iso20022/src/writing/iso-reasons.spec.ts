import { ISO_CANCELLATION_REJECTIONS, ISO_STATUS_REASONS } from '@corridor/reference-data';
import {
  CANCELLATION_REJECTIONS_GIVEN,
  cancellationReasonOf,
  cancellationRejectionOf,
  isoReasonOf,
  STATUS_REASONS_GIVEN,
  statusReasonOf,
} from './iso-reasons.js';

it.each([
  ['xml-malformed', 'FF01'],
  ['amount-not-positive', 'AM12'],
  ['amount-too-large', 'AM02'],
  ['unknown-currency', 'AM11'],
  ['iban-invalid', 'AC01'],
  ['message-id-reused', 'DU01'],
  ['settlement-differs', 'DU03'],
  ['duplicate', 'AM05'],
  ['original-unknown', 'AG09'],
  ['not-booked', 'NARR'],
  ['a-code-of-tomorrow', 'NARR'],
  ['toString', 'NARR'],
])('%s is %s', (code, reason) => {
  expect(isoReasonOf({ code })).toBe(reason);
});

it.each([
  ['/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]/CdtrAcct/Id/IBAN', 'AC03'],
  ['/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]/DbtrAcct', 'AC02'],
  ['/Document/BkToCstmrStmt/Stmt[1]/Acct/Id', 'AC01'],
  ['/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[1]/IntrBkSttlmAmt', 'AM12'],
  ['/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[1]/IntrBkSttlmAmt/@Ccy', 'AM11'],
  ['/Document/FIToFICstmrCdtTrf/GrpHdr/NbOfTxs', 'AM19'],
  ['/Document/CstmrCdtTrfInitn/PmtInf[1]/CtrlSum', 'AM17'],
  ['/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[1]/CdtrAgt/FinInstnId/BICFI', 'RC07'],
  ['/Document/FIToFICstmrCdtTrf/GrpHdr/InstgAgt/FinInstnId/BICFI', 'RC05'],
  ['/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[1]/Cdtr/Nm', 'BE22'],
  ['/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[1]/Dbtr/PstlAdr/Ctry', 'BE10'],
  ['/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[1]/PmtId/UETR', 'FF08'],
  ['/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[1]/PmtId/EndToEndId', 'FF08'],
  ['/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[1]/IntrBkSttlmDt', 'DT01'],
  ['/Document/FIToFICstmrCdtTrf/GrpHdr/CreDtTm', 'DT02'],
  ['/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[3]/ValDt', 'DT01'],
  ['/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[1]/ChrgBr', 'BE19'],
  ['/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[1]/Purp/Cd', 'FF07'],
  ['/Document/FIToFICstmrCdtTrf/GrpHdr/MsgId', 'FF01'],
  [undefined, 'FF01'],
])('a fault at %s is %s, be it missing or wrong', (xpath, reason) => {
  for (const code of ['field-missing', 'field-invalid']) {
    expect(isoReasonOf({ code, ...(xpath !== undefined && { xpath }) })).toBe(reason);
  }
});

it('a recall is rejected with NOOR for a payment that never came, and ARDT for one that went back', () => {
  expect(cancellationRejectionOf({ code: 'original-unknown' })).toBe('NOOR');
  expect(cancellationRejectionOf({ code: 'returned-already' })).toBe('ARDT');
  expect(cancellationRejectionOf({ code: 'illegal-step' })).toBe('NARR');
});

it('is told with the code of ours, the message and the element at fault', () => {
  const refusal = {
    code: 'field-missing',
    message: 'ValDt is missing.',
    xpath: '/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[1]/ValDt',
  };
  expect(statusReasonOf(refusal)).toEqual({
    reason: { code: 'DT01' },
    additional: ['field-missing: ValDt is missing.', refusal.xpath],
  });
  expect(cancellationReasonOf({ code: 'original-unknown' })).toEqual({
    reason: { code: 'NOOR' },
    additional: ['original-unknown'],
  });
});

it('gives only reasons that are in the lists of the standard', () => {
  for (const reason of STATUS_REASONS_GIVEN)
    expect([reason, ISO_STATUS_REASONS.find(reason)?.code]).toEqual([reason, reason]);
  for (const reason of CANCELLATION_REJECTIONS_GIVEN) {
    expect([reason, ISO_CANCELLATION_REJECTIONS.find(reason)?.code]).toEqual([reason, reason]);
  }
});
