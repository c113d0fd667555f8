import { Readable } from 'node:stream';
import { lookThrough } from './looking-through.js';
import { Spool } from './spool.js';

/** A credit with parties for whom others pay and are paid, a charge with a reason, and a reversal with one. */
const STATEMENT = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>KEPT-1</MsgId><CreDtTm>2026-03-30T18:00:00+05:00</CreDtTm></GrpHdr><Ntfctn><Id>KEPT-1</Id><CreDtTm>2026-03-30T18:00:00+05:00</CreDtTm><Acct><Id><IBAN>PK36SCBL0000001123456702</IBAN></Id></Acct>
<Ntry><Amt Ccy="USD">1000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-30</Dt></BookgDt><ValDt><Dt>2026-03-30</Dt></ValDt><AcctSvcrRef>K-1</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>E-1</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>Demo Trading</Nm></Pty></Dbtr><UltmtDbtr><Pty><Nm>Demo Bazaar</Nm></Pty></UltmtDbtr><Cdtr><Pty><Nm>Demo Textiles</Nm></Pty></Cdtr><UltmtCdtr><Pty><Nm>Demo Mills</Nm></Pty></UltmtCdtr></RltdPties></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="USD">15.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-30</Dt></BookgDt><ValDt><Dt>2026-03-30</Dt></ValDt><AcctSvcrRef>K-2</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>E-2</EndToEndId></Refs><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="USD">20.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-30</Dt></BookgDt><ValDt><Dt>2026-03-30</Dt></ValDt><AcctSvcrRef>K-3</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>E-3</EndToEndId></Refs><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>
</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;

/** By the release that read neither these parties nor the reason of what is no reversal: messages on record are known by it. */
const AS_RECORDED = 'c58cdd4513d12c48f70dfebe402bbc31d04154496ee5c0cd49a770c0bed19ffb';

/** The same with an amount that is none, by the release that did not name a faulty entry by all of its references. */
const FAULTY_AS_RECORDED = 'eda6ac8a0a3f7c75f2a109af6c39759cace9a37847f001cbcbed9913091f562e';

it('a message is known by the content that earlier releases read of it', async () => {
  expect(await hashesOf(STATEMENT)).toEqual([AS_RECORDED]);
  expect(await hashesOf(STATEMENT.replace('>15.00<', '>none<'))).toEqual([FAULTY_AS_RECORDED]);
});

async function hashesOf(text: string): Promise<readonly string[]> {
  const { messages } = await lookThrough(await Spool.take(Readable.from(chunks(text)), 1_000_000), {});
  return messages.map(({ contentSha256 }) => contentSha256);
}

async function* chunks(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
