import { randomUUID } from 'node:crypto';
import { camt054 } from '../camt054.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { eventually } from '../trade-world.spec-kit.js';

let p: RunningPayments;
beforeAll(async () => {
  p = await startPayments();
});
afterAll(() => p.stop());

const NS = 'urn:iso:std:iso:20022:tech:xsd:';
const agent = (name: string, bic: string) =>
  `<${name}><FinInstnId><BICFI>${bic}</BICFI></FinInstnId></${name}>`;
const INSTRUCTED = '<InstdAmt Ccy="USD">1000.00</InstdAmt>';
const TAKEN = `<ChrgsInf><Amt Ccy="USD">15.00</Amt>${agent('Agt', 'DEMOKZKA')}</ChrgsInf>`;

/** 1,000.00 were instructed, 985.00 came. */
interface Payment {
  readonly id: string;
  readonly uetr: string;
}
const instruction = ({ id, uetr }: Payment, instructed: string, bearer: string, taken: string) =>
  `<Document xmlns="${NS}pacs.008.001.08"><FIToFICstmrCdtTrf><GrpHdr><MsgId>P8-${id}</MsgId><CreDtTm>2026-03-30T10:00:00+05:00</CreDtTm><NbOfTxs>1</NbOfTxs><SttlmInf><SttlmMtd>INDA</SttlmMtd></SttlmInf></GrpHdr><CdtTrfTxInf><PmtId><EndToEndId>INV-${id}</EndToEndId><UETR>${uetr}</UETR></PmtId><IntrBkSttlmAmt Ccy="USD">985.00</IntrBkSttlmAmt><IntrBkSttlmDt>2026-03-30</IntrBkSttlmDt>${instructed}<ChrgBr>${bearer}</ChrgBr>${taken}${agent('InstgAgt', 'DEMOKZKA')}${agent('InstdAgt', 'DEMOPKKA')}<Dbtr><Nm>Demo Trading</Nm></Dbtr>${agent('DbtrAgt', 'DEMOKZKA')}${agent('CdtrAgt', 'DEMOPKKA')}<Cdtr><Nm>Demo Textiles</Nm></Cdtr><CdtrAcct><Id><IBAN>PK36SCBL0000001123456702</IBAN></Id></CdtrAcct></CdtTrfTxInf></FIToFICstmrCdtTrf></Document>`;
const credited = ({ id, uetr }: Payment) =>
  `<Document xmlns="${NS}pacs.002.001.10"><FIToFIPmtStsRpt><GrpHdr><MsgId>P2-${id}</MsgId><CreDtTm>2026-03-30T11:00:00+05:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>P8-${id}</OrgnlMsgId><OrgnlMsgNmId>pacs.008.001.08</OrgnlMsgNmId></OrgnlGrpInfAndSts><TxInfAndSts><OrgnlEndToEndId>INV-${id}</OrgnlEndToEndId><OrgnlUETR>${uetr}</OrgnlUETR><TxSts>ACCC</TxSts><AccptncDtTm>2026-03-31T10:00:00+05:00</AccptncDtTm></TxInfAndSts></FIToFIPmtStsRpt></Document>`;
const entry = ({ id, uetr }: Payment, instructed: string) => {
  const xml = camt054([
    { amount: '985.00', servicerReference: `S-${id}`, uetr, endToEndId: `INV-${id}`, debtor: 'Demo Trading' },
  ]);
  const amounts =
    instructed && `<AmtDtls><InstdAmt>${instructed.replaceAll('InstdAmt', 'Amt')}</InstdAmt></AmtDtls>`;
  return xml.replace('</Refs>', `</Refs>${amounts}`);
};

const ORDERS = [
  ['instruction', 'status'],
  ['instruction', 'status', 'entry'],
  ['instruction', 'entry'],
  ['instruction', 'entry', 'status'],
  ['entry', 'instruction'],
  ['entry', 'instruction', 'status'],
  ['entry', 'status', 'instruction'],
  ['status', 'instruction', 'entry'],
  ['status', 'entry', 'instruction'],
] as const;

/** Sends the messages one behind the other, and waits until nothing is owed. */
async function settled(order: readonly (keyof Messages)[], bearer: string, told: 'instruction' | 'entry') {
  const payment = { id: randomUUID().slice(0, 8), uetr: randomUUID() };
  const { invoiceId } = await p.world.invoice({ invoiceNumber: `INV-${payment.id}` });
  await p.world.publish();
  const owed = async () => {
    const { body } = await p.karachi.obligations('?limit=200');
    return body.items.find(({ obligationId }) => obligationId === invoiceId)?.outstanding.amount;
  };
  await eventually(async () => (await owed()) === '1000.00');
  const isOfInstruction = told === 'instruction';
  const messages: Messages = {
    instruction: instruction(
      payment,
      isOfInstruction ? INSTRUCTED : '',
      bearer,
      isOfInstruction ? TAKEN : '',
    ),
    status: credited(payment),
    entry: entry(payment, isOfInstruction ? '' : INSTRUCTED),
  };
  for (const each of order) {
    const { body } = await p.karachi.file(messages[each]);
    expect(body.results.map(({ status }) => status)).not.toContain('rejected');
    const list = async () => (await p.karachi.list(`?uetr=${payment.uetr}`)).body.items[0];
    // What was booked is matched before the next message comes.
    if ((await list())?.settlementId)
      await eventually(async () => ((await list())?.matches?.length ?? 0) > 0);
  }
  await eventually(async () => (await owed()) === undefined);
  const { body } = await p.karachi.list(`?uetr=${payment.uetr}`);
  return body.items[0]?.matches?.flatMap((match) => match.fees?.amount ?? []);
}

interface Messages {
  readonly instruction: string;
  readonly status: string;
  readonly entry: string;
}

describe.each(ORDERS.map((order) => [order.join(', '), order] as const))('%s', (_, order) => {
  it.each(['SHAR', 'CRED'])('charges %s that the instruction tells count for the debtor', async (bearer) => {
    expect(await settled(order, bearer, 'instruction')).toEqual(['15.00']);
  });
});

const WITH_ENTRY = ORDERS.filter((order) => order.some((each) => each === 'entry'));
it.each(WITH_ENTRY.map((order) => [order.join(', '), order] as const))(
  'what was instructed may be told by the entry alone: %s',
  async (_, order) => {
    expect(await settled(order, 'SHAR', 'entry')).toEqual(['15.00']);
  },
);
