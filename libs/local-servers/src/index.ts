export { freePort, freePorts, isPortFree } from './free-port.js';
export { findJava, type JavaFound } from './java.js';
export * from './kafka.js';
export * from './kafka-jars.js';
export { brokerAnswers } from './kafka-probe.js';
export { LocalServerError } from './local-server-error.js';
export * from './pid-file.js';
export * from './postgres.js';
export * from './processes.js';
