import { randomUUID } from 'node:crypto';
import type { PaymentCommand, RecallSent } from '@corridor/domain';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { aggregatesOn } from '../aggregates.js';
import { camt054 } from '../camt054.spec-kit.js';
import { camt029 } from '../messages/further-messages.spec-kit.js';
import { camt056, pacs004, pacs008 } from '../messages/payment-messages.spec-kit.js';
import { paymentIdOf, recallIdOf } from '../naming/settlement-id.js';
import { originalPaymentId } from '../payments/payment-identity.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { ALMATY, eventually } from '../trade-world.spec-kit.js';
import { recallCalls } from './between-banks.spec-kit.js';

/** Almaty (DEMOKZKA) sends recalls to Karachi (DEMOPKKA); what they are of, and what answers them, comes in another order, or stood before. */
let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());
const { send, listed, listedOf, answer } = recallCalls(() => payments);

describe('a recall that came before its assignee told of the payment', () => {
  it('is passed on where it was said meanwhile that it is looked at', async () => {
    const uetr = randomUUID();
    await send('almaty-key', camt056('IP-1', { uetr }));
    const interim = camt029('IP-1-A', 'CASE-IP-1', { uetr }).replaceAll('RJCR', 'PDCR');
    expect(await send('almaty-key', interim)).toMatchObject({ recallAnswer: { isoStatus: 'PDCR' } });
    await send('karachi-key', pacs008('IP-1-P', { uetr }));
    await eventually(async () => (await listed('karachi-key', uetr))[0]);
  });

  it('is passed on once its BIC names one bank', async () => {
    const uetr = randomUUID();
    for (const bank of ['demo-bank-first', 'demo-bank-second']) {
      await payments.world.key(`${bank}-key`, bank, 'bank', ['DEMOTJ22']);
    }
    await send('demo-bank-first-key', pacs008('TW-1-P', { uetr }));
    await send('almaty-key', camt056('TW-1', { uetr, to: 'DEMOTJ22' }));
    // What came behind it has been looked at: so has this one.
    const behind = randomUUID();
    await send('almaty-key', camt056('TW-2', { uetr: behind }));
    await send('karachi-key', pacs008('TW-2-P', { uetr: behind }));
    await eventually(async () => (await listed('karachi-key', behind))[0]);
    await payments.world.owner.query(
      `UPDATE access.api_keys SET revoked_at = now() WHERE participant = 'demo-bank-second'`,
    );
    await eventually(async () => (await listed('demo-bank-first-key', uetr))[0]);
  });

  it('is passed on once an entry tells the UETR of a credit that is booked', async () => {
    const uetr = randomUUID();
    await send('almaty-key', camt056('LU-1', { uetr }));
    const entry = { servicerReference: 'LU-1', amount: '77.00' };
    await send('karachi-key', camt054([entry]));
    await send('karachi-key', camt054([{ ...entry, uetr }]));
    await eventually(async () => (await listed('karachi-key', uetr))[0]);
  });
});

it.each([
  ['with a UETR', true],
  ['without a UETR', false],
])('a recall %s that was sent just when its assignee answered it has that answer', async (_, hasUetr) => {
  const id = `JW-${hasUetr}`;
  const facts = { uetr: hasUetr ? randomUUID() : '', endToEndId: id };
  await send('karachi-key', pacs008('P8', facts));
  const { recallId = '' } = await send('karachi-key', camt056(id, facts));
  await answer('karachi-key', recallId);
  // Each read the stream of the other bank before it was written to.
  const original = { messageId: 'P8', endToEndId: id, ...(hasUetr && { uetr: facts.uetr }) };
  const paymentId = originalPaymentId(ALMATY, id, original);
  const recall = recallOf(id, paymentId, original);
  await onStream(paymentId, {
    type: 'SendRecall',
    occurredAt: AT,
    data: { ...recall, recallId: recallIdOf(paymentId, ['sent', `CASE-${id}`, 'C-1', id]), ...BETWEEN },
  });
  await eventually(async () =>
    (await listedOf('almaty-key', id))[0].status === 'rejected' ? true : undefined,
  );
});

describe('what the ledger answers for the bank that was sent a recall', () => {
  it.each([
    ['its assignee', ['karachi-key', 'almaty-key']],
    ['its sender', ['almaty-key', 'karachi-key']],
  ])('that all went back is told to both, where %s posts it first', async (who, keys) => {
    const uetr = randomUUID();
    await send('karachi-key', camt054([{ uetr }]));
    await send('karachi-key', pacs004(`AR-R${who.length}`, { uetr }));
    const file = camt056(`AR-${who.length}`, { uetr });
    for (const key of keys) {
      expect(await send(key, file)).toMatchObject({
        isoStatus: 'ACTC',
        reason: 'recall-refused',
        code: 'ARDT',
      });
    }
    for (const key of keys) {
      expect(await listed(key, uetr)).toMatchObject([
        { status: 'rejected', answered: { by: 'ledger', reasons: [{ code: 'ARDT' }] } },
      ]);
    }
  });

  it('that it is of no payment binds nobody else', async () => {
    const uetr = randomUUID();
    const file = camt056('NO-1', { uetr });
    expect(await send('karachi-key', file)).toMatchObject({ reason: 'recall-refused', code: 'NOOR' });
    await send('almaty-key', file);
    expect(await listed('almaty-key', uetr)).toMatchObject([{ status: 'pending' }]);
    expect(await listed('karachi-key', uetr)).toMatchObject([{ status: 'rejected' }]);
  });
});

it('a recall on its way to another bank is answered in the name of the ledger in its header, too', async () => {
  const bank = (bic: string) => `<FIId><FinInstnId><BICFI>${bic}</BICFI></FinInstnId></FIId>`;
  const head = `<AppHdr xmlns="urn:iso:std:iso:20022:tech:xsd:head.001.001.02"><Fr>${bank('DEMOKZKA')}</Fr><To>${bank('DEMOPKKA')}</To><BizMsgIdr>EN-1</BizMsgIdr><MsgDefIdr>camt.056.001.08</MsgDefIdr><BizSvc>swift.cbprplus.03</BizSvc><CreDt>2026-04-01T10:00:00+05:00</CreDt></AppHdr>`;
  const file = `<RequestPayload>${head}${camt056('EN-1', { uetr: randomUUID() })}</RequestPayload>`;
  const fromOf = async (key: string) => {
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/xml',
      accept: 'application/xml',
    };
    const response = await fetch(`${payments.url}/v1/iso20022`, { method: 'POST', headers, body: file });
    return /<Fr>.*?<\/Fr>/s.exec(await response.text())?.[0];
  };
  expect(await fromOf('almaty-key')).toMatch(/CORRIDOR-LEDGER/);
  expect(await fromOf('almaty-key')).not.toMatch(/DEMO/);
  // Who was sent it answers itself.
  expect(await fromOf('karachi-key')).toMatch(/DEMOPKKA/);
});

describe('a recall on record is known when it is sent again', () => {
  const MOVED = 'demo-bank-moved';
  beforeAll(async () => {
    await payments.world.key('before-key', MOVED, 'bank', ['DEMOTM22']);
    await payments.world.key('behind-key', MOVED, 'bank', ['DEMOTM33']);
    await payments.world.key('without-key', MOVED, 'bank');
  });

  it('that the bank sent, where the BIC of its assignee is with its key, too, by then', async () => {
    await payments.world.key('one-key', 'demo-bank-merged', 'bank', ['DEMOTM44']);
    const uetr = randomUUID();
    await send('one-key', pacs008('MG-I', { uetr }));
    const file = camt056('MG-1', { uetr, from: 'DEMOTM44', to: 'DEMORUMM' });
    const { recallId, position } = await send('one-key', file);
    await payments.world.key('merged-key', 'demo-bank-merged', 'bank', ['DEMOTM44', 'DEMORUMM']);
    expect(await send('merged-key', file)).toMatchObject({ status: 'duplicate', recallId, position });
    expect(await listed('one-key', uetr)).toMatchObject([{ recallId, direction: 'sent' }]);
    // What it was sent under the same names is another one.
    const other = camt056('MG-1', { uetr, from: 'DEMOKZKA', to: 'DEMOTM44' });
    const received = await send('merged-key', other);
    expect(received.recallId).not.toBe(recallId);
  });

  it.each([
    ['that the bank was sent', 'DEMOKZKA', 'DEMOTM22', 'PDNG'],
    ['that the bank sent', 'DEMOTM22', 'DEMORUMM', 'PDNG'],
  ])('%s, whatever BICs its key has by then', async (_, from, to, isoStatus) => {
    const uetr = randomUUID();
    await send('before-key', pacs008(`MV-${from}`, { uetr }));
    const file = camt056(`MR-${from}`, { uetr, from, to });
    const { recallId, position } = await send('before-key', file);
    for (const key of ['behind-key', 'without-key']) {
      expect(await send(key, file)).toMatchObject({ status: 'duplicate', isoStatus, recallId, position });
    }
    expect(await listed('before-key', uetr)).toHaveLength(1);
  });
});

it('a recall that an older release kept as received is sent on when it is sent again, unless it has its answer', async () => {
  const [open, over] = [randomUUID(), randomUUID()];
  await keptAsReceived('OS-1', open);
  await keptAsReceived('OS-2', over);
  await send('almaty-key', camt029('OS-2-A', 'CASE-OS-2', { uetr: over }));
  expect(await send('almaty-key', camt056('OS-1', { uetr: open }))).toMatchObject({ status: 'accepted' });
  expect(await send('almaty-key', camt056('OS-2', { uetr: over }))).toMatchObject({ status: 'duplicate' });
  expect(await listed('almaty-key', open)).toMatchObject([{ direction: 'received' }, { direction: 'sent' }]);
  expect(await listed('almaty-key', over)).toMatchObject([{ direction: 'received', status: 'rejected' }]);
});

describe('a recall without a UETR, of another payment than its assignee told of under the same end-to-end id', () => {
  /** Of the message that both payments were in. */
  const recallOfOther = (id: string, endToEndId: string) =>
    camt056(id, { uetr: '', endToEndId })
      .replace('<OrgnlEndToEndId>', '<OrgnlInstrId>I-2</OrgnlInstrId><OrgnlEndToEndId>')
      .replace('</OrgnlEndToEndId>', '</OrgnlEndToEndId><OrgnlTxId>T-2</OrgnlTxId>');

  it('is not put on that one', async () => {
    const own = await send('karachi-key', pacs008('P8', { uetr: '', endToEndId: 'OT-1' }));
    const recall = recallOfOther('OT-1', 'OT-1');
    expect(await send('almaty-key', recall)).toMatchObject({ status: 'accepted' });
    expect(await listedOf('almaty-key', 'OT-1')).toMatchObject([{ direction: 'sent', status: 'pending' }]);
    expect(await listedOf('karachi-key', 'OT-1')).toEqual([]);
    // Nor where who was sent it posts it, too.
    expect((await send('karachi-key', recall)).paymentId).not.toBe(own.paymentId);
  });

  it('is put on the other one, where its assignee told of both', async () => {
    const both = pacs008('P8', { uetr: '', endToEndId: 'OT-2' })
      .replace(
        /<CdtTrfTxInf>.*<\/CdtTrfTxInf>/s,
        (first) => first + first.replace('I-1', 'I-2').replace('T-1', 'T-2'),
      )
      .replace('<NbOfTxs>1', '<NbOfTxs>2');
    await payments.world.key('both-key', 'demo-bank-both', 'bank', ['DEMOKG22']);
    const { results } = (await payments.bank('both-key').file(both)).body;
    await send('almaty-key', recallOfOther('OT-2', 'OT-2').replaceAll('DEMOPKKA', 'DEMOKG22'));
    expect(await listedOf('both-key', 'OT-2')).toMatchObject([{ paymentId: results[1]?.paymentId }]);
    expect(results[0]?.paymentId).not.toBe(results[1]?.paymentId);
  });
});

it('the answer of a recall that an older release kept as received is taken, and once', async () => {
  const uetr = randomUUID();
  await keptAsReceived('OL-1', uetr);
  const file = camt029('OL-1-A', 'CASE-OL-1', { uetr });
  expect(await send('almaty-key', file)).toMatchObject({
    status: 'accepted',
    recallAnswer: { isoStatus: 'RJCR' },
  });
  expect(await send('almaty-key', file)).toMatchObject({
    status: 'duplicate',
    recallAnswer: { isoStatus: 'RJCR' },
  });
  expect(await listed('almaty-key', uetr)).toMatchObject([{ direction: 'received', status: 'rejected' }]);
});

it('what answered a recall before answers no other one of its case', async () => {
  const uetr = randomUUID();
  const file = camt029('AG-1', 'CASE-AG', { uetr });
  const recall = (id: string) => camt056(id, { uetr }).replace(`CASE-${id}`, 'CASE-AG');
  await send('almaty-key', recall('AG'));
  expect(await send('almaty-key', file)).toMatchObject({ status: 'accepted' });
  await send('almaty-key', recall('AH'));
  expect(await send('almaty-key', file)).toMatchObject({ status: 'duplicate' });
  expect(await listed('almaty-key', uetr)).toMatchObject([{ status: 'rejected' }, { status: 'pending' }]);
});

const AT = '2026-04-01T10:00:00+05:00';
const BETWEEN = { assigner: 'DEMOKZKA', assignee: 'DEMOPKKA' };

/** Almaty's, but for which way it went. */
function recallOf(id: string, paymentId: string, original: RecallSent['data']['original']) {
  const reasons = [{ code: 'DUPL', additional: [] }];
  const names = { assignmentId: id, caseId: `CASE-${id}`, cancellationId: 'C-1' };
  return { paymentId, bank: ALMATY, ...names, original, reasons, format: 'camt.056.001.08', messageId: id };
}

/** What came of a command that no message gives any more, or that read the log a moment ago. */
async function onStream(paymentId: string, command: PaymentCommand): Promise<void> {
  const pool = ledgerPool(payments.world.ledger.url, 'payments_settlement');
  try {
    const context = { actor: `bank:${ALMATY}`, correlationId: randomUUID() };
    await aggregatesOn(new EventStore({ pool })).payments.handle(paymentId, command, context);
  } finally {
    await pool.end();
  }
}

/** As the releases before kept what Almaty sent: as received, by itself from itself. */
async function keptAsReceived(id: string, uetr: string): Promise<void> {
  const paymentId = paymentIdOf(ALMATY, ['UETR', uetr]);
  const original = { messageId: 'P8', messageName: 'pacs.008.001.08', endToEndId: 'INV-2026-0042', uetr };
  const recallId = recallIdOf(paymentId, [`CASE-${id}`, 'C-1', id]);
  const itself = { assigner: 'DEMOKZKA', assignee: 'DEMOKZKAXXX' };
  const data = { ...recallOf(id, paymentId, original), recallId, ...itself };
  await onStream(paymentId, { type: 'RequestRecall', occurredAt: AT, data });
}
