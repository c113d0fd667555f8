import { randomUUID } from 'node:crypto';
import { camt054 } from '../camt054.spec-kit.js';
import { jsonClient } from '../json-client.spec-kit.js';
import { camt029 } from '../messages/further-messages.spec-kit.js';
import { camt056, pacs004 } from '../messages/payment-messages.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const client = (key = 'karachi-key') => jsonClient(payments.url, key);

/** A recall of a payment that was credited. */
async function recalled(id: string): Promise<{ readonly recallId: string; readonly uetr: string }> {
  const uetr = randomUUID();
  await payments.karachi.file(camt054([{ uetr }]));
  const { body } = await payments.karachi.file(camt056(id, { uetr }));
  return { recallId: body.results[0]?.recallId ?? '', uetr };
}
const answerXml = async (recallId: string, key = 'karachi-key') => {
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${payments.url}/v1/recalls/${recallId}/answer`, { headers });
  return { status: response.status, text: await response.text() };
};
const listed = async (query = '', key?: string) => (await client(key).get(`/v1/recalls${query}`)).body.items;

it('a recall is listed for its bank and the operator, by how it stands', async () => {
  const { recallId, uetr } = await recalled('RC-1');
  await payments.karachi.file(camt056('RC-2', { uetr: randomUUID() }));
  const [pending] = await listed('?status=pending');
  expect(pending).toMatchObject({
    recallId,
    bank: 'demo-bank-karachi',
    status: 'pending',
    isoStatus: 'PDCR',
    caseId: 'CASE-RC-1',
    uetr,
    reasons: [{ code: 'DUPL' }],
    answered: { by: 'ledger' },
  });
  expect((await listed('?status=rejected')).map(({ messageId }: { messageId: string }) => messageId)).toEqual(
    ['RC-2'],
  );
  expect(await listed('', 'almaty-key')).toEqual([]);
  expect(await listed('', 'operator-key')).toEqual(await listed());
  const first = await client().get('/v1/recalls?limit=1');
  const second = await client().get(`/v1/recalls?limit=1&after=${first.body.next}`);
  expect([...first.body.items, ...second.body.items]).toEqual(await listed());
  expect(second.body.next).toBeUndefined();
  expect((await client('trader-key').get('/v1/recalls')).status).toBe(403);
});

it('is answered once for good, which moves nothing, and told by a camt.029', async () => {
  const { recallId, uetr } = await recalled('RC-3');
  const path = `/v1/recalls/${recallId}/answer`;
  const body = { answer: 'rejected', reason: 'CUST', note: 'The customer does not agree.' };
  const first = await client().post(path, body, 'recall-key');
  expect(first).toMatchObject({ status: 200, body: { recallId, status: 'rejected' } });
  // Under its key, and without one.
  expect((await client().post(path, body, 'recall-key')).body).toEqual(first.body);
  expect((await client().post(path, body)).body).toEqual(first.body);
  const refused = await client().post(path, { answer: 'accepted' });
  const { code, currentState, legalNow } = refused.body;
  expect([refused.status, code, currentState, legalNow]).toEqual([409, 'illegal-step', 'rejected', []]);
  const answers = await payments.world.events('RecallAnswered', (data) => data.recallId === recallId);
  expect(answers.map(({ data }) => [data.status, data.by, data.reasons])).toEqual([
    ['PDCR', 'ledger', []],
    ['RJCR', 'bank', [{ code: 'CUST', additional: ['The customer does not agree.'] }]],
  ]);
  const { status, text } = await answerXml(recallId);
  expect(status).toBe(200);
  for (const part of [
    'urn:iso:std:iso:20022:tech:xsd:camt.029.001.09',
    '<Id>CASE-RC-3</Id>',
    '<Conf>RJCR</Conf>',
    `<OrgnlUETR>${uetr}</OrgnlUETR>`,
    '<Cd>CUST</Cd>',
    `<Id>${first.body.messageId}</Id>`,
  ]) {
    expect(text).toContain(part);
  }
  expect((await answerXml(recallId)).text).toBe(text);
  const [item] = (await client().get(`/v1/settlements?uetr=${uetr}`)).body.items;
  expect(item.messages.at(-1)).toMatchObject({
    type: 'RecallAnswered',
    format: 'camt.029.001.09',
    messageId: first.body.messageId,
    status: 'RJCR',
  });
});

/** What a file is answered with in XML. */
async function inXml(file: string): Promise<string> {
  const headers = {
    authorization: 'Bearer karachi-key',
    'content-type': 'application/xml',
    accept: 'application/xml',
  };
  const response = await fetch(`${payments.url}/v1/iso20022`, { method: 'POST', headers, body: file });
  return response.text();
}

describe('an answer by camt.029', () => {
  const told = async (file: string) => (await payments.karachi.file(file)).body.results[0];

  it('is taken for what it is, whatever it says of the recall', async () => {
    const { recallId, uetr } = await recalled('RC-6');
    const refusal = camt029('RC-6-A', 'CASE-RC-6', { uetr });
    const pending = refusal.replaceAll('RJCR', 'PDCR').replace('RC-6-A', 'RC-6-B');
    for (const [file, isoStatus] of [
      [pending, 'PDCR'],
      [refusal, 'RJCR'],
    ] as const) {
      for (const status of ['accepted', 'duplicate']) {
        expect(await told(file)).toEqual({
          reference: 'E',
          status,
          isoStatus: 'ACTC',
          paymentId: expect.any(String),
          position: expect.any(Number),
          recallId,
          recallAnswer: { isoStatus, reasons: [{ code: 'CUST', additional: [] }] },
        });
      }
    }
  });

  it('is acknowledged in XML as taken', async () => {
    const { uetr } = await recalled('RC-7');
    const xml = await inXml(camt029('RC-7-A', 'CASE-RC-7', { uetr }));
    expect([...xml.matchAll(/<StsCd>(.*?)<\/StsCd>/g)].map(([, code]) => code)).toEqual(['ACTC', 'ACTC']);
  });
});

describe('that is of no use', () => {
  /** The camt.029 that the file is answered with, but for its own id and instant. */
  const atOnce = async (file: string) => withoutHead(await inXml(file));
  const withoutHead = (xml: string) =>
    xml.replace(/<Assgnmt><Id>[^<]+<\/Id>/, '<Assgnmt>').replace(/<CreDtTm>[^<]+<\/CreDtTm>/, '');
  const returned = async () => {
    const uetr = randomUUID();
    await payments.karachi.file(camt054([{ uetr }]));
    await payments.karachi.file(pacs004(`RT-${uetr.slice(0, 20)}`, { uetr }));
    return uetr;
  };

  it.each([
    [
      'of a payment that nobody knows',
      async () => randomUUID(),
      'NOOR',
      'The ledger knows no payment that it names.',
    ],
    ['of what went back', returned, 'ARDT', 'All of the payment went back already.'],
  ])(
    '%s, is refused at once and later in the same words, to who asked',
    async (name, payment, code, message) => {
      const uetr = await payment();
      const file = camt056(`RU-${name.length}`, { uetr });
      const { body } = await payments.karachi.file(file);
      expect(body.results).toMatchObject([{ code, reason: 'recall-refused', message }]);
      const later = withoutHead((await answerXml(body.results[0]?.recallId ?? '')).text);
      expect(await atOnce(file)).toBe(later);
      const agent = (bic: string) => `<Agt><FinInstnId><BICFI>${bic}</BICFI></FinInstnId></Agt>`;
      for (const part of [
        `<Assgnr>${agent('DEMOPKKA')}</Assgnr><Assgne>${agent('DEMOKZKA')}</Assgne>`,
        `<RslvdCase><Id>CASE-RU-${name.length}</Id><Cretr>${agent('DEMOKZKA')}</Cretr></RslvdCase>`,
        '<OrgnlGrpInf><OrgnlMsgId>P8</OrgnlMsgId><OrgnlMsgNmId>pacs.008.001.08</OrgnlMsgNmId></OrgnlGrpInf>',
        `<Rsn><Cd>${code}</Cd></Rsn><AddtlInf>${message}</AddtlInf>`,
      ]) {
        expect(later).toContain(part);
      }
    },
  );
});

it('that is accepted gives nothing back by itself', async () => {
  const { recallId, uetr } = await recalled('RC-4');
  const { status, body } = await client().post(`/v1/recalls/${recallId}/answer`, { answer: 'accepted' });
  expect([status, body.status]).toEqual([200, 'accepted']);
  expect((await answerXml(recallId)).text).toContain('<Conf>CNCL</Conf>');
  const [item] = (await client().get(`/v1/settlements?uetr=${uetr}`)).body.items;
  expect([item.returned.amount, item.returns]).toEqual(['0.00', []]);
});

it('is answered by its own bank alone, with a reason of the standard', async () => {
  const { recallId } = await recalled('RC-5');
  const path = `/v1/recalls/${recallId}/answer`;
  expect((await client('almaty-key').post(path, { answer: 'accepted' })).body.code).toBe('recall-unknown');
  expect((await client('operator-key').post(path, { answer: 'accepted' })).status).toBe(403);
  expect((await answerXml(recallId, 'almaty-key')).status).toBe(404);
  expect((await client().post('/v1/recalls/x/answer', { answer: 'accepted' })).status).toBe(404);
  for (const [body, pointer, code] of [
    [{ answer: 'rejected' }, '/reason', 'content-invalid'],
    [{ answer: 'rejected', reason: 'ZZZZ' }, '/reason', 'reason-unknown'],
    [{ answer: 'accepted', reason: 'CUST' }, '/reason', 'content-invalid'],
    [{ answer: 'perhaps' }, '/answer', 'content-invalid'],
  ] as const) {
    const refused = await client().post(path, body);
    expect([refused.status, refused.body.code, refused.body.pointer]).toEqual([422, code, pointer]);
  }
  const answers = await payments.world.events('RecallAnswered', (data) => data.recallId === recallId);
  expect(answers.map(({ data }) => data.status)).toEqual(['PDCR']);
});
