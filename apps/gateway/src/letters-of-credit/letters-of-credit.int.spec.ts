import type { Role } from '@corridor/nest-kit';
import { addLetterOfCredit, type CreditFact } from '../spec-kit/credit-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { idOf } from '../spec-kit/payment-rows.js';

const KARACHI = 'demo-bank-karachi';
const ALMATY = 'demo-bank-almaty';
let ledger: FilledLedger;
let gateway: GatewayUnderTest;
let position = 0;

async function addCredit(
  id: number,
  bank: string,
  currency: string,
  facts: readonly CreditFact[],
): Promise<void> {
  await addLetterOfCredit(ledger, { id, bank, currency, position: position + 1 }, facts);
  position += facts.length;
}

beforeAll(async () => {
  ledger = await startFilledLedger();
  // For 1,000.00 and a tenth more; raised by 200.00 and lowered by 50.00. Drawn: 400.00, and 300.00 that were refused and
  // then waived; 100.00 refused for good, and 50.00 withdrawn. Paid: 400.00 in March, 300.00 in May.
  await addCredit(1, KARACHI, 'USD', [
    ['issued', '2026-03-02', { amount: 100_000, most: 110_000 }],
    ['amended', '2026-03-05', { amount: 120_000, most: 132_000 }],
    ['presented', '2026-03-10', { presentation: 1, amount: 40_000 }],
    ['complied', '2026-03-13', { presentation: 1 }],
    ['paid', '2026-03-14', { presentation: 1, amount: 40_000 }],
    ['presented', '2026-03-20', { presentation: 2, amount: 30_000 }],
    // Nine days behind the presentation, four behind the bank's own receipt.
    ['forwarded', '2026-03-25', { presentation: 2 }],
    ['refused', '2026-03-29', { presentation: 2 }],
    ['amended', '2026-04-02', { amount: 115_000, most: 126_500 }],
    ['waived', '2026-04-10', { presentation: 2 }],
    ['presented', '2026-04-11', { presentation: 3, amount: 10_000 }],
    ['refused', '2026-04-12', { presentation: 3 }],
    ['presented', '2026-04-12', { presentation: 4, amount: 5_000 }],
    ['withdrawn', '2026-04-13', { presentation: 4 }],
    ['paid', '2026-05-04', { presentation: 2, amount: 30_000 }],
  ]);
  // Expired in April with 250.00 drawn of 1,000.00, of which the bank said nothing in time.
  await addCredit(2, KARACHI, 'USD', [
    ['issued', '2026-02-27', { amount: 100_000, most: 100_000 }],
    ['presented', '2026-04-01', { presentation: 1, amount: 25_000 }],
    ['precluded', '2026-04-09', { presentation: 1 }],
    ['expired', '2026-04-30'],
  ]);
  // In another currency, called off.
  await addCredit(3, KARACHI, 'JPY', [
    ['issued', '2026-03-31', { amount: 5_000, most: 5_000 }],
    ['cancelled', '2026-04-20'],
  ]);
  await addCredit(4, ALMATY, 'USD', [['issued', '2026-03-15', { amount: 70_000, most: 70_000 }]]);
  await ledger.reach(position);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const FIELDS = `issued issuedAmount { amount } amendments amendedBy { amount } presentations drawn { amount } refusals
  honoured { amount } expiredUnused { amount } available { amount }`;

type Figures = Readonly<Record<string, unknown>>;
/** Each figure as text, amounts without their currency. */
const flat = (row: Figures): string =>
  Object.values(row)
    .map((value) => (value as { amount?: string } | null)?.amount ?? String(value))
    .join(' ');

const answerIn = <Answer>(data: unknown): Answer => (data as { lettersOfCredit: Answer }).lettersOfCredit;

async function asked(args: string, role: Role = 'reporter') {
  const { data, errors } = await gateway.ask(
    `{ lettersOfCredit(${args}) { asOf
      byBank { issuingBank currency ${FIELDS} examinations examinationDays }
      credits { edges { node { letterOfCreditId ${FIELDS} examinations daysExamined positions } } } } }`,
    { role },
  );
  expect(errors).toEqual([]);
  const { byBank, credits } = answerIn<{
    byBank: Figures[];
    credits: { edges: { node: Figures }[] };
  }>(data);
  return { byBank: byBank.map(flat), credits: credits.edges.map(({ node }) => node) };
}

const months = (from: string, to: string, more = '') => `from: "${from}", to: "${to}"${more}`;

it('tells what was issued, amended, drawn, refused, paid and examined in the months, and what is left', async () => {
  // Left: 1,265.00 less 700.00 drawn. Examined for three days and for four.
  expect((await asked(months('2026-03', '2026-03'))).byBank).toEqual([
    `${ALMATY} USD 1 700.00 0 0.00 0 0.00 0 0.00 0.00 700.00 0 null`,
    `${KARACHI} JPY 1 5000 0 0 0 0 0 0 0 0 0 null`,
    `${KARACHI} USD 1 1000.00 1 200.00 2 700.00 1 400.00 0.00 565.00 2 3.50`,
  ]);
  // The second credit expired with 750.00 that nobody had drawn; what was refused, withdrawn or precluded is told as such.
  expect((await asked(months('2026-04', '2026-04'))).byBank).toEqual([
    `${ALMATY} USD 0 0.00 0 0.00 0 0.00 0 0.00 0.00 700.00 0 null`,
    `${KARACHI} USD 0 0.00 1 -50.00 3 250.00 1 0.00 750.00 565.00 1 1.00`,
  ]);
  expect((await asked(months('2026-05', '2026-05'))).byBank).toContain(
    `${KARACHI} USD 0 0.00 0 0.00 0 0.00 0 300.00 0.00 565.00 0 null`,
  );
});

it('is as of a position: a refusal that is waived later is a refusal until then', async () => {
  // Behind the refusal of the second presentation: 1,320.00 less 400.00 can be drawn.
  expect((await asked(months('2026-03', '2026-03', ', asOf: 8'))).byBank).toEqual([
    `${KARACHI} USD 1 1000.00 1 200.00 2 400.00 1 400.00 0.00 920.00 2 3.50`,
  ]);
  expect((await asked(months('2026-03', '2026-03', ', asOf: 0'))).byBank).toEqual([]);
});

it('is explained by the credits that made it, each with its events', async () => {
  const { credits } = await asked(months('2026-04', '2026-04'));
  expect(credits.map(flat)).toEqual([
    `${idOf(1)} 0 0.00 1 -50.00 2 0.00 1 0.00 0.00 565.00 1 1 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15`,
    `${idOf(2)} 0 0.00 0 0.00 1 250.00 0 0.00 750.00 0.00 0 0 16,17,18,19`,
    `${idOf(4)} 0 0.00 0 0.00 0 0.00 0 0.00 0.00 700.00 0 0 22`,
  ]);
});

it('shows a bank the credits that it issued, and nobody else but reporters and operators', async () => {
  const own = (await asked(months('2026-03', '2026-03'))).byBank.filter((row) => row.startsWith(KARACHI));
  expect((await asked(months('2026-03', '2026-03'), 'bank')).byBank).toEqual(own);
  for (const role of ['trader', 'customs'] as const) {
    const { errors } = await gateway.ask('{ lettersOfCredit(from: "2026-03", to: "2026-03") { asOf } }', {
      role,
    });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  }
});

it('goes on page by page', async () => {
  const page = async (after: string) => {
    const { data } = await gateway.ask(
      `{ lettersOfCredit(from: "2026-01", to: "2026-12") { credits(first: 2${after}) {
        edges { node { letterOfCreditId } } pageInfo { hasNextPage endCursor } } } }`,
    );
    return answerIn<{
      credits: {
        edges: { node: { letterOfCreditId: string } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    }>(data).credits;
  };
  const first = await page('');
  const second = await page(`, after: "${first.pageInfo.endCursor}"`);
  expect([...first.edges, ...second.edges].map(({ node }) => node.letterOfCreditId)).toEqual(
    [1, 2, 3, 4].map(idOf),
  );
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
});
