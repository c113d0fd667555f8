/**
 * A camt.054 of so many booked credits as banks write them, some 700 characters each: every one with references of its own, and
 * remittance information that names no invoice.
 * @param tag tells it from other messages, at most 20 characters.
 */
export function notificationOf(tag: string, entries: number): string {
  const ntry = Array.from({ length: entries }, (_, n) => entry(tag, n)).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>${tag}</MsgId><CreDtTm>2026-03-30T18:00:00+05:00</CreDtTm></GrpHdr>
<Ntfctn><Id>${tag}</Id><CreDtTm>2026-03-30T18:00:00+05:00</CreDtTm><Acct><Id><IBAN>PK36SCBL0000001123456702</IBAN></Id></Acct>
${ntry}
</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;
}

function entry(tag: string, n: number): string {
  return `<Ntry><NtryRef>${n}</NtryRef><Amt Ccy="USD">${1_000 + (n % 9_000)}.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-30</Dt></BookgDt><ValDt><Dt>2026-03-30</Dt></ValDt><AcctSvcrRef>${tag}-${n}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>XBCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>E-${tag}-${n}</EndToEndId></Refs><Amt Ccy="USD">${1_000 + (n % 9_000)}.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>Demo Trading Almaty</Nm></Pty></Dbtr><Cdtr><Pty><Nm>Demo Textiles Faisalabad</Nm></Pty></Cdtr></RltdPties><RmtInf><Ustrd>Payment for goods, part ${n}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
}
