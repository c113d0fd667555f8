import { pipelinedPool } from '@corridor/event-store';
import {
  type FollowerStatus,
  type LedgerParts,
  type RunningService,
  type ServiceSettings,
  startLedgerService,
} from '@corridor/nest-kit';
import {
  type Checkpoints,
  CheckpointsTogether,
  generationsAtWork,
  Projector,
  ProjectorGroup,
  SharedPages,
  standing,
} from '@corridor/projections';
import { Module } from '@nestjs/common';
import type pg from 'pg';
import type { Logger } from 'pino';
import { PROJECTIONS } from './projections.js';
import { ProjectionsController } from './status/projections.controller.js';

export { PROJECTIONS } from './projections.js';

/** How long an event may wait in the window before it is looked at. */
const IDLE_MS = 25;
/** Events that a projection takes in at once. */
const BATCH_MAX = 2_000;
/** With the service's own, two of them are to fit into what its login may have, as around a restart. */
const WRITING_CONNECTIONS_MAX = 5;
/** All projections are one loop, which rests a fifth of the time at least where there is not so much to do. */
const REST_RATIO = 0.25;

@Module({ controllers: [ProjectionsController] })
export class ReportingModule {}

/** Starts reporting: a projector for each projection, in one round after the other, fed by the bus and by the log. */
export function startReporting(settings: ServiceSettings, logger: Logger): Promise<RunningService> {
  let work: { readonly group: ProjectorGroup; readonly writing: pg.Pool } | undefined;
  const workOn = (parts: LedgerParts) => {
    work ??= workOf(parts, logger);
    return work;
  };
  const groupOn = (parts: LedgerParts): ProjectorGroup => workOn(parts).group;
  return startLedgerService({
    settings,
    logger,
    role: 'reporting',
    module: ReportingModule,
    followers: followersOf,
    loops: (parts) => [
      {
        step: () => groupOn(parts).step(),
        end: async () => {
          const { group, writing } = workOn(parts);
          await group.idle().finally(() => writing.end());
        },
        idleMs: IDLE_MS,
        fullStep: BATCH_MAX,
        restRatio: REST_RATIO,
      },
    ],
    consumers: (parts) => [
      {
        // What was published before is in the log, and read from there.
        subscription: {
          group: 'reporting',
          services: ['trade-events', 'payments-settlement'],
          from: 'now',
          passes: () => groupOn(parts).isBehind,
        },
        // The bus may take the batch for done once it is offered, before it is applied: an event that is lost with this
        // process leaves a gap, and a gap is read from the log. So it is, too, where a second process shares the group and
        // each is brought a part of the events only.
        handler: async (delivered) => {
          const events = await standing(parts.pool, delivered);
          groupOn(parts).offer(events);
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

/** Of the statements that keep read models, none waits for the answer to another's. What reads the log has connections of its own. */
function workOf(parts: LedgerParts, logger: Logger) {
  const writing = pipelinedPool(parts.settings.databaseUrl, 'reporting', WRITING_CONNECTIONS_MAX);
  const shared = { store: new SharedPages(parts.store), checkpoints: new CheckpointsTogether(writing) };
  const on = { ...parts, ...shared, pool: writing };
  return { group: new ProjectorGroup(PROJECTIONS.map((each) => projectorOf(each, on, logger))), writing };
}

function projectorOf(
  projection: (typeof PROJECTIONS)[number],
  {
    pool,
    store,
    checkpoints,
    onUnknownEvent,
  }: Pick<LedgerParts, 'pool' | 'onUnknownEvent'> & {
    readonly store: SharedPages;
    readonly checkpoints: Checkpoints;
  },
  logger: Logger,
): Projector {
  return new Projector({
    projection,
    pool,
    store,
    checkpoints,
    batchMax: BATCH_MAX,
    onUnknown: onUnknownEvent,
    onStopped: (error) =>
      logger.error({ err: error, projection: projection.name }, 'the projection stands still'),
  });
}
