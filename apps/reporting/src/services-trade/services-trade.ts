import { insertRows, projectionOf, upsertRows } from '@corridor/projections';
import { utcInstant } from '../utc-instant.js';
import { foldServicesTrade, SERVICES_TRADE_EVENTS, type ServiceContractRow } from './services-trade.fold.js';

const CONTRACTS = 'reporting.service_contracts';
const FACTS = ['service_contract_changes', 'service_payments'] as const;

/** Contracts of services, and what is paid under them. It is no part of any figure of goods. */
export const servicesTrade = projectionOf({
  name: 'services-trade',
  tables: [CONTRACTS, ...FACTS.map((table) => `reporting.${table}`)],
  handles: SERVICES_TRADE_EVENTS,
  async apply(events, { client, generation }) {
    const ids = new Set(events.map(({ data }) => data.serviceContractId));
    const { rows } = await client.query<{ readonly row: ServiceContractRow }>(
      `SELECT to_jsonb(t) - 'generation' AS row FROM ${CONTRACTS} t WHERE generation = $1 AND service_contract_id = ANY ($2::uuid[])`,
      [generation, [...ids]],
    );
    const standing = rows.map(
      ({ row }) => [row.service_contract_id, { ...row, occurred_at: utcInstant(row.occurred_at) }] as const,
    );
    const made = foldServicesTrade(events, new Map(standing));
    const withGeneration = (row: object) => ({ generation, ...row });
    await upsertRows(
      client,
      CONTRACTS,
      ['generation', 'service_contract_id'],
      made.service_contracts.map(withGeneration),
    );
    for (const table of FACTS)
      await insertRows(client, `reporting.${table}`, made[table].map(withGeneration));
  },
});
