import type { ResolvedWidgetConfig } from '@askwell/contract';
import { createConsentStore } from '@askwell/sdk/dom';
import { useCallback, useMemo, useState } from 'preact/hooks';
import type { PageAddress } from '../page-address.js';

export interface Consent {
  /** Nothing may be stored or sent yet. */
  missing: boolean;
  give: (given: boolean) => void;
}

/** Whether the visitor has agreed, where the assistant asks for it. */
export function useConsent({ baseUrl, publishableKey }: PageAddress, config: ResolvedWidgetConfig): Consent {
  const store = useMemo(() => createConsentStore(`${baseUrl}:${publishableKey}`), [baseUrl, publishableKey]);
  const [given, setGiven] = useState(() => store.read());
  const give = useCallback(
    (next: boolean) => {
      store.write(next);
      setGiven(next);
    },
    [store],
  );
  return { missing: config.consent === 'required' && !given, give };
}
