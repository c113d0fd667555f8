import { type OnUnknownEvent, oncePerVersion } from '@corridor/contracts';
import { EventStore, type LedgerRole, ledgerPool } from '@corridor/event-store';
import { type Bus, KafkaBus, keepDeadLetter, type OnUnreadable, PostgresBus } from '@corridor/messaging';
import { type DynamicModule, Module } from '@nestjs/common';
import type pg from 'pg';
import type { Logger } from 'pino';
import { KeyRing } from '../access/key-ring.js';
import type { FollowerStatus } from './followers.js';
import { RightOfWay } from './right-of-way.js';
import type { ServiceSettings } from './service-settings.js';

/** What every service works with: one of each in a process. */
export interface LedgerParts {
  readonly settings: ServiceSettings;
  readonly logger: Logger;
  /** Connections with the rights of the service's role. */
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly bus: Bus;
  readonly keys: KeyRing;
  /** Background work gives way to what enters here. */
  readonly rightOfWay: RightOfWay;
  /** Warns, once for each type and version, of an event that this release does not know and passes by. */
  readonly onUnknownEvent: OnUnknownEvent;
}

/** Asks how what a service makes of the log stands. */
export type Followers = (parts: LedgerParts) => Promise<readonly FollowerStatus[]>;

/** Nest's token for {@link Followers}. */
export const FOLLOWERS = Symbol('followers');

/** Nest's token for the whole of {@link LedgerParts}; `EventStore`, `KeyRing` and `RightOfWay` are injected by their class. */
export const LEDGER_PARTS = Symbol('ledger parts');

export function ledgerParts(settings: ServiceSettings, logger: Logger, role: LedgerRole): LedgerParts {
  const { archiveDir } = settings;
  const pool = ledgerPool(settings.databaseUrl, role);
  return {
    settings,
    logger,
    pool,
    store: new EventStore({ pool, ...(archiveDir !== undefined && { archives: archiveDir }) }),
    bus: busOf(settings, logger, pool, role),
    keys: new KeyRing(pool),
    rightOfWay: new RightOfWay(),
    onUnknownEvent: oncePerVersion(({ type, schemaVersion, position }) =>
      logger.warn(
        { type, schemaVersion, position },
        'this release does not know such events: they are passed by',
      ),
    ),
  };
}

/** Kafka where brokers are named, else the log in PostgreSQL. */
function busOf({ kafkaBrokers }: ServiceSettings, logger: Logger, pool: pg.Pool, clientId: string): Bus {
  const onError = (error: unknown) => logger.warn({ err: error }, 'the bus cannot be reached, trying again');
  const onUnreadable: OnUnreadable = (group, message, reason, position) =>
    keepDeadLetter(pool, { group, message, reason, ...(position === undefined ? {} : { position }) });
  if (!kafkaBrokers) return new PostgresBus(pool, onError, onUnreadable);
  return new KafkaBus({
    brokers: kafkaBrokers,
    clientId: `corridor-ledger-${clientId}`,
    onError,
    onUnreadable,
  });
}

@Module({})
class LedgerModule {}

/** Makes the parts injectable everywhere in a service. */
export function ledgerModule(parts: LedgerParts, followers: Followers = async () => []): DynamicModule {
  const providers = [
    { provide: LEDGER_PARTS, useValue: parts },
    { provide: FOLLOWERS, useValue: followers },
    { provide: EventStore, useValue: parts.store },
    { provide: KeyRing, useValue: parts.keys },
    { provide: RightOfWay, useValue: parts.rightOfWay },
  ];
  return { module: LedgerModule, global: true, providers, exports: providers };
}
