import { useEffect, useState } from 'preact/hooks';
import { useApp } from './context.js';

/** The clock of the server, which moves on by itself every `everyMs` while `running`. */
export function useNow(everyMs: number, running: boolean): number {
  const { inspector } = useApp();
  const [now, setNow] = useState(inspector.now);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(inspector.now()), everyMs);
    return () => clearInterval(timer);
  }, [inspector, everyMs, running]);
  return now;
}
