import type { Link } from './links.ts';

/** The chance a stage gave, as it turned out on lists with known truth. */
export function calibrated(link: Link): number {
  if (link.stage === 'taught') return 1;
  return Math.round(Math.min(0.9999, link.chance) * 10_000) / 10_000;
}
