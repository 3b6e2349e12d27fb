import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  registry: Registry;
  requestSeconds: Histogram<'method' | 'route' | 'status'>;
  openStreams: Gauge;
  runs: Counter<'status'>;
  tokens: Counter<'kind'>;
  limiterFallbacks: Counter;
  searchFallbacks: Counter<'reason'>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'askwell_request_seconds',
      help: 'Time until the response began',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    openStreams: new Gauge({ name: 'askwell_open_streams', help: 'SSE streams open now', registers }),
    runs: new Counter({ name: 'askwell_runs_total', help: 'Ended runs', labelNames: ['status'], registers }),
    tokens: new Counter({ name: 'askwell_tokens_total', help: 'Tokens used', labelNames: ['kind'], registers }),
    limiterFallbacks: new Counter({
      name: 'askwell_limiter_fallbacks_total',
      help: 'Rate decisions made in process because Redis did not answer',
      registers,
    }),
    searchFallbacks: new Counter({
      name: 'askwell_search_fallbacks_total',
      help: 'Searches done without one of their sides',
      labelNames: ['reason'],
      registers,
    }),
  };
}
