import { createLogger, readSettings, runService } from '@corridor/nest-kit';
import { startReporting } from './index.js';

const settings = readSettings(process.env);
const logger = createLogger('reporting', settings);
await runService(logger, () => startReporting(settings, logger));
