import {
  buildClientSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLOutputType,
  getIntrospectionQuery,
  getNamedType,
  type IntrospectionQuery,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** A question of the schema that can be asked as of a position. */
export interface Figure {
  readonly name: string;
  /** Whether it can be asked as of what had happened by an instant, too. */
  readonly byOccurrence: boolean;
  /**
   * All that it tells, down to the rows of its lists and what stands in these, but no pages of events, shares or rows.
   * @param asOf arguments that say as of when
   */
  query(asOf: Readonly<Record<string, string | number>>, months: Months): string;
}

/** First and last month of what is asked for. */
export interface Months {
  readonly from: string;
  readonly to: string;
}

/** What a question needs to be told beside its months. */
const ASKED: Readonly<Record<string, string>> = {
  reporter: '"PK"',
  exporter: '"PK"',
  partner: '"KZ"',
  importer: '"KZ"',
};
/** What is of one account, firm or service, or of what was told since a position. */
const NOT_ASKED: readonly string[] = ['accountStatement', 'firm', 'serviceFigures', 'tradeRestatement'];
/** A figure, what it is cut by, and the columns of each. */
const DEPTH = 2;

export const SCHEMA_QUERY = getIntrospectionQuery();

/**
 * Every figure that the gateway answers, so that none is forgotten: each question that takes a position and needs nothing but countries and months.
 * @param answered by {@link SCHEMA_QUERY}
 * @throws Error for one that needs something else, and is not known to
 */
export function everyFigure(answered: unknown): readonly Figure[] {
  const fields = buildClientSchema(answered as IntrospectionQuery)
    .getQueryType()
    ?.getFields();
  return Object.values(fields ?? {}).flatMap((field) => {
    const names = field.args.map(({ name }) => name);
    const selection = selectionOf(field.type, DEPTH);
    if (!names.includes('asOf') || isPaged(field) || !selection) return [];
    const other = field.args.find((arg) => isNeeded(arg) && !isTold(arg));
    if (NOT_ASKED.includes(field.name)) return [];
    if (other) throw new Error(`Nobody says what ${other.name} of ${field.name} is to be.`);
    const own = names.flatMap((name) =>
      ASKED[name] && isNeeded(field.args[names.indexOf(name)]) ? [`${name}: ${ASKED[name]}`] : [],
    );
    return {
      name: field.name,
      byOccurrence: names.includes('occurredUntil'),
      query: (asOf, { from, to }) => {
        const months = names.includes('from') ? [`from: "${from}"`, `to: "${to}"`] : [];
        const told = Object.entries(asOf).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
        const args = [...own, ...months, ...told];
        return `{ ${field.name}${args.length === 0 ? '' : `(${args.join(', ')})`} ${selection} }`;
      },
    };
  });
}

function isNeeded(arg: GraphQLArgument | undefined): boolean {
  return arg !== undefined && isNonNullType(arg.type) && arg.defaultValue === undefined;
}

function isTold({ name }: GraphQLArgument): boolean {
  return name in ASKED || name === 'from' || name === 'to';
}

/** Its rows come in pages: they are what is counted, not a figure. */
function isPaged({ args }: GraphQLField<unknown, unknown>): boolean {
  return args.some(({ name }) => name === 'first');
}

function selectionOf(of: GraphQLOutputType, depth: number): string {
  const type = getNamedType(of);
  if (!isObjectType(type)) return '';
  const told = Object.values(type.getFields()).flatMap((field) => {
    if (isPaged(field) || field.args.some(isNeeded)) return [];
    if (isLeafType(getNamedType(field.type))) return field.name;
    const below = depth > 0 ? selectionOf(field.type, depth - 1) : '';
    return below === '' ? [] : `${field.name} ${below}`;
  });
  return told.length === 0 ? '' : `{ ${told.join(' ')} }`;
}
