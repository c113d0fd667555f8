import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { settlementOf } from '../bank-client.spec-kit.js';
import { pacs002, pacs004, pacs008 } from '../messages/payment-messages.spec-kit.js';
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
      expect((await confirmationsOf(settlementId)).map(({ data }) => [data.messageId, data.entry])).toEqual([
        [
          'SUM-1',
          { accountServicerReference: 'B-details-first', amount: { amount: '60.00', currency: 'USD' } },
        ],
      ]);
    }
  });

  it('of which a part is not booked yet waits for that one, and one of another amount is refused', async () => {
    const before = await head();
    const entry = batch('in-part', '31.00');
    const future = camt('054', [entry]).replace('<UETR>', '<UETR>x');
    const [first, refused, third] = await send(future);
    expect([first?.status, refused?.status, third?.status]).toEqual(['accepted', 'rejected', 'accepted']);
    expect(await send(camt('053', [bare(entry)]))).toMatchObject([
      { status: 'rejected', isoStatus: 'PDNG', reason: 'batch-incomplete' },
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
  it('is what is booked: details that come later book nothing, and say where their money is', async () => {
    const before = await head();
    const [sum] = await send(camt('053', [{ servicerReference: 'SUM-FIRST', total: '1300.00' }]));
    expect(sum?.status).toBe('accepted');
    const uetr = randomUUID();
    const transactions = [
      { amount: '300.00', endToEndId: 'SUMMED-2026-1' },
      { amount: '1000.00', endToEndId: 'SUMMED-2026-2', uetr },
    ];
    const details = { servicerReference: 'SUM-FIRST', total: '1300.00', transactions };
    const inSum = {
      status: 'duplicate',
      isoStatus: 'ACTC',
      reason: 'booked-in-sum',
      settlementId: sum?.settlementId,
    };
    for (const _ of ['first', 'again']) {
      expect(await send(camt('054', [details], 'DETAILS-1'))).toMatchObject(
        transactions.map(() => ({ ...inSum, position: sum?.position })),
      );
    }
    expect(await confirmationsOf(sum?.settlementId)).toEqual([]);
    // What later messages tell of one of them adds nothing either.
    await send(pacs008('SUMMED-8', { uetr }));
    expect(await send(pacs002('SUMMED-2', 'ACCC', { uetr }))).toMatchObject([
      { settlementId: sum?.settlementId, reason: 'booked-in-sum' },
    ]);
    const alone = {
      servicerReference: 'OTHER',
      total: '1000.00',
      transactions: [{ amount: '1000.00', uetr }],
    };
    expect(await send(camt('054', [alone]))).toMatchObject([inSum]);
    expect(await bookedSince(before)).toEqual(['1300.00']);
    // Of the amount a return of one would take what paid for others.
    expect(await send(pacs004('SUMMED-R', { uetr, amount: '1000.00', returned: '1000.00' }))).toMatchObject([
      { status: 'rejected', reason: 'original-in-sum' },
    ]);
    expect(
      await payments.world.events('SettlementReturned', (data) => data.settlementId === sum?.settlementId),
    ).toEqual([]);
  });

  it('is not that of details of another amount: these are refused', async () => {
    await send(camt('053', [{ servicerReference: 'SUM-OTHER', total: '69.00' }]));
    const { transactions } = batch('sum-other', '39.00');
    const details = { servicerReference: 'SUM-OTHER', total: '70.00', transactions };
    const answers = await send(
      camt('054', [{ ...details, transactions: [...transactions, { amount: '1.00' }] }]),
    );
    expect(answers.map(({ reason }) => reason)).toEqual(answers.map(() => 'settlement-differs'));
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

it('one amount that says itself to be a batch adds nothing behind its details, and waits for them before', async () => {
  const before = await head();
  const entry = batch('stated', '40.00');
  const says = (xml: string) =>
    xml.replace('<BkTxCd/>\n', '<BkTxCd/><NtryDtls><Btch><NbOfTxs>3</NbOfTxs></Btch></NtryDtls>');
  const sum = says(camt('053', [bare(entry)]));
  expect(sum).toContain('NbOfTxs');
  expect(await send(sum)).toMatchObject([{ status: 'rejected', reason: 'batch-not-detailed' }]);
  await send(camt('054', [entry]));
  expect(await send(sum)).toMatchObject([{ status: 'duplicate', isoStatus: 'ACTC' }]);
  expect(await bookedSince(before)).toEqual(['10.00', '20.00', '40.00']);
});

it('the sum of an entry in JSON is told to its details, under a key that is kept for it alone', async () => {
  const transactions = Array.from({ length: 300 }, (_, at) => ({
    amount: '1.00',
    servicerReference: `L-${at}`,
  }));
  const details = await send(camt('054', [{ servicerReference: 'B-300', total: '300.00', transactions }]));
  const ids = new Set(details.map(({ settlementId }) => settlementId));
  const body = settlementOf({
    account: ACCOUNT,
    amount: { amount: '300.00', currency: 'USD' },
    bookedOn: '2026-03-30',
    valueDate: '2026-03-31',
    references: { accountServicerReference: 'B-300' },
  });
  const first = await payments.karachi.settlement(body, 'sum-in-json');
  expect(ids).toContain(first.body.settlementId);
  const told = await payments.world.events('SettlementConfirmed', (data) => ids.has(data.settlementId));
  expect(told).toHaveLength(300);
  // As if the process had ended right behind the append.
  await payments.world.owner.query('DELETE FROM payments.answered_keys');
  const again = await payments.karachi.settlement(body, 'sum-in-json');
  expect(ids).toContain(again.body.settlementId);
});

it('details wait for the sum of their entry while that is booked, and are no refusal where it takes longer', async () => {
  const before = await head();
  const { total, transactions } = batch('in-flight', '34.00');
  const entry = { servicerReference: 'B-in-flight', total };
  // A claim whose booking is under way elsewhere.
  const [sum] = await send(camt('053', [{ ...entry, servicerReference: 'B-in-flight-x' }]));
  await payments.world.owner.query(
    'UPDATE payments.credit_names SET settlement_id = $2 WHERE settlement_id = $1',
    [sum?.settlementId, randomUUID()],
  );
  const details = camt('054', [{ ...entry, servicerReference: 'B-in-flight-x', transactions }]);
  expect(await send(details)).toMatchObject(
    transactions.map(() => ({ status: 'rejected', isoStatus: 'PDNG', reason: 'batch-incomplete' })),
  );
  expect(await bookedSince(before)).toEqual([total]);
});

/** What no other message of the tests tells: without a reference of its own, that is what it is known by. */
let thirds = 50;

it.each<[string, 'both' | 'reference', 'both' | 'reference' | 'servicer']>([
  ['both', 'both', 'reference'],
  ['the one', 'reference', 'both'],
  ['both, too,', 'both', 'servicer'],
])(
  'an entry that is told by %s of its names is the same by another, whichever form comes first',
  async (_, one, other) => {
    for (const order of ['details', 'sum'] as const) {
      const before = await head();
      const run = `${one}-${other}-${order}`;
      thirds += 1;
      const third = `${thirds}.00`;
      const { total, transactions } = batch(run, third);
      const named = (by: 'both' | 'reference' | 'servicer') => ({
        ...(by !== 'reference' && { servicerReference: `N-${run}` }),
        ...(by !== 'servicer' && { entryReference: `R-${run}` }),
        total,
      });
      const forms = [
        () => camt('054', [{ ...named(order === 'details' ? one : other), transactions }]),
        () => camt('053', [named(order === 'details' ? other : one)]),
      ];
      for (const form of order === 'details' ? forms : forms.toReversed()) await send(form());
      expect(await bookedSince(before)).toEqual(order === 'details' ? ['10.00', '20.00', third] : [total]);
    }
  },
);

it('two entries with references of their servicer that differ are two, though the account holder calls them alike', async () => {
  const before = await head();
  const entry = { entryReference: 'R-ALIKE', total: '36.00' };
  await send(camt('053', [{ ...entry, servicerReference: 'N-ALIKE-1' }]));
  await send(camt('053', [{ ...entry, servicerReference: 'N-ALIKE-2' }]));
  const transactions = [{ amount: '16.00' }, { amount: '20.00' }];
  await send(camt('054', [{ ...entry, servicerReference: 'N-ALIKE-3', transactions }]));
  expect(await bookedSince(before)).toEqual(['36.00', '36.00', '16.00', '20.00']);
});

it('the names of entries are the same where they are made anew from the log', async () => {
  const tellings = ['sum', 'details'] as const;
  const before = await head();
  const formsOf = (each: (typeof tellings)[number], run: string) => {
    const { total, transactions } = batch(run, each === 'sum' ? '37.00' : '38.00');
    const first = { entryReference: `2026-03-30/${run}`, total };
    const second = { ...first, servicerReference: `S-${run}` };
    const last = { servicerReference: `S-${run}`, total };
    return { first, second, last, transactions };
  };
  const forms = new Map(tellings.map((each) => [each, formsOf(each, `anew-${each}`)]));
  for (const [each, { first, second, transactions }] of forms) {
    await send(each === 'sum' ? camt('053', [first]) : camt('054', [{ ...first, transactions }]));
    // A second sum tells the other name.
    await send(camt('053', [second]));
  }
  const booked = await bookedSince(before);
  const names = async () => {
    const { rows } = await payments.world.owner.query(
      'SELECT name::text, kind, settlement_id::text FROM payments.credit_names ORDER BY name',
    );
    return rows;
  };
  const claimed = await names();
  const until = await head();
  await payments.world.owner.query('TRUNCATE payments.credit_names, payments.entry_details');
  await payments.world.owner.query("UPDATE payments.list_checkpoints SET position = 0 WHERE list = 'names'");
  await eventually(async () => {
    const { rows } = await payments.world.owner.query(
      "SELECT position FROM payments.list_checkpoints WHERE list = 'names'",
    );
    return Number(rows[0].position) >= until;
  });
  const own = new Set(
    (await payments.world.events('SettlementBooked'))
      .filter(({ position }) => position > before)
      .map(({ data }) => data.settlementId),
  );
  const ofRun = (rows: readonly { readonly settlement_id: string }[]) =>
    rows.filter(({ settlement_id }) => own.has(settlement_id));
  expect(ofRun(await names())).toEqual(ofRun(claimed));
  for (const { first, last, transactions } of forms.values()) {
    for (const entry of [first, last]) {
      await send(camt('053', [entry]));
      await send(camt('054', [{ ...entry, transactions }]));
    }
  }
  expect(await bookedSince(before)).toEqual(booked);
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
  const telling = fc.record({
    form: fc.constantFrom('sum', 'details', 'statement', 'reversed'),
    by: fc.constantFrom('both', 'servicer', 'reference'),
  });
  await fc.assert(
    fc.asyncProperty(
      // The first tells both names: by what no message had in common nobody can know it.
      fc
        .array(telling, { minLength: 2, maxLength: 6 })
        .map(([first, ...rest]) =>
          [{ ...first, by: 'both' } as typeof first, ...rest].flatMap((each) => each ?? []),
        ),
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
        // A reference of the only payment would be taken for the entry's where that has none.
        const transactionsOf = (by: keyof typeof named) =>
          facts.map(({ cents, own, named }, index) => ({
            amount: amountOf(cents),
            ...((facts.length === 1 ? by !== 'reference' : own) && {
              servicerReference: `P${runs}-${index}`,
            }),
            ...(named && { endToEndId: `PE${runs}` }),
          }));
        const total = amountOf(facts.reduce((sum, { cents }) => sum + cents, 0));
        const named = {
          both: { servicerReference: `P${runs}`, entryReference: `R${runs}`, total },
          servicer: { servicerReference: `P${runs}`, total },
          reference: { entryReference: `R${runs}`, total },
        };
        const form = {
          sum: (entry: Entry) => camt('053', [entry]),
          details: (entry: Entry, transactions: readonly Transaction[]) =>
            camt('054', [{ ...entry, transactions }]),
          statement: (entry: Entry, transactions: readonly Transaction[]) =>
            camt('053', [{ ...entry, transactions }]),
          reversed: (entry: Entry, transactions: readonly Transaction[]) =>
            camt('054', [{ ...entry, transactions: transactions.toReversed() }]),
        };
        const last = [
          { form: 'sum', by: 'reference' },
          { form: 'details', by: 'servicer' },
        ] as const;
        for (const each of [...tellings, ...last]) {
          for (const { status } of await send(form[each.form](named[each.by], transactionsOf(each.by)))) {
            expect(status).not.toBe('rejected');
          }
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
