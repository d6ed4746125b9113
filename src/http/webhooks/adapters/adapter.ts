import { z } from 'zod';
import type { InboundEvent } from '../../../triggers/inbound-events.ts';

/**
 * What a body tells, out of one vendor's shape; an empty list where it tells nothing that could begin anything here,
 * null where the shape is not known. Never throws, whatever the body.
 */
export type Adapter = (sent: unknown) => InboundEvent[] | null;

export const name = z.string().max(500);
export const idOnTheWire = z.union([z.string().min(1).max(200), z.int()]).transform(String);

/** Without what is missing or blank, each once. */
export function given(names: readonly (string | null | undefined)[]): string[] {
  return [...new Set(names.flatMap((text) => text?.trim() || []))];
}
