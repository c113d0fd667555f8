import type { Caller } from '@corridor/nest-kit';
import DataLoader from 'dataloader';
import { seesAllFirms } from '../../access/rights.js';
import { grouped } from '../../read/grouped.js';
import type { ReadModels } from '../../read/read-models.js';
import type { ReadSession } from '../../read/read-session.js';
import { ACTIONS_SQL, type ActionRow, OWN_SQL } from './meetings.sql.js';

/** What an item of an agenda is about. */
export interface Subject {
  readonly kind: string;
  readonly subject?: string | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Those that are a single firm's, or of whoever has to do them. */
const isOfOne = ({ kind }: Subject): boolean => kind === 'commitment' || kind === 'action';

/** What of meetings is read for all meetings of an answer at once. */
export class MeetingLoaders {
  /** What the Commission wants done. */
  readonly actions: DataLoader<string, readonly ActionRow[]>;
  private readonly own: DataLoader<Subject, boolean, string>;

  constructor(
    session: ReadSession,
    readModels: ReadModels,
    private readonly caller: Caller,
  ) {
    this.actions = new DataLoader(async (ids) => {
      const asOf = await readModels.asOf({}, 'meetings');
      const rows = await session.read((manager) => manager.query<ActionRow[]>(ACTIONS_SQL, [ids, asOf]));
      return grouped(ids, rows, ({ meeting_id }) => meeting_id);
    });
    const batch = async (subjects: readonly Subject[]) => {
      const idsOf = (wanted: string) =>
        subjects.flatMap(({ kind, subject }) => (kind === wanted ? (subject ?? []) : []));
      const values = [idsOf('commitment'), idsOf('action'), caller.participant];
      const rows = await session.read((manager) => manager.query<OwnRow[]>(OWN_SQL, values));
      const own = new Set(rows.map(({ kind, id }) => `${kind} ${id}`));
      return subjects.map((each) => own.has(keyOf(each)));
    };
    this.own = new DataLoader(batch, { cacheKeyFn: keyOf });
  }

  /**
   * What of an agenda is told to the caller. A promise is for who takes part in it, an action for whoever it is assigned to, and both for the institutions;
   * what names none, for the institutions alone. All else is for every key.
   */
  async told<Item>(items: readonly Item[], subjectOf: (item: Item) => Subject): Promise<readonly Item[]> {
    const shown = await Promise.all(items.map((item) => this.isTold(subjectOf(item))));
    return items.filter((_, index) => shown[index]);
  }

  private async isTold(about: Subject): Promise<boolean> {
    if (!isOfOne(about) || seesAllFirms(this.caller)) return true;
    return UUID.test(about.subject ?? '') && this.own.load(about);
  }
}

interface OwnRow {
  readonly kind: string;
  readonly id: string;
}

const keyOf = ({ kind, subject }: Subject): string => `${kind} ${subject?.toLowerCase()}`;
