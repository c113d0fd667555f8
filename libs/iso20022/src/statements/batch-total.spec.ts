import type { Elements } from '../markup.spec-kit.js';
import { read } from '../reading.spec-kit.js';
import { camt053, entry, STATEMENT, usd } from './camt053.spec-kit.js';

const XPATH = '/Document/BkToCstmrStmt/Stmt[1]/Ntry[1]';
const charge = (amount: string, also: Elements = {}): Elements => ({ Rcrd: { Amt: usd(amount), ...also } });
const payment = (amount: string, also: Elements = {}): Elements => ({
  Amt: usd(amount),
  CdtDbtInd: 'CRDT',
  ...also,
});

/** The items of one entry of that amount with these transactions. */
const entryOf = (amount: string, transactions: readonly Elements[], also: Elements = {}) =>
  read(camt053([{ ...STATEMENT, Ntry: entry(amount, { ...also, NtryDtls: { TxDtls: transactions } }) }]));

describe('an entry comes to', () => {
  it.each<[string, string, readonly Elements[], Elements?]>([
    ['its transactions', '30', [payment('10'), payment('20')]],
    ['its transactions, each with its sign', '30', [payment('50'), payment('20', { CdtDbtInd: 'DBIT' })]],
    ['its only transaction', '30', [payment('30')]],
    [
      'its transactions less their charges',
      '27',
      [payment('10', { Chrgs: charge('1') }), payment('20', { Chrgs: charge('2') })],
    ],
    [
      'its transactions less charges of its own',
      '27',
      [payment('10'), payment('20')],
      { Chrgs: charge('3') },
    ],
    [
      'its transactions after charges that it says again',
      '30',
      [payment('30', { Chrgs: charge('3') })],
      { Chrgs: charge('3') },
    ],
    [
      'its transactions and charges that are given back',
      '33',
      [payment('30', { Chrgs: charge('3', { CdtDbtInd: 'CRDT' }) })],
    ],
    [
      'nobody knows what, in another currency',
      '30',
      [payment('1', { Amt: { text: '4500', currency: 'KZT' } })],
    ],
    ['nobody knows what, where its only transaction states nothing', '30', [{ Refs: { EndToEndId: 'A' } }]],
  ])('%s', async (_, amount, transactions, also = {}) => {
    const items = await entryOf(amount, transactions, also);
    expect(items.map(({ kind }) => kind)).toEqual(transactions.map(() => 'entry'));
  });

  it.each<[string, string, readonly Elements[], Elements?]>([
    ['more than its transactions', '31', [payment('10'), payment('20')]],
    ['less than its transactions', '29', [payment('10'), payment('20')]],
    ['something else than its only transaction', '31', [payment('30')]],
    [
      'less by charges that are not in it',
      '27',
      [payment('30', { Chrgs: charge('3', { ChrgInclInd: 'false' }) })],
    ],
    [
      'less by charges in another currency',
      '27',
      [payment('30', { Chrgs: { Rcrd: { Amt: { text: '3', currency: 'KZT' } } } })],
    ],
  ])('%s, and is refused with each of them', async (_, amount, transactions, also = {}) => {
    const items = await entryOf(amount, transactions, also);
    expect(items).toMatchObject(
      transactions.map(() => ({ kind: 'rejected', code: 'batch-total-differs', xpath: `${XPATH}/Amt` })),
    );
  });
});

describe('a transaction tells', () => {
  it('how many it is one of, and how many the bank says there are', async () => {
    const NtryDtls = [
      { Btch: { NbOfTxs: '2' }, TxDtls: [payment('10'), payment('20')] },
      { Btch: { NbOfTxs: '3' } },
    ];
    const items = await read(camt053([{ ...STATEMENT, Ntry: entry('30', { NtryDtls }) }]));
    for (const item of items) {
      expect(item).toMatchObject({
        entryTotal: { amount: '30.00', currency: 'USD' },
        batch: { transactions: 2, stated: 5 },
      });
    }
    expect(items).toHaveLength(2);
  });

  it.each<
    [
      string,
      string | undefined,
      readonly (string | undefined)[],
      readonly (string | undefined)[],
      string | undefined,
    ]
  >([
    ['several under one of the entry', 'E', ['A', 'B'], ['A', 'B'], 'E'],
    ['several that share it', undefined, ['E', 'E'], [undefined, undefined], 'E'],
    ['several without any', 'E', [undefined, undefined], [undefined, undefined], 'E'],
    ['one with its own', 'E', ['A'], ['A'], 'E'],
    ['one that has that of the entry', 'E', ['E'], ['E'], undefined],
    ['one without', 'E', [undefined], ['E'], undefined],
  ])('what its entry is called beside it, of %s', async (_, ofEntry, told, own, beside) => {
    const transactions = told.map((reference) =>
      payment('10', reference === undefined ? {} : { Refs: { AcctSvcrRef: reference } }),
    );
    const also = ofEntry === undefined ? {} : { AcctSvcrRef: ofEntry };
    const items = await entryOf(String(told.length * 10), transactions, also);
    expect(
      items.map((item) =>
        item.kind === 'entry' ? [item.accountServicerReference, item.entryServicerReference] : item,
      ),
    ).toEqual(own.map((reference) => [reference, beside]));
  });

  it('nothing of a batch where it is alone and the bank says nothing', async () => {
    expect((await entryOf('30', [payment('30')]))[0]).not.toHaveProperty('batch');
  });

  it('its accounts and banks, what was ordered, the rate, and charges with who took them', async () => {
    const bank = (bic: string): Elements => ({ FinInstnId: { BICFI: bic } });
    const CcyXchg = { SrcCcy: 'EUR', TrgtCcy: 'USD', UnitCcy: 'EUR', XchgRate: '1.0800' };
    const Chrgs = {
      Rcrd: [
        { Amt: usd('3.00'), CdtDbtInd: 'DBIT', ChrgInclInd: 'true', Br: 'SHAR', Agt: bank('IRVTUS3N') },
        { Amt: { text: '0', currency: 'JPY' } },
      ],
    };
    const transaction = payment('30', {
      AmtDtls: { InstdAmt: { Amt: { text: '28.00', currency: 'EUR' } }, TxAmt: { Amt: usd('30'), CcyXchg } },
      Chrgs,
      RltdPties: {
        DbtrAcct: { Id: { Othr: { Id: '0011 2345' } } },
        CdtrAcct: { Id: { IBAN: 'KZ86125KZT5004100100' } },
      },
      RltdAgts: { DbtrAgt: bank('SCBLPKKX'), CdtrAgt: bank('HSBKKZKX') },
    });
    expect((await entryOf('27', [transaction]))[0]).toMatchObject({
      debtorAccount: '0011 2345',
      creditorAccount: 'KZ86125KZT5004100100',
      debtorAgent: 'SCBLPKKX',
      creditorAgent: 'HSBKKZKX',
      instructedAmount: { amount: '28.00', currency: 'EUR' },
      exchangeRate: { source: 'EUR', target: 'USD', unit: 'EUR', rate: '1.08' },
      charges: [
        {
          amount: { amount: '3.00', currency: 'USD' },
          creditDebit: 'DBIT',
          included: true,
          bearer: 'SHAR',
          agent: 'IRVTUS3N',
        },
        { amount: { amount: '0', currency: 'JPY' } },
      ],
    });
  });

  it('the documents that it pays with their amounts, and what of those is none it leaves out', async () => {
    const document = (number: string, also: Elements = {}): Elements => ({ Nb: number, ...also });
    const type = { Tp: { CdOrPrtry: { Cd: 'CINV' } } };
    const Strd = [
      {
        RfrdDocInf: document('INV-1', { ...type, RltdDt: '2026-03-02' }),
        RfrdDocAmt: {
          DuePyblAmt: usd('20.00'),
          DscntApldAmt: [{ Amt: usd('1.00') }, { Amt: usd('0.50') }],
          CdtNoteAmt: usd('0.50'),
          TaxAmt: [{ Tp: { Cd: 'VATA' }, Amt: usd('2.00') }, { Amt: usd('0.25') }],
          AdjstmntAmtAndRsn: [
            { Amt: usd('0.75'), CdtDbtInd: 'DBIT', Rsn: 'ADDL', AddtlInf: 'short' },
            { Amt: { text: 'much', currency: 'USD' } },
          ],
          RmtdAmt: usd('18.00'),
        },
        CdtrRefInf: { Ref: 'RF18' },
      },
      { RfrdDocInf: [document('INV-2'), document('INV-3')], RfrdDocAmt: { RmtdAmt: usd('12.00') } },
      {
        RfrdDocInf: document('INV-4', { RltdDt: 'soon' }),
        RfrdDocAmt: { RmtdAmt: { text: 'much', currency: 'USD' } },
      },
    ];
    const [item] = await entryOf('30', [payment('30', { RmtInf: { Ustrd: 'thanks', Strd } })]);
    const money = (amount: string) => ({ amount, currency: 'USD' });
    expect(item).toMatchObject({
      remittance: ['thanks', 'INV-1', 'RF18', 'INV-2', 'INV-3', 'INV-4'],
      documents: [
        {
          type: { code: 'CINV' },
          number: 'INV-1',
          relatedDate: '2026-03-02',
          creditorReference: 'RF18',
          duePayable: money('20.00'),
          discount: money('1.50'),
          creditNote: money('0.50'),
          tax: money('2.25'),
          adjustments: [{ amount: money('0.75'), creditDebit: 'DBIT', reason: 'ADDL', information: 'short' }],
          remitted: money('18.00'),
        },
        { number: 'INV-2' },
        { number: 'INV-3' },
        { number: 'INV-4' },
      ],
    });
    expect(item?.kind === 'entry' && item.documents?.slice(1)).toEqual([
      { number: 'INV-2' },
      { number: 'INV-3' },
      { number: 'INV-4' },
    ]);
  });

  it('a creditor reference alone with its amount, and the type of a document as its sender calls it', async () => {
    const Strd = [
      { RfrdDocAmt: { RmtdAmt: usd('18.00') }, CdtrRefInf: { Ref: 'RF18' } },
      { CdtrRefInf: { Ref: 'RF19' } },
      { RfrdDocInf: { Tp: { CdOrPrtry: { Prtry: 'note' } }, Nb: 'N-1' } },
    ];
    const [item] = await entryOf('30', [payment('30', { RmtInf: { Strd } })]);
    expect(item).toMatchObject({ remittance: ['RF18', 'RF19', 'N-1'] });
    expect(item?.kind === 'entry' && item.documents).toEqual([
      { creditorReference: 'RF18', remitted: { amount: '18.00', currency: 'USD' } },
      { type: { proprietary: 'note' }, number: 'N-1' },
    ]);
  });

  it.each<[string, Elements]>([
    ['RltdAgts/DbtrAgt/FinInstnId/BICFI', { RltdAgts: { DbtrAgt: { FinInstnId: { BICFI: 'SCBL' } } } }],
    ['Chrgs/Rcrd[1]/Br', { Chrgs: charge('1', { Br: 'ALL' }) }],
    ['AmtDtls/TxAmt/CcyXchg/XchgRate', { AmtDtls: { TxAmt: { Amt: usd('1'), CcyXchg: { XchgRate: '0' } } } }],
    ['AmtDtls/InstdAmt/Amt', { AmtDtls: { InstdAmt: { Amt: usd('-1') } } }],
  ])('a fault at %s', async (path, also) => {
    expect(await entryOf('1', [payment('1', also)])).toMatchObject([
      { kind: 'rejected', xpath: `${XPATH}/NtryDtls[1]/TxDtls[1]/${path}` },
    ]);
  });
});
