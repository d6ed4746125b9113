const STEPS = [10_000, 5000, 2500, 1000, 500, 100, 50, 25, 10, 5];

/** Round amounts meet by chance far more often: the step all of them are multiples of. */
export function granularity(amounts: readonly number[], target: number): number {
  for (let of = 0; of < STEPS.length; of++) {
    const step = STEPS[of] as number;
    if (target % step !== 0) continue;
    let multiples = 0;
    for (let at = 0; at < amounts.length; at++) if ((amounts[at] as number) % step === 0) multiples++;
    if (multiples > 0.7 * amounts.length) return step;
  }
  return 1;
}
