import {
  type FollowerStatus,
  type LedgerParts,
  type RunningService,
  type ServiceSettings,
  startLedgerService,
} from '@corridor/nest-kit';
import { generationsAtWork, Projector, SharedPages, standing } from '@corridor/projections';
import { Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { PROJECTIONS } from './projections.js';
import { ProjectionsController } from './status/projections.controller.js';

/** How long an event may wait in the window before it is looked at. */
const IDLE_MS = 25;
/** Events that a projection takes in at once. */
const BATCH_MAX = 2_000;

@Module({ controllers: [ProjectionsController] })
export class ReportingModule {}

/** Starts reporting: one projector for each projection, fed by the bus and by the log. */
export function startReporting(settings: ServiceSettings, logger: Logger): Promise<RunningService> {
  let projectors: readonly Projector[] | undefined;
  const projectorsOn = (parts: LedgerParts): readonly Projector[] => {
    if (projectors) return projectors;
    const store = new SharedPages(parts.store);
    projectors = PROJECTIONS.map((projection) => projectorOf(projection, { ...parts, store }, logger));
    return projectors;
  };
  return startLedgerService({
    settings,
    logger,
    role: 'reporting',
    module: ReportingModule,
    followers: followersOf,
    loops: (parts) =>
      projectorsOn(parts).map((projector) => ({
        step: () => projector.step(),
        idleMs: IDLE_MS,
        fullStep: BATCH_MAX,
      })),
    consumers: (parts) => [
      {
        // What was published before is in the log, and read from there.
        subscription: { group: 'reporting', services: ['trade-events', 'payments-settlement'], from: 'now' },
        // The bus may take the batch for done once it is offered, before it is applied: an event that is lost with this
        // process leaves a gap, and a gap is read from the log. So it is, too, where a second process shares the group and
        // each is brought a part of the events only.
        handler: async (delivered) => {
          const events = await standing(parts.pool, delivered);
          for (const projector of projectorsOn(parts)) projector.offer(events);
        },
      },
    ],
  });
}

/** A figure that skips an event would look right and be wrong: nothing is set aside. */
async function followersOf({ pool }: LedgerParts): Promise<readonly FollowerStatus[]> {
  const generations = await generationsAtWork(pool);
  return generations.map(({ name, state, generation, position, updatedAt, error }) => ({
    name: state === 'live' ? name : `${name} ${generation}`,
    position,
    ...(error !== undefined && { stands: { before: position + 1, reason: error, since: updatedAt } }),
    setAside: 0,
  }));
}

function projectorOf(
  projection: (typeof PROJECTIONS)[number],
  {
    pool,
    store,
    onUnknownEvent,
  }: Pick<LedgerParts, 'pool' | 'onUnknownEvent'> & { readonly store: SharedPages },
  logger: Logger,
): Projector {
  return new Projector({
    projection,
    pool,
    store,
    batchMax: BATCH_MAX,
    onUnknown: onUnknownEvent,
    onStopped: (error) =>
      logger.error({ err: error, projection: projection.name }, 'the projection stands still'),
  });
}
