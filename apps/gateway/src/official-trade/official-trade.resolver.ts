import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { checkMonths } from '../calendar/asked-months.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import type { Operation } from '../graphql/operation.js';
import type { ReadSession } from '../read/read-session.js';
import { checkPair } from '../trade/asked-pair.js';
import { nameOfChapter } from '../trade/bilateral-trade.types.js';
import { officialTradeFigure } from './official-trade.figure.js';
import {
  figureOf,
  OFFICIAL_CHAPTERS_SQL,
  OFFICIAL_TOTALS_SQL,
  type OfficialChapterRow,
  type OfficialFigureRow,
} from './official-trade.sql.js';
import {
  type OfficialChapter,
  type OfficialFigure,
  OfficialTrade,
  OfficialTradeArgs,
} from './official-trade.types.js';

type Question = Readonly<Pick<OfficialTrade, 'reporter' | 'partner' | 'from' | 'to' | 'asOf'>>;

/** The answer under way: its lists are read when they are asked for, months and years at once. */
interface Answer extends Question {
  readonly totals: () => Promise<readonly OfficialFigureRow[]>;
}

@LedgerResolver(() => OfficialTrade)
export class OfficialTradeResolver {
  @Query(() => OfficialTrade, { nullable: true, description: officialTradeFigure.question })
  async officialTrade(
    @Args() { reporter, partner, from, to, ...asked }: OfficialTradeArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<Answer> {
    checkPair(reporter, partner);
    checkMonths(from, to);
    const asOf = await readModels.asOf(asked, 'official-trade');
    const question = { reporter, partner, from, to, asOf };
    let totals: Promise<readonly OfficialFigureRow[]> | undefined;
    return {
      ...question,
      totals: () => {
        totals ??= read<OfficialFigureRow>(session, OFFICIAL_TOTALS_SQL, question);
        return totals;
      },
    };
  }

  @ResolveField()
  async months(@Parent() { totals }: Answer): Promise<readonly OfficialFigure[]> {
    return listsOf(await totals()).months;
  }

  @ResolveField()
  async years(@Parent() { totals }: Answer): Promise<readonly OfficialFigure[]> {
    return listsOf(await totals()).years;
  }

  @ResolveField()
  async byChapter(
    @Parent() answer: Answer,
    @Context() { session }: Operation,
  ): Promise<readonly OfficialChapter[]> {
    const rows = await read<OfficialChapterRow>(session, OFFICIAL_CHAPTERS_SQL, answer);
    const byChapter = new Map<string, OfficialChapterRow[]>();
    for (const row of rows) {
      const told = byChapter.get(row.chapter) ?? [];
      byChapter.set(row.chapter, told);
      told.push(row);
    }
    return [...byChapter].map(([chapter, told]) => ({
      chapter,
      name: nameOfChapter(chapter),
      ...listsOf(told),
    }));
  }
}

function read<Row>(
  session: ReadSession,
  sql: string,
  { reporter, partner, from, to, asOf }: Question,
): Promise<readonly Row[]> {
  return session.read((manager) => manager.query<Row[]>(sql, [reporter, partner, from, to, asOf]));
}

/** Years are told by four digits, months by more. */
function listsOf(rows: readonly OfficialFigureRow[]): Pick<OfficialTrade, 'months' | 'years'> {
  const isYear = ({ period }: OfficialFigureRow) => period.length === 4;
  return {
    months: rows.filter((row) => !isYear(row)).map(figureOf),
    years: rows.filter(isYear).map(figureOf),
  };
}
