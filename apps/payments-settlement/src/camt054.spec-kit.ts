/** One transaction of a notification; texts are put in as they are. */
export interface CamtTransaction {
  readonly amount?: string;
  readonly currency?: string;
  readonly sign?: string;
  readonly status?: string;
  readonly reversal?: string;
  /** A day, or with its time. */
  readonly bookedOn?: string | undefined;
  readonly valueDate?: string | undefined;
  readonly entryReference?: string;
  readonly servicerReference?: string;
  readonly endToEndId?: string;
  readonly uetr?: string;
  readonly remittance?: readonly string[];
  readonly debtor?: string;
  readonly creditor?: string;
  readonly returnReason?: string;
}

export interface CamtFile {
  readonly version?: '02' | '04' | '08';
  readonly messageId?: string;
  readonly account?: string;
  readonly copy?: string;
}

const tag = (name: string, text: string | undefined, attributes = ''): string =>
  text === undefined ? '' : `<${name}${attributes}>${text}</${name}>`;

let messages = 0;

/** Each message has an id of its own, or the second of two would be refused for the first. */
function nextMessageId(): string {
  messages += 1;
  return `MSG-${messages}`;
}

/** A camt.054 with each transaction in an entry of its own. */
export function camt054(transactions: readonly CamtTransaction[], file: CamtFile = {}): string {
  const { version = '08', messageId = nextMessageId(), account = 'PK36SCBL0000001123456702', copy } = file;
  const party = (name: string | undefined): string | undefined =>
    name === undefined ? undefined : version === '08' ? `<Pty><Nm>${name}</Nm></Pty>` : `<Nm>${name}</Nm>`;
  const entries = transactions.map((each) => {
    const { amount = '1000.00', currency = 'USD', sign = 'CRDT', status = 'BOOK' } = each;
    const day = (name: string, text: string | undefined): string =>
      tag(name, text && tag(text.includes('T') ? 'DtTm' : 'Dt', text));
    const references =
      tag('AcctSvcrRef', each.servicerReference) +
      tag('EndToEndId', each.endToEndId) +
      (version === '08' ? tag('UETR', each.uetr) : '');
    const parties = tag('Dbtr', party(each.debtor)) + tag('Cdtr', party(each.creditor));
    return tag(
      'Ntry',
      tag('NtryRef', each.entryReference) +
        tag('Amt', amount, ` Ccy="${currency}"`) +
        tag('CdtDbtInd', sign) +
        tag('RvslInd', each.reversal) +
        tag('Sts', version === '08' ? tag('Cd', status) : status) +
        day('BookgDt', 'bookedOn' in each ? each.bookedOn : '2026-03-30') +
        day('ValDt', 'valueDate' in each ? each.valueDate : '2026-03-31') +
        '<BkTxCd/>' +
        tag(
          'NtryDtls',
          tag(
            'TxDtls',
            tag('Refs', references) +
              tag('RltdPties', parties) +
              tag('RmtInf', (each.remittance ?? []).map((text) => tag('Ustrd', text)).join('')) +
              tag('RtrInf', each.returnReason && tag('Rsn', tag('Cd', each.returnReason))),
          ),
        ),
    );
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.${version}"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>${messageId}</MsgId><CreDtTm>2026-03-30T18:00:00+05:00</CreDtTm></GrpHdr>
<Ntfctn><Id>1</Id>${tag('CpyDplctInd', copy)}<Acct><Id><IBAN>${account}</IBAN></Id></Acct>
${entries.join('\n')}
</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;
}
