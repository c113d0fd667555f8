import { MIRROR_SUMS, type MirrorShareRow } from '@corridor/domain';
import { firstDay, type Month } from '../calendar/month.js';
import type { ReadSession } from '../read/read-session.js';
import { GAP_BY_CHAPTER_SQL, GAP_BY_MONTH_SQL, type GapRow, UNDER_WAY_SQL } from './mirror-gap.sql.js';
import { LISTED, type ListedSum, linesSql, type MirrorLineRow } from './mirror-lines.sql.js';
import { type GapUntilRow, gapOf, linesOf, merged, sharesUntil } from './mirror-until.js';
import { GAP_UNCHANGED_SQL, linesUnchangedSql } from './mirror-until.sql.js';

/** Whose exports to whom, in which months, as of which position; of that, where it is told, what had happened by an instant. */
export interface MirrorQuestion {
  readonly exporter: string;
  readonly importer: string;
  readonly from: Month;
  readonly to: Month;
  readonly asOf: number;
  readonly occurredUntil?: string | null;
}

/** What the exporter alone declares of one month: USD cents, as text. */
export interface UnderWayRow {
  readonly month: Month;
  readonly cents: string;
}

/** Which lines: of which sum, of which chapter or all, behind which place in the list, how many. */
export interface LinesAsked {
  readonly sum: ListedSum;
  readonly chapter: string | null;
  readonly after: readonly [position: number, pair: number];
  readonly limit: number;
}

/** Answers one question about what two countries declare of the same goods; what several fields need is read once. */
export class MirrorReader {
  private months: Promise<readonly GapRow[]> | undefined;
  private foldedAsked: Promise<readonly MirrorShareRow[]> | undefined;
  private untilAsked: Promise<readonly GapUntilRow[]> | undefined;

  constructor(
    private readonly session: ReadSession,
    private readonly question: MirrorQuestion,
  ) {}

  /** All goods, month by month. */
  byMonth(): Promise<readonly GapRow[]> {
    this.months ??= this.instant
      ? this.untilByChapter().then((rows) =>
          merged(
            rows.map((row) => ({ ...row, chapter: '' })),
            UNTIL_SUMS,
          ),
        )
      : this.read<GapRow>(GAP_BY_MONTH_SQL);
    return this.months;
  }

  /** By chapter and month, in that order. */
  byChapter(): Promise<readonly GapRow[]> {
    return this.instant ? this.untilByChapter() : this.read<GapRow>(GAP_BY_CHAPTER_SQL);
  }

  async underWay(): Promise<readonly UnderWayRow[]> {
    if (!this.instant) return this.read<UnderWayRow>(UNDER_WAY_SQL);
    return (await this.untilByChapter()).map(({ month, under_way }) => ({ month, cents: under_way }));
  }

  /** In the order in which the ledger came to know them so. */
  async lines({ sum, chapter, after, limit }: LinesAsked): Promise<readonly MirrorLineRow[]> {
    const asked = [chapter, ...after, limit];
    if (!this.instant) return this.read<MirrorLineRow>(linesSql(LISTED[sum]), asked);
    const unchanged = await this.read<MirrorLineRow>(linesUnchangedSql(sum), [
      ...asked,
      Date.parse(this.instant),
    ]);
    const folded = (await this.folded()).filter((share) => chapter === null || share.chapter === chapter);
    const lines = [...unchanged, ...(await linesOf(this.session, folded, sum, after))];
    return lines.sort((a, b) => Number(a.position) - Number(b.position) || a.pair - b.pair).slice(0, limit);
  }

  /** What had happened by the instant: of goods of which nothing happened since by what is kept, of the others by what is folded again. */
  private untilByChapter(): Promise<readonly GapUntilRow[]> {
    this.untilAsked ??= Promise.all([
      this.read<GapUntilRow>(GAP_UNCHANGED_SQL, [Date.parse(this.instant ?? '')]),
      this.folded(),
    ]).then(([unchanged, folded]) => merged([...unchanged, ...folded.map(gapOf)], UNTIL_SUMS));
    return this.untilAsked;
  }

  private folded(): Promise<readonly MirrorShareRow[]> {
    const { exporter, importer, from, to, asOf } = this.question;
    this.foldedAsked ??= sharesUntil(this.session, asOf, this.instant ?? '').then((shares) =>
      shares.filter(
        (share) =>
          share.exporter === exporter &&
          share.importer === importer &&
          share.month >= firstDay(from) &&
          share.month <= firstDay(to),
      ),
    );
    return this.foldedAsked;
  }

  private get instant(): string | null | undefined {
    return this.question.occurredUntil;
  }

  private read<Row>(sql: string, more: readonly (string | number | null)[] = []): Promise<readonly Row[]> {
    const values = [...valuesOf(this.question), ...more];
    return this.session.read((manager) => manager.query<Row[]>(sql, values));
  }
}

const UNTIL_SUMS = [...MIRROR_SUMS, 'under_way'] as const;

export function valuesOf({
  exporter,
  importer,
  from,
  to,
  asOf,
}: MirrorQuestion): readonly (string | number)[] {
  return [exporter, importer, firstDay(from), firstDay(to), asOf];
}
