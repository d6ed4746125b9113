export type Severity = 'block' | 'warn' | 'info';

/** What a check noticed. A block stops approval, so it always says how to clear it. */
export interface Finding {
  /** The check's name, kebab-case: "rate-differs-from-item". */
  code: string;
  severity: Severity;
  /** One sentence for a person, plain text. */
  message: string;
  /** What to do; required where severity is block. */
  remedy?: string;
  /** Sheet row numbers this is about, as people see them. */
  rows?: number[];
}
