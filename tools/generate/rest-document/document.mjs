// docs/rest/openapi.json: every REST route of the product, from the routes themselves and the schemas that they are read by.
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { CONTROLLERS } from '../../../apps/gateway/dist/gateway.module.js';
import { REPORTING_URL, SERVICE_URLS } from '../../../apps/gateway/dist/http/health.controller.js';
import { REPORT_KEY } from '../../../apps/gateway/dist/report/report.controller.js';
import { REST_DOCUMENT } from '../../../apps/gateway/dist/rest-docs/rest-document.controller.js';
import { paymentsModule } from '../../../apps/payments-settlement/dist/payments.module.js';
import { ReportingModule } from '../../../apps/reporting/dist/index.js';
import { tradeEventsModule } from '../../../apps/trade-events/dist/trade-events.module.js';
import { problemSchema } from '../../../libs/nest-kit/dist/index.js';
import { operationOf, tagOf } from './operation.mjs';
import { refusalComponents } from './refusals.mjs';
import { routesOf } from './routes.mjs';
import { Schemas } from './schemas.mjs';

const TAGS = {
  actions: 'What the Commission wants done, by whom and by when.',
  collections: 'Documents against payment or acceptance.',
  'bank-calendars': 'When banks are shut.',
  cases: 'What firms bring before the Business Council.',
  commitments: 'What was promised, and what came of it.',
  consignments: 'Goods from contract to delivery.',
  declarations: 'Customs declarations, from lodgement to release.',
  epcis: 'Scans, by GS1 EPCIS 2.0 (ISO/IEC 19987:2024).',
  exports: 'The rows behind figures, all of them.',
  firms: 'The register of traders.',
  guarantees: 'What stands for the duties on goods in transit.',
  health: 'For whoever watches over the processes.',
  instruments: 'The numbers by which regulators follow the money of a trade.',
  invoices: 'What is to be paid.',
  iso20022: "Banks' files.",
  'letters-of-credit': 'What banks undertake to pay on documents.',
  meetings: 'What the Joint Intergovernmental Commission talks about, and decides.',
  payments: 'Payments as messages tell of them.',
  'official-statistics': 'What statistical offices publish, beside what the ledger counts.',
  milestones: 'Infrastructure of the corridor, by when it is to be done.',
  obligations: 'What is owed for invoices.',
  openapi: 'This document.',
  outgoing: 'What banks are told.',
  projections: 'How far the figures have come.',
  rates: 'What a currency is worth in another one, day by day.',
  recalls: 'Payments that a bank asks back.',
  reports: 'Progress reports, printed as of a position.',
  'red-flags': 'What does not fit, and what was found behind it.',
  'release-calendars': 'When figures of trade are provisional, revised and final.',
  routes: 'The ways that goods take.',
  'service-levels': 'By when the Business Council promises to see to cases.',
  services: 'Scheduled services: flights, trains and ships.',
  'service-contracts': 'What firms do for firms of another country, and are paid for.',
  settlements: 'What banks credited.',
  start: 'The address itself.',
  targets: 'What countries promised each other.',
  visas: 'Business visas, and the personal data of those who apply.',
  engagements: 'Forums, exhibitions and delegations: who took part, and who met whom.',
  leads: 'What two firms found to trade.',
  needs: 'What firms offer and seek.',
  matches: 'Offers that fit what others seek.',
  transits: 'Goods that pass under customs seal.',
  webhooks: 'Where banks are told.',
  'work-lists': 'What somebody has to look at.',
};

/** Where reporting listens itself: the front door does not pass this on, since GraphQL tells the same. */
const REPORTING = {
  servers: [
    {
      url: 'http://{reporting}',
      description:
        "reporting's own address; behind the one address, GraphQL tells the same as `ledger { projections }`.",
      variables: { reporting: { default: '127.0.0.1:4003', description: 'Host and port of the service.' } },
    },
  ],
};

class GatewayRoutes {}

/** @param {string} version of the product @returns {Promise<string>} the document as text, the same for the same code */
export async function restDocument(version) {
  // What the controllers ask for, of which nothing is looked at.
  const wanted = [DataSource, GraphQLSchemaHost, SERVICE_URLS, REPORTING_URL, REST_DOCUMENT, REPORT_KEY];
  const providers = wanted.map((provide) => ({ provide, useValue: {} }));
  const gateway = { module: GatewayRoutes, controllers: CONTROLLERS, providers };
  const passedOn = (routes) => routes.map((route) => ({ ...route, passedOn: true }));
  const routes = [
    ...passedOn(await routesOf(tradeEventsModule(Date.now, {}))),
    ...passedOn(await routesOf(paymentsModule({ now: Date.now, rates: {}, schemas: {} }, {}, () => ({})))),
    ...(await routesOf(gateway)),
    ...(await routesOf(ReportingModule)).map((route) => ({ ...route, at: REPORTING })),
  ];
  const schemas = new Schemas();
  schemas.of(problemSchema);
  const paths = {};
  for (const route of routes.sort((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1))) {
    const { path, method, at } = route;
    if (paths[path]?.[method]) throw new Error(`Two services answer ${method.toUpperCase()} ${path}.`);
    paths[path] = { ...paths[path], ...at, [method]: operationOf(route, schemas) };
  }
  const used = new Set(routes.map(({ path }) => tagOf(path)));
  const document = {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Corridor Ledger',
      version,
      summary:
        'What is sent to the ledger of the trade between Pakistan and Kazakhstan, and asked of it, by REST.',
      description: DESCRIPTION,
      license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The one address of the ledger.' }],
    tags: Object.entries(TAGS).flatMap(([name, description]) =>
      used.has(name) ? [{ name, description }] : [],
    ),
    paths,
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description:
            'An API key. The roles that a call names are alternatives: the key of any of them will do.',
        },
      },
      parameters: PARAMETERS,
      headers: {
        CorrelationId: {
          description: 'Of the request, or made for it; it stands in the events that the request led to.',
          schema: { $ref: '#/components/schemas/Uuid' },
        },
      },
      responses: refusalComponents(),
      schemas: schemas.components(),
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const DESCRIPTION = `Times are RFC 3339 with the offset of the place, days are local, amounts decimals in a string with their currency. What a refusal tells is of one form, \`Problem\`: its \`code\` is stable, a client may switch on it. Answers may gain fields, requests must not hold unknown ones. A request that got no answer may be sent again under its Idempotency-Key.

Made by \`npm run generate\` from the code.`;

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Chosen by the client, one for each request. It is kept for ever: the same request under it gets the first answer again, another one 422 `idempotency-key-reused`.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
};

const PARAMETERS = {
  IdempotencyKey: idempotencyKey,
  RequiredIdempotencyKey: { ...idempotencyKey, required: true },
  CorrelationId: {
    name: 'X-Correlation-Id',
    in: 'header',
    description:
      'Goes with the request to the events that it makes, and stands in the answer; made where it is left out.',
    schema: { $ref: '#/components/schemas/Uuid' },
  },
};
