import { createHash } from 'node:crypto';
import { ledgerPool } from '@corridor/event-store';
import { startGateway } from '@corridor/gateway';
import { createLogger } from '@corridor/nest-kit';

const KEY = 'key-of-the-reporter';
const NOWHERE = 'http://127.0.0.1:9';

export interface AskedGateway {
  /** Asks in GraphQL, as a reporter. @throws Error where it is not answered whole. */
  ask(query: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** The gateway over a database as it is, without the services beside it. */
export async function startAskedGateway(databaseUrl: string): Promise<AskedGateway> {
  const owner = ledgerPool(databaseUrl);
  try {
    await owner.query(
      `INSERT INTO access.api_keys (key_hash, participant, role, label) VALUES ($1, 'demo-reporter', 'reporter', 'bench')`,
      [createHash('sha256').update(KEY).digest()],
    );
  } finally {
    await owner.end();
  }
  const settings = { databaseUrl, tradeEventsUrl: NOWHERE, paymentsSettlementUrl: NOWHERE };
  const logger = createLogger('bench', { logLevel: 'silent' });
  // Longer than the product waits: also what is too slow is measured.
  const limits = { statementMaxMs: 120_000, serviceAnswerMaxMs: 30_000, bodyMaxBytes: 1_000_000 };
  const address = { host: '127.0.0.1', port: 0, logLevel: 'silent' };
  const gateway = await startGateway({ ...settings, ...address }, logger, limits);
  return { ask: (query) => ask(gateway.url, query), stop: () => gateway.stop() };
}

async function ask(url: string, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: object; errors?: readonly object[] };
  if (!data || errors) throw new Error(`${query} was answered: ${JSON.stringify(errors)}`);
  return data;
}
