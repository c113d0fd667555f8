import type { FilledLedger } from './filled-ledger.js';
import { HAPPENED, idOf } from './payment-rows.js';

/** What happened to a credit: amounts in minor units. */
export type CreditFact = readonly [
  kind: string,
  on_day: string,
  more?: { readonly presentation?: number; readonly amount?: number; readonly most?: number },
];

/** Adds a letter of credit whose facts stand at `position` and behind it, one position each. */
export async function addLetterOfCredit(
  ledger: FilledLedger,
  credit: {
    readonly id: number;
    readonly position: number;
    readonly bank: string;
    readonly currency?: string;
  },
  facts: readonly CreditFact[],
): Promise<void> {
  const { id, position, bank, currency = 'USD' } = credit;
  const of = { generation: 1, letter_of_credit_id: idOf(id), occurred_at: HAPPENED };
  await ledger.insert('reporting.credits', { ...of, position, issuing_bank: bank, currency, demo: false });
  for (const [index, [kind, on_day, more = {}]] of facts.entries()) {
    const { presentation = null, amount = null, most = null } = more;
    const told = { kind, on_day, presentation, amount_minor: amount, most_minor: most };
    await ledger.insert('reporting.credit_facts', { ...of, position: position + index, ...told });
  }
}
