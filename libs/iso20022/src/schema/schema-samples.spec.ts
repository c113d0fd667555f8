import { readdirSync, readFileSync } from 'node:fs';
import { sample, samplesThere, XSD_FOLDER, xsdThere } from './schema.spec-kit.js';
import { indexSchemas } from './schema-folder.js';
import { SchemaSet } from './schema-set.js';

// Skipped where ISO 20022's schemas, or the messages that others wrote, do not stand beside the repository.
const whereSchemas = xsdThere ? it : it.skip;
const whereSamples = samplesThere ? it : it.skip;

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:';
const HEADER = 'head.001.001.02';
let schemas: SchemaSet;
beforeAll(() => {
  if (xsdThere) schemas = new SchemaSet(indexSchemas(XSD_FOLDER));
});

const check = (name: string, message: string) => schemas.validate(NAMESPACE + message, sample(name));

whereSchemas('finds every schema of the folder, by the namespace that its name tells', () => {
  const names = readdirSync(XSD_FOLDER).map((name) => NAMESPACE + name.replace(/\.xsd$/, ''));
  expect([...indexSchemas(XSD_FOLDER).keys()].sort()).toEqual(names.sort());
});

const DOCS = new URL('../../../../docs/rest/', import.meta.url);
const ofDocs = readdirSync(new URL('samples', DOCS)).map((name) => `samples/${name}`);

whereSchemas.each(['camt.054.xml', ...ofDocs])(
  '%s of docs/rest keeps to its schema, if that is there',
  (name) => {
    const text = readFileSync(new URL(name, DOCS));
    const namespace = /xmlns="([^"]+)"/.exec(text.toString('utf8'))?.[1] ?? '';
    expect(schemas.validate(namespace, text) ?? []).toEqual([]);
  },
);

whereSamples.each([
  ['camt053.v2.multi.statement.xml', 'camt.053.001.02'],
  ['camt053.v4.xml', 'camt.053.001.04'],
  ['camt053.v8.xml', 'camt.053.001.08'],
  ['camt054.v8.xml', 'camt.054.001.08'],
  ['six-camt.054-credit.xml', 'camt.054.001.04'],
  ['pacs.002.accepted.xml', 'pacs.002.001.10'],
  ['prowide.pacs.008.001.07.xml', 'pacs.008.001.07'],
  ['pyiso20022.pain001_001_08.xml', 'pain.001.001.08'],
])('%s keeps to the schema of %s', (name, message) => {
  expect(check(name, message)).toEqual([]);
});

whereSamples.each([
  ['ballerina.c_53_1_1_mt940_camt_053_B_D.xml', 'camt.053.001.08'],
  ['ballerina.c_54_1_1_mt910_camt_054_C_D.xml', 'camt.054.001.08'],
  ['ballerina.c_56_4_1_mt292_camt056_B_E.xml', 'camt.056.001.08'],
  ['ballerina.custom_mt205_pacs_004_1.xml', 'pacs.004.001.09'],
  ['ballerina.p_2_3_1_b_mt103_pacs_008_A_D.xml', 'pacs.008.001.08'],
  ['ballerina.p_2_3_1_b_mt202_pacs_009COV_A_B.xml', 'pacs.009.001.08'],
])('%s keeps to the schemas of %s and of its header, in its envelope', (name, message) => {
  expect(check(name, message)).toEqual([]);
  expect(check(name, HEADER)).toEqual([]);
});

whereSamples('a message without a schema at hand is not judged', () => {
  expect(check('pain.002.001.10.example.xml', 'pain.002.001.10')).toBeUndefined();
});

whereSamples('a statement file without a statement is told as one', () => {
  expect(check('camt053.v2.wrong.xml', 'camt.053.001.02')).toEqual([
    {
      message: "Element 'BkToCstmrStmt': Missing child element(s). Expected is ( Stmt ).",
      line: 3,
      xpath: '/Document/BkToCstmrStmt',
    },
  ]);
});

whereSamples('a real message with ids of 36 characters breaks its schema at them', () => {
  const name = 'pacs.008.001.08.request.xml';
  const lines = sample(name).toString('utf8').split('\n');
  const lineOf = (element: string) => lines.findIndex((line) => line.includes(`<${element}>`)) + 1;
  expect(check(name, 'pacs.008.001.08')).toMatchObject([
    { line: lineOf('MsgId'), xpath: '/Document/FIToFICstmrCdtTrf/GrpHdr/MsgId' },
    { line: lineOf('EndToEndId'), xpath: '/Document/FIToFICstmrCdtTrf/CdtTrfTxInf/PmtId/EndToEndId' },
  ]);
});
