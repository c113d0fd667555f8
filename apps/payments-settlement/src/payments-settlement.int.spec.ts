import { randomUUID } from 'node:crypto';
import { type BankClient, settlementOf } from './bank-client.spec-kit.js';
import { camt054 } from './camt054.spec-kit.js';
import { type RunningPayments, startPayments } from './running-service.spec-kit.js';
import { ALMATY, eventually, KARACHI } from './trade-world.spec-kit.js';

let payments: RunningPayments;
let world: RunningPayments['world'];
let karachi: BankClient;
let almaty: BankClient;

beforeAll(async () => {
  payments = await startPayments();
  ({ world, karachi, almaty } = payments);
});
afterAll(() => payments.stop());

const obligationOf = (invoiceId: string) =>
  eventually(async () => (await world.events('ObligationArisen', (data) => data.invoiceId === invoiceId))[0]);
const settledOf = (invoiceId: string) =>
  eventually(
    async () => (await world.events('ObligationSettled', (data) => data.invoiceId === invoiceId))[0],
  );
const listed = async (bank: BankClient, endToEndId: string) =>
  (await bank.list(`?endToEndId=${endToEndId}`)).body.items;
const suspended = (bank: BankClient, endToEndId: string) =>
  eventually(async () => (await listed(bank, endToEndId)).find(({ status }) => status === 'suspended'));

describe('the path from an invoice to its payment', () => {
  it('raises the obligation when the terms are met, and settles it by a booked credit of camt.054', async () => {
    const correlationId = randomUUID();
    const invoice = await world.invoice(
      { invoiceNumber: 'PATH-1', terms: { method: 'open-account', trigger: 'delivery', days: 45 } },
      { correlationId, demo: true },
    );
    const delivered = await world.deliver(invoice.consignmentId, '2026-03-05T23:30:00+05:00');
    await world.publish();
    const arisen = await obligationOf(invoice.invoiceId);
    expect(arisen).toMatchObject({
      streamId: `obligation-${invoice.invoiceId}`,
      occurredAt: '2026-03-05T23:30:00+05:00',
      actor: 'process:payments-settlement',
      participants: [KARACHI, 'demo-textiles-faisalabad', 'demo-trading-almaty'],
      data: {
        obligationId: invoice.invoiceId,
        creditor: 'demo-textiles-faisalabad',
        debtor: 'demo-trading-almaty',
        amount: { amount: '1000.00', currency: 'USD' },
        // 26 more days of March, 19 of April, which is a Sunday.
        termsStartedOn: '2026-03-05',
        dueOn: '2026-04-20',
      },
    });
    // The delivery met the terms: it is the cause.
    expect(arisen.causationId).toBe(delivered.position);

    const { status, body } = await karachi.file(
      camt054([{ endToEndId: 'PATH-1', servicerReference: 'PATH-REF', debtor: 'Demo Trading' }]),
    );
    expect(status).toBe(200);
    const [result] = body.results;
    expect(body.results).toEqual([
      {
        reference: 'PATH-1',
        status: 'accepted',
        isoStatus: 'ACTC',
        settlementId: expect.any(String),
        position: expect.any(Number),
      },
    ]);
    const settled = await settledOf(invoice.invoiceId);
    expect(settled).toMatchObject({
      actor: 'process:payments-settlement',
      data: {
        settlementId: result?.settlementId,
        amount: { amount: '1000.00', currency: 'USD' },
        outstanding: { amount: '0.00', currency: 'USD' },
        valueDate: '2026-03-31',
      },
    });
    const [matched] = await world.events('SettlementMatched', (data) => data.invoiceId === invoice.invoiceId);
    expect(matched).toMatchObject({
      data: { settlementId: result?.settlementId, by: 'end-to-end-id', unallocated: { amount: '0.00' } },
    });
    // One append: nothing stands between the two.
    expect(Math.abs((matched?.position ?? 0) - settled.position)).toBe(1);
    // It was the later of the two, the booking, that led to it.
    expect([matched?.causationId, settled.causationId]).toEqual([result?.position, result?.position]);
    expect(await listed(karachi, 'PATH-1')).toEqual([
      {
        settlementId: result?.settlementId,
        bank: KARACHI,
        status: 'matched',
        account: 'PK36SCBL0000001123456702',
        amount: { amount: '1000.00', currency: 'USD' },
        unallocated: { amount: '0.00', currency: 'USD' },
        returned: { amount: '0.00', currency: 'USD' },
        returns: [],
        references: { endToEndId: 'PATH-1', accountServicerReference: 'PATH-REF', remittance: [] },
        bookedOn: '2026-03-30',
        valueDate: '2026-03-31',
        debtorName: 'Demo Trading',
        demo: false,
        position: result?.position,
        matches: [
          {
            obligationId: invoice.invoiceId,
            invoiceId: invoice.invoiceId,
            consignmentId: invoice.consignmentId,
            amount: { amount: '1000.00', currency: 'USD' },
            settled: { amount: '1000.00', currency: 'USD' },
            by: 'end-to-end-id',
            position: matched?.position,
          },
        ],
        messages: [
          {
            type: 'SettlementBooked',
            format: 'camt.054.001.08',
            messageId: expect.stringMatching(/^MSG-/),
            position: result?.position,
            recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
          },
        ],
      },
    ]);
  });

  it('takes correlation and the demo mark from the event to what it leads to', async () => {
    const correlationId = randomUUID();
    const invoice = await world.invoice({ invoiceNumber: 'DEMO-1' }, { correlationId, demo: true });
    await world.publish();
    const arisen = await obligationOf(invoice.invoiceId);
    expect(arisen).toMatchObject({ correlationId, demo: true, causationId: invoice.event.position });

    const paying = randomUUID();
    const { body } = await karachi.settlement(
      settlementOf({ references: { endToEndId: 'DEMO-1' } }),
      'demo-1',
      { 'x-correlation-id': paying },
    );
    const settled = await settledOf(invoice.invoiceId);
    expect(settled).toMatchObject({ correlationId: paying, demo: false, causationId: body.position });
  });

  it.each([
    ['invoice-date', '2026-03-01', '2026-03-31'],
    ['dispatch', '2026-03-03', '2026-04-02'],
    ['import-clearance', '2026-03-08', '2026-04-07'],
    ['delivery', '2026-03-09', '2026-04-08'],
  ] as const)('counts the terms from %s, on its local day', async (trigger, termsStartedOn, dueOn) => {
    const consignmentId = randomUUID();
    const invoice = await world.invoice({
      consignmentId,
      terms: { method: 'open-account', trigger, days: 30 },
    });
    await world.dispatch(consignmentId, '2026-03-03T00:30:00+05:00');
    await world.clear(consignmentId, 'export', '2026-03-04T10:00:00+05:00');
    await world.clear(consignmentId, 'import', '2026-03-08T01:00:00+05:00');
    await world.deliver(consignmentId, '2026-03-09T23:59:59+05:00');
    await world.publish();
    const { data } = await obligationOf(invoice.invoiceId);
    expect(data).toMatchObject({ trigger, termsStartedOn, dueOn });
  });

  it('waits for the clearance of the import, not of the export', async () => {
    const consignmentId = randomUUID();
    const terms = { method: 'open-account', trigger: 'import-clearance', days: 0 } as const;
    const waiting = await world.invoice({ consignmentId, terms });
    await world.clear(consignmentId, 'export', '2026-03-04T10:00:00+05:00');
    // Behind it on the same topic: once it is an obligation, the clearance has been looked at, too.
    const behind = await world.invoice();
    await world.publish();
    await obligationOf(behind.invoiceId);
    expect(
      await world.events('ObligationArisen', ({ invoiceId }) => invoiceId === waiting.invoiceId),
    ).toEqual([]);
  });
});

describe('payments', () => {
  it('in parts: the last one settles', async () => {
    const invoice = await world.invoice({ invoiceNumber: 'PARTS-1' });
    await world.publish();
    await obligationOf(invoice.invoiceId);
    const { body } = await karachi.file(
      camt054([
        { endToEndId: 'PARTS-1', amount: '300.10', servicerReference: 'PARTS-A', valueDate: '2026-04-01' },
        { endToEndId: 'PARTS-1', amount: '699.90', servicerReference: 'PARTS-B', valueDate: '2026-04-09' },
      ]),
    );
    expect(body.results.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    const settled = await settledOf(invoice.invoiceId);
    const [part] = await world.events(
      'ObligationPartSettled',
      ({ invoiceId }) => invoiceId === invoice.invoiceId,
    );
    expect(part?.data).toMatchObject({ amount: { amount: '300.10' }, outstanding: { amount: '699.90' } });
    expect(settled.data).toMatchObject({ amount: { amount: '699.90' }, valueDate: '2026-04-09' });
  });

  it('of too much: the rest waits in suspense', async () => {
    const invoice = await world.invoice({ invoiceNumber: 'OVER-1' });
    await world.publish();
    await obligationOf(invoice.invoiceId);
    await karachi.settlement(
      settlementOf({
        amount: { amount: '1000.05', currency: 'USD' },
        references: { endToEndId: 'OVER-1' },
      }),
    );
    const item = await suspended(karachi, 'OVER-1');
    expect(item).toMatchObject({
      unallocated: { amount: '0.05', currency: 'USD' },
      matches: [{ invoiceId: invoice.invoiceId, amount: { amount: '1000.00' } }],
    });
    const [event] = await world.events(
      'SettlementSuspended',
      ({ settlementId }) => settlementId === item.settlementId,
    );
    expect(event?.data).toMatchObject({ reason: 'overpaid', amount: { amount: '0.05' } });
  });

  it('for two invoices: the earlier due first', async () => {
    const [late, early] = [
      await world.invoice({ invoiceNumber: 'TWO-2', issuedOn: '2026-03-02' }),
      await world.invoice({ invoiceNumber: 'TWO-1', issuedOn: '2026-03-01' }),
    ];
    await world.publish();
    await Promise.all([obligationOf(late.invoiceId), obligationOf(early.invoiceId)]);
    await eventually(async () => (await openObligations()).includes(late.invoiceId));
    await eventually(async () => (await openObligations()).includes(early.invoiceId));
    const { body } = await karachi.settlement(
      settlementOf({
        amount: { amount: '1500.00', currency: 'USD' },
        references: { remittance: ['pays /INV/TWO-2 and TWO-1.'] },
      }),
    );
    await settledOf(early.invoiceId);
    const matches = await world.events(
      'SettlementMatched',
      ({ settlementId }) => settlementId === body.settlementId,
    );
    expect(matches.map(({ data }) => [data.invoiceId, data.amount.amount, data.unallocated.amount])).toEqual([
      [early.invoiceId, '1000.00', '500.00'],
      [late.invoiceId, '500.00', '0.00'],
    ]);
    // All of it is one append: the settlement's two events, then each obligation's.
    const positions = (await world.log())
      .filter(({ causationId }) => causationId === body.position)
      .map(({ position, type }) => [position - (matches[0]?.position ?? 0), type]);
    expect(positions).toEqual([
      [0, 'SettlementMatched'],
      [1, 'SettlementMatched'],
      [2, 'ObligationSettled'],
      [3, 'ObligationPartSettled'],
    ]);
  });

  it('that name one invoice by their end-to-end id pay it first, though a word names an earlier one', async () => {
    const [early, exact] = [
      await world.invoice({ invoiceNumber: '4711', issuedOn: '2026-03-01' }),
      await world.invoice({ invoiceNumber: 'EXACT-1', issuedOn: '2026-03-20' }),
    ];
    await world.publish();
    for (const { invoiceId } of [early, exact])
      await eventually(async () => (await openObligations()).includes(invoiceId));
    const { body } = await karachi.settlement(
      settlementOf({ references: { endToEndId: 'EXACT-1', remittance: ['order 4711'] } }),
    );
    await settledOf(exact.invoiceId);
    const matches = await world.events(
      'SettlementMatched',
      ({ settlementId }) => settlementId === body.settlementId,
    );
    expect(matches.map(({ data }) => [data.invoiceId, data.amount.amount, data.by])).toEqual([
      [exact.invoiceId, '1000.00', 'end-to-end-id'],
    ]);
    expect(await openObligations()).toContain(early.invoiceId);
  });

  it('that name invoices of two creditors at one bank pay neither, also behind the next invoice', async () => {
    const other = { participantId: 'demo-weavers-lahore', name: 'Demo Weavers', country: 'PK' };
    const [mine, theirs] = [
      await world.invoice({ invoiceNumber: 'SAME-1' }),
      await world.invoice({ invoiceNumber: 'SAME-1', creditor: other }),
    ];
    await world.publish();
    await eventually(async () => (await openObligations()).includes(mine.invoiceId));
    await eventually(async () => (await openObligations()).includes(theirs.invoiceId));
    // An account that has paid nobody yet: else it would tell which of the two is meant.
    const account = '0042-7781';
    await karachi.settlement(
      settlementOf({ account, references: { endToEndId: 'SAME-1', remittance: ['SAME-1'] } }),
    );
    const item = await suspended(karachi, 'SAME-1');
    expect(item).toMatchObject({ unallocated: { amount: '1000.00' }, matches: [] });
    const next = await world.invoice({ invoiceNumber: 'SAME-1' });
    await world.publish();
    await eventually(async () => (await openObligations()).includes(next.invoiceId));
    expect(await suspended(karachi, 'SAME-1')).toEqual(item);
    const events = await world.events(
      'SettlementSuspended',
      ({ settlementId }) => settlementId === item.settlementId,
    );
    expect(events.map(({ data }) => data)).toMatchObject([
      { reason: 'ambiguous', amount: { amount: '1000.00' } },
    ]);
  });

  it('of too much do not pay another creditor, whose invoice has the number, with the rest', async () => {
    const other = { participantId: 'demo-weavers-lahore', name: 'Demo Weavers', country: 'PK' };
    await karachi.settlement(
      settlementOf({
        amount: { amount: '1500.00', currency: 'USD' },
        references: { endToEndId: 'REST-1' },
      }),
    );
    const first = await world.invoice({ invoiceNumber: 'REST-1' });
    await world.publish();
    await settledOf(first.invoiceId);
    const second = await world.invoice({ invoiceNumber: 'REST-1', creditor: other });
    await world.publish();
    await eventually(async () => (await openObligations()).includes(second.invoiceId));
    expect(await suspended(karachi, 'REST-1')).toMatchObject({
      unallocated: { amount: '500.00' },
      matches: [{ invoiceId: first.invoiceId }],
    });
  });

  it('before the invoice: seen in suspense, and taken out of it again', async () => {
    await karachi.settlement(
      settlementOf({
        amount: { amount: '1200.00', currency: 'USD' },
        references: { endToEndId: 'EARLY-1' },
      }),
    );
    const before = await suspended(karachi, 'EARLY-1');
    expect(before).toMatchObject({ unallocated: { amount: '1200.00' }, matches: [] });

    const first = await world.invoice({ invoiceNumber: 'EARLY-1' });
    await world.publish();
    await settledOf(first.invoiceId);
    const between = await suspended(karachi, 'EARLY-1');
    expect(between).toMatchObject({ unallocated: { amount: '200.00' } });

    const second = await world.invoice({
      invoiceNumber: 'early-1',
      amount: { amount: '200.00', currency: 'USD' },
    });
    await world.publish();
    await settledOf(second.invoiceId);
    const [after] = await listed(karachi, 'EARLY-1');
    expect(after).toMatchObject({ status: 'matched', unallocated: { amount: '0.00' } });
    expect(after?.matches.map(({ invoiceId }) => invoiceId)).toEqual([first.invoiceId, second.invoiceId]);
  });

  it('from another bank, or in another currency, pay nothing, and another bank does not see them', async () => {
    const invoice = await world.invoice({ invoiceNumber: 'MINE-1' });
    await world.publish();
    await obligationOf(invoice.invoiceId);
    const body = settlementOf({ references: { endToEndId: 'MINE-1' } });
    await almaty.settlement(body);
    await karachi.settlement({ ...body, amount: { amount: '1000.00', currency: 'KZT' } });
    expect(await suspended(almaty, 'MINE-1')).toMatchObject({ bank: ALMATY, matches: [] });
    expect(await suspended(karachi, 'MINE-1')).toMatchObject({ bank: KARACHI, matches: [] });
    expect((await listed(almaty, 'MINE-1')).map(({ bank }) => bank)).toEqual([ALMATY]);
    expect((await listed(karachi, 'MINE-1')).map(({ amount }) => amount.currency)).toEqual(['KZT']);

    // The very same body of the right bank is another settlement.
    const { status } = await karachi.settlement(body);
    expect(status).toBe(201);
    expect((await settledOf(invoice.invoiceId)).data.invoiceId).toBe(invoice.invoiceId);
  });
});

async function openObligations(): Promise<readonly string[]> {
  const { rows } = await world.owner.query<{ id: string }>(
    'SELECT obligation_id AS id FROM payments.open_obligations',
  );
  return rows.map(({ id }) => id);
}
