import { SchemaCheckError, type SchemaFault, SchemaValidator } from '@corridor/iso20022';
import { ProblemError } from '@corridor/nest-kit';
import type { OnModuleDestroy } from '@nestjs/common';
import type { SchemaSettings } from './schema-settings.js';

/** Holds messages against the XML schemas of ISO 20022 that the operator has. */
export class MessageSchemas implements OnModuleDestroy {
  private constructor(private readonly validator: SchemaValidator | undefined) {}

  /** @throws Error naming `ISO20022_XSD_DIR`, and the file in it that is no sound schema. */
  static async open({ xsdDir }: SchemaSettings): Promise<MessageSchemas> {
    if (xsdDir === undefined) return new MessageSchemas(undefined);
    try {
      return new MessageSchemas(await SchemaValidator.open(xsdDir));
    } catch (cause) {
      throw new Error(`ISO20022_XSD_DIR: ${(cause as Error).message}`, { cause });
    }
  }

  /** Whether the schema of that namespace is at hand. */
  covers(namespace: string): boolean {
    return this.validator?.namespaces.includes(namespace) ?? false;
  }

  /**
   * What of a document, in UTF-8, breaks the schema of its namespace: none where it keeps to it; undefined where nothing can be said,
   * as no schema of that namespace is at hand or the document is larger than 8 MiB. How much a fault counts is for the caller to say:
   * real messages break their schema.
   * @throws ProblemError 503 `overloaded` where the check cannot be made now.
   */
  async faultsOf(namespace: string, document: Uint8Array): Promise<readonly SchemaFault[] | undefined> {
    try {
      return await this.validator?.validate(namespace, document);
    } catch (error) {
      if (!(error instanceof SchemaCheckError)) throw error;
      const detail = `The file could not be held against its schema: ${error.message} Nothing of it was recorded; send it again.`;
      throw new ProblemError(503, 'overloaded', detail);
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.validator?.close();
  }
}
