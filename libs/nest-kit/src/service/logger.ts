import { type Logger, pino, stdTimeFunctions } from 'pino';
import type { ServiceSettings } from './service-settings.js';

/** A service's log: JSON, a line each, to standard output; keys never stand in it. */
export function createLogger(service: string, { logLevel }: Pick<ServiceSettings, 'logLevel'>): Logger {
  return pino({
    level: logLevel,
    base: { service },
    timestamp: stdTimeFunctions.isoTime,
    redact: ['req.headers.authorization', 'headers.authorization'],
  });
}
