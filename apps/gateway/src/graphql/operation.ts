import type { Caller } from '@corridor/nest-kit';
import type { DataSource } from 'typeorm';
import { ConsignmentLoaders } from '../consignments/consignment-loaders.js';
import { HoldLoaders } from '../holds/hold-loaders.js';
import { MeetingLoaders } from '../institutions/meetings/meeting-loaders.js';
import { type EventLoader, eventLoader } from '../ledger/event-loader.js';
import { ReadModels } from '../read/read-models.js';
import { ReadSession } from '../read/read-session.js';

/** What the resolvers of one operation share. */
export interface Operation {
  readonly caller: Caller;
  readonly correlationId: string;
  /** The snapshot that the whole answer comes from. */
  readonly session: ReadSession;
  readonly readModels: ReadModels;
  /** By their positions. */
  readonly events: EventLoader;
  readonly consignments: ConsignmentLoaders;
  readonly holds: HoldLoaders;
  readonly meetings: MeetingLoaders;
}

export function startOperation(dataSource: DataSource, caller: Caller, correlationId: string): Operation {
  const session = new ReadSession(dataSource);
  const readModels = new ReadModels(session);
  return {
    caller,
    correlationId,
    session,
    readModels,
    events: eventLoader(session, caller),
    consignments: new ConsignmentLoaders(session, caller),
    holds: new HoldLoaders(session),
    meetings: new MeetingLoaders(session, readModels, caller),
  };
}
