import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { badInput } from './errors.js';

export const PAGE_MAX = 500;
export const PAGE_DEFAULT = 50;

/** One page of a list. That `first` is within 1 to 500 is checked before an operation runs. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    defaultValue: PAGE_DEFAULT,
    description: `How many rows, 1 to ${PAGE_MAX}.`,
  })
  first!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Rows behind this one: the `endCursor` of the page before. Leave it out for the first page.',
  })
  after?: string | null;
}

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there are rows behind this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, {
    description: 'Whether there are rows before this page: it was asked with `after`.',
  })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row; null for an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last row, to ask for the next page with `after`; null for an empty page.',
  })
  endCursor!: string | null;
}

export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfo;
}

/** The GraphQL types of a list that is read page by page (Relay's cursor connections). */
export function connectionOf<Node>(node: Type<Node>, name: string, what: string): Type<Connection<Node>> {
  @ObjectType(`${name}Edge`, { description: `One row of a page of ${what}.` })
  class Edge {
    @Field(() => String, { description: 'Where the row stands in the list, for `after`.' })
    cursor!: string;

    @Field(() => node, { description: 'The row.' })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${what}.` })
  class NodeConnection implements Connection<Node> {
    @Field(() => [Edge], { description: 'The rows, in the order of the list.' })
    edges!: Edge[];

    @Field(() => PageInfo, { description: 'Where the page stands.' })
    pageInfo!: PageInfo;
  }
  return NodeConnection;
}

/**
 * A cursor names the row it stands on by the row's position in the ledger, so pages stay put while rows are added.
 * @param within Which row of the position, where one event leads to several.
 */
export function cursorOf(list: string, position: number, within?: number): string {
  const row = within === undefined ? position : `${position}.${within}`;
  return Buffer.from(`${list}:${row}`).toString('base64url');
}

/** The position of the row that `after` names. @throws GraphQLError for what is no cursor of this list. */
export function positionOf(list: string, after: string | null | undefined): number | undefined {
  return after === undefined || after === null ? undefined : numbersOf(list, after, '(\\d{1,16})')[0];
}

/** The same where one event leads to several rows: its position, and which of them. */
export function placeOf(list: string, after: string | null | undefined): readonly [number, number] {
  if (after === undefined || after === null) return [0, 0];
  const [position = 0, within = 0] = numbersOf(list, after, '(\\d{1,16})\\.(\\d{1,10})');
  return [position, within];
}

/** The same of a row that is told apart from others of its position by a key. */
export function keyedCursorOf(list: string, position: number, key: string): string {
  return Buffer.from(`${list}:${position}:${key}`).toString('base64url');
}

/** The position and the key of the row that `after` names. @throws GraphQLError for what is no cursor of this list. */
export function keyedPlaceOf(list: string, after: string | null | undefined): readonly [number, string] {
  if (after === undefined || after === null) return [0, ''];
  const match = new RegExp(`^${list}:(\\d{1,16}):([\\x20-\\x7e]{1,200})$`).exec(textOf(after));
  if (!match) throw noCursor(after);
  return [Number(match[1]), match[2] ?? ''];
}

function textOf(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString();
}

function noCursor(after: string) {
  return badInput(`after: "${after}" is no cursor of this list. Give the endCursor of the page before.`);
}

function numbersOf(list: string, after: string, form: string): readonly number[] {
  const match = new RegExp(`^${list}:${form}$`).exec(textOf(after));
  if (match) return match.slice(1).map(Number);
  throw noCursor(after);
}

/** A page from rows that were asked for with one more than fits, which tells whether there is a next page. */
export function pageOf<Node>(
  rows: readonly Node[],
  { first, after }: PageArgs,
  cursor: (node: Node) => string,
): Connection<Node> {
  const edges = rows.slice(0, first).map((node) => ({ cursor: cursor(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== undefined && after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
