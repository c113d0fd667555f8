/** Messages of one payment of 1,000.00 USD, each as a bank would write it; texts are put in as they are. */
export interface PaymentFacts {
  /** Empty for a message that tells none. */
  readonly uetr: string;
  /** Of the message that held the payment. */
  readonly messageId?: string;
  readonly endToEndId?: string;
  readonly amount?: string;
  readonly account?: string;
}

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:';
const DEFAULTS = { endToEndId: 'INV-2026-0042', amount: '1000.00', account: 'PK36SCBL0000001123456702' };

const document = (definition: string, body: string): string =>
  `<Document xmlns="${NAMESPACE}${definition}">${body}</Document>`;
const header = (id: string): string =>
  `<GrpHdr><MsgId>${id}</MsgId><CreDtTm>2026-03-30T10:00:00+05:00</CreDtTm><NbOfTxs>1</NbOfTxs><SttlmInf><SttlmMtd>INDA</SttlmMtd></SttlmInf></GrpHdr>`;
const agent = (name: string, bic: string): string =>
  `<${name}><FinInstnId><BICFI>${bic}</BICFI></FinInstnId></${name}>`;
const ids = (uetr: string, endToEndId: string): string =>
  `<PmtId><InstrId>I-1</InstrId><EndToEndId>${endToEndId}</EndToEndId><TxId>T-1</TxId>${uetr && `<UETR>${uetr}</UETR>`}</PmtId>`;
const original = (uetr: string, endToEndId: string): string =>
  `<OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId>${uetr && `<OrgnlUETR>${uetr}</OrgnlUETR>`}`;
const group = (name: string, id = 'P8'): string =>
  `<OrgnlMsgId>${id}</OrgnlMsgId><OrgnlMsgNmId>${name}</OrgnlMsgNmId>`;

export function pacs008(id: string, facts: PaymentFacts): string {
  const { uetr, endToEndId, amount, account } = { ...DEFAULTS, ...facts };
  return document(
    'pacs.008.001.08',
    `<FIToFICstmrCdtTrf>${header(id)}<CdtTrfTxInf>${ids(uetr, endToEndId)}
<IntrBkSttlmAmt Ccy="USD">${amount}</IntrBkSttlmAmt><IntrBkSttlmDt>2026-03-30</IntrBkSttlmDt><ChrgBr>SHAR</ChrgBr>
${agent('InstgAgt', 'DEMOKZKA')}${agent('InstdAgt', 'DEMOPKKA')}<Dbtr><Nm>Demo Trading</Nm></Dbtr>${agent('DbtrAgt', 'DEMOKZKA')}${agent('CdtrAgt', 'DEMOPKKA')}
<Cdtr><Nm>Demo Textiles</Nm></Cdtr><CdtrAcct><Id><IBAN>${account}</IBAN></Id></CdtrAcct><RmtInf><Ustrd>INV-2026-0042</Ustrd></RmtInf></CdtTrfTxInf></FIToFICstmrCdtTrf>`,
  );
}

export function pacs009Cover(id: string, facts: PaymentFacts): string {
  const { uetr, endToEndId, amount } = { ...DEFAULTS, ...facts };
  return document(
    'pacs.009.001.08',
    `<FICdtTrf>${header(id)}<CdtTrfTxInf>${ids(uetr, endToEndId)}<IntrBkSttlmAmt Ccy="USD">${amount}</IntrBkSttlmAmt><IntrBkSttlmDt>2026-03-30</IntrBkSttlmDt>
<Dbtr><FinInstnId><BICFI>DEMOKZKA</BICFI></FinInstnId></Dbtr><Cdtr><FinInstnId><BICFI>DEMOPKKA</BICFI></FinInstnId></Cdtr>
<UndrlygCstmrCdtTrf><Dbtr><Nm>Demo Trading</Nm></Dbtr>${agent('DbtrAgt', 'DEMOKZKA')}${agent('CdtrAgt', 'DEMOPKKA')}<Cdtr><Nm>Demo Textiles</Nm></Cdtr></UndrlygCstmrCdtTrf></CdtTrfTxInf></FICdtTrf>`,
  );
}

export function pacs002(id: string, status: string, facts: PaymentFacts): string {
  const { uetr, endToEndId } = { ...DEFAULTS, ...facts };
  return document(
    'pacs.002.001.10',
    `<FIToFIPmtStsRpt><GrpHdr><MsgId>${id}</MsgId><CreDtTm>2026-03-30T11:00:00+05:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts>${group('pacs.008.001.08')}</OrgnlGrpInfAndSts><TxInfAndSts>${original(uetr, endToEndId)}<TxSts>${status}</TxSts><AccptncDtTm>2026-03-31T10:00:00+05:00</AccptncDtTm></TxInfAndSts></FIToFIPmtStsRpt>`,
  );
}

export function pacs004(
  id: string,
  facts: PaymentFacts & { readonly returned?: string; readonly charge?: string },
): string {
  const { uetr, endToEndId, amount } = { ...DEFAULTS, ...facts };
  const { returned = amount, charge, messageId } = facts;
  const charges = charge
    ? `<ChrgBr>CRED</ChrgBr><ChrgsInf><Amt Ccy="USD">${charge}</Amt>${agent('Agt', 'DEMOPKKA')}</ChrgsInf>`
    : '';
  return document(
    'pacs.004.001.09',
    `<PmtRtr><GrpHdr><MsgId>${id}</MsgId><CreDtTm>2026-04-07T10:00:00+05:00</CreDtTm><NbOfTxs>1</NbOfTxs><SttlmInf><SttlmMtd>INDA</SttlmMtd></SttlmInf></GrpHdr>
<TxInf><RtrId>R-1</RtrId><OrgnlGrpInf>${group('pacs.008.001.08', messageId)}</OrgnlGrpInf>${original(uetr, endToEndId)}<OrgnlIntrBkSttlmAmt Ccy="USD">${amount}</OrgnlIntrBkSttlmAmt>
<RtrdIntrBkSttlmAmt Ccy="USD">${returned}</RtrdIntrBkSttlmAmt><IntrBkSttlmDt>2026-04-07</IntrBkSttlmDt>${charges}<RtrRsnInf><Rsn><Cd>AC04</Cd></Rsn></RtrRsnInf></TxInf></PmtRtr>`,
  );
}

export function camt056(
  id: string,
  facts: PaymentFacts & { readonly from?: string; readonly to?: string },
): string {
  const { uetr, endToEndId } = { ...DEFAULTS, ...facts };
  const { from = 'DEMOKZKA', to = 'DEMOPKKA' } = facts;
  return document(
    'camt.056.001.08',
    `<FIToFIPmtCxlReq><Assgnmt><Id>${id}</Id><Assgnr>${agent('Agt', from)}</Assgnr><Assgne>${agent('Agt', to)}</Assgne><CreDtTm>2026-04-01T10:00:00+05:00</CreDtTm></Assgnmt>
<Case><Id>CASE-${id}</Id><Cretr>${agent('Agt', 'DEMOKZKA')}</Cretr></Case><Undrlyg><TxInf><CxlId>C-1</CxlId><OrgnlGrpInf>${group('pacs.008.001.08')}</OrgnlGrpInf>${original(uetr, endToEndId)}<CxlRsnInf><Rsn><Cd>DUPL</Cd></Rsn></CxlRsnInf></TxInf></Undrlyg></FIToFIPmtCxlReq>`,
  );
}

/** Several messages in one file. */
export function fileOf(...documents: readonly string[]): string {
  return `<Messages>${documents.map((xml) => xml.replace(/^<\?xml[^>]*\?>/, '')).join('')}</Messages>`;
}
