import { applyDecorators, SetMetadata, type StreamableFile } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { z } from 'zod';
import type { HttpRequest } from '../commands/command-request.js';

/** Where the facts of a route stand, by Nest's metadata. */
export const OPERATION = 'corridor:operation';

/** What the document of the interface tells of a route, beside what Nest knows: its method, its path and its roles. */
export interface OperationFacts {
  /** What a call does, in a sentence. */
  readonly summary: string;
  /** The commands of an aggregate that it asks for, as `legalNow` names them. */
  readonly commands?: readonly string[];
  /** Of the body; one that is not JSON, or is read elsewhere, has its media types in `takes`. */
  readonly body?: z.ZodType;
  /** Of the query parameters. */
  readonly query?: z.ZodType;
  /** Of the body of the answer; absent where it has none. */
  readonly answer?: z.ZodType;
  /** Media types of the body; JSON where it is left out. */
  readonly takes?: readonly string[];
  /** Media type of the answer; JSON where it is left out. With lines, `answer` is the schema of one. */
  readonly gives?: string;
  /** Media types that the request may choose instead. */
  readonly alsoGives?: readonly string[];
  /** Statuses of success beside the one that Nest answers with, and what they mean. */
  readonly also?: Readonly<Record<number, string>>;
  /** Refusals that not every route of its kind gives. */
  readonly refuses?: readonly number[];
  /** A POST takes an Idempotency-Key where nothing else is said. */
  readonly idempotencyKey?: 'required' | 'none';
  /** What the rest of a path that is left open is, by one word. */
  readonly rest?: string;
  /** Further headers of the request, with what they say. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers of the answer, with what they say. */
  readonly answerHeaders?: Readonly<Record<string, string>>;
}

/** A request whose body, or query, is read by the schema that its route names. */
export type Sent<Body extends z.ZodType> = HttpRequest & {
  readonly routeOptions: { readonly config: { readonly body: Body } };
};
export type Asked<Query extends z.ZodType> = HttpRequest & {
  readonly query: unknown;
  readonly routeOptions: { readonly config: { readonly query: Query } };
};

/** `unknown` for a handler that reads what its route names, or nothing by a schema; `never` for one that would read something else. */
type Reads<Handler extends Method, Request> = [ReaderOf<Handler>] extends [never]
  ? unknown
  : Request extends ReaderOf<Handler>
    ? unknown
    : never;
type ReaderOf<Handler extends Method> = Extract<
  Parameters<Handler>[number],
  { readonly routeOptions: unknown }
>;
type Method = (...args: never[]) => unknown;

type ReadonlyDeep<Value> = Value extends object
  ? { readonly [Key in keyof Value]: ReadonlyDeep<Value[Key]> }
  : Value;

/** `unknown` for an answer that fits the schema, or whose form no type tells (an `object`, a stream); else `never`. */
type Fits<Handler, Answer extends z.ZodType> = Handler extends (...args: never[]) => infer Given
  ? Awaited<Given> extends ReadonlyDeep<z.input<Answer>>
    ? unknown
    : object extends Awaited<Given>
      ? unknown
      : Awaited<Given> extends StreamableFile
        ? unknown
        : never
  : never;

type Facts<Body, Query, Answer> = Omit<OperationFacts, 'summary' | 'body' | 'query' | 'answer'> & {
  readonly body?: Body;
  readonly query?: Query;
  readonly answer?: Answer;
};

/**
 * Says once what a route takes and answers: the body and the query are read by these schemas at run time (`bodyOf`, `queryOf`), the type
 * of the answer is held against its schema, and `docs/rest/openapi.json` is made from the same.
 */
export function Operation<
  Body extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
>(summary: string, facts: Facts<Body, Query, Answer> = {}) {
  const { body, query } = facts;
  const decorate = applyDecorators(
    SetMetadata(OPERATION, { summary, ...facts }),
    RouteConfig({ body, query }),
  );
  return <Handler extends Method>(
    target: object,
    key: string,
    descriptor: TypedPropertyDescriptor<
      Handler & Reads<Handler, Sent<Body> & Asked<Query>> & Fits<Handler, Answer>
    >,
  ): void => decorate(target, key, descriptor);
}

/** The query parameters. @throws ZodError naming every one at fault. */
export function queryOf<Query extends z.ZodType>({ query, routeOptions }: Asked<Query>): z.infer<Query> {
  return routeOptions.config.query.parse(query);
}
