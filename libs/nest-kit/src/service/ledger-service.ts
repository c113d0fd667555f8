import { type EventType, type OwningService, PUBLISHED_CONTRACTS } from '@corridor/contracts';
import type { LedgerRole } from '@corridor/event-store';
import {
  type BatchHandler,
  type Bus,
  IdempotentConsumer,
  type IdempotentConsumerOptions,
  type Loop,
  type LoopOptions,
  PostgresBus,
  pause,
  Relay,
  type SubscribeOptions,
  startLoop,
} from '@corridor/messaging';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { Logger } from 'pino';
import type { ProblemShape } from '../errors/problem.filter.js';
import { HealthModule } from './health.controller.js';
import { createHttpApp } from './http-app.js';
import { type Followers, type LedgerParts, ledgerModule, ledgerParts } from './ledger-parts.js';
import type { RunningService } from './run-service.js';
import type { ServiceSettings } from './service-settings.js';

export interface BusConsumer {
  readonly subscription: SubscribeOptions;
  readonly handler: BatchHandler;
}

export interface LedgerServiceOptions {
  readonly settings: ServiceSettings;
  readonly logger: Logger;
  /** The SQL role that the service takes. */
  readonly role: LedgerRole;
  /** Whose events it publishes from the log; absent for a service that appends nothing. */
  readonly publishes?: OwningService;
  readonly module: Type | DynamicModule;
  /** How errors are told, where a path follows a standard of its own. */
  readonly problemShape?: ProblemShape;
  readonly consumers?: (parts: LedgerParts) => readonly BusConsumer[];
  /** Further background work. */
  readonly loops?: (parts: LedgerParts) => readonly ServiceLoop[];
  /** How what it makes of the log stands: told by `/health/ready` and `/metrics`. */
  readonly followers?: Followers;
}

/** Background work of a service. */
export type ServiceLoop = Omit<LoopOptions, 'onError'> & {
  /** Gives back what the work holds, behind its last step. */
  readonly end?: () => Promise<void>;
};

const RELAY_BATCH = 1_000;
const RELAY_IDLE_MS = 25;
/** All that follows waits for it, so that it rests no longer than it works. */
const RELAY_REST_RATIO = 1;
/** The relay gives way only to a request that has been under way for so long, as that of a large file: figures wait for the relay, and some short request is under way most of the time. */
const RELAY_GIVES_WAY_FROM_MS = 250;
const RESUBSCRIBE_MS = 1_000;
const PURGE_MS = 600_000;

/**
 * Runs a service: its HTTP side, the relay of its events, its consumers and loops. The bus may be down when it starts: requests
 * are answered, and what needs the bus begins when it answers.
 */
export async function startLedgerService(options: LedgerServiceOptions): Promise<RunningService> {
  const { settings, logger, role, problemShape } = options;
  const parts = ledgerParts(settings, logger, role);
  const { pool, bus, keys } = parts;
  const onError = (error: unknown) => logger.warn({ err: error }, 'background work failed, trying again');

  @Module({ imports: [ledgerModule(parts, options.followers), HealthModule, options.module] })
  class ServiceModule {}

  const app = await createHttpApp({
    module: ServiceModule,
    keys,
    logger,
    ...(problemShape && { problemShape }),
  }).catch(async (error) => {
    await pool.end();
    throw error;
  });
  const loops = startLoops(options, parts, onError);
  const stopping = new AbortController();
  const consuming = (options.consumers?.(parts) ?? []).map(({ subscription, handler }) => {
    const givingWay: BatchHandler = async (events) => {
      await parts.rightOfWay.clear();
      await handler(events);
    };
    return keepSubscribed(bus, { subscription, handler: givingWay }, logger, stopping.signal);
  });
  const end = async (): Promise<void> => {
    await app.close();
    stopping.abort();
    await Promise.all([...consuming, ...loops.map((loop) => loop.stop())]);
    await parts.store.idle();
    await bus.close();
    await pool.end();
  };
  try {
    await app.listen(settings.port, settings.host);
  } catch (error) {
    await end();
    throw error;
  }
  return { url: await app.getUrl(), stop: end };
}

/**
 * Applies what the bus brings once for each event, in the transaction of its effect.
 * @param types the events that something is made of; all others that this build knows pass by unread.
 */
export function idempotentConsumer(
  { pool, store }: LedgerParts,
  {
    group,
    services,
    types,
  }: Pick<SubscribeOptions, 'group' | 'services'> & { readonly types: readonly EventType[] },
  handling: Pick<IdempotentConsumerOptions, 'handle' | 'handleRow'>,
): BusConsumer {
  const consumer = new IdempotentConsumer({ group, pool, store, ...handling });
  const handled: ReadonlySet<string> = new Set(types);
  const passes = (type: string, schemaVersion: number): boolean =>
    !handled.has(type) && PUBLISHED_CONTRACTS.knows({ type, schemaVersion });
  return { subscription: { group, services, passes }, handler: consumer.consume };
}

function startLoops(
  { publishes, loops }: LedgerServiceOptions,
  parts: LedgerParts,
  onError: (error: unknown) => void,
): readonly Loop[] {
  const { store, pool, bus } = parts;
  const givingWay = (step: () => Promise<number>, longerMs?: number) => async (): Promise<number> => {
    await parts.rightOfWay.clear(longerMs);
    return step();
  };
  const started = (loops?.(parts) ?? []).map(({ end, step, ...options }) => {
    const loop = startLoop({ ...options, step: givingWay(step), onError });
    return { stop: () => loop.stop().then(() => end?.()) };
  });
  if (publishes !== undefined) {
    const relay = new Relay({ service: publishes, store, pool, bus, batchSize: RELAY_BATCH });
    // Each batch costs the bus, and each that listens to it, a round of its own, however few events it has.
    const step = givingWay(() => relay.step(), RELAY_GIVES_WAY_FROM_MS);
    const times = { idleMs: RELAY_IDLE_MS, fullStep: RELAY_BATCH, restRatio: RELAY_REST_RATIO };
    const loop = startLoop({ step, ...times, onError });
    started.push({ stop: () => loop.stop().then(() => relay.stop()) });
  }
  if (bus instanceof PostgresBus) {
    started.push(startLoop({ step: () => bus.purge().then(() => 0), idleMs: PURGE_MS, onError }));
  }
  return started;
}

async function keepSubscribed(
  bus: Bus,
  { subscription: options, handler }: BusConsumer,
  logger: Logger,
  stopping: AbortSignal,
): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    if (stopping.aborted) resolve();
    stopping.addEventListener('abort', () => resolve(), { once: true });
  });
  while (!stopping.aborted) {
    try {
      const subscription = await bus.subscribe(options, handler);
      await Promise.race([subscription.failed, stopped]).finally(() => subscription.stop());
    } catch (error) {
      logger.warn({ err: error, group: options.group }, 'cannot subscribe, trying again');
      await pause(RESUBSCRIBE_MS, stopping);
    }
  }
}
