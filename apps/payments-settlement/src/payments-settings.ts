import { type IntakeSettings, readIntakeSettings } from './messages/intake-settings.js';
import { type RateSettings, readRateSettings } from './rates/rate-settings.js';
import { readSchemaSettings, type SchemaSettings } from './schemas/schema-settings.js';
import { readScreeningSettings, type ScreeningSettings } from './screening/screening-settings.js';
import type { Clock } from './tokens.js';

/** What payments-settlement goes by beside the ledger. */
export interface PaymentsSettings {
  readonly now: Clock;
  readonly rates: RateSettings;
  readonly schemas: SchemaSettings;
  readonly intake: IntakeSettings;
  readonly screening: ScreeningSettings;
}

/** Reads what an operator set; the clock is that of the machine. */
export function readPaymentsSettings(
  environment: Readonly<Record<string, string | undefined>>,
): PaymentsSettings {
  return {
    now: Date.now,
    rates: readRateSettings(environment),
    schemas: readSchemaSettings(environment),
    intake: readIntakeSettings(environment),
    screening: readScreeningSettings(environment),
  };
}
