import { createLogger, readSettings, runService } from '@corridor/nest-kit';
import { readEpcisSettings, startTradeEvents } from './index.js';

const settings = readSettings(process.env);
const logger = createLogger('trade-events', settings);
await runService(logger, () => startTradeEvents(settings, logger, Date.now, readEpcisSettings(process.env)));
