import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkSeesEvents } from '../access/rights.js';
import { checkMonths } from '../calendar/asked-months.js';
import { listMonths } from '../calendar/month.js';
import { archived, badInput } from '../graphql/errors.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import { usd } from '../graphql/money.type.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, type PageArgs, pageOf, placeOf } from '../graphql/paging.js';
import {
  OFFICIAL_CHAPTERS_SQL,
  OFFICIAL_TOTALS_SQL,
  type OfficialChapterRow,
  type OfficialFigureRow,
} from '../official-trade/official-trade.sql.js';
import type { ReadSession } from '../read/read-session.js';
import type { LastChangeRow } from '../release-calendar/release-calendar.sql.js';
import { Releases } from '../release-calendar/releases.js';
import { type Restated, restated } from '../restatement/restated.js';
import { RESTATEMENT, Restatement, SinceArgs } from '../restatement/restatement.types.js';
import { ratio } from '../targets/ratio.js';
import { checkPair } from '../trade/asked-pair.js';
import { nameOfChapter } from '../trade/bilateral-trade.types.js';
import { mirrorGapFigure } from './mirror-gap.figure.js';
import { GAP_LAST_CHANGES_SQL, type GapRow } from './mirror-gap.sql.js';
import { type MirrorAmounts, MirrorGap, MirrorGapArgs } from './mirror-gap.types.js';
import { GAP_TOTALS_SQL, RESTATED_GAP } from './mirror-gap-restatement.sql.js';
import type { MirrorLineRow } from './mirror-lines.sql.js';
import {
  type MirrorLine,
  MirrorLineConnection,
  MirrorLinesArgs,
  type MirrorSide,
} from './mirror-lines.types.js';
import { type LinesAsked, type MirrorQuestion, MirrorReader, valuesOf } from './mirror-reader.js';
import { officialMonths } from './official-mirror.js';
import {
  type ChapterOfOfficialMirror,
  type MonthOfOfficialMirror,
  OfficialMirror,
} from './official-mirror.types.js';

const LIST = 'mirror-line';

/** The answer under way: its lists are read when they are asked for, the total and the months at once. */
interface Answer extends MirrorQuestion {
  readonly reader: MirrorReader;
  readonly releases: Releases;
}

@LedgerResolver(() => MirrorGap)
export class MirrorGapResolver {
  @Query(() => MirrorGap, { nullable: true, description: mirrorGapFigure.question })
  async mirrorGap(
    @Args() { exporter, importer, from, to, occurredUntil = null, ...asked }: MirrorGapArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<Answer> {
    checkPair(exporter, importer, 'importer');
    checkMonths(from, to);
    const asOf = await readModels.asOf(asked, 'mirror-gap');
    const question = { exporter, importer, from, to, asOf, occurredUntil };
    const lastChanges = () =>
      session.read((manager) =>
        manager.query<LastChangeRow[]>(GAP_LAST_CHANGES_SQL, [...valuesOf(question)]),
      );
    return {
      ...question,
      reader: new MirrorReader(session, question),
      releases: new Releases(
        { session, readModels },
        { reporters: [exporter, importer], asOf, occurredUntil, lastChanges },
      ),
    };
  }

  @ResolveField()
  async total(@Parent() { reader }: Answer): Promise<MirrorAmounts> {
    return amountsOf(await reader.byMonth());
  }

  @ResolveField()
  async months(@Parent() { from, to, reader, releases }: Answer) {
    const rows = await reader.byMonth();
    return listMonths(from, to).map((month) => ({
      month,
      releases,
      ...amountsOf(rows.filter((row) => row.month === month)),
    }));
  }

  @ResolveField()
  async byChapter(@Parent() { reader, releases }: Answer) {
    return chaptersOf(await reader.byChapter()).map(({ rows, ...chapter }) => ({
      ...chapter,
      ...amountsOf(rows),
      months: rows.map((row) => ({ month: row.month, releases, ...amountsOf([row]) })),
    }));
  }

  @ResolveField(() => MirrorLineConnection, {
    nullable: true,
    description:
      'Explains a cause: every line with a share of it, in the order in which the ledger came to know it so; the shares sum to the cause, of the chapter or of all goods. For reporters, operators, customs, the Commission and the Business Council.',
  })
  async lines(
    @Parent() { reader }: Answer,
    @Args() { cause, chapter, ...page }: MirrorLinesArgs,
    @Context() { caller }: Operation,
  ): Promise<Connection<MirrorLine>> {
    checkSeesEvents(caller);
    if (chapter && chapter.length !== 2)
      throw badInput(`chapter: "${chapter}" is no chapter; that has two digits, such as "52".`);
    return linePage(LIST, reader, { sum: cause, chapter: chapter ?? null }, page);
  }

  @ResolveField(() => Restatement, { nullable: true, description: RESTATEMENT })
  restatement(
    @Parent() question: Answer,
    @Args() { since }: SinceArgs,
    @Context() { session }: Operation,
  ): Restated {
    const { asOf, occurredUntil } = question;
    if (occurredUntil)
      throw badInput(
        'occurredUntil: restatement is asked between positions, of all that was known. Leave one of them out.',
      );
    const as = (position: number) => valuesOf({ ...question, asOf: position });
    const asked = restated({ since, asOf, session }, RESTATED_GAP, (position, other) => [
      ...as(position),
      other,
    ]);
    return { ...asked, totals: { sql: GAP_TOTALS_SQL, before: as(since), after: as(asOf) } };
  }

  @ResolveField(() => OfficialMirror, {
    nullable: true,
    description:
      'The gap by official statistics of the same months, beside what the ledger counts; with `occurredUntil`, too, as they were known as of the position.',
  })
  async official(
    @Parent() { exporter, importer, from, to, asOf }: Answer,
    @Context() { readModels }: Operation,
  ): Promise<MirrorQuestion> {
    await readModels.asOf({ asOf }, 'official-trade');
    return { exporter, importer, from, to, asOf };
  }
}

@LedgerResolver(() => OfficialMirror)
export class OfficialMirrorResolver {
  @ResolveField()
  async months(
    @Parent() question: MirrorQuestion,
    @Context() { session }: Operation,
  ): Promise<readonly MonthOfOfficialMirror[]> {
    return officialMonths(...(await bothTell<OfficialFigureRow>(session, OFFICIAL_TOTALS_SQL, question)));
  }

  @ResolveField()
  async byChapter(
    @Parent() question: MirrorQuestion,
    @Context() { session }: Operation,
  ): Promise<readonly ChapterOfOfficialMirror[]> {
    const [imports, exports] = await bothTell<OfficialChapterRow>(session, OFFICIAL_CHAPTERS_SQL, question);
    return chaptersOf([...imports, ...exports])
      .map(({ rows, ...chapter }) => {
        const of = (told: readonly OfficialChapterRow[]) => told.filter((row) => rows.includes(row));
        return { ...chapter, months: officialMonths(of(imports), of(exports)) };
      })
      .filter(({ months }) => months.length > 0);
  }
}

/** A page of lines of a sum, whichever list they are in. */
export async function linePage(
  list: string,
  reader: MirrorReader,
  of: Pick<LinesAsked, 'sum' | 'chapter'>,
  page: PageArgs,
): Promise<Connection<MirrorLine>> {
  const rows = await reader.lines({ ...of, after: placeOf(list, page.after), limit: page.first + 1 });
  const { edges, pageInfo } = pageOf(rows, page, (row) => cursorOf(list, Number(row.position), row.pair));
  return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: lineOf(node) })) };
}

/** What the importer tells of the exporter, and the other way round. */
function bothTell<Row>(
  session: ReadSession,
  sql: string,
  { exporter, importer, from, to, asOf }: MirrorQuestion,
): Promise<[imports: readonly Row[], exports: readonly Row[]]> {
  const told = (reporter: string, partner: string) =>
    session.read((manager) => manager.query<Row[]>(sql, [reporter, partner, from, to, asOf]));
  return Promise.all([told(importer, exporter), told(exporter, importer)]);
}

/** Rows by their chapter, in the order of the Harmonized System. */
function chaptersOf<Row extends { readonly chapter: string }>(rows: readonly Row[]) {
  const byChapter = new Map<string, Row[]>();
  for (const row of rows) byChapter.set(row.chapter, [...(byChapter.get(row.chapter) ?? []), row]);
  return [...byChapter]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([chapter, rows]) => ({ chapter, name: nameOfChapter(chapter), rows }));
}

function amountsOf(rows: readonly GapRow[]): MirrorAmounts {
  const sum = (of: keyof Omit<GapRow, 'month' | 'chapter'>) =>
    rows.reduce((cents, row) => cents + BigInt(row[of]), 0n);
  const [imports, exports] = [sum('imports'), sum('exports')];
  return {
    imports: usd(imports),
    exports: usd(exports),
    gap: usd(imports - exports),
    ofExports: exports === 0n ? null : ratio(imports - exports, exports),
    causes: {
      freightAndInsurance: usd(sum('freight_and_insurance')),
      exchangeRate: usd(sum('exchange_rate')),
      timing: usd(sum('timing')),
      partner: usd(sum('partner')),
      classification: usd(sum('classification')),
      oneSideOnly: usd(sum('one_side_only')),
      residual: usd(sum('residual')),
    },
  };
}

function lineOf(row: MirrorLineRow): MirrorLine {
  return {
    consignmentId: row.consignment_id,
    lineNumber: row.line_number,
    share: usd(BigInt(row.cents)),
    exported: sideOf(row, 'export'),
    imported: sideOf(row, 'import'),
    position: Number(row.position),
  };
}

/** @throws the error ARCHIVED where the event is no longer in the database. */
function sideOf(row: MirrorLineRow, side: 'export' | 'import'): MirrorSide | null {
  const position = row[`${side}_position`];
  if (position === null) return null;
  const [type, occurredAt, recordedAt, actor] = [
    row[`${side}_type`],
    row[`${side}_occurred_at`],
    row[`${side}_recorded_at`],
    row[`${side}_actor`],
  ];
  if (type === null || occurredAt === null || recordedAt === null || actor === null) throw archived(position);
  const declarationId = row[`${side}_declaration`] ?? '';
  return { position: Number(position), declarationId, type, occurredAt, recordedAt, actor };
}
