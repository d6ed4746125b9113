/** Rates are written so finely, in hundred thousandths; the coarsest that gives the tax to the cent is said. */
const GRAINS = [1000, 500, 250, 125, 50, 10, 5];

/**
 * " at 8.25 %", of what is without the tax; '' where no rate gives it, as where only a part is taxed.
 * @param taxMinor signed as the ledger is above the sheet.
 */
export function atRate(taxMinor: number, sheetMinor: number): string {
  const net = Math.min(Math.abs(sheetMinor), Math.abs(sheetMinor + taxMinor));
  const tax = Math.abs(taxMinor);
  if (net === 0) return '';
  for (const grain of GRAINS) {
    const rate = Math.round(((tax / net) * 100_000) / grain) * grain;
    if (Math.abs((net * rate) / 100_000 - tax) <= 1) return ` at ${rate / 1000} %`;
  }
  return '';
}
