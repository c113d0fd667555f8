import { randomUUID } from 'node:crypto';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { camt029 } from './further-messages.spec-kit.js';
import { camt056, fileOf, pacs002, pacs008 } from './payment-messages.spec-kit.js';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const sent = async (xml: string, bank = payments.karachi) => {
  const { status, body } = await bank.file(xml);
  expect(status).toBe(200);
  return body.results;
};
const creditsOf = async (uetr: string) =>
  (await payments.world.events('SettlementBooked', ({ references }) => references.uetr === uetr)).length;

/** A pacs.008 of as many payments as there are UETRs; an empty one stands for a payment that has none. */
function order(id: string, uetrs: readonly string[]): string {
  const one = pacs008(id, { uetr: 'UETR' });
  const [payment = ''] = /<CdtTrfTxInf>.*<\/CdtTrfTxInf>/s.exec(one) ?? [];
  const each = uetrs.map((uetr, at) =>
    payment
      .replace('<UETR>UETR</UETR>', uetr && `<UETR>${uetr}</UETR>`)
      .replace('>INV-2026-0042</EndToEndId>', `>${id}-${at}</EndToEndId>`),
  );
  return one.replace(payment, each.join('')).replace('<NbOfTxs>1<', `<NbOfTxs>${uetrs.length}<`);
}
/** A pacs.002 that says the status of a whole message. */
const statusOf = (id: string, original: string, status: string): string =>
  pacs002(id, status, { uetr: '' })
    .replace(/<TxInfAndSts>.*<\/TxInfAndSts>/s, '')
    .replace('<OrgnlMsgId>P8<', `<OrgnlMsgId>${original}<`)
    .replace('</OrgnlGrpInfAndSts>', `<GrpSts>${status}</GrpSts></OrgnlGrpInfAndSts>`);
/** A camt.056 that wants a whole message back. */
const recallOf = (id: string, original: string): string =>
  camt056(id, { uetr: '' }).replace(
    /<TxInf>.*<\/TxInf>/s,
    `<OrgnlGrpInfAndCxl><GrpCxlId>G-${id}</GrpCxlId><OrgnlMsgId>${original}</OrgnlMsgId><OrgnlMsgNmId>pacs.008.001.08</OrgnlMsgNmId><GrpCxl>true</GrpCxl></OrgnlGrpInfAndCxl>`,
  );

describe('the status of a whole message', () => {
  it('is that of each of its payments: each is booked, once, and answered by itself', async () => {
    const uetrs = [randomUUID(), randomUUID(), randomUUID()];
    const instructed = await sent(order('WM-8', uetrs));
    const results = await sent(statusOf('WM-2', 'WM-8', 'ACCC'));
    expect(
      results.map(({ reference, status, isoStatus, paymentId }) => [reference, status, isoStatus, paymentId]),
    ).toEqual(instructed.map(({ paymentId }, at) => [`WM-8-${at}`, 'accepted', 'ACTC', paymentId]));
    expect(new Set(results.map(({ settlementId }) => settlementId)).size).toBe(3);
    const again = await sent(statusOf('WM-2', 'WM-8', 'ACCC'));
    expect(again).toEqual(results.map((each) => ({ ...each, status: 'duplicate' })));
    for (const uetr of uetrs) expect(await creditsOf(uetr)).toBe(1);
  });

  it('is told of what stands before it in one file, and of what has no UETR', async () => {
    const results = await sent(
      fileOf(order('WM-B8', ['', randomUUID()]), statusOf('WM-B2', 'WM-B8', 'ACCC')),
    );
    expect(results.map(({ reference, isoStatus, reason }) => [reference, isoStatus, reason])).toEqual([
      ['WM-B8-0', 'ACTC', undefined],
      ['WM-B8-1', 'ACTC', undefined],
      ['WM-B8-0', 'PDNG', 'uetr-missing'],
      ['WM-B8-1', 'ACTC', undefined],
    ]);
    expect(results[2]?.paymentId).toBe(results[0]?.paymentId);
  });

  it('waits for the message by its true name, and is done when it is sent again behind it', async () => {
    const uetr = randomUUID();
    const status = statusOf('WM-C2', 'WM-C8', 'ACCC');
    for (const told of ['accepted', 'duplicate']) {
      expect(await sent(status)).toMatchObject([
        { reference: 'WM-C8', status: told, isoStatus: 'PDNG', reason: 'message-unknown' },
      ]);
    }
    await sent(order('WM-C8', [uetr]));
    expect(await sent(status)).toMatchObject([{ status: 'accepted', isoStatus: 'ACTC' }]);
    expect(await creditsOf(uetr)).toBe(1);
  });

  it('is no business of the payments of another bank, nor theirs where they are accepted in part', async () => {
    const uetr = randomUUID();
    await sent(order('WM-D8', [uetr]), payments.almaty);
    expect(await sent(statusOf('WM-D2', 'WM-D8', 'ACCC'))).toMatchObject([{ reason: 'message-unknown' }]);
    await sent(order('WM-E8', [randomUUID(), randomUUID()]));
    expect(await sent(statusOf('WM-E2', 'WM-E8', 'PART'))).toMatchObject([
      { reference: 'WM-E8', status: 'accepted', isoStatus: 'RCVD' },
    ]);
    expect(await creditsOf(uetr)).toBe(0);
  });
});

describe('the recall of a whole message', () => {
  it('is one of each of its payments, which wait for their answers', async () => {
    const uetrs = [randomUUID(), randomUUID()];
    await sent(order('WR-8', uetrs));
    const results = await sent(recallOf('WR-56', 'WR-8'));
    expect(results.map(({ reference, status, isoStatus }) => [reference, status, isoStatus])).toEqual([
      ['WR-8-0', 'accepted', 'PDNG'],
      ['WR-8-1', 'accepted', 'PDNG'],
    ]);
    const recalls = await payments.world.events('RecallRequested', ({ caseId }) => caseId === 'CASE-WR-56');
    const recalled = new Map(recalls.map(({ data }) => [data.original.uetr, data.recallId]));
    expect(uetrs.map((uetr) => recalled.get(uetr))).toEqual(results.map(({ recallId }) => recallId));
    const again = await sent(recallOf('WR-56', 'WR-8'));
    expect(again).toEqual(results.map((each) => ({ ...each, status: 'duplicate' })));
  });

  it('is answered by the bank as a whole, too, and then for good', async () => {
    const uetrs = [randomUUID(), randomUUID()];
    await sent(order('WA-8', uetrs));
    const recalled = await sent(recallOf('WA-56', 'WA-8'));
    const answer = camt029('WA-29', 'CASE-WA-56', { uetr: '' }).replace(
      /<CxlDtls>.*<\/CxlDtls>/s,
      '<CxlDtls><OrgnlGrpInfAndSts><OrgnlMsgId>WA-8</OrgnlMsgId><OrgnlMsgNmId>pacs.008.001.08</OrgnlMsgNmId><GrpCxlSts>RJCR</GrpCxlSts><CxlStsRsnInf><Rsn><Cd>CUST</Cd></Rsn></CxlStsRsnInf></OrgnlGrpInfAndSts></CxlDtls>',
    );
    const results = await sent(answer);
    expect(results.map(({ status, recallId }) => [status, recallId])).toEqual(
      recalled.map(({ recallId }) => ['accepted', recallId]),
    );
    const ids = recalled.map(({ recallId }) => recallId);
    const answers = await payments.world.events(
      'RecallAnswered',
      ({ recallId, by }) => by === 'bank' && ids.includes(recallId),
    );
    expect(answers.map(({ data }) => data.status)).toEqual(['RJCR', 'RJCR']);
  });

  it('is answered in XML payment by payment', async () => {
    const uetrs = [randomUUID(), randomUUID()];
    await sent(order('WX-8', uetrs));
    const response = await fetch(`${payments.url}/v1/iso20022`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer karachi-key',
        'content-type': 'application/xml',
        accept: 'application/xml',
      },
      body: recallOf('WX-56', 'WX-8'),
    });
    const xml = await response.text();
    expect(response.status).toBe(200);
    expect(
      [...xml.matchAll(/<OrgnlUETR>(.*?)<\/OrgnlUETR><TxCxlSts>(.*?)</g)].map(([, ...told]) => told),
    ).toEqual(uetrs.map((uetr) => [uetr, 'PDCR']));
  });

  it('of a message that the ledger does not have is refused with NOOR, as that of one payment', async () => {
    expect(await sent(recallOf('WN-56', 'WN-8'))).toMatchObject([
      { reference: 'WN-8', code: 'NOOR', reason: 'recall-refused' },
    ]);
  });
});
