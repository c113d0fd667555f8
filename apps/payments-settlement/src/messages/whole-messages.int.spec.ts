import { randomUUID } from 'node:crypto';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { camt029 } from './further-messages.spec-kit.js';
import { camt056, fileOf, pacs002, pacs008, pacs009Cover } from './payment-messages.spec-kit.js';

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

/** What stands in a message of one payment, with another element for all of its payments before it. */
const beside = (xml: string, before: string, whole: string): string =>
  xml.replace(before, `${whole}${before}`);
/** A pacs.009 of a bank's own money, which covers nothing. */
const ownMoney = (id: string, uetr: string): string =>
  pacs009Cover(id, { uetr, amount: '700000.00' })
    .replace(/<UndrlygCstmrCdtTrf>.*<\/UndrlygCstmrCdtTrf>/s, '')
    .replace(
      '<Cdtr><FinInstnId><BICFI>DEMOPKKA</BICFI></FinInstnId></Cdtr>',
      '<CdtrAgt><FinInstnId><BICFI>DEMOPKKA</BICFI></FinInstnId></CdtrAgt><Cdtr><FinInstnId><BICFI>DEMOPKKA</BICFI></FinInstnId></Cdtr><CdtrAcct><Id><IBAN>PK36SCBL0000001123456702</IBAN></Id></CdtrAcct>',
    );
/** A pacs.002 that says a status of a whole message, and one of a payment in it. */
const statusOfBoth = (id: string, original: string, whole: string, payment: string, uetr: string): string =>
  pacs002(id, payment, { uetr, endToEndId: `${original}-0` })
    .replace('<OrgnlMsgId>P8<', `<OrgnlMsgId>${original}<`)
    .replace('</OrgnlGrpInfAndSts>', `<GrpSts>${whole}</GrpSts></OrgnlGrpInfAndSts>`);

describe('the status of a whole message', () => {
  it('is that of no payment of a message of another kind that has its id', async () => {
    const [customers, banks] = [randomUUID(), randomUUID()];
    await sent(order('WF-1', [customers]));
    await sent(ownMoney('WF-1', banks));
    expect(await sent(statusOf('WF-2', 'WF-1', 'ACCC'))).toMatchObject([
      { reference: 'WF-1-0', isoStatus: 'ACTC' },
    ]);
    expect([await creditsOf(customers), await creditsOf(banks)]).toEqual([1, 0]);
    const recalled = await sent(recallOf('WF-56', 'WF-1'));
    expect(recalled).toMatchObject([{ reference: 'WF-1-0', isoStatus: 'PDNG' }]);
    expect(recalled).toHaveLength(1);
  });

  it('is refused where it does not name the kind of message, and several have the id', async () => {
    const [customers, banks] = [randomUUID(), randomUUID()];
    await sent(order('WK-1', [customers]));
    await sent(ownMoney('WK-1', banks));
    const unnamed = (xml: string) => xml.replace(/<OrgnlMsgNmId>.*?<\/OrgnlMsgNmId>/, '');
    expect(await sent(unnamed(statusOf('WK-2', 'WK-1', 'ACCC')))).toMatchObject([
      { reference: 'WK-1', status: 'rejected', isoStatus: 'RJCT', reason: 'message-ambiguous' },
    ]);
    expect([await creditsOf(customers), await creditsOf(banks)]).toEqual([0, 0]);
    expect(await sent(unnamed(recallOf('WK-56', 'WK-1')))).toMatchObject([
      { reference: 'WK-1', status: 'rejected', isoStatus: 'PDNG', reason: 'message-ambiguous' },
    ]);
  });

  it('is that of the payments alone that the message does not name by themselves', async () => {
    const [named, other] = [randomUUID(), randomUUID()];
    await sent(order('WI-8', [named, other]));
    const results = await sent(statusOfBoth('WI-2', 'WI-8', 'ACCC', 'RJCT', named));
    expect(results.map(({ reference, isoStatus }) => [reference, isoStatus])).toEqual([
      ['WI-8-0', 'RCVD'],
      ['WI-8-1', 'ACTC'],
    ]);
    expect([await creditsOf(named), await creditsOf(other)]).toEqual([0, 1]);
  });

  it.each([
    ['names it by its end-to-end id', (xml: string) => xml.replace(/<OrgnlUETR>.*?<\/OrgnlUETR>/, '')],
    ['has a fault there', (xml: string) => xml.replace('2026-03-31T10:00:00+05:00', 'yesterday')],
    [
      'has a fault there, and no UETR',
      (xml: string) => xml.replace('2026-03-31T10', 'x').replace(/<OrgnlUETR>.*?<\/OrgnlUETR>/, ''),
    ],
  ])('books no payment that the message says was rejected, also where it %s', async (name, changed) => {
    const uetr = randomUUID();
    const id = `WB-${name.length}`;
    await sent(order(id, [uetr]));
    const results = await sent(changed(statusOfBoth(`${id}-2`, id, 'ACCC', 'RJCT', uetr)));
    expect(results.map(({ reference }) => reference)).toEqual([`${id}-0`]);
    expect(await creditsOf(uetr)).toBe(0);
  });

  it('leaves a payment the day that the message tells of it', async () => {
    const uetr = randomUUID();
    await sent(order('WT-8', [uetr]));
    await sent(statusOfBoth('WT-2', 'WT-8', 'ACCC', 'ACCC', uetr));
    const booked = await payments.world.events(
      'SettlementBooked',
      ({ references }) => references.uetr === uetr,
    );
    // By its AccptncDtTm; the banks settled it on the 30th.
    expect(booked.map(({ data }) => data.bookedOn)).toEqual(['2026-03-31']);
  });

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

/** The answer of a file in XML. */
async function inXml(body: string): Promise<string> {
  const headers = {
    authorization: 'Bearer karachi-key',
    'content-type': 'application/xml',
    accept: 'application/xml',
  };
  const response = await fetch(`${payments.url}/v1/iso20022`, { method: 'POST', headers, body });
  expect(response.status).toBe(200);
  return response.text();
}

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

  it('is one recall of each, also of a payment that the message names by itself', async () => {
    const uetrs = [randomUUID(), randomUUID()];
    await sent(order('WO-8', uetrs));
    const [whole = ''] = /<OrgnlGrpInfAndCxl>.*<\/OrgnlGrpInfAndCxl>/s.exec(recallOf('WO-56', 'WO-8')) ?? [];
    const named = camt056('WO-56', { uetr: uetrs[0] as string, endToEndId: 'WO-8-0' });
    const results = await sent(beside(named, '<TxInf>', whole));
    expect(results.map(({ reference, isoStatus }) => [reference, isoStatus])).toEqual([
      ['WO-8-0', 'PDNG'],
      ['WO-8-1', 'PDNG'],
    ]);
    const recalls = await payments.world.events('RecallRequested', ({ caseId }) => caseId === 'CASE-WO-56');
    expect(recalls.map(({ data }) => data.original.uetr)).toEqual(uetrs);
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
    const xml = await inXml(recallOf('WX-56', 'WX-8'));
    expect(
      [...xml.matchAll(/<OrgnlUETR>(.*?)<\/OrgnlUETR><TxCxlSts>(.*?)</g)].map(([, ...told]) => told),
    ).toEqual(uetrs.map((uetr) => [uetr, 'PDCR']));
  });

  it('is answered in XML by the message alone where no payment is asked for', async () => {
    const xml = await inXml(recallOf('WG-56', 'WG-8').replace('<GrpCxl>true', '<GrpCxl>false'));
    expect(xml).toContain(
      '<OrgnlGrpInf><OrgnlMsgId>WG-8</OrgnlMsgId><OrgnlMsgNmId>pacs.008.001.08</OrgnlMsgNmId></OrgnlGrpInf>',
    );
    expect(xml).not.toContain('<OrgnlEndToEndId>');
  });

  it('of a message that the ledger does not have is refused with NOOR, as that of one payment', async () => {
    expect(await sent(recallOf('WN-56', 'WN-8'))).toMatchObject([
      { reference: 'WN-8', code: 'NOOR', reason: 'recall-refused' },
    ]);
  });
});
