import { diag } from 'libxml2-wasm';
import { folderOf, PARCEL, PARCEL_SCHEMA, parcels } from './schema.spec-kit.js';
import { indexSchemas } from './schema-folder.js';
import { SchemaSet } from './schema-set.js';

let schemas: SchemaSet;
let remove: () => void;
beforeAll(() => {
  const at = folderOf({ 'parcel.xsd': PARCEL_SCHEMA });
  remove = at.remove;
  schemas = new SchemaSet(indexSchemas(at.folder));
});
afterAll(() => remove());

const check = (text: string, namespace = PARCEL) => schemas.validate(namespace, Buffer.from(text));
const SOUND = '<Prcl><Id>A</Id><Wght Unit="KGM">1.5</Wght></Prcl>';

describe('a document', () => {
  it('that keeps to its schema has no fault', () => {
    expect(check(parcels(SOUND, SOUND))).toEqual([]);
  });

  it('of a namespace without a schema is not judged', () => {
    expect(check(parcels(SOUND), 'urn:test:letter')).toBeUndefined();
  });

  it('without anything of the namespace has that fault', () => {
    expect(check('<Document xmlns="urn:test:letter"/>')).toEqual([
      { message: `Nothing in the file is of ${PARCEL}.` },
    ]);
  });
});

describe('a fault', () => {
  it('of an element that has no place there is told with its line and path', () => {
    expect(check(parcels(SOUND, '<Prcl><Name>A</Name></Prcl>', SOUND))).toEqual([
      {
        message: "Element 'Name': This element is not expected. Expected is ( Id ).",
        line: 3,
        xpath: '/Document/Prcl[2]/Name',
      },
    ]);
  });

  it('of a text that is too long is told once', () => {
    const faults = check(parcels('<Prcl><Id>123456789</Id></Prcl>'));
    expect(faults).toMatchObject([{ line: 2, xpath: '/Document/Prcl/Id' }]);
    expect(faults?.[0]?.message).toContain('maxLength');
  });

  it('of an attribute is told where that stands', () => {
    expect(check(parcels('<Prcl><Id>A</Id><Wght Unit="">1</Wght></Prcl>'))).toMatchObject([
      { line: 2, xpath: expect.stringMatching(/^\/Document\/Prcl\/Wght(\/@Unit)?$/) },
    ]);
  });

  it('of each element is told, in the order of the file, up to a hundred', () => {
    const many = check(parcels(...Array.from({ length: 150 }, () => '<Prcl/>'))) ?? [];
    expect(many).toHaveLength(100);
    expect(many.map(({ line }) => line)).toEqual(Array.from({ length: 100 }, (_, index) => index + 2));
    expect(many[41]?.xpath).toBe('/Document/Prcl[42]');
  });

  it('of what is not well-formed is told with its line', () => {
    expect(check(parcels(SOUND, '<Prcl><Id>A</Prcl>'))).toMatchObject([{ line: 3 }]);
  });

  it('is found under prefixes, too', () => {
    const file = `<p:Document xmlns:p="${PARCEL}">\n<p:Prcl><p:Id>A</p:Id></p:Prcl>\n<p:Prcl/>\n</p:Document>`;
    expect(check(file)).toMatchObject([{ line: 3, xpath: '/Document/Prcl[2]' }]);
  });
});

describe('an envelope', () => {
  const envelope = (...documents: readonly string[]) =>
    `<Envlp xmlns="urn:test:envelope">\n<Hdr anything="goes"/>\n${documents.join('\n')}\n</Envlp>`;

  it('is not looked at itself', () => {
    expect(check(envelope(parcels(SOUND)))).toEqual([]);
  });

  it('keeps the lines and paths of the file', () => {
    expect(check(envelope(parcels('<Prcl/>')))).toMatchObject([{ line: 4, xpath: '/Envlp/Document/Prcl' }]);
  });

  it('may hold several documents, and each is looked at', () => {
    expect(check(envelope(parcels('<Prcl/>'), parcels(SOUND), parcels('<Prcl/>')))).toMatchObject([
      { line: 4, xpath: '/Envlp/Document[1]/Prcl' },
      { line: 10, xpath: '/Envlp/Document[3]/Prcl' },
    ]);
  });
});

describe('what an attack would need', () => {
  it.each([
    ['an external entity', '<!DOCTYPE Document [<!ENTITY e SYSTEM "file:///etc/hostname">]>'],
    ['entities in entities', '<!DOCTYPE Document [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'],
    ['an external DTD', '<!DOCTYPE Document SYSTEM "http://127.0.0.1:9/x.dtd">'],
  ])('%s is a fault, and nothing else is looked at', (_, doctype) => {
    expect(check(`${doctype}${parcels('<Prcl>&e;</Prcl>')}`)).toEqual([
      { message: 'The file has a DOCTYPE; ISO 20022 messages have none.' },
    ]);
  });

  it('another encoding than UTF-8, behind which a DOCTYPE might hide, is a fault', () => {
    const file = Buffer.from(`\ufeff<!DOCTYPE Document>${parcels(SOUND)}`, 'utf16le');
    expect(schemas.validate(PARCEL, file)).not.toEqual([]);
  });

  it('a place for a schema of its own is not followed', () => {
    const hint =
      'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:test:parcel http://127.0.0.1:9/x.xsd"';
    expect(check(parcels(SOUND).replace('<Document ', `<Document ${hint} `))).toEqual([]);
  });
});

it('holds no document longer than it looks at it, and of a schema what is compiled alone', () => {
  const texts = [parcels(SOUND), parcels('<Prcl/>'), '<Document', '<Document/>'];
  const held = (begin: () => unknown): Readonly<Record<string, unknown>> => {
    diag.configure({ enabled: true });
    try {
      begin();
      return diag.report();
    } finally {
      diag.configure({ enabled: false });
    }
  };
  const at = folderOf({ 'parcel.xsd': PARCEL_SCHEMA });
  const looked = held(() => {
    const fresh = new SchemaSet(indexSchemas(at.folder));
    for (const text of [...texts, ...texts]) fresh.validate(PARCEL, Buffer.from(text));
  });
  at.remove();
  expect(looked).toEqual({ XsdValidator: expect.objectContaining({ totalInstances: 1 }) });
});
