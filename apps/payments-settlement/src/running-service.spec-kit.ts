import { ROLES, type Role, type RunningService, type ServiceSettings } from '@corridor/nest-kit';
import { pino } from 'pino';
import { BankClient } from './bank-client.spec-kit.js';
import { startPaymentsSettlement } from './index.js';
import { Journal } from './invariants.spec-kit.js';
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
  readonly another: (role: Exclude<Role, 'bank'> | 'nobody') => BankClient;
  /** Ends the service, once. */
  readonly stopService: () => Promise<void>;
  /** Ends all, once what was sent to the service has been held against what has to be so behind it: see {@link Journal.expectInvariants}. */
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
  for (const role of ROLES) {
    if (role !== 'bank') await world.key(`${role}-key`, `demo-${role}`, role);
  }
  const start = (): Promise<RunningService> =>
    startPaymentsSettlement(
      { databaseUrl: world.ledger.url, host: '127.0.0.1', port: 0, logLevel: 'silent', ...settings },
      pino({ level: 'silent' }),
      { now: () => NOW_MS, ...told },
    );
  const service = await start();
  const journal = new Journal(service.url);
  let stopped: Promise<void> | undefined;
  const stopService = (): Promise<void> => {
    stopped ??= service.stop();
    return stopped;
  };
  const stop = async (): Promise<void> => {
    try {
      await stopped;
      const running = stopped ? await start() : service;
      await journal
        .expectInvariants(world.owner, running.url)
        .finally(() => (running === service ? stopService() : running.stop()));
    } finally {
      await world.stop();
    }
  };
  return {
    url: service.url,
    world,
    karachi: new BankClient(service.url, 'karachi-key'),
    almaty: new BankClient(service.url, 'almaty-key'),
    bank: (key) => new BankClient(service.url, key),
    another: (role) => new BankClient(service.url, `${role}-key`),
    stopService,
    stop,
  };
}
