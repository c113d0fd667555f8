import { randomUUID } from 'node:crypto';

import type { Posting } from '@corridor/domain';
import fc from 'fast-check';
import { camt054 } from '../camt054.spec-kit.js';
import { jsonClient } from '../json-client.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { eventually } from '../trade-world.spec-kit.js';
import {
  camt056,
  fileOf,
  type PaymentFacts,
  pacs002,
  pacs004,
  pacs008,
  pacs009Cover,
} from './payment-messages.spec-kit.js';

const SEED = 20_261_126;

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

/** Events that banks' messages led to; what the process makes of them goes on beside. */
const told = async (): Promise<number> =>
  (await payments.world.log()).filter(({ actor }) => actor.startsWith('bank:')).length;
const send = async (xml: string) => {
  const { status, body } = await payments.karachi.file(xml);
  expect(status).toBe(200);
  return body;
};
const one = async (xml: string) => (await send(xml)).results[0];
const credits = (uetr: string) =>
  payments.world.events('SettlementBooked', ({ references }) => references.uetr === uetr);
const returns = async (uetr: string) => {
  const [credit] = await credits(uetr);
  return payments.world.events(
    'SettlementReturned',
    (data) => data.settlementId === credit?.data.settlementId,
  );
};

describe('a payment', () => {
  it('that is instructed and covered moves no money; its status ACSC informs', async () => {
    const uetr = randomUUID();
    expect(await one(pacs008('L1', { uetr }))).toMatchObject({ status: 'accepted', isoStatus: 'ACTC' });
    expect(await one(pacs009Cover('L2', { uetr }))).toMatchObject({ status: 'accepted', isoStatus: 'ACTC' });
    expect(await one(pacs002('L3', 'ACSC', { uetr }))).toMatchObject({
      status: 'accepted',
      isoStatus: 'RCVD',
    });
    expect(await credits(uetr)).toEqual([]);
  });

  it('that is instructed otherwise under the same UETR goes by the first, and says so', async () => {
    const uetr = randomUUID();
    expect((await one(pacs008('O1', { uetr })))?.notes).toBeUndefined();
    const other = await one(pacs008('O2', { uetr, amount: '9999.00' }));
    expect(other).toMatchObject({ isoStatus: 'ACTC', notes: [{ code: 'instruction-differs' }] });
    await one(pacs002('O3', 'ACCC', { uetr }));
    expect((await credits(uetr)).map(({ data }) => data.amount.amount)).toEqual(['1000.00']);
  });

  it('with the status ACCC is booked once, whichever of it and its instruction comes first', async () => {
    for (const order of [
      ['instruction', 'status'],
      ['status', 'instruction'],
    ]) {
      const uetr = randomUUID();
      const results = [];
      for (const which of order) {
        const id = randomUUID().slice(0, 30);
        results.push(await one(which === 'status' ? pacs002(id, 'ACCC', { uetr }) : pacs008(id, { uetr })));
      }
      expect(results.map((each) => each?.isoStatus)).toEqual(
        order[0] === 'status' ? ['PDNG', 'ACTC'] : ['ACTC', 'ACTC'],
      );
      expect(
        (await credits(uetr)).map(({ data }) => [data.basis, data.amount.amount, data.valueDate]),
      ).toEqual([['status-accc', '1000.00', '2026-03-31']]);
      const entry = await one(camt054([{ uetr, servicerReference: `S-${uetr.slice(0, 20)}` }]));
      expect(entry).toMatchObject({ status: 'duplicate', settlementId: results[1]?.settlementId });
      expect(await credits(uetr)).toHaveLength(1);
    }
  });

  it('is booked by the status ACCC of the bank that keeps the account; to whoever passes it on, it informs', async () => {
    const uetr = randomUUID();
    const status = pacs002('PASSED-ON', 'ACCC', { uetr });
    const results = [];
    for (const xml of [pacs008('PASSED-8', { uetr }), status, status]) {
      const { body } = await payments.almaty.file(xml);
      results.push(body.results[0]);
    }
    expect(results).toMatchObject([
      { status: 'accepted', isoStatus: 'ACTC' },
      { status: 'accepted', isoStatus: 'RCVD' },
      { status: 'duplicate', isoStatus: 'RCVD' },
    ]);
    for (const each of results) expect(each).not.toHaveProperty('settlementId');
    expect(results[0]).not.toHaveProperty('reason');
    for (const each of results.slice(1)) {
      expect(each).toMatchObject({ code: 'NARR', reason: 'creditor-agent-other' });
      expect(each?.message).toMatch(/DEMOPKKA.*DEMOKZKA/);
    }
    const inXml = await fetch(`${payments.url}/v1/iso20022`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer almaty-key',
        'content-type': 'application/xml',
        accept: 'application/xml',
      },
      body: status,
    });
    const told = await inXml.text();
    expect(told).toContain('<TxSts>RCVD</TxSts><StsRsnInf><Rsn><Cd>NARR</Cd></Rsn>');
    expect(told).toContain('<AddtlInf>creditor-agent-other: Its instruction names DEMOPKKA');
    expect(await credits(uetr)).toEqual([]);
    await send(camt054([{ uetr }]));
    expect((await credits(uetr)).map(({ data }) => data.bank)).toEqual(['demo-bank-karachi']);
  });

  it('waits for its entry where the ledger cannot tell whose account it is, and says what to do', async () => {
    await payments.world.key('nameless-key', 'demo-bank-nameless', 'bank');
    const nameless = payments.bank('nameless-key');
    const uetr = randomUUID();
    await nameless.file(pacs008('WHOSE-8', { uetr }).replaceAll('DEMOPKKA', 'DEMOTM22'));
    const status = pacs002('WHOSE-2', 'ACCC', { uetr });
    const { body } = await nameless.file(status);
    expect(body.results).toMatchObject([
      { status: 'accepted', isoStatus: 'PDNG', reason: 'bank-bic-unknown', message: expect.any(String) },
    ]);
    expect(await credits(uetr)).toEqual([]);
    // Sent again once a key of the bank says it, it books, and is no duplicate of what booked nothing.
    await payments.world.key('named-key', 'demo-bank-nameless', 'bank', ['DEMOTM22']);
    const once = async () => (await payments.bank('named-key').file(status)).body.results[0];
    const [booked, again] = [await once(), await once()];
    const { position } = body.results[0] ?? {};
    const settlementId = expect.any(String);
    expect(booked).toMatchObject({ status: 'accepted', isoStatus: 'ACTC', position, settlementId });
    expect(again).toMatchObject({ status: 'duplicate', position, settlementId: booked?.settlementId });
    expect(await credits(uetr)).toHaveLength(1);

    const untold = randomUUID();
    const named = pacs008('WHOSE-9', { uetr: untold });
    const agents = /<(InstgAgt|InstdAgt|CdtrAgt)>.*?<\/\1>/g;
    await send(named.replace(agents, ''));
    expect(await one(pacs002('WHOSE-3', 'ACCC', { uetr: untold }))).toMatchObject({
      isoStatus: 'PDNG',
      reason: 'creditor-agent-missing',
    });
    expect(await credits(untold)).toEqual([]);
  });

  it('is of the instructed bank where it names no bank of the creditor, and branches are of their bank', async () => {
    const uetr = randomUUID();
    const instruction = pacs008('BRANCH-8', { uetr })
      .replace(/<CdtrAgt>.*?<\/CdtrAgt>/, '')
      .replace(/(<InstdAgt>.*?)DEMOPKKA/, '$1DEMOPKKALHE');
    await send(instruction);
    await one(pacs002('BRANCH-2', 'ACCC', { uetr }));
    expect(await credits(uetr)).toHaveLength(1);
  });

  it('that a status booked keeps what the entry of the account says, its value date above all', async () => {
    const uetr = randomUUID();
    await one(pacs008(randomUUID().slice(0, 30), { uetr }));
    await one(pacs002(randomUUID().slice(0, 30), 'ACCC', { uetr }));
    const [credit] = await credits(uetr);
    const [bookedOn, valueDate] = ['2026-04-01', '2026-04-02'];
    const entry = {
      uetr,
      servicerReference: `S-${uetr.slice(0, 20)}`,
      bookedOn,
      valueDate,
      debtor: 'Demo Trading',
    };
    expect(await one(camt054([entry]))).toMatchObject({ status: 'duplicate' });
    const confirmed = await payments.world.events(
      'SettlementConfirmed',
      ({ settlementId }) => settlementId === credit?.data.settlementId,
    );
    expect(confirmed.map(({ data }) => data)).toEqual([
      expect.objectContaining({
        basis: 'booked-credit',
        account: 'PK36SCBL0000001123456702',
        amount: { amount: '1000.00', currency: 'USD' },
        bookedOn,
        valueDate,
        debtorName: 'Demo Trading',
      }),
    ]);
  });

  it('is of the amount of the entry, whichever of it and the status ACCC comes first', async () => {
    for (const first of ['status', 'entry']) {
      const uetr = randomUUID();
      await one(pacs008(randomUUID().slice(0, 30), { uetr }));
      const status = pacs002(randomUUID().slice(0, 30), 'ACCC', { uetr });
      const entry = camt054([{ uetr, amount: '990.00', servicerReference: `S-${uetr.slice(0, 20)}` }]);
      for (const message of first === 'status' ? [status, entry] : [entry, status]) {
        expect((await one(message))?.status).not.toBe('rejected');
      }
      const [credit] = await credits(uetr);
      const posted = await payments.world.events(
        'SettlementConfirmed',
        ({ settlementId }) => settlementId === credit?.data.settlementId,
      );
      const nostro = [...(credit?.data.postings ?? []), ...posted.flatMap(({ data }) => data.postings ?? [])]
        .filter(({ account }) => account === 'nostro')
        .reduce((sum, { side, amount }) => sum + (side === 'debit' ? 1 : -1) * Number(amount.amount), 0);
      expect(nostro).toBe(990);
    }
  });

  it('that paid by its status, and of whose money less came, pays with what came, and owes the rest again', async () => {
    const { world } = payments;
    const endToEndId = 'SHORT-2026-1';
    const { invoiceId } = await world.invoice({ invoiceNumber: endToEndId });
    await world.publish();
    const uetr = randomUUID();
    const facts = { uetr, endToEndId };
    // With charges on the debtor nothing may be missing.
    await one(pacs008('SHORT-8', facts).replace('SHAR', 'DEBT'));
    const booked = await one(pacs002('SHORT-2', 'ACCC', facts));
    const ofCredit = ({ settlementId }: { settlementId: string }) => settlementId === booked?.settlementId;
    await eventually(
      async () =>
        (await world.events('ObligationSettled', (data) => data.invoiceId === invoiceId)).length > 0,
    );
    const entry = camt054([{ ...facts, amount: '990.00', servicerReference: 'SHORT-S' }], {
      messageId: 'SHORT-54',
    });
    for (const _ of ['first', 'again']) {
      expect(await one(entry)).toMatchObject({ status: 'duplicate', settlementId: booked?.settlementId });
    }
    const [unmatched, ...others] = await world.events('SettlementUnmatched', ofCredit);
    expect(others).toEqual([]);
    expect(unmatched?.data).toMatchObject({
      because: 'entry-less',
      reason: expect.stringContaining('990.00 USD'),
    });
    const [confirmed] = await world.events('SettlementConfirmed', ofCredit);
    expect(confirmed?.data).toMatchObject({
      amount: { amount: '990.00' },
      unallocated: { amount: '990.00' },
    });
    const obligationId = unmatched?.data.obligationId ?? '';
    expect(await world.events('PaymentUnmatched', (data) => data.obligationId === obligationId)).toHaveLength(
      1,
    );
    // What came pays what it names, in part.
    const paid = await eventually(async () => {
      const found = await world.events('SettlementMatched', ofCredit);
      return found.length > 1 && found;
    });
    expect(paid.at(-1)?.data).toMatchObject({
      obligationId,
      amount: { amount: '990.00' },
      unallocated: { amount: '0.00' },
    });
    const [owed] = await world.events('ObligationPartSettled', (data) => data.obligationId === obligationId);
    expect(owed?.data.outstanding.amount).toBe('10.00');
    type Posted = { readonly settlementId?: string; readonly postings?: readonly Posting[] };
    const posted = (await world.log())
      .map(({ data }) => data as Posted)
      .filter(({ settlementId = '' }) => ofCredit({ settlementId }))
      .flatMap(({ postings = [] }) => postings);
    const balance = (name: string) =>
      posted
        .filter(({ account }) => account === name)
        .reduce(
          (sum, { side, amount: money }) => sum + (side === 'debit' ? 1 : -1) * Number(money.amount),
          0,
        );
    expect(['nostro', 'suspense', 'vostro'].map(balance)).toEqual([990, 0, -990]);
  });

  it('is given back by an advice that comes before its credit, and the entry that reverses it adds nothing', async () => {
    const uetr = randomUUID();
    const advice = pacs004(`R-${uetr.slice(0, 20)}`, { uetr, returned: '975.00', charge: '25.00' });
    expect(await one(advice)).toMatchObject({ isoStatus: 'PDNG', reason: 'original-unknown' });
    await one(camt054([{ uetr }]));
    await eventually(async () => (await returns(uetr)).length === 1);
    expect((await returns(uetr)).map(({ data }) => [data.amount.amount, data.returnedAmount.amount])).toEqual(
      [['1000.00', '975.00']],
    );
    const back = { uetr, sign: 'DBIT', amount: '975.00', bookedOn: '2026-04-07', valueDate: '2026-04-07' };
    expect(await one(camt054([back]))).toMatchObject({ status: 'duplicate' });
    expect(await returns(uetr)).toHaveLength(1);
  });

  it.each([undefined, 'DEBIT-7'])(
    'is given back in part once, however often the entry %s behind an advice is sent',
    async (servicerReference) => {
      const uetr = randomUUID();
      await one(camt054([{ uetr, servicerReference: `C-${uetr.slice(0, 20)}` }]));
      await one(pacs004(`R-${uetr.slice(0, 20)}`, { uetr, returned: '300.00' }));
      const day = '2026-04-07';
      const back = { uetr, sign: 'DBIT', amount: '300.00', bookedOn: day, valueDate: day };
      const entry = servicerReference === undefined ? back : { ...back, servicerReference };
      const file = camt054([entry]);
      const first = await one(file);
      expect(first).toMatchObject({ status: 'duplicate' });
      const { status, position, returnId } = first ?? {};
      for (const again of [file, camt054([entry])]) {
        expect(await one(again)).toMatchObject({ status, position, returnId });
      }
      expect((await returns(uetr)).map(({ data }) => data.returnedAmount.amount)).toEqual(['300.00']);
    },
  );

  it('is not given back beyond what was credited, be it before or behind its credit', async () => {
    const [behind, before] = [randomUUID(), randomUUID()];
    await one(camt054([{ uetr: behind }]));
    expect(
      await one(pacs004(`R-${behind.slice(0, 20)}`, { uetr: behind, returned: '100000.00' })),
    ).toMatchObject({ status: 'rejected', code: 'AM02', reason: 'return-exceeds-settlement' });
    const early = pacs004(`R-${before.slice(0, 20)}`, {
      uetr: before,
      amount: '2000.00',
      returned: '2000.00',
    });
    expect(await one(early)).toMatchObject({ isoStatus: 'PDNG', reason: 'original-unknown' });
    await one(camt054([{ uetr: before }]));
    await eventually(async () => {
      const { body } = await jsonClient(payments.url, 'karachi-key').get('/v1/work-lists/returns');
      return JSON.stringify(body).includes(before);
    });
    expect(await returns(behind)).toEqual([]);
    expect(await returns(before)).toEqual([]);
  });

  it('that is recalled stays where it is, and the recall is answered', async () => {
    const [unknown, uetr] = [randomUUID(), randomUUID()];
    expect(await one(camt056('CX-1', { uetr: unknown }))).toMatchObject({
      isoStatus: 'ACTC',
      code: 'NOOR',
      reason: 'recall-refused',
      message: 'The ledger knows no payment that it names.',
    });
    await one(camt054([{ uetr }]));
    expect(await one(camt056('CX-2', { uetr }))).toMatchObject({ isoStatus: 'PDNG' });
    expect(await returns(uetr)).toEqual([]);
    const answers = await payments.world.events('RecallAnswered', () => true);
    expect(answers.map(({ data }) => [data.status, data.reasons[0]?.code])).toEqual([
      ['RJCR', 'NOOR'],
      ['PDCR', undefined],
    ]);
  });
});

describe('a message', () => {
  it('sent again adds nothing; another one under its id is told apart', async () => {
    const known = { endToEndId: 'SAME-ID-1' };
    const file = camt054([known], { messageId: 'SAME-ID' });
    const first = await send(file);
    const head = await told();
    const again = await send(file);
    expect(again.results).toEqual([{ ...first.results[0], status: 'duplicate' }]);
    expect(await told()).toBe(head);
    const other = await send(camt054([known, { endToEndId: 'SAME-ID-2' }], { messageId: 'SAME-ID' }));
    expect(other.results).toMatchObject([
      { status: 'duplicate', position: first.results[0]?.position },
      { status: 'rejected', code: 'DU01', reason: 'message-id-reused' },
    ]);
    expect(await told()).toBe(head);
  });

  it('told first with the servicer\u2019s reference and then without is one credit, and the other way round', async () => {
    const [a, b] = [
      { endToEndId: 'NAMES-1', servicerReference: 'NAMES-1-S' },
      { endToEndId: 'NAMES-2', servicerReference: 'NAMES-2-S' },
    ];
    const { servicerReference: _, ...bare } = b;
    const first = await one(camt054([a]));
    expect(await one(camt054([{ endToEndId: 'NAMES-1' }]))).toMatchObject({
      status: 'duplicate',
      settlementId: first?.settlementId,
    });
    const second = await one(camt054([bare]));
    expect(await one(camt054([b]))).toMatchObject({
      status: 'duplicate',
      settlementId: second?.settlementId,
    });
    // Two that look alike but for their references are two, and stay so when they are told without.
    const alike = ['X', 'Y'].map((servicerReference) => ({
      endToEndId: 'NAMES-3',
      servicerReference: `N3-${servicerReference}`,
    }));
    const both = (await send(camt054(alike))).results;
    const bareBoth = (await send(camt054([{ endToEndId: 'NAMES-3' }, { endToEndId: 'NAMES-3' }]))).results;
    expect(both.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(bareBoth).toEqual(both.map((each) => ({ ...each, status: 'duplicate' })));
  });
});

it('whatever order its messages come in, and however often, a payment ends the same: one credit, given back once', async () => {
  const make = (facts: PaymentFacts, run: string): readonly string[] => [
    pacs008(`A${run}`, facts),
    pacs009Cover(`B${run}`, facts),
    pacs002(`C${run}`, 'ACSC', facts),
    pacs002(`D${run}`, 'ACCC', facts),
    camt054([{ ...facts, servicerReference: `S${run}` }], { messageId: `E${run}` }),
    camt054([{ ...facts }], { messageId: `F${run}` }),
    pacs004(`G${run}`, facts),
  ];
  const reversal = (facts: PaymentFacts, run: string): string =>
    camt054([{ ...facts, sign: 'DBIT', reversal: 'true', bookedOn: '2026-04-07', valueDate: '2026-04-07' }], {
      messageId: `H${run}`,
    });
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 6 }), { minLength: 7, maxLength: 14 }), async (picks) => {
      runs += 1;
      const run = `-${runs}`;
      const facts = { uetr: randomUUID(), endToEndId: `ANY${run}` };
      const messages = make(facts, run);
      for (const pick of [...picks, 0, 1, 2, 3, 4, 5, 6]) await send(messages[pick] as string);
      // The entry that reverses it names a credit: it comes behind one.
      await eventually(async () => (await returns(facts.uetr)).length === 1);
      await send(reversal(facts, run));
      await send(fileOf(...messages));
      expect((await credits(facts.uetr)).map(({ data }) => data.amount.amount)).toEqual(['1000.00']);
      expect((await returns(facts.uetr)).map(({ data }) => data.amount.amount)).toEqual(['1000.00']);
    }),
    { seed: SEED, numRuns: 12 },
  );
}, 120_000);
