import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  registry: Registry;
  requestSeconds: Histogram<'method' | 'route' | 'status'>;
  openStreams: Gauge;
  runs: Counter<'status'>;
  tokens: Counter<'kind'>;
  providerFailures: Counter<'provider' | 'reason'>;
  providerFallbacks: Counter<'to'>;
  providerCircuitsOpened: Counter<'provider'>;
  providerBadLines: Counter;
  limiterFallbacks: Counter;
  searchFallbacks: Counter<'reason'>;
  vectorSearches: Counter<'scan'>;
  vectorsFilled: Counter<'how'>;
  embeddingTokens: Counter<'model'>;
  embeddingDollars: Counter<'model'>;
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
    providerFailures: new Counter({
      name: 'askwell_provider_failures_total',
      help: 'Failed requests to a language model, by the class of the reason',
      labelNames: ['provider', 'reason'],
      registers,
    }),
    providerFallbacks: new Counter({
      name: 'askwell_provider_fallbacks_total',
      help: 'Answers that went on to another model or provider',
      labelNames: ['to'],
      registers,
    }),
    providerCircuitsOpened: new Counter({
      name: 'askwell_provider_circuits_opened_total',
      help: 'Times that a language model was left alone after failures in a row',
      labelNames: ['provider'],
      registers,
    }),
    providerBadLines: new Counter({
      name: 'askwell_provider_bad_lines_total',
      help: 'Lines in a language model’s stream that could not be read',
      registers,
    }),
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
    vectorSearches: new Counter({
      name: 'askwell_vector_searches_total',
      help: 'Searches by vector: exact, by an index, or repeated exactly where the index gave too few',
      labelNames: ['scan'],
      registers,
    }),
    vectorsFilled: new Counter({
      name: 'askwell_vectors_filled_total',
      help: 'Vectors made in the background, embedded or copied, for a new model or a partition of its own',
      labelNames: ['how'],
      registers,
    }),
    embeddingTokens: new Counter({
      name: 'askwell_embedding_tokens_total',
      help: 'Tokens that embedding models took',
      labelNames: ['model'],
      registers,
    }),
    embeddingDollars: new Counter({
      name: 'askwell_embedding_cost_dollars_total',
      help: 'What embedding models with a price took, in US dollars',
      labelNames: ['model'],
      registers,
    }),
  };
}
