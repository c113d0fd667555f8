import DataLoader from 'dataloader';
import { grouped } from '../../read/grouped.js';
import type { ReadModels } from '../../read/read-models.js';
import type { ReadSession } from '../../read/read-session.js';
import { ACTIONS_SQL, type ActionRow } from './meetings.sql.js';

/** What the Commission wants done, read for all meetings of an answer at once. */
export class MeetingLoaders {
  readonly actions: DataLoader<string, readonly ActionRow[]>;

  constructor(session: ReadSession, readModels: ReadModels) {
    this.actions = new DataLoader(async (ids) => {
      const asOf = await readModels.asOf(undefined, 'meetings');
      const rows = await session.read((manager) => manager.query<ActionRow[]>(ACTIONS_SQL, [ids, asOf]));
      return grouped(ids, rows, ({ meeting_id }) => meeting_id);
    });
  }
}
