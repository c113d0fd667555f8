import { consignmentFigure } from './figures.js';
import { type LedgerClient, numberOf } from './ledger-client.js';
import { type Narrator, same, until } from './narrator.js';
import { ACCOUNT, AMOUNTS, usd } from './story.js';

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
  await narrator.step('the bank posts it once more', async () => {
    const references = {
      accountServicerReference: `FT3-${tag}`,
      remittance: [`Invoice ${invoiceNumber}, again`],
    };
    const body = { account: ACCOUNT, amount, bookedOn: day, valueDate: day, references };
    const again = await post('/v1/settlements', body, 'again');
    same('the answer to the payment', [again.status, again.body.status], [201, 'accepted']);
    return [undefined, `${AMOUNTS.secondPayment} USD at position ${numberOf(again.body, 'position')}`];
  });
}
