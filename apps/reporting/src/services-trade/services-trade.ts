import { type ApplyContext, insertRows, lookUpOf, projectionOf, upsertRows } from '@corridor/projections';
import { utcInstant } from '../utc-instant.js';
import { PaidForServices, type ServiceCreditRow, type ServicePaymentRow } from './paid-for-services.js';
import {
  foldServicesTrade,
  SERVICES_TRADE_EVENTS,
  type ServiceContractRow,
  type ServicesTradeEvent,
} from './services-trade.fold.js';

const CONTRACTS = 'reporting.service_contracts';
const CREDITS = 'reporting.service_credits';
const PAYMENTS = 'reporting.service_payments';
const CHANGES = 'reporting.service_contract_changes';

/** Contracts of services, and what is paid under them. It is no part of any figure of goods. */
export const servicesTrade = projectionOf({
  name: 'services-trade',
  tables: [CONTRACTS, CREDITS, CHANGES, PAYMENTS],
  handles: SERVICES_TRADE_EVENTS,
  async apply(events, context) {
    const { client, generation } = context;
    const paid = await paidOf(events, context);
    const made = foldServicesTrade(events, await contractsOf(events, context), paid);
    const own = <Row extends object>(row: Row) => ({ generation, ...row });
    await upsertRows(
      client,
      CONTRACTS,
      ['generation', 'service_contract_id'],
      made.service_contracts.map(own),
    );
    await upsertRows(client, CREDITS, ['generation', 'settlement_id'], made.service_credits.map(own));
    await insertRows(client, CHANGES, made.service_contract_changes.map(own));
    await insertRows(client, PAYMENTS, made.service_payments.map(own));
  },
});

async function contractsOf(
  events: readonly ServicesTradeEvent[],
  { client, generation }: ApplyContext,
): Promise<ReadonlyMap<string, ServiceContractRow>> {
  const ids = events.flatMap(({ data }) => ('serviceContractId' in data ? [data.serviceContractId] : []));
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{ readonly row: ServiceContractRow }>(
    `SELECT to_jsonb(t) - 'generation' AS row FROM ${lookUpOf(CONTRACTS, 'service_contract_id')} t`,
    [generation, ids],
  );
  return new Map(
    rows.map(({ row }) => [row.service_contract_id, { ...row, occurred_at: utcInstant(row.occurred_at) }]),
  );
}

/** What is known of the credits that are confirmed, or taken back of: a match adds a row, whatever there was. */
async function paidOf(
  events: readonly ServicesTradeEvent[],
  { client, generation }: ApplyContext,
): Promise<PaidForServices> {
  const ids = events.flatMap(({ type, data }) =>
    type === 'SettlementConfirmed' || type === 'SettlementUnmatchedFromServiceContract'
      ? [data.settlementId]
      : [],
  );
  if (ids.length === 0) return new PaidForServices([], []);
  const credits = await client.query<{ readonly row: ServiceCreditRow }>(
    `SELECT to_jsonb(t) - 'generation' AS row FROM ${lookUpOf(CREDITS, 'settlement_id')} t`,
    [generation, ids],
  );
  // Amounts that JSON could round come as text beside the rest of the row.
  const payments = await client.query<
    { readonly row: ServicePaymentRow } & Pick<ServicePaymentRow, 'amount_minor' | 'usd_minor'>
  >(
    `SELECT to_jsonb(t) - 'generation' AS row, amount_minor::text, usd_minor::text FROM ${lookUpOf(PAYMENTS, 'settlement_id')} t ORDER BY position, nth`,
    [generation, ids],
  );
  return new PaidForServices(
    credits.rows.map(({ row }) => ({
      ...row,
      entered_at: row.entered_at === null ? null : utcInstant(row.entered_at),
    })),
    payments.rows.map(({ row, ...exact }) => ({
      ...row,
      ...exact,
      occurred_at: utcInstant(row.occurred_at),
    })),
  );
}
