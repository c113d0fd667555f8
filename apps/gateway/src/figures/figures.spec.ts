import { buildSchema, type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { schemaText } from '../schema.js';
import type { FigureDefinition } from './figure-definition.js';
import { FIGURES, pageOfFigure } from './figures.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = buildSchema(await schemaText());
});

function typeOf(type: GraphQLObjectType | null | undefined, [name, ...rest]: readonly string[]) {
  const field = type?.getFields()[name ?? ''];
  if (!field) return undefined;
  const named = getNamedType(field.type);
  if (rest.length === 0) return field;
  return typeOf(isObjectType(named) ? named : undefined, rest);
}
const fieldOf = ({ field }: FigureDefinition) => typeOf(schema.getQueryType(), field.split('.'));

/** They tell an `asOf` and are no figure: a list of postings, and when figures are final. */
const LISTS = ['accountStatement', 'releaseCalendar'];

it('are all defined: whatever GraphQL answers as of a position', () => {
  const asked = Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap(({ name, type }) => {
    const named = getNamedType(type);
    return isObjectType(named) && named.getFields().asOf && !LISTS.includes(name) ? [name] : [];
  });
  const defined = new Set(FIGURES.map(({ field }) => field.split('.')[0]));
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((name) => !defined.has(name))).toEqual([]);
});

it('can be asked as of what was known at an instant, whatever can be asked as of a position', () => {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).map(
          ({ name, args }) => [`${type.name}.${name}`, args.map((arg) => arg.name)] as const,
        )
      : [],
  );
  const asked = fields.filter(([, args]) => args.includes('asOf') || args.includes('knownAt'));
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter(([, args]) => !args.includes('asOf') || !args.includes('knownAt'))).toEqual([]);
  for (const { field } of FIGURES)
    expect(asked.map(([name]) => name)).toContain(`Query.${field.split('.')[0]}`);
});

describe.each(FIGURES.map((figure) => [figure.field, figure] as const))('%s', (_, figure) => {
  it('is a field of the schema, which asks the question of the definition', () => {
    const field = fieldOf(figure);
    expect(field?.name).toBe(figure.field.split('.').at(-1));
    // Where several figures stand under one query, it asks for all of them.
    if (!figure.field.includes('.')) expect(field?.description?.startsWith(figure.question)).toBe(true);
  });

  it('says all that a second person needs to compute it', () => {
    const { title, question, formula, unit, rounding, source, edgeCases, example } = figure;
    for (const text of [title, question, formula, unit, rounding, source, example, ...edgeCases]) {
      expect(text.trim()).toBe(text);
      expect(text.length).toBeGreaterThan(4);
    }
    expect(question).toMatch(/\?$/);
    expect(edgeCases.length).toBeGreaterThan(1);
    expect(example).toMatch(/\d/);
  });
});

it('have a page each', () => {
  const pages = FIGURES.map(pageOfFigure);
  expect(new Set(pages).size).toBe(pages.length);
  expect(pages).toContain('days-to-settle');
});
