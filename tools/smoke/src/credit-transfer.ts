/** A payment on its way to the creditor, and that it has reached him. */
export interface CreditTransfer {
  readonly messageId: string;
  readonly uetr: string;
  readonly endToEndId: string;
  readonly account: string;
  readonly amount: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly remittance: string;
  readonly debtorBank: string;
  readonly creditorBank: string;
}

const agent = (name: string, bic: string): string =>
  `<${name}><FinInstnId><BICFI>${bic}</BICFI></FinInstnId></${name}>`;

/** A pacs.008.001.08 with one payment, as the debtor's bank sends it. */
export function pacs008(transfer: CreditTransfer): string {
  const { messageId, uetr, endToEndId, account, amount, day, remittance, debtorBank, creditorBank } =
    transfer;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08">
  <FIToFICstmrCdtTrf>
    <GrpHdr>
      <MsgId>${messageId}</MsgId><CreDtTm>${day}T10:00:00+05:00</CreDtTm><NbOfTxs>1</NbOfTxs>
      <SttlmInf><SttlmMtd>INDA</SttlmMtd></SttlmInf>
    </GrpHdr>
    <CdtTrfTxInf>
      <PmtId><EndToEndId>${endToEndId}</EndToEndId><UETR>${uetr}</UETR></PmtId>
      <IntrBkSttlmAmt Ccy="USD">${amount}</IntrBkSttlmAmt>
      <IntrBkSttlmDt>${day}</IntrBkSttlmDt>
      <ChrgBr>SHAR</ChrgBr>
      ${agent('InstgAgt', debtorBank)}${agent('InstdAgt', creditorBank)}
      <Dbtr><Nm>Demo Trading Almaty</Nm></Dbtr>${agent('DbtrAgt', debtorBank)}
      ${agent('CdtrAgt', creditorBank)}<Cdtr><Nm>Demo Textiles Faisalabad</Nm></Cdtr>
      <CdtrAcct><Id><IBAN>${account}</IBAN></Id></CdtrAcct>
      <RmtInf><Ustrd>${remittance}</Ustrd></RmtInf>
    </CdtTrfTxInf>
  </FIToFICstmrCdtTrf>
</Document>
`;
}

/** A pacs.002.001.10 by which the creditor's bank says that his account was credited. */
export function pacs002({ messageId, uetr, endToEndId, day }: CreditTransfer): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10">
  <FIToFIPmtStsRpt>
    <GrpHdr><MsgId>${messageId}-STATUS</MsgId><CreDtTm>${day}T11:00:00+05:00</CreDtTm></GrpHdr>
    <OrgnlGrpInfAndSts><OrgnlMsgId>${messageId}</OrgnlMsgId><OrgnlMsgNmId>pacs.008.001.08</OrgnlMsgNmId></OrgnlGrpInfAndSts>
    <TxInfAndSts>
      <OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId>
      <OrgnlUETR>${uetr}</OrgnlUETR>
      <TxSts>ACCC</TxSts>
      <AccptncDtTm>${day}T11:00:00+05:00</AccptncDtTm>
    </TxInfAndSts>
  </FIToFIPmtStsRpt>
</Document>
`;
}
