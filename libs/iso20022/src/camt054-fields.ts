import { type ElementRule, type Fields, scopeRule } from './element-rules.js';
import type { Camt054Format } from './notified-item.js';

/** How a version of the message differs, and the fields that are read of it. */
export interface Camt054Version {
  readonly format: Camt054Format;
  readonly namespace: string;
  readonly statusPath: 'Sts' | 'Sts/Cd';
  /** Where a transaction may state its amount; the first is its own. */
  readonly amountPaths: readonly [string, ...string[]];
  readonly document: ElementRule;
}

const REFERENCE = 35;
/** Room for 18 digits with sign and point, and for zeros that say nothing; more has no meaning as an amount. */
const AMOUNT = 40;
const DATE = 40;
const CODE = 10;
const NAME = 140;

const date = (path: string): Fields => ({ [`${path}/Dt`]: DATE, [`${path}/DtTm`]: DATE });

const entryFields = {
  NtryRef: REFERENCE,
  Amt: AMOUNT,
  CdtDbtInd: CODE,
  RvslInd: CODE,
  ...date('BookgDt'),
  ...date('ValDt'),
  AcctSvcrRef: REFERENCE,
};

const UNDERLYING_AMOUNT = 'AmtDtls/TxAmt/Amt';
const transactionFields = {
  'Refs/AcctSvcrRef': REFERENCE,
  'Refs/InstrId': REFERENCE,
  'Refs/EndToEndId': REFERENCE,
  [UNDERLYING_AMOUNT]: AMOUNT,
  'RmtInf/Ustrd': NAME,
  'RmtInf/Strd/RfrdDocInf/Nb': REFERENCE,
  'RmtInf/Strd/CdtrRefInf/Ref': REFERENCE,
  'RtrInf/Rsn/Cd': CODE,
};
export const REMITTANCE_PATHS = [
  'RmtInf/Ustrd',
  'RmtInf/Strd/RfrdDocInf/Nb',
  'RmtInf/Strd/CdtrRefInf/Ref',
] as const;
const REPEATABLE = ['RmtInf/Ustrd', 'RmtInf/Strd'];

export const NAME_PATHS = ['Nm', 'Pty/Nm', 'Agt/FinInstnId/Nm'] as const;
const names = (...below: (typeof NAME_PATHS)[number][]): Fields =>
  Object.fromEntries(
    ['Dbtr', 'Cdtr'].flatMap((party) => below.map((path) => [`RltdPties/${party}/${path}`, NAME])),
  );

export const MESSAGE = 'BkToCstmrDbtCdtNtfctn';
export const ISO20022_NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:';

/** @param transaction what its transactions have beside the fields of every version. */
function version(
  format: Camt054Format,
  statusPath: Camt054Version['statusPath'],
  transaction: Fields,
): Camt054Version {
  const TxDtls = scopeRule('transaction', { ...transactionFields, ...transaction }, {}, REPEATABLE);
  const NtryDtls = {
    path: 'NtryDtls',
    repeatable: true,
    numbered: true,
    children: new Map([['TxDtls', TxDtls]]),
  };
  const Ntry = scopeRule('entry', { ...entryFields, [statusPath]: CODE }, { NtryDtls });
  const notificationFields = { CpyDplctInd: CODE, 'Acct/Id/IBAN': 34, 'Acct/Id/Othr/Id': 34 };
  const Ntfctn = scopeRule('notification', notificationFields, { Ntry });
  const message = scopeRule('message', { 'GrpHdr/MsgId': REFERENCE }, { Ntfctn });
  return {
    format,
    namespace: ISO20022_NAMESPACE + format,
    statusPath,
    amountPaths: 'Amt' in transaction ? ['Amt', UNDERLYING_AMOUNT] : [UNDERLYING_AMOUNT],
    document: scopeRule('document', {}, { [MESSAGE]: message }),
  };
}

const ownAmount = { Amt: AMOUNT, CdtDbtInd: CODE };

export const CAMT054_VERSIONS: readonly Camt054Version[] = [
  version('camt.054.001.02', 'Sts', names('Nm')),
  version('camt.054.001.04', 'Sts', { ...ownAmount, ...names('Nm') }),
  version('camt.054.001.08', 'Sts/Cd', {
    ...ownAmount,
    ...names('Pty/Nm', 'Agt/FinInstnId/Nm'),
    'Refs/UETR': REFERENCE + 1,
  }),
];
