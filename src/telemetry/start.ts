import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

/**
 * Traces to the collector that OpenTelemetry's standard variables name (OTEL_EXPORTER_OTLP_ENDPOINT, …_HEADERS,
 * OTEL_SERVICE_NAME, https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/). Returns what
 * sends the rest at the end.
 */
export function startTracing(env: Record<string, string | undefined>): () => Promise<void> {
  const named = env.OTEL_SERVICE_NAME ? {} : { 'service.name': 'countersign' };
  const provider = new NodeTracerProvider({
    resource: defaultResource().merge(resourceFromAttributes(named)),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  return () => provider.shutdown();
}
