import { randomUUID } from 'node:crypto';
import { camt054 } from '../camt054.spec-kit.js';
import { camt029 } from '../messages/further-messages.spec-kit.js';
import { camt056, pacs004, pacs008 } from '../messages/payment-messages.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { recallCalls } from './between-banks.spec-kit.js';

/** Almaty (DEMOKZKA) sends recalls to Karachi (DEMOPKKA), which answers in other words than the ledger did for it, or than Almaty told of it. */
let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());
const { send, listed, answer } = recallCalls(() => payments);

const KEYS = ['karachi-key', 'almaty-key'];
const accepting = (id: string, uetr: string): string =>
  camt029(`${id}-A`, `CASE-${id}`, { uetr })
    .replace('<Conf>RJCR', '<Conf>CNCL')
    .replace('<TxCxlSts>RJCR', '<TxCxlSts>ACCR')
    .replace(/<CxlStsRsnInf>.*<\/CxlStsRsnInf>/, '');
/** Of the one recall of a payment, how it stands with the assignee and with its sender, and what answered it. */
const stands = async (uetr: string) =>
  Promise.all(
    KEYS.map(async (key) => {
      const [{ status, answered }, ...others] = await listed(key, uetr);
      expect(others).toEqual([]);
      const { by, reasons, messageId } = answered;
      return [status, by, reasons.map(({ code }: { code: string }) => code), messageId];
    }),
  );
const both = (...told: readonly unknown[]) => [told, told];

describe('a recall that is accepted, and whose money went back', () => {
  it.each([
    ['O1', ['recall', 'answer', 'return']],
    ['O2', ['recall', 'return', 'answer']],
    ['O3', ['return', 'recall', 'answer']],
  ] as const)('%s: is accepted with both banks where the assignee tells of %j', async (id, order) => {
    const uetr = randomUUID();
    await send('almaty-key', pacs008(`${id}-I`, { uetr }));
    await send('karachi-key', camt054([{ uetr }]));
    const files = {
      recall: camt056(id, { uetr }),
      answer: accepting(id, uetr),
      return: pacs004(`${id}-R`, { uetr }),
    };
    for (const each of order) {
      expect(await send('karachi-key', files[each])).toMatchObject({ status: 'accepted' });
    }
    for (const each of ['recall', 'answer'] as const) await send('almaty-key', files[each]);
    expect(await stands(uetr)).toEqual(both('accepted', 'bank', [], `${id}-A`));
  });

  it('is so, too, where its sender told of the answer before', async () => {
    const uetr = randomUUID();
    const [file, accepted] = [camt056('O4', { uetr }), accepting('O4', uetr)];
    for (const each of [pacs008('O4-I', { uetr }), file, accepted]) await send('almaty-key', each);
    for (const each of [camt054([{ uetr }]), pacs004('O4-R', { uetr }), file])
      await send('karachi-key', each);
    // Until the bank answers, the ledger does for it.
    expect(await stands(uetr)).toMatchObject([
      ['rejected', 'ledger', ['ARDT'], undefined],
      ['accepted', 'bank', [], 'O4-A'],
    ]);
    expect(await send('karachi-key', accepted)).toMatchObject({ status: 'accepted' });
    expect(await stands(uetr)).toEqual(both('accepted', 'bank', [], 'O4-A'));
  });

  it('is so, too, where the ledger told its sender before, and that has the answer by another way', async () => {
    const uetr = randomUUID();
    const [file, accepted] = [camt056('O5', { uetr }), accepting('O5', uetr)];
    for (const each of [camt054([{ uetr }]), pacs004('O5-R', { uetr })]) await send('karachi-key', each);
    expect(await send('almaty-key', file)).toMatchObject({ code: 'ARDT' });
    expect(await send('almaty-key', accepted)).toMatchObject({ status: 'accepted' });
    expect(await send('karachi-key', accepted)).toMatchObject({ status: 'accepted' });
    expect(await stands(uetr)).toEqual(both('accepted', 'bank', [], 'O5-A'));
  });
});

describe('what a bank answers itself is kept with both banks', () => {
  it.each([
    ['the same words', 'NOOR'],
    ['others', 'CUST'],
  ])('behind a NOOR of the ledger, in %s', async (words, reason) => {
    const uetr = randomUUID();
    const file = camt056(`NO-${reason}`, { uetr });
    const { recallId = '' } = await send('karachi-key', file);
    await send('almaty-key', file);
    const { status, body } = await answer('karachi-key', recallId, { answer: 'rejected', reason });
    expect([status, words, body.position]).toEqual([200, words, expect.any(Number)]);
    expect(await stands(uetr)).toEqual(both('rejected', 'bank', [reason], body.messageId));
  });

  it('behind a NOOR of the ledger, before the recall is sent here', async () => {
    const uetr = randomUUID();
    const file = camt056('NO-3', { uetr });
    const { recallId = '' } = await send('karachi-key', file);
    const { body } = await answer('karachi-key', recallId, { answer: 'rejected', reason: 'NOOR' });
    await send('almaty-key', file);
    expect(await stands(uetr)).toEqual(both('rejected', 'bank', ['NOOR'], body.messageId));
  });

  it('behind an ARDT of the ledger', async () => {
    const uetr = randomUUID();
    for (const each of [camt054([{ uetr }]), pacs004('AR-1-R', { uetr })]) await send('karachi-key', each);
    await send('almaty-key', camt056('AR-1', { uetr }));
    const [{ recallId }] = await listed('karachi-key', uetr);
    const { body } = await answer('karachi-key', recallId);
    expect(await stands(uetr)).toEqual(both('rejected', 'bank', ['CUST'], body.messageId));
  });

  it.each(['LEGL', 'CUST'])('where its sender told CUST of it, and it says %s', async (reason) => {
    const uetr = randomUUID();
    const id = `TS-${reason}`;
    await send('karachi-key', camt054([{ uetr }]));
    await send('almaty-key', camt056(id, { uetr }));
    await send('almaty-key', camt029(`${id}-A`, `CASE-${id}`, { uetr }));
    const [{ recallId }] = await listed('karachi-key', uetr);
    const { body } = await answer('karachi-key', recallId, { answer: 'rejected', reason });
    expect(await stands(uetr)).toEqual(both('rejected', 'bank', [reason], body.messageId));
  });

  it('also for now, where the ledger said before that it is looked at', async () => {
    const uetr = randomUUID();
    await send('karachi-key', camt054([{ uetr }]));
    await send('almaty-key', camt056('PD-1', { uetr }));
    const interim = camt029('PD-1-A', 'CASE-PD-1', { uetr }).replaceAll('RJCR', 'PDCR');
    expect(await send('karachi-key', interim)).toMatchObject({ status: 'accepted' });
    expect(await send('karachi-key', interim)).toMatchObject({ status: 'duplicate' });
    expect(await stands(uetr)).toEqual(both('pending', 'bank', ['CUST'], 'PD-1-A'));
  });
});

describe('a bank that has answered for good', () => {
  const answered = async (id: string) => {
    const uetr = randomUUID();
    await send('karachi-key', camt054([{ uetr }]));
    await send('almaty-key', camt056(id, { uetr }));
    const [{ recallId }] = await listed('karachi-key', uetr);
    const { body } = await answer('karachi-key', recallId);
    return { uetr, recallId, first: body };
  };

  it('says nothing new in the same words', async () => {
    const { uetr, recallId, first } = await answered('AG-1');
    expect((await answer('karachi-key', recallId)).body).toEqual(first);
    expect(await send('karachi-key', camt029('AG-1-A', 'CASE-AG-1', { uetr }))).toMatchObject({
      status: 'duplicate',
    });
    expect(await stands(uetr)).toEqual(both('rejected', 'bank', ['CUST'], first.messageId));
  });

  it('is told what stands where it answers in others', async () => {
    const { uetr, recallId, first } = await answered('AG-2');
    for (const body of [
      { answer: 'rejected', reason: 'LEGL' },
      { answer: 'rejected', reason: 'CUST', note: 'As agreed.' },
      { answer: 'accepted' },
    ]) {
      const refused = await answer('karachi-key', recallId, body);
      expect([refused.status, refused.body.code, refused.body.currentState]).toEqual([
        409,
        'illegal-step',
        'rejected',
      ]);
      expect(refused.body.detail).toContain('RJCR CUST by the bank');
    }
    const other = camt029('AG-2-A', 'CASE-AG-2', { uetr }).replace('CUST', 'LEGL');
    for (const key of KEYS) {
      expect(await send(key, other)).toMatchObject({ status: 'rejected', reason: 'illegal-step' });
    }
    expect(await stands(uetr)).toEqual(both('rejected', 'bank', ['CUST'], first.messageId));
  });
});
