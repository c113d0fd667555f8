// One route, as OpenAPI tells it.
import { EXAMPLES } from './examples.mjs';
import { refusalsOf } from './refusals.mjs';

const JSON_TYPE = 'application/json';
const CORRELATION = { 'X-Correlation-Id': { $ref: '#/components/headers/CorrelationId' } };

/** @param {import('./schemas.mjs').Schemas} schemas that the named ones go to */
export function operationOf(route, schemas) {
  const { id, path, method, facts, roles, status } = route;
  const { summary, body, takes, commands } = facts;
  const usual = method === 'post' ? 'Taken.' : 'As it stands.';
  const success = { ...facts.also, [status]: undefined };
  const responses = Object.fromEntries(
    Object.entries(success).map(([each, description]) => [
      each,
      answerOf(facts, description ?? usual, schemas, each === '304'),
    ]),
  );
  return {
    operationId: id,
    tags: [tagOf(path)],
    ...titleOf(summary, roles),
    ...(commands && { 'x-commands': commands }),
    ...parametersOf(route, schemas),
    ...((body || takes) && { requestBody: requestBodyOf(id, facts, schemas) }),
    responses: sorted({ ...responses, ...refusalsOf(route) }),
    security: roles ? roles.map((role) => ({ key: [role] })) : [],
  };
}

/** The first part of a path that is not a version. */
export function tagOf(path) {
  return /^\/(?:v1\/)?([^/.]+)/.exec(path)?.[1] ?? 'start';
}

function titleOf(text, roles) {
  const [first] = /^.*?[^0-9]\.(?= |$)/.exec(text) ?? [text];
  const rest = text.slice(first.length).trim();
  const who = roles ? `For the key of ${wordsOf(roles)}.` : 'Needs no key.';
  return { summary: first.replace(/\.$/, ''), description: rest === '' ? who : `${rest}\n\n${who}` };
}

function wordsOf(roles) {
  const words = roles.map((role) =>
    /^[aeiou]/.test(role) ? `an ${role}` : role === 'customs' ? role : `a ${role}`,
  );
  return words.length === 1 ? words[0] : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function parametersOf({ method, parameters: ofPath, facts, roles }, schemas) {
  const { query, headers = {}, idempotencyKey } = facts;
  const parameters = [
    ...ofPath.map(({ name }) => ({
      name: name === '*' ? facts.rest : name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...(query ? queryParametersOf(schemas.of(query)) : []),
    ...Object.entries(headers).map(([name, description]) => ({
      name,
      in: 'header',
      description,
      schema: { type: 'string' },
    })),
  ];
  if (method === 'post' && idempotencyKey !== 'none') {
    const name = idempotencyKey === 'required' ? 'RequiredIdempotencyKey' : 'IdempotencyKey';
    parameters.push({ $ref: `#/components/parameters/${name}` });
  }
  if (roles) parameters.push({ $ref: '#/components/parameters/CorrelationId' });
  return parameters.length > 0 ? { parameters } : {};
}

function queryParametersOf({ properties, required = [] }) {
  return Object.entries(properties).map(([name, { description, examples, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description !== undefined && { description }),
    // Each entry of such an object is a parameter of its own.
    ...(schema.type === 'object' && { style: 'form', explode: true }),
    schema,
    ...(examples && { example: examples[0] }),
  }));
}

function requestBodyOf(id, { body, takes = [JSON_TYPE] }, schemas) {
  const isJson = (type) => /json$/.test(type);
  const content = Object.fromEntries(
    takes.map((type) => {
      const examples = EXAMPLES[id]?.[isJson(type) ? 'json' : type];
      const schema = isJson(type) ? schemas.of(body) : { type: 'string' };
      return [type, { schema, ...(examples && { examples }) }];
    }),
  );
  return { required: true, content };
}

/** @param isEmpty for a status that has no body by itself */
function answerOf(facts, description, schemas, isEmpty) {
  const { answer, gives = JSON_TYPE, alsoGives = [], answerHeaders = {} } = facts;
  const others = Object.fromEntries(
    alsoGives.map((type) => [type, { schema: type.endsWith('json') ? {} : { type: 'string' } }]),
  );
  const own = Object.entries(answerHeaders).map(([name, text]) => [
    name,
    { description: text, schema: { type: 'string' } },
  ]);
  return {
    description,
    headers: { ...CORRELATION, ...Object.fromEntries(own) },
    ...(answer && !isEmpty && { content: { [gives]: { schema: schemas.of(answer) }, ...others } }),
  };
}

function sorted(byKey) {
  return Object.fromEntries(Object.entries(byKey).sort(([a], [b]) => (a < b ? -1 : 1)));
}
