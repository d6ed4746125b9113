/** log2(2^a + 2^b). */
export function logSum(a: number, b: number): number {
  const most = Math.max(a, b);
  return most + Math.log2(1 + 2 ** (Math.min(a, b) - most));
}
