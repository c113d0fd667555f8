import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { pacs002, pacs008 } from '../messages/payment-messages.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { eventually } from '../trade-world.spec-kit.js';

const SEED = 20_261_127;

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

interface Transaction {
  readonly amount: string;
  readonly servicerReference?: string;
  readonly endToEndId?: string;
  readonly uetr?: string;
}

interface Entry {
  readonly servicerReference?: string;
  readonly entryReference?: string;
  readonly total: string;
  readonly transactions?: readonly Transaction[];
}

const ACCOUNT = 'PK36SCBL0000001123456702';
const tag = (name: string, text = ''): string => (text === '' ? '' : `<${name}>${text}</${name}>`);
const money = (amount: string): string => `<Amt Ccy="USD">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>`;

/** A camt.053, or a camt.054, of one account with these entries. */
function camt(
  kind: '053' | '054',
  entries: readonly Entry[],
  messageId: string = randomUUID().slice(0, 30),
): string {
  const [message, part] = kind === '053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'];
  const body = entries.map(({ servicerReference, entryReference, total, transactions = [] }) => {
    const details = transactions.map((each) => {
      const { amount, endToEndId, uetr } = each;
      const refs =
        tag('AcctSvcrRef', each.servicerReference) + tag('EndToEndId', endToEndId) + tag('UETR', uetr);
      const remittance = endToEndId && tag('RmtInf', tag('Ustrd', endToEndId));
      return `<TxDtls>${tag('Refs', refs)}${money(amount)}${remittance ?? ''}</TxDtls>`;
    });
    return `<Ntry>${tag('NtryRef', entryReference)}${money(total)}<Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-03-30</Dt></BookgDt><ValDt><Dt>2026-03-31</Dt></ValDt>${tag('AcctSvcrRef', servicerReference)}<BkTxCd/>
${tag('NtryDtls', details.join(''))}</Ntry>`;
  });
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${kind}.001.08"><${message}><GrpHdr><MsgId>${messageId}</MsgId>
<CreDtTm>2026-03-31T08:00:00+05:00</CreDtTm></GrpHdr><${part}><Id>1</Id><Acct><Id><IBAN>${ACCOUNT}</IBAN></Id></Acct>
${body.join('')}</${part}></${message}></Document>`;
}

const send = async (xml: string) => {
  const { status, body } = await payments.karachi.file(xml);
  expect(status).toBe(200);
  return body.results;
};
/** What was booked since a position: amounts by the settlements. */
const bookedSince = async (after: number): Promise<readonly string[]> =>
  (await payments.world.events('SettlementBooked'))
    .filter(({ position }) => position > after)
    .map(({ data }) => data.amount.amount);
const head = async (): Promise<number> => (await payments.world.log()).at(-1)?.position ?? 0;
const confirmationsOf = async (settlementId: string | undefined) =>
  payments.world.events('SettlementConfirmed', (data) => data.settlementId === settlementId);

/** Two of them have references of their own; what the third one is of, no other message of the tests is. */
const batch = (run: string, third = '30.00'): Entry & { readonly transactions: readonly Transaction[] } => ({
  servicerReference: `B-${run}`,
  total: (30 + Number(third)).toFixed(2),
  transactions: [
    { amount: '10.00', servicerReference: `B-${run}-1`, endToEndId: `E-${run}-1` },
    { amount: '20.00', endToEndId: `E-${run}-2`, uetr: randomUUID() },
    { amount: third },
  ],
});
const bare = ({ transactions: _, ...entry }: Entry): Entry => entry;

describe('an entry that was told in details', () => {
  it('is what is booked: told as one amount, it is told of each of them', async () => {
    const before = await head();
    const entry = batch('details-first');
    const details = await send(camt('054', [entry]));
    expect(details.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
    const sum = camt('053', [bare(entry)], 'SUM-1');
    for (const _ of ['first', 'again']) {
      expect(await send(sum)).toEqual([
        expect.objectContaining({ status: 'duplicate', position: details[0]?.position, isoStatus: 'ACTC' }),
      ]);
    }
    expect(await bookedSince(before)).toEqual(['10.00', '20.00', '30.00']);
    for (const { settlementId } of details) {
      expect((await confirmationsOf(settlementId)).map(({ data }) => data.messageId)).toEqual(['SUM-1']);
    }
  });

  it('of which a part is not booked yet waits for that one, and one of another amount is refused', async () => {
    const before = await head();
    const entry = batch('in-part', '31.00');
    const future = camt('054', [entry]).replace('<UETR>', '<UETR>x');
    const [first, refused, third] = await send(future);
    expect([first?.status, refused?.status, third?.status]).toEqual(['accepted', 'rejected', 'accepted']);
    expect(await send(camt('053', [bare(entry)]))).toMatchObject([
      { status: 'rejected', reason: 'batch-incomplete' },
    ]);
    expect(await send(camt('053', [{ ...bare(entry), total: '62.00' }]))).toMatchObject([
      { status: 'rejected', reason: 'settlement-differs' },
    ]);
    await send(camt('054', [entry]));
    expect(await send(camt('053', [bare(entry)]))).toMatchObject([{ status: 'duplicate' }]);
    expect((await bookedSince(before)).toSorted()).toEqual(['10.00', '20.00', '31.00']);
  });
});

describe('an entry that was told as one amount', () => {
  it('is what is booked: its payments are parts of it, and pay what they name', async () => {
    const { world } = payments;
    const invoices = await Promise.all(
      ['SUMMED-2026-1', 'SUMMED-2026-2'].map((invoiceNumber) => world.invoice({ invoiceNumber })),
    );
    await world.publish();
    const ids = new Set(invoices.map(({ invoiceId }) => invoiceId));
    await eventually(
      async () =>
        (await world.events('ObligationArisen', ({ invoiceId }) => ids.has(invoiceId))).length === 2,
    );
    const before = await head();
    const [sum] = await send(camt('053', [{ servicerReference: 'SUM-FIRST', total: '1300.00' }]));
    expect(sum?.status).toBe('accepted');
    const transactions = [
      { amount: '300.00', endToEndId: 'SUMMED-2026-1' },
      { amount: '1000.00', endToEndId: 'SUMMED-2026-2', uetr: randomUUID() },
    ];
    const details = { servicerReference: 'SUM-FIRST', total: '1300.00', transactions };
    for (const _ of ['first', 'again']) {
      expect(await send(camt('054', [details], 'DETAILS-1'))).toMatchObject(
        transactions.map(() => ({
          status: 'duplicate',
          settlementId: sum?.settlementId,
          position: sum?.position,
        })),
      );
    }
    expect((await confirmationsOf(sum?.settlementId)).map(({ data }) => data.part?.amount.amount)).toEqual([
      '300.00',
      '1000.00',
    ]);
    const matched = await eventually(async () => {
      const found = await world.events(
        'SettlementMatched',
        ({ settlementId }) => settlementId === sum?.settlementId,
      );
      return found.length === 2 && found;
    });
    const paid = new Map(matched.map(({ data }) => [data.invoiceId, data.amount.amount]));
    expect(invoices.map(({ invoiceId }) => paid.get(invoiceId))).toEqual(['300.00', '1000.00']);
    expect(await bookedSince(before)).toEqual(['1300.00']);
    // What later messages tell of one of them is told of it.
    const uetr = transactions[1]?.uetr ?? '';
    await send(pacs008('SUMMED-8', { uetr }));
    expect(await send(pacs002('SUMMED-2', 'ACCC', { uetr }))).toMatchObject([
      { settlementId: sum?.settlementId },
    ]);
    expect(
      await send(
        camt('054', [
          { servicerReference: 'OTHER', total: '1000.00', transactions: [{ amount: '1000.00', uetr }] },
        ]),
      ),
    ).toMatchObject([{ status: 'duplicate', settlementId: sum?.settlementId }]);
    expect(await bookedSince(before)).toEqual(['1300.00']);
  });

  it('of which a payment was booked by its status shows that it counts twice', async () => {
    const uetr = randomUUID();
    await send(pacs008('TWICE-8', { uetr }));
    await send(pacs002('TWICE-2', 'ACCC', { uetr }));
    await send(camt('053', [{ servicerReference: 'TWICE', total: '1500.00' }]));
    const transactions = [{ amount: '1000.00', uetr }, { amount: '500.00' }];
    const details = camt('054', [{ servicerReference: 'TWICE', total: '1500.00', transactions }]);
    expect(await send(details)).toMatchObject([
      { status: 'rejected', reason: 'booked-in-sum' },
      { status: 'duplicate' },
    ]);
  });
});

it('an entry without a servicer\u2019s reference is known by its own, unless that only counts', async () => {
  for (const [entryReference, third, added] of [
    ['2026-03-30/17', '32.00', []],
    ['17', '33.00', ['63.00']],
  ] as const) {
    const before = await head();
    const { total, transactions } = batch(entryReference, third);
    await send(camt('054', [{ entryReference, total, transactions }]));
    await send(camt('053', [{ entryReference, total }]));
    expect(await bookedSince(before)).toEqual(['10.00', '20.00', third, ...added]);
  }
});

it('whatever order its two forms come in, and however often, an entry counts once', async () => {
  let runs = 0;
  const telling = fc.constantFrom('sum', 'details', 'statement', 'reversed');
  await fc.assert(
    fc.asyncProperty(
      fc.array(telling, { minLength: 2, maxLength: 6 }),
      fc.array(
        fc.record({ cents: fc.integer({ min: 1, max: 99_999 }), own: fc.boolean(), named: fc.boolean() }),
        {
          minLength: 1,
          maxLength: 5,
        },
      ),
      async (tellings, facts) => {
        runs += 1;
        const before = await head();
        const amountOf = (cents: number): string => (cents / 100).toFixed(2);
        const transactions = facts.map(({ cents, own, named }, index) => ({
          amount: amountOf(cents),
          ...((own || facts.length === 1) && { servicerReference: `P${runs}-${index}` }),
          ...(named && { endToEndId: `PE${runs}` }),
        }));
        const total = amountOf(facts.reduce((sum, { cents }) => sum + cents, 0));
        const entry = { servicerReference: `P${runs}`, total };
        const form = {
          sum: () => camt('053', [entry]),
          details: () => camt('054', [{ ...entry, transactions }]),
          statement: () => camt('053', [{ ...entry, transactions }]),
          reversed: () => camt('054', [{ ...entry, transactions: transactions.toReversed() }]),
        };
        for (const each of [...tellings, 'sum', 'details'] as const) {
          for (const { status } of await send(form[each]())) expect(status).not.toBe('rejected');
        }
        const cents = (await bookedSince(before)).reduce(
          (sum, amount) => sum + Math.round(Number(amount) * 100),
          0,
        );
        expect(amountOf(cents)).toBe(total);
      },
    ),
    { seed: SEED, numRuns: 40 },
  );
}, 120_000);
