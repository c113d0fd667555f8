export { DemoLoadError } from './demo-load-error.js';
export { Demo, type DemoAppend, type DemoOptions, generateDemo } from './generate-demo.js';
export { type LoadOptions, type LoadProgress, type LoadResult, loadDemo } from './load-demo.js';
