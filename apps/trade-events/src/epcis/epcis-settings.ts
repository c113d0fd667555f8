import { NO_PLACES, type PlaceTable, readPlaces, type SchemaCheck, schemaCheckOf } from '@corridor/epcis';

/** What Nest injects: the {@link EpcisSettings}. */
export const EPCIS_SETTINGS = Symbol('EPCIS settings');

export interface EpcisSettings {
  /** Places that are known by identifiers of their own. */
  readonly places: PlaceTable;
  /** GS1's JSON Schema, where the operator has it; without it the product's own model validates alone. */
  readonly schemaCheck?: SchemaCheck;
}

/**
 * Reads what an operator set: `EPCIS_LOCATIONS`, a JSON file of identifiers and UN/LOCODEs, and `EPCIS_SCHEMA_DIR`, a folder that holds
 * `EPCIS-JSON-Schema.json`. @throws Error naming the one at fault.
 */
export function readEpcisSettings(environment: Readonly<Record<string, string | undefined>>): EpcisSettings {
  const { EPCIS_LOCATIONS, EPCIS_SCHEMA_DIR } = environment;
  return {
    places: EPCIS_LOCATIONS ? readPlaces(EPCIS_LOCATIONS) : NO_PLACES,
    ...(EPCIS_SCHEMA_DIR && { schemaCheck: schemaCheckOf(EPCIS_SCHEMA_DIR) }),
  };
}
