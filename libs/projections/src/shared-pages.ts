import type { RecordedEvent } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';

type Log = Pick<EventStore, 'readAll'>;
type Asked = Parameters<Log['readAll']>[0];

/** Pages that are kept: so far apart may projections be that share them. */
const PAGES_MAX = 4;

/**
 * The log for several projections that go over it side by side: a page that one has read is there for the others. A page that is full stays what it is, since the
 * log is never changed; one that is not, at the end of the log, is shared only by those who ask while it is read.
 */
export class SharedPages implements Log {
  private readonly pages = new Map<string, Promise<readonly RecordedEvent[]>>();

  constructor(
    private readonly log: Log,
    private readonly pagesMax = PAGES_MAX,
  ) {}

  readAll(asked: Asked): Promise<readonly RecordedEvent[]> {
    const key = JSON.stringify([asked.after, asked.to, asked.limit, asked.categories, asked.types]);
    const known = this.pages.get(key);
    if (known) return known;
    const page = this.log.readAll(asked);
    this.pages.set(key, page);
    for (const oldest of this.pages.keys()) {
      if (this.pages.size <= this.pagesMax) break;
      this.pages.delete(oldest);
    }
    const forget = (): void => {
      if (this.pages.get(key) === page) this.pages.delete(key);
    };
    page.then((events) => {
      if (events.length < asked.limit) forget();
    }, forget);
    return page;
  }
}
