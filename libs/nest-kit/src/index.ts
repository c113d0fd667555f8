export * from './access/access.guard.js';
export * from './access/caller.js';
export * from './access/key-ring.js';
export * from './errors/problem.js';
export * from './errors/to-problem.js';
export * from './http-app.js';
export * from './run-service.js';
export * from './service-settings.js';
