import { randomUUID } from 'node:crypto';
import { camt054 } from '../camt054.spec-kit.js';
import { camt029 } from '../messages/further-messages.spec-kit.js';
import { camt056, pacs004, pacs008 } from '../messages/payment-messages.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { eventually } from '../trade-world.spec-kit.js';
import { recallCalls } from './between-banks.spec-kit.js';

/** Almaty (DEMOKZKA) sends recalls to Karachi (DEMOPKKA) on 1 April; that answers by a camt.029 of 2 April, and the service's clock stands at 31 December. */
let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());
const { client, send, listed, answer } = recallCalls(() => payments);

const ASKED_AT = '2026-04-01T10:00:00+05:00';
const ANSWERED_AT = '2026-04-02T10:00:00+05:00';
const NOW = '2026-12-31T12:00:00.000+05:00';

/** Of each answer of a payment's recalls, as a bank is told of it: how it stands, by whom, and when. */
const toldTo = async (key: string, uetr: string) => {
  const recallIds = (await listed(key, uetr)).map(({ recallId }: { recallId: string }) => recallId);
  const { body } = await client(key).get('/v1/outgoing?types=RecallAnswered');
  return body.items
    .filter(({ data }: { data: { recallId: string } }) => recallIds.includes(data.recallId))
    .map(({ occurredAt, data }: { occurredAt: string; data: { status: string; by: string } }) => [
      data.status,
      data.by,
      occurredAt,
    ]);
};
/** Of each message of a payment that tells of recalls, when that happened. */
const messages = async (key: string, uetr: string) => {
  const [{ messages: all }] = (await client(key).get(`/v1/payments?uetr=${uetr}`)).body.items;
  return all
    .filter(({ type }: { type: string }) => type.startsWith('Recall'))
    .map(({ type, occurredAt }: { type: string; occurredAt?: string }) => [type, occurredAt]);
};
const createdAt = async (key: string, recallId: string) => {
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${payments.url}/v1/recalls/${recallId}/answer`, { headers });
  return /<CreDtTm>(.*?)<\/CreDtTm>/.exec(await response.text())?.[1];
};
const known = async (): Promise<string> => {
  const uetr = randomUUID();
  await send('karachi-key', camt054([{ uetr }]));
  return uetr;
};

describe('the answer of a bank happened when its message was made', () => {
  const expectTold = async (uetr: string, ofSender: readonly (readonly string[])[]) => {
    expect(await toldTo('almaty-key', uetr)).toEqual(ofSender);
    for (const key of ['almaty-key', 'karachi-key']) {
      const [{ recallId, answered }] = await listed(key, uetr);
      expect(answered).toMatchObject({ by: 'bank', occurredAt: ANSWERED_AT });
      expect(await createdAt(key, recallId)).toBe(ANSWERED_AT);
      expect((await messages(key, uetr)).at(-1)).toEqual(['RecallAnswered', ANSWERED_AT]);
    }
  };

  it('whoever is told of it', async () => {
    const uetr = await known();
    await send('almaty-key', camt056('AT-1', { uetr }));
    await send('karachi-key', camt029('AT-1-A', 'CASE-AT-1', { uetr }));
    await expectTold(uetr, [['RJCR', 'bank', ANSWERED_AT]]);
    expect((await messages('almaty-key', uetr))[0]).toEqual(['RecallSent', ASKED_AT]);
  });

  it('also where the bank that sent the recall tells of it behind that', async () => {
    const uetr = await known();
    await send('karachi-key', camt056('AT-2', { uetr }));
    await send('karachi-key', camt029('AT-2-A', 'CASE-AT-2', { uetr }));
    await send('almaty-key', camt056('AT-2', { uetr }));
    await expectTold(uetr, [['RJCR', 'bank', ANSWERED_AT]]);
  });

  it('and the day of that does not lie ahead', async () => {
    const uetr = await known();
    await send('almaty-key', camt056('AT-3', { uetr }));
    const told = (at: string) => camt029('AT-3-A', 'CASE-AT-3', { uetr }).replace(ANSWERED_AT, at);
    expect(await send('karachi-key', told('2099-04-02T10:00:00+05:00'))).toMatchObject({
      status: 'rejected',
      code: 'DT01',
      reason: 'date-in-future',
      xpath: '/Document/RsltnOfInvstgtn/Assgnmt/CreDtTm',
    });
    expect(await toldTo('almaty-key', uetr)).toEqual([]);
    // One day ahead is a clock that differs; an offset that the standard has no room for is one of the world.
    const ahead = told('2027-01-01T10:00:00+14:00').replace('AT-3-A', 'AT-3-B');
    expect(await send('karachi-key', ahead)).toMatchObject({ status: 'accepted' });
    const [{ recallId, answered }] = await listed('almaty-key', uetr);
    expect(answered.occurredAt).toBe('2027-01-01T10:00:00+14:00');
    expect(await createdAt('almaty-key', recallId)).toBe(answered.recordedAt);
  });

  it('or when it was posted in JSON', async () => {
    const uetr = await known();
    await send('almaty-key', camt056('AT-4', { uetr }));
    const [{ recallId }] = await listed('karachi-key', uetr);
    await answer('karachi-key', recallId);
    expect(await toldTo('almaty-key', uetr)).toEqual([['RJCR', 'bank', NOW]]);
  });
});

describe('what the ledger answers happens when it answers', () => {
  it('who was sent the recall, and who sent it', async () => {
    const uetr = await known();
    await send('karachi-key', pacs004('AT-5-R', { uetr }));
    const file = camt056('AT-5', { uetr });
    for (const key of ['karachi-key', 'almaty-key']) {
      await send(key, file);
      expect(await toldTo(key, uetr)).toEqual([['RJCR', 'ledger', NOW]]);
    }
  });

  it('at the bank that the recall is passed on to, at once or later', async () => {
    const [at, later] = [await known(), randomUUID()];
    await send('almaty-key', camt056('AT-6', { uetr: at }));
    await send('almaty-key', camt056('AT-7', { uetr: later }));
    await send('karachi-key', pacs008('AT-7-P', { uetr: later }));
    await eventually(async () => (await listed('karachi-key', later))[0]);
    for (const uetr of [at, later]) {
      expect(await toldTo('karachi-key', uetr)).toEqual([['PDCR', 'ledger', NOW]]);
      expect(await messages('karachi-key', uetr)).toEqual([
        ['RecallRequested', ASKED_AT],
        ['RecallAnswered', NOW],
      ]);
    }
  });
});
