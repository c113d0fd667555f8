import { readFileSync } from 'node:fs';
import { Allow, Operation } from '@corridor/nest-kit';
import { RestDocument } from '@corridor/testing';
import { Controller, Get, Module } from '@nestjs/common';
import { Validator } from '@seriousme/openapi-schema-validator';
import { REST_ROUTES } from '../../../apps/gateway/src/proxy/rest-routes.js';

const root = new URL('../../../', import.meta.url);
const text = readFileSync(new URL('docs/rest/openapi.json', root), 'utf8');
const json = JSON.parse(text);
const document = new RestDocument(json);
const operations = document.operations.map((found) => [`${found.method} ${found.path}`, found] as const);

interface Generator {
  routesOf(module: unknown): Promise<readonly unknown[]>;
}

describe('the document of the REST interface', () => {
  it('is OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(text))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    // What does not resolve is thrown.
    validator.resolveRefs();
  });

  it('names no version, place or time that changes by itself', () => {
    const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
    expect(json.info.version).toBe(version);
    expect(json.servers).toEqual([{ url: '/', description: expect.any(String) }]);
  });

  it('calls each operation by a name of its own', () => {
    const ids = operations.map(([, { operation }]) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has only schemas that hold in JSON Schema 2020-12, strictly', () => {
    const names = Object.keys(json.components.schemas);
    expect(names.length).toBeGreaterThan(40);
    for (const name of names) {
      const schema = { $ref: `#/components/schemas/${name}` };
      expect(() => document.schemaFaultsOf(schema, undefined)).not.toThrow();
    }
  });
});

describe.each(operations)('%s', (_name, { method, path, operation }) => {
  it('says what it does, for whom, and what it names in its path', () => {
    const { summary, description, tags, parameters = [], security } = json.paths[path][method];
    expect(summary.length).toBeGreaterThan(10);
    expect(summary.length).toBeLessThan(160);
    expect(description).toContain(security.length > 0 ? 'For the key of' : 'Needs no key');
    expect(json.tags.map(({ name }: { name: string }) => name)).toContain(tags[0]);
    const ofPath = parameters.filter((one: { in?: string }) => one.in === 'path');
    const named = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
    expect(ofPath.map(({ name }: { name: string }) => name)).toEqual(named);
  });

  it('has schemas that hold, and examples that keep to them', () => {
    const { requestBody, responses } = operation;
    const contents = [requestBody?.content, ...Object.values(responses).map(({ content }) => content)];
    for (const [type, { schema, examples = {} }] of contents.flatMap((each) => Object.entries(each ?? {}))) {
      expect(() => document.schemaFaultsOf(schema, undefined)).not.toThrow();
      for (const { value } of Object.values(examples)) {
        expect([type, document.schemaFaultsOf(schema, value)]).toEqual([type, []]);
      }
    }
  });

  it('is let through by the gateway, or says where else it is', () => {
    const own = ['/', '/health/live', '/health/ready', '/v1/openapi.json', '/v1/reports/', '/v1/exports/'];
    const isOwn = own.some(
      (each) => path === each || (each.length > 1 && each.endsWith('/') && path.startsWith(each)),
    );
    const passedOn = REST_ROUTES.flatMap(({ paths }) => paths as readonly string[]);
    const isPassedOn = passedOn.some((each) => path === each || path.startsWith(`${each}/`));
    expect([isPassedOn, isOwn, 'servers' in json.paths[path]].filter(Boolean)).toEqual([true]);
  });
});

it.each([
  'consignment_declare',
  'bulk_declare',
  'declaration_lodge',
  'guarantee_issue',
  'transit_open',
  'capture_capture',
  'settlement_book',
  'iso20022_take',
])('%s has an example', (id) => {
  const found = document.operations.find(({ operation }) => operation.operationId === id);
  const content = Object.values(found?.operation.requestBody?.content ?? {});
  expect(content.length).toBeGreaterThan(0);
  for (const { examples } of content) expect(Object.keys(examples ?? {})).not.toEqual([]);
});

describe('a route', () => {
  @Controller('v1/silent')
  class SilentController {
    @Allow('bank')
    @Get()
    find(): string {
      return '';
    }
  }
  @Controller('v1/closed')
  class ClosedController {
    @Get(':id')
    @Operation('Is open to nobody.')
    find(): string {
      return '';
    }
  }
  @Controller('v1/told')
  class ToldController {
    @Allow('bank', 'operator')
    @Get(':id')
    @Operation('Is told of.')
    find(): string {
      return '';
    }
  }
  const routesOf = async (...controllers: (new () => unknown)[]) => {
    const { routesOf: find }: Generator = await import(
      new URL('tools/generate/rest-document/routes.mjs', root).href
    );
    @Module({ controllers })
    class Some {}
    return find(Some);
  };

  it('cannot be left out of the document', async () => {
    await expect(routesOf(ToldController, SilentController)).rejects.toThrow(
      'GET /v1/silent has no @Operation',
    );
  });

  it('names who may call it', async () => {
    await expect(routesOf(ClosedController)).rejects.toThrow('GET /v1/closed/{id} is closed to everybody');
    expect(await routesOf(ToldController)).toMatchObject([
      { path: '/v1/told/{id}', method: 'get', id: 'told_find', status: '200', roles: ['bank', 'operator'] },
    ]);
  });
});
