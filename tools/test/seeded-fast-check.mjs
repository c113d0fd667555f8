// fast-check as the specs load it, begun with one seed a commit: each commit tries other cases, and whoever runs the tests
// of one commit tries the same. TEST_SEED=<number> tries others.
import fc from '../../node_modules/fast-check/lib/fast-check.js';

const seed = Number(process.env.TEST_SEED);
if (process.env.TEST_SEED && Number.isInteger(seed)) fc.configureGlobal({ seed });

export default fc;
