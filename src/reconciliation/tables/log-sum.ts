/** What is so many bits less adds nothing that could be seen. */
const NOTHING = 40;

/** log2(2^a + 2^b). */
export function logSum(a: number, b: number): number {
  const most = a > b ? a : b;
  const least = a > b ? b : a;
  return most - least > NOTHING ? most : most + Math.log2(1 + 2 ** (least - most));
}
