import type { CarriageCut } from '@corridor/domain';
import { firstDay, listMonths, type Month } from '../calendar/month.js';
import { checkPresent } from '../ledger/present.js';
import type { ReadSession } from '../read/read-session.js';
import type { LastChangeRow } from '../release-calendar/release-calendar.sql.js';
import {
  CARRIED_CELLS_SQL,
  CARRIED_UNTIL_SQL,
  type CarriedRow,
  type PlanRow,
  TRADE_PLANS_SQL,
} from './carriage-until.sql.js';
import { carriedUntil } from './carried-until.js';
import {
  TRADE_BY_HEADING_SQL,
  TRADE_BY_KEY_SQL,
  TRADE_BY_MONTH_SQL,
  TRADE_LAST_CHANGES_SQL,
  TRADE_WITHIN_SQL,
  type TradeCut,
  type TradeSumRow,
} from './trade-cells.sql.js';
import { TRADE_EVENTS_SQL, type TradeEventRow } from './trade-events.sql.js';
import { byKey, byTotal, type KeyedSum, keyedSum, sumOf, type TradeSum } from './trade-sum.js';
import {
  TRADE_BY_HEADING_UNTIL_SQL,
  TRADE_BY_KEY_UNTIL_SQL,
  TRADE_BY_MONTH_UNTIL_SQL,
  TRADE_WITHIN_UNTIL_SQL,
  untilOf,
} from './trade-until.sql.js';

/** Whose trade, with whom, in which months, as of which position; of that, where it is told, what had happened by an instant. */
export interface TradeQuestion {
  readonly reporter: string;
  readonly partner: string;
  readonly from: Month;
  readonly to: Month;
  readonly asOf: number;
  readonly occurredUntil?: string | null;
}

/** Each cut by its statement: as of a position, and of what had happened by an instant. */
const BY_MONTH = [TRADE_BY_MONTH_SQL, TRADE_BY_MONTH_UNTIL_SQL] as const;
const BY_KEY = [TRADE_BY_KEY_SQL, TRADE_BY_KEY_UNTIL_SQL] as const;
const BY_HEADING = [TRADE_BY_HEADING_SQL, TRADE_BY_HEADING_UNTIL_SQL] as const;
const WITHIN = [TRADE_WITHIN_SQL, TRADE_WITHIN_UNTIL_SQL] as const;

/** Answers one question about bilateral trade; what several fields need is read once. */
export class TradeReader {
  private monthsAsked: Promise<readonly KeyedSum[]> | undefined;
  private carriageAsked:
    | Promise<{ readonly rows: readonly CarriedRow[]; readonly plans: readonly PlanRow[] }>
    | undefined;

  constructor(
    private readonly session: ReadSession,
    readonly question: TradeQuestion,
  ) {}

  /** One sum for each month asked for, oldest first, those without trade as well. */
  months(): Promise<readonly KeyedSum[]> {
    this.monthsAsked ??= this.sums('total', BY_MONTH).then((sums) => {
      const known = new Map(sums.map((sum) => [sum.key, sum]));
      const { from, to } = this.question;
      return listMonths(from, to).map(
        (key) => known.get(key) ?? { key, exports: 0n, reExports: 0n, imports: 0n },
      );
    });
    return this.monthsAsked;
  }

  async sum(): Promise<TradeSum> {
    return sumOf(await this.months());
  }

  /** The first month that comes to anything: what was traded and taken out again is no history. */
  async firstMonth(): Promise<Month | undefined> {
    const months = (await this.sums('total', BY_MONTH)).sort(byKey);
    return months.find(({ exports, imports }) => exports !== 0n || imports !== 0n)?.key;
  }

  /** The sectors with trade, the largest first. */
  async sectors(): Promise<readonly KeyedSum[]> {
    return (await this.sums('sector', BY_KEY)).sort(byTotal);
  }

  /** The chapters with trade, in the order of the Harmonized System. */
  async chapters(): Promise<readonly KeyedSum[]> {
    return (await this.sums('chapter', BY_KEY)).sort(byKey);
  }

  /** The headings with trade, in the order of the Harmonized System. */
  async headings(): Promise<readonly KeyedSum[]> {
    return (await this.sums('subheading', BY_HEADING)).sort(byKey);
  }

  /** The subheadings with trade within a chapter or heading, in the order of the Harmonized System. */
  async subheadings(within: string): Promise<readonly KeyedSum[]> {
    return (await this.sums('subheading', WITHIN, within)).sort(byKey);
  }

  /** The customs offices with trade, the largest first. */
  async offices(): Promise<readonly KeyedSum[]> {
    return (await this.sums('office', BY_KEY)).sort(byTotal);
  }

  /** By what is told of how they were carried, the largest first; what is not told has an empty key. */
  async carried(cut: CarriageCut): Promise<readonly KeyedSum[]> {
    const sums = this.question.occurredUntil
      ? await this.carriedUntil(cut, this.question.occurredUntil)
      : await this.sums(cut, BY_KEY);
    return sums
      .filter(({ exports, reExports, imports }) => exports !== 0n || reExports !== 0n || imports !== 0n)
      .sort(byTotal);
  }

  /** The events behind the sum in the order of the ledger, at most `limit` of them behind position `after`. */
  async events(after: number, limit: number): Promise<readonly TradeEventRow[]> {
    const { reporter, partner, from, to, asOf, occurredUntil } = this.question;
    const rows = await this.session.read((manager) =>
      manager.query<TradeEventRow[]>(TRADE_EVENTS_SQL, [
        reporter,
        [partner],
        firstDay(from),
        firstDay(to),
        asOf,
        after,
        limit,
        occurredUntil ? Date.parse(occurredUntil) : null,
      ]),
    );
    checkPresent(rows);
    return rows;
  }

  /** Of each month that an event told of, the last one that did. */
  lastChanges(): Promise<readonly LastChangeRow[]> {
    const { reporter, partner, from, to, asOf } = this.question;
    const values = [reporter, [partner], firstDay(from), firstDay(to), asOf];
    return this.session.read((manager) => manager.query<LastChangeRow[]>(TRADE_LAST_CHANGES_SQL, values));
  }

  private async sums(
    cut: TradeCut,
    [known, happened]: readonly [known: string, happened: string],
    ...more: readonly string[]
  ): Promise<KeyedSum[]> {
    const { occurredUntil } = this.question;
    const values = [...this.asked(), cut, ...(occurredUntil ? untilOf(occurredUntil) : []), ...more];
    const rows = await this.session.read((manager) =>
      manager.query<TradeSumRow[]>(occurredUntil ? happened : known, values),
    );
    return rows.map(keyedSum);
  }

  private async carriedUntil(cut: CarriageCut, instant: string): Promise<KeyedSum[]> {
    const { reporter, partner } = this.question;
    const [, month] = untilOf(instant);
    const rows = await this.session.read((manager) =>
      manager.query<TradeSumRow[]>(CARRIED_CELLS_SQL, [...this.asked(), cut, month]),
    );
    const cells = new Map(rows.map(keyedSum).map((sum) => [sum.key, sum]));
    const sums = carriedUntil(cells, cut, { reporter, partner, ...(await this.carriage(instant)) });
    return [...sums].map(([key, sum]) => ({ ...sum, key }));
  }

  /** What stands otherwise by the instant than in cells, for all cuts. */
  private carriage(instant: string) {
    this.carriageAsked ??= this.session.read(async (manager) => {
      const { asOf } = this.question;
      const [ms] = untilOf(instant);
      return {
        rows: await manager.query<CarriedRow[]>(CARRIED_UNTIL_SQL, [...this.asked(), ...untilOf(instant)]),
        plans: await manager.query<PlanRow[]>(TRADE_PLANS_SQL, [asOf, ms]),
      };
    });
    return this.carriageAsked;
  }

  /** What each statement begins with. */
  private asked(): readonly [string, string, string, string, number] {
    const { reporter, partner, from, to, asOf } = this.question;
    return [reporter, partner, firstDay(from), firstDay(to), asOf];
  }
}
