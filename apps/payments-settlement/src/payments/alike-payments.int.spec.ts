import { randomUUID } from 'node:crypto';
import { camt054 } from '../camt054.spec-kit.js';
import { pain001 } from '../messages/further-messages.spec-kit.js';
import { camt056, pacs002, pacs004, pacs008 } from '../messages/payment-messages.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { eventually } from '../trade-world.spec-kit.js';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

type Changes = readonly (readonly [from: string, to: string])[];

const send = async (xml: string) => {
  const { status, body } = await payments.karachi.file(xml);
  expect(status).toBe(200);
  return body.results;
};
/** The transaction of a message, and behind it itself again, each time with other texts. */
const severalOf = (xml: string, ...others: readonly Changes[]): string => {
  const [transaction = ''] = /<(TxInf|CdtTrfTxInf)>.*<\/\1>/s.exec(xml) ?? [];
  const further = others.map((changes) =>
    changes.reduce((text, [from, to]) => text.replace(from, to), transaction),
  );
  return xml.replace(transaction, [transaction, ...further].join(''));
};
const instructed = async (messageId: string) =>
  (await payments.world.events('PaymentInstructed', (data) => data.messageId === messageId)).map(
    ({ data, position }) => [data.paymentId, position, data.amount.amount],
  );
const returned = async (settlementId: string | undefined) =>
  (await payments.world.events('SettlementReturned', (data) => data.settlementId === settlementId)).map(
    ({ data }) => data.amount.amount,
  );
const withoutUetr = (id: string) => pacs008(id, { uetr: '' }).replace('pacs.008.001.08', 'pacs.008.001.07');

describe('payments of one message that it calls the same', () => {
  it.each([
    // Nobody gave the payer a number to tell.
    [
      'NP-1',
      severalOf(pain001('NP-1', 'NOTPROVIDED'), [['1000.00', '2500.00']], [], [['1000.00', '2500.00']]),
      ['1000.00', '2500.00', '1000.00', '2500.00'],
    ],
    [
      'NP-2',
      severalOf(
        withoutUetr('NP-2'),
        [
          ['1000.00', '2500.00'],
          ['T-1', 'T-2'],
          ['I-1', 'I-2'],
        ],
        [['T-1', 'T-3']],
        [],
      ),
      ['1000.00', '2500.00', '1000.00', '1000.00'],
    ],
  ])('are each a payment, and each is known again: %s', async (messageId, xml, amounts) => {
    const first = await send(xml);
    expect(first.map(({ status }) => status)).toEqual(amounts.map(() => 'accepted'));
    const told = await instructed(messageId);
    expect(told).toEqual(
      first
        .map(({ paymentId, position }, index) => [paymentId, position, amounts[index]])
        .toSorted(byPosition),
    );
    expect(new Set(told.map(([paymentId]) => paymentId)).size).toBe(amounts.length);

    expect(await send(xml)).toEqual(first.map((each) => ({ ...each, status: 'duplicate' })));
    expect(await instructed(messageId)).toHaveLength(amounts.length);
  });

  it('are told apart by a later message that names their own reference', async () => {
    const [, second] = await send(severalOf(withoutUetr('NP-3'), [['T-1', 'T-2']]));
    const status = pacs002('NP-4', 'ACSC', { uetr: '' })
      .replace('<OrgnlMsgId>P8', '<OrgnlMsgId>NP-3')
      .replace('<TxSts>', '<OrgnlTxId>T-2</OrgnlTxId><TxSts>');
    expect(await send(status)).toMatchObject([{ status: 'accepted', paymentId: second?.paymentId }]);
  });

  it.each([
    ['status', (id: string) => pacs002(id, 'RJCT', { uetr: '' })],
    ['recall', (id: string) => camt056(id, { uetr: '' })],
  ])(
    'are told apart by a %s that names one reference of two, and none is told what is of no other',
    async (_, of) => {
      const messageId = randomUUID().slice(0, 30);
      const alike = severalOf(withoutUetr(messageId), [
        ['T-1', 'T-2'],
        ['I-1', 'I-2'],
      ]);
      const [first, second] = await send(alike);
      const named = (instructionId: string) =>
        of(randomUUID().slice(0, 30))
          .replace('<OrgnlMsgId>P8', `<OrgnlMsgId>${messageId}`)
          .replace('<OrgnlEndToEndId>', `<OrgnlInstrId>${instructionId}</OrgnlInstrId><OrgnlEndToEndId>`);
      const told = async (instructionId: string) => (await send(named(instructionId)))[0]?.paymentId;
      expect(await told('I-1')).toBe(first?.paymentId);
      expect(await told('I-2')).toBe(second?.paymentId);
      const other = await told('I-3');
      expect(other).toBeDefined();
      expect([first?.paymentId, second?.paymentId]).not.toContain(other);
    },
  );
});

it('returns of one payment, told in one message without references of their own, are each given back, once', async () => {
  for (const first of ['credit', 'returns']) {
    const uetr = randomUUID();
    const credit = camt054([{ uetr }]);
    const returns = severalOf(
      pacs004(randomUUID().slice(0, 30), { uetr, returned: '100.00' }).replace('<RtrId>R-1</RtrId>', ''),
      [['100.00', '250.00']],
      [],
    );
    let settlementId: string | undefined;
    for (const message of first === 'credit' ? [credit, returns, returns] : [returns, credit, returns]) {
      const results = await send(message);
      expect(results.map(({ status }) => status)).not.toContain('rejected');
      settlementId ??= results[0]?.settlementId;
    }
    await eventually(async () => (await returned(settlementId)).length === 3);
    const again = await send(returns);
    expect(again.map(({ status }) => status)).toEqual(['duplicate', 'duplicate', 'duplicate']);
    expect(new Set(again.map(({ returnId }) => returnId)).size).toBe(3);
    expect((await returned(settlementId)).toSorted()).toEqual(['100.00', '100.00', '250.00']);
  }
});

function byPosition(a: readonly unknown[], b: readonly unknown[]): number {
  return Number(a[1]) - Number(b[1]);
}
