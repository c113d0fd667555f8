import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SaxesParser } from 'saxes';
import { indexSchemas } from '../schema/schema-folder.js';
import { SchemaSet } from '../schema/schema-set.js';

/** An element as it is read back: its name with its namespace's last part where that changes, then what is in it. */
export type Read = readonly [name: string, ...content: (string | Read)[]];

interface Open {
  readonly uri: string;
  readonly read: [string, ...(string | Read)[]];
}

/** Reads what was written, by another parser's rules. @throws Error for what is not well-formed. */
export function read(xml: string): Read {
  const parser = new SaxesParser({ xmlns: true });
  const open: Open[] = [];
  let root: Read | undefined;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri }) => {
    const parent = open.at(-1);
    const name = uri === (parent?.uri ?? '') ? local : `${uri.replace(/.*:/, '')}/${local}`;
    open.push({ uri, read: [name] });
  });
  parser.on('text', (text) => open.at(-1)?.read.push(text));
  parser.on('closetag', () => {
    const closed = open.pop();
    if (!closed) return;
    const parent = open.at(-1);
    if (parent) parent.read.push(closed.read);
    else root = closed.read;
  });
  parser.write(xml).close();
  if (!root) throw new Error('There is no root.');
  return root;
}

/** Texts of all elements of that name, in their order. */
export function textsOf(element: Read, name: string): readonly string[] {
  const [own, ...content] = element;
  return content.flatMap((each) => {
    if (typeof each !== 'string') return textsOf(each, name);
    return own === name ? [each] : [];
  });
}

// ISO 20022's schemas stand beside the repository on some machines and are no part of it.
const XSD_FOLDER = fileURLToPath(new URL('../../../../../shared/xsd/', import.meta.url));
export const xsdThere = existsSync(join(XSD_FOLDER, 'pacs.002.001.10.xsd'));
let schemas: SchemaSet | undefined;

/** Faults by the standard's own schema; undefined where that is not at hand. */
export function schemaFaults(message: string, xml: string): readonly unknown[] | undefined {
  schemas ??= new SchemaSet(indexSchemas(XSD_FOLDER));
  return schemas.validate(`urn:iso:std:iso:20022:tech:xsd:${message}`, Buffer.from(xml));
}
