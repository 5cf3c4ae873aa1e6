import { useEffect, useState } from 'preact/hooks';
import type { DeliveryDetail } from '../../inspector/protocol.js';
import { fetchDetail } from '../state/api.js';

export type LoadedDetail =
  | { readonly state: 'loading' | 'gone' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'ready'; readonly detail: DeliveryDetail };

const FORWARDS_AGAIN_MS = 1_000;

/** Loads a delivery, and again while it is being passed on. */
export function useDetail(seq: number): LoadedDetail {
  const [loaded, setLoaded] = useState<LoadedDetail>({ state: 'loading' });
  useEffect(() => {
    const aborter = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;

    async function load(): Promise<void> {
      try {
        const detail = await fetchDetail(seq, aborter.signal);
        setLoaded(detail === null ? { state: 'gone' } : { state: 'ready', detail });
        if (detail?.forwards.some(isPending)) again = setTimeout(load, FORWARDS_AGAIN_MS);
      } catch (error) {
        if (aborter.signal.aborted) return;
        setLoaded({ state: 'failed', message: error instanceof Error ? error.message : String(error) });
      }
    }

    load();
    return () => {
      aborter.abort();
      clearTimeout(again);
    };
  }, [seq]);
  return loaded;
}

/** Whether a forward has no answer yet. */
export function isPending({ status, error }: DeliveryDetail['forwards'][number]): boolean {
  return status === null && error === null;
}
