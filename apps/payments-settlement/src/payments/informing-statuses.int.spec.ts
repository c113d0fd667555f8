import { randomUUID } from 'node:crypto';
import { camt054 } from '../camt054.spec-kit.js';
import { jsonClient } from '../json-client.spec-kit.js';
import { pain001 } from '../messages/further-messages.spec-kit.js';
import { pacs002, pacs008, pacs009Cover } from '../messages/payment-messages.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const OTHER = { status: 'accepted', isoStatus: 'RCVD', code: 'NARR', reason: 'status-of-other-message' };
const ORDER = { status: 'accepted', isoStatus: 'RCVD', code: 'NARR', reason: 'status-of-order' };

const send = async (xml: string) => (await payments.karachi.file(xml)).body.results[0];
const bookedUnder = async (uetr: string) =>
  (await payments.world.events('SettlementBooked', (d) => d.references.uetr === uetr)).map(
    ({ data }) => data.basis,
  );
/** What the bank is told of its statuses, in their order. */
const feedOf = async (uetr: string) => {
  const { body } = await jsonClient(payments.url, 'karachi-key').get(
    '/v1/outgoing?types=PaymentStatusReported&limit=500',
  );
  type Item = { readonly isoStatus: string; readonly reference?: { readonly uetr?: string } };
  return (body.items as readonly Item[])
    .filter(({ reference }) => reference?.uetr === uetr)
    .map(({ isoStatus }) => isoStatus);
};

function payment() {
  const uetr = randomUUID();
  const run = uetr.slice(0, 8);
  const facts = { uetr, endToEndId: `INF-${run}` };
  const status = (name: string, of: string, id = name): string =>
    pacs002(`P2-${id}-${run}`, 'ACCC', facts)
      .replace('<OrgnlMsgNmId>pacs.008.001.08</OrgnlMsgNmId>', name && `<OrgnlMsgNmId>${name}</OrgnlMsgNmId>`)
      .replace('<OrgnlMsgId>P8', `<OrgnlMsgId>${of}`);
  return {
    ...facts,
    run,
    status,
    instruction: pacs008(`P8-${run}`, facts),
    cover: pacs009Cover(`P9-${run}`, facts),
    ofCover: status('pacs.009.001.08', `P9-${run}`),
    ofInstruction: status('pacs.008.001.08', `P8-${run}`),
  };
}

it.each([
  ['behind both', ['instruction', 'cover', 'ofCover'], [OTHER], ['RCVD']],
  ['before the instruction', ['cover', 'ofCover', 'instruction'], [OTHER], ['RCVD']],
  // What it speaks of may be the instruction still.
  [
    'before both',
    ['ofCover', 'instruction', 'cover'],
    [{ isoStatus: 'PDNG', reason: 'instruction-unknown' }],
    ['PDNG'],
  ],
] as const)(
  'that the cover was credited to the bank of the creditor settles nothing of his: %s',
  async (_, order, answers, feed) => {
    const told = payment();
    const results = [];
    for (const which of order) results.push([which, await send(told[which])] as const);
    expect(results.flatMap(([which, each]) => (which === 'ofCover' ? [each] : []))).toMatchObject(answers);
    expect([await bookedUnder(told.uetr), await feedOf(told.uetr)]).toEqual([[], feed]);
    // Told again by what it is now.
    expect(await send(told.ofCover)).toMatchObject({ ...OTHER, status: 'duplicate' });
    expect(await send(told.ofInstruction)).toMatchObject({
      isoStatus: 'ACTC',
      settlementId: expect.any(String),
    });
    expect(await bookedUnder(told.uetr)).toEqual(['status-accc']);
  },
);

it.each([
  ['by its id alone', '', (run: string) => `P9-${run}`],
  ['as a SWIFT MT', 'MT202COV', () => 'X'],
  ['as the return of the payment', 'pacs.004.001.09', () => 'P4'],
])('a status informs that names %s another message under the UETR', async (_, name, of) => {
  const { uetr, run, instruction, cover, status } = payment();
  for (const xml of [instruction, cover]) await send(xml);
  expect(await send(status(name, of(run), 'OF'))).toMatchObject(OTHER);
  expect(await bookedUnder(uetr)).toEqual([]);
});

it('a status of the instruction settles, whatever of it names that', async () => {
  for (const [name, of] of [
    ['', 'P8'],
    ['', 'ELSEWHERE'],
    ['MT103', 'ELSEWHERE'],
    ['pacs.008.001.02', 'ELSEWHERE'],
  ] as const) {
    const { uetr, instruction, cover, status } = payment();
    for (const xml of [instruction, cover]) await send(xml);
    expect(await send(status(name, of, 'OF'))).toMatchObject({ isoStatus: 'ACTC' });
    expect(await bookedUnder(uetr)).toEqual(['status-accc']);
  }
});

it('what a pain.002 says informs, before the payment between banks and behind it', async () => {
  const { uetr, run, endToEndId, instruction } = payment();
  const status = (id: string): string =>
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>${id}-${run}</MsgId><CreDtTm>2026-03-30T11:00:00+05:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>P1-${run}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>P1-P</OrgnlPmtInfId>
<TxInfAndSts><OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId><OrgnlUETR>${uetr}</OrgnlUETR><TxSts>ACCC</TxSts><AccptncDtTm>2026-03-31T10:00:00+05:00</AccptncDtTm></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
  await send(pain001(`P1-${run}`, endToEndId));
  expect(await send(status('A'))).toMatchObject(ORDER);
  await send(instruction);
  expect(await send(status('B'))).toMatchObject(ORDER);
  expect([await bookedUnder(uetr), await feedOf(uetr)]).toEqual([[], ['RCVD', 'RCVD']]);
  await send(camt054([{ endToEndId, uetr }]));
  expect(await bookedUnder(uetr)).toEqual(['booked-credit']);
});
