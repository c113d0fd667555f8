import { camt054 } from './camt054.js';
import { addedBy, booksOf, consignmentFigure, reached, secondsHeld, targetProgress } from './figures.js';
import { type LedgerClient, numberOf, textOf } from './ledger-client.js';
import { type Narrator, same, until } from './narrator.js';
import { giveBack } from './returned.js';
import { sendAllAgain } from './sent-again.js';
import { ACCOUNT, AMOUNTS, CONSIGNMENT, Story, usd } from './story.js';

type Positions = Readonly<Record<'exportCleared' | 'importCleared', number>>;

interface Told {
  readonly consignmentId: string;
  readonly positions: Positions;
  /** `YYYY-MM` of each acceptance. */
  readonly months: Readonly<Record<'export' | 'import', string>>;
}

/** What the read model tells of the consignment in the end, in the order of the ledger. */
const HISTORY = [
  'ConsignmentDeclared',
  'ConsignmentDispatched',
  'CheckpointRecorded',
  'DeclarationAttached',
  'DeclarationLodged',
  'HoldPlaced',
  'HoldReleased',
  'DeclarationCleared',
  'DeclarationAttached',
  'DeclarationLodged',
  'DeclarationCleared',
  'ConsignmentDelivered',
  'InvoiceRegistered',
  'InvoiceAttached',
  'ObligationArisen',
  'SettlementMatched',
  'ObligationPartSettled',
  'InvoicePartPaid',
  'SettlementMatched',
  'ObligationSettled',
  'InvoiceSettled',
  'ConsignmentSettled',
  'PaymentReturned',
  'InvoicePaymentReturned',
  'SettlementMatched',
  'ObligationSettled',
  'InvoiceSettled',
  'ConsignmentSettled',
] as const;

/**
 * The whole way, over HTTP: a consignment is declared, goes through customs and is invoiced; a bank's credits pay it; the
 * figures tell of it. Nothing is looked up behind the ledger's back. @throws Error at the first thing that is not as it should be.
 */
export async function tellPath(client: LedgerClient, narrator: Narrator): Promise<void> {
  const story = new Story();
  const told = await goods(client, narrator, story);
  await payment(client, narrator, story, told.consignmentId);
  await sendAllAgain(client, narrator);
  await figures(client, narrator, told);
}

async function goods(client: LedgerClient, narrator: Narrator, story: Story): Promise<Told> {
  const consignmentId = await narrator.step('a trader declares a consignment', async () => {
    const answer = await client.post('trader', '/v1/consignments', {
      occurredAt: story.next(),
      ...CONSIGNMENT,
    });
    const id = textOf(answer, 'consignmentId');
    return [id, `${id} at position ${numberOf(answer, 'position')}`];
  });
  const at = `/v1/consignments/${consignmentId}`;
  await narrator.step('it is dispatched by road', async () => {
    const body = { occurredAt: story.next(), location: 'PKLYP', transportMode: 'road' };
    return [
      undefined,
      `position ${numberOf(await client.post('trader', `${at}/dispatch`, body), 'position')}`,
    ];
  });
  await narrator.step('a checkpoint sees it', async () => {
    const body = { occurredAt: story.next(), location: 'PKTOR', movement: 'arrived' };
    const answer = await client.post('customs', `${at}/checkpoints`, body);
    return [undefined, `Torkham, position ${numberOf(answer, 'position')}`];
  });
  const exported = await clear(client, narrator, story, {
    flow: 'export',
    consignmentId,
    customsOffice: 'PKTOR',
    freight: AMOUNTS.exportFreight,
    insurance: AMOUNTS.exportInsurance,
    held: true,
  });
  const imported = await clear(client, narrator, story, {
    flow: 'import',
    consignmentId,
    customsOffice: 'KZALA',
    freight: AMOUNTS.importFreight,
    insurance: AMOUNTS.importInsurance,
    held: false,
  });
  await narrator.step('it is delivered', async () => {
    const body = { occurredAt: story.next(), location: 'KZALA' };
    return [
      undefined,
      `position ${numberOf(await client.post('trader', `${at}/delivery`, body), 'position')}`,
    ];
  });
  return {
    consignmentId,
    positions: { exportCleared: exported.position, importCleared: imported.position },
    months: { export: exported.month, import: imported.month },
  };
}

interface Clearing {
  readonly flow: 'export' | 'import';
  readonly consignmentId: string;
  readonly customsOffice: string;
  readonly freight: string;
  readonly insurance: string;
  /** Whether customs holds it for a while. */
  readonly held: boolean;
}

async function clear(
  client: LedgerClient,
  narrator: Narrator,
  story: Story,
  { flow, consignmentId, customsOffice, freight, insurance, held }: Clearing,
): Promise<{ readonly position: number; readonly month: string }> {
  const where = flow === 'export' ? "Pakistan's" : "Kazakhstan's";
  return narrator.step(`${where} customs clears it for ${flow}`, async () => {
    const occurredAt = story.next();
    const lodged = await client.post('customs', '/v1/declarations', {
      occurredAt,
      consignmentId,
      declarationNumber: `${flow.toUpperCase()}-${story.tag}`,
      flow,
      customsOffice,
      charges: { freight: usd(freight), insurance: usd(insurance) },
    });
    const at = `/v1/declarations/${textOf(lodged, 'declarationId')}`;
    const clearance = () => ({
      occurredAt: story.next(),
      exchangeRate: { usdPerUnit: '1', date: occurredAt.slice(0, 10), source: 'USD' },
    });
    if (held) {
      const note = 'Certificate of origin asked for';
      const hold = { occurredAt: story.next(), reason: 'documents', note };
      const holdId = textOf(await client.post('customs', `${at}/holds`, hold), 'holdId');
      const refused = await client.send('customs', 'POST', `${at}/clearance`, { body: clearance() });
      same('clearing under a hold', [refused.status, refused.body.code], [409, 'hold-open']);
      await client.post('customs', `${at}/holds/${holdId}/release`, { occurredAt: story.next() });
    }
    const position = numberOf(await client.post('customs', `${at}/clearance`, clearance()), 'position');
    return [
      { position, month: occurredAt.slice(0, 7) },
      `position ${position}${held ? ', behind a hold' : ''}`,
    ];
  });
}

async function payment(
  client: LedgerClient,
  narrator: Narrator,
  story: Story,
  consignmentId: string,
): Promise<void> {
  const { invoiceNumber, tag } = story;
  const occurredAt = story.next();
  const day = occurredAt.slice(0, 10);
  await narrator.step('the exporter registers an invoice, due 30 days after import clearance', async () => {
    const answer = await client.post('trader', '/v1/invoices', {
      occurredAt,
      consignmentId,
      invoiceNumber,
      creditorBank: 'demo-bank-karachi',
      amount: usd(AMOUNTS.invoice),
      issuedOn: day,
      terms: { trigger: 'import-clearance', days: 30 },
    });
    return [undefined, `${invoiceNumber}, position ${numberOf(answer, 'position')}`];
  });
  await narrator.step('over the bus, the obligation to pay arises', async () => {
    const dueOn = await until('the obligation', async () => {
      const [invoice] = (await consignmentFigure(client, consignmentId))?.invoices ?? [];
      return invoice?.dueOn ?? undefined;
    });
    return [undefined, `${AMOUNTS.invoice} USD, due on ${dueOn}`];
  });
  await payByCamt054(client, narrator, { invoiceNumber, tag, day });
  await narrator.step('over the bus, the consignment is paid in part', async () => {
    const outstanding = await until('the part that is paid', async () => {
      const { payment: state, invoices } = await client.rest(
        'trader',
        'GET',
        `/v1/consignments/${consignmentId}`,
      );
      const [invoice] = invoices as readonly { readonly outstanding?: { readonly amount: string } }[];
      return state === 'part-paid' ? invoice?.outstanding?.amount : undefined;
    });
    same('what is still owed', outstanding, AMOUNTS.secondPayment);
    return [undefined, `${outstanding} USD are still owed`];
  });
  const settlementId = await payByJson(client, narrator, { invoiceNumber, tag, day });
  const settled = async () => {
    const settledOn = await until('the settled consignment', async () => {
      const figure = await consignmentFigure(client, consignmentId);
      return figure?.settledOn ?? undefined;
    });
    same('the day of settlement', settledOn, day);
    return [undefined, `on ${settledOn}`] as const;
  };
  await narrator.step('over the bus, the consignment is settled', settled);
  await giveBack(client, narrator, { consignmentId, settlementId, invoiceNumber, tag, day });
  await narrator.step('over the bus, the consignment is settled again', settled);
}

interface Paying {
  readonly invoiceNumber: string;
  readonly tag: string;
  readonly day: string;
}

async function payByCamt054(
  client: LedgerClient,
  narrator: Narrator,
  { invoiceNumber, tag, day }: Paying,
): Promise<void> {
  const file = camt054({
    messageId: `MSG-${tag}`,
    account: ACCOUNT,
    amount: AMOUNTS.firstPayment,
    currency: 'USD',
    day,
    servicerReference: `FT-${tag}`,
    endToEndId: invoiceNumber,
    debtorName: 'Demo Trading Almaty',
  });
  const send = async (expected: 'accepted' | 'duplicate'): Promise<number> => {
    const { results } = await client.post('bank', '/v1/iso20022', file);
    const [result, ...more] = results as readonly Record<string, unknown>[];
    same(
      'the answer to the camt.054',
      [result?.status, result?.reference, more],
      [expected, invoiceNumber, []],
    );
    return numberOf(result ?? {}, 'position');
  };
  const position = await narrator.step('a bank posts a camt.054 with a booked credit', async () => {
    const accepted = await send('accepted');
    return [accepted, `${AMOUNTS.firstPayment} USD accepted at position ${accepted}`];
  });
  await narrator.step('the bank posts the same file again', async () => {
    same('the position of the duplicate', await send('duplicate'), position);
    return [undefined, `duplicate, position ${position}`];
  });
}

async function payByJson(
  client: LedgerClient,
  narrator: Narrator,
  { invoiceNumber, tag, day }: Paying,
): Promise<string> {
  const settlement = {
    account: ACCOUNT,
    amount: usd(AMOUNTS.secondPayment),
    bookedOn: day,
    valueDate: day,
    references: { accountServicerReference: `FT2-${tag}`, remittance: [`Invoice ${invoiceNumber}, rest`] },
    debtorName: 'Demo Trading Almaty',
  };
  const send = (body: unknown) =>
    client.send('bank', 'POST', '/v1/settlements', { body, headers: { 'idempotency-key': `smoke-${tag}` } });
  return narrator.step('the bank posts the rest as JSON, and again under the same key', async () => {
    const first = await send(settlement);
    same('the first answer', [first.status, first.body.status], [201, 'accepted']);
    const again = await send(settlement);
    same('the repeated answer', again, { status: 200, body: first.body });
    const other = await send({ ...settlement, amount: usd('1.00') });
    same('another body under the key', [other.status, other.body.code], [422, 'idempotency-key-reused']);
    const list = await client.rest('bank', 'GET', `/v1/settlements?endToEndId=${invoiceNumber}`);
    same('the bank finds the first payment', (list.items as readonly unknown[]).length, 1);
    return [
      textOf(first.body, 'settlementId'),
      `${AMOUNTS.secondPayment} USD accepted once, at position ${numberOf(first.body, 'position')}`,
    ];
  });
}

async function figures(
  client: LedgerClient,
  narrator: Narrator,
  { consignmentId, positions, months }: Told,
): Promise<void> {
  for (const [reporter, partner, flow, position, value] of [
    ['PK', 'KZ', 'export', positions.exportCleared, AMOUNTS.exportValue],
    ['KZ', 'PK', 'import', positions.importCleared, AMOUNTS.importValue],
  ] as const) {
    await narrator.step(
      `GraphQL: the trade of ${reporter} with ${partner} has grown by the ${flow}`,
      async () => {
        const { amount, total } = await addedBy(client, position, { reporter, partner, month: months[flow] });
        same('what the clearance added', amount, value);
        return [undefined, `${amount} USD, to ${total} in ${months[flow]}`];
      },
    );
  }
  await narrator.step('GraphQL: how far from the target', async () => {
    const progress = (await targetProgress(client)) ?? (await setTarget(client));
    const { target, realised, months: count, share } = progress;
    const percent = share === null ? 'nothing realised' : `share ${share}`;
    const of = `${realised.amount} of ${target.yearlyAmount.amount} USD in ${count} full months`;
    return [undefined, `${of}, ${percent}`];
  });
  await narrator.step('GraphQL: for how long customs held it', async () => {
    const seconds = await until('the hold', () => secondsHeld(client, consignmentId));
    // A minute to the clearance that is refused, and one to the release.
    same('the time held', seconds, '120.000');
    return [undefined, `${seconds} seconds`];
  });
  await narrator.step('GraphQL: the books of the banks', async () => {
    const { asOf, currencies, unequal } = await booksOf(client);
    same('currencies whose debits are not their credits', unequal, []);
    if (!currencies.includes('USD')) throw new Error('The accounts have no USD.');
    return [asOf, `debits equal credits in ${currencies.join(', ')}`];
  });
  await narrator.step('GraphQL: the history of the consignment', async () => {
    const figure = await consignmentFigure(client, consignmentId);
    const events = figure?.history.edges.map(({ node }) => node) ?? [];
    same(
      'the history',
      events.map(({ type }) => type),
      HISTORY,
    );
    const places = events.map(({ position }) => Number(position));
    same(
      'the order of the history',
      places,
      places.toSorted((a, b) => a - b),
    );
    same('the status', figure?.status, 'SETTLED');
    return [undefined, `${events.length} events, ${figure?.status}`];
  });
}

/** A ledger without demo has no target yet. */
async function setTarget(client: LedgerClient) {
  const answer = await client.post('operator', '/v1/targets', {
    occurredAt: new Date().toISOString(),
    targetId: 'pk-kz-1bn',
    reporter: 'PK',
    partner: 'KZ',
    yearlyAmount: usd('1000000000.00'),
    source: 'Joint declaration of the two governments: 1 billion US dollars of trade a year',
  });
  const position = numberOf(answer, 'position');
  await until('the read models', async () => ((await reached(client)) >= position ? true : undefined));
  return until('the target', () => targetProgress(client));
}
