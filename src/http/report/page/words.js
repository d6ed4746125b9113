/** "VendorCredit" is "Vendor Credit". */
export function typeWords(type) {
  return type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "3 Nov 2026"; what is no date stays as it is. */
export function day(date) {
  const [, year, month, number] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? [];
  return year ? `${Number(number)} ${MONTHS[Number(month) - 1] ?? month} ${year}` : date;
}
