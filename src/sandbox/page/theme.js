const KEY = 'sandbox-theme';
const DARK = matchMedia('(prefers-color-scheme: dark)');

/** "light" or "dark", as it shows now. */
export function theme() {
  return document.documentElement.dataset.theme ?? (DARK.matches ? 'dark' : 'light');
}

/** The address wins over what was chosen last; without either, the system decides. */
export function startTheme(fromAddress, onSystemChange) {
  const wanted = fromAddress ?? stored();
  if (wanted === 'dark' || wanted === 'light') document.documentElement.dataset.theme = wanted;
  DARK.addEventListener('change', onSystemChange);
}

export function turnTheme() {
  const next = theme() === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A browser that keeps nothing still shows the theme for as long as the page is open.
  }
  return next;
}

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
