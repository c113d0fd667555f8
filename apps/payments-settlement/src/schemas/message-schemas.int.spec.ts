import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startPaymentsSettlement } from '../index.js';
import { TradeWorld } from '../trade-world.spec-kit.js';
import { MessageSchemas } from './message-schemas.js';
import { readSchemaSettings } from './schema-settings.js';

const PARCEL = 'urn:test:parcel';
const SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${PARCEL}" elementFormDefault="qualified">
  <xs:element name="Document"><xs:complexType><xs:sequence><xs:element name="Id" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
</xs:schema>`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'schemas-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (inner: string): Buffer => Buffer.from(`<Document xmlns="${PARCEL}">${inner}</Document>`);

it('is set by the environment, and an empty variable is one that is not set', () => {
  expect(readSchemaSettings({ ISO20022_XSD_DIR: '/schemas' })).toEqual({ xsdDir: '/schemas' });
  expect(readSchemaSettings({ ISO20022_XSD_DIR: '' })).toEqual({});
});

it('says nothing of any message where no folder is set', async () => {
  const schemas = await MessageSchemas.open({});
  expect(await schemas.faultsOf(PARCEL, file(''))).toBeUndefined();
  await schemas.onModuleDestroy();
});

it('tells what breaks a schema of the folder, and that it cannot be asked when it is closed', async () => {
  writeFileSync(join(folder, 'parcel.xsd'), SCHEMA);
  const schemas = await MessageSchemas.open({ xsdDir: folder });
  expect(await schemas.faultsOf(PARCEL, file('<Id>A</Id>'))).toEqual([]);
  expect(await schemas.faultsOf(PARCEL, file('<Name/>'))).toMatchObject([
    { line: 1, xpath: '/Document/Name' },
  ]);
  await schemas.onModuleDestroy();
  await expect(schemas.faultsOf(PARCEL, file(''))).rejects.toMatchObject({
    problem: { status: 503, code: 'overloaded' },
  });
});

describe('the service', () => {
  let world: TradeWorld;
  beforeAll(async () => {
    world = await TradeWorld.start();
  });
  afterAll(() => world.stop());
  const start = (xsdDir: string) =>
    startPaymentsSettlement(
      { databaseUrl: world.ledger.url, host: '127.0.0.1', port: 0, logLevel: 'silent' },
      pino({ level: 'silent' }),
      { xsdDir },
    );

  it('starts and ends with a folder of schemas', async () => {
    const sound = mkdtempSync(join(folder, 'sound-'));
    writeFileSync(join(sound, 'parcel.xsd'), SCHEMA);
    const service = await start(sound);
    try {
      expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    } finally {
      await service.stop();
    }
  });

  it('does not start with a file in it that is no schema, and names that', async () => {
    const broken = mkdtempSync(join(folder, 'broken-'));
    writeFileSync(join(broken, 'broken.xsd'), SCHEMA.slice(0, 200));
    await expect(start(broken)).rejects.toThrow(
      `ISO20022_XSD_DIR: ${join(broken, 'broken.xsd')} is no XML that can be read`,
    );
  });
});
