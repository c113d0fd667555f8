import type { PaymentFacts } from './payment-messages.spec-kit.js';

/** Messages of the families that a payment's own life does not need: statements, orders of customers, and answers to recalls. */
const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:';
const ACCOUNT = 'PK36SCBL0000001123456702';

const document = (definition: string, body: string): string =>
  `<Document xmlns="${NAMESPACE}${definition}">${body}</Document>`;
const agent = (name: string, bic: string): string =>
  `<${name}><FinInstnId><BICFI>${bic}</BICFI></FinInstnId></${name}>`;

export interface StatementFacts {
  readonly amount?: string;
  readonly closing?: string;
  readonly account?: string;
  readonly servicerReference?: string;
  readonly opening?: string;
  /** Of balances and entry. */
  readonly currency?: string;
  /** As the account tells it. */
  readonly accountCurrency?: string;
  /** Electronic sequence number. */
  readonly number?: number;
}

/** A statement with one credit, that opens with 0.00 USD where nothing else is told. */
export function camt053(id: string, facts: StatementFacts = {}): string {
  const { amount = '100.00', account = ACCOUNT, servicerReference = `${id}-S` } = facts;
  const { closing = amount, opening = '0.00', currency = 'USD', accountCurrency, number } = facts;
  const ccy = accountCurrency === undefined ? '' : `<Ccy>${accountCurrency}</Ccy>`;
  const sequence = number === undefined ? '' : `<ElctrncSeqNb>${number}</ElctrncSeqNb>`;
  const balance = (type: string, text: string): string =>
    `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${text}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-30</Dt></Dt></Bal>`;
  return document(
    'camt.053.001.08',
    `<BkToCstmrStmt><GrpHdr><MsgId>${id}</MsgId><CreDtTm>2026-03-31T08:00:00+05:00</CreDtTm></GrpHdr><Stmt><Id>${id}</Id>${sequence}
<CreDtTm>2026-03-31T08:00:00+05:00</CreDtTm><Acct><Id><IBAN>${account}</IBAN></Id>${ccy}</Acct>${balance('OPBD', opening)}${balance('CLBD', closing)}
<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-30</Dt></BookgDt><ValDt><Dt>2026-03-31</Dt></ValDt>
<AcctSvcrRef>${servicerReference}</AcctSvcrRef><BkTxCd><Prtry><Cd>NTRF</Cd></Prtry></BkTxCd></Ntry></Stmt></BkToCstmrStmt>`,
  );
}

export function pain001(id: string, endToEndId: string): string {
  return document(
    'pain.001.001.09',
    `<CstmrCdtTrfInitn><GrpHdr><MsgId>${id}</MsgId><CreDtTm>2026-03-30T10:00:00+05:00</CreDtTm><NbOfTxs>1</NbOfTxs><InitgPty><Nm>Demo Trading</Nm></InitgPty></GrpHdr>
<PmtInf><PmtInfId>${id}-P</PmtInfId><PmtMtd>TRF</PmtMtd><ReqdExctnDt><Dt>2026-03-30</Dt></ReqdExctnDt><Dbtr><Nm>Demo Trading</Nm></Dbtr><DbtrAcct><Id><IBAN>${ACCOUNT}</IBAN></Id></DbtrAcct>${agent('DbtrAgt', 'DEMOKZKA')}
<CdtTrfTxInf><PmtId><EndToEndId>${endToEndId}</EndToEndId></PmtId><Amt><InstdAmt Ccy="USD">1000.00</InstdAmt></Amt>${agent('CdtrAgt', 'DEMOPKKA')}<Cdtr><Nm>Demo Textiles</Nm></Cdtr><CdtrAcct><Id><IBAN>${ACCOUNT}</IBAN></Id></CdtrAcct></CdtTrfTxInf></PmtInf></CstmrCdtTrfInitn>`,
  );
}

export function pain002(id: string, endToEndId: string): string {
  return document(
    'pain.002.001.10',
    `<CstmrPmtStsRpt><GrpHdr><MsgId>${id}</MsgId><CreDtTm>2026-03-30T11:00:00+05:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>P1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>P1-P</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId><TxSts>ACSP</TxSts></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt>`,
  );
}

/** Answers the recall of the case. */
export function camt029(id: string, caseId: string, { uetr, endToEndId = 'E' }: PaymentFacts): string {
  return document(
    'camt.029.001.09',
    `<RsltnOfInvstgtn><Assgnmt><Id>${id}</Id><Assgnr>${agent('Agt', 'DEMOPKKA')}</Assgnr><Assgne>${agent('Agt', 'DEMOKZKA')}</Assgne><CreDtTm>2026-04-02T10:00:00+05:00</CreDtTm></Assgnmt>
<RslvdCase><Id>${caseId}</Id><Cretr>${agent('Agt', 'DEMOKZKA')}</Cretr></RslvdCase><Sts><Conf>RJCR</Conf></Sts>
<CxlDtls><TxInfAndSts><OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId><OrgnlUETR>${uetr}</OrgnlUETR><TxCxlSts>RJCR</TxCxlSts><CxlStsRsnInf><Rsn><Cd>CUST</Cd></Rsn></CxlStsRsnInf></TxInfAndSts></CxlDtls></RsltnOfInvstgtn>`,
  );
}
