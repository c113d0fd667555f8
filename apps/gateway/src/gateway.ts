import { ledgerPool } from '@corridor/event-store';
import { createHttpApp, type createLogger, KeyRing, type RunningService } from '@corridor/nest-kit';
import { gatewayModule } from './gateway.module.js';
import { openFrontDoor } from './http/front-door.js';
import { passRestThrough } from './proxy/pass-through.js';
import { readDatabase } from './read/read-database.js';
import { serveRestPage } from './rest-docs/rest-page.js';
import type { GatewaySettings } from './settings.js';

export interface GatewayLimits {
  /** After this a statement of a query is cancelled. */
  readonly statementMaxMs: number;
  /** After this a service that has not answered is given up. */
  readonly serviceAnswerMaxMs: number;
  /** Bytes of a request's body, as the services have it. */
  readonly bodyMaxBytes: number;
}

export const GATEWAY_LIMITS: GatewayLimits = {
  statementMaxMs: 10_000,
  serviceAnswerMaxMs: 30_000,
  bodyMaxBytes: 5 * 1024 * 1024,
};

/** Connections for looking keys up, which must not wait for queries. */
const KEY_CONNECTIONS_MAX = 2;

/** Starts the front door: GraphQL over the read models, and the way to the services' REST. */
export async function startGateway(
  settings: GatewaySettings,
  logger: ReturnType<typeof createLogger>,
  limits: GatewayLimits = GATEWAY_LIMITS,
): Promise<RunningService> {
  const { databaseUrl, host, port } = settings;
  const { statementMaxMs, serviceAnswerMaxMs, bodyMaxBytes } = limits;
  const services = {
    'trade-events': settings.tradeEventsUrl,
    'payments-settlement': settings.paymentsSettlementUrl,
  };
  const pool = ledgerPool(databaseUrl, 'gateway', KEY_CONNECTIONS_MAX);
  const keys = new KeyRing(pool);
  const database = readDatabase({ databaseUrl, statementMaxMs, logger });
  const { reportingUrl, reportKey } = settings;
  const module = gatewayModule({ database, services, reportingUrl, reportKey, logger });
  const app = await createHttpApp({ module, keys, logger, bodyMaxBytes }).catch(async (error) => {
    await pool.end();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await app.close();
    await pool.end();
  };
  try {
    openFrontDoor(app, keys, logger);
    serveRestPage(app);
    await passRestThrough(app, { services, answerMaxMs: serviceAnswerMaxMs, bodyMaxBytes, logger });
    await app.listen(port, host);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: await app.getUrl(), stop };
}
