import type pg from 'pg';

/** Whom the accounts at a bank have paid: an account is one creditor's, so that what it gets pays him. */
export class AccountCreditors {
  async keep(
    client: pg.ClientBase,
    {
      bank,
      account,
      settlementId,
    }: { readonly bank: string; readonly account: string; readonly settlementId: string },
    creditor: string,
  ): Promise<void> {
    await client.query({
      name: 'payments-keep-account-creditor',
      text: `INSERT INTO payments.account_creditors (bank, account, creditor, settlement_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING`,
      values: [bank, account, creditor, settlementId],
    });
  }

  /** A settlement pays nobody any more: what it told of its account was wrong. */
  async remove(client: pg.ClientBase, settlementId: string): Promise<void> {
    await client.query({
      name: 'payments-remove-account-creditor',
      text: 'DELETE FROM payments.account_creditors WHERE settlement_id = $1',
      values: [settlementId],
    });
  }

  /** The participant id of the one creditor that the account has paid; `undefined` where it is none, or several. */
  async of(
    client: Pick<pg.ClientBase, 'query'>,
    { bank, account }: { readonly bank: string; readonly account: string },
  ): Promise<string | undefined> {
    const { rows } = await client.query<{ creditor: string }>({
      name: 'payments-creditor-of-account',
      // The first in their order, and the next other one: however many payments there are, two rows are read.
      text: `WITH first AS (SELECT creditor FROM payments.account_creditors
          WHERE bank = $1 AND account = $2 ORDER BY creditor LIMIT 1)
        SELECT creditor FROM first
        UNION ALL (SELECT creditor FROM payments.account_creditors
          WHERE bank = $1 AND account = $2 AND creditor > (SELECT creditor FROM first) ORDER BY creditor LIMIT 1)`,
      values: [bank, account],
    });
    return rows.length === 1 ? rows[0]?.creditor : undefined;
  }
}
