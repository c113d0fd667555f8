import { randomUUID } from 'node:crypto';
import { pacs002, pacs008 } from './credit-transfer.js';
import { consignmentFigure } from './figures.js';
import { type LedgerClient, numberOf } from './ledger-client.js';
import { type Narrator, same, until } from './narrator.js';
import { ACCOUNT, AMOUNTS, usd } from './story.js';

/** The BIC that stands with the key of the demo bank. */
const CREDITOR_BANK = 'DEMOPKKA';

interface Returning {
  readonly consignmentId: string;
  readonly settlementId: string;
  readonly invoiceNumber: string;
  readonly tag: string;
  readonly day: string;
}

/** The bank gives the second payment back: the consignment is open again, until the debtor has paid once more. */
export async function giveBack(
  client: LedgerClient,
  narrator: Narrator,
  { consignmentId, settlementId, invoiceNumber, tag, day }: Returning,
): Promise<void> {
  const amount = usd(AMOUNTS.secondPayment);
  const post = (path: string, body: object, key: string) =>
    client.send('bank', 'POST', path, { body, headers: { 'idempotency-key': `smoke-${key}-${tag}` } });
  await narrator.step('the bank returns that payment', async () => {
    const back = { amount, bookedOn: day, valueDate: day, reason: 'AC04' };
    const first = await post(`/v1/settlements/${settlementId}/returns`, back, 'return');
    same('the answer to the return', [first.status, first.body.status], [201, 'accepted']);
    return [undefined, `${AMOUNTS.secondPayment} USD at position ${numberOf(first.body, 'position')}`];
  });
  await narrator.step('over the bus, the consignment is open again', async () => {
    const paid = await until('the open invoice', async () => {
      const figure = await consignmentFigure(client, consignmentId);
      return figure?.settledOn === null ? figure.invoices[0]?.paid.amount : undefined;
    });
    same('what is still paid', paid, AMOUNTS.firstPayment);
    return [undefined, `${paid} USD are still paid`];
  });
  const transfer = {
    messageId: `MSG8-${tag}`,
    uetr: randomUUID(),
    endToEndId: `E2E-${tag}`,
    account: ACCOUNT,
    amount: AMOUNTS.secondPayment,
    day,
    remittance: `Invoice ${invoiceNumber}, again`,
    debtorBank: 'DEMOKZKA',
    creditorBank: CREDITOR_BANK,
  };
  const told = async (file: string): Promise<Record<string, unknown>> => {
    const { results } = await client.post('bank', '/v1/iso20022', file);
    const [result, ...more] = results as readonly Record<string, unknown>[];
    same('the answer to the message', [result?.status, more], ['accepted', []]);
    return result ?? {};
  };
  await narrator.step('it is ordered once more, by a pacs.008: on its way it pays nothing', async () => {
    const position = numberOf(await told(pacs008(transfer)), 'position');
    const figure = await consignmentFigure(client, consignmentId);
    same('what is paid of the invoice', figure?.invoices[0]?.paid.amount, AMOUNTS.firstPayment);
    return [undefined, `${AMOUNTS.secondPayment} USD at position ${position}`];
  });
  await narrator.step("the creditor's bank reports that it has reached him (ACCC)", async () => {
    const position = numberOf(await told(pacs002(transfer)), 'position');
    return [undefined, `booked at position ${position}`];
  });
}
