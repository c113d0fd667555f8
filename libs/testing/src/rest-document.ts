import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** The same place seen from `src` and from `dist`. */
const FILE = new URL('../../../docs/rest/openapi.json', import.meta.url);

export interface MediaType {
  readonly schema: object;
  readonly examples?: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
}
type Content = Readonly<Record<string, MediaType>>;

interface DocumentedResponse {
  readonly $ref?: string;
  readonly content?: Content;
  readonly headers?: Readonly<Record<string, object>>;
}

export interface DocumentedOperation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, DocumentedResponse>>;
  readonly security: readonly { readonly key?: readonly string[] }[];
}

export interface FoundOperation {
  readonly method: string;
  /** As the document has it, e.g. `/v1/consignments/{id}`. */
  readonly path: string;
  readonly operation: DocumentedOperation;
}

/** An answer as it came. */
export interface GivenAnswer {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  readonly headers: Headers;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly responses: Readonly<Record<string, DocumentedResponse>>;
  };
}

const METHODS: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'options', 'head']);

/** The document of the REST interface, held against what is really sent and answered. */
/** What payments-settlement serves; trade-events and the gateway serve the rest. */
const OF_PAYMENTS =
  /^\/v1\/(settlements|iso20022|payments|recalls|collections|rates|bank-calendars|letters-of-credit|obligations|instruments|red-flags|work-lists|outgoing|webhooks)(\/|$)/;
const OF_TRADE = /^\/(v1|epcis)(\/|$)/;
const OF_OTHERS = /^\/v1\/(projections|openapi|reports|exports)/;

export class RestDocument {
  readonly operations: readonly FoundOperation[];
  private readonly ajv: Ajv2020;
  private readonly compiled = new Map<object, ValidateFunction>();
  private readonly patterns: ReadonlyMap<FoundOperation, RegExp>;

  constructor(private readonly document: OpenApi) {
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, operation]) =>
        METHODS.has(method) ? [{ method, path, operation }] : [],
      ),
    );
    this.patterns = new Map(this.operations.map((each) => [each, patternOf(each.path)]));
    this.ajv = new Ajv2020({ strict: true, allErrors: true });
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      this.ajv.addSchema(forAjv(schema), name);
    }
  }

  /** The operations of one service. */
  operationsOf(service: 'trade-events' | 'payments-settlement'): readonly FoundOperation[] {
    return this.operations.filter(({ path }) =>
      service === 'payments-settlement'
        ? OF_PAYMENTS.test(path)
        : OF_TRADE.test(path) && !OF_PAYMENTS.test(path) && !OF_OTHERS.test(path),
    );
  }

  /** As it was generated last. */
  static read(): RestDocument {
    return new RestDocument(JSON.parse(readFileSync(FILE, 'utf8')));
  }

  /** The operation that a request asks for; a path that names a thing goes before one that takes any. */
  find(method: string, url: string): FoundOperation | undefined {
    const path = url.replace(/\?.*/s, '');
    const found = this.operations.filter(
      (each) => each.method === method.toLowerCase() && this.patterns.get(each)?.test(path),
    );
    return found.sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
  }

  /** What the document does not say of an answer: fields that it does not name are told, too. Empty where all is said. */
  faultsOf(method: string, url: string, { status, type, text, headers }: GivenAnswer): readonly string[] {
    const found = this.find(method, url);
    if (!found) return [];
    const told = `${method} ${found.path} → ${status}`;
    const response = found.operation.responses[status];
    if (!response) return [`${told} is not documented: ${text.slice(0, 500)}`];
    const { content, headers: documentedHeaders = {} } =
      response.$ref === undefined ? response : this.responseOf(response.$ref);
    const untold = status < 400 ? headersNotIn(documentedHeaders, headers) : [];
    if (untold.length > 0) return [`${told} has headers that are not documented: ${untold}`];
    const mediaType = (type ?? '').split(';')[0] ?? '';
    if (!content) return text === '' ? [] : [`${told} should have no body: ${text.slice(0, 500)}`];
    const documented = content[mediaType];
    if (!documented) return [`${told} is ${mediaType}; ${Object.keys(content).join(', ')} is documented`];
    return valuesOf(mediaType, text).flatMap((value) =>
      this.schemaFaultsOf(documented.schema, value).map((fault) => `${told}: ${fault}`),
    );
  }

  /** What of a value a schema of the document refuses. */
  schemaFaultsOf(schema: object, value: unknown): readonly string[] {
    let validate = this.compiled.get(schema);
    if (!validate) {
      validate = this.ajv.compile(forAjv(schema));
      this.compiled.set(schema, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  private responseOf(ref: string): DocumentedResponse {
    const name = ref.replace('#/components/responses/', '');
    const response = this.document.components.responses[name];
    if (!response) throw new Error(`The document has no ${ref}.`);
    return response;
  }
}

let current: RestDocument | undefined;

/** @throws Error where the answer to a request of a documented operation is not what the document says. */
export function checkDocumented(method: string, url: string, answer: GivenAnswer): void {
  current ??= RestDocument.read();
  const faults = current.faultsOf(method, url, answer);
  if (faults.length > 0) throw new Error(`not as docs/rest/openapi.json has it: ${faults.join('\n')}`);
}

/** What a body says: the value of each line, one value, or the text where it is no JSON. */
function valuesOf(mediaType: string, text: string): readonly unknown[] {
  if (mediaType === 'application/x-ndjson') {
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }
  return [mediaType.endsWith('json') ? JSON.parse(text) : text];
}

/** Headers of any answer by HTTP. */
const USUAL =
  /^(content-(type|length|encoding)|date|connection|keep-alive|transfer-encoding|cache-control|vary|x-correlation-id)$/;

function headersNotIn(documented: object, given: Headers): readonly string[] {
  const told = new Set(Object.keys(documented).map((name) => name.toLowerCase()));
  return [...given.keys()].filter((name) => !told.has(name) && !USUAL.test(name));
}

function patternOf(path: string): RegExp {
  const parts = path.split(/\{[^}]+\}/).map((part) => part.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}

/** Schemas refer to each other by name; an object that says nothing of further fields has none, so that no field goes untold. */
function forAjv(schema: object): object {
  const text = JSON.stringify(schema).replaceAll('"#/components/schemas/', '"');
  return JSON.parse(text, (_key, value) =>
    isOpen(value) ? { ...value, additionalProperties: false } : value,
  );
}

function isOpen(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    'properties' in value &&
    'type' in value &&
    value.type === 'object' &&
    !('additionalProperties' in value)
  );
}
