// JSON Schema 2020-12 of the very zod schemas that requests are read by.
import { z } from 'zod';
import * as contracts from '../../../libs/contracts/dist/index.js';

/** What stands in many bodies has a name of its own. */
const NAMED = new Map([
  [contracts.uuidSchema, { id: 'Uuid', description: 'A UUID in lower case.' }],
  [contracts.timestampSchema, { id: 'Instant', description: 'RFC 3339, with the offset of the place.' }],
  [contracts.localDateSchema, { id: 'LocalDate', description: 'A day of the calendar, `YYYY-MM-DD`.' }],
  [contracts.locodeSchema, { id: 'Locode', description: 'UN/LOCODE of a place.' }],
  [contracts.countrySchema, { id: 'Country', description: 'ISO 3166-1 alpha-2.' }],
  [
    contracts.moneySchema,
    { id: 'Money', description: 'A decimal in major units, and its ISO 4217 currency.' },
  ],
  [
    contracts.partyV1Schema,
    { id: 'GivenParty', description: 'A firm, its name in the script that it is written in.' },
  ],
  [
    contracts.partySchema,
    { id: 'Party', description: 'A firm, its name as it was given and in Latin letters where it was not.' },
  ],
  [
    contracts.incotermSchema,
    { id: 'Incoterm', description: 'A rule of Incoterms 2020 and the place that it names.' },
  ],
  [
    contracts.goodsLineSchema,
    {
      id: 'GoodsLine',
      description: 'Goods of one kind. Masses are in kilograms, units by UN/ECE Recommendation 20.',
    },
  ],
  [contracts.linePartSchema, { id: 'LinePart', description: 'Some of the goods of a line.' }],
  [
    contracts.transportUnitSchema,
    { id: 'TransportUnit', description: 'A container, truck, wagon or air waybill, with what is in it.' },
  ],
  [
    contracts.documentSchema,
    { id: 'Document', description: 'A paper by its kind (UN/EDIFACT 1001), number, issuer and SHA-256.' },
  ],
  [contracts.chargesSchema, { id: 'Charges', description: 'Freight and insurance to the frontier.' }],
  [
    contracts.procedureSchema,
    { id: 'Procedure', description: 'The customs procedure that is requested, and the one before.' },
  ],
  [contracts.paymentTermsSchema, { id: 'PaymentTerms', description: 'When an invoice is due.' }],
  [
    contracts.paymentReferencesSchema,
    { id: 'PaymentReferences', description: 'What a payment is known by, as in ISO 20022.' },
  ],
  [
    contracts.routeLegsSchema.element,
    { id: 'RouteLeg', description: 'A stretch of a route, with what sources tell of it.' },
  ],
  [contracts.tariffSchema, { id: 'Tariff', description: 'A price for the whole way, from a day on.' }],
  [
    contracts.packedGoodsSchema.element,
    { id: 'PackedGoods', description: 'Goods in transit that describe themselves.' },
  ],
  [contracts.vehicleSchema, { id: 'Vehicle', description: 'What carries goods in transit.' }],
]);

/** Where zod looks names and descriptions up: what stands with a schema itself, and what was named here. */
const metadata = {
  get: (schema) => {
    const named = NAMED.get(schema);
    const own = z.globalRegistry.get(schema);
    return named || own ? { ...named, ...own } : undefined;
  },
  has: (schema) => NAMED.has(schema) || z.globalRegistry.has(schema),
};

/** The schemas of one document: those that have a name are put together once. */
export class Schemas {
  /** @type {Map<string, object>} */
  #named = new Map();

  /** JSON Schema of a zod schema, which refers to named ones. */
  of(schema) {
    // Within a list, a named schema is referred to as everywhere.
    const { items, $defs = {} } = z.toJSONSchema(z.array(schema), { io: 'input', metadata });
    for (const [name, definition] of Object.entries($defs)) this.#keep(name, moved(definition));
    return moved(items);
  }

  /** Name → schema, in the order of names. */
  components() {
    return Object.fromEntries([...this.#named].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #keep(name, definition) {
    const { id: _, ...kept } = definition;
    const before = this.#named.get(name);
    if (before && JSON.stringify(before) !== JSON.stringify(kept)) {
      throw new Error(`Two schemas are called ${name}.`);
    }
    this.#named.set(name, kept);
  }
}

/** References point to where OpenAPI keeps named schemas. */
function moved(value) {
  return JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
