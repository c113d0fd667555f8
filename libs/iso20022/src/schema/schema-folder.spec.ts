import { join } from 'node:path';
import { folderOf, PARCEL, PARCEL_SCHEMA } from './schema.spec-kit.js';
import { indexSchemas } from './schema-folder.js';

const removals: (() => void)[] = [];
afterAll(() => {
  for (const remove of removals) remove();
});
function folder(files: Readonly<Record<string, string>>): string {
  const at = folderOf(files);
  removals.push(at.remove);
  return at.folder;
}

it('finds schemas by their namespace, and leaves alone what is named otherwise', () => {
  const at = folder({
    'b.XSD': PARCEL_SCHEMA,
    'a.xsd': PARCEL_SCHEMA.replaceAll(PARCEL, 'urn:test:letter'),
    'README.txt': 'no schema',
  });
  expect(indexSchemas(at)).toEqual(
    new Map([
      ['urn:test:letter', join(at, 'a.xsd')],
      [PARCEL, join(at, 'b.XSD')],
    ]),
  );
});

it.each([
  ['is cut off', PARCEL_SCHEMA.split('\n').slice(0, 4).join('\n'), 'no XML that can be read: line 4'],
  ['is empty', '', 'no XML that can be read'],
  ['is another document', '<Document/>', 'no XML schema: its root is Document'],
  [
    'names a type that it does not have',
    PARCEL_SCHEMA.replace('"Parcel" m', '"Packet" m'),
    'a schema with a fault: line 5',
  ],
  [
    'has no namespace',
    PARCEL_SCHEMA.replace(/ xmlns="[^"]*" targetNamespace="[^"]*"/, ''),
    'without a target namespace',
  ],
  [
    'includes another',
    PARCEL_SCHEMA.replace('<xs:element name="D', '<xs:include schemaLocation="other.xsd"/>$&'),
    'a schema with a fault',
  ],
])('refuses a file that %s, and names it', (_, text, message) => {
  const at = folder({ 'a.xsd': PARCEL_SCHEMA.replaceAll(PARCEL, 'urn:test:letter'), 'bad.xsd': text });
  expect(() => indexSchemas(at)).toThrow(`${join(at, 'bad.xsd')} is `);
  expect(() => indexSchemas(at)).toThrow(message);
});

it('refuses two schemas of one namespace', () => {
  const at = folder({ 'one.xsd': PARCEL_SCHEMA, 'two.xsd': PARCEL_SCHEMA });
  expect(() => indexSchemas(at)).toThrow(
    `${join(at, 'two.xsd')} and ${join(at, 'one.xsd')} are both schemas of ${PARCEL}.`,
  );
});

it('refuses a folder without schemas, and one that is not there', () => {
  const at = folder({ 'README.txt': 'no schema' });
  expect(() => indexSchemas(at)).toThrow(`no file that ends in .xsd: ${at}`);
  expect(() => indexSchemas(join(at, 'none'))).toThrow(`cannot be read: ${join(at, 'none')}`);
});
