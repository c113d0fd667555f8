import { createLogger, readSettings, runService } from '@corridor/nest-kit';
import { readIntakeSettings, readSchemaSettings, startPaymentsSettlement } from './index.js';

const settings = readSettings(process.env);
const logger = createLogger('payments-settlement', settings);
const intake = readIntakeSettings(process.env);
const schemas = readSchemaSettings(process.env);
await runService(logger, () => startPaymentsSettlement(settings, logger, schemas, intake));
