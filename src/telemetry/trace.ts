import { type Attributes, context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

/** Spans of OpenTelemetry: nothing at all, and at no cost, where no exporter is set. */

const tracer = trace.getTracer('countersign');

/** Runs `work` in a span of this name; what it throws ends the span as an error, by its name alone. */
export function traced<T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
  kind: SpanKind = SpanKind.INTERNAL,
): Promise<T> {
  return tracer.startActiveSpan(name, { attributes, kind }, async (span) => {
    try {
      return await work();
    } catch (error) {
      // Its message may hold what a sheet or a vendor said; only the kind of error leaves the house.
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The same for a request to a vendor. */
export function tracedCall<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return traced(name, attributes, work, SpanKind.CLIENT);
}

/** The trace that is under way, to travel with a job or a row; null where there is none. */
export function carried(): Record<string, string> | null {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return Object.keys(carrier).length === 0 ? null : carrier;
}

/** Goes on with the trace that a job carries. */
export function continued<T>(carrier: unknown, work: () => Promise<T>): Promise<T> {
  if (carrier === null || typeof carrier !== 'object') return work();
  return context.with(propagation.extract(context.active(), carrier), work);
}
