import { type DocumentNode, execute, type GraphQLSchema, parse } from 'graphql';
import { countMonths, type Month } from '../calendar/month.js';
import type { FigureDefinition } from '../figures/figure-definition.js';
import { pageOfFigure } from '../figures/figures.js';
import type { Operation } from '../graphql/operation.js';
import type { ReadModel } from '../read/read-models.js';
import type { FigureLink, Section } from './report.js';

/** What the sections of a report answer, all of them of one position and one snapshot. */
export interface ReportQuestion {
  readonly reporter: string;
  readonly partner: string;
  readonly asOf: number;
  /** The day of that position by the reporter's clock. */
  readonly today: string;
  /** The twelve full months before it. */
  readonly from: Month;
  readonly to: Month;
  readonly operation: Operation;
  /**
   * Asks a question of the ledger's own GraphQL, so that a report tells what everybody is told who asks. `$reporter`, `$partner`, `$from`, `$to` and
   * `$asOf` are there for each.
   */
  ask<Answer>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>;
}

/** A part of the report: what it tells of, and how that is found. */
export interface ReportSection extends Pick<Section, 'id' | 'title'> {
  readonly figures: readonly FigureDefinition[];
  /** The read models that it is made of. */
  readonly needs: readonly ReadModel[];
  read(question: ReportQuestion): Promise<Pick<Section, 'tables' | 'notes'>>;
}

export function linkOf(figure: FigureDefinition): FigureLink {
  return { title: figure.title, page: `docs/figures/${pageOfFigure(figure)}.md` };
}

/** Every question is written in the code: each is read once. */
const parsed = new Map<string, DocumentNode>();

/** @throws the first error of the answer, as the resolver threw it: a part that is missing is no report */
export async function askSchema<Answer>(
  schema: GraphQLSchema,
  operation: Operation,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const document = parsed.get(query) ?? parse(query);
  parsed.set(query, document);
  const { data, errors } = await execute({
    schema,
    document,
    contextValue: operation,
    variableValues: variables,
  });
  const [error] = errors ?? [];
  if (error) throw error.originalError ?? error;
  return data as Answer;
}

/** All nodes of a connection, page by page. */
export async function allOf<Node>(
  page: (after: string | null) => Promise<{
    readonly edges: readonly { readonly node: Node }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  }>,
): Promise<readonly Node[]> {
  const nodes: Node[] = [];
  let after: string | null = null;
  for (;;) {
    const { edges, pageInfo }: Awaited<ReturnType<typeof page>> = await page(after);
    for (const { node } of edges) nodes.push(node);
    if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return nodes;
    after = pageInfo.endCursor;
  }
}

/** What months there are to tell of, in words. */
export function monthsInWords(from: Month, to: Month): string {
  return `${countMonths(from, to)} months, ${from} to ${to}`;
}
