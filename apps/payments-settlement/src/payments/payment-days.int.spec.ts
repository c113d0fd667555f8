import { randomUUID } from 'node:crypto';
import type { EventDataOf } from '@corridor/contracts';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { camt054 } from '../camt054.spec-kit.js';
import { pacs002, pacs004, pacs008 } from '../messages/payment-messages.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { KARACHI } from '../trade-world.spec-kit.js';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

// The service's clock stands at 31 December 2026.
const REFUSED = { status: 'rejected', code: 'DT01', reason: 'date-in-future' };

const one = async (xml: string) => {
  const { status, body } = await payments.karachi.file(xml);
  expect(status).toBe(200);
  return body.results[0];
};
const messageId = () => randomUUID().slice(0, 30);
const credited = (uetr: string, acceptedAt: string) =>
  pacs002(messageId(), 'ACCC', { uetr }).replace('2026-03-31T10:00:00+05:00', acceptedAt);
const bookedDays = async (uetr: string) =>
  (await payments.world.events('SettlementBooked', ({ references }) => references.uetr === uetr)).map(
    ({ data }) => [data.bookedOn, data.valueDate],
  );
const returnedDays = async (settlementId: string | undefined) =>
  (await payments.world.events('SettlementReturned', (data) => data.settlementId === settlementId)).map(
    ({ data }) => [data.bookedOn, data.valueDate],
  );

describe('the day of a credit that a status tells', () => {
  it.each([
    ['2026-03-31T22:00:00Z', '2026-04-01'],
    ['2026-03-31T23:30:00+05:00', '2026-03-31'],
    ['2026-04-01T00:30:00+08:00', '2026-03-31'],
    // By the clock of the bank that tells it.
    ['2026-03-31T22:00:00', '2026-03-31'],
  ])('of %s is %s, by the clock of the bank', async (acceptedAt, day) => {
    const uetr = randomUUID();
    await one(pacs008(messageId(), { uetr }));
    expect(await one(credited(uetr, acceptedAt))).toMatchObject({ status: 'accepted' });
    expect(await bookedDays(uetr)).toEqual([[day, day]]);
  });

  it('does not lie ahead, be the instruction known or not', async () => {
    const [known, unknown] = [randomUUID(), randomUUID()];
    await one(pacs008(messageId(), { uetr: known }));
    for (const uetr of [known, unknown]) {
      expect(await one(credited(uetr, '2099-03-31T10:00:00+05:00'))).toMatchObject({
        ...REFUSED,
        xpath: expect.stringMatching(/\/AccptncDtTm$/),
      });
    }
    // It was a slip of the pen: the instruction and the right status are taken.
    expect(await one(pacs008(messageId(), { uetr: unknown }))).toMatchObject({ isoStatus: 'ACTC' });
    for (const uetr of [known, unknown]) {
      expect(await one(credited(uetr, '2026-12-31T10:00:00+05:00'))).toMatchObject({ status: 'accepted' });
      expect(await bookedDays(uetr)).toEqual([['2026-12-31', '2026-12-31']]);
    }
  });

  it('does not lie ahead where it is that of the instruction', async () => {
    const uetr = randomUUID();
    await one(
      pacs008(messageId(), { uetr }).replace('>2026-03-30</IntrBkSttlmDt>', '>2099-03-30</IntrBkSttlmDt>'),
    );
    const undated = pacs002(messageId(), 'ACCC', { uetr }).replace(/<AccptncDtTm>.*<\/AccptncDtTm>/, '');
    expect(await one(undated)).toMatchObject(REFUSED);
    expect(await bookedDays(uetr)).toEqual([]);
  });
});

describe('a status of a day far ahead that an older release kept', () => {
  /** A payment that a bank told of, and such a status behind it. */
  const kept = async () => {
    const uetr = randomUUID();
    const { paymentId = '' } = (await one(pacs002(messageId(), 'ACSP', { uetr }))) ?? {};
    const data: EventDataOf<'PaymentStatusReported'> = {
      paymentId,
      bank: KARACHI,
      original: { endToEndId: 'INV-2026-0042', uetr, messageId: 'P8', messageName: 'pacs.008.001.08' },
      level: 'transaction',
      status: 'ACCC',
      acceptedAt: '2099-03-31T10:00:00+05:00',
      reasons: [],
      format: 'pacs.002.001.10',
      messageId: messageId(),
    };
    const pool = ledgerPool(payments.world.ledger.url, 'payments_settlement');
    const event = {
      type: 'PaymentStatusReported',
      schemaVersion: 1,
      occurredAt: '2026-03-30T11:00:00+05:00',
      data,
      participants: [KARACHI],
    };
    await new EventStore({ pool }).append({
      streams: [{ streamId: `payment-${paymentId}`, expectedVersion: 'any', events: [event] }],
      actor: `bank:${KARACHI}`,
      correlationId: randomUUID(),
    });
    await pool.end();
    return uetr;
  };

  it('refuses no other message of its payment, and books nothing', async () => {
    const uetr = await kept();
    for (const message of [pacs008(messageId(), { uetr }), pacs002(messageId(), 'ACSC', { uetr })]) {
      expect(await one(message)).toMatchObject({ status: 'accepted' });
    }
    expect(await bookedDays(uetr)).toEqual([]);
  });

  it.each(['before', 'behind'])(
    'gives way to the right one, be that told %s the instruction',
    async (when) => {
      const uetr = await kept();
      const instruction = pacs008(messageId(), { uetr });
      const status = credited(uetr, '2026-12-31T10:00:00+05:00');
      for (const message of when === 'before' ? [status, instruction] : [instruction, status]) {
        expect((await one(message))?.status).not.toBe('rejected');
      }
      expect(await bookedDays(uetr)).toEqual([['2026-12-31', '2026-12-31']]);
    },
  );
});

describe('the day of a return that a pacs.004 tells', () => {
  it('may be some days ahead, as a bank tells on a Friday what it gives back on the Monday', async () => {
    const told = async (day: string) => {
      const uetr = randomUUID();
      const credit = await one(camt054([{ uetr }]));
      const result = await one(pacs004(messageId(), { uetr }).replaceAll('2026-04-07', day));
      return [result?.reason ?? result?.status, ...(await returnedDays(credit?.settlementId))];
    };
    expect(await told('2027-01-04')).toEqual(['accepted', ['2027-01-04', '2027-01-04']]);
    expect(await told('2027-01-11')).toEqual(['date-in-future']);
  });

  it('does not lie far ahead, be it before or behind its credit', async () => {
    const [before, behind] = [randomUUID(), randomUUID()];
    const credit = await one(camt054([{ uetr: behind }]));
    for (const uetr of [before, behind]) {
      const advice = pacs004(messageId(), { uetr });
      expect(await one(advice.replaceAll('2026-04-07', '2099-04-07'))).toMatchObject(REFUSED);
    }
    expect(await returnedDays(credit?.settlementId)).toEqual([]);
    expect(await one(pacs004(messageId(), { uetr: behind }))).toMatchObject({ status: 'accepted' });
    expect(await returnedDays(credit?.settlementId)).toEqual([['2026-04-07', '2026-04-07']]);
  });

  it('is that of the message by the clock of the bank, where it tells none', async () => {
    const uetr = randomUUID();
    const credit = await one(camt054([{ uetr }]));
    const advice = pacs004(messageId(), { uetr })
      .replace('2026-04-07T10:00:00+05:00', '2026-04-07T22:00:00Z')
      .replace('<IntrBkSttlmDt>2026-04-07</IntrBkSttlmDt>', '');
    expect(await one(advice)).toMatchObject({ status: 'accepted' });
    expect(await returnedDays(credit?.settlementId)).toEqual([['2026-04-08', '2026-04-08']]);
  });
});
