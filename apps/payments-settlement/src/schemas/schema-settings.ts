/** What Nest injects: the {@link SchemaSettings}. */
export const SCHEMA_SETTINGS = Symbol('schema settings');

export interface SchemaSettings {
  /** Folder of the XML schemas of ISO 20022 that the operator has; without one the product's own model validates alone. */
  readonly xsdDir?: string;
}

/** Reads what an operator set: `ISO20022_XSD_DIR`, a folder that holds XML schemas in files `*.xsd`. */
export function readSchemaSettings(
  environment: Readonly<Record<string, string | undefined>>,
): SchemaSettings {
  const { ISO20022_XSD_DIR } = environment;
  return ISO20022_XSD_DIR ? { xsdDir: ISO20022_XSD_DIR } : {};
}
