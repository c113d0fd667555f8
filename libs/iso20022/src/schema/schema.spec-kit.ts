import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PARCEL = 'urn:test:parcel';

/** A schema of our own in the form of ISO 20022's. */
export const PARCEL_SCHEMA = `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="${PARCEL}" targetNamespace="${PARCEL}" elementFormDefault="qualified">
  <xs:element name="Document" type="Document"/>
  <xs:complexType name="Document">
    <xs:sequence><xs:element name="Prcl" type="Parcel" maxOccurs="unbounded"/></xs:sequence>
  </xs:complexType>
  <xs:complexType name="Parcel">
    <xs:sequence>
      <xs:element name="Id" type="Max8Text"/>
      <xs:element name="Wght" type="Weight" minOccurs="0"/>
    </xs:sequence>
  </xs:complexType>
  <xs:simpleType name="Max8Text">
    <xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="8"/></xs:restriction>
  </xs:simpleType>
  <xs:complexType name="Weight">
    <xs:simpleContent>
      <xs:extension base="xs:decimal"><xs:attribute name="Unit" type="Max8Text" use="required"/></xs:extension>
    </xs:simpleContent>
  </xs:complexType>
</xs:schema>`;

/** A file whose parcels stand from its line 2 on, one a line. */
export function parcels(...parcel: readonly string[]): string {
  return `<Document xmlns="${PARCEL}">\n${parcel.join('\n')}\n</Document>`;
}

/** A folder with files of these names and texts. */
export function folderOf(files: Readonly<Record<string, string>>): {
  readonly folder: string;
  readonly remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'schemas-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

// ISO 20022's schemas, and messages that others wrote. They stand beside the repository on some machines and are no part of it.
const SHARED = fileURLToPath(new URL('../../../../../shared/', import.meta.url));
export const XSD_FOLDER = join(SHARED, 'xsd/');
const SAMPLES = join(SHARED, 'samples/iso20022/');

export const xsdThere = existsSync(XSD_FOLDER);
export const samplesThere = xsdThere && existsSync(SAMPLES);

export function sample(name: string): Buffer {
  return readFileSync(join(SAMPLES, name));
}
