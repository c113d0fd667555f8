import type { RunningService, ServiceSettings } from '@corridor/nest-kit';
import { pino } from 'pino';
import { BankClient } from './bank-client.spec-kit.js';
import { startPaymentsSettlement } from './index.js';
import type { PaymentsSettings } from './payments-settings.js';
import { ALMATY, KARACHI, TradeWorld } from './trade-world.spec-kit.js';

/** payments-settlement at work on a ledger of its own, with the bus in PostgreSQL, and those who call it. */
export interface RunningPayments {
  readonly url: string;
  readonly world: TradeWorld;
  readonly karachi: BankClient;
  readonly almaty: BankClient;
  /** Holds a key that the test has given out. */
  readonly bank: (key: string) => BankClient;
  /** Holds the key of another role, or none that is known. */
  readonly another: (role: 'trader' | 'customs' | 'reporter' | 'operator' | 'nobody') => BankClient;
  /** Ends the service, once. */
  readonly stopService: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Behind the days of all tests, so that none of them lies ahead, and before those that shall. */
export const NOW_MS = Date.parse('2026-12-31T12:00:00+05:00');

export async function startPayments(
  settings: Partial<ServiceSettings> = {},
  told: Partial<PaymentsSettings> = {},
): Promise<RunningPayments> {
  const world = await TradeWorld.start();
  await world.key('karachi-key', KARACHI, 'bank', ['DEMOPKKA']);
  await world.key('almaty-key', ALMATY, 'bank', ['DEMOKZKAXXX']);
  for (const role of ['trader', 'customs', 'reporter', 'operator']) {
    await world.key(`${role}-key`, `demo-${role}`, role);
  }
  const service: RunningService = await startPaymentsSettlement(
    { databaseUrl: world.ledger.url, host: '127.0.0.1', port: 0, logLevel: 'silent', ...settings },
    pino({ level: 'silent' }),
    { now: () => NOW_MS, ...told },
  );
  let stopped: Promise<void> | undefined;
  const stopService = (): Promise<void> => {
    stopped ??= service.stop();
    return stopped;
  };
  return {
    url: service.url,
    world,
    karachi: new BankClient(service.url, 'karachi-key'),
    almaty: new BankClient(service.url, 'almaty-key'),
    bank: (key) => new BankClient(service.url, key),
    another: (role) => new BankClient(service.url, `${role}-key`),
    stopService,
    stop: () => stopService().finally(() => world.stop()),
  };
}
