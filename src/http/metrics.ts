import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  text(): Promise<string>;
  contentType: string;
  acknowledged(ms: number): void;
  vendorCall(service: string, outcome: string): void;
}

/** Prometheus text. `waiting` is asked at each scrape. */
export function createMetrics(waiting: () => Promise<number>): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const acknowledgement = new Histogram({
    name: 'countersign_slack_acknowledgement_seconds',
    help: 'From a request of Slack to its answer',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
    registers,
  });
  const calls = new Counter({
    name: 'countersign_vendor_calls_total',
    help: 'Calls to QuickBooks, Smartsheet, Slack and the model, by how they ended',
    labelNames: ['service', 'outcome'],
    registers,
  });
  new Gauge({
    name: 'countersign_approvals_waiting',
    help: 'Drafts that wait for a decision',
    registers,
    async collect() {
      this.set(await waiting());
    },
  });
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    acknowledged: (ms) => acknowledgement.observe(ms / 1000),
    vendorCall: (service, outcome) => calls.inc({ service, outcome }),
  };
}
