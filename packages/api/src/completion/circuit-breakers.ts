import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { ProviderFailure } from './provider-failure.js';

export interface CircuitBreakersOptions {
  /** Answers in a row that must fail before the provider is left alone. */
  failures: number;
  /** How long it is left alone until one answer tries it again. */
  openMilliseconds: number;
  onChange: (change: { key: string; isOpen: boolean }) => void;
}

/** One circuit for each provider and model. Cockatiel: it needs no runtime of its own and leaves retries and time limits to us. */
export interface CircuitBreakers {
  /** @throws ProviderFailure `circuit-open` without calling `work` */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** Tenants name models freely, so the circuits kept are limited. */
const maxCircuits = 200;

export function createCircuitBreakers(options: CircuitBreakersOptions): CircuitBreakers {
  const circuits = new Map<string, CircuitBreakerPolicy>();

  function getCircuit(key: string): CircuitBreakerPolicy {
    const known = circuits.get(key);
    if (known !== undefined) return known;
    const circuit = circuitBreaker(
      handleWhen((error) => error instanceof ProviderFailure && error.kind.isOutage),
      { halfOpenAfter: options.openMilliseconds, breaker: new ConsecutiveBreaker(options.failures) },
    );
    circuit.onBreak(() => options.onChange({ key, isOpen: true }));
    circuit.onReset(() => options.onChange({ key, isOpen: false }));
    const [oldest] = circuits.keys();
    if (oldest !== undefined && circuits.size >= maxCircuits) circuits.delete(oldest);
    circuits.set(key, circuit);
    return circuit;
  }

  return {
    async run(key, work) {
      const circuit = getCircuit(key);
      // Only one answer tries a provider again; the others do not wait for it.
      if (circuit.state === CircuitState.HalfOpen) throw new ProviderFailure('circuit-open');
      try {
        return await circuit.execute(work);
      } catch (error) {
        if (error instanceof BrokenCircuitError) {
          throw new ProviderFailure('circuit-open', { retryAfter: options.openMilliseconds });
        }
        throw error;
      }
    },
  };
}
