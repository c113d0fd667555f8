import { RestDocument } from './rest-document.js';

const problem = { schema: { $ref: '#/components/schemas/Problem' } };
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const document = new RestDocument({
  paths: {
    '/v1/weights/{id}': {
      get: {
        operationId: 'weight_find',
        responses: {
          200: json({ $ref: '#/components/schemas/Weight' }),
          404: { $ref: '#/components/responses/Gone' },
        },
        security: [],
      },
    },
    '/v1/weights/sum': { get: { operationId: 'weight_sum', responses: { 204: {} }, security: [] } },
    '/v1/weights': {
      post: {
        operationId: 'weight_lines',
        responses: { 200: { content: { 'application/x-ndjson': { schema: { type: 'integer' } } } } },
        security: [],
      },
    },
  },
  components: {
    schemas: {
      Weight: { type: 'object', properties: { kg: { type: 'string' } }, required: ['kg'] },
      Problem: { type: 'object', properties: { code: { type: 'string' } }, required: ['code'] },
    },
    responses: { Gone: { content: { 'application/problem+json': problem } } },
  },
});
const faults = (method: string, url: string, status: number, type: string | null, text: string) =>
  document.faultsOf(method, url, { status, type, text, headers: new Headers() });

it('an answer with a header that the document does not know is at fault, but for those of any answer', () => {
  const headers = new Headers({ date: 'today', 'GS1-Version': '2.0' });
  const answer = { status: 204, type: null, text: '', headers };
  expect(document.faultsOf('GET', '/v1/weights/sum', answer)).toEqual([
    expect.stringContaining(': gs1-version'),
  ]);
});

describe('an answer', () => {
  it.each([
    ['GET', '/v1/weights/1?x=/2', 200, 'application/json; charset=utf-8', '{"kg":"1"}'],
    ['GET', '/v1/weights/1', 404, 'application/problem+json; charset=utf-8', '{"code":"gone"}'],
    ['GET', '/v1/weights/sum', 204, null, ''],
    ['POST', '/v1/weights', 200, 'application/x-ndjson', '1\n2\n'],
    ['GET', '/v1/another', 418, null, 'x'],
  ])('of %s %s is as the document says', (method, url, status, type, text) => {
    expect(faults(method, url, status, type, text)).toEqual([]);
  });

  it.each([
    ['a status', 'GET', '/v1/weights/1', 201, 'application/json', '{"kg":"1"}', '→ 201 is not documented'],
    ['a media type', 'GET', '/v1/weights/1', 200, 'text/plain', '{"kg":"1"}', 'is text/plain'],
    ['no field', 'GET', '/v1/weights/1', 200, 'application/json', '{}', "must have required property 'kg'"],
    ['another type', 'GET', '/v1/weights/1', 200, 'application/json', '{"kg":1}', '/kg must be string'],
    ['a new field', 'GET', '/v1/weights/1', 200, 'application/json', '{"kg":"1","g":"0"}', '"g"'],
    ['a refusal', 'GET', '/v1/weights/1', 404, 'application/problem+json', '{}', "'code'"],
    ['a body', 'GET', '/v1/weights/sum', 204, 'application/json', '{}', 'should have no body'],
    ['one line', 'POST', '/v1/weights', 200, 'application/x-ndjson', '1\n"2"\n', 'must be integer'],
  ])(
    'with %s that the document does not know is at fault',
    (_what, method, url, status, type, text, fault) => {
      expect(faults(method, url, status, type, text)).toEqual([expect.stringContaining(fault)]);
    },
  );
});
