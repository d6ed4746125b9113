/** Faults a test or a person can switch on in a stand-in. Each applies to requests whose path matches. */
export interface Fault {
  /**
   * hang: accept and never answer. drop-before: close the connection without doing it. drop-after: do it, then
   * close the connection. status-500, status-503, status-429: the vendor's own error shape. html: 502 with a web
   * page. expired-token: this request is answered as one with a dead access token (and so is every later one with
   * the same token, until it is refreshed).
   */
  kind:
    | 'hang'
    | 'drop-before'
    | 'drop-after'
    | 'status-429'
    | 'status-500'
    | 'status-503'
    | 'html'
    | 'expired-token';
  /** Matched against "METHOD /path?query". Default: every request. */
  match?: RegExp;
  /** How many requests it still hits; default Infinity. */
  times?: number;
  /** Seconds for Retry-After on a 429; default 1. */
  retryAfter?: number;
}

export class FaultSwitch {
  #faults: { fault: Fault; left: number }[] = [];

  set(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#faults = [];
  }

  list(): Fault[] {
    return this.#faults.map(({ fault }) => fault);
  }

  /** The first fault that hits this request, counted down; null where none does. */
  take(method: string, url: string): Fault | null {
    const hit = this.#faults.find(
      ({ fault, left }) => left > 0 && (fault.match?.test(`${method} ${url}`) ?? true),
    );
    if (!hit) return null;
    hit.left -= 1;
    this.#faults = this.#faults.filter(({ left }) => left > 0);
    return hit.fault;
  }
}
