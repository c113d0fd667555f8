import { randomUUID } from 'node:crypto';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { pain001 } from './further-messages.spec-kit.js';
import { fileOf, pacs002, pacs008 } from './payment-messages.spec-kit.js';

/** Its last digit is wrong. */
const WRONG = 'PK36SCBL0000001123456703';
const TRANSFER = '/Document/FIToFICstmrCdtTrf/CdtTrfTxInf';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const send = async (xml: string) => {
  const { status, body } = await payments.karachi.file(xml);
  expect(status).toBe(200);
  return body;
};
const warningsOf = async (xml: string) => (await send(xml)).warnings;

it('a payment to an account that is no IBAN is taken, and its file warns of it; sent again, too', async () => {
  const message = pacs008('AW-8', { uetr: randomUUID(), account: WRONG });
  for (const status of ['accepted', 'duplicate']) {
    const { results, warnings } = await send(message);
    expect(results).toMatchObject([{ status, isoStatus: 'ACTC' }]);
    expect(warnings).toEqual([
      {
        code: 'iban-invalid',
        isoCode: 'AC01',
        message: expect.stringContaining(WRONG),
        messageId: 'AW-8',
        xpath: expect.stringMatching(new RegExp(`^${TRANSFER}(\\[1\\])?/CdtrAcct/Id$`)),
      },
    ]);
  }
  expect(await warningsOf(pacs008('AW-9', { uetr: randomUUID() }))).toEqual([]);
});

it("the debtor's account is looked at as well, once where it stands for several payments", async () => {
  const debtor = `<DbtrAcct><Id><IBAN>${WRONG}</IBAN></Id></DbtrAcct>`;
  const interbank = pacs008('AW-D', { uetr: randomUUID() }).replace('</Dbtr>', `</Dbtr>${debtor}`);
  expect(await warningsOf(interbank)).toMatchObject([{ xpath: expect.stringMatching(/\/DbtrAcct\/Id$/) }]);
  const order = pain001('AW-P', 'AW-P1');
  const several = order
    .replace(/<DbtrAcct>.*?<\/DbtrAcct>/s, debtor)
    .replace(/<CdtTrfTxInf>.*<\/CdtTrfTxInf>/s, (one) => `${one}${one.replaceAll('AW-P1', 'AW-P2')}`);
  const { results, warnings } = await send(several);
  expect(results.map((each) => each.status)).toEqual(['accepted', 'accepted']);
  expect(warnings.filter(({ code }) => code === 'iban-invalid')).toMatchObject([
    { xpath: expect.stringMatching(/\/PmtInf(\[1\])?\/DbtrAcct\/Id$/) },
  ]);
});

it('a status that books to such an account says so in its notes, and in the warnings', async () => {
  const uetr = randomUUID();
  await send(pacs008('AW-C8', { uetr, account: WRONG }));
  const { results, warnings } = await send(pacs002('AW-C2', 'ACCC', { uetr }));
  expect(results).toMatchObject([
    { status: 'accepted', settlementId: expect.any(String), notes: [{ code: 'iban-invalid' }] },
  ]);
  expect(warnings).toMatchObject([
    { code: 'iban-invalid', messageId: 'AW-C2', xpath: expect.stringMatching(/TxInfAndSts/) },
  ]);
  // That another status informs of it is no booking.
  expect(await warningsOf(pacs002('AW-C3', 'ACSC', { uetr }))).toEqual([]);
});

it('beyond a thousand no more are told of a file, in however many messages they come', async () => {
  const message = (id: string) =>
    pacs008(id, { uetr: '', account: WRONG }).replace(/<CdtTrfTxInf>.*<\/CdtTrfTxInf>/s, (transfer) =>
      Array.from({ length: 505 }, (_, at) => transfer.replaceAll('T-1', `T-${at}`)).join(''),
    );
  const warnings = await warningsOf(fileOf(message('AW-M1'), message('AW-M2')));
  const told = warnings.filter(({ code }) => code === 'iban-invalid');
  expect(told).toHaveLength(1_000);
  const ends = told.map(({ message }) => message.endsWith('What accounts come behind it are not told.'));
  expect(ends.indexOf(true)).toBe(999);
  expect(told.filter(({ messageId }) => messageId === 'AW-M1')).toHaveLength(505);
});
