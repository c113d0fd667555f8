import type {
  CancellationAnswer,
  CancellationRequest,
  Charge,
  CreditTransfer,
  Iso20022Definition,
  OriginalPayment,
  PaymentParty,
  PaymentReturn,
  Reason,
  StatusReport,
} from '../index.js';
import { amountOf, type Elements, type Markup } from '../markup.spec-kit.js';

/** What an item tells, but for where it stands. */
export type Told<Item> = Omit<Item, 'kind' | 'xpath' | 'messageId' | 'messageFormat'>;

export const MESSAGE_ID = 'MSG-1';
export const CREATED = '2026-03-02T08:00:00+05:00';
const versionOf = (definition: Iso20022Definition): number => Number(definition.slice(-2));
const some = <T>(value: T | undefined, make: (value: T) => Markup): Markup | undefined =>
  value === undefined ? undefined : make(value);

const agent = (bic: string | undefined, name = 'BICFI'): Elements => ({
  FinInstnId: bic === undefined ? { Nm: 'demo-bank' } : { [name]: bic },
});

const account = (id: string | undefined): Elements | undefined =>
  id === undefined ? undefined : { Id: /^[A-Z]{2}\d{2}/.test(id) ? { IBAN: id } : { Othr: { Id: id } } };

const party = ({ name, country, bic }: PaymentParty, bicName = 'AnyBIC'): Elements => ({
  Nm: name,
  PstlAdr: { Ctry: country },
  Id: { OrgId: { [bicName]: bic } },
});

const institution = ({ name, country, bic }: PaymentParty): Elements => ({
  FinInstnId: { BICFI: bic, Nm: name, PstlAdr: { Ctry: country } },
});

const unstructured = (texts: readonly string[]): Elements => ({ Ustrd: texts });

const charges = (all: readonly Charge[], taker = 'Agt', bicName = 'BICFI'): readonly Elements[] =>
  all.map(({ amount, agent: bic }) => ({ Amt: amountOf(amount), [taker]: agent(bic, bicName) }));

const reasons = (all: readonly Reason[]): readonly Elements[] =>
  all.map(({ code, proprietary, additional, originator }) => ({
    Orgtr: { Nm: originator },
    Rsn: { Cd: code, Prtry: proprietary },
    AddtlInf: additional,
  }));

const groupHeader = (also: Elements = {}): Elements => ({ MsgId: MESSAGE_ID, CreDtTm: CREATED, ...also });
const settlementHeader = (count: number): Elements =>
  groupHeader({ NbOfTxs: String(count), SttlmInf: { SttlmMtd: 'INDA' } });

const paymentIds = ({ references: r }: Told<CreditTransfer>): Elements => ({
  InstrId: r.instructionId,
  EndToEndId: r.endToEndId ?? 'NOTPROVIDED',
  TxId: r.transactionId,
  UETR: r.uetr,
  ClrSysRef: r.clearingSystemReference,
});

/** A pacs.008. */
export const customerTransfers = (all: readonly Told<CreditTransfer>[]): Elements => ({
  FIToFICstmrCdtTrf: {
    GrpHdr: settlementHeader(all.length),
    CdtTrfTxInf: all.map((each) => ({
      PmtId: paymentIds(each),
      IntrBkSttlmAmt: amountOf(each.amount),
      IntrBkSttlmDt: each.settlementDate,
      InstdAmt: some(each.instructedAmount, amountOf),
      XchgRate: each.exchangeRate?.rate,
      ChrgBr: each.chargeBearer,
      ChrgsInf: charges(each.charges),
      UltmtDbtr: { Nm: each.ultimateDebtorName },
      Dbtr: party(each.debtor),
      DbtrAcct: account(each.debtor.account),
      DbtrAgt: agent(each.debtor.agent),
      CdtrAgt: agent(each.creditor.agent),
      Cdtr: party(each.creditor),
      CdtrAcct: account(each.creditor.account),
      UltmtCdtr: { Nm: each.ultimateCreditorName },
      Purp: { Cd: each.purpose },
      RmtInf: unstructured(each.remittance),
    })),
  },
});

/** A pacs.009, each with the customer's payment that it covers where it has one. */
export const institutionTransfers = (all: readonly Told<CreditTransfer>[]): Elements => ({
  FICdtTrf: {
    GrpHdr: settlementHeader(all.length),
    CdtTrfTxInf: all.map((each) => ({
      PmtId: paymentIds(each),
      IntrBkSttlmAmt: amountOf(each.amount),
      IntrBkSttlmDt: each.settlementDate,
      Dbtr: institution(each.debtor),
      DbtrAcct: account(each.debtor.account),
      DbtrAgt: some(each.debtor.agent, (bic) => agent(bic)),
      CdtrAgt: some(each.creditor.agent, (bic) => agent(bic)),
      Cdtr: institution(each.creditor),
      CdtrAcct: account(each.creditor.account),
      Purp: { Cd: each.purpose },
      RmtInf: unstructured(each.remittance),
      UndrlygCstmrCdtTrf: some(each.underlying, (of) => ({
        Dbtr: party(of.debtor),
        DbtrAcct: account(of.debtor.account),
        DbtrAgt: agent(of.debtor.agent),
        CdtrAgt: agent(of.creditor.agent),
        Cdtr: party(of.creditor),
        CdtrAcct: account(of.creditor.account),
        RmtInf: unstructured(of.remittance),
        InstdAmt: some(of.instructedAmount, amountOf),
      })),
    })),
  },
});

/** A pain.001 with one group for each payment. */
export function initiations(definition: Iso20022Definition, all: readonly Told<CreditTransfer>[]): Elements {
  const old = versionOf(definition) === 3;
  const bicName = old ? 'BIC' : 'BICFI';
  const anyBic = old ? 'BICOrBEI' : 'AnyBIC';
  return {
    CstmrCdtTrfInitn: {
      GrpHdr: groupHeader({
        NbOfTxs: String(all.length),
        CtrlSum: '12.50',
        InitgPty: { Nm: 'demo-customer' },
      }),
      PmtInf: all.map((each) => ({
        PmtInfId: each.paymentInformationId,
        PmtMtd: 'TRF',
        ReqdExctnDt: old ? each.settlementDate : { Dt: each.settlementDate },
        Dbtr: party(each.debtor, anyBic),
        DbtrAcct: account(each.debtor.account),
        DbtrAgt: agent(each.debtor.agent, bicName),
        UltmtDbtr: { Nm: each.ultimateDebtorName },
        ChrgBr: each.chargeBearer,
        CdtTrfTxInf: {
          PmtId: paymentIds(each),
          Amt: each.currencyOfTransfer
            ? { EqvtAmt: { Amt: amountOf(each.amount), CcyOfTrf: each.currencyOfTransfer } }
            : { InstdAmt: amountOf(each.amount) },
          XchgRateInf: { UnitCcy: each.exchangeRate?.unit, XchgRate: each.exchangeRate?.rate },
          CdtrAgt: agent(each.creditor.agent, bicName),
          Cdtr: party(each.creditor, anyBic),
          CdtrAcct: account(each.creditor.account),
          UltmtCdtr: { Nm: each.ultimateCreditorName },
          Purp: { Cd: each.purpose },
          RmtInf: unstructured(each.remittance),
        },
      })),
    },
  };
}

const originalMessage = (original: OriginalPayment): Elements => ({
  OrgnlMsgId: original.messageId,
  OrgnlMsgNmId: original.messageName,
  OrgnlCreDtTm: original.createdAt,
});
const originalIds = (original: OriginalPayment): Elements => ({
  OrgnlInstrId: original.instructionId,
  OrgnlEndToEndId: original.endToEndId,
  OrgnlTxId: original.transactionId,
  OrgnlUETR: original.uetr,
  OrgnlClrSysRef: original.clearingSystemReference,
});
const repeated = (original: OriginalPayment): Elements => ({
  IntrBkSttlmAmt: some(original.amount, amountOf),
  IntrBkSttlmDt: original.settlementDate,
});
const settled = (original: OriginalPayment): Elements => ({
  OrgnlIntrBkSttlmAmt: some(original.amount, amountOf),
  OrgnlIntrBkSttlmDt: original.settlementDate,
});

const statusOf = (each: Told<StatusReport>, taker: string, bicName: string): Elements => ({
  StsId: each.statusId,
  OrgnlGrpInf: each.original.paymentInformationId === undefined ? originalMessage(each.original) : undefined,
  ...originalIds(each.original),
  TxSts: each.status,
  StsRsnInf: reasons(each.reasons),
  ChrgsInf: charges(each.charges, taker, bicName),
  AccptncDtTm: each.acceptedAt,
  FctvIntrBkSttlmDt: { Dt: each.effectiveSettlementDate },
  AcctSvcrRef: each.accountServicerReference,
  ClrSysRef: each.clearingSystemReference,
  OrgnlTxRef: repeated(each.original),
});

/** A pacs.002: the status of whole messages, then of payments. */
export const interbankStatus = (
  groups: readonly Told<StatusReport>[],
  transactions: readonly Told<StatusReport>[],
): Elements => ({
  FIToFIPmtStsRpt: {
    GrpHdr: groupHeader({ InstgAgt: agent('SCBLPKKX'), InstdAgt: agent('HSBKKZKX') }),
    OrgnlGrpInfAndSts: groups.map((each) => ({
      ...originalMessage(each.original),
      GrpSts: each.status,
      StsRsnInf: reasons(each.reasons),
    })),
    TxInfAndSts: transactions.map((each) => statusOf(each, 'Agt', 'BICFI')),
  },
});

/** A pain.002 of one message and one `PmtInf`. */
export function customerStatus(
  definition: Iso20022Definition,
  group: Told<StatusReport>,
  instruction: Told<StatusReport>,
  transactions: readonly Told<StatusReport>[],
): Elements {
  const [taker, bicName] = versionOf(definition) === 3 ? ['Pty', 'BIC'] : ['Agt', 'BICFI'];
  return {
    CstmrPmtStsRpt: {
      GrpHdr: groupHeader(),
      OrgnlGrpInfAndSts: {
        ...originalMessage(group.original),
        GrpSts: group.status,
        StsRsnInf: reasons(group.reasons),
      },
      OrgnlPmtInfAndSts: {
        OrgnlPmtInfId: instruction.original.paymentInformationId,
        PmtInfSts: instruction.status,
        StsRsnInf: reasons(instruction.reasons),
        TxInfAndSts: transactions.map((each) => statusOf(each, taker as string, bicName as string)),
      },
    },
  };
}

/** A pacs.004. */
export const returns = (all: readonly Told<PaymentReturn>[]): Elements => ({
  PmtRtr: {
    GrpHdr: settlementHeader(all.length),
    TxInf: all.map((each) => ({
      RtrId: each.returnId,
      OrgnlGrpInf: originalMessage(each.original),
      ...originalIds(each.original),
      ...settled(each.original),
      RtrdIntrBkSttlmAmt: amountOf(each.returnedAmount),
      IntrBkSttlmDt: each.settlementDate,
      RtrdInstdAmt: some(each.returnedInstructedAmount, amountOf),
      XchgRate: each.exchangeRate?.rate,
      CompstnAmt: some(each.compensation, amountOf),
      ChrgBr: each.chargeBearer,
      ChrgsInf: charges(each.charges),
      ClrSysRef: each.clearingSystemReference,
      RtrRsnInf: reasons(each.reasons),
    })),
  },
});

const assignment: Elements = {
  Id: MESSAGE_ID,
  Assgnr: { Agt: agent('SCBLPKKX') },
  Assgne: { Agt: agent('HSBKKZKX') },
  CreDtTm: CREATED,
};
const caseOf = (id: string | undefined): Elements | undefined =>
  id === undefined ? undefined : { Id: id, Cretr: { Pty: { Nm: 'demo-case-maker' } } };

/** A camt.056: a whole message that is wanted back, if any, and payments. */
export const recalls = (
  all: readonly Told<CancellationRequest>[],
  group?: Told<CancellationRequest>,
): Elements => ({
  FIToFIPmtCxlReq: {
    Assgnmt: assignment,
    CtrlData: { NbOfTxs: String(all.length) },
    Undrlyg: {
      OrgnlGrpInfAndCxl: some(group, (each) => ({
        GrpCxlId: each.cancellationId,
        Case: caseOf(each.caseId),
        ...originalMessage(each.original),
        GrpCxl: 'true',
        CxlRsnInf: reasons(each.reasons),
      })),
      TxInf: all.map((each) => ({
        CxlId: each.cancellationId,
        Case: caseOf(each.caseId),
        OrgnlGrpInf: originalMessage(each.original),
        ...originalIds(each.original),
        ...settled(each.original),
        CxlRsnInf: reasons(each.reasons),
      })),
    },
  },
});

/** A camt.029 about one case, with payments or without. */
export const recallAnswers = (
  confirmation: string | undefined,
  caseId: string,
  all: readonly Told<CancellationAnswer>[],
): Elements => ({
  RsltnOfInvstgtn: {
    Assgnmt: assignment,
    RslvdCase: caseOf(caseId),
    Sts: { Conf: confirmation },
    CxlDtls: {
      TxInfAndSts: all.map((each) => ({
        CxlStsId: each.cancellationStatusId,
        OrgnlGrpInf: originalMessage(each.original),
        OrgnlInstrId: each.original.instructionId,
        OrgnlEndToEndId: each.original.endToEndId,
        OrgnlTxId: each.original.transactionId,
        OrgnlClrSysRef: each.original.clearingSystemReference,
        OrgnlUETR: each.original.uetr,
        TxCxlSts: each.status,
        CxlStsRsnInf: reasons(each.reasons),
        ...settled(each.original),
      })),
    },
  },
});
