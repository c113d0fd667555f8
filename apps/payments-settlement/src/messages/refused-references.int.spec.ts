import { randomUUID } from 'node:crypto';
import { camt054 } from '../camt054.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { pacs002, pacs004, pacs008 } from './payment-messages.spec-kit.js';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const only = async (xml: string) => {
  const { status, body } = await payments.karachi.file(xml);
  expect([status, body.results.length]).toEqual([200, 1]);
  return body.results[0];
};

it('a payment with a fault is refused by all of its references, each by its name, in JSON and in XML', async () => {
  const uetr = randomUUID();
  const message = pacs008('REF-8', { uetr, endToEndId: 'E-8', amount: '-1' });
  expect(await only(message)).toMatchObject({ status: 'rejected', reference: 'E-8' });
  expect((await only(message))?.references).toEqual({
    endToEndId: 'E-8',
    uetr,
    instructionId: 'I-1',
    transactionId: 'T-1',
  });
  const inXml = await fetch(`${payments.url}/v1/iso20022`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer karachi-key',
      'content-type': 'application/xml',
      accept: 'application/xml',
    },
    body: message,
  });
  expect(await inXml.text()).toContain(
    `<OrgnlInstrId>I-1</OrgnlInstrId><OrgnlEndToEndId>E-8</OrgnlEndToEndId><OrgnlTxId>T-1</OrgnlTxId><OrgnlUETR>${uetr}</OrgnlUETR><TxSts>RJCT</TxSts>`,
  );
});

it.each<[string, string, object]>([
  ['it is pending', 'REF-54-1', { status: 'PDNG' }],
  ['it has a fault', 'REF-54-2', { amount: '-1' }],
])('an entry is refused by the references of the account where %s', async (_, messageId, change) => {
  const uetr = randomUUID();
  const entry = { endToEndId: 'E-54', uetr, servicerReference: 'S-54', ...change };
  const result = await only(camt054([entry], { messageId }));
  expect(result?.status).toBe('rejected');
  expect(result?.references).toMatchObject({ endToEndId: 'E-54', uetr, accountServicerReference: 'S-54' });
});

it('what speaks of a payment is refused by how it names that, and its message', async () => {
  const uetr = randomUUID();
  await only(pacs008('REF-9', { uetr }));
  const result = await only(pacs004('REF-4', { uetr: '', messageId: 'REF-9', endToEndId: 'E-NONE' }));
  expect(result).toMatchObject({ status: 'rejected', reference: 'E-NONE' });
  expect(result?.references).toEqual({ endToEndId: 'E-NONE', messageId: 'REF-9' });
  expect(await only(pacs002('REF-2', 'ACSC', { uetr }))).not.toHaveProperty('references');
});
