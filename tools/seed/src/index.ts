export { Demo, type DemoAppend, type DemoOptions, generateDemo } from './generate-demo.js';
export { DemoLoadError } from './load/demo-load-error.js';
export { type LoadOptions, type LoadProgress, type LoadResult, loadDemo } from './load/load-demo.js';
