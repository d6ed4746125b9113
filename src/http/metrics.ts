import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  text(): Promise<string>;
  contentType: string;
  acknowledged(ms: number): void;
  vendorCall(service: string, outcome: string): void;
}

/** What is read from the database at each scrape: the same from whichever process is asked. */
export interface Backlog {
  /** Drafts that wait for a decision, and how long the oldest has, in seconds. */
  waiting: number;
  oldestWaitingS: number;
  /** By queue: how long the oldest job that could run has been waiting for a worker, in seconds. */
  queues: ReadonlyMap<string, number>;
  /** What is due on approvals, and for how long the oldest has been, in seconds. */
  due: number;
  oldestDueS: number;
  /** Steps that stand still until somebody presses Retry. */
  failed: number;
  /** Deliveries of webhooks that are not worked off. */
  inbox: number;
  /** Whether the kill switch is on, for everything or for a project. */
  stops: number;
}

/** Prometheus text. */
export function createMetrics(backlog: () => Promise<Backlog>): Metrics {
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
  const gauge = (name: string, help: string) => new Gauge({ name: `countersign_${name}`, help, registers });
  const gauges = {
    waiting: gauge('approvals_waiting', 'Drafts that wait for a decision'),
    oldestWaitingS: gauge('approvals_oldest_waiting_seconds', 'How long the oldest of them has waited'),
    due: gauge('approvals_due', 'Approvals on which something is due now'),
    oldestDueS: gauge('approvals_oldest_due_seconds', 'For how long the oldest of them has been due'),
    failed: gauge('steps_failed', 'Steps that stand still until somebody presses Retry'),
    inbox: gauge('deliveries_open', 'Deliveries of webhooks that are not worked off'),
    stops: gauge('stops', 'Kill switches that are on'),
  };
  const age = new Gauge({
    name: 'countersign_queue_age_seconds',
    help: 'How long the oldest job that could run has waited for a worker',
    labelNames: ['queue'],
    registers,
  });
  return {
    text: async () => {
      const { queues, ...figures } = await backlog();
      for (const [name, value] of Object.entries(figures)) gauges[name as keyof typeof gauges].set(value);
      age.reset();
      for (const [queue, seconds] of queues) age.set({ queue }, seconds);
      return registry.metrics();
    },
    contentType: registry.contentType,
    acknowledged: (ms) => acknowledgement.observe(ms / 1000),
    vendorCall: (service, outcome) => calls.inc({ service, outcome }),
  };
}
