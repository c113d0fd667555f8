import { type FieldRules, fieldRules } from './field-capture.js';
import type { Camt054Format } from './notified-item.js';

/** How a version of the message differs, and the fields that are read of it. */
export interface Camt054Version {
  readonly format: Camt054Format;
  readonly statusPath: 'Sts' | 'Sts/Cd';
  readonly entry: FieldRules;
  readonly transaction: FieldRules;
}

const REFERENCE = 35;
/** Room for 18 digits with sign and point, and for zeros that say nothing; more has no meaning as an amount. */
const AMOUNT = 40;
const DATE = 40;
const CODE = 10;
const NAME = 140;

const date = (path: string): Record<string, number> => ({ [`${path}/Dt`]: DATE, [`${path}/DtTm`]: DATE });

const entryFields = {
  NtryRef: REFERENCE,
  Amt: AMOUNT,
  CdtDbtInd: CODE,
  RvslInd: CODE,
  ...date('BookgDt'),
  ...date('ValDt'),
  AcctSvcrRef: REFERENCE,
};

const transactionFields = {
  'Refs/AcctSvcrRef': REFERENCE,
  'Refs/InstrId': REFERENCE,
  'Refs/EndToEndId': REFERENCE,
  'AmtDtls/TxAmt/Amt': AMOUNT,
  'RmtInf/Ustrd': NAME,
  'RmtInf/Strd/RfrdDocInf/Nb': REFERENCE,
  'RmtInf/Strd/CdtrRefInf/Ref': REFERENCE,
};
export const REMITTANCE_PATHS = [
  'RmtInf/Ustrd',
  'RmtInf/Strd/RfrdDocInf/Nb',
  'RmtInf/Strd/CdtrRefInf/Ref',
] as const;
const REPEATABLE = [...REMITTANCE_PATHS, 'RmtInf/Strd', 'RmtInf/Strd/RfrdDocInf', 'RmtInf/Strd/CdtrRefInf'];

const names = (...below: string[]): Record<string, number> =>
  Object.fromEntries(
    ['Dbtr', 'Cdtr'].flatMap((party) => below.map((path) => [`RltdPties/${party}/${path}`, NAME])),
  );
export const NAME_PATHS = ['Nm', 'Pty/Nm', 'Agt/FinInstnId/Nm'] as const;

const ownAmount = { Amt: AMOUNT, CdtDbtInd: CODE };

const versions: readonly Camt054Version[] = [
  {
    format: 'camt.054.001.02',
    statusPath: 'Sts',
    entry: fieldRules({ ...entryFields, Sts: CODE }),
    transaction: fieldRules({ ...transactionFields, ...names('Nm') }, REPEATABLE),
  },
  {
    format: 'camt.054.001.04',
    statusPath: 'Sts',
    entry: fieldRules({ ...entryFields, Sts: CODE }),
    transaction: fieldRules({ ...transactionFields, ...ownAmount, ...names('Nm') }, REPEATABLE),
  },
  {
    format: 'camt.054.001.08',
    statusPath: 'Sts/Cd',
    entry: fieldRules({ ...entryFields, 'Sts/Cd': CODE }),
    transaction: fieldRules(
      {
        ...transactionFields,
        ...ownAmount,
        ...names('Pty/Nm', 'Agt/FinInstnId/Nm'),
        'Refs/UETR': REFERENCE + 1,
      },
      REPEATABLE,
    ),
  },
];

export const ISO20022_NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:';

/** The versions that are read, by their namespace. */
export const CAMT054_VERSIONS: ReadonlyMap<string, Camt054Version> = new Map(
  versions.map((version) => [ISO20022_NAMESPACE + version.format, version]),
);

export const MESSAGE = 'BkToCstmrDbtCdtNtfctn';
export const headerRules = fieldRules({ 'GrpHdr/MsgId': REFERENCE });
export const notificationRules = fieldRules({
  CpyDplctInd: CODE,
  'Acct/Id/IBAN': 34,
  'Acct/Id/Othr/Id': 34,
});
