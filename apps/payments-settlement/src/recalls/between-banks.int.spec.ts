import { randomUUID } from 'node:crypto';
import { camt054 } from '../camt054.spec-kit.js';
import { camt029 } from '../messages/further-messages.spec-kit.js';
import { camt056, pacs008 } from '../messages/payment-messages.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { ALMATY, eventually, KARACHI } from '../trade-world.spec-kit.js';
import { recallCalls } from './between-banks.spec-kit.js';

/** Almaty (DEMOKZKA) sends recalls to Karachi (DEMOPKKA), by files that it posts itself. */
let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
  await payments.world.key('tashkent-key', 'demo-bank-tashkent', 'bank', ['DEMOUZ22']);
  await payments.world.key('unnamed-key', 'demo-bank-unnamed', 'bank');
});
afterAll(() => payments.stop());

const { client, send, listed, listedOf, answer } = recallCalls(() => payments);
const xmlOf = async (key: string, recallId: string): Promise<string> => {
  const headers = { authorization: `Bearer ${key}` };
  return (await fetch(`${payments.url}/v1/recalls/${recallId}/answer`, { headers })).text();
};
/** What of a payment's messages tells of recalls. */
const messages = async (key: string, uetr: string) => {
  const [item] = (await client(key).get(`/v1/settlements?uetr=${uetr}`)).body.items;
  return item.messages
    .filter(({ type }: { type: string }) => type.startsWith('Recall'))
    .map(({ type, status }: { type: string; status?: string }) => [type, status]);
};
/** Which banks have which events of a recall. */
const events = async (uetr: string) => {
  const { world } = payments;
  const sent = await world.events('RecallSent', ({ original }) => original.uetr === uetr);
  const requested = await world.events('RecallRequested', ({ original }) => original.uetr === uetr);
  const ids = [...sent, ...requested].map(({ data }) => data.recallId);
  const answered = await world.events('RecallAnswered', ({ recallId }) => ids.includes(recallId));
  return {
    sent: sent.map(({ data }) => data.bank),
    requested: requested.map(({ data }) => data.bank),
    answered: answered.map(({ data }) => [data.bank, data.status]),
  };
};
/** A payment that both banks have told of. */
async function known(): Promise<string> {
  const uetr = randomUUID();
  await send('almaty-key', pacs008(`A-${uetr.slice(0, 8)}`, { uetr }));
  await send('karachi-key', camt054([{ uetr }]));
  return uetr;
}
const UNANSWERED = { status: 'accepted', isoStatus: 'PDNG', reason: 'recall-unanswered' };

describe('a recall that a bank sends to another one', () => {
  it('stands with both, and who was sent it answers for both, in one append', async () => {
    const uetr = await known();
    const { recallId = '', ...result } = await send('almaty-key', camt056('BB-1', { uetr }));
    expect(result).toMatchObject(UNANSWERED);
    const [own] = await listed('almaty-key', uetr, '&direction=sent');
    expect(own).toMatchObject({ recallId, bank: ALMATY, direction: 'sent', status: 'pending' });
    expect(own.answered).toBeUndefined();
    expect(await listed('almaty-key', uetr, '&direction=received')).toEqual([]);
    const [theirs] = await listed('karachi-key', uetr);
    expect(theirs).toMatchObject({
      bank: KARACHI,
      direction: 'received',
      status: 'pending',
      isoStatus: 'PDCR',
      assigner: 'DEMOKZKA',
      assignee: 'DEMOPKKA',
      caseId: 'CASE-BB-1',
      reasons: [{ code: 'DUPL' }],
    });
    expect(await listed('karachi-key', uetr, '&direction=sent')).toEqual([]);

    // Who asks does not answer.
    const refused = await answer('almaty-key', recallId, { answer: 'accepted' });
    expect([refused.status, refused.body.code]).toEqual([403, 'not-the-assignee']);
    expect(refused.body.detail).toContain('DEMOPKKA');
    expect((await answer('almaty-key', theirs.recallId)).status).toBe(404);
    expect((await answer('karachi-key', recallId)).status).toBe(404);

    const { body } = await answer('karachi-key', theirs.recallId);
    expect(body.status).toBe('rejected');
    const [answered] = await listed('almaty-key', uetr);
    expect(answered).toMatchObject({
      status: 'rejected',
      answered: { by: 'bank', messageId: body.messageId, position: body.position - 1 },
    });
    for (const [key, id] of [
      ['almaty-key', recallId],
      ['karachi-key', theirs.recallId],
    ] as const) {
      const xml = await xmlOf(key, id);
      for (const part of [
        body.messageId,
        '<Cd>CUST</Cd>',
        'CASE-BB-1',
        /<Assgnr>.*DEMOPKKA.*<Assgne>.*DEMOKZKA/s,
      ]) {
        expect(xml).toMatch(part);
      }
    }
    expect(await messages('almaty-key', uetr)).toEqual([
      ['RecallSent', undefined],
      ['RecallAnswered', 'RJCR'],
    ]);
    expect(await messages('karachi-key', uetr)).toEqual([
      ['RecallRequested', undefined],
      ['RecallAnswered', 'PDCR'],
      ['RecallAnswered', 'RJCR'],
    ]);
    const outgoing = await client('almaty-key').get('/v1/outgoing?types=RecallSent,RecallAnswered');
    expect(outgoing.body.items.map(({ type }: { type: string }) => type)).toEqual([
      'RecallSent',
      'RecallAnswered',
    ]);
    const told = await client('karachi-key').get('/v1/outgoing?types=RecallRequested');
    expect(told.body.items).toMatchObject([{ data: { recallId: theirs.recallId } }]);
  });

  it('is answered by a camt.029 as well', async () => {
    const uetr = await known();
    await send('almaty-key', camt056('BB-2', { uetr }));
    await send('karachi-key', camt029('BB-2-A', 'CASE-BB-2', { uetr }));
    expect(await listed('almaty-key', uetr)).toMatchObject([
      { status: 'rejected', answered: { format: 'camt.029.001.09', messageId: 'BB-2-A' } },
    ]);
  });

  it('is told once, however often and by whom it is told', async () => {
    const uetr = await known();
    const file = camt056('BB-3', { uetr });
    const { recallId } = await send('almaty-key', file);
    expect(await send('almaty-key', file)).toMatchObject({
      ...UNANSWERED,
      status: 'duplicate',
      recallId,
    });
    expect(await send('karachi-key', file)).toMatchObject({ status: 'duplicate', isoStatus: 'PDNG' });
    expect(await events(uetr)).toEqual({
      sent: [ALMATY],
      requested: [KARACHI],
      answered: [[KARACHI, 'PDCR']],
    });
  });

  it('that its assignee told of and answered before is answered at once, to who asked alone', async () => {
    const uetr = await known();
    const { recallId = '' } = await send('karachi-key', camt056('BB-4', { uetr }));
    await answer('karachi-key', recallId, { answer: 'accepted' });
    // Another bank asks under the very same names.
    await send('tashkent-key', camt056('BB-4', { uetr, from: 'DEMOUZ22' }));
    await send('almaty-key', camt056('BB-4', { uetr }));
    expect(await listed('tashkent-key', uetr)).toMatchObject([{ direction: 'sent', status: 'pending' }]);
    expect(await listed('almaty-key', uetr)).toMatchObject([{ direction: 'sent', status: 'accepted' }]);
    expect((await events(uetr)).requested).toEqual([KARACHI]);
  });

  it('is answered alike where nobody has the payment, and passed on once its assignee has', async () => {
    const uetr = randomUUID();
    const result = await send('almaty-key', camt056('BB-5', { uetr }));
    const { message } = await send('almaty-key', camt056('BB-6', { uetr: await known() }));
    expect(result).toMatchObject({ ...UNANSWERED, message });
    expect(await listed('karachi-key', uetr)).toEqual([]);
    await send('karachi-key', pacs008('BB-5-P', { uetr }));
    const { recallId } = await eventually(async () => (await listed('karachi-key', uetr))[0]);
    await answer('karachi-key', recallId);
    expect(await listed('almaty-key', uetr)).toMatchObject([{ status: 'rejected' }]);
    expect(await events(uetr)).toMatchObject({ sent: [ALMATY], requested: [KARACHI] });
  });

  it('that names its payment by its own ids finds it, too', async () => {
    const facts = { uetr: '', endToEndId: 'BB-7' };
    await send('karachi-key', pacs008('P8', facts));
    await send('almaty-key', camt056('BB-7', facts));
    const [theirs] = await listedOf('karachi-key', 'BB-7');
    await answer('karachi-key', theirs.recallId);
    expect(await listedOf('almaty-key', 'BB-7')).toMatchObject([{ endToEndId: 'BB-7', status: 'rejected' }]);
  });

  it('to a bank outside is answered by the camt.029 that comes of it, from no other bank', async () => {
    const uetr = randomUUID();
    await send('almaty-key', camt056('BB-8', { uetr, to: 'DEMORUMM' }));
    const wrong = camt029('BB-8-A', 'CASE-BB-8', { uetr });
    expect(await send('almaty-key', wrong)).toMatchObject({ reason: 'answer-from-other' });
    const right = wrong.replace('DEMOPKKA', 'DEMORUMM').replaceAll('BB-8-A', 'BB-8-B');
    expect(await send('almaty-key', right)).toMatchObject({ status: 'accepted' });
    expect(await listed('almaty-key', uetr)).toMatchObject([
      { status: 'rejected', answered: { messageId: 'BB-8-B' } },
    ]);
  });

  it('that has its answer is not passed on any more', async () => {
    const uetr = randomUUID();
    const file = camt056('BB-14', { uetr });
    await send('almaty-key', file);
    await send('almaty-key', camt029('BB-14-A', 'CASE-BB-14', { uetr }));
    await send('karachi-key', pacs008('BB-14-P', { uetr }));
    expect(await send('almaty-key', file)).toMatchObject({ status: 'duplicate', isoStatus: 'ACTC' });
    expect(await events(uetr)).toEqual({ sent: [ALMATY], requested: [], answered: [[ALMATY, 'RJCR']] });
  });

  it('has the answer that its assignee gives here, in place of what its sender told of it', async () => {
    const uetr = await known();
    await send('almaty-key', camt056('BB-9', { uetr }));
    const told = camt029('BB-9-A', 'CASE-BB-9', { uetr });
    await send('almaty-key', told);
    const [theirs] = await listed('karachi-key', uetr);
    expect(theirs.status).toBe('pending');
    expect((await answer('karachi-key', theirs.recallId, { answer: 'accepted' })).status).toBe(200);
    expect(await listed('almaty-key', uetr)).toMatchObject([{ status: 'accepted' }]);
    expect(await messages('almaty-key', uetr)).toEqual([
      ['RecallSent', undefined],
      ['RecallAnswered', 'RJCR'],
      ['RecallAnswered', 'ACCR'],
    ]);
    // It stays.
    expect(await send('almaty-key', told)).toMatchObject({ status: 'duplicate' });
    const other = await send('almaty-key', camt029('BB-9-B', 'CASE-BB-9', { uetr }));
    expect(other).toMatchObject({ status: 'rejected', reason: 'illegal-step' });
  });

  it('is in the name of nobody else, and of a bank whose BIC is known', async () => {
    const uetr = await known();
    const file = camt056('BB-10', { uetr });
    const foreign = await send('tashkent-key', file);
    expect(foreign).toMatchObject({ status: 'rejected', isoStatus: 'RJCT', reason: 'assigner-other' });
    expect(foreign.message).toContain('DEMOUZ22');
    expect(await send('unnamed-key', file)).toMatchObject({
      status: 'rejected',
      isoStatus: 'PDNG',
      reason: 'bank-bic-unknown',
    });
    expect(await events(uetr)).toEqual({ sent: [], requested: [], answered: [] });
  });

  it('to a BIC that stands with keys of two banks goes to neither', async () => {
    const uetr = randomUUID();
    for (const bank of ['demo-bank-first', 'demo-bank-second']) {
      await payments.world.key(`${bank}-key`, bank, 'bank', ['DEMOTJ22']);
      await send(`${bank}-key`, pacs008(`BB-12-${bank}`, { uetr }));
    }
    const file = camt056('BB-12', { uetr, to: 'DEMOTJ22' });
    expect(await send('almaty-key', file)).toMatchObject(UNANSWERED);
    expect(await events(uetr)).toEqual({ sent: [ALMATY], requested: [], answered: [] });
  });

  it('of a whole message goes with each payment of it', async () => {
    const uetr = randomUUID();
    for (const key of ['almaty-key', 'karachi-key']) await send(key, pacs008('BB-13-P', { uetr }));
    const whole =
      '<OrgnlGrpInfAndCxl><GrpCxlId>G</GrpCxlId><OrgnlMsgId>BB-13-P</OrgnlMsgId><OrgnlMsgNmId>pacs.008.001.08</OrgnlMsgNmId><GrpCxl>true</GrpCxl></OrgnlGrpInfAndCxl>';
    await send('almaty-key', camt056('BB-13', { uetr }).replace(/<TxInf>.*<\/TxInf>/s, whole));
    const [theirs] = await listed('karachi-key', uetr);
    await answer('karachi-key', theirs.recallId);
    expect(await listed('almaty-key', uetr)).toMatchObject([{ direction: 'sent', status: 'rejected' }]);
  });

  it('is pending in XML, in the name of the ledger', async () => {
    const file = camt056('BB-11', { uetr: randomUUID() });
    const headers = {
      authorization: 'Bearer almaty-key',
      'content-type': 'application/xml',
      accept: 'application/xml',
    };
    const response = await fetch(`${payments.url}/v1/iso20022`, { method: 'POST', headers, body: file });
    const xml = await response.text();
    expect(xml).toContain('<TxCxlSts>PDCR</TxCxlSts>');
    expect(xml).toMatch(/<Assgnr>(?:(?!DEMO).)*CORRIDOR-LEDGER.*<Assgne>.*DEMOKZKA/s);
  });
});
