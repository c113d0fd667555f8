import { type MessageBegin, readMessages } from '@corridor/iso20022';
import { pacs002, pacs004, pacs008, pacs009Cover } from '../messages/payment-messages.spec-kit.js';
import type { PaymentItem } from './alike-payments.js';
import { commandOf, type Sent } from './payment-commands.js';

const UETR = '4b6e2c1a-0f5d-4c3b-9a8e-7d6c5b4a3f21';
const IN_HEADER =
  '<InstgAgt><FinInstnId><BICFI>DEMOHEAD</BICFI></FinInstnId></InstgAgt><InstdAgt><FinInstnId><BICFI>DEMOPKKAXXX</BICFI></FinInstnId></InstdAgt></GrpHdr>';

async function toldBy(xml: string) {
  let begin: MessageBegin | undefined;
  for await (const part of readMessages([Buffer.from(xml)])) {
    if (part.kind === 'message') begin = part;
    const { instructingAgent, instructedAgent } = begin ?? {};
    const sent: Sent = {
      bank: 'demo-bank-karachi',
      bics: [],
      createdAt: '2026-03-30T10:00:00+05:00',
      ...(instructingAgent !== undefined && { instructingAgent }),
      ...(instructedAgent !== undefined && { instructedAgent }),
    };
    if ('messageFormat' in part && part.kind !== 'message-end') {
      return commandOf(
        part as Exclude<PaymentItem, { kind: 'cancellation-answer' | 'cancellation-request' }>,
        sent,
      ).data;
    }
  }
  throw new Error('The message tells of no payment.');
}

const FACTS = { uetr: UETR };

it('tells between which banks a payment goes', async () => {
  expect(await toldBy(pacs008('M-1', FACTS))).toMatchObject({
    instructingAgent: 'DEMOKZKA',
    instructedAgent: 'DEMOPKKA',
  });
});

it.each([
  ['pacs.009 COV', pacs009Cover('M-1', FACTS)],
  ['pacs.002', pacs002('M-1', 'ACCC', FACTS)],
  ['pacs.004', pacs004('M-1', FACTS)],
])('tells of a %s what its header tells', async (_, xml) => {
  const told = await toldBy(xml.replace('</GrpHdr>', IN_HEADER));
  expect(told).toMatchObject({ instructingAgent: 'DEMOHEAD', instructedAgent: 'DEMOPKKAXXX' });
});

it('takes what is told with the payment before what the header tells', async () => {
  const told = await toldBy(pacs008('M-1', FACTS).replace('</GrpHdr>', IN_HEADER));
  expect(told).toMatchObject({ instructingAgent: 'DEMOKZKA', instructedAgent: 'DEMOPKKA' });
});
