import { parse } from 'yaml';
import { z } from 'zod';

const Manifest = z.looseObject({
  oauth_config: z.looseObject({ scopes: z.looseObject({ bot: z.array(z.string()) }) }),
});

/** The bot scopes that manifest.yml asks for; null where `read` throws or the file has none. */
export function manifestScopes(read: () => string): string[] | null {
  try {
    return Manifest.parse(parse(read())).oauth_config.scopes.bot;
  } catch {
    return null; // the scopes are then not compared, and a line says so
  }
}
