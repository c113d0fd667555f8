/** What trade-events asks the read models for by itself: for who measures how long it takes. */
export { aggregatesOn } from '../aggregates.js';
export { markedCommitments } from './commitments/marked-commitments.js';
export { fadingMomentum } from './meetings/meeting-loops.js';
export { whatIsStuck } from './meetings/stuck.js';
