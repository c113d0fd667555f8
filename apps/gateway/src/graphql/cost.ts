import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLInt,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromAST,
} from 'graphql';
import { requestError } from './errors.js';
import { PAGE_MAX } from './paging.js';

/** What an operation may cost. A full page of 500 consignments with all of their own fields costs about half of it. */
export const COST_MAX = 100_000;

/** Rows that a list without pages is taken to have. */
export const UNPAGED_ROWS = 10;

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What a fragment costs within a page of so many rows: a fragment in use many times is walked once. */
  readonly known: Map<string, number>;
}

/**
 * How many values the answer to an operation may hold: 1 for each field, those of a list as often as its page has rows
 * (`first`, also where it comes from a variable or is left out), of a list without pages 10 times; more than 1 for a field that reads much, and says so.
 * Introspection costs nothing.
 * @param variables Coerced, with their defaults.
 * @throws GraphQLError for a page of no rows or too many.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const walk: Walk = {
    schema,
    variables,
    fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    known: new Map(),
  };
  return costOfSelections(
    walk,
    schema.getRootType(operation.operation) ?? undefined,
    operation.selectionSet,
    UNPAGED_ROWS,
  );
}

function costOfSelections(
  walk: Walk,
  parent: GraphQLNamedType | undefined,
  { selections }: SelectionSetNode,
  rows: number,
): number {
  let cost = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      cost += costOfField(walk, parent, selection, rows);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const type = selection.typeCondition ? walk.schema.getType(selection.typeCondition.name.value) : parent;
      cost += costOfSelections(walk, type, selection.selectionSet, rows);
    } else {
      cost += costOfFragment(walk, selection.name.value, rows);
    }
  }
  return cost;
}

function costOfFragment(walk: Walk, name: string, rows: number): number {
  const key = `${name}/${rows}`;
  const known = walk.known.get(key);
  const fragment = walk.fragments.get(name);
  if (known !== undefined || !fragment) return known ?? 0;
  const type = walk.schema.getType(fragment.typeCondition.name.value);
  const cost = costOfSelections(walk, type, fragment.selectionSet, rows);
  walk.known.set(key, cost);
  return cost;
}

function costOfField(
  walk: Walk,
  parent: GraphQLNamedType | undefined,
  node: FieldNode,
  rows: number,
): number {
  const field = fieldOf(parent, node.name.value);
  if (!field) return 0;
  const page = pageSize(walk, field, node);
  const inner = node.selectionSet
    ? costOfSelections(walk, getNamedType(field.type), node.selectionSet, page ?? UNPAGED_ROWS)
    : 0;
  const own = ownCost(field);
  return isListType(getNullableType(field.type)) ? rows * (own + inner) : own + inner;
}

/** A field that reads much says what it costs by its `complexity`. */
function ownCost({ extensions }: GraphQLField<unknown, unknown>): number {
  return typeof extensions.complexity === 'number' ? extensions.complexity : 1;
}

/** The rows that a field asks for with `first`; `undefined` for a field that has no pages. */
function pageSize(walk: Walk, field: GraphQLField<unknown, unknown>, node: FieldNode): number | undefined {
  const argument = field.args.find(({ name }) => name === 'first');
  if (!argument) return undefined;
  const given = node.arguments?.find(({ name }) => name.value === 'first');
  // Null by a variable passes validation, since the argument has a default; a variable left out is as no argument.
  const value = given && valueFromAST(given.value, GraphQLInt, walk.variables);
  const first = value === undefined ? argument.defaultValue : value;
  if (typeof first === 'number' && first >= 1 && first <= PAGE_MAX) return first;
  throw requestError(
    'PAGE_TOO_LARGE',
    `${node.name.value}: first has to be 1 to ${PAGE_MAX}, not ${first}. Ask for the rows behind a page with after: the endCursor of its pageInfo.`,
  );
}

function fieldOf(
  parent: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}
