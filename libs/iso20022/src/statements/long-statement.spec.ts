import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readMessages } from '../index.js';

const MIB = 1024 * 1024;

/** A camt.053 of about so many bytes, made as it is read: entries as banks write them, 0.7 KiB each. */
function* statementOf(bytes: number): Generator<string, void> {
  yield '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>';
  yield '<GrpHdr><MsgId>LONG</MsgId><CreDtTm>2026-03-30T18:00:00+05:00</CreDtTm></GrpHdr>';
  yield '<Stmt><Id>1</Id><Acct><Id><IBAN>PK36SCBL0000001123456702</IBAN></Id></Acct>';
  for (let [made, number] = [0, 1]; made < bytes; number += 1) {
    const entry = entryOf(number);
    made += entry.length;
    yield entry;
  }
  yield '</Stmt></BkToCstmrStmt></Document>';
}

// Every other one has no reference of its bank's, and is counted among those that are like it.
const entryOf = (number: number): string =>
  `<Ntry><Amt Ccy="USD">${number}.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>` +
  '<BookgDt><Dt>2026-03-30</Dt></BookgDt><ValDt><Dt>2026-03-31</Dt></ValDt><BkTxCd/><NtryDtls><TxDtls>' +
  `<Refs>${number % 2 === 0 ? `<AcctSvcrRef>SVC-${number}</AcctSvcrRef>` : ''}<EndToEndId>INV-${number}</EndToEndId></Refs>` +
  `<RltdPties><Dbtr><Pty><Nm>Demo Trading House of Almaty ${number}</Nm></Pty></Dbtr>` +
  '<Cdtr><Pty><Nm>Demo Textiles Faisalabad</Nm></Pty></Cdtr></RltdPties>' +
  '<RltdAgts><DbtrAgt><FinInstnId><BICFI>DEMOKZKA</BICFI></FinInstnId></DbtrAgt></RltdAgts>' +
  `<RmtInf><Ustrd>INV-${number} for cotton yarn and other goods under contract ${number}</Ustrd></RmtInf>` +
  '</TxDtls></NtryDtls></Ntry>';

/** What is held, by what stays where all that nobody needs has been collected. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

it('a statement of 16 MiB is read in a few MiB of memory', async () => {
  const size = 16 * MIB;
  const limits = { bytesMax: 2 * size, itemsMax: 1_000_000 };
  for await (const _ of readMessages(statementOf(MIB), limits));
  const before = heldBytes();
  let [entries, most] = [0, 0];
  for await (const part of readMessages(statementOf(size), limits)) {
    if (part.kind !== 'entry') continue;
    entries += 1;
    if (entries % 5_000 === 0) most = Math.max(most, heldBytes() - before);
  }
  expect(entries).toBeGreaterThan(20_000);
  // What tells entries apart that are alike: some tens of bytes for each.
  expect(most).toBeLessThan(6 * MIB);
}, 60_000);
