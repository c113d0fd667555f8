import { camt056, pacs008 } from '../messages/payment-messages.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { recallCalls } from './between-banks.spec-kit.js';

/** Almaty (DEMOKZKA) sends recalls to Karachi (DEMOPKKA); what they are of, and what answers them, comes in another order, or stood before. */
let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());
const { send, listedOf } = recallCalls(() => payments);

describe('a recall without a UETR, of another payment than its assignee told of under the same end-to-end id', () => {
  /** Of the message that both payments were in. */
  const recallOfOther = (id: string, endToEndId: string) =>
    camt056(id, { uetr: '', endToEndId })
      .replace('<OrgnlEndToEndId>', '<OrgnlInstrId>I-2</OrgnlInstrId><OrgnlEndToEndId>')
      .replace('</OrgnlEndToEndId>', '</OrgnlEndToEndId><OrgnlTxId>T-2</OrgnlTxId>');

  it('is not put on that one', async () => {
    const own = await send('karachi-key', pacs008('P8', { uetr: '', endToEndId: 'OT-1' }));
    const recall = recallOfOther('OT-1', 'OT-1');
    expect(await send('almaty-key', recall)).toMatchObject({ status: 'accepted' });
    expect(await listedOf('almaty-key', 'OT-1')).toMatchObject([{ direction: 'sent', status: 'pending' }]);
    expect(await listedOf('karachi-key', 'OT-1')).toEqual([]);
    // Nor where who was sent it posts it, too.
    expect((await send('karachi-key', recall)).paymentId).not.toBe(own.paymentId);
  });

  it('is put on the other one, where its assignee told of both', async () => {
    const both = pacs008('P8', { uetr: '', endToEndId: 'OT-2' })
      .replace(
        /<CdtTrfTxInf>.*<\/CdtTrfTxInf>/s,
        (first) => first + first.replace('I-1', 'I-2').replace('T-1', 'T-2'),
      )
      .replace('<NbOfTxs>1', '<NbOfTxs>2');
    await payments.world.key('both-key', 'demo-bank-both', 'bank', ['DEMOKG22']);
    const { results } = (await payments.bank('both-key').file(both)).body;
    await send('almaty-key', recallOfOther('OT-2', 'OT-2').replaceAll('DEMOPKKA', 'DEMOKG22'));
    expect(await listedOf('both-key', 'OT-2')).toMatchObject([{ paymentId: results[1]?.paymentId }]);
    expect(results[0]?.paymentId).not.toBe(results[1]?.paymentId);
  });
});
