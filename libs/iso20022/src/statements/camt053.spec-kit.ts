import type { Iso20022Definition, StatementBalance } from '../index.js';
import { documentXml, type Elements, type Markup } from '../markup.spec-kit.js';
import { IBAN } from './camt054.spec-kit.js';

export const usd = (text: string): Markup => ({ text, currency: 'USD' });

/** A balance; below 0 it is a debit. */
export const balance = ({ type, amount: { amount, currency }, date }: StatementBalance): Elements => ({
  Tp: { CdOrPrtry: { Cd: type } },
  Amt: { text: amount.replace('-', ''), currency },
  CdtDbtInd: amount.startsWith('-') ? 'DBIT' : 'CRDT',
  Dt: { Dt: date },
});

export const BALANCES: readonly StatementBalance[] = [
  { type: 'OPBD', amount: { amount: '-10.00', currency: 'USD' }, date: '2026-03-01' },
  { type: 'CLBD', amount: { amount: '90.00', currency: 'USD' }, date: '2026-03-01' },
  { type: 'CLAV', amount: { amount: '90.00', currency: 'USD' }, date: '2026-03-02' },
];

/** An entry of version 001.08: a booked credit, with more where it is said. */
export const entry = (amount: string, also: Elements = {}): Elements => ({
  Amt: usd(amount),
  CdtDbtInd: 'CRDT',
  Sts: { Cd: 'BOOK' },
  BookgDt: { Dt: '2026-03-01' },
  ValDt: { Dt: '2026-03-02' },
  // Keeps its place before the code, where `also` says it.
  AcctSvcrRef: undefined,
  BkTxCd: { Prtry: { Cd: 'NTRF' } },
  ...also,
});

/** What a statement of version 001.08 says before its entries. */
export const STATEMENT: Elements = {
  Id: 'STM-1',
  StmtPgntn: { PgNb: '2', LastPgInd: 'false' },
  ElctrncSeqNb: '61',
  LglSeqNb: '7',
  CreDtTm: '2026-03-02T07:00:00+05:00',
  FrToDt: { FrDtTm: '2026-03-01T00:00:00+05:00', ToDtTm: '2026-03-01T23:59:59+05:00' },
  Acct: { Id: { IBAN }, Ccy: 'USD', Svcr: { FinInstnId: { BICFI: 'SCBLPKKX' } } },
  Bal: BALANCES.map(balance),
  TxsSummry: {
    TtlNtries: { NbOfNtries: '2', Sum: '140.0', TtlNetNtry: { Amt: '100.00', CdtDbtInd: 'CRDT' } },
    TtlCdtNtries: { NbOfNtries: '1', Sum: '120.00' },
    TtlDbtNtries: { NbOfNtries: '1', Sum: '20' },
  },
};

export const ENTRIES: readonly Elements[] = [
  entry('120.00', { AcctSvcrRef: 'SVC-1' }),
  entry('20.00', { AcctSvcrRef: 'SVC-2', CdtDbtInd: 'DBIT' }),
];

/** A camt.053 with these statements; one with two entries where none are given. */
export const camt053 = (
  statements: readonly Elements[] = [{ ...STATEMENT, Ntry: ENTRIES }],
  definition: Iso20022Definition = 'camt.053.001.08',
): string =>
  documentXml(definition, {
    BkToCstmrStmt: { GrpHdr: { MsgId: 'MSG-1', CreDtTm: '2026-03-02T08:00:00+05:00' }, Stmt: statements },
  });
