import { randomUUID } from 'node:crypto';
import { camt054 } from '../camt054.spec-kit.js';
import { jsonClient } from '../json-client.spec-kit.js';
import { pacs004, pacs008 } from '../messages/payment-messages.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { eventually } from '../trade-world.spec-kit.js';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const INFORMS = { status: 'accepted', isoStatus: 'RCVD', code: 'NARR', reason: 'creditor-agent-other' };
const WAITS = { status: 'accepted', isoStatus: 'PDNG', reason: 'original-unknown' };

const messageId = () => randomUUID().slice(0, 30);
const send = async (key: string, xml: string) => {
  const { status, body } = await payments.bank(key).file(xml);
  expect(status).toBe(200);
  return body.results[0];
};
/** The creditor's bank is Karachi's, by the instruction. */
const instruct = (key: string, uetr: string) => send(key, pacs008(messageId(), { uetr }));
const isListed = async (key: string, uetr: string) => {
  const { body } = await jsonClient(payments.url, key).get('/v1/work-lists/returns?limit=500');
  return JSON.stringify(body).includes(uetr);
};
/** What the bank is told of a return, by its type and status. */
const feedOf = async (key: string, uetr: string) => {
  const types = 'PaymentReturnAdvised,ReturnTakenAsInformation';
  const { body } = await jsonClient(payments.url, key).get(`/v1/outgoing?types=${types}&limit=500`);
  type Item = {
    readonly type: string;
    readonly isoStatus: string;
    readonly reference?: { readonly uetr?: string };
  };
  return (body.items as readonly Item[])
    .filter(({ reference }) => reference?.uetr === uetr)
    .map(({ type, isoStatus }) => `${type} ${isoStatus}`);
};
const returned = (uetr: string) => async () => {
  const [booked] = await payments.world.events(
    'SettlementBooked',
    ({ references }) => references.uetr === uetr,
  );
  const of = booked?.data.settlementId;
  return (
    (await payments.world.events('SettlementReturned', ({ settlementId }) => settlementId === of)).length ===
    1
  );
};

describe('a return that the bank of the debtor tells of', () => {
  it.each([
    ['instruction', 'return'],
    ['return', 'instruction'],
  ])('informs, and waits for no credit: the %s came before the %s', async (first) => {
    const uetr = randomUUID();
    const advice = pacs004(messageId(), { uetr });
    if (first === 'return') expect(await send('almaty-key', advice)).toMatchObject(WAITS);
    await instruct('almaty-key', uetr);
    const told = await send('almaty-key', advice);
    expect(told).toMatchObject({ ...INFORMS, status: first === 'return' ? 'duplicate' : 'accepted' });
    expect(told?.message).toMatch(/DEMOPKKA.*DEMOKZKA/);
    expect(await isListed('almaty-key', uetr)).toBe(false);
    expect(await feedOf('almaty-key', uetr)).toEqual([
      'PaymentReturnAdvised PDNG',
      'ReturnTakenAsInformation RCVD',
    ]);
    // With the creditor's bank the same return waits for its credit, and is done behind it.
    await instruct('karachi-key', uetr);
    expect(await send('karachi-key', advice)).toMatchObject(WAITS);
    expect(await isListed('karachi-key', uetr)).toBe(true);
    await send('karachi-key', camt054([{ uetr }]));
    await eventually(returned(uetr));
    expect(await isListed('karachi-key', uetr)).toBe(false);
  });

  it('is answered alike under the id of its message in another file', async () => {
    const uetr = randomUUID();
    await instruct('almaty-key', uetr);
    const advice = pacs004(messageId(), { uetr });
    await send('almaty-key', advice);
    // Another file under its id: what is known of it is answered.
    expect(await send('almaty-key', advice.replace('AC04', 'AC03'))).toMatchObject({
      ...INFORMS,
      status: 'duplicate',
    });
  });

  it('is done all the same where a credit came before it, or comes behind it', async () => {
    const [before, behind] = [randomUUID(), randomUUID()];
    for (const uetr of [before, behind]) await instruct('almaty-key', uetr);
    await send('almaty-key', camt054([{ uetr: before }]));
    expect(await send('almaty-key', pacs004(messageId(), { uetr: before }))).toMatchObject({
      isoStatus: 'ACTC',
    });
    expect(await feedOf('almaty-key', before)).toEqual(['PaymentReturnAdvised PDNG']);
    expect(await send('almaty-key', pacs004(messageId(), { uetr: behind }))).toMatchObject(INFORMS);
    await send('almaty-key', camt054([{ uetr: behind }]));
    await eventually(returned(behind));
  });

  it('stays what it was taken for, whatever BICs the keys of the bank have later', async () => {
    await payments.world.key('moving-key', 'demo-bank-moving', 'bank', ['DEMOTM22']);
    const uetr = randomUUID();
    await instruct('moving-key', uetr);
    const advice = pacs004(messageId(), { uetr });
    await send('moving-key', advice);
    await payments.world.owner.query(
      `UPDATE access.api_keys SET bics = '{DEMOPKKB}' WHERE participant = 'demo-bank-moving'`,
    );
    expect(await send('moving-key', advice)).toMatchObject({ isoStatus: 'RCVD' });
    expect(await isListed('moving-key', uetr)).toBe(false);
    expect(await feedOf('moving-key', uetr)).toEqual([
      'PaymentReturnAdvised PDNG',
      'ReturnTakenAsInformation RCVD',
    ]);
  });
});

describe('a return that the bank of the creditor tells of', () => {
  it('waits by the first instruction, and another one that names another bank is told', async () => {
    const uetr = randomUUID();
    await instruct('karachi-key', uetr);
    const other = pacs008(messageId(), { uetr }).replace(/(<CdtrAgt>.*?)DEMOPKKA/, '$1DEMOTJ22');
    expect(await send('karachi-key', other)).toMatchObject({ notes: [{ code: 'instruction-differs' }] });
    expect(await send('karachi-key', pacs004(messageId(), { uetr }))).toMatchObject(WAITS);
    expect(await isListed('karachi-key', uetr)).toBe(true);
  });

  it('waits also where another key of the bank has the BIC', async () => {
    await payments.world.key('head-key', 'demo-bank-branches', 'bank', ['DEMOTM33']);
    await payments.world.key('branch-key', 'demo-bank-branches', 'bank', ['DEMOTM44']);
    const uetr = randomUUID();
    await send('head-key', pacs008(messageId(), { uetr }).replaceAll('DEMOPKKA', 'DEMOTM44'));
    expect(await send('head-key', pacs004(messageId(), { uetr }))).toMatchObject(WAITS);
    expect(await isListed('head-key', uetr)).toBe(true);
  });
});
