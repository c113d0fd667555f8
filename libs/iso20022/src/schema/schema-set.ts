import { XmlDocument, XmlElement, XmlLibError, type XsdValidator } from 'libxml2-wasm';
import { FAULTS_MAX, faultsOf } from './faults.js';
import { PARSING } from './parsing.js';
import type { SchemaFault } from './schema-fault.js';
import { compiledSchema, type SchemaIndex } from './schema-folder.js';

/** A message stands no deeper in its envelopes than this. */
const DEPTH_MAX = 5;
const DOCTYPE = Buffer.from('<!DOCTYPE');

/** Holds documents against schemas. A schema is compiled at its first document, and kept. Whatever it does blocks its thread. */
export class SchemaSet {
  readonly #compiled = new Map<string, XsdValidator>();

  constructor(private readonly index: SchemaIndex) {}

  /**
   * What of a document, in UTF-8, breaks the schema of `namespace`; empty where nothing does, undefined where no schema is at hand.
   * The elements of that namespace may stand in envelopes of others, which are not looked at; each is held against the schema.
   */
  validate(namespace: string, document: Uint8Array): readonly SchemaFault[] | undefined {
    const file = this.index.get(namespace);
    if (file === undefined) return undefined;
    // Before it is parsed: what a DOCTYPE declares is then never looked at.
    if (Buffer.from(document.buffer, document.byteOffset, document.length).includes(DOCTYPE))
      return [NO_DOCTYPE];
    let parsed: XmlDocument;
    try {
      parsed = XmlDocument.fromBuffer(document, { option: PARSING, encoding: 'utf-8' });
    } catch (error) {
      // The first: what else a parser says of a broken file follows from it.
      if (error instanceof XmlLibError) return faultsOf(error.details.slice(0, 1), undefined);
      throw error;
    }
    try {
      const messages = messagesOf(parsed, namespace);
      if (messages.length === 0) return [{ message: `Nothing in the file is of ${namespace}.` }];
      const schema = this.#schema(namespace, file);
      return messages.flatMap((message) => validated(schema, message)).slice(0, FAULTS_MAX);
    } finally {
      parsed.dispose();
    }
  }

  #schema(namespace: string, file: string): XsdValidator {
    const known = this.#compiled.get(namespace);
    if (known) return known;
    const schema = compiledSchema(file);
    this.#compiled.set(namespace, schema);
    return schema;
  }
}

const NO_DOCTYPE: SchemaFault = { message: 'The file has a DOCTYPE; ISO 20022 messages have none.' };

/** A subtree is validated where it stands, so that lines and paths are those of the file. */
function validated(schema: XsdValidator, message: XmlElement): readonly SchemaFault[] {
  try {
    schema.validate(message);
    return [];
  } catch (error) {
    if (error instanceof XmlLibError) return faultsOf(error.details, message.doc);
    throw error;
  }
}

/** The outermost elements of the namespace. */
function messagesOf({ root }: XmlDocument, namespace: string): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const look = (element: XmlElement, depth: number): void => {
    if (element.namespaceUri === namespace) {
      found.push(element);
      return;
    }
    if (depth === DEPTH_MAX) return;
    for (let child = element.firstChild; child; child = child.next) {
      if (child instanceof XmlElement) look(child, depth + 1);
    }
  };
  look(root, 1);
  return found;
}
