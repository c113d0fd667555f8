import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm';
import { PARSING } from './parsing.js';

/** Target namespace → file. */
export type SchemaIndex = ReadonlyMap<string, string>;

const XSD = 'http://www.w3.org/2001/XMLSchema';

/**
 * The schemas in a folder: every file whose name ends in `.xsd`, each of which has to be a sound schema by itself, for nothing is
 * loaded that it includes. Each is compiled once, to find out, and let go.
 * @throws Error naming the folder, or the file at fault.
 */
export function indexSchemas(folder: string): SchemaIndex {
  const index = new Map<string, string>();
  for (const file of filesIn(folder)) {
    const namespace = withSchema(file, (schema) => {
      compile(file, schema).dispose();
      return namespaceOf(file, schema);
    });
    const other = index.get(namespace);
    if (other !== undefined) throw new Error(`${file} and ${other} are both schemas of ${namespace}.`);
    index.set(namespace, file);
  }
  return index;
}

/** @throws Error naming the file. */
export function compiledSchema(file: string): XsdValidator {
  return withSchema(file, (schema) => compile(file, schema));
}

function filesIn(folder: string): readonly string[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (cause) {
    throw new Error(`The folder of schemas cannot be read: ${folder}`, { cause });
  }
  const files = names.filter((name) => /\.xsd$/i.test(name)).sort();
  if (files.length === 0) throw new Error(`The folder of schemas has no file that ends in .xsd: ${folder}`);
  return files.map((name) => join(folder, name));
}

function withSchema<T>(file: string, use: (schema: XmlDocument) => T): T {
  let schema: XmlDocument;
  try {
    schema = XmlDocument.fromBuffer(readFileSync(file), { option: PARSING });
  } catch (cause) {
    throw new Error(`${file} is no XML that can be read: ${firstOf(cause)}`, { cause });
  }
  try {
    return use(schema);
  } finally {
    schema.dispose();
  }
}

function namespaceOf(file: string, { root }: XmlDocument): string {
  const namespace = root.attr('targetNamespace')?.value;
  if (namespace) return namespace;
  throw new Error(`${file} is a schema without a target namespace.`);
}

function compile(file: string, schema: XmlDocument): XsdValidator {
  const { name, namespaceUri } = schema.root;
  if (name !== 'schema' || namespaceUri !== XSD) {
    throw new Error(`${file} is no XML schema: its root is ${name}.`);
  }
  try {
    return XsdValidator.fromDoc(schema);
  } catch (cause) {
    throw new Error(`${file} is a schema with a fault: ${firstOf(cause)}`, { cause });
  }
}

function firstOf(error: unknown): string {
  const detail = error instanceof XmlLibError ? error.details[0] : undefined;
  if (!detail) return error instanceof Error ? error.message : String(error);
  return `line ${detail.line}: ${detail.message.trim()}`;
}
