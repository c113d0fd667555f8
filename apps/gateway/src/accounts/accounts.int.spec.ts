import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addPosting } from '../spec-kit/payment-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  ledger = await startFilledLedger();
  gateway = await startGatewayUnderTest(ledger.url);
  for (const row of [
    { position: 1, line: 1, account: 'nostro', side: 'debit', minor: 10_000, totals: [10_000, 0] },
    { position: 1, line: 2, account: 'suspense', side: 'credit', minor: 10_000, totals: [0, 10_000] },
    { position: 2, line: 1, account: 'suspense', side: 'debit', minor: 6_000, totals: [6_000, 10_000] },
    { position: 2, line: 2, account: 'vostro', side: 'credit', minor: 6_000, totals: [0, 6_000] },
    { position: 3, line: 1, account: 'suspense', side: 'debit', minor: 1_000, totals: [7_000, 10_000] },
    { position: 3, line: 2, account: 'suspense', side: 'debit', minor: 500, totals: [7_500, 10_000] },
    { position: 3, line: 3, account: 'nostro', side: 'credit', minor: 1_500, totals: [10_000, 1_500] },
    { position: 4, line: 1, account: 'nostro', side: 'debit', minor: 7, totals: [7, 0], currency: 'JPY' },
    { position: 4, line: 2, account: 'suspense', side: 'credit', minor: 7, totals: [0, 7], currency: 'JPY' },
    {
      position: 5,
      line: 1,
      account: 'nostro',
      side: 'debit',
      minor: 1,
      totals: [1, 0],
      of: 'demo-bank-lahore',
    },
    {
      position: 5,
      line: 2,
      account: 'suspense',
      side: 'credit',
      minor: 1,
      totals: [0, 1],
      of: 'demo-bank-lahore',
    },
    { position: 6, line: 1, account: 'nostro', side: 'debit', minor: 900, totals: [900, 0], demo: true },
    { position: 6, line: 2, account: 'suspense', side: 'credit', minor: 900, totals: [0, 900], demo: true },
  ] as const) {
    await addPosting(ledger, row);
  }
  await ledger.reach(6);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

async function answerOf<Answer>(query: string, role: 'reporter' | 'bank' = 'reporter'): Promise<Answer> {
  const { data, errors } = await gateway.ask(query, { role });
  expect(errors).toEqual([]);
  return data as Answer;
}

const BALANCE =
  'trialBalance(asOf: $AT) { asOf accounts { account of balance { amount currency } } currencies { currency debits { amount } credits { amount } } }';
const trialBalance = async (asOf: number, role?: 'bank') =>
  (await answerOf<{ trialBalance: object }>(`{ ${BALANCE.replace('$AT', String(asOf))} }`, role))
    .trialBalance;

describe('the trial balance', () => {
  it('is what every account came to, and its debits equal its credits', async () => {
    expect(await trialBalance(3)).toEqual({
      asOf: 3,
      accounts: [
        { account: 'NOSTRO', of: 'demo-bank-karachi', balance: { amount: '85.00', currency: 'USD' } },
        { account: 'SUSPENSE', of: 'demo-bank-karachi', balance: { amount: '-25.00', currency: 'USD' } },
        { account: 'VOSTRO', of: 'demo-bank-karachi', balance: { amount: '-60.00', currency: 'USD' } },
      ],
      currencies: [{ currency: 'USD', debits: { amount: '175.00' }, credits: { amount: '175.00' } }],
    });
  });

  it('is as of any position', async () => {
    expect(await trialBalance(0)).toEqual({ asOf: 0, accounts: [], currencies: [] });
    expect(await trialBalance(1)).toMatchObject({
      accounts: [
        { account: 'NOSTRO', balance: { amount: '100.00' } },
        { account: 'SUSPENSE', balance: { amount: '-100.00' } },
      ],
    });
    expect(await trialBalance(5)).toMatchObject({
      currencies: [
        { currency: 'JPY', debits: { amount: '7' }, credits: { amount: '7' } },
        { currency: 'USD', debits: { amount: '175.01' }, credits: { amount: '175.01' } },
      ],
    });
  });

  it('adds nothing of the demo to what is real', async () => {
    const { trialBalance } = await answerOf<{ trialBalance: object }>(
      '{ trialBalance { accounts { account of demo balance { amount } } currencies { currency demo debits { amount } credits { amount } } } }',
    );
    expect(trialBalance).toMatchObject({
      currencies: [
        { currency: 'JPY', demo: false, debits: { amount: '7' } },
        { currency: 'USD', demo: false, debits: { amount: '175.01' }, credits: { amount: '175.01' } },
        { currency: 'USD', demo: true, debits: { amount: '9.00' }, credits: { amount: '9.00' } },
      ],
    });
    const { accounts } = trialBalance as { accounts: { of: string; demo: boolean }[] };
    expect(accounts.filter(({ demo }) => demo)).toEqual([
      { account: 'NOSTRO', of: 'demo-bank-karachi', demo: true, balance: { amount: '9.00' } },
      { account: 'SUSPENSE', of: 'demo-bank-karachi', demo: true, balance: { amount: '-9.00' } },
    ]);
  });

  it('shows a bank its own accounts, and nothing to traders', async () => {
    const own = (await trialBalance(5, 'bank')) as { accounts: { of: string }[] };
    expect(new Set(own.accounts.map(({ of }) => of))).toEqual(new Set(['demo-bank-karachi']));
    const { errors } = await gateway.ask('{ trialBalance { asOf } }', { role: 'trader' });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});

describe('the statement of an account', () => {
  const statement = (args: string, fields: string) =>
    `{ accountStatement(account: SUSPENSE, of: "demo-bank-karachi", currency: "USD"${args}) { ${fields} } }`;
  type Page = {
    accountStatement: {
      lines: { edges: { node: object }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
  };

  it('is its lines with what it came to behind each, page by page', async () => {
    const fields = (args: string) =>
      `count balance { amount } lines(first: 2${args}) { edges { node { position amount { amount } balance { amount } } } pageInfo { hasNextPage endCursor } }`;
    const first = await answerOf<Page>(statement('', fields('')));
    const { pageInfo } = first.accountStatement.lines;
    const second = await answerOf<Page>(statement('', fields(`, after: "${pageInfo.endCursor}"`)));
    const line = (position: number, amount: string, balance: string) => ({
      node: { position, amount: { amount }, balance: { amount: balance } },
    });
    expect(first.accountStatement).toMatchObject({ count: 4, balance: { amount: '-25.00' } });
    expect([first.accountStatement.lines.edges, second.accountStatement.lines.edges]).toEqual([
      [line(1, '-100.00', '-100.00'), line(2, '60.00', '-40.00')],
      // Two lines of one event: the page goes on between them.
      [line(3, '10.00', '-30.00'), line(3, '5.00', '-25.00')],
    ]);
    expect(second.accountStatement.lines.pageInfo.hasNextPage).toBe(false);
  });

  it('is as of a position, and empty where nothing was posted', async () => {
    expect(await answerOf(statement(', asOf: 1', 'count balance { amount }'))).toEqual({
      accountStatement: { count: 1, balance: { amount: '-100.00' } },
    });
    expect(
      await answerOf(
        '{ accountStatement(account: FEES, of: "demo-bank-karachi", currency: "USD") { count } }',
      ),
    ).toEqual({ accountStatement: { count: 0 } });
  });

  it('is of what is real, or of the demo where that is asked for', async () => {
    const fields = 'count demo balance { amount } lines { edges { node { position } } }';
    expect(await answerOf(statement(', demo: true', fields))).toEqual({
      accountStatement: {
        count: 1,
        demo: true,
        balance: { amount: '-9.00' },
        lines: { edges: [{ node: { position: 6 } }] },
      },
    });
    expect(await answerOf(statement('', 'count demo'))).toEqual({
      accountStatement: { count: 4, demo: false },
    });
  });

  it('of another bank does not exist for a bank', async () => {
    const query = '{ accountStatement(account: NOSTRO, of: "demo-bank-lahore", currency: "USD") { count } }';
    expect(await answerOf(query, 'bank')).toEqual({ accountStatement: null });
    expect(await answerOf(query)).toEqual({ accountStatement: { count: 1 } });
  });
});
