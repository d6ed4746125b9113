/** Names as they are compared: case, Unicode form and outer blanks aside. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase().trim();
}
