import { execFileSync } from 'node:child_process';

/**
 * The seed of all that the tests draw at random: TEST_SEED, or the first 31 bits of the tree that is checked out; 1 where there
 * is no repository.
 * @throws where TEST_SEED is not a whole number of 32 bits.
 */
export function testSeed() {
  const { TEST_SEED: asked } = process.env;
  if (asked) {
    const seed = Number(asked);
    if (seed !== (seed | 0)) throw new Error(`TEST_SEED is a whole number of 32 bits, not ${asked}.`);
    return seed;
  }
  try {
    const tree = execFileSync('git', ['rev-parse', 'HEAD^{tree}'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number.parseInt(tree.slice(0, 8), 16) >>> 1;
  } catch {
    return 1;
  }
}
