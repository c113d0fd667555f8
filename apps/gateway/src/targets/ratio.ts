import { divideHalfEven } from '@corridor/kernel';

const DIGITS = 4;
const SCALE = 10n ** BigInt(DIGITS);

/** A ratio as a decimal of four digits, rounded half to even: 1 ÷ 3 is `"0.3333"`. @throws RangeError below a line of 0. */
export function ratio(numerator: bigint, denominator: bigint): string {
  return toText(divideHalfEven(numerator * SCALE, denominator));
}

/** One, with the digits that the powers below are worked out in. */
const ONE = 10n ** 40n;

/**
 * The yearly growth that leads from `now` to `goal` (both positive) in `days`: (goal ÷ now)^(year ÷ days) − 1, four digits.
 * A year has 365.25 days. In integers throughout, so that every machine gets the same digits.
 */
export function yearlyGrowth(goal: bigint, now: bigint, days: bigint): string {
  const exponent = (logarithm((goal * ONE) / now) * 36_525n) / (days * 100n);
  return toText(divideHalfEven((exponential(exponent) - ONE) * SCALE, ONE));
}

function toText(scaled: bigint): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(DIGITS + 1, '0');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -DIGITS)}.${digits.slice(-DIGITS)}`;
}

/** ln(x): halved until it is near 1, then the series of 2·artanh((x − 1) ÷ (x + 1)). */
function logarithm(x: bigint): bigint {
  let halvings = 0n;
  let rest = x;
  for (; rest > 2n * ONE; halvings += 1n) rest /= 2n;
  for (; rest < ONE; halvings -= 1n) rest *= 2n;
  return artanhTwice(rest) + halvings * artanhTwice(2n * ONE);
}

function artanhTwice(x: bigint): bigint {
  const z = ((x - ONE) * ONE) / (x + ONE);
  let power = z;
  let sum = 0n;
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n;
    power = (((power * z) / ONE) * z) / ONE;
  }
  return 2n * sum;
}

/** e^x: the series of x ÷ 2^k, squared k times. */
function exponential(x: bigint): bigint {
  let halvings = 0;
  let rest = x;
  for (; rest > ONE || rest < -ONE; halvings += 1) rest /= 2n;
  let term = ONE;
  let sum = 0n;
  for (let n = 1n; term !== 0n; n += 1n) {
    sum += term;
    term = (term * rest) / ONE / n;
  }
  for (; halvings > 0; halvings -= 1) sum = (sum * sum) / ONE;
  return sum;
}
