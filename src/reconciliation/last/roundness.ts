const STEPS = [10_000, 5000, 2500, 1000, 500, 100, 50, 25, 10, 5];

/**
 * What round amounts take from a sum, in bits: sums of multiples of a step meet a multiple of it that much more often;
 * less what it says that just these were asked for, where most of what was there is not round.
 */
export function roundness(amounts: readonly number[], target: number, members: readonly number[]): number {
  for (const step of STEPS) {
    if (target % step !== 0 || !members.every((at) => (amounts[at] as number) % step === 0)) continue;
    let multiples = 0;
    for (const amount of amounts) if (amount % step === 0) multiples++;
    return Math.max(0, Math.log2(step) - members.length * Math.log2(amounts.length / multiples));
  }
  return 0;
}
