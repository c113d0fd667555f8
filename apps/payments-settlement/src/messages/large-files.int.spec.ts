import { camt054 } from '../camt054.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

/** One entry of so many transactions that say nothing, at the end of its message. */
const batch = (messageId: string, count: number): string =>
  camt054([{ amount: `${count}.00` }], { messageId }).replace(
    /<TxDtls>.*<\/TxDtls>/s,
    '<TxDtls/>'.repeat(count),
  );

it('an entry of more transactions than can be held at once is refused, with what to do', async () => {
  const { status, body } = await payments.karachi.file(batch('TOO-MANY', 150_000));
  expect([status, body]).toMatchObject([
    400,
    {
      code: 'xml-too-large',
      xpath: '/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[1]',
      detail: expect.stringContaining('split it into several entries'),
    },
  ]);
  expect((await payments.world.log()).filter(({ type }) => type === 'MessageReceived')).toEqual([]);
}, 60_000);

it('a long entry has an answer for each of its transactions, while others are served', async () => {
  const answer = payments.karachi.file(batch('MANY', 20_000));
  let [served, isOver] = [0, false];
  void answer.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    expect((await fetch(`${payments.url}/health/live`)).status).toBe(200);
    served += 1;
  }
  const { status, body } = await answer;
  expect(status).toBe(200);
  expect(body.results).toHaveLength(20_000);
  expect(new Set(body.results.map(({ reason }) => reason))).toEqual(new Set(['field-missing']));
  expect(served).toBeGreaterThan(20);
}, 60_000);
